"""`--why` names, for each output written, the input that changed."""

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]

ONE = "content/articles/one.md"


@pytest.fixture
def site(tmp_path):
    made = fresh(tmp_path)
    made.build()
    return made


@pytest.fixture
def why(site):
    return lambda **more: dict(site.build(why=True, **more).reasons)


def test_nothing_changed_and_nothing_is_named(why):
    assert why() == {}


def test_an_edited_article_is_named_for_each_output(site, why):
    site.edit(ONE, "title: 第一篇", "title: 头一篇")
    reasons = why()
    assert {"articles/one.html", "index.html", "feed.atom", "credits/2026.csv"} <= reasons.keys()
    assert set(reasons.values()) == {(ONE,)}


def test_of_two_edits_each_output_names_its_own(site, why):
    site.edit(ONE, "讲一个港口", "说一个港口")
    site.edit("content/pages/about.md", "关于本站", "本站")
    reasons = why()
    assert reasons["articles/one.html"] == reasons["feed.atom"] == (ONE,)
    assert reasons["about.html"] == ("content/pages/about.md",)


def test_a_deleted_article_is_named_for_the_lists_it_stood_in(site, why):
    site.remove("content/articles/three.md")
    site.remove("content/issues/2026-11-22.md")
    reasons = why()
    for path in ("tags/港口.html", "feed.atom", "tags/index.html"):
        assert "content/articles/three.md" in reasons[path]
    gone = {"content/articles/three.md", "content/issues/2026-11-22.md"}
    assert gone == {name for names in reasons.values() for name in names}


def test_a_list_that_lost_an_article_does_not_name_an_edit_elsewhere(site, why):
    site.remove("content/articles/three.md")
    site.remove("content/issues/2026-11-22.md")
    site.edit("content/pages/about.md", "关于本站", "关于我们")
    reasons = why()
    assert reasons["about.html"] == ("content/pages/about.md",)
    assert "content/pages/about.md" not in reasons["tags/港口.html"]


def test_a_new_article_is_named(site, why):
    new = "content/articles/four.md"
    site.write(new, site.read("content/articles/three.md"))
    reasons = why()
    assert reasons["articles/four.html"] == reasons["tags/港口.html"] == (new,)


def test_an_edited_template_is_named(site, why):
    site.edit("themes/kid/topic.html", "kid 1", "kid 2")
    assert why() == {"topics/port.html": ("themes/kid/topic.html",)}


def test_an_edited_piece_is_named_for_the_pages_that_show_it(site, why):
    site.write("themes/kid/pieces/card.html", '{% include "base/pieces/card.html" %}<!-- mine -->')
    reasons = why()
    assert "about.html" not in reasons
    assert reasons["topics/port.html"] == ("themes/kid/pieces/card.html",)


def test_edited_words_are_named(site, why):
    site.write("themes/kid/words/zh-Hans.yaml", "page:\n  search: 搜\n")
    reasons = why()
    assert "search.html" in reasons
    assert set(reasons.values()) == {("the words of the theme kid",)}


def test_an_edited_stylesheet_is_named(site, why):
    site.write("themes/kid/assets/style.css", ".kid { color: tan }\n")
    assert set(why().values()) == {("the stylesheet of the theme kid",)}


def test_the_registry_is_named(site, why):
    site.edit("content/sources.yaml", "name: 黑羊网", "name: 白羊网, aliases: [黑羊网]")
    reasons = why()
    assert {"articles/two.html", "sources/heiyang.html"} <= reasons.keys()
    assert set(reasons.values()) == {("content/sources.yaml",)}


def test_the_day_is_named(why):
    reasons = why(as_of="2027-01-01")
    assert "articles/one.html" in reasons
    assert set(reasons.values()) == {("the day of the build",)}


def test_options_are_named(site, why):
    site.write(
        "content/articles/draft.md",
        "---\ntitle: 稿\nsource: ebrun\npublished: 2026-11-20\ndraft: true\n---\n",
    )
    why()
    assert set(why(drafts=True).values()) == {("--drafts",)}
    assert set(why(drafts=True, base_url="https://other.example/").values()) == {("--base-url",)}


def test_an_output_that_was_only_spoilt_is_said_to_be_changed_on_disc(site):
    site.write("site/about.html", "spoilt")
    said = CliRunner().invoke(main, ["build", str(site.root), "--why", "--jobs", "1"]).output
    assert "about.html: was changed by hand and is written anew" in said


def test_the_command_prints_one_line_for_each_output(site):
    site.edit("themes/kid/topic.html", "kid 1", "kid 2")
    said = CliRunner().invoke(main, ["build", str(site.root), "--why", "--jobs", "1"]).output
    assert "topics/port.html <- themes/kid/topic.html\n" in said


def test_a_long_list_of_causes_is_cut(site):
    for number in range(30):
        site.write(
            f"content/articles/n{number}.md", "---\ntitle: 稿\nsource: ebrun\npublished: 2026-11-20\n---\n"
        )
    said = CliRunner().invoke(main, ["build", str(site.root), "--why", "--jobs", "1"]).output
    assert " and 10 more\n" in said
