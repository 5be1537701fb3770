"""XML documents as lines of elements in UTF-8: every text is cleaned and escaped in one place."""

from collections.abc import Iterable

from generator.formats.text import plain

_DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>"
_LEVEL = b"  "


def leaf(tag: str, text: str = "", /, **attributes: str) -> bytes:
    """Write an element that holds no other; attributes that say nothing are left out."""
    start = f"{tag}{_stated(attributes)}" if attributes else tag
    return (f"<{start}>{_escaped(text)}</{tag}>" if text else f"<{start}/>").encode()


def branch(tag: str, inside: Iterable[bytes], /, **attributes: str) -> tuple[bytes, ...]:
    """Write an element that holds others, each of their lines one level in."""
    start, lines = f"{tag}{_stated(attributes)}", [_LEVEL + line for line in inside]
    if not lines:
        return (f"<{start}/>".encode(),)
    return f"<{start}>".encode(), *lines, f"</{tag}>".encode()


def nested(lines: Iterable[bytes]) -> bytes:
    """Join the lines of an element into one, for a place one level in."""
    return (b"\n" + _LEVEL).join(lines)


def document(lines: Iterable[bytes]) -> bytes:
    """Write a document with its declaration."""
    return b"\n".join((_DECLARATION, *lines, b""))


def _stated(attributes: dict[str, str]) -> str:
    return "".join([f' {name}="{_quoted(value)}"' for name, value in attributes.items() if value])


def _escaped(text: str) -> str:
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """Escape an attribute's value; a bare line break or tab would be read as a space (XML 1.0, 3.3.3)."""
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
