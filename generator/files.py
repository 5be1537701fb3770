"""Bytes of a source file as text: one encoding, one line end, one normal form."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.errors import Problem, fault, warning

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_CONTROLS = re.compile(f"[{_CONTROL}]")
_BIDI = re.compile(f"[{_DIRECTION}]")
_SUSPECT = re.compile(f"[{_CONTROL}{_DIRECTION}\r]")
_NEVER = re.compile(f"[{_CONTROL}{_DIRECTION}]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Read bytes as NFC text, one kind of line end, no byte order mark, and say what is wrong with them."""
    if data.startswith(_UTF16):
        return "", (fault(path, "UTF-16 at offset 0", "save the file as UTF-8"),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (_undecodable(data, path, error.start),)
    if not _SUSPECT.search(text):
        return unicodedata.normalize("NFC", text), ()
    problems = [*_controls(data, text, path)]
    text = _one_end(text)
    for match in _BIDI.finditer(text):
        line, column = place(text, match.start())
        message = f"text direction control U+{ord(match[0]):04X} was left out"
        problems.append(
            warning(
                path,
                message,
                "delete it: it can make text read otherwise than it is",
                line=line,
                column=column,
            )
        )
    return unicodedata.normalize("NFC", _BIDI.sub("", text)), tuple(problems)


def control_in(text: str) -> str:
    """Name the first control character of a text, such as `U+0000`; nothing where it holds none."""
    found = _NEVER.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _controls(data: bytes, text: str, path: str) -> Iterator[Problem]:
    mark = len(data) - len(data.removeprefix(codecs.BOM_UTF8))
    for match in _CONTROLS.finditer(text):
        before = text[: match.start()]
        line, column = place(_one_end(before), len(_one_end(before)))
        message = f"control character U+{ord(match[0]):04X} at offset {mark + len(before.encode())}"
        yield fault(path, message, "delete it", line=line, column=column)


def _one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, both from 1, of an offset in a text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def _undecodable(data: bytes, path: str, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    guess = _encoding_of(data)
    what = f"this is {guess}, not UTF-8" if guess else "this is not UTF-8"
    return fault(
        path, f"{what}: byte 0x{data[offset]:02X} at offset {offset}", "save the file as UTF-8", line=line
    )


def _encoding_of(data: bytes) -> str:
    for encoding in ("gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return {"gb18030": "GBK"}.get(encoding, "Big5")
    return ""
