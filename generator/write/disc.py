"""What touches the disc: files are put down whole and synced, then renamed into their places."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.errors import BuildFailed, fault
from generator.read import Stat, stat_of

TEMPORARY = ".wenzhai-tmp-"
_SPOOL, _A_DAY = "spool-", 86_400
_HANDS, WORTH_HANDS = 16, 8
"""Threads that wait for the disc together, and the number of files from which that pays."""
_NOT_FOR_FOLDERS = frozenset([errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF])


class PartlyWritten(OSError):
    """The disc failed after the first published file had changed."""


@contextlib.contextmanager
def before_publishing(place: Path) -> Iterator[None]:
    """Take a disc's failure for a fault of the build: nothing that is published has changed yet."""
    try:
        yield
    except PartlyWritten:
        raise
    except OSError as error:
        hint = "make room or mend the disc, and build again; the site is as it was"
        said = f"this could not be written: {error.strerror or error}"
        raise BuildFailed([fault(str(error.filename or place), said, hint)]) from error


def replace(path: Path, data: bytes) -> Stat:
    """Put a file down whole."""
    make_folder(path.parent)
    name = beside(path.parent, data)
    try:
        sync([name])
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return stat_of(path.stat())


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, that a web server can read whatever the umask."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(0o755)


def beside(folder: Path, data: bytes, mode: int = 0o644) -> str:
    """Write a file under a name of its own in a folder; give its path."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return name


def sync(paths: Iterable[str]) -> None:
    """Wait until files are on the disc; raise OSError where one did not get there."""
    paths = list(paths)
    if len(paths) < WORTH_HANDS:
        for path in paths:
            _sync(path)
        return
    with ThreadPoolExecutor(_HANDS) as hands:
        for _ in hands.map(_sync, paths):
            pass


def _sync(path: str) -> None:
    handle = os.open(path, os.O_RDWR)  # Windows syncs only what may be written
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folders(folders: Iterable[str]) -> None:
    """Wait until the names in folders are on the disc, where the system can tell."""
    for folder in sorted(set(folders)):
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError as error:
            if error.errno in _NOT_FOR_FOLDERS:
                continue
            raise
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NOT_FOR_FOLDERS:
                raise
        finally:
            os.close(handle)


def is_on(place: str, folder: Path) -> bool:
    """Say whether a file lies on the same device as a folder, so that it can be renamed into it."""
    return os.stat(place).st_dev == folder.stat().st_dev  # noqa: PTH116 - a str


def remove(out: Path, path: str) -> None:
    """Remove a file and the folders that are empty then."""
    file = out / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == out:
            return
        try:
            folder.rmdir()
        except OSError:
            return


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
