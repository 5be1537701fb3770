"""What is there twice: articles by their address or text, paragraphs within one and across several."""

from collections.abc import Iterator

from generator.check.case import ALIKE, Block, Case, Page, Written
from generator.check.likeness import is_at_hand, pairs, shingles
from generator.check.verbatim import is_notice
from generator.errors import Location, Problem
from generator.han import fold
from generator.tracking import same_page

_SAME = 0.8
"""Share of common shingles from which two paragraphs are one."""
_SHORTEST_PARAGRAPH = 40
"""Characters below which a paragraph may be a refrain."""
_SHORTEST_SHARED = 60
"""Characters below which a paragraph that two texts share may be a notice."""


def near_duplicates(case: Case) -> Iterator[Problem]:
    """Find articles with one address or nearly one text, and paragraphs that repeat."""
    told: set[tuple[str, str]] = set()
    for problem, couple in (*_by_address(case), *_by_title(case), *_by_text(case)):
        if couple not in told:
            told.add(couple)
            yield problem
    yield from _paragraphs(case, told)


def search_missing(case: Case) -> Iterator[Problem]:
    """Say that the search for near duplicates is not installed."""
    if case.articles and not is_at_hand():
        yield Problem(
            location=Location("content/articles"),
            message="only exact repetitions are found: the search for near duplicates is not installed",
            hint="pip install 'wenzhai[check]'",
            severity="notice",
        )


def _by_address(case: Case) -> Iterator[tuple[Problem, tuple[str, str]]]:
    first: dict[str, Written] = {}
    for written in case.articles:
        chain = written.doc.matter.chain
        hop = chain[-1] if chain else None
        url = written.doc.matter.url if not chain else getattr(hop, "url", None)
        if not url:
            continue
        before = first.setdefault(same_page(url), written)
        if before is not written:
            key = f"chain.{len(chain) - 1}.url" if chain else "url"
            message = f"{before.doc.path} has the same address"
            hint = "keep one of the two, or give the address that is meant"
            at = written.page.offset(*written.page.key_place(key))
            yield written.page.at(at, message, hint), (before.doc.path, written.doc.path)


def _by_title(case: Case) -> Iterator[tuple[Problem, tuple[str, str]]]:
    """Find what one source published on one day under one title."""
    first: dict[tuple[str, str, str], Written] = {}
    for written in case.articles:
        made, title = written.made, written.doc.matter.title or written.doc.matter.headline
        if not made or not title or made.published.is_unknown:
            continue
        told = (fold(title), made.first.source.name, made.published.text)
        before = first.setdefault(told, written)
        if before is not written:
            at = written.page.offset(*written.page.key_place("title" if made.title else "headline"))
            message = f"{before.doc.path} has the same title, source and date"
            yield written.page.at(at, message, "keep one of the two"), (before.doc.path, written.doc.path)


def _by_text(case: Case) -> Iterator[tuple[Problem, tuple[str, str]]]:
    for first, second, likeness in case.alike:
        message = f"the text is nearly that of {first.doc.path} ({likeness:.0%} alike)"
        hint = "keep one, with the longer chain; or say in `chain` who took it from whom"
        yield second.page.at(_first(second.page), message, hint), (first.doc.path, second.doc.path)


def _paragraphs(case: Case, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Find paragraphs that stand twice in a text, and what two texts share."""
    found: list[tuple[Page, Block]] = [
        (written.page, block)
        for written in case.articles
        for block in written.page.blocks
        if len(block.text) >= _SHORTEST_PARAGRAPH
    ]
    repeated: set[tuple[str, int]] = set()
    shared: dict[tuple[str, str], list[Block]] = {}
    for pair in pairs([shingles(block.text) for _, block in found], ALIKE):
        (page, block), (other, again) = found[pair.first], found[pair.second]
        same = pair.likeness >= _SAME
        if page is not other:
            long = same and len(again.text) >= _SHORTEST_SHARED and not is_notice(again.text)
            shared.setdefault((page.path, other.path), []).extend([again] if long else [])
        elif same and (page.path, again.start) not in repeated:
            repeated.add((page.path, again.start))
            line, _ = page.place(block.start)
            hint = "take it out and note `edits: [{op: collapse-duplicate-paragraph, removed: 1}]`"
            yield page.at(again.start, f"this paragraph repeats the one of line {line}", hint)
    for couple in shared.keys() - told:
        page, other = (case.by_path[path] for path in couple)
        yield from _shared(page, other, shared[couple])


def _shared(page: Page, other: Page, blocks: list[Block]) -> Iterator[Problem]:
    """Complain of a text that stands within another, or else of long paragraphs that both have."""
    first, second = shingles(page.body), shingles(other.body)
    share = len(first & second) / min(len(first), len(second))
    hint = "say in `chain` who took it from whom, or cite it"
    if share >= ALIKE:
        longer = f"stands in {page.path} too" if len(first) >= len(second) else f"holds that of {page.path}"
        yield other.at(_first(other), f"the text {longer} ({share:.0%} of the shorter)", hint)
    elif blocks:
        what = "this paragraph stands" if len(blocks) == 1 else f"{len(blocks)} paragraphs from here on stand"
        yield other.at(min(block.start for block in blocks), f"{what} in {page.path} too", hint)


def _first(page: Page) -> int:
    return next((block.start for block in page.blocks), page.body_start)


def same_article(case: Case) -> frozenset[frozenset[str]]:
    """Give the couples of articles that are one by their address or text."""
    found = (*_by_address(case), *_by_title(case), *_by_text(case))
    return frozenset(frozenset(couple) for _, couple in found)
