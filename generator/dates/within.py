"""What is said within a year or a month: a day, a time, a part, a feast."""

from datetime import date, timedelta

from generator.dates.almanac import of_lunar
from generator.dates.calendar import WEEK, in_month, in_year, of_day, of_days, of_month, of_year
from generator.dates.values import Said, Span

_FEAST = "feast "


def in_year_said(year: int, said: Said) -> Span:
    """Give what is said of a year; ValueError where it has no such day."""
    if said.lunar is not None:
        return of_lunar(year, said.lunar, said)
    if said.slot.startswith(_FEAST):
        first, _, last = said.slot.removeprefix(_FEAST).partition("/")
        days = [date(year, *map(int, day.split("-"))) for day in (first, last or first)]
        return of_days(*days) if last else of_day(days[0], said)
    if said.month is not None:
        return in_month_said(year, said.month, said)
    if said.shift:
        return in_year(year, said.slot or "01/12", said.shift)
    return in_year(year, said.slot) if said.slot else of_year(year)


def in_month_said(year: int, month: int, said: Said) -> Span:
    """Give what is said of a month; ValueError where it has no such day."""
    if said.slot == "week":
        monday = date(year, month, said.day or 1)
        return of_days(monday, monday + timedelta(days=WEEK - 1))
    if said.slot:
        return in_month(year, month, said.slot)
    return of_month(year, month) if said.day is None else of_day(date(year, month, said.day), said)
