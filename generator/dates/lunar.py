"""Lunar dates in words: 农历八月十五, 丙申年腊月廿八, 正月初六, 大年三十."""

import re
from collections.abc import Iterator

from generator.dates.numbers import NUMERALS, number
from generator.dates.values import Lunar
from generator.dates.words import Table, either

_STEMS, _BRANCHES, _ANIMALS = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_FIRST_OF_CYCLES = 4
"""A year that begins both rounds, of sixty and of twelve: 甲子 of the rat."""
_EARLY = f"(?:初[{NUMERALS}]|廿[{NUMERALS}])"
_DAY = f"(?:{_EARLY}|[廿卅]|[{NUMERALS}]{{1,3}})"
_LATER = f"(?:[一二]?十[{NUMERALS}]?|三十)"
_FIRST_DAYS = "初[一二三四五六七八九十]"
_GOES_ON = r"[晚夜早至到]|[上中下]午|\((?:即|[0-9]{1,2}月)"
"""What stands behind 初三 of the new year where it is no class of a school."""
_APART = r"(?=[,。、;:!?)\]」”’\n 至到晚夜早上中下凌清前后起是为时]|$)"
"""What stands behind 八月十五 where it is no count: nobody leaves out 日 of a solar day."""

Pieces = dict[str, str]


class LunarForms:
    """The forms, compiled once."""

    def __init__(self, table: Table) -> None:
        """Make them of the words."""
        named = either(table["months"])
        behind = rf"{_GOES_ON}|[,、:;。!?()”’\n ]|{either(table['new_year_behind'])}|$"
        new_year = rf"(?:年(?={_FIRST_DAYS}(?:{behind}))|(?<=[^学]年)(?={_FIRST_DAYS}(?:{_GOES_ON})))"
        months = f"(?P<lunar_month>[0-9]{{1,2}}|[{NUMERALS}]{{1,2}})月"
        month = rf"(?P<lunar_leap>闰)?(?:(?P<lunar_named>{named})|{months})"
        years = f"(?:[{_STEMS}][{_BRANCHES}][{_ANIMALS}]?|[{_ANIMALS}])年"
        mark = rf"[ 的]?(?P<lunar_mark>{either(table['marks'])})[ 的]?"
        self.mark = re.compile(mark)
        self.cycle = re.compile(f"(?P<cycle>{years})")
        marked = (
            rf"[ 的]?(?:{month}份?(?:(?P<lunar_day>{_DAY}|[0-9]{{1,2}})日?)?|大?年(?P<eve>{_EARLY}|三十))"
        )
        self.marked = re.compile(marked)
        self.after_year = re.compile(mark + marked)
        self.plain = re.compile(
            rf"[ 的]?(?:大年(?P<eve>{_EARLY}|三十)|年(?P<late>廿[{NUMERALS}])"
            rf"|{new_year}(?P<new_year>{_EARLY})"
            rf"|(?P<lunar_leap>闰)?(?P<lunar_named>{named})(?P<lunar_day>{_DAY})日?"
            rf"|(?P<lunar_month>[{NUMERALS}]{{1,2}})月(?P<of_month>{_EARLY}日?|{_LATER}{_APART}))"
        )
        self.new_year = re.compile(f"[ 的]?{new_year}")
        self.last = re.compile(f"(?P<lunar_day>{_EARLY}|{_LATER}{_APART})")
        self.beside = re.compile(
            rf" ?(?:\( ?(?:(?:星期|周)[一二三四五六日天][,、 ]? ?)?)?"
            rf"(?:{either(table['marks'])})?(?:{years})?"
            rf"(?:闰?(?:{named}|[{NUMERALS}]{{1,2}}月){_DAY}日?|大年(?:{_EARLY}|三十))\)?"
        )


def lunar_beginnings(table: Table) -> Iterator[tuple[str, str, str]]:
    """Give what such a date begins with beside a numeral: its pattern, its first and its second character."""
    for mark in table["marks"]:
        yield mark, mark[0], mark[1]
    for month in table["months"]:
        yield f"{month}[{NUMERALS}廿卅初]", month[0], month[1]
    yield f"闰[{NUMERALS}正腊冬]", "闰", f"{NUMERALS}正腊冬"
    yield "大年[初廿三]", "大", "年"
    yield "年廿", "年", "廿"
    for stem in _STEMS:
        yield f"{stem}[{_BRANCHES}][{_ANIMALS}]?年", stem, _BRANCHES
    for animal in _ANIMALS:
        yield f"{animal}年", animal, "年"


def lunar_of(found: Pieces, table: Table) -> Lunar | None:
    """Give the lunar date that the pieces say; None where they say none."""
    named, written = found.get("lunar_named"), found.get("lunar_month")
    cycle = _cycle(found.get("cycle", ""))
    if eve := found.get("eve") or found.get("late") or found.get("new_year"):
        return Lunar(month=int(eve.startswith("初")), day=number(eve.lstrip("初")), cycle=cycle)
    if not (named or written):
        return None
    day = found.get("lunar_day") or found.get("of_month", "")
    numbers = dict(zip(table["months"], table["month_numbers"], strict=True))
    return Lunar(
        month=numbers[named] if named else number(written or ""),
        day=number(day.strip("初日")) if day else 0,
        leap="lunar_leap" in found,
        cycle=cycle,
    )


def _cycle(name: str) -> tuple[int, int] | None:
    """Give the length of a year's cycle and its place there, counted as the years are: 丙申 is 2016."""
    if not name:
        return None
    if name[0] in _ANIMALS:
        return len(_ANIMALS), (_ANIMALS.index(name[0]) + _FIRST_OF_CYCLES) % len(_ANIMALS)
    stems, branches = len(_STEMS), len(_BRANCHES)
    named = (_STEMS.index(name[0]), _BRANCHES.index(name[1]))
    length = stems * branches // 2
    place = next((at for at in range(length) if (at % stems, at % branches) == named), None)
    return None if place is None else (length, (place + _FIRST_OF_CYCLES) % length)
