"""The floors of the house hold, and the linter that says so sees a step upwards."""

import ast
import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
READING = {"open", "read_text", "read_bytes"}
FILES = READING | {
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "touch",
    "stat",
    "exists",
    "is_file",
    "is_dir",
}
FILES |= {"iterdir", "glob", "rglob", "samefile"}


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


@pytest.mark.parametrize("room", ["files", "why"])
@pytest.mark.parametrize("module", ["sqlite3", "threading", "sys", "multiprocessing"])
def test_every_pure_room_is_held_to_what_pure_rooms_may_not_do(room, module, tmp_path):
    house = copy_of_the_house(tmp_path)
    with (house / f"{room}.py").open("a") as file:
        file.write(f"\nimport {module}\n")
    run = lint(tmp_path)
    assert run.returncode == 1
    assert f"generator.{room} -> {module}" in run.stdout


@pytest.mark.parametrize("asked", ["datetime.datetime.now(None)", "datetime.date.today()", "urllib.request"])
def test_a_pure_room_that_asks_for_the_day_or_the_web_is_refused(asked, tmp_path):
    room = copy_of_the_house(tmp_path) / "edtf/spans.py"
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    room.write_text(f"import datetime\nimport urllib.request\n\nASKED = {asked}\n", "utf-8")
    ruff = [Path(sys.executable).with_name("ruff"), "check", "--no-cache", "--select", "TID251", "generator"]
    run = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"`{asked.partition('(')[0]}` is banned" in run.stdout


def test_no_pure_room_opens_a_file_but_its_own_data_and_the_font_s():
    linted = ConfigParser()
    linted.read(REPOSITORY / ".importlinter", "utf-8")
    rooms = linted["importlinter:contract:pure"]["source_modules"].split()
    found = set()
    for room in rooms:
        place = REPOSITORY / room.replace(".", "/")
        for file in place.rglob("*.py") if place.is_dir() else (place.with_suffix(".py"),):
            text = file.read_text("utf-8")
            own = READING if "__file__" in text else set()
            calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
            names = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
            found |= {(file.name, name) for name in names & FILES - own}
    assert found == {("typeface.py", "open")}  # the font lies in a package; its version stands for its bytes


def test_a_new_file_must_name_its_floor(tmp_path):
    house = copy_of_the_house(tmp_path)
    (house / "attic.py").write_text('"""Nowhere."""\n')
    run = lint(tmp_path)
    assert run.returncode == 1
    assert "attic" in run.stdout
