"""Markdown for Chinese news: text in; HTML, anchors, links, counts, blocks and complaints out."""

from generator.markdown.convert import convert, inline, refused
from generator.markdown.values import (
    LINK,
    TIMELINE,
    Block,
    Dialect,
    Heading,
    Link,
    Markdown,
)

__all__ = [
    "LINK",
    "TIMELINE",
    "Block",
    "Dialect",
    "Heading",
    "Link",
    "Markdown",
    "convert",
    "inline",
    "refused",
]
