"""A tree of HTML to the blocks of its text, in order, each as words and as Markdown."""

import re
from collections.abc import Iterator
from copy import deepcopy

from bs4 import BeautifulSoup
from lxml.html import Element, HtmlElement, tostring
from markdownify import ATX, MarkdownConverter

from generator.clip.links import whole
from generator.clip.literal import literal
from generator.clip.values import Unit

_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "nav",
        "head",
        "link",
        "meta",
        "title",
        "dialog",
        "map",
        "area",
        "frame",
        "frameset",
        "noframes",
        "plaintext",
        "xmp",
        "menu",
    ]
)
_WHOLE = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "figure"]
)
_BLOCKS = _WHOLE | frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "details",
        "div",
        "fieldset",
        "footer",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "section",
        "summary",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "dd",
        "dt",
        "figcaption",
        "legend",
        "noscript",
    ]
)
_INDENT = "\u3000\u3000"
_SPACES = re.compile(r"[ \t\r\n]+")
_BLANKS = re.compile(r"\n{3,}")
_CELLS, _CELL = 2, 120


_LINES = ("br", "li", "tr", "p", "dt", "dd", "div")
"""Elements behind which a line ends."""


class _Marks(MarkdownConverter):
    """Markdown as our dialect reads it."""

    def escape(self, text: str, parent_tags: object) -> str:  # noqa: ARG002 - markdownify's signature
        """Write words so that none of them is a mark, with the space before them."""
        words = (text or "").lstrip()
        return " " * (words != (text or "")) + literal(words)


class Tree:
    """A page's tree, its blocks and the images that were left out."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._marks = _Marks(heading_style=ATX, bullets="-", strip=["img", "picture", "source"], wrap=False)
        self.images: list[str] = []

    def units(self, element: HtmlElement) -> Iterator[Unit]:
        """Give the blocks of an element."""
        for block in self._blocks(element):
            if block.tag == "p" and not len(block):
                yield from _plain(block.text or "")
                continue
            self._clean(block)
            block.tail = None
            if not str(block.text_content()).strip():
                continue
            made = self._marks.convert_soup(BeautifulSoup(tostring(block, encoding="unicode"), "html.parser"))
            markdown = _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in made.split("\n"))).strip()
            words = _words(block)
            if words and markdown:
                yield Unit(text=words, markdown=markdown)

    def _blocks(self, element: HtmlElement) -> Iterator[HtmlElement]:
        if _is_hidden(element):
            return
        if element.tag == "table" and not _is_data(element):
            yield from self._inside(element)
        elif element.tag == "blockquote" or element.tag in {"ul", "ol", "dl", "table", "pre"}:
            yield deepcopy(element)
        elif element.tag == "figure" or not _has_block(element):
            yield from _paragraphs(element)
        else:
            yield from self._inside(element)

    def _inside(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """Give an element's blocks, and the words between them as paragraphs of their own."""
        run = Element("p")
        run.text = element.text
        for child in element:
            if isinstance(child.tag, str) and (child.tag in _BLOCKS or _has_block(child)):
                yield from _paragraphs(run)
                yield from self._blocks(child)
                run = Element("p")
                run.text = child.tail
            else:
                run.append(deepcopy(child))
        yield from _paragraphs(run)

    def _clean(self, block: HtmlElement) -> None:
        """Leave out what is hidden, note images, and keep only links that lead somewhere on the web."""
        for child in list(block.iter()):
            if child is not block and (not isinstance(child.tag, str) or _is_hidden(child)):
                _drop(child)
        for image in block.iter("img"):
            where = image.get("data-src") or image.get("data-original") or image.get("src") or ""
            if found := whole(self._base, where):
                self.images.append(found)
        for link in list(block.iter("a")):
            if _is_permalink(link):
                _drop(link)
                continue
            found = whole(self._base, link.get("href") or "")
            if found and not (link.get("href") or "").startswith("#"):
                link.set("href", found)
                link.attrib.pop("title", None)
            else:
                link.drop_tag()


def _plain(text: str) -> Iterator[Unit]:
    """Give a paragraph of nothing but words."""
    if words := " ".join(text.split()):
        yield Unit(text=words, markdown=literal(_SPACES.sub(" ", text).strip()))


def _paragraphs(element: HtmlElement) -> Iterator[HtmlElement]:
    """Cut an element where two line breaks stand together, or one before an indented line."""
    name = element.tag if element.tag in _WHOLE else "p"
    if not any(True for _ in element.iter("br")):
        whole_ = deepcopy(element)
        whole_.tag = name
        yield whole_
        return
    part = Element(name)
    part.text = element.text
    for child in element:
        if child.tag == "br" and (
            (child.tail or "").lstrip("\n ").startswith(_INDENT) or _ends_in_break(part)
        ):
            yield part
            part = Element(name)
            part.text = child.tail
        else:
            part.append(deepcopy(child))
    yield part


def _ends_in_break(part: HtmlElement) -> bool:
    return len(part) > 0 and part[-1].tag == "br" and not (part[-1].tail or "").strip()


def _words(block: HtmlElement) -> str:
    for found in block.iter(*_LINES):
        found.tail = f"\n{found.tail or ''}"
    for found in block.iter("td", "th"):
        found.tail = f" {found.tail or ''}"
    lines = str(block.text_content()).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _has_block(element: HtmlElement) -> bool:
    return any(child is not element and child.tag in _BLOCKS for child in element.iter())


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        not isinstance(element.tag, str)
        or element.tag in _HIDDEN
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or "display:none" in style
    )


def _is_permalink(link: HtmlElement) -> bool:
    """Say whether a link is the sign beside a heading that leads to it."""
    words = str(link.text_content())
    return (link.get("href") or "").startswith("#") and len(words) <= 1 and not words.isalnum()


def _is_data(table: HtmlElement) -> bool:
    """Say whether a table holds figures; old pages are laid out by tables of whole texts."""
    cells = [cell for cell in table.iter() if cell.tag in {"td", "th"}]
    return len(cells) >= _CELLS and not any(_has_block(cell) or _is_prose(cell) for cell in cells)


def _is_prose(cell: HtmlElement) -> bool:
    return len(str(cell.text_content()).strip()) > _CELL or sum(1 for _ in cell.iter("br")) > 1


def _drop(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
