"""Characters that look like others, and where a registered name could be written with them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.han import fold
from generator.model.kinds import Noun

_RADICALS = (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
"""Blocks whose characters Unicode folds into others that look the same."""
_UPRIGHT = {"I": "l", "l": "I"}
"""Letters that look alike in one case only."""


class Known(Noun, frozen=True, kw_only=True):
    """A registered name and what it looks like."""

    name: str
    skeleton: str


class Looks(Noun, frozen=True, kw_only=True):
    """The registered names by each character that could stand in them and is not theirs."""

    by_letter: dict[str, list[tuple[Known, int]]]
    # with its place in the name; the longest name first
    suspects: re.Pattern[str]
    # those characters
    folded: frozenset[str]
    # the names themselves


def looks_of(names: Iterable[str]) -> Looks:
    """Tell where each of some names could be written with other characters."""
    unique = tuple(dict.fromkeys(names))
    known = [Known(name=name, skeleton=skeleton(name)) for name in unique if len(name) > 1]
    by_letter: dict[str, list[tuple[Known, int]]] = {}
    for entry in sorted(known, key=lambda k: -len(k.name)):
        if len(entry.skeleton) == len(entry.name):
            for offset, letter in enumerate(fold(entry.name)):
                for other in (*_others(letter), *_UPRIGHT.get(entry.name[offset], ())):
                    if other != entry.name[offset]:
                        by_letter.setdefault(other, []).append((entry, offset))
    letters = re.escape("".join(by_letter))
    return Looks(
        by_letter=by_letter,
        suspects=re.compile(f"[{letters}]" if letters else "(?!)"),
        folded=frozenset(map(fold, unique)),
    )


def skeleton(text: str) -> str:
    """Give a text with each character replaced by the plain one that it looks like."""
    return fold(text).translate(_plain())


class _Look(dict[str, str]):
    def __missing__(self, letter: str) -> str:
        """Find what a character met for the first time looks like."""
        self[letter] = skeleton(letter)
        return self[letter]


LOOK = _Look()
"""What single characters look like."""


@cache
def kana() -> frozenset[str]:
    """Give the Japanese letters that look like Chinese characters."""
    return frozenset(_tables()["kana"][::2])


@cache
def variants() -> frozenset[str]:
    """Give the older and Japanese forms of Chinese characters."""
    return frozenset(_tables()["variants"][::2])


@cache
def is_radical(letter: str) -> bool:
    """Say whether a character is one of the blocks that Unicode folds into others."""
    return ord(letter) in _RADICALS


@cache
def _others(letter: str) -> tuple[str, ...]:
    """Give all that looks like a folded character, as it may be written."""
    alike = [other for other in _groups().get(skeleton(letter), ()) if other not in {letter, "i", "l"}]
    capitals = [other.upper() for other in alike if fold(other.upper()) == other]
    radicals = [form for other in (letter, *alike) for form in _radicals().get(other, ())]
    return tuple(dict.fromkeys((*alike, *capitals, *radicals)))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, plain in _plain().items():
        found.setdefault(plain, [plain]).append(chr(code))
    return {plain: tuple(letters) for plain, letters in found.items()}


@cache
def _radicals() -> dict[str, tuple[str, ...]]:
    """Give the characters of those blocks by what they fold into."""
    found: dict[str, tuple[str, ...]] = {}
    for written in map(chr, _RADICALS):
        plain = fold(written)
        if plain != written:
            found[plain] = (*found.get(plain, ()), written)
    return found


@cache
def _plain() -> dict[int, str]:
    pairs = {table[n]: table[n + 1] for table in _tables().values() for n in range(0, len(table), 2)}
    return {ord(letter): pairs.get(plain, plain) for letter, plain in pairs.items()}


@cache
def _tables() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("lookalikes.toml").read_text("utf-8"))
