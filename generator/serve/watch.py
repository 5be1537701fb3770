"""When to look again: saved files as hints; the events only wake, what changed is always looked up."""

import asyncio
import stat
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from pathlib import Path, PurePosixPath

from watchfiles import awatch

from generator.read import is_passing

EVERYWHERE: tuple[str, ...] = ()
"""The hint that names no file: look at all."""

_FOLDERS = ("content", "themes")
_STEP, _TICK = 5, 1000
"""Milliseconds: of silence that end a save, and between two looks at what is watched."""
_QUIET, _LONGEST = 0.04, 1.0
"""Seconds: of silence that end a burst, and that one is waited for."""
_HALF_SAVED = 0.03
"""Seconds that an emptied or missing file is given, five times, to come back: editors write in two steps."""
_LEAST, _SHARE = 0.5, 10
"""Seconds between two looks where no events come, and how many times longer than a look that is at least."""
_AT_REST = 10.0
"""Seconds after which all is looked at even without an event."""
_SILENT = frozenset(
    {"9p", "afs", "cifs", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs"}
)
"""File systems whose other users' writes make no events here; so does anything in user space (`fuse`)."""


class Watch:
    """Wakes whoever iterates over it, with hints where to look."""

    def __init__(self, root: Path, tell: Callable[[str], None], *, polling: bool = False) -> None:
        self._root, self._tell, self._polling = root.resolve(), tell, polling
        self.look = 0.0
        # seconds that the last look at all files took, set by who looks

    async def saves(self) -> AsyncGenerator[tuple[str, ...]]:
        """Yield hints, paths under the root, or `EVERYWHERE`."""
        waiting: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
        source = asyncio.create_task(self._fill(waiting))
        try:
            while True:
                hints = await self._gathered(waiting)
                if len(hints) == 1:
                    await self._settled(self._root / hints[0])
                yield hints
        finally:
            source.cancel()

    async def _gathered(self, waiting: "asyncio.Queue[tuple[str, ...]]") -> tuple[str, ...]:
        """Take one save at once, many together when they have ended; look everywhere where nothing came."""
        try:
            rest = max(_AT_REST, _SHARE * _SHARE * self.look)
            found = await asyncio.wait_for(waiting.get(), rest)
        except TimeoutError:
            return EVERYWHERE
        until = asyncio.get_running_loop().time() + _LONGEST
        while len(found) != 1 and asyncio.get_running_loop().time() < until:
            try:
                more = await asyncio.wait_for(waiting.get(), _QUIET)
            except TimeoutError:
                break
            found = tuple(dict.fromkeys((*found, *more))) if found and more else EVERYWHERE
        return found

    async def _settled(self, file: Path) -> None:
        for _ in range(5):
            if _has_bytes(file):
                return
            await asyncio.sleep(_HALF_SAVED)

    async def _fill(self, waiting: "asyncio.Queue[tuple[str, ...]]") -> None:
        if silent := _silent(self._root):
            self._tell(
                f"{self._root} lies on {silent}, which reports no saves: looking at all files in turns"
            )
        while not (self._polling or silent):
            try:
                await self._listen(waiting)
            except FileNotFoundError:
                continue
            except (OSError, RuntimeError) as error:
                # OSError at the limit of watches, a RuntimeError of watchfiles' own at that of watchers
                self._tell(f"saves cannot be listened for ({_short(error)}): looking at all files in turns")
                break
            if not _places(self._root):
                waiting.put_nowait(EVERYWHERE)
                await asyncio.sleep(_LEAST)
        while True:
            await asyncio.sleep(max(_LEAST, _SHARE * self.look))
            waiting.put_nowait(EVERYWHERE)

    async def _listen(self, waiting: "asyncio.Queue[tuple[str, ...]]") -> None:
        """Pass on what is saved, until folders come or go: then the watch must be set up anew."""
        places = _places(self._root)
        if not places:
            return
        fresh = True
        changes = awatch(
            *places,
            watch_filter=None,
            step=_STEP,
            debounce=_STEP * 10,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            recursive=True,
        )
        async with aclosing(changes) as batches:
            async for batch in batches:
                if fresh:
                    waiting.put_nowait(EVERYWHERE)  # what was saved before the watch stood
                    fresh = False
                paths = {Path(path) for _, path in batch}
                hints = tuple(dict.fromkeys(self._hints(sorted(paths))))
                if batch and hints:
                    waiting.put_nowait(EVERYWHERE if "" in hints else hints)
                if any(path.is_dir() for path in paths) or _places(self._root) != places:
                    return

    def _hints(self, paths: list[Path]) -> Iterator[str]:
        """Name the files that a site may be made of; an empty name where it may be anything."""
        for path in paths:
            try:
                name = path.relative_to(self._root).as_posix()
            except ValueError:
                name = ""
            if not _is_passing(name):
                yield name if path.suffix and not path.is_dir() else ""


def _has_bytes(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _is_passing(name: str) -> bool:
    """Say whether a path under the root is of no site: static files alone may be called anything."""
    return not name.startswith("content/static/") and is_passing(PurePosixPath(name).name)


def _places(root: Path) -> dict[str, int]:
    """Give the folders to watch, each with its inode."""
    found = {}
    for name in _FOLDERS:
        try:
            info = (root / name).stat()
        except OSError:
            continue
        if stat.S_ISDIR(info.st_mode):
            found[str(root / name)] = info.st_ino
    return found


def _silent(root: Path) -> str:
    """Name the file system a folder lies on if it reports no saves of others (proc(5), mountinfo)."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return ""
    return silent_system(mounts, root)


def silent_system(mounts: str, place: Path) -> str:
    """Name the file system of a place, by the mounts there are, if it reports no saves of others."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        mount, _, rest = line.partition(" - ")
        fields = mount.split()
        where = fields[4].replace("\\040", " ") if len(fields) > 4 else ""  # noqa: PLR2004 - the fifth field
        if where and place.is_relative_to(where) and len(where) >= best:
            best, kind = len(where), (rest.split() or [""])[0]
    return kind if kind in _SILENT or kind.startswith("fuse.") else ""


def _short(error: Exception) -> str:
    text = str(error)
    if "limit" in text:
        return "the limit fs.inotify.max_user_watches is reached; raise it to be faster"
    return text.partition(" about ")[0]
