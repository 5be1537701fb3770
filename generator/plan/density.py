"""How a story's entries lie in time, as bars."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator import edtf
from generator.edtf.values import RANK, Precision
from generator.model.timeline import Event
from generator.model.view import Bar, LinkView, Strip, Tick
from generator.plan.press import Press
from generator.plan.timelines import moment_id

_MOST_BARS = 120
_LEAST_MOMENTS = 4
_LEAST_BARS = 3
_UNITS: tuple[tuple[Precision, int], ...] = (("month", 1), ("year", 12), ("decade", 120), ("century", 1200))
"""What a bar may stand for, and how many months that is."""

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_ROOM = 12
"""Percents that a year's digits take on the narrowest screen."""

_WIDEST = 250
"""Hundredths of a percent that a bar takes where there are few."""

_Slots = dict[int, list[tuple[Event, ...]]]


def strip(by_year: Mapping[str, Sequence[tuple[Event, ...]]], press: Press) -> Strip | None:
    """Count moments by month, or by the years that fit; None where that would say nothing."""
    moments = [moment for year in by_year.values() for moment in year]
    for unit, months in _UNITS:
        slots = _slots(moments, unit, months)
        drawn = sum(map(len, slots.values()))
        wanted = drawn >= _LEAST_MOMENTS and len(slots) >= _LEAST_BARS and 2 * drawn >= len(moments)
        if wanted and max(slots) - min(slots) < _MOST_BARS:
            return _strip(slots, (unit, months), len(moments) - drawn, _years(by_year, press), press)
    return None


def _slots(moments: list[tuple[Event, ...]], unit: Precision, months: int) -> _Slots:
    """Sort moments by the unit they begin in; those dated less finely are left out."""
    slots: _Slots = defaultdict(list)
    for moment in moments:
        when, zone = moment[0].when, moment[0].tz
        day = edtf.first_day(when, zone)
        if day and when.start and RANK[when.start.precision] <= RANK[unit]:
            slots[(int(day[:4]) * 12 + int(day[5:7]) - 1) // months].append(moment)
    slots.pop(0, None)  # EDTF has no year 0, so the first decade and century have no name
    return slots


def _years(by_year: Mapping[str, Sequence[tuple[Event, ...]]], press: Press) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            text=press.say("page.year", year=year), href=f"#{moment_id(moments[0][0])}", count=len(moments)
        )
        for year, moments in by_year.items()
        if year
    )


def _strip(
    slots: _Slots, unit: tuple[Precision, int], rest: int, years: tuple[LinkView, ...], press: Press
) -> Strip:
    name, months = unit
    first, last = min(slots), max(slots)
    width, highest = last - first + 1, max(map(len, slots.values()))
    span = _words(f"{_date(first, name)}/{_date(last, name)}", press)
    left_out = press.say("density.rest", n=rest) if rest else ""
    return Strip(
        caption=press.say(f"density.{name}", span=span, rest=left_out),
        monthly=name == "month",
        bars=tuple(
            _bar(slot - first, width, len(found), highest, _link(slot, name, found, press))
            for slot, found in sorted(slots.items())
        ),
        slot=percent(1, width),
        thickness=_hundredths(min(8000 // width, _WIDEST)),
        ticks=_ticks(first, width, months),
        years=years,
    )


def _link(slot: int, unit: Precision, found: list[tuple[Event, ...]], press: Press) -> LinkView:
    date = _date(slot, unit)
    return LinkView(text=_words(date, press), href=f"#{moment_id(found[0][0])}", count=len(found))


def _bar(place: int, width: int, count: int, highest: int, link: LinkView) -> Bar:
    x, height = percent(place, width), count * 10000 // highest
    return Bar(link=link, x=x, y=_hundredths(10000 - height), height=_hundredths(height))


def _ticks(first: int, width: int, months: int) -> tuple[Tick, ...]:
    """Mark the years under the bars, and name as many as can be read."""
    step = next(step for step in _STEPS if 12 * step * 100 >= _ROOM * months * width)
    marked, named = (
        [place for place in range(width) if (first + place) * months % (12 * years) == 0]
        for years in (1 if months == 1 else step, step)
    )
    named = [place for place in named if place * 10 <= width * 9]
    if not named or named[0] * 100 >= _ROOM * width:
        named.insert(0, 0)
    return tuple(
        Tick(text=str((first + place) * months // 12) if place in named else "", x=percent(place, width))
        for place in sorted({*marked, *named})
    )


def _date(slot: int, unit: Precision) -> str:
    """Write a bar's time in EDTF."""
    match unit:
        case "month":
            return f"{slot // 12:04}-{slot % 12 + 1:02}"
        case "decade":
            return f"{slot:03}X"
        case "century":
            return f"{slot:02}XX"
        case _:
            return f"{slot:04}"


def _words(date: str, press: Press) -> str:
    return edtf.words(edtf.parse(date), press.words.dates)


def percent(part: int, whole: int) -> str:
    """Give a part of a whole as a length for SVG, rounded down: the same on every machine."""
    return _hundredths(part * 10000 // whole)


def _hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02}%"
