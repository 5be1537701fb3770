"""Whom a quoted source quotes in turn: 援引两名知情人士的话."""

import re

from generator.credits.reading.found import Stretch
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet
from generator.credits.reading.values import Span
from generator.credits.reading.view import View
from generator.model.kinds import Noun

QUOTING = frozenset(["援引", "引述", "引用", "转引"])
_CLAUSE = re.compile(r"[,。;!?:\n]")
_WINDOW = 90
_THEN = re.compile(r"(?:报道|报导|消息|称|,)?[,\s]{0,2}(?:称|并)?(?:援引|引述|引用|转引)(?!自)")
_SOON = re.compile(r"(?:援引|引述|转引)")
_SAID = re.compile(
    r"的?(?:话|消息(?!人士|灵通)|报道|报导|说法|数据|观点|言论|分析|爆料|报告|声明|推文|内容|文章|表态"
    r"|评论|说|称|表示|透露|指出|披露)"
)
_SAID_BEHIND_MARKS = re.compile(r".{0,14}?(?=的?(?:话|消息|报道|报导|说|称|表示|透露|数据|文章))")
_PAIRS = {"《": "》", "“": "”", "「": "」"}
_DATE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日$")
_SOONEST, _LATEST, _LONGEST, _TAIL, _SHORTEST = 30, 12, 40, 6, 2


class Upstream(Noun, frozen=True, kw_only=True):
    """Whom a source quotes; empty: nobody is named."""

    text: str = ""
    end: int = 0
    # where what says so ends
    spans: tuple[Span, ...] = ()


def clause_end(key: str, start: int) -> int:
    """Give the end of a clause, or the last place looked at."""
    end = min(len(key), start + _WINDOW)
    match = _CLAUSE.search(key, start, end)
    return match.start() if match else end


def upstream(view: View, verb: re.Match[str], names: Names) -> Upstream:
    """Read whom a source quotes, from the verb on that stands behind the source."""
    key = view.key
    word = verb.groupdict().get("verb") or verb[0]
    quote = verb
    if word not in QUOTING:
        found = _THEN.match(key, verb.end(), min(len(key), verb.end() + _SOONEST)) or _SOON.search(
            key, verb.end(), min(clause_end(key, verb.end()), verb.end() + _LATEST)
        )
        if found is None:
            return Upstream(end=verb.end())
        quote = found
    stop = clause_end(key, quote.end())
    (start, end), close = _stretch(key, quote.end(), stop)
    date = _DATE.search(key[start:end])
    end = start + date.start() if date and date.start() > 1 else end
    text = view.shown[start:end].strip()
    if not text or len(text) > _LONGEST:
        return Upstream(end=verb.end())
    named = outlet(view, start, end, names)
    if named and (named.known or named.quoted) and named.end >= end - _TAIL and named.source:
        text = named.source
    return Upstream(text=text, end=close, spans=view.spans(start, end, "upstream"))


def _stretch(key: str, start: int, stop: int) -> tuple[Stretch, int]:
    """Give where those quoted are named, and where the clause about them ends."""
    if key[start : start + 1] in _PAIRS:
        mark = key.find(_PAIRS[key[start]], start, stop)
        if mark > 0:
            behind = _SAID_BEHIND_MARKS.match(key, mark + 1, stop)
            return (start + 1, mark), behind.end() if behind else stop
    said = _SAID.search(key, min(stop, start + _SHORTEST), stop)
    end = said.start() if said else stop
    while end > start and key[end - 1] in "的 ":
        end -= 1
    return (start, end), said.end() if said else stop
