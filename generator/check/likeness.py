"""How alike texts are: overlapping runs of characters, and the pairs among many that share most of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.han import fold
from generator.model.kinds import Noun

_PERMUTATIONS, _SEED = 128, 7
_BANDS = 32
_FEWEST = 20
"""Shingles of a text that can be compared."""
_LETTERS = re.compile(r"[\W_]+")
_LINK = re.compile(r"\]\([^()\n]*\)|https?://[!-~]+")


class Pair(Noun, frozen=True, kw_only=True):
    """Two texts of a list that are nearly the same."""

    first: int
    second: int
    likeness: float
    # Jaccard's index of their shingles, 0 to 1


def shingles(text: str, length: int = 4) -> frozenset[str]:
    """Give the runs of so many letters that a text holds, whatever their width, case, script and spaces."""
    plain = _LETTERS.sub("", fold(_LINK.sub(" ", text)))
    return frozenset(plain[n : n + length] for n in range(len(plain) - length + 1)) or frozenset((plain,))


def is_at_hand() -> bool:
    """Say whether the library for the search is installed."""
    try:
        import rensa  # noqa: F401, PLC0415 - an extra
    except ImportError:
        return False
    return True


def pairs(texts: Sequence[frozenset[str]], least: float) -> Iterator[Pair]:
    """Give the pairs that are at least so alike; without the library only those that are the same.

    A text of a few letters and an address is like no other.
    """
    for first, second in sorted(_candidates(texts, least) if is_at_hand() else _same(texts)):
        if min(len(texts[first]), len(texts[second])) < _FEWEST:
            continue
        shared = len(texts[first] & texts[second])
        likeness = shared / (len(texts[first]) + len(texts[second]) - shared)
        if likeness >= least:
            yield Pair(first=first, second=second, likeness=likeness)


def _candidates(texts: Sequence[frozenset[str]], least: float) -> set[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - an extra

    search = RMinHashLSH(threshold=least, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    found: set[tuple[int, int]] = set()
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(sorted(text))
        found |= {(other, number) for other in search.query(sketch)}
        search.insert(number, sketch)
    return found


def _same(texts: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    groups: dict[frozenset[str], list[int]] = {}
    for number, text in enumerate(texts):
        groups.setdefault(text, []).append(number)
    return {pair for group in groups.values() for pair in combinations(group, 2)}
