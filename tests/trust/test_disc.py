"""A build is killed at every step, or its disc fails: what a reader sees is whole, and nothing is silent."""

import os
import runpy
import shutil
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from generator.cli import main
from generator.write import disc, publishing

HERE = Path(__file__).parent
tracing = runpy.run_path(str(HERE / "tracing.py"))
Tiny = runpy.run_path(str(HERE.parent / "tiny.py"))["Tiny"]
counted, killed, failing = tracing["counted"], tracing["killed"], tracing["failing"]

pytestmark = pytest.mark.skipif(tracing["STRACE"] is None, reason="needs strace")

FEW = 3
"""Calls by which one build differs from another like it: pages of the memo's own."""
ALL = "WENZHAI_ALL" in os.environ
"""Whether a disc fails at every step there is, as on the nights; else at some of those that are many."""
STRIDES = {
    ("write", True): 4,
    ("close", False): 16,
    ("close", True): 32,
    ("fsync", True): 2,
    ("rename", True): 2,
}
ARTICLE = """\
---
title: {title}
source: {{name: 某社, kind: company}}
published: {day}
rights: own
summary: 摘要。
---
正文：{title}。
"""
FILES = {
    "content/site.yaml": "title: 小站\nurl: https://small.example/\nas_of: 2026-11-23\n",
    "content/articles/one.md": ARTICLE.format(title="第一篇", day="2026-11-20"),
    "content/articles/two.md": ARTICLE.format(title="第二篇", day="2026-11-21"),
    "content/articles/gone.md": ARTICLE.format(title="撤下的一篇", day="2026-11-21"),
    "content/static/old.txt": "old\n",
}
WITHDRAWN = "正文：撤下的一篇".encode()
"""Of an article that the second build takes down."""
OURS = ".wenzhai-"


class Place:
    """A site that was built and then edited, its outputs of before and after, as often as it is asked for."""

    def __init__(self, folder, *, releases):
        self.folder, self.releases = folder, releases
        self.site = Tiny(folder / "now", FILES)
        self.log = folder / "said.txt"
        assert self.run() == 0
        assert self.holds(WITHDRAWN)
        self.old = self.seen()
        self.site.edit("content/articles/one.md", "第一篇", "改过的一篇")
        self.site.remove("content/articles/two.md")
        self.site.write("content/articles/three.md", ARTICLE.format(title="第三篇", day="2026-11-22"))
        self.site.edit(
            "content/articles/gone.md", "rights: own", "withdrawn: {date: 2026-11-22, reason: 应要求}"
        )
        self.site.write("content/static/old.txt", "new\n")
        shutil.copytree(self.site.root, folder / "then", symlinks=True)
        self.new = self.site.clean(folder / "clean")

    def again(self):
        """Put the edited site back as it was before the build."""
        shutil.rmtree(self.site.root)
        shutil.copytree(self.folder / "then", self.site.root, symlinks=True)

    @property
    def out(self):
        return self.site.root / "site" / ("current" if self.releases else "")

    def seen(self):
        """Give what a web server gives out."""
        found = self.site.tree(self.out)
        return {path: data for path, data in found.items() if not path.rpartition("/")[2].startswith(OURS)}

    def run(self):
        """Build as an editor does; give the exit code."""
        where = ["--release", str(self.site.root / "site")] if self.releases else []
        try:
            main(["build", str(self.site.root), "--jobs", "1", *where])
        except SystemExit as ended:
            return ended.code

    def do(self):
        """Build with what is said in a file, with one hand, so that each call has its number."""
        disc.WORTH_HANDS, publishing.TICKS = sys.maxsize, 1
        said = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        try:
            return self.run()
        except BaseException:  # noqa: BLE001 - as a process of its own ends
            traceback.print_exc()
            return 1
        finally:
            sys.stderr.flush()

    def is_output(self, on):
        """Say whether a call was made on what is published, or waits to be."""
        return "/spool-" in on or str(self.site.root / "site") in on

    def heals(self):
        """Say whether the next build makes all right, and leaves nothing of what was taken down."""
        ended = self.run()
        whole = ended == 0 and self.seen() == published(self.new)
        return whole and not self.leftovers() and not self.holds(WITHDRAWN)

    def holds(self, text):
        """Say whether any file of any release holds a text."""
        places = (path for path in (self.site.root / "site").rglob("*") if path.is_file())
        return any(text in path.read_bytes() for path in places)

    def leftovers(self):
        return [path.name for path in self.site.root.rglob(".wenzhai-tmp-*")]

    def is_mixed(self):
        return self.seen() not in (self.old, published(self.new))

    def is_torn(self):
        """Say whether a file is neither the old one nor the new one."""
        new = published(self.new)
        return any(data not in (self.old.get(path), new.get(path)) for path, data in self.seen().items())


