"""Markdown for Chinese news.

The cases stand in cases/markdown/: a title, the text, what comes out. There `§` is LINK and `¶` is TIMELINE.

CommonMark 0.31.2 is held twice. Without our rules all 652 examples pass, compared as the specification's
own runner does, with line ends around block tags taken as equal. With our rules, and raw HTML trusted,
the examples that change are exactly those of commonmark/changed.yaml. For that comparison the additions
that stand on every page are taken off again: ids of paragraphs and headings, `rel` on web links,
`loading` and `decoding` on images, `translate` on code. Three spellings are taken as equal: `<br>` and
`<br />`; a destination within the site, decoded between two LINK, and the same encoded; a heading's
level, which depends on the whole text.
"""

import html
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from generator.fingerprint import of_value
from generator.markdown import LINK, TIMELINE, Dialect, Link, convert, inline

HERE = Path(__file__).parent
OURS = Dialect()
MARKS = "，。、；：？！…—～·《》〈〉「」『』“”‘’（）【】〔〕"
OPENING = "《〈「『“‘（【〔"


def cases(name):
    text = (HERE / "cases" / "markdown" / f"{name}.md").read_text(encoding="utf-8")
    pieces = [piece.strip("\n") for piece in re.split(r"^\.$", text, flags=re.MULTILINE)]
    triples = zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=False)
    return [pytest.param(source, page, id=f"{name}: {title}") for title, source, page in triples]


def shown(page):
    return page.replace(LINK, "§").replace(TIMELINE, "¶").strip("\n")


def listed(problems):
    return "\n".join(f"{problem.severity} {problem}" for problem in problems)


PAGES = ["emphasis", "breaks", "links", "attributes", "containers", "raw_html", "blocks"]


@pytest.mark.parametrize(("source", "expected"), [case for name in PAGES for case in cases(name)])
def test_a_text_becomes_the_page_it_should(source, expected):
    assert shown(convert(source, OURS).html) == expected


@pytest.mark.parametrize(("source", "expected"), cases("faults"))
def test_a_fault_says_where_it_is_and_what_to_write(source, expected):
    assert listed(convert(source, OURS, path="x.md").problems) == expected


@pytest.mark.parametrize(("source", "expected"), cases("issues"))
def test_the_body_of_an_issue_becomes_blocks(source, expected):
    result = convert(source, OURS, path="x.md", structure=True)
    lines = []
    for block in result.blocks:
        words = {key: getattr(block, key) for key in ("level", "text", "id", "ids", "title", "url", "source")}
        words["ids"] = " ".join(block.ids)
        lines.append(f"{block.line} {block.kind}" + "".join(f" {k}={v}" for k, v in words.items() if v))
        lines += [f"  {line}" for line in block.html.rstrip("\n").split("\n") if line]
    assert "\n".join([*lines, *filter(None, [listed(result.problems)])]) == expected


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(("delimiter", "tag"), [("**", "strong"), ("*", "em"), ("~~", "s")])
def test_emphasis_opens_and_closes_beside_every_chinese_mark(mark, delimiter, tag):
    inner = f"{mark}真" if mark in OPENING else f"真{mark}"
    assert inline(f"他{delimiter}{inner}{delimiter}她") == f"他<{tag}>{inner}</{tag}>她"
    assert inline(f"他{mark}{delimiter}真{delimiter}{mark}她") == f"他{mark}<{tag}>真</{tag}>{mark}她"


@pytest.mark.parametrize("mark", "，。、；：？！）】》」』”’…")
def test_a_bare_address_ends_before_every_chinese_mark(mark):
    page = inline(f"见https://example.com/a{mark}b")
    assert page.startswith('见<a href="https://example.com/a" rel')
    assert page.endswith(f"</a>{mark}b")


def test_what_the_text_holds_is_told_with_its_lines():
    text = "# 一\n\n见[甲](a%20b.md)\nand [乙](#p1) ![丙](c.png)\n\n![丁](https://example.com/d.png)[戊](https://e.com)"
    result = convert(text, OURS, first_line=11)
    assert result.links == (Link(target="a b.md", line=13), Link(target="c.png", line=14))
    assert result.fragments == (Link(target="p1", line=14),)
    assert result.images == (Link(target="c.png", line=14),)
    assert [(h.level, h.id, h.text, h.line) for h in result.headings] == [(2, "一", "一", 11)]


def test_words_stated_for_an_image_stand_above_the_texts_own(site):
    matter = "title: 一\nsource: {name: 某报}\npublished: 2026-11-01\nrights: own\n"
    matter += 'images: {a.png: {alt: 说好的 "图"}}\n'
    text = f'---\n{matter}---\n![旧的](/a.png "题") ![别的](/b.png)\n'
    built = site(
        {"content/articles/x.md": text, "content/static/a.png": "", "content/static/b.png": ""}
    ).build()
    for path in ("articles/x.html", "feed.atom"):
        page = html.unescape(built.text(path)) if path.endswith("atom") else built.text(path)
        assert ' alt="说好的 &quot;图&quot;" title="题"' in page or 'alt="说好的 "图"" title="题"' in page
        assert 'alt="别的"' in page
        assert "旧的" not in page


