"""What of a web address only follows the reader, and what the addresses of one page have in common."""

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from generator.urls import domains


class _Names(Struct, frozen=True, kw_only=True):
    """Some names of parameters, whole or by how they begin."""

    whole: frozenset[str]
    starts: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.whole or name.startswith(self.starts)


class _Words(Struct, frozen=True, kw_only=True):
    """The room's words."""

    surely: _Names
    likely: _Names
    hosts: dict[str, _Names]
    fragments: dict[str, _Names]


def tracking(url: str) -> tuple[tuple[str, bool], ...]:
    """Give the parameters of an address that only follow the reader, and whether that is sure of each."""
    address, _, fragment = url.partition("#")
    words, hosts = _words(), domains(url)
    there = [words.hosts[domain] for domain in hosts if domain in words.hosts]
    found = list[tuple[str, bool]]()
    for parameter in filter(None, address.partition("?")[2].split("&")):
        name = unquote(parameter.partition("=")[0]).lower()
        if any(name in names for names in (words.surely, *there)):
            found.append((parameter, True))
        elif name in words.likely:
            found.append((parameter, False))
    if any(fragment in words.fragments[domain] for domain in hosts if domain in words.fragments):
        found.append((f"#{fragment}", True))
    return tuple(found)


def untracked(url: str) -> str:
    """Give an address without what surely only follows the reader, all else as it was."""
    gone = {parameter for parameter, sure in tracking(url) if sure}
    if not gone:
        return url
    head, mark, fragment = url.partition("#")
    address, _, query = head.partition("?")
    kept = "&".join(part for part in query.split("&") if part not in gone)
    place = mark + fragment
    return address + (f"?{kept}" if kept else "") + ("" if place in gone else place)


def same_page(url: str) -> str:
    """Give what addresses of one page have in common: no scheme, `www.`, tracking, last slash, fragment."""
    head = untracked(url).partition("#")[0]
    place = head.partition("://")[2].removeprefix("www.").removeprefix("m.")
    path, mark, query = place.partition("?")
    domain, slash, rest = path.partition("/")
    parameters = "&".join(sorted(filter(None, query.split("&"))))
    return domain.lower() + (slash + rest).rstrip("/") + (mark if parameters else "") + parameters


@cache
def _words() -> _Words:
    known = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return _Words(
        surely=_names(known["surely"]),
        likely=_names(known["likely"]),
        hosts={name: _names(words) for name, words in known["hosts"].items()},
        fragments={name: _names(words) for name, words in known["fragments"].items()},
    )


def _names(words: list[str]) -> _Names:
    return _Names(
        whole=frozenset(word for word in words if not word.endswith("*")),
        starts=tuple(word[:-1] for word in words if word.endswith("*")),
    )
