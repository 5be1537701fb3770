"""OPML 2.0: the sources that have feeds."""

from generator.formats.stamps import rfc822
from generator.formats.text import uri
from generator.formats.xmltree import add, document, root
from generator.model.feed import OpmlDoc


def write(doc: OpmlDoc) -> bytes:
    """Write a subscription list, one outline a feed."""
    top = root("opml", version="2.0")
    head = add(top, "head")
    add(head, "title", doc.title)
    if doc.stamp:
        add(head, "dateModified", rfc822(doc.stamp))
    add(head, "docs", "http://opml.org/spec2.opml")
    body = add(top, "body")
    for source in doc.sources:
        if source.feed:
            add(
                body,
                "outline",
                type="rss",
                text=source.name,
                title=source.name,
                xmlUrl=uri(source.feed),
                htmlUrl=uri(source.url or ""),
                language=source.lang or "",
            )
    return document(top)
