"""What a reader's search can find: items by the day lists go by, and by the terms they hold."""

from generator.fingerprint import Fingerprint
from generator.model.kinds import Noun


class Item(Noun, frozen=True, kw_only=True):
    """An article or an issue, with all of it that is published."""

    path: str
    # of its page
    title: str
    lang: str
    source: str
    # outlet and authors; empty for an issue
    group: str
    # the heading it is listed under: its issue's, else its month's
    group_path: str
    names: str
    # more that it is found by: others in the chain and the byline, tags, the title as published
    summary: str
    notes: tuple[str, ...]
    # HTML of ours
    body: Fingerprint | None


class SearchDay(Noun, frozen=True, kw_only=True):
    """The items of one day."""

    day: str
    # ISO
    items: tuple[Item, ...]


class Segment(Noun, frozen=True, kw_only=True):
    """A part of the index: some months of one year."""

    month: str
    # the first of them, from whose first day its days are counted
    shards: int
    # files that its terms are spread over
    days: tuple[SearchDay, ...]


class Shard(Noun, frozen=True, kw_only=True):
    """One file of a segment: some terms, each with the items that hold it."""

    segment: Segment
    number: int


class FoldTable(Noun, frozen=True, kw_only=True):
    """Which Traditional character is searched as which Simplified one."""

    pairs: str
