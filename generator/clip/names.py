"""The name of an article's file, and so its address."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from generator.urls import is_id

_OTHERS = re.compile(r"[\W_]+")
_LONGEST = 40
_DULL = frozenset(
    ["index", "article", "post", "item", "view", "detail", "show", "default", "content", "page", "s"]
)


def id_of(titles: Iterable[str], url: str, name: str, day: str, taken: frozenset[str]) -> str:
    """Make an id of a title, else of the address, else of the file's name, unlike those that are taken."""
    last = PurePosixPath(unquote(urlsplit(url).path)).stem if url else ""
    file = "" if name == "-" or "://" in name else PurePosixPath(name.replace("\\", "/")).stem
    sources = (*titles, "" if last.lower() in _DULL or last.isdigit() else last, file)
    made = next((found for text in sources if is_id(found := _plain(text))), f"clip-{day}")
    number, found = 1, made
    while found.casefold() in taken:
        number += 1
        found = f"{made}-{number}"
    return found


def _plain(text: str) -> str:
    words = _OTHERS.sub("-", normalize("NFC", text)).strip("-").lower()
    cut = words[:_LONGEST].strip("-")
    if len(words) > _LONGEST and "-" in cut[_LONGEST // 2 :] and words[_LONGEST] != "-" and cut.isascii():
        cut = cut.rpartition("-")[0]
    return cut
