"""What all pages are made from: the site, its words, and each article's credit and card, made once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import TypeVar

from msgspec import structs

from generator import credits as said
from generator import edtf
from generator.han import is_written_in
from generator.model import licences
from generator.model.article import Article
from generator.model.issue import Issue
from generator.model.site import Site
from generator.model.source import Source
from generator.model.topic import Topic
from generator.model.variant import Variant
from generator.model.view import (
    Card,
    Credit,
    DateView,
    FeedLink,
    Frame,
    Head,
    LinkView,
    Picture,
    Piece,
    Publisher,
)
from generator.model.words import Words
from generator.plan import paths
from generator.urls import absolute, href, is_http

T = TypeVar("T")

FEED_TYPES = (
    ("atom", "application/atom+xml"),
    ("rss", "application/rss+xml"),
    ("json", "application/feed+json"),
)
NOINDEX = "noindex, follow"
_TERRITORIES = {"zh": "CN", "zh-Hans": "CN", "zh-Hant": "TW", "en": "US"}
"""Where a language is at home whose tag names no territory."""


class Press:
    """Gives out the parts that pages share."""

    def __init__(
        self,
        site: Site,
        words: Words,
        *,
        variant: Variant | None = None,
        languages: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.site, self.words, self.settings = site, words, site.settings
        self.variant, self.languages = variant, languages
        self.folder = variant.folder if variant else ""
        self.lang = variant.lang if variant and not variant.conversion else site.settings.lang
        # of the pages as they are made; a conversion comes after
        self.zone = site.settings.timezone
        self.articles = {a.id: a for a in site.articles}
        self.topics = {t.id: t for t in site.topics}
        self.issues = {i.id: i for i in site.issues}
        self.series = {s.id: s.title for s in site.settings.series}
        self._parts: dict[tuple[str, object], object] = {}

    def over(self, site: Site) -> "Press":
        """Give a press of the same language for another state of the site."""
        return Press(site, self.words, variant=self.variant, languages=self.languages)

    def say(self, key: str, **values: object) -> str:
        """Give words in the language of the pages."""
        return self.words.say(key, **values)

    def tongue(self, text: str, stated: str | None) -> str:
        """Give the language of a name or title: its source's, unless it is Chinese of ours: 纽约时报."""
        lang, ours = stated or self.settings.lang, self.settings.lang
        if is_written_in(text, lang) or not is_written_in(text, ours):
            return lang
        return ours

    def mark(self, lang: str | None = None) -> str:
        """Give the language of a text, the site's unless it has another, to pages in another than both.

        Empty on pages in the site's language, where texts that are in another say so themselves.
        """
        text = lang or self.settings.lang
        return "" if self.lang in (self.settings.lang, text) else text

    def date(self, when: edtf.When, *, weekday: bool = False) -> DateView:
        """Say a date in the site's zone."""
        return said.date_view(when, self.words, self.zone, weekday=weekday)

    def credit(self, article: Article) -> Credit:
        """Give an article's chain in words."""
        return self.once("credit", article.id, lambda: self._credit(article))

    def _credit(self, article: Article) -> Credit:
        made = said.credit(article, self.words, self.zone)
        if not self.mark():
            return made
        hops = zip(made.hops, article.hops, strict=True)
        marked = tuple(
            structs.replace(view, lang=self.mark(self.name_lang(hop.source))) for view, hop in hops
        )
        return structs.replace(
            made,
            hops=marked,
            line_lang=self.mark(self.original_lang(article, made.line)),
            notes=tuple(edit.note for edit in article.edits if edit.note),
            notes_lang=self.mark(),
        )

    def card(self, article: Article) -> Card:
        """Give an article as lists show it."""
        return self.once("card", article.id, lambda: self._card(article))

    def card_piece(self, article: Article) -> Piece:
        """Give an article's card as a piece."""
        make = partial(Piece, template="pieces/card.html", context=self.card(article))
        return self.once("piece", article.id, make)

    def _card(self, article: Article) -> Card:
        ours = href(paths.article(article.id))
        original = said.original_url(article)
        abroad = self.settings.link_target == "original" and not article.withdrawn
        leaves = abroad and article.mode != "full" and bool(original)
        repeats = abroad and article.mode in ("summary", "link") and not original
        first = article.first
        author = self.say("word.list_join").join(person.name for person in article.authors)
        known = not article.published.is_unknown
        return Card(
            id=article.id,
            title=self.title(article),
            lang=self.title_lang(article),
            href=original if leaves else "" if repeats else ours,
            external=leaves,
            credit_href=ours,
            original="" if leaves or article.withdrawn else original,
            source=first.source.name,
            source_href=said.source_href(first.source),
            author=author,
            genre=self.genre(article),
            sentence=self.credit(article).sentence,
            date=self.date(article.published) if known else self.taken_in(article),
            summary="" if article.withdrawn else article.summary or article.excerpt or "",
            mode="withdrawn" if article.withdrawn else article.mode,
            mode_word=self.say("mode.withdrawn" if article.withdrawn else f"mode.{article.mode}"),
            counted=self.counted(article),
            withdrawn=article.withdrawn is not None,
            source_lang=self.mark(self.name_lang(first.source)),
            author_lang=self.mark(self.original_lang(article, author)),
            summary_lang=self.mark(None if article.summary else article.lang),
        )

    def taken_in(self, article: Article) -> DateView:
        """Say the day lists go by, marked as ours."""
        day = edtf.parse(article.day)
        words = self.say("ours.collected", date=edtf.words(day, self.words.dates))
        return DateView(words=words, datetime=article.day)

    def title(self, article: Article) -> str:
        """Give the title of lists, marked where the article was withdrawn."""
        return self.say("page.withdrawn", title=article.name) if article.withdrawn else article.name

    def title_lang(self, article: Article) -> str:
        """Give the language of the title: ours is the site's, theirs the source's."""
        return self.settings.lang if article.headline else self.original_lang(article, article.name)

    def original_lang(self, article: Article, text: str) -> str:
        """Give the language of the title as published, or of other words there."""
        return self.tongue(text, article.first.source.lang or article.lang)

    def name_lang(self, source: Source | None) -> str:
        """Give the language of a source's name."""
        return self.tongue(source.name, source.lang) if source else self.settings.lang

    def month(self, day: str) -> str:
        """Name the month of a day."""
        return self.say("page.month", year=day[:4], month=self.say(f"month.{int(day[5:7])}"))

    def genre(self, article: Article) -> str:
        """Label all but news."""
        return "" if article.genre == "news" else self.say(f"genre.{article.genre}")

    def counted(self, article: Article) -> str:
        """Say the reading length, if it was counted."""
        key = "count.own" if article.right.basis == "own" else "count.read"
        return self.say(key, n=article.counted) if article.counted else ""

    @cached_property
    def frame(self) -> Frame:
        """Give what stands around every page."""
        settings = self.settings
        return Frame(
            title=settings.title,
            tagline=settings.tagline or "",
            lang=self.lang,
            locale=locale(self.variant.lang if self.variant else settings.lang),
            texts=self.mark(),
            home=href("index.html"),
            navigation=self._navigation(),
            footer=tuple(self._links(settings.footer)),
            feeds=self.feeds("feed", self.say("feed.site", title=settings.title)),
            contact=contact_href(settings.contact),
            contact_text=settings.contact or "",
            editor=settings.editor or "",
            licence=licences.name(settings.licence) if settings.licence else "",
            licence_url=licences.url(settings.licence) if settings.licence else "",
            stylesheet=href(paths.STYLE),
            publisher=self.publisher,
        )

    @cached_property
    def publisher(self) -> Publisher:
        """Name the digest as machine formats do."""
        settings = self.settings
        return Publisher(
            name=settings.title,
            url=settings.url,
            lang=settings.lang,
            licence_url=licences.url(settings.licence) if settings.licence else "",
            zone=settings.timezone,
            link_target=settings.link_target,
            authority=settings.feed_authority,
        )

    def _navigation(self) -> tuple[LinkView, ...]:
        site = self.site
        built_in = (
            ("issues", bool(site.issues)),
            ("topics", bool(site.topics)),
            ("sources", bool(site.sources)),
            ("tags", any(a.tags for a in self.living)),
            ("archive", True),
            ("timeline", any(a.events for a in site.articles)),
            ("ledger", True),
            ("search", True),
        )
        ours = tuple(
            LinkView(text=self.say(f"page.{name}"), href=href(paths.INDEXES[name]))
            for name, wanted in built_in
            if wanted
        )
        return ours + tuple(self._links(self.settings.navigation))

    def _links(self, links: tuple[tuple[str, str], ...]) -> list[LinkView]:
        return [LinkView(text=text, href=destination(url), lang=self.mark()) for text, url in links]

    def feeds(self, stem: str, title: str, kinds: int = 3) -> tuple[FeedLink, ...]:
        """Link the feeds that share a stem."""
        return tuple(
            FeedLink(title=title, href=href(f"{stem}.{suffix}"), type=type_)
            for suffix, type_ in FEED_TYPES[:kinds]
        )

    def head(  # noqa: PLR0913 - the head of a page has these parts
        self,
        title: str,
        path: str,
        *,
        lang: str = "",
        description: str = "",
        indexed: bool = True,
        canonical: str = "",
        crumbs: tuple[LinkView, ...] = (),
        feeds: tuple[FeedLink, ...] = (),
        picture: Picture | None = None,
        published: str = "",
    ) -> Head:
        """Say what a page says of itself."""
        own = self.address(path) if indexed else ""
        return Head(
            title=title,
            lang=lang,
            path=path,
            description=description,
            robots="" if indexed or canonical else NOINDEX,
            canonical=canonical or own,
            crumbs=crumbs,
            feeds=feeds,
            picture=picture,
            published=published,
        )

    def address(self, path: str, folder: str | None = None) -> str:
        """Give the address of a page in the world; of its twin in another folder."""
        within = self.folder if folder is None else folder
        return absolute(self.settings.url, within + ("" if path == "index.html" else path))

    def crumb(self, name: str) -> LinkView:
        """Link one of the index pages."""
        return LinkView(text=self.say(f"page.{name}"), href=href(paths.INDEXES[name]))

    @cached_property
    def living(self) -> tuple[Article, ...]:
        """Give the articles that were not withdrawn, newest first."""
        return tuple(article for article in self.site.articles if not article.withdrawn)

    @cached_property
    def withdrawn(self) -> tuple[Article, ...]:
        """Give the articles that were withdrawn."""
        return tuple(article for article in self.site.articles if article.withdrawn)

    @cached_property
    def by_topic(self) -> dict[str, tuple[Article, ...]]:
        """Group the living articles, newest first, by topic."""
        return grouped((topic, a) for a in self.living for topic in a.topics)

    @cached_property
    def by_tag(self) -> dict[str, tuple[Article, ...]]:
        """Group the living articles, newest first, by tag."""
        return grouped((tag, a) for a in self.living for tag in a.tags)

    @cached_property
    def by_name(self) -> dict[str, Source]:
        """Find a registered source by its name or an alias."""
        return {name: s for s in reversed(self.site.sources) for name in (s.id, s.name, *s.aliases)}

    def series_title(self, id_: str) -> str:
        """Name a series in lists and feeds, also the one that `site.yaml` leaves unnamed."""
        return self.series.get(id_) or self.say("page.issues")

    def issue_name(self, issue: Issue) -> str:
        """Name an issue by its series and number, else its date."""
        number = self.say("issue.number", n=issue.number) if issue.number is not None else ""
        date = edtf.words(issue.date, self.words.dates)
        series = self.series.get(issue.series, "")
        return self.say("issue.heading", series=series, number=number or date).strip()

    def issue_heading(self, issue: Issue) -> str:
        """Name an issue in one line, its title included."""
        name = self.issue_name(issue)
        return self.say("issue.heading_title", heading=name, title=issue.title) if issue.title else name

    def heading_lang(self, issue: Issue) -> str:
        """Give the language of an issue's name, as `mark` does, where it holds words of the site's."""
        return self.mark() if issue.title or self.series.get(issue.series) else ""

    def once(self, kind: str, key: object, make: Callable[[], T]) -> T:
        """Make a shared part the first time it is asked for."""
        made = self._parts.get((kind, key))
        if made is None:
            made = self._parts[kind, key] = make()
        return made  # type: ignore[return-value]  # a kind of part has one type

    def inputs(self, article: Article) -> tuple[str, ...]:
        """Name the content files that shape an article."""
        issues = (self.issues[i].path for i in article.issues if i in self.issues)
        topics = (self.topics[t].path for t in article.topics if t in self.topics)
        return (article.path, *issues, *topics)

    def issue_inputs(self, issue: Issue) -> tuple[str, ...]:
        """Name the content files that shape an issue."""
        used = (self.articles[a].path for e in issue.entries for a in e.articles if a in self.articles)
        return (issue.path, *used)

    def topic_inputs(self, topic: Topic) -> tuple[str, ...]:
        """Name the content files that shape a topic."""
        return (topic.path, *(a.path for a in self.by_topic.get(topic.id, ())))


def grouped(pairs: Iterable[tuple[str, Article]]) -> dict[str, tuple[Article, ...]]:
    """Group articles by a key, in their order."""
    found: dict[str, list[Article]] = defaultdict(list)
    for key, article in pairs:
        found[key].append(article)
    return {key: tuple(articles) for key, articles in found.items()}


def destination(url: str) -> str:
    """Give the link of a setting: an address in the world as it is, a page of ours by its path."""
    if is_http(url) or url.startswith("mailto:"):
        return url
    path, _, fragment = url.lstrip("/").partition("#")
    return href(path, fragment)


def locale(lang: str) -> str:
    """Give a language as Open Graph writes it, `zh_CN`; empty where no territory goes with it."""
    language, *rest = lang.split("-")
    stated = next((part.upper() for part in rest if len(part) == len("CN") and part.isalpha()), "")
    territory = stated or _TERRITORIES.get(lang, "")
    return f"{language.lower()}_{territory}" if territory else ""


def contact_href(contact: str | None) -> str:
    """Give a contact as a link target."""
    if not contact:
        return ""
    if is_http(contact):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""
