"""What one passage may mean: its readings by the article's day and by what the text said before."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from generator.dates.calendar import (
    a_year_apart,
    counted,
    in_month,
    in_year,
    moved_month,
    of_day,
    of_days,
    of_month,
    of_year,
    week,
)
from generator.dates.values import Basis, Context, Said, Span
from generator.model.kinds import Noun

T = TypeVar("T")

_WEEK = 7
_QUARTER = 3
_DEAR = 20
"""How much farther a day counts that lies where its clause does not look."""
_BEGUN = 3
"""A period of which less than this part has passed is rather the last one."""


class Read(Noun, frozen=True, kw_only=True):
    """The readings of a passage, likeliest first."""

    spans: tuple[Span, ...] = ()
    texts: tuple[str, ...] = ()
    # where a reading is no span of days
    basis: Basis = "inferred"
    fault: str = ""
    open_end: bool = False


class Lean(Noun, frozen=True, kw_only=True):
    """To which side an unfinished date leans."""

    ahead: bool = False
    nearest: bool = False
    carry: str = ""
    # how far the last date of the text stands: "" in this sentence, "sentence" or "paragraph" away, "none"


def read(said: Said, context: Context, lean: Lean) -> Read:
    """Give the readings of a passage; ValueError and OverflowError where the calendar has no such day."""
    if said.fault:
        return Read(fault=said.fault)
    if said.edtf:
        return Read(texts=(said.edtf, *said.others), basis=said.basis)
    if said.unit:
        return _counted(said, context, lean)
    if said.year is not None:
        if said.slot == "same":
            return Read(spans=(of_year(said.year),), basis="explicit")
        return _checked(said, (_in(said.year, said),), said.basis)
    if said.day is not None and said.month is None:
        return _day_of_month(said, context, lean)
    if said.weekday is not None and said.month is None:
        return _weekday(said, context, lean)
    if said.month is not None or said.slot:
        return _without_year(said, context, lean)
    return _time_alone(said, context)


def _in(year: int, said: Said) -> Span:
    """Give what is said of a year."""
    if said.slot.startswith("feast "):
        first, _, last = said.slot.removeprefix("feast ").partition("/")
        days = [date(year, *map(int, day.split("-"))) for day in (first, last or first)]
        return of_days(*days) if last else of_day(days[0], said)
    if said.month is None:
        return in_year(year, said.slot) if said.slot else of_year(year)
    if said.slot == "week":
        monday = date(year, said.month, said.day or 1)
        return of_days(monday, monday + timedelta(days=_WEEK - 1))
    return _in_month(year, said.month, said)


def _in_month(year: int, month: int, said: Said) -> Span:
    if said.slot:
        return in_month(year, month, said.slot)
    return of_month(year, month) if said.day is None else of_day(date(year, month, said.day), said)


def _counted(said: Said, context: Context, lean: Lean) -> Read:
    """Read what counts from the article's day, or from the last date of the text: 昨日, 去年9月, 次日."""
    base = _base(said, context)
    if base is None:
        days = [day for day in (context.day,) if day and not said.of_text]
        return Read(texts=tuple(_from(said, day, lean).edtf for day in days), fault="unknown")
    if said.slot == "same":
        return _same_period(said, base, context)
    if said.unit == "day" and said.day is not None and not said.reach:
        return _cross_checked(said, base)
    return Read(spans=(_from(said, base, lean),), open_end=said.reach and said.by > 0)


def _base(said: Said, context: Context) -> date | None:
    """Give the day that is counted from."""
    if not said.of_text:
        return context.on
    near = context.day
    if said.unit == "month" and context.month:
        near = near if near and (near.year, near.month) == context.month else date(*context.month, 1)
    if said.unit == "year" and context.year:
        near = near if near and near.year == context.year else date(context.year, 1, 1)
    return near or (context.on if said.unit in {"day", "month"} or said.basis == "inferred" else None)


def _from(said: Said, base: date, lean: Lean) -> Span:
    if said.slot == "today":
        span = counted(base, said.unit, said.by)
        return of_day(date(span.start.year, span.start.month if said.unit == "month" else base.month, base.day))
    if said.reach:
        there, here = counted(base, said.unit, said.by), counted(base, said.unit, 0)
        return here if said.by > 0 else _between(there, here)
    if said.unit == "week":
        return _in_week(said, base)
    if said.unit == "weekday":
        return _near_weekday(said, base)
    if said.unit == "month":
        year, month = moved_month(base.year, base.month, said.by)
        if said.slot == "quarter":
            return _quarter(base, said.by)
        return _in_month(year, month, said)
    if said.unit == "year":
        return _in(base.year + said.by, said)
    return of_day(base + timedelta(days=said.by), said)


def _between(first: Span, last: Span) -> Span:
    return Span(first=first.first, last=last.last, start=first.start, end=last.end)


