"""What the home page and the pages of issues get."""

from generator.model.issue import Issue
from generator.model.kinds import Noun
from generator.model.view.parts import (
    Card,
    CorrectionView,
    DateView,
    EventView,
    FeedLink,
    LinkView,
    PageContext,
    Piece,
)


class ItemView(Noun, frozen=True, kw_only=True):
    """An item of an issue: the lead, the others on the same story, the editor's note."""

    lead: Card
    others: tuple[Card, ...]
    note: str
    # HTML; may be empty
    note_lang: str = ""
    # on a page in another language than the site's


class BriefView(Noun, frozen=True, kw_only=True):
    """A brief (快讯)."""

    title: str
    url: str
    source: str
    source_href: str
    # empty for a source that is not registered
    source_lang: str = ""
    # on a page in another language than the site's


class BriefList(Noun, frozen=True, kw_only=True):
    """Briefs that follow each other."""

    briefs: tuple[BriefView, ...]


class Prose(Noun, frozen=True, kw_only=True):
    """The editor's own words between items, as HTML."""

    html: str


class Section(Noun, frozen=True, kw_only=True):
    """A section of an issue; what stands before the first heading has no title."""

    title: str
    id: str
    level: int
    count: int
    blocks: tuple[Piece | BriefList | Prose, ...]
    # pieces are of `pieces/item.html` with an ItemView


class SourceUse(Noun, frozen=True, kw_only=True):
    """A row of an issue's index of sources."""

    name: str
    href: str
    lang: str = ""
    # of the name, on a page in another than the site's
    platform: str
    permission: str
    count: int


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
    heading_lang: str = ""
    # on a page in another language than the site's
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
    heading_lang: str = ""
    # on a page in another language than the site's
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
