"""A site kept in memory under the editor's hands: always what a build would give, never a file of it."""

import runpy
import sqlite3
from pathlib import Path

import pytest

from generator import compose
from generator import live as room
from generator.compose import Request
from generator.live import Live
from generator.memo import Memo, parsing

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]

ONE = "content/articles/one.md"


@pytest.fixture
def site(tmp_path):
    return fresh(tmp_path)


@pytest.fixture
def look(site):
    opened = []

    def make(**options):
        live = Live(Request(root=str(site.root), jobs=1, **options))
        live.refresh()
        opened.append(live)
        return live

    yield make
    for live in opened:
        live.close()


def text(live, path):
    return live.sight(path).data.decode()


def faults(live):
    return [str(problem) for problem in live.problems]


def test_every_output_is_the_one_a_build_writes(site, look):
    live = look()
    site.build()
    built = {path: data for path, data in site.tree().items() if not path.startswith(".wenzhai")}
    assert {path: live.sight(path).data for path in live.shown.outputs} == built


def test_nothing_is_written_but_the_memo(site, look):
    before = site.tree(site.root)
    live = look()
    for path in live.shown.outputs:
        live.sight(path)
    assert {p: d for p, d in site.tree(site.root).items() if not p.startswith(".wenzhai/")} == before


def test_a_build_beside_an_open_preview_does_not_wait_for_it(site, look):
    site.build()
    live = look()
    for edit in ("讲两个港口", "讲三个港口"):
        site.edit(ONE, site.read(ONE).partition("甲文第一段，")[2].partition("。")[0], edit)
        live.refresh([ONE])
        live.sight("articles/one.html")
        with sqlite3.connect(site.root / ".wenzhai/memo.sqlite", timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_an_edit_of_a_text_is_shown_without_bringing_the_whole_site_together(site, look, monkeypatch):
    live = look()
    monkeypatch.setattr(room, "site_of", None)
    monkeypatch.setattr(room, "read", None)
    site.edit(ONE, "讲一个港口", "讲两个港口")
    assert live.refresh([ONE]) == (ONE,)
    assert "讲两个港口" in text(live, "articles/one.html")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲文第一段", "甲文[第一段](../pages/about.md)"),
        ("甲文第一段", "甲文![第一段](map.png)"),
        ("甲文第一段，讲一个港口。", "::: timeline\n:::"),
        ("title: 第一篇", "title: 头一篇"),
        ("甲文第一段，讲一个港口。\n\n甲文第二段，见[第二篇](two.md)。\n", ""),
    ],
    ids=["a link", "an image", "a place for the timeline", "front matter", "the text itself"],
)
def test_an_edit_on_which_more_may_hang_takes_the_whole_way(site, look, monkeypatch, old, new):
    live, steps = look(), []
    real = room.site_of
    monkeypatch.setattr(room, "site_of", lambda *words: steps.append(1) or real(*words))
    site.edit(ONE, old, new)
    assert live.refresh([ONE]) == (ONE,)
    assert steps == [1]


def test_a_save_that_changed_nothing_is_no_change(site, look):
    live = look()
    site.write(ONE, site.read(ONE))
    assert (live.refresh([ONE]), live.refresh()) == ((), ())


def test_the_pages_stay_as_they_were_while_an_article_is_at_fault(site, look):
    live = look()
    good = text(live, "articles/one.html")
    site.edit(ONE, "title: 第一篇", "titel: 第一篇")
    live.refresh([ONE])
    assert faults(live)[0].startswith(f"{ONE}:2:1: unknown key")
    assert text(live, "articles/one.html") == good
    site.edit(ONE, "titel: 第一篇", "title: 第一篇")
    live.refresh([ONE])
    assert live.problems == ()


def test_a_page_stays_as_it_was_while_its_template_is_at_fault(site, look):
    live = look()
    good = text(live, "topics/port.html")
    broken = '{% extends "base/topic.html" %}{% block main %}\n{{ nothing.at.all }}{% endblock %}'
    site.write("themes/kid/topic.html", broken)
    live.refresh()
    sight = live.sight("topics/port.html")
    assert sight.data.decode() == good
    assert str(sight.problems[0].location) == "themes/kid/topic.html:2"
    assert live.sight("index.html").problems == ()


def test_a_site_that_is_at_fault_from_the_start_is_shown_once_it_is_mended(site, look):
    site.edit("content/site.yaml", "title:", "titel:")
    live = look()
    assert (live.shown, live.sight("index.html").data) == (None, None)
    site.edit("content/site.yaml", "titel:", "title:")
    live.refresh()
    assert "小站" in text(live, "index.html")


def test_after_a_warm_start_and_an_edit_of_a_text_only_what_changed_is_parsed(site, look, monkeypatch):
    look()
    live, parsed = look(), []
    real = parsing.parse
    monkeypatch.setattr(parsing, "parse", lambda doc: parsed.append(doc.path) or real(doc))
    site.edit(ONE, "讲一个港口", "讲两个港口")
    assert live.refresh([ONE]) == (ONE,)
    site.edit(ONE, "title: 第一篇", "title: 头一篇")
    assert live.refresh([ONE]) == (ONE,)
    assert set(parsed) == {ONE}


def test_a_site_that_names_no_day_is_made_anew_when_the_day_has_passed(site, look, monkeypatch):
    site.edit("content/site.yaml", "as_of: 2026-11-23\n", "")
    live = look()
    assert "第三篇" in text(live, "articles/three.html")
    for room_ in (room, compose):
        monkeypatch.setattr(room_, "today", lambda _: "2026-12-20")
    assert live.refresh() == ()
    assert live.sight("articles/three.html").path == "404.html"


