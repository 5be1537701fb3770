"""YAML as an editor types it: text stays text, and whatever cannot be read is a fault with its place.

What an editor is told stands in cases/errors/; here stands what is read, and that nothing ever crashes.
"""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frontmatter import convert, load, locate, split
from generator.model.article import ArticleMatter
from generator.model.rights import RecordMatter
from generator.settings import SiteMatter


def values(text):
    loaded, problems = load(text, "x.yaml")
    assert problems == ()
    return loaded.values


@pytest.mark.parametrize(
    "word",
    [
        "2016",
        "no",
        "yes",
        "on",
        "12:30",
        "2016-09-04",
        "1e3",
        "0x1F",
        "1_000",
        ".5",
        "true",
        "NaN",
        "=",
        "<<",
        "12:30:45",
        "2016-09-04T10:32:00+08:00",
        "0o17",
        "+86",
        "摘要: 第一期",
        "@账号",
        "`码`",
        "%50",
    ],
)
def test_a_bare_word_stays_the_text_that_was_typed(word):
    assert values(f"title: {word}\nsource: 甲\n")["title"] == word


@pytest.mark.parametrize("nothing", ["", "~", "null", " # 只有注释"])
def test_a_key_without_a_value_is_absent(nothing):
    assert values(f"title: {nothing}\n") == {"title": None}
    assert (
        convert(load(f"title: 一\nsource: 甲\nsummary: {nothing}\n", "x.md")[0], ArticleMatter, "x.md")[1]
        == ()
    )


def test_quotation_marks_make_a_text_of_a_word_that_means_nothing():
    assert values('a: "null"\nb: "~"\nc: "no"\n') == {"a": "null", "b": "~", "c": "no"}


def test_a_mended_value_keeps_its_quotes_and_backslashes():
    assert values('title: 他说: "甲" \\ 乙\n')["title"] == '他说: "甲" \\ 乙'


def test_a_key_is_found_at_its_line_and_column():
    loaded, _ = load("title: 一\nchain:\n  - source: 甲\n    role: repost\n  - 乙\n", "x.md", line=2)
    assert locate(loaded, "title") == (2, 1)
    assert locate(loaded, "chain.0.role") == (5, 5)
    assert locate(loaded, "chain.1") == (6, 5)
    assert locate(loaded, "chain.7.role") == (3, 1)
    assert locate(loaded, "nothing") == (2, 1)


def test_front_matter_ends_at_the_first_fence():
    parts, problems = split("---\ntitle: 一\n---\n正文\n---\n尾\n", "x.md")
    assert problems == ()
    assert (parts.matter, parts.body) == ("title: 一\n", "正文\n---\n尾\n")
    assert (parts.matter_line, parts.body_line) == (2, 4)


