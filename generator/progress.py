"""How far a build is: a bar for each stage on a terminal, a line elsewhere, nothing for a short wait."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.progress import Progress

    from generator.executor.stages import Stage

_SHORT = 0.5
"""Seconds of waiting that nobody needs to be told about."""


class Bars:
    """Shows the stage that is passing on a terminal."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._progress: Progress | None = None
        self._now = ("", 0, 0)
        # the stage's name, its items, those done

    def begin(self, name: str, items: int) -> None:
        """Begin a stage."""
        self._now = (name, items, 0)
        self._show()

    def advance(self, items: int) -> None:
        """Count items of the stage."""
        name, total, done = self._now
        self._now = (name, total, done + items)
        self._show()

    def end(self, stage: Stage) -> None:
        """Leave a stage; its bar goes when the next one begins."""

    def close(self) -> None:
        """Take the bars away."""
        if self._progress:
            self._progress.stop()

    def _show(self) -> None:
        name, total, done = self._now
        if self._progress is None and time.perf_counter() - self._began > _SHORT:
            self._progress = _progress()
            self._progress.start()
        if self._progress is None:
            return
        shown = self._progress.tasks
        if not shown or shown[-1].description != name:
            for task in shown:
                self._progress.remove_task(task.id)
            self._progress.add_task(name, total=total or None, rate="")
        task = self._progress.tasks[-1]
        self._progress.update(task.id, completed=done)
        if task.speed:
            self._progress.update(task.id, rate=f"{task.speed:,.0f}/s")


def _progress() -> Progress:
    from rich import progress  # noqa: PLC0415 - a short build loads nothing that draws
    from rich.console import Console  # noqa: PLC0415 - as above

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(),
    )
    return progress.Progress(*columns, console=Console(stderr=True), transient=True)


class Lines:
    """Says each stage that took a while when it is over, where there is no terminal."""

    def begin(self, name: str, items: int) -> None:
        """Begin a stage."""

    def advance(self, items: int) -> None:
        """Count items of the stage."""

    def end(self, stage: Stage) -> None:
        """Say a stage."""
        if stage.seconds >= _SHORT:
            counted = f"{stage.items:,} in " if stage.items else ""
            click.echo(f"{stage.name}: {counted}{stage.seconds:.1f} s", err=True)

    def close(self) -> None:
        """Nothing is left to take away."""


def watcher() -> Bars | Lines:
    """Give what suits the place where errors are printed."""
    return Bars() if sys.stderr.isatty() else Lines()


def table(stages: Iterable[Stage], whole: float) -> str:
    """Give a table of stages: seconds, items, microseconds each."""
    rows: list[tuple[str, str, str, str]] = [("stage", "seconds", "items", "µs each")]
    for name, items, seconds in stages:
        each = f"{seconds / items * 1e6:,.0f}" if items else ""
        rows.append((name, f"{seconds:.3f}", f"{items:,}" if items else "", each))
    rows.append(("the whole", f"{whole:.3f}", "", ""))
    return "\n".join(
        f"{name:<10}{seconds:>9}{items:>10}{each:>10}".rstrip() for name, seconds, items, each in rows
    )
