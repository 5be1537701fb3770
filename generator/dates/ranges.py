"""The two sides of a range: what one leaves out is as the other says."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import msgspec

from generator.dates.calendar import WEEK, moved_month, of_day, possible, span_between
from generator.dates.reading import read
from generator.dates.values import Context, Lean, Read, Said, Span
from generator.dates.within import in_month_said, in_year_said


def read_range(first: Said, last: Said, context: Context, lean: Lean) -> Read:
    """Read both sides of a range; ValueError or OverflowError where the calendar has no such day."""
    if first.edtf or last.edtf:
        one, other = read(first, context, lean), read(last, context, lean)
        return Read(texts=(f"{_sides(one)[0]}/{_sides(other)[-1]}",), basis=one.basis)
    if first.year is not None or first.unit or last.is_time:
        return _from_start(first, last, context, lean)
    if last.month is None and last.day is not None and not last.unit:
        last = msgspec.structs.replace(last, month=first.month)
    if first.month is None and first.day is not None:
        first = msgspec.structs.replace(first, month=last.month)
    end = read(last, context, lean)
    spans = tuple(whole for span in end.spans for whole in _starts(first, span))
    return Read(spans=spans, basis=end.basis, fault=end.fault)


def _from_start(first: Said, last: Said, context: Context, lean: Lean) -> Read:
    """Read a range whose start is complete: its end is the next such day."""
    start = read(first, context, lean)
    begin = next(iter(start.spans), None)
    if begin is None:
        return start
    end = next(_ends(last, begin), None)
    if end is None:
        after = msgspec.structs.replace(
            context, span=begin, year=begin.start.year, month=None, day=begin.start
        )
        end = next(iter(read(last, after, lean).spans), None)
    if end is None:
        return Read(fault="one side is no date")
    return Read(spans=(span_between(begin, end),), basis=start.basis, fault=start.fault)


def _sides(made: Read) -> list[str]:
    if made.spans:
        return [made.spans[0].first, made.spans[0].last]
    return made.texts[0].split("/") if made.texts else [".."]


def _near(said: Said, day: date, by: int) -> Span | None:
    """Give what is said, of the month or year that lies so far from a day's own."""
    if said.month is None and said.day is not None:
        return possible(partial(in_month_said, *moved_month(day.year, day.month, by), said))
    if said.month is not None or said.slot or said.lunar is not None:
        return possible(partial(in_year_said, day.year + by, said))
    if said.weekday is not None:
        days = (said.weekday - day.isoweekday()) % WEEK
        return of_day(day + timedelta(days=days + WEEK * min(by, 0) * bool(days)), said)
    return of_day(day, said)


def _ends(said: Said, first: Span) -> Iterator[Span]:
    """Give the readings of an end that leaves out what its start has said, soonest first."""
    if said.unit or said.year is not None:
        return
    for by in (0, 1):
        span = _near(said, first.start, by)
        if span and span.end >= first.start and span.last >= first.first[: len(span.last)]:
            yield span


def _starts(said: Said, last: Span) -> Iterator[Span]:
    """Give the range that ends so, its start the latest that comes before the end."""
    for by in (0, -1):
        span = _near(said, last.start, by)
        if span and span.start <= last.end:
            yield span_between(span, last)
            return
