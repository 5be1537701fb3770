"""Every short way gives what the long way gives: the same values, the same page, the same complaints.

The long ways: markdown-it with our rules alone for a body, libyaml for front matter, `urlsplit` for an
address, a look at each character for an id and at each word for a length.
"""

import ast
import re
import runpy
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

import generator
from generator import urls
from generator.frontmatter import load, locate, plain, split
from generator.han import count
from generator.han.counting import HAN
from generator.markdown import Dialect, convert, inline, links, parser
from generator.markdown.written import WRITTEN, write

HERE = Path(__file__).parent
markdown = runpy.run_path(str(HERE / "test_markdown.py"))
HOSTILE, PARTS, specification = markdown["HOSTILE"], markdown["PARTS"], markdown["specification"]

DIALECTS = [
    pytest.param({"dialect": Dialect()}, id="an article"),
    pytest.param({"dialect": Dialect(trusted_html=True)}, id="a page"),
    pytest.param({"dialect": Dialect(), "structure": True}, id="an issue"),
]


@cache
def rules_alone():
    return parser.without_lanes()


@cache
def rules_alone_for_a_line():
    return parser.without_lanes_for_a_line()


def both_ways(make):
    short = make()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "ours", rules_alone)
        patch.setattr(parser, "ours_inline", rules_alone_for_a_line)
        return short, make()


def agree(text, how):
    short, long = both_ways(lambda: convert(text, path="x.md", first_line=7, **how))
    assert short == long


@pytest.mark.parametrize("how", DIALECTS)
def test_the_examples_of_commonmark(how):
    for source, _ in specification().values():
        agree(source, how)


@pytest.mark.parametrize("how", DIALECTS)
def test_our_own_cases(how):
    for file in sorted((HERE / "cases" / "markdown").glob("*.md")):
        for piece in re.split(r"^\.$", file.read_text("utf-8"), flags=re.MULTILINE):
            agree(piece.strip("\n"), how)


@pytest.mark.parametrize("how", DIALECTS)
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts(make, how):
    agree(make(500), how)


@pytest.mark.parametrize("how", DIALECTS)
def test_the_bodies_of_the_sample(how):
    for file in sorted((HERE.parent / "content").rglob("*.md")):
        agree(split(file.read_text("utf-8"), "x.md")[0].body, how)


def test_addresses_weigh_the_same():
    for number in range(330, 345):
        refs = f"[a]: /{'u' * number}\n\n" + "[a] " * number
        agree(f"{refs}\n\n[b](https://a.example/{'u' * 2000})", {"dialect": Dialect()})


HAN_WORDS = [
    "今年",
    "汽车",
    "“数据”",
    "，",
    "。",
    "、",
    "（约",
    "）",
    "……",
    "——",
    "《报》",
    "：",
    "！",
    "·",
    "〇",
    "𠀀",
    "か",
    "한",
]
LATIN = [
    "Rust",
    "open-source",
    "SpaceX's",
    "7%",
    " ",
    "  ",
    "2016",
    "1.",
    "a_b",
    "x: y",
    "!",
    "(",
    ")",
    "'",
    '"',
    ">",
]
MARKS = [
    "**",
    "*",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "\\",
    "[",
    "]",
    "](",
    "![",
    "{",
    "}",
    "{#id}",
    " {.a lang=en}",
    "<",
    ">",
    "&",
]
LINKS = [
    "[甲](https://a.example/b?c=1)",
    "[a](b.md)",
    "[^1]",
    "[乙](https://a.example/(x))",
    "https://a.example/b",
    "http:",
    "<https://a.example>",
    "![丙](c.png)",
    "![丙](https://a.example/c.png)",
    "[![丙](c.png)](https://a.example/)",
    "[丁][1]",
    "[1]: /x",
    "[^1]: 注",
    '[戊](https://a.example/_x_ "题")',
]
REFERENCES = [
    "&amp;",
    "&#x2a;",
    "&#xFDD1;",
    "&copy",
    "<b>",
    "</b>",
    "<br>",
    "<!-- x -->",
    "\ufdd1",
    "\ufffc",
    "\u3000",
    "\t",
]
STRONG = [
    "**真，**",
    "**Rust**",
    "*em*",
    "***x***",
    "`码`",
    "` a `",
    "`{`",
    "~~删~~",
    "**a*b*c**",
    "[**粗**](https://a.example/)",
]
LINES = [
    "\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "  \n",
    "\n# ",
    "\n\n## ",
    "\n> ",
    "\n- ",
    "\n\n1. ",
    "\n    ",
    "\n```\n",
    "\n---\n",
    "\n===\n",
    "\n|a|b|\n|-|-|\n|",
    "\n\n::: quote\n",
    "\n\n::: item a\n",
    "\n:::\n",
    "\n\n{#x}\n",
    "\n\n[^1]: ",
    "\n\n<div>\n",
    "\r\n",
    "\n::: timeline\n",
]
WRITING = st.lists(
    st.one_of(
        *(
            st.sampled_from(words)
            for words in (HAN_WORDS, HAN_WORDS, LATIN, MARKS, LINKS, REFERENCES, STRONG, STRONG, LINES)
        )
    ),
    max_size=40,
).map("".join)


