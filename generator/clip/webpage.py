"""A web page: which of its blocks are the article, and what its head says of it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import extract

from generator.clip.links import whole
from generator.clip.literal import key, one_line
from generator.clip.region import region
from generator.clip.units import Tree
from generator.clip.values import Candidate, Page

_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_LINKED, _SITE = 1_000_000, 30
_ACCOUNT = "//*[@id='js_name' or contains(@class, 'profile_nickname')]"
"""Where pages of a platform name the account that published them."""
_SUFFIX = re.compile(
    r"\s*(?:[|｜_–—•·»]|\s-\s|--|-(?=[^-]{2,20}$)(?<=[^\x00-\x7f]-)|：(?=[^：]{2,20}(?:デジタル|新聞|オンライン|ニュース|網|网)$))\s*"
)
_TITLES = (("og:title", "og:title"), ("twitter:title", "twitter:title"), ("title", "meta title"))
_PUBLISHED = (
    *(
        "article:published_time",
        "og:published_time",
        "publishdate",
        "pubdate",
        "publish_date",
        "publish-date",
    ),
    *("weibo: article:create_at", "apub:time", "datepublished", "dc.date.issued", "dcterms.issued"),
    *("sailthru.date", "parsely-pub-date", "date"),
)
_AUTHORS = ("author", "article:author", "parsely-author", "byl")
_SOURCES = ("source", "contentsource", "article:source", "mediaid")
_NEWS = re.compile(
    r"(?:News|Reportage|Blog|Opinion|Scholarly|Tech|Analysis|Live)?(?:Article|Posting|Report)\w*"
)


def page(text: str, url: str) -> Page:
    """Read a page."""
    try:
        tree = document_fromstring(
            _XML.sub("", text) or "<p></p>", parser=HTMLParser(encoding=None, huge_tree=False)
        )
    except (ParserError, ValueError):
        return Page(form="html", units=(), url=url, notes=("the page holds no text",))
    head = _Head(tree, url)
    reader = Tree(head.base)
    body = tree.find("body")
    units = tuple(reader.units(body if body is not None else tree))
    found = (
        extract(text, url=url or None, output_format="txt", include_comments=False, favor_recall=True) or ""
    )
    sorted_ = region(units, found, frozenset(key(title.value) for title in head.titles))
    return Page(
        form="html",
        units=sorted_.units,
        titles=head.titles,
        url=head.canonical or url,
        site_name=head.first("og:site_name", "application-name") or head.suffix,
        account=head.account,
        published=head.published,
        authors=head.authors,
        source=head.first(*_SOURCES),
        licence_url=head.licence,
        images=tuple(dict.fromkeys(reader.images)),
        dropped=sorted_.dropped,
        notes=(sorted_.note,) if sorted_.note else (),
    )


class _Head:
    """What a page's metadata and first heading say."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self._meta: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            if content := one_line(meta.get("content") or "", 500):
                self._meta.setdefault(name.lower(), content)
        self._news = tuple(_linked(tree))
        base = next((found for tag in tree.iter("base") if (found := whole(url, tag.get("href") or ""))), url)
        self.canonical = self._canonical(tree, base)
        self.base = base or self.canonical
        self.suffix = ""
        self.titles = tuple(self._titles(tree))
        self.account = next(
            (name for found in tree.xpath(_ACCOUNT) if (name := one_line(str(found.text_content()), 60))), ""
        )
        self.published = tuple(self._published(tree))
        self.authors = tuple(dict.fromkeys(self._authors()))
        self.licence = next(
            (
                found
                for tag in tree.iter("a", "link")
                if "license" in (tag.get("rel") or "").lower().split()
                and (found := whole(base, tag.get("href") or ""))
            ),
            "",
        )

    def first(self, *names: str) -> str:
        """Give the first of some metadata that is there."""
        return next((self._meta[name] for name in names if self._meta.get(name)), "")

    def _canonical(self, tree: HtmlElement, base: str) -> str:
        for link in tree.iter("link"):
            if "canonical" in (link.get("rel") or "").lower().split() and (
                found := whole(base, link.get("href") or "")
            ):
                return found
        return whole(base, self.first("og:url")) if self.first("og:url") else ""

    def _titles(self, tree: HtmlElement) -> Iterator[Candidate]:
        """Give the titles, each once; that of `<title>` without the site's name behind it."""
        given = []
        headings = [one_line(str(found.text_content()), 300) for found in tree.iter("h1")]
        if len(headings) == 1 or (headings and headings[0] and headings[0] in self.first("og:title")):
            given.append((headings[0], "h1"))
        given += [(self.first(name), place) for name, place in _TITLES]
        given += [(one_line(str(news.get("headline", "")), 300), "JSON-LD headline") for news in self._news]
        said = one_line(tree.findtext("head/title") or "", 300)
        parts = _SUFFIX.split(said)
        heads = {key(value) for value, _ in given if value}
        site = key(self.first("og:site_name"))
        short = parts[0] if len(parts) > 1 else said
        if heads and len(parts) > 1 and key(parts[-1]) not in heads and len(parts[-1]) <= _SITE:
            self.suffix = parts[-1].strip()
        if heads:
            short = next(
                (part for part in parts if key(part) in heads), said if key(said) in heads else short
            )
        elif site and len(parts) > 1 and site in key(parts[-1]):
            short = said[: said.rfind(parts[-1])].rstrip(" |｜_-–—•·»")
        given.append((short, "<title>"))
        given += [(heading, "h1") for heading in headings[:3]]
        seen = set()
        for value, place in given:
            if value and key(value) not in seen:
                seen.add(key(value))
                yield Candidate(value=value, place=place)

    def _published(self, tree: HtmlElement) -> Iterator[Candidate]:
        for name in _PUBLISHED:
            if value := self._meta.get(name):
                yield Candidate(value=value, place=f"meta {name}")
        for news in self._news:
            if isinstance(value := news.get("datePublished"), str) and value.strip():
                yield Candidate(value=one_line(value, 100), place="JSON-LD datePublished")
        for time in tree.iter("time"):
            if (value := (time.get("datetime") or "").strip()) and "pubdate" in time.attrib:
                yield Candidate(value=one_line(value, 100), place="<time pubdate>")

    def _authors(self) -> Iterator[str]:
        for news in self._news:
            authors = news.get("author")
            for author in authors if isinstance(authors, list) else [authors]:
                name = author.get("name") if isinstance(author, dict) else author
                kind = author.get("@type") if isinstance(author, dict) else "Person"
                if isinstance(name, str) and kind == "Person" and name.strip() and "://" not in name:
                    yield one_line(name, 100)
        for name in _AUTHORS:
            if (value := self._meta.get(name)) and "://" not in value:
                yield one_line(value.removeprefix("By "), 100)


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give what JSON-LD says of an article."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(
            script.text or ""
        ) > _LINKED:
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _nodes(data):
            kinds = found.get("@type")
            if any(
                isinstance(kind, str) and _NEWS.fullmatch(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield found


def _nodes(data: Any) -> Iterable[dict[str, Any]]:  # noqa: ANN401 - JSON
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))
