"""A topic's calendar (RFC 5545).

An entry needs a day: what is known by the month or coarser, approximately, with doubt, or with an open end
stays on the topic's page and is no entry here.
"""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, vText
from icalendar import Event as Entry

from generator import edtf
from generator.edtf import When
from generator.formats import moments
from generator.formats.text import one_line, plain
from generator.model.feed import TimelineDoc
from generator.model.timeline import Event
from generator.urls import absolute

_DAY_OR_FINER = frozenset({"day", "minute", "second"})
_TENTATIVE = frozenset({"forecast", "claim"})
_INSTANT = timedelta(0)

Span = tuple[date, date | None]
"""Start and exclusive end; both days, or both instants in UTC; an instant alone has no end."""


def write(doc: TimelineDoc) -> bytes:
    """Write a calendar: all-day entries where only days are known, UTC where times are."""
    calendar = Calendar()
    calendar.add("prodid", "-//wenzhai//timeline//EN")
    calendar.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(one_line(doc.title)))  # the library does not know that they are texts
    if doc.summary:
        calendar.add("description", plain(doc.summary))
    calendar.add("url", absolute(doc.publisher.url, doc.path))
    for name, row in zip(moments.names(doc), doc.events, strict=True):
        span = _span(row[0].when, row[0].tz or doc.publisher.zone)
        if span is not None:
            calendar.add_component(_entry(doc, name, row, span))
    data: bytes = calendar.to_ical()
    return data


def _entry(doc: TimelineDoc, name: str, row: tuple[Event, str, str, str], span: Span) -> Entry:
    event, words, path, says = row
    start, end = span
    address = absolute(doc.publisher.url, path)
    authority = doc.publisher.authority.partition(",")[0]
    finer = words if event.part_of_day or event.local_tz else ""
    entry = Entry()
    entry.add("uid", f"{name}@{authority}")
    entry.add("dtstamp", datetime.fromisoformat(doc.stamp).astimezone(UTC))
    entry.add("dtstart", start)
    if end is not None:
        entry.add("dtend", end)
    entry.add("summary", plain(event.what))
    entry.add("description", "\n".join(filter(None, [plain(finer), plain(says), address])))
    entry.add("url", address)
    doubtful = event.status in _TENTATIVE or event.disputed
    entry.add("status", "TENTATIVE" if doubtful else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _span(when: When, zone: str) -> Span | None:
    if len(when.points) < (1 if when.kind == "date" else 2) or when.approximate or when.uncertain:
        return None
    if any(p.precision not in _DAY_OR_FINER or p.unspecified for p in when.points):
        return None
    if all(p.has_time for p in when.points):
        return _instants(when, zone)
    return _days(when, zone)


def _days(when: When, zone: str) -> Span | None:
    first, last = edtf.first_day(when, zone), edtf.last_day(when, zone)
    if first is None or last is None or last == date.max.isoformat():
        return None
    return date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)


def _instants(when: When, zone: str) -> Span | None:
    sides = [edtf.parse(text) for text in when.text.split("/")]
    start, end = _utc(sides[0], zone), _utc(sides[-1], zone)
    if start is None or end is None:
        return None
    return start, end if end - start > _INSTANT else None


def _utc(when: When, zone: str) -> datetime | None:
    stamp = edtf.rfc3339(when, zone)
    return datetime.fromisoformat(stamp).astimezone(UTC) if stamp else None
