"""A topic's timeline for TimelineJS 3: dates in parts and in words, so that no visitor's zone moves them."""

from html import escape

from generator import edtf
from generator.edtf import Point, When
from generator.formats import moments
from generator.formats.jsontext import Json, document, stated
from generator.model.feed import TimelineDoc
from generator.model.timeline import Event
from generator.urls import absolute

_PLAIN = frozenset({"year", "month", "day", "minute", "second"})


def write(doc: TimelineDoc) -> bytes:
    """Write a timeline; an event of which no date is known has no place in it."""
    events: list[Json] = []
    for name, (event, words, path, says) in zip(moments.names(doc), doc.events, strict=True):
        start, end = _sides(event.when, event.tz or doc.publisher.zone)
        if start:
            dates = stated(start_date=start, end_date=end, display_date=escape(words))
            address = absolute(doc.publisher.url, path)
            events.append({**dates, "unique_id": name, **_slide(event, says, address)})
    title = {"text": stated(headline=escape(doc.title), text=escape(doc.summary))}
    return document({"title": title, "events": events})


def _slide(event: Event, says: str, address: str) -> dict[str, Json]:
    link = f'<p><a href="{escape(address)}">{escape(says or address)}</a></p>'
    group = escape(event.says.name) if event.says else None
    return stated(group=group, text={"headline": escape(event.what), "text": link})


def _sides(when: When, zone: str) -> tuple[dict[str, Json], dict[str, Json]]:
    """Give start and end in parts; an end that is open, unknown or the start itself is empty.

    What has an end alone stands there, as a slide needs a date; its words say `until`.
    """
    shown = edtf.in_zone(when, zone, zone)
    if shown.start is None:
        return (_last(shown, zone) if shown.end else {}), {}
    first = _first(shown, zone)
    last = _last(shown, zone) if shown.end else {}
    return first, (last if last != first else {})


def _first(when: When, zone: str) -> dict[str, Json]:
    point = when.start
    if point is not None and point.precision in _PLAIN:
        return _parts(point)
    return _month(edtf.first_day(when, zone))


def _last(when: When, zone: str) -> dict[str, Json]:
    point = when.end
    if point is not None and point.precision in _PLAIN:
        return _parts(point)
    return _month(edtf.last_day(when, zone))


def _parts(point: Point) -> dict[str, Json]:
    return stated(
        year=point.year,
        month=point.month,
        day=point.day,
        hour=point.hour,
        minute=point.minute,
        second=point.second,
    )


def _month(day: str | None) -> dict[str, Json]:
    """Give the month that a season, a quarter or a decade begins or ends in."""
    return {"year": int(day[:4]), "month": int(day[5:7])} if day else {}
