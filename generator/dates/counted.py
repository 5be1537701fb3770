"""What counts from the article's date or the last date of the text: 昨日, 去年9月, 次日, 上周五, 未来五年."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from generator.dates.calendar import (
    WEEK,
    a_year_apart,
    counted,
    in_year,
    moved_month,
    of_day,
    of_days,
    of_week,
    of_year,
    possible,
    span_between,
)
from generator.dates.values import UNKNOWN, Context, Read, Said, Span, Unit
from generator.dates.within import in_month_said, in_year_said

_QUARTER = 3
_TEN_DAYS = 10


def read_counted(said: Said, context: Context) -> Read:
    """Read a passage that counts from a day."""
    base = _base(said, context)
    open_end = said.reach and said.by > 0
    year = base.year + said.by if base and said.year is None else said.year
    if said.slot == "same" and year is not None:
        return _same_period(said, year, context)
    if base is None:
        day = None if said.of_text or said.slot == "same" else _of_text(said, context)
        return Read(spans=(_from(said, day),) if day else (), fault=UNKNOWN, open_end=open_end)
    if said.unit == "day" and said.day is not None and not said.reach:
        return _cross_checked(said, base)
    return Read(spans=(_from(said, base),), open_end=open_end)


def _base(said: Said, context: Context) -> date | None:
    """Give the day that is counted from."""
    if not said.of_text:
        return context.on
    falls_back = said.unit in {"day", "week"} or said.slot.startswith("d")
    return _of_text(said, context) or (context.on if falls_back else None)


def _of_text(said: Said, context: Context) -> date | None:
    """Give a day of the text's last date, as fine as the unit needs it."""
    near = context.day
    if context.span and (context.span.end - context.span.start).days <= _TEN_DAYS:
        near = context.span.end
    if said.unit == "month" and context.month:
        near = near if near and (near.year, near.month) == context.month else date(*context.month, 1)
    if said.unit == "year" and (year := context.told or context.year):
        near = near if near and near.year == year else date(year, 1, 1)
    return near


def _from(said: Said, base: date) -> Span:
    if said.slot == "today":
        then = counted(base, said.unit, said.by).start
        return of_day(date(then.year, then.month if said.unit == "month" else base.month, base.day))
    if said.slot == "round":
        return _about(of_year(base.year + said.by))
    if said.slot == "about" and said.unit != "week":
        return _about(counted(base, said.unit, said.by))
    if said.reach:
        there, here = counted(base, said.unit, said.by), counted(base, said.unit, 0)
        return here if said.by > 0 else span_between(there, here)
    return _READERS[said.unit](said, base)


def _about(span: Span) -> Span:
    return Span(first=f"{span.first}~", last=f"{span.last}~", start=span.start, end=span.end)


def _in_year(said: Said, base: date) -> Span:
    not_begun = base.month <= said.shift
    return in_year_said(base.year + said.by - not_begun, said)


def _in_month(said: Said, base: date) -> Span:
    if said.slot == "quarter":
        return _quarter(base, said.by)
    return in_month_said(*moved_month(base.year, base.month, said.by), said)


def _on_day(said: Said, base: date) -> Span:
    first = base + timedelta(days=said.by)
    if said.slot.startswith("to "):
        return of_days(first, first + timedelta(days=int(said.slot[3:])))
    return of_day(first, said)


def _quarter(base: date, by: int) -> Span:
    first = (base.month - 1) // _QUARTER * _QUARTER + 1
    year, month = moved_month(base.year, first, by * _QUARTER)
    return in_year(year, f"{month:02}/{month + _QUARTER - 1:02}")


def _in_week(said: Said, base: date) -> Span:
    monday = of_week(base, said.by)
    if said.slot == "about":
        return _about(of_day(base + timedelta(days=WEEK * said.by)))
    if said.slot == "weekend":
        return of_days(monday + timedelta(days=WEEK - 2), monday + timedelta(days=WEEK - 1))
    if said.weekday:
        return of_day(monday + timedelta(days=said.weekday - 1), said)
    return of_days(monday, monday + timedelta(days=WEEK - 1))


def _near_weekday(said: Said, base: date) -> Span:
    """Read last Friday, next Monday: the nearest such day before or after; this Friday is of this week."""
    weekday = said.weekday or 1
    if not said.by:
        return of_day(of_week(base, 0) + timedelta(days=weekday - 1), said)
    if said.by > 0:
        days = (weekday - base.isoweekday()) % WEEK or WEEK
    else:
        days = -((base.isoweekday() - weekday) % WEEK or WEEK)
    return of_day(base + timedelta(days=days), said)


def _same_period(said: Said, year: int, context: Context) -> Read:
    """Read 去年同期 and 2015年同期: what the text spoke of, in that year."""
    one_day = context.span is not None and context.span.start == context.span.end
    if context.span is None or context.span.start.year <= year or (said.of_text and one_day):
        return Read(spans=(of_year(year),), basis=said.basis)
    return Read(spans=(a_year_apart(context.span, year - context.span.start.year), of_year(year)))


def _cross_checked(said: Said, base: date) -> Read:
    """Read 昨日（9日）: both must be one day."""
    by_word = of_day(base + timedelta(days=said.by), said)
    months = [moved_month(base.year, base.month, by) for by in (0, -1, 1)]
    named = [
        span
        for year, month in months
        if said.month in {None, month} and (span := possible(partial(in_month_said, year, month, said)))
    ]
    if not named:
        return Read(spans=(by_word,), fault="there is no such day")
    if any(span.start == by_word.start for span in named):
        return Read(spans=(by_word,))
    nearest = min(named, key=lambda span: abs((span.start - base).days))
    return Read(spans=(nearest, by_word), fault="the day's word and its number disagree")


_READERS: dict[Unit, Callable[[Said, date], Span]] = {
    "year": _in_year,
    "month": _in_month,
    "week": _in_week,
    "weekday": _near_weekday,
    "day": _on_day,
}
