"""OPML 2.0: the sources that have feeds."""

from collections.abc import Iterator

from generator.formats.stamps import rfc822
from generator.formats.text import uri
from generator.formats.xmltree import branch, document, leaf
from generator.model.feed import OpmlDoc


def write(doc: OpmlDoc) -> bytes:
    """Write a subscription list, one outline a feed."""
    parts = (*branch("head", _head(doc)), *branch("body", _outlines(doc)))
    return document(branch("opml", parts, version="2.0"))


def _head(doc: OpmlDoc) -> Iterator[bytes]:
    yield leaf("title", doc.title)
    if doc.stamp:
        yield leaf("dateModified", rfc822(doc.stamp))
    yield leaf("docs", "http://opml.org/spec2.opml")


def _outlines(doc: OpmlDoc) -> Iterator[bytes]:
    for source in doc.sources:
        if source.feed:
            yield leaf(
                "outline",
                type="rss",
                text=source.name,
                title=source.name,
                xmlUrl=uri(source.feed),
                htmlUrl=uri(source.url or ""),
                language=source.lang or "",
            )
