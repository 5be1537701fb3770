"""The manifest: what a build wrote, so that the next one knows what is its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

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


def stated(out: Path, hashes: Mapping[str, Fingerprint]) -> dict[str, Written]:
    """Give what the manifest of a folder says is ours; of what was claimed, what really stands there."""
    marker = _part(out / MARKER)
    ours = dict(marker.files)
    for shelf in marker.shelves:
        ours |= _part(out / f".wenzhai-{shelf}.json").files
    claims = _part(out / CLAIMS).files
    ours |= {p: w for p, w in claims.items() if p not in ours or hashes.get(p, b"").hex() == w.hash}
    return {path: written for path, written in ours.items() if _inside(path)}


def _inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


def _part(path: Path) -> Manifest:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return Manifest()


def parts(pages: Iterable[Made]) -> dict[str, bytes]:
    """Cut the manifest along the shelves, so that a new article changes one part."""
    shelves: dict[str, dict[str, Written]] = defaultdict(dict)
    for page in sorted(pages, key=lambda p: p.output.path):
        shelves[page.output.shelf][page.output.path] = _entry(page)
    dated = tuple(sorted(shelf for shelf in shelves if shelf))
    found = {MARKER: Manifest(shelves=dated, files=shelves.get("", {}))}
    found |= {f".wenzhai-{shelf}.json": Manifest(files=shelves[shelf]) for shelf in dated}
    return {name: _json(part) for name, part in found.items()}


def claims(pages: Iterable[Made]) -> bytes:
    """Say what is about to be written."""
    return _json(Manifest(files={page.output.path: _entry(page) for page in pages}))


def empty() -> bytes:
    """Give a manifest that names nothing yet."""
    return _json(Manifest())


def _entry(page: Made) -> Written:
    return Written(hash=page.result.hex(), owner=page.output.owner)


def _json(part: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(part), indent=1) + b"\n"
