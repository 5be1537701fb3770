"""The whole: everything the plan may draw on."""

from generator.model.article import Article
from generator.model.issue import Issue
from generator.model.kinds import Noun
from generator.model.source import Source
from generator.model.topic import Page, Topic
from generator.settings import Settings


class Skipped(Noun, frozen=True, kw_only=True):
    """Something that is not published, or less of it than asked, and why."""

    path: str
    reason: str


class Record(Noun, frozen=True, kw_only=True):
    """What a source's page says of a permission on file."""

    grantor: str
    basis: str
    licence: str | None
    modes: tuple[str, ...]
    until: str | None
    wording: str | None
    valid: bool


class Static(Noun, frozen=True, kw_only=True):
    """A file that is copied as it is."""

    path: str
    output: str
    fingerprint: bytes


class Site(Noun, frozen=True, kw_only=True):
    """A digest with nothing left to look up: articles newest first, issues newest first in each series."""

    settings: Settings
    articles: tuple[Article, ...]
    issues: tuple[Issue, ...]
    topics: tuple[Topic, ...]
    pages: tuple[Page, ...]
    sources: tuple[Source, ...]
    records: tuple[tuple[str, Record], ...]
    # by the grantor's name
    static: tuple[Static, ...]
    skipped: tuple[Skipped, ...]
    degraded: tuple[Skipped, ...]
    drafts: tuple[str, ...]
    # paths of drafts that are in it all the same, because they were asked for
