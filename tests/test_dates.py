"""Dates in sentences: read by the article's date, as fine as they are stated, and never by the clock."""

import json
import runpy
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import edtf
from generator.cli import main
from generator.dates import find

grows_evenly = runpy.run_path(str(Path(__file__).with_name("growing.py")))["grows_evenly"]
CASES = Path(__file__).parent / "cases" / "dates"
NAMES = (
    "found-wire.yaml",
    "found-forms.yaml",
    "found-english.yaml",
    "found-classes.yaml",
    "found-news.yaml",
    "found-traps.yaml",
)


def read(name):
    return yaml.load((CASES / name).read_text("utf-8"), yaml.BaseLoader)


def sentences(*names):
    return [
        (on, text, expected if isinstance(expected, list) else [expected])
        for name in names
        for on, cases in read(name).items()
        for text, expected in cases.items()
    ]


@pytest.mark.parametrize(("on", "text", "expected"), sentences(*NAMES))
def test_a_sentence_names_its_dates(on, text, expected):
    assert [found.edtf or "!" for found in find(text, on)] == expected


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in (CASES / "labelled.jsonl").read_text("utf-8").splitlines()]
)
def test_a_sentence_is_read_as_those_labelled_it_who_had_not_seen_the_grammar(case):
    assert [found.edtf for found in find(case["text"], case["on"]) if found.edtf] == case["dates"]


@pytest.mark.parametrize(
    ("on", "text"), [(on, text) for on, texts in read("found-nothing.yaml").items() for text in texts]
)
def test_a_text_without_a_date_has_none(on, text):
    assert [found.text for found in find(text, on)] == []


def only(text, on, **known):
    (found,) = find(text, on, **known)
    return found


# --- what is said of a date beside its EDTF ---


def test_a_part_of_the_day_and_a_stated_zone_stay_with_the_day():
    found = only("北京时间2017年1月10日凌晨，会谈举行", "2017-01-11")
    assert (found.edtf, found.part_of_day, found.tz, found.basis) == (
        "2017-01-10",
        "凌晨",
        "Asia/Shanghai",
        "explicit",
    )
    assert only("美東時間9日晚間8時", "2017-01-11").tz == "America/New_York"
    assert only("9日晚間8時", "2017-01-11").part_of_day == "晚間"
    assert only("9日晚8点", "2017-01-11").part_of_day == "晚上"
    assert only("当地时间9日", "2017-01-11").tz == ""


def test_every_part_of_a_day_is_one_that_timelines_know():
    for word in ("凌晨", "早", "清晨", "上午", "中午", "午后", "下午", "傍晚", "晚", "夜", "深夜", "午夜"):
        edtf.part_hours(only(f"9日{word}", "2017-01-11").part_of_day)


def test_what_the_text_alone_does_not_say_is_inferred_and_other_readings_are_candidates():
    found = only("12月30日，公司宣布", "2017-01-11")
    assert (found.edtf, found.basis) == ("2016-12-30", "inferred")
    assert found.candidates == ("2016-12-30", "2017-12-30")
    assert only("2016年9月4日", "2017-01-11").candidates == ()


def test_a_weekday_chooses_the_year():
    assert only("9月4日（星期日）", "2017-08-20").edtf == "2016-09-04"


def test_a_day_that_its_weekday_contradicts_is_told_with_both_readings():
    found = only("周一（10日）", "2017-01-11")
    assert (found.candidates, found.fault) == (
        ("2017-01-10", "2017-01-09"),
        "the day and its weekday disagree",
    )


def test_what_cannot_be_is_flagged_with_its_reason_and_has_no_edtf():
    for text, reason in (
        ("2月30日", "month 2 has no day 30"),
        ("13月5日", "there is no month 13"),
        ("2015年2月29日", "the calendar has no such day"),
    ):
        found = only(text, "2017-01-11")
        assert (found.edtf, found.fault) == ("", reason)


def test_without_the_article_s_date_nothing_is_made_up():
    assert [found.edtf for found in find("昨日。9月4日。周三。上月底", None)] == ["", "", "", ""]
    assert [found.edtf for found in find("2016年9月4日开幕，5日闭幕", None)] == ["2016-09-04", "2016-09-05"]
    _, second = find("2016年9月4日开幕。昨日，代表抵达", "unknown")
    assert (second.edtf, second.candidates) == ("", ("2016-09-03",))


def test_the_article_s_instant_is_a_day_in_its_zone():
    assert only("今日", "2017-01-10T20:00:00Z").edtf == "2017-01-11"
    assert only("今日", "2017-01-10T20:00:00Z", zone="America/New_York").edtf == "2017-01-10"


