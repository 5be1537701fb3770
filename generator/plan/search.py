"""Search: a page, the items of each day, and an index of terms in few files, so that a query loads little.

The index is cut by the calendar, the newest three months one by one: an article more, or another text, makes
the files of one part anew, whatever the size of the site.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from generator.credits import named
from generator.han import TRADITIONAL
from generator.model.article import Article
from generator.model.issue import Entry, Issue
from generator.model.search import FoldTable, Item, SearchDay, Segment, Shard
from generator.model.view import SearchPage
from generator.plan import paths
from generator.plan.output import Output
from generator.plan.press import Press
from generator.urls import href

_SHARDS = ((50, 4), (100, 8), (500, 32), (1000, 96))
"""Files that the terms of up to so many items are spread over."""
_MOST_SHARDS, _MOST_RECENT = 256, 20
_BUSY_YEAR, _CROWDED_YEAR = 2_000, 20_000
"""Items above which a year is cut into halves, and into months."""


def search_files(press: Press) -> Iterator[Output]:
    """Plan the search page and what its script loads."""
    path = paths.INDEXES["search"]
    yield Output(path=path, owner="the search page", form="search.html", make=_page)
    yield Output(path="search/fold.js", owner="the search page", form="search.fold", make=_fold)
    for day, things in _days(press).items():
        yield Output(
            path=paths.search_day(day),
            owner=f"the search of {day}",
            form="search.day",
            make=partial(_day, day),
            inputs=tuple(thing.path for thing in things),
            shelf=day[:7],
        )
    for month, (shards, days) in _cuts(press).items():
        inputs = tuple(thing.path for day in days for thing in _days(press)[day])
        for number in range(shards):
            yield Output(
                path=paths.search_shard(month, number),
                owner=f"the search of {month} and after",
                form="search.shard",
                make=partial(_shard, month, number),
                inputs=inputs,
                shelf="search",
            )


def _page(press: Press) -> SearchPage:
    path = paths.INDEXES["search"]
    return SearchPage(
        site=press.frame,
        page=press.head(press.say("page.search"), path, indexed=False),
        archive=href(paths.INDEXES["archive"]),
        segments=tuple(f"{month}:{shards}" for month, (shards, _) in reversed(_cuts(press).items())),
    )


def _fold(_: Press) -> FoldTable:
    return FoldTable(pairs=TRADITIONAL)


def _days(press: Press) -> dict[str, list[Article | Issue]]:
    """Give what can be found by its day, oldest first."""
    return press.once("search days", "", lambda: _filed(press))


def _filed(press: Press) -> dict[str, list[Article | Issue]]:
    days: dict[str, list[Article | Issue]] = defaultdict(list)
    things: tuple[Article | Issue, ...] = (*press.site.issues, *press.living)
    for thing in things:
        days[thing.day].append(thing)
    return dict(sorted(days.items()))


def _cuts(press: Press) -> dict[str, tuple[int, list[str]]]:
    """Cut the days by the calendar, oldest first: by first month, the number of files and the days."""
    return press.once("search cuts", "", lambda: dict(_cut(press)))


def _cut(press: Press) -> Iterator[tuple[str, tuple[int, list[str]]]]:
    sizes = {day: len(things) for day, things in _days(press).items()}
    newest = date.fromisoformat(max(sizes, default=press.settings.as_of))
    months = newest.year * 12 + newest.month - 3
    recent = f"{months // 12:04}-{months % 12 + 1:02}"
    for year, days in groupby(sizes, lambda day: day[:4]):
        parts: dict[str, list[str]] = defaultdict(list)
        of_year = list(days)
        of_all = sum(map(sizes.__getitem__, of_year))
        for day in of_year:
            half = f"{year}-07" if of_all > _BUSY_YEAR and day[5:] >= "07" else f"{year}-01"
            alone = day >= recent or of_all > _CROWDED_YEAR
            parts[day[:7] if alone else half].append(day)
        for month, part in parts.items():
            items = sum(map(sizes.__getitem__, part))
            shards = next((shards for most, shards in _SHARDS if items <= most), _MOST_SHARDS)
            yield month, (min(shards, _MOST_RECENT) if month >= recent else shards, part)


def _shard(month: str, number: int, press: Press) -> Shard:
    return Shard(segment=press.once("segment", month, lambda: _segment(month, press)), number=number)


def _segment(month: str, press: Press) -> Segment:
    shards, days = _cuts(press)[month]
    return Segment(month=month, shards=shards, days=tuple(_day(day, press) for day in days))


def _day(day: str, press: Press) -> SearchDay:
    return press.once("search day", day, lambda: _items(day, press))


def _items(day: str, press: Press) -> SearchDay:
    things = _days(press)[day]
    items = (_issue(t, press) if isinstance(t, Issue) else _article(t, press) for t in things)
    return SearchDay(day=day, items=tuple(items))


def _article(article: Article, press: Press) -> Item:
    group, group_path = _group(article, press)
    card = press.card(article)
    return Item(
        path=paths.article(article.id),
        title=card.title,
        lang=card.lang,
        source=" · ".join(dict.fromkeys(part for part in (card.source, card.author) if part)),
        group=group,
        group_path=group_path,
        names=" · ".join(dict.fromkeys(name for name in _names(article, press) if name)),
        summary=card.summary,
        notes=(article.note,) if article.note else (),
        body=article.body.handle if article.body else None,
    )


def _names(article: Article, press: Press) -> Iterator[str]:
    """Give what else its page says."""
    if article.headline and article.title:
        yield article.title
    yield from (named(hop, press.words) for hop in article.hops)
    yield from (person.name for person in article.byline)
    yield from (event.what for event in article.events)
    for citation in article.citations:
        yield from (part.name for part in (citation.source, citation.upstream) if part)
        yield citation.work or ""
    yield article.credit_line or ""
    yield from article.tags


def _group(article: Article, press: Press) -> tuple[str, str]:
    """Give the issue an article is listed under, else its month."""
    issue = next((press.issues[i] for i in article.issues if i in press.issues), None)
    if issue:
        return press.issue_heading(issue), paths.issue(issue.id)
    day = article.day
    return press.say("page.month", year=day[:4], month=int(day[5:7])), paths.month(day)


def _issue(issue: Issue, press: Press) -> Item:
    """Give an issue's own words; a note stands with its article where that is listed first."""
    heading = press.issue_heading(issue)
    words = (" ".join(part for part in (e.text, e.title, e.source) if part) for e in issue.entries)
    return Item(
        path=paths.issue(issue.id),
        title=heading,
        lang=press.settings.lang,
        source="",
        group=heading,
        group_path=paths.issue(issue.id),
        names=" · ".join(word for word in words if word),
        summary=issue.lede or "",
        notes=tuple(e.html for e in issue.entries if e.html and not _stands_elsewhere(e, issue, press)),
        body=None,
    )


def _stands_elsewhere(entry: Entry, issue: Issue, press: Press) -> bool:
    if entry.kind != "item":
        return False
    lead = press.articles[entry.articles[0]]
    return lead.withdrawn is not None or lead.issues[:1] == (issue.id,)
