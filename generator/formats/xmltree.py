"""XML documents as lines of elements: every text is cleaned and escaped in one place."""

from collections.abc import Iterable

from generator.formats.text import plain

_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"
_LEVEL = "  "


def leaf(tag: str, text: str = "", /, **attributes: str) -> str:
    """Write an element that holds no other; attributes that say nothing are left out."""
    start = f"{tag}{_stated(attributes)}" if attributes else tag
    return f"<{start}>{_escaped(text)}</{tag}>" if text else f"<{start}/>"


def branch(tag: str, inside: Iterable[str], /, **attributes: str) -> tuple[str, ...]:
    """Write an element that holds others, each of their lines one level in."""
    start, lines = f"{tag}{_stated(attributes)}", [f"{_LEVEL}{line}" for line in inside]
    return (f"<{start}>", *lines, f"</{tag}>") if lines else (f"<{start}/>",)


def nested(lines: Iterable[str], level: int = 1) -> str:
    """Join the lines of an element into one for its place so many levels in."""
    return f"\n{_LEVEL * level}".join(lines)


def document(lines: Iterable[str]) -> bytes:
    """Write a document as UTF-8 with its declaration."""
    return f"{_DECLARATION}{nested(lines, 0)}\n".encode()


def _stated(attributes: dict[str, str]) -> str:
    return "".join([f' {name}="{_quoted(value)}"' for name, value in attributes.items() if value])


def _escaped(text: str) -> str:
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """Escape an attribute's value; a bare line break or tab would be read as a space (XML 1.0, 3.3.3)."""
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
