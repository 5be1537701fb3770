"""XML documents: elements with clean text, written by lxml and never pasted together."""

from typing import cast

from lxml import etree

from generator.formats.text import plain

XML = "http://www.w3.org/XML/1998/namespace"


def root(tag: str, namespaces: dict[str | None, str] | None = None, /, **attributes: str) -> etree._Element:
    """Begin a document."""
    nsmap = cast("dict[str, str]", namespaces)  # lxml's stubs leave out the default namespace, None
    return _filled(etree.Element(tag, nsmap=nsmap), "", attributes)


def add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Append an element; attributes that say nothing are left out."""
    return _filled(etree.SubElement(parent, tag), text, attributes)


def language(element: etree._Element, tag: str) -> None:
    """Say which language an element is in (XML 1.0, 2.12)."""
    element.set(f"{{{XML}}}lang", tag)


def document(top: etree._Element) -> bytes:
    """Write a document as UTF-8 with its declaration."""
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _filled(element: etree._Element, text: str, attributes: dict[str, str]) -> etree._Element:
    if text:
        element.text = plain(text)
    for name, value in attributes.items():
        if value:
            element.set(name, plain(value))
    return element
