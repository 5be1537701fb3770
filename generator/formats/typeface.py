"""The font of card images, as a package carries it: its file, its faces, the characters it has."""

import struct
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

_PARTS = ("pillow", "manimgx-fonts-cjk")
_PACKAGE, _FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
_FULL = 12
"""The format of a `cmap` that maps all of Unicode (OpenType, `cmap`: segmented coverage)."""

LATIN = 1
"""The Korean face: it alone gives quotation marks and dashes the width that they have in Latin text."""

_HAN = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3, "zh-TW": 3, "zh-HK": 4, "zh-MO": 4, "zh-Hant-HK": 4}
_SIMPLIFIED = 2


def drawn_with() -> str:
    """Name what cards are drawn with, and in which versions; empty where a part is not installed."""
    try:
        return " ".join(f"{name} {version(name)}" for name in _PARTS)
    except PackageNotFoundError:
        return ""


def font_file() -> str:
    """Give the path of the font."""
    return str(files(_PACKAGE) / _FILE)


def face(lang: str) -> int:
    """Give the face with a language's own forms of the characters, by its number in the file."""
    return _HAN.get(lang, _HAN.get(lang.partition("-")[0], _SIMPLIFIED))


def lacking(text: str) -> tuple[str, ...]:
    """Give the characters of a text that the font has not, each once; all faces have the same."""
    known = _characters()
    return tuple(dict.fromkeys(c for c in text if ord(c) not in known))


@cache
def _characters() -> frozenset[int]:
    """Read which characters the font maps to a glyph (OpenType, `ttcf` header, `cmap`)."""
    with open(font_file(), "rb") as file:  # noqa: PTH123 - the path may lie in a package of any kind

        def read(form: str, at: int) -> tuple[int, ...]:
            file.seek(at)
            return struct.unpack(form, file.read(struct.calcsize(form)))

        (first,) = read(">I", 12)
        (tables,) = read(">H", first + 4)
        records = (read(">4I", first + 12 + 16 * n) for n in range(tables))
        (cmap,) = (at for tag, _, at, _ in records if tag == int.from_bytes(b"cmap"))
        (encodings,) = read(">H", cmap + 2)
        parts = {cmap + read(">I", cmap + 8 + 8 * n)[0] for n in range(encodings)}
        (full,) = (at for at in parts if read(">H", at)[0] == _FULL)
        (groups,) = read(">I", full + 12)
        bounds = read(f">{3 * groups}I", full + 16)
    spans = zip(bounds[::3], bounds[1::3], strict=True)
    return frozenset(c for first, last in spans for c in range(first, last + 1))
