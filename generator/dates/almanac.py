"""The days of the Chinese lunar calendar, by an almanac (borax) that is an extra."""

from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec

from generator.dates.calendar import of_day, of_days
from generator.dates.values import Lunar, Said, Span

_BEFORE_FIRST, _LAST = 1900, 2100
INSTALL = "a lunar date: pip install 'wenzhai[lunar]' to read it"
BEYOND = f"a lunar date: the almanac knows the years from {_BEFORE_FIRST + 1} to {_LAST}"
UNREAD = frozenset([INSTALL, BEYOND])
"""Faults of ours, not of the text: the date may well be."""


@cache
def installed() -> bool:
    """Say whether there is an almanac."""
    return find_spec("borax") is not None


def missing(year: int | None) -> str:
    """Say why a lunar date of a year cannot be read; nothing where it can."""
    if not installed():
        return INSTALL
    return "" if year is None or _BEFORE_FIRST < year <= _LAST else BEYOND


def of_lunar(year: int, lunar: Lunar, said: Said) -> Span:
    """Give a lunar day or month; ValueError where the year has none."""
    from borax.calendars.lunardate import LCalendars, LunarDate  # noqa: PLC0415 - an extra

    if not _BEFORE_FIRST < year <= _LAST:
        raise ValueError(year)
    month, day = lunar.month, lunar.day
    if not month:
        year, month = year - 1, 12
        day = min(day, LCalendars.ndays(year, month))
    first: date = LunarDate(year, month, day or 1, int(lunar.leap)).to_solar_date()
    if day:
        return of_day(first, said)
    days = LCalendars.ndays(year, month, int(lunar.leap))
    return of_days(first, first + timedelta(days=days - 1))
