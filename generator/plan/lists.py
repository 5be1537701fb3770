"""Lists cut by the calendar: tags, archive, timeline, ledger."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import structs

from generator.credits import named, right_words
from generator.model.article import Article
from generator.model.timeline import Event
from generator.model.view import (
    ArchivePage,
    ArchiveRow,
    FeedLink,
    LedgerPage,
    LedgerRow,
    LedgersPage,
    LinkView,
    MonthPage,
    RoleView,
    TagPage,
    TagsPage,
    TimelinePage,
    TimelinesPage,
)
from generator.plan import paths
from generator.plan.issues import issue_link, series_runs
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.timelines import moments, year_of
from generator.urls import href

_NOT_NEEDED = "—"
"""Stands where the ledger would ask our own text for a credit line."""


def by_year(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """Group articles by the year lists go by, newest year first."""
    grouped: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        grouped[article.day[:4]].append(article)
    return {year: grouped[year] for year in sorted(grouped, reverse=True)}


def year_links(counts: dict[str, int], address: Callable[[str], str], press: Press) -> dict[str, LinkView]:
    """Link the years of a list; the newest has the plain address."""
    newest = next(iter(counts), "")
    return {
        year: LinkView(
            text=press.say("page.year", year=year),
            href=href(address("" if year == newest else year)),
            count=count,
        )
        for year, count in counts.items()
    }


def other_years(links: dict[str, LinkView], year: str) -> tuple[LinkView, ...]:
    """Link the other years, without counts: an article more in one leaves the others' pages as they are."""
    return tuple(structs.replace(link, count=0) for other, link in links.items() if other != year)


def tag_pages(press: Press) -> Iterator[Output]:
    """Plan each tag's pages, and the list of tags."""
    for tag, articles in press.by_tag.items():
        years = by_year(articles)
        links = year_links({y: len(a) for y, a in years.items()}, partial(paths.tag, tag), press)
        title = press.say("feed.tag", title=press.settings.title, tag=tag)
        for place, (year, found) in enumerate(years.items()):
            path = paths.tag(tag, year if place else "")
            yield Output(
                path=path,
                owner=f"the tag {tag}",
                form="tag.html",
                context=TagPage(
                    site=press.frame,
                    page=press.head(
                        tag,
                        path,
                        indexed=False,
                        crumbs=(press.crumb("tags"),),
                        feeds=press.feeds(paths.tag(tag).removesuffix(".html"), title, 1),
                    ),
                    tag=tag,
                    year=press.say("page.year", year=year),
                    cards=tuple(press.card_piece(a) for a in found),
                    years=other_years(links, year),
                ),
                inputs=tuple(a.path for a in found),
                shelf=year,
            )
    if press.by_tag:
        path = paths.INDEXES["tags"]
        yield Output(
            path=path,
            owner="the list of tags",
            form="tags.html",
            context=TagsPage(
                site=press.frame,
                page=press.head(press.say("page.tags"), path, indexed=False),
                tags=tuple(
                    LinkView(text=tag, href=href(paths.tag(tag)), count=len(found))
                    for tag, found in sorted(press.by_tag.items(), key=lambda t: (-len(t[1]), t[0]))
                ),
            ),
            inputs=tuple(a.path for a in press.site.articles),
        )


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


def timeline_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each year that holds events, and the list of years."""
    events: dict[str, list[Event]] = defaultdict(list)
    for article in press.site.articles:
        for event in article.events:
            events[year_of(event)].append(event)
    events.pop("", None)
    years = sorted(events, reverse=True)
    links = {
        y: LinkView(
            text=press.say("page.year", year=y), href=href(f"timeline/{y}.html"), count=len(events[y])
        )
        for y in years
    }
    for year in years:
        path = f"timeline/{year}.html"
        yield Output(
            path=path,
            owner=f"the timeline of {year}",
            form="timeline.html",
            context=TimelinePage(
                site=press.frame,
                page=press.head(
                    f"{press.say('page.timeline')} · {links[year].text}",
                    path,
                    indexed=False,
                    crumbs=(press.crumb("timeline"),),
                ),
                year=links[year].text,
                moments=moments(tuple(events[year]), press),
                years=other_years(links, year),
            ),
            inputs=tuple(dict.fromkeys(press.articles[e.article].path for e in events[year])),
            shelf=year,
        )
    if years:
        path = paths.INDEXES["timeline"]
        yield Output(
            path=path,
            owner="the timeline",
            form="timelines.html",
            context=TimelinesPage(
                site=press.frame,
                page=press.head(press.say("page.timeline"), path, indexed=False),
                years=tuple(links.values()),
            ),
            inputs=tuple(a.path for a in press.site.articles if a.events),
        )


def ledger_pages(press: Press) -> Iterator[Output]:
    """Plan a year's ledger as a page, and the list of years."""
    years = by_year(press.site.articles)
    links = {
        y: LinkView(text=press.say("page.year", year=y), href=href(f"credits/{y}.html"), count=len(a))
        for y, a in years.items()
    }
    for year, articles in years.items():
        path = f"credits/{year}.html"
        downloads = (
            FeedLink(title="CSV", href=href(f"credits/{year}.csv"), type="text/csv"),
            FeedLink(title="JSON", href=href(f"credits/{year}.json"), type="application/json"),
        )
        yield Output(
            path=path,
            owner=f"the ledger of {year}",
            form="ledger.html",
            context=LedgerPage(
                site=press.frame,
                page=press.head(
                    f"{press.say('page.ledger')} · {links[year].text}",
                    path,
                    indexed=False,
                    crumbs=(press.crumb("ledger"),),
                ),
                year=links[year].text,
                rows=ledger_rows(articles, press),
                years=other_years(links, year),
                downloads=downloads,
            ),
            inputs=tuple(a.path for a in articles),
            shelf=year,
        )
    path = paths.INDEXES["ledger"]
    yield Output(
        path=path,
        owner="the ledger",
        form="ledgers.html",
        context=LedgersPage(
            site=press.frame,
            page=press.head(press.say("page.ledger"), path, indexed=False),
            years=tuple(links.values()),
        ),
        inputs=tuple(a.path for a in press.site.articles),
    )


def ledger_rows(articles: Iterable[Article], press: Press) -> tuple[LedgerRow, ...]:
    """Give the ledger's line of each article."""
    return tuple(press.once("row", article.id, partial(_row, article, press)) for article in articles)


def _row(article: Article, press: Press) -> LedgerRow:
    byline = press.say("word.list_join").join(p.name for p in article.byline)
    own = article.right.basis == "own"
    return LedgerRow(
        id=article.id,
        title=press.title(article),
        lang=press.title_lang(article),
        href=href(paths.article(article.id)),
        day=article.day,
        genre=press.genre(article),
        roles=tuple(
            RoleView(
                role_word=view.role_word,
                name=view.name,
                platform=view.platform,
                account=view.account,
                said=named(hop, press.words),
                href=view.href,
            )
            for view, hop in zip(press.credit(article).hops, article.hops, strict=True)
        ),
        byline=byline or (article.first.source.name if own else ""),
        permission=right_words(article, press.words),
        mode=press.say("mode.withdrawn" if article.withdrawn else f"mode.{article.mode}"),
        line=article.credit_line or (_NOT_NEEDED if own else ""),
    )
