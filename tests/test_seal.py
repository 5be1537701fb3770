"""A site in which nothing changed is known from the stats of its files alone; any change breaks the seal."""

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import seal
from generator.cli import main

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))

UNTOUCHED = "0 parsed, 0 rendered, 0 written, 0 removed"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site that was just built, its sources taken for old."""
    monkeypatch.setattr(seal, "TICK", -60_000_000_000)
    made = tiny["fresh"](tmp_path)
    say(made)
    return made


def say(site, *options):
    """Build at the door and give what is said."""
    ended = CliRunner().invoke(main, ["build", str(site.root), *options])
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.fixture
def not_built(site, monkeypatch):  # noqa: ARG001 - it was built before
    """Make any look beyond the seal a failure."""

    monkeypatch.setattr("generator.build.build", _built)


def _built(*_):
    raise AssertionError("a build began")


@pytest.mark.usefixtures("not_built")
def test_an_unchanged_site_is_not_looked_into(site):
    assert UNTOUCHED in say(site)


def test_what_a_build_left_out_and_warned_of_is_said_again(site, monkeypatch):
    site.write(
        "content/articles/waiting.md",
        "---\ntitle: 待\nsource: ebrun\npublished: 2026-11-20\ndraft: true\n---\n",
    )
    site.write("content/articles/stray.txt", "x")
    first = say(site)
    monkeypatch.setattr("generator.build.build", None)
    again = say(site)
    assert "skipped: draft" in again
    assert "this file is not read" in again
    assert again.splitlines()[:-2] == first.splitlines()[:-2]


def _edit(site):
    site.edit("content/articles/one.md", "讲一个港口", "说一个港口")


def _add(site):
    site.write("content/static/a.txt", "a")


def _theme(site):
    site.write("themes/kid/pieces/card.html", "another card\n")


def _by_hand(site):
    site.write("site/articles/one.html", "spoilt")


def _gone(site):
    (site.out / "about.html").unlink()


def _linked(site):
    page = site.out / "about.html"
    page.rename(site.root / "elsewhere.html")
    page.symlink_to(site.root / "elsewhere.html")


@pytest.mark.parametrize("change", [_edit, _add, _theme, _by_hand, _gone])
def test_a_change_breaks_the_seal(change, site, tmp_path):
    change(site)
    said = say(site)
    assert UNTOUCHED not in said
    assert site.tree() == site.clean(tmp_path / "clean")


def test_an_output_in_whose_place_a_link_stands_breaks_the_seal(site):
    _linked(site)
    ended = CliRunner().invoke(main, ["build", str(site.root)])
    assert "this is not ours" in ended.output


@pytest.mark.usefixtures("not_built")
@pytest.mark.parametrize(
    "options", [("--drafts",), ("--as-of", "2026-12-30"), ("--base-url", "https://x.example/"), ("--force",)]
)
def test_another_question_is_not_answered_by_the_seal(options, site):
    ended = CliRunner().invoke(main, ["build", str(site.root), *options])
    assert isinstance(ended.exception, AssertionError)


@pytest.mark.usefixtures("not_built")
@pytest.mark.parametrize("epoch", ["1795000000", "1895000000"])
def test_another_day_breaks_the_seal(epoch, site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ended = CliRunner().invoke(main, ["build", str(site.root)])
    assert isinstance(ended.exception, AssertionError)


@pytest.mark.usefixtures("not_built")
def test_another_program_breaks_the_seal(site, monkeypatch, tmp_path):
    monkeypatch.setattr(seal, "_PACKAGE", tmp_path)
    ended = CliRunner().invoke(main, ["build", str(site.root)])
    assert isinstance(ended.exception, AssertionError)


def test_a_package_in_any_place_that_packages_are_loaded_from_breaks_the_seal(site, monkeypatch, tmp_path):
    users = tmp_path / "lib of the user"
    (users / "some-1.0.dist-info").mkdir(parents=True)
    (users / "some-1.0.dist-info" / "METADATA").write_text("Name: some\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(users)
    say(site)
    assert UNTOUCHED in say(site)
    (users / "some-1.0.dist-info").rename(users / "some-1.1.dist-info")
    monkeypatch.setattr("generator.build.build", _built)
    ended = CliRunner().invoke(main, ["build", str(site.root)])
    assert isinstance(ended.exception, AssertionError)


@pytest.mark.parametrize("data", ["", "{}", "[]", '[["a"], ["b"], [], 1]', "null"])
def test_a_spoilt_seal_is_no_seal(data, site):
    site.write(".wenzhai/seal.json", data)
    assert "nothing changed" in say(site)


def test_a_folder_of_the_sites_may_have_any_name(site):
    for text in ("one", "two"):
        site.write("content/static/__pycache__/a.txt", text)
        say(site)
        assert site.read("site/__pycache__/a.txt") == text
    site.write("site/__pycache__/a.txt", "spoilt")
    assert UNTOUCHED not in say(site)


def test_sources_at_rest_are_older_than_a_new_file_beside_them(site):
    device, time = seal.clock(site.root)
    assert seal.rested(site.root, (device, time))
    assert not seal.rested(site.root, (device, 0))


def test_sources_elsewhere_than_the_memo_rest_when_they_are_seconds_old(site, monkeypatch):
    device, time = seal.clock(site.root)
    elsewhere = (device + 1, time)
    assert seal.rested(site.root, elsewhere)  # the fixture takes them for old
    monkeypatch.setattr(seal, "TICK", 60_000_000_000)
    assert not seal.rested(site.root, elsewhere)


def test_a_site_whose_sources_changed_a_moment_ago_is_sealed(site):
    site.edit("content/articles/one.md", "讲一个港口", "说一个港口")
    say(site)
    assert UNTOUCHED in say(site)


def test_a_site_whose_sources_may_change_unseen_is_not_sealed(site, monkeypatch):
    device, _ = seal.clock(site.root)
    monkeypatch.setattr(seal, "clock", lambda _: (device, 0))
    site.edit("content/articles/one.md", "讲一个港口", "说一个港口")
    say(site)
    assert not (site.root / ".wenzhai/seal.json").exists()
