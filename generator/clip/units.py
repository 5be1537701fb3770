"""A tree of HTML to the blocks of its text, in order, each as words and as Markdown."""

import re
from collections.abc import Iterator
from copy import deepcopy

from bs4 import BeautifulSoup
from lxml.html import Element, HtmlElement, tostring
from markdownify import ATX, MarkdownConverter

from generator.clip.elements import BLOCKS, WHOLE, drop, has_block, is_data, is_hidden, is_permalink, words_of
from generator.clip.links import whole
from generator.clip.literal import literal
from generator.clip.values import Unit

_INDENT = "\u3000\u3000"
_SPACES = re.compile(r"[ \t\r\n]+")
_BLANKS = re.compile(r"\n{3,}")


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
            words = words_of(block)
            if words and markdown:
                yield Unit(text=words, markdown=markdown)

    def _blocks(self, element: HtmlElement) -> Iterator[HtmlElement]:
        if is_hidden(element):
            return
        if element.tag == "table" and not is_data(element):
            yield from self._inside(element)
        elif element.tag == "blockquote" or element.tag in {"ul", "ol", "dl", "table", "pre"}:
            yield deepcopy(element)
        elif element.tag == "figure" or not has_block(element):
            yield from _paragraphs(element)
        else:
            yield from self._inside(element)

    def _inside(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """Give an element's blocks, and the words between them as paragraphs of their own."""
        run = Element("p")
        run.text = element.text
        for child in element:
            if isinstance(child.tag, str) and (child.tag in BLOCKS or has_block(child)):
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
            if child is not block and (not isinstance(child.tag, str) or is_hidden(child)):
                drop(child)
        for image in block.iter("img"):
            where = image.get("data-src") or image.get("data-original") or image.get("src") or ""
            if found := whole(self._base, where):
                self.images.append(found)
        for link in list(block.iter("a")):
            if is_permalink(link):
                drop(link)
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
    name = element.tag if element.tag in WHOLE else "p"
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
