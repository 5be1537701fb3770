"""What a page states of its origin and of times: the two grammars, seen from `clip`.

They are asked for by name, so that this room works, and says so, where one of them is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import accumulate
from typing import Any

from msgspec import structs

from generator.clip.literal import key
from generator.clip.words import ahead
from generator.model.kinds import Noun
from generator.model.source import SourceMatter

Registry = Sequence[tuple[str, SourceMatter]]
_ROLES = ("original", "repost", "via", "translation", "excerpt-of", "adaptation", "compilation")
_BYLINE = frozenset(["author", "reporter", "translator", "reviewer", "photographer", "editor", "submitter"])
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GAP, _TEXT, _LINE = 16, 40, 60
_OPENING, _LATE = 2, 6
_ALL = slice(None)
_CLOSING = "）)】]」』电電讯訊 —–-:："
_STOPS = "。！？!?\n"
_NO_ANCHORS: Mapping[str, str] = {}


class Hop(Noun, frozen=True, kw_only=True):
    """A publication that a credit names."""

    role: str
    source: str = ""
    platform: str = ""
    account: str = ""
    url: str = ""
    title: str = ""
    date: str = ""


class Cited(Noun, frozen=True, kw_only=True):
    """A source quoted in the text."""

    block: int
    source: str = ""
    upstream: str = ""
    url: str = ""


class Told(Noun, frozen=True, kw_only=True):
    """One credit line as it was read, for the review."""

    line: str
    sure: float
    warnings: tuple[str, ...] = ()


class Stated(Noun, frozen=True, kw_only=True):
    """What a page states of where it comes from."""

    looked: bool = True
    # the credit grammar is there
    hops: tuple[Hop, ...] = ()
    passing: str = ""
    # what the page itself made of the original
    people: tuple[tuple[str, str], ...] = ()
    # role and name
    others: tuple[tuple[str, str], ...] = ()
    # people whose part a byline does not know
    permission: str = ""
    licence: str = ""
    onward: str = ""
    contacts: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    # the lines that state the chain, verbatim
    told: tuple[Told, ...] = ()
    image_credits: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    body: tuple[int, ...] = ()
    # the blocks that are text
    removed: tuple[int, ...] = ()
    # disclaimers, contacts, the marker at the end


class When(Noun, frozen=True, kw_only=True):
    """A time that the text names."""

    block: int
    text: str
    passage: str
    # the sentence it stands in
    edtf: str = ""
    candidates: tuple[str, ...] = ()
    part_of_day: str = ""
    tz: str = ""
    basis: str = "explicit"
    by: str = ""
    # the day that the text names, by which it was read for want of the article's
    fault: str = ""
    forecast: bool = False


def origin(blocks: Sequence[str], linked: Sequence[str], registry: Registry = ()) -> Stated:
    """Read a page's blocks for what they state of its origin; `linked` are the same with their links."""
    grammar = _grammar("generator.credits.reading")
    if grammar is None:
        return Stated(looked=False, body=tuple(range(len(blocks))))
    names = grammar.names_of((m.name, m.aliases, m.platform, m.kind) for _, m in registry)
    found = grammar.zones([" ".join(block.split("\n")) for block in linked], names)
    around, parts = _around(found, blocks, linked)
    notices = [(n, found.readings[n]) for n in found.boilerplate]
    said = [one for _, one in around]
    chain = [(n, one) for n, one in around if any(hop.role in _ROLES for hop in one.hops) or one.title]
    every = [*said, *(one for _, one in notices)]
    people = [(p.role, p.name) for one in said for p in one.people]
    taken = {n for n, _ in around}
    return Stated(
        hops=_chain(every),
        passing=next((one.passing for one in said if one.passing), ""),
        people=tuple(dict.fromkeys(pair for pair in people if pair[0] in _BYLINE)),
        others=tuple(dict.fromkeys(pair for pair in people if pair[0] not in _BYLINE)),
        permission=_strongest(one.permission for one in every),
        licence=next((one.licence for one in every if one.licence), ""),
        onward=next((one.onward for one in every if one.onward), ""),
        contacts=tuple(dict.fromkeys(one.contact for one in every if one.contact)),
        titles=tuple(dict.fromkeys(one.title for one in said if one.title)),
        lines=tuple(blocks[n][parts.get(n, _ALL)].strip() for n, _ in chain),
        told=tuple(
            Told(line=blocks[n][parts.get(n, _ALL)].strip(), sure=one.confidence, warnings=one.warnings)
            for n, one in around
        ),
        image_credits=tuple(blocks[n] for n, one in around if any(hop.role == "image" for hop in one.hops)),
        cited=_cited(found.inline),
        body=tuple(sorted({*found.body, *parts} - (taken - parts.keys()))),
        removed=tuple(n for n in range(len(blocks)) if n not in {*found.body, *taken} and blocks[n].strip()),
    )


