"""The day of a page's publication, as its lines and its metadata state it."""

from collections.abc import Iterable, Iterator, Sequence

from generator import edtf
from generator.clip.desk import Desk
from generator.clip.literal import key, one_line
from generator.clip.times import times
from generator.clip.values import Candidate, Unit
from generator.clip.words import stamps

_DATELINES, _DATELINE, _AROUND = 5, 60, 14
"""Blocks at the head, their length, and letters beside a date, for a line with a date and no text."""
_DAY = len("2026-11-23")
_STAMP = 80
"""Characters of a line that says when a page was published or edited."""
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", "”", "」")


def datelines(units: Sequence[Unit], desk: Desk) -> Iterator[Candidate]:
    """Give the lines that are a date and little else, at the head or where they say of what."""
    stamped = tuple(_stamps(units, desk))
    yield from stamped
    told = {one.place for one in stamped}
    for unit in units[:_DATELINES]:
        if len(unit.text) > _DATELINE or unit.text.endswith(_SENTENCE_ENDS) or unit.text in told:
            continue
        for one in days(in_lines([unit.text], desk)):
            if len(key(unit.text)) - len(key(one.place)) <= _AROUND:
                yield Candidate(value=one.value, place=unit.text)
                break


def _stamps(units: Sequence[Unit], desk: Desk) -> Iterator[Candidate]:
    """Give the lines, wherever they stand, that begin with when a page was published or edited."""
    published, edited = stamps()
    for unit in units:
        words = unit.text.lstrip("　 [【(（·•")
        if len(unit.text) > _STAMP or not words.lower().startswith((*published, *edited)):
            continue
        for one in days(in_lines([unit.text], desk)):
            value = one.value if words.lower().startswith(published) else ""
            yield Candidate(value=value, place=unit.text)
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
    first = next(iter(known), "")[:_DAY]
    finer = [one for one in known.values() if one.value.startswith(first) and len(one.value) > _DAY]
    return tuple(dict.fromkeys([*finer, *known.values()]))
