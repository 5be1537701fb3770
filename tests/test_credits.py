"""Credits as pages state them are read as an editor would read them; tests/cases/credits has the lines."""

import json
import runpy
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.credits.reading import Hop, as_json, names_of, read, zones

grows_evenly = runpy.run_path(str(Path(__file__).with_name("growing.py")))["grows_evenly"]
CASES = Path(__file__).parent / "cases" / "credits"
LINES = [
    pytest.param(case, id=case["text"])
    for file in sorted(CASES.glob("*.yaml"))
    for case in yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
]
LABELLED = [
    pytest.param(case, id=case["text"])
    for case in map(json.loads, (CASES / "labelled.jsonl").read_text("utf-8").splitlines())
]
STATED = ("permission", "licence", "onward", "contact", "tagline")


@pytest.mark.parametrize("case", LABELLED)
def test_a_line_is_read_as_those_labelled_it_who_had_not_seen_the_grammar(case):
    reading = read(case["text"])
    hops = [
        {name: value for name in ("role", "source", "platform") if (value := getattr(hop, name))}
        for hop in (reading.hops if reading.is_credit else ())
    ]
    people = [f"{person.role} {person.name}" for person in reading.people]
    assert reading.is_credit == case["credit"]
    assert sorted(map(closed, hops)) == sorted(map(closed, case.get("hops", ())))
    assert sorted(people) == sorted(case.get("people", ()))
    assert (reading.permission, reading.onward) == (case.get("permission", ""), case.get("onward", ""))


def closed(hop):
    return [(name, "".join(value.split())) for name, value in sorted(hop.items())]


def said(hop):
    return {name: getattr(hop, name) for name in hop.__struct_fields__ if getattr(hop, name)}


@pytest.mark.parametrize("case", LINES)
def test_a_line_says_what_an_editor_reads_in_it(case):
    reading = read(case["text"])
    found = {
        "text": reading.text,
        "credit": "yes" if reading.is_credit else "no",
        "hops": [said(hop) for hop in reading.hops],
        "people": [f"{person.role} {person.name}" for person in reading.people],
        "kind": reading.kind if reading.kind != "credit" else "",
        **{name: getattr(reading, name) for name in STATED},
    }
    assert {name: value for name, value in found.items() if value} == case


# --- names of a registry


NAMES = names_of(
    [
        ("黑羊网", (), "网易号", "account"),
        ("北山经", ("北山经周报",), None, "outlet"),
        ("体育与人", ("體育與人",), None, "outlet"),
        ("某某物流", (), None, "company"),
        ("Plain Words", ("PW",), None, "outlet"),
    ]
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("转自北山经周报作者某人", "北山经周报"),
        ("本文转载自北山经的一篇文章", "北山经"),
        ("来源：体育与人、新华社", "体育与人"),
        ("來源：體育與人", "體育與人"),
        ("北山经报道，新桥通车。", "北山经"),
        ("PW reported that the bridge is open.", "PW"),
    ],
)
def test_names_are_cut_by_the_registry_first(text, source):
    assert read(text, NAMES).hops[0].source == source


def test_a_registered_account_brings_its_platform():
    assert read("来源：黑羊网", NAMES).hops == (Hop(role="original", source="黑羊网", platform="网易号"),)


def test_a_longer_name_is_not_cut_where_a_registered_one_begins():
    known = names_of([("财新", (), None, "outlet")])
    assert read("转自财新周刊", known).hops[0].source == "财新周刊"


def test_a_company_that_says_something_is_no_source():
    assert not read("某某物流称，新仓库将启用。", NAMES).is_credit


# --- what must never happen


def test_a_platform_without_its_account_is_never_the_publisher():
    reading = read("本文首发于微信公众号，欢迎转载。")
    assert reading.hops == (Hop(role="original", platform="微信公众号"),)
    assert reading.warnings == ("the platform 微信公众号 is named, its account is not",)


def test_an_empty_label_is_a_warning_and_no_credit():
    reading = read("来源： | 时间：2020-01-02")
    assert (reading.is_credit, reading.kind, reading.hops) == (False, "label-without-value", ())
    assert reading.warnings == ("`来源` has no value",)


def test_a_redirector_is_seen_through():
    text = "转自[某博客](https://link.zhihu.com/?target=https%3A//blog.example/a%3Fb%3D1)"
    assert read(text).hops[0].url == "https://blog.example/a?b=1"


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("—— 完 ——", "end", "—— 完 ——"),
        ("投稿请发邮件到 a@b.example", "contact", "投稿请发邮件"),
        ("读书资讯精选平台搜狐号 某某社 经授权转自 某某报", "tagline", "读书资讯精选平台"),
        ("版权归原作者所有", "boilerplate", "版权归原作者所有"),
        ("**来源**：某某晚报", "source", "某某晚报"),
    ],
)
def test_what_was_found_has_its_place_in_the_line(text, what, words):
    assert words in [text[one.start : one.end] for one in read(text).spans if one.what == what]


# --- zones of a page

