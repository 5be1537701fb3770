"""The manifest: what a build wrote, so that the next one knows what is its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import field

from generator.fingerprint import Fingerprint
from generator.memo import Made
from generator.model.kinds import Noun
from generator.write.disc import TEMPORARY

MARKER = ".wenzhai.json"
CLAIMS = ".wenzhai-new.json"
"""What a build is about to write: what a killed one has written is still known as ours."""
OURS = re.compile(rf"\.wenzhai-(\d{{4}}(-\d\d)?|search|new)\.json|(.*/)?{re.escape(TEMPORARY)}\w+")
"""Names that only a build gives."""


class Written(Noun, frozen=True, kw_only=True):
    """An output on disc by the manifest: its bytes' fingerprint in hexadecimal, whose it is."""

    hash: str
    owner: str


class Manifest(Noun, frozen=True, kw_only=True):
    """A part of the manifest; the part without a shelf is the marker and names the others."""

    made_by: str = "wenzhai"
    shelves: tuple[str, ...] = ()
    files: dict[str, Written] = field(default_factory=dict)


class Claims(Noun, frozen=True, kw_only=True):
    """What builds wrote, or were about to, since the manifest was put down last."""

    made_by: str = "wenzhai"
    files: dict[str, Written] = field(default_factory=dict)
    # what the last one was about to write
    earlier: dict[str, Written] = field(default_factory=dict)
    # what stood when it began, of builds before it


Part = TypeVar("Part", Manifest, Claims)


def stated(out: Path, hashes: Mapping[str, Fingerprint]) -> tuple[dict[str, Written], dict[str, Written]]:
    """Give what the manifest of a folder says is ours, and what was claimed since and stands there."""
    marker = _part(out / MARKER, Manifest)
    ours = dict(marker.files)
    for shelf in marker.shelves:
        ours |= _part(out / f".wenzhai-{shelf}.json", Manifest).files
    last = _part(out / CLAIMS, Claims)
    claimed: dict[str, Written] = {}
    for claims in (last.earlier, last.files):
        known = ours.keys() | claimed.keys()
        claimed |= {p: w for p, w in claims.items() if p not in known or hashes.get(p, b"").hex() == w.hash}
    unsettled = {path: w for path, w in claimed.items() if path in hashes and ours.get(path) != w}
    return _inside(ours), _inside(unsettled)


def _inside(entries: Mapping[str, Written]) -> dict[str, Written]:
    return {path: written for path, written in entries.items() if _is_inside(path)}


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


def _part(path: Path, kind: type[Part]) -> Part:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return kind()


def parts(pages: Iterable[Made]) -> dict[str, bytes]:
    """Cut the manifest along the shelves, so that a new article changes one part."""
    shelves: dict[str, dict[str, Written]] = defaultdict(dict)
    for page in sorted(pages, key=lambda p: p.output.path):
        shelves[page.output.shelf][page.output.path] = _entry(page)
    dated = tuple(sorted(shelf for shelf in shelves if shelf))
    found = {MARKER: Manifest(shelves=dated, files=shelves.get("", {}))}
    found |= {f".wenzhai-{shelf}.json": Manifest(files=shelves[shelf]) for shelf in dated}
    return {name: _json(part) for name, part in found.items()}


def claims(pages: Iterable[Made], earlier: dict[str, Written]) -> bytes:
    """Say what is about to be written, and what builds that did not finish have written before."""
    return _json(Claims(files={page.output.path: _entry(page) for page in pages}, earlier=earlier))


def empty() -> bytes:
    """Give a manifest that names nothing yet."""
    return _json(Manifest())


def _entry(page: Made) -> Written:
    return Written(hash=page.result.hex(), owner=page.output.owner)


def _json(part: Manifest | Claims) -> bytes:
    return msgspec.json.format(msgspec.json.encode(part), indent=1) + b"\n"
