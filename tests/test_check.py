"""Each fault is found once, at its line, and nothing else; what is right is left in peace."""

import json
import pickle
import runpy
import shutil
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.check import Asked, case_of, check
from generator.check.case import Case
from generator.check.likeness import pairs, shingles, sketch
from generator.check.looking import look, look_with
from generator.check.mending import edited, mends
from generator.check.outside import outside, why_dead
from generator.check.page import MOST_READ, Page
from generator.check.pairs import unbalanced_pairs
from generator.check.rules import CN_NEWS, OF_A_FILE, OF_ALL
from generator.check.sketches import shingles_of
from generator.check.textdates import impossible_dates_in_texts
from generator.cli import main
from generator.credits.reading import read as read_credit
from generator.dates import find
from generator.executor import Workshop
from generator.model.article import ArticleDoc, ArticleMatter
from generator.model.registry import RegistryDoc
from generator.model.source import SourceMatter
from generator.tracking import same_page, tracking, untracked

grows_evenly = runpy.run_path(str(Path(__file__).with_name("growing.py")))["grows_evenly"]
REPOSITORY = Path(__file__).parents[1]
HANDS = Workshop(1)
CASES = Path(__file__).with_name("cases") / "check"
FAULTS = yaml.safe_load((CASES / "faults.yaml").read_text("utf-8"))
RIGHT = yaml.safe_load((CASES / "right.yaml").read_text("utf-8"))
SOUND = yaml.safe_load((CASES / "sound.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """The sample, checked once, so that its memo is warm."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(REPOSITORY / "content", root / "content")
    check(Asked(root=str(root)))
    return root


@pytest.fixture
def sample(untouched, tmp_path):
    root = tmp_path / "sample"
    shutil.copytree(untouched, root)
    return root


def found(root, **more):
    report = check(Asked(root=str(root), **more))
    return [(f.rule, f.problem.location.path, f.problem.location.line) for f in report.findings]


def seed(root, fault):
    """Put a fault into a site; give where it is to be found."""
    file = root / fault["file"]
    text = file.read_text("utf-8") if file.exists() else ""
    if "old" in fault:
        assert text.count(fault["old"]) == 1
        text = text.replace(fault["old"], fault["new"])
    else:
        text += fault["new"]
    file.write_text(text, "utf-8")
    return place(root, fault)


def place(root, fault):
    where = fault.get("where", fault["file"])
    lines = (root / where).read_text("utf-8").splitlines()
    return fault["rule"], where, next(n for n, line in enumerate(lines, 1) if fault["line"] in line)


def run(root, *options, **environment):
    return CliRunner(env={"GITHUB_ACTIONS": None, **environment}).invoke(main, ["check", str(root), *options])


def test_the_sample_is_clean(sample):
    assert found(sample) == []


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_fault_is_found_once_at_its_line_and_nothing_else(sample, fault):
    expected = seed(sample, fault)
    assert found(sample) == [expected]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_right_is_left_in_peace(sample, text):
    file = sample / "content/articles/2026-11/sample-ad.md"
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")
    assert found(sample) == []


def test_every_rule_has_its_row_in_the_manual_and_its_seeded_fault():
    names = {name for name, _ in (*OF_A_FILE, *OF_ALL, *CN_NEWS)}
    manual = (REPOSITORY / "docs/check.md").read_text("utf-8")
    assert [name for name in names if f"| `{name}` |" not in manual] == []
    apart = {
        "same-story",
        "on-the-spot",
        "read-in-part",
        *(name for name, _ in CN_NEWS),
    }
    assert names - {fault["rule"] for fault in FAULTS} == apart


def test_a_site_in_which_all_is_right_is_clean(tmp_path):
    for path, text in RIGHT.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert found(tmp_path, news=True) == []


def test_all_faults_together_are_each_found(sample):
    alone = {fault["file"]: fault for fault in FAULTS if fault["rule"] != "build"}
    for fault in alone.values():
        seed(sample, fault)
    expected = [place(sample, fault) for fault in alone.values()]
    assert sorted(found(sample)) == sorted(expected)


def test_two_processes_find_what_one_finds(sample, monkeypatch):
    for fault in {fault["file"]: fault for fault in FAULTS if fault["rule"] != "build"}.values():
        seed(sample, fault)
    alone = found(sample, jobs=1)
    monkeypatch.setattr("generator.executor.WORTH_A_PROCESS", 1)
    monkeypatch.setattr("generator.check.looking.WORTH_A_PROCESS", 1)
    assert found(sample, jobs=2) == alone


def test_a_case_can_be_sent_to_a_process_that_is_no_fork(sample):
    case = case_of(sample, HANDS)
    assert look(pickle.loads(pickle.dumps(case)), HANDS) == look(case, HANDS)


def test_a_text_that_is_there_three_times_is_told_once_of_each_copy(sample):
    whole = next(
        fault for fault in FAULTS if fault["name"] == "an article taken over whole, with small changes"
    )
    for name in ("z-a", "z-b"):
        matter = whole["new"].replace("示例镇报", f"示例{name}报").replace("zhenbao", name)
        (sample / f"content/articles/2026-11/{name}.md").write_text(matter, "utf-8")
    told = [(rule, path) for rule, path, _ in found(sample) if rule != "same-story"]
    assert told == [("near-duplicate", f"content/articles/2026-11/{name}.md") for name in ("z-a", "z-b")]


def test_an_image_without_a_credit_is_found_at_its_line(sample):
    article = sample / "content/articles/2026-11/sample-ad.md"
    (sample / "content/static").mkdir(exist_ok=True)
    (sample / "content/static/depot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    article.write_text(f"{article.read_text('utf-8')}\n![仓库](/depot.png)\n", "utf-8")
    assert found(sample) == [("missing-credit", "content/articles/2026-11/sample-ad.md", 16)]


def test_a_correction_older_than_its_article_is_found(sample):
    article = sample / "content/articles/2026-11/caixin-ncac.md"
    text = article.read_text("utf-8").replace(
        "collected:", "corrections: [{date: 2014-01-01, text: 改了一个字}]\ncollected:"
    )
    article.write_text(text, "utf-8")
    assert [rule for rule, _, _ in found(sample)] == ["impossible-date"]


def test_a_story_of_two_sources_is_information(sample):
    told = (
        ("a", "示例日报", "示例市地铁三号线延误四小时，信号故障"),
        ("b", "示例时报", "信号故障致示例市地铁三号线延误四小时"),
    )
    for id_, source, title in told:
        text = f"---\ntitle: {title}\nsource: {{name: {source}, url: 'https://{id_}.example/'}}\n"
        text += "published: 2026-11-22\nsummary: 地铁三号线因信号故障延误。\n---\n"
        (sample / f"content/articles/z-{id_}.md").write_text(text, "utf-8")
    assert found(sample) == [("same-story", "content/articles/z-b.md", 2)]
    assert run(sample).exit_code == 0
    issue = sample / "content/issues/2026-11-20.md"
    issue.write_text(f"{issue.read_text('utf-8')}\n::: item z-a z-b\n两家。\n:::\n", "utf-8")
    assert "same-story" not in [rule for rule, _, _ in found(sample)]


def test_a_source_given_on_the_spot_three_times_had_better_be_registered(sample):
    for number in range(3):
        text = f"---\ntitle: 第{number}条新鲜事\nsource: {{name: 示例县报, url: 'https://xian.example/'}}\n"
        text += "published: 2026-11-22\n---\n"
        (sample / f"content/articles/z-{number}.md").write_text(text, "utf-8")
    assert found(sample) == [("on-the-spot", "content/articles/z-0.md", 3)]


def test_a_permission_that_ran_out_is_told_once_where_the_whole_text_was_asked_for(sample):
    rights = sample / "content/rights.yaml"
    rights.write_text(rights.read_text("utf-8").replace("2027-10-31", "2026-11-22"), "utf-8")
    article = sample / "content/articles/2026-11/sample-translation.md"
    article.write_text(
        article.read_text("utf-8").replace("rights: shili", "mode: full\nrights: shili"), "utf-8"
    )
    assert [rule for rule, _, _ in found(sample)] == ["permission-expired"]


def test_what_the_build_says_of_a_mode_stays_where_no_rule_says_it_better(sample):
    article = sample / "content/articles/2026-11/sample-translation.md"
    article.write_text(
        article.read_text("utf-8").replace("rights: shili", "mode: full\nrights: shili"), "utf-8"
    )
    rights = sample / "content/rights.yaml"
    rights.write_text(
        rights.read_text("utf-8").replace(
            "from: 2026-11-01\n  until: 2027", "from: 2026-12-01\n  until: 2027"
        ),
        "utf-8",
    )
    assert [rule for rule, _, _ in found(sample)] == ["build"]


def test_content_at_fault_is_reported_with_what_can_still_be_said(sample):
    seed(sample, next(fault for fault in FAULTS if fault["name"] == "a direction mark in a text"))
    site = sample / "content/site.yaml"
    site.write_text(site.read_text("utf-8") + "colour: red\n", "utf-8")
    assert [rule for rule, _, _ in found(sample)] == ["hidden-character", "build"]
    assert run(sample).exit_code == 1


def test_without_the_library_exact_repetitions_are_found_and_that_is_said(sample, monkeypatch):
    monkeypatch.setitem(sys.modules, "rensa", None)
    article = sample / "content/articles/2026-11/sample-ad.md"
    long = "退件登记以后，仓库在三天之内检验，再把照片和单号一起发给买家，由买家决定退还是换。"
    article.write_text(f"{article.read_text('utf-8')}\n{long}\n\n{long}\n", "utf-8")
    assert found(sample) == [
        ("near-duplicate", "content/articles", 0),
        ("near-duplicate", "content/articles/2026-11/sample-ad.md", 18),
    ]


# What is ours


@pytest.mark.parametrize(
    ("source", "rights", "is_shown"),
    [
        ("新华社", "own", False),
        ("{name: 某报, kind: outlet}", "own", False),
        ("新华社", "{basis: own, holder: 新华社}", False),
        ("新华社", "{basis: own, note: 他们请我们写的}", True),
        ("新华社", "bought", True),
        ("编辑部", "own", True),
        ("买断社", "own", True),
        ("{name: 本刊甲}", "own", True),
        ("{name: 本報記者, kind: person}", "own", True),
        ("{name: 试刊}", "own", True),
        ("{name: 李四, kind: person}", "own", True),
        ("{name: 某室, url: 'https://www.digest.example/room'}", "own", True),
    ],
)
def test_what_is_said_to_be_our_own_is_shown_to_be(source, rights, is_shown, site):
    site = site(
        {
            "content/site.yaml": "title: 试刊\nurl: https://digest.example/\n"
            "editor: 李四\nas_of: 2026-11-23\n",
            "content/sources.yaml": "xinhua: {name: 新华社, url: 'https://www.news.cn/'}\n"
            "us: {name: 编辑部, rights: own}\nsold: {name: 买断社, rights: bought}\n",
            "content/rights.yaml": "bought: {grantor: 新华社, basis: own}\n",
            "content/articles/a.md": f"---\ntitle: 某事\nsource: {source}\npublished: 2026-11-20\n"
            f"rights: {rights}\ncredit_line: 照录\n---\n正文。\n",
        }
    )
    told = [one for one in found(site.root) if one[0] == "own-of-another"]
    assert told == ([] if is_shown else [("own-of-another", "content/articles/a.md", 5)])


# The rules for reposted news in China


NEWS = """\
---
title: 某事
source: 新华社
url: https://www.news.cn/1.html
published: 2026-11-22
byline: 张三
editor: 李四
---
"""


def news(root, text, listed="date: 2026-01-15\nnames: [新华社, {name: 示例晚报, from: 2026-12-01}]\n"):
    """Check a site of one article under the rules for reposted news."""
    files = {"content/articles/a.md": text, "whitelist.yaml": listed}
    files["content/site.yaml"] = "title: 试刊\nurl: https://digest.example/\nas_of: 2026-11-23\n"
    files["content/sources.yaml"] = "xinhua: {name: 新华社, aliases: [新华网]}\nshili: {name: 示例晚报}\n"
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            file.write_text(data, "utf-8")
    return [(rule, f"{path.rpartition('/')[2]}:{line}") for rule, path, line in found(root, news=True)]


def test_news_with_all_that_is_asked_is_clean(tmp_path):
    assert news(tmp_path, NEWS) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("byline: 张三\n", "", ("cn-news-stated", "a.md:3")),
        ("byline: 张三\n", "byline: [{name: 王五, role: translator}]\n", ("cn-news-stated", "a.md:3")),
        ("byline: 张三\n", "unknown: {author: 原页未署名}\n", None),
        ("title: 某事", "headline: 某事", ("cn-news-stated", "a.md:2")),
        ("title: 某事", "headline: 某事\nunknown: {title: 原文无题}", None),
        ("editor: 李四", "editor: 小编", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: 小編", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: 李四、記者", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: 管理員", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: 運營", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: ＡＤＭＩＮ", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: 責任編輯：小編", ("cn-news-stated", "a.md:7")),
        ("editor: 李四", "editor: 責任編輯：李四", None),
        ("editor: 李四", "editor: Teamo Deskin", None),
        ("editor: 李四", "editor: 责任编辑：李四、王五", None),
        ("editor: 李四\n", "", ("cn-news-stated", "site.yaml:1")),
        ("editor: 李四\n", "unknown: {editor: 旧稿，编辑已离职}\n", None),
        ("title: 某事", "title: 某事\nheadline: 另一题", ("cn-news-title", "a.md:3")),
        ("title: 某事", "title: 某事\nheadline: 另一题\nedits: [{op: retitle}]", None),
        ("source: 新华社", "source: 新华网", None),
        ("source: 新华社", "source: 示例晚报", ("cn-news-source", "a.md:3")),
        ("source: 新华社", "source: {name: 某号, kind: account}", ("cn-news-source", "a.md:3")),
        ("source: 新华社", "rights: own\nsource: {name: 本刊甲}", None),
    ],
)
def test_news_lacks_what_is_asked_or_says_why(tmp_path, old, new, expected):
    assert news(tmp_path, NEWS.replace(old, new)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("day", "is_listed"),
    [("2019-06-01", True), ("2022-06-01", False), ("2024-06-01", True)],
)
def test_a_name_listed_twice_holds_in_both_spans(day, is_listed, tmp_path):
    spans = ("{name: 新华社, until: 2020-12-31}", "{name: 某社, aliases: [新华社], from: 2024-01-01}")
    listed = f"date: 2026-01-15\nnames: [{', '.join(spans)}]\n"
    text = NEWS.replace("published: 2026-11-22", f"published: {day}\ncollected: {day}")
    assert news(tmp_path, text, listed) == ([] if is_listed else [("cn-news-source", "a.md:3")])


def test_an_old_list_a_broken_one_and_none_are_each_said(tmp_path):
    assert news(tmp_path, NEWS, "names: [新华社]\ndate: 2025-11-01\n") == [
        ("cn-news-list", "whitelist.yaml:2")
    ]
    assert news(tmp_path, NEWS, "date: 2026-01-01\nnames: [新华社]\ncolour: red\n")[0][0] == "cn-news-list"
    (tmp_path / "whitelist.yaml").unlink()
    assert news(tmp_path, NEWS, None) == [("cn-news-source", "whitelist.yaml:0")]
    other = tmp_path / "other.yaml"
    other.write_text("date: 2026-02\nnames: [新华社]\n", "utf-8")
    assert run(tmp_path, "--rules", "cn-news", "--whitelist", str(other)).exit_code == 0


OPEN = "他说：“你好。"


@pytest.mark.parametrize(
    "before",
    [
        "> ```\n> 码\n\n",
        "> ```\n> 码\n",
        "> > ~~~\n> > 码\n\n> 引文\n\n",
        "- 一\n\n  ```\n  码\n\n",
        "- 一\n\n  ```\n  码\n- 二\n\n",
        "- ```\n  码\n\n",
        "- ```\n  码\n  ```\n\n",
        "1. > ```\n   > 码\n\n",
        "    ```\n\n",
        "段落\n    ```\n\n",
        "```\n码\n```\n\n",
        "````\n```\n````\n\n",
        "> ```\n> 码\n> ```\n\n",
    ],
)
def test_code_ends_with_what_it_stands_in(before):
    (problem,) = unbalanced_pairs(page := case_with(f"{before}{OPEN}\n").pages[0], case_with(""))
    assert problem.location.line == 1 + page.text[: page.text.index("“")].count("\n")


@pytest.mark.parametrize(
    "text",
    [
        f"```\n\n{OPEN}\n",
        f"> ```\n> {OPEN}\n> ```\n",
        f"- 一\n\n  ```\n\n  {OPEN}\n",
        f"- ```\n\n  {OPEN}\n  ```\n",
        f"~~~\n```\n{OPEN}\n",
        f"```\n- ```\n{OPEN}\n```\n",
        f"```\n> 引文\n{OPEN}\n```\n",
        f"```\n> ```\n{OPEN}\n```\n",
        f"```\n    ```\n{OPEN}\n```\n",
        f"[^note]: 注\n\n    ```\n    {OPEN}\n    ```\n",
        f"段落\n10. 十\n    ```\n    {OPEN}\n    ```\n",
    ],
)
def test_what_stands_in_open_code_is_left_in_peace(text):
    assert list(unbalanced_pairs(case_with(text).pages[0], case_with(""))) == []


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_a_line_s_end_ends_a_line(odd):
    page = case_with(f"一句{odd}```\n\n{OPEN}\n").pages[0]
    assert [block.text for block in page.blocks] == [f"一句{odd}```", OPEN]


SHORT = "文章说，2月30日那天来了三百人。\n\n"


def test_of_a_text_that_is_too_long_the_beginning_is_read_and_that_is_said(sample):
    article = sample / "content/articles/2026-11/sample-ad.md"
    text = article.read_text("utf-8")
    long = "港口很大，船很多，人也很多。" * (MOST_READ // 14) + "\n\n"
    article.write_text(f"{text}\n{SHORT}{long}{SHORT}", "utf-8")
    lines = article.read_text("utf-8").split("\n")
    first = next(number for number, line in enumerate(lines, 1) if "2月30日" in line)
    name = "content/articles/2026-11/sample-ad.md"
    assert found(sample) == [("impossible-date", name, first), ("read-in-part", name, first + 2)]
    article.write_text(f"{text}\n{SHORT}", "utf-8")
    assert [rule for rule, _, _ in found(sample)] == ["impossible-date"]
    article.write_text(f"{text}\n{long}{SHORT}", "utf-8")
    assert [rule for rule, _, _ in found(sample)] == ["read-in-part"]
    assert run(sample).exit_code == 0


def test_a_cut_makes_no_date_another(monkeypatch):
    text = "会议于2016年12月30日（星期五）召开，2月29日至3月1日，11月30日结束。"
    for length in range(1, len(text) + 1):
        monkeypatch.setattr("generator.check.page.MOST_READ", length)
        assert list(impossible_dates_in_texts(case_with(text).pages[0], case_with(""))) == []


COSTLY = (
    *("9月", "4日", "9月4日", "10월 ", "第三季度", "周一", "9月4日周一\n\n"),
    *("来源：新华社\n", "来源：新华社转自人民网\n\n"),
    "来源：甲№转自乙№ 编辑：张三 记者李四 via 某某 source: x 授权转载№\n",
    "来源：甲№转自乙№ 编辑：张三 source: x 授权转载№\n\n",
)


@pytest.mark.parametrize("unit", COSTLY)
def test_the_grammars_read_no_more_of_a_long_text_than_of_the_longest_they_read(unit):
    read = []

    def grammar(function):
        def counted(text, *more, **other):
            read.append(len(text))
            return function(text, *more, **other)

        return counted

    def length(characters):
        read.clear()
        text = "".join(unit.replace("№", str(number)) for number in range(characters // len(unit)))
        case = case_with(text)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("generator.check.textdates.find", grammar(find))
            patched.setattr("generator.check.conflicts.read", grammar(read_credit))
            patched.setattr("generator.check.notices.read", grammar(read_credit))
            look(case, HANDS)
            shingles_of(case.pages[0])
        return sum(read)

    assert length(3 * MOST_READ) <= 3 * MOST_READ


# Addresses and what --fix does to them


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/p?utm_source=x&id=2&spm=1.2#top", "https://a.example/p?id=2#top"),
        ("https://a.example/p?UTM_Medium=x", "https://a.example/p"),
        ("https://a.example/p?id=2", "https://a.example/p?id=2"),
        ("https://a.example/p?ref=home", "https://a.example/p?ref=home"),
        ("https://a.example/p?from=groupmessage&isappinstalled=0", "https://a.example/p?from=groupmessage"),
        (
            "https://mp.weixin.qq.com/s?__biz=Mz&mid=1&idx=1&sn=ab&chksm=cd&scene=21",
            "https://mp.weixin.qq.com/s?__biz=Mz&mid=1&idx=1&sn=ab",
        ),
        (
            "https://www.bilibili.com/video/BV1?p=2&vd_source=a&spm_id_from=b",
            "https://www.bilibili.com/video/BV1?p=2",
        ),
        ("https://www.youtube.com/watch?v=abc&si=def", "https://www.youtube.com/watch?v=abc"),
        ("https://a.example/p?si=def&t=2", "https://a.example/p?si=def&t=2"),
        ("https://a.example/?q=a%26utm_source=1&b", "https://a.example/?q=a%26utm_source=1&b"),
    ],
)
def test_only_what_surely_follows_the_reader_is_taken_out(url, clean):
    assert untracked(url) == clean


def test_what_may_follow_the_reader_is_only_named():
    assert tracking("https://a.example/p?ref=home&id=1") == (("ref=home", False),)


def test_one_page_under_two_addresses_is_one():
    assert same_page("http://www.a.example/p/?utm_source=x#top") == same_page("https://A.example/p")
    assert same_page("https://a.example/p?b=2&a=1") == same_page("https://a.example/p?a=1&b=2")
    assert same_page("https://a.example/p?id=1") != same_page("https://a.example/p?id=2")


def test_an_address_that_is_none_is_left_as_it_is():
    assert (tracking("http://[?utm_source=a"), untracked("http://[x")) == (
        (("utm_source=a", True),),
        "http://[x",
    )


def test_fixing_leaves_all_else_byte_for_byte(sample):
    path = sample / "content/articles/2026-11/caixin-ncac.md"
    before = path.read_bytes().replace(b"\n", b"\r\n").replace(b"title: ", b"title:   ")
    dirty = before.replace(b"100802625.html", b"100802625.html?utm_source=a&id=3&spm=b")
    dirty = dirty.replace("title:   国".encode(), "title:   \u200b国".encode())
    body = "见 https://a.example/?utm_source=a\u200b 与 e\u0301。\r\n".encode()
    path.write_bytes(b"\xef\xbb\xbf" + dirty + body)
    path.chmod(0o640)
    run_ = run(sample, "--fix")
    clean = before.replace(b"100802625.html", b"100802625.html?id=3")
    assert path.read_bytes() == b"\xef\xbb\xbf" + clean + body
    assert path.stat().st_mode & 0o777 == 0o640
    assert run_.exit_code == 1  # the text keeps what is not ours to change
    assert run_.stderr.count("mended: content/articles/2026-11/caixin-ncac.md:") == 2
    assert run(sample, "--fix").stderr.count("mended") == 0


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "content/site.yaml",
            "footer: [{text: 甲, url: https://e.org/?utm_source=a},{text: 乙, url: b.html}]\n",
            "footer: [{text: 甲, url: https://e.org/},{text: 乙, url: b.html}]\n",
        ),
        (
            "content/articles/a.md",
            "---\nsource: {name: 甲,url: https://e.org/?utm_source=a,kind: company}\n---\n文。\n",
            "---\nsource: {name: 甲,url: https://e.org/,kind: company}\n---\n文。\n",
        ),
        (
            "content/articles/a.md",
            "---\nurl: 'https://e.org/?a=1&spm=b'\narchived: \"https://e.org/?spm=b\" # 存\n---\n",
            "---\nurl: 'https://e.org/?a=1'\narchived: \"https://e.org/\" # 存\n---\n",
        ),
        (
            "content/sources.yaml",
            "a: {name: 甲, feed: https://e.org/?spm=1}\n",
            "a: {name: 甲, feed: https://e.org/}\n",
        ),
    ],
)
def test_fixing_takes_tracking_out_of_an_address_and_out_of_nothing_beside_it(path, before, after):
    page = Page(path=path, kind="article", text=before, doc=None)
    assert edited(before, mends(before, page)) == after


