"""What a page states of its origin, as frozen values."""

from collections.abc import Sequence
from typing import Literal

from generator.credits.reading import Hop
from generator.credits.reading.values import HopRole
from generator.model.kinds import Noun
from generator.model.source import SourceMatter

Registry = Sequence[tuple[str, SourceMatter]]


class Cited(Noun, frozen=True, kw_only=True):
    """A source quoted in the text."""

    block: int
    source: str = ""
    upstream: str = ""


class Told(Noun, frozen=True, kw_only=True):
    """One credit line as it was read, for the review."""

    line: str
    sure: float
    warnings: tuple[str, ...] = ()


class Stated(Noun, frozen=True, kw_only=True):
    """What a page states of where it comes from."""

    hops: tuple[Hop, ...] = ()
    beside: tuple[frozenset[str], ...] = ()
    # sources that a line names side by side
    firsts: frozenset[str] = frozenset()
    # sources that a line says published first
    passing: HopRole | Literal[""] = ""
    # what the page itself made of the original
    own: bool = False
    # whether the page calls it its own work
    unnamed: bool = False
    # whether it has its text from somebody without saying whom: 转自网络
    people: tuple[tuple[str, str], ...] = ()
    # role and name, each name once
    others: tuple[tuple[str, str], ...] = ()
    # people whose part a byline does not know, and second parts of one person
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
