"""A page's blocks to what they state of its origin, read by the credit grammar."""

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import structs

from generator.clip.around import CHAIN, around
from generator.clip.furniture import is_furniture
from generator.clip.literal import key
from generator.clip.notices import said_by
from generator.clip.order import beside, firsts
from generator.clip.stated import Cited, Registry, Stated, Told
from generator.credits.reading import Hop, Inline, Person, Reading, names_of, zones
from generator.model.kinds import Part

_PARTS: tuple[str, ...] = get_args(Part)
"""The parts that a byline knows; of two that one person has, the first counts."""
_DAY = re.compile(r"\d[-./年]\d")
_ALL = slice(None)


def origin(blocks: Sequence[str], linked: Sequence[str], loose: frozenset[int], registry: Registry) -> Stated:
    """Read a page's blocks for what they state of its origin.

    `linked` are the same with their links; those that are `loose` stand by the text and are none of it.
    """
    names = names_of((m.name, m.aliases, m.platform, m.kind) for _, m in registry)
    found = zones([" ".join(block.split("\n")) for block in linked], names)
    sides = around(found, blocks, linked, loose, names)
    notices = ((n, said_by(found.readings[n], names)) for n in found.boilerplate)
    told = (*sides.credits, *((n, one) for n, one in notices if one))
    lines = {n: blocks[n][sides.parts.get(n, _ALL)].strip() for n, _ in told}
    said = [one for _, one in told]
    every = [*said, *(found.readings[n] for n in found.boilerplate)]
    hops = _chain(every)
    houses = tuple(f"{hop.source} " for hop in hops if hop.source)
    people, others = _people((p for one in (*said, *sides.captions.values()) for p in one.people), houses)
    passing = {n for n in (*found.head, *found.tail) if n not in lines}
    text = {*found.body, *sides.parts, *passing} - (lines.keys() - sides.parts.keys()) - {*sides.captions}
    kept = {*text, *lines, *sides.captions}
    return Stated(
        hops=hops,
        beside=tuple(filter(None, map(beside, said))),
        firsts=frozenset().union(*map(firsts, said)),
        unnamed=any(hop.role in CHAIN and not _names(hop) for one in said for hop in one.hops),
        passing=next((one.passing for one in said if one.passing), ""),
        people=people,
        others=others,
        permission=_strongest(one.permission for one in every),
        licence=next((one.licence for one in every if one.licence), ""),
        onward=next((one.onward for one in every if one.onward), ""),
        contacts=tuple(dict.fromkeys(one.contact for one in every if one.contact)),
        titles=tuple(dict.fromkeys(one.title for one in said if one.title)),
        lines=tuple(_without_counters(lines[n], one) for n, one in told if _is_of_chain(one)),
        told=tuple(Told(line=lines[n], sure=one.confidence, warnings=one.warnings) for n, one in told),
        image_credits=tuple(
            blocks[n]
            for n in sorted({*lines, *sides.captions})
            if n in sides.captions or any(hop.role == "image" for hop in found.readings[n].hops)
        ),
        cited=_cited((*found.inline, *(Inline(block=n, reading=found.readings[n]) for n in sides.parts))),
        body=tuple(sorted(text)),
        removed=tuple(n for n, block in enumerate(blocks) if n not in kept and block.strip()),
    )


def _without_counters(line: str, one: Reading) -> str:
    """Give a credit line without the buttons and counters that its page has put behind it."""
    rest = one.text[max((span.end for span in one.spans), default=0) :]
    is_counter = is_furniture(rest) and not _DAY.search(rest)
    return line.removesuffix(rest.strip()).rstrip() if is_counter else line


def _is_of_chain(one: Reading) -> bool:
    return bool(one.title) or one.permission == "claimed" or any(hop.role in CHAIN for hop in one.hops)


def _people(
    named: Iterable[Person], houses: tuple[str, ...]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Give the people of a byline, each once and with the first of their parts, and what else is said.

    One of a house that published the text has the house's name before theirs: 译者：LCTT 某人.
    """
    bare = (
        (p.role, next((p.name.removeprefix(h) for h in houses if p.name.startswith(h)), p.name))
        for p in named
    )
    pairs = list(dict.fromkeys(bare))
    parts = dict[str, str]()
    for role, name in sorted((pair for pair in pairs if pair[0] in _PARTS), key=lambda p: _PARTS.index(p[0])):
        parts.setdefault(name, role)
    people = tuple((role, name) for name, role in parts.items())
    return people, tuple(pair for pair in pairs if pair not in people)


def _chain(readings: Iterable[Reading]) -> tuple[Hop, ...]:
    """Give the publications that all credit lines name, each once."""
    hops: dict[str, Hop] = {}
    for one in readings:
        for hop in one.hops:
            if hop.role not in CHAIN or not _names(hop):
                continue
            name = key(hop.source) or f"{hop.platform} {hop.account}"
            hops[name] = _filled(hops[name], hop) if name in hops else hop
    return tuple(hops.values())


def _names(hop: Hop) -> bool:
    """Say whether a publication is named in any way."""
    return bool(hop.source or hop.platform or hop.url or hop.account)


def _filled(hop: Hop, more: Hop) -> Hop:
    """Give a publication with what a second line says of it."""
    fields = Hop.__struct_fields__
    return Hop(**{field: getattr(hop, field) or getattr(more, field) for field in fields})


def _cited(inline: Iterable[Inline]) -> tuple[Cited, ...]:
    """Give the sources that the text quotes, each once, with the first upstream that is named."""
    found: dict[str, Cited] = {}
    for one in sorted(inline, key=lambda one: one.block):
        for hop in one.reading.hops:
            if hop.role != "cited" or not (hop.source or hop.upstream):
                continue
            name = key(hop.source) or f"upstream {hop.upstream}"
            before = found.setdefault(name, Cited(block=one.block, source=hop.source, upstream=hop.upstream))
            if hop.upstream and not before.upstream:
                found[name] = structs.replace(before, upstream=hop.upstream)
    return tuple(found.values())


def _strongest(permissions: Iterable[str]) -> str:
    stated = set(permissions)
    return next((word for word in ("licence", "claimed", "none") if word in stated), "")
