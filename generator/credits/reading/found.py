"""What one form of the grammar found in a line."""

from collections.abc import Iterable
from typing import Literal

from generator.credits.reading.values import Hop, HopRole, Person, Span
from generator.model.kinds import Noun

Stretch = tuple[int, int]


class Found(Noun, frozen=True, kw_only=True):
    """A stretch of the view that was understood."""

    start: int
    end: int
    hops: tuple[Hop, ...] = ()
    people: tuple[Person, ...] = ()
    spans: tuple[Span, ...] = ()
    title: str = ""
    url: str = ""
    contact: str = ""
    account: str = ""
    tagline: str = ""
    passing: HopRole | Literal[""] = ""
    sure: float = 0.9
    empty: bool = False
    # a label without its value
    warnings: tuple[str, ...] = ()


def is_within(place: int, stretches: Iterable[Stretch]) -> bool:
    """Say whether a place lies in one of some stretches."""
    return any(start <= place < end for start, end in stretches)


def covers(found: Iterable[Found], place: int) -> bool:
    """Say whether a place was understood already."""
    return any(one.start <= place < one.end for one in found)


def is_free(one: Found, found: Iterable[Found], taken: Iterable[Stretch]) -> bool:
    """Say whether nothing else was understood of a stretch."""
    return not any(old.start < one.end and one.start < old.end for old in found) and not any(
        start < one.end and one.start < end for start, end in taken
    )
