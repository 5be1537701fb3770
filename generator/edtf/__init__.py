"""A date as far as it is known: its EDTF text, bounds, sort key and words."""

from generator.edtf.grammar import parse
from generator.edtf.language import Forms, Words
from generator.edtf.parts import part_hours, part_words
from generator.edtf.phrases import short, words
from generator.edtf.spans import Hours, bounds, first_day, last_day, sort_key, years
from generator.edtf.stamps import html_datetime, in_zone, local_days, local_time, rfc3339
from generator.edtf.values import UNKNOWN, Kind, Point, Precision, When
from generator.edtf.zones import zone

__all__ = [
    "UNKNOWN",
    "Forms",
    "Hours",
    "Kind",
    "Point",
    "Precision",
    "When",
    "Words",
    "bounds",
    "first_day",
    "html_datetime",
    "in_zone",
    "last_day",
    "local_days",
    "local_time",
    "parse",
    "part_hours",
    "part_words",
    "rfc3339",
    "short",
    "sort_key",
    "words",
    "years",
    "zone",
]