def dates(
    blocks: Sequence[str],
    on: str | None,
    anchors: Mapping[str, str] = _NO_ANCHORS,
    zone: str = "Asia/Shanghai",
) -> tuple[When, ...] | None:
    """Find the times that a text names; None where the date grammar is missing.

    Where the article's date is unknown, what needs one is read by the first day that the text itself names.
    """
    grammar = _grammar("generator.dates")
    if grammar is None:
        return None
    text = "\n\n".join(blocks)
    starts = [0, *accumulate(len(block) + 2 for block in blocks)]
    found = grammar.find(text, on, anchors=anchors, zone=zone)
    by = (
        ""
        if on
        else next((one.edtf for one in found if one.basis == "explicit" and _DAY.fullmatch(one.edtf)), "")
    )
    again = grammar.find(text, by, anchors=anchors, zone=zone) if by else ()
    by_day = {(one.start, one.end): one.edtf for one in again}
    return tuple(_when(one, text, bisect_right(starts, one.start) - 1, by_day, by) for one in found)


def _when(one: Any, text: str, block: int, by_day: Mapping[tuple[int, int], str], by: str) -> When:  # noqa: ANN401 - a Found
    passage = _sentence(text, one.start, one.end)
    guess = (by_day.get((one.start, one.end)) or one.candidates[0]) if one.candidates else ""
    stated = one.edtf or guess
    return When(
        block=block,
        text=one.text,
        passage=passage,
        edtf=stated,
        candidates=one.candidates if len(one.candidates) > 1 else (),
        part_of_day=one.part_of_day,
        tz=one.tz,
        basis=one.basis,
        by="" if one.edtf or not guess else by,
        fault=one.fault,
        forecast=_is_ahead(stated, one.text, passage),
    )


def _grammar(name: str) -> Any:  # noqa: ANN401 - a module that may be missing
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("generator."):
            return None
        raise


def _chain(readings: Iterable[Any]) -> tuple[Hop, ...]:
    """Give the publications that all credit lines name, each once, the original first."""
    hops: dict[str, Hop] = {}
    for one in readings:
        for hop in one.hops:
            if hop.role not in _ROLES or not (hop.source or hop.platform or hop.url or hop.account):
                continue
            name = key(hop.source) or f"{hop.platform} {hop.account}"
            before = hops.get(name)
            values = {field: getattr(hop, field) for field in Hop.__struct_fields__}
            if before is not None:
                values = {field: getattr(before, field) or values[field] for field in Hop.__struct_fields__}
            hops[name] = Hop(**values)
    first = [hop for hop in hops.values() if hop.role not in {"repost", "via"}]
    others = [hop for hop in hops.values() if hop.role in {"repost", "via"}]
    passed = [structs.replace(hop, role="repost") if hop.role == "original" else hop for hop in first[1:]]
    return (*first[:1], *passed, *others)


