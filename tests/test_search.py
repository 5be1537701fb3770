"""Search: what it can find, what it must not hold, how little changes when an article comes."""

import json
import re
import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.search import _DIGITS, coded, shard_of
from generator.formats.text import words_in
from generator.han import compact, fold, terms

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]

CALL = re.compile(r'wenzhai\((".*?"),(.*)\);\n', re.DOTALL)


@pytest.fixture
def site(tmp_path):
    return fresh(tmp_path)


def files(site):
    site.build()
    return {path: text.decode() for path, text in site.tree().items() if path.startswith("search/")}


def called(text):
    name, value = CALL.fullmatch(text).groups()
    return json.loads(name), json.loads(value)


def items(site):
    found = (called(text)[1] for path, text in files(site).items() if re.search(r"/\d\d-\d\d\.js$", path))
    return {item["href"]: item for day in found for item in day}


def indexed(site):
    """Give every term with the newest part it stands in."""
    found = {}
    for path, text in sorted(files(site).items()):
        if path.startswith("search/terms/"):
            words = called(text)[1].split(" ")
            found |= {term: path.split("/")[2] for term in words[::2] if term}
    return found


# ---- texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [("轉載須經授權", "转载须经授权"), ("ＡＢＣ１２３", "abc123"), ("OpenAI", "openai"), ("①㌔", "1キロ")],
)
def test_scripts_cases_and_widths_are_alike(text, folded):
    assert fold(text) == folded


def test_spaces_beside_chinese_are_as_if_they_were_not_there():
    assert compact("OpenAI 与 微软\n合作 two words") == "openai与微软合作two words"


def test_a_text_is_found_by_each_two_characters_that_touch_and_by_its_words():
    assert terms("A股，5G 网，two words") == {"a股", "g网", "a", "5g", "two", "words"}


@given(st.text(st.sampled_from("据新华社报道 ABab12，。"), max_size=30), st.data())
def test_whatever_part_of_a_text_is_typed_its_terms_are_the_texts(text, data):
    made = compact(text)
    start = data.draw(st.integers(0, len(made)))
    part = made[start : data.draw(st.integers(start, len(made)))]
    pairs = {term for term in terms(part) if len(term) == 2 and not term.isascii()}
    assert pairs <= terms(text)


@given(st.sets(st.integers(0, 4_000_000), min_size=1, max_size=60))
def test_days_are_written_so_that_they_can_be_read(days):
    assert read(coded(sorted(days))) == sorted(days)


def read(code):
    """Read a list of days as `search.js` does."""
    if code[0] == "#":
        values = map(_DIGITS.index, code[1:])
        return [at * 6 + bit for at, value in enumerate(values) for bit in range(6) if value >> bit & 1]
    digits, found, last = iter(map(_DIGITS.index, code)), [], -1
    for first in digits:
        size = first
        if first == 87:
            size = ((next(digits) * 88 + next(digits)) * 88 + next(digits)) * 88 + next(digits)
        elif first >= 60:
            size = 60 + (first - 60) * 88 + next(digits)
        last += size + 1
        found.append(last)
    return found


def test_a_word_and_its_beginning_are_looked_up_in_one_file():
    assert shard_of("openai", 24) == shard_of("op", 24)


def test_words_are_taken_out_of_html_whole():
    html = '<p title="a>b">一<em>段</em>话</p>\n<ul><li>甲</li><li>乙&amp;丙<br>丁</li></ul>'
    assert words_in(html) == "一段话 甲 乙&丙 丁"


# ---- what is in it


def test_an_article_is_found_by_all_that_is_published_of_it(site):
    held = indexed(site)
    for words in ("第一篇", "的摘要", "港口", "甲文第二段", "按语", "亿邦动力网", "港口开工"):
        assert terms(words) <= held.keys(), words


def test_an_issue_is_found_by_its_own_words_and_its_briefs(site):
    issue = items(site)["issues/2026-11-21.html"]
    assert issue["title"] == "每日 第 1 期"
    assert "一条快讯" in " ".join(issue["parts"])
    assert "按语一" not in " ".join(issue["parts"])


def test_a_note_stands_with_its_article_under_its_issue(site):
    one = items(site)["articles/one.html"]
    assert (one["group"], one["groupHref"]) == ("每日 第 1 期", "issues/2026-11-21.html")
    assert "按语一。" in one["parts"]


def test_what_is_not_permitted_or_was_withdrawn_is_in_no_file_of_the_search(site):
    withdrawn = "withdrawn: {date: 2026-11-23, reason: 应要求}"
    site.edit("content/articles/one.md", "rights: deal", f"rights: deal\n{withdrawn}")
    every = "".join(files(site).values())
    for words in ("乙文的正文", "甲文第", "第一篇", "按语一"):
        assert words not in every
    assert "乙文" not in indexed(site)
    assert "甲文" not in indexed(site)


def test_hostile_words_stay_words(site):
    site.edit("content/articles/one.md", "title: 第一篇", "title: '</script><script>alert(1)</script>\u2028'")
    every = files(site)
    assert not any("</script" in text or "\u2028" in text for text in every.values())
    assert items(site)["articles/one.html"]["title"].startswith("</script>")


# ---- how little changes


def test_an_article_more_changes_few_files_however_long_the_past_is(site):
    article = "---\ntitle: 题{n}\nsource: 新华社\ncollected: {day}\nsummary: 第{n}条，说港口与航线。\n---\n"
    for n in range(90):
        site.write(f"content/articles/o{n}.md", article.format(n=n, day=f"2025-0{n % 9 + 1}-1{n // 9}"))
    before = files(site)
    site.write("content/articles/new.md", article.format(n="新", day="2026-11-22"))
    after = files(site)
    changed = {path for path in after if before.get(path) != after[path]}
    assert not any(path.startswith("search/terms/2025-") for path in changed)
    assert len(changed) <= 25


def test_another_text_makes_one_part_of_the_index_anew(site):
    for year in (2023, 2024):
        article = f"---\ntitle: 题\nsource: 新华社\ncollected: {year}-03-01\n---\n"
        site.write(f"content/articles/o{year}.md", article)
    before = files(site)
    site.edit("content/articles/o2023.md", "题", "改过的题")
    site.build()
    after = files(site)
    changed = {path for path in after if before.get(path) != after[path]}
    assert {path for path in changed if path.startswith("search/terms/")}
    assert all(path.startswith(("search/terms/2023-01/", "search/2023/")) for path in changed)


def test_the_three_newest_months_are_indexed_one_by_one_the_past_by_years(site):
    site.edit("content/articles/three.md", "published:", "collected: 2026-08-31\npublished:")
    assert set(indexed(site).values()) == {"2026-01", "2026-11"}
    assert indexed(site)["丙文"] == "2026-01"
    assert indexed(site)["甲文"] == "2026-11"


def test_every_file_that_the_script_may_ask_for_is_there(site):
    site.build()
    page = site.read("site/search.html")
    for segment in re.search(r'data-segments="([^"]*)"', page)[1].split():
        month, shards = segment.split(":")
        assert all(f"search/terms/{month}/{number}.js" in site.tree() for number in range(int(shards)))
