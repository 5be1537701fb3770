"""What is there twice: articles by their address or text, paragraphs within one and across several."""

from collections.abc import Iterator

from generator.check.addresses import same_page
from generator.check.case import Block, Case, Page, Written
from generator.check.likeness import is_at_hand, pairs, shingles
from generator.errors import Location, Problem

_PARAGRAPHS_ALIKE = 0.8
_SHORTEST_PARAGRAPH = 40
"""Characters below which a paragraph may be a refrain."""
_SHORTEST_SHARED = 80


def near_duplicates(case: Case) -> Iterator[Problem]:
    """Find articles with one address or nearly one text, and paragraphs that repeat."""
    told: set[tuple[str, str]] = set()
    for problem, couple in (*_by_address(case), *_by_text(case)):
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
        hop = chain[0] if chain else None
        url = written.doc.matter.url if not chain else getattr(hop, "url", None)
        if not url:
            continue
        before = first.setdefault(same_page(url), written)
        if before is not written:
            key = "chain.0.url" if chain else "url"
            message = f"{before.doc.path} has the same address"
            hint = "keep one of the two, or give the address that is meant"
            at = written.page.offset(*written.page.key_place(key))
            yield written.page.at(at, message, hint), (before.doc.path, written.doc.path)


def _by_text(case: Case) -> Iterator[tuple[Problem, tuple[str, str]]]:
    for first, second, likeness in case.alike:
        message = f"the text is nearly that of {first.doc.path} ({likeness:.0%} alike)"
        hint = "keep one, with the longer chain; or say in `chain` who took it from whom"
        at = next((block.start for block in second.page.blocks), second.page.body_start)
        yield second.page.at(at, message, hint), (first.doc.path, second.doc.path)


def _paragraphs(case: Case, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Find paragraphs that stand twice in a text, and long ones that two texts share."""
    found: list[tuple[Page, Block]] = [
        (w.page, block)
        for w in case.articles
        for block in w.page.blocks
        if len(block.text) >= _SHORTEST_PARAGRAPH
    ]
    known: set[tuple[int, int]] = set()
    couples: dict[tuple[str, str], tuple[Page, Block, int]] = {}
    for pair in pairs([shingles(block.text) for _, block in found], _PARAGRAPHS_ALIKE):
        (page, block), (other, again) = found[pair.first], found[pair.second]
        if page is other:
            if (id(page), again.start) not in known:
                known.add((id(page), again.start))
                line = page.text.count("\n", 0, block.start) + 1
                hint = "take it out and note `edits: [{op: collapse-duplicate-paragraph, removed: 1}]`"
                yield page.at(again.start, f"this paragraph repeats the one of line {line}", hint)
            continue
        if len(again.text) < _SHORTEST_SHARED:
            continue
        couple = (page.path, other.path)
        if couple not in told:
            place = couples.get(couple)
            couples[couple] = (other, place[1] if place else again, (place[2] if place else 0) + 1)
    for (path, _), (other, block, count) in couples.items():
        what = "this paragraph stands" if count == 1 else f"{count} paragraphs from here on stand"
        yield other.at(block.start, f"{what} in {path} too", "say who took it from whom, or cite it")


def same_article(case: Case) -> frozenset[frozenset[str]]:
    """Give the couples of articles that are one by their address or text."""
    return frozenset(frozenset(couple) for _, couple in (*_by_address(case), *_by_text(case)))
