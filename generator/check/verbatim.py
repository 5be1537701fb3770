"""The words in which a page states its credit, read by the credit grammar and held against the chain."""

from collections.abc import Iterator
from typing import get_args

from generator.check.case import Case
from generator.check.page import Page
from generator.credits.reading import Reading, read
from generator.errors import Problem, warning
from generator.han import fold
from generator.model.article import Article
from generator.model.kinds import Role

CHAIN = frozenset[str](get_args(Role))
"""Roles of a hop; others are whom a text quotes."""
_SHORTEST_NAME = 3
"""Letters of an unregistered name that is surely one: a verb that the grammar does not know has two."""


def verbatim_line(case: Case) -> Iterator[Problem]:
    """Find credit lines that disagree with the chain."""
    for page, doc, article in case.published:
        line = doc.matter.credit_line
        reading = read(" ".join(line.split()), case.names) if line else None
        if reading is not None and reading.is_credit:
            yield from _against_chain(page, article, reading, _registered(case))


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
        if hop.role not in CHAIN or thanked or not name or name in others:
            continue
        at = next((n for n, known in enumerate(chain) if any(same_name(name, k) for k in known)), None)
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
    elif _claims_none(reading) and any(hop.permission == "claimed" for hop in article.hops):
        message = "the chain says that a permission is claimed, and the credit line claims none"
        yield warning(page.path, message, "keep what the page says", key="credit_line")
    elif order != sorted(order):
        message = "the credit line names the publications in another order than the chain"
        yield warning(
            page.path, message, "the earliest known publication stands first in `chain`", key="credit_line"
        )


def _claims_none(reading: Reading) -> bool:
    """Say whether a line says that the page passes something on, and nothing of a permission to."""
    return reading.permission == "none" or (not reading.permission and bool(reading.passing))


def _mentioned(article: Article) -> Iterator[str]:
    """Give the names that an article has outside its chain."""
    yield from (person.name for person in article.byline)
    for cited in article.citations:
        for source in (cited.source, cited.upstream):
            if source:
                yield from (source.name, *source.aliases)


def _registered(case: Case) -> frozenset[str]:
    return frozenset(fold(name) for _, m in case.registry.entries for name in (m.name, *m.aliases))


def same_name(one: str, other: str) -> bool:
    """Say whether two folded names are one, or one within the other."""
    return one == other or (len(one) > 1 and len(other) > 1 and (one in other or other in one))
