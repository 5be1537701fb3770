"""A language's names and templates for dates, filled from a theme's data and checked as they are read."""

from __future__ import annotations

from string import Formatter

from msgspec import Struct

_ONE = frozenset(["year", "month", "day", "group"])
_TWO = frozenset(["year", "month", "day", "end_month", "end_day"])


class Forms(Struct, frozen=True, kw_only=True):
    """One way to say dates: with the year, or without it in a list within one year.

    Templates may use {year} {month} {day}, and {group} for the season, quarter or half.
    """

    month: str
    day: str
    season: str
    quarter: str
    half: str
    some_month: str
    # 2016-XX
    some_day: str
    # 2016-09-XX
    some_month_and_day: str
    # 2016-XX-XX
    months: str
    # two months of one year, also with {end_month}
    days: str
    # two days of one month, also with {end_day}
    days_across_months: str
    # two days of one year, also with both

    def __post_init__(self) -> None:
        """Refuse a template with a part that dates do not have."""
        for name in self.__struct_fields__:
            two = name in {"months", "days", "days_across_months"}
            _check(name, getattr(self, name), _TWO if two else _ONE)


class Words(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One language's names and templates for dates."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    # Monday first
    seasons: tuple[str, ...]
    # spring first
    quarters: tuple[str, ...]
    halves: tuple[str, ...]
    ordinals: tuple[str, ...] = ()
    # 1st, 2nd, … where a language has them; past the end the number stands alone
    full: Forms
    short: Forms
    year: str
    decade: str
    # both with {year}, of a decade its first
    century: str
    # with {ordinal}
    time: str
    # with {date} and {time}
    offset: str
    # with {time} and {offset}
    weekday: str
    # with {date} and {weekday}
    part_of_day: str
    # with {date} and {part}
    approximate: str
    uncertain: str
    # both with {date}
    interval: str
    # with {start} and {end}
    times: str
    # with {date}, {start} and {end}: two times of one day
    since: str
    since_unknown_end: str
    # both with {start}
    until: str
    until_unknown_start: str
    # both with {end}
    unknown: str

    def __post_init__(self) -> None:
        """Refuse a list of the wrong length and a template with a part it does not get."""
        for name, length in (("months", 12), ("weekdays", 7), ("seasons", 4), ("quarters", 4), ("halves", 2)):
            if len(getattr(self, name)) != length:
                raise ValueError(f"{name} needs {length} names")
        for name, parts in _TEMPLATES.items():
            _check(name, getattr(self, name), frozenset(parts.split()))


_TEMPLATES = {
    "year": "year",
    "decade": "year",
    "century": "ordinal",
    "time": "date time",
    "offset": "time offset",
    "weekday": "date weekday",
    "part_of_day": "date part",
    "approximate": "date",
    "uncertain": "date",
    "interval": "start end",
    "times": "date start end",
    "since": "start",
    "since_unknown_end": "start",
    "until": "end",
    "until_unknown_start": "end",
    "unknown": "",
}


def _check(name: str, template: str, parts: frozenset[str]) -> None:
    for _, part, spec, conversion in Formatter().parse(template):
        if part is not None and (part not in parts or spec or conversion):
            known = ", ".join(f"{{{each}}}" for each in sorted(parts)) or "no part"
            raise ValueError(f"{name}: {{{part}}} means nothing here; it may use {known}")
