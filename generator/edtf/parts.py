"""The hours that a word for a part of a day stands for; the words are in `parts_of_day.toml`."""

import tomllib
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from generator.edtf.spans import Hours

_FILE = Path(__file__).with_name("parts_of_day.toml")
_SIMILAR = 0.4
_EXAMPLES = "write 凌晨, 上午, 下午, 晚上 or another of our list"


@cache
def _parts() -> dict[str, Hours]:
    languages: dict[str, dict[str, list[int]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {word: (start, end) for language in languages.values() for word, (start, end) in language.items()}


def part_hours(word: str) -> Hours:
    """Give the hours [from, to) of a part of a day; raise ValueError naming the nearest known words."""
    known = _parts()
    hours = known.get(word.strip().casefold())
    if hours is None:
        near = get_close_matches(word.strip().casefold(), known, n=3, cutoff=_SIMILAR)
        advice = f"did you mean {' or '.join(near)}?" if near else _EXAMPLES
        raise ValueError(f'"{word}" is not a part of a day we know: {advice}')
    return hours


def part_at_end(text: str) -> str:
    """Give the known part of a day that a text ends with, or nothing."""
    return max((word for word in _parts() if text.endswith(word)), key=len, default="")


def part_words() -> tuple[str, ...]:
    """Give every word for a part of the day that we know, in all languages."""
    return tuple(_parts())
