"""The world as it is found: which files of a site are read, as what, and which are not."""

import os
import runpy
from pathlib import Path

import pytest

from generator.errors import BuildFailed
from generator.fingerprint import of_bytes
from generator.read import bundled_themes, document, generation, read, stat_of, theme_files, today

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]


@pytest.fixture
def site(tmp_path):
    return fresh(tmp_path)


def look(site, known=lambda *_: None):
    return read(site.root, known)


def test_each_file_is_read_as_what_its_place_says(site):
    site.write({"content/articles/2026/11/deep.md": "", "content/issues/2026/deep.md": ""})
    kinds = {file.path: file.kind for file in look(site).files}
    assert kinds == {
        "content/anchors.yaml": "anchors",
        "content/articles/2026/11/deep.md": "article",
        "content/articles/one.md": "article",
        "content/articles/three.md": "article",
        "content/articles/two.md": "article",
        "content/issues/2026/deep.md": "issue",
        "content/issues/2026-11-21.md": "issue",
        "content/issues/2026-11-22.md": "issue",
        "content/pages/about.md": "page",
        "content/rights.yaml": "rights",
        "content/site.yaml": "site",
        "content/sources.yaml": "sources",
        "content/topics/port.md": "topic",
    }


def test_files_come_in_one_order_whatever_the_disc_says(site):
    paths = [file.path for file in look(site).files]
    assert paths == sorted(paths)


def test_static_files_keep_their_folders_and_hidden_ones(site):
    site.write({"content/static/.well-known/a.txt": "a", "content/static/deep/b.md": "b"})
    static = {file.path: file.output for file in look(site).static}
    assert static["content/static/.well-known/a.txt"] == ".well-known/a.txt"
    assert static["content/static/deep/b.md"] == "deep/b.md"


@pytest.mark.parametrize(
    "path",
    [
        "content/notes.txt",
        "content/site.yml",
        "content/articles/photo.jpg",
        "content/article/one.md",
        "content/topics/deep/port.md",
        "content/pages/deep/about.md",
        "content/one.md",
    ],
)
def test_a_file_where_nothing_is_read_is_pointed_out(path, site):
    site.write(path, "x")
    (problem,) = look(site).problems
    assert (problem.location.path, problem.severity) == (path, "warning")


@pytest.mark.parametrize(
    "path", [".git/HEAD", "articles/.one.md.swp", ".DS_Store", "articles/.obsidian/a.md"]
)
def test_hidden_files_of_other_programs_are_passed_over_in_silence(path, site):
    before = look(site)
    site.write(f"content/{path}", "x")
    after = look(site)
    assert (after.files, after.problems) == (before.files, ())


def test_a_folder_without_content_is_no_site(tmp_path):
    with pytest.raises(BuildFailed, match="there is no content folder"):
        read(tmp_path, lambda *_: None)


@pytest.mark.parametrize("what", ["file", "folder", "nothing"])
def test_a_link_is_a_fault_and_is_not_followed(what, site, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("secret")
    (site.root / "content/articles/link.md").symlink_to(tmp_path / what)
    found = look(site)
    (problem,) = found.problems
    assert (problem.location.path, problem.severity) == ("content/articles/link.md", "fault")
    assert "content/articles/link.md" not in {file.path for file in found.files}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_does_not_stop_a_build(site):
    os.mkfifo(site.root / "content/articles/pipe.md")
    assert "content/articles/pipe.md" not in {file.path for file in look(site).files}


def test_a_file_that_is_known_is_not_opened(site):
    asked = []
    found = look(site, lambda path, stat: asked.append((path, stat)) or b"known")
    assert {file.fingerprint for file in found.files} == {b"known"}
    path = "content/articles/one.md"
    assert (path, stat_of((site.root / path).stat())) in asked


def test_a_file_that_is_not_known_is_fingerprinted_by_its_bytes(site):
    found = look(site)
    file = next(file for file in found.files if file.path == "content/articles/one.md")
    data = (site.root / file.path).read_bytes()
    assert file.fingerprint == of_bytes(data)
    assert document(site.root, file).data == data


def test_a_file_that_changes_while_it_is_read_stops_the_build(site, monkeypatch):
    found = look(site)
    site.edit("content/articles/one.md", "甲文", "乙文")
    monkeypatch.setattr("generator.build.read", lambda *_: found)
    with pytest.raises(BuildFailed, match="changed while it was read"):
        site.build()
    monkeypatch.undo()
    site.build()
    assert "乙文第一段" in site.read("site/articles/one.html")


def test_a_static_file_that_changes_while_it_is_read_stops_the_build(site, tmp_path, monkeypatch):
    site.build()
    site.write("content/static/map.txt", "map 2\n")
    found = look(site)
    site.write("content/static/map.txt", "map 3\n")
    with monkeypatch.context() as patch:
        patch.setattr("generator.build.read", lambda *_: found)
        with pytest.raises(BuildFailed, match="changed while it was read"):
            site.build()
    site.write("content/static/map.txt", "map 2\n")
    site.build()
    assert site.tree() == site.clean(tmp_path / "clean")


def test_a_theme_of_the_site_stands_before_a_bundled_one(site):
    files, names = theme_files(site.root, "kid")
    assert names == ("kid", "base")
    assert {file.theme for file in files} == {"kid", "base"}
    assert not [file.path for file in files if file.name.endswith(".md")]


def test_a_theme_is_no_way_out_of_the_folder_of_themes(site):
    site.edit("content/site.yaml", "theme: kid", "theme: ../content")
    with pytest.raises(BuildFailed, match="cannot be an id"):
        site.build()
    site.edit("content/site.yaml", "theme: ../content", "theme: kid")
    site.write("themes/kid/theme.yaml", "extends: ../content\n")
    with pytest.raises(BuildFailed):
        site.build()


def test_the_bundled_themes_are_found():
    assert (bundled_themes() / "base/layout.html").is_file()


def test_the_program_has_one_fingerprint_until_it_changes(monkeypatch):
    one = generation()
    assert one == generation()
    monkeypatch.setattr("generator.read.version", lambda _: "0")
    assert one != generation()


@pytest.mark.parametrize(
    ("epoch", "zone", "day"),
    [
        ("1795449599", "Asia/Shanghai", "2026-11-23"),
        ("1795449600", "Asia/Shanghai", "2026-11-24"),
        ("1795449600", "America/New_York", "2026-11-23"),
        ("0", "UTC", "1970-01-01"),
    ],
)
def test_today_is_a_day_of_the_sites_zone(epoch, zone, day, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today(zone) == day
