"""In which characters, and so in which languages, a text is written."""

import re
import unicodedata
from functools import lru_cache

from generator.han.counting import HAN

_WITH_HAN = frozenset(["zh", "ja", "ko", "vi", "yue", "wuu", "hak", "nan", "lzh"])
_SIMPLIFIED = frozenset(["cn", "sg", "my"])
_CHARACTER = re.compile(f"[{HAN}]")


@lru_cache(maxsize=1 << 12)
def alphabet(letter: str) -> str:
    """Name the script of a letter as Unicode's name of it begins: LATIN, CYRILLIC, CJK; empty without one."""
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=1 << 16)
def is_written_in(text: str, lang: str) -> bool:
    """Say whether a text may be in a language: few are written in Han characters for the most part."""
    if lang.split("-", maxsplit=1)[0].lower() in _WITH_HAN:
        return True
    return 2 * len(_CHARACTER.findall(text)) <= sum(map(str.isalpha, text))


def is_simplified(tag: str) -> bool:
    """Say whether a language tag means Chinese in simplified characters; bare `zh` does."""
    language, *more = tag.lower().split("-")
    return language == "zh" and (
        not more or "hans" in more or ("hant" not in more and more[0] in _SIMPLIFIED)
    )
