"""Decades, centuries and dates by a number of units: 90年代, 三天前, 未来五年."""

import re

from generator.dates.numbers import number
from generator.dates.patterns import Patterns
from generator.dates.values import Basis, Said, Unit

_UNITS: tuple[Unit, ...] = ("year", "month", "week", "day")
_YEAR_DIGITS = 4
_LASTS = re.compile("[前迟已了达时续过长逾晚早隔满待有共计处刑期出停龄]$")
"""Behind these 近三年 is how long something lasted."""
_TWENTIES = 20
_ROUND = 10
"""A number of years that is rather a round one."""


def counted_passage(text: str, start: int, patterns: Patterns) -> Said | None:
    """Read such a passage at a place, if there is one."""
    for pattern, make in (
        (patterns.age, _age),
        (patterns.amount, _amount),
        (patterns.reach, _reach),
    ):
        match = pattern.match(text, start)
        if match and match.end() > start and (said := make(match, patterns)):
            return said
    return None


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
    unit, by = _counted(match)
    later = match["later"] is not None
    if not by or (unit == "day" and match["day"] == "日") or patterns.counts.search(_beside(match)):
        return None
    return Said(
        start=match.start(),
        end=match.end(),
        unit=unit,
        by=by if later else -by,
        of_text=later,
        basis="inferred",
        slot=_fineness(match, unit, by),
    )


def _counted(match: re.Match[str]) -> tuple[Unit, int]:
    """Give the unit and the number of 三天, 半年, 一年半."""
    if match["half_year"]:
        return "month", 6
    if match["half_month"]:
        return "day", 15
    count = number(match["count"])
    if match["year_and_half"]:
        return "month", 12 * count + 6
    return next(name for name in _UNITS if match[name]), count


def _fineness(match: re.Match[str], unit: Unit, by: int) -> str:
    """Say how fine a count is: 三年前的今天 is a day, 两周前 and 30年前 are about then."""
    if match["today"]:
        return "today"
    if unit == "week" or match["half_year"] or match["half_month"]:
        return "about"
    return "round" if unit == "year" and by % _ROUND == 0 else ""


def _reach(match: re.Match[str], patterns: Patterns) -> Said | None:
    """Read 过去十年, 未来5年, 三年来."""
    unit = next(name for name in _UNITS if match[name])
    by, ahead = number(match["count"]), match["ahead"] is not None
    if (
        not by
        or not (ahead or match["past"] or match["past_after"])
        or patterns.counts.search(_beside(match))
        or (match["past"] == "近" and not match["past_after"] and _LASTS.search(_beside(match)))
    ):
        return None
    if unit == "day" and match["day"] == "日" and not (ahead or match["past"]):
        return None
    return Said(
        start=match.start(), end=match.end(), unit=unit, by=by if ahead else -by, reach=True, basis="inferred"
    )


def _beside(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 2) : match.start()]
