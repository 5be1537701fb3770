"""The slow steps on a Dask cluster give the bytes that they give here, also where a worker is lost."""

import gc
import multiprocessing
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

import generator
from generator.cli import main
from generator.errors import BuildFailed
from generator.executor import WORTH_A_PROCESS

cluster = pytest.importorskip("generator.executor.cluster")
distributed = pytest.importorskip("distributed")
tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh, work, grow, different = (tiny[name] for name in ("fresh", "work", "grow", "different"))

REPOSITORY = Path(generator.__file__).parents[1]
SLOW_TO_START = 30
QUICK = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
"""Dask seeks a lost worker for 30 seconds."""
NANNY, NO_NANNY = ("--nanny",), ("--no-nanny",)
"""A nanny starts a lost worker anew."""
DEADLY = "lambda part: __import__('os')._exit(1)"
"""A step that ends its worker, to be made ready by `eval`."""
ITEMS = range(WORTH_A_PROCESS)


@contextmanager
def program(folder, *words, **settings):
    """Run a program of Dask's in a folder of its own, where nothing of a site lies."""
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    folder.mkdir()
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, **QUICK, **settings},
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

    def start(self, workers, *kind, **settings):
        words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "found.json")
        scheduler = program(
            self.folder / "scheduler", "distributed.cli.dask_scheduler", *words, "--no-show", **settings
        )
        self.scheduler = self._stack.enter_context(scheduler)
        self.address = self._address()
        for number in range(workers):
            name = f"worker{number}"
            words = (self.address, *(kind or NO_NANNY), "--nthreads", "1", "--name", name, "--no-dashboard")
            worker = program(self.folder / name, "distributed.cli.dask_worker", *words)
            self._stack.enter_context(worker)
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


@pytest.fixture(autouse=True)
def collected():
    """Let go of clients that reached no scheduler: collected while another starts, they hold its lock."""
    gc.collect()


@pytest.fixture
def dask(tmp_path):
    """Make ready to start a cluster."""
    with ExitStack() as stack:
        (tmp_path / "dask").mkdir()
        yield Running(tmp_path / "dask", stack)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A cluster of one worker, for tests that leave it whole."""
    with ExitStack() as stack:
        yield Running(tmp_path_factory.mktemp("whole"), stack).start(1)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A site worth a cluster, and what is built of it here."""
    site = fresh(tmp_path_factory.mktemp("large"), "here")
    grow(site, WORTH_A_PROCESS + 20)
    return site, site.clean(site.root.parent / "clean")


def faults(failure):
    return "\n".join(map(str, failure.value.problems))


@pytest.mark.parametrize(("step", "words"), [("parse", NO_NANNY), ("render", NO_NANNY), ("render", NANNY)])
def test_a_worker_lost_in_the_middle_changes_no_byte(step, words, large, dask, monkeypatch):
    site, expected = large
    dask.start(1 if words == NANNY else 2, *words)
    lost = []
    wait_for = cluster.Cluster._result  # noqa: SLF001 - the moment between two parts

    def losing(self, future):
        if not lost and (self._sent[1] is None) == (step == "parse"):
            lost.extend(_lose_one_at_work(self._client))
        return wait_for(self, future)

    monkeypatch.setattr(cluster.Cluster, "_result", losing)
    report = site.build(executor=dask.address, force=True)
    assert lost, "no worker was at work"
    assert report.work.rendered > WORTH_A_PROCESS
    assert different(site.tree(), expected) == set()


def _lose_one_at_work(client):
    """Hold a worker; if it holds parts, kill it, and name the parts that are lost with it."""
    address, victim = next(iter(client.run(os.getpid).items()))
    os.kill(victim, signal.SIGSTOP)
    parts = client.processing()[address]
    os.kill(victim, signal.SIGKILL if parts else signal.SIGCONT)
    return parts


