"""Each fault is found once, at its line, and nothing else; what is right is left in peace."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from generator.check import Asked, check

REPOSITORY = Path(__file__).parents[1]
CASES = Path(__file__).with_name("cases") / "check"
FAULTS = yaml.safe_load((CASES / "faults.yaml").read_text("utf-8"))
SOUND = yaml.safe_load((CASES / "sound.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """The sample, checked once, so that its memo is warm."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(REPOSITORY / "content", root / "content")
    check(Asked(root=str(root)))
    return root


@pytest.fixture
def sample(untouched, tmp_path):
    root = tmp_path / "sample"
    shutil.copytree(untouched, root)
    return root


def found(root, **more):
    report = check(Asked(root=str(root), **more))
    return [(f.rule, f.problem.location.path, f.problem.location.line) for f in report.findings]


def is_there(room):
    try:
        return find_spec(f"generator.{room}") is not None
    except ModuleNotFoundError:
        return False


def seed(root, fault):
    """Put a fault into a site; give where it is to be found."""
    file = root / fault["file"]
    text = file.read_text("utf-8") if file.exists() else ""
    if "old" in fault:
        assert text.count(fault["old"]) == 1
        text = text.replace(fault["old"], fault["new"])
    else:
        text += fault["new"]
    file.write_text(text, "utf-8")
    return place(root, fault)


def place(root, fault):
    where = fault.get("where", fault["file"])
    lines = (root / where).read_text("utf-8").splitlines()
    return fault["rule"], where, next(n for n, line in enumerate(lines, 1) if fault["line"] in line)


def test_the_sample_is_clean(sample):
    assert found(sample) == []


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_fault_is_found_once_at_its_line_and_nothing_else(sample, fault):
    if not is_there(fault.get("needs", "check")):
        pytest.skip(f"generator.{fault['needs']} is not there")
    expected = seed(sample, fault)
    assert found(sample) == [expected]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_right_is_left_in_peace(sample, text):
    file = sample / "content/articles/2026-11/sample-ad.md"
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")
    assert found(sample) == []
