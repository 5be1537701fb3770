"""A line as it is seen: markup taken away, width, case and Traditional characters folded, places kept."""

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from generator.credits.reading.signs import pairs_of, signs
from generator.credits.reading.values import Span
from generator.han import fold
from generator.model.kinds import Noun
from generator.urls import is_http

MASK = "\ue000"
"""Stands in the key for every character of an address, so that its colons and slashes part nothing."""

MAIL = "\ue001"
"""The same for a mail address."""

_INVISIBLE = "\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"
_MARKUP = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,300})\]\([ ]?<?"
    r"(?P<url>[^\s()<>]{0,1500}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?[ ]?"
    r"(?:[ ][\"'][^\"'()\n]{0,200}[\"'])?\)"
    r"|\[(?P<shown>[^\[\]\n]{1,300})\]\[[^\[\]\n]{0,60}\]"
    r"|<a\s[^<>]{0,500}?href=[\"'](?P<href>[^\"'<>]{0,1500})[\"'][^<>]{0,500}>(?P<inner>[^<>]{0,300})</a>"
    r"|<(?P<auto>https?://[^\s<>]{1,1500})>"
    rf"|(?P<drop></?[a-z][a-z0-9]{{0,12}}(?:\s[^<>]{{0,500}})?/?>|\*\*|__|~~|(?<![\w/.])_(?=\w)|(?<=[\w.)])_(?![\w/.])|`{{1,3}}|\*(?=[^\s*])|(?<=[^\s*])\*|[{_INVISIBLE}])"
    r"|(?P<space>&(?:nbsp|emsp|ensp|#160);)"
    r"|(?P<entity>&(?:amp|lt|gt|quot|copy|middot|#39);)"
    r"|\A\s{0,9}(?P<lead>>\s{0,3}|#{1,6}\s{1,3}|[*+-]\s{1,3})",
    re.IGNORECASE,
)
_SIGNS = re.compile(rf"[\[<&*_~>#+`{_INVISIBLE}]|\A\s{{0,9}}-")
_URL = re.compile(r"https?://[!-;=?-~]{1,2000}", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}(?![a-z0-9@])"
)
_TRAILING = ".,;:!?'\")]}"
_LATIN, _KANA, _HANGUL = re.compile("[a-z]{3}"), re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
_TARGETS = ("target", "url", "u", "to", "q", "dest")
_REDIRECTOR = re.compile(
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
    pairs: frozenset[int] = frozenset()
    # each two characters of the key that touch, as one number
    signs: frozenset[str] = frozenset()
    # the forms of the grammar that may read something
    latin: bool = False
    kana: bool = False
    hangul: bool = False

    def spans(self, start: int, end: int, what: str) -> tuple[Span, ...]:
        """Give the place in the line of a stretch of the view, unless it is empty."""
        if start >= end:
            return ()
        if self.places is not None:
            start, end = self.places[start], self.places[end - 1] + 1
        return (Span(start=start, end=end, what=what),)

    def link(self, start: int, end: int) -> str:
        """Give the address that a stretch stands for or touches."""
        return next(
            (link.url for link in self.links if link.url and link.start < end and start < link.end), ""
        )


def view(text: str) -> View:
    """See a line."""
    shown, places, links = _plain(text)
    key = _folded(shown)
    mails: list[tuple[int, int]] = []
    if "://" in key or "@" in key:
        key, links, mails = _masked(key, shown, links)
    pairs = pairs_of(key)
    return View(
        shown=shown,
        key=key,
        places=places,
        links=tuple(sorted(links, key=lambda link: link.start)),
        mails=tuple(mails),
        pairs=pairs,
        signs=signs(key, pairs),
        latin=bool(_LATIN.search(key)),
        kana=bool(_KANA.search(key)),
        hangul=bool(_HANGUL.search(key)),
    )


def _plain(text: str) -> tuple[str, tuple[int, ...] | None, list[Link]]:
    """Take the markup from a line; give where each character left stood, and the links."""
    if not _SIGNS.search(text):
        return text, None, []
    shown: list[str] = []
    places: list[int] = []
    links: list[Link] = []
    position = 0
    for match in _MARKUP.finditer(text):
        _keep(text, position, match.start(), shown, places)
        position = match.end()
        for name in ("text", "shown", "inner", "auto"):
            if match[name] is not None:
                start, (begin, end) = len(places), match.span(name)
                while begin < end and text[begin] in "`*_":
                    begin += 1
                while begin < end and text[end - 1] in "`*_":
                    end -= 1
                _keep(text, begin, end, shown, places)
                url = unescape(match["url"] or match["href"] or match["auto"] or "")
                if is_http(url) or name == "shown":
                    links.append(Link(start=start, end=len(places), url=unwrapped(url)))
        if match["space"] or match["entity"]:
            shown.append(" " if match["space"] else unescape(match["entity"])[:1])
            places.append(match.start())
    _keep(text, position, len(text), shown, places)
    return "".join(shown), tuple(places), links


def _keep(text: str, start: int, end: int, shown: list[str], places: list[int]) -> None:
    shown.append(text[start:end])
    places.extend(range(start, end))


def _masked(key: str, shown: str, links: list[Link]) -> tuple[str, list[Link], list[tuple[int, int]]]:
    """Cover addresses; give the links with the bare ones, and where mail addresses stand."""
    covered = list(key)
    found = list(links)
    for match in _URL.finditer(key):
        start, end = match.start(), match.start() + len(match[0].rstrip(_TRAILING))
        covered[start:end] = MASK * (end - start)
        found.append(Link(start=start, end=end, url=unwrapped(shown[start:end])))
    key = "".join(covered)
    mails = [match.span() for match in _MAIL_ADDRESS.finditer(key)]
    for start, end in mails:
        covered[start:end] = MAIL * (end - start)
    return "".join(covered), found, mails


def _folded(text: str) -> str:
    """Fold a text, each character to one."""
    text = text.replace("︰", ":")  # folds to two characters
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := fold(char)) == 1 else char for char in text)


def unwrapped(url: str) -> str:
    """Give the address that a redirector leads to; any other stays."""
    try:
        parts = urlsplit(url)
        if not _REDIRECTOR.search(parts.netloc) and not _REDIRECTOR.search(parts.path):
            return url
        query = parse_qs(parts.query)
    except ValueError:
        return url
    targets = (value for name in _TARGETS for value in query.get(name, ()))
    return next((one for value in targets for one in (value, unquote(value)) if is_http(one)), url)
