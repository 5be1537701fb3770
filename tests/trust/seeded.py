"""Show that proofs can fail: run each in a copy of the project as it is, and in one with a defect put in.

A defect is a patch in `defects/` whose first lines say what it breaks, `promise: NAME`, and what proves it,
`proof: ARGUMENTS FOR PYTEST`. Run this file, or with names of defects; exit code 1 where a proof is red
without its defect, or green with it.
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
PASSED, FAILED = 0, 1
"""Exit codes of pytest."""


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


def proved(proof, defect=None):
    """Run a proof in a copy of the project, with a defect or as it is; give pytest's exit code and words."""
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder)
        copy(to)
        if defect:
            subprocess.run(
                ["git", "apply", "--unsafe-paths", f"--directory={to}", str(defect)], cwd="/", check=True
            )
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-rs", *proof.split()],
            cwd=to, env=os.environ | {"PYTHONPATH": str(to)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return run.returncode, run.stdout


def main(names):
    defects = [DEFECTS / f"{name}.patch" for name in names] or sorted(DEFECTS.glob("*.patch"))
    texts = {defect: defect.read_text("utf-8") for defect in defects}
    whole = {proof: proved(proof) for proof in sorted({said(text, "proof") for text in texts.values()})}
    failed = False
    for defect, text in texts.items():
        sound, output = whole[said(text, "proof")]
        broken, more = proved(said(text, "proof"), defect) if sound == PASSED else (None, "")
        shown = (sound, broken) == (PASSED, FAILED)
        told = "red  " if shown else "GREEN" if sound == PASSED else "RED WITHOUT IT"
        print(f"{told} {said(text, 'promise'):16} {defect.stem}", flush=True)
        if not shown:
            failed = True
            print((more or output)[-2000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
