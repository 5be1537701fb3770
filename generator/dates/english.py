"""The passages of an English text that name a date, with the times and weekdays beside them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from generator.dates.forms import Forms
from generator.dates.sayings import dated, until_year
from generator.dates.sheet import Sheet
from generator.dates.values import Said
from generator.dates.words import words

_RECURRING = re.compile(r"(?<![a-z])(?:every|each)(?: [a-z]+)? $")
_NEAR = 12
_NOON = 12
_LAST_DAY = 31

Match = re.Match[str]
Fields = dict[str, Any]


def english(sheet: Sheet) -> Iterator[Said]:
    """Give the passages that name a date, from first to last."""
    forms, text, done = _forms(), sheet.text, 0
    for trigger in forms.trigger.finditer(text):
        start = trigger.start()
        if start < done:
            continue
        if never := forms.never.match(text, start):
            done = never.end()
            continue
        for said in _at(sheet, start, forms):
            done = said.end
            if not _RECURRING.search(text[max(0, start - _NEAR) : start]):
                yield said


@cache
def _forms() -> Forms:
    return Forms(words("en"))


def _at(sheet: Sheet, start: int, forms: Forms) -> tuple[Said, ...]:
    """Read at a place: a date, or the first and the last of a range that share a month or year."""
    fields, place = _led(sheet.text, start, forms)
    said = _with_weekday(sheet, place, fields, forms) or dated(sheet, place, forms)
    if said is None or (place > start and not said.has_day):
        return ()
    whole = msgspec.structs.replace(said, start=start, **fields)
    last = _last_day(sheet.text, said, forms) or _last_year(sheet.text, said, forms)
    if last:
        return msgspec.structs.replace(whole, bare=True), last
    return (_timed(sheet.text, whole, forms),)


def _led(text: str, start: int, forms: Forms) -> tuple[Fields, int]:
    """Read what leads to a date: 9:30 a.m. on, the evening of."""
    timed = forms.time.match(text, start)
    if timed and not timed["word"] and (link := forms.before_date.match(text, timed.end())):
        return _time(timed, forms), link.end()
    if led := forms.part_lead.match(text, start):
        return {"part": forms.table["parts"][led["part"]]}, led.end()
    return {}, start


def _with_weekday(sheet: Sheet, place: int, fields: Fields, forms: Forms) -> Said | None:
    """Read Monday, Jan. 9 and Sunday (Jan. 8); the weekday joins the fields."""
    led = forms.weekday_lead.match(sheet.text, place)
    said = dated(sheet, led.end(), forms) if led else None
    if led is None or said is None or said.day is None:
        return None
    fields["weekday"] = forms.table["weekdays"][led["weekday"]]
    closed = "(" in led.group() and sheet.text.startswith(")", said.end)
    return msgspec.structs.replace(said, end=said.end + 1) if closed else said


def _last_day(text: str, first: Said, forms: Forms) -> Said | None:
    """Read the 6 of Sept. 4-6."""
    if not (first.month and first.day) or first.year or first.bare:
        return None
    tail = forms.day_tail.match(text, first.end)
    if tail is None or not 1 <= int(tail["day"]) <= _LAST_DAY:
        return None
    year = int(tail["year"]) if tail["year"] else None
    return Said(start=tail.start("day"), end=tail.end(), day=int(tail["day"]), year=year)


def _last_year(text: str, first: Said, forms: Forms) -> Said | None:
    """Read the 2015 of 2010-2015."""
    if not first.year or first.month or first.slot or first.unit:
        return None
    tail, year = until_year(first.year, forms.year_tail.match(text, first.end))
    return Said(start=tail.start("year"), end=tail.end(), year=year) if tail else None


def _timed(text: str, said: Said, forms: Forms) -> Said:
    """Read the part of the day, the time and the zone behind a day."""
    if not said.has_day or said.hour is not None:
        return said
    fields, end = Fields(), said.end
    if not said.part and (part := forms.part.match(text, end)):
        fields["part"], end = forms.table["parts"][part["part"]], part.end()
    link = forms.behind_date.match(text, end)
    if link and (timed := forms.time.match(text, link.end())):
        fields, end = fields | _time(timed, forms), timed.end()
    elif (said.part or fields) and (zone := forms.zone.match(text, end)):
        fields["tz"], end = forms.table["zones"][zone["zone"]], zone.end()
    return msgspec.structs.replace(said, end=end, **fields)


def _time(match: Match, forms: Forms) -> Fields:
    tz = {"tz": forms.table["zones"][match["zone"]]} if match["zone"] else {}
    if match["word"]:
        return {"part": match["word"], **tz}
    hour = int(match["hour"] or match["hour_alone"])
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"] == "p" else 0)
    second = match["second"] or match["second_alone"]
    return {
        "hour": hour,
        "minute": int(match["minute"] or match["minute_alone"] or 0),
        "second": int(second) if second else None,
        **tz,
    }
