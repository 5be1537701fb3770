"""The same sources give the same bytes, on any machine, in any zone, with any number of processes."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator.executor import WORTH_A_PROCESS

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh, Tiny, grow, different = (tiny[name] for name in ("fresh", "Tiny", "grow", "different"))

REPOSITORY = Path(generator.__file__).parents[1]
HERE = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
THERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}


def run(root, jobs, settings, *words):
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    subprocess.run(
        [sys.executable, "-m", "generator", "build", str(root), "--jobs", str(jobs), *words],
        env={**os.environ, "PYTHONPATH": path, **settings},
        check=True,
        capture_output=True,
    )
    return Tiny(root, {}).tree()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A site with more files than one process is given."""
    site = fresh(tmp_path_factory.mktemp("large"), "here")
    grow(site, WORTH_A_PROCESS + 100)
    return site


def test_processes_are_used_for_a_large_site(large, monkeypatch):
    started = []
    processes = generator.executor.Workshop._processes  # noqa: SLF001 - whether it is called is the question

    def noted(self, *step):
        started.append(self)
        return processes(self, *step)

    monkeypatch.setattr(generator.executor.Workshop, "_processes", noted)
    large.build(jobs=2, out=str(large.root.parent / "pool"))
    assert started


def test_neither_zone_locale_hash_seed_folder_nor_processes_change_a_byte(large, tmp_path):
    shutil.copytree(large.root, tmp_path / "far/away", ignore=shutil.ignore_patterns(".wenzhai", "site"))
    here = run(large.root, 1, HERE, "--force")
    there = run(tmp_path / "far/away", 2, THERE)
    assert len(here) > WORTH_A_PROCESS
    assert different(here, there) == set()


def test_the_order_in_which_files_were_made_changes_nothing(tmp_path):
    files = list(tiny["FILES"].items())
    one, other = Tiny(tmp_path / "one", dict(files)), Tiny(tmp_path / "other", dict(reversed(files)))
    one.build()
    other.build()
    assert different(one.tree(), other.tree()) == set()


def test_the_day_comes_from_the_epoch_where_the_site_names_none(tmp_path):
    one, other = fresh(tmp_path, "one"), fresh(tmp_path, "other")
    for site in (one, other):
        site.edit("content/site.yaml", "as_of: 2026-11-23\n", "")
    epoch = {"SOURCE_DATE_EPOCH": "1795449599"}  # 2026-11-23 23:59:59 in Shanghai
    trees = [run(one.root, 1, HERE | epoch), run(other.root, 1, THERE | epoch)]
    assert different(*trees) == set()


@pytest.mark.skipif(not (REPOSITORY / "content").is_dir(), reason="the sample is not part of a package")
def test_the_sample_is_the_same_everywhere(tmp_path):
    trees = []
    for name, jobs, settings in (("here", 1, HERE), ("there", 2, THERE)):
        for folder in ("content", "themes"):
            shutil.copytree(REPOSITORY / folder, tmp_path / name / folder)
        trees.append(run(tmp_path / name, jobs, settings))
    assert trees[0]
    assert different(*trees) == set()
