"""JSON documents (RFC 8259): clean text, only stated keys."""

from collections.abc import Mapping

import msgspec

from generator.formats.text import plain

Json = str | int | bool | Mapping[str, "Json"] | list["Json"]

_FOR_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def stated(**keys: Json | None) -> dict[str, Json]:
    """Make an object of the keys that say something."""
    return {key: value for key, value in keys.items() if value is not None and value not in ("", [], {})}


def document(value: Json) -> bytes:
    """Write a document, indented, so that a change shows as the lines it touches."""
    return msgspec.json.format(msgspec.json.encode(_clean(value)), indent=2) + b"\n"


def for_script(value: Json) -> str:
    """Write JSON that nothing can end early inside `<script>` (HTML, 4.12.1.3)."""
    return msgspec.json.encode(_clean(value)).decode().translate(_FOR_SCRIPT)


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, Mapping):
        return {plain(key): _clean(item) for key, item in value.items()}
    return value
