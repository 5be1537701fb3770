"""The words of all languages, from the data files, ready to be looked for."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from generator.han import fold
from generator.model.kinds import Noun

LANGUAGES = ("zh", "en", "ja", "ko")
_FOLDER = Path(__file__).parent / "words"
_GAP = r"[^。;!?\n]{0,20}?"
NEVER = re.compile(r"(?!)")

Tables = dict[str, Any]


class Vocabulary(Noun, frozen=True, kw_only=True):
    """Words by what they say; keys are folded."""

    labels: dict[str, tuple[str, ...]]
    # without blanks, each with what its value is
    loose: frozenset[str]
    tables: Tables

    def words(self, *path: str) -> tuple[str, ...]:
        """Give the words of all languages at a place of the data files, the longest first."""
        return _words(path)

    def pattern(self, *path: str) -> re.Pattern[str]:
        """Give a pattern of all expressions at a place of the data files."""
        return _pattern(path)


@cache
def vocabulary() -> Vocabulary:
    """Read the words, once."""
    return Vocabulary(labels=_labels(), loose=frozenset(_words(("loose", "words"))), tables=_tables())


@cache
def _tables() -> Tables:
    return {
        language: tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES
    }


@cache
def _words(path: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for language in LANGUAGES:
        table: Any = _tables()[language]
        for part in path:
            table = table.get(part, {}) if isinstance(table, dict) else {}
        found += [table] if isinstance(table, str) and table else list(table)
    return tuple(sorted({fold(word): None for word in found}, key=len, reverse=True))


@cache
def _pattern(path: tuple[str, ...]) -> re.Pattern[str]:
    return either(word.replace("~", _GAP) for word in _words(path))


def either(expressions: Iterable[str]) -> re.Pattern[str]:
    """Make one pattern of several."""
    joined = "|".join(expressions)
    return re.compile(f"(?:{joined})") if joined else NEVER


@cache
def literal(*path: str) -> re.Pattern[str]:
    """Give a pattern of plain words, the longest first."""
    return either(_spaced(word) for word in _words(path))


@cache
def opening(*path: str) -> re.Pattern[str]:
    """Give a pattern of plain words that a text begins with; a Latin one ends there."""
    return either(_spaced(word) + ("(?![a-z0-9])" if word[-1].isascii() else "") for word in _words(path))


@cache
def closing(*path: str) -> re.Pattern[str]:
    """Give a pattern of plain words that a text ends with."""
    words = (("(?<![a-z0-9])" if word[0].isascii() else "") + re.escape(word) for word in _words(path))
    return re.compile(f"(?:{either(words).pattern})$")


def _spaced(word: str) -> str:
    return re.escape(word).replace("\\ ", r"\s{1,2}")


def _labels() -> dict[str, tuple[str, ...]]:
    labels: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        table = _tables()[language]
        for role, words in table["fields"].items():
            for word in words:
                labels.setdefault(_closed(word), (role,))
        for role, before in table["modified"].items():
            for word in table["fields"][role]:
                for modifier in before:
                    labels.setdefault(_closed(modifier + word), (role,))
        labels |= {_closed(word): tuple(roles) for word, roles in table["pairs"].items()}
    return labels


def _closed(word: str) -> str:
    return "".join(fold(word).split())
