"""Where the slow steps run: here, or in processes; anything of this shape will do."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from generator.errors import BuildFailed, fault

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS = 200
"""Items below which starting processes costs more than they save."""


class Here(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the call and give its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries whatever was raised
            future.set_exception(error)
        return future


class Workshop:
    """Hands out work in parts; processes start with the first work that is worth them."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._here = Here()
        self._pool: ProcessPoolExecutor | None = None

    def spread(self, step: Callable[[Sequence[Any]], R], items: Sequence[Any]) -> Iterator[R]:
        """Run a step over parts of some items and give the parts' results in order."""
        if self._jobs == 1 or len(items) < WORTH_A_PROCESS:
            yield self._here.submit(step, items).result()
            return
        size = -(-len(items) // (self._jobs * 4))
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        futures = [self._processes().submit(step, part) for part in parts]
        try:
            for future in futures:
                yield future.result()
        except BrokenProcessPool as error:
            hint = "there may be too little memory: try `--jobs 1`"
            raise BuildFailed([fault("wenzhai", "a worker process died", hint)]) from error

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=context)
        return self._pool

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown()


@contextmanager
def workshop(jobs: int | None) -> Iterator[Workshop]:
    """Open a workshop of so many processes, as many as there are processors by default."""
    opened = Workshop(jobs or os.cpu_count() or 1)
    try:
        yield opened
    finally:
        opened.close()
