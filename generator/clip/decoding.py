"""Bytes of a page as text: by their mark, by what is declared, else by what they look like."""

import codecs
import re
from functools import cache

from generator.clip.values import Decoded, Raw
from generator.clip.words import encodings
from generator.errors import BuildFailed, fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 8192
_SHOWN = {"gb18030": "GBK/GB18030", "big5hkscs": "Big5", "cp932": "Shift_JIS", "cp949": "EUC-KR"}
_EAST = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_SAMPLE = 200_000
_KOREAN = 0.02
"""All of Hangul could be common characters in GBK, and nearly no Chinese text could be Hangul alone."""
_LIKELY, _SURE, _MARGIN = 0.55, 0.9, 0.1
_BROKEN = 0.002
"""Of a page's characters that may be unreadable where its declared encoding is still believed."""
_GARBLED = re.compile("锟斤拷|烫烫烫|\ufffd")


def decoded(raw: Raw) -> Decoded:
    """Decode what was given; raise BuildFailed where it is no text."""
    data = raw.data
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(text=data.decode(name, "replace").removeprefix("\ufeff"), encoding=name))
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")) or b"\0" in data[:_HEAD]:
        raise BuildFailed([fault(raw.name, "this is no text", "save its text in a file, and clip the file")])
    declared = _declared(raw)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_otherwise(data, declared))
    if declared and declared != "utf-8" and not data.isascii():
        note = f"declared as {_shown(declared)}, but it is UTF-8"
        return _checked(Decoded(text=text, encoding="utf-8", note=note))
    return _checked(Decoded(text=text, encoding="utf-8"))


def _declared(raw: Raw) -> str:
    """Give the encoding that the server, else the page, says it has; empty where none is known."""
    head = raw.data[:_HEAD]
    found = [match[1].decode() for match in (_DECLARED.search(head), _XML.search(head)) if match]
    known = encodings()
    return next((known[name] for name in map(str.lower, (raw.charset, *found)) if name in known), "")


def _otherwise(data: bytes, declared: str) -> Decoded:
    if declared and declared != "utf-8":
        text, broken = _read(data, declared)
        score = _plausible(text, declared)
        if broken == 0 and (declared not in _EAST or score >= _LIKELY):
            return Decoded(text=text, encoding=_shown(declared))
        best, other = _best(data)
        if other < score + _MARGIN and broken <= _BROKEN * len(text):
            note = f"declared as {_shown(declared)}, but {broken} characters could not be read"
            return Decoded(text=text, encoding=_shown(declared), sure=False, note=note)
        return _detected(data, best, other, f"declared as {_shown(declared)}, which it is not; ")
    best, score = _best(data)
    text, broken = _read(data, "utf-8")
    if broken and broken <= _BROKEN * len(text):
        note = f"{broken} characters are not UTF-8 and could not be read"
        return Decoded(text=text, encoding="utf-8", sure=False, note=note)
    return _detected(data, best, score, "declared as UTF-8, which it is not; " if declared else "")


def _detected(data: bytes, best: str, score: float, said: str) -> Decoded:
    if score < _LIKELY:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - an extra's

        match = from_bytes(data[:_SAMPLE]).best()
        best = match.encoding if match else "cp1252"
    text, broken = _read(data, best)
    sure = score >= _SURE and broken == 0
    lost = f"; {broken} characters could not be read" if broken else ""
    note = f"{said}taken for {_shown(best)} by its bytes{lost}"
    return Decoded(text=text, encoding=_shown(best), sure=sure, note=note)


def _best(data: bytes) -> tuple[str, float]:
    """Give the East Asian encoding that the bytes are likeliest in, and how likely."""
    sample = data[:_SAMPLE]
    scored = []
    for name in _EAST:
        text = codecs.getincrementaldecoder(name)("replace").decode(sample)
        broken = text.count("\ufffd")
        scored.append((_plausible(text, name) - 20 * broken / max(len(text), 1), name))
    score, name = max(scored, key=lambda pair: pair[0] + (_KOREAN if pair[1] == "cp949" else 0))
    return name, score


def _read(data: bytes, name: str) -> tuple[str, int]:
    text = data.decode(name, "replace")
    return text, text.count("\ufffd")


@cache
def _common(name: str) -> frozenset[str]:
    """Give the characters that texts of an encoding's languages mostly consist of."""
    first, last, codec, more = {
        "gb18030": (0xB0, 0xD7, "gb2312", ""),
        "big5hkscs": (0xA4, 0xC6, "big5", ""),
        "cp932": (0x88, 0x97, "cp932", "kana"),
        "euc_jp": (0xB0, 0xCF, "euc_jp", "kana"),
        "cp949": (0xB0, 0xC8, "euc_kr", "hangul"),
    }[name]
    trail = range(0x40, 0xFF)
    pairs = (bytes((lead, low)) for lead in range(first, last + 1) for low in trail)
    found = {char for pair in pairs for char in pair.decode(codec, "ignore") if char > "\x7f"}
    if more == "kana":
        found |= {chr(code) for code in range(0x3041, 0x30FD)}
    return frozenset(
        found | set("，。、；：？！“”‘’（）《》「」『』…—·　・ー【】〈〉－～％％０１２３４５６７８９")
    )


def _plausible(text: str, name: str) -> float:
    """Give the share of common characters among those beyond ASCII; for Japanese only where kana stand."""
    beyond = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not beyond or name not in _EAST:
        return 1.0 if not beyond else 0.5
    common = _common(name)
    share = sum(char in common for char in beyond) / len(beyond)
    if name in {"cp932", "euc_jp"}:
        kana = sum("\u3041" <= char <= "\u30fc" for char in beyond) / len(beyond)
        return share if kana > 0.15 else share * 0.5  # noqa: PLR2004 - Japanese is a third kana and more
    return share


def _shown(name: str) -> str:
    return _SHOWN.get(name, name)


def _checked(found: Decoded) -> Decoded:
    """Say what looks garbled, however the text was decoded."""
    if found.note or not (garbled := _GARBLED.findall(found.text)):
        return found
    note = f"{len(garbled)} characters were lost before it came here ({garbled[0]})"
    return Decoded(text=found.text, encoding=found.encoding, sure=False, note=note)
