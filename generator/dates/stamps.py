"""Dates in numbers alone, in every language: 2016-09-04, 2016/9/4 10:32, 20160904, RFC 3339."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.dates.sheet import Sheet
from generator.dates.values import Said
from generator.dates.words import words

_ALONE = r"(?<![a-z0-9_./@#&=+].)(?<![0-9/]:.)"
"""Behind the first digit of a date: what stands before it is no part of an address, a time or a number."""
_DAYS_OF_WEEK = ("一", "二", "三", "四", "五", "六", "日天")
_WEEKDAY = r" ?\((?:周|星期|礼拜)?(?P<weekday>[一二三四五六日天])\)"
_STAMP = re.compile(
    rf"(?P<year>[12]{_ALONE}(?<![^0-9]-.)[0-9]{{3}})"
    r"(?:(?P<sign>[-/.]) ?(?P<month>[0-9]{1,2})(?P=sign) ?(?P<day>[0-9]{1,2})"
    r"|(?P<run_month>0[1-9]|1[0-2])(?P<run_day>0[1-9]|[12][0-9]|3[01])(?![0-9a-z])"
    r"|-(?P<only_month>0[1-9]|1[0-2])(?=[^a-z0-9_.:/~年-]|$))"
    rf"(?:{_WEEKDAY})?"
    r"(?:(?: {1,2}|t| ?, ?|(?<=\))(?=[0-9]))(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?: ?(?P<offset>z(?![a-z])|(?:utc|gmt)?[+-][0-9]{2}:?[0-9]{2})| \(?(?P<zone>[a-z]{2,4})(?![a-z])\)?)?)?"
    r"(?![0-9])"
)
_SHORT = re.compile(
    rf"(?P<month>[01]{_ALONE}(?<!-.)[0-9]|[1-9]{_ALONE}(?<!-.))[-/](?P<day>0?[1-9]|[12][0-9]|3[01])"
    rf"(?=(?: ?\((?:周|星期|礼拜)?[一二三四五六日天]\)| {{1,2}}[0-9]{{1,2}}:))(?:{_WEEKDAY})?"
    r"(?: {0,2}(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:]))?"
)
_MONTH_DAY = "(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])"
_RANGE = re.compile(
    rf"(?<![a-z0-9_.@#&=+-])(?:(?<!/)|(?<=[12][0-9]{{3}}/))(?P<first>{_MONTH_DAY})"
    rf"(?= ?[-~–—至到] ?(?P<last>{_MONTH_DAY})(?![0-9/]))"
)
_SLASHED = re.compile(
    rf"(?P<one>[0-9]{_ALONE}(?<!-.)[0-9]?)(?P<sign>[/.])(?P<other>[0-9]{{1,2}})(?P=sign)"
    r"(?P<year>(?:19|20)[0-9]{2})(?![a-z0-9_/]|\.[0-9])"
)
_GOES_ON = re.compile(r"[/_]|\.[0-9]")
"""What stands behind numbers that are a path or a version."""


def stamps(sheet: Sheet) -> Iterator[Said]:
    """Give the dates that are written in numbers."""
    for match in _STAMP.finditer(sheet.text):
        said = _whole(match)
        if said:
            yield said
    for match in _SHORT.finditer(sheet.text):
        yield Said(
            start=match.start(),
            end=match.end(),
            month=int(match["month"]),
            day=int(match["day"]),
            **_beside(match),
        )
    for match in _RANGE.finditer(sheet.text) if "/" in sheet.text else ():
        for side in ("first", "last"):
            month, day = map(int, match[side].split("/"))
            yield Said(start=match.start(side), end=match.end(side), month=month, day=day)
    for match in _SLASHED.finditer(sheet.text):
        yield from _slashed(match)


def _whole(match: re.Match[str]) -> Said | None:
    month = match["month"] or match["run_month"] or match["only_month"]
    day = match["day"] or match["run_day"]
    if match["sign"] and _GOES_ON.match(match.string, match.end()):
        return None
    zone = words("en")["zones"].get(match["zone"]) if match["zone"] else None
    return Said(
        start=match.start(),
        end=match.end() if zone is not None or not match["zone"] else match.start("zone") - 1,
        year=int(match["year"]),
        month=int(month),
        day=int(day) if day else None,
        offset=_offset(match["offset"]) if match["hour"] else "",
        tz=zone or "",
        **_beside(match),
    )


def _beside(match: re.Match[str]) -> dict[str, Any]:
    """Give the weekday and the time that stand beside a day."""
    fields: dict[str, Any] = {}
    if match["weekday"]:
        fields["weekday"] = next(at for at, signs in enumerate(_DAYS_OF_WEEK, 1) if match["weekday"] in signs)
    if match["hour"]:
        fields |= {"hour": int(match["hour"]), "minute": int(match["minute"])}
        fields["second"] = int(match["second"]) if match["second"] else None
    return fields


def _offset(written: str | None) -> str:
    if not written:
        return ""
    if written == "z":
        return "Z"
    digits = written.removeprefix("utc").removeprefix("gmt").replace(":", "")
    return f"{digits[:3]}:{digits[3:]}"


def _slashed(match: re.Match[str]) -> Iterator[Said]:
    """Read 09/04/2016, whose month nobody can tell unless one number is above twelve, and 23.03.2016."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    readings = []
    for month, day in ((one, other), (other, one)) if match["sign"] == "/" else ((other, one),):
        try:
            readings.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    if readings:
        unique = tuple(dict.fromkeys(readings))
        yield Said(
            start=match.start(),
            end=match.end(),
            edtf=unique[0],
            others=unique[1:],
            basis="explicit" if len(unique) == 1 else "inferred",
        )
