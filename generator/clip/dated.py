"""The day of a page's publication, as its lines and its metadata state it."""

import re
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
_MARKS = "\u3000 [【(（·•-"
_GAPS = re.compile(r"\u3000| {2,}|(?<=\d) (?=\D)")
_COLON = re.compile(r"[:：](?=\d{4}\D)")
"""A colon that could be a clock's, before a year."""
_LABEL = re.compile(r"[^\d:：]{1,20}[:：]?\s*")
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", "”", "」")


def datelines(units: Sequence[Unit], desk: Desk) -> Iterator[Candidate]:
    """Give the lines that are a date and little else, at the head or where they say of what."""
    stamped = tuple(_stamps(units, desk))
    yield from stamped
    told = {one.place for one in stamped}
    texts = 0
    for unit in units[:_DATELINES]:
        is_text = len(unit.text) > _DATELINE or unit.text.endswith(_SENTENCE_ENDS)
        texts += is_text
        if texts > 1:
            return
        if is_text or unit.text in told:
            continue
        for one in days(in_lines([unit.text], desk)):
            if len(key(unit.text)) - len(key(one.place)) <= _AROUND:
                yield Candidate(value=one.value, place=unit.text)
                break


def _stamps(units: Sequence[Unit], desk: Desk) -> Iterator[Candidate]:
    """Give the lines, wherever they stand, that begin with when a page was published or edited."""
    published, _ = stamps()
    for unit in units:
        if not is_stamp(unit.text):
            continue
        parts = [part.lower().lstrip(_MARKS) for part in _GAPS.split(unit.text)]
        stated = [_LABEL.sub("", part, count=1) for part in parts if part.startswith(published)]
        found = days(in_lines(stated, desk))
        yield Candidate(value=found[0].value if found else "", place=unit.text)


def is_stamp(line: str) -> bool:
    """Say whether a line begins with words for when a page was published or edited, and has figures."""
    published, edited = stamps()
    begins = line.lower().lstrip(_MARKS).startswith((*published, *edited))
    is_text = len(line) > _STAMP or line.endswith((*_SENTENCE_ENDS, "."))
    return begins and not is_text and any(map(str.isdigit, line))


def in_lines(lines: Sequence[str], desk: Desk) -> list[Candidate]:
    """Give the days and times that lines state in full."""
    apart = [_COLON.sub(": ", line) for line in lines]
    return [
        Candidate(value=when.edtf, place=when.text)
        for when in times(apart, "", desk.anchors, desk.zone)
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
