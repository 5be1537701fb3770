"""What a web page says of itself: in its metadata, its first heading, and where it names its account."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from generator.clip.linked import authors, linked, publisher
from generator.clip.links import whole
from generator.clip.literal import one_line
from generator.clip.titles import Titles, titles_of
from generator.clip.values import Candidate
from generator.clip.words import accounts, no_names
from generator.urls import domains

_TITLES = (("og:title", "og:title"), ("twitter:title", "twitter:title"), ("title", "meta title"))
_PUBLISHED = (
    *("article:published_time", "og:published_time", "publishdate", "pubdate", "publish_date"),
    *("publish-date", "weibo: article:create_at", "apub:time", "datepublished", "dc.date.issued"),
    *("dcterms.issued", "sailthru.date", "parsely-pub-date", "date"),
)
_NAMED = ("author", "article:author", "parsely-author", "byl")
_SOURCES = ("source", "contentsource", "article:source", "mediaid")
_WROTE = "//*[@itemprop='author']//*[@itemprop='name']"
_TITLE, _NAME, _ACCOUNT = 300, 100, 60


class Head:
    """What a page's metadata and first heading say."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self._tree = tree
        self._meta = _metadata(tree)
        self._news = tuple(linked(tree))
        base = next((found for tag in tree.iter("base") if (found := whole(url, tag.get("href") or ""))), url)
        self.canonical = self._canonical(base)
        self.base = base or self.canonical
        titles = self._titles()
        self.titles = titles.candidates
        houses = (publisher(news) for news in self._news)
        said = self._first("og:site_name", "application-name")
        self.site_name = said or next(filter(None, houses), "") or titles.site
        self.source = self._first(*_SOURCES)
        self.account = self._account(self.canonical or url)
        self.published = tuple(self._published())
        strangers = {"", self.site_name, self.source, *no_names()}
        self.authors = tuple(name for name in dict.fromkeys(self._authors()) if name not in strangers)
        self.named = tuple(
            name
            for place in _NAMED
            if (name := one_line(self._meta.get(place, "").removeprefix("By "), _NAME))
            not in strangers | {self.account}
            and "://" not in name
            and not name.isdigit()
        )
        self.licence = self._licence(base)

    def _first(self, *names: str) -> str:
        """Give the first of some metadata that is there."""
        return next((self._meta[name] for name in names if self._meta.get(name)), "")

    def _canonical(self, base: str) -> str:
        for link in self._tree.iter("link"):
            rel = (link.get("rel") or "").lower().split()
            if "canonical" in rel and (found := whole(base, link.get("href") or "")):
                return found
        return whole(base, self._first("og:url")) if self._first("og:url") else ""

    def _titles(self) -> Titles:
        headings = [_words(found, _TITLE) for found in self._tree.iter("h1")]
        given = []
        if len(headings) == 1 or (headings and headings[0] and headings[0] in self._first("og:title")):
            given.append((headings[0], "h1"))
        given += [(self._first(name), place) for name, place in _TITLES]
        given += [
            (one_line(str(news.get("headline", "")), _TITLE), "JSON-LD headline") for news in self._news
        ]
        said = one_line(self._tree.findtext("head/title") or "", _TITLE)
        return titles_of(given, said, self._first("og:site_name"), headings[:3])

    def _account(self, url: str) -> str:
        """Give whose page it is, where it stands on a platform or in a forum."""
        places = [place for domain in (*domains(url), "*") for place in accounts().get(domain, ())]
        found = (one for place in places for one in self._tree.xpath(place))
        names = (one_line(one, _ACCOUNT) if isinstance(one, str) else _words(one, _ACCOUNT) for one in found)
        return next(filter(None, names), "")

    def _published(self) -> Iterator[Candidate]:
        for name in _PUBLISHED:
            if value := self._meta.get(name):
                yield Candidate(value=value, place=f"meta {name}")
        for news in self._news:
            if isinstance(value := news.get("datePublished"), str) and value.strip():
                yield Candidate(value=one_line(value, _NAME), place="JSON-LD datePublished")
        for time in self._tree.iter("time"):
            if (value := (time.get("datetime") or "").strip()) and "pubdate" in time.attrib:
                yield Candidate(value=one_line(value, _NAME), place="<time pubdate>")

    def _authors(self) -> Iterator[str]:
        for news in self._news:
            yield from authors(news)
        for found in self._tree.xpath(_WROTE):
            yield one_line(found.get("content") or str(found.text_content()), _NAME)

    def _licence(self, base: str) -> str:
        for tag in self._tree.iter("a", "link"):
            rel = (tag.get("rel") or "").lower().split()
            if "license" in rel and (found := whole(base, tag.get("href") or "")):
                return found
        return ""


def _metadata(tree: HtmlElement) -> dict[str, str]:
    """Give the first value of each name."""
    found = dict[str, str]()
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := one_line(meta.get("content") or "", 500):
            found.setdefault(name.lower(), content)
    return found


def _words(element: HtmlElement, most: int) -> str:
    return one_line(str(element.text_content()), most)
