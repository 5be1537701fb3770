"""What looks like a date and is none: 3日游, 12306号, 第30条, 3点建议."""

import re

from generator.dates.numbers import NUMERALS, number
from generator.dates.words import Table, either

_HAN = f"[{NUMERALS}廿卅]"
_HAN_BEFORE = re.compile("[一-鿿](?<![在于的自从到是及和与])$")
"""前一天 behind a word counts from what the word names, which is no date: 就诊前一天."""
_COUNTED = re.compile(f"[0-9{NUMERALS}两几数多半百千个然]$")
"""Behind these 年内 and 月内 are some years and months: 三年内, 自然月内."""
_FROM_DAY = re.compile(f"月{_HAN}{{1,3}}日[至到]$")
"""Before 十日 these make it a day: 本月五日至十日."""
_LONGEST = 6
_DAYS = 31
_STREETS = frozenset("街路巷弄")
"""Before 10号 these make it a house."""
_NEAR = 24
_CLOCK = frozenset(["part", "hour", "hour_unit", "hour_sign", "hour_bare", "half", "quarter"]).union(
    ["minute", "minute_sign", "second", "second_sign"]
)

Pieces = dict[str, str]


class Doubts:
    """What beside numbers and their units makes something else of them, compiled once."""

    def __init__(self, tables: dict[str, Table]) -> None:
        """Make it of the words."""
        after = tables["not_after"]
        self.not_hour = re.compile(either(after["hour"]))
        self.not_year = re.compile(either(after["year"]))
        self.not_month = re.compile(either(after["month"]))
        self.not_day = re.compile(f"(?!{either(after['day_yet'])}){either(after['day'])}")
        self.not_number = re.compile(f"(?!{either(after['number_yet'])}){either(after['number'])}")
        han = tables["han_days"]
        self.han_day = re.compile(
            f"(?!{either(han['behind_never'])})(?:[至到、和及与]{_HAN}{{1,3}}日)?{either(han['behind'])}"
        )
        self.not_han_day = re.compile(f"(?:{_HAN}|{either(han['before'])})$")
        never = "".join(f"(?<!{word})" for word in han["never_before"])
        self.sure_han_day = re.compile(f"{either(han['sure_before'])}{never}$")
        self.quarterly = re.compile(either(tables["quarterly"]["words"]))
        self.at_hour = re.compile(f"{either(tables['marks']['at_hour'])}$")
        self.counts = re.compile(
            f"(?:第 ?|{either(tables['marks']['count_before'])}|(?<![0-9{NUMERALS}])[0-9{NUMERALS}]年"
            "|[a-z]-|[a-z_/.·•]|[0-9][,.])$"
        )


def plausible(text: str, start: int, end: int, found: Pieces, doubts: Doubts) -> bool:
    """Say whether numbers and their units are a date here: 9日 is, 3日游 is not."""
    pieces, before = found.keys() - {"zone"}, text[max(0, start - 2) : start]
    if pieces <= _CLOCK:
        return _plausible_time(text, start, end, found, doubts)
    if pieces <= {"year", "ad", "short"}:
        return not doubts.not_year.match(text, end)
    if pieces & {"day_word", "month_word", "year_slot", "bare_month_slot"}:
        return not _other_word(text, start)
    if pieces <= {"season_slot", "slot_end"}:
        return bool(doubts.quarterly.search(text[max(0, start - _NEAR) : end + _NEAR]))
    if pieces == {"month"} or (pieces == {"month", "month_slot"} and len(found["month_slot"]) == 1):
        holds = not doubts.not_month.match(text, end)
    elif "day" in pieces and not pieces & {"year", "month", "year_word", "short", "era"}:
        holds = _plausible_day(text, (start, end), found, doubts)
    else:
        return True
    return holds and not doubts.counts.search(before)


def _other_word(text: str, start: int) -> bool:
    """Say whether a word is part of another: 前一天 of 就诊前一天, 年内 of 三年内."""
    before = text[max(0, start - 1) : start]
    if text.startswith(("前一", "后一"), start):
        return _HAN_BEFORE.search(before) is not None
    return text[start] in "年月" and _COUNTED.search(before) is not None


def _plausible_time(text: str, start: int, end: int, found: Pieces, doubts: Doubts) -> bool:
    """Say whether a time stands for a moment: 下午3时, 6时, 截至14:30; not 3点建议, 10:30."""
    if found.keys() & {"part", "zone"}:
        return bool(found.keys() & {"hour", "hour_sign"})
    before = text[max(0, start - 2) : start]
    if "hour" in found:
        arabic, sure = (
            found["hour"].isdecimal(),
            found.keys() & {"minute", "half"} or found["hour_unit"] == "时",
        )
        return bool(arabic and sure) and not (
            doubts.not_hour.match(text, end) or doubts.counts.search(before)
        )
    return "hour_sign" in found and doubts.at_hour.search(before) is not None


def _is_han_day(text: str, span: tuple[int, int], found: Pieces, doubts: Doubts) -> bool:
    """Say whether 十日 is a day and not ten of them."""
    start, end = span
    if doubts.sure_han_day.search(text[max(0, start - 2) : start]):
        return not doubts.not_day.match(text, end) and not text.startswith("前", end)
    if _FROM_DAY.search(text[max(0, start - _LONGEST) : start]):
        return True
    before = text[max(0, start - 1) : start]
    literary = found["day"] == "一" and not before.isalpha()
    counts = literary or doubts.not_han_day.match(before)
    return not counts and doubts.han_day.match(text, end) is not None


def _plausible_day(text: str, span: tuple[int, int], found: Pieces, doubts: Doubts) -> bool:
    end = span[1]
    alone = found.keys() <= {"zone", "day", "day_unit"}
    if number(found["day"]) > _DAYS or not number(found["day"]):
        return False
    if alone and found["day"][0] in NUMERALS:
        return found["day_unit"] == "日" and _is_han_day(text, span, found, doubts)
    house = doubts.not_number.match(text, end) or text[max(0, span[0] - 1) : span[0]] in _STREETS
    if alone and found["day_unit"] == "号" and house:
        return False
    return not alone or not doubts.not_day.match(text, end)
