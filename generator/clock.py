"""The time, and how far a file's may lie behind it."""

import os
import time
from pathlib import Path

TICK = 2_000_000_000
"""Nanoseconds by which a file's time may lie behind the clock: file systems count in ticks."""


def now() -> float:
    """Give the POSIX time; SOURCE_DATE_EPOCH stands in for the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(epoch) if epoch.isdecimal() else time.time()


def of_folder(folder: Path) -> tuple[int, int]:
    """Give the device that a folder is on, and the time of a new file there, in POSIX nanoseconds."""
    probe = folder / f".wenzhai-tmp-{os.getpid()}_{time.monotonic_ns()}"
    with probe.open("xb") as file:
        info = os.fstat(file.fileno())
    probe.unlink()
    return info.st_dev, info.st_mtime_ns
