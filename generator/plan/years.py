"""Lists cut by year: grouped, and linked to each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec import structs

from generator.model.article import Article
from generator.model.view import LinkView
from generator.plan.press import Press
from generator.urls import href


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


def filed_years(counts: dict[str, int], folder: str, press: Press) -> dict[str, LinkView]:
    """Link the years of a list in which each year keeps its own address."""
    return {
        year: LinkView(
            text=press.say("page.year", year=year), href=href(f"{folder}/{year}.html"), count=count
        )
        for year, count in counts.items()
    }


def other_years(links: dict[str, LinkView], year: str) -> tuple[LinkView, ...]:
    """Link the other years, without counts: an article more in one leaves the others' pages as they are."""
    return tuple(structs.replace(link, count=0) for other, link in links.items() if other != year)
