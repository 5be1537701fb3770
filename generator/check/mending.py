"""What can be put right without asking: edits of the sources, all else byte for byte as it was."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.check.addresses import addresses
from generator.check.page import Page
from generator.files import place
from generator.frontmatter import load, split
from generator.model.kinds import Noun
from generator.tracking import untracked
from generator.write import put

_WIDTHLESS = "\u200b\u2060\ufeff"
_ENDS = re.compile(f"^[{_WIDTHLESS}]+|[{_WIDTHLESS}]+$")
_BEFORE_ADDRESS = ("](", "<")
_MARK = "\ufeff"


class Edit(Noun, frozen=True, kw_only=True):
    """A stretch of a file and what is written in its place."""

    start: int
    end: int
    text: str
    what: str


def mend(root: Path, pages: Iterable[Page]) -> tuple[str, ...]:
    """Put right what cannot be wrong in a site's sources; say what was done, a line each."""
    said: list[str] = []
    for page in pages:
        file = root / page.path
        raw = _text(file.read_bytes())
        edits = mends(raw, page) if raw is not None else ()
        if raw is not None and edits:
            said += (_said(page.path, raw, edit) for edit in edits)
            put(file, edited(raw, edits).encode())
    return tuple(said)


def mends(raw: str, page: Page) -> tuple[Edit, ...]:
    """Give the edits that a file's text needs, in order, none over another."""
    start = 1 if raw.startswith(_MARK) else 0
    written = Page(path=page.path, kind=page.kind, text=raw[start:], doc=page.doc)
    found: list[Edit] = []
    for edit in sorted((*_tracking(written), *_ends(written)), key=lambda e: (e.start, -e.end)):
        if not found or edit.start + start >= found[-1].end:
            found.append(Edit(start=edit.start + start, end=edit.end + start, text=edit.text, what=edit.what))
    return tuple(found)


def edited(raw: str, edits: Iterable[Edit]) -> str:
    """Give a text with its edits made."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        raw = raw[: edit.start] + edit.text + raw[edit.end :]
    return raw


def _tracking(page: Page) -> Iterator[Edit]:
    """Take tracking out of addresses: of front matter, and of links in texts of our own."""
    for address in addresses(page):
        in_text = address.start >= page.body_start
        linked = page.text[: address.start].endswith(_BEFORE_ADDRESS)
        if in_text and (page.kind == "article" or not linked):
            continue
        shorter = untracked(address.url)
        if shorter != address.url:
            what = f"`{address.url}` is now `{shorter}`"
            yield Edit(start=address.start, end=address.end, text=shorter, what=what)


def _ends(page: Page) -> Iterator[Edit]:
    """Take characters without width from both ends of the front matter's values."""
    text, start = page.text, 0
    if page.path.endswith(".md"):
        parts, problems = split(page.text, page.path)
        if problems:
            return
        text, start = parts.matter, page.text.index("\n") + 1
    if not any(letter in text for letter in _WIDTHLESS):
        return
    loaded, problems = load(text, page.path)
    if problems:
        return
    for node in _scalars(loaded.node):
        first, last = node.start_mark.index, node.end_mark.index
        if node.style in {"'", '"'}:
            first, last = first + 1, last - 1
        if text[first:last] != node.value:  # it goes over lines, or holds what YAML reads otherwise
            continue
        for match in _ENDS.finditer(node.value):
            if match[0] != node.value:
                what = f"{len(match[0])} invisible at the end of `{node.value.strip(_WIDTHLESS)}` taken out"
                yield Edit(
                    start=start + first + match.start(), end=start + first + match.end(), text="", what=what
                )


def _scalars(node: Any) -> Iterator[Any]:  # noqa: ANN401 - PyYAML's nodes are untyped
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _scalars(child)
    elif isinstance(node, yaml.MappingNode):
        for _, child in node.value:
            yield from _scalars(child)


def _text(data: bytes) -> str | None:
    """Give a file's text as it is, line ends and all; none if it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _said(path: str, raw: str, edit: Edit) -> str:
    line, column = place(raw, edit.start)
    return f"{path}:{line}:{column}: {edit.what}"
