"""What machines read beside pages and feeds: ninjs, calendars, ledgers, OPML, sitemap, host files."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from generator import edtf
from generator.credits import right_words
from generator.model.article import Article
from generator.model.feed import (
    BytesDoc,
    CopyDoc,
    HeadersDoc,
    LedgerDoc,
    NinjsDoc,
    OpmlDoc,
    RedirectsDoc,
    RobotsDoc,
    SitemapDoc,
    SitemapIndexDoc,
    TimelineDoc,
)
from generator.model.kinds import Noun
from generator.model.site import Static
from generator.model.timeline import Event
from generator.model.topic import Topic
from generator.plan import paths
from generator.plan.feeds import entry_id, instant, updated
from generator.plan.ledgers import ledger_rows, years_of
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.timelines import event_view
from generator.theme import Asset, Theme
from generator.urls import absolute

MEDIA_TYPES = (
    ("/*.atom", "application/atom+xml"),
    ("/*.rss", "application/rss+xml"),
    ("/feed.json", "application/feed+json"),
    ("/series/*/feed.json", "application/feed+json"),
    ("/*.ics", "text/calendar; charset=utf-8"),
    ("/*.opml", "text/x-opml; charset=utf-8"),
)
_COLUMNS = ("id", "day", "genre", "title", "source", "byline", "permission", "mode", "line")


def machine_files(press: Press) -> Iterator[Output]:
    """Plan the machine formats of articles, topics, ledger and registry."""
    for article in press.site.articles:
        if not article.withdrawn:
            yield _ninjs(article, press)
    for topic in press.site.topics:
        yield from _calendar(topic, press)
    yield from _ledgers(press)
    yield Output(path="sources.opml", owner="the registry of sources", form="opml", make=_opml)


def _ninjs(article: Article, press: Press) -> Output:
    return Output(
        path=f"articles/{article.id}.ninjs.json",
        owner=article.path,
        form="ninjs",
        make=partial(_article, article.id),
        inputs=press.inputs(article),
        shelf=article.day[:7],
    )


def _article(id_: str, press: Press) -> NinjsDoc:
    article = press.articles[id_]
    return NinjsDoc(
        publisher=press.publisher,
        article=article,
        credit=press.credit(article),
        id=entry_id(article, press),
        path=paths.article(id_),
        updated=updated(article, press),
        rights=right_words(article, press.words),
    )


def _calendar(topic: Topic, press: Press) -> Iterator[Output]:
    for suffix, form in (("ics", "ics"), ("timeline.json", "timelinejs")):
        yield Output(
            path=f"topics/{topic.id}.{suffix}",
            owner=topic.path,
            form=form,
            tells=False,
            make=partial(_timeline, topic),
            inputs=press.topic_inputs(topic),
        )


def _timeline(topic: Topic, press: Press) -> TimelineDoc:
    articles = press.by_topic.get(topic.id, ())
    events = sorted((event for a in articles for event in a.events), key=lambda e: e.order)
    stamps = [updated(a, press) for a in articles]
    if topic.updated:
        stamps.append(edtf.rfc3339(topic.updated, press.zone) or "")
    fallback = edtf.rfc3339(edtf.parse(press.settings.as_of), press.zone) or ""
    return TimelineDoc(
        publisher=press.publisher,
        id=topic.id,
        title=topic.title,
        summary=topic.summary or "",
        path=paths.topic(topic.id),
        stamp=max((s for s in stamps if s), key=instant, default=fallback),
        events=tuple(_dated(event, press) for event in events),
    )


def _dated(event: Event, press: Press) -> tuple[Event, str, str, str]:
    view = event_view(event, press)
    elsewhere = press.say("ui.elsewhere", date=view.elsewhere) if view.elsewhere else ""
    when = view.when.words + elsewhere
    disputed = press.say("status.disputed") if event.disputed else ""
    says = " · ".join(part for part in (view.says, view.status_word, disputed) if part)
    return event, when, paths.article(event.article), says


def _ledgers(press: Press) -> Iterator[Output]:
    for year, articles in years_of(press).items():
        for suffix in ("csv", "json"):
            yield Output(
                path=f"credits/{year}.{suffix}",
                owner=f"the ledger of {year}",
                form=f"ledger.{suffix}",
                tells=False,
                make=partial(_ledger, year),
                inputs=tuple(a.path for a in articles),
                shelf=year,
            )


def _ledger(year: str, press: Press) -> LedgerDoc:
    headings = tuple(press.say(f"ledger.{column}") for column in _COLUMNS)
    return LedgerDoc(year=year, headings=headings, rows=ledger_rows(year, press), publisher=press.publisher)


def _opml(press: Press) -> OpmlDoc:
    return OpmlDoc(
        title=press.settings.title,
        stamp="",
        sources=tuple(source for source in press.site.sources if source.feed),
    )


def host_files(press: Press, outputs: tuple[Output, ...]) -> Iterator[Output]:
    """Plan what search engines and hosts read."""
    yield from _sitemap(press, outputs)
    yield Output(path="robots.txt", owner="robots.txt", form="robots", make=_robots)
    yield Output(path="_headers", owner="_headers", form="headers", make=_headers)
    yield Output(path="_redirects", owner="_redirects", form="redirects", make=_redirects)


def _robots(press: Press) -> RobotsDoc:
    return RobotsDoc(sitemap=absolute(press.settings.url, "sitemap.xml"))


def _headers(_: Press) -> HeadersDoc:
    return HeadersDoc(types=MEDIA_TYPES)


def _redirects(press: Press) -> RedirectsDoc:
    moves = ((f"/{old}", f"/{move.to}") for move in aliases(press) for old in (move.stated, move.path))
    return RedirectsDoc(moves=tuple(dict.fromkeys(moves)))


class Move(Noun, frozen=True, kw_only=True):
    """An old address: as stated, the file that answers there, where it leads, the file that states it."""

    stated: str
    path: str
    to: str
    owner: str


def aliases(press: Press) -> Iterator[Move]:
    """Give each old address."""
    site = press.site
    kinds = (
        (site.articles, paths.article),
        (site.issues, paths.issue),
        (site.topics, paths.topic),
        (site.pages, "{}.html".format),
    )
    for things, address in kinds:
        for thing in things:
            for old in thing.aliases:
                stated = old.lstrip("/")
                yield Move(stated=stated, path=paths.alias(old), to=address(thing.id), owner=thing.path)


def _sitemap(press: Press, outputs: tuple[Output, ...]) -> Iterator[Output]:
    days = {paths.article(a.id): _day(a.updated, press) for a in press.site.articles if a.indexed}
    days |= {paths.issue(i.id): i.day for i in press.site.issues}
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for output in outputs:
        if output.listed:
            folder = f"{output.lang}/" if output.lang else ""
            path = output.path.removeprefix(folder)
            address = press.address(path, folder)
            day = days.get(path, "")
            parts[output.shelf[:4] if day else "pages"].append((address, day))
    for name, urls in sorted(parts.items()):
        yield Output(
            path=f"sitemap-{name}.xml",
            owner="the sitemap",
            form="sitemap",
            tells=False,
            make=partial(_part, tuple(sorted(urls))),
            inputs=tuple(p for o in outputs if o.shelf[:4] == name or name == "pages" for p in o.inputs[:1]),
        )
    names = tuple(f"sitemap-{name}.xml" for name in sorted(parts))
    yield Output(path="sitemap.xml", owner="the sitemap", form="sitemap.index", make=partial(_parts, names))


def _part(urls: tuple[tuple[str, str], ...], press: Press) -> SitemapDoc:
    return SitemapDoc(base=press.settings.url, urls=urls)


def _parts(names: tuple[str, ...], press: Press) -> SitemapIndexDoc:
    return SitemapIndexDoc(base=press.settings.url, parts=names)


def _day(when: edtf.When, press: Press) -> str:
    return edtf.first_day(when, press.zone) or ""


def files(press: Press, theme: Theme) -> Iterator[Output]:
    """Plan what goes out as it is: the stylesheet, the theme's assets, static files."""
    style = Asset(output=paths.STYLE, path=f"the theme {theme.names[0]}", data=theme.style.encode())
    for asset in (style, *theme.assets):
        yield Output(path=asset.output, owner=asset.path, form="bytes", make=partial(_as_it_is, asset))
    for file in press.site.static:
        yield Output(
            path=file.output, owner=file.path, form="copy", make=partial(_copy, file), inputs=(file.path,)
        )


def _as_it_is(asset: Asset, _: Press) -> BytesDoc:
    return BytesDoc(data=asset.data)


def _copy(file: Static, _: Press) -> CopyDoc:
    return CopyDoc(source=file.path, fingerprint=file.fingerprint)
