"""Credits among a page's links, and behind the lists of other articles."""

import re
from collections.abc import Sequence

from msgspec import structs

from generator.clip.around import CHAIN, is_line
from generator.clip.values import Unit
from generator.credits.reading import Reading, read
from generator.model.kinds import Noun

_LOOKED_AT, _LONGEST, _MOST = 60, 200, 3
"""Blocks behind an article, characters of the longest credit, credits that are told."""
_OF_IT = re.compile(r"本文|此文|本篇|\bthis (?:article|story|post|piece)\b", re.IGNORECASE)
_OF_PARTS = re.compile(r"部分|\bin part\b", re.IGNORECASE)


class Beyond(Noun, frozen=True, kw_only=True):
    """What is stated there."""

    units: tuple[Unit, ...]
    # of this text, as they say themselves
    notes: tuple[str, ...]
    # credits that may be those of other articles


def says_of_it(text: str) -> bool:
    """Say whether a line states an origin or a permission of the text that it stands by: 本文经…授权转载."""
    return bool(_OF_IT.search(text)) and not _OF_PARTS.search(text) and _credit(text) is not None


def is_labelled(text: str) -> bool:
    """Say whether a line is a credit and nothing else, and says of what: 来源：新华社."""
    one = _read(text)
    return is_line(one) and any(span.what == "label" for span in one.spans)


def _read(text: str) -> Reading:
    return read(" ".join(text.split("\n")))


def _credit(text: str) -> Reading | None:
    one = _read(text)
    return one if one.permission == "claimed" or any(hop.role in CHAIN for hop in one.hops) else None


def beyond(units: Sequence[Unit]) -> Beyond:
    """Look for credits among the blocks behind an article."""
    ours, theirs = list[Unit](), list[str]()
    for unit in units[:_LOOKED_AT]:
        if len(unit.text) > _LONGEST:
            continue
        if says_of_it(unit.text):
            ours.append(structs.replace(unit, chosen=False))
        elif (one := _credit(unit.text)) and (is_line(one) or _OF_IT.search(unit.text)):
            theirs.append(unit.text)
    notes = (
        f"behind the links to other articles, and perhaps of this one: {text}" for text in theirs[:_MOST]
    )
    return Beyond(units=tuple(ours[:_MOST]), notes=tuple(notes))
