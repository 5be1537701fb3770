"""All events of the site, a page a year."""

from collections import defaultdict
from collections.abc import Iterator

from generator.model.timeline import Event
from generator.model.view import LinkView, TimelinePage, TimelinesPage
from generator.plan import paths
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.timelines import moments, year_of
from generator.plan.years import filed_years, other_years


def timeline_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each year that holds events, and the list of years."""
    events: dict[str, list[Event]] = defaultdict(list)
    for article in press.site.articles:
        for event in article.events:
            events[year_of(event)].append(event)
    years = {year: events[year] for year in sorted(events, reverse=True) if year}
    links = filed_years({year: len(found) for year, found in years.items()}, "timeline", press)
    for year, found in years.items():
        yield _year(year, found, links, press)
    if years:
        yield _list(links, press)


def _year(year: str, events: list[Event], links: dict[str, LinkView], press: Press) -> Output:
    path = f"timeline/{year}.html"
    title = f"{press.say('page.timeline')} · {links[year].text}"
    return Output(
        path=path,
        owner=f"the timeline of {year}",
        form="timeline.html",
        context=TimelinePage(
            site=press.frame,
            page=press.head(title, path, indexed=False, crumbs=(press.crumb("timeline"),)),
            year=links[year].text,
            moments=moments(tuple(events), press),
            years=other_years(links, year),
        ),
        inputs=tuple(dict.fromkeys(press.articles[event.article].path for event in events)),
        shelf=year,
    )


def _list(links: dict[str, LinkView], press: Press) -> Output:
    path = paths.INDEXES["timeline"]
    return Output(
        path=path,
        owner="the timeline",
        form="timelines.html",
        context=TimelinesPage(
            site=press.frame,
            page=press.head(press.say("page.timeline"), path, indexed=False),
            years=tuple(links.values()),
        ),
        inputs=tuple(article.path for article in press.site.articles if article.events),
    )
