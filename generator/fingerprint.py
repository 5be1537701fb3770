"""Hashes of bytes and of frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

Fingerprint = bytes
"""16 bytes of BLAKE2b."""

_SIZE = 16
_SCALARS = (str, int, bool, float, bytes, type(None))


def of_bytes(data: bytes) -> Fingerprint:
    """Hash raw bytes."""
    return blake2b(data, digest_size=_SIZE).digest()


class Fingerprinter:
    """Fingerprint frozen values, remembering those that many others share.

    A frozen struct is immutable, so its fingerprint is kept by identity for this object's lifetime.
    `also` gives, for a kind of struct, what else its fingerprint hangs on.
    """

    def __init__(
        self, also: Mapping[type[msgspec.Struct], Callable[[Any], Fingerprint]] | None = None
    ) -> None:
        self._known: dict[int, tuple[object, Fingerprint]] = {}
        self._also = dict(also or {})

    def __call__(self, value: object) -> Fingerprint:
        """Hash one value; raise TypeError where it holds anything that could change."""
        hasher = blake2b(digest_size=_SIZE)
        self._feed(hasher, value)
        return hasher.digest()

    def _feed(self, hasher: Any, value: object) -> None:  # noqa: ANN401 - hashlib's object has no public type
        if isinstance(value, msgspec.Struct):
            hasher.update(b"s" + self._struct(value))
        elif isinstance(value, tuple | frozenset):
            ordered = isinstance(value, tuple)
            parts = value if ordered else sorted(value, key=repr)
            hasher.update(b"%c%d:" % (b"t" if ordered else b"f", len(parts)))
            for part in parts:
                self._feed(hasher, part)
        elif isinstance(value, _SCALARS):
            text = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            hasher.update(f"{type(value).__name__}{len(text)}:".encode() + text)
        else:
            raise TypeError(f"{type(value).__name__} is not a frozen value and cannot be part of a key")

    def _struct(self, value: msgspec.Struct) -> Fingerprint:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        kind = type(value)
        if not kind.__struct_config__.frozen:
            raise TypeError(f"{kind.__name__} is not frozen and cannot be part of a key")
        hasher = blake2b(kind.__name__.encode(), digest_size=_SIZE)
        if kind in self._also:
            hasher.update(self._also[kind](value))
        for name in kind.__struct_fields__:
            self._feed(hasher, getattr(value, name))
        result = hasher.digest()
        self._known[id(value)] = (value, result)
        return result
