"""A registered source's pages, and the list of sources."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from generator.model import licences
from generator.model.article import Article
from generator.model.kinds import Noun
from generator.model.site import Record
from generator.model.source import Source
from generator.model.view import LinkView, SourcePage, SourcesPage
from generator.plan import paths
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.shares import shares
from generator.plan.years import by_year, other_years, year_links
from generator.urls import href

_BySource = dict[str, dict[str, Article]]


class _Use(Noun, frozen=True, kw_only=True):
    """Where a source stands: articles in whose chain it is, articles that only quote it."""

    direct: tuple[Article, ...]
    quoted: tuple[Article, ...]


def source_pages(press: Press) -> Iterator[Output]:
    """Plan each registered source's pages, and their list."""
    for source in press.site.sources:
        yield from _pages(source, press)
    if press.site.sources:
        yield Output(
            path=paths.INDEXES["sources"],
            owner="the list of sources",
            form="sources.html",
            tells=False,
            make=_sources,
            inputs=tuple(a.path for a in press.site.articles),
            listed=True,
        )


def _use_of(source: Source, press: Press) -> _Use:
    direct, quoted = usage(press)
    first_hand, second_hand = direct.get(source.id, {}), quoted.get(source.id, {})
    only_quoted = tuple(a for a in second_hand.values() if a.id not in first_hand)
    return _Use(direct=tuple(first_hand.values()), quoted=only_quoted)


def _pages(source: Source, press: Press) -> Iterator[Output]:
    use = _use_of(source, press)
    years = by_year((*use.direct, *use.quoted))
    links = year_links({y: len(a) for y, a in years.items()}, partial(paths.source, source.id), press)
    for place, year in enumerate(years or [""]):
        yield Output(
            path=(path := paths.source(source.id, year if place else "")),
            owner=f"the source {source.id}",
            form="source.html",
            make=partial(_page, source, path, year, other_years(links, year)),
            inputs=tuple(a.path for a in years.get(year, ())),
            shelf=year,
            listed=True,
        )


def usage(press: Press) -> tuple[_BySource, _BySource]:
    """Give, by source, the articles in whose chain it stands, and those that quote it."""
    return press.once("usage", "", lambda: _usage(press))


def _usage(press: Press) -> tuple[_BySource, _BySource]:
    direct: dict[str, dict[str, Article]] = defaultdict(dict)
    quoted: dict[str, dict[str, Article]] = defaultdict(dict)
    platforms = {s.name: s.id for s in press.site.sources if s.kind == "platform"}
    for article in press.site.articles:
        for hop in article.hops:
            direct[hop.source.id][article.id] = article
            if hop.platform in platforms:
                direct[platforms[hop.platform]][article.id] = article
        for citation in article.citations:
            for source in (citation.source, citation.upstream):
                if source:
                    quoted[source.id][article.id] = article
    return direct, quoted


def _page(source: Source, path: str, year: str, years: tuple[LinkView, ...], press: Press) -> SourcePage:
    use = _use_of(source, press)
    direct = tuple(a for a in use.direct if a.day.startswith(year))
    quoted = tuple(a for a in use.quoted if a.day.startswith(year))
    roles = (*(_role(source, article) for article in direct), *("ui.quoted" for _ in quoted))
    title = press.say("feed.source", title=press.settings.title, source=source.name)
    return SourcePage(
        site=press.frame,
        page=press.head(
            source.name,
            path,
            lang=press.mark(press.name_lang(source)),
            crumbs=(press.crumb("sources"),),
            feeds=press.feeds(f"sources/{source.id}", title, 1) if use.direct else (),
        ),
        name=source.name,
        lang=press.name_lang(source),
        kind=source.kind,
        kind_word=press.say(f"kind.{source.kind}"),
        aliases=source.aliases,
        platform=source.platform or "",
        url=source.url or "",
        feed=source.feed or "",
        contact=source.contact or "",
        permissions=tuple(
            _permission(record, press) for name, record in press.site.records if name == source.name
        ),
        year=press.say("page.year", year=year) if year else "",
        parts=shares((LinkView(text=press.say(role), href="") for role in roles), press),
        direct=tuple(press.card_piece(a) for a in direct),
        quoted=tuple(press.card_piece(a) for a in quoted),
        years=years,
    )


def _role(source: Source, article: Article) -> str:
    """Give the key of the source's first part in an article's chain; one that is no hop is the platform."""
    own = (hop.role for hop in article.hops if hop.source.id == source.id)
    return f"role.{role}" if (role := next(own, None)) else "share.platform"


def _permission(record: Record, press: Press) -> str:
    licence = licences.name(record.licence) if record.licence else ""
    said = press.say(f"right.{record.basis}", grantor=record.grantor, licence=licence)
    modes = press.say("word.list_join").join(press.say(f"mode.{mode}") for mode in record.modes)
    key = "permission.valid" if record.valid else "permission.lapsed"
    until = press.say("permission.until", date=record.until) if record.until else ""
    return press.say(key, right=said, modes=modes, until=until)


def _sources(press: Press) -> SourcesPage:
    direct, quoted = usage(press)
    groups: dict[str, list[LinkView]] = defaultdict(list)
    for source in press.site.sources:
        count = len({*direct.get(source.id, {}), *quoted.get(source.id, {})})
        view = LinkView(
            text=source.name,
            href=href(paths.source(source.id)),
            count=count,
            lang=press.name_lang(source),
        )
        groups[press.say(f"kind.{source.kind}")].append(view)
    return SourcesPage(
        site=press.frame,
        page=press.head(press.say("page.sources"), paths.INDEXES["sources"]),
        groups=tuple((kind, tuple(links)) for kind, links in groups.items()),
    )
