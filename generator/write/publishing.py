"""Rendered outputs go to disc: changed bytes only, nothing of another's touched, our leftovers removed."""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from generator import seal
from generator.errors import BuildFailed, Problem, fault
from generator.fingerprint import Fingerprint, of_bytes
from generator.memo import Made
from generator.model.kinds import Noun
from generator.read import Stat, stat_of
from generator.write import disc
from generator.write.manifest import CLAIMS, MARKER, OURS, claims, empty, parts
from generator.write.standing import Standing

TICKS = 10
_ASSETS, _PAGES, _LAST = range(3)


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


class Changes(Noun, frozen=True, kw_only=True):
    """What is to be done to a folder."""

    todo: tuple[Made, ...]
    # to be written: assets, pages, then what leads to them
    removed: tuple[str, ...]
    overwritten: tuple[str, ...]
    kept: tuple[str, ...]
    manifest: dict[str, tuple[bytes, Fingerprint]]
    # its parts by their names

    def outdated(self, before: Standing) -> tuple[str, ...]:
        """Give what earlier builds left of their own: parts of the manifest, half-written files."""
        return tuple(path for path in before.hashes if OURS.fullmatch(path) and path not in self.manifest)


def changes(out: Path, pages: Iterable[Made], before: Standing, withdrawn: Iterable[str]) -> Changes:
    """Say what is to be done to a folder; raise BuildFailed if a path is taken."""
    pages = tuple(pages)
    planned = {page.output.path for page in pages}
    leftovers = [path for path in before.ours if path not in planned and path in before.hashes]
    withdrawn = tuple(withdrawn)
    changed = (path for path in leftovers if _changed_by_others(path, before))
    kept = tuple(path for path in changed if not speaks_of(out / path, path, withdrawn))
    removed = tuple(path for path in leftovers if path not in kept)
    problems = (*_taken(out, pages, before, removed), *_blocked(out, set(_folders(planned)), removed))
    if problems:
        raise BuildFailed(problems)
    todo = (page for page in pages if before.hashes.get(page.output.path) != page.result)
    ordered = sorted(todo, key=lambda page: (_turn(page.output.path), page.output.path))
    return Changes(
        todo=tuple(ordered),
        removed=removed,
        overwritten=tuple(p.output.path for p in ordered if _changed_by_others(p.output.path, before)),
        kept=kept,
        manifest={name: (data, of_bytes(data)) for name, data in parts(pages).items()},
    )


def write(out: Path, pages: Iterable[Made], before: Standing, withdrawn: Iterable[str] = ()) -> Report:
    """Bring the output folder to what was planned.

    A leftover that someone changed stays, unless it speaks of an article that is `withdrawn`. Raises
    BuildFailed where a path is taken or the disc fails while the old site is whole, PartlyWritten afterwards.
    """
    pages = tuple(pages)
    change = changes(out, pages, before, withdrawn)
    with disc.before_publishing(out):
        disc.make_folder(out)
        ready = staged(out, change.todo)
        _claim(out, change.todo, before)
    try:
        stats = _carry_out(out, change, before, ready, pages)
    except OSError as error:
        raise disc.PartlyWritten(error.errno, error.strerror, error.filename) from error
    prints = {page.output.path: page.result for page in change.todo}
    prints |= {name: print_ for name, (_, print_) in change.manifest.items()}
    same = before.stats.keys() - stats.keys() - {*change.removed, *change.outdated(before), CLAIMS}
    return Report(
        written=tuple(page.output.path for page in change.todo),
        removed=change.removed,
        overwritten=change.overwritten,
        kept=change.kept,
        stood=tuple((path, before.stats[path], before.hashes[path]) for path in same),
        stats=tuple((path, stat, prints[path]) for path, stat in stats.items()),
        clock=clock(out, max((stat.changed for stat in stats.values()), default=0)),
    )


