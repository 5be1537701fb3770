"""Only changed bytes are written, only what is ours is touched, and a failed build touches nothing."""

import contextlib
import hashlib
import json
import os
import runpy
import stat
import threading
import time
from pathlib import Path

import pytest

from generator.errors import BuildFailed
from generator.write import alone

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh, work = tiny["fresh"], tiny["work"]


@pytest.fixture
def unbuilt(tmp_path):
    return fresh(tmp_path)


@pytest.fixture
def site(unbuilt):
    unbuilt.build()
    return unbuilt


def refused(site, **more):
    """Build, want a refusal that changes nothing, and give what it says."""
    before = everything(site.root.parent)
    with pytest.raises(BuildFailed) as failure:
        site.build(**more)
    assert everything(site.root.parent) == before
    return str(failure.value)


def everything(folder):
    """Give all there is in a folder but memos: files with their bytes and times, links, folders."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if ".wenzhai" in path.parts:
            continue
        info = path.lstat()
        is_file = stat.S_ISREG(info.st_mode)
        found[str(path)] = (stat.S_IFMT(info.st_mode), is_file and (path.read_bytes(), info.st_mtime_ns))
    return found


def manifest(site, name=".wenzhai.json"):
    return json.loads((site.out / name).read_text())


def claim(site, path, data):
    """Make the manifest say that a file is ours."""
    made = manifest(site)
    hash_ = hashlib.blake2b(data, digest_size=16).hexdigest()
    made["files"][path] = {"hash": hash_, "owner": "someone"}
    (site.out / ".wenzhai.json").write_text(json.dumps(made))


# --- where the output may go


def test_a_folder_with_files_but_without_the_marker_is_refused(unbuilt):
    unbuilt.write("site/thesis.txt", "irreplaceable")
    assert "files that wenzhai did not write" in refused(unbuilt)


def test_an_empty_folder_is_taken(unbuilt):
    unbuilt.out.mkdir()
    assert unbuilt.build().disc.written


@pytest.mark.parametrize(
    "out", [".", "..", "content", "content/articles", "themes", "themes/kid", "sub/../content"]
)
def test_the_output_does_not_go_over_the_sources(unbuilt, out):
    (unbuilt.root / "sub").mkdir()
    assert "the output cannot go" in refused(unbuilt, out=str(unbuilt.root / out))


def test_the_output_does_not_go_over_the_home_folder(unbuilt, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(Path, "home", lambda: home)
    assert "the output cannot go there" in refused(unbuilt, out=str(home))


def test_the_output_does_not_go_to_the_root_folder(unbuilt):
    with pytest.raises(BuildFailed, match="the output cannot go there"):
        unbuilt.build(out="/")


def test_a_link_to_the_sources_is_no_way_round(unbuilt, tmp_path):
    (tmp_path / "link").symlink_to(unbuilt.root / "content")
    assert "the output cannot go" in refused(unbuilt, out=str(tmp_path / "link"))


def test_a_file_in_the_place_of_the_output_folder_is_refused(unbuilt):
    unbuilt.write("site", "a file")
    assert "this is a file" in refused(unbuilt)


def test_a_relative_output_folder_is_taken_from_where_one_stands(unbuilt, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    unbuilt.build(out="elsewhere/site")
    assert (tmp_path / "elsewhere/site/index.html").is_file()


# --- what is not ours


def test_a_foreign_file_at_a_planned_path_is_refused_with_the_owner_before_any_change(site):
    site.write("site/articles/four.html", "somebody's")
    site.write("content/articles/four.md", site.read("content/articles/three.md"))
    site.edit("content/articles/one.md", "讲一个港口", "说一个港口")
    said = refused(site)
    assert "articles/four.html" in said
    assert "content/articles/four.md" in said


def test_a_foreign_file_with_the_very_bytes_is_taken_over(site):
    site.write("content/static/CNAME", "small.example\n")
    site.write("site/CNAME", "small.example\n")
    assert site.build().disc.written == ()
    site.remove("content/static/CNAME")
    assert site.build().disc.removed == ("CNAME",)


def test_foreign_files_elsewhere_stay(site):
    foreign = {
        "site/notes.txt": "n",
        "site/.wenzhai-notes.txt": "n",
        "site/articles/note.txt": "n",
        "site/.git/HEAD": "h",
    }
    site.write(foreign)
    site.remove("content/static/map.txt")
    assert site.build().disc.removed == ("map.txt",)
    assert all((site.root / path).is_file() for path in foreign)


@pytest.mark.parametrize("to", ["elsewhere", "site/issues"])
def test_a_linked_folder_in_the_output_is_refused(site, to, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    for file in (site.out / "articles").iterdir():
        file.unlink()
    (site.out / "articles").rmdir()
    (site.out / "articles").symlink_to(site.root / to if to.startswith("site") else tmp_path / to)
    assert "leads out of the output folder" in refused(site)


def test_a_linked_file_in_the_output_is_refused(site, tmp_path):
    (tmp_path / "precious.txt").write_text("precious")
    (site.out / "map.txt").unlink()
    (site.out / "map.txt").symlink_to(tmp_path / "precious.txt")
    assert "map.txt" in refused(site)
    assert (tmp_path / "precious.txt").read_text() == "precious"


def test_a_linked_leftover_is_not_followed(site, tmp_path):
    (tmp_path / "precious.txt").write_text("map 1\n")
    (site.out / "map.txt").unlink()
    (site.out / "map.txt").symlink_to(tmp_path / "precious.txt")
    site.remove("content/static/map.txt")
    site.build()
    assert (tmp_path / "precious.txt").is_file()


def test_a_folder_at_a_planned_path_is_refused(site):
    (site.out / "map.txt").unlink()
    site.write("site/map.txt/mine", "mine")
    assert "map.txt" in refused(site)


def test_a_file_in_the_place_of_a_planned_folder_is_refused(site):
    site.write("site/deep", "mine")
    site.write("content/static/deep/er/a.txt", "a")
    assert "a folder is to be here" in refused(site)


# --- what is ours


def test_an_unchanged_output_is_not_touched(site):
    before = everything(site.out)
    site.forget()
    site.build()
    assert everything(site.out) == before


def test_what_is_no_longer_planned_goes_with_its_empty_folder(site):
    site.write("content/static/deep/er/a.txt", "a")
    site.build()
    assert (site.out / "deep/er/a.txt").is_file()
    site.remove("content/static/deep/er/a.txt")
    assert site.build().disc.removed == ("deep/er/a.txt",)
    assert not (site.out / "deep").exists()


def test_a_folder_that_still_holds_something_stays(site):
    site.write("content/static/deep/a.txt", "a")
    site.build()
    site.write("site/deep/mine.txt", "mine")
    site.remove("content/static/deep/a.txt")
    site.build()
    assert [p.name for p in (site.out / "deep").iterdir()] == ["mine.txt"]


def test_a_hand_changed_leftover_stays_and_is_reported(site):
    site.write("site/map.txt", "changed by hand")
    site.remove("content/static/map.txt")
    report = site.build()
    assert (report.disc.kept, report.disc.removed) == (("map.txt",), ())
    assert site.read("site/map.txt") == "changed by hand"
    assert site.build().disc.kept == ()
    assert (site.out / "map.txt").is_file()


def test_a_hand_changed_output_is_written_anew_and_reported(site):
    site.write("site/map.txt", "changed by hand")
    assert site.build().disc.overwritten == ("map.txt",)
    assert site.read("site/map.txt") == "map 1\n"


def test_an_output_that_was_removed_by_hand_comes_back(site):
    (site.out / "map.txt").unlink()
    report = site.build()
    assert (report.disc.written, report.disc.overwritten) == (("map.txt",), ())


def test_the_manifest_names_every_file_with_hash_and_owner(site):
    marker = manifest(site)
    named = dict(marker["files"])
    for shelf in marker["shelves"]:
        named |= manifest(site, f".wenzhai-{shelf}.json")["files"]
    files = {path: data for path, data in site.tree().items() if not path.startswith(".wenzhai")}
    assert {path: hashlib.blake2b(data, digest_size=16).hexdigest() for path, data in files.items()} == {
        path: entry["hash"] for path, entry in named.items()
    }
    assert named["articles/one.html"]["owner"] == "content/articles/one.md"


def test_a_part_of_the_manifest_goes_with_its_last_file(site):
    assert (site.out / ".wenzhai-2016.json").is_file()
    site.edit("content/articles/one.md", "  - {anchor: g20, what: 峰会}\n", "")
    site.build()
    assert not (site.out / ".wenzhai-2016.json").exists()


def test_a_new_article_leaves_other_years_in_the_manifest_alone(site):
    before = site.tree()
    site.write("content/articles/four.md", site.read("content/articles/two.md").replace("第二篇", "第四篇"))
    site.build()
    changed = {path for path, data in site.tree().items() if before.get(path) != data}
    assert ".wenzhai-2026-11.json" in changed
    assert ".wenzhai-2016.json" not in changed


@pytest.mark.parametrize(
    "path", ["../precious.txt", "articles/../../precious.txt", "{}/precious.txt", "..\\precious.txt"]
)
def test_a_manifest_that_points_outside_removes_nothing(site, path, tmp_path):
    (tmp_path / "precious.txt").write_text("precious")
    (site.root / "precious.txt").write_text("precious")
    claim(site, path.format(tmp_path), b"precious")
    site.build()
    assert (tmp_path / "precious.txt").is_file()
    assert (site.root / "precious.txt").is_file()


def test_a_manifest_that_points_through_a_link_removes_nothing(site, tmp_path):
    (tmp_path / "private").mkdir()
    (tmp_path / "private/precious.txt").write_text("precious")
    (site.out / "link").symlink_to(tmp_path / "private")
    claim(site, "link/precious.txt", b"precious")
    site.build()
    assert (tmp_path / "private/precious.txt").is_file()


def test_a_manifest_that_names_another_hash_removes_nothing(site):
    site.write("site/mine.txt", "mine")
    claim(site, "mine.txt", b"another")
    assert site.build().disc.kept == ("mine.txt",)
    assert (site.out / "mine.txt").is_file()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 1}', '{"files": {"a": {}}}', "\0"])
def test_a_broken_manifest_makes_nothing_ours(site, text):
    site.write("site/.wenzhai.json", text)
    report = site.build()
    assert (report.disc.written, report.disc.removed) == ((), ())
    assert site.build().disc.written == ()
    assert manifest(site)["made_by"] == "wenzhai"


# --- what stands in the way of itself


def test_a_static_file_that_becomes_a_folder_is_replaced(site, tmp_path):
    site.write("content/static/deep", "a file")
    site.build()
    site.remove("content/static/deep")
    site.write("content/static/deep/a.txt", "a")
    site.build()
    assert site.tree() == site.clean(tmp_path / "clean")


def test_a_static_folder_that_becomes_a_file_is_replaced(site, tmp_path):
    site.write("content/static/deep/a.txt", "a")
    site.build()
    site.remove("content/static/deep/a.txt")
    (site.root / "content/static/deep").rmdir()
    site.write("content/static/deep", "a file")
    site.build()
    assert site.tree() == site.clean(tmp_path / "clean")


@pytest.mark.parametrize(
    "name", ["articles", "index.html/a.txt", "ARTICLES", ".wenzhai.json", ".wenzhai-2026.json"]
)
def test_a_static_file_in_the_place_of_an_output_is_refused(unbuilt, name):
    unbuilt.write(f"content/static/{name}", "mine")
    assert f"content/static/{name}" in refused(unbuilt)
    assert not unbuilt.out.exists()


# --- a failed build


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/articles/bad.md", "---\ntitle: [\n---\n"),
        ("content/site.yaml", "title: 小站\n"),
        ("themes/kid/page.html", "{% nonsense %}"),
        ("themes/kid/page.html", '{% extends "base/page.html" %}{% block main %}{{ nothing }}{% endblock %}'),
        ("content/pages/index.md", "---\ntitle: x\n---\n"),
    ],
    ids=["reading", "settings", "the theme", "rendering", "planning"],
)
def test_a_failed_build_leaves_the_output_as_it_was(site, path, text):
    site.edit("content/articles/one.md", "讲一个港口", "说一个港口")
    site.remove("content/static/map.txt")
    site.write(path, text)
    refused(site)


def test_a_failed_first_build_makes_no_folder(unbuilt):
    unbuilt.write("content/site.yaml", "title: 小站\n")
    refused(unbuilt)
    assert not unbuilt.out.exists()


FEWEST = 40
"""Steps on disc that the edits below take at least."""


@pytest.mark.parametrize("steps", range(0, 60, 5))
def test_a_build_that_was_killed_while_writing_is_made_whole_by_the_next(site, steps, tmp_path, monkeypatch):
    site.edit("content/articles/one.md", "title: 第一篇", "title: 头一篇")
    site.write("content/articles/four.md", site.read("content/articles/three.md"))
    site.remove("content/static/map.txt")
    with monkeypatch.context() as patch:
        assert _killed(patch, site, steps) or steps > FEWEST
    site.edit("content/articles/four.md", "title: 第三篇", "title: 第四篇")
    report = site.build()
    assert site.tree() == site.clean(tmp_path / "clean")
    assert (report.disc.overwritten, report.disc.kept) == ((), ())


@pytest.mark.parametrize("steps", [1, 2, 20])
def test_a_first_build_that_was_killed_while_writing_is_made_whole(unbuilt, steps, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        assert _killed(patch, unbuilt, steps)
    unbuilt.edit("content/articles/one.md", "讲一个港口", "说一个港口")
    unbuilt.build()
    assert unbuilt.tree() == unbuilt.clean(tmp_path / "clean")


def _killed(patch, site, steps):
    """Build, and die after some steps on disc; say whether it came to that."""
    left = [steps]
    for name in ("replace", "unlink"):
        step = getattr(os, name)

        def die(*args, step=step, **more):
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return step(*args, **more)

        patch.setattr(os, name, die)
    with contextlib.suppress(KeyboardInterrupt):
        site.build()
    return left[0] < 0


FOUR = "content/articles/four.md"


def _dies_behind(monkeypatch, site, path):
    """Build, and die once a file has its name."""
    replace = os.replace

    def die(old, new):
        replace(old, new)
        if str(new).endswith(path):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            site.build()


def _killed_twice(site, monkeypatch):
    """Die behind a new page, and again in a build that has no reason to write it."""
    site.write(FOUR, site.read("content/articles/three.md"))
    _dies_behind(monkeypatch, site, "articles/four.html")
    site.edit("content/articles/two.md", "第二篇的摘要", "改了的摘要")
    _dies_behind(monkeypatch, site, ".wenzhai-new.json")


def test_what_a_build_killed_before_another_killed_one_wrote_can_be_written_again(
    site, tmp_path, monkeypatch
):
    _killed_twice(site, monkeypatch)
    site.edit(FOUR, "丙文", "丁文")
    report = site.build()
    assert site.tree() == site.clean(tmp_path / "clean")
    assert (report.disc.overwritten, report.disc.kept) == ((), ())


def test_what_a_build_killed_before_another_killed_one_wrote_goes_with_its_article(
    site, tmp_path, monkeypatch
):
    _killed_twice(site, monkeypatch)
    site.remove(FOUR)
    report = site.build()
    assert site.tree() == site.clean(tmp_path / "clean")
    assert report.disc.kept == ()


def test_a_page_that_three_killed_builds_each_meant_to_write_otherwise_goes_with_its_article(
    site, tmp_path, monkeypatch
):
    _killed_twice(site, monkeypatch)
    site.edit(FOUR, "丙文", "丁文")
    _dies_behind(monkeypatch, site, ".wenzhai-new.json")
    site.remove(FOUR)
    assert site.build().disc.kept == ()
    assert site.tree() == site.clean(tmp_path / "clean")


def test_a_page_that_killed_builds_wrote_anew_goes_with_its_article(site, tmp_path, monkeypatch):
    site.edit("content/articles/three.md", "丙文", "丁文")
    _dies_behind(monkeypatch, site, "articles/three.html")
    site.edit("content/articles/two.md", "第二篇的摘要", "改了的摘要")
    _dies_behind(monkeypatch, site, ".wenzhai-new.json")
    site.remove("content/articles/three.md")
    site.remove("content/issues/2026-11-22.md")
    assert site.build().disc.kept == ()
    assert site.tree() == site.clean(tmp_path / "clean")


def test_what_a_killed_build_left_half_written_goes(site):
    for path in (".wenzhai-tmp-abc", "articles/.wenzhai-tmp-abc"):
        site.write(f"site/{path}", "half")
    site.build()
    assert not [path for path in site.tree() if "tmp" in path]


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_pages_are_readable_by_a_web_server(unbuilt, umask):
    site, before = unbuilt, os.umask(umask)
    try:
        site.build()
    finally:
        os.umask(before)
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (site.out, *site.out.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)} or os.name == "nt"


# --- several builds at once


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such lock")
@pytest.mark.parametrize("fails", [False, True], ids=["and writes", "and fails"])
def test_while_the_first_build_into_a_folder_runs_all_others_wait(fails, unbuilt):
    told, passed = threading.Event(), []

    @contextlib.contextmanager
    def waiting(stage):
        told.set()
        yield stage

    def another(name):
        with alone(unbuilt.out, unbuilt.root, waiting):
            unbuilt.write(f"site/{name}", "")
            time.sleep(0.1)
            passed.append(sorted(path.name for path in unbuilt.out.iterdir()))
            (unbuilt.out / name).unlink()

    others = [threading.Thread(target=another, args=[name]) for name in "abc"]
    with alone(unbuilt.out, unbuilt.root, waiting):
        for other in others:
            other.start()
        assert told.wait(30)
        assert passed == []
        if not fails:
            unbuilt.write("site/first", "")
    for other in others:
        other.join()
    assert sorted(passed) == [[name] if fails else [name, "first"] for name in "abc"]
    assert unbuilt.out.exists() is not fails


def test_a_first_build_that_fails_while_it_renders_leaves_no_folder(unbuilt, tmp_path):
    text = '{% extends "base/page.html" %}{% block main %}{{ nothing }}{% endblock %}'
    unbuilt.write("themes/kid/page.html", text)
    refused(unbuilt, out=str(tmp_path / "new" / "folder"))
    refused(unbuilt, release=str(tmp_path / "place"))
    (tmp_path / "there").mkdir()
    refused(unbuilt, out=str(tmp_path / "there" / "folder"))


def test_an_output_folder_that_cannot_be_made_is_refused(unbuilt, tmp_path):
    (tmp_path / "file").write_text("mine")
    assert "this could not be written" in refused(unbuilt, out=str(tmp_path / "file" / "site"))
