"""What topics, sources, lists, the ledger and the single pages get."""

from generator.fingerprint import Fingerprint
from generator.model.kinds import Noun
from generator.model.view.charts import Share, Strip
from generator.model.view.issues import IssueLink, TopicCard
from generator.model.view.parts import DateView, FeedLink, LinkView, Moment, PageContext, Piece, Year


class TopicPage(PageContext, frozen=True, kw_only=True):
    """`topic.html`."""

    title: str
    summary: str
    updated: DateView | None
    body: Fingerprint | None
    hrefs: tuple[tuple[str, str], ...]
    key_events: tuple[LinkView, ...]
    strip: Strip | None
    # the merged timeline at a glance; none where that would say nothing
    years: tuple[Year, ...]
    cards: tuple[Piece, ...]
    downloads: tuple[FeedLink, ...]


class TopicsPage(PageContext, frozen=True, kw_only=True):
    """`topics.html`."""

    topics: tuple[TopicCard, ...]


class SourcePage(PageContext, frozen=True, kw_only=True):
    """`source.html`: the card, and one year's items."""

    name: str
    lang: str
    kind: str
    kind_word: str
    aliases: tuple[str, ...]
    platform: str
    url: str
    feed: str
    contact: str
    permissions: tuple[str, ...]
    # on file, in words
    year: str
    parts: tuple[Share, ...]
    # as what it stands in the year's articles
    direct: tuple[Piece, ...]
    # articles in whose chain it stands
    quoted: tuple[Piece, ...]
    # articles that quote it
    years: tuple[LinkView, ...]
    # the other years


class SourcesPage(PageContext, frozen=True, kw_only=True):
    """`sources.html`: registered sources by kind."""

    groups: tuple[tuple[str, tuple[LinkView, ...]], ...]


class TagPage(PageContext, frozen=True, kw_only=True):
    """`tag.html`: one year's articles."""

    tag: str
    year: str
    cards: tuple[Piece, ...]
    years: tuple[LinkView, ...]


class TagsPage(PageContext, frozen=True, kw_only=True):
    """`tags.html`."""

    tags: tuple[LinkView, ...]


class ArchiveRow(Noun, frozen=True, kw_only=True):
    """A year of the archive: twelve cells, a link where the month holds something."""

    year: str
    months: tuple[LinkView, ...]


class ArchivePage(PageContext, frozen=True, kw_only=True):
    """`archive.html`: year by month."""

    rows: tuple[ArchiveRow, ...]
    issues: tuple[IssueLink, ...]
    # the newest of each series


class MonthPage(PageContext, frozen=True, kw_only=True):
    """`month.html`: a month's issues and articles."""

    month: str
    issues: tuple[IssueLink, ...]
    cards: tuple[Piece, ...]
    previous: LinkView | None
    next: LinkView | None


class TimelinePage(PageContext, frozen=True, kw_only=True):
    """`timeline.html`: all events of one year."""

    year: str
    moments: tuple[Moment, ...]
    years: tuple[LinkView, ...]


class TimelinesPage(PageContext, frozen=True, kw_only=True):
    """`timelines.html`: the years that hold events."""

    years: tuple[LinkView, ...]


class RoleView(Noun, frozen=True, kw_only=True):
    """A source's part in an article, as the ledger names it."""

    role_word: str
    name: str
    platform: str
    account: str
    said: str
    # the name with platform and account
    href: str
    lang: str = ""
    # of the name, on a page in another than the site's


class LedgerRow(Noun, frozen=True, kw_only=True):
    """A line of the ledger."""

    id: str
    title: str
    lang: str
    href: str
    day: str
    genre: str
    # its label; empty for news
    roles: tuple[RoleView, ...]
    byline: str
    permission: str
    mode: str
    line: str
    original_lang: str = ""
    # of byline and line, on a page in another than the site's


class LedgerPage(PageContext, frozen=True, kw_only=True):
    """`ledger.html`: one year's credits; the same rows as CSV and JSON."""

    year: str
    sources: tuple[Share, ...]
    # who published the items first
    rows: tuple[LedgerRow, ...]
    years: tuple[LinkView, ...]
    downloads: tuple[FeedLink, ...]


class LedgersPage(PageContext, frozen=True, kw_only=True):
    """`ledgers.html`: the years of the ledger."""

    years: tuple[LinkView, ...]


class PlainPage(PageContext, frozen=True, kw_only=True):
    """`page.html`."""

    title: str
    lang: str
    body: Fingerprint | None
    hrefs: tuple[tuple[str, str], ...]


class SearchPage(PageContext, frozen=True, kw_only=True):
    """`search.html`."""

    archive: str
    segments: tuple[str, ...]
    # parts of the index, newest first: their first month and number of files


class MissingPage(PageContext, frozen=True, kw_only=True):
    """`404.html`: inlines its styles, links absolutely."""

    styles: str


class MovedPage(PageContext, frozen=True, kw_only=True):
    """`moved.html`: an old address."""

    title: str
    href: str
