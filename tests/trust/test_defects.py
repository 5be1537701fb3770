"""The defects that show that proofs can fail are defects of the code as it is."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEFECTS = sorted(ROOT.glob("tests/trust/defects/*.patch"))


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.stem)
def test_a_seeded_defect_still_fits_the_code(defect):
    command = ["git", "-c", "safe.directory=*", "apply", "--check", str(defect)]
    tried = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


def test_every_promise_has_a_seeded_defect():
    promises = re.findall(r"<!-- figures of ([a-z-]+) -->", (ROOT / "docs/promises.md").read_text("utf-8"))
    seeded = {defect.read_text("utf-8").splitlines()[0].removeprefix("promise: ") for defect in DEFECTS}
    assert seeded == set(promises)
