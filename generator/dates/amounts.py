"""Dates by a number of units: 三天前, 半年后, 未来五年."""

import re

from generator.dates.numbers import NUMERALS, is_about, number
from generator.dates.values import Said, Unit
from generator.dates.words import Table, either

_COUNT = rf"(?:[0-9]{{1,3}}(?![0-9])|[{NUMERALS}两廿百]{{1,5}})"
_UNITS: tuple[Unit, ...] = ("year", "month", "week", "day")
_LASTS = re.compile("[前迟已了达时续过长逾晚早隔满待有共计处刑期出停龄]$")
"""Behind these 近三年 is how long something lasted."""
_GONE = re.compile("[好已经就都又眼间晃匆]$")
"""Behind these 过去三年 are gone since then: 已过去三年."""
_MANY_YEARS = 1000
_ROUND = 10
"""A number of years that is rather a round one."""


class AmountForms:
    """Their forms, compiled once."""

    def __init__(self, amounts: Table) -> None:
        """Make them of the words."""
        month, year, week, day = (
            f"(?P<{unit}>{either(amounts[unit])})" for unit in ("month", "year", "week", "day")
        )
        self.amount = re.compile(
            rf"(?:(?P<half_year>半年)|(?P<half_month>半个?月)|(?P<count>{_COUNT}) ?(?:(?P<year_and_half>年半)"
            rf"|{month}|{year}|{week}|{day}))(?:(?P<ago>{either(amounts['ago'])})|(?P<later>{either(amounts['later'])}))"
            r"(?![三两半期沿来续台线])(?P<today>的今[天日]|的同一天)?"
        )
        self.reach = re.compile(
            rf"(?:(?P<past>{either(amounts['past'])})|(?P<ahead>{either(amounts['ahead'])}))?"
            rf" ?(?P<count>{_COUNT})(?:多|余)? ?(?:{month}|{year}(?![代级月底末初])|{week}|{day})"
            rf"(?:之?间|之?内|里)?(?P<past_after>{either(amounts['past_after'])})?"
        )


def counted(text: str, start: int, forms: AmountForms, counts: re.Pattern[str]) -> Said | None:
    """Read such a passage at a place, if there is one and what stands before makes it no mere count."""
    beside = text[max(0, start - 2) : start]
    within = beside[-1:] in NUMERALS and text[start] in NUMERALS and bool(beside)
    if within or counts.search(beside):
        return None
    amount, reach = forms.amount.match(text, start), forms.reach.match(text, start)
    return (_amount(amount) if amount else None) or (_reach(reach, beside) if reach else None)


def _amount(match: re.Match[str]) -> Said | None:
    """Read 三天前, 两年后; 9日后 is left to the days of a month."""
    unit, by = _counted(match)
    later = match["later"] is not None
    if not by or (unit == "day" and match["day"] == "日"):
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
    count = 0 if is_about(match["count"]) else number(match["count"])
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


def _reach(match: re.Match[str], beside: str) -> Said | None:
    """Read 过去十年, 未来5年, 三年来."""
    unit = next(name for name in _UNITS if match[name])
    by, ahead = number(match["count"]), match["ahead"] is not None
    if not by or not (ahead or match["past"] or match["past_after"]):
        return None
    if by >= _MANY_YEARS or (match["past"] == "过去" and _GONE.search(beside)):
        return None
    if match["past"] == "近" and not match["past_after"] and _LASTS.search(beside):
        return None
    if unit == "day" and match["day"] == "日" and not (ahead or match["past"]):
        return None
    return Said(
        start=match.start(), end=match.end(), unit=unit, by=by if ahead else -by, reach=True, basis="inferred"
    )
