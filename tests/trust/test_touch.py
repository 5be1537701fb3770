"""Nothing but our own outputs is ever touched: canaries sit wherever a build might reach."""

import json
import os
import runpy
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

Tiny = runpy.run_path(str(Path(__file__).parents[1] / "tiny.py"))["Tiny"]
stopped = runpy.run_path(str(Path(__file__).with_name("tracing.py")))["stopped"]
ABOUT = "content/pages/about.md"


def build(site, *options):
    return CliRunner().invoke(main, ["build", str(site.root), "--jobs", "1", *map(str, options)])


class Canaries:
    """Files of somebody, and whether they are still what they were."""

    def __init__(self, *folders):
        self.files = {}
        for folder in folders:
            for name in ("canary.txt", "index.html", ".hidden", "assets/canary.css", "articles/canary.html"):
                self.put(folder / name)

    def put(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"canary at {path}", "utf-8")
        self.files[path] = path.stat().st_ino

    def lost(self):
        return [str(path) for path, inode in self.files.items() if not self._lives(path, inode)]

    def _lives(self, path, inode):
        return (
            path.is_file() and path.read_text("utf-8") == f"canary at {path}" and path.stat().st_ino == inode
        )


def test_no_output_goes_where_somebody_has_files(tmp_path, monkeypatch, figure):
    home = tmp_path / "home"
    canaries = Canaries(home, tmp_path / "other", tmp_path / "above", tmp_path / "deploy")
    monkeypatch.setenv("HOME", str(home))
    site = Tiny(tmp_path / "above" / "site of mine")
    canaries.put(site.root / "content/static/canary.txt")
    canaries.put(tmp_path / "photos" / "one.jpg")
    (tmp_path / "link to home").symlink_to(home)
    (tmp_path / "link to other").symlink_to(tmp_path / "other")
    (tmp_path / "deploy" / "current").symlink_to("releases/1")
    (tmp_path / "deploy" / "releases" / "1").mkdir(parents=True)
    monkeypatch.chdir(site.root)
    before = {path: path.read_bytes() for path in (site.root / "content").rglob("*") if path.is_file()}
    places = [
        ".", "..", "../..", "/", "~", home, "content", "content/articles", "themes", "themes/kid/new",
        tmp_path / "link to home", tmp_path / "link to other", tmp_path / "other", tmp_path / "above",
        home / "canary.txt", tmp_path / "deploy", tmp_path / "photos",
    ]  # fmt: skip
    refused = 0
    for option in ("--out", "--release"):
        for place in places:
            done = build(site, option, os.path.expanduser(place))  # noqa: PTH111 - as a shell does
            assert done.exit_code in {1, 2}, (option, place, done.output)
            refused += 1
    after = {path: path.read_bytes() for path in (site.root / "content").rglob("*") if path.is_file()}
    assert after == before
    assert not canaries.lost()
    figure(
        "nothing-touched",
        f"{refused} wrong places for an output, all refused, 0 of {len(canaries.files)} canaries lost",
    )


def test_what_others_put_into_the_output_stays_through_every_build(tmp_path, figure):
    site = Tiny(tmp_path / "site of mine")
    outside = Canaries(tmp_path / "outside")
    assert build(site).exit_code == 0
    inside = Canaries(site.out / "theirs", site.out / "articles" / "theirs")
    inside.put(site.out / "CNAME")
    inside.put(site.out / ".well-known" / "security.txt")
    (site.out / "way out").symlink_to(tmp_path / "outside")
    marker = site.out / ".wenzhai.json"
    stated = json.loads(marker.read_text("utf-8"))
    for path in (
        "../../outside/canary.txt",
        str(tmp_path / "outside/index.html"),
        "way out/canary.txt",
        "CNAME",
    ):
        stated["files"][path] = {"hash": "0" * 64, "owner": "forged"}
    marker.write_text(json.dumps(stated), "utf-8")
    steps = 0
    for title in ("改一", "改二", "改三"):
        site.write(ABOUT, f"---\ntitle: {title}\n---\n文。\n")
        assert build(site).exit_code == 0
        steps += 1
    site.remove(ABOUT)
    site.edit("content/site.yaml", "footer: [{text: 关于, url: about.html}]", "")
    assert build(site, "--force").exit_code == 0
    lost = [*inside.lost(), *outside.lost()]
    assert not lost
    number = len(inside.files) + len(outside.files)
    figure(
        "nothing-touched", f"{steps + 1} builds over a forged manifest and links, 0 of {number} canaries lost"
    )


