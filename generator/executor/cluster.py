"""The slow steps on a running Dask cluster, whose workers need share no disc: bytes go out and come back."""

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from generator.errors import BuildFailed, Problem, fault, unloadable
from generator.executor import WORTH_A_PROCESS, R, Ready, S, T, Workshop, cut, sparing
from generator.executor.stages import Stages
from generator.read import generation

if TYPE_CHECKING:
    from distributed import Client, Future

INSTALL = "pip install 'wenzhai[cluster]'"
_EXTRAS = ("opencc", "pillow", "manimgx-fonts-cjk")
"""What only some sites need, on which bytes depend."""

_ANSWER = 10
"""Seconds in which a scheduler has to answer and to have a worker."""
_NO_WORKERS = 30
"""Seconds for which a build waits once all workers are gone: they may be on their way back."""
_GLANCE = 1.0
_WARNED_FROM = "distributed.admin.large-graph-warning-threshold"
"""Parts travel in the graph, on purpose: the scheduler can then send one again."""
_PARTS = 8
"""Parts for each worker."""
_PART = 100
"""Items in a part at most: what is under way lies in memory, and is done again where a worker is lost."""
_AHEAD = 2
"""Parts for each worker that are under way at a time."""
_AGAIN = 2
"""How often what went wrong without being the site's fault is tried once more."""


class Cluster(Workshop):
    """Hands out work to the workers of a cluster; a part whose worker is lost goes to another."""

    shares_disc = False

    def __init__(self, client: "Client", address: str, jobs: int | None, stages: Stages | None) -> None:
        super().__init__(jobs, stages)
        self._client, self._address = client, address
        self._sent: tuple[object, object, Future] | None = None

    def _parts(
        self, ready: Ready[S, T, R], shared: S, items: Sequence[T], whole: Sequence[int]
    ) -> Iterator[R]:
        """Send what all parts share once; let only so many be under way that their bytes fit into memory."""
        if len(items) < WORTH_A_PROCESS:
            yield from super()._parts(ready, shared, items, whole)
            return
        with self._complaining():
            common, workers = self._common(ready, shared), len(self._client.nthreads()) or 1
        size = min(_PART, -(-len(items) // (workers * _PARTS)))
        under_way: deque[Future] = deque()
        for place in cut(len(items), whole, size):
            part = pickle.dumps(items[place])
            with self._complaining():
                under_way.append(
                    self._client.submit(work, versions(), common, part, pure=False, retries=_AGAIN)
                )
            if len(under_way) == workers * _AHEAD:
                yield self._result(under_way.popleft())
        while under_way:
            yield self._result(under_way.popleft())

    def _common(self, ready: Any, shared: Any) -> "Future":  # noqa: ANN401 - of any step
        """Send what the parts share, unless it is there from the work before.

        Dask cannot bring back what was scattered once its holders are lost; what a task gave, it can.
        """
        if self._sent is None or self._sent[0] is not ready or self._sent[1] is not shared:
            common = pickle.dumps((ready, shared))
            self._sent = (ready, shared, self._client.submit(carried, common, pure=False))
        return self._sent[2]

    def _result(self, future: "Future") -> Any:  # noqa: ANN401 - what the step makes of it
        with self._complaining():
            error = self._error(future)
            if error is not None:
                raise _failed(error)
            result = pickle.loads(future.result())  # noqa: S301 - what our own workers sent
        if isinstance(result, BuildFailed):
            raise result
        return result

    def _error(self, future: "Future") -> BaseException | None:
        """Wait for a part, as long as there are workers; give what it ended with if that is no result."""
        seen = monotonic()
        while True:
            try:
                error: BaseException | None = future.exception(timeout=_GLANCE)
            except TimeoutError:
                if self._client.nthreads():
                    seen = monotonic()
                elif monotonic() - seen > _NO_WORKERS:
                    fault_ = _fault("all its workers are gone", "see their logs, and start them anew")
                    raise BuildFailed([fault_]) from None
            else:
                return error

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        """Name what goes wrong with the cluster as a fault."""
        try:
            yield
        except (CancelledError, OSError) as error:
            hint = "see the logs of the scheduler and the workers, and build again"
            raise BuildFailed([_fault(f"{self._address} was lost: {error}", hint)]) from error


def _failed(error: BaseException) -> BaseException:
    """Give what to raise for what a part ended with; a fault of the program's own stays what it is."""
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    hint = "there may be too little memory there: see the logs of the workers"
    if isinstance(error, KilledWorker):
        return BuildFailed([_fault(f"a part of the work killed {error.allowed_failures + 1} workers", hint)])
    if isinstance(error, OSError | MemoryError):
        return BuildFailed([_fault(f"a worker could not do its part: {error!r}", hint)])
    return error


@contextmanager
def cluster(address: str, jobs: int | None = None, stages: Stages | None = None) -> Iterator[Cluster]:
    """Open a cluster by its scheduler's address; raise BuildFailed where it cannot do the work as here."""
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BuildFailed([_fault(unloadable(error), INSTALL)]) from error
    try:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "start one with `dask scheduler`, and name the address that it prints"
        raise BuildFailed([_fault(f"no scheduler answers at {address}", hint)]) from error
    with client, dask.config.set({_WARNED_FROM: "1GB"}):
        try:
            client.wait_for_workers(1, timeout=_ANSWER)
        except TimeoutError as error:
            hint = f"start some with `dask worker {address}`"
            raise BuildFailed([_fault(f"{address} has no workers", hint)]) from error
        unlike = [
            f"{worker}: {reason}"
            for worker, found in client.run(versions, on_error="return").items()
            if (reason := _unlike(found))
        ]
        if unlike:
            raise BuildFailed([_foreign(reason) for reason in unlike])
        yield Cluster(client, address, jobs, stages)


def _unlike(found: dict[str, str] | Exception) -> str:
    """Say what of a worker's is not as it is here; empty where all is."""
    if isinstance(found, Exception):
        return f"it cannot run wenzhai ({found})"
    odd = (
        f"{name} is {found.get(name, 'missing')}, here {ours}"
        for name, ours in versions().items()
        if found.get(name) != ours
    )
    return ", ".join(odd)


def _foreign(reason: str) -> Problem:
    return _fault(f"a worker cannot take part: {reason}", "install the same there as here")


def _fault(message: str, hint: str) -> Problem:
    return fault("--executor", message, hint)


@cache
def versions() -> dict[str, str]:
    """Give the versions, on this machine, of all on which bytes depend."""
    return {"wenzhai": generation().hex()[:16], **dict(_extras())}


def _extras() -> Iterator[tuple[str, str]]:
    for name in _EXTRAS:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


_alone = Lock()
"""Of a worker process, which may have many threads: a step is made for one."""


@lru_cache(maxsize=1)
def _step(common: bytes) -> Callable[[Any], Any]:
    ready, shared = pickle.loads(common)  # noqa: S301 - what the build sent
    step: Callable[[Any], Any] = ready(shared)
    return step


def carried(common: bytes) -> bytes:
    """Give what the parts share, as it came."""
    return common


def work(asked: dict[str, str], common: bytes, part: bytes) -> bytes:
    """Do a part in a worker; a fault of the site's is a result too, for trying again would not help."""
    if any(versions().get(name) != theirs for name, theirs in asked.items()):
        return pickle.dumps(BuildFailed([_foreign("it has joined with other versions")]))
    with _alone, sparing():
        try:
            return pickle.dumps(_step(common)(pickle.loads(part)))  # noqa: S301 - as above
        except BuildFailed as failure:
            return pickle.dumps(failure)
