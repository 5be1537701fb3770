"""The words of dates, from `words/*.toml`, folded as texts are."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from generator import edtf
from generator.han import fold

_FOLDER = Path(__file__).with_name("words")
LISTS = frozenset(
    [
        "marks",
        "lean",
        "recurring",
        "not_after",
        "names",
        "amounts",
        "bare_year",
        "lunar",
        "quarterly",
        "near",
    ],
).union(["han_days"])
"""Tables whose keys are no words."""
_BY_MEANING = frozenset(["year_slots", "slots_after_year", "month_slots", "bare_month_slots"])
"""Tables that are written with the meaning first."""

Table = dict[str, Any]
Amounts = tuple[tuple[str, int], ...]


def either(words: Iterable[str]) -> str:
    """Give a pattern for one of the words, longest first; one that never matches if there are none."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


@cache
def words(language: str) -> dict[str, Table]:
    """Read a language's tables."""
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: _folded(name, table) for name, table in tables.items()}


@cache
def eastern(*languages: str) -> dict[str, Table]:
    """Read the tables of several languages as one; the last one's meaning of a word holds."""
    merged: dict[str, Table] = {}
    for language in languages:
        for name, table in words(language).items():
            known = merged.setdefault(name, {})
            for key, value in table.items():
                known[key] = [*known.get(key, []), *value] if name in LISTS else value
    return merged


@cache
def parts() -> dict[str, str]:
    """Give the parts of the day that every timeline knows, folded, each as its list writes it."""
    return {fold(word): word for word in reversed(edtf.part_words())}


def named_part(said: str, written: str, aliases: Table) -> str:
    """Give a part of the day as it is written if timelines know the word, else by one that they know."""
    known = parts()
    if said in known:
        return written if written in edtf.part_words() else known[said]
    return str(aliases.get(said, ""))


def _folded(name: str, table: Table) -> Table:
    if name in _BY_MEANING:
        return {fold(word): meaning for meaning, said in table.items() for word in said}
    if name in LISTS or isinstance(next(iter(table.values())), list):
        return {fold(key): _folded_words(value) for key, value in table.items()}
    return {fold(key): value for key, value in table.items()}


def _folded_words(value: Any) -> Any:  # noqa: ANN401 - what TOML holds
    if not isinstance(value, list):
        return value
    return [fold(word) if isinstance(word, str) else word for word in value]
