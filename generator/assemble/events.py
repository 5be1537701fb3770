"""Timelines: each statement placed in time, disputes found across the whole site."""

from collections import defaultdict

from msgspec import structs

from generator import edtf
from generator.assemble.desk import Desk
from generator.errors import fault, guess
from generator.model.article import Article, ArticleDoc
from generator.model.source import Source
from generator.model.timeline import Event, EventMatter


def events(doc: ArticleDoc, first: Source, day: str, desk: Desk) -> tuple[Event, ...]:
    """Place the entries of an article's timeline; one without `what` is a candidate and left out."""
    made = []
    for number, entry in enumerate(doc.matter.timeline):
        when = _when(doc.path, number, entry, desk)
        if when is None or entry.what is None:
            continue
        says = desk.registry.meant(entry.says, doc.path, f"timeline.{number}.says") if entry.says else first
        tz = entry.tz or desk.settings.timezone
        hours = edtf.part_hours(entry.part_of_day) if entry.part_of_day else None
        made.append(
            Event(
                when=when,
                what=entry.what,
                says=says,
                status=entry.status,
                event=entry.event,
                key=entry.key,
                part_of_day=entry.part_of_day,
                tz=tz,
                local_tz=entry.local_tz,
                at=entry.at,
                article=doc.id,
                order=(*edtf.sort_key(when, tz, hours), day, doc.id, number),
            )
        )
    return tuple(sorted(made, key=lambda event: event.order))


def _when(path: str, number: int, entry: EventMatter, desk: Desk) -> edtf.When | None:
    if entry.when:
        return edtf.parse(entry.when)
    if entry.anchor is None:
        return None
    text = desk.anchors.get(entry.anchor)
    if text is None:
        close = guess(entry.anchor, desk.anchors, desk.found)
        hint = f"did you mean `{close}`?" if close else "add it to content/anchors.yaml"
        key = f"timeline.{number}.anchor"
        desk.found.append(fault(path, f"unknown anchor `{entry.anchor}`", hint, key=key))
        return None
    return edtf.parse(text)


def _time(event: Event) -> tuple[object, ...]:
    """Give what two entries must agree on to give one time, however they write it."""
    when = event.when
    marks = (when.approximate, when.uncertain, when.open_start, when.open_end)
    bounds = edtf.bounds(when, event.tz)
    return (bounds[:1] if when.has_time else bounds, when.has_time, *marks)


def with_disputes(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Mark the entries of one event that give different times."""
    times = defaultdict(set)
    for article in articles:
        for event in article.events:
            if event.event:
                times[event.event].add(_time(event))
    disputed = {key for key, stated in times.items() if len(stated) > 1}
    return tuple(
        structs.replace(
            article,
            events=tuple(
                structs.replace(event, disputed=True) if event.event in disputed else event
                for event in article.events
            ),
        )
        if any(event.event in disputed for event in article.events)
        else article
        for article in articles
    )
