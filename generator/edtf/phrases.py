"""A date in words; what differs between languages is in their templates, so all take the same way."""

from datetime import date
from functools import lru_cache

from generator.edtf.grammar import clock
from generator.edtf.language import Forms, Words
from generator.edtf.values import Point, When

_GROUP_START = {"season": 21, "quarter": 33, "half": 40}


@lru_cache(maxsize=1 << 16)
def words(when: When, words: Words, *, part_of_day: str = "", weekday: bool = False) -> str:
    """Say a date in full; part of day and weekday are said of a single day or time, else left out."""
    if when.kind == "date" and when.start:
        return _point(when.start, words, words.full, part_of_day, weekday=weekday)
    return _interval(when, words, words.full)


def short(when: When, words: Words) -> str:
    """Say a date without its year, for a list within that year; in full where it has two years."""
    one_year = len({point.year for point in when.points}) == 1
    forms = words.short if one_year else words.full
    if when.kind == "date" and when.start:
        return _point(when.start, words, forms)
    return _interval(when, words, forms)


def _interval(when: When, words: Words, forms: Forms) -> str:
    if when.start and when.end:
        return _between(when.start, when.end, words, forms)
    if when.start:
        template = words.since if when.open_end else words.since_unknown_end
        return template.format(start=_point(when.start, words, forms))
    if when.end:
        template = words.until if when.open_start else words.until_unknown_start
        return template.format(end=_point(when.end, words, forms))
    return words.unknown


def _between(start: Point, end: Point, words: Words, forms: Forms) -> str:
    """Say both sides, what they share only once."""
    if start == end:
        return _point(start, words, forms)
    template = _sharing(start, end, words, forms)
    if template is None:
        first, last = (_point(point, words, forms) for point in (start, end))
        return words.interval.format(start=first, end=last)
    if start.has_time:
        return template.format(
            date=_calendar(start, words, forms), start=clock(start), end=_clock(end, words)
        )
    named = _parts(start, words)
    return template.format(**named, end_month=_month(end, words), end_day=end.day)


def _sharing(start: Point, end: Point, words: Words, forms: Forms) -> str | None:
    """Choose the template that says shared parts once; None where each side is said whole."""
    marked = any(point.approximate or point.uncertain or point.unspecified for point in (start, end))
    if marked or start.year != end.year or (start.precision, start.offset) != (end.precision, end.offset):
        return None
    if start.has_time:
        return words.times if (start.month, start.day) == (end.month, end.day) else None
    if start.precision == "month":
        return forms.months
    if start.precision == "day":
        return forms.days if start.month == end.month else forms.days_across_months
    return None


def _point(point: Point, words: Words, forms: Forms, part: str = "", *, weekday: bool = False) -> str:
    text = _calendar(point, words, forms)
    if point.day is not None and weekday:
        name = words.weekdays[date(point.year, point.month or 1, point.day).weekday()]
        text = words.weekday.format(date=text, weekday=name)
    if point.day is not None and part:
        text = words.part_of_day.format(date=text, part=part)
    if point.has_time:
        text = words.time.format(date=text, time=_clock(point, words))
    if point.approximate:
        text = words.approximate.format(date=text)
    return words.uncertain.format(date=text) if point.uncertain else text


def _calendar(point: Point, words: Words, forms: Forms) -> str:
    return _template(point, words, forms).format(**_parts(point, words))


def _template(point: Point, words: Words, forms: Forms) -> str:
    match point.precision, point.unspecified:
        case "year", "month":
            return forms.some_month
        case "year", "day":
            return forms.some_month_and_day
        case "month", "day":
            return forms.some_day
        case ("century" | "decade" | "year") as whole, _:
            return {"century": words.century, "decade": words.decade, "year": words.year}[whole]
        case (("minute" | "second"), _):
            return forms.day
        case precision, _:
            template: str = getattr(forms, precision)
            return template


def _parts(point: Point, words: Words) -> dict[str, str]:
    return {
        "year": str(point.year),
        "month": _month(point, words),
        "day": str(point.day),
        "group": _group(point, words),
        "ordinal": _ordinal(point.year // 100 + 1, words),
    }


def _month(point: Point, words: Words) -> str:
    return words.months[point.month - 1] if point.month else ""


def _group(point: Point, words: Words) -> str:
    names = {"season": words.seasons, "quarter": words.quarters, "half": words.halves}.get(point.precision)
    return names[(point.grouping or 0) - _GROUP_START[point.precision]] if names else ""


def _ordinal(number: int, words: Words) -> str:
    return words.ordinals[number - 1] if number <= len(words.ordinals) else str(number)


def _clock(point: Point, words: Words) -> str:
    """Say the time, with its offset from UTC where one was stated."""
    if point.offset is None:
        return clock(point)
    hours, minutes = divmod(abs(point.offset), 60)
    sign = "-" if point.offset < 0 else "+"
    offset = f"{sign}{hours}" + (f":{minutes:02}" if minutes else "") if point.offset else ""
    return words.offset.format(time=clock(point), offset=offset)
