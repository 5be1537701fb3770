"""In which order publications stand: which a line names side by side, which it says published first."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from generator.clip.stated import Stated
from generator.credits.reading import Hop, Reading, Span
from generator.credits.reading.values import HopRole

PASSED = frozenset(["repost", "via"])
"""What is done with a text that others published first."""
_BEFORE = re.compile(
    r"(?:首[发發][于於在自]?|first (?:published|appeared)(?: (?:by|in|on|at))?)[^，,。；;！!？?\n]{0,12}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[”\"’'》」』\s]{0,3}(?:独家|獨家|联合|聯合)?首[发發](?![于於在自])")
_SOURCES = frozenset(["original", "compilation"])
_APART = frozenset(["label", "verb", "permission"])


def beside(one: Reading) -> frozenset[str]:
    """Give the sources that a line names side by side under one label: 来源：甲、乙."""
    marks = [span.start for span in one.spans if span.what in _APART]
    joint = set[str]()
    roles = {hop.source: hop.role for hop in reversed(one.hops)}
    for (before, name), (behind, other) in pairwise(_named(one)):
        alike = name != other and roles[name] == roles[other]
        if alike and not any(before.end <= mark < behind.start for mark in marks):
            joint |= {name, other}
    return frozenset(joint)


def firsts(one: Reading) -> frozenset[str]:
    """Give the sources that a line says published first: 首发于甲."""
    return frozenset(
        name
        for span, name in _named(one)
        if _BEFORE.search(one.text, 0, span.start) or _BEHIND.match(one.text, span.end)
    )


def _named(one: Reading) -> Iterator[tuple[Span, str]]:
    """Give the sources of a line, each where it stands."""
    names = [hop.source for hop in one.hops if hop.role in _SOURCES and hop.source]
    for span in sorted(one.spans, key=lambda span: span.start):
        words = one.text[span.start : span.end]
        if span.what == "source" and (name := next((name for name in names if name in words), "")):
            yield span, name


def are_joint(stated: Stated, one: Hop, other: Hop) -> bool:
    """Say whether some line names two publications side by side."""
    return any({one.source, other.source} <= names for names in stated.beside)


def in_order(hops: Sequence[Hop], stated: Stated, made: HopRole) -> list[Hop]:
    """Put the original first, those that passed it on last; `made` is what they made of it.

    A second original is one only where a line names it beside the first: it has it from nobody. What others
    were put together from is an original, and who is named besides has put them together.
    """
    given = [hop for hop in hops if hop.role not in PASSED]
    parts = [hop for hop in given if hop.role == stated.passing == "compilation"]
    if parts:
        rest = [hop for hop in given if hop not in parts]
        parts, made = [structs.replace(hop, role="original") for hop in parts], "compilation"
        given = [*parts, *rest]
    if not is_translated(stated):
        given.sort(key=lambda hop: hop.source not in stated.firsts)
    behind = [
        structs.replace(hop, role=made)
        if hop.role == "original" and hop not in parts and not are_joint(stated, given[0], hop)
        else hop
        for hop in given[1:]
    ]
    behind.sort(key=lambda hop: hop.role in PASSED)
    return [*given[:1], *behind, *(hop for hop in hops if hop.role in PASSED)]


def is_translated(stated: Stated) -> bool:
    """Say whether a page names who translated it."""
    people, hops = (part for part, _ in stated.people), (hop.role for hop in stated.hops)
    return "translator" in people or "translation" in hops


def doubts(hops: Sequence[Hop], stated: Stated) -> Iterator[str]:
    """Say which of the publications that are named as sources may stand in another order."""
    named = [hop for hop in hops if hop.role in _SOURCES]
    joint = [hop.source for hop in named if named and (hop is named[0] or are_joint(stated, named[0], hop))]
    if len(joint) > 1:
        yield f"named side by side, none as the other's source: {', '.join(joint)}; who published it first?"
    elif (
        len(named) > 1 and not is_translated(stated) and not any(hop.source in stated.firsts for hop in named)
    ):
        names = ", ".join(hop.source or hop.account for hop in named)
        yield f"named as the source, and not side by side: {names}; their order is a guess"
    if stated.own and (others := [hop.source or hop.account for hop in hops if hop.source or hop.account]):
        yield f"the page calls it its own work (原创), and names a source: {', '.join(others)}"