def test_a_named_time_of_the_site_is_an_anchor():
    anchors = {"g20-2016": "2016-09-04/2016-09-05", "双十一大促": "2016-11-01/2016-11-11"}
    for text in ("G20-2016期间", "2016年G20期间", "G20 2016期间"):
        found = only(text, "2017-01-11", anchors=anchors)
        assert (found.edtf, found.basis) == ("2016-09-04/2016-09-05", "anchor")
    assert only("双十一大促期间，物流繁忙", "2017-01-11", anchors=anchors).edtf == "2016-11-01/2016-11-11"


def test_spans_are_those_of_the_text_as_written():
    text = "㍻28年９月４日（日）、民國105年9月4日、２０１６年９月４日"
    assert [text[found.start : found.end] for found in find(text, "2017-01-11")] == [
        "㍻28年９月４日（日）",
        "民國105年9月4日",
        "２０１６年９月４日",
    ]


# --- the command ---


def run(*words):
    return CliRunner().invoke(main, ["dates", *map(str, words)], catch_exceptions=False)


def test_the_command_prints_json_without_what_is_absent(tmp_path):
    result = run("--root", tmp_path, "--on", "2017-01-11", "--json", "2016年9月，1月9日晚")
    assert json.loads(result.output) == [
        {"text": "2016年9月", "start": 0, "end": 7, "edtf": "2016-09", "basis": "explicit"},
        {
            "text": "1月9日晚",
            "start": 8,
            "end": 13,
            "edtf": "2017-01-09",
            "candidates": ["2017-01-09", "2016-01-09"],
            "part_of_day": "晚上",
            "basis": "inferred",
        },
    ]


def test_the_command_prints_a_table_for_an_editor(tmp_path):
    result = run("--root", tmp_path, "--on", "2017-01-11", "2016年9月，2月30日")
    assert result.output == "2016-09  2016年9月\n?        2月30日  (inferred, month 2 has no day 30)\n"
    assert run("--root", tmp_path, "没有").output == "no dates\n"


def test_the_command_knows_the_site_s_anchors(site):
    folder = site({"content/anchors.yaml": "g20-2016: 2016-09-04/2016-09-05\n"}).root
    result = run("--root", folder, "--on", "2017-01-11", "2016年G20期间")
    assert result.output == "2016-09-04/2016-09-05  2016年G20期间  (anchor)\n"


def test_the_command_says_how_dates_that_hang_on_the_article_s_are_placed(tmp_path):
    for words in (("2016年9月，昨日",), ("周五，2016年9月4日",), ("--json", "9月4日")):
        result = run("--root", tmp_path, *words)
        assert (result.exit_code, "`--on DATE` would place them" in result.stderr) == (0, True)
        assert "--on" not in result.stdout
    for words in (("2016年9月，2016年2月30日",), ("没有",), ("--on", "2017-01-11", "昨日")):
        assert run("--root", tmp_path, *words).stderr == ""


def test_the_command_refuses_a_date_that_is_none():
    result = run("--on", "someday", "昨日")
    assert result.exit_code == 2
    assert "is not a date" in result.output


# --- for any text ---

PIECES = st.sampled_from(["\n", *(CASES / "pieces.txt").read_text("utf-8").split()])
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=20).map(" ".join)
)
DAYS = st.one_of(st.none(), st.sampled_from(["unknown", "2016", "2017-01-11", "0001-01-01", "9999-12-31"]))


@given(TEXTS, DAYS)
def test_any_text_gives_dates_that_edtf_reads_and_spans_that_slice_to_it(text, on):
    end = 0
    for found in find(text, on, anchors={"g20-2016": "2016-09-04/2016-09-05"}):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        end = found.end
        for written in filter(None, (found.edtf, *found.candidates)):
            assert edtf.parse(written).text == written
        if found.candidates and found.edtf:
            assert found.candidates[0] == found.edtf
        if found.part_of_day:
            edtf.part_hours(found.part_of_day)
        if found.tz:
            edtf.zone(found.tz)


HOSTILE = (
    "2016年9月4日至",
    "9",
    "年",
    "上",
    "2016-",
    "9月",
    "的",
    "(",
    "周",
    "一" * 3 + "年",
    "since ",
    "Sept. 4-",
    "自",
    "1,",
    "世纪",
    "未来5",
    " ",
    "10:30",
    "a",
    "\n2016年",
    "今（25",
    "农历八月",
    "正月初六至",
    "10/9-",
    "、3月",
    "the same ",
    "delayed from May 5 to ",
    "第3季",
    "(9月4日)9月3日",
    "9月4日(",
    "十日在",
    "去年2016",
    "昨天9月4",
    "年初三",
    "just before midnight ",
    "2016/17",
    "2017上半年",
    "6月5日，将",
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_text_takes_about_twice_the_time(unit):
    text = unit * (24_000 // len(unit))
    find(text[:100], "2017-01-11")
    assert grows_evenly(lambda times: lambda: find(text * times, "2017-01-11"))