PAGE = """\
来源：某某晚报　作者：李青
新桥今天通车，桥长三公里，是两岸之间的第一座桥，市民早早来到桥头等候。
据某某日报报道，这座桥用了四年时间修建，途中遇到两次洪水。
有人说，坐船过河的日子一去不返；也有人专门来坐最后一班渡船。
（完）
本文经授权转载自公众号“桥上人”
如有侵权，请联系删除
投稿请发邮件到 post@example.com"""


def test_a_page_has_a_head_a_body_an_end_and_a_tail():
    found = zones(PAGE.split("\n"))
    assert (found.head, found.body, found.end, found.tail) == ((0,), (1, 2, 3), 4, (5,))
    assert found.boilerplate == (6, 7)
    assert [(one.block, one.reading.hops[0].source) for one in found.inline] == [(2, "某某日报")]


def test_a_tail_is_found_without_an_end_marker():
    found = zones([*PAGE.split("\n")[1:4], "责任编辑：王一"])
    assert (found.body, found.end, found.tail) == ((0, 1, 2), None, (3,))


def test_a_page_may_be_empty():
    assert zones([]).readings == ()
    assert zones(["", " "]).body == ()


# --- the command


def run(*words):
    return CliRunner().invoke(main, ["credit", *map(str, words)])


def test_the_command_gives_each_line_its_entry(tmp_path):
    (tmp_path / "page.txt").write_text("来源：新华社\n\n今天天气很好。\n", "utf-8")
    result = run("--file", tmp_path / "page.txt", "--json")
    lines = json.loads(result.output)["lines"]
    assert [(one["line"], one["is_credit"]) for one in lines] == [(1, True), (2, False), (3, False)]
    assert lines[0]["hops"] == [{"role": "original", "source": "新华社"}]
    assert lines[0].keys() == {"text", "line", "is_credit", "hops", "people", "confidence", "spans"}


def test_the_command_says_in_a_line_what_was_found_and_how_sure():
    result = run("本文经授权转载自公众号“桥上人”，禁止转载")
    assert result.exit_code == 0
    assert result.output == (
        "1: credit 96%: original 桥上人 (微信公众号); permission claimed; onward prohibited\n"
    )


def test_the_command_takes_the_names_of_a_site(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/sources.yaml").write_text("bsj: {name: 北山经, aliases: [北山]}\n", "utf-8")
    result = run("转自北山经的文章", "--root", tmp_path)
    assert "via 北山经" in result.output


@pytest.mark.parametrize("words", [(), ("来源：某报", "--file", "x.txt"), ("--file", "no-such-file")])
def test_wrong_usage_of_the_command_gives_code_2(words):
    assert run(*words).exit_code == 2


def test_a_broken_registry_is_a_fault(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/sources.yaml").write_text("a: {name: 甲, kind: nothing}\n", "utf-8")
    result = run("来源：甲", "--root", tmp_path)
    assert (result.exit_code, "sources.yaml:1" in result.output) == (1, True)


# --- for any text

PIECES = st.sampled_from([*(CASES / "pieces.txt").read_text("utf-8").split(), "\n", "\u3000", "\u200b", " "])
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@given(TEXTS)
@example("ﬁ来源：…新华社㈱（ID：ﬁ）")
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_every_span_is_a_stretch_of_it(text):
    reading = read(text)
    assert reading.text == text
    assert 0 <= reading.confidence <= 1
    for one in reading.spans:
        assert 0 <= one.start < one.end <= len(text)
    assert json.loads(json.dumps(as_json([reading])))["lines"][0]["text"] == text


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=50, deadline=None)
def test_every_block_of_a_page_is_in_one_zone_at_most(blocks):
    found = zones(blocks)
    placed = [*found.head, *found.tail, *found.boilerplate, *found.body]
    assert len(placed) == len(set(placed))
    assert found.end is None or found.end not in placed


HOSTILE = [
    *(
        "据",
        "来源：",
        "（记者",
        "本文转载自《",
        "经授权",
        "获某报授权",
        "via ",
        "according to the ",
        "。",
        "A ",
        "新华社",
    ),
    *(
        '"',
        "[a](",
        "请注明",
        "图/",
        "人民网-",
        "作者 ",
        "said, citing ",
        "《",
        "）",
        "ア",
        "은 ",
        "は",
        "(" * 3,
        "【来源】",
    ),
    *(
        "由",
        "综合、",
        "https://a.example/",
        "a@b.cd ",
        "摄 ",
        "By A ",
        "（ID：a",
        "转载请",
        "原标题：《",
        "<a href='",
        "&amp;",
        "**",
    ),
    *(
        "记者 王一 ",
        "新华社记者王一 摄，",
        "据某报报道，",
        "출처: ",
        "【東京",
        "photo by A/",
        "cc by ",
        "经《",
        "侵权",
        "01",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_takes_twice_the_time(piece):
    text = piece * (40_000 // len(piece))
    read(text[:1000])
    assert grows_evenly(lambda times: lambda: read(text * times))
