"""Rendered outputs go to disc: changed bytes only, nothing of another's touched, our leftovers removed."""

import contextlib
import errno
import os
import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec import field

from generator import seal
from generator.errors import BuildFailed, Problem, fault
from generator.fingerprint import Fingerprint, of_bytes
from generator.memo import Made
from generator.model.kinds import Noun
from generator.read import Known, Stat, stat_of

MARKER = ".wenzhai.json"
_CLAIMS = ".wenzhai-new.json"
"""What a build is about to write: what a killed one has written is still known as ours."""
_OURS = re.compile(r"\.wenzhai-(\d{4}(-\d\d)?|new)\.json|(.*/)?\.wenzhai-tmp-\w+")
_SPOOL, _A_DAY, _TICKS = "spool-", 86_400, 10
_FIRST, _PAGES, _LAST = range(3)


class Written(Noun, frozen=True, kw_only=True):
    """An output on disc by the manifest: its bytes' fingerprint in hexadecimal, whose it is."""

    hash: str
    owner: str


class Manifest(Noun, frozen=True, kw_only=True):
    """A part of the manifest; the part without a shelf is the marker and names the others."""

    made_by: str = "wenzhai"
    shelves: tuple[str, ...] = ()
    files: dict[str, Written] = field(default_factory=dict)


class Standing(Noun, frozen=True, kw_only=True):
    """What stands in the output folder."""

    ours: dict[str, Written]
    # by the manifest
    hashes: dict[str, Fingerprint]
    # what really stands at each path
    stats: dict[str, Stat]
    folders: frozenset[str]
    strange: frozenset[str]
    # paths of what is neither a file nor a folder: links, sockets


