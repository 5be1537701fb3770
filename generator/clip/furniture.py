"""What pages wrap around a text: buttons, counters, notices, names of their sections."""

import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

from generator.clip.words import Boilerplate, boilerplate

_LONGEST, _SHORT, _SECTION = 240, 60, 12
_COLON = re.compile("[:：]")
_SERIAL = 20
"""Digits that are no number that anybody reads."""


def is_furniture(text: str) -> bool:
    """Say whether a block is one that pages wrap around a text: 分享到, Advertisement, 大 中 小 打印."""
    if len(text) > _LONGEST:
        return False
    words, bare = boilerplate(), _letters(text)
    if not bare:
        return len(text) >= _SERIAL and text.isdigit()
    if bare in words.whole or (_is_short(text) and bare.startswith(words.starts)):
        return True
    if _is_labelled(text, words):
        return True
    several = bare not in words.pieces or any(map(str.isdigit, text))
    return len(text) <= _SHORT and several and _is_made_of(bare, words.pieces)


def leads_away(text: str) -> bool:
    """Say whether a block is the heading of a list of other articles: 相关阅读, Related."""
    return _letters(text) in boilerplate().away


def is_of_readers(text: str) -> bool:
    """Say whether a block is the heading of what readers wrote: 最新评论."""
    return _letters(text) in boilerplate().comments


def is_section(text: str) -> bool:
    """Say whether a line is the name of a page's section: 深度观察, 今日要闻."""
    return len(text) <= _SECTION and _is_made_of(_letters(text), boilerplate().sections)


def is_place(text: str) -> bool:
    """Say whether words only tell where an account wrote from: 辽宁, IP属地：辽宁."""
    return len(text) <= _SECTION and _is_made_of(_letters(text), boilerplate().places)


def is_names(text: str, names: AbstractSet[str]) -> bool:
    """Say whether a line repeats names that the page states, and nothing else: 原创 何满 江北纪事."""
    if len(text) > _SHORT:
        return False
    known = frozenset(filter(None, map(_letters, names)))
    return _is_made_of(_letters(text), known | boilerplate().pieces)


def _is_labelled(text: str, words: Boilerplate) -> bool:
    """Say whether a line is one of a page's own by what stands before its colon: 上一篇：…."""
    parts = _COLON.split(text)
    if _is_short(text) and len(parts) > 1 and _letters(parts[0]) in words.labels:
        return True
    counted = (before for before, behind in pairwise(parts) if behind.lstrip()[:1].isdigit())
    return any(_letters(before).endswith(tuple(words.counts)) for before in counted)


def _is_short(text: str) -> bool:
    """Say whether a block is short, as its script writes."""
    return len(text) <= _SHORT * (2 if text.isascii() else 1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()


def _is_made_of(text: str, words: AbstractSet[str]) -> bool:
    """Say whether a short text is words of a list, one behind the other."""
    longest = max(map(len, words), default=0)
    reached = {0}
    for end in range(1, len(text) + 1):
        if any(start in reached and text[start:end] in words for start in range(max(end - longest, 0), end)):
            reached.add(end)
    return bool(text) and len(text) in reached