@pytest.mark.parametrize(
    "line",
    [
        "credit_line: 原文链接：https://e.org/?utm_source=a",
        "credit_line: https://e.org/?utm_source=a",
        "title: https://e.org/?utm_source=a",
        "excerpt: 见 https://e.org/?utm_source=a 处",
        "url: 见 https://e.org/?utm_source=a",
        "url: https://e.org/?\n  utm_source=a",
        "url: >-\n  https://e.org/?utm_source=a",
        "aliases: [https://e.org/?utm_source=a]",
        "# https://e.org/?utm_source=a",
    ],
)
def test_words_of_front_matter_are_left_as_they_are_written(line):
    text = f"---\n{line}\n---\n文。\n"
    assert mends(text, Page(path="content/articles/a.md", kind="article", text=text, doc=None)) == ()


TRACKED, CLEAN = "https://e.org/?utm_source=a", "https://e.org/"
KEYS = st.sampled_from(["url", "title", "credit_line", "source", "feed", "b c"])
VALUES = st.just(TRACKED) | st.text("a:,#{}[]'\" 甲\u200b?&=-|>\n", max_size=9)
NESTED = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)


def told(value, address, key=""):
    """Give values with what stands for the address under keys of addresses, and no ends without width."""
    if isinstance(value, dict):
        return {name: told(child, address, name) for name, child in value.items()}
    if isinstance(value, list):
        return [told(child, address, key) for child in value]
    return address if value == TRACKED and key in {"url", "feed"} else value.strip("\u200b")


