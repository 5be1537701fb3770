"""What each form of an English date says: its words and numbers as fields."""

import re
from collections.abc import Callable
from typing import Any

from generator.dates import countings
from generator.dates.forms import Forms
from generator.dates.sheet import Sheet
from generator.dates.values import Said

_DOUBTED = re.compile("may|march|mar|sat|sun|mon|wed|jan|dec|sep|oct|apr|jun")
"""Names and other words too: alone they need a word before them that speaks of time."""
_BEFORE = re.compile(
    r"(?<![a-z])(?:in|since|until|till|by|from|during|before|after|on|of|for|through|to|and|every|late|early"
    r"|mid|or|around)[ -]$|[a-z]\.?[-–]$"
)
_CENTURY = 100
_CLOSE = 14
_COUNTABLE = frozenset(
    ["first half", "first-half", "second half", "second-half", "first six months", "first nine months"]
)
"""Parts of a year that may be parts of a match, or of anything that lasts."""
_THIRTIES = 3

Match = re.Match[str]
Fields = dict[str, Any]


def dated(sheet: Sheet, place: int, forms: Forms) -> Said | None:
    """Read the first form that stands at a place."""
    for name, pattern in forms.all.items():
        match = pattern.match(sheet.text, place)
        if match and (fields := _SAYINGS[name](match, sheet, forms)):
            return Said(**{"start": match.start(), "end": match.end(), **fields})
    return None


