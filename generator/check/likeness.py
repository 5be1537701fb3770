"""How alike texts are: overlapping runs of characters, and the pairs among many that share most of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, TypeAlias

from generator.fingerprint import of_bytes
from generator.han import fold
from generator.model.kinds import Noun

_PERMUTATIONS, _SEED = 128, 7
_BANDS = 32
_KEPT = 5000
"""Texts whose shingles are kept at a time."""
_MOST = 50
"""Texts alike from which on the next ones are a form that is filled in, and no copies."""
_FEWEST = 20
"""Shingles of a text that can be compared."""
_LINK = re.compile(r"\]\([^()\n]*\)|https?://[!-~]+")

Shingles: TypeAlias = frozenset[str]
Sketch: TypeAlias = Any
"""A text's shingles in little: the library's, which has no types, or without it their fingerprint."""


class _Plain(dict[int, str]):
    def __missing__(self, code: int) -> str:
        """Fold a character met for the first time, and drop what is no letter or digit."""
        self[code] = "".join(filter(str.isalnum, fold(chr(code))))
        return self[code]


_PLAIN = _Plain()


class Pair(Noun, frozen=True, kw_only=True):
    """Two texts of a list that are nearly the same."""

    first: int
    second: int
    likeness: float
    # Jaccard's index of their shingles, 0 to 1


def shingles(text: str, length: int = 4) -> Shingles:
    """Give the runs of so many letters that a text holds, whatever their width, case, script and spaces."""
    linked = "http" in text or "](" in text
    plain = (_LINK.sub(" ", text) if linked else text).translate(_PLAIN)
    return frozenset(plain[n : n + length] for n in range(len(plain) - length + 1)) or frozenset((plain,))


def is_at_hand() -> bool:
    """Say whether the library for the search is installed."""
    try:
        import rensa  # noqa: F401, PLC0415 - an extra
    except ImportError:
        return False
    return True


def sketch(text: Shingles) -> Sketch | None:
    """Give a text in little; nothing of one that is too short to be compared."""
    if len(text) < _FEWEST:
        return None
    if not is_at_hand():
        return of_bytes("\n".join(sorted(text)).encode())
    from rensa import RMinHash  # noqa: PLC0415 - an extra

    made = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    made.update(text)
    return made


def pairs(sketches: Sequence[Sketch | None], least: float, text: Callable[[int], Shingles]) -> Iterator[Pair]:
    """Give the pairs that are at least so alike; without the library only those that are the same.

    `text` gives the shingles of a number: only those of likely pairs are asked for.
    """
    text = lru_cache(_KEPT)(text)
    for first, second in sorted(_candidates(sketches, least) if is_at_hand() else _same(sketches)):
        one, other = text(first), text(second)
        shared = len(one & other)
        likeness = shared / (len(one) + len(other) - shared or 1)
        if likeness >= least:
            yield Pair(first=first, second=second, likeness=likeness)


def _candidates(sketches: Sequence[Sketch | None], least: float) -> set[tuple[int, int]]:
    from rensa import RMinHashLSH  # noqa: PLC0415 - an extra

    search = RMinHashLSH(threshold=least, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    found: set[tuple[int, int]] = set()
    for number, made in enumerate(sketches):
        if made is not None:
            others = search.query(made)
            if len(others) < _MOST:
                found |= {(other, number) for other in others}
                search.insert(number, made)
    return found


def _same(sketches: Sequence[Sketch | None]) -> set[tuple[int, int]]:
    groups: dict[Sketch, list[int]] = {}
    for number, made in enumerate(sketches):
        if made is not None:
            groups.setdefault(made, []).append(number)
    return {pair for group in groups.values() for pair in combinations(group, 2)}