@given(st.dictionaries(KEYS, NESTED, max_size=4), st.sampled_from([True, False, None]))
def test_fixing_changes_no_value_but_addresses_and_ends(values, flow):
    text = yaml.dump(values, allow_unicode=True, default_flow_style=flow, width=10**6)
    page = Page(path="content/site.yaml", kind="site", text=text, doc=None)
    after = yaml.load(edited(text, mends(text, page)), yaml.BaseLoader)
    assert told(after, TRACKED) == told(values, CLEAN)


def test_links_of_our_own_texts_are_fixed_and_words_are_not(sample):
    issue = sample / "content/issues/2026-11-20.md"
    text = issue.read_text("utf-8").replace("(https://iptc.org/)", "(https://iptc.org/?fbclid=1)")
    issue.write_text(f"{text}\n参数写作 `https://a.example/?fbclid=1`，去掉它。\n", "utf-8")
    run(sample, "--fix")
    assert "(https://iptc.org/)" in issue.read_text("utf-8")
    assert "`https://a.example/?fbclid=1`" in issue.read_text("utf-8")


# How it is said


def test_json_and_annotations_say_the_same(sample):
    fault = next(fault for fault in FAULTS if fault["name"] == "a brief without its source")
    _, path, line = seed(sample, fault)
    (entry,) = json.loads(run(sample, "--json").stdout)
    assert list(entry) == ["path", "line", "column", "rule", "severity", "message", "hint"]
    assert (entry["path"], entry["line"], entry["column"]) == (path, line, 1)
    assert (entry["rule"], entry["severity"]) == ("missing-credit", "warning")
    made = run(sample, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(sample.parent))
    start = f"::warning file=sample/{path},line={line},col=1,title=missing-credit::"
    (said,) = [text for text in made.stdout.splitlines() if text.startswith("::")]
    assert said == f"{start}{entry['message']}%0A{entry['hint']}"
    assert made.exit_code == 1


