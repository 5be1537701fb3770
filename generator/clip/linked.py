"""What a page says of its article in JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from generator.clip.literal import one_line

_LONGEST = 1_000_000
_NEWS = re.compile(
    r"(?:News|Reportage|Blog|Opinion|Scholarly|Tech|Analysis|Live)?(?:Article|Posting|Report)\w*"
)


def linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give what JSON-LD says of an article."""
    for script in tree.iter("script"):
        kind, text = (script.get("type") or "").strip().lower(), script.text or ""
        if kind != "application/ld+json" or len(text) > _LONGEST:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(data) if _is_article(node))


def authors(news: dict[str, Any]) -> Iterator[str]:
    """Give the people who wrote an article."""
    given = news.get("author")
    for author in given if isinstance(given, list) else [given]:
        name = author.get("name") if isinstance(author, dict) else author
        kind = author.get("@type") if isinstance(author, dict) else "Person"
        if isinstance(name, str) and kind == "Person" and name.strip() and "://" not in name:
            yield one_line(name, 100)


def publisher(news: dict[str, Any]) -> str:
    """Give the name of who published an article."""
    given = news.get("publisher")
    name = given.get("name") if isinstance(given, dict) else given
    return one_line(name, 60) if isinstance(name, str) and "://" not in name else ""


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _NEWS.fullmatch(kind) for kind in named)
