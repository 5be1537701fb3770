"""One build at a time writes to a folder; the next one waits for it."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextlib.contextmanager
def alone(folder: Path, stage: Callable[[str], AbstractContextManager[object]]) -> Iterator[None]:
    """Hold a folder, if there is one, against other builds; say so where another holds it first.

    The lock is the system's own (flock): it leaves no file and goes with the process; Windows has none.
    """
    handle = _opened(folder)
    try:
        if handle is not None and sys.platform != "win32":
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                with stage("wait for another build"):
                    fcntl.flock(handle, fcntl.LOCK_EX)
            except OSError:  # a file system without locks
                pass
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _opened(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None