def _quarter(base: date, by: int) -> Span:
    months = (base.month - 1) // _QUARTER * _QUARTER + 1
    year, month = moved_month(base.year, months, by * _QUARTER)
    return in_year(year, f"{month:02}/{month + _QUARTER - 1:02}")


def _in_week(said: Said, base: date) -> Span:
    monday = week(base, said.by)
    if said.slot == "about":
        day = base + timedelta(days=_WEEK * said.by)
        return Span(first=f"{day}~", last=f"{day}~", start=day, end=day)
    if said.slot == "weekend":
        return of_days(monday + timedelta(days=_WEEK - 2), monday + timedelta(days=_WEEK - 1))
    if said.weekday:
        return of_day(monday + timedelta(days=said.weekday - 1), said)
    return of_days(monday, monday + timedelta(days=_WEEK - 1))


def _near_weekday(said: Said, base: date) -> Span:
    """Read last Friday, next Monday: the nearest such day before or after; this Friday is of this week."""
    if not said.by:
        return of_day(week(base, 0) + timedelta(days=(said.weekday or 1) - 1), said)
    step = 1 if said.by > 0 else -1
    day = base + timedelta(days=step)
    while day.isoweekday() != said.weekday:
        day += timedelta(days=step)
    return of_day(day, said)


def _same_period(said: Said, base: date, context: Context) -> Read:
    """Read 去年同期: what the text spoke of, a year before."""
    year = base.year + said.by
    if context.span is None or context.year is None or context.span.start.year <= year:
        return Read(spans=(of_year(year),))
    return Read(spans=(a_year_apart(context.span, year - context.span.start.year), of_year(year)))


def _cross_checked(said: Said, base: date) -> Read:
    """Read 昨日（9日）: both must be one day."""
    counted_day = of_day(base + timedelta(days=said.by), said)
    named = [
        span
        for year, month in (moved_month(base.year, base.month, by) for by in (0, -1, 1))
        if (said.month in {None, month}) and (span := _possible(partial(_in_month, year, month, said)))
    ]
    if any(span.start == counted_day.start for span in named) or not named:
        fault = "" if named else "there is no such day"
        return Read(spans=(counted_day,), fault=fault if not named else "")
    nearest = min(named, key=lambda span: abs((span.start - base).days))
    return Read(spans=(nearest, counted_day), fault="the day's word and its number disagree")


def _possible(make: Callable[[], T]) -> T | None:
    try:
        return make()
    except (ValueError, OverflowError):
        return None


def _checked(said: Said, spans: Iterable[Span], basis: Basis) -> Read:
    """Compare with the weekday that stands beside; the first reading on that weekday is the likeliest."""
    readings = tuple(spans)
    if said.weekday is None or not readings:
        return Read(spans=readings, basis=basis)
    right = tuple(span for span in readings if span.start.isoweekday() == said.weekday)
    if right:
        return Read(spans=right[:1], basis=basis)
    day = readings[0].start
    offsets = ((said.weekday - day.isoweekday() + 3) % _WEEK) - 3
    beside = of_day(day + timedelta(days=offsets), said)
    return Read(spans=(readings[0], beside), basis=basis, fault="the day and its weekday disagree")


def _by_distance(spans: Iterable[Span], on: date, lean: Lean, weight: float) -> list[Span]:
    """Order readings by how far they lie from the article's day, what its clause turns away from being far."""

    def far(span: Span) -> float:
        behind, before = (on - span.end).days, (span.start - on).days
        if behind >= 0 or before > 0:
            past = behind >= 0
            days = max(behind, before)
            if lean.nearest:
                return days * (2 if past else 1)
            if lean.ahead:
                return days * (_DEAR if past and days else 1)
            return days * (1 if past else weight)
        length, passed = (span.end - span.start).days, (on - span.start).days
        begun = lean.ahead or passed * _BEGUN >= length or length < 31  # noqa: PLR2004 - a month counts as begun
        return 0 if begun else length * (2 if span.start.month == 1 else 1)

    return sorted(spans, key=far)


def _without_year(said: Said, context: Context, lean: Lean) -> Read:
    """Read 9月4日, 9月 or 三季度: of the year that the sentence speaks of, else of the nearest."""
    if said.day is not None and not _exists(said):
        return Read(
            fault=f"month {said.month} has no day {said.day}"
            if 1 <= (said.month or 0) <= 12
            else f"there is no month {said.month}"
        )  # noqa: PLR2004
    carried = _carried_year(said, context, lean)
    if context.on is None:
        return (
            Read(spans=(carried,), fault="" if lean.carry == "" else "unknown")
            if carried
            else Read(fault="unknown")
        )
    on = context.on
    years = [on.year + by for by in (0, -1, 1)]
    spans = [span for year in years if (span := _possible(partial(_in, year, said)))]
    if not spans:
        return Read(
            fault=f"there is no month {said.month}"
            if said.month and said.month > 12
            else "there is no such day"
        )  # noqa: PLR2004
    if said.by:
        wanted = [span for span in spans if (span.end < on if said.by < 0 else span.start > on)]
        spans = wanted or spans
    ordered = _by_distance(spans, on, lean, _AHEAD)
    if carried:
        close = 0 <= (on - ordered[0].start).days <= _CLOSE and lean.carry != ""
        if not close or carried == ordered[0]:
            ordered = list(dict.fromkeys([carried, *ordered]))
    return _checked(said, ordered[:2] if said.weekday is None else ordered, "inferred")


