"""A line as it is seen: markup taken away, width, case and Traditional characters folded, places kept."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urlsplit

from generator.han import fold
from generator.model.kinds import Noun
from generator.urls import is_http

MASK = "\ue000"
"""Stands in the key for every character of an address, so that its colons and slashes part nothing."""

MAIL = "\ue001"
_MARKUP = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,300})\]\([ ]?<?(?P<url>[^\s()<>]{0,1500}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?"
    r"(?:[ ][\"'][^\"'()\n]{0,200}[\"'])?\)"
    r"|<a\s[^<>]{0,500}?href=[\"'](?P<href>[^\"'<>]{0,1500})[\"'][^<>]{0,500}>(?P<inner>[^<>]{0,300})</a>"
    r"|<(?P<auto>https?://[^\s<>]{1,1500})>"
    r"|(?P<drop></?[a-z][a-z0-9]{0,12}(?:\s[^<>]{0,500})?/?>|\*\*|__|~~|[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069])"
    r"|(?P<space>&(?:nbsp|emsp|ensp|#160);)"
    r"|(?P<entity>&(?:amp|lt|gt|quot|copy|middot|#39);)"
    r"|\A\s{0,9}(?P<lead>>\s{0,3}|#{1,6}\s{1,3}|[*+-]\s{1,3})",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\[<&*_~>#+\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]|\A\s{0,9}-")
_URL = re.compile(r"https?://[!-;=?-~]{1,2000}", re.IGNORECASE)
_MAIL = re.compile(r"(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}(?![a-z0-9@])")
_TRAILING = ".,;:!?'\")]}"
_REDIRECTS = ("target", "url", "u", "to", "q", "dest")
_REDIRECTORS = re.compile(
    r"(?:^|\.)(?:link\.|t\.cn|out\.|jump\.)|/(?:link|redirect|jump|go|url|leave|out|l\.php)\b", re.IGNORECASE
)


class Link(Noun, frozen=True, kw_only=True):
    """An address, and the stretch of the view that it stands behind."""

    start: int
    end: int
    url: str


class View(Noun, frozen=True, kw_only=True):
    """A line without its markup."""

    shown: str
    # the characters as written
    key: str
    # the same number of characters, folded
    places: tuple[int, ...] | None
    # where each character stands in the line; None: all stand where they are
    links: tuple[Link, ...] = ()
    mails: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the line of a stretch of the view."""
        if self.places is None or start >= end:
            return (start, end) if self.places is None else (0, 0)
        return self.places[start], self.places[end - 1] + 1

    def link(self, start: int, end: int) -> str:
        """Give the address that a stretch stands for or touches."""
        return next((link.url for link in self.links if link.start < end and start < link.end), "")


def view(text: str) -> View:
    """See a line."""
    shown, places, links = _plain(text)
    key = _folded(shown)
    masked = list(key) if "://" in key or "@" in key else None
    mails = []
    if masked is not None:
        for match in _URL.finditer(key):
            start, end = match.start(), match.start() + len(match[0].rstrip(_TRAILING))
            masked[start:end] = MASK * (end - start)
            if not any(link.start < end and start < link.end for link in links):
                links.append(Link(start=start, end=end, url=unwrapped(shown[start:end])))
        for match in _MAIL.finditer("".join(masked)):
            masked[match.start() : match.end()] = MAIL * (match.end() - match.start())
            mails.append(match.span())
    return View(
        shown=shown,
        key=key if masked is None else "".join(masked),
        places=places,
        links=tuple(sorted(links, key=lambda link: link.start)),
        mails=tuple(mails),
    )


def _plain(text: str) -> tuple[str, tuple[int, ...] | None, list[Link]]:
    if not _SIGNS.search(text):
        return text, None, []
    shown: list[str] = []
    places: list[int] = []
    links: list[Link] = []

    def keep(start: int, end: int) -> None:
        shown.append(text[start:end])
        places.extend(range(start, end))

    position = 0
    for match in _MARKUP.finditer(text):
        keep(position, match.start())
        position = match.end()
        for name in ("text", "inner", "auto"):
            if match[name] is not None:
                start = len(places)
                keep(*match.span(name))
                url = match["url"] or match["href"] or match["auto"] or ""
                if is_http(unescape(url)):
                    links.append(Link(start=start, end=len(places), url=unwrapped(unescape(url))))
        if match["space"] or match["entity"]:
            shown.append(" " if match["space"] else unescape(match["entity"]))
            places.append(match.start())
    keep(position, len(text))
    return "".join(shown), tuple(places), links


def _folded(text: str) -> str:
    """Fold a text, each character to one."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := fold(char)) == 1 else char for char in text)


def unwrapped(url: str) -> str:
    """Give the address that a redirector leads to; any other stays."""
    try:
        parts = urlsplit(url)
        if not _REDIRECTORS.search(parts.netloc) and not _REDIRECTORS.search(parts.path):
            return url
        query = parse_qs(parts.query)
    except ValueError:
        return url
    for name in _REDIRECTS:
        for value in query.get(name, ()):
            for target in (value, unquote(value)):
                if is_http(target):
                    return target
    return url


def gaps(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Give the stretches between spans."""
    edges = [(0, 0), *sorted(spans), (length, length)]
    return [(a_end, b_start) for (_, a_end), (b_start, _) in pairwise(edges) if a_end < b_start]
