"""The lines of a page that state a credit, read by the credit grammar and held against one another."""

import re
from collections.abc import Iterator

from generator.check.case import Case
from generator.check.page import MOST_READ, Page
from generator.check.verbatim import CHAIN, same_name
from generator.credits.reading import Names, Reading, read
from generator.errors import Problem, warning
from generator.han import fold
from generator.model.article import ArticleDoc
from generator.model.chain import HopMatter

_PASSING = CHAIN - {"original"}
_ITSELF = re.compile("(?:号|平台|本站|本网|本刊|本报|本文)(?:的|为|系|是|属)?(?:原创|独家)")
"""A page that calls itself the original, and not another one."""
_FIRST = re.compile("原创|独家|首发|原[载刊]|first|original")
"""A line that says who was the first, and not only where a page has it from."""
_HEAD, _TAIL = 6, 10
"""Paragraphs at both ends of a text in which a page states its credit."""
_LONGEST_LINE = 160
_CUE = re.compile(
    "原创|原創|独家|獨家|首发|首發|[来來]源|[转轉][载載自发發]|[刊原][载載]|摘自|[编編][译譯]|出[处處]|授[权權]|供稿|源自|出典|転載|提供|"
    "출처|전재|제공|source|via|originally|courtesy|permission|republish|repost|reprint|translat|adapted|excerpt"
)
"""What a line, in small letters, that tells of a page's way has in it; all else need not be read."""


def conflicting_lines(page: Page, case: Case) -> Iterator[Problem]:
    """Find pages that claim to be the original and to be passed on, or that name two originals."""
    if isinstance(page.doc, ArticleDoc):
        yield from _conflict(page, page.doc, case.names)


def _conflict(page: Page, doc: ArticleDoc, names: Names) -> Iterator[Problem]:
    """Hold all lines of a page that state a credit against one another."""
    read = [(at, line, reading) for at, line in _lines(page, doc) if (reading := _read(line, names))]
    owns = [(at, line, _original(line, reading)) for at, line, reading in read if _claims_own(line, reading)]
    passed = [(at, line, _first(reading)) for at, line, reading in read if _of_another(line, reading)]
    for at, line, original in owns:
        for other, told, first in passed:
            if not original or (first and not same_name(fold(original), fold(first))):
                hint = "an original is not passed on from elsewhere: find out which of the two is true"
                place = at if at is not None else other
                yield _at(page, place, f"the page says `{_short(line)}` and `{_short(told)}`", hint)
                return
    yield from _two_originals(page, doc, read)


def _two_originals(
    page: Page, doc: ArticleDoc, read: list[tuple[int | None, str, Reading]]
) -> Iterator[Problem]:
    """Find two lines of one kind with two names; a source beside one it was taken from is a chain."""
    known = {fold(name) for hop in doc.matter.chain or () for name in _name_of(hop)}
    met: dict[bool, str] = {}
    for at, line, reading in read:
        first = _first(reading)
        if not reading.is_credit or not first or reading.passing:
            continue
        before = met.setdefault(bool(_FIRST.search(fold(line))), first)
        if not same_name(fold(first), fold(before)) and not {fold(first), fold(before)} <= known:
            hint = "find out who published first, and put both into `chain` in their order"
            yield _at(page, at, f"the page names two originals, `{before}` and `{first}`", hint)
            return


def _name_of(hop: HopMatter | str) -> Iterator[str]:
    given = hop.source if isinstance(hop, HopMatter) else hop
    yield given if isinstance(given, str) else given.name


def _claims_own(line: str, reading: Reading) -> bool:
    """Say whether a line claims that the page is an original which nobody may pass on."""
    plain = fold(line)
    return (
        reading.onward == "prohibited" and "非原创" not in plain and any(w in plain for w in ("原创", "独家"))
    )


def _original(line: str, reading: Reading) -> str:
    """Give whom a claim makes the original; empty: the page itself."""
    return "" if _ITSELF.search(fold(line)) else _first(reading)


def _first(reading: Reading) -> str:
    return next((hop.source for hop in reading.hops if hop.role == "original" and hop.source), "")


def _of_another(line: str, reading: Reading) -> bool:
    """Say whether a line names where the page has it from."""
    return _passes_on(reading) or (
        reading.is_credit and bool(_first(reading)) and not _claims_own(line, reading)
    )


def _passes_on(reading: Reading) -> bool:
    named = any(hop.role in CHAIN and hop.source for hop in reading.hops)
    passed = reading.passing in _PASSING or any(hop.role in _PASSING and hop.source for hop in reading.hops)
    return reading.is_credit and named and (passed or reading.permission == "claimed")


def _lines(page: Page, doc: ArticleDoc) -> Iterator[tuple[int | None, str]]:
    """Give the credit line, without an offset, and with theirs the lines of the text that may be one."""
    if doc.matter.credit_line:
        yield None, " ".join(doc.matter.credit_line.split())
    blocks = page.blocks
    ends = (*blocks[:_HEAD], *blocks[max(len(blocks) - _TAIL, _HEAD) :])
    left = MOST_READ
    for block in ends:
        at = block.start
        for line in block.text.split("\n"):
            if len(line) <= _LONGEST_LINE and _CUE.search(line.lower()):
                left -= len(line)
                if left < 0:
                    return
                yield at, line.strip()
            at += len(line) + 1


def _read(line: str, names: Names) -> Reading | None:
    reading = read(line, names)
    return reading if reading.is_credit or reading.kind or reading.onward else None


def _at(page: Page, at: int | None, message: str, hint: str) -> Problem:
    if at is None:
        return warning(page.path, message, hint, key="credit_line")
    return page.at(at, message, hint)


def _short(line: str) -> str:
    return line if len(line) <= 40 else f"{line[:39]}…"  # noqa: PLR2004 - fits a line of a terminal
