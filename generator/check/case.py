"""What rules look at: every source file with its text, and the site that was made of all."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from generator.check.likeness import pairs, shingles
from generator.errors import Problem, warning
from generator.frontmatter import Loaded, load, locate, split
from generator.model.article import Article, ArticleDoc
from generator.model.issue import IssueDoc
from generator.model.kinds import Noun
from generator.model.registry import RecordsDoc, RegistryDoc
from generator.model.site import Site, Static
from generator.parse import Doc, Kind

ALIKE = 0.6
"""Share of common shingles from which two texts are one."""
SHORTEST_TEXT = 120
"""Characters below which a text is too short to be judged by them."""

_LINE_END = re.compile("\n")
_FENCE = re.compile(r" {0,3}(```|~~~)")
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
    def blocks(self) -> tuple[Block, ...]:
        """Give the text's paragraphs, without code and the lines that open and close containers."""
        return tuple(_blocks(self.text, self.body_start))

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


class Written(Noun, frozen=True, kw_only=True):
    """An article as it is written, and as it is published, if it is."""

    page: Page
    doc: ArticleDoc
    made: Article | None


class Case(Noun, frozen=True, kw_only=True, dict=True):
    """Everything that rules may look at."""

    pages: tuple[Page, ...]
    site: Site | None
    # none where the content is at fault
    static: tuple[Static, ...] = ()
    problems: tuple[Problem, ...] = ()
    # what the build itself says

    @property
    def today(self) -> str:
        """Give the ISO day that counts as today."""
        return self.site.settings.as_of if self.site else ""

    @property
    def zone(self) -> str:
        """Give the site's zone."""
        return self.site.settings.timezone if self.site else "UTC"

    @cached_property
    def articles(self) -> tuple[Written, ...]:
        """Give all articles, drafts too, in the order of their paths."""
        made = {article.path: article for article in self.site.articles} if self.site else {}
        return tuple(
            Written(page=page, doc=page.doc, made=made.get(page.path))
            for page in self.pages
            if isinstance(page.doc, ArticleDoc)
        )

    @cached_property
    def published(self) -> tuple[tuple[Page, ArticleDoc, Article], ...]:
        """Give the articles that the site publishes and has not withdrawn."""
        return tuple((w.page, w.doc, w.made) for w in self.articles if w.made and not w.made.withdrawn)

    @cached_property
    def issues(self) -> tuple[IssueDoc, ...]:
        """Give the issues in the order of their paths."""
        return tuple(page.doc for page in self.pages if isinstance(page.doc, IssueDoc))

    @cached_property
    def registry(self) -> RegistryDoc:
        """Give the registered sources as they are written."""
        found = (page.doc for page in self.pages if isinstance(page.doc, RegistryDoc))
        return next(found, RegistryDoc(path="content/sources.yaml"))

    @cached_property
    def records(self) -> RecordsDoc:
        """Give the permission records as they are written."""
        found = (page.doc for page in self.pages if isinstance(page.doc, RecordsDoc))
        return next(found, RecordsDoc(path="content/rights.yaml"))

    @cached_property
    def alike(self) -> tuple[tuple[Written, Written, float], ...]:
        """Give the couples of articles with nearly one text, and how alike they are."""
        long = [w for w in self.articles if len(w.page.body) >= SHORTEST_TEXT]
        found = pairs([shingles(w.page.body) for w in long], ALIKE)
        return tuple((long[pair.first], long[pair.second], pair.likeness) for pair in found)

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """Give the files by their paths."""
        return {page.path: page for page in self.pages}


def source_key(doc: ArticleDoc, number: int = 0) -> str:
    """Give the key under which a hop's source is written."""
    if not doc.matter.chain:
        return "source"
    return f"chain.{number}" if isinstance(doc.matter.chain[number], str) else f"chain.{number}.source"


def _blocks(text: str, start: int) -> list[Block]:
    found: list[Block] = []
    begun, fence, at = -1, "", start
    for line in text[start:].splitlines(keepends=True):
        opened = _FENCE.match(line)
        if opened and (not fence or fence == opened[1]):
            fence = "" if fence else opened[1]
        ends = not line.strip() or bool(opened or fence or _CONTAINER.match(line))
        if ends and begun >= 0:
            found.append(Block(start=begun, text=text[begun:at].rstrip()))
            begun = -1
        elif not ends and begun < 0:
            begun = at
        at += len(line)
    if begun >= 0:
        found.append(Block(start=begun, text=text[begun:at].rstrip()))
    return found