def published(tree):
    return {path: data for path, data in tree.items() if not path.rpartition("/")[2].startswith(OURS)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("disc")


@pytest.fixture(scope="module")
def plain(folder):
    return Place(folder / "plain", releases=False)


@pytest.fixture(scope="module")
def releases(folder):
    return Place(folder / "releases", releases=True)


def calls_of(place, calls):
    place.again()
    return counted(place.do, calls, place.folder / "trace.txt")


@pytest.mark.parametrize("calls", ["write", "fsync", "rename", "unlink"])
def test_a_reader_never_sees_half_a_file_of_a_killed_build_and_the_next_build_heals_it(plain, calls, figure):
    steps = calls_of(plain, calls)
    torn = unhealed = kills = 0
    for step in steps:
        plain.again()
        kills += killed(plain.do, step)
        torn += plain.is_torn()
        unhealed += not plain.heals()
    assert len(steps) - FEW <= kills > FEW
    figure(
        "old-or-new",
        f"in place, killed at {kills} {calls}s: {torn} files torn, {unhealed} not healed by the next build",
    )
    assert (torn, unhealed) == (0, 0)


@pytest.mark.parametrize("calls", ["write", "fsync", "rename", "unlink"])
def test_a_reader_of_releases_sees_the_old_site_or_the_new_one_whole(releases, calls, figure):
    steps = calls_of(releases, calls)
    mixed = unhealed = kills = 0
    for step in steps:
        releases.again()
        kills += killed(releases.do, step)
        mixed += releases.is_mixed()
        unhealed += not releases.heals()
    assert len(steps) - FEW <= kills > FEW
    figure("old-or-new", f"as a release, killed at {kills} {calls}s: {mixed} mixed, {unhealed} not healed")
    assert (mixed, unhealed) == (0, 0)


@pytest.mark.parametrize("kind", ["plain", "releases"])
def test_a_file_is_on_the_disc_before_it_gets_its_name(kind, plain, releases, figure):
    place = plain if kind == "plain" else releases
    synced, named = set(), []
    for call in calls_of(place, "order"):
        if call.name == "fsync":
            synced.add(call.on.partition("<")[2].partition(">")[0])
        else:
            _, old, _, new, *_ = call.on.split('"')
            if place.is_output(new) and not new.endswith(("/releases/2", "/current")):
                named.append(old)
    unsynced = set(named) - synced
    how = "in place" if kind == "plain" else "as a release"
    figure("old-or-new", f"{how}: {len(unsynced)} of {len(named)} files named before they were synced")
    assert not unsynced
    assert len(named) > 10


@pytest.mark.parametrize("always", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(
    ("calls", "error"), [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EIO"), ("close", "EIO")]
)
def test_a_build_that_says_it_succeeded_wrote_everything(plain, calls, error, always, figure):
    every = calls_of(plain, calls)
    steps = every[:: 1 if ALL else STRIDES.get((calls, always), 1)]
    silent = unhealed = mute = 0
    for step in steps:
        plain.again()
        ended = failing(plain.do, step, error, always=always)
        lost = calls == "fsync" and plain.is_output(step.on)
        silent += ended == 0 and (lost or plain.seen() != published(plain.new))
        said = always or ended == 0 or (ended == 1 and plain.log.read_bytes())  # nothing can be said any more
        mute += not said
        unhealed += plain.is_torn() or not plain.heals()
    which = f"{len(steps)} of {len(every)} {calls}s fail with {error}{' and all behind' if always else ''}"
    figure("all-written", f"{which}: {silent} silent, {unhealed} torn or not healed")
    assert (silent, mute, unhealed) == (0, 0, 0)


def test_a_full_disc_is_no_silent_success(folder, figure):
    site = Tiny(folder / "full", FILES | {"content/static/large.bin": bytes(400_000)})
    place = folder / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disc may be mounted here")
    try:
        run = subprocess.run(
            ["python", "-m", "generator", "build", str(site.root), "--out", str(place / "site")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        left = list((place / "site").rglob("*.html"))
    finally:
        subprocess.run(["umount", str(place)], check=True)
    assert run.returncode == 1
    assert "No space left on device" in run.stderr
    assert "nothing was written" in run.stderr
    assert not left
    figure("all-written", "an output of 300 kB: exit code 1, nothing published, 0 silent")
