"""The time, and how far a file's may lie behind it."""

import os
import time

TICK = 2_000_000_000
"""Nanoseconds by which a file's time may lie behind the clock: file systems count in ticks."""


def now() -> float:
    """Give the POSIX time; SOURCE_DATE_EPOCH stands in for the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(epoch) if epoch.isdecimal() else time.time()
