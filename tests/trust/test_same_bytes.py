"""The same sources give the same bytes, on any machine, in whatever order, with any number of processes."""

import contextlib
import itertools
import os
import random
import runpy
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import generator
from generator.executor import WORTH_A_PROCESS

HERE = Path(__file__).parent
tiny = runpy.run_path(str(HERE.with_name("tiny.py")))
fresh, Tiny, grow, different = (tiny[name] for name in ("fresh", "Tiny", "grow", "different"))
processes = runpy.run_path(str(HERE / "processes.py"))
REPOSITORY, settings = processes["REPOSITORY"], processes["settings"]

MORE = int(os.environ.get("WENZHAI_EXAMPLES", "0"))
"""Machines to add to those that are needed for each pair of settings."""
LOCALES = {"tr_TR.UTF-8": "UTF-8", "tr_TR.ISO-8859-9": "ISO-8859-9", "zh_CN.GB2312": "GB2312"}
MACHINE = {
    "zone": ("America/Los_Angeles", "Pacific/Kiritimati", "Asia/Shanghai"),
    "locale": ("C", *LOCALES),
    "clock": (None, "2037-05-05 03:04:05", "2003-02-01 00:00:00"),
    "seed": ("0", "1", "4294967295"),
    "umask": (0o022, 0o077, 0o002),
    "folder": ("s", "a very long way/" + "很长的路 " * 12 + "/站点 'x' & $y"),
    "processes": (1, 8),
    "memo": ("cold", "warm"),
    "day": ("in site.yaml", "--as-of", "SOURCE_DATE_EPOCH"),
}
"""What two machines may differ in."""
DAY = "as_of: 2026-11-23\n"
EPOCH = "1795449599"
"""2026-11-23 23:59:59 in Shanghai."""


def machines():
    """Choose machines so that each two values of two settings meet in one of them."""
    chance = random.Random(7)
    names = list(MACHINE)
    values = [[(name, value) for value in MACHINE[name]] for name in names]
    missing = {
        pair for one, other in itertools.combinations(values, 2) for pair in itertools.product(one, other)
    }
    chosen = []
    while missing:
        given = list(chance.choice(sorted(missing, key=repr)))
        rows = [[dict(given).get(name, chance.choice(MACHINE[name])) for name in names] for _ in range(500)]
        pairs = [set(itertools.combinations(zip(names, row, strict=True), 2)) for row in rows]
        most = max(range(len(rows)), key=lambda n: len(missing & pairs[n]))
        missing -= pairs[most]
        chosen.append(dict(zip(names, rows[most], strict=True)))
    chosen += [{name: chance.choice(MACHINE[name]) for name in names} for _ in range(MORE)]
    return chosen


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """Make the locales that no system has by itself."""
    folder = tmp_path_factory.mktemp("locales")
    for name, charmap in LOCALES.items():
        source = name.partition(".")[0]
        subprocess.run(["localedef", "-i", source, "-f", charmap, str(folder / name)], check=True)
    return folder


@pytest.fixture
def folder():
    with processes["in_memory"]() as made:
        yield made