def test_what_others_put_into_a_release_goes_on_into_the_next(tmp_path):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    assert build(site, "--release", place).exit_code == 0
    (place / "current" / "CNAME").write_text("small.example", "utf-8")
    site.write(ABOUT, "---\ntitle: 改\n---\n文。\n")
    assert build(site, "--release", place).exit_code == 0
    assert os.readlink(place / "current") == "releases/2"  # noqa: PTH115 - as written
    assert (place / "current" / "CNAME").read_text("utf-8") == "small.example"


def test_old_releases_go_and_with_a_takedown_all_of_them(tmp_path):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    for number in range(7):
        site.write(ABOUT, f"---\ntitle: 第{number}版\n---\n文。\n")
        assert build(site, "--release", place).exit_code == 0
    assert sorted(path.name for path in (place / "releases").iterdir()) == ["3", "4", "5", "6", "7"]
    withdraw(site)
    assert build(site, "--release", place).exit_code == 0
    assert [path.name for path in (place / "releases").iterdir()] == ["8"]


def withdraw(site):
    site.edit(
        "content/articles/one.md",
        "rights: deal",
        "rights: deal\nwithdrawn: {date: 2026-11-22, reason: 应要求}",
    )


def holding(place, text):
    """Name the releases in which a text is."""
    found = (path for path in (place / "releases").rglob("*") if path.is_file())
    return {path.relative_to(place / "releases").parts[0] for path in found if text in path.read_bytes()}


def dies(patch, name, call):
    """Let the process die at a call to the system, of those after the newest release became current."""
    step, replace, left = getattr(os, name), os.replace, [None]

    def swapped(old, new):
        replace(old, new)
        if Path(new).name == "current":
            left[0] = call

    def die(*args, **more):
        if left[0] == 0:
            raise KeyboardInterrupt
        if left[0]:
            left[0] -= 1
        return step(*args, **more)

    patch.setattr(os, "replace", swapped)
    patch.setattr(os, name, die)


@pytest.mark.parametrize(
    ("name", "call"), [("fsync", 0), ("unlink", 0), ("unlink", 30), ("rmdir", 0), ("rmdir", 8)]
)
@pytest.mark.parametrize("edited", [False, True], ids=["unchanged", "edited"])
def test_a_takedown_that_was_killed_before_the_old_releases_went_is_ended_by_the_next_build(
    edited, name, call, tmp_path, monkeypatch
):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    for number in range(3):
        site.write(ABOUT, f"---\ntitle: 第{number}版\n---\n文。\n")
        assert build(site, "--release", place).exit_code == 0
    text = "甲文第一段".encode()
    assert holding(place, text) == {"1", "2", "3"}
    withdraw(site)
    with monkeypatch.context() as patch:
        dies(patch, name, call)
        with pytest.raises(KeyboardInterrupt):
            site.build(release=str(place))
    if edited:
        site.write(ABOUT, "---\ntitle: 又一版\n---\n文。\n")
    assert build(site, "--release", place).exit_code == 0
    assert holding(place, text) == set()
    assert {path.name for path in (place / "releases").iterdir()} == ({"4", "5"} if edited else {"4"})


