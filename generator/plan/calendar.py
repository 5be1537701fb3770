"""All events of the site, a page a year."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

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
        yield Output(
            path=f"timeline/{year}.html",
            owner=f"the timeline of {year}",
            form="timeline.html",
            tells=False,
            make=partial(_page, year, tuple(found), links),
            inputs=tuple(dict.fromkeys(press.articles[event.article].path for event in found)),
            shelf=year,
        )
    if years:
        yield Output(
            path=paths.INDEXES["timeline"],
            owner="the timeline",
            form="timelines.html",
            tells=False,
            make=partial(_years, links),
            inputs=tuple(article.path for article in press.site.articles if article.events),
        )


def _page(year: str, events: tuple[Event, ...], links: dict[str, LinkView], press: Press) -> TimelinePage:
    title = f"{press.say('page.timeline')} · {links[year].text}"
    head = press.head(title, f"timeline/{year}.html", indexed=False, crumbs=(press.crumb("timeline"),))
    return TimelinePage(
        site=press.frame,
        page=head,
        year=links[year].text,
        moments=moments(events, press),
        years=other_years(links, year),
    )


def _years(links: dict[str, LinkView], press: Press) -> TimelinesPage:
    head = press.head(press.say("page.timeline"), paths.INDEXES["timeline"], indexed=False)
    return TimelinesPage(site=press.frame, page=head, years=tuple(links.values()))