def _around(
    found: Any,  # noqa: ANN401 - Zones
    blocks: Sequence[str],
    linked: Sequence[str],
) -> tuple[list[tuple[int, Any]], dict[int, slice]]:
    """Give the credits around the body, and which part of a paragraph of text one is.

    A line of the page's between them, one that says nothing of an origin, hides none of them.
    """
    readings = found.readings
    around = [(n, readings[n]) for n in sorted({*found.head, *found.tail})]
    around += [(n, readings[n]) for n in found.body[-_LATE:] if n >= _OPENING and _is_line(readings[n])]
    opening = [(n, readings[n]) for n in found.body[:_OPENING] if _opens(readings[n])]
    whole = [(n, one) for n, one in (*around, *opening) if linked[n] == blocks[n]]
    parts = {n: part for n, one in whole if (part := _part(one, first=n not in found.tail))}
    around += [(n, one) for n, one in opening if n in parts]
    # who wrote a text is named in it, who has it beside it
    around.sort(key=lambda pair: (pair[0] not in parts or pair[0] in found.tail, pair[0]))
    return around, parts


def _is_line(one: Any) -> bool:  # noqa: ANN401 - a Reading
    """Say whether a short block does nothing but name people or an origin."""
    named = bool(one.people) or any(hop.role in _ROLES for hop in one.hops)
    covered = sum(span.end - span.start for span in one.spans)
    return named and len(one.text) <= _LINE and len(one.text) - covered <= _GAP


def _opens(one: Any) -> bool:  # noqa: ANN401 - a Reading
    """Say whether a paragraph names an agency or its reporters where it begins."""
    named = bool(one.people) or any(hop.role == "original" for hop in one.hops)
    return named and any(span.start < _GAP for span in one.spans)


def _part(one: Any, *, first: bool) -> slice | None:  # noqa: ANN401 - a Reading
    """Give which part of a paragraph of text is a credit; None where nothing else is in it.

    新华社北京1月13日电（记者…） opens one, （编辑：…） closes one.
    """
    spans = sorted(one.spans, key=lambda span: span.start)
    if not spans:
        return None
    start = end = spans[0].start
    for span in spans:
        if span.start - end > _GAP:
            break
        end = max(end, span.end)
    while end < len(one.text) and one.text[end] in _CLOSING:
        end += 1
    while start > 0 and one.text[start - 1] not in _STOPS and start > end - _LINE:
        start -= 1
    if start > _TEXT and len(one.text) - end <= _GAP:
        return slice(start, None)
    return slice(0, end) if first and len(one.text) - end > _TEXT else None


def _cited(inline: Iterable[Any]) -> tuple[Cited, ...]:
    """Give the sources that the text quotes, each once, with the first upstream that is named."""
    found: dict[str, Cited] = {}
    for one in inline:
        for hop in one.reading.hops:
            if hop.role != "cited" or not (hop.source or hop.upstream):
                continue
            name = key(hop.source) or f"upstream {hop.upstream}"
            before = found.get(name)
            if before is None:
                found[name] = Cited(block=one.block, source=hop.source, upstream=hop.upstream, url=hop.url)
            elif hop.upstream and not before.upstream:
                found[name] = Cited(
                    block=before.block, source=before.source, upstream=hop.upstream, url=before.url or hop.url
                )
    return tuple(found.values())


def _strongest(permissions: Iterable[str]) -> str:
    stated = set(permissions)
    return next((word for word in ("licence", "claimed", "none") if word in stated), "")


def _sentence(text: str, start: int, end: int) -> str:
    """Give the sentence that a passage stands in."""
    begin = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    stops = [place for stop in _STOPS if (place := text.find(stop, end)) >= 0]
    return text[begin : min(stops, default=len(text)) + 1].strip()


def _is_ahead(edtf: str, said: str, passage: str) -> bool:
    """Say whether a time is one to come: its end is open, or its sentence speaks of plans."""
    low = f" {passage.casefold()} "
    place = low.find(said.casefold())
    near = low[max(place - 12, 0) : place + len(said) + 16] if place >= 0 else low
    return edtf.endswith("/..") and any(word in near for word in ahead())
