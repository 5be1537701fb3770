"""What one passage may mean, by the article's day and by what the text said before."""

from generator.dates.almanac import missing
from generator.dates.counted import read_counted
from generator.dates.unfinished import (
    checked,
    read_day_of_month,
    read_time,
    read_weekday,
    read_without_year,
)
from generator.dates.values import Context, Lean, Read, Said
from generator.dates.within import in_year_said


def read(said: Said, context: Context, lean: Lean) -> Read:
    """Give the readings of a passage; ValueError or OverflowError where the calendar has no such day."""
    if said.fault:
        return Read(fault=said.fault)
    if said.lunar is not None and (missing_here := missing(said.year)):
        return Read(fault=missing_here)
    if said.edtf:
        return Read(texts=(said.edtf, *said.others), basis=said.basis)
    if said.unit or said.slot == "same":
        return read_counted(said, context)
    if said.year is not None:
        span = in_year_said(said.year, said)
        return checked(said, (span,), said.basis)
    return _unfinished(said, context, lean)


def _unfinished(said: Said, context: Context, lean: Lean) -> Read:
    if said.month is not None or said.lunar is not None:
        return read_without_year(said, context, lean)
    if said.day is not None:
        return read_day_of_month(said, context, lean)
    if said.weekday is not None:
        return read_weekday(said, context, lean)
    if said.slot:
        return read_without_year(said, context, lean)
    return read_time(said, context)
