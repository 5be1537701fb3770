"""What the pieces of a date mean: words and numerals to the fields of what is said."""

from collections.abc import Callable
from typing import Any

from generator.dates.lunar import lunar_of
from generator.dates.numbers import number
from generator.dates.sheet import Sheet
from generator.dates.values import Lunar, Said
from generator.dates.words import Table, named_part
from generator.edtf import part_hours

_PIVOT = 50
_APRIL, _MONTHS = 4, 12
_REPUBLIC = 1911
_ROC_DIGITS, _YEAR_DIGITS = 3, 4
_SHORT_YEARS = ("short", "short_last", "short_han", "short_book")
_DAY_HOURS, _HOUR_MINUTES = 24, 60
_NOON, _EVENING = 12, 18

Pieces = dict[str, str]
Tables = dict[str, Table]
Fields = dict[str, Any]


def said_of(found: Pieces, sheet: Sheet, span: tuple[int, int], part_at: int, tables: Tables) -> Said | None:
    """Give what the pieces say together; None where the time of day is none."""
    fields: Fields = {"start": span[0], "end": span[1]}
    for read in (_year, _fiscal, _slot, _month, _day, _week):
        read(found, fields, tables)
    if lunar := lunar_of(found, tables["lunar"]):
        _beside_lunar(lunar, found, fields)
    if "zone" in found:
        fields["tz"] = tables["zones"][found["zone"]]
    if word := found.get("part"):
        written = sheet.original[sheet.place(part_at) : sheet.end(part_at + len(word))]
        fields["part"] = named_part(word, written, tables["parts"])
    return Said(**fields) if _time(found, fields) else None


def in_part(hour: int, part: str) -> int:
    """Give the hour that a part of the day makes plain: 下午3时 is 15, 晚上12点 is 24."""
    first, last = part_hours(part)
    if hour == 0:
        return {_DAY_HOURS: _DAY_HOURS, _EVENING: _NOON}.get(last, 0)
    readings = (hour, hour % 12) if last <= _NOON else (hour, hour % 12, hour % 12 + 12, hour % 12 + 24)
    return min(readings, key=lambda value: max(first - value, value - last, 0))


def _beside_lunar(lunar: Lunar, found: Pieces, fields: Fields) -> None:
    """Read 正月初六 by an almanac, 正月初六（2月2日） by the day beside."""
    if "aside_month" not in found:
        fields.pop("day", None)
        fields["lunar"] = lunar
        return
    for name in ("year", "unit", "by", "of_text"):
        if f"aside_{name}" not in found:
            fields.pop(name, None)


def _year(found: Pieces, fields: Fields, tables: Tables) -> None:
    if word := found.get("year_word"):
        of_text = word in tables["years_of_text"]
        by = tables["years_of_text" if of_text else "years"][word]
        fields.update(unit="year", by=by, of_text=of_text)
    elif written := found.get("year") or found.get("ad"):
        fields["year"] = number(written)
    elif "era" in found:
        fields["year"] = tables["eras"][found["era"]] + number(found["era_year"])
    elif digits := next((found[name] for name in _SHORT_YEARS if name in found), ""):
        fields.update(year=_whole_year(digits), basis="inferred")
    elif written := found.get("beside_year"):
        fields["year"] = number(written) + (0 if len(written) == _YEAR_DIGITS else _REPUBLIC)
    elif pair := found.get("pair"):
        fields.update(year=int(pair[:4]), edtf=f"{pair[:4]}/{(pair[:2] + pair[5:])[-4:]}")
    elif "season_word" in found:
        by, slot = tables["seasons"][found["season_word"]]
        fields.update(unit="year", by=by, slot=slot)
    if "before_christ" in found:
        fields["fault"] = "years before the year 1 are not written here"


def _whole_year(digits: str) -> int:
    """Give the year of 105 (of the Republic), 98 and 16."""
    short = number(digits)
    if len(digits) == _ROC_DIGITS:
        return short + _REPUBLIC
    return short + (2000 if short < _PIVOT else 1900)


def _fiscal(found: Pieces, fields: Fields, _: Tables) -> None:
    if "fiscal" in found:
        fields["shift"] = _APRIL - 1
    elif term := found.get("term"):
        fields["shift"] = number(term) - _MONTHS


def _slot(found: Pieces, fields: Fields, tables: Tables) -> None:
    for name, meaning in _SLOTS.items():
        if word := found.get(name):
            fields["slot"] = meaning(word, tables)
    if "anniversary" in found:
        fields["slot"] = "today"
    if "year_slot" in found and fields["slot"] == "01~":
        fields.update(unit="year", by=0)
    if "bare_month_slot" in found:
        fields.update(unit="month", by=0, of_text=True)
    if "slot_end" in found:
        fields["slot"] = f"{fields['slot'][-2:]}$"


