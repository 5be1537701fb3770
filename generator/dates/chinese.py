"""The passages of a Chinese, Japanese or Korean text that name a date, each read as far as it goes."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from generator.dates.ages import aged
from generator.dates.amounts import counted
from generator.dates.doubts import plausible
from generator.dates.meaning import said_of
from generator.dates.numbers import number
from generator.dates.patterns import Patterns
from generator.dates.sheet import Sheet
from generator.dates.values import Said
from generator.dates.words import eastern

_KANA = re.compile("[ぁ-ヺ]")
_HANGUL = re.compile("[가-힣]")

Pieces = dict[str, str]


def passages(sheet: Sheet) -> Iterator[Said]:
    """Give the passages that name a date, from first to last."""
    patterns = _patterns(_KANA.search(sheet.text) is not None, _HANGUL.search(sheet.text) is not None)
    text, done = sheet.text, 0
    for start in patterns.beginnings.places(text):
        if start < done or _within_number(text, start):
            continue
        if never := patterns.never.match(text, start):
            done = never.end()
            continue
        said = (
            aged(text, start, patterns.ages)
            or counted(text, start, patterns.amounts, patterns.doubts.counts)
            or _date(sheet, start, patterns)
        )
        if said is not None:
            done = said.end
            if not _recurs(text, said, patterns):
                yield said
                if tail := _until(sheet, said, patterns) or _lunar_until(sheet, said, patterns):
                    done = tail.end
                    yield tail


def _recurs(text: str, said: Said, patterns: Patterns) -> bool:
    """Say whether it is no one date: 每周三, 周一闭馆."""
    if patterns.recurring.search(text[max(0, said.start - 3) : said.start]):
        return True
    return bool(said.weekday and not said.unit and patterns.recurring_after.match(text, said.end))


def _until(sheet: Sheet, said: Said, patterns: Patterns) -> Said | None:
    """Read the end of a span of hours: 14:00-16:00."""
    link = patterns.link.match(sheet.text, said.end) if said.hour is not None else None
    match = patterns.time.match(sheet.text, link.end()) if link else None
    if match is None:
        return None
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    last = said_of(found, sheet, match.span(), 0, patterns.tables)
    if last is None or last.hour is None:
        return None
    later = last.hour < (said.hour or 0) and last.hour + 12 > (said.hour or 0)
    return msgspec.structs.replace(last, hour=last.hour + 12) if later else last


def _lunar_until(sheet: Sheet, said: Said, patterns: Patterns) -> Said | None:
    """Read the end of a span of lunar days: 正月初一至初六."""
    lunar = said.lunar
    link = patterns.link.match(sheet.text, said.end) if lunar else None
    match = patterns.lunar.last.match(sheet.text, link.end()) if link else None
    if lunar is None or match is None or not lunar.day:
        return None
    last = msgspec.structs.replace(lunar, month=lunar.month or 1, day=number(match["lunar_day"].strip("初")))
    return Said(start=match.start(), end=match.end(), lunar=last, year=said.year)


@cache
def _patterns(japanese: bool, korean: bool) -> Patterns:  # noqa: FBT001 - the key of a cache
    return Patterns(eastern("zh", *["ja"] * japanese, *["ko"] * korean))


def _within_number(text: str, start: int) -> bool:
    """Say whether a digit continues a number: 1,016 and 3.11 begin no date in their middle."""
    if not start or not text[start].isdecimal():
        return False
    before = text[start - 1]
    return before.isdecimal() or (before in ".," and start > 1 and text[start - 2].isdecimal())


class _Reader:
    """Takes pieces from a place on, each where the last one ended."""

    def __init__(self, text: str, place: int) -> None:
        self.text, self.place = text, place
        self.found = Pieces()
        self.part_at = 0

    def take(self, pattern: re.Pattern[str]) -> bool:
        """Take a piece, if it stands here; say whether it does."""
        match = pattern.match(self.text, self.place)
        if match is None or match.end() == self.place:
            return False
        self.found |= {name: value for name, value in match.groupdict().items() if value is not None}
        if "part" in pattern.groupindex:
            self.part_at = match.start("part")
        self.place = match.end()
        return True


def _date(sheet: Sheet, start: int, patterns: Patterns) -> Said | None:
    """Read one date piece by piece: zone, year, its part or month and day, weekday, part of day, time."""
    reader = _Reader(sheet.text, start)
    take, found = reader.take, reader.found
    take(patterns.zone)
    if sheet.text[reader.place : reader.place + 1].isdecimal() or not _lunar(reader, patterns):
        if found.keys() & _LUNAR_ONLY:
            return None
        _solar(reader, patterns)
    if found.keys() & _WEEKDAY_BESIDE:
        if not take(patterns.aside) and "day" not in found:
            _ = take(patterns.beside) or ("day_word" in found and take(patterns.day_beside))
        take(patterns.weekday)
        take(patterns.lunar.beside)
    if found.keys() & _TIME_BEHIND or found.keys() <= {"zone"}:
        _time(reader, patterns)
    if not found.keys() - {"zone"} or not plausible(sheet.text, start, reader.place, found, patterns.doubts):
        return None
    return said_of(found, sheet, (start, reader.place), reader.part_at, patterns.tables)


def _solar(reader: _Reader, patterns: Patterns) -> None:
    """Take a year and what is said of it, else a part of a year, a month, a week or a day."""
    take = reader.take
    if take(patterns.year):
        if patterns.japanese:
            _fiscal(reader, patterns)
        take(patterns.year_aside)
        if "year_word" in reader.found and take(patterns.anniversary):
            return
        lunar = patterns.lunar
        if lunar.new_year.match(reader.text, reader.place) and take(lunar.plain):
            return
        _ = take(patterns.slot) or take(lunar.after_year) or take(lunar.plain) or _month(reader, patterns)
    else:
        days = (patterns.week, patterns.day_word, patterns.weekday, patterns.day)
        _ = take(patterns.bare_slot) or _month(reader, patterns) or any(map(take, days))


def _fiscal(reader: _Reader, patterns: Patterns) -> None:
    """Take what makes it the year of Japanese books: 年度 begins in April, 3月期 ends in March."""
    if reader.text[reader.place - 1] == "度":
        reader.found["fiscal"] = "度"
    else:
        reader.take(patterns.term)


def _lunar(reader: _Reader, patterns: Patterns) -> bool:
    """Take a lunar date that its mark, its year's name or its own words make plain."""
    forms = patterns.lunar
    if reader.take(forms.mark):
        _ = reader.take(forms.cycle) or reader.take(patterns.year)
        return reader.take(forms.marked)
    return reader.take(forms.marked if reader.take(forms.cycle) else forms.plain)


def _month(reader: _Reader, patterns: Patterns) -> bool:
    """Take a month and what is said of it."""
    if not reader.take(patterns.month):
        return False
    _ = reader.take(patterns.day) or reader.take(patterns.month_slot)
    return True


def _time(reader: _Reader, patterns: Patterns) -> None:
    if "day_part" not in reader.found:
        reader.take(patterns.part)
    reader.take(patterns.time)
    if "day" in reader.found:
        reader.take(patterns.that_day)


_LUNAR_ONLY = frozenset(["lunar_mark", "cycle"])
_LUNAR_DAY = frozenset(["lunar_day", "of_month", "eve", "late", "new_year"])
_WEEKDAY_BESIDE = _LUNAR_DAY.union(
    ["day", "day_word", "day_part", "near_day", "bare_near", "week_day", "weekday", "kana_weekday"],
)
_TIME_BEHIND = _WEEKDAY_BESIDE | {"aside_weekday", "feast", "feast_"}
