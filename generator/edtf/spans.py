"""From value to time line: the earliest and latest instant, and what follows from them."""

from datetime import MAXYEAR, date
from functools import lru_cache

from generator.edtf.values import RANK, Point, Precision, When
from generator.edtf.zones import DAY, EPOCH_DAY, instant, local_clock

Hours = tuple[int, int]
"""The hours [from, to) of a part of a day; `to` may be past 24, on the next day."""

_FAR = 1 << 62
_MONTHS: dict[Precision, int] = {
    "century": 1200,
    "decade": 120,
    "year": 12,
    "half": 6,
    "quarter": 3,
    "season": 3,
    "month": 1,
}
_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
"""EDTF leaves the seasons open; ours are the weather service's, winter ending in the next year's February."""


@lru_cache(maxsize=1 << 16)
def bounds(when: When, zone: str, hours: Hours | None = None) -> tuple[int | None, int | None]:
    """Give the first POSIX second it may be and the first it can no longer be; None: open or unknown.

    What was stated without an offset is read in `zone`; `hours` narrow a single day.
    """
    if when.start is not None and when.kind == "date":
        return _span(when.start, zone, hours)
    first = _span(when.start, zone)[0] if when.start else None
    last = _span(when.end, zone)[1] if when.end else None
    if first is not None and last is not None:
        last = max(last, first + 1)
    return first, last


@lru_cache(maxsize=1 << 16)
def sort_key(when: When, zone: str, hours: Hours | None = None) -> tuple[int, int, int]:
    """Give the key of a timeline's order: earliest, latest, the finer first; unknown comes last."""
    rank = RANK[when.precision]
    if when.is_unknown:
        return _FAR, _FAR, rank
    first, last = bounds(when, zone, hours)
    return (-_FAR if first is None else first), (_FAR if last is None else last), rank


@lru_cache(maxsize=1 << 16)
def first_day(when: When, zone: str) -> str | None:
    """Give the earliest day in the zone; None where the start is unknown or open."""
    point = when.start
    if point is None:
        return None
    if point.offset is None:
        return _iso(_days_of(point)[0])
    return day_in(_span(point, zone)[0], zone)


@lru_cache(maxsize=1 << 16)
def last_day(when: When, zone: str) -> str | None:
    """Give the latest day in the zone, itself included; None where the end is unknown or open."""
    point = when.end
    if point is None:
        return None
    if point.offset is None:
        return _iso(_days_of(point)[1] - 1)
    return day_in(_span(point, zone)[1] - 1, zone)


def years(when: When, zone: str) -> tuple[int | None, int | None] | None:
    """Give the first and last year it touches, None for a side that is open or unknown, or for both."""
    if when.is_unknown:
        return None
    first, last = first_day(when, zone), last_day(when, zone)
    return (int(first[:4]) if first else None), (int(last[:4]) if last else None)


def runs_backwards(start: Point, end: Point) -> bool:
    """Say whether all of `end` lies before all of `start`, both read by one clock."""
    return _local_span(end)[1] <= _local_span(start)[0]


def start_of(point: Point, zone: str) -> int:
    """Give the first POSIX second of a point."""
    return _span(point, zone)[0]


def day_in(second: int, zone: str) -> str:
    """Give the day the zone's calendar shows at a POSIX second."""
    return local_clock(second, zone).date().isoformat()


def _days_of(point: Point) -> tuple[int, int]:
    """Give the days [from, to) of a point by its own calendar, as ordinals."""
    if point.day is not None:
        first = date(point.year, point.month or 1, point.day).toordinal()
        return first, first + 1
    month = _FIRST_MONTH[point.grouping] if point.grouping else point.month or 1
    year, following = divmod(point.year * 12 + month - 1 + _MONTHS[point.precision], 12)
    return date(point.year, month, 1).toordinal(), _month_start(year, following + 1)


def _month_start(year: int, month: int) -> int:
    return date(year, month, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1


def _local_span(point: Point) -> tuple[int, int]:
    first, last = _days_of(point)
    start = (first - EPOCH_DAY) * DAY
    if point.hour is None:
        return start, (last - EPOCH_DAY) * DAY
    start += point.hour * 3600 + (point.minute or 0) * 60 + (point.second or 0) - (point.offset or 0) * 60
    return start, start + (60 if point.second is None else 1)


def _span(point: Point, zone: str, hours: Hours | None = None) -> tuple[int, int]:
    first, last = _local_span(point)
    if point.offset is not None:
        return first, last
    if point.hour is not None:
        earliest, length = instant(first, zone), last - first
        return earliest, max(earliest, instant(first, zone, 1)) + length
    if hours and point.precision == "day":
        first, last = first + hours[0] * 3600, first + hours[1] * 3600
    earliest = instant(first, zone)
    return earliest, max(instant(last, zone), earliest + 1)


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
