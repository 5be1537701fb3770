"""The words of all languages, read once from the data files, as words and as patterns."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from generator.han import fold

LANGUAGES = ("zh", "en", "ja", "ko")
_FOLDER = Path(__file__).parent / "words"
_GAP = r"[^。;!?\n]{0,20}?"
_NEVER = re.compile(r"(?!)")
_MOST = 40
"""How many places of one form are looked at in a line: no honest line has more."""


@cache
def tables(language: str) -> dict[str, Any]:
    """Read a language's words."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))


@cache
def words(*path: str, languages: tuple[str, ...] = LANGUAGES) -> tuple[str, ...]:
    """Give the words at a place of the data files, folded, the longest first."""
    found: dict[str, None] = {}
    for language in languages:
        table: Any = tables(language)
        for part in path:
            table = table.get(part, {})
        found |= dict.fromkeys(fold(word) for word in ([table] if isinstance(table, str) else table) if word)
    return tuple(sorted(found, key=len, reverse=True))


@cache
def word_set(*path: str) -> frozenset[str]:
    """Give the words at a place of the data files, to look one up."""
    return frozenset(words(*path))


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """Give one pattern of all the expressions at a place of the data files."""
    expressions = "|".join(word.replace("~", _GAP) for word in words(*path))
    return re.compile(f"(?:{expressions})") if expressions else _NEVER


@cache
def literal(*path: str, languages: tuple[str, ...] = LANGUAGES) -> str:
    """Give an expression for plain words, wherever they stand."""
    return either(words(*path, languages=languages))


@cache
def opening(*path: str) -> re.Pattern[str]:
    """Give a pattern for plain words that a text begins with; a Latin one ends there."""
    return re.compile(either(words(*path), after="(?![a-z0-9])"))


@cache
def closing(*path: str) -> re.Pattern[str]:
    """Give a pattern for plain words that a text ends with; a Latin one begins there."""
    return re.compile(f"{either(words(*path), before='(?<![a-z0-9])')}$")


def either(plain: Iterable[str], before: str = "", after: str = "") -> str:
    """Give an expression for any of some words, tried only where one of their first letters stands."""
    listed = [word for word in plain if word]
    if not listed:
        return "(?!)"
    firsts = "".join(re.escape(first) for first in sorted({word[0] for word in listed}))
    spaced = (
        f"{before if word[0].isascii() else ''}{re.escape(word).replace(chr(92) + ' ', '[ ]{1,2}')}"
        f"{after if word[-1].isascii() else ''}"
        for word in listed
    )
    return f"(?:(?=[{firsts}])(?:{'|'.join(spaced)}))"


def places(
    form: re.Pattern[str], key: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Give the first places at which a form stands in a text."""
    return islice(form.finditer(key, start, len(key) if end is None else end), _MOST)


@cache
def same_platforms() -> dict[str, str]:
    """Give what most call a platform, by its other words."""
    return {
        word: name
        for language in LANGUAGES
        for name, others in tables(language)["channels"].get("same", {}).items()
        for word in others
    }


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """Give labels without blanks, each with what its value is."""
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        table = tables(language)
        for role, plain in table["fields"].items():
            found |= {key: (role,) for word in plain if (key := closed(word)) not in found}
        for role, modifiers in table["modified"].items():
            made = (closed(modifier + word) for word in table["fields"][role] for modifier in modifiers)
            found |= {key: (role,) for key in made if key not in found}
        found |= {closed(word): tuple(roles) for word, roles in table["pairs"].items()}
    return found


def closed(word: str) -> str:
    """Fold a label and close its blanks: 作　者 is 作者."""
    return "".join(fold(word).split())
