"""Atom feeds (RFC 4287), with tombstones for what was withdrawn (RFC 6721)."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from lxml.etree import _Element

from generator.formats.attribution import Name, authors, contributors, title_language
from generator.formats.text import uri
from generator.formats.xmltree import add, document, language, root
from generator.model.article import Article
from generator.model.feed import Feed, FeedEntry
from generator.model.view import Credit, Piece, Publisher
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
    link(top, "self", absolute(publisher.url, own), "application/atom+xml")
    link(top, "alternate", absolute(publisher.url, feed.home), "text/html")
    _people(top, "author", [Name(name=publisher.name, url=publisher.url)])
    add(top, _atom("generator"), "wenzhai")
    for entry in feed.entries:
        if entry.deleted:
            _tombstone(top, entry)
    for entry in feed.entries:
        if not entry.deleted:
            _entry(top, entry, publisher, content)
    return document(top)


def link(parent: _Element, rel: str, href: str, media: str = "") -> None:
    """Append a link; without an address there is none."""
    if href:
        add(parent, _atom("link"), rel=rel, href=uri(href), type=media)


def _entry(top: _Element, entry: FeedEntry, publisher: Publisher, content: Callable[[Piece], str]) -> None:
    item = add(top, _atom("entry"))
    add(item, _atom("id"), entry.id)
    title = add(item, _atom("title"), entry.title)
    if entry.published:
        add(item, _atom("published"), entry.published)
    add(item, _atom("updated"), entry.updated)
    _people(item, "author", authors(entry, publisher))
    link(item, "alternate", absolute(publisher.url, entry.path), "text/html")
    link(item, "license", entry.licence_url)
    if entry.rights:
        add(item, _atom("rights"), entry.rights)
    if entry.summary:
        add(item, _atom("summary"), entry.summary)
    text = add(item, _atom("content"), content(entry.content) if entry.content else "", type="html")
    if entry.article is not None:
        _languages(entry.article, publisher, title, text)
        _origin(item, entry.article, entry.credit, publisher)


def _languages(article: Article, publisher: Publisher, title: _Element, text: _Element) -> None:
    """Say the language of title and text where it is not the feed's; the words around a text are ours."""
    if (tag := title_language(article, publisher)) != publisher.lang:
        language(title, tag)
    if article.mode == "full" and article.lang != publisher.lang:
        language(text, article.lang)


def _origin(item: _Element, article: Article, credit: Credit | None, publisher: Publisher) -> None:
    """Say where an article comes from, the source last: a reader may take its title for the entry's."""
    _people(item, "contributor", contributors(article, credit))
    link(item, "via", article.first.url or "")
    _categories(item, article, publisher)
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
        link(source, "self", first.feed)
        link(source, "alternate", first.url or "")


def _tombstone(top: _Element, entry: FeedEntry) -> None:
    stone = add(top, f"{{{TOMBSTONES}}}deleted-entry", ref=entry.id, when=entry.deleted)
    if entry.article is not None and entry.article.withdrawn is not None:
        add(stone, f"{{{TOMBSTONES}}}comment", entry.article.withdrawn.text)


def _people(parent: _Element, part: str, names: Iterable[Name]) -> None:
    for name in names:
        person = add(parent, _atom(part))
        add(person, _atom("name"), name.name)
        if name.url:
            add(person, _atom("uri"), uri(name.url))


def _atom(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
