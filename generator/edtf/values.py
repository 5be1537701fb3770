"""The values: a point in the calendar, and what an editor can say of when something happened."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

Precision = Literal[
    "unknown",
    "century",
    "decade",
    "year",
    "half",
    "quarter",
    "season",
    "month",
    "day",
    "minute",
    "second",
]
"""How finely a date is known, coarsest first."""

Kind = Literal["unknown", "date", "interval"]

_ORDER: tuple[Precision, ...] = get_args(Precision)
RANK: dict[Precision, int] = {name: rank for rank, name in enumerate(reversed(_ORDER))}
"""0 for the finest precision, rising as less is known."""


class Point(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One date or time, as far as it was stated; parts that were not stated are None."""

    year: int
    # of a decade or century: its first year
    precision: Precision
    grouping: int | None = None
    # EDTF's code for a part of the year: 21-24 seasons, 33-36 quarters, 40-41 halves
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None
    # minutes east of UTC; None: in whatever zone the reader of the value names
    approximate: bool = False
    uncertain: bool = False
    unspecified: Literal["", "month", "day"] = ""
    # the finest part written as XX: 2016-XX "month", 2016-09-XX and 2016-XX-XX "day"

    @property
    def has_time(self) -> bool:
        """Say whether a time of day is stated."""
        return self.hour is not None


class When(Struct, frozen=True, kw_only=True, cache_hash=True):
    """What is known of when something happened (EDTF, ISO 8601-2:2019)."""

    text: str
    # canonical: one text for one meaning
    kind: Kind
    start: Point | None = None
    end: Point | None = None
    # of a date both are the same point
    open_start: bool = False
    open_end: bool = False
    # written `..`: it goes on; a missing side that is not open is unknown

    @property
    def is_unknown(self) -> bool:
        """Say whether nothing at all is known."""
        return self.kind == "unknown"

    @property
    def points(self) -> tuple[Point, ...]:
        """Give the sides that are stated."""
        if self.kind == "date":
            return (self.start,) if self.start else ()
        return tuple(point for point in (self.start, self.end) if point)

    @property
    def precision(self) -> Precision:
        """Give how finely it is known, of two sides the coarser."""
        if self.start is not None and self.kind == "date":
            return self.start.precision
        return max((point.precision for point in self.points), key=RANK.__getitem__, default="unknown")

    @property
    def approximate(self) -> bool:
        """Say whether a side is marked `~` or `%`."""
        return any(point.approximate for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Say whether a side is marked `?` or `%`."""
        return any(point.uncertain for point in self.points)

    @property
    def has_time(self) -> bool:
        """Say whether a time of day is stated."""
        return any(point.has_time for point in self.points)


UNKNOWN = When(text="unknown", kind="unknown")
