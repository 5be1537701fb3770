"""A wire's or a reporter's word before a text: 新华社北京11月18日电（记者 王明）, LONDON (Reuters) -."""

import re

from generator.clip.literal import STOPS, key
from generator.credits.reading import Reading

_OPENS, _CLOSES = "（(〔[【", "）)〕]】"
_WIRE = re.compile(
    r"[^。！？!?\n，,；;：:（()）〔〕]{0,24}?(?:[日号號](?:专|專)?[电電讯訊]|[电電讯訊](?=\W))"
    r"(?:\s{0,2}[（(][^（）()\n]{1,60}[）)])?"
)
_SIGNS = re.compile(r"[\s:：\u2014\u2013-]*")
_OPENING, _BRACKET, _SENTENCE = 16, 60, 12
"""Characters before the first name, within a bracket, of a text that has no end of a sentence."""
_ENDS = (*STOPS, ".", "…")


def dateline(one: Reading) -> int:
    """Give where the text begins behind a dateline; 0 where a block has none, or no text behind it."""
    first = min(one.spans, key=lambda span: span.start, default=None)
    if first is None or first.start >= _OPENING:
        return 0
    wire = _WIRE.match(one.text, first.end)
    end = _bracketed(one.text, first.start) or (wire.end() if wire else 0)
    signs = _SIGNS.match(one.text, end) if end else None
    end = signs.end() if signs else 0
    return end if _is_text(one, end) else 0


def _bracketed(text: str, place: int) -> int:
    """Give the end of the bracket that a place stands in; 0 where it stands in none."""
    before = max(text.rfind(sign, 0, place) for sign in _OPENS)
    if before < max(text.rfind(sign, 0, place) for sign in _CLOSES) or before < 0:
        return 0
    closing = (found for sign in _CLOSES if (found := text.find(sign, place, place + _BRACKET)) >= 0)
    return 1 + min(closing, default=-1)


def _is_text(one: Reading, start: int) -> bool:
    """Say whether what stands from there on is more than further names."""
    rest = one.text[start:]
    named = sum(len(key(one.text[max(span.start, start) : span.end])) for span in one.spans)
    said = len(key(rest)) - named
    return said > _SENTENCE or (said > 1 and any(sign in rest for sign in _ENDS))
