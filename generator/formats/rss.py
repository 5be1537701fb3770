"""RSS 2.0 feeds, with the content module, Dublin Core and Atom's links."""

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath

from generator.formats.atom import ATOM, Content, link
from generator.formats.attribution import authors
from generator.formats.stamps import rfc822
from generator.formats.text import uri
from generator.formats.xmltree import branch, document, leaf
from generator.model.article import Article
from generator.model.feed import Feed, FeedEntry
from generator.model.view import Publisher
from generator.urls import absolute

CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def write(feed: Feed, content: Content) -> bytes:
    """Write a feed; RSS has no word for a deleted entry, so those are left out."""
    space = {"xmlns:atom": ATOM, "xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE}
    channel = branch("channel", _channel(feed, content))
    return document(branch("rss", channel, **space, version="2.0"))


def _channel(feed: Feed, content: Content) -> Iterator[bytes]:
    publisher = feed.publisher
    yield leaf("title", feed.title)
    yield leaf("link", absolute(publisher.url, feed.home))
    yield _description(feed.subtitle or feed.title)
    yield leaf("language", publisher.lang)
    yield leaf("lastBuildDate", rfc822(feed.updated))
    yield leaf("generator", "wenzhai")
    own = PurePosixPath(feed.path).with_suffix(".rss").as_posix()
    yield from link("atom:link", "self", absolute(publisher.url, own), "application/rss+xml")
    for entry in feed.entries:
        if not entry.deleted:
            yield from branch("item", _item(entry, publisher, content))


def _item(entry: FeedEntry, publisher: Publisher, content: Content) -> Iterator[bytes]:
    yield leaf("title", entry.title)
    yield leaf("link", absolute(publisher.url, entry.path))
    yield leaf("guid", entry.id, isPermaLink="false")
    if entry.published:
        yield leaf("pubDate", rfc822(entry.published))
    for author in authors(entry, publisher):
        yield leaf("dc:creator", author.name)
    if entry.article is not None:
        yield from _origin(entry.article, publisher)
    if entry.rights:
        yield leaf("dc:rights", entry.rights)
    yield from link("atom:link", "license", entry.licence_url)
    if entry.summary:
        yield _description(entry.summary)
    if entry.content is not None:
        yield leaf("content:encoded", content(entry.content))


def _description(text: str) -> bytes:
    """Write a plain text where readers expect HTML (RSS 2.0, elements of item)."""
    return leaf("description", escape(text, quote=False))


def _origin(article: Article, publisher: Publisher) -> Iterator[bytes]:
    """Name the first publication: `source` takes the address of a feed and nothing else."""
    if article.lang != publisher.lang:
        yield leaf("dc:language", article.lang)
    if article.genre != "news":
        yield leaf("category", article.genre, domain=f"{publisher.url}#genre")
    for tag in article.tags:
        yield leaf("category", tag)
    yield from link("atom:link", "via", article.first.url or "")
    first = article.first.source
    if first.feed:
        yield leaf("source", first.name, url=uri(first.feed))
    else:
        yield leaf("dc:source", first.name)
