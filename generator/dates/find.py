"""A text and its article's date to the dates that the text names."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from generator import edtf
from generator.dates.chinese import passages
from generator.dates.english import english
from generator.dates.joining import joined
from generator.dates.named import named
from generator.dates.settling import settled
from generator.dates.sheet import sheet
from generator.dates.stamps import stamps
from generator.dates.values import Context, Found, Said

_NO_ANCHORS: Mapping[str, str] = {}


def find(
    text: str, on: str | None, *, anchors: Mapping[str, str] = _NO_ANCHORS, zone: str = "Asia/Shanghai"
) -> tuple[Found, ...]:
    """Find the dates of a text, read as its article's date and zone and the site's named times make them."""
    folded = sheet(text)
    said = _apart((named(folded, anchors), stamps(folded), passages(folded), english(folded)), folded.text)
    context, found = Context(on=_day(on, zone)), []
    for sides in joined(folded, said):
        context, one = settled(sides, context, folded)
        if one is not None:
            found.append(one)
    return tuple(found)


def _day(on: str | None, zone: str) -> date | None:
    """Give the article's day in its zone; None where no day is known."""
    when = edtf.parse(on) if on else edtf.UNKNOWN
    if when.kind != "date" or when.precision not in {"day", "minute", "second"}:
        return None
    first = edtf.first_day(when, zone)
    return date.fromisoformat(first) if first else None


def _apart(kinds: Iterable[Iterable[Said]], text: str) -> list[Said]:
    """Put the passages in order; of two that overlap the earlier holds, or the longer."""
    ranked = [(said.start, -said.end, rank, said) for rank, kind in enumerate(kinds) for said in kind]
    ranked.sort(key=lambda entry: entry[:3])
    apart: list[Said] = []
    for *_, said in ranked:
        last = apart[-1] if apart else None
        if last is not None and said.start < last.end:
            continue
        if last is not None and _is_time_of(last, said, text):
            clock = {name: getattr(said, name) for name in ("end", "hour", "minute", "second", "part")}
            apart[-1] = msgspec.structs.replace(last, **clock)
        else:
            apart.append(said)
    return apart


def _is_time_of(day: Said, time: Said, text: str) -> bool:
    """Say whether a time stands right behind its day: 2016/9/4 上午10:05."""
    return day.is_bare_day and time.is_time and not text[day.end : time.start].strip()
