"""The passages of an English text that name a date."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec

from generator.dates.forms import Forms
from generator.dates.sheet import Sheet
from generator.dates.values import Said, Unit
from generator.dates.words import words
from generator.edtf import part_hours

_DOUBTED = re.compile(r"may|march|mar|sat|sun|mon|wed|jan|dec|sep|oct|apr|jun")
"""Names and other words too: alone they need a word before them that speaks of time."""
_BEFORE = re.compile(
    r"(?<![a-z])(?:in|since|until|till|by|from|during|before|after|on|of|for|through|to|and|every|late|early|mid|or|around)[ -]$"
)
_RECURRING = re.compile(r"(?<![a-z])(?:every|each)(?: [a-z]+)? $")
_PIVOT = 50
_NOON = 12
_LAST_DAY = 31
_CENTURY = 100

Match = re.Match[str]


def english(sheet: Sheet) -> Iterator[Said]:
    """Give the passages that name a date, from first to last."""
    forms, text, done = _forms(), sheet.text, 0
    for trigger in forms.trigger.finditer(text):
        start = trigger.start()
        if start < done:
            continue
        if never := forms.never.match(text, start):
            done = never.end()
            continue
        for said in _at(sheet, start, forms):
            done = said.end
            if not _RECURRING.search(text[max(0, start - 12) : start]):
                yield said


@cache
def _forms() -> Forms:
    return Forms(words("en"))


def _at(sheet: Sheet, start: int, forms: Forms) -> tuple[Said, ...]:
    """Read at a place: a date, or the first and the last of a range that share a month or year."""
    text, place = sheet.text, start
    fields: dict[str, Any] = {}
    timed = forms.time.match(text, place)
    if timed and not timed["word"] and (link := forms.before_date.match(text, timed.end())):
        fields, place = _time(timed, forms), link.end()
    elif led := forms.part_lead.match(text, place):
        fields, place = {"part": forms.table["parts"][led["part"]]}, led.end()
    if led := forms.weekday_lead.match(text, place):
        dated = _dated(sheet, led.end(), forms)
        if dated and dated.day is not None:
            fields["weekday"] = forms.table["weekdays"][led["weekday"]]
            closed = text[dated.end : dated.end + 1] == ")" and "(" in led.group()
            fields |= {"end": dated.end + 1} if closed else {}
            return _whole(dated, start, fields, sheet, forms)
    dated = _dated(sheet, place, forms)
    if dated is None or (place > start and not dated.has_day):
        return ()
    return _whole(dated, start, fields, sheet, forms)


def _dated(sheet: Sheet, place: int, forms: Forms) -> Said | None:
    for name, pattern in forms.all.items():
        match = pattern.match(sheet.text, place)
        if match and (fields := _MAKERS[name](match, sheet, forms)):
            return Said(**{"start": match.start(), "end": match.end(), **fields})
    return None


def _whole(dated: Said, start: int, fields: dict[str, Any], sheet: Sheet, forms: Forms) -> tuple[Said, ...]:
    """Put what stands before and behind a date to it."""
    text = sheet.text
    if (
        dated.month
        and dated.day
        and not dated.year
        and not dated.bare
        and (tail := forms.day_tail.match(text, dated.end))
    ):
        day = int(tail["day"])
        if day <= _LAST_DAY and day:
            year = int(tail["year"]) if tail["year"] else None
            last = Said(start=tail.start("day"), end=tail.end(), day=day, year=year)
            return msgspec.structs.replace(dated, start=start, **fields), last
    if dated.year and not dated.month and not dated.slot and not dated.unit:
        tail, year = _until_year(dated.year, forms.year_tail.match(text, dated.end))
        if tail:
            return msgspec.structs.replace(dated, start=start), Said(
                start=tail.start("year"), end=tail.end(), year=year
            )
    if dated.has_day and "hour" not in fields:
        end = fields.get("end", dated.end)
        if not dated.part and (part := forms.part.match(text, end)):
            fields["part"], end = forms.table["parts"][part["part"]], part.end()
        link = forms.behind_date.match(text, end)
        timed = forms.time.match(text, link.end()) if link else None
        if timed:
            fields |= _time(timed, forms)
            end = timed.end()
        elif (dated.part or "part" in fields) and (zone := forms.zone.match(text, end)):
            fields["tz"], end = forms.table["zones"][zone["zone"]], zone.end()
        fields["end"] = end
    return (msgspec.structs.replace(dated, **{"start": start, **fields}),)


def _until_year(first: int, tail: Match | None) -> tuple[Match | None, int]:
    """Read the last year of 2010-2015 and 2015-16."""
    if tail is None:
        return None, 0
    short = len(tail["year"]) == 2  # noqa: PLR2004 - 16 of 2015-16
    last = int(tail["year"]) + (first // _CENTURY * _CENTURY if short else 0)
    return (tail, last) if first < last <= (first + 1 if short else last) else (None, 0)


def _time(match: Match, forms: Forms) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if match["word"]:
        fields = {"hour": 24 if match["word"] == "midnight" else _NOON, "minute": 0}
        fields = {"part": match["word"]}
    else:
        hour = int(match["hour"] or match["hour_alone"])
        if match["half"]:
            hour = hour % _NOON + (_NOON if match["half"] == "p" else 0)
        second = match["second"] or match["second_alone"]
        fields = {"hour": hour, "minute": int(match["minute"] or match["minute_alone"] or 0)}
        if second:
            fields["second"] = int(second)
    if match["zone"]:
        fields["tz"] = forms.table["zones"][match["zone"]]
    return fields


def _amount(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    unit, by = _counted(match, forms)
    later = match["later"] is not None
    of_text = later or match.group().endswith("earlier")
    return {
        "unit": unit,
        "by": by if later else -by,
        "of_text": of_text,
        "slot": "about" if unit == "week" else "",
    }


def _reach(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    unit, by = _counted(match, forms)
    return {"unit": unit, "by": -by if match["past"] else by, "reach": True}


def _reach_one(match: Match, _: Sheet, __: Forms) -> dict[str, Any]:
    decade, unit = match["unit"] == "decade", match["unit"]
    by = 10 if decade else 1
    return {"unit": "year" if decade else unit, "by": -by if match["past"] else by, "reach": True}


def _counted(match: Match, forms: Forms) -> tuple[Unit, int]:
    by: int = int(match["count"]) if match["count"].isdecimal() else forms.table["counts"][match["count"]]
    unit: Any = match["unit"]
    return ("year", by * 10) if unit == "decade" else (unit, by)


def _day_word(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    if word := match["day_part"]:
        by, part = forms.table["day_parts"][word]
        return {"unit": "day", "by": by, "part": part}
    word = match["day_word"]
    of_text = word in forms.table["days_of_text"]
    return {"unit": "day", "by": forms.table["days_of_text" if of_text else "days"][word], "of_text": of_text}


def _week_of(match: Match, sheet: Sheet, forms: Forms) -> dict[str, Any]:
    return {**_numbers(match, sheet, forms), "slot": "week"}


def _short_slot(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    slot = forms.slots.get(f"{match['kind']}{match['number']}", "")
    return {"year": 2000 + int(match["short"]), "slot": slot} if slot else {}


def _slot(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    slot, fields = forms.slots[match["slot"]], dict[str, Any]()
    if match["year"]:
        fields["year"] = int(match["year"])
    elif match["near"]:
        fields = {"unit": "year", "by": forms.table["relative"].get(match["near"], 0)}
    elif match["short"]:
        fields["year"] = 2000 + int(match["short"])
    elif "/" not in slot or "half" in match["slot"] or "months" in match["slot"]:
        return {}
    return {**fields, "slot": slot}


def _year_slot(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    return {"year": int(match["year"]), "slot": forms.slots[match["slot"]]}


def _edge(match: Match, sheet: Sheet, forms: Forms) -> dict[str, Any]:
    of_year, of_month = forms.table["edges"][match["edge"]]
    unit = match["unit"] or match["near_unit"]
    if unit:
        by = forms.table["relative"][match["near"]] if match["near"] else 0
        return {"unit": unit, "by": by, "slot": of_year if unit == "year" else f"d{of_month}"}
    if match["edge_year"]:
        return {"year": int(match["edge_year"]), "slot": of_year}
    if not _capital(match, "month", sheet):
        return {}
    return {"month": forms.table["months"][match["month"]], "year": _year(match), "slot": f"d{of_month}"}


def _year_end(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    return {"slot": forms.table["year_end"][match["year_end"]]}


def _decade(match: Match, _: Sheet, __: Forms) -> dict[str, Any]:
    if match["decade"]:
        return {"edtf": f"{match['decade'][:3]}X"}
    tens = int(match["short"]) // 10
    return {"edtf": f"{'19' if tens > 2 else '20'}{tens}X", "basis": "inferred"}  # noqa: PLR2004 - the thirties and later


def _century(match: Match, _: Sheet, __: Forms) -> dict[str, Any]:
    century = int(match["century"])
    return {"edtf": f"{century - 1:02}XX"} if 1 < century < _CENTURY else {}


def _relative(match: Match, sheet: Sheet, forms: Forms) -> dict[str, Any]:
    by = forms.table["relative"][match["relative"]]
    if match["weekday"]:
        return {"unit": "weekday", "by": by, "weekday": forms.table["weekdays"][match["weekday"]]}
    if match["month"]:
        return (
            {"month": forms.table["months"][match["month"]], "by": by}
            if _capital(match, "month", sheet)
            else {}
        )
    unit = match["unit"]
    if unit in {"week", "month", "year"}:
        return {"unit": unit, "by": by}
    if unit == "weekend":
        return {"unit": "week", "by": by, "slot": "weekend"}
    if unit == "quarter":
        return {"unit": "month", "by": by, "slot": "quarter"}
    return {"slot": forms.slots[unit], "by": by}


def _numbers(match: Match, sheet: Sheet, forms: Forms) -> dict[str, Any]:
    month = forms.table["months"][match["month"]]
    day = int(match["day"])
    if not day or not _capital(match, "month", sheet):
        return {}
    return {"month": month, "day": day, "year": _year(match)}


def _days_month(match: Match, _: Sheet, __: Forms) -> dict[str, Any]:
    return {"day": int(match["day"]), "bare": True}


def _month_year(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    return {"month": forms.table["months"][match["month"]], "year": _year(match)}


def _month_only(match: Match, sheet: Sheet, forms: Forms) -> dict[str, Any]:
    before = match.string[max(0, match.start() - 8) : match.start()]
    if not _capital(match, "month", sheet) or (
        _DOUBTED.fullmatch(match["month"]) and not _BEFORE.search(before)
    ):
        return {}
    return {"month": forms.table["months"][match["month"]]}


def _weekday_only(match: Match, sheet: Sheet, forms: Forms) -> dict[str, Any]:
    before = match.string[max(0, match.start() - 8) : match.start()]
    if not _capital(match, "weekday", sheet) or (
        _DOUBTED.fullmatch(match["weekday"]) and not _BEFORE.search(before)
    ):
        return {}
    part = forms.table["parts"][match["part"]] if match["part"] else ""
    return {"weekday": forms.table["weekdays"][match["weekday"]], "part": part}


def _year_only(match: Match, _: Sheet, forms: Forms) -> dict[str, Any]:
    before = match.string[max(0, match.start() - 12) : match.start()]
    tail, _last = _until_year(int(match["year"]), forms.year_tail.match(match.string, match.end()))
    ranged = tail and not re.search(r"[\w/.-]$", before)
    led = forms.year_before.search(before) or (
        forms.clause_before.search(before) and forms.noun_after.match(match.string, match.end())
    )
    if not ranged and (not led or forms.not_after_year.match(match.string, match.end())):
        return {}
    return {"year": int(match["year"])}


def _year(match: Match) -> int | None:
    return int(match["year"]) if match["year"] else None


def _capital(match: Match, name: str, sheet: Sheet) -> bool:
    return sheet.original[sheet.place(match.start(name))].isupper()


_MAKERS: dict[str, Callable[[Match, Sheet, Forms], dict[str, Any]]] = {
    "amount": _amount,
    "reach": _reach,
    "reach_one": _reach_one,
    "day_word": _day_word,
    "week_of": _week_of,
    "short_slot": _short_slot,
    "slot": _slot,
    "year_slot": _year_slot,
    "edge": _edge,
    "year_end": _year_end,
    "decade": _decade,
    "century": _century,
    "relative": _relative,
    "month_day": _numbers,
    "day_month": _numbers,
    "days_month": _days_month,
    "month_year": _month_year,
    "month_only": _month_only,
    "weekday_only": _weekday_only,
    "year_only": _year_only,
}