def test_of_a_release_from_before_a_takedown_only_the_files_of_others_stay(tmp_path):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    assert build(site, "--release", place).exit_code == 0
    (place / "current" / "CNAME").write_text("small.example", "utf-8")
    (place / "releases" / "1" / "articles" / "one.html").write_text("甲文第一段", "utf-8")
    withdraw(site)
    for title in ("一", "二"):
        site.write(ABOUT, f"---\ntitle: {title}\n---\n文。\n")
        assert build(site, "--release", place).exit_code == 0
    left = [path.name for path in (place / "releases" / "1").rglob("*") if path.is_file()]
    assert left == ["CNAME"]
    assert (place / "current" / "CNAME").read_text("utf-8") == "small.example"


def test_a_site_that_went_back_to_an_old_release_keeps_it(tmp_path):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    titles = [f"---\ntitle: 第{number}版\n---\n文。\n" for number in range(1, 6)]
    for title in titles:
        site.write(ABOUT, title)
        assert build(site, "--release", place).exit_code == 0
    (place / "current").unlink()
    (place / "current").symlink_to("releases/1")
    site.write(ABOUT, titles[0])
    (place / "releases" / "6").mkdir()
    (place / "releases" / "6" / ".wenzhai.json").write_text("{}", "utf-8")
    assert build(site, "--release", place).exit_code == 0
    assert os.readlink(place / "current") == "releases/1"  # noqa: PTH115 - as written
    assert site.tree(place / "current") == site.clean(tmp_path / "clean")


def test_a_release_that_would_be_the_same_is_not_made(tmp_path):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    for _ in range(2):
        assert build(site, "--release", place).exit_code == 0
    assert [path.name for path in (place / "releases").iterdir()] == ["1"]


def test_a_release_is_what_a_build_in_place_writes(tmp_path):
    site, place = Tiny(tmp_path / "site of mine"), tmp_path / "place"
    assert build(site, "--release", place).exit_code == 0
    assert site.tree(place / "current") == site.clean(tmp_path / "clean")


def test_an_output_goes_to_one_kind_of_place(tmp_path):
    done = build(Tiny(tmp_path / "site of mine"), "--out", tmp_path / "a", "--release", tmp_path / "b")
    assert (done.exit_code, "give one" in done.output) == (2, True)


DRAFT = "content/articles/secret.md"
ELSEWHERE = "https://elsewhere.example/"
KINDS = {
    "as it is": ((), {}),
    "with drafts": (("--drafts",), {"drafts": True}),
    "elsewhere": (("--base-url", ELSEWHERE), {"base_url": ELSEWHERE}),
}
"""Builds as they are asked for at the door, and below it."""


def at_once(site, kinds, log):
    """Run one build of each kind, all let go at the same moment."""

    def building(kind):
        def do():
            said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(said, 1)
            os.dup2(said, 2)
            try:
                main(["build", str(site.root), "--jobs", "1", *KINDS[kind][0]])
            except SystemExit as ended:
                return ended.code

        return do

    processes = [stopped(building(kind)) for kind in kinds]
    for process in processes:
        os.kill(process, signal.SIGCONT)
    codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
    assert codes == [0] * len(kinds), log.read_text("utf-8")


def test_many_builds_at_once_give_one_result(tmp_path, figure):
    site = Tiny(tmp_path / "site of mine")
    site.write(
        DRAFT, site.read("content/articles/three.md").replace("rights: own", "rights: own\ndraft: true")
    )
    kinds = [*KINDS] * 3
    for title in ("一", "二"):
        site.write(ABOUT, f"---\ntitle: {title}\n---\n文。\n")
        clean = {kind: site.clean(tmp_path / "clean", **more) for kind, (_, more) in KINDS.items()}
        at_once(site, kinds, tmp_path / "said.txt")
        assert site.tree() in clean.values()
        assert build(site).exit_code == 0
        assert site.tree() == clean["as it is"]
    figure("nothing-touched", f"{len(kinds)} builds of {len(KINDS)} kinds at once, twice: 1 result")
