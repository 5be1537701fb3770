"""A page and a site's desk to an article's draft: what is stated goes into keys, what is not stays unsaid."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.clip.article import Draft, Event, numbered
from generator.clip.body import Body, body_of
from generator.clip.chain import chain_of
from generator.clip.dated import days
from generator.clip.desk import Desk
from generator.clip.links import kept
from generator.clip.literal import key, one_line, sound
from generator.clip.owner import Sight
from generator.clip.sorting import Sorted
from generator.clip.sources import source_of
from generator.clip.stated import Cited, Stated
from generator.clip.telling import Facts, review_of
from generator.clip.times import When, times
from generator.clip.values import Candidate, Edit, Page
from generator.model.article import MOST

_MOST_EVENTS = 60
_PASSED_ON = re.compile(r"^[【\[（(](?:转载|轉載|转|轉|转帖|分享)[】\])）]\s*")


def draft_of(sorted_: Sorted, desk: Desk, clipped: str, day: str, notes: Sequence[str]) -> Draft:
    """Make the draft."""
    page, stated, tidy = sorted_.page, sorted_.stated, sorted_.tidy
    body = body_of(tidy.units)
    places = numbered(body.blocks, body.paragraphs)
    url, off = kept(page.url)
    dated = days((*page.published, *sorted_.dated))
    published = dated[0].value if dated else ""
    sight = Sight(
        url=url,
        site_name=page.site_name,
        account=page.account,
        source=page.source,
        original=page.original,
        published=published,
    )
    chain = chain_of(stated, sight, desk.registry)
    named = times([unit.text for unit in tidy.units], published, desk.anchors, desk.zone)
    dates = tuple(_events(named, stated.cited, places, desk))
    events = dates[:_MOST_EVENTS]
    titles = _titles(page, stated)
    people = _byline(stated, page)
    values, cut = _bounded(
        {
            "title": titles[0].value if titles else "",
            "draft": True,
            "mode": "link",
            "published": chain.published or "unknown",
            "collected": day,
            **chain.values,
            "credit_line": "\n".join(stated.lines),
            "byline": [{"name": name, "role": role} for role, name in people],
            "lang": _lang(body, desk),
            "citations": [_citation(one, places, desk) for one in stated.cited],
        }
    )
    facts = Facts(
        clipped=clipped,
        page=page,
        stated=stated,
        body=body,
        places=places,
        chain=chain,
        people=people,
        titles=titles,
        tracking=off,
        dated=dated,
        times=named,
        events=len(events),
        edits=tidy.edits,
        cut=(*cut, *_cut("timeline", len(dates), _MOST_EVENTS)),
        notes=(*notes, *tidy.notes),
        furniture=sorted_.furniture,
    )
    return Draft(
        values={name: value for name, value in values.items() if value not in ("", [])},
        events=events,
        edits=(*tidy.edits, *_furniture(sorted_.furniture))[: MOST["edits"]],
        places=places,
        blocks=body.blocks,
        review=review_of(facts),
    )


def _bounded(values: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Cut each list to as many entries as an article may have, and say what was cut."""
    long = [name for name, value in values.items() if isinstance(value, list) and len(value) > MOST[name]]
    cut = {name: values[name][: MOST[name]] for name in long}
    notes = (note for name in long for note in _cut(name, len(values[name]), MOST[name]))
    return values | cut, tuple(notes)


def _cut(name: str, found: int, kept: int) -> Iterator[str]:
    if found > kept:
        yield f"{name}: {found} found, the first {kept} kept"


def _byline(stated: Stated, page: Page) -> tuple[tuple[str, str], ...]:
    """Give the people that the page's lines name; who wrote it, where they do not say, from its metadata."""
    names = {name for _, name in stated.people}
    wrote = () if any(part == "author" for part, _ in stated.people) else page.authors
    authors = wrote if names.isdisjoint(wrote) else ()
    return (*(("author", name) for name in authors or (() if names else page.named)), *stated.people)


def _lang(body: Body, desk: Desk) -> str:
    """Give the text's language where it is another than the site's."""
    ours, theirs = desk.lang, body.lang
    alike = ours.partition("-")[0] == theirs.partition("-")[0] and "Hant" not in ours + theirs
    return "" if alike or theirs in {ours, "und-Latn"} else theirs


def _titles(page: Page, stated: Stated) -> tuple[Candidate, ...]:
    """Give the titles: the original's where it is stated, else the page's, each once."""
    given = [*(Candidate(value=title, place="原标题") for title in stated.titles), *page.titles]
    seen = dict[str, Candidate]()
    for one in given:
        if name := key(one.value):
            value = _PASSED_ON.sub("", one_line(sound(one.value)[0], 300)) or one.value
            seen.setdefault(name, Candidate(value=value, place=one.place))
    return tuple(seen.values())


def _furniture(texts: Sequence[str]) -> Iterator[Edit]:
    if texts:
        yield Edit(op="remove-boilerplate", removed=len(texts), words=tuple(texts))


def _events(
    named: Iterable[When], cited: Sequence[Cited], places: Sequence[str], desk: Desk
) -> Iterator[Event]:
    """Give each time once a paragraph, as an entry without `what`."""
    seen = set[tuple[int, str, str]]()
    for when in named:
        mark = (when.block, when.edtf, when.part_of_day)
        if not when.edtf or when.fault or mark in seen:
            continue
        seen.add(mark)
        says = [one.source for one in cited if one.source and one.source in when.passage]
        values = {
            "when": when.edtf,
            "at": places[when.block],
            "part_of_day": when.part_of_day,
            "tz": when.tz,
            "says": source_of(says[0], desk.registry) if len(says) == 1 else "",
            "status": "forecast" if when.forecast else "",
        }
        by = f", read as of {when.by}, the first day in the text" if when.by else ""
        yield Event(
            values={name: value for name, value in values.items() if value},
            passage=f"“{when.text}”{by}: {when.passage}",
        )


def _citation(one: Cited, places: Sequence[str], desk: Desk) -> dict[str, Any]:
    source = source_of(one.source, desk.registry) if one.source else ""
    values = {
        "source": source,
        "work": "" if source else one.upstream,
        "upstream": one.upstream if source else "",
        "at": places[one.block],
    }
    return {name: value for name, value in values.items() if value}
