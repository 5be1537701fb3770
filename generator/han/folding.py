"""Texts made alike, so that what a reader types is found however it was written.

`themes/base/assets/search.js` does the same in the browser; `tests/test_search.py` compares the two.
"""

import re
import sys
import unicodedata
from pathlib import Path

TRADITIONAL = Path(__file__).with_name("traditional.txt").read_text("utf-8").replace("\n", "")
"""Traditional characters, each with its Simplified one behind it (OpenCC 1.4.2, t2s, one by one)."""

_DENSE = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
)
"""Scripts that are written without spaces between words, and Hangul, whose particles stick to words."""
_BESIDE = re.compile(f"(?<=[{_DENSE}])\\s+|(?<!\\s)\\s+(?=[{_DENSE}])")
_PAIR = re.compile(f"[{_DENSE}][^\\W_]|[^\\W_][{_DENSE}]")
_HALF = 0xFFFFFFFF
_UTF_32, _FIRST = ("utf-32-le", 0) if sys.byteorder == "little" else ("utf-32-be", 32)
"""How characters lie side by side in a number of this machine, and where in it the first one."""
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
    words, codes = touching(text)
    return words.union(term for term in map(pair, codes) if term)


def touching(text: str) -> tuple[frozenset[str], set[int]]:
    """Give a text's words, and each two characters that touch as one number, whatever they are."""
    made = fold(text)
    close = "".join(made.split()).encode(_UTF_32)
    even, odd = (memoryview(part[: len(part) // 8 * 8]).cast("Q") for part in (close, close[4:]))
    return frozenset(_WORD.findall(made)), {*even.tolist(), *odd.tolist()}


def pair(code: int) -> str:
    """Give two characters that touch; empty where none is Chinese, or one no letter or digit."""
    term = chr(code >> _FIRST & _HALF) + chr(code >> 32 - _FIRST & _HALF)
    return term if term.isalnum() and _PAIR.match(term) else ""
