"""The credits around a text: lines of their own, and those that open or close one of its paragraphs."""

import re
from collections.abc import Sequence
from typing import get_args

from generator.clip.dateline import dateline
from generator.clip.literal import STOPS
from generator.credits.reading import Names, Reading, Zones, read
from generator.model.kinds import Noun, Role

CHAIN = frozenset[str](get_args(Role))
"""Roles of those that published the text."""
_GAP, _SENTENCE, _TEXT, _LINE = 16, 12, 40, 60
"""Characters between parts of a credit, of the shortest text before and behind one, of a line of its own."""
_CAPTION = 80
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", ".")
_OPENING, _LATE = 2, 6
"""Blocks at which a text may open or end with a credit."""
_CLOSING = re.compile(r"(?:\s*(?:기자|특파원|記者|记者))?[）)】\]」』电電讯訊 \u2014\u2013:：-]*")
_NO_WORDS = re.compile(
    r"\]\(https?://[^()\s]*\)|\[|https?://[!-~]+"
    r"|\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?"
)
"""Addresses, the marks of a link, days with their hours."""


class Around(Noun, frozen=True, kw_only=True):
    """The blocks that state a credit, in the order in which they count, and what they say."""

    credits: tuple[tuple[int, Reading], ...]
    parts: dict[int, slice]
    # of those that are text as well, which part is the credit
    captions: dict[int, Reading]
    # lines below images within the text, and what they say of whose these are


def around(
    found: Zones, blocks: Sequence[str], linked: Sequence[str], loose: frozenset[int], names: Names
) -> Around:
    """Give the credits around the body, and which part of a paragraph of text one is.

    A line of the page's between them, one that says nothing of an origin, hides none of them.
    """
    readings = found.readings
    outside = [(n, readings[n]) for n in sorted({*found.head, *found.tail}) if not _is_aside(readings[n])]
    late = {n for n in found.body[-_LATE:] if n >= _OPENING} | loose.intersection(found.body)
    outside += [(n, readings[n]) for n in sorted(late) if is_line(readings[n])]
    opening = [(n, readings[n]) for n in found.body[:_OPENING] if _opens(readings[n])]
    whole = [
        (n, one if linked[n] == blocks[n] else read(" ".join(blocks[n].split("\n")), names))
        for n, one in (*outside, *opening)
    ]
    parts = {n: part for n, one in whole if (part := _part(one, first=n not in found.tail))}
    outside += [(n, one) for n, one in opening if n in parts]
    # who wrote a text is named in it, who has it beside it
    outside.sort(key=lambda pair: (pair[0] not in parts or pair[0] in found.tail, pair[0]))
    stated = {n for n, _ in outside}
    captions = {n: one for n in found.body if n not in stated and (one := _caption(readings[n]))}
    return Around(credits=tuple(outside), parts=parts, captions=captions)


def is_line(one: Reading) -> bool:
    """Say whether a short block does nothing but name people, an origin or a permission."""
    named = bool(one.people or one.permission) or any(hop.role in CHAIN for hop in one.hops)
    words = _NO_WORDS.sub("", one.text)
    times = 1 + words.isascii()
    return named and len(words) <= times * _LINE and _rest(one) <= times * _GAP


def _is_aside(one: Reading) -> bool:
    """Say whether a text names in passing by whom something in it was found: …（via …）."""
    return (
        bool(one.hops)
        and all(hop.role == "via" for hop in one.hops)
        and _rest(one) > _GAP
        and not one.passing
    )


def _rest(one: Reading) -> int:
    """Count the characters of a block that say nothing of an origin."""
    stretches = (
        *((span.start, span.end) for span in one.spans),
        *(match.span() for match in _NO_WORDS.finditer(one.text)),
    )
    return len(one.text) - len({place for stretch in stretches for place in range(*stretch)})


def _caption(one: Reading) -> Reading | None:
    """Give what a line below an image says of whose it is; None for any other block."""
    if len(one.text) > _CAPTION or one.text.endswith(_SENTENCE_ENDS):
        return None
    last = one.text[1 + max(one.text.rfind(stop) for stop in STOPS) :]
    said = one if last == one.text else read(last)
    shot = {person.role for person in said.people} == {"photographer"}
    return said if shot or any(hop.role == "image" for hop in said.hops) else None


def _opens(one: Reading) -> bool:
    """Say whether a paragraph names an agency or its reporters where it begins."""
    named = bool(one.people) or any(hop.role == "original" for hop in one.hops)
    return named and any(span.start < _GAP for span in one.spans)


def _part(one: Reading, *, first: bool) -> slice | None:
    """Give which part of a paragraph of text is a credit; None where nothing else is in it.

    新华社北京1月13日电（记者…） opens one, （编辑：…） closes one.
    """
    if begin := dateline(one):
        return slice(0, begin)
    spans = sorted(one.spans, key=lambda span: span.start)
    if not spans:
        return None
    start = end = spans[0].start
    for span in spans:
        if span.start - end > _GAP:
            break
        end = max(end, span.end)
    closing = _CLOSING.match(one.text, end)
    end = closing.end() if closing else end
    if one.text.rfind("（", 0, end) > one.text.rfind("）", 0, end):
        end = max(end, one.text.find("）", end, end + _GAP) + 1)
    while start > 0 and one.text[start - 1] not in STOPS and start > end - _LINE:
        start -= 1
    if start > _SENTENCE and len(one.text) - end <= _GAP:
        return slice(start, None)
    return slice(0, end) if first and len(_NO_WORDS.sub("", one.text[end:])) > _TEXT else None
