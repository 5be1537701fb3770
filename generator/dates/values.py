"""The values: what a passage says of a date, the days that it may mean, and what was found."""

from __future__ import annotations

from datetime import date
from typing import Literal

from generator.model.kinds import Noun

Basis = Literal["explicit", "inferred", "anchor"]
UNKNOWN = "unknown"
"""In place of a fault: the article's date would tell."""
Unit = Literal["", "day", "week", "weekday", "month", "year"]


class Found(Noun, frozen=True, kw_only=True):
    """One date in a text."""

    text: str
    start: int
    end: int
    # code points of the text as it was given
    edtf: str = ""
    # empty where it cannot be known
    candidates: tuple[str, ...] = ()
    # likeliest first, where there is more than one reading
    part_of_day: str = ""
    # a word that generator.edtf.part_hours knows
    tz: str = ""
    # the zone that the text states
    basis: Basis = "explicit"
    # whether the text alone says it, or the article's date and what stands before are needed, or anchors.yaml
    fault: str = ""
    # why it cannot be, or what contradicts it


class Lunar(Noun, frozen=True, kw_only=True):
    """A day or month of the Chinese lunar calendar."""

    month: int
    # 0 is the last one of the year before: 大年三十
    day: int = 0
    # 0 is the whole month
    leap: bool = False
    cycle: tuple[int, int] | None = None
    # the length of the cycle that its year is named in, and the year's rest by it


class Said(Noun, frozen=True, kw_only=True):
    """What one passage says of a date, before its surroundings are asked."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    # Monday is 1
    unit: Unit = ""
    by: int = 0
    # so many units from the article's date
    of_text: bool = False
    # or from the last date that the text names
    reach: bool = False
    # all the units from there to here, or from here on
    slot: str = ""
    # a part of the year or, behind `d`, of the month: "01/06", "12~", "21", "d21/31"; "same" is 去年同期
    shift: int = 0
    # by how many months its fiscal year is later than the calendar's
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: str = ""
    tz: str = ""
    edtf: str = ""
    # the whole of it, where the passage leaves nothing open
    others: tuple[str, ...] = ()
    # its other readings
    offset: str = ""
    # from UTC, as RFC 3339 writes it
    basis: Basis = "explicit"
    fault: str = ""
    lunar: Lunar | None = None
    # in place of month, day and slot
    bare: bool = False
    # a number whose unit stands behind the next one: 4 of 4-6日

    @property
    def has_day(self) -> bool:
        """Say whether a day is named in any way."""
        return self.day is not None or self.weekday is not None or self.unit == "day" or self.has_lunar_day

    @property
    def has_lunar_day(self) -> bool:
        """Say whether a lunar day is named."""
        return self.lunar is not None and self.lunar.day > 0

    @property
    def is_time(self) -> bool:
        """Say whether nothing but a time or a part of the day is said."""
        named = self.has_day or self.month or self.year or self.slot or self.unit or self.edtf
        return not (named or self.lunar)

    @property
    def is_bare_day(self) -> bool:
        """Say whether a day is named and nothing of its hours."""
        return self.day is not None and self.hour is None and not self.part and not self.bare

    @property
    def is_end(self) -> bool:
        """Say whether the end of a year, quarter or month is named."""
        return self.slot in {"12~", "d31~"} or self.slot.endswith("$")

    @property
    def has_month_or_year(self) -> bool:
        """Say whether a month or a year is named with it."""
        return (
            (self.day is not None and self.month is not None) or self.year is not None or self.unit == "year"
        )


class Span(Noun, frozen=True, kw_only=True):
    """One reading: its EDTF texts, and the days from which distances are measured."""

    first: str
    last: str
    start: date
    end: date

    @property
    def edtf(self) -> str:
        """Give it as one EDTF text."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


class Sides(Noun, frozen=True, kw_only=True):
    """A passage or two of a range, and what stands around them."""

    first: Said
    last: Said | None = None
    start: int
    end: int
    open_start: bool = False
    open_end: bool = False
    about: bool = False
    perhaps: bool = False
    ahead: bool = False
    # its clause looks forward
    behind: bool = False
    # or back
    nearest: bool = False
    # it begins about now, before or after
    reported: bool = False
    # it is when something was said or done that is reported


class Read(Noun, frozen=True, kw_only=True):
    """The readings of a passage, likeliest first."""

    spans: tuple[Span, ...] = ()
    texts: tuple[str, ...] = ()
    # where a reading is no span of days
    basis: Basis = "inferred"
    fault: str = ""
    # UNKNOWN where only the article's date is missing
    open_end: bool = False


class Lean(Noun, frozen=True, kw_only=True):
    """To which side an unfinished date leans."""

    ahead: bool = False
    behind: bool = False
    nearest: bool = False
    reported: bool = False
    carry: str = ""
    # how far the last date of the text stands: here, next in a "list", a "clause", "sentence" or
    # "paragraph" away, or "none"

    @property
    def same_sentence(self) -> bool:
        """Say whether the last date of the text stands in this sentence."""
        return self.carry in {"", "list", "clause"}

    @property
    def near(self) -> bool:
        """Say whether it stands in this sentence or not farther than the next."""
        return self.same_sentence or self.carry == "sentence"


class Context(Noun, frozen=True, kw_only=True):
    """What a passage is read by: the article's day, and the last date that the text names."""

    on: date | None
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    span: Span | None = None
    place: int = 0
    # where the last date ended
    stated: bool = False
    # its year stood in the text
    told: int | None = None
    # the year before that, if the last one is a part of a name
    outer: Context | None = None
    # what the text had named before the brackets in which the last date stands
