"""What a template gets: one small context for each kind of page, its words said, its links made.

Every `href` begins with the root's token (`urls.ROOT`), which the page it lands in replaces.
"""

from generator.fingerprint import Fingerprint
from generator.model.article import Article, ImageCredit
from generator.model.issue import Issue
from generator.model.kinds import Noun


class Piece(Noun, frozen=True, kw_only=True):
    """A fragment that many pages share, rendered once: its template and that template's context."""

    template: str
    context: Noun


class LinkView(Noun, frozen=True, kw_only=True):
    """A link with its words; `count` where a list counts what lies behind it."""

    text: str
    href: str
    count: int = 0
    lang: str = ""


class FeedLink(Noun, frozen=True, kw_only=True):
    """A feed of ours."""

    title: str
    href: str
    type: str


class DateView(Noun, frozen=True, kw_only=True):
    """A time in words and, where HTML can say it, for `<time datetime>`."""

    words: str
    datetime: str = ""


class Publisher(Noun, frozen=True, kw_only=True):
    """The digest as machine formats name it."""

    name: str
    url: str
    # ends in a slash
    lang: str
    licence_url: str
    zone: str
    link_target: str


class Frame(Noun, frozen=True, kw_only=True):
    """What stands around every page."""

    title: str
    tagline: str
    lang: str
    home: str
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    feeds: tuple[FeedLink, ...]
    contact: str
    # an address or a mail address, as a link target; may be empty
    editor: str
    licence: str
    licence_url: str
    stylesheet: str
    publisher: Publisher
    # the digest as machine formats name it


class Head(Noun, frozen=True, kw_only=True):
    """What a page says of itself."""

    title: str
    # for `<title>`, without the site's
    path: str
    description: str = ""
    robots: str = ""
    canonical: str = ""
    crumbs: tuple[LinkView, ...] = ()
    feeds: tuple[FeedLink, ...] = ()


class PageContext(Noun, frozen=True, kw_only=True):
    """What every page's template gets."""

    site: Frame
    page: Head


class HopView(Noun, frozen=True, kw_only=True):
    """One publication in words; `text` is the whole line."""

    role: str
    role_word: str
    name: str
    href: str
    # the source's page with us; empty for one that is not registered
    text: str
    platform: str
    account: str
    date: DateView | None
    permission: str
    licence: str
    licence_url: str
    onward: str
    url: str
    # the original's address as stated
    archived: str


class Credit(Noun, frozen=True, kw_only=True):
    """The chain as it is said everywhere: one sentence, one line a hop, the page's own words."""

    sentence: str
    hops: tuple[HopView, ...]
    ours: str
    # the digest as the implied last hop: when it took the article in, what it changed
    line: str
    # verbatim; may be empty


class PersonView(Noun, frozen=True, kw_only=True):
    """A name of the byline with its part in words."""

    role: str
    role_word: str
    name: str
    url: str


class CitationView(Noun, frozen=True, kw_only=True):
    """A source or work quoted inside the text."""

    name: str
    href: str
    lang: str
    upstream: str
    # whom that source quotes in turn
    url: str
    place: str
    # link to the paragraph; may be empty


class EventView(Noun, frozen=True, kw_only=True):
    """One statement of a timeline."""

    when: DateView
    elsewhere: str
    # the local date where it happened, in words, when the day differs
    what: str
    lang: str
    says: str
    says_href: str
    status: str
    status_word: str
    # empty for a plain report
    key: bool
    article: LinkView
    place: str
    # link to the paragraph in the article; may be empty


class Moment(Noun, frozen=True, kw_only=True):
    """One place in a timeline: a statement, or several on one event side by side."""

    id: str
    # unique in its page
    entries: tuple[Piece, ...]
    # each of `pieces/event.html` with an EventView
    disputed: bool
    key: bool
    label: str
    # the time and the words, for lists of key events


class Year(Noun, frozen=True, kw_only=True):
    """The moments of one year."""

    name: str
    moments: tuple[Moment, ...]


class Card(Noun, frozen=True, kw_only=True):
    """An article in a list."""

    id: str
    title: str
    lang: str
    href: str
    # where the title leads: the original, or our page
    external: bool
    credit_href: str
    # our page, always
    source: str
    source_href: str
    genre: str
    # its label; empty for news
    sentence: str
    date: DateView
    summary: str
    mode: str
    mode_word: str
    counted: str
    # the reading length in words; may be empty
    withdrawn: bool


class ItemView(Noun, frozen=True, kw_only=True):
    """An item of an issue: the lead, the others on the same story, the editor's note."""

    lead: Card
    others: tuple[Card, ...]
    note: str
    # HTML; may be empty


class BriefView(Noun, frozen=True, kw_only=True):
    """A brief (快讯)."""

    title: str
    url: str
    source: str


class Section(Noun, frozen=True, kw_only=True):
    """A section of an issue; what stands before the first heading has no title."""

    title: str
    id: str
    level: int
    count: int
    blocks: tuple["Piece | BriefList | Prose", ...]
    # pieces are of `pieces/item.html` with an ItemView


class BriefList(Noun, frozen=True, kw_only=True, tag=True):
    """Briefs that follow each other."""

    briefs: tuple[BriefView, ...]


class Prose(Noun, frozen=True, kw_only=True, tag=True):
    """The editor's own words between items, as HTML."""

    html: str


