"""A web page: which of its blocks are the article, and what its head says of it."""

import re
from itertools import islice

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import extract

from generator.clip.head import Head
from generator.clip.literal import key
from generator.clip.region import region
from generator.clip.units import Tree
from generator.clip.values import Page

_CROWDED = re.compile(
    r"<([a-z][a-z0-9]*)(?:\s+[^\s=<>\"']+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))?){500,}\s*/?>", re.IGNORECASE
)
"""A tag with more attributes than any page needs: the parser's time grows with their square."""
_DEEP = re.compile(
    r"(?:<(?!(?:img|br|hr|meta|link|script|style|title|textarea|input)\b)[a-z][^<>]*>\s*){100,}",
    re.IGNORECASE,
)
"""Tags that open one within the other without a word between: the parser gives up on so many."""
_MOST = 10_000
"""Blocks of a page that are read."""
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_BOXES = "//*[@itemprop='author' or contains(@class,'AuthorInfo') or contains(@class,'author-box')]"
"""Where pages say more of an author than a name."""
_BOX, _LINES = 400, 12
_BODY = re.compile("<(?:body|frameset)[\\s>]", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:\s|<!--.*?-->|<!doctype[^>]*>|</?(?:html|head|meta|link|base)(?:\s[^>]*)?>"
    r"|<(title|script|style|noscript)(?:\s[^>]*)?>.*?</\1>)*",
    re.IGNORECASE | re.DOTALL,
)


def _with_body(text: str) -> str:
    """Say where the body begins, which a page may leave unsaid (HTML 13.1.2.4) and the parser gets wrong."""
    if _BODY.search(text):
        return text
    head = _HEAD.match(text)
    place = head.end() if head else 0
    return f"{text[:place]}<body>{text[place:]}"


def page(text: str, url: str) -> Page:
    """Read a page."""
    text = _with_body(_DEEP.sub("<div>", _CROWDED.sub(r"<\1>", _XML.sub("", text))))
    try:
        tree = document_fromstring(text or "<p></p>", parser=HTMLParser(encoding=None, huge_tree=False))
    except (ParserError, ValueError):
        return Page(form="html", units=(), url=url, notes=("the page holds no text",))
    head = Head(tree, url)
    reader = Tree(head.base)
    body = tree.find("body")
    units = tuple(islice(reader.units(body if body is not None else tree), _MOST))
    many = (f"only the first {_MOST:,} blocks of the page were read",) if len(units) == _MOST else ()
    found = extract(text, url=url or None, output_format="txt", include_comments=False, favor_recall=True)
    titles = frozenset(key(title.value) for title in head.titles)
    sorted_ = region(units, found or "", titles, _boxes(tree, head.base))
    return Page(
        form="html",
        units=sorted_.units,
        titles=head.titles,
        url=head.canonical or url,
        site_name=head.site_name,
        account=head.account,
        published=head.published,
        authors=head.authors,
        named=head.named,
        source=head.source,
        licence_url=head.licence,
        images=tuple(dict.fromkeys(reader.images)),
        dropped=sorted_.dropped,
        notes=(*sorted_.notes, *many),
    )


def _boxes(tree: HtmlElement, base: str) -> frozenset[str]:
    """Give the lines of the boxes that present an author."""
    boxes = [box for box in tree.xpath(_BOXES) if len(str(box.text_content())) <= _BOX]
    return frozenset(key(unit.text) for box in boxes[:_LINES] for unit in Tree(base).units(box))