def test_a_clean_site_gives_an_empty_list_and_no_exit_code(sample):
    made = run(sample, "--json")
    assert (json.loads(made.stdout), made.exit_code) == ([], 0)


def test_a_folder_that_is_no_site_is_at_fault(tmp_path):
    assert run(tmp_path).exit_code == 1


# The web


class _Web(BaseHTTPRequestHandler):
    asked = ()

    def do_HEAD(self):
        type(self).asked += ((self.command, self.path, time.monotonic()),)
        status = {"/here": 200, "/gone": 404, "/shy": 405 if self.command == "HEAD" else 200, "/cross": 403}
        leads = {"/round": "/round", "/inside": "http://10.0.0.1/", "/nowhere": "http://[abc"}
        if self.path in leads:
            self.send_response(302)
            self.send_header("Location", leads[self.path])
        else:
            self.send_response(status.get(self.path, 500))
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the server's name for it

    def log_message(self, *_):
        pass


@pytest.fixture
def web():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _Web.asked = ()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses_that_lead_nowhere_are_named_and_others_are_not(web):
    loopback = frozenset((web.removeprefix("http://"),))
    assert why_dead(f"{web}/here", loopback) == ""
    assert why_dead(f"{web}/shy", loopback) == ""
    assert why_dead(f"{web}/cross", loopback) == ""  # it keeps us out, and not a reader
    assert why_dead(f"{web}/gone", loopback) == "answers 404"
    assert why_dead(f"{web}/round", loopback) == "is not followed: more than 5 redirects"
    assert "not on the public internet" in why_dead(f"{web}/inside", loopback)
    assert "not on the public internet" in why_dead(f"{web}/here")
    assert why_dead(f"{web}/nowhere", loopback)


