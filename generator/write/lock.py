"""One build at a time writes to a folder; the next one waits for it."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from generator.errors import BuildFailed
from generator.write.disc import before_publishing, make_folder
from generator.write.standing import misplaced

if sys.platform != "win32":
    import fcntl


Stage = Callable[[str], AbstractContextManager[object]]


@contextlib.contextmanager
def alone(folder: Path, root: Path, stage: Stage) -> Iterator[None]:
    """Hold a site's output folder against other builds, made if there is none; say so where another holds it.

    The lock is the system's own (flock): it leaves no file and goes with the process; Windows has none.
    Raises BuildFailed where no output can be. A folder that was made for it and stays empty goes again.
    """
    problems = tuple(misplaced(folder, root))
    if problems:
        raise BuildFailed(problems)
    made, handle = _held(folder, stage)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            for empty in made:
                empty.rmdir()
        if handle is not None:
            os.close(handle)


def _held(folder: Path, stage: Stage) -> tuple[list[Path], int | None]:
    """Lock a folder that others may remove meanwhile; give what had to be made, the innermost first."""
    while True:
        with before_publishing(folder):
            made = [place for place in (folder, *folder.parents) if not place.exists()]
            make_folder(folder)
        handle = _opened(folder)
        if handle is None:
            return made, None
        try:
            _lock(handle, stage)
            if _is_at(folder, handle):
                return made, handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int, stage: Stage) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with stage("wait for another build"):
                fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            pass


def _is_at(folder: Path, handle: int) -> bool:
    """Say whether a folder is still the one that was opened."""
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except OSError:
        return False


def _opened(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None
