"""One source article: as written, as parsed, as assembled."""

from collections.abc import Iterator

from msgspec import field

from generator.edtf import When
from generator.edtf import parse as parse_date
from generator.fingerprint import Fingerprint
from generator.frontmatter import Matter
from generator.model.chain import Citation, CitationMatter, Hop, HopMatter, PersonMatter
from generator.model.kinds import (
    Claim,
    DateText,
    Genre,
    Id,
    Language,
    Licence,
    Mode,
    Noun,
    OldAddress,
    Onward,
    Operation,
    Text,
    Url,
)
from generator.model.rights import Right, RightMatter
from generator.model.source import SourceMatter
from generator.model.timeline import Event, EventMatter


class EditMatter(Matter, frozen=True, kw_only=True):
    """A recorded change to a reposted text."""

    op: Operation
    at: Text | None = None
    removed: int | None = None
    note: Text | None = None


class CorrectionMatter(Matter, frozen=True, kw_only=True):
    """A correction of ours, with its day."""

    date: DateText
    text: Text


class WithdrawalMatter(Matter, frozen=True, kw_only=True):
    """A takedown."""

    date: DateText
    reason: Text


class ImageMatter(Matter, frozen=True, kw_only=True):
    """Credit and right of an image in the text."""

    credit: Text | None = None
    rights: Text | None = None
    alt: Text | None = None


class UnknownMatter(Matter, frozen=True, kw_only=True):
    """What could not be found out about an article, each with the reason."""

    source: Text | None = None
    author: Text | None = None
    title: Text | None = None
    # theirs
    editor: Text | None = None
    # our editor's real name


MOST = {"chain": 50} | dict.fromkeys(
    ("byline", "topics", "tags", "aliases", "timeline", "images", "citations", "edits", "corrections"), 300
)
"""Entries of each list of one article."""
_SHORT_FORM = ("source", "url", "archived", "permission", "licence", "onward")


class ArticleMatter(Matter, frozen=True, kw_only=True):
    """The front matter of an article."""

    id: Id | None = None
    title: Text | None = None
    # theirs, as published
    headline: Text | None = None
    # ours
    source: Text | SourceMatter | None = None
    url: Url | None = None
    archived: Url | None = None
    permission: Claim | None = None
    licence: Licence | None = None
    onward: Onward | None = None
    chain: tuple[Text | HopMatter, ...] = ()
    credit_line: Text | None = None
    # the words in which the article itself states its credit, verbatim
    published: DateText | None = None
    collected: DateText | None = None
    byline: Text | tuple[Text | PersonMatter, ...] = ()
    editor: Text | None = None
    genre: Genre = "news"
    rights: Text | RightMatter | None = None
    mode: Mode | None = None
    summary: Text | None = None
    excerpt: Text | None = None
    lang: Language | None = None
    topics: tuple[Id, ...] = ()
    tags: tuple[Text, ...] = ()
    aliases: tuple[OldAddress, ...] = ()
    draft: bool = False
    expires: DateText | None = None
    timeline: tuple[EventMatter, ...] = ()
    images: dict[str, ImageMatter] = field(default_factory=dict)
    citations: tuple[CitationMatter, ...] = ()
    edits: tuple[EditMatter, ...] = ()
    corrections: tuple[CorrectionMatter, ...] = ()
    withdrawn: WithdrawalMatter | None = None
    unknown: UnknownMatter | None = None
    # what `check --rules cn-news` asks for and nobody could find out

    def complaints(self) -> Iterator[tuple[str, str, str]]:
        """Yield the faults that lie between fields."""
        yield from self._amounts()
        yield from self._credit()
        yield from self._dates()
        for number, citation in enumerate(self.citations):
            if citation.source is None and citation.work is None:
                yield f"citations.{number}", "a citation names a `source` or a `work`", "add `source: …`"
        for number, event in enumerate(self.timeline):
            if event.when is None and event.anchor is None:
                yield f"timeline.{number}", "an event needs a time", "add `when: 2016-09` or `anchor: …`"
            elif event.when is not None and event.anchor is not None:
                yield f"timeline.{number}.anchor", "`anchor` stands beside `when`", "keep one of the two"

    def _amounts(self) -> Iterator[tuple[str, str, str]]:
        """Hold back what makes a page each, or is gone through for each other."""
        for key, most in MOST.items():
            given = getattr(self, key)
            if len(given) > most and not isinstance(given, str):
                yield key, f"`{key}` has {len(given)} entries, at most {most} are taken", "leave some out"

    def _credit(self) -> Iterator[tuple[str, str, str]]:
        for key in _SHORT_FORM:
            if self.chain and getattr(self, key) is not None:
                yield key, f"`{key}` stands beside `chain`", "move it into the first hop of `chain`"
        if self.draft:
            return
        if not self.chain and self.source is None:
            yield "title", "the article has no source", "add `source: …`, who published it first"
        if self.title is None and self.headline is None:
            hint = "add `title: …` (theirs) or `headline: …` (ours)"
            yield "", "the article has neither `title` nor `headline`", hint

    def _dates(self) -> Iterator[tuple[str, str, str]]:
        first = self.chain[0] if self.chain else None
        stated = first.date if isinstance(first, HopMatter) else None
        if self.published and stated and parse_date(self.published) != parse_date(stated):
            message = f"`published: {self.published}` differs from the first hop's `date: {stated}`"
            yield "published", message, "keep one of the two"


