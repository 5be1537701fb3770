"""An editor's own files, put down whole: synced, then given their name, with the permissions they had."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from generator.write.disc import beside, sync, sync_folders

_NO_LINKS = frozenset([errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK])


def put(file: Path, data: bytes, *, new: bool = False) -> None:
    """Put a file down whole or not at all; raise FileExistsError where a new one is there already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    name = beside(file.parent, data, _permissions(file))
    try:
        sync([name])
        if new:
            _name_new(name, file)
        else:
            Path(name).replace(file)
        sync_folders([str(file.parent)])
    finally:
        with suppress(OSError):
            Path(name).unlink()


def _permissions(file: Path) -> int:
    """Give those that a file has, or else those that the umask leaves it."""
    with suppress(FileNotFoundError):
        return file.stat().st_mode & 0o7777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _name_new(name: str, file: Path) -> None:
    """Give a file its name unless another has it, which only a hard link does at once."""
    try:
        os.link(name, file)
    except OSError as error:
        if error.errno in _NO_LINKS and not file.exists():
            Path(name).replace(file)
        elif error.errno in _NO_LINKS or error.errno == errno.EEXIST:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from error
        else:
            raise
