"""A source file as rules look at it: its text with places, its front matter, its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import to_builtins

from generator.errors import Problem, warning
from generator.frontmatter import Loaded, load, locate, split
from generator.model.article import ArticleDoc
from generator.model.issue import IssueDoc
from generator.model.kinds import Noun
from generator.model.topic import PageDoc, TopicDoc
from generator.parse import Doc, Kind

MOST_READ = 100_000
"""Characters of a text that the grammars read, which take longer than any other look at it."""
_STOPS = "\n。；！？，;!?, "

_LINE_END = re.compile("\n")
_LINE = re.compile("[^\n]*\n|[^\n]+")
_FENCE = re.compile(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*)(?P<marks>`{3,}|~{3,})(?P<said>[^`\n]*)$",
    re.MULTILINE,
)
_QUOTED = re.compile(r"(?:[ \t]*>)*")
_EMPTY = " \t\r\n>"
"""What a line between two paragraphs may hold, in a quotation too."""
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:)(?:\s|$)")
"""A list's entry or a footnote, whose further paragraphs are indented."""
_TAB = 4
_INDENTED = re.compile(r" {4}| {0,3}\t")
_INLINE_CODE = re.compile(r"`++[^`\n]++`++")
_CONTAINER = re.compile(r" {0,3}:::")


class Block(Noun, frozen=True, kw_only=True):
    """A paragraph of a text, as it stands in its file."""

    start: int
    # in the file
    text: str