def test_dead_links_are_information_asked_once_and_one_at_a_time(sample, web):
    for path in (*(sample / "content").rglob("*.md"), *(sample / "content").rglob("*.yaml")):
        path.write_text(
            path.read_text("utf-8").replace("http://", "ftp://").replace("https://", "ftp://"), "utf-8"
        )
    issue = sample / "content/issues/2026-11-20.md"
    issue.write_text(
        f"{issue.read_text('utf-8')}\n[甲]({web}/gone)、[乙]({web}/here)、[丙]({web}/gone#x)\n", "utf-8"
    )
    for _ in range(2):
        case = case_of(sample, HANDS)
        (problem,) = outside(sample, case, allowed=frozenset((web.removeprefix("http://"),)), pause=0.2)
        assert problem.severity == "notice"
        assert "/gone` answers 404" in problem.message
    assert [(method, path) for method, path, _ in _Web.asked] == [
        ("HEAD", "/gone"),
        ("GET", "/gone"),
        ("HEAD", "/here"),
    ]
    assert _Web.asked[2][2] - _Web.asked[1][2] >= 0.2


@pytest.mark.parametrize("url", ["https://[abc", "https://[abc]x/", "http://a.example:99999999/"])
def test_an_address_that_cannot_be_read_is_a_finding_beside_the_others(site, url):
    page = f"---\ntitle: 一页\n---\n见 {url} 处，与 http://10.0.0.1/ 处。\n"
    made = run(site({"content/pages/a.md": page}).root, "--links")
    assert f"`{url}` is not followed: this cannot be read as an address" in made.stdout
    assert "`http://10.0.0.1/` is not followed: 10.0.0.1 is not on the public internet" in made.stdout


