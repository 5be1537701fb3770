"""Atom feeds (RFC 4287), with tombstones for what was withdrawn (RFC 6721)."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from generator.formats.attribution import Name, authors, contributors, title_language
from generator.formats.text import uri
from generator.formats.xmltree import branch, document, leaf, nested
from generator.model.article import Article
from generator.model.feed import Feed, FeedEntry
from generator.model.view import Credit, Piece, Publisher
from generator.urls import absolute

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"

Content = Callable[[Piece], str]
"""Gives a piece's final HTML."""
Once = Callable[[FeedEntry, Callable[[], bytes]], bytes]
"""Gives what was made of an entry before, else makes it."""


def write(feed: Feed, content: Content, once: Once = lambda _, make: make()) -> bytes:
    """Write a feed; `once` may keep the text of an entry for the publisher's other feeds."""
    lang = {"xml:lang": feed.publisher.lang}
    space = {"xmlns": ATOM, "xmlns:at": TOMBSTONES}
    return document(branch("feed", _parts(feed, content, once), **space, **lang))


def link(tag: str, rel: str, href: str, media: str = "") -> Iterator[bytes]:
    """Write a link; without an address there is none."""
    if href:
        yield leaf(tag, rel=rel, href=uri(href), type=media)


def _parts(feed: Feed, content: Content, once: Once) -> Iterator[bytes]:
    publisher = feed.publisher
    yield leaf("id", feed.id)
    yield leaf("title", feed.title)
    if feed.subtitle:
        yield leaf("subtitle", feed.subtitle)
    yield leaf("updated", feed.updated)
    own = PurePosixPath(feed.path).with_suffix(".atom").as_posix()
    yield from link("link", "self", absolute(publisher.url, own), "application/atom+xml")
    yield from link("link", "alternate", absolute(publisher.url, feed.home), "text/html")
    yield from _people("author", [Name(name=publisher.name, url=publisher.url)])
    yield leaf("generator", "wenzhai")
    for entry in feed.entries:
        if entry.deleted:
            yield from _tombstone(entry)
    for entry in feed.entries:
        if not entry.deleted:
            yield once(entry, partial(_block, entry, publisher, content))


def _block(entry: FeedEntry, publisher: Publisher, content: Content) -> bytes:
    return nested(branch("entry", _entry(entry, publisher, content)))


def _entry(entry: FeedEntry, publisher: Publisher, content: Content) -> Iterator[bytes]:
    article = entry.article
    yield leaf("id", entry.id)
    yield leaf("title", entry.title, **_title_language(article, publisher))
    if entry.published:
        yield leaf("published", entry.published)
    yield leaf("updated", entry.updated)
    yield from _people("author", authors(entry, publisher))
    yield from link("link", "alternate", absolute(publisher.url, entry.path), "text/html")
    yield from link("link", "license", entry.licence_url)
    if entry.rights:
        yield leaf("rights", entry.rights)
    if entry.summary:
        yield leaf("summary", entry.summary)
    text = content(entry.content) if entry.content else ""
    yield leaf("content", text, type="html", **_text_language(article, publisher))
    if article is not None:
        yield from _origin(article, entry.credit, publisher)


def _title_language(article: Article | None, publisher: Publisher) -> dict[str, str]:
    """Say the language of a title where it is not the feed's."""
    tag = title_language(article, publisher) if article else publisher.lang
    return {} if tag == publisher.lang else {"xml:lang": tag}


def _text_language(article: Article | None, publisher: Publisher) -> dict[str, str]:
    """Say the language of a whole text where it is not the feed's; the words around others are ours."""
    if article is None or article.mode != "full" or article.lang == publisher.lang:
        return {}
    return {"xml:lang": article.lang}


def _origin(article: Article, credit: Credit | None, publisher: Publisher) -> Iterator[bytes]:
    """Say where an article comes from, the source last: a reader may take its title for the entry's."""
    yield from _people("contributor", contributors(article, credit))
    yield from link("link", "via", article.first.url or "")
    if article.genre != "news":
        yield leaf("category", term=article.genre, scheme=f"{publisher.url}#genre")
    for tag in article.tags:
        yield leaf("category", term=tag)
    if article.first.source.feed:
        yield from branch("source", _source(article))


def _source(article: Article) -> Iterator[bytes]:
    """Name the feed that the first publication appears in; its id and date are not ours to make up."""
    first = article.first.source
    yield leaf("title", first.name)
    yield from link("link", "self", first.feed or "")
    yield from link("link", "alternate", first.url or "")


def _tombstone(entry: FeedEntry) -> Iterator[bytes]:
    withdrawn = entry.article.withdrawn if entry.article else None
    comment = [leaf("at:comment", withdrawn.text)] if withdrawn else []
    yield from branch("at:deleted-entry", comment, ref=entry.id, when=entry.deleted)


def _people(part: str, names: Iterable[Name]) -> Iterator[bytes]:
    for name in names:
        address = [leaf("uri", uri(name.url))] if name.url else []
        yield from branch(part, [leaf("name", name.name), *address])