def test_texts_that_were_forgotten_after_many_edits_are_parsed_again(site, look, monkeypatch):
    monkeypatch.setattr(room, "_MOST_EDITS", 2)
    live = look()
    for path in (ONE, "content/articles/three.md"):
        site.write(path, site.read(path) + "\n添一段。\n")
        live.refresh([path])
    for number in range(5):
        site.write(ONE, site.read(ONE) + f"\n第 {number} 段。\n")
        live.refresh([ONE])
    assert "添一段" in text(live, "articles/three.html")
    assert "第 4 段" in text(live, "articles/one.html")


def test_content_that_is_moved_away_is_a_fault_until_it_is_back(site, look):
    live = look()
    (site.root / "content").rename(site.root / "away")
    live.refresh()
    assert "there is no content folder" in faults(live)[0]
    (site.root / "away").rename(site.root / "content")
    live.refresh()
    assert live.problems == ()


def test_a_path_that_is_not_planned_shows_the_page_for_missing_pages(look):
    sight = look().sight("articles/none.html")
    assert (sight.path, b"<h1" in sight.data) == ("404.html", True)


def test_drafts_and_texts_published_in_part_are_marked_with_the_reason(site, look):
    site.edit("content/articles/three.md", "tags:", "draft: true\ntags:")
    marks = look(drafts=True).shown.marks
    assert marks["articles/three.html"] == "draft: a build leaves it out"
    assert marks["articles/two.html"].startswith("published as `summary`: ")
    assert "articles/one.html" not in marks


def test_a_file_is_looked_at_by_the_page_it_became(look):
    pages = look().shown.pages
    assert pages[ONE] == "articles/one.html"
    assert pages["content/issues/2026-11-21.md"] == "issues/2026-11-21.html"
    assert pages["content/static/map.txt"] == "map.txt"


@pytest.mark.parametrize(
    "spoil", [lambda file: file.unlink(), lambda file: file.write_bytes(b"spoilt" * 999)]
)
def test_a_memo_that_is_lost_meanwhile_is_not_missed(site, look, spoil):
    site.build()
    live = look()
    spoil(site.root / ".wenzhai/memo.sqlite")
    assert "讲一个港口" in text(live, "articles/one.html")


def test_a_build_beside_an_open_preview_is_not_kept_waiting(site, look):
    live = look()
    site.edit(ONE, "讲一个港口", "讲三个港口")
    assert site.build().work.parsed == 1
    live.refresh([ONE])
    assert "讲三个港口" in text(live, "articles/one.html")


def test_an_image_that_changes_is_shown_as_it_is_now(site, look):
    live = look()
    site.write("content/static/map.txt", "map 2\n")
    assert live.refresh() == ("content/static/map.txt",)
    assert text(live, "map.txt") == "map 2\n"


# ---- a site remembered whole


def closed(site, **options):
    """Open a site and close it: what was assembled is remembered."""
    live = Live(Request(root=str(site.root), jobs=1, **options))
    live.refresh()
    live.close()


def test_a_site_that_did_not_change_is_not_assembled_again(site, look, monkeypatch):
    site.build()
    monkeypatch.setattr(room, "site_of", None)
    live = look(base_url="http://127.0.0.1:8000/")
    assert "讲一个港口" in text(live, "articles/one.html")
    assert "http://127.0.0.1:8000/articles/one.html" in text(live, "feed.atom")


def test_the_first_edits_after_a_site_was_remembered_whole_are_seen(site, look):
    closed(site)
    live = look()
    site.edit(ONE, "讲一个港口", "讲两个港口")
    assert live.refresh([ONE]) == (ONE,)
    site.edit("content/articles/two.md", "title: 第二篇", "title: 另一篇")
    live.refresh()
    assert "讲两个港口" in text(live, "articles/one.html")
    assert "另一篇" in text(live, "articles/two.html")


def _draft(site):
    site.edit("content/articles/three.md", "tags:", "draft: true\ntags:")


def _title(site):
    site.edit("content/topics/port.md", "title: 港口", "title: 末一港")


def _static(site):
    site.write("content/static/new.txt", "x")


def _stray(site):
    site.write("content/articles/notes.txt", "x")


WHOLE = {
    "what was asked": (
        0,
        _draft,
        None,
        {"drafts": True},
        lambda live: "articles/three.html" in live.shown.marks,
    ),
    "the files": (1, None, _title, {}, lambda live: "末一港" in text(live, "topics/port.html")),
    "static files": (2, None, _static, {}, lambda live: "new.txt" in live.shown.outputs),
    "what was found": (3, None, _stray, {}, lambda live: live.shown.warnings),
}


@pytest.mark.parametrize("left_out", [False, True], ids=["whole key", "left out of the key"])
@pytest.mark.parametrize("part", WHOLE)
def test_a_remembered_site_is_known_by_all_it_was_made_of(site, look, monkeypatch, part, left_out):
    place, before, after, options, is_new = WHOLE[part]
    if left_out:
        real = Memo.key
        monkeypatch.setattr(Memo, "key", lambda memo, *v: real(memo, *v[: place + 1], *v[place + 2 :]))
    if before:
        before(site)
    closed(site)
    if after:
        after(site)
    assert bool(is_new(look(**options))) is not left_out


def test_the_next_day_is_another_site(site, look, monkeypatch):
    site.edit("content/site.yaml", "as_of: 2026-11-23\n", "")
    site.edit("content/articles/three.md", "published: 2025-03-04", "published: 2026-11-24")
    site.edit("content/issues/2026-11-22.md", "::: item three\n按语二。\n:::\n", "按语二。\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795406400")  # 2026-11-23 in Shanghai, until 16:00 UTC
    closed(site)
    assert "articles/three.html" not in look().shown.outputs
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795492800")
    assert "articles/three.html" in look().shown.outputs