MOSTLY = st.sampled_from(
    [*HAN_WORDS, *STRONG, *STRONG, *LINKS, *LINKS, "!", "*", "**", "`", " ", "Rust", "}", "]"]
)
NEWS = st.lists(st.lists(MOSTLY, max_size=7).map("".join), max_size=4).map("\n\n".join)


@pytest.mark.parametrize("how", DIALECTS)
@settings(max_examples=300)
@given(NEWS | WRITING | st.lists(PARTS, max_size=40).map("".join))
@example('甲`乙 {lang="`"}')
@example("甲<rp>乙\n\n丙\n\n<div>丁</div>")
@example("甲![丙](https://a.example/c.png)`码``码`")
@example("今年 **真，** 汽车 {#a}\n\n`{` b}\n\n{.a}\n甲\n\n- 甲\n\n- 乙\n")
def test_whatever_is_written_as_a_body(how, text):
    agree(text, how)


@settings(max_examples=300)
@given(NEWS | WRITING)
def test_whatever_is_written_as_a_line(text):
    short, long = both_ways(lambda: inline(text))
    assert short == long


def test_what_news_is_made_of_goes_the_short_way():
    text = "城市，约为 7% 读者**物流**汽车。\n\n据[冠军，影响](https://a.example/1?p=8)报道 `x`。\n\n**首**段"
    tokens = parser.ours().parse(text, {"complaints": [], "structure": False, "pairs": {}})
    assert [token.type for token in tokens] == [WRITTEN] * 3
    assert not write("[甲](乙.md)")


WORDS = st.text("甲乙a1_-'’.· ，\n\"𠀀é한", max_size=30)
TOKEN = re.compile(f"[{HAN}]|[^\\W{HAN}]+(?:['’.\\-][^\\W{HAN}]+)*")


@given(WORDS | st.text(max_size=60))
@example("café 2.5 a-b o'x 甲é")
def test_a_length_is_counted_word_by_word(text):
    assert count(text) == sum(1 for _ in TOKEN.finditer(text))


ADDRESS = st.lists(
    st.sampled_from([*"ab.:/?#@[]%&=~-_ \\é甲Z\n", "http://", "https://", "a.example", "xn--", "//"]),
    max_size=12,
)


@given(ADDRESS.map("".join) | ADDRESS.map(lambda parts: "https://" + "".join(parts)))
@example("https://a.example/a b")
@example("https://a.example/%zz甲")
@example("https://a.example/%25%")
def test_an_address_is_judged_and_encoded_by_the_standard(text):
    try:
        parts = urlsplit(text)
        usual = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usual = False
    assert urls.is_http(text) == (usual and text.isprintable() and " " not in text)
    if links.is_absolute(text):
        assert links.normalise(text) == normalizeLink(text)


