"""The room's words, read from its data files once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from generator.model.kinds import Noun


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


class Boilerplate(Noun, frozen=True, kw_only=True):
    """Words that pages wrap around a text, without spaces, marks, digits and case."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    away: frozenset[str]
    # the headings of lists of other articles
    comments: frozenset[str]
    # the headings of what readers wrote
    labels: frozenset[str]
    # what opens a page's own lines, before a colon
    counts: frozenset[str]
    # what stands in them before a colon and a number
    pieces: frozenset[str]
    # words of which several make a line of a page's own
    sections: frozenset[str]
    # words of which the name of a page's section is made
    places: frozenset[str]
    # where a platform says that an account wrote from


@cache
def boilerplate() -> Boilerplate:
    """Give the words of blocks that are no text."""
    words = {name: frozenset(map(_bare, listed)) for name, listed in _file("boilerplate").items()}
    return Boilerplate(
        whole=words["whole"] | words["away"],
        starts=tuple(sorted(words["starts"])),
        away=words["away"],
        comments=words["comments"],
        labels=words["labels"],
        counts=words["counts"],
        pieces=words["pieces"] | words["whole"] | words["away"],
        sections=words["sections"],
        places=words["places"],
    )


def _bare(word: str) -> str:
    return "".join(filter(str.isalpha, word)).lower()


@cache
def stamps() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what a line begins with that says when a page was published, and when it was edited."""
    words = _file("stamps")
    return tuple(words["published"]), tuple(words["edited"])


@cache
def no_names() -> frozenset[str]:
    """Give what metadata hold in place of an author's name."""
    return frozenset(_file("boilerplate")["no_names"])


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Give the small words of each language of the Latin script."""
    return {lang: frozenset(words) for lang, words in _file("languages").items()}


@cache
def platforms() -> tuple[dict[str, str], dict[str, str]]:
    """Give the platforms by their hosts, and those that also publish what no account does."""
    words = _file("platforms")
    return words["hosts"], words["also"]


@cache
def accounts() -> dict[str, list[str]]:
    """Give where pages of a host name the account that published them, as XPath."""
    return dict(_file("platforms")["accounts"])


@cache
def ahead() -> tuple[str, ...]:
    """Give the words that speak of what is to come."""
    return tuple(_file("forecast")["words"])


@cache
def encodings() -> dict[str, str]:
    """Give the names that a page may give its encoding, and what Python reads each with."""
    return {name: codec for codec, names in _file("encodings").items() for name in names}
