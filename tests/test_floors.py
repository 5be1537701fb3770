"""The floors of the house hold, and the linter that says so sees a step upwards."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def lint(folder):
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_of_the_house(folder):
    shutil.copytree(REPOSITORY / "generator", folder / "generator")
    shutil.copy(REPOSITORY / ".importlinter", folder)
    return folder / "generator"


def test_imports_go_down_only():
    run = lint(REPOSITORY)
    assert run.returncode == 0, run.stdout


def test_an_import_upwards_is_refused(tmp_path):
    house = copy_of_the_house(tmp_path)
    with (house / "urls.py").open("a") as file:
        file.write("\nfrom generator import plan\n")
    run = lint(tmp_path)
    assert run.returncode == 1
    assert "generator.urls -> generator.plan" in run.stdout


def test_a_pure_room_that_asks_the_clock_is_refused(tmp_path):
    house = copy_of_the_house(tmp_path)
    with (house / "han.py").open("a") as file:
        file.write("\nimport time\n")
    run = lint(tmp_path)
    assert run.returncode == 1
    assert "generator.han -> time" in run.stdout


def test_a_new_file_must_name_its_floor(tmp_path):
    house = copy_of_the_house(tmp_path)
    (house / "attic.py").write_text('"""Nowhere."""\n')
    run = lint(tmp_path)
    assert run.returncode == 1
    assert "attic" in run.stdout