def run(root, machine, locales=None, *words):
    """Build a site as a process of a machine does."""
    environment = settings(
        TZ=machine["zone"], PYTHONHASHSEED=machine["seed"], LC_ALL=machine["locale"], LANG=machine["locale"]
    )
    if locales:
        environment["LOCPATH"] = str(locales)
    if machine["day"] == "SOURCE_DATE_EPOCH":
        environment["SOURCE_DATE_EPOCH"] = EPOCH
    clock = ["faketime", machine["clock"]] if machine["clock"] else []
    asked = [f"--jobs={machine['processes']}", *words]
    asked += ["--as-of=2026-11-23"] if machine["day"] == "--as-of" else []
    done = subprocess.run(
        [*clock, sys.executable, "-m", "generator", "build", str(root), *asked],
        env=environment, umask=machine["umask"], capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (machine, done.stdout[-500:], done.stderr[-500:])
    modes = {stat.S_IMODE(path.stat().st_mode) for path in Path(root, "site").rglob("*") if path.is_file()}
    assert modes == {0o644}, (machine, modes)
    return Tiny(root, {}).tree()


def sites(folder):
    """Give the sample and a tiny site, each built once, so that there is a memo."""
    sample = Tiny(folder / "sample", {})
    for name in ("content", "themes"):
        shutil.copytree(REPOSITORY / name, sample.root / name)
    made = {"sample": sample, "tiny": fresh(folder, "tiny")}
    for site in made.values():
        site.build()
    return made


def put(site, machine, place):
    """Lay a site down as a machine has it, with the memo that another machine made or with none."""
    shutil.copytree(
        site.root, place, ignore=shutil.ignore_patterns("site", *[".wenzhai"] * (machine["memo"] == "cold"))
    )
    if machine["day"] != "in site.yaml":
        Tiny(place, {}).edit("content/site.yaml", DAY, "")


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")
@pytest.mark.skipif(not Path("/usr/share/i18n/locales/tr_TR").is_file(), reason="locales are not installed")
@pytest.mark.skipif(not (REPOSITORY / "content").is_dir(), reason="the sample is not part of a package")
def test_no_file_differs_between_any_two_machines(locales, folder, figure):
    made, chosen = sites(folder), machines()

    def build(number, name):
        machine = chosen[number]
        place = folder / f"{name}-{number}" / machine["folder"]
        put(made[name], machine, place)
        try:
            return run(place, machine, locales)
        finally:
            shutil.rmtree(folder / f"{name}-{number}")

    compared = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, site in made.items():
            expected = site.tree()
            assert expected
            for number, tree in enumerate(pool.map(build, range(len(chosen)), [name] * len(chosen))):
                assert different(tree, expected) == set(), chosen[number]
                compared += len(tree)
    values, kinds = sum(map(len, MACHINE.values())), ", ".join(MACHINE)
    met = f"each two of {values} values of {kinds} meet"
    figure("same-bytes", f"{len(chosen)} machines, in which {met}: 0 of {compared} files differ")


@contextlib.contextmanager
def mounted(folder, place, *options):
    place.mkdir()
    subprocess.run(
        ["disorderfs", "--quiet", *options, str(folder), str(place)], check=True, capture_output=True
    )
    try:
        yield place
    finally:
        subprocess.run(["fusermount", "-u", str(place)], check=True)


ORDERS = {
    "sorted": ["--sort-dirents=yes", "--reverse-dirents=no"],
    "reversed": ["--sort-dirents=yes", "--reverse-dirents=yes"],
    "shuffled": ["--shuffle-dirents=yes", "--reverse-dirents=no"],
}


@pytest.mark.skipif(not shutil.which("disorderfs"), reason="disorderfs is not installed")
@pytest.mark.skipif(not os.access("/dev/fuse", os.W_OK), reason="there is no /dev/fuse")
@pytest.mark.skipif(not (REPOSITORY / "content").is_dir(), reason="the sample is not part of a package")
def test_no_file_differs_in_whatever_order_a_disc_gives_its_files(tmp_path, figure):
    usual = {name: values[0] for name, values in MACHINE.items()}
    made, compared = sites(tmp_path), 0
    for order, options in ORDERS.items():
        real = tmp_path / order
        for name, site in made.items():
            put(site, usual, real / name)
        with mounted(real, tmp_path / f"as-{order}", *options) as place:
            listed = os.listdir(place / "sample/content")  # noqa: PTH208 - the order itself is looked at
            assert (listed == sorted(listed)) == (order == "sorted")
            for name, site in made.items():
                tree = run(place / name, usual)
                assert different(tree, site.tree()) == set(), (order, name)
                compared += len(tree)
    figure("same-bytes", f"discs that give files {', '.join(ORDERS)}: 0 of {compared} files differ")


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


def test_no_file_differs_between_one_process_and_eight(large, tmp_path, figure):
    shutil.copytree(large.root, tmp_path / "far/away", ignore=shutil.ignore_patterns(".wenzhai", "site"))
    one, other = ({name: values[n] for name, values in MACHINE.items()} | {"clock": None} for n in (0, 1))
    here = run(large.root, one | {"processes": 1, "day": "in site.yaml"}, None, "--force")
    there = run(tmp_path / "far/away", other | {"processes": 8, "day": "in site.yaml"})
    assert len(here) > WORTH_A_PROCESS
    assert different(here, there) == set()
    figure("same-bytes", f"1 and 8 processes: 0 of {len(here)} files differ")


def test_the_order_in_which_files_were_made_changes_nothing(tmp_path):
    files = list(tiny["FILES"].items())
    one, other = Tiny(tmp_path / "one", dict(files)), Tiny(tmp_path / "other", dict(reversed(files)))
    one.build()
    other.build()
    assert different(one.tree(), other.tree()) == set()