def test_every_id_in_the_page_is_an_anchor_in_its_order():
    text = "## 甲\n\n一[^1] [二]{#er}\n\n- 项 {#xiang}\n\n{#san}\n三\n\n四\n\n[^1]: 注"
    result = convert(text, OURS)
    assert sorted(re.findall(r' id="([^"]*)"', result.html)) == sorted(result.anchors)
    assert result.anchors == ("甲", "p1", "fnref1", "er", "xiang", "san", "p3", "fn1")


def test_trusted_html_passes_through_and_its_ids_are_anchors():
    text = '<form id="search" onsubmit="x()">文</form>\n\n<b id="b">粗</b>'
    result = convert(text, Dialect(trusted_html=True))
    assert result.html == f'{text.split(chr(10), maxsplit=1)[0]}\n<p id="p1"><b id="b">粗</b></p>\n'
    assert result.anchors == ("search", "p1", "b")


def test_plain_text_has_no_markup_and_ruby_in_brackets():
    ruby = "<ruby>汉字<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>"
    text = f"# 题\n\n**真，**[链](a.md)`码`\n行\n\n{ruby}！<b>粗</b>\n\n- 项"
    assert convert(text, OURS).plain == "题\n真，链码行\n汉字（hàn）！粗\n项"


def test_length_counts_han_characters_and_latin_words():
    assert convert("马云 met Trump's team 于2017年。\n\n![not counted](a.png)", OURS).counted == 8


