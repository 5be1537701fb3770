"""What one form of the grammar found in a line."""

from generator.credits.reading.values import Hop, HopRole, Person, Span
from generator.model.kinds import Noun
from typing import Literal


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