def test_what_did_not_change_is_not_done_again_and_costs_no_text(large, whole, monkeypatch):
    site, expected = large
    site.build(executor=whole.address, force=True)
    assert different(site.tree(), expected) == set()
    read = []
    texts = generator.memo.making.Texts
    recalled = texts.__getitem__
    monkeypatch.setattr(
        texts, "__getitem__", lambda self, handle: read.append(handle) or recalled(self, handle)
    )
    assert work(site.build(executor=whole.address)) == (0, 0, 0)
    assert not read
    site.edit("content/articles/7/n7.md", "**强调**", "**强调**，改了")
    try:
        parsed, rendered, _ = work(site.build(executor=whole.address))
        assert parsed == 1
        assert 0 < rendered < 50
        assert site.tree() == site.clean(site.root.parent / "edited")
    finally:
        site.edit("content/articles/7/n7.md", "**强调**，改了", "**强调**")


def test_a_fault_of_the_site_is_told_as_here(large, whole):
    site, _ = large
    site.write(
        "themes/kid/article.html",
        '{% extends "base/article.html" %}{% block main %}{{ nothing }}{% endblock %}',
    )
    try:
        with pytest.raises(BuildFailed) as here:
            site.build()
        with pytest.raises(BuildFailed) as there:
            site.build(executor=whole.address)
    finally:
        site.remove("themes/kid/article.html")
    assert "themes/kid/article.html:1: fault" not in faults(there)
    assert there.value.problems == here.value.problems


def test_a_part_that_kills_every_worker_ends_as_a_fault(dask, monkeypatch):
    monkeypatch.setattr(cluster, "_NO_WORKERS", 1)
    dask.start(2)
    with cluster.cluster(dask.address) as hands, pytest.raises(BuildFailed, match="all its workers are gone"):
        list(hands.spread("work", eval, DEADLY, ITEMS))


def test_a_part_that_kills_too_many_workers_ends_as_a_fault(dask):
    dask.start(2, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    with cluster.cluster(dask.address) as hands, pytest.raises(BuildFailed, match="killed 1 workers"):
        list(hands.spread("work", eval, DEADLY, ITEMS))


def test_a_lost_scheduler_is_a_fault(dask):
    dask.start(1)
    with cluster.cluster(dask.address) as hands:
        asleep = hands.spread("work", eval, "lambda part: __import__('time').sleep(1) or part", ITEMS)
        next(asleep)
        dask.scheduler.kill()
        with pytest.raises(BuildFailed, match="was lost"):
            list(asleep)


def test_workers_of_another_version_are_refused(whole, monkeypatch):
    cluster.versions.cache_clear()
    monkeypatch.setattr(cluster, "generation", lambda: b"another")
    try:
        with pytest.raises(BuildFailed, match=r"cannot take part: tcp\S+: wenzhai is \w+, here 616e6f74"):
            cluster.cluster(whole.address).__enter__()
        theirs = {"wenzhai": "that of the scheduler's folder"}
        refused = cluster.pickle.loads(cluster.work(theirs, b"", b""))
        assert "it has joined with other versions" in str(refused)
    finally:
        cluster.versions.cache_clear()


def test_a_cluster_without_workers_is_a_fault(dask, monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER", 1)
    dask.start(0)
    with pytest.raises(BuildFailed, match=f"{dask.address} has no workers\n  start some with"):
        cluster.cluster(dask.address).__enter__()


def test_a_scheduler_that_does_not_answer_is_a_fault(monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(BuildFailed, match=f"no scheduler answers at {address}\n  start one with"):
            cluster.cluster(address).__enter__()


@pytest.mark.parametrize("address", ["gopher://scheduler:70", "scheduler:no", ""])
def test_what_is_no_address_is_a_fault(address, monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with pytest.raises(BuildFailed, match="no scheduler answers at"):
        cluster.cluster(address).__enter__()


def test_a_missing_extra_is_a_fault_with_its_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    site = fresh(tmp_path)
    said = CliRunner().invoke(main, ["build", str(site.root), "--executor", "tcp://127.0.0.1:8786"])
    assert said.exit_code == 1
    assert "--executor: fault: `distributed` is not installed" in said.stderr
    assert "pip install 'wenzhai[cluster]'" in said.stderr
    assert not site.out.exists()


def test_processes_that_are_started_afresh_make_the_same_bytes(large, monkeypatch, tmp_path):
    site, expected = large
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    site.build(jobs=2, force=True, out=str(tmp_path / "spawned"))
    assert different(site.tree(tmp_path / "spawned"), expected) == set()