def test_a_short_text_is_one_line_and_its_html_is_text():
    assert inline("**真，**她\n<b>") == "<strong>真，</strong>她 &lt;b&gt;"
    assert inline("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"


def test_the_result_is_a_frozen_value_and_the_same_every_time():
    text = "# 甲\n\n乙 [丙](d.md)\n\n::: quote\n丁\n:::"
    first, second = (convert(text, OURS, structure=True) for _ in range(2))
    assert of_value(first) == of_value(second)


def test_noncharacters_of_ours_cannot_be_written():
    text = (
        f"{LINK}a{LINK} {TIMELINE} &#xFDD1; [a](&#xFDD1;) <b title='&#xFDD1;'>&#xFDD1;</b>\n\n<p>&#64977;</p>"
    )
    result = convert(text, OURS)
    page = re.sub(f"{LINK}[^{LINK}]*{LINK}", "", result.html)
    assert not re.search("[\ufdd0-\ufdef]", html.unescape(page))


def test_a_body_that_is_too_long_is_refused_with_its_reason():
    result = convert("汉" * 1_000_001, OURS, path="x.md", first_line=9)
    assert result.refused
    assert result.html == ""
    assert listed(result.problems).startswith("warning x.md:9: the body is too long")


HOSTILE = {
    "open brackets": lambda n: "[" * n,
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "images": lambda n: "![[]()" * n,
    "nested images": lambda n: "![" * n + "a" + "](b)" * n,
    "stars": lambda n: "*" * n,
    "open stars": lambda n: "*a **b" * n,
    "han stars": lambda n: "**真，" * n,
    "shared marks": lambda n: "…**" * n,
    "backticks": lambda n: "".join("e" + "`" * i for i in range(int(n**0.5))),
    "deep quotes": lambda n: ">" * n + "a",
    "deep lists": lambda n: "> - " * n + "a",
    "addresses": lambda n: "http://a" * n,
    "address brackets": lambda n: "http://a" + "(" * n + ")" * n,
    "schemes": lambda n: "http:" * n,
    "spans": lambda n: "[a]{.b}" * n,
    "open spans": lambda n: '[a]{a="' * n,
    "braces": lambda n: "[a](b)" + "{.a}" * n,
    "open containers": lambda n: "::: quote\n" * n,
    "closing lines": lambda n: ":::\n" * n,
    "nested containers": lambda n: "::: quote\n" * n + ":::\n" * n,
    "open notes": lambda n: "[^a]: x\n\n" + "[^" * n,
    "many notes": lambda n: "".join(f"[^{i}]: x\n\n" for i in range(n)),
    "open tags": lambda n: "<a" * n + '<a a="' * n,
    "comments": lambda n: "a <!--" * n,
    "scripts": lambda n: "<div>\n" + "<script>" * n,
    "deep elements": lambda n: "<div>" * n + "\n\n" + "x<b>" * n,
    "crossed elements": lambda n: "x" + "<b>" * n + "</i>" * n,
    "same headings": lambda n: "# a\n" * n,
    "wide table": lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|\n" * n,
    "repeated reference": lambda n: "[a]: /" + "u" * n + "\n\n" + "[a] " * n,
    "entities": lambda n: "&" * n + "<b>&#" + "9" * n + ";</b>",
    "lines": lambda n: "汉\n" * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_converted_or_refused_with_a_reason(make):
    for size in (500, 4_000):
        result = convert(make(size), OURS)
        assert result.html or result.refused or result.problems
        assert not result.refused or result.problems


def test_an_issue_whose_items_repeat_long_notes_is_refused():
    text = "::: item a\n注[^1]\n:::\n\n" * 1_000 + "[^1]: " + "长" * 1_000
    result = convert(text, OURS, structure=True)
    assert result.refused
    assert result.problems[0].message == "the body repeats its notes too often"


VOID = {"br", "col", "hr", "img", "wbr"}
SCHEME = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data|file):", re.IGNORECASE)


class Page(HTMLParser):
    """Checks that a page is well nested and can do nothing."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.ids = []

    def handle_starttag(self, tag, attrs):
        assert tag not in {"script", "style", "iframe", "form", "input", "object", "svg", "math", "h1"}
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "formaction"}
            assert name not in {"href", "src"} or not SCHEME.match(unquote(value).replace(LINK, ""))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag


WORDS = (HERE / "cases" / "markdown" / "hostile_parts.txt").read_text(encoding="utf-8").split()
LINES = ["::: quote\n", ":::\n", "::: timeline\n", "```\n", "\n\n", "    ", "[^1]: ", "> ", "- ", "1. ", "# "]
CHARACTERS = "汉字，。“”*_~`[](){}<>!|:-#^&\\\"'= \n\t"
PARTS = st.sampled_from([*WORDS, *LINES, *CHARACTERS, "<i x=", "<h2 id=p1>", "<img src=x onerror=y>"])


@given(st.lists(PARTS, max_size=40).map("".join))
def test_whatever_is_written_the_page_is_well_nested_and_inert(text):
    page = Page()
    result = convert(text, OURS)
    page.feed(result.html)
    page.close()
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert set(page.ids) <= set(result.anchors)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_whatever_is_written_a_short_text_is_inert(text):
    page = Page()
    page.feed(inline(text))
    page.close()
    assert not page.open


@given(st.lists(PARTS, max_size=40).map("".join))
def test_whatever_an_issue_holds_its_blocks_are_well_nested(text):
    for block in convert(text, OURS, structure=True).blocks:
        page = Page()
        page.feed(block.html)
        page.close()
        assert not page.open


def specification():
    modules = Path(os.environ.get("WENZHAI_NODE_MODULES", HERE.parent / "node_modules"))
    place = Path(os.environ.get("WENZHAI_COMMONMARK_SPEC", modules / "commonmark-spec" / "spec.txt"))
    if not place.exists():
        pytest.skip(
            "no CommonMark specification: npm install --no-save --ignore-scripts commonmark-spec@0.31.2"
        )
    text = place.read_text(encoding="utf-8").replace("→", "\t")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.DOTALL | re.MULTILINE)
    assert len(found) == 652
    return dict(enumerate(found, 1))


BLOCK_TAG = re.compile(
    r"\n*(</?(?:blockquote|div|dl|h\d|hr|li|ol|p|pre|table|t[dhr]|tbody|thead|ul)\b[^>]*>)\n*"
)


def around_blocks(page):
    return BLOCK_TAG.sub(r"\1", page).strip()


def without_additions(page):
    page = re.sub(
        f"{LINK}(.*?){LINK}", lambda m: html.escape(normalizeLink(html.unescape(m[1])), quote=False), page
    )
    page = re.sub(r'<(p|h\d) id="[^"]*"', r"<\1", page)
    for added in (' rel="nofollow noopener"', ' loading="lazy" decoding="async"', ' translate="no"'):
        page = page.replace(added, "")
    return page


def alike(page):
    return around_blocks(re.sub(r"(</?h)\d", r"\1", re.sub(r" ?/>", ">", page)))


def test_all_examples_of_commonmark_pass_without_our_rules():
    pure = Dialect(ours=False)
    failed = [
        number
        for number, (source, expected) in specification().items()
        if around_blocks(convert(source, pure).html) != around_blocks(expected)
    ]
    assert failed == []


def test_our_rules_change_exactly_the_listed_examples_of_commonmark():
    trusted = Dialect(trusted_html=True)
    changed = {
        number
        for number, (source, expected) in specification().items()
        if alike(without_additions(convert(source, trusted).html)) != alike(expected)
    }
    listed_ones = yaml.safe_load((HERE / "commonmark" / "changed.yaml").read_text(encoding="utf-8"))
    assert changed == set(listed_ones)
