"""Web addresses as they stand in texts, and what of them only follows the reader."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from generator.check.page import Page
from generator.model.kinds import Noun
from generator.urls import host

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^“”‘’「」『』《》【】（），。；：！？、]+")
_TAIL = ".,;:!?*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Address(Noun, frozen=True, kw_only=True):
    """A web address and where in its file it stands."""

    url: str
    start: int

    @property
    def end(self) -> int:
        """Give the offset behind it."""
        return self.start + len(self.url)


class _Words(Noun, frozen=True, kw_only=True):
    prefixes: tuple[str, ...]
    surely: frozenset[str]
    likely: frozenset[str]
    hosts: dict[str, frozenset[str]]


def addresses(page: Page) -> Iterator[Address]:
    """Find the web addresses of a file, in order; in code they lead nowhere."""
    for match in _ADDRESS.finditer(page.text):
        if not page.is_code(match.start()):
            yield Address(url=_trimmed(match[0]), start=match.start())


def tracking(url: str) -> tuple[tuple[str, bool], ...]:
    """Give the parameters of an address that only follow the reader, and whether that is sure of each."""
    return tuple(
        (parameter, sure)
        for parameter in _parameters(url)
        if (sure := _sure(parameter, host(url))) is not None
    )


def without_tracking(url: str) -> str:
    """Give an address without what surely only follows the reader, all else as it was."""
    gone = {parameter for parameter, sure in tracking(url) if sure}
    if not gone:
        return url
    head, _, fragment = url.partition("#")
    address, _, query = head.partition("?")
    kept = "&".join(part for part in query.split("&") if part not in gone)
    return address + (f"?{kept}" if kept else "") + (f"#{fragment}" if fragment else "")


def same_page(url: str) -> str:
    """Give what addresses of one page have in common."""
    head = without_tracking(url).partition("#")[0]
    place = head.partition("://")[2].removeprefix("www.").removeprefix("m.")
    path, mark, query = place.partition("?")
    domain, slash, rest = path.partition("/")
    return domain.lower() + (slash + rest).rstrip("/") + mark + query


def _trimmed(url: str) -> str:
    """Cut what a sentence or a bracket around an address left at its end."""
    while url:
        last = url[-1]
        opening = _PAIRS.get(last)
        if last in _TAIL or (opening and url.count(last) > url.count(opening)):
            url = url[:-1]
        else:
            break
    return url


def _parameters(url: str) -> list[str]:
    query = url.partition("#")[0].partition("?")[2]
    return [part for part in query.split("&") if part]


def _sure(parameter: str, domain: str) -> bool | None:
    name = unquote(parameter.partition("=")[0]).lower()
    words = _words()
    if name.startswith(words.prefixes) or name in words.surely:
        return True
    parts = domain.split(".")
    if any(name in words.hosts.get(".".join(parts[n:]), ()) for n in range(len(parts))):
        return True
    return False if name in words.likely else None


@cache
def _words() -> _Words:
    known = tomllib.loads(Path(__file__).with_name("tracking.toml").read_text("utf-8"))
    return _Words(
        prefixes=tuple(known["prefixes"]),
        surely=frozenset(known["surely"]),
        likely=frozenset(known["likely"]),
        hosts={name: frozenset(words) for name, words in known["hosts"].items()},
    )
