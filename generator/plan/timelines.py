"""Events as moments: in order, one event's statements side by side."""

from collections import defaultdict
from functools import partial

from generator import edtf
from generator.credits import source_href
from generator.model.timeline import Event
from generator.model.view import DateView, EventView, LinkView, Moment, Piece, Year
from generator.plan import paths
from generator.plan.press import Press
from generator.urls import href


def moments(events: tuple[Event, ...], press: Press) -> tuple[Moment, ...]:
    """Put events in order and bring those of one `event:` together."""
    grouped: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.order):
        grouped[event.event or _id(event)].append(event)
    return tuple(_moment(group, press) for group in grouped.values())


def years(events: tuple[Event, ...], press: Press) -> tuple[Year, ...]:
    """Put moments under their years; what has no year comes last, under no name."""
    by_year: dict[str, list[Moment]] = defaultdict(list)
    firsts = {_id(event): event for event in events}
    for moment in moments(events, press):
        by_year[year_of(firsts[moment.id])].append(moment)
    named = sorted(name for name in by_year if name)
    return tuple(
        Year(name=name, moments=tuple(by_year[name])) for name in [*named, *([""] if "" in by_year else [])]
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
    return press.once("event", _id(event), lambda: _view(event, press))


def _piece(event: Event, press: Press) -> Piece:
    make = partial(Piece, template="pieces/event.html", context=event_view(event, press))
    return press.once("event piece", _id(event), make)


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


def _moment(group: list[Event], press: Press) -> Moment:
    first = event_view(group[0], press)
    return Moment(
        id=_id(group[0]),
        entries=tuple(_piece(event, press) for event in group),
        disputed=any(event.disputed for event in group),
        key=any(event.key for event in group),
        label=press.say("event.label", when=first.when.words, what=first.what),
        what=first.what,
        lang=first.lang,
    )


def _id(event: Event) -> str:
    return f"t-{event.article}-{event.order[-1]}"


def _zones(event: Event, press: Press) -> str:
    """Say whose clock a time is by, where it is not the site's, and the day elsewhere where it differs."""
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
