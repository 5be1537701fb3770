"""The times that a text names, read by the date grammar, each with its sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from generator.clip.literal import STOPS
from generator.clip.words import ahead
from generator.dates import Found, find
from generator.model.kinds import Noun

_STOP = re.compile(f"[{STOPS}]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BEFORE, _BEHIND = 12, 16
"""Characters around a time in which a word makes it one to come."""


class When(Noun, frozen=True, kw_only=True):
    """A time that the text names."""

    block: int
    text: str
    passage: str
    # the sentence it stands in
    edtf: str = ""
    candidates: tuple[str, ...] = ()
    part_of_day: str = ""
    tz: str = ""
    basis: str = "explicit"
    by: str = ""
    # the day that the text names, by which it was read for want of the article's
    fault: str = ""
    forecast: bool = False


def times(blocks: Sequence[str], on: str, anchors: Mapping[str, str], zone: str) -> tuple[When, ...]:
    """Find the times that a text names.

    Where the article's date is unknown, what needs one is read by the first day that the text itself names.
    """
    text = "\n\n".join(blocks)
    starts = [0, *accumulate(len(block) + 2 for block in blocks)]
    found = find(text, on or None, anchors=anchors, zone=zone)
    days = (one.edtf for one in found if one.basis == "explicit" and _DAY.fullmatch(one.edtf))
    by = "" if on else next(days, "")
    again = find(text, by, anchors=anchors, zone=zone) if by else ()
    by_day = {(one.start, one.end): one.edtf for one in again}
    stops = [-1, *(match.start() for match in _STOP.finditer(text)), len(text)]
    return tuple(
        _when(one, _sentence(text, stops, one), bisect_right(starts, one.start) - 1, by_day, by)
        for one in found
    )


def _when(one: Found, passage: str, block: int, by_day: Mapping[tuple[int, int], str], by: str) -> When:
    guess = (by_day.get((one.start, one.end)) or one.candidates[0]) if one.candidates else ""
    stated = one.edtf or guess
    return When(
        block=block,
        text=one.text,
        passage=passage,
        edtf=stated,
        candidates=one.candidates if len(one.candidates) > 1 else (),
        part_of_day=one.part_of_day,
        tz=one.tz,
        basis=one.basis,
        by="" if one.edtf or not guess else by,
        fault=one.fault,
        forecast=_is_ahead(stated, one.text, passage),
    )


def _sentence(text: str, stops: Sequence[int], one: Found) -> str:
    """Give the sentence that a time stands in."""
    begin = stops[bisect_left(stops, one.start) - 1] + 1
    return text[begin : stops[bisect_left(stops, one.end)] + 1].strip()


def _is_ahead(edtf: str, said: str, passage: str) -> bool:
    """Say whether a time is one to come: its end is open, or its sentence speaks of plans."""
    low = f" {passage.casefold()} "
    place = low.find(said.casefold())
    near = low[max(place - _BEFORE, 0) : place + len(said) + _BEHIND] if place >= 0 else low
    return edtf.endswith("/..") and any(word in near for word in ahead())