class SourceUse(Noun, frozen=True, kw_only=True):
    """A row of an issue's index of sources."""

    name: str
    href: str
    platform: str
    permission: str
    count: int


class CorrectionView(Noun, frozen=True, kw_only=True):
    """A correction of ours."""

    date: DateView
    text: str


class IssueView(Noun, frozen=True, kw_only=True):
    """An issue in full."""

    id: str
    href: str
    series: str
    # the series' title
    number: str
    # 第 12 期; may be empty
    title: str
    heading: str
    # title, number and date in one line
    date: DateView
    lede: str
    editor: str
    thanks: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    sections: tuple[Section, ...]
    items: int


class IssueLink(Noun, frozen=True, kw_only=True):
    """An issue in a list."""

    heading: str
    href: str
    series: str
    date: DateView
    lede: str
    items: int
    leads: tuple[LinkView, ...] = ()
    # its first items


class TopicCard(Noun, frozen=True, kw_only=True):
    """A running topic with its last event."""

    title: str
    href: str
    summary: str
    updated: DateView | None
    articles: int
    last: EventView | None


class HomePage(PageContext, frozen=True, kw_only=True):
    """`home.html`: the newest issue of the first series; without issues the newest articles."""

    issue: IssueView | None
    previous: IssueLink | None
    # the one before it in its series
    others: tuple[IssueLink, ...]
    # the newest of each other series
    topics: tuple[TopicCard, ...]
    cards: tuple[Piece, ...]
    # of `pieces/card.html` with a Card


class IssuePage(PageContext, frozen=True, kw_only=True):
    """`issue.html`."""

    issue: IssueView
    sources: tuple[SourceUse, ...]
    previous: IssueLink | None
    next: IssueLink | None
    facts: Issue
    # for the machine formats inside the page
    parts: tuple[tuple[str, str], ...]
    # name and path of each article


class IssuesPage(PageContext, frozen=True, kw_only=True):
    """`issues.html`: every series with its issues, newest first."""

    series: tuple[tuple[str, tuple[FeedLink, ...], tuple[IssueLink, ...]], ...]


class ArticleView(Noun, frozen=True, kw_only=True):
    """An article in full."""

    id: str
    title: str
    # what stands as the heading: ours, else theirs
    original_title: str
    # theirs, where ours stands above it
    title_lang: str
    # the language of the heading
    original_lang: str
    lang: str
    # of the text
    genre: str
    genre_word: str
    source: str
    source_href: str
    source_kind: str
    byline: tuple[PersonView, ...]
    published: DateView
    collected: DateView | None
    credit: Credit
    mode: str
    mode_word: str
    # says how much stands here and why
    original_url: str
    summary: str
    excerpt: str
    note: str
    # HTML
    body: Fingerprint | None
    # the template gets its HTML as `body`
    counted: str
    right: str
    # our right, in words
    right_url: str
    wording: str
    # the credit the grantor asked for
    editor: str
    edits: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    images: tuple[tuple[str, str], ...]
    # alternative text and credit of each image
    citations: tuple[CitationView, ...]
    timeline: tuple[Moment, ...]
    topics: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    issues: tuple[LinkView, ...]


class TimelineView(Noun, frozen=True, kw_only=True):
    """`pieces/timeline.html`: the article's own timeline where its text places it."""

    moments: tuple[Moment, ...]


class ArticlePage(PageContext, frozen=True, kw_only=True):
    """`article.html`; a timeline that the text places stands in `body`, and `article.timeline` is empty."""

    article: ArticleView
    facts: Article
    # for the machine formats inside the page
    placed: Piece | None
    # of `pieces/timeline.html`


class TombstonePage(PageContext, frozen=True, kw_only=True):
    """`tombstone.html`: what is left of an article that was withdrawn."""

    title: str
    lang: str
    credit: Credit
    date: DateView
    reason: str


class TopicPage(PageContext, frozen=True, kw_only=True):
    """`topic.html`."""

    title: str
    summary: str
    updated: DateView | None
    body: Fingerprint | None
    hrefs: tuple[tuple[str, str], ...]
    key_events: tuple[LinkView, ...]
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


class LedgerRow(Noun, frozen=True, kw_only=True):
    """A line of the ledger."""

    id: str
    title: str
    lang: str
    href: str
    day: str
    roles: tuple[tuple[str, str, str], ...]
    # role in words, source, its page
    byline: str
    permission: str
    mode: str
    line: str


class LedgerPage(PageContext, frozen=True, kw_only=True):
    """`ledger.html`: one year's credits; the same rows as CSV and JSON."""

    year: str
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


class MissingPage(PageContext, frozen=True, kw_only=True):
    """`404.html`: inlines its styles, links absolutely."""

    styles: str


class MovedPage(PageContext, frozen=True, kw_only=True):
    """`moved.html`: an old address."""

    title: str
    href: str


class EntryContent(Noun, frozen=True, kw_only=True):
    """`pieces/entry.html`: a feed entry's content, which opens with the credit."""

    credit: Credit
    genre_word: str
    mode: str
    summary: str
    excerpt: str
    note: str
    body: Fingerprint | None
    hrefs: tuple[tuple[str, str], ...]
    images: tuple[ImageCredit, ...]
    href: str
