"""Bytes of a source file as text: one encoding, one line end, one normal form."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.errors import Problem, fault, some, warning

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_CONTROLS = re.compile(f"[{_CONTROL}]")
_BIDI = re.compile(f"[{_DIRECTION}]")
_SUSPECT = re.compile(f"[{_CONTROL}{_DIRECTION}\r]")
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20f0\u2cef-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabed\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a]"
)
"""Every mark that stands on a letter, and more."""
_MOST_MARKS = 30
"""Marks on one letter (UAX 15, stream-safe text): no language has more; ordering them takes squared time."""
_HEAP = re.compile(f"{_MARK}{_MARK}{{{_MOST_MARKS},}}")
_ZEROS = {
    (False, True, True, True): "UTF-32",
    (True, True, True, False): "UTF-32",
    (False, True, False, True): "UTF-16",
    (True, False, True, False): "UTF-16",
}
"""Where wider encodings have zeros in the first four bytes of a Latin text."""
_BYTE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_TELLING, _FAR = 10, 10_000
"""Letters beyond ASCII that are read as UTF-8 by no chance, and how far to look for them."""


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Read bytes as NFC text, one kind of line end, no byte order mark, and say what is wrong with them."""
    if wide := _wide(data):
        return "", (fault(path, f"{wide} at offset 0", "save the file as UTF-8"),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (_undecodable(data, path, error.start),)
    problems: tuple[Problem, ...] = ()
    if _SUSPECT.search(text):
        problems = some(_controls(data, text, path))
        text = _one_end(text)
        problems += some(_directions(text, path))
        text = _BIDI.sub("", text)
    heap = heaped(text)
    if heap is None:
        return unicodedata.normalize("NFC", text), problems
    line, column = place(text, heap)
    message = f"more than {_MOST_MARKS} marks on one letter"
    return "", (*problems, fault(path, message, "delete them", line=line, column=column))


def is_sound(text: str) -> bool:
    """Say whether a text that was spelled out by references might stand in a file."""
    return not _CONTROLS.search(text) and not _BIDI.search(text) and heaped(text) is None


def heaped(text: str) -> int | None:
    """Give the place where more marks stand on one letter than can be put in order in bounded time."""
    if text.isascii():
        return None
    for found in _HEAP.finditer(text):
        run = 0
        for at, char in enumerate(found[0], start=found.start() + 1):
            run = run + 1 if unicodedata.combining(char) else 0
            if run > _MOST_MARKS:
                return at - run
    return None


def _controls(data: bytes, text: str, path: str) -> Iterator[Problem]:
    mark = len(data) - len(data.removeprefix(codecs.BOM_UTF8))
    for match in _CONTROLS.finditer(text):
        before = text[: match.start()]
        line, column = place(_one_end(before), len(_one_end(before)))
        message = f"control character U+{ord(match[0]):04X} at offset {mark + len(before.encode())}"
        yield fault(path, message, "delete it", line=line, column=column)


def _directions(text: str, path: str) -> Iterator[Problem]:
    hint = "delete it: it can make text read otherwise than it is"
    for match in _BIDI.finditer(text):
        line, column = place(text, match.start())
        message = f"text direction control U+{ord(match[0]):04X} was left out"
        yield warning(path, message, hint, line=line, column=column)


def _one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, both from 1, of an offset in a text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def _wide(data: bytes) -> str:
    """Name the wider encoding that a file begins as."""
    marked = next((name for mark, name in _BYTE_MARKS if data.startswith(mark)), "")
    first = tuple(byte == 0 for byte in data[:4])
    return marked or _ZEROS.get(first, "")  # type: ignore[arg-type]  # a file may be shorter


def _undecodable(data: bytes, path: str, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    before = data[:offset].decode("utf-8", "ignore")
    is_utf_8 = sum(char > "\x7f" for char in before[:_FAR]) >= _TELLING
    guess = "" if is_utf_8 else _encoding_of(data)
    what = f"this is {guess}, not UTF-8" if guess else _ill_formed(data[offset : offset + 2])
    message = f"{what}: byte 0x{data[offset]:02X} at offset {offset}"
    return fault(path, message, "save the file as UTF-8", line=line)


def _ill_formed(pair: bytes) -> str:
    """Say what is wrong where UTF-8 ends (The Unicode Standard, table 3-7)."""
    if b"\xed\xa0" <= pair <= b"\xed\xbf":
        return "half of a surrogate pair, which is not UTF-8"
    if pair[0] in b"\xc0\xc1" or b"\xe0\x80" <= pair < b"\xe0\xa0" or b"\xf0\x80" <= pair < b"\xf0\x90":
        return "a character in more bytes than it takes, which is not UTF-8"
    return "this is not UTF-8"


def _encoding_of(data: bytes) -> str:
    for encoding in ("gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return {"gb18030": "GBK"}.get(encoding, "Big5")
    return ""
