"""wenzhai beside Hugo on the same articles, in turns in one run: `python -m tests.bench [--n 1000,10000]`.

cold     no output, nothing remembered, the page cache warm
nothing changed · one article edited · one article added (four tags, two sources): a build after that
files written: files of the output that the build wrote, the manifest's parts among them
peak memory: resident, summed over all processes every 20 ms; empty where there is no /proc

wenzhai builds all that its default theme has, the search index in; Hugo the plain page set of `hugo/`:
articles, home, tags, sources, Atom, sitemap. Pelican and Eleventy take part where they are installed, with
simple sites. From 100,000 articles on wenzhai builds alone, held against the size before it and its own cold
build.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from tests.bench.peers import OTHERS, Known, wenzhai
from tests.bench.table import table
from tests.bench.timed import timed
from tests.bench.turns import Row, turns

ALONE_FROM = 100_000
_MEMORY = Path("/dev/shm")
_FEW = 10


def main() -> None:
    """Print a table for each size and place."""
    said = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        prog="python -m tests.bench",
    )
    said.add_argument("--n", default="1000", help="numbers of articles (default: 1000)")
    said.add_argument("--runs", type=int, default=3, help="builds in each situation (default: 3)")
    said.add_argument("--work", type=Path, help="a folder that is kept (default: a new one on tmpfs)")
    said.add_argument("--disc", type=Path, help="once more in a new folder in this one, on a disc")
    said.add_argument("--json", type=Path, help="a file for the figures of each build")
    chosen = said.parse_args()
    others = {name: known for name, known in OTHERS.items() if known.runs()}
    for name, known in OTHERS.items():
        if name not in others:
            print(f"{name} is not installed: {known.hint}")
    rows: list[Row] = []
    for folder, place, on_disc in _places(chosen.work, chosen.disc):
        _warm(folder, others)
        smaller: list[Row] = []
        for n in map(int, chosen.n.split(",")):
            made = [known.site(n, folder) for known in others.values()] if n < ALONE_FROM else []
            found = list(turns([wenzhai(n, folder), *made], n, chosen.runs, place, on_disc=on_disc))
            print(f"\n{table(found, smaller)}", flush=True)
            rows, smaller = rows + found, found
            if chosen.json:
                chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), "utf-8")


def _warm(folder: Path, others: dict[str, Known]) -> None:
    """Have each program and its modules in the page cache."""
    for peer in (wenzhai(_FEW, folder), *(known.site(_FEW, folder) for known in others.values())):
        timed(peer.build, peer.folder)


def _places(work: Path | None, disc: Path | None) -> Iterator[tuple[Path, str, bool]]:
    """Give each folder to build in, its name, and whether it is on a disc; a new one goes afterwards."""
    if work:
        work.mkdir(parents=True, exist_ok=True)
        yield work, str(work), False
    else:
        with _new(_MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())) as (folder, place):
            yield folder, place, False
    if disc:
        with _new(disc) as (folder, place):
            yield folder, place, True


@contextmanager
def _new(where: Path) -> Iterator[tuple[Path, str]]:
    folder = Path(tempfile.mkdtemp(prefix="wenzhai-bench-", dir=where))
    try:
        yield folder, str(where)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
