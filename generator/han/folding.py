"""Texts made alike, so that what a reader types is found however it was written.

`themes/base/assets/search.js` does the same in the browser; `tests/test_search.py` compares the two.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import filterfalse
from operator import add
from pathlib import Path

TRADITIONAL = Path(__file__).with_name("traditional.txt").read_text("utf-8").replace("\n", "")
"""Traditional characters, each with its Simplified one behind it (OpenCC 1.4.2, t2s, one by one)."""

_DENSE = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
)
"""Scripts that are written without spaces between words, and Hangul, whose particles stick to words."""
_BESIDE = re.compile(f"(?<=[{_DENSE}])\\s+|\\s+(?=[{_DENSE}])")
_PAIR = re.compile(f"[{_DENSE}][^\\W_]|[^\\W_][{_DENSE}]")
_WORD = re.compile(f"[^\\W_{_DENSE}]+")


class _Folded(dict[int, str]):
    def __missing__(self, code: int) -> str:
        """Fold a character met for the first time."""
        letters = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(_SIMPLIFIED.get(letter, letter) for letter in letters)
        return self[code]


_SIMPLIFIED = dict(zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True))
_FOLDED = _Folded()


def fold(text: str) -> str:
    """Fold width, case and Traditional characters, one character at a time (Unicode NFKC)."""
    return text.translate(_FOLDED)


def compact(text: str) -> str:
    """Fold a text and drop the spaces beside Chinese, where some write one and some none."""
    return _BESIDE.sub("", fold(text))


def terms(text: str) -> frozenset[str]:
    """Give what a text can be found by: each two characters that touch, one Chinese; each other word."""
    made = fold(text)
    words = frozenset(_WORD.findall(made))
    close = "".join(made.split())
    touching = set(map(add, close, close[1:]))
    pairs: Iterator[str] = filterfalse(str.isascii, filter(str.isalnum, touching))
    if not all(map(str.isascii, words)):  # two letters such as é are no pair
        pairs = filter(_PAIR.match, pairs)
    return words.union(pairs)
