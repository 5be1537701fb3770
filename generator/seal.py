"""A seal on a finished build: while no file that it read or wrote has another stat, there is nothing to do.

Loads nothing but the standard library, so that a site in which nothing changed is known at once.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import sys
import time
import zlib
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TICK = 2_000_000_000
"""Nanoseconds by which a file's time may lie behind the clock: file systems count in ticks."""
FOLDER = ".wenzhai"
"""Where a site's seal and its memo lie, under its root."""
_FILE = "seal.json"
_PROBE = ".wenzhai-tmp-"
_PACKAGE = Path(__file__).parent
_HANDLES = os.scandir in os.supports_fd and os.open in os.supports_dir_fd
_PLAIN = 2
"""The last version of marshal's form in which equal values have equal bytes."""


Clock = tuple[int, int]
"""A device, and a time that no later change of a file on it shows an earlier one than."""

Entry = tuple[str, int, int, int, int]
"""A file by its path: size, modified and changed in nanoseconds, inode."""


def summed(entries: Iterable[Entry], *more: str) -> str:
    """Sum up files and what else counts."""
    data = marshal.dumps((sorted(entries), more), _PLAIN)
    return blake2b(data, digest_size=16).hexdigest()


def newest(entries: Iterable[Entry]) -> int:
    """Give the latest change of any of some files, in POSIX nanoseconds."""
    return max((max(modified, changed) for _, _, modified, changed, _ in entries), default=0)


def now() -> float:
    """Give the POSIX time; SOURCE_DATE_EPOCH stands in for the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(epoch) if epoch.isdecimal() else time.time()


def of_folder(folder: Path) -> tuple[int, int]:
    """Give the device that a folder is on, and the time of a new file there, in POSIX nanoseconds."""
    probe = folder / f"{_PROBE}{os.getpid()}_{time.monotonic_ns()}"
    with probe.open("xb") as file:
        info = os.fstat(file.fileno())
    probe.unlink(missing_ok=True)
    return info.st_dev, info.st_mtime_ns


def inputs(root: Path) -> str:
    """Sum up a site's sources and themes, the program and what it is made with."""
    entries = [entry for folder in _sources(root) for entry in _files(folder)[0]]
    return summed(entries, sys.version, *_packages())


def _packages() -> Iterator[str]:
    """Give the places that packages are loaded from, each with its time, which tells what came or went."""
    for place in sys.path:
        with contextlib.suppress(OSError):
            yield f"{place}\0{os.stat(place or os.curdir).st_mtime_ns}"  # noqa: PTH116 - a str


def rested(root: Path, clock: Clock | None) -> bool:
    """Say whether another change of a source after this would show in the stats."""
    now = time.time_ns()
    past = dict([clock]) if clock else {}
    for folder in _sources(root):
        entries, devices = _files(folder)
        if newest(entries) >= min((past.get(device, now - TICK) for device in devices), default=now):
            return False
    return True


def _sources(root: Path) -> tuple[Path, ...]:
    return root / "content", root / "themes", _PACKAGE.parent / "themes", _PACKAGE


def clock(root: Path) -> Clock | None:
    """Give the time of the file system that a site's memo is on; none where there is no memo."""
    try:
        for left in (root / FOLDER).glob(f"{_PROBE}*"):  # of a build that was killed
            left.unlink(missing_ok=True)
        return of_folder(root / FOLDER)
    except OSError:
        return None


def outputs(out: Path) -> str:
    """Sum up what stands in the output folder."""
    return summed(_files(out)[0])


def _files(folder: Path) -> tuple[list[Entry], set[int]]:
    """Find the files of a folder, and the devices that its folders are on."""
    entries: list[Entry] = []
    devices: set[int] = set()
    if folder.is_dir():
        _walk(str(folder), "", entries, devices)
    if folder == _PACKAGE:
        entries = [entry for entry in entries if "__pycache__" not in entry[0]]
    return entries, devices


def _walk(folder: str, prefix: str, into: list[Entry], devices: set[int], above: int | None = None) -> None:
    """Walk through a folder; by a handle where the system knows how, which spares it the way to each file."""
    place: int | str = os.open(folder, os.O_RDONLY, dir_fd=above) if _HANDLES else folder
    try:
        devices.add(os.stat(place).st_dev)  # noqa: PTH116 - a handle
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    inner = f"{prefix}{entry.name}/"
                    _walk(entry.path, inner, into, devices, place if isinstance(place, int) else None)
                else:
                    info = entry.stat(follow_symlinks=False)
                    into.append(
                        (prefix + entry.name, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
                    )
    finally:
        if isinstance(place, int):
            os.close(place)


class Evidence(NamedTuple):
    """What a build began from and left."""

    inputs: str
    outputs: str
    # digests
    day: tuple[float, float]
    # the day that it took for today, as POSIX times; the second is no longer of it


class Seal(NamedTuple):
    """What a finished build was asked, what it hangs on, and what it said."""

    asked: Sequence[object]
    evidence: Evidence
    said: tuple[list[str], list[str]]
    # complaints, and what was left out
    outputs: int
    # how many


def put(folder: Path, seal: Seal | None) -> None:
    """Seal a build in the memo's folder; without a seal, only break the one that is there."""
    with contextlib.suppress(OSError):  # the next build has to look for itself then
        (folder / _FILE).unlink(missing_ok=True)
        if seal:
            said = json.dumps(seal)
            (folder / _FILE).write_text(json.dumps([zlib.crc32(said.encode()), said]), "utf-8")


def unbroken(folder: Path, asked: Sequence[object], root: Path, out: Path) -> Seal | None:
    """Give the last build's seal if another would be asked, find and leave the same; else None."""
    try:
        total, said = json.loads((folder / _FILE).read_bytes())
        if zlib.crc32(said.encode()) != total:
            return None
        seal = Seal(*json.loads(said))
        evidence = Evidence(*seal.evidence)
        start, end = evidence.day
        if seal.asked != list(asked) or not start <= now() < end:
            return None
        same = evidence.outputs == outputs(out) and evidence.inputs == inputs(root)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return seal if same else None


def out_of(root: Path, out: str | None) -> Path:
    """Give the folder that a site goes to."""
    return Path(out) if out else root / "site"
