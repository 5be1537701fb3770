"""The archive: a page a month, and the table of years and months."""

from collections import defaultdict
from collections.abc import Iterator

from generator.model.article import Article
from generator.model.view import ArchivePage, ArchiveRow, LinkView, MonthPage
from generator.plan import paths
from generator.plan.issues import issue_link, series_runs
from generator.plan.output import Output
from generator.plan.press import Press
from generator.urls import href


def archive_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each month, and the table of years and months."""
    articles: dict[str, list[Article]] = defaultdict(list)
    for article in press.site.articles:
        articles[article.day[:7]].append(article)
    months = sorted({*articles, *(i.day[:7] for i in press.site.issues)})
    for place, month in enumerate(months):
        path = paths.month(month)
        issues = [i for i in press.site.issues if i.day.startswith(month)]
        found = articles[month]
        yield Output(
            path=path,
            owner=f"the archive of {month}",
            form="month.html",
            context=MonthPage(
                site=press.frame,
                page=press.head(_month(month, press), path, indexed=False, crumbs=(press.crumb("archive"),)),
                month=_month(month, press),
                issues=tuple(issue_link(i, press) for i in issues),
                cards=tuple(press.card_piece(a) for a in found),
                previous=_month_link(months[place - 1], press) if place else None,
                next=_month_link(months[place + 1], press) if place + 1 < len(months) else None,
            ),
            inputs=(*(i.path for i in issues), *(a.path for a in found)),
            shelf=month,
        )
    yield _archive({m: len(articles[m]) for m in months}, press)


def _archive(counts: dict[str, int], press: Press) -> Output:
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
    return Output(
        path=path,
        owner="the archive",
        form="archive.html",
        context=ArchivePage(
            site=press.frame,
            page=press.head(press.say("page.archive"), path, indexed=False),
            rows=rows,
            issues=tuple(issue_link(issue, press) for issue in newest),
        ),
        inputs=(*(a.path for a in press.site.articles), *(i.path for i in newest)),
    )


def _month(month: str, press: Press) -> str:
    return press.say("page.month", year=month[:4], month=int(month[5:]))


def _month_link(month: str, press: Press, count: int = 0) -> LinkView:
    return LinkView(text=_month(month, press), href=href(paths.month(month)), count=count)
