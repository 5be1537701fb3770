"""The room's words, read from its data files once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


@cache
def boilerplate() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the blocks that are boilerplate as a whole, and what short ones begin with."""
    words = _file("boilerplate")
    whole, starts, other = (
        ["".join(filter(str.isalnum, word)).lower() for word in words[key]]
        for key in ("whole", "starts", "away")
    )
    return frozenset([*whole, *other]), tuple(starts)


@cache
def away() -> frozenset[str]:
    """Give the headings of lists of other articles."""
    return frozenset("".join(filter(str.isalnum, word)).lower() for word in _file("boilerplate")["away"])


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Give the small words of each language of the Latin script."""
    return {lang: frozenset(words) for lang, words in _file("languages").items()}


@cache
def platforms() -> dict[str, str]:
    """Give the platforms by their hosts."""
    return dict(_file("platforms")["hosts"])


@cache
def ahead() -> tuple[str, ...]:
    """Give the words that speak of what is to come."""
    return tuple(_file("forecast")["words"])