_SLOTS: dict[str, Callable[[str, Tables], str]] = {
    "slot": lambda word, tables: str(tables["slots_after_year"].get(word) or tables["year_slots"][word]),
    "year_slot": lambda word, tables: str(tables["year_slots"][word]),
    "season_slot": lambda word, tables: str(tables["slots_after_year"][_season(word)]),
    "months_first": lambda word, _: f"01/{number(word):02}",
    "same": lambda *_: "same",
    "holiday": lambda word, tables: f"feast {tables['holidays'][word]}",
    "feast": lambda word, tables: f"feast {tables['feasts'][word]}",
    "feast_": lambda word, tables: f"feast {tables['feasts'].get(word) or tables['bare_feasts'][word]}",
    "month_slot": lambda word, tables: f"d{tables['month_slots'][word]}",
    "bare_month_slot": lambda word, tables: f"d{tables['bare_month_slots'][word]}",
}


def _season(word: str) -> str:
    """Write 第3季 as the list of parts of a year does: 第三季."""
    return f"第{'一二三四'[number(word.strip('第季 ')) - 1]}季"


def _month(found: Pieces, fields: Fields, tables: Tables) -> None:
    if word := found.get("month_word"):
        of_text = word in tables["months_of_text"]
        by = tables["months_of_text" if of_text else "months"][word]
        fields.update(unit="month", by=by, of_text=of_text)
    elif word := found.get("near_month"):
        near = tables["near"]
        fields.update(unit="month", by=near["months"][near["month"].index(word)])
    if pair := found.get("month_pair"):
        fields["slot"] = "/".join(f"{number(sign):02}" for sign in pair)
    for name in ("month", "month_bare"):
        if name in found:
            fields["month"] = number(found[name])
            fields["bare"] = name == "month_bare"


def _day(found: Pieces, fields: Fields, tables: Tables) -> None:
    if word := found.get("bare_near"):
        fields.update(unit="day", by=tables["near"]["days"][tables["near"]["day"].index(word)])
    elif word := found.get("day_span"):
        first, last = tables["day_spans"][word]
        fields.update(unit="day", by=first, slot=f"to {last - first}")
    elif word := found.get("day_word"):
        of_text = word in tables["days_of_text"]
        by = tables["days_of_text" if of_text else "days"][word]
        fields.update(unit="day", by=by, of_text=of_text)
    elif word := found.get("day_part"):
        of_text = word in tables["day_parts_of_text"]
        by, part = tables["day_parts_of_text" if of_text else "day_parts"][word]
        fields.update(unit="day", by=by, of_text=of_text, part=part)
    elif word := found.get("near_day"):
        near = tables["near"]
        fields.update(unit="day", by=near["days"][near["day"].index(word)], day=number(found["beside_day"]))
    for name in ("day", "day_bare"):
        if name in found:
            fields["day"] = number(found[name])
            fields["bare"] = name == "day_bare"
    for name in ("day", "month", "year"):
        if name not in fields and (aside := found.get(f"aside_{name}")):
            fields[name] = number(aside)


def _week(found: Pieces, fields: Fields, tables: Tables) -> None:
    if "week" in found:
        fields.update(unit="week", by=tables["weeks"][found["week"]])
    for name in ("weekday", "week_day", "aside_weekday", "next_weekday"):
        if name in found:
            days = tables["weekdays"]["days"]
            fields["weekday"] = next(at for at, signs in enumerate(days, 1) if found[name] in signs)
    for name in ("kana_weekday", "kana_aside"):
        if name in found:
            fields["weekday"] = tables["weekdays"]["sun_to_moon"].index(found[name]) + 1
    if "weekend" in found:
        fields["slot"] = "weekend"


def _time(found: Pieces, fields: Fields) -> bool:
    """Read the time of day; say whether there can be such a time."""
    hour = found.get("hour") or found.get("hour_sign") or found.get("hour_bare")
    if hour is None:
        return True
    minute = number(found.get("minute") or found.get("minute_sign") or "0")
    if "half" in found:
        minute = 30
    if "quarter" in found:
        minute = 15 * number(found["quarter"])
    fields["minute"] = minute
    if second := found.get("second") or found.get("second_sign"):
        fields["second"] = number(second)
    part, value = fields.get("part", ""), number(hour)
    fields["hour"] = in_part(value, part) if part else value
    return value <= _DAY_HOURS and minute < _HOUR_MINUTES and fields.get("second", 0) < _HOUR_MINUTES
