"""A line whose marks can mean one thing only, written as HTML without a token for each of its parts."""

import re
from typing import Any

from markdown_it.common.utils import escapeHtml

from generator.markdown.cjk import flanks
from generator.markdown.links import ENCODED, OUTWARD

WRITTEN = "written"
"""The type of the one token that is a whole paragraph."""

_UNLESS = r"(?:(?<![!:])|(?<=!)(?=\[)|(?<=:)(?=//))"
MARKS = re.compile(rf"[\n\\`*_~\[\]<&{{!:]{_UNLESS}")
"""Where a text may hold more than text; at `]` nothing begins, but a label's end is looked for there."""

_UNSURE = re.compile(rf"[\n\\`*_~\[\]<&{{\ufffc!:]{_UNLESS}")
_TEXT = r"([^\n\\`*_~\[\]<&{:\ufffc]++)"
_MARKED = re.compile(
    rf"[*\[`](?:(?<=\*)(?:\*{_TEXT}\*\*|{_TEXT}\*)(?!\*)|(?<=\[)(?<!!\[){_TEXT}\]\(({ENCODED.pattern})\)"
    r"|(?<=`)([^ `\n\ufffc]++(?: ++[^ `\n\ufffc]++)*)`(?!`))"
)
_ESCAPED = re.compile('[&<>"]')
_STRONG, _EMPHASIS, _LINK, _CODE = 1, 2, 4, 5


def write(text: str) -> tuple[str, dict[str, Any]] | None:
    """Give the HTML of a line, with its words and the length of its addresses; nothing where it is not plain.

    Plain is what is strong, emphasis, a link to the web or code, with nothing but text between and inside.
    """
    first = _UNSURE.search(text)
    escape = escapeHtml if _ESCAPED.search(text) else str
    if not first:
        return escape(text), {"words": text, "weight": 0}
    pages: list[str] = []
    words: list[str] = []
    weight = place = 0
    for found in _MARKED.finditer(text, first.start()):
        start, end = found.span()
        if _UNSURE.search(text, place, start):
            return None
        kind = found.lastindex or 0
        inside = found[3] if kind == _LINK else found[kind]
        if kind <= _EMPHASIS and not _pairs(text, start, end, len(inside)):
            return None
        before, shown = text[place:start], escape(inside)
        if kind == _STRONG:
            shown = f"<strong>{shown}</strong>"
        elif kind == _EMPHASIS:
            shown = f"<em>{shown}</em>"
        elif kind == _CODE:
            shown = f"<code>{shown}</code>"
        else:
            shown = f'<a href="{found[_LINK]}" rel="{OUTWARD}">{shown}</a>'
            weight += len(found[_LINK])
        pages += (escape(before), shown)
        words += (before, inside)
        place = end
    if _UNSURE.search(text, place):
        return None
    pages.append(escape(text[place:]))
    words.append(text[place:])
    return "".join(pages), {"words": "".join(words), "weight": weight}


def _pairs(text: str, start: int, end: int, inside: int) -> bool:
    """Say whether the marks around some text open and close it."""
    width = (end - start - inside) // 2
    stop = len(text)
    return flanks(text, start, start + width, stop)[0] and flanks(text, end - width, end, stop)[1]
