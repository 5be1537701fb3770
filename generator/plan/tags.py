"""Tags: one year's articles a page, and the list of tags."""

from collections.abc import Iterator
from functools import partial

from generator.model.article import Article
from generator.model.view import LinkView, TagPage, TagsPage
from generator.plan import paths
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.years import by_year, other_years, year_links
from generator.urls import href


def tag_pages(press: Press) -> Iterator[Output]:
    """Plan each tag's pages, and the list of tags."""
    for tag, articles in press.by_tag.items():
        yield from _pages(tag, articles, press)
    if press.by_tag:
        yield _list(press)


def _pages(tag: str, articles: tuple[Article, ...], press: Press) -> Iterator[Output]:
    years = by_year(articles)
    links = year_links({y: len(a) for y, a in years.items()}, partial(paths.tag, tag), press)
    for place, (year, found) in enumerate(years.items()):
        yield Output(
            path=(path := paths.tag(tag, year if place else "")),
            owner=f"the tag {tag}",
            form="tag.html",
            make=partial(_page, tag, path, year, other_years(links, year)),
            inputs=tuple(a.path for a in found),
            shelf=year,
        )


def _page(tag: str, path: str, year: str, years: tuple[LinkView, ...], press: Press) -> TagPage:
    title = press.say("feed.tag", title=press.settings.title, tag=tag)
    feeds = press.feeds(paths.tag(tag).removesuffix(".html"), title, 1)
    return TagPage(
        site=press.frame,
        page=press.head(
            tag, path, lang=press.mark(), indexed=False, crumbs=(press.crumb("tags"),), feeds=feeds
        ),
        tag=tag,
        year=press.say("page.year", year=year),
        cards=tuple(press.card_piece(a) for a in press.by_tag[tag] if a.day.startswith(year)),
        years=years,
    )


def _list(press: Press) -> Output:
    return Output(
        path=paths.INDEXES["tags"],
        owner="the list of tags",
        form="tags.html",
        tells=False,
        make=_tags,
        inputs=tuple(a.path for a in press.site.articles),
    )


def _tags(press: Press) -> TagsPage:
    ranked = sorted(press.by_tag.items(), key=lambda tag: (-len(tag[1]), tag[0]))
    return TagsPage(
        site=press.frame,
        page=press.head(press.say("page.tags"), paths.INDEXES["tags"], indexed=False),
        tags=tuple(
            LinkView(text=tag, href=href(paths.tag(tag)), count=len(found), lang=press.mark())
            for tag, found in ranked
        ),
    )
