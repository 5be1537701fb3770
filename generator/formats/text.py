"""Text that every format may hold."""

import re
from html import unescape
from typing import Protocol
from urllib.parse import quote, urlsplit

from generator.fingerprint import Fingerprint

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

_INSIDE = r"""(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_BLOCK = re.compile(
    r"<(?:/?(?:address|article|aside|blockquote|caption|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|"
    rf"section|summary|table|tbody|td|tfoot|th|thead|tr|ul)|br)\b{_INSIDE}"
)
_TAG = re.compile(f"<{_INSIDE}")


class Texts(Protocol):
    """Bodies, as HTML, and static files by their fingerprint."""

    def __getitem__(self, handle: Fingerprint, /) -> bytes:
        """Give the bytes of one."""


def plain(text: str) -> str:
    """Drop what XML 1.0 cannot hold, bidirectional controls and noncharacters; end lines in LF."""
    if is_plain(text):
        return text
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_plain(text: str) -> bool:
    """Say whether `plain` leaves a text as it is; what Python calls printable holds nothing it drops."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return True
    return "\r" not in text and not _REFUSED.search(text)


def uri(iri: str) -> str:
    """Write an address with letters of any script in ASCII alone (RFC 3987, 3.1)."""
    if iri.isascii():
        return iri
    parts = urlsplit(iri)
    user, at, place = parts.netloc.rpartition("@")
    name, colon, port = place.partition(":")
    ascii_only = parts._replace(netloc=f"{user}{at}{host(name)}{colon}{port}")
    return quote(ascii_only.geturl(), safe="%/:?#[]@!$&'()*+,;=~")


def host(name: str) -> str:
    """Write a host name as DNS knows it (RFC 3490); one that DNS cannot know is percent-encoded."""
    try:
        return name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        return quote(name)


def one_line(text: str) -> str:
    """Fold a text into one line, for formats in which a line break begins a new field."""
    return " ".join(plain(text).split())


def words_in(html: str) -> str:
    """Give the words of sanitised HTML, its blocks parted by a space."""
    return one_line(unescape(_TAG.sub("", _BLOCK.sub(" ", html))))
