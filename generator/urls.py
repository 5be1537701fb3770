"""Addresses: of pages within the site, of the site in the world, and safe file names."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote, urlsplit

ROOT = "\ufdd0"
"""Stands for the way to the site's root in rendered fragments until the page they land in is known.

A Unicode noncharacter: input that holds one is refused, so no text can be mistaken for it.
"""

_WEB = re.compile(r"https?://[A-Za-z0-9.-]++(?:[/?#][!-~]*+)?")
"""The addresses of the web as nearly all of them are written."""

LONGEST_NAME = 200
"""Bytes that a name of ours may take: file systems hold 255, and an ending is still to come."""

_UNSAFE = re.compile(r"[^\w\-+.]+", re.UNICODE)
_WINDOWS = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{n}" for port in ("COM", "LPT") for n in "123456789\u00b9\u00b2\u00b3"]
)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f-\x9f]')
LONGEST_ID = 200
"""Bytes of an id: with its ending a disc holds it as a name."""
_LONGEST_NAME, _LONGEST_PATH = 255, 240
"""Bytes of a name, characters of a path: Windows holds 260 with its folder."""


def href(path: str, fragment: str = "") -> str:
    """Give the address of one of our outputs, its root still open."""
    return ROOT + _quoted(path) + (f"#{quote(fragment)}" if fragment else "")


def root_of(path: str) -> str:
    """Give the relative way from an output to the site's root: `../` for each folder."""
    return "../" * path.count("/")


def absolute(base: str, path: str) -> str:
    """Give the address of an output in the world; base ends in a slash."""
    return base + _quoted(path)


@lru_cache(maxsize=1 << 16)
def _quoted(path: str) -> str:
    return quote(path)


def is_http(url: str) -> bool:
    """Say whether this is an absolute http(s) address with a host, the only kind a credit may link."""
    if _WEB.fullmatch(url):
        return True
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def host(url: str) -> str:
    """Give the host of an address without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def domains(url: str) -> tuple[str, ...]:
    """Give the host of an address and what it lies under, the longest first; none of what is no address."""
    try:
        labels = host(url).split(".")
    except ValueError:
        return ()
    return tuple(".".join(labels[n:]) for n in range(len(labels)) if labels[n])


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """Make a file name of any name, the same for the same name, different for different ones."""
    text = unicodedata.normalize("NFC", name).strip()
    spaced = re.sub(r"\s+", "-", text)
    safe = _UNSAFE.sub("-", spaced).strip(".")
    kept = safe.encode()[:LONGEST_NAME].decode(errors="ignore")
    if kept == spaced and not is_reserved(kept):
        return kept
    return f"{kept.strip('-')}-{blake2b(text.encode(), digest_size=3).hexdigest()}".lstrip("-")


def is_reserved(stem: str) -> bool:
    """Say whether Windows keeps this name for a device (docs: Naming Files, Paths, and Namespaces)."""
    return stem.split(".", maxsplit=1)[0].rstrip().upper() in _WINDOWS


def alike(path: str) -> str:
    """Give what the paths share that a disc may take for one: they differ in case or normal form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def objection(path: str) -> str:
    """Say why some disc cannot hold a path; nothing where each can."""
    if len(path) > _LONGEST_PATH:
        return f"the path is longer than {_LONGEST_PATH} characters, which Windows does not hold"
    folder, slash, name = path.rpartition("/")
    return _objection(name) or (_objection_to_folder(folder) if slash else "")


@lru_cache(maxsize=1 << 12)
def _objection_to_folder(folder: str) -> str:
    return next(filter(None, map(_objection, folder.split("/"))), "")


def _objection(name: str) -> str:
    if name in {"", ".", ".."}:
        return "a part of the path has no name"
    if is_reserved(name):
        return f"Windows keeps the name `{name}` for a device"
    if found := _FORBIDDEN.search(name):
        return f"Windows holds no name with {found[0]!a} in it"
    if name.endswith((".", " ")):
        return f"Windows drops the end of the name {name!a}"
    if len(name) > _LONGEST_NAME // 4 and len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        return f"a name is longer than {_LONGEST_NAME} bytes"
    return ""


def is_id(text: str) -> bool:
    """Say whether a text may be an id: letters and digits of any script and hyphens, in NFC."""
    letters = text.replace("-", "")
    return (
        bool(letters)
        and len(text.encode("utf-8", "surrogatepass")) <= LONGEST_ID
        and unicodedata.is_normalized("NFC", text)
        and (letters.isalnum() or all(unicodedata.category(c)[0] in "LNM" for c in letters))
        and not is_reserved(text)
    )
