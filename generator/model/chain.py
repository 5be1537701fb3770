"""The ordered credit of an article."""

from generator.edtf import When
from generator.frontmatter import Matter
from generator.model.kinds import (
    Claim,
    DateText,
    Language,
    Licence,
    Noun,
    Onward,
    Part,
    Role,
    Text,
    Url,
)
from generator.model.source import Source, SourceMatter


class HopMatter(Matter, frozen=True, kw_only=True):
    """One publication as written in `chain:`."""

    source: Text | SourceMatter
    role: Role | None = None
    # default: original for the first hop, repost for later ones
    account: Text | None = None
    platform: Text | None = None
    url: Url | None = None
    archived: Url | None = None
    # a copy in a web archive
    date: DateText | None = None
    permission: Claim | None = None
    # what the page says of its own right; absent: it says nothing
    licence: Licence | None = None
    onward: Onward | None = None
    # what the page says to those who would pass it on
    first: bool = False
    # the page states that it published first (首发)


class Hop(Noun, frozen=True, kw_only=True):
    """One publication, its source known."""

    role: Role
    source: Source
    account: str | None = None
    platform: str | None = None
    url: str | None = None
    archived: str | None = None
    date: When | None = None
    permission: Claim | None = None
    licence: str | None = None
    onward: Onward | None = None
    first: bool = False


class PersonMatter(Matter, frozen=True, kw_only=True):
    """One name of a byline, theirs and never ours."""

    name: Text
    role: Part = "author"
    url: Url | None = None


class CitationMatter(Matter, frozen=True, kw_only=True):
    """A source or work quoted inside the text."""

    source: Text | SourceMatter | None = None
    work: Text | None = None
    upstream: Text | None = None
    # whom that source quotes in turn; may stay unnamed (消息人士)
    url: Url | None = None
    lang: Language | None = None
    at: Text | None = None
    # the paragraph, `p3` or an id


class Citation(Noun, frozen=True, kw_only=True):
    """A source or work quoted inside the text, its source known."""

    source: Source | None = None
    work: str | None = None
    upstream: Source | None = None
    url: str | None = None
    lang: str | None = None
    at: str | None = None
