"""What the machine formats get."""

from generator.model.article import Article
from generator.model.issue import Issue
from generator.model.kinds import Noun
from generator.model.source import Source
from generator.model.timeline import Event
from generator.model.view import Credit, IssueView, LedgerRow, Piece, Publisher

CARD_SIZE = (1200, 630)
"""Pixels of a card: what networks show large is about 1.91 : 1."""


class FeedEntry(Noun, frozen=True, kw_only=True):
    """An entry: an article, or an issue."""

    id: str
    # tag URI (RFC 4151)
    title: str
    path: str
    published: str
    # RFC 3339, as `updated`
    updated: str
    article: Article | None = None
    issue: Issue | None = None
    credit: Credit | None = None
    rights: str = ""
    # our right, in words
    licence_url: str = ""
    summary: str = ""
    content: Piece | None = None
    # of `pieces/entry.html` or `pieces/issue_entry.html`; None where the entry is deleted
    deleted: str = ""
    # RFC 3339 instant of a withdrawal


class Feed(Noun, frozen=True, kw_only=True):
    """A feed; the same value makes Atom, RSS and JSON."""

    id: str
    title: str
    subtitle: str
    path: str
    # its own, `feed.atom`
    home: str
    # the path of the page it belongs to
    updated: str
    publisher: Publisher
    entries: tuple[FeedEntry, ...]


class IssueEntry(Noun, frozen=True, kw_only=True):
    """`pieces/issue_entry.html`: an issue in a series feed."""

    issue: IssueView


class NinjsDoc(Noun, frozen=True, kw_only=True):
    """One article for ninjs 3.1; `body` is HTML's handle as in the article's context."""

    publisher: Publisher
    article: Article
    credit: Credit
    id: str
    path: str
    updated: str
    rights: str


class TimelineDoc(Noun, frozen=True, kw_only=True):
    """A topic's events for TimelineJS and iCalendar."""

    publisher: Publisher
    id: str
    title: str
    summary: str
    path: str
    # the topic's page
    stamp: str
    # RFC 3339: when any of it last changed
    events: tuple[tuple[Event, str, str, str], ...]
    # event, its time in words, its article's path, who says so with the status in words


class LedgerDoc(Noun, frozen=True, kw_only=True):
    """A year's credits for CSV and JSON."""

    year: str
    headings: tuple[str, ...]
    rows: tuple[LedgerRow, ...]
    publisher: Publisher


class OpmlDoc(Noun, frozen=True, kw_only=True):
    """The sources that have feeds."""

    title: str
    stamp: str
    sources: tuple[Source, ...]


class SitemapDoc(Noun, frozen=True, kw_only=True):
    """Addresses with the day they last changed (may be empty)."""

    base: str
    urls: tuple[tuple[str, str], ...]


class SitemapIndexDoc(Noun, frozen=True, kw_only=True):
    """The parts of the sitemap."""

    base: str
    parts: tuple[str, ...]


class RobotsDoc(Noun, frozen=True, kw_only=True):
    """robots.txt (RFC 9309)."""

    sitemap: str


class HeadersDoc(Noun, frozen=True, kw_only=True):
    """`_headers` as Netlify and Cloudflare Pages read it."""

    types: tuple[tuple[str, str], ...]
    # path pattern and media type


class RedirectsDoc(Noun, frozen=True, kw_only=True):
    """`_redirects` as Netlify and Cloudflare Pages read it: from, to."""

    moves: tuple[tuple[str, str], ...]


class CardDoc(Noun, frozen=True, kw_only=True):
    """A card: what a link to a page shows where it is shared."""

    site: str
    site_lang: str
    # also of the date and the source
    title: str
    lang: str
    source: str
    # where an article comes from as its credit names it, or which issue it is; may be empty
    date: str
    drawn_with: str
    # the versions of what draws it: its bytes hang on them


class CopyDoc(Noun, frozen=True, kw_only=True):
    """A file that is copied as it is."""

    source: str
    fingerprint: bytes


class BytesDoc(Noun, frozen=True, kw_only=True):
    """A file whose bytes are known already: the stylesheet, a theme's asset."""

    data: bytes
