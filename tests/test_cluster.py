"""The slow steps on a Dask cluster give the bytes that they give here, also where a worker is lost."""

import os
import runpy
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import generator
from generator.executor import WORTH_A_PROCESS

cluster = pytest.importorskip("generator.executor.cluster")
distributed = pytest.importorskip("distributed")
tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh, work = tiny["fresh"], tiny["work"]

REPOSITORY = Path(generator.__file__).parents[1]
SLOW_TO_START = 30
DIES = (eval, "lambda part: __import__('os')._exit(1)")
"""A step that ends its worker."""


@contextmanager
def program(folder, *words, **settings):
    """Run a program of Dask's in a folder of its own, where nothing of a site lies, until the end of a test."""
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    folder.mkdir()
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, **settings},
            stdout=log,
            stderr=log,
        )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


class Running:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder, stack):
        self.folder, self._stack = folder, stack
        self.workers = {}

    def start(self, workers, **settings):
        words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "found.json")
        scheduler = program(
            self.folder / "scheduler", "distributed.cli.dask_scheduler", *words, "--no-show", **settings
        )
        self.scheduler = self._stack.enter_context(scheduler)
        self.address = self._address()
        for number in range(workers):
            name = f"worker{number}"
            words = (self.address, "--no-nanny", "--nthreads", "1", "--name", name, "--no-dashboard")
            worker = program(self.folder / name, "distributed.cli.dask_worker", *words)
            self.workers[name] = self._stack.enter_context(worker)
        if workers:
            with distributed.Client(self.address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=SLOW_TO_START)
        return self

    def _address(self):
        log, until = self.folder / "scheduler/log", time.monotonic() + SLOW_TO_START
        while time.monotonic() < until:
            said = log.read_text("utf-8")
            if "Scheduler at:" in said:
                return said.partition("Scheduler at:")[2].split()[0]
            time.sleep(0.05)
        raise AssertionError(log.read_text("utf-8"))


@pytest.fixture
def dask(tmp_path):
    """Make ready to start a cluster."""
    with ExitStack() as stack:
        (tmp_path / "dask").mkdir()
        yield Running(tmp_path / "dask", stack)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A site worth a cluster, and what is built of it here."""
    site = fresh(tmp_path_factory.mktemp("large"), "here")
    for number in range(WORTH_A_PROCESS + 100):
        text = f"""---
title: 第{number}条
source: {("新华社", "亿邦动力网", "黑羊网")[number % 3]}
published: {2025 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02} 23:30
rights: own
topics: [port]
tags: [标签{number % 7}, 港口]
---
正文{number}，**强调**。
"""
        site.write(f"content/articles/{number % 9}/n{number}.md", text)
    return site, site.clean(site.root.parent / "clean")


def faults(failure):
    return "\n".join(map(str, failure.value.problems))


def different(one, other):
    """Give the paths of files that are not the same."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def test_a_worker_lost_in_the_middle_changes_no_byte(large, dask, monkeypatch):
    site, expected = large
    dask.start(2)
    lost = []
    wait_for = cluster.Cluster._result  # noqa: SLF001 - the moment between two parts

    def losing(self, future):
        if not lost and self._sent[0] is not None:
            lost.extend(_lose_one_at_work(self._client, dask.workers))
        return wait_for(self, future)

    monkeypatch.setattr(cluster.Cluster, "_result", losing)
    report = site.build(executor=dask.address, force=True)
    assert lost, "no worker was at work"
    assert report.work.rendered > WORTH_A_PROCESS
    assert different(site.tree(), expected) == set()


def _lose_one_at_work(client, workers):
    """Hold a worker; if it holds parts, kill it, and name the parts that are lost with it."""
    victim = workers["worker0"]
    addresses = {
        about["name"]: address for address, about in client.scheduler_info(n_workers=-1)["workers"].items()
    }
    victim.send_signal(signal.SIGSTOP)
    parts = client.processing()[addresses["worker0"]]
    if parts:
        victim.kill()
    else:
        victim.send_signal(signal.SIGCONT)
    return parts
