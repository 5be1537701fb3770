"""The passages of a Chinese, Japanese or Korean text that name a date, each read as far as it goes."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from generator.dates.meaning import said_of
from generator.dates.numbers import NUMERALS, number
from generator.dates.patterns import Patterns
from generator.dates.sheet import Sheet
from generator.dates.values import Basis, Said, Unit
from generator.dates.words import eastern

_KANA = re.compile("[ぁ-ヺ]")
_HANGUL = re.compile("[가-힣]")
_UNITS: tuple[Unit, ...] = ("year", "month", "week", "day")
_DAYS = 31
_YEAR_DIGITS = 4
_TWENTIES = 20

Pieces = dict[str, str]


def passages(sheet: Sheet) -> Iterator[Said]:
    """Give the passages that name a date, from first to last."""
    patterns = _patterns(_KANA.search(sheet.text) is not None, _HANGUL.search(sheet.text) is not None)
    text, done = sheet.text, 0
    for first in patterns.first.finditer(text):
        start = first.start()
        if start < done or not patterns.beginnings[first.group()].match(text, start):
            continue
        if _within_number(text, start):
            continue
        if never := patterns.never.match(text, start):
            done = never.end()
            continue
        said = _of_many_years(text, start, patterns) or _date(sheet, start, patterns)
        if said is not None:
            done = said.end
            if not patterns.recurring.search(text[max(0, said.start - 3) : said.start]):
                yield said
                if tail := _until(sheet, said, patterns):
                    done = tail.end
                    yield tail


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


@cache
def _patterns(japanese: bool, korean: bool) -> Patterns:  # noqa: FBT001 - the key of a cache
    return Patterns(eastern("zh", *["ja"] * japanese, *["ko"] * korean))


def _within_number(text: str, start: int) -> bool:
    """Say whether a digit continues a number: 1,016 and 3.11 begin no date in their middle."""
    if not start or not text[start].isdecimal():
        return False
    before = text[start - 1]
    return before.isdecimal() or (before in ".," and start > 1 and text[start - 2].isdecimal())


def _of_many_years(text: str, start: int, patterns: Patterns) -> Said | None:
    for pattern, make in (
        (patterns.lunar, _lunar),
        (patterns.age, _age),
        (patterns.amount, _amount),
        (patterns.reach, _reach),
    ):
        match = pattern.match(text, start)
        if match and match.end() > start and (said := make(match, patterns)):
            return said
    return None


def _lunar(match: re.Match[str], _: Patterns) -> Said | None:
    """Flag 农历腊月廿三: only an almanac knows its day."""
    if match["lunar_day"] is None and match["lunar"] is None:
        return None
    return Said(start=match.start(), end=match.end(), fault="a lunar date: an almanac knows its day")


def _age(match: re.Match[str], patterns: Patterns) -> Said | None:
    """Read 上世纪90年代, 20世纪, “十三五”期间."""
    start, end = match.span()
    if match["period"]:
        return Said(start=start, end=end, edtf=patterns.tables["periods"][match["period"]])
    relative, decade = match["relative"], match["decade"]
    century = number(match["century"]) if match["century"] else 0
    if relative:
        century = 21 if relative == "本" else 20
    if decade is None:
        return Said(start=start, end=end, edtf=f"{century - 1:02}XX") if 1 < century < 100 else None  # noqa: PLR2004 - four digits
    tens = number(decade) // 10
    plain = bool(century) or len(decade) == _YEAR_DIGITS
    if len(decade) < _YEAR_DIGITS:
        tens += ((century or (_TWENTIES if tens >= 2 else 21)) - 1) * 10  # noqa: PLR2004 - 20年代 and later: the last century's
    basis: Basis = "explicit" if plain and not relative else "inferred"
    if first := match["decade_first"]:
        earlier = tens // 10 * 10 + int(str(number(first))[0])
        return Said(start=start, end=end, edtf=f"{earlier:03}X/{tens:03}X", basis=basis)
    return Said(start=start, end=end, edtf=f"{tens:03}X", basis=basis)


def _amount(match: re.Match[str], patterns: Patterns) -> Said | None:
    """Read 三天前, 两年后; 9日后 is left to the days of a month."""
    unit = next(name for name in _UNITS if match[name])
    by, later = number(match["count"]), match["later"] is not None
    if not by or (unit == "day" and match["day"] == "日") or patterns.counts.search(_beside(match)):
        return None
    if unit == "year" and match.string[match.start()].isdecimal() and match["count"].isdecimal() and by > 200:  # noqa: PLR2004
        return None
    return Said(
        start=match.start(),
        end=match.end(),
        unit=unit,
        by=by if later else -by,
        of_text=later,
        basis="inferred",
        slot="today" if match["today"] else "about" if unit == "week" else "",
    )


def _reach(match: re.Match[str], patterns: Patterns) -> Said | None:
    """Read 过去十年, 未来5年, 三年来."""
    unit = next(name for name in _UNITS if match[name])
    by, ahead = number(match["count"]), match["ahead"] is not None
    if not by or not (ahead or match["past"] or match["past_after"]):
        return None
    if unit == "day" and match["day"] == "日" and not (ahead or match["past"]):
        return None
    return Said(
        start=match.start(), end=match.end(), unit=unit, by=by if ahead else -by, reach=True, basis="inferred"
    )


def _beside(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 2) : match.start()]


def _date(sheet: Sheet, start: int, patterns: Patterns) -> Said | None:
    """Read one date piece by piece: zone, year, part of it or month and day, weekday, part of the day, time."""
    text, place, found = sheet.text, start, Pieces()
    starts: dict[str, int] = {}

    def take(pattern: re.Pattern[str]) -> bool:
        nonlocal place
        match = pattern.match(text, place)
        if match is None or match.end() == place:
            return False
        for name, value in match.groupdict().items():
            if value is not None:
                found[name] = value
                starts[name] = match.start(name)
        place = match.end()
        return True

    take(patterns.zone)
    if take(patterns.year):
        take(patterns.year_aside)
        _ = take(patterns.slot) or (take(patterns.month) and _in_month(take, patterns))
    elif take(patterns.bare_slot):
        pass
    elif take(patterns.month):
        _in_month(take, patterns)
    else:
        _ = take(patterns.week) or take(patterns.day_word) or take(patterns.weekday) or take(patterns.day)
    if found.keys() & {"day", "day_word", "day_part", "week_day", "weekday", "kana_weekday"}:
        take(patterns.aside)
        take(patterns.weekday)
    if found.keys() & _DAYS_NAMED or found.keys() <= {"zone"}:
        if "day_part" not in found:
            take(patterns.part)
        take(patterns.time)
        if "day" in found:
            take(patterns.that_day)
    if not found.keys() - {"zone"} or not _plausible(text, start, place, found, patterns):
        return None
    return said_of(found, sheet, (start, place), starts.get("part", 0), patterns.tables)


_DAYS_NAMED = frozenset(
    ["day", "day_word", "day_part", "week_day", "weekday", "kana_weekday", "aside_weekday", "feast", "feast_"]
)


_CLOCK = frozenset(
    ["part", "hour", "hour_unit", "hour_sign", "minute", "minute_sign", "second", "second_sign", "half", "quarter"]
)


def _in_month(take: Callable[[re.Pattern[str]], bool], patterns: Patterns) -> bool:
    return take(patterns.day) or take(patterns.month_slot)


def _plausible(text: str, start: int, end: int, found: Pieces, patterns: Patterns) -> bool:
    """Say whether numbers and their units are a date here: 9日 is, 3日游 is not."""
    pieces, before = found.keys() - {"zone"}, text[max(0, start - 2) : start]
    if pieces <= _CLOCK:
        return _plausible_time(text, start, end, found, patterns)
    if pieces <= {"year", "ad", "short"}:
        return not patterns.not_year.match(text, end)
    if pieces == {"month"} or (pieces == {"month", "month_slot"} and len(found["month_slot"]) == 1):
        return not patterns.not_month.match(text, end) and not patterns.counts.search(before)
    if "day" in pieces and not pieces & {"year", "month", "month_word", "year_word", "short", "era"}:
        return _plausible_day(text, end, found, patterns) and not patterns.counts.search(before)
    return True


def _plausible_time(text: str, start: int, end: int, found: Pieces, patterns: Patterns) -> bool:
    """Say whether a time stands for a moment: 下午3时, 6时, 截至14:30; not 3点建议, 10:30."""
    if found.keys() & {"part", "zone"}:
        return bool(found.keys() & {"hour", "hour_sign"})
    before = text[max(0, start - 2) : start]
    if "hour" in found:
        arabic, sure = found["hour"].isdecimal(), found.keys() & {"minute", "half"} or found["hour_unit"] == "时"
        return bool(arabic and sure) and not (
            patterns.not_hour.match(text, end) or patterns.counts.search(before)
        )
    return "hour_sign" in found and patterns.at_hour.search(before) is not None


def _plausible_day(text: str, end: int, found: Pieces, patterns: Patterns) -> bool:
    alone = found.keys() <= {"zone", "day", "day_unit"}
    if number(found["day"]) > _DAYS or not number(found["day"]):
        return False
    if alone and found["day"][0] in NUMERALS:
        return False
    if alone and found["day_unit"] == "号" and patterns.not_number.match(text, end):
        return False
    return not alone or not patterns.not_day.match(text, end)
