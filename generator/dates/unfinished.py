"""Dates that leave out their year or month: 9月4日, 9日, 周三, 三季度, 下午3时."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from generator.dates.calendar import MONTHS, WEEK, moved_month, of_day, possible
from generator.dates.values import UNKNOWN, Basis, Context, Lean, Read, Said, Span
from generator.dates.within import in_month_said, in_year_said

_DEAR = 20
"""How much farther a day counts that lies where its clause does not look."""
_NEXT_MONTH = 3
"""How much farther a bare day of the next month counts: 9日 on the 25th is rather past."""
_AHEAD = 2.5
"""How much farther what lies ahead counts than what is past, in the months of a year."""
_BEGUN = 3
"""A period of which less than this part has passed is rather the last one."""
_MONTH = 31
_CLOSE = 10
"""So many days before the article's date are rather meant than the year or month that the text spoke of."""
_YEAR = 364
_SEASON, _SEASONS, _HALF = 80, 100, 6
"""Days of a winter at least and at most, and the months of half a year."""
_FAR = 180
"""So many days ahead of the article's date a report that does not look ahead names no day."""
_LEAP_YEAR = 2016


def checked(said: Said, spans: Iterable[Span], basis: Basis) -> Read:
    """Compare with the weekday that stands beside; the first reading on that weekday is the likeliest."""
    readings = tuple(spans)
    if said.weekday is None or not readings:
        return Read(spans=readings, basis=basis)
    right = tuple(span for span in readings if span.start.isoweekday() == said.weekday)
    if right:
        return Read(spans=right[:1], basis=basis)
    day = readings[0].start
    beside = (said.weekday - day.isoweekday() + WEEK // 2) % WEEK - WEEK // 2
    other = of_day(day + timedelta(days=beside), said)
    return Read(spans=(readings[0], other), basis=basis, fault="the day and its weekday disagree")


def read_without_year(said: Said, context: Context, lean: Lean) -> Read:
    """Read 9月4日, 9月 or 三季度: of the year that the sentence speaks of, else of the nearest."""
    if reason := _impossible(said):
        return Read(fault=reason)
    carried = _carried_year(said, context, lean)
    if context.on is None:
        return _without_article(carried, lean)
    on = context.on
    spans = [span for year in _years(said, on) if (span := possible(partial(in_year_said, year, said)))]
    if said.by:
        spans = [span for span in spans if (span.end < on if said.by < 0 else span.start > on)] or spans
    close = not lean.same_sentence or (lean.carry == "clause" and _other_month(said, context))
    ahead = _DEAR if said.slot and said.month is None and "/" in said.slot[:3] else _AHEAD
    ordered = sorted(
        spans,
        key=lambda span: _distance(span, on, lean, ahead if span.start.year > on.year else _AHEAD),
    )
    return _likeliest(said, ordered, carried, on, close=close)


def read_day_of_month(said: Said, context: Context, lean: Lean) -> Read:
    """Read 9日: of the month that the text speaks of where it goes on from there, else of the nearest."""
    carried = None
    goes_on = context.day is None or (said.day or 0) >= context.day.day
    if context.month and lean.near and goes_on:
        carried = possible(partial(in_month_said, *context.month, said))
    if context.on is None:
        return _without_article(carried, lean)
    on = context.on
    months = [moved_month(on.year, on.month, by) for by in (0, -1, 1)]
    spans = [span for year, month in months if (span := possible(partial(in_month_said, year, month, said)))]
    next_month = moved_month(on.year, on.month, 1)
    ordered = sorted(
        spans,
        key=lambda span: _distance(
            span, on, lean, _NEXT_MONTH if (span.start.year, span.start.month) == next_month else 1
        ),
    )
    elsewhere = context.day is None or (context.day.year, context.day.month) != context.month
    reported = lean.reported and elsewhere
    return _likeliest(said, ordered, carried, on, close=reported or lean.carry == "sentence")


def read_weekday(said: Said, context: Context, lean: Lean) -> Read:
    """Read 周三: the last one, today's too; the next one where the clause looks ahead."""
    base = context.on or context.day
    if base is None:
        return Read(fault=UNKNOWN)
    back = (base.isoweekday() - (said.weekday or 1)) % WEEK
    past = of_day(base - timedelta(days=back), said)
    fault = "" if context.on else UNKNOWN
    if lean.same_sentence and context.span and _is_week_from(base, context.span):
        named = of_day(context.span.start + timedelta(days=(said.weekday or 1) - 1), said)
        return Read(spans=tuple(dict.fromkeys([named, past])), fault=fault)
    if not back:
        return Read(spans=(past,), fault=fault)
    coming = of_day(base + timedelta(days=WEEK - back), said)
    return Read(spans=(coming, past) if lean.ahead else (past, coming), fault=fault)


def _is_week_from(day: date, span: Span) -> bool:
    """Say whether days are one whole week, a day's own or a later one."""
    return span.start.weekday() == 0 and (span.end - span.start).days == WEEK - 1 and span.end >= day


def read_time(said: Said, context: Context) -> Read:
    """Read 下午3时: of the day that the text speaks of, else of the article's."""
    base = context.day or context.on
    return Read(spans=(of_day(base, said),)) if base else Read(fault=UNKNOWN)


def _impossible(said: Said) -> str:
    """Say why a month or its day cannot be in any year; nothing where it can."""
    if said.month is None:
        return ""
    if not 1 <= said.month <= MONTHS:
        return f"there is no month {said.month}"
    if said.day is not None and possible(partial(date, _LEAP_YEAR, said.month, said.day)) is None:
        return f"month {said.month} has no day {said.day}"
    return ""


def _without_article(carried: Span | None, lean: Lean) -> Read:
    """Give what the text alone makes likely: sure within a sentence, a candidate farther off."""
    if carried is None:
        return Read(fault=UNKNOWN)
    return Read(spans=(carried,), fault="" if lean.near else UNKNOWN)


def _likeliest(said: Said, ordered: list[Span], carried: Span | None, on: date, *, close: bool) -> Read:
    """Put the reading that the text carries on with first, unless a nearer day is rather meant."""
    if carried:
        meant = close and ordered and 0 <= (on - ordered[0].start).days <= _CLOSE
        if not meant:
            ordered = list(dict.fromkeys([carried, *ordered]))
    if not ordered:
        return Read(fault="there is no such day near the article's date")
    if said.weekday is None:
        return checked(said, ordered[:2], "inferred")
    near = abs((on - ordered[0].start).days) <= _CLOSE  # then the weekday is rather the mistake
    return checked(said, ordered[:1] if near else ordered, "inferred")


def _carried_year(said: Said, context: Context, lean: Lean) -> Span | None:
    """Give the reading in the year that the text speaks of, if it speaks on of that year here."""
    of_cycle = said.lunar is not None and said.lunar.cycle is not None
    if context.year is None or context.span is None or not lean.near or said.by or of_cycle:
        return None
    if (turn := _of_winter(said, context.span)) is not None:
        return possible(partial(in_year_said, turn, said)) if lean.same_sentence else None
    unstated = not context.stated and context.on is not None and lean.carry != "list"
    if unstated and not (lean.same_sentence and _is_ahead(context, lean)):
        return None
    if lean.carry == "sentence" and context.month is None:
        return None
    span = possible(partial(in_year_said, context.year, said))
    if span is None or (context.on and _out_of_reach(said, span, context.span, context.on, lean)):
        return None
    goes_on = context.month is None or span.end >= context.span.start
    same_month = lean.same_sentence and context.month == (span.end.year, span.end.month)
    too_far = unstated and context.on is not None and (span.start - context.on).days > _YEAR
    return span if (goes_on or same_month) and not too_far else None


def _of_winter(said: Said, last: Span) -> int | None:
    """Give the year of a month or day told of a winter, in which the year turns: 去年冬天…，1月5日."""
    winter = last.start.year != last.end.year and _SEASON <= (last.end - last.start).days <= _SEASONS
    if not winter or said.month is None:
        return None
    return last.start.year if said.month > _HALF else last.end.year


def _is_ahead(context: Context, lean: Lean) -> bool:
    """Say whether the text has just named what lies ahead and may go on from there."""
    past = context.span is None or context.on is None or context.span.start <= context.on
    return not (past or lean.behind or lean.reported)


def _out_of_reach(said: Said, span: Span, last: Span, on: date, lean: Lean) -> bool:
    """Say whether a year that the text carries on with lies on the side where its clause does not look."""
    if lean.ahead:
        return span.end < on
    if lean.behind:
        return span.start > on
    whole_year = (last.end - last.start).days >= _YEAR
    if lean.nearest or lean.carry == "list" or span.end <= on or last.start > on or whole_year:
        return False
    return bool(said.slot) or (span.start - on).days > _FAR


def _years(said: Said, on: date) -> list[int]:
    """Give the years that may be meant: those about the article's, or those that a cycle names so."""
    if said.lunar is None or said.lunar.cycle is None:
        return [on.year, on.year - 1, on.year + 1]
    length, rest = said.lunar.cycle
    latest = on.year + 1 - (on.year + 1 - rest) % length
    return [latest, latest - length]


def _other_month(said: Said, context: Context) -> bool:
    """Say whether a day stands in another month than the last date of the text."""
    return said.day is not None and (context.month is None or context.month[1] != said.month)


def _distance(span: Span, on: date, lean: Lean, ahead: float) -> float:
    since, until = (on - span.end).days, (span.start - on).days
    if since <= 0 and until <= 0:
        return _not_begun(span, on, lean)
    past = since > 0
    days = max(since, until)
    if lean.behind:
        return days * (1 if past else _DEAR)
    if lean.nearest:
        return days * (2 if past else 1)
    if lean.ahead:
        return days * (_DEAR if past else 1)
    return days * (1 if past else ahead)


def _not_begun(span: Span, on: date, lean: Lean) -> float:
    """Count a period as far if it has hardly begun: 上半年 in January is rather last year's."""
    length, passed = (span.end - span.start).days, (on - span.start).days
    if lean.ahead or length < _MONTH or passed * _BEGUN >= length:
        return 0
    return length * (2 if span.start.month == 1 else 1)
