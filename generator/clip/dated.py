"""The day of a page's publication, as its lines and its metadata state it."""

from collections.abc import Iterable, Iterator, Sequence

from generator import edtf
from generator.clip.desk import Desk
from generator.clip.literal import key, one_line
from generator.clip.times import times
from generator.clip.values import Candidate, Unit

_DATELINES, _DATELINE, _AROUND = 5, 60, 14
"""Blocks at the head, their length, and letters beside a date, for a line with a date and no text."""
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", "”", "」")


def datelines(units: Sequence[Unit], desk: Desk) -> Iterator[Candidate]:
    """Give the lines at the head that are a date and little else."""
    for unit in units[:_DATELINES]:
        if len(unit.text) > _DATELINE or unit.text.endswith(_SENTENCE_ENDS):
            continue
        for one in days(in_lines([unit.text], desk)):
            if len(key(unit.text)) - len(key(one.place)) <= _AROUND:
                yield Candidate(value=one.value, place=unit.text)
                break


def in_lines(lines: Sequence[str], desk: Desk) -> list[Candidate]:
    """Give the days and times that lines state in full."""
    return [
        Candidate(value=when.edtf, place=when.text)
        for when in times(lines, "", desk.anchors, desk.zone)
        if when.basis == "explicit" and when.edtf and not when.fault
    ]


def days(given: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Give the statements of a day of publication that are one, as EDTF."""
    known = dict[str, Candidate]()
    for one in given:
        try:
            stamp = edtf.parse(one.value.strip())
        except ValueError:
            continue
        if stamp.kind == "date" and stamp.precision in {"day", "minute", "second"}:
            known.setdefault(stamp.text, Candidate(value=stamp.text, place=one_line(one.place, 60)))
    return tuple(known.values())
