"""Text to value: EDTF levels 0 and 1 (Library of Congress, 2019), the site's own times, RFC 3339."""

import re
from calendar import monthrange
from functools import lru_cache

from generator.edtf.hints import EXAMPLES, LONGEST, meant, plain_reason
from generator.edtf.parts import part_at_end
from generator.edtf.spans import runs_backwards
from generator.edtf.values import UNKNOWN, Point, Precision, When

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:(?<!X)-(?:(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}|XX))?|(?P<no_month>XX)(?P<no_day>-XX)?))?"
    r"(?P<qualifier>[~?%]?)"
)
_TIME = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?: +|[Tt])"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_FARTHEST_OFFSET = 14 * 60
_LAST_MONTH, _LAST_HOUR, _LAST_MINUTE = 12, 23, 59
_GROUPINGS: dict[int, Precision] = {
    **dict.fromkeys(range(21, 25), "season"),
    **dict.fromkeys(range(33, 37), "quarter"),
    **dict.fromkeys(range(40, 42), "half"),
}


class _UnreadError(ValueError):
    """The text has none of the forms we read."""


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> When:
    """Read a date; raise ValueError saying what is wrong and what to write."""
    text = text.strip()
    try:
        return _read(text)
    except _UnreadError:
        reason = _advice(text)
    except ValueError as fault:
        reason = str(fault)
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    raise ValueError(f'"{shown}" is not a date: {reason}')


def _advice(text: str) -> str:
    if reason := plain_reason(text):
        return reason
    part = part_at_end(text)
    aside = f" and, in a timeline, part_of_day: {part}" if part else ""
    try:
        return f"write {_read(meant(text.removesuffix(part))).text.replace('T', ' ')}{aside}"
    except _UnreadError:
        return EXAMPLES
    except ValueError as fault:
        return str(fault)


def _read(text: str) -> When:
    if text == "unknown":
        return UNKNOWN
    if "/" in text:
        return _interval(text)
    canonical, point = _point(text)
    return When(text=canonical, kind="date", start=point, end=point)


def _interval(text: str) -> When:
    sides = [side.strip() for side in text.split("/")]
    if len(sides) != 2:  # noqa: PLR2004 - an interval has two sides
        raise _UnreadError
    (first, start), (last, end) = (_side(side) for side in sides)
    if start is None and end is None:
        raise ValueError("an interval needs a date on one side at least; write unknown where there is none")
    if start and end:
        _match(start, end)
    return When(
        text=f"{first}/{last}",
        kind="interval",
        start=start,
        end=end,
        open_start=first == "..",
        open_end=last == "..",
    )


def _side(text: str) -> tuple[str, Point | None]:
    return (text, None) if text in {"", ".."} else _point(text)


def _match(start: Point, end: Point) -> None:
    if start.has_time != end.has_time:
        raise ValueError("one side has a time and the other has none; write both with a time or both without")
    if (start.offset is None) != (end.offset is None):
        raise ValueError("one side has an offset from UTC and the other has none; write it on both")
    if runs_backwards(start, end):
        raise ValueError("the end is before the start; write the earlier date first")


def _point(text: str) -> tuple[str, Point]:
    if match := _DATE.fullmatch(text):
        return text, _date(match)
    if match := _TIME.fullmatch(text):
        return _time(match)
    raise _UnreadError


def _date(match: re.Match[str]) -> Point:
    written, month_text, day_text, no_month, no_day, qualifier = match.groups()
    year = int(written.replace("X", "0"))
    month = int(month_text) if month_text else None
    day = int(day_text) if day_text and day_text != "XX" else None
    precision, grouping = _precision(written, month, day_text)
    _check_day(year, 1 if grouping or month is None else month, day)
    return Point(
        year=year,
        precision=precision,
        grouping=grouping,
        month=None if grouping else month,
        day=day,
        approximate=qualifier in {"~", "%"},
        uncertain=qualifier in {"?", "%"},
        unspecified="day" if no_day or day_text == "XX" else "month" if no_month else "",
    )


def _precision(year: str, month: int | None, day: str | None) -> tuple[Precision, int | None]:
    if month is None:
        return ("century" if year.endswith("XX") else "decade" if year.endswith("X") else "year"), None
    if month in _GROUPINGS and day is None:
        return _GROUPINGS[month], month
    return ("month" if day is None or day == "XX" else "day"), None


def _check_day(year: int, month: int, day: int | None) -> None:
    if year == 0:
        raise ValueError("there is no year 0; years go from 0001 to 9999")
    if not 1 <= month <= _LAST_MONTH:
        raise ValueError(
            f"there is no month {month:02}; months are 01 to 12, "
            "seasons 21 to 24, quarters 33 to 36, half-years 40 and 41"
        )
    if day is None:
        return
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise ValueError(f"{year:04}-{month:02} has the days 01 to {length}")


def _time(match: re.Match[str]) -> tuple[str, Point]:
    year, month, day, hour, minute = (int(match[part]) for part in ("year", "month", "day", "hour", "minute"))
    second = int(match["second"]) if match["second"] else None
    _check_day(year, month, day)
    _check_clock(hour, minute, second or 0)
    offset = _offset(match["offset"])
    point = Point(
        year=year,
        precision="minute" if second is None else "second",
        month=month,
        day=day,
        hour=hour,
        minute=minute,
        second=second,
        offset=offset,
    )
    return f"{year:04}-{month:02}-{day:02}T{clock(point)}{offset_text(offset)}", point


def _check_clock(hour: int, minute: int, second: int) -> None:
    if hour == _LAST_HOUR + 1 and not minute and not second:
        raise ValueError("a day ends at 23:59; write 00:00 of the next day")
    if hour > _LAST_HOUR:
        raise ValueError(f"there is no hour {hour}; hours go from 00 to 23")
    for name, number in (("minute", minute), ("second", second)):
        if number > _LAST_MINUTE:
            raise ValueError(f"there is no {name} {number}; {name}s go from 00 to 59")


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text in {"Z", "z"}:
        return 0
    hours, minutes = int(text[1:3]), int(text[4:] or 0)
    east = hours * 60 + minutes
    if minutes > _LAST_MINUTE or east > _FARTHEST_OFFSET:
        raise ValueError(f"{text} is no offset from UTC; they go from -14:00 to +14:00")
    return -east if text[0] == "-" else east


def clock(point: Point) -> str:
    """Give the time of day: `10:32` or `10:32:05`."""
    seconds = "" if point.second is None else f":{point.second:02}"
    return f"{point.hour:02}:{point.minute:02}{seconds}"


def offset_text(offset: int | None) -> str:
    """Give an offset from UTC as RFC 3339 writes it: `Z`, `+08:00`, nothing where there is none."""
    if not offset:
        return "" if offset is None else "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
