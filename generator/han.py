"""Chinese text: what is Han, how long it reads, where it may be cut."""

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(f"[{_HAN}]|[^\\W{_HAN}]+(?:['’.\\-][^\\W{_HAN}]+)*")
_HAN_ONLY = re.compile(f"[{_HAN}]")


def is_han(character: str) -> bool:
    """Say whether a character is an ideograph."""
    return bool(_HAN_ONLY.match(character))


def count(text: str) -> int:
    """Count the reading length: each Han character and each word of another script is one."""
    return sum(1 for _ in _TOKEN.finditer(text))


def shorten(text: str, limit: int) -> str:
    """Cut a text to at most so many characters, between tokens, after a sentence if one ends late enough."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    end = 0
    for match in _TOKEN.finditer(text):
        if match.end() > limit - 1:
            break
        end = match.end()
    sentence = max(text.rfind(mark, 0, limit) for mark in "。！？")
    if sentence >= limit // 2:
        return text[: sentence + 1]
    return text[:end].rstrip() + "…"
