"""Hashes of bytes and of frozen values."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, BinaryIO

import msgspec

Fingerprint = bytes
"""16 bytes of BLAKE2b."""

SIZE = 16
_PART = 1 << 20
_SCALARS = (str, int, bool, float, bytes, type(None))


def of_bytes(data: bytes) -> Fingerprint:
    """Hash raw bytes."""
    return blake2b(data, digest_size=SIZE).digest()


def of_stream(file: BinaryIO) -> Fingerprint:
    """Hash what a file holds, as `of_bytes` would."""
    hasher = blake2b(digest_size=SIZE)
    while part := file.read(_PART):
        hasher.update(part)
    return hasher.digest()


def of_value(value: object) -> Fingerprint:
    """Hash a frozen value; raise TypeError where it holds anything that could change."""
    hasher = blake2b(digest_size=SIZE)
    _feed(hasher, value)
    return hasher.digest()


def _feed(hasher: Any, value: object) -> None:  # noqa: ANN401 - hashlib's object has no public type
    if isinstance(value, msgspec.Struct):
        kind = type(value)
        if not kind.__struct_config__.frozen:
            raise TypeError(f"{kind.__name__} is not frozen and cannot be part of a key")
        hasher.update(f"s{kind.__name__}({len(kind.__struct_fields__)}:".encode())
        for name in kind.__struct_fields__:
            _feed(hasher, getattr(value, name))
    elif isinstance(value, tuple | frozenset):
        ordered = isinstance(value, tuple)
        parts = value if ordered else sorted(value, key=repr)
        hasher.update(b"%c%d:" % (b"t" if ordered else b"f", len(parts)))
        for part in parts:
            _feed(hasher, part)
    elif isinstance(value, _SCALARS):
        text = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        hasher.update(f"{type(value).__name__}{len(text)}:".encode() + text)
    else:
        raise TypeError(f"{type(value).__name__} is not a frozen value and cannot be part of a key")
