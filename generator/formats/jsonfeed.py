"""JSON Feed 1.1, with the credit as an extension."""

from collections.abc import Callable
from pathlib import PurePosixPath

from generator.formats.attribution import Name, authors
from generator.formats.jsontext import Json, document, stated
from generator.formats.text import uri
from generator.model.article import Article
from generator.model.chain import Hop
from generator.model.feed import Feed, FeedEntry
from generator.model.view import Credit, HopView, Piece, Publisher
from generator.urls import absolute

VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed, content: Callable[[Piece], str]) -> bytes:
    """Write a feed; what was withdrawn is listed under `_deleted`."""
    publisher = feed.publisher
    own = PurePosixPath(feed.path).with_suffix(".json").as_posix()
    gone: list[Json] = [{"id": e.id, "date": e.deleted} for e in feed.entries if e.deleted]
    items: list[Json] = [_item(e, publisher, content) for e in feed.entries if not e.deleted]
    head = stated(
        version=VERSION,
        title=feed.title,
        home_page_url=absolute(publisher.url, feed.home),
        feed_url=absolute(publisher.url, own),
        description=feed.subtitle,
        language=publisher.lang,
        authors=[_author(Name(name=publisher.name, url=publisher.url))],
        _deleted=stated(about=publisher.url, items=gone) if gone else None,
    )
    return document({**head, "items": items})


def _item(entry: FeedEntry, publisher: Publisher, content: Callable[[Piece], str]) -> Json:
    article = entry.article
    item = stated(
        id=entry.id,
        url=absolute(publisher.url, entry.path),
        external_url=uri(article.first.url or "") if article else None,
        title=entry.title,
        summary=entry.summary,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=[_author(name) for name in authors(entry, publisher)],
        tags=list(article.tags) if article else None,
        language=article.lang if article else publisher.lang,
        _credit=_credit(article, entry.credit, entry, publisher) if article and entry.credit else None,
    )
    return {**item, "content_html": content(entry.content) if entry.content else ""}


def _author(name: Name) -> Json:
    return stated(name=name.name, url=uri(name.url))


def _credit(article: Article, credit: Credit, entry: FeedEntry, publisher: Publisher) -> Json:
    hops: list[Json] = [_hop(*pair) for pair in zip(article.hops, credit.hops, strict=True)]
    return stated(
        about=publisher.url,
        genre=article.genre if article.genre != "news" else None,
        sentence=credit.sentence,
        line=credit.line,
        hops=hops,
        rights=entry.rights,
        licence=entry.licence_url,
    )


def _hop(hop: Hop, view: HopView) -> Json:
    """Give one publication by the words of the trade; a date as EDTF."""
    return stated(
        role=hop.role,
        name=view.name,
        platform=view.platform,
        account=hop.account,
        url=uri(hop.url or ""),
        archived=uri(hop.archived or ""),
        date=hop.date.text if hop.date and not hop.date.is_unknown else None,
        permission=hop.permission,
        licence=hop.licence,
        onward=hop.onward,
    )
