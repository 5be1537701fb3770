"""Destinations: which are safe, which are ours to resolve, and addresses that stand bare in the text."""

import re
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from generator.markdown.cjk import HANGUL, SHARED, WITHOUT_SPACES

OUTWARD = "nofollow noopener"
"""How a link to the web is related to the page it stands on."""

_ABSOLUTE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_HTTP = re.compile(r"https?:", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_DANGEROUS = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)
_EAST_ASIAN = f"{SHARED}{WITHOUT_SPACES}{HANGUL}"
_ADDRESS = re.compile(
    rf"://[A-Za-z0-9](?:[^\W{_EAST_ASIAN}]|[.\-])*(?::[0-9]+)?"
    rf"(?:[/?#][^\s<>\"`\[\]{{}}|\\^\x00-\x1f{_EAST_ASIAN}]*)?"
)
_WEB = ("https://", "http://")
ENCODED = re.compile(r"https?://[a-z0-9-]++(?:\.[a-z0-9-]++)+(?:/[A-Za-z0-9_.~/=?+,-]*+)?")
"""A web address that has nothing to encode."""

_AFTER_WORD = re.compile(r"[A-Za-z0-9+.\-]")


def is_absolute(url: str) -> bool:
    """Say whether a destination leads out of the site: http, https, mailto, tel."""
    return bool(_ABSOLUTE.match(url))


def is_remote(url: str) -> bool:
    """Say whether what a destination names would be loaded from elsewhere."""
    return is_absolute(url) or url.startswith("//")


def is_http(url: str) -> bool:
    """Say whether a destination is on the web."""
    return bool(_HTTP.match(url))


def is_safe(url: str) -> bool:
    """Say whether a destination, also once decoded, is no script, no data and no local file."""
    return url.startswith(_WEB) or not _DANGEROUS.match(_BLANK.sub("", unquote(_BLANK.sub("", url))))


def normalise(url: str) -> str:
    """Encode a destination that is final; one that is ours to resolve stays as the editor wrote it."""
    final = is_absolute(url) or url.startswith("#")
    return normalizeLink(url) if final and not ENCODED.fullmatch(url) else url


def bare_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Link an http(s) address in the text, up to the first character that cannot belong to it."""
    start = state.pos
    src = state.src
    if silent or state.linkLevel or not src.startswith("://", start):
        return False
    scheme = _scheme_before(src, start)
    if not scheme or not state.pending.endswith(scheme):
        return False
    found = _ADDRESS.match(src, start, state.posMax)
    if not found:
        return False
    rest = _without_tail(found.group())
    url = scheme + unescapeAll(rest)
    state.pending = state.pending[: -len(scheme)]
    opened = state.push("link_open", "a", 1)
    opened.attrs = {"href": state.md.normalizeLink(url)}
    opened.markup = "bare"
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1).markup = "bare"
    state.pos = start + len(rest)
    return True


def _scheme_before(src: str, end: int) -> str:
    for length in (5, 4):
        begin = end - length
        if begin >= 0 and src[begin:end].lower() in {"https", "http"}:
            return "" if begin and _AFTER_WORD.match(src[begin - 1]) else src[begin:end]
    return ""


def _without_tail(address: str) -> str:
    """Leave out closing marks that belong to the sentence; a bracket stays where it is balanced."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while True:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in ".,:;!?'*_~":
            return address[:end]
        end -= 1
