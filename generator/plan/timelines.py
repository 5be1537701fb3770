"""Events as moments: in order, one event's statements side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from generator import edtf
from generator.credits import source_href
from generator.model.timeline import Event
from generator.model.view import DateView, EventView, LinkView, Moment, Piece, Year
from generator.plan import paths
from generator.plan.gaps import silences
from generator.plan.press import Press
from generator.urls import href


def moments(events: tuple[Event, ...], press: Press) -> tuple[Moment, ...]:
    """Put events in order and bring those of one `event:` together."""
    return tuple(_moment(group, press) for group in _grouped(events))


def by_year(events: tuple[Event, ...]) -> dict[str, list[tuple[Event, ...]]]:
    """Put the events of each moment under its year; what has no year comes last, under no name."""
    found: dict[str, list[tuple[Event, ...]]] = defaultdict(list)
    for group in _grouped(events):
        found[year_of(group[0])].append(group)
    return {name: found[name] for name in sorted(found, key=lambda name: (not name, name))}


def years(grouped: Mapping[str, Sequence[tuple[Event, ...]]], press: Press) -> tuple[Year, ...]:
    """Say the moments of each year, and the silences between them."""
    said = iter(silences([group for groups in grouped.values() for group in groups], press))
    return tuple(
        Year(name=name, moments=tuple(_moment(group, press, next(said)) for group in groups))
        for name, groups in grouped.items()
    )


def year_of(event: Event) -> str:
    """Give the year an event is filed under: its first, else its last; empty for none."""
    span = edtf.years(event.when, event.tz)
    if span is None:
        return ""
    first, last = span
    year = first if first is not None else last
    return "" if year is None else f"{year:04}"


def event_view(event: Event, press: Press) -> EventView:
    """Say one statement."""
    return press.once("event", moment_id(event), lambda: _view(event, press))


def _piece(event: Event, press: Press) -> Piece:
    make = partial(Piece, template="pieces/event.html", context=event_view(event, press))
    return press.once("event piece", moment_id(event), make)


def _view(event: Event, press: Press) -> EventView:
    article = press.articles[event.article]
    said = edtf.words(event.when, press.words.dates, part_of_day=_part_of_day(event, press))
    page = href(paths.article(article.id))
    return EventView(
        when=DateView(words=said, datetime=edtf.html_datetime(event.when, event.tz) or ""),
        elsewhere=_zones(event, press),
        what=event.what,
        lang=press.settings.lang,
        says=event.says.name if event.says else "",
        says_href=source_href(event.says) if event.says else "",
        says_lang=press.mark(press.name_lang(event.says)),
        status=event.status,
        status_word="" if event.status == "reported" else press.say(f"status.{event.status}"),
        key=event.key,
        article=LinkView(text=press.title(article), href=page, lang=press.title_lang(article)),
        place=f"{page}#{event.at}" if event.at else "",
    )


def _part_of_day(event: Event, press: Press) -> str:
    """Say a part of a day in the language of the pages, where it has a word for the editor's."""
    word = event.part_of_day or ""
    key = f"part_of_day.{word}"
    return press.say(key) if press.words.has(key) else word


def _grouped(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], ...]:
    grouped: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.order):
        grouped[event.event or moment_id(event)].append(event)
    return tuple(map(tuple, grouped.values()))


def _moment(group: tuple[Event, ...], press: Press, gap: str = "") -> Moment:
    entries = tuple(_piece(event, press) for event in group)
    first = event_view(group[0], press)
    return Moment(
        id=moment_id(group[0]),
        entries=entries,
        disputed=any(event.disputed for event in group),
        key=any(event.key for event in group),
        label=press.say("event.label", when=first.when.words, what=first.what),
        what=first.what,
        lang=first.lang,
        gap=gap,
    )


def moment_id(event: Event) -> str:
    """Name the moment that opens with this event."""
    return f"t-{event.article}-{event.order[-1]}"


def _zones(event: Event, press: Press) -> str:
    """Say whose clock a time is by, where it is not the site's, and the day elsewhere where it differs."""
    if event.tz == press.zone and event.local_tz in (None, press.zone):
        return ""
    foreign = event.when.has_time and event.tz != press.zone
    clock = press.say("event.clock", place=_place(event.tz, press)) if foreign else ""
    return press.say("event.join").join(part for part in (clock, _elsewhere(event, press)) if part)


def _place(zone: str, press: Press) -> str:
    key = f"zone.{zone}"
    return press.say(key) if press.words.has(key) else zone.rsplit("/", 1)[-1].replace("_", " ")


def _elsewhere(event: Event, press: Press) -> str:
    """Say the day in the other zone that matters, where it differs."""
    other = event.local_tz or press.zone
    hours = edtf.part_hours(event.part_of_day) if event.part_of_day else None
    here = edtf.local_days(event.when, event.tz, event.tz, hours)
    there = edtf.local_days(event.when, event.tz, other, hours)
    if here is None or there is None or here == there:
        return ""
    first, last = there
    when = edtf.parse(first if first == last else f"{first}/{last}")
    said = edtf.words(when, press.words.dates)
    return press.say("event.elsewhere", place=_place(other, press), date=said)