def until_year(first: int, tail: Match | None) -> tuple[Match | None, int]:
    """Read the last year of 2010-2015 and 2015-16."""
    if tail is None:
        return None, 0
    short = len(tail["year"]) == 2  # noqa: PLR2004 - 16 of 2015-16
    last = int(tail["year"]) + (first // _CENTURY * _CENTURY if short else 0)
    return (tail, last) if first < last <= (first + 1 if short else last) else (None, 0)


def _week_of(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    return {**_numbers(match, sheet, forms), "slot": "week"}


def _short_slot(match: Match, _: Sheet, forms: Forms) -> Fields:
    slot = forms.slots.get(f"{match['kind']}{match['number']}", "")
    return {"year": 2000 + int(match["short"]), "slot": slot} if slot else {}


def _slot(match: Match, _: Sheet, forms: Forms) -> Fields:
    slot, fields = forms.slots[match["slot"]], Fields()
    if match["year"]:
        fields["year"] = int(match["year"])
    elif match["near"]:
        fields = {"unit": "year", "by": forms.table["relative"].get(match["near"], 0)}
    elif match["short"]:
        fields["year"] = 2000 + int(match["short"])
    elif "/" not in slot or not _of_this_year(match, forms):
        return {}
    return {**fields, "slot": slot}


def _of_this_year(match: Match, forms: Forms) -> bool:
    """Say whether a part without its year is one of the calendar's: first-half profit, not a first half."""
    before = match.string[max(0, match.start() - _CLOSE) : match.start()]
    if forms.fiscal.search(before):
        return False
    return match["slot"] not in _COUNTABLE or bool(
        forms.reported.match(match.string, match.end()) or forms.compared.search(before)
    )


def _year_slot(match: Match, _: Sheet, forms: Forms) -> Fields:
    return {"year": int(match["year"]), "slot": forms.slots[match["slot"]]}


def _edge(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    of_year, of_month = forms.table["edges"][match["edge"]]
    unit = match["unit"] or match["near_unit"]
    if unit:
        by = forms.table["relative"][match["near"]] if match["near"] else 0
        of_text = match["this"] == "that"
        return {
            "unit": unit,
            "by": by,
            "of_text": of_text,
            "slot": of_year if unit == "year" else f"d{of_month}",
        }
    if match["edge_year"]:
        return {"year": int(match["edge_year"]), "slot": of_year}
    if not sheet.is_capital(match.start("month")):
        return {}
    return {"month": forms.table["months"][match["month"]], "year": _year(match), "slot": f"d{of_month}"}


def _year_end(match: Match, _: Sheet, forms: Forms) -> Fields:
    return {"slot": forms.table["year_end"][match["year_end"]]}


def _decade(match: Match, _: Sheet, __: Forms) -> Fields:
    if match["decade"]:
        return {"edtf": f"{match['decade'][:3]}X"}
    tens = int(match["short"]) // 10
    return {"edtf": f"{'19' if tens >= _THIRTIES else '20'}{tens}X", "basis": "inferred"}


def _century(match: Match, _: Sheet, __: Forms) -> Fields:
    century = int(match["century"])
    return {"edtf": f"{century - 1:02}XX"} if 1 < century < _CENTURY else {}


def _numbers(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    month = forms.table["months"][match["month"]]
    day = int(match["day"])
    if not day or not sheet.is_capital(match.start("month")):
        return {}
    return {"month": month, "day": day, "year": _year(match)}


def _feast(match: Match, _: Sheet, forms: Forms) -> Fields:
    return {"slot": f"feast {forms.table['feasts'][match['feast']]}", "year": _year(match)}


def _month_near(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    if not sheet.is_capital(match.start("month")):
        return {}
    fields = {"unit": "year", "by": forms.table["relative"][match["near"]]}
    day = int(match["day"]) if match["day"] else None
    return {**fields, "month": forms.table["months"][match["month"]], "day": day}


def _days_month(match: Match, _: Sheet, __: Forms) -> Fields:
    return {"day": int(match["day"]), "bare": True}


def _month_year(match: Match, _: Sheet, forms: Forms) -> Fields:
    return {"month": forms.table["months"][match["month"]], "year": _year(match)}


_SIGNED = re.compile("(?:ing|ed) by ?$")
"""Before it the month is somebody's name."""


def _month_only(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    before = match.string[max(0, match.start() - 8) : match.start()]
    behind = sheet.original[sheet.end(match.end()) :][:2]
    doubted = _DOUBTED.fullmatch(match["month"]) or (behind[:1] == " " and behind[1:].isupper())
    if not sheet.is_capital(match.start("month")) or (doubted and not _BEFORE.search(before)):
        return {}
    if _SIGNED.search(before) and behind[:1] == " " and behind[1:].isupper():
        return {}  # Editing by April Jones
    return {"month": forms.table["months"][match["month"]]}


def _weekday_only(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    before = match.string[max(0, match.start() - 8) : match.start()]
    if not sheet.is_capital(match.start("weekday")) or (
        _DOUBTED.fullmatch(match["weekday"]) and not _BEFORE.search(before)
    ):
        return {}
    part = forms.table["parts"][match["part"]] if match["part"] else ""
    return {"weekday": forms.table["weekdays"][match["weekday"]], "part": part}


def _year_only(match: Match, _: Sheet, forms: Forms) -> Fields:
    before = match.string[max(0, match.start() - 12) : match.start()]
    tail, _last = until_year(int(match["year"]), forms.year_tail.match(match.string, match.end()))
    ranged = tail and not re.search(r"[a-z0-9_/.-]$", before)
    led = forms.year_before.search(before) or (
        forms.clause_before.search(before) and forms.noun_after.match(match.string, match.end())
    )
    if not ranged and (not led or forms.not_after_year.match(match.string, match.end())):
        return {}
    return {"year": int(match["year"])}


def _year(match: Match) -> int | None:
    return int(match["year"]) if match["year"] else None


_SAYINGS: dict[str, Callable[[Match, Sheet, Forms], Fields]] = {
    "of_text": countings.of_text,
    "same": countings.same,
    "amount": countings.amount,
    "reach": countings.reach,
    "reach_one": countings.reach_one,
    "day_word": countings.day_word,
    "weekend": countings.weekend,
    "week_of": _week_of,
    "short_slot": _short_slot,
    "slot": _slot,
    "year_slot": _year_slot,
    "edge": _edge,
    "year_end": _year_end,
    "decade": _decade,
    "century": _century,
    "relative": countings.relative,
    "feast": _feast,
    "month_near": _month_near,
    "month_day": _numbers,
    "day_month": _numbers,
    "days_month": _days_month,
    "month_year": _month_year,
    "month_only": _month_only,
    "weekday_only": _weekday_only,
    "year_only": _year_only,
}
