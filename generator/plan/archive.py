"""The archive: a page a month, and the table of years and months."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

from generator.model.article import Article
from generator.model.issue import Issue
from generator.model.view import ArchivePage, ArchiveRow, LinkView, MonthPage
from generator.plan import paths
from generator.plan.issues import issue_link, series_runs
from generator.plan.output import Output
from generator.plan.press import Press
from generator.urls import href

T = TypeVar("T", Article, Issue)


def archive_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each month, and the table of years and months."""
    articles, issues = _by_month(press), _issues_by_month(press)
    months = sorted({*articles, *issues})
    for place, month in enumerate(months):
        previous = months[place - 1] if place else ""
        following = months[place + 1] if place + 1 < len(months) else ""
        yield Output(
            path=paths.month(month),
            owner=f"the archive of {month}",
            form="month.html",
            make=partial(_page, month, previous, following),
            inputs=(*(i.path for i in issues.get(month, ())), *(a.path for a in articles.get(month, ()))),
            shelf=month,
        )
    newest = [run[0] for run in series_runs(press).values() if run]
    yield Output(
        path=paths.INDEXES["archive"],
        owner="the archive",
        form="archive.html",
        make=partial(_archive, {m: len(articles.get(m, ())) for m in months}),
        inputs=(*(a.path for a in press.site.articles), *(i.path for i in newest)),
    )


def _by_month(press: Press) -> dict[str, list[Article]]:
    return press.once("months", "", lambda: _filed(press.site.articles))


def _issues_by_month(press: Press) -> dict[str, list[Issue]]:
    return press.once("months", "issues", lambda: _filed(press.site.issues))


def _filed(things: Iterable[T]) -> dict[str, list[T]]:
    months: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        months[thing.day[:7]].append(thing)
    return months


def _page(month: str, previous: str, following: str, press: Press) -> MonthPage:
    name, path = press.month(month), paths.month(month)
    return MonthPage(
        site=press.frame,
        page=press.head(name, path, indexed=False, crumbs=(press.crumb("archive"),)),
        month=name,
        issues=tuple(issue_link(i, press) for i in _issues_by_month(press).get(month, ())),
        cards=tuple(press.card_piece(a) for a in _by_month(press).get(month, ())),
        previous=_month_link(previous, press) if previous else None,
        next=_month_link(following, press) if following else None,
    )


def _archive(counts: dict[str, int], press: Press) -> ArchivePage:
    path = paths.INDEXES["archive"]
    rows = tuple(
        ArchiveRow(
            year=year,
            months=tuple(
                _month_link(key, press, counts[key])
                if (key := f"{year}-{number:02}") in counts
                else LinkView(text=str(number), href="")
                for number in range(1, 13)
            ),
        )
        for year in sorted({month[:4] for month in counts}, reverse=True)
    )
    newest = [run[0] for run in series_runs(press).values() if run]
    return ArchivePage(
        site=press.frame,
        page=press.head(press.say("page.archive"), path, indexed=False),
        rows=rows,
        issues=tuple(issue_link(issue, press) for issue in newest),
    )


def _month_link(month: str, press: Press, count: int = 0) -> LinkView:
    return LinkView(text=press.month(month), href=href(paths.month(month)), count=count)
