"""Articles that are there twice, by their address, their title or their text."""

from collections.abc import Iterator

from generator.check.case import Case, Written
from generator.check.likeness import is_at_hand
from generator.check.paragraphs import first_block, is_told, repeated_paragraphs
from generator.errors import Location, Problem
from generator.han import fold
from generator.tracking import same_page


def near_duplicates(case: Case) -> Iterator[Problem]:
    """Find articles with one address or nearly one text, and paragraphs that repeat."""
    told: set[tuple[str, str]] = set()
    copies: set[str] = set()
    for problem, (before, again) in (*_by_address(case), *_by_title(case), *_by_text(case)):
        if again not in copies:
            yield problem
        copies.add(again)
        told.add((before, again))
    yield from repeated_paragraphs(case, told)


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
        if is_told(first.made, second.made):
            continue
        message = f"the text is nearly that of {first.doc.path} ({likeness:.0%} alike)"
        hint = "keep one, with the longer chain; or say in `chain` who took it from whom"
        yield second.page.at(first_block(second.page), message, hint), (first.doc.path, second.doc.path)


def same_article(case: Case) -> frozenset[frozenset[str]]:
    """Give the couples of articles that are one by their address or text."""
    found = [couple for _, couple in (*_by_address(case), *_by_title(case))]
    alike = ((first.doc.path, second.doc.path) for first, second, _ in case.alike)
    return frozenset(map(frozenset, (*found, *alike)))