def _carry_out(
    out: Path, change: Changes, before: Standing, ready: dict[str, str], pages: Iterable[Made]
) -> dict[str, Stat]:
    """Rename, remove and put down the manifest, in an order that a reader does not stumble over."""
    planned = {page.output.path for page in pages}
    folders = set(_folders(planned))
    blocking = {p for p in change.removed if p in folders or not planned.isdisjoint(_folders([p]))}
    for path in blocking:
        disc.remove(out, path)
    stats = dict(_publish(out, change.todo, ready))
    for path in change.removed:
        if path not in blocking:
            disc.remove(out, path)
    for name, (data, print_) in change.manifest.items():
        if before.hashes.get(name) != print_:
            stats[name] = disc.replace(out / name, data)
    disc.sync_folders([str(out)])
    for path in (*change.outdated(before), CLAIMS):
        (out / path).unlink(missing_ok=True)
    return stats


def staged(out: Path, pages: Iterable[Made]) -> dict[str, str]:
    """Give, by the path it is for, where each rendered file waits: synced, on the output's own device."""
    ready: dict[str, str] = {}
    try:
        for page in pages:
            path = page.output.path
            place = _rendered(page)
            ready[path] = place if disc.is_on(place, out) else disc.beside(out, Path(place).read_bytes())
        disc.sync(ready.values())
    except BaseException:
        for place in ready.values():
            if Path(place).name.startswith(disc.TEMPORARY):
                with contextlib.suppress(OSError):
                    Path(place).unlink()
        raise
    return ready


def _rendered(page: Made) -> str:
    if page.spooled is None:
        raise RuntimeError(f"{page.output.path} was neither rendered nor in place")
    return page.spooled


def _publish(out: Path, pages: Iterable[Made], ready: dict[str, str]) -> Iterator[tuple[str, Stat]]:
    """Rename files into their places, each whole: assets, pages, then what leads to them."""
    for _, turn in groupby(pages, key=lambda page: _turn(page.output.path)):
        folders: set[str] = set()
        for page in turn:
            path = page.output.path
            target = os.path.join(out, path)  # noqa: PTH118 - ten times as fast as a Path, here and below
            folder = target.rpartition("/")[0]
            if folder not in folders:
                disc.make_folder(Path(folder))
                folders.update(str(out / inner) for inner in _folders([path]))
            os.replace(ready[path], target)  # noqa: PTH105
            yield path, stat_of(os.stat(target))  # noqa: PTH116
        disc.sync_folders(folders)


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """Give the folders that files lie in, the outermost as `.`."""
    yield "."
    for folder in {path.rpartition("/")[0] for path in paths}:
        inner = folder
        while inner:
            yield inner
            inner = inner.rpartition("/")[0]


def clock(out: Path, last: int) -> int:
    """Give the time of the output's file system; wait until it is past a moment, if its ticks are short."""
    for _ in range(TICKS):
        _, now = seal.of_folder(out)
        if now > last:
            break
        time.sleep(0.002)
    return now


def _changed_by_others(path: str, before: Standing) -> bool:
    ours, stands = before.ours.get(path), before.hashes.get(path)
    return ours is not None and stands is not None and ours.hash != stands.hex()


def speaks_of(file: Path, path: str, withdrawn: Iterable[str]) -> bool:
    """Say whether a file is of one of these articles, given as `articles/ID.html`, or links one."""
    articles = tuple(page.removesuffix("html") for page in withdrawn)
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


def _claim(out: Path, todo: tuple[Made, ...], before: Standing) -> None:
    """Put down what is about to be written; what builds that did not finish have claimed stays claimed."""
    if not (out / MARKER).is_file():
        disc.replace(out / MARKER, empty())
    if todo:
        disc.replace(out / CLAIMS, claims(todo, before.claimed))


def _turn(path: str) -> int:
    """Order the writing: assets, pages, then what leads to them."""
    if path.startswith("assets/"):
        return _ASSETS
    return _PAGES if path.endswith(".html") and not path.endswith("index.html") else _LAST