def test_values_are_frozen_and_can_be_encoded():
    matter, _ = convert(load("title: 一\nsource: {name: 甲}\n", "x.md")[0], ArticleMatter, "x.md")
    with pytest.raises(AttributeError):
        matter.title = "二"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(matter), type=ArticleMatter) == matter


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "titel: 一\nmode: 全文\ntags: 科技\npublished: 2026-02-30\nsource: {kind: 报}\n",
            [1, 2, 3, 4, 5],
        ),
        ("chain:\n- {role: 转载}\n- {source: 甲, date: 昨}\n- [乙]\n", [2, 3, 4]),
        ("timeline:\n- {when: 2016-9}\n- {status: 真}\n- 字\n", [2, 3, 4]),
        ("title: 一\ntitle: 二\ntitle: 三\nsource: 甲\n", [2, 3]),
        ("images: {a.png: {credt: 甲}, b.png: 乙}\n", [1, 1]),
    ],
)
def test_every_fault_of_a_file_is_told_at_once(text, lines):
    loaded, found = load(text, "x.md")
    _, more = convert(loaded, ArticleMatter, "x.md")
    faults = [p.location.line for p in (*found, *more) if not re.search("is missing|article has", p.message)]
    assert sorted(faults) == lines


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("title: 一\nsource: {kind: 报}\n", ["`kind` cannot be `报`", "`name` is missing"]),
        ("titel: 一\nsource: 甲\n", ["unknown key `titel`"]),
        ("title: 一\nchain:\n- {role: 转载}\n", ["`role` cannot be `转载`", "`source` is missing"]),
        (
            "title: 一\nsource: 甲\nmode: 全\nchain:\n- {source: 甲, role: 转}\n",
            ["`mode` cannot be `全`", "`role` cannot be `转`", "`source` stands beside `chain`"],
        ),
        (
            "mode: 全\nsource: 甲\n",
            ["`mode` cannot be `全`", "the article has neither `title` nor `headline`"],
        ),
        (
            "title：一\nmode：全\ntags: 科技\n",
            [
                "the colon after `title` is full-width",
                "the colon after `mode` is full-width",
                "`mode` cannot be `全`",
                "`tags` is a list",
                "the article has no source",
            ],
        ),
    ],
)
def test_faults_between_keys_are_told_beside_others_but_none_that_follows_from_another(text, messages):
    loaded, found = load(text, "x.md")
    _, more = convert(loaded, ArticleMatter, "x.md")
    assert [p.message for p in (*found, *more)] == messages


def test_what_stands_beside_a_fault_is_kept_to_be_checked():
    text = "chain:\n- {source: 甲, role: 转}\n- 乙\ntimeline:\n- {when: 2016, what: 一}\n- 字\n"
    matter, _ = convert(load(text, "x.md")[0], ArticleMatter, "x.md")
    assert [getattr(hop, "source", hop) for hop in matter.chain] == ["甲", "乙"]
    assert [event.what for event in matter.timeline] == ["一"]


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\u202e", r"\ufdd0", r"\uffff"])
@pytest.mark.parametrize("text", ['a: b\nkey: "x{}y"', 'a: b\nkey: [c, "{}"]', 'a: b\n"k{}": c'])
def test_an_escape_brings_in_no_control_character(text, escape):
    _, problems = load(text.replace("{}", escape), "x.md")
    assert [problem.location.line for problem in problems] == [2]
    assert "control character" in problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10000,
        "{a: " * 10000,
        "a: " * 10000,
        "- " * 10000,
        "? " * 10000,
        "a: &x [*x]",
        "*x",
        "!!set {a}",
        "a: |\n",
        "a: >\n  b\n c",
        "%YAML 1.2\n---\na: b",
        "---\n---\n",
        "a: b\n...\nc: d",
        "\ta: b",
        "'",
        '"\\x"',
        "\n?",
        "[" * 100_000,
        "title: \u2029a\u2028: b\x85",
    ],
)
def test_strange_yaml_gives_faults_and_never_a_crash(text):
    _, problems = load(text, "x.md")
    assert all(p.severity == "fault" and p.location.path == "x.md" for p in problems)


YAMLISH = st.lists(
    st.sampled_from(
        [
            "title",
            "source",
            "chain",
            "tags",
            "timeline",
            "rights",
            "from",
            ":",
            ": ",
            "：",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "，",
            '"',
            "'",
            "|",
            ">",
            "&a",
            "*a",
            "!t",
            "#",
            " ",
            "摘要",
            "2016",
            "no",
            "12:30",
            "@",
            "~",
        ]
    ),
    max_size=40,
).map("".join)


@given(YAMLISH)
@pytest.mark.parametrize("kind", [ArticleMatter, SiteMatter, RecordMatter])
def test_whatever_is_typed_gives_a_value_or_a_fault(kind, text):
    loaded, found = load(text, "x.md")
    value, more = convert(loaded, kind, "x.md")
    assert (value is None) <= bool(found or more)
    assert all(p.location.line >= 1 and p.message for p in (*found, *more))
