"""One command: how long it took and the most memory that all its processes held at a time."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LOOKED_EVERY = 0.02
_MEGABYTE = 1 << 20
_SHOWN = 3000


@dataclass(frozen=True)
class Took:
    """What a command took."""

    seconds: float
    megabytes: float | None
    # none where there is no /proc


def timed(command: tuple[str, ...], folder: Path) -> Took:
    """Run a command in a folder to its end; leave with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=_surroundings(), stdout=said, stderr=said)
        memory = _Memory(process.pid)
        code = process.wait()
        seconds = time.perf_counter() - began
        peak = memory.stop()
        if code:
            said.seek(0)
            sys.exit(f"{' '.join(command)} ended with {code}:\n{said.read().decode()[-_SHOWN:]}")
    return Took(seconds, peak)


def _surroundings() -> dict[str, str]:
    """Let `python -m generator` find this checkout from any folder."""
    here = str(Path(__file__).parents[2])
    path = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": f"{here}{os.pathsep}{path}" if path else here}


class _Memory:
    """Looks at a process and its descendants until it is told to stop.

    A page that two processes share counts for each of them: after a fork that is too much, never too little.
    """

    def __init__(self, root: int) -> None:
        self._root, self._peak, self._done = root, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float | None:
        self._done.set()
        self._thread.join()
        return self._peak / _MEGABYTE if self._peak else None

    def _look(self) -> None:
        while not self._done.is_set():
            self._peak = max(self._peak, sum(map(_resident, _tree(self._root))))
            self._done.wait(LOOKED_EVERY)


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:  # grows while it is walked
        try:
            for thread in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        except OSError:  # ended meanwhile
            continue
    return found


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
