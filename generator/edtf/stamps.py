"""A date for machines and for other zones: RFC 3339, HTML's `<time>`, the local day elsewhere."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from generator.edtf.grammar import parse
from generator.edtf.spans import Hours, bounds, day_in, start_of
from generator.edtf.values import RANK, Point, When
from generator.edtf.zones import local_clock

_COARSEST = RANK["day"]


def rfc3339(when: When, zone: str) -> str | None:
    """Give its start as an RFC 3339 instant in the zone; None where the start is unknown or open."""
    first = bounds(when, zone)[0]
    return None if first is None else _stamp(local_clock(first, zone), "seconds")


@lru_cache(maxsize=1 << 16)
def html_datetime(when: When, zone: str) -> str | None:
    """Give what HTML's `<time datetime>` can say of it: a year, month, day or instant, else None.

    Approximate and uncertain dates are given as they stand; the words beside them say what they are.
    """
    point = when.start
    if point is None or when.kind != "date":
        return None
    if when.has_time:
        return _moment(point, zone)
    if point.precision not in {"year", "month", "day"}:
        return None
    parts = [f"{point.year:04}", *(f"{n:02}" for n in (point.month, point.day) if n is not None)]
    return "-".join(parts)


def in_zone(when: When, zone: str, other_zone: str) -> When:
    """Restate its times by the clock of another zone, without offset; a value without time stays as it is."""
    if not when.has_time:
        return when
    sides = [_moved(point, zone, other_zone) for point in when.points]
    if when.kind == "date":
        return parse(sides[0])
    if len(sides) == 1:
        mark = ".." if when.open_start or when.open_end else ""
        sides.insert(1 if when.start else 0, mark)
    try:
        return parse("/".join(sides))
    except ValueError:
        return when  # a clock set back in between lets the end read before the start


@lru_cache(maxsize=1 << 12)
def local_days(when: When, zone: str, other_zone: str, hours: Hours | None = None) -> tuple[str, str] | None:
    """Give the first and last day that another zone's calendar shows; None where it is coarser than a day."""
    if RANK[when.precision] > _COARSEST:
        return None
    first, last = bounds(when, zone, hours)
    if first is None or last is None:
        return None
    return day_in(first, other_zone), day_in(last - 1, other_zone)


def local_time(when: When, zone: str, other_zone: str) -> str | None:
    """Give its EDTF text by the clock of another zone; None where no time is stated."""
    return in_zone(when, zone, other_zone).text if when.has_time else None


def _moved(point: Point, zone: str, other_zone: str) -> str:
    shown = local_clock(start_of(point, zone), other_zone).replace(tzinfo=None)
    return shown.isoformat(timespec=_unit(point))


def _unit(point: Point) -> str:
    return "minutes" if point.second is None else "seconds"


def _moment(point: Point, zone: str) -> str:
    own = zone if point.offset is None else None
    shown = local_clock(start_of(point, zone), own or "UTC")
    if point.offset is not None:
        shown = shown.astimezone(timezone(timedelta(minutes=point.offset)))
    return _stamp(shown, _unit(point))


def _stamp(moment: datetime, unit: str) -> str:
    """Write an instant; offsets with seconds (local mean time) have no form in RFC 3339, so UTC says it."""
    if (moment.utcoffset() or timedelta()) % timedelta(minutes=1):
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec=unit).replace("+00:00", "Z")
