"""Chinese text: what is Han, how long it reads, in which characters it is written."""

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HANS = frozenset(["cn", "sg", "my"])
_WITH_HAN = frozenset(["zh", "ja", "ko", "vi", "yue", "wuu", "hak", "nan", "lzh"])
_TOKEN = re.compile(f"[{_HAN}]|[^\\W{_HAN}]+(?:['’.\\-][^\\W{_HAN}]+)*")


def count(text: str) -> int:
    """Count the reading length: each Han character and each word of another script is one."""
    return sum(1 for _ in _TOKEN.finditer(text))


def is_written_in(text: str, lang: str) -> bool:
    """Say whether a text may be in a language: few are written in Han characters for the most part."""
    if lang.split("-", maxsplit=1)[0].lower() in _WITH_HAN:
        return True
    return 2 * len(re.findall(f"[{_HAN}]", text)) <= sum(map(str.isalpha, text))


def is_simplified(tag: str) -> bool:
    """Say whether a language tag means Chinese in simplified characters; bare `zh` does."""
    language, *more = tag.lower().split("-")
    return language == "zh" and (not more or "hans" in more or ("hant" not in more and more[0] in _HANS))
