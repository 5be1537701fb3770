"""From what is said to what is found: the readings as EDTF, and what the next passages are read by."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from generator import edtf
from generator.dates.ranges import read_range
from generator.dates.reading import read
from generator.dates.sheet import Sheet
from generator.dates.values import UNKNOWN, Context, Found, Lean, Read, Sides, Span
from generator.dates.words import either, words

_YEAR_DAYS, _YEARS_DAYS = 364, 500
_OF = re.compile("的|出?生")
"""Behind a year: it only tells more of a thing or a person."""
_MARKS = re.compile("[~?%]")


def settled(sides: Sides, context: Context, sheet: Sheet) -> tuple[Context, Found | None]:
    """Read a passage or range and carry on with what it names."""
    if _is_every_week(sides):
        return context, None
    context = _beside_brackets(context, sides, sheet)
    lean = Lean(
        ahead=sides.ahead,
        behind=sides.behind,
        nearest=sides.nearest,
        reported=sides.reported,
        carry=_carry(sides, context, sheet),
    )
    try:
        made = _readings(sides, context, lean)
    except (ValueError, OverflowError):
        made = Read(fault="the calendar has no such day")
    known = made.fault != UNKNOWN
    texts, fault = _valid(_written(made, sides), made.fault if known else "")
    if not texts and sides.first.of_text and sides.first.unit in {"year", "month"}:
        return context, None
    first, last = sides.first, sides.last
    found = Found(
        text=sheet.original[sheet.place(sides.start) : sheet.end(sides.end)],
        start=sheet.place(sides.start),
        end=sheet.end(sides.end),
        edtf=texts[0] if texts and known else "",
        candidates=tuple(texts) if len(texts) > 1 or (texts and not known) else (),
        part_of_day="" if last else first.part,
        tz=first.tz or (last.tz if last else ""),
        basis=made.basis,
        fault=fault,
    )
    return _carried_on(context, sides, made, sheet), found


def _beside_brackets(context: Context, sides: Sides, sheet: Sheet) -> Context:
    """Remember what was named before brackets open, and go on from there when they have closed."""
    between = sheet.text[context.place : sides.start]
    opens, closes = between.find("("), between.find(")")
    if context.outer is not None and closes >= 0 and not 0 <= opens < closes:
        context = msgspec.structs.replace(context, outer=None) if sides.first.unit else context.outer
    if between.rfind("(") > between.rfind(")") and context.span is not None:
        return msgspec.structs.replace(context, outer=msgspec.structs.replace(context, outer=None))
    return context


def _is_every_week(sides: Sides) -> bool:
    """Say whether these are the days of any week: 周一至周五."""
    first, last = sides.first, sides.last
    return bool(
        last
        and first.weekday
        and last.weekday
        and not (first.unit or last.unit)
        and first.day is None
        and last.day is None
    )


def _carry(sides: Sides, context: Context, sheet: Sheet) -> str:
    if context.year is None or context.span is None:
        return "none"
    between = sheet.text[context.place : sides.start]
    days = (context.span.end - context.span.start).days
    if days >= _YEAR_DAYS and (not context.stated or _OF.match(between)):
        return "none"
    if days >= _YEARS_DAYS or (")" in between and "(" not in between):
        return "none"
    return sheet.parted(context.place, sides.start)


def _readings(sides: Sides, context: Context, lean: Lean) -> Read:
    if sides.last is None:
        return read(sides.first, context, lean)
    return read_range(sides.first, sides.last, context, lean)


def _written(made: Read, sides: Sides) -> list[str]:
    """Write the readings as EDTF, with what stands around them."""
    if not made.spans:
        return [_opened(text, text, sides) if "/" not in text else text for text in made.texts]
    written = []
    for span in made.spans:
        first, last = span.first, span.last
        if sides.open_start and "~" in last and (sides.last or sides.first).is_end:
            last = span.end.isoformat()
        if ("T" in first) != ("T" in last):
            first, last = (side.split("T")[0] for side in (first, last))
        if sides.first.offset and "T" in first:
            first, last = first + sides.first.offset, last + sides.first.offset
        if made.open_end:
            written.append(f"{first}/..")
        else:
            written.append(_opened(first, last, sides))
    return list(dict.fromkeys(written))


def _opened(first: str, last: str, sides: Sides) -> str:
    mark = "%" if sides.about and sides.perhaps else "~" if sides.about else "?" if sides.perhaps else ""
    if mark:
        first, last = (side if "T" in side else _MARKS.sub("", side) + mark for side in (first, last))
    if sides.open_start:
        return f"../{last}"
    if sides.open_end:
        return f"{first}/.."
    return first if first == last else f"{first}/{last}"


def _valid(texts: Iterable[str], fault: str) -> tuple[list[str], str]:
    """Keep what EDTF can say, as it says it; the reason where it cannot."""
    kept = []
    for text in texts:
        try:
            kept.append(edtf.parse(text).text)
        except ValueError as refusal:
            fault = fault or str(refusal).partition(" is not a date: ")[2]
    return kept, fault


def _states(sides: Sides, context: Context, span: Span) -> bool:
    """Say whether the text itself has named the year, here or in what this one goes on from."""
    named = any(side.year is not None for side in (sides.first, sides.last) if side)
    whole_year = (span.end - span.start).days >= _YEAR_DAYS
    counted = sides.first.unit == "year" and not whole_year
    return named or counted or (context.stated and context.year == span.end.year)


@cache
def _events() -> re.Pattern[str]:
    return re.compile(f"[一-鿿]{{0,4}}{either(words('zh')['marks']['events'])}")


def _carried_on(context: Context, sides: Sides, made: Read, sheet: Sheet) -> Context:
    """Remember what was named last."""
    if not made.spans or sides.first.reach or made.fault == UNKNOWN:
        return context
    span = made.spans[0]
    one_month = (span.start.year, span.start.month) == (span.end.year, span.end.month)
    is_name = made.spans[0].first == str(sides.first.year) and _events().match(sheet.text, sides.end)
    one_day = span.start == span.end or (sides.last is not None and sides.last.has_day)
    return msgspec.structs.replace(
        context,
        span=span,
        day=span.end if one_day else context.day,
        month=(span.end.year, span.end.month) if one_month or one_day else None,
        year=span.end.year,
        told=(context.told or context.year) if is_name else None,
        place=sides.end,
        stated=_states(sides, context, span),
    )
