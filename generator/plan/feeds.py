"""Feeds: of the site, of each series, of topics, sources and tags; bounded in length."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator import edtf
from generator.credits import right_words
from generator.formats import attribution, tags
from generator.model.article import Article
from generator.model.feed import Feed, FeedEntry, IssueEntry
from generator.model.issue import Issue
from generator.model.kinds import Noun
from generator.model.view import EntryContent, Piece
from generator.plan import paths
from generator.plan.issues import issue_view, series_runs
from generator.plan.output import Output
from generator.plan.press import FEED_TYPES, Press
from generator.plan.sources import usage
from generator.urls import href

LONGEST = 50
"""Entries of a feed."""


class Channel(Noun, frozen=True, kw_only=True):
    """A feed before its kinds: where it lies, what it is of."""

    stem: str
    # its path without the suffix
    kind: str
    id: str
    title: str
    subtitle: str
    home: str


Chosen = Callable[[Press], tuple[Article, ...]]
"""Chooses the articles that a feed holds."""


def feeds(press: Press) -> Iterator[Output]:
    """Plan every feed."""
    site = Channel(
        stem="feed",
        kind="site",
        id="",
        title=press.say("feed.site", title=press.settings.title),
        subtitle=press.settings.tagline or "",
        home="",
    )
    yield from _outputs(press, site, _of_site, len(FEED_TYPES))
    yield from _series(press)
    yield from _groups(press)


def bounded(living: Iterable[Article], withdrawn: Iterable[Article]) -> tuple[Article, ...]:
    """Take the newest articles, and the latest withdrawals whatever the age of what they take back."""
    latest = sorted(withdrawn, key=lambda a: a.withdrawn.date.text if a.withdrawn else "", reverse=True)
    return (*tuple(living)[:LONGEST], *latest[:LONGEST])


def entries(articles: Iterable[Article], press: Press) -> tuple[FeedEntry, ...]:
    """Give the entries of articles, each made once however many feeds hold it."""
    return tuple(press.once("entry", a.id, partial(article_entry, a, press)) for a in articles)


def entry_id(article: Article, press: Press) -> str:
    """Give an article's tag URI, which no change of address changes."""
    return tags.uri(press.settings.feed_authority, "article", article.id)


def updated(article: Article, press: Press) -> str:
    """Give the instant of an article's last change."""
    return press.once("updated", article.id, partial(_updated, article, press))


def _updated(article: Article, press: Press) -> str:
    return edtf.rfc3339(article.updated, press.zone) or f"{article.day}T00:00:00Z"


def article_entry(article: Article, press: Press) -> FeedEntry:
    """Make an article's entry; a withdrawn one is deleted."""
    path = paths.article(article.id)
    content = EntryContent(
        credit=press.credit(article),
        genre_word=press.genre(article),
        mode=article.mode,
        summary=article.summary or "",
        excerpt=article.excerpt or "",
        note=article.note or "",
        body=article.body.handle if article.body else None,
        hrefs=article.hrefs,
        images=article.images,
        href=href(path),
    )
    taken = article.collected or edtf.parse(article.day)
    return FeedEntry(
        id=entry_id(article, press),
        title=press.title(article),
        path=path,
        published=edtf.rfc3339(taken, press.zone) or updated(article, press),
        updated=updated(article, press),
        article=article,
        credit=press.credit(article),
        rights=right_words(article, press.words),
        licence_url=attribution.licence_url(article, press.publisher),
        summary="" if article.withdrawn else article.summary or "",
        content=None if article.withdrawn else Piece(template="pieces/entry.html", context=content),
        deleted=updated(article, press) if article.withdrawn else "",
    )


def _series(press: Press) -> Iterator[Output]:
    for id_, run in series_runs(press).items():
        issues = run[:LONGEST]
        if not issues:
            continue
        name = press.series_title(id_)
        channel = Channel(
            stem=f"series/{id_}/feed",
            kind="series",
            id=id_,
            title=press.say("feed.series", title=press.settings.title, series=name),
            subtitle=press.settings.tagline or "",
            home=paths.INDEXES["issues"],
        )
        inputs = tuple(dict.fromkeys(p for issue in issues for p in press.issue_inputs(issue)))
        yield from _kinds(channel, partial(_editions, issues), inputs, len(FEED_TYPES))


