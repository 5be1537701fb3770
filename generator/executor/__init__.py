"""Where the slow steps run: here, in processes, or on a cluster."""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, TypeAlias, TypeVar, overload

from generator.errors import BuildFailed, fault
from generator.executor.stages import Stages

B = TypeVar("B")
S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R", bound=Sized)

Ready: TypeAlias = Callable[[S], Callable[[Sequence[T]], R]]
"""Makes a step of what all its parts share; it gives a result for each item of a part."""

_SELDOM = (200_000, 20, 1_000_000)
"""Values more than before, after which to look for cycles among the new ones; never among all."""
_PARTS = 16
"""Parts for each process: more would repeat what a part makes once, fewer leave a process idle at the end."""
_AHEAD = 2
"""Parts for each other process that are under way while this one works on its own."""
WORTH_A_PROCESS = 500
"""Items below which starting processes costs more than they save."""


class Late(Sequence[T]):
    """Items that are made of what stands for them when their part is sent."""

    def __init__(self, stand_ins: Sequence[B], make: Callable[[Sequence[B]], list[T]]) -> None:
        self._stand_ins, self._make = stand_ins, make

    def __len__(self) -> int:
        """Count them."""
        return len(self._stand_ins)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> list[T]: ...

    def __getitem__(self, place: int | slice) -> T | list[T]:
        """Make one, or a part."""
        if isinstance(place, slice):
            return self._make(self._stand_ins[place])
        return self._make([self._stand_ins[place]])[0]


class Workshop:
    """Hands out work in parts; processes start with the first work that is worth them."""

    shares_disc = True
    # whether what is here on disc is there too

    def __init__(self, jobs: int | None = None, stages: Stages | None = None) -> None:
        self._jobs = jobs or os.cpu_count() or 1
        self.stages = stages or Stages()

    def spread(
        self, name: str, ready: Ready[S, T, R], shared: S, items: Sequence[T], whole: Sequence[int] = ()
    ) -> Iterator[R]:
        """Run the step of a stage over parts of some items and give the parts' results in order.

        `ready` makes the step from what all parts share, once in each process: a forked one finds it in its
        memory, another gets it sent once. `whole` says how many items the first parts hold; the rest is cut
        evenly.
        """
        with self.stages(name, len(items)) as advance:
            for made in self._parts(ready, shared, items, whole):
                advance(len(made))
                yield made

    def _parts(
        self, ready: Ready[S, T, R], shared: S, items: Sequence[T], whole: Sequence[int]
    ) -> Iterator[R]:
        """Share parts out to processes; this one works too where the others have enough to do."""
        if self._jobs == 1 or len(items) < WORTH_A_PROCESS:
            yield ready(shared)(items)
            return
        here, under_way = ready(shared), deque[Future[R]]()
        pool = self._processes(ready, shared)
        try:
            for part in cut(len(items), whole, -(-len(items) // (self._jobs * _PARTS))):
                if sum(not future.done() for future in under_way) < _AHEAD * (self._jobs - 1):
                    under_way.append(pool.submit(_work, items[part]))
                else:
                    under_way.append(_done(here(items[part])))
                while under_way and under_way[0].done():
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            hint = "there may be too little memory: try `--jobs 1`"
            raise BuildFailed([fault("wenzhai", "a worker process died", hint)]) from error
        finally:
            pool.shutdown(cancel_futures=True)

    def _processes(self, ready: Ready[S, T, R], shared: S) -> ProcessPoolExecutor:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        return ProcessPoolExecutor(
            self._jobs - 1, mp_context=context, initializer=_begin, initargs=(ready, shared)
        )


def cut(count: int, whole: Sequence[int], size: int) -> Iterator[slice]:
    """Cut so many items into parts: some of given lengths first, then others of a size."""
    start = 0
    for length in whole:
        yield slice(start, start + length)
        start += length
    for first in range(start, count, size):
        yield slice(first, min(first + size, count))


def _done(result: R) -> Future[R]:
    future: Future[R] = Future()
    future.set_result(result)
    return future


_step: Callable[[], Callable[[Any], Any]]
"""Of a worker process: gives the step that it runs, made with the first part."""


def _begin(ready: Ready[S, T, R], shared: S) -> None:
    global _step  # noqa: PLW0603 - a process runs one step all its life
    _step = cache(partial(ready, shared))
    gc.freeze()  # what was there before the fork need not be looked at
    gc.set_threshold(*_SELDOM)


def _work(part: Sequence[Any]) -> Any:  # noqa: ANN401 - what the step makes of it
    return _step()(part)


@contextmanager
def at_work(jobs: int | None, address: str | None, stages: Stages) -> Iterator[Workshop]:
    """Open the workshop that is asked for: a cluster by its scheduler's address, else one on this machine."""
    if address is None:
        yield Workshop(jobs, stages)
        return
    from generator.executor.cluster import cluster  # noqa: PLC0415 - few builds need it

    with cluster(address, jobs, stages) as afar:
        yield afar


@contextmanager
def sparing() -> Iterator[None]:
    """Make many values, looking for cycles among them seldom: frozen ones have none, templates may."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
