"""Sitemaps (sitemaps.org 0.9): addresses with the day they last changed."""

from lxml.etree import _Element

from generator.formats.xmltree import add, document, root
from generator.model.feed import SitemapDoc, SitemapIndexDoc
from generator.urls import absolute, is_http

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write(doc: SitemapDoc) -> bytes:
    """Write one part of the sitemap."""
    top = root(_tag("urlset"), {None: NAMESPACE})
    for path, day in doc.urls:
        url = _place(top, "url", doc.base, path)
        if day:
            add(url, _tag("lastmod"), day)
    return document(top)


def index(doc: SitemapIndexDoc) -> bytes:
    """Write the list of the sitemap's parts."""
    top = root(_tag("sitemapindex"), {None: NAMESPACE})
    for path in doc.parts:
        _place(top, "sitemap", doc.base, path)
    return document(top)


def _place(top: _Element, tag: str, base: str, path: str) -> _Element:
    place = add(top, _tag(tag))
    add(place, _tag("loc"), path if is_http(path) else absolute(base, path))
    return place


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
