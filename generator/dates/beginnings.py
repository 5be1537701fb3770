"""What a date can begin with, so that most of a text is never looked at twice."""

import re
from collections.abc import Iterator

from generator.dates.lunar import lunar_beginnings
from generator.dates.numbers import NUMERALS
from generator.dates.words import LISTS, Table, parts

_ENGLISH = re.compile("[a-z]")
_NO_BEGINNINGS = LISTS | {"weekdays", "month_slots", "slots_after_year", "parts"}
"""Tables of words that begin no date."""
_NUMERALS = f"{NUMERALS}两廿卅百千○o"
_DIGITS = "0123456789"
_NUMBERS = f"{_DIGITS}{NUMERALS}两廿卅百元初"
_UNITS = "年月日号时点世季天周星礼多余财学上下前第一二三四년월일시:-—–~〜至到、/かカヶケヵヶq"
_MORE = ("公元", "西元", "上世纪", "上个世纪", "本世纪", "半年", "半个月", "半月")


class Beginnings:
    """The beginnings by their first character, compiled once."""

    def __init__(self, tables: dict[str, Table]) -> None:
        """Make them of the tables."""
        ways: dict[str, list[str]] = {}
        seconds: dict[str, set[str]] = {}
        for pattern, first, second in _ways(tables):
            ways.setdefault(first, []).append(pattern)
            seconds.setdefault(first, set()).update(second)
        self.seconds = seconds
        self.ways = {first: re.compile("|".join(patterns)) for first, patterns in ways.items()}
        firsts, others = (
            re.escape("".join(sorted(signs))) for signs in (ways, set().union(*seconds.values()))
        )
        self.first = re.compile(f"[{firsts}](?=[{others}])")

    def places(self, text: str) -> Iterator[int]:
        """Give the places where a date can begin."""
        seconds, ways = self.seconds, self.ways
        for match in self.first.finditer(text):
            start, first = match.start(), match.group()
            if text[start + 1] in seconds[first] and ways[first].match(text, start):
                yield start


def _ways(tables: dict[str, Table]) -> Iterator[tuple[str, str, str]]:
    """Give each way to begin: its pattern, its first character, and what its second may be."""
    yield from lunar_beginnings(tables["lunar"])
    for word in _words(tables):
        yield re.escape(word), word[0], word[1]
    yield "第 ?[1-4一二三四] ?季", "第", " 1234一二三四"
    number = f"(?= ?[{_NUMBERS}])"
    for word in _before_numbers(tables):
        yield re.escape(word) + number, word[0], word[1:2] or f" {_NUMBERS}"
    for sign in {sign for unit in ("day", "month", "year") for sign in tables["near"][unit]}:
        yield rf"{sign} ?\([0-9]", sign, " ("
    for sign in tables["near"]["bare"]:
        verbs = "".join(tables["near"]["verbs"])
        yield f"{sign}[{verbs}]", sign, verbs
    unit = f"(?= ?(?:[{re.escape(_UNITS)}]|个[月多星礼季]))"
    for digit in _DIGITS:
        yield f"[0-9]{{1,4}}{unit}", digit, f" 个{_DIGITS}{_UNITS}"
    for numeral in _NUMERALS:
        yield f"[{_NUMERALS}]{{1,5}}{unit}", numeral, f" 个{_NUMERALS}{_UNITS}"


def _words(tables: dict[str, Table]) -> Iterator[str]:
    """Give the words that begin a date by themselves."""
    for name, table in tables.items():
        if name not in _NO_BEGINNINGS:
            yield from table
    yield from (*tables["names"]["never"], *_MORE)
    yield from (f"{quote}{period}" for quote in '“"' for period in tables["periods"])
    weekdays = tables["weekdays"]
    yield from (prefix + day for prefix in weekdays["prefixes"] for day in "".join(weekdays["days"]))
    yield from (f"{moon}曜" for moon in weekdays.get("sun_to_moon", []))


def _before_numbers(tables: dict[str, Table]) -> Iterator[str]:
    """Give the words that begin a date before a number."""
    amounts = tables["amounts"]
    words = (*parts(), *tables["parts"], *amounts["past"], *amounts["ahead"], *"前首头")
    yield from (word for word in words if not _ENGLISH.match(word))
