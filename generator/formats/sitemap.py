"""Sitemaps (sitemaps.org 0.9): addresses with the day they last changed."""

from collections.abc import Iterator

from generator.formats.xmltree import branch, document, leaf
from generator.model.feed import SitemapDoc, SitemapIndexDoc
from generator.urls import absolute, is_http

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write(doc: SitemapDoc) -> bytes:
    """Write one part of the sitemap."""
    places = (line for path, day in doc.urls for line in _place("url", doc.base, path, day))
    return document(branch("urlset", places, xmlns=NAMESPACE))


def index(doc: SitemapIndexDoc) -> bytes:
    """Write the list of the sitemap's parts."""
    places = (line for path in doc.parts for line in _place("sitemap", doc.base, path))
    return document(branch("sitemapindex", places, xmlns=NAMESPACE))


def _place(tag: str, base: str, path: str, day: str = "") -> Iterator[bytes]:
    location = leaf("loc", path if is_http(path) else absolute(base, path))
    yield from branch(tag, [location, leaf("lastmod", day)] if day else [location])
