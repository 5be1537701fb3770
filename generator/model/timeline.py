"""What happened when, and who says so."""

from generator.edtf import When
from generator.frontmatter import Matter
from generator.model.kinds import DateText, Id, Noun, PartOfDay, Status, Text, Zone
from generator.model.source import Source, SourceMatter


class EventMatter(Matter, frozen=True, kw_only=True):
    """One entry of an article's timeline as written."""

    when: DateText | None = None
    what: Text | None = None
    # absent: a candidate, never published
    says: Text | SourceMatter | None = None
    status: Status = "reported"
    event: Id | None = None
    # entries of one event, in whatever article, stand together
    key: bool = False
    part_of_day: PartOfDay | None = None
    tz: Zone | None = None
    local_tz: Zone | None = None
    # where it happened, if the local day may differ
    anchor: Text | None = None
    # a named time of anchors.yaml, in place of `when`
    at: Text | None = None


class Event(Noun, frozen=True, kw_only=True):
    """One statement about one time, ready to be sorted and said."""

    when: When
    what: str
    says: Source | None
    status: Status
    event: str | None
    key: bool
    part_of_day: str | None
    tz: str
    local_tz: str | None
    at: str | None
    article: str
    # the id of the article that holds it
    order: tuple[int | str, ...]
    # earliest instant, latest instant, precision, day of the article, its id, place in it
    disputed: bool = False
    # another entry of the same event gives another time