# Any text


MARKS = '“”‘’「」《》（）()[]【】"`<>{}!\n:-—*|\\\u200b\u200d\u202e\ufeff👨a。'
WORDS = (
    "\n\n",
    "](",
    "https://a.example/?utm_source=",
    "&spm=1",
    "亿邦动カ网",
    "来源：",
    "2月30日",
    "1)",
    "```",
    "---\n",
)
PIECES = st.sampled_from([*MARKS, *WORDS])
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)
REGISTRY = RegistryDoc(
    path="content/sources.yaml",
    entries=(("ebrun", SourceMatter(name="亿邦动力网")), ("cnbc", SourceMatter(name="CNBC"))),
)


def case_with(text, matter="title: 某事\n"):
    """A case of one article and a registry, content that no build has looked at."""
    doc = ArticleDoc(
        path="content/articles/a.md", id="a", matter=ArticleMatter(title="某事", source="CNBC"), body=None
    )
    page = Page(path=doc.path, kind="article", text=f"---\n{matter}---\n{text}", doc=doc)
    registry = Page(path=REGISTRY.path, kind="sources", text="", doc=REGISTRY)
    return Case(pages=(page, registry), site=None)


@given(TEXTS)
def test_no_text_makes_a_rule_raise_and_each_place_is_in_the_text(text):
    case = case_with(text)
    lines = case.pages[0].text.count("\n") + 1
    for finding in (*look(case, HANDS), *look_with(case, CN_NEWS)):
        assert 0 <= finding.problem.location.line <= lines
        assert finding.problem.message
        assert "\n" not in finding.problem.message


