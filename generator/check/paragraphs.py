"""Paragraphs that stand twice in a text, or in two, whatever their width, script and small changes."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.check.case import ALIKE, Case, Written
from generator.check.likeness import pairs, shingles
from generator.check.notices import is_notice
from generator.check.page import Block, Page
from generator.check.sketches import shingles_of
from generator.errors import Location, Problem
from generator.model.article import Article

_SAME = 0.8
"""Share of common shingles from which two paragraphs are one."""
_SHORTEST_SHARED = 60
"""Characters below which a paragraph that two texts share may be a notice."""
_CLOSING = 2
"""Paragraphs at the end of a text in which a source says the same of itself each time."""


class _Place(NamedTuple):
    written: Written
    number: int

    @property
    def page(self) -> Page:
        return self.written.page

    @property
    def block(self) -> Block:
        return self.page.blocks[self.number]

    @property
    def closes(self) -> bool:
        return self.number >= len(self.page.blocks) - _CLOSING


def repeated_paragraphs(case: Case, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Find paragraphs that stand twice in a text, and what two texts share that were not told of as one."""
    found = [
        (_Place(written, number), made)
        for written, known in zip(case.articles, case.in_little, strict=True)
        for number, made in enumerate(known.blocks)
        if made is not None
    ]
    repeated: set[tuple[str, int]] = set()
    shared: dict[tuple[str, str], tuple[Written, Written, list[Block]]] = {}
    sketches = [made for _, made in found]
    for pair in pairs(sketches, ALIKE, lambda at: shingles(found[at][0].block.text)):
        first, second = found[pair.first][0], found[pair.second][0]
        same, again = pair.likeness >= _SAME, second.block
        if first.page is not second.page:
            couple = (first.page.path, second.page.path)
            _, _, blocks = shared.setdefault(couple, (first.written, second.written, []))
            if same and len(again.text) >= _SHORTEST_SHARED and not _is_refrain(first, second):
                blocks.append(again)
        elif same and (first.page.path, again.start) not in repeated:
            repeated.add((first.page.path, again.start))
            line, _ = first.page.place(first.block.start)
            hint = "take it out and note `edits: [{op: collapse-duplicate-paragraph, removed: 1}]`"
            yield first.page.at(again.start, f"this paragraph repeats the one of line {line}", hint)
    places: set[Location] = set()
    for couple, (one, other, blocks) in shared.items():
        if couple in told or is_told(one.made, other.made):
            continue
        problem = _shared(one.page, other.page, blocks)
        if problem and problem.location not in places:
            places.add(problem.location)
            yield problem


def is_told(one: Article | None, other: Article | None) -> bool:
    """Say whether one of two articles names the other's publisher in its chain or its citations."""
    if not one or not other or one.hops[-1].source.name == other.hops[-1].source.name:
        return False
    return one.hops[-1].source.name in _named(other) or other.hops[-1].source.name in _named(one)


def _named(article: Article) -> set[str]:
    cited = (cited.source.name for cited in article.citations if cited.source)
    return {hop.source.name for hop in article.hops}.union(cited)


def _is_refrain(first: _Place, second: _Place) -> bool:
    """Say whether a paragraph is what pages carry of themselves: a notice, a source's own closing words."""
    one, other = first.written.made, second.written.made
    own = one and other and one.first.source.name == other.first.source.name
    return bool(own and first.closes and second.closes) or is_notice(second.page, second.block)


def _shared(page: Page, other: Page, blocks: list[Block]) -> Problem | None:
    """Complain of a text that stands within another, or else of long paragraphs that both have."""
    first, second = shingles_of(page), shingles_of(other)
    share = len(first & second) / (min(len(first), len(second)) or 1)
    hint = "say in `chain` who took it from whom, or cite it"
    if share >= ALIKE:
        longer = f"stands in {page.path} too" if len(first) >= len(second) else f"holds that of {page.path}"
        return other.at(first_block(other), f"the text {longer} ({share:.0%} of the shorter)", hint)
    if blocks:
        what = "this paragraph stands" if len(blocks) == 1 else f"{len(blocks)} paragraphs from here on stand"
        return other.at(min(block.start for block in blocks), f"{what} in {page.path} too", hint)
    return None


def first_block(page: Page) -> int:
    """Give where a text begins."""
    return next((block.start for block in page.blocks), page.body_start)
