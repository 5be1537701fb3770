"""The stages of a build as they pass: how many items, how long, who is told."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol


class Stage(NamedTuple):
    """A stage that is over."""

    name: str
    items: int
    # 0 where nothing is counted
    seconds: float


class Watcher(Protocol):
    """Looks on while stages pass."""

    def begin(self, name: str, items: int) -> None:
        """Hear that a stage begins, of so many items; 0 where they are not counted."""

    def advance(self, items: int) -> None:
        """Hear that so many more are done."""

    def end(self, stage: Stage) -> None:
        """Hear that it is over."""


class Stages:
    """Times one stage after another."""

    def __init__(self, watcher: Watcher | None = None) -> None:
        self._watcher = watcher
        self.past: list[Stage] = []

    @contextmanager
    def __call__(self, name: str, items: int = 0) -> Iterator[Callable[[int], None]]:
        """Pass through a stage; what is given counts items as they are done."""
        if self._watcher:
            self._watcher.begin(name, items)
        began = time.perf_counter()
        yield self._advance
        stage = Stage(name, items, time.perf_counter() - began)
        self.past.append(stage)
        if self._watcher:
            self._watcher.end(stage)

    def _advance(self, items: int) -> None:
        if self._watcher:
            self._watcher.advance(items)
