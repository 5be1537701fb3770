"""RSS 2.0 feeds, with the content module, Dublin Core and Atom's links."""

from collections.abc import Callable
from pathlib import PurePosixPath

from lxml.etree import _Element

from generator.formats.atom import ATOM, link
from generator.formats.attribution import authors
from generator.formats.stamps import rfc822
from generator.formats.text import uri
from generator.formats.xmltree import add, document, root
from generator.model.article import Article
from generator.model.feed import Feed, FeedEntry
from generator.model.view import Piece, Publisher
from generator.urls import absolute

CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def write(feed: Feed, content: Callable[[Piece], str]) -> bytes:
    """Write a feed; RSS has no word for a deleted entry, so those are left out."""
    publisher = feed.publisher
    top = root("rss", {"atom": ATOM, "content": CONTENT, "dc": DUBLIN_CORE}, version="2.0")
    channel = add(top, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", absolute(publisher.url, feed.home))
    add(channel, "description", feed.subtitle or feed.title)
    add(channel, "language", publisher.lang)
    add(channel, "lastBuildDate", rfc822(feed.updated))
    add(channel, "generator", "wenzhai")
    own = PurePosixPath(feed.path).with_suffix(".rss").as_posix()
    link(channel, "self", absolute(publisher.url, own), "application/rss+xml")
    for entry in feed.entries:
        if not entry.deleted:
            _item(channel, entry, publisher, content)
    return document(top)


def _item(channel: _Element, entry: FeedEntry, publisher: Publisher, content: Callable[[Piece], str]) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", absolute(publisher.url, entry.path))
    add(item, "guid", entry.id, isPermaLink="false")
    if entry.published:
        add(item, "pubDate", rfc822(entry.published))
    for author in authors(entry, publisher):
        add(item, _dc("creator"), author.name)
    if entry.article is not None:
        _origin(item, entry.article, publisher)
    if entry.rights:
        add(item, _dc("rights"), entry.rights)
    link(item, "license", entry.licence_url)
    if entry.summary:
        add(item, "description", entry.summary)
    if entry.content is not None:
        add(item, f"{{{CONTENT}}}encoded", content(entry.content))


def _origin(item: _Element, article: Article, publisher: Publisher) -> None:
    """Name the first publication: `source` takes the address of a feed and nothing else."""
    if article.lang != publisher.lang:
        add(item, _dc("language"), article.lang)
    if article.genre != "news":
        add(item, "category", article.genre, domain=f"{publisher.url}#genre")
    for tag in article.tags:
        add(item, "category", tag)
    link(item, "via", article.first.url or "")
    first = article.first.source
    if first.feed:
        add(item, "source", first.name, url=uri(first.feed))
    else:
        add(item, _dc("source"), first.name)


def _dc(tag: str) -> str:
    return f"{{{DUBLIN_CORE}}}{tag}"
