"""Links between texts: which output a file became, and whether a target exists."""

import re
from collections.abc import Iterable
from posixpath import dirname, join, normpath
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import unquote

from msgspec import structs

from generator.errors import Problem, fault, guess
from generator.model.article import Article, ArticleDoc, Body, Link
from generator.model.issue import Issue, IssueDoc
from generator.model.site import Static
from generator.model.topic import Page, PageDoc, Topic, TopicDoc
from generator.urls import href

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/.*)?", re.IGNORECASE)
_FIXED = (
    "index.html",
    "search.html",
    *(f"{d}/index.html" for d in ("issues", "topics", "sources", "tags", "archive", "timeline", "credits")),
)


class Places:
    """What a link in a text may lead to: files of `content/` by their path, outputs by their address."""

    def __init__(self, by_path: dict[str, str], outputs: frozenset[str]) -> None:
        self._by_path = by_path
        self._outputs = outputs

    def find(self, path: str, target: str) -> str | None:
        """Give the output that a target in a text means."""
        inside, place = _within(path, target)
        return self._by_path.get(inside) or self._output(place, inside)

    def link(self, path: str, target: str, line: int, found: list[Problem]) -> str:
        """Resolve one target of a text; an unknown one is a fault."""
        output = self.find(path, target)
        if output is None:
            inside, place = _within(path, target)
            hint = self._hint(inside, place, found)
            found.append(fault(path, f"the text links `{target}`, which does not exist", hint, line=line))
            return ""
        return href(output, target.partition("#")[2])

    def _hint(self, inside: str, place: str, found: list[Problem]) -> str:
        known = (*self._by_path, *self._outputs)
        close = guess(inside, known, found, 0.8) or guess(place, known, found, 0.8)
        if close:
            return f"did you mean `{close}`?"
        if place.endswith(_IMAGES):
            return f"put the file into content/static/ and write `/static/{place.rsplit('/', 1)[-1]}`"
        if _DOMAIN.fullmatch(place):
            return f"write the address whole: `https://{place}`"
        return "link a file of content/, `../topics/name.md`, or an address, `https://…`"

    def _output(self, place: str, inside: str) -> str | None:
        for candidate in (place.lstrip("/"), inside.removeprefix("content/"), normpath(place.lstrip("/"))):
            if candidate in self._outputs:
                return candidate
        return None


def _within(path: str, target: str) -> tuple[str, str]:
    """Give a target as a path under the root, and as it was written, without query and fragment."""
    place = unquote(target.partition("#")[0].partition("?")[0])
    if place.startswith("/"):
        return normpath(join("content", place.lstrip("/"))), place
    return normpath(join(dirname(path), place)), place


def places_of(
    docs: Iterable[ArticleDoc | IssueDoc | TopicDoc | PageDoc], static: tuple[Static, ...]
) -> Places:
    """Collect what can be linked."""
    folders = {ArticleDoc: "articles/", IssueDoc: "issues/", TopicDoc: "topics/", PageDoc: ""}
    by_path = {normalize("NFC", doc.path): f"{folders[type(doc)]}{doc.id}.html" for doc in docs}
    by_path |= {normalize("NFC", file.path): file.output for file in static}
    return Places(by_path, frozenset([*by_path.values(), *_FIXED]))


L = TypeVar("L", Article, Issue, Topic, Page)


def without_dead(things: Iterable[L], dead: frozenset[str]) -> tuple[L, ...]:
    """Take the address from links that lead to what is not published today; their words stay."""
    return tuple(_without_dead(thing, dead) for thing in things)


def _without_dead(thing: L, dead: frozenset[str]) -> L:
    if not any(address.partition("#")[0] in dead for _, address in thing.hrefs):
        return thing
    kept = tuple((t, "" if address.partition("#")[0] in dead else address) for t, address in thing.hrefs)
    return structs.replace(thing, hrefs=kept)


def permitted(
    static: tuple[Static, ...],
    docs: Iterable[ArticleDoc],
    articles: Iterable[Article],
    own: Iterable[IssueDoc | TopicDoc | PageDoc],
    places: Places,
) -> tuple[Static, ...]:
    """Leave out the images that only unpublished articles show; what our own texts link stays."""
    wanted = {places.find(d.path, image.target) for d in docs if d.body for image in d.body.images}
    shown = {places.find(a.path, image.target) for a in articles for image in a.images if image.shown}
    shown |= {places.find(doc.path, link.target) for doc in own for link in _links_of(doc)}
    return tuple(file for file in static if file.output not in wanted - shown)


def _links_of(doc: IssueDoc | TopicDoc | PageDoc) -> tuple[Link, ...]:
    if isinstance(doc, IssueDoc):
        return doc.links
    return doc.body.links if doc.body else ()


def resolve(
    path: str, body: Body | None, places: Places, found: list[Problem]
) -> tuple[tuple[str, str], ...]:
    """Resolve all targets of a text."""
    if body is None:
        return ()
    for fragment in body.fragments:
        if fragment.target and fragment.target not in body.anchors:
            close = guess(fragment.target, body.anchors, found)
            hint = f"did you mean `#{close}`?" if close else "give a heading or paragraph that `{#id}`"
            message = f"the text links `#{fragment.target}`, which is not in it"
            found.append(fault(path, message, hint, line=fragment.line))
    return tuple(
        (link.target, places.link(path, link.target, link.line, found)) for link in dict.fromkeys(body.links)
    )
