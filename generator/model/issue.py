"""One edition of the digest: sections of items."""

from typing import Literal

from generator.edtf import When
from generator.frontmatter import Matter
from generator.model.article import CorrectionMatter, Dated, Link
from generator.model.kinds import DateText, Id, Noun, OldAddress, Text


class IssueMatter(Matter, frozen=True, kw_only=True):
    """The front matter of an issue."""

    number: int | None = None
    date: DateText | None = None
    # a day or a range; default: a stem that is a date
    series: Id | None = None
    title: Text | None = None
    lede: Text | None = None
    editor: Text | None = None
    thanks: Text | tuple[Text, ...] = ()
    corrections: tuple[CorrectionMatter, ...] = ()
    aliases: tuple[OldAddress, ...] = ()
    draft: bool = False


class Entry(Noun, frozen=True, kw_only=True):
    """One block of an issue's body, in order."""

    kind: Literal["heading", "item", "brief", "prose"]
    line: int
    level: int = 0
    text: str = ""
    # a heading's words
    id: str = ""
    # a heading's anchor
    articles: tuple[str, ...] = ()
    # an item's articles: the lead, then 同题
    html: str = ""
    # an item's note, or prose
    title: str = ""
    url: str = ""
    source: str = ""


class IssueDoc(Noun, frozen=True, kw_only=True, tag=True):
    """An issue's file, read on its own."""

    path: str
    id: Id
    matter: IssueMatter
    entries: tuple[Entry, ...]
    links: tuple[Link, ...]


class Issue(Noun, frozen=True, kw_only=True):
    """An issue as it is published."""

    path: str
    id: str
    series: str
    number: int | None
    title: str | None
    date: When
    day: str
    lede: str | None
    editor: str | None
    thanks: tuple[str, ...]
    corrections: tuple[Dated, ...]
    entries: tuple[Entry, ...]
    hrefs: tuple[tuple[str, str], ...]
    # link targets of the notes, resolved
    draft: bool
    aliases: tuple[str, ...]