class Page(Noun, frozen=True, kw_only=True, dict=True):
    """One source file."""

    path: str
    kind: Kind
    text: str
    # the whole of it, as `files.decode` gives it
    doc: Doc | None

    @cached_property
    def body_start(self) -> int:
        """Give the offset at which the text begins; the length of the whole where there is none."""
        if not self.path.endswith(".md"):
            return len(self.text)
        parts, _ = split(self.text, self.path)
        return len(self.text) - len(parts.body)

    @cached_property
    def starts(self) -> list[int]:
        """Give the offset of each line."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @property
    def body(self) -> str:
        """Give what stands behind the front matter."""
        return self.text[self.body_start :]

    @property
    def matter(self) -> str:
        """Give what stands before the text."""
        return self.text[: self.body_start]

    @cached_property
    def loaded(self) -> Loaded:
        """Give the front matter with its places."""
        if not self.path.endswith(".md"):
            return load(self.text, self.path)[0]
        parts, _ = split(self.text, self.path)
        return load(parts.matter, self.path, line=parts.matter_line)[0]

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Give all texts of the front matter by their keys, `timeline.0.what`."""
        if isinstance(self.doc, ArticleDoc | IssueDoc | TopicDoc | PageDoc):  # it need not be read again
            return tuple(_texts(to_builtins(self.doc.matter), ""))
        return tuple(_texts(self.loaded.values, ""))

    @property
    def blocks(self) -> list[Block]:
        """Give the text's paragraphs, without code and the lines that open and close containers."""
        return self._parts[0]

    @property
    def read_until(self) -> int:
        """Give the offset behind which no grammar reads."""
        return self.body_start + MOST_READ

    @property
    def readable(self) -> Iterator[Block]:
        """Give the paragraphs that the grammars read, the last one up to the end of a word."""
        for block in self.blocks:
            left = self.read_until - block.start
            if left <= 0:
                return
            yield block if len(block.text) <= left else Block(start=block.start, text=_cut(block.text, left))

    @cached_property
    def _parts(self) -> tuple[list[Block], list[tuple[int, int]]]:
        return _parted(self.text, self.body_start)

    @cached_property
    def _code(self) -> list[tuple[int, int]]:
        spans = [
            (block.start + match.start(), block.start + match.end())
            for block in self.blocks
            for match in _INLINE_CODE.finditer(block.text)
        ]
        return sorted((*spans, *self._parts[1]))

    def is_code(self, offset: int) -> bool:
        """Say whether what stands at an offset is code."""
        before = bisect_right(self._code, (offset, len(self.text)))
        return before > 0 and offset < self._code[before - 1][1]

    def key_place(self, key: str) -> tuple[int, int]:
        """Give line and column of a key of the front matter."""
        return locate(self.loaded, key)

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and column."""
        return self.starts[max(line - 1, 0)] + max(column - 1, 0)

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def at(self, offset: int, message: str, hint: str = "") -> Problem:
        """Complain of what stands at an offset."""
        line, column = self.place(offset)
        return warning(self.path, message, hint, line=line, column=column)


def plain_key(key: str) -> str:
    """Give the last word of a key: `what` of `timeline.0.what`."""
    return next(part for part in reversed(key.split(".")) if not part.isdigit())


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, child in value.items():
            if child is not None:
                yield from _texts(child, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple):
        for number, child in enumerate(value):
            yield from _texts(child, f"{key}.{number}")


class _Fence(NamedTuple):
    """The opening of a stretch of code."""

    marks: str
    depth: int
    # of the quotation it stands in
    width: int
    # by which lines of the entry that it stands in are indented; 0: it stands in none

    def is_closed_by(self, line: str) -> bool:
        """Say whether a line of marks closes the code."""
        found = _FENCE.match(line)
        return bool(
            found
            and found["marks"].startswith(self.marks)
            and found["before"].count(">") == self.depth
            and not found["before"].strip(" \t>")
            and not found["said"].strip()
            and (self.width or not _INDENTED.match(line))
        )

    def is_left_by(self, line: str) -> bool:
        """Say whether a line stands outside of the quotation or the entry, with which the code ends too."""
        depth, rest = _unquoted(line)
        return depth < self.depth or (bool(rest.strip()) and _indent(rest) < self.width)


def _opened(line: str, width: int) -> _Fence | None:
    """Give the code that a line opens; a mark that is indented is code or text itself."""
    found = _FENCE.match(line)
    if found is None:
        return None
    depth, rest = _unquoted(found["before"])
    if rest.strip():
        return _Fence(found["marks"], depth, len(rest.expandtabs(_TAB)))
    width = width if _indent(rest) >= width else 0
    return None if _indent(rest) - width >= _TAB else _Fence(found["marks"], depth, width)


def _width(line: str, before: int) -> int:
    """Give by how much the lines of an entry are indented that a line begins or goes on with."""
    item = _ITEM.match(line)
    if item is None:
        return before if line[0] in " \t" else 0
    return _TAB if "[" in item[0] else len(item[0].expandtabs(_TAB))


def _unquoted(line: str) -> tuple[int, str]:
    """Give how deep in quotations a line stands, and what stands behind their marks."""
    found = _QUOTED.match(line)
    marks = found[0] if found else ""
    return marks.count(">"), line[len(marks) :].removeprefix(" " if marks else "")


def _indent(line: str) -> int:
    wide = line.expandtabs(_TAB)
    return len(wide) - len(wide.lstrip(" "))


def _parted(text: str, start: int) -> tuple[list[Block], list[tuple[int, int]]]:
    """Give a text's paragraphs, and where its code stands."""
    found: list[Block] = []
    code: list[tuple[int, int]] = []
    fence: _Fence | None = None
    begun, at, width = -1, start, 0
    for line in _LINE.findall(text, start):
        if fence and fence.is_left_by(line):
            fence = None
        opened = None if fence else _opened(line, width)
        in_code = bool(fence or opened)
        if fence and fence.is_closed_by(line):
            fence = None
        fence = opened or fence
        ends = in_code or not line.strip(_EMPTY) or bool(_CONTAINER.match(line))
        if not ends and (begun < 0 or _ITEM.match(line)):
            width = _width(line, width)
        if ends and begun >= 0:
            found.append(_block(text, begun, at))
            begun = -1
        elif not ends and begun < 0:
            in_code = not width and bool(_INDENTED.match(line))
            begun = -1 if in_code else at
        if in_code:
            code.append((at, at + len(line)))
        at += len(line)
    if begun >= 0:
        found.append(_block(text, begun, at))
    return found, code


def _cut(text: str, length: int) -> str:
    """Cut a text behind a word, if it has any that end; in the middle of one, a date could be another."""
    return text[: 1 + max(text.rfind(stop, 0, length) for stop in _STOPS) or length]


def _block(text: str, start: int, end: int) -> Block:
    return Block(start=start, text=text[start:end].rstrip())
