"""Releases: each build in a folder of its own, and a link to the newest that is swapped by one rename.

`DIR/current` leads to `DIR/releases/12`; a web server is pointed at the link. Each release is a whole site;
what did not change since the one before is the same file on the disc (a hard link).
"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generator.errors import BuildFailed, Problem, fault
from generator.memo import Made
from generator.read import Known, Stat, stat_of
from generator.write import disc
from generator.write.manifest import MARKER, OURS
from generator.write.publishing import Changes, Report, changes, clock, speaks_of, staged
from generator.write.standing import Standing, misplaced, seen

CURRENT = "current"
_RELEASES = "releases"
_NUMBER = re.compile("[1-9][0-9]{0,8}")
_KEPT = 5
"""Releases that stay, the newest included."""


def released(folder: Path) -> Path:
    """Give the folder of the newest release; one that does not exist where there is none."""
    return (folder / CURRENT).resolve() if (folder / CURRENT).is_symlink() else folder / _RELEASES / "0"


def standing_release(folder: Path, root: Path, known: Known) -> Standing:
    """Look at the newest release; raise BuildFailed where the folder is no place for releases of ours."""
    problems = (*misplaced(folder, root), *_against(folder))
    if problems:
        raise BuildFailed(problems)
    return seen(released(folder), known)


def _against(folder: Path) -> Iterable[Problem]:
    hint = "give an empty or a new folder, `--release DIR`"
    if folder.exists() and not folder.is_dir():
        yield fault(str(folder), "this is a file", hint)
    elif folder.is_dir() and not _is_ours(folder):
        yield fault(str(folder), "this folder holds files that are no releases of wenzhai", hint)


def _is_ours(folder: Path) -> bool:
    names = {path.name for path in folder.iterdir() if not path.name.startswith(disc.TEMPORARY)}
    if not names <= {CURRENT, _RELEASES}:
        return False
    shelf, link = folder / _RELEASES, folder / CURRENT
    whole = not shelf.is_symlink() and (not shelf.exists() or shelf.is_dir())
    if not whole or (CURRENT in names and not link.is_symlink()):
        return False
    if link.is_symlink():
        to = Path(os.readlink(link))  # noqa: PTH115 - as written
        return to.parent == Path(_RELEASES) and (folder / to / MARKER).is_file()
    return all((path / MARKER).is_file() for path in _numbered(folder))


def _numbered(folder: Path) -> list[Path]:
    """Give the releases of a folder, the oldest first."""
    shelf = folder / _RELEASES
    found = [path for path in shelf.iterdir() if _NUMBER.fullmatch(path.name)] if shelf.is_dir() else []
    return sorted(found, key=lambda path: int(path.name))


def release(folder: Path, pages: Iterable[Made], before: Standing, withdrawn: Iterable[str] = ()) -> Report:
    """Build a new release and make it the current one; nothing where it would be the same.

    What someone else put into the current release goes on into the new one. Raises BuildFailed where a path
    is taken or the disc fails before the link is swapped, PartlyWritten afterwards.
    """
    pages, withdrawn = tuple(pages), tuple(withdrawn)
    old = released(folder)
    change = changes(old, pages, before, withdrawn)
    same = all(before.hashes.get(name) == print_ for name, (_, print_) in change.manifest.items())
    if same and not (change.todo or change.removed):
        outdated = change.outdated(before)
        for path in outdated:  # a killed build's
            (old / path).unlink(missing_ok=True)
        _forget(folder, withdrawn)
        stood = ((path, stat) for path, stat in before.stats.items() if path not in outdated)
        left = tuple((path, stat, before.hashes[path]) for path, stat in stood)
        return _report(change, stood=left, moment=clock(old, 0))
    with disc.before_publishing(folder):
        new = _made(folder, old, change, before)
        stats = _stats(new)
        _swap(folder, new)
    try:
        disc.sync_folders([str(folder)])
    except OSError as error:
        raise disc.PartlyWritten(error.errno, error.strerror, error.filename) from error
    _forget(folder, withdrawn)
    prints = before.hashes | {page.output.path: page.result for page in change.todo}
    prints |= {name: print_ for name, (_, print_) in change.manifest.items()}
    left = tuple((path, stat, prints[path]) for path, stat in stats.items())
    return _report(change, stats=left, moment=clock(new, max(stat.changed for stat in stats.values())))


def _report(
    change: Changes,
    *,
    moment: int,
    stood: tuple[tuple[str, Stat, bytes], ...] = (),
    stats: tuple[tuple[str, Stat, bytes], ...] = (),
) -> Report:
    return Report(
        written=tuple(page.output.path for page in change.todo),
        removed=change.removed,
        overwritten=change.overwritten,
        kept=change.kept,
        stood=stood,
        stats=stats,
        clock=moment,
    )


def _made(folder: Path, old: Path, change: Changes, before: Standing) -> Path:
    """Make a release whole, synced and under its own name."""
    shelf = folder / _RELEASES
    disc.make_folder(shelf)
    _clear(folder)
    growing = Path(tempfile.mkdtemp(prefix=disc.TEMPORARY, dir=shelf))
    try:
        growing.chmod(0o755)
        gone = {*change.removed, *change.outdated(before), *change.manifest}
        for path in before.hashes.keys() - gone - {page.output.path for page in change.todo}:
            _link(old / path, growing / path)
        ready = staged(growing, change.todo)
        for page in change.todo:
            target = growing / page.output.path
            disc.make_folder(target.parent)
            os.replace(ready[page.output.path], target)  # noqa: PTH105 - as in publishing
        for name, (data, _) in change.manifest.items():
            disc.replace(growing / name, data)
        disc.sync_folders(str(path) for path in (growing, *growing.rglob("*")) if path.is_dir())
        new = shelf / str(max((int(path.name) for path in _numbered(folder)), default=0) + 1)
        growing.rename(new)
        disc.sync_folders([str(shelf)])
    except BaseException:
        shutil.rmtree(growing, ignore_errors=True)
        raise
    return new


def _clear(folder: Path) -> None:
    """Remove what a killed build left."""
    for left in (folder / _RELEASES).glob(f"{disc.TEMPORARY}*"):
        shutil.rmtree(left)
    for left in folder.glob(f"{disc.TEMPORARY}*"):
        left.unlink(missing_ok=True)


def _link(old: Path, new: Path) -> None:
    """Let a file be in two releases at once; copy it where the disc knows no such links."""
    disc.make_folder(new.parent)
    try:
        os.link(old, new)
    except OSError:
        disc.replace(new, old.read_bytes())


def _stats(folder: Path) -> dict[str, Stat]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): stat_of(path.stat()) for path in files}


def _swap(folder: Path, new: Path) -> None:
    """Make a release the current one by one rename."""
    link = folder / f"{disc.TEMPORARY}{new.name}"
    link.symlink_to(f"{_RELEASES}/{new.name}", target_is_directory=True)
    link.replace(folder / CURRENT)


def _forget(folder: Path, withdrawn: tuple[str, ...]) -> None:
    """Remove the oldest releases and all from before a takedown; what fails, the next build tries again."""
    every, current = _numbered(folder), released(folder)
    with contextlib.suppress(OSError):
        _clear(folder)
    for old in every:
        is_old = old not in every[-_KEPT:] or any(_data(old / p) != _data(current / p) for p in withdrawn)
        if is_old and old.name != current.name:
            with contextlib.suppress(OSError):
                _empty(old, withdrawn)
                old.rmdir()


def _data(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _empty(old: Path, withdrawn: tuple[str, ...]) -> None:
    """Remove what is ours of a release, and what speaks of a withdrawn article even if someone changed it."""
    stands = seen(old, lambda _, __: None)
    for path, written in stands.ours.items():
        is_whole = path in stands.hashes and stands.hashes[path].hex() == written.hash
        if is_whole or (path in stands.hashes and speaks_of(old / path, path, withdrawn)):
            disc.remove(old, path)
    for path in stands.hashes:
        if OURS.fullmatch(path) or path == MARKER:
            (old / path).unlink(missing_ok=True)
