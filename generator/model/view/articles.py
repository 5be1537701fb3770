"""What the page of an article gets."""

from generator.fingerprint import Fingerprint
from generator.model.article import Article, ImageCredit
from generator.model.kinds import Noun
from generator.model.view.parts import (
    CitationView,
    CorrectionView,
    Credit,
    DateView,
    LinkView,
    Moment,
    PageContext,
    PersonView,
    Piece,
)


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
    source_lang: str = ""
    # on a page in another language than the site's
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
