"""Characters that cannot be seen, and that make a text another one than it looks."""

import re
import unicodedata
from collections.abc import Iterator

from generator.check.case import Case
from generator.check.page import Page
from generator.errors import Problem
from generator.han import alphabet

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
"""Characters without a shape; the text direction controls of `generator.files` are left out by the build."""

_RUN = re.compile(f"[{INVISIBLE}]+")
_JOINERS = frozenset("\u200c\u200d")
_TAGS = range(0xE0020, 0xE0080)
_JOINED: tuple[str, ...] = (
    "ARABIC",
    "SYRIAC",
    "MONGOLIAN",
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "ORIYA",
    "TAMIL",
)
_JOINED += ("TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "TIBETAN", "NKO")


def hidden_characters(page: Page, _: Case) -> Iterator[Problem]:
    """Find zero-width characters and direction marks, a line at a time."""
    found: dict[int, list[tuple[int, str]]] = {}
    for match in _RUN.finditer(page.text):
        if not _needed(page.text, match.start(), match.end()):
            line, _column = page.place(match.start())
            found.setdefault(line, []).append((match.start(), match[0]))
    for runs in found.values():
        letters = "".join(run for _, run in runs)
        named = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(letters))
        many = len(letters) > 1
        message = f"{len(letters) if many else 'an'} invisible character{'s' if many else ''} ({named})"
        yield page.at(runs[0][0], message, "delete: names and searches do not match with it inside")


def _needed(text: str, start: int, end: int) -> bool:
    """Say whether a run joins or parts what it stands between: emoji, letters of joined scripts."""
    before, after, run = text[max(start - 1, 0) : start], text[end : end + 1], text[start:end]
    if all(ord(letter) in _TAGS for letter in run):
        return before == "\U0001f3f4" or unicodedata.category(before or " ") == "So"
    if not _JOINERS.issuperset(run):
        return bool(before and run[0] in "\u180b\u180c\u180d\u180e" and alphabet(before) == "MONGOLIAN")
    emoji = bool(before and after) and all(_pictured(letter) for letter in (before, after))
    return emoji or (bool(before) and alphabet(before) in _JOINED)


def _pictured(letter: str) -> bool:
    return unicodedata.category(letter) in {"So", "Sk", "Mn"} or letter in "\ufe0f♀♂⚕"
