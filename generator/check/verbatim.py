"""What the pages say of their own credit, read by the credit grammar and held against the chain."""

import re
from collections.abc import Iterator

from generator.check.case import Case
from generator.check.page import Page
from generator.credits.reading import NO_NAMES, Names, Reading, read
from generator.errors import Problem, warning
from generator.han import fold
from generator.model.article import Article, ArticleDoc

_CHAIN = frozenset(("original", "repost", "via", "translation", "excerpt-of", "adaptation", "compilation"))
_PASSING = _CHAIN - {"original"}
_ITSELF = re.compile("(?:号|平台|本站|本网|本刊|本报|本文)(?:的|为|系|是|属)?(?:原创|独家)")
"""A page that calls itself the original, and not another one."""
_NOTICE = re.compile(r"\W{0,4}(?:特别|特別|免责|免責|版权|版權|郑重|鄭重)?(?:声明|聲明|提示|说明|說明)\W")
_SHORTEST_NAME = 3
"""Letters of an unregistered name that is surely one: a verb that the grammar does not know has two."""
_HEAD, _TAIL = 6, 10
"""Paragraphs at both ends of a text in which a page states its credit."""
_LONGEST_LINE = 160
_CUE = re.compile(
    "原创|原創|独家|獨家|首发|首發|[来來]源|[转轉][载載自发發]|[刊原][载載]|摘自|[编編][译譯]|出[处處]|授[权權]|供稿|源自|出典|転載|提供|"
    "출처|전재|제공|source|via|originally|courtesy|permission|republish|repost|reprint|translat|adapted|excerpt"
)
"""What a line, in small letters, that tells of a page's way has in it; all else need not be read."""


def verbatim_line(case: Case) -> Iterator[Problem]:
    """Find credit lines that disagree with the chain."""
    for page, doc, article in case.published:
        line = doc.matter.credit_line
        reading = read(" ".join(line.split()), case.names) if line else None
        if reading is not None and reading.is_credit:
            yield from _against_chain(page, article, reading, _registered(case))


def conflicting_lines(page: Page, case: Case) -> Iterator[Problem]:
    """Find pages that claim to be the original and to be passed on, or that name two originals."""
    if isinstance(page.doc, ArticleDoc):
        yield from _conflict(page, page.doc, case.names)


def is_notice(text: str) -> bool:
    """Say whether a paragraph is a platform's or a page's own notice, which many pages carry."""
    return bool(_NOTICE.match(text)) or read(" ".join(text.split()), NO_NAMES).kind not in {"", "credit"}


def _against_chain(
    page: Page, article: Article, reading: Reading, registered: frozenset[str]
) -> Iterator[Problem]:
    chain = [
        {fold(name) for name in (hop.source.name, *hop.source.aliases, hop.account, hop.platform) if name}
        for hop in article.hops
    ]
    others = {fold(name) for name in _mentioned(article)}
    order: list[int] = []
    for hop in reading.hops:
        name = fold(hop.source)
        thanked = hop.role == "via" and not reading.passing  # for a hint, which is no hop
        if hop.role not in _CHAIN or thanked or not name or name in others:
            continue
        at = next((n for n, known in enumerate(chain) if any(_same(name, k) for k in known)), None)
        if at is None and name not in registered and len(name) < _SHORTEST_NAME:
            continue
        if at is None:
            message = f"the credit line names `{hop.source}`, which is not in the chain"
            hint = "add it to `chain`, or register the name as an alias of the source that is meant"
            yield warning(page.path, message, hint, key="credit_line")
            return
        order.append(at)
    if reading.permission == "claimed" and not any(hop.permission for hop in article.hops):
        message = "the credit line claims a permission, and the chain states none"
        yield warning(
            page.path, message, "add `permission: claimed` to the hop that claims it", key="credit_line"
        )
    elif reading.permission == "none" and any(hop.permission == "claimed" for hop in article.hops):
        message = "the chain says that a permission is claimed, and the credit line claims none"
        yield warning(page.path, message, "keep what the page says", key="credit_line")
    elif order != sorted(order):
        message = "the credit line names the publications in another order than the chain"
        yield warning(
            page.path, message, "the earliest known publication stands first in `chain`", key="credit_line"
        )


def _mentioned(article: Article) -> Iterator[str]:
    """Give the names that an article has outside its chain."""
    yield from (person.name for person in article.byline)
    for cited in article.citations:
        for source in (cited.source, cited.upstream):
            if source:
                yield from (source.name, *source.aliases)


def _registered(case: Case) -> frozenset[str]:
    return frozenset(fold(name) for _, m in case.registry.entries for name in (m.name, *m.aliases))


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) > 1 and len(other) > 1 and (one in other or other in one))


def _conflict(page: Page, doc: ArticleDoc, names: Names) -> Iterator[Problem]:
    """Hold all lines of a page that state a credit against one another."""
    read = [(at, line, reading) for at, line in _lines(page, doc) if (reading := _read(line, names))]
    owns = [(at, line, _original(line, reading)) for at, line, reading in read if _claims_own(line, reading)]
    passed = [(at, line, _first(reading)) for at, line, reading in read if _of_another(line, reading)]
    for at, line, original in owns:
        for other, told, first in passed:
            if not original or (first and not _same(fold(original), fold(first))):
                hint = "an original is not passed on from elsewhere: find out which of the two is true"
                place = at if at is not None else other
                yield _at(page, place, f"the page says `{_short(line)}` and `{_short(told)}`", hint)
                return
    firsts = [(at, first) for at, _, reading in read if reading.is_credit and (first := _first(reading))]
    for at, first in firsts[1:]:
        if not _same(fold(first), fold(firsts[0][1])):
            hint = "find out who published first, and put both into `chain` in their order"
            yield _at(page, at, f"the page names two originals, `{firsts[0][1]}` and `{first}`", hint)
            return


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
    named = any(hop.role in _CHAIN and hop.source for hop in reading.hops)
    passed = reading.passing in _PASSING or any(hop.role in _PASSING and hop.source for hop in reading.hops)
    return reading.is_credit and named and (passed or reading.permission == "claimed")


def _lines(page: Page, doc: ArticleDoc) -> Iterator[tuple[int | None, str]]:
    """Give the credit line, without an offset, and with theirs the lines of the text that may be one."""
    if doc.matter.credit_line:
        yield None, " ".join(doc.matter.credit_line.split())
    blocks = page.blocks
    ends = (*blocks[:_HEAD], *blocks[max(len(blocks) - _TAIL, _HEAD) :])
    for block in ends:
        at = block.start
        for line in block.text.split("\n"):
            if len(line) <= _LONGEST_LINE and _CUE.search(line.lower()):
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
