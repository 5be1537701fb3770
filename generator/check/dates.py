"""Dates that cannot be: what came before what it follows, and what is told of a day to come."""

from collections.abc import Iterator

from generator import edtf
from generator.check.case import Case
from generator.check.page import Page
from generator.check.rights import hanging
from generator.edtf import When
from generator.errors import Problem, warning
from generator.model.article import Article, ArticleDoc

_AHEAD = frozenset(("forecast", "scheduled"))


def impossible_dates(case: Case) -> Iterator[Problem]:
    """Find dates of articles, issues and records that contradict one another."""
    if case.site is None:
        return
    zone = case.zone
    for page, doc, article in case.published:
        yield from _of_article(page, doc, article, zone, case.today)
        yield from _of_hops(page, article, zone, case.today)
        yield from _of_events(page, doc, article, zone)
    days = {article.id: article.collected for article in case.site.articles}
    for issue in case.site.issues:
        for entry in issue.entries:
            for id_ in entry.articles:
                collected = days.get(id_)
                first = edtf.first_day(collected, zone) if collected else None
                if first and first > issue.day:
                    message = f"`{id_}` was collected on {first}, after this issue of {issue.day}"
                    hint = "check `collected` of the article, or the issue's date"
                    yield warning(issue.path, message, hint, line=entry.line)
    named = hanging(case)
    for id_, record in case.records.entries:
        begins = edtf.first_day(edtf.parse(record.from_), zone) if record.from_ else None
        ends = edtf.last_day(edtf.parse(record.until), zone) if record.until else None
        told = named[id_] and ends and ends < case.today  # as a permission that has run out
        if begins and ends and ends < begins and not told:
            message = f"the permission `{id_}` ends on {ends}, before it begins on {begins}"
            yield warning(case.records.path, message, "check `from` and `until`", key=f"{id_}.until")


def _of_article(page: Page, doc: ArticleDoc, article: Article, zone: str, today: str) -> Iterator[Problem]:
    taken = edtf.last_day(article.collected, zone) if article.collected else None
    published = _first(article.published, zone)
    key = "published" if doc.matter.published else "chain.0.date"
    if taken and published and taken < published:
        message = f"it was published on {published}, after it was collected on {taken}"
        yield warning(page.path, message, "check `published` and `collected`", key=key)
    elif published and published > today:
        message = f"it was published on {published}, and today is {today}"
        yield warning(page.path, message, "check the year", key=key)
    for number, correction in enumerate(article.corrections):
        day = edtf.last_day(correction.date, zone)
        if day and published and day < published:
            message = f"the correction of {day} is older than the article of {published}"
            yield warning(page.path, message, "check both dates", key=f"corrections.{number}.date")


def _of_hops(page: Page, article: Article, zone: str, today: str) -> Iterator[Problem]:
    """Find who passed it on after it was collected, or on a day to come; the first is who published it."""
    taken = edtf.last_day(article.collected, zone) if article.collected else None
    for number, hop in enumerate(article.hops[1:], 1):
        day = _first(hop.date, zone) if hop.date else None
        if day is None or day <= (taken or today):
            continue
        told = f"after it was collected on {taken}" if taken else f"and today is {today}"
        message = f"{hop.source.name} has it on {day}, {told}"
        hint = "check the date of the hop, and `collected`" if taken else "check the year"
        yield warning(page.path, message, hint, key=f"chain.{number}.date")


def _of_events(page: Page, doc: ArticleDoc, article: Article, zone: str) -> Iterator[Problem]:
    """Find events told as having happened, on a day after the text was published or taken up."""
    known = [edtf.last_day(when, zone) for when in (article.collected, article.published) if when]
    last = max((day for day in known if day), default=None)
    for number, event in enumerate(doc.matter.timeline):
        if last is None or event.when is None or event.what is None or event.status in _AHEAD:
            continue
        first = _first(edtf.parse(event.when), zone)
        if first and first > last:
            message = f"the event of {first} is told as `{event.status}` by a text of {last}"
            hint = "check the date, or write `status: scheduled` or `forecast`"
            yield warning(page.path, message, hint, key=f"timeline.{number}.when")


def _first(when: When, zone: str) -> str | None:
    return None if when.is_unknown else edtf.first_day(when, zone)