@given(st.text("甲a1-é\u0301ⅷ·_ .CON", max_size=8) | st.text(max_size=8))
def test_an_id_is_judged_character_by_character(text):
    letters = text.replace("-", "")
    sound = all(unicodedata.category(char)[0] in "LNM" for char in letters)
    normal = unicodedata.is_normalized("NFC", text)
    assert urls.is_id(text) == (bool(letters) and normal and sound and not urls.is_reserved(text))


def test_every_letter_and_digit_of_python_is_one_of_unicode():
    for char in map(chr, range(0x110000)):
        assert not char.isalnum() or unicodedata.category(char)[0] in "LN"


KEYS = ["a", "title", "标题", "b-c", "x" * 101, "null", "12"]
SCALARS = [
    "甲乙",
    '"a: b"',
    '"引号 \' 里"',
    "'x'",
    "10:32",
    "https://a.example/b?c",
    "null",
    "nullx",
    "~",
    "",
    "a, b",
    "a b",
    "2016-09/..",
    "“引”",
    "x #y",
    "x#y",
    "a:",
    "&a",
    "*a",
    "!t",
    "|",
    "- a",
    "[a",
    "it's (so)",
    "a - b",
    "甲：乙；丙",
    '"\\n"',
    '""',
    "{a}",
    "% x",
    "@x",
    "a\tb",
    "true",
    "null ]",
    "a  b ",
    "é\u0301",
]
SCALAR = st.sampled_from(SCALARS)
PAIRS = st.tuples(st.sampled_from(KEYS), SCALAR).map(": ".join)
FLOW = st.one_of(
    st.lists(SCALAR, max_size=4).map(lambda parts: f"[{', '.join(parts)}]"),
    st.lists(PAIRS, max_size=4).map(lambda parts: f"{{{', '.join(parts)}}}"),
)
INDENTS = st.sampled_from(["", "", "", "  ", "  ", "    ", " "])
LINE = st.tuples(
    INDENTS,
    st.sampled_from(["", "", "- "]),
    st.one_of(
        PAIRS,
        SCALAR,
        FLOW,
        st.sampled_from(KEYS).map(lambda key: f"{key}:"),
        st.tuples(st.sampled_from(KEYS), FLOW).map(": ".join),
    ),
).map("".join)
YAML = st.lists(LINE, max_size=8).map("\n".join)


def read_both_ways(text):
    short = plain.read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "read", lambda _: None)
        return short, load(text, "x.md")


@settings(max_examples=2000)
@given(YAML | YAML.map("{}\n".format))
@example("a:\n  b: c\n  b: d\n")
@example("a:\n  - b\n    - c\n")
@example("a: b\n  - c\n")
@example("a:\n  - b: c\n    b: d\n")
@example("a: {b: c, b: d}\n")
@example("a:\n- b\n- c: d\n  e: f\ng: null\n")
def test_front_matter_that_is_read_line_by_line(text):
    short, (loaded, problems) = read_both_ways(text)
    if short is not None:
        assert (short, ()) == (loaded.values, problems)
        assert None not in short.values()


def test_front_matter_of_the_sample_is_read_line_by_line():
    matters = [
        split(f.read_text("utf-8"), "x.md")[0].matter
        for f in sorted((HERE.parent / "content" / "articles").rglob("*.md"))
    ]
    read = [read_both_ways(text) for text in matters]
    assert all(short is None or short == loaded.values for short, (loaded, _) in read)
    assert sum(short is not None for short, _ in read) > len(read) * 3 / 4


def test_a_place_is_found_where_no_node_was_composed():
    loaded, _ = load('title: 甲\nchain:\n  - {source: "乙", url: x}\n', "x.md", line=2)
    assert loaded.composed is None
    assert locate(loaded, "chain.0.url") == (4, 19)


# --- the oldest Python


def test_no_group_is_repeated_possessively():
    """Python before 3.11.5 goes wrong there (its issue 106052), and 3.11.2 is what Debian 12 has."""
    room = Path(generator.__file__).parent
    for path in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"(?<![(\\])\)[*+?]\+|\(\?>", node.value), path
