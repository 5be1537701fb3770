"""Atom feeds (RFC 4287), with tombstones for what was withdrawn (RFC 6721)."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from lxml.etree import _Element

from generator.formats.attribution import Name, authors, contributors
from generator.formats.xmltree import add, document, language, root
from generator.model.article import Article
from generator.model.feed import Feed, FeedEntry, Publisher
from generator.model.view import Piece
from generator.urls import absolute

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def write(feed: Feed, content: Callable[[Piece], str]) -> bytes:
    """Write a feed; `content` gives a piece's final HTML."""
    publisher = feed.publisher
    top = root(_atom("feed"), {None: ATOM, "at": TOMBSTONES})
    language(top, publisher.lang)
    add(top, _atom("id"), feed.id)
    add(top, _atom("title"), feed.title)
    if feed.subtitle:
        add(top, _atom("subtitle"), feed.subtitle)
    add(top, _atom("updated"), feed.updated)
    own = PurePosixPath(feed.path).with_suffix(".atom").as_posix()
    _link(top, "self", absolute(publisher.url, own), "application/atom+xml")
    _link(top, "alternate", absolute(publisher.url, feed.home), "text/html")
    _people(top, "author", [Name(name=publisher.name, url=publisher.url)])
    add(top, _atom("generator"), "wenzhai")
    for entry in feed.entries:
        if entry.deleted:
            _tombstone(top, entry)
    for entry in feed.entries:
        if not entry.deleted:
            _entry(top, entry, publisher, content)
    return document(top)


def _entry(top: _Element, entry: FeedEntry, publisher: Publisher, content: Callable[[Piece], str]) -> None:
    item = add(top, _atom("entry"))
    article = entry.article
    if article is not None and article.lang != publisher.lang:
        language(item, article.lang)
    add(item, _atom("id"), entry.id)
    add(item, _atom("title"), entry.title)
    if entry.published:
        add(item, _atom("published"), entry.published)
    add(item, _atom("updated"), entry.updated)
    _people(item, "author", authors(entry, publisher))
    if article is not None:
        _people(item, "contributor", contributors(article, entry.credit))
    _link(item, "alternate", absolute(publisher.url, entry.path), "text/html")
    if article is not None:
        _link(item, "via", article.first.url or "")
    _link(item, "license", entry.licence_url)
    if entry.rights:
        add(item, _atom("rights"), entry.rights)
    if article is not None:
        _categories(item, article, publisher)
    if entry.summary:
        add(item, _atom("summary"), entry.summary)
    if entry.content is not None:
        add(item, _atom("content"), content(entry.content), type="html")
    if article is not None:
        _source(item, article)


def _categories(item: _Element, article: Article, publisher: Publisher) -> None:
    if article.genre != "news":
        add(item, _atom("category"), term=article.genre, scheme=f"{publisher.url}#genre")
    for tag in article.tags:
        add(item, _atom("category"), term=tag)


def _source(item: _Element, article: Article) -> None:
    """Name the feed that the first publication appears in; its id and date are not ours to make up."""
    first = article.first.source
    if first.feed:
        source = add(item, _atom("source"))
        add(source, _atom("title"), first.name)
        _link(source, "self", first.feed)
        _link(source, "alternate", first.url or "")


def _tombstone(top: _Element, entry: FeedEntry) -> None:
    stone = add(top, f"{{{TOMBSTONES}}}deleted-entry", ref=entry.id, when=entry.deleted)
    if entry.article is not None and entry.article.withdrawn is not None:
        add(stone, f"{{{TOMBSTONES}}}comment", entry.article.withdrawn.text)


def _people(parent: _Element, part: str, names: Iterable[Name]) -> None:
    for name in names:
        person = add(parent, _atom(part))
        add(person, _atom("name"), name.name)
        if name.url:
            add(person, _atom("uri"), name.url)


def _link(parent: _Element, rel: str, href: str, type_: str = "") -> None:
    if href:
        add(parent, _atom("link"), rel=rel, href=href, type=type_)


def _atom(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
