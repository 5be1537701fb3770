"""Planned outputs become bytes; the same outputs give the same bytes, wherever this runs."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from generator import hant
from generator.errors import BuildFailed, fault
from generator.fingerprint import Fingerprint
from generator.formats import (
    atom,
    hosting,
    jsonfeed,
    jsonld,
    ledger,
    ninjs,
    opml,
    rss,
    search,
    sitemap,
    timelinejs,
)
from generator.formats.text import Texts
from generator.markdown import TIMELINE
from generator.markdown.place import substitute
from generator.model.article import Article, ImageCredit
from generator.model.feed import CardDoc, CopyDoc, Feed, FeedEntry, NinjsDoc, TimelineDoc
from generator.model.kinds import Noun
from generator.model.search import SearchDay, Segment, Shard
from generator.model.variant import Variant
from generator.model.view import (
    ArticlePage,
    EntryContent,
    HomePage,
    IssuePage,
    Piece,
    PlainPage,
    TopicPage,
)
from generator.plan import Sheet
from generator.theme import Theme, pressing, speaking
from generator.urls import ROOT, root_of

_OURS = re.compile(f"{ROOT}([^\"'#?<>\\s]*)")


def _calendar(doc: TimelineDoc) -> bytes:
    from generator.formats import ics  # noqa: PLC0415 - the calendar's library is slow to load

    return ics.write(doc)


def _card(doc: CardDoc) -> bytes:
    from generator.formats import card  # noqa: PLC0415 - only a site with cards needs what draws them

    return card.write(doc)


_DOCUMENTS: dict[str, Callable[[Any], bytes]] = {
    "ics": _calendar,
    "timelinejs": timelinejs.write,
    "ledger.csv": ledger.csv,
    "ledger.json": ledger.json,
    "opml": opml.write,
    "sitemap": sitemap.write,
    "sitemap.index": sitemap.index,
    "robots": hosting.robots,
    "headers": hosting.headers,
    "redirects": hosting.redirects,
    "search.fold": search.fold,
    "card": _card,
}
_FEEDS: dict[str, Callable[[Feed, Callable[[Piece], str]], bytes]] = {
    "rss": rss.write,
    "json": jsonfeed.write,
}


_TEMPLATE_FAULTS = (
    TemplateError,
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
"""What a template may raise that asks for something it should not."""


def render(sheets: Iterable[Sheet], theme: Theme, texts: Texts) -> tuple[bytes, ...]:
    """Make the bytes of some outputs; pieces that they share are rendered once."""
    return tuple(map(renderer(theme, texts), sheets))


def renderer(theme: Theme, texts: Texts) -> Callable[[Sheet], bytes]:
    """Give what makes the bytes of one output after another."""
    presses: dict[str, _Renderer] = {}

    def bytes_of(sheet: Sheet) -> bytes:
        lang = sheet.variant.lang if sheet.variant else ""
        if lang not in presses:
            presses[lang] = _Renderer(speaking(theme, lang) if lang else theme, texts)
        return presses[lang].bytes_of(sheet)

    return bytes_of


def handles(context: Noun) -> Iterator[Fingerprint]:
    """Name the texts that an output is made of."""
    if isinstance(context, ArticlePage):
        found = [context.article.body]
    elif isinstance(context, TopicPage | PlainPage):
        found = [context.body]
    elif isinstance(context, NinjsDoc):
        found = [context.article.body.handle if context.article.body else None]
    elif isinstance(context, Feed):
        contents = [e.content.context for e in context.entries if e.content]
        found = [c.body for c in contents if isinstance(c, EntryContent)]
    elif isinstance(context, CopyDoc):
        found = [context.fingerprint]
    elif isinstance(context, SearchDay):
        found = [item.body for item in context.items]
    elif isinstance(context, Shard):
        found = [item.body for day in context.segment.days for item in day.items]
    else:
        found = []
    yield from (handle for handle in found if handle is not None)


V = TypeVar("V")
W = TypeVar("W")


class Once(Generic[V, W]):
    """Makes something of a value once, however many share it; a value is known by its identity."""

    def __init__(self, make: Callable[[V], W]) -> None:
        self._make, self._made = make, dict[int, tuple[V, W]]()

    def __call__(self, value: V) -> W:
        """Give what is made of a value; it is kept with the value, so that no other takes its identity."""
        known = self._made.get(id(value))
        if known is None:
            known = self._made[id(value)] = (value, self._make(value))
        return known[1]


class _Renderer:
    def __init__(self, theme: Theme, texts: Texts) -> None:
        self._paths = {name: path for name, _, path in theme.templates}
        self._theme = theme
        self._texts = texts
        self.show = Once(self._show)
        self._env = pressing(theme, self.show, self._once)
        self._parts: dict[str, Once[Noun, Markup]] = {}
        self._shards = Once[Segment, tuple[bytes, ...]](lambda segment: search.shards(segment, texts))
        self._entries: dict[int, tuple[FeedEntry, bytes]] = {}
        self._forms: dict[str, Callable[[Any], bytes]] = {
            "atom": self._atom,
            "bytes": lambda doc: doc.data,
            "copy": lambda doc: texts[doc.fingerprint],
            "ninjs": self._ninjs,
            "search.day": lambda doc: search.day(doc, texts),
            "search.shard": self._shard,
        }

    def bytes_of(self, sheet: Sheet) -> bytes:
        context: Any = sheet.context
        if sheet.form in _DOCUMENTS:
            return _DOCUMENTS[sheet.form](context)
        if sheet.form in _FEEDS:
            return _FEEDS[sheet.form](context, self._content(context))
        make = self._forms.get(sheet.form)
        return make(context) if make else self._page(sheet)

    def _atom(self, feed: Feed) -> bytes:
        return atom.write(feed, self._content(feed), self._entry)

    def _content(self, feed: Feed) -> Callable[[Piece], str]:
        base = feed.publisher.url
        return lambda piece: str(self.show(piece)).replace(ROOT, base)

    def _entry(self, entry: FeedEntry, make: Callable[[], bytes]) -> bytes:
        """Write an entry of Atom, once for all feeds that hold it."""
        known = self._entries.get(id(entry))
        if known is None:
            known = self._entries[id(entry)] = (entry, make())
        return known[1]

    def _ninjs(self, doc: NinjsDoc) -> bytes:
        body = str(self._article_body(doc.article, None))
        return ninjs.write(doc, body.replace(ROOT, doc.publisher.url))

    def _shard(self, shard: Shard) -> bytes:
        """Write a part of the search index, once for all its files."""
        return self._shards(shard.segment)[shard.number]

    def _page(self, sheet: Sheet) -> bytes:
        context: Any = sheet.context
        root = context.site.publisher.url if sheet.path == "404.html" else root_of(sheet.path)
        jsonld = "" if sheet.variant else _jsonld(context, sheet.path)
        more = {"body": self._body(context), "jsonld": Markup(jsonld)}  # noqa: S704 - escaped for scripts
        html = self._fill(sheet.form, context, more)
        if sheet.variant:
            html = _in_variant(html, sheet.variant, root)
        return html.replace(ROOT, root).encode()

    def _show(self, piece: Piece) -> Markup:
        body = self._body(piece.context)
        return Markup(self._fill(piece.template, piece.context, {"body": body}))  # noqa: S704 - a template's output

    def _once(self, template: str, site: Noun) -> Markup:
        """Render a template of nothing but what stands around every page, once for all of them."""
        if template not in self._parts:
            made = self._env.get_template(template)
            self._parts[template] = Once(lambda site: Markup(made.render(site=site)))  # noqa: S704 - a template's output
        return self._parts[template](site)

    def _fill(self, template: str, context: Noun, more: dict[str, Any]) -> str:
        fields = {name: getattr(context, name) for name in context.__struct_fields__}
        try:
            made = self._env.get_template(template)
            return made.render({**fields, **more})
        except BuildFailed:
            raise
        except _TEMPLATE_FAULTS as error:
            raise BuildFailed([self._fault(template, error)]) from error

    def _fault(self, template: str, error: Exception) -> Any:  # noqa: ANN401 - a Problem
        place = (self._template_path(template), 0)
        if isinstance(error, TemplateSyntaxError):
            place = (error.filename or place[0], error.lineno)
        trace = error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename in self._paths.values():
                place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
        what = f"there are no words for {error}" if isinstance(error, KeyError) else str(error)
        return fault(place[0], what, "see the theme's README for what each template gets", line=place[1])

    def _template_path(self, name: str) -> str:
        candidates = (name, *(f"{theme}/{name}" for theme in self._theme.names))
        return next((self._paths[c] for c in candidates if c in self._paths), name)

    def _body(self, context: Noun) -> Markup:
        if isinstance(context, ArticlePage):
            placed = str(self.show(context.placed)) if context.placed else ""
            return Markup(self._article_body(context.facts, placed))  # noqa: S704 - sanitised by markdown
        if isinstance(context, EntryContent):
            return self._text(context.body, context.hrefs, context.images)
        if isinstance(context, TopicPage | PlainPage):
            return self._text(context.body, context.hrefs)
        return Markup()

    def _article_body(self, article: Article, timeline: str | None) -> str:
        handle = article.body.handle if article.body else None
        return self._text(handle, article.hrefs, article.images, timeline or "")

    def _text(
        self,
        handle: Fingerprint | None,
        hrefs: tuple[tuple[str, str], ...],
        images: tuple[ImageCredit, ...] = (),
        timeline: str = "",
    ) -> Markup:
        if handle is None:
            return Markup()
        withheld = {i.target: None if i.shown else self._withheld(i) for i in images}
        alts = {i.target: i.alt for i in images if i.shown and i.alt}
        html = substitute(self._texts[handle].decode(), dict(hrefs), withheld, alts=alts)
        return Markup(html.replace(TIMELINE, timeline))  # noqa: S704 - sanitised by markdown

    def _withheld(self, image: ImageCredit) -> str:
        return self._theme.words.say("image.withheld", alt=image.alt or image.target.rsplit("/", 1)[-1])


def _in_variant(html: str, variant: Variant, root: str) -> str:
    """Convert a page if its language asks for it, and keep its links to pages inside the variant."""
    if variant.conversion:
        html = hant.convert(html, variant.conversion, variant.lang)
    inner = root.removesuffix("../")

    def lead(link: re.Match[str]) -> str:
        path = unquote(link[1])
        stays = path.endswith(".html") and path not in variant.alone
        return (inner if stays else root) + link[1]

    return _OURS.sub(lead, html)


def _jsonld(context: Noun, path: str) -> str:
    if isinstance(context, ArticlePage):
        return jsonld.article(context.facts, context.article.credit, context.site.publisher, path)
    if isinstance(context, HomePage):
        return jsonld.home(context.site.publisher)
    if isinstance(context, IssuePage):
        return jsonld.issue(context.facts, context.parts, context.site.publisher, path)
    if isinstance(context, TopicPage):
        return jsonld.topic(context.title, context.summary, context.site.publisher, path)
    return ""