class Link(Noun, frozen=True, kw_only=True):
    """A place in the text that names another place of the site."""

    target: str
    line: int


class Body(Noun, frozen=True, kw_only=True):
    """What is known of a text without holding it."""

    handle: Fingerprint
    # its HTML lies in the store under this
    counted: int
    # Han characters and words
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    fragments: tuple[Link, ...]
    images: tuple[Link, ...]
    timeline: bool = False
    # the text says where its own timeline goes


class ArticleDoc(Noun, frozen=True, kw_only=True, tag=True):
    """An article's file, read on its own: names and links still symbolic."""

    path: str
    id: Id
    matter: ArticleMatter
    body: Body | None
    # None: the file holds no text
    refused: str = ""
    # why the text could not be converted in bounded time


class Person(Noun, frozen=True, kw_only=True):
    """One name of a byline."""

    name: str
    role: str
    url: str | None = None


class Edit(Noun, frozen=True, kw_only=True):
    """A recorded change to a reposted text."""

    op: Operation
    at: str | None = None
    removed: int | None = None
    note: str | None = None


class Dated(Noun, frozen=True, kw_only=True):
    """A text with a date: a correction, a withdrawal."""

    date: When
    text: str


class ImageCredit(Noun, frozen=True, kw_only=True):
    """An image of the text: whose it is, whether it may be shown."""

    target: str
    shown: bool
    credit: str | None = None
    licence: str | None = None
    alt: str | None = None


AUTHORS = frozenset({"author", "reporter"})
"""The parts of a byline that wrote the text."""


class Article(Noun, frozen=True, kw_only=True):
    """An article as the digest knows it: sources known, right decided, events placed."""

    path: str
    id: str
    title: str | None
    headline: str | None
    lang: str
    genre: Genre
    day: str
    # the ISO day that lists, feeds and year pages go by
    published: When
    collected: When | None
    updated: When
    hops: tuple[Hop, ...]
    credit_line: str | None
    byline: tuple[Person, ...]
    editor: str | None
    mode: Mode
    degraded: str
    # why less is published than was asked for or is there; may be empty
    refused: bool
    # a right was stated whose terms are not met
    right: Right
    indexed: bool
    summary: str | None
    excerpt: str | None
    note: str | None
    # HTML of the first issue item on it
    body: Body | None
    # only where mode is full
    counted: int
    hrefs: tuple[tuple[str, str], ...]
    # link targets of the body, resolved
    images: tuple[ImageCredit, ...]
    events: tuple[Event, ...]
    citations: tuple[Citation, ...]
    edits: tuple[Edit, ...]
    corrections: tuple[Dated, ...]
    withdrawn: Dated | None
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    issues: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the title that lists, feeds and `<title>` use: ours, else theirs."""
        return self.headline or self.title or self.id

    @property
    def authors(self) -> tuple[Person, ...]:
        """Give the byline's authors: those who wrote the text."""
        return tuple(person for person in self.byline if person.role in AUTHORS)

    @property
    def first(self) -> Hop:
        """Give the earliest known publication."""
        return self.hops[0]
