"""The language of a block, by its script and, for the Latin one, by its small words."""

import re
from collections import Counter

from generator.clip.words import small_words
from generator.han import TRADITIONAL, count

_RANGES = (
    ("han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"),
    ("kana", "\u3041-\u3096\u30a1-\u30fa"),
    ("hangul", "\uac00-\ud7a3\u1100-\u11ff"),
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("cyrillic", "\u0400-\u04ff"),
    ("greek", "\u0370-\u03ff"),
    ("arabic", "\u0620-\u06ff"),
    ("hebrew", "\u05d0-\u05ea"),
    ("thai", "\u0e00-\u0e7f"),
    ("devanagari", "\u0900-\u097f"),
)
_LETTERS = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _RANGES))
_ALONE = {"hangul": "ko", "greek": "el", "hebrew": "he", "thai": "th", "devanagari": "hi"}
_WORD = re.compile(r"[^\W\d_]+")
_URL = re.compile(r"https?://\S+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}")
_UKRAINIAN, _PERSIAN = re.compile("[іїєґ]", re.IGNORECASE), re.compile("[پچژگ]")
_TRADITIONAL = frozenset(TRADITIONAL[::2])
_FEW_WORDS, _SMALL = 6, 0.08
_KANAS, _KANA, _MOST, _HANT = 3, 0.2, 0.7, 0.08


def language(text: str) -> str:
    """Give a text's language; empty where it is too short or too mixed to tell."""
    text = _URL.sub(" ", text)
    counts = Counter(match.lastgroup or "" for match in _LETTERS.finditer(text))
    total = sum(counts.values())
    east = counts["han"] + counts["kana"]
    if counts["kana"] >= _KANAS and counts["kana"] > _KANA * east and east > _MOST * total:
        return "ja"
    script, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    if most < _MOST * total or (script not in {"han", "latin"} and most < 2 * _FEW_WORDS):
        return ""
    return _of_script(script, text, most)


def _of_script(script: str, text: str, letters: int) -> str:
    match script:
        case "han":
            return _chinese(text, letters)
        case "latin":
            return _latin(text)
        case "cyrillic":
            return "uk" if _UKRAINIAN.search(text) else "ru"
        case "arabic":
            return "fa" if _PERSIAN.search(text) else "ar"
        case _:
            return _ALONE.get(script, "")


def _chinese(text: str, han: int) -> str:
    traditional = sum(char in _TRADITIONAL for char in text)
    return "zh-Hant" if traditional > _HANT * han else "zh-Hans"


def _latin(text: str) -> str:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEW_WORDS:
        return ""
    shares = {
        lang: sum(word in small for word in words) / len(words) for lang, small in small_words().items()
    }
    lang, share = max(shares.items(), key=lambda item: item[1])
    return lang if share >= _SMALL else "und-Latn"


def of_all(texts: tuple[str, ...]) -> str:
    """Give the language in which most of a text is written."""
    counts: Counter[str] = Counter()
    for text in texts:
        if found := language(text):
            counts[found] += count(text)
    together = Counter({"zh": counts["zh-Hans"] + counts["zh-Hant"]}) | Counter(
        {lang: n for lang, n in counts.items() if not lang.startswith("zh")}
    )
    if not together:
        return ""
    lang = together.most_common(1)[0][0]
    if lang != "zh":
        return lang
    return language("\n".join(texts)) if counts["zh-Hant"] else "zh-Hans"
