"""Words as Markdown that says them and nothing else, and texts without characters that are none."""

import re
import unicodedata

STOPS = "。！？!?\n"
"""What ends a sentence."""

_MARKS = re.compile(r"[\\`*\[\]<>{}|~$]|&(?=#?\w)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_STARTS = re.compile(r"^([ \t]*)(#|[-+=](?=[-+= \t]|$)|:(?=::)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_INDENTS = re.compile(r"^[ \t]+", re.MULTILINE)
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u180e]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def literal(text: str) -> str:
    """Write words so that our Markdown takes none of them for a mark."""
    marked = _MARKS.sub(lambda match: "\\" + match[0], _INDENTS.sub("", text))
    return _STARTS.sub(_start, marked)


def _start(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}"


def sound(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without what cannot stand in a file of ours, in NFC, and say what was left out."""
    text = _ENDS.sub("\n", text)
    notes = []
    for pattern, what in (
        (_CONTROLS, "control"),
        (_BIDI, "text direction"),
        (_UNSEEN, "invisible"),
    ):
        text, count = pattern.subn("", text)
        if count:
            notes.append(f"{count} {what} character{'s' if count > 1 else ''} left out")
    return unicodedata.normalize("NFC", text), tuple(notes)


def one_line(text: str, most: int = 0) -> str:
    """Give a text on one line, cut after so many characters."""
    line = " ".join(text.split())
    return f"{line[:most]}…" if most and len(line) > most else line


def key(text: str) -> str:
    """Give what two prints of one text have in common: its letters and digits, width and case aside."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