@given(TEXTS, TEXTS)
def test_mending_once_is_enough_and_touches_no_text(value, text):
    page = case_with(text, f"title: {json.dumps(value)}\nurl: https://a.example/?utm_source=1\n").pages[0]
    once = edited(page.text, mends(page.text, page))
    again = Page(path=page.path, kind=page.kind, text=once, doc=page.doc)
    assert mends(once, again) == ()
    assert once.endswith(f"---\n{text}")


HOSTILE = (
    "“",
    "”（",
    "](",
    "<",
    "`",
    "{a",
    "(1)",
    "1)",
    "https://a.example/?spm=1&",
    "亿邦动カ",
    "亿邦动カ网",
    "\u200b",
    "カ",
    "：(",
)
HOSTILE += ("字，", "他说：“好。”\n\n", "a ", "&", "((", "[a](b", "\n", "```\n", "曰", "来源：")


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_twice_as_long_takes_little_more_than_twice_as_long(piece):
    def looking(times):
        case = case_with(piece * (times * 30_000 // len(piece)))
        return lambda: look(case, HANDS)

    assert grows_evenly(looking)


@given(TEXTS)
def test_a_text_is_like_itself(text):
    doubled = shingles(text * 3 + "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯")
    found = pairs([sketch(doubled)] * 2, 0.9, lambda _: doubled)
    assert [(pair.first, pair.second, pair.likeness) for pair in found] == [(0, 1, 1.0)]