class Report(Noun, frozen=True, kw_only=True):
    """What was done on disc."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    overwritten: tuple[str, ...]
    # ours by the manifest, but changed by someone since
    kept: tuple[str, ...]
    # no longer planned, but changed by someone since
    stood: tuple[tuple[str, Stat, Fingerprint], ...]
    # files that were looked at and left alone, by their paths
    stats: tuple[tuple[str, Stat, Fingerprint], ...]
    # files that were written
    clock: int
    # the time of the output's file system after the last was written, in nanoseconds


def standing(out: Path, root: Path, known: Known) -> Standing:
    """Look at the output folder; raise BuildFailed where it is not ours to write to."""
    problems = tuple(_against(out, root))
    if problems:
        raise BuildFailed(problems)
    look = _Look()
    if out.is_dir():
        look.at(str(out), "")
    hashes = {}
    for path, stat in look.stats.items():
        hashes[path] = known(name_of(out, path), stat) or of_bytes((out / path).read_bytes())
    return Standing(
        ours=_manifest(out, hashes),
        hashes=hashes,
        stats=look.stats,
        folders=frozenset(look.folders),
        strange=frozenset(look.strange),
    )


class _Look:
    """What a walk through a folder finds."""

    def __init__(self) -> None:
        self.stats: dict[str, Stat] = {}
        self.folders: list[str] = []
        self.strange: list[str] = []

    def at(self, folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    self.folders.append(path)
                    self.at(entry.path, f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    self.stats[path] = stat_of(entry.stat(follow_symlinks=False))
                else:
                    self.strange.append(path)


def name_of(out: Path, path: str) -> str:
    """Name a file of an output folder to the memo."""
    return f"{out}\0{path}"


def _against(out: Path, root: Path) -> Iterable[Problem]:
    real, home = out.resolve(), root.resolve()
    if real == home or real in home.parents or real == Path.home().resolve():
        yield fault(str(out), "the output cannot go there", "give a folder of its own, `--out site`")
    elif any(part in (real, *real.parents) for part in (home / "content", home / "themes")):
        yield fault(
            str(out), "the output cannot go among the sources", "give a folder of its own, `--out site`"
        )
    elif out.is_dir() and not (out / MARKER).is_file() and not all(map(_is_ours, out.iterdir())):
        hint = "give an empty or a new folder, or remove what is in it"
        yield fault(str(out), "this folder holds files that wenzhai did not write", hint)
    elif out.exists() and not out.is_dir():
        yield fault(str(out), "this is a file", "give a folder, `--out site`")


def _is_ours(path: Path) -> bool:
    """Say whether a file bears a name that only a build gives: a killed one left it."""
    return _OURS.fullmatch(path.name) is not None


def _manifest(out: Path, hashes: Mapping[str, Fingerprint]) -> dict[str, Written]:
    marker = _part(out / MARKER)
    ours = dict(marker.files)
    for shelf in marker.shelves:
        ours |= _part(out / f".wenzhai-{shelf}.json").files
    claims = _part(out / _CLAIMS).files
    ours |= {p: w for p, w in claims.items() if p not in ours or hashes.get(p, b"").hex() == w.hash}
    return {path: written for path, written in ours.items() if _inside(path)}


def _inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


def _part(path: Path) -> Manifest:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return Manifest()


def write(out: Path, pages: Iterable[Made], before: Standing, withdrawn: Iterable[str] = ()) -> Report:
    """Bring the output folder to what was planned; raise BuildFailed first if a path is taken.

    A leftover that someone changed stays, unless it speaks of an article that is `withdrawn`.
    """
    pages = tuple(pages)
    planned = {page.output.path for page in pages}
    folders = set(_folders(planned))
    leftovers = [path for path in before.ours if path not in planned and path in before.hashes]
    taken_back = tuple(path.removesuffix("html") for path in withdrawn)
    changed = (path for path in leftovers if _changed_by_others(path, before))
    kept = tuple(path for path in changed if not _speaks_of(out / path, path, taken_back))
    removed = tuple(path for path in leftovers if path not in kept)
    problems = (*_taken(out, pages, before, removed), *_blocked(out, folders, removed))
    if problems:
        raise BuildFailed(problems)
    todo = [p for p in pages if before.hashes.get(p.output.path) != p.result]
    out.mkdir(parents=True, exist_ok=True)
    _claim(out, todo)
    blocking = {p for p in removed if p in folders or not planned.isdisjoint(_folders([p]))}
    for path in blocking:
        _remove(out, path)
    overwritten = tuple(p.output.path for p in todo if _changed_by_others(p.output.path, before))
    stats = dict(_publish(out, sorted(todo, key=lambda p: (_turn(p.output.path), p.output.path))))
    for path in removed:
        if path not in blocking:
            _remove(out, path)
    manifest = _parts(pages)
    fresh = {
        name: print_
        for name, data in manifest.items()
        if before.hashes.get(name) != (print_ := of_bytes(data))
    }
    for name in fresh:
        stats[name] = _replace(out / name, manifest[name])
    parts = [p for p in before.hashes if _OURS.fullmatch(p) and p not in manifest]
    for path in (*parts, _CLAIMS):
        (out / path).unlink(missing_ok=True)
    prints = fresh | {page.output.path: page.result for page in todo}
    same = before.stats.keys() - stats.keys() - {*removed, *parts, _CLAIMS}
    return Report(
        written=tuple(p.output.path for p in todo),
        removed=removed,
        overwritten=overwritten,
        kept=kept,
        stood=tuple((path, before.stats[path], before.hashes[path]) for path in same),
        stats=tuple((path, stat, prints[path]) for path, stat in stats.items()),
        clock=_clock(out, max((s.changed for s in stats.values()), default=0)),
    )


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """Give the folders that files lie in, the outermost as `.`."""
    yield "."
    for folder in {path.rpartition("/")[0] for path in paths}:
        inner = folder
        while inner:
            yield inner
            inner = inner.rpartition("/")[0]


def _publish(out: Path, pages: Iterable[Made]) -> Iterator[tuple[str, Stat]]:
    """Bring rendered files from the spool into their places, each whole."""
    folders: set[str] = set()
    for page in pages:
        path = page.output.path
        if page.spooled is None:
            raise RuntimeError(f"{path} was neither rendered nor in place")
        target = os.path.join(out, path)  # noqa: PTH118 - ten times as fast as a Path, here and below
        folder = target.rpartition("/")[0]
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        try:
            os.replace(page.spooled, target)  # noqa: PTH105
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _replace(Path(target), Path(page.spooled).read_bytes())
        yield path, stat_of(os.stat(target))  # noqa: PTH116


def _clock(out: Path, last: int) -> int:
    """Give the time of the output's file system; wait until it is past a moment, if its ticks are short."""
    for _ in range(_TICKS):
        _, now = seal.of_folder(out)
        if now > last:
            break
        time.sleep(0.002)
    return now


