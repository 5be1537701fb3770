"""The silences of a story: how long nothing is on record between two moments."""

from collections.abc import Sequence

from generator import edtf
from generator.edtf.values import RANK, Point
from generator.model.timeline import Event
from generator.plan.press import Press

_LEAST = 3
"""Whole calendar months; less is no silence."""

_GOES_ON = "~"
"""Stands for the last day of what has none, after every day."""

_AHEAD = frozenset(["forecast", "scheduled"])


def silences(shown: Sequence[tuple[Event, ...]], press: Press) -> tuple[str, ...]:
    """Say after each moment how long nothing follows; empty where that is short or cannot be known."""
    before = _furthest(shown)
    pairs = zip(shown, shown[1:], before[1:], strict=False)
    return (*(_silence(earlier, later, reach, press) for earlier, later, reach in pairs), "")[: len(shown)]


def _furthest(shown: Sequence[tuple[Event, ...]]) -> list[Event | None]:
    """Give for each moment which event reaches furthest of all that come before it in order."""
    found: list[Event | None] = [None] * len(shown)
    furthest: Event | None = None
    for place in sorted(range(len(shown)), key=lambda place: shown[place][0].order):
        found[place] = furthest
        reaching = [event for event in shown[place] if _reaches(event)]
        furthest = max((*([furthest] if furthest else []), *reaching), key=_end, default=None)
    return found


def _reaches(event: Event) -> bool:
    """Say whether it fills the time it spans: a plan without an end does not."""
    return not event.when.is_unknown and not (event.when.end is None and event.status in _AHEAD)


def _end(event: Event) -> tuple[str, bool]:
    return edtf.last_day(event.when, event.tz) or _GOES_ON, _vague(event.when.end)


def _silence(earlier: tuple[Event, ...], later: tuple[Event, ...], reach: Event | None, press: Press) -> str:
    first = later[0]
    start = edtf.first_day(first.when, first.tz)
    if reach is None or start is None or any(event.when.end is None for event in earlier):
        return ""
    end, vague = _end(reach)
    if end == _GOES_ON or vague or _vague(first.when.start):
        return ""
    months = _month(start) - _month(end) - 1
    if months < _LEAST:
        return ""
    exact = reach in earlier and _fine(reach.when.end) and _fine(first.when.start)
    return press.say("gap.after" if exact else "gap.at_least", span=_span(months, press))


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _vague(point: Point | None) -> bool:
    return point is not None and (point.approximate or point.uncertain)


def _fine(point: Point | None) -> bool:
    return point is not None and RANK[point.precision] <= RANK["month"]


def _span(months: int, press: Press) -> str:
    years, rest = divmod(months, 12)
    if not years:
        return press.say(f"gap.month.{rest}")
    key = f"gap.year.{years}"
    said = press.say(key) if press.words.has(key) else press.say("gap.years", n=years)
    return press.say("gap.both", years=said, months=press.say(f"gap.month.{rest}")) if rest else said