_CLOSE = 10
_AHEAD = 2.5
"""How much farther what lies ahead counts than what is past, in the months of a year."""
_LEAP_YEAR = 2016


def _exists(said: Said) -> bool:
    return _possible(partial(date, _LEAP_YEAR, said.month or 0, said.day or 0)) is not None


def _carried_year(said: Said, context: Context, lean: Lean) -> Span | None:
    """Give the reading in the year that the text speaks of, if it speaks on of that year here."""
    if context.year is None or lean.carry in {"paragraph", "none"} or said.by:
        return None
    span = _possible(partial(_in, context.year, said))
    if span is None or context.span is None:
        return None
    if not context.stated and context.on is not None:
        return None
    if lean.carry == "sentence" and context.month is None:
        return None
    if lean.ahead and context.on and span.end < context.on:
        return None
    goes_on = context.month is None or span.end >= context.span.start
    return span if goes_on else None


def _day_of_month(said: Said, context: Context, lean: Lean) -> Read:
    """Read 9日: of the month that the text speaks of where it goes on from there, else of the nearest."""
    carried = None
    if (
        context.month
        and lean.carry in {"", "sentence"}
        and (context.day is None or (said.day or 0) >= context.day.day)
    ):
        year, month = context.month
        carried = _possible(partial(_in_month, year, month, said))
    if context.on is None:
        return (
            Read(spans=(carried,), fault="" if lean.carry == "" else "unknown")
            if carried
            else Read(fault="unknown")
        )
    on = context.on
    spans = [
        span
        for year, month in (moved_month(on.year, on.month, by) for by in (0, -1, 1))
        if (span := _possible(partial(_in_month, year, month, said)))
    ]
    ordered = _by_distance(spans, on, lean, 1)
    if carried:
        close = 0 <= (on - ordered[0].start).days <= _CLOSE and lean.carry == "sentence"
        if not close:
            ordered = list(dict.fromkeys([carried, *ordered]))
    return _checked(said, ordered[:2] if said.weekday is None else ordered, "inferred")


def _weekday(said: Said, context: Context, lean: Lean) -> Read:
    """Read 周三: the last one, today's too; the next one where the clause looks ahead."""
    base = context.on or context.day
    if base is None:
        return Read(fault="unknown")
    back = (base.isoweekday() - (said.weekday or 1)) % _WEEK
    before, after = (
        base - timedelta(days=back),
        base + timedelta(days=(_WEEK - back) % _WEEK or _WEEK * (not back)),
    )
    past, coming = of_day(before, said), of_day(after, said)
    if lean.ahead and back:
        past, coming = coming, past
    return Read(spans=(past, coming) if back else (past,), fault="" if context.on else "unknown")


def _time_alone(said: Said, context: Context) -> Read:
    """Read 下午3时: of the day that the text speaks of, else of the article's."""
    base = context.day or context.on
    return Read(spans=(of_day(base, said),)) if base else Read(fault="unknown")


def end_of_range(said: Said, first: Span) -> Iterator[Span]:
    """Give the readings of a range's end that leaves out what its start has said, soonest first."""
    day = first.start
    if said.unit or said.year is not None:
        return
    for by in (0, 1):
        if said.day is not None and said.month is None:
            year, month = moved_month(day.year, day.month, by)
            span = _possible(partial(_in_month, year, month, said))
        elif said.month is not None or said.slot:
            span = _possible(partial(_in, day.year + by, said))
        elif said.weekday is not None:
            span = of_day(day + timedelta(days=(said.weekday - day.isoweekday()) % _WEEK), said)
        else:
            span = of_day(day, said)
        if span and span.end >= day and span.last >= first.first[: len(span.last)]:
            yield span


def start_of_range(said: Said, last: Span) -> Iterator[Span]:
    """Give the range that ends so, its start the latest that comes before the end."""
    day = last.start
    for by in (0, -1):
        if said.month is None and said.day is not None:
            year, month = moved_month(day.year, day.month, by)
            span = _possible(partial(_in_month, year, month, said))
        elif said.month is not None or said.slot:
            span = _possible(partial(_in, day.year + by, said))
        elif said.weekday is not None:
            span = of_day(day - timedelta(days=(day.isoweekday() - said.weekday) % _WEEK), said)
        else:
            span = of_day(day, said)
        if span and span.start <= last.end:
            yield _between(span, last)
            return