def _changed_by_others(path: str, before: Standing) -> bool:
    ours, stands = before.ours.get(path), before.hashes.get(path)
    return ours is not None and stands is not None and ours.hash != stands.hex()


def _speaks_of(file: Path, path: str, articles: tuple[str, ...]) -> bool:
    """Say whether a file is of one of these articles, given as `articles/ID.`, or links one."""
    return path.startswith(articles) or any(quote(a).encode() in file.read_bytes() for a in articles)


def _taken(out: Path, pages: Iterable[Made], before: Standing, removed: tuple[str, ...]) -> Iterable[Problem]:
    """Find the planned files in whose place something of another's stands."""
    for page in pages:
        path = page.output.path
        foreign = path not in before.ours and path in before.hashes and before.hashes[path] != page.result
        blocked = path in before.folders and not _clears(out, out / path, removed)
        if foreign or path in before.strange or blocked:
            hint = "move it away, or give another `--out`"
            yield fault(
                str(out / path), f"{page.output.owner} is to be written here, but this is not ours", hint
            )


def _clears(out: Path, folder: Path, removed: tuple[str, ...]) -> bool:
    """Say whether nothing is left of a folder once the leftovers are gone."""
    files = [p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()]
    return all(file.relative_to(out).as_posix() in removed for file in files)


def _blocked(out: Path, folders: Iterable[str], removed: tuple[str, ...]) -> Iterable[Problem]:
    """Find the planned folders that cannot be."""
    real = out.resolve()
    for folder in sorted(folders):
        place = out / folder
        there = (place.exists() or place.is_symlink()) and folder not in removed
        if there and (not place.is_dir() or place.resolve() != real / folder):
            what = "this leads out of the output folder" if place.is_dir() else "a folder is to be here"
            yield fault(str(place), what, "remove it")


def _claim(out: Path, todo: Iterable[Made]) -> None:
    """Put down what is about to be written."""
    if not (out / MARKER).is_file():
        _replace(out / MARKER, _json(Manifest()))
    if todo:
        _replace(out / _CLAIMS, _json(Manifest(files={p.output.path: _entry(p) for p in todo})))


def _parts(pages: Iterable[Made]) -> dict[str, bytes]:
    """Cut the manifest along the shelves, so that a new article changes one part."""
    shelves: dict[str, dict[str, Written]] = defaultdict(dict)
    for page in sorted(pages, key=lambda p: p.output.path):
        shelves[page.output.shelf][page.output.path] = _entry(page)
    dated = tuple(sorted(shelf for shelf in shelves if shelf))
    parts = {MARKER: Manifest(shelves=dated, files=shelves.get("", {}))}
    parts |= {f".wenzhai-{shelf}.json": Manifest(files=shelves[shelf]) for shelf in dated}
    return {name: _json(part) for name, part in parts.items()}


def _entry(page: Made) -> Written:
    return Written(hash=page.result.hex(), owner=page.output.owner)


def _json(part: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(part), indent=1) + b"\n"


def _turn(path: str) -> int:
    """Order the writing: assets, pages, then what leads to them."""
    if path.startswith("assets/"):
        return _FIRST
    return _PAGES if path.endswith(".html") and not path.endswith("index.html") else _LAST


def _replace(path: Path, data: bytes) -> Stat:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".wenzhai-tmp-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return stat_of(path.stat())


@contextlib.contextmanager
def spool(folder: Path | None) -> Iterator[Path]:
    """Give an empty folder for what is rendered, in the memo's where there is one; it goes afterwards."""
    where = folder if folder and folder.is_dir() else None
    for left in where.glob(f"{_SPOOL}*") if where else ():
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _A_DAY:  # a build that was killed
                shutil.rmtree(left)
    made = tempfile.mkdtemp(prefix=_SPOOL, dir=where)
    try:
        yield Path(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _remove(out: Path, path: str) -> None:
    file = out / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == out:
            return
        try:
            folder.rmdir()
        except OSError:
            return