def issue_entry(issue: Issue, press: Press) -> FeedEntry:
    """Make an issue's entry."""
    view = issue_view(issue, press)
    used = (press.articles[id_] for entry in issue.entries for id_ in entry.articles)
    gone = (article.withdrawn.date for article in used if article.withdrawn)
    stamps = [issue.date, *(c.date for c in issue.corrections), *gone]
    known = [edtf.rfc3339(date, press.zone) for date in stamps]
    published = edtf.rfc3339(edtf.parse(issue.day), press.zone) or ""
    return FeedEntry(
        id=tags.uri(press.settings.feed_authority, "issue", issue.id),
        title=view.heading,
        path=paths.issue(issue.id),
        published=published,
        updated=max([published, *(stamp for stamp in known if stamp)], key=instant),
        issue=issue,
        summary=issue.lede or "",
        content=Piece(template="pieces/issue_entry.html", context=IssueEntry(issue=view)),
    )


def _groups(press: Press) -> Iterator[Output]:
    title = press.settings.title
    for topic in press.site.topics:
        channel = Channel(
            stem=f"topics/{topic.id}",
            kind="topic",
            id=topic.id,
            title=press.say("feed.topic", title=title, topic=topic.title),
            subtitle=topic.summary or "",
            home=paths.topic(topic.id),
        )
        yield from _outputs(press, channel, partial(_of_topic, topic.id), 1)
    for source in press.site.sources:
        channel = Channel(
            stem=f"sources/{source.id}",
            kind="source",
            id=source.id,
            title=press.say("feed.source", title=title, source=source.name),
            subtitle="",
            home=paths.source(source.id),
        )
        yield from _outputs(press, channel, partial(_of_source, source.id), 1)
    for tag in dict.fromkeys([*press.by_tag, *(tag for a in press.withdrawn for tag in a.tags)]):
        channel = Channel(
            stem=paths.tag(tag).removesuffix(".html"),
            kind="tag",
            id=tag,
            title=press.say("feed.tag", title=title, tag=tag),
            subtitle="",
            home=paths.tag(tag) if tag in press.by_tag else "",
        )
        yield from _outputs(press, channel, partial(_of_tag, tag), 1)


def _of_site(press: Press) -> tuple[Article, ...]:
    return bounded(press.living, press.withdrawn)


def _of_topic(id_: str, press: Press) -> tuple[Article, ...]:
    return bounded(press.by_topic.get(id_, ()), (a for a in press.withdrawn if id_ in a.topics))


def _of_source(id_: str, press: Press) -> tuple[Article, ...]:
    found = tuple(usage(press)[0].get(id_, {}).values())
    return bounded((a for a in found if not a.withdrawn), (a for a in found if a.withdrawn))


def _of_tag(tag: str, press: Press) -> tuple[Article, ...]:
    return bounded(press.by_tag.get(tag, ()), (a for a in press.withdrawn if tag in a.tags))


def _outputs(press: Press, channel: Channel, chosen: Chosen, kinds: int) -> Iterator[Output]:
    """Plan one feed of articles; only the site's may be empty."""
    inputs = tuple(dict.fromkeys(p for article in chosen(press) for p in press.inputs(article)))
    if inputs or channel.kind == "site":
        yield from _kinds(channel, partial(_chosen_entries, chosen), inputs, kinds)


def _chosen_entries(chosen: Chosen, press: Press) -> tuple[FeedEntry, ...]:
    return entries(chosen(press), press)


def _editions(issues: tuple[Issue, ...], press: Press) -> tuple[FeedEntry, ...]:
    return tuple(issue_entry(issue, press) for issue in issues)


def _kinds(
    channel: Channel, made: Callable[[Press], tuple[FeedEntry, ...]], inputs: tuple[str, ...], kinds: int
) -> Iterator[Output]:
    """Plan one feed in the formats it comes in."""
    for suffix, _ in FEED_TYPES[:kinds]:
        yield Output(
            path=f"{channel.stem}.{suffix}",
            owner=f"the feed {channel.stem}",
            form=suffix,
            make=partial(_feed, channel, suffix, made),
            inputs=inputs,
        )


def _feed(
    channel: Channel, suffix: str, made: Callable[[Press], tuple[FeedEntry, ...]], press: Press
) -> Feed:
    fallback = edtf.rfc3339(edtf.parse(press.settings.as_of), press.zone) or ""
    found = made(press)
    return Feed(
        id=tags.uri(press.settings.feed_authority, channel.kind, channel.id),
        title=channel.title,
        subtitle=channel.subtitle,
        path=f"{channel.stem}.{suffix}",
        home=channel.home,
        updated=max((entry.updated for entry in found), key=instant, default=fallback),
        publisher=press.publisher,
        entries=found,
    )


def instant(stamp: str) -> int:
    """Give an RFC 3339 stamp as POSIX seconds."""
    return edtf.bounds(edtf.parse(stamp), "UTC")[0] or 0
