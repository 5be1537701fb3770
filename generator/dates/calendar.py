"""The calendar: days, months and parts of them as readings."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from generator.dates.values import Said, Span, Unit

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_HOURS = 24
WEEK, MONTHS = 7, 12

T = TypeVar("T")


def of_day(day: date, said: Said | None = None) -> Span:
    """Give a day, or the time of it that is said."""
    if said is None or said.hour is None:
        return Span(first=day.isoformat(), last=day.isoformat(), start=day, end=day)
    day += timedelta(days=said.hour // _HOURS)
    clock = f"{day.isoformat()}T{said.hour % _HOURS:02}:{said.minute or 0:02}"
    if said.second is not None:
        clock += f":{said.second:02}"
    return Span(first=clock, last=clock, start=day, end=day)


def of_days(first: date, last: date) -> Span:
    """Give the days from one to another."""
    return Span(first=first.isoformat(), last=last.isoformat(), start=first, end=last)


def of_month(year: int, month: int) -> Span:
    """Give a month; raise ValueError where there is none of that number."""
    text = f"{year:04}-{month:02}"
    return Span(first=text, last=text, start=date(year, month, 1), end=last_of(year, month))


def of_year(year: int) -> Span:
    """Give a year."""
    text = f"{year:04}"
    return Span(first=text, last=text, start=date(year, 1, 1), end=date(year, 12, 31))


def last_of(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def in_year(year: int, slot: str, shift: int = 0) -> Span:
    """Give a part of a year: `01/06`, `12~`, `09$` for the end of September, or a season's number.

    A fiscal year is so many months later than the calendar's.
    """
    if slot.endswith("$"):
        day = last_of(*moved_month(year, int(slot[:-1]), shift))
        return Span(first=f"{day}~", last=f"{day}~", start=day, end=day)
    if slot.endswith("~"):
        month = of_month(*moved_month(year, int(slot[:-1]), shift))
        return Span(first=month.first + "~", last=month.last + "~", start=month.start, end=month.end)
    if "/" not in slot:
        text, (begins, ends) = f"{year:04}-{slot}", _SEASONS[int(slot)]
        end = last_of(*moved_month(year, ends, 0))
        return Span(first=text, last=text, start=date(year, begins, 1), end=end)
    if slot == "01/12" and not shift:
        return of_year(year)
    first_month, last_month = (of_month(*moved_month(year, int(number), shift)) for number in slot.split("/"))
    return Span(first=first_month.first, last=last_month.last, start=first_month.start, end=last_month.end)


def in_month(year: int, month: int, slot: str) -> Span:
    """Give a part of a month: `d21/31`, `d01~`."""
    end = last_of(year, month).day
    if slot == "d01/31":
        return of_month(year, month)
    if slot.endswith("~"):
        day = date(year, month, min(int(slot[1:-1]), end))
        text = f"{day.isoformat()}~"
        return Span(first=text, last=text, start=day, end=day)
    first, last = (min(int(day), end) for day in slot[1:].split("/"))
    return of_days(date(year, month, first), date(year, month, last))


def moved_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Give the month that many months later."""
    moved, index = divmod(year * 12 + month - 1 + by, 12)
    return moved, index + 1


def of_week(day: date, by: int) -> date:
    """Give the Monday of a week, counted from a day's own."""
    return day + timedelta(days=7 * by - day.weekday())


def counted(day: date, unit: Unit, by: int) -> Span:
    """Give what lies that many units from a day, as fine as the unit; weeks come as days."""
    if unit == "year":
        return of_year(day.year + by)
    if unit == "month":
        return of_month(*moved_month(day.year, day.month, by))
    return of_day(day + timedelta(days=by * (7 if unit == "week" else 1)))


def a_year_apart(span: Span, years: int) -> Span:
    """Give the same days, months or years of another year."""
    first, last = (f"{int(text[:4]) + years:04}{text[4:]}" for text in (span.first, span.last))
    return Span(first=first, last=last, start=_moved(span.start, years), end=_moved(span.end, years))


def _moved(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))


def span_between(first: Span, last: Span) -> Span:
    """Give all from one reading to another."""
    return Span(first=first.first, last=last.last, start=first.start, end=last.end)


def possible(make: Callable[[], T]) -> T | None:
    """Give what is made, or nothing where the calendar has no such day."""
    try:
        return make()
    except (ValueError, OverflowError):
        return None
