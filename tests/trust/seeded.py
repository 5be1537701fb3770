"""Show that each proof can fail: put its defect into a copy of the project, and run the proof there.

A defect is a patch in `defects/` whose first lines say what it breaks, `promise: NAME`, and what proves it,
`proof: ARGUMENTS FOR PYTEST`. Run this file, or with names of defects; exit code 1 where a proof stays green.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DEFECTS = HERE / "defects"


def said(text, key):
    return next(line.removeprefix(f"{key}: ") for line in text.splitlines() if line.startswith(f"{key}: "))


def copy(to):
    """Copy what git tracks, or would."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("site/"):
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)


def turns_red(defect):
    """Say whether a defect's proof fails with it, and what pytest said."""
    text = defect.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder)
        copy(to)
        subprocess.run(
            ["git", "apply", "--unsafe-paths", f"--directory={to}", str(defect)], cwd="/", check=True
        )
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", *said(text, "proof").split()],
            cwd=to, env=os.environ | {"PYTHONPATH": str(to)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return run.returncode == 1, run.stdout


def main(names):
    defects = [DEFECTS / f"{name}.patch" for name in names] or sorted(DEFECTS.glob("*.patch"))
    green = []
    for defect in defects:
        red, output = turns_red(defect)
        print(f"{'red  ' if red else 'GREEN'} {said(defect.read_text('utf-8'), 'promise'):16} {defect.stem}")
        if not red:
            green.append(defect.stem)
            print(output[-2000:])
    return 1 if green else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
