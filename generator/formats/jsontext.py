"""JSON documents (RFC 8259): clean text, only stated keys."""

import re
from collections.abc import Mapping

import msgspec

from generator.formats.text import is_plain, plain

Json = str | int | bool | Mapping[str, "Json"] | list["Json"]

_FOR_SCRIPT = tuple((c.encode(), f"\\u{ord(c):04x}".encode()) for c in "<>&\u2028\u2029")
_CONTROL = re.compile(rb"\\[urbf]")
"""What a control character is encoded as, all but tab and line feed; other text may look the same."""


def stated(**keys: Json | None) -> dict[str, Json]:
    """Make an object of the keys that say something, as zero does."""
    return {key: value for key, value in keys.items() if value or (value is not None and value == 0)}


def document(value: Json) -> bytes:
    """Write a document, indented, so that a change shows as the lines it touches."""
    return msgspec.json.format(_encoded(value), indent=2) + b"\n"


def for_script(value: Json) -> str:
    """Write JSON that nothing can end early inside `<script>` (HTML, 4.12.1.3)."""
    data = _encoded(value)
    for character, escape in _FOR_SCRIPT:
        data = data.replace(character, escape)
    return data.decode()


def _encoded(value: Json) -> bytes:
    """Encode a value, cleaned only where it needs to be: hardly any text does."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_clean(value))
    if is_plain(data.decode()) and not _CONTROL.search(data):
        return data
    return msgspec.json.encode(_clean(value))


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, Mapping):
        return {plain(key): _clean(item) for key, item in value.items()}
    return value
