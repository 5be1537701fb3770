"""The titles that a page states, likeliest first, and the name of its site behind one."""

import re
from collections.abc import Iterable, Sequence

from generator.clip.literal import key
from generator.clip.values import Candidate
from generator.model.kinds import Noun

_SUFFIX = re.compile(
    r"\s*(?:[|｜_–—•·»]|\s-\s|--|-(?=[^-]{2,20}$)(?<=[^\x00-\x7f]-)|：(?=[^：]{2,20}(?:デジタル|新聞|オンライン|ニュース|網|网)$))\s*"
)
_MAKER = re.compile(r"\s*[-–—|_·]\s*powered by\b.*", re.IGNORECASE)
_HOUSES = ("网", "網", "报", "報", "社", "台", "在线", "線上", "新聞", "新闻网", "Times", "News", "Post")
"""How names of sites end, unlike those of their sections."""
_SITE = 30
"""Characters of a site's name."""


class Titles(Noun, frozen=True, kw_only=True):
    """What a page is called, and what its site is."""

    candidates: tuple[Candidate, ...]
    site: str = ""


def titles_of(given: Iterable[tuple[str, str]], said: str, site: str, headings: Sequence[str]) -> Titles:
    """Choose among titles with their places; `said` is `<title>`, the site's name perhaps behind it."""
    stated = [pair for pair in given if pair[0]]
    said = _MAKER.sub("", said)
    parts = _SUFFIX.split(said)
    heads = {key(value) for value, _ in stated}
    short = parts[0] if len(parts) > 1 else said
    suffix = ""
    behind = [part.strip() for part in parts[1:] if part and key(part) not in heads and len(part) <= _SITE]
    if heads and behind:
        suffix = next((part for part in reversed(behind) if part.endswith(_HOUSES)), behind[-1])
    if heads:
        whole = said if key(said) in heads else short
        short = next((part for part in parts if key(part) in heads), whole)
    elif site and len(parts) > 1 and key(site) in key(parts[-1]):
        short = said[: said.rfind(parts[-1])].rstrip(" |｜_-–—•·»")
    named = [*stated, (short, "<title>"), *((heading, "h1") for heading in headings)]
    return Titles(candidates=tuple(_apart(named)), site=suffix)


def _apart(named: Iterable[tuple[str, str]]) -> Iterable[Candidate]:
    """Give each title once; what only puts the site's name behind an earlier one is no other."""
    seen = set[str]()
    for value, place in named:
        names = {key(value), key(_SUFFIX.split(value)[0])}
        if value and key(value) and not names & seen:
            seen.add(key(value))
            yield Candidate(value=value, place=place)
