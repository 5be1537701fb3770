"""Bad input: what an editor reads, line by line.

The cases stand in cases/errors/, a file each: a sentence, the files of a site, what `wenzhai build` prints.
`pytest --rewrite` writes what is printed now.
"""

import csv
import re
import unicodedata
from pathlib import Path

import feedparser
import icalendar
import lxml.etree
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.errors import BuildFailed, fault

CASES = sorted((Path(__file__).parent / "cases" / "errors").glob("*.md"))
_CASE = re.compile(
    r"# (?P<sentence>[^\n]+)\n(?P<words>.*?)"
    r"(?P<files>^--- file: .*?)?"
    r"^--- expected(?: with (?P<options>[^\n]+))?:\n(?P<expected>.*?)"
    r"(?:^--- shown on (?P<page>\S+):\n(?P<shown>.*))?\Z",
    re.MULTILINE | re.DOTALL,
)


def printed(site, options):
    result = CliRunner().invoke(main, ["build", str(site.root), "--jobs", "1", *options])
    skipped = [line for line in result.stdout.splitlines(keepends=True) if ": skipped: " in line]
    return result.exit_code, result.stderr + "".join(skipped)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_fault_is_told_where_it_is_and_what_to_write(case, site, page, request, monkeypatch):
    monkeypatch.setattr("generator.progress._SHORT", 600)  # a busy machine's patience is no part of a case
    text = case.read_text(encoding="utf-8")
    found = _CASE.fullmatch(text)
    assert found, "a case has a title, files and `--- expected:`"
    place = site(found["files"] or "")
    code, said = printed(place, (found["options"] or "").split())
    if request.config.getoption("--rewrite"):
        start, end = found.span("expected")
        case.write_text(text[:start] + said + text[end:], encoding="utf-8")
        return
    assert said == found["expected"]
    assert code == (1 if said.endswith("nothing was written.\n") else 0)
    assert code == 0 or not (place.root / "site").exists()
    for line in (found["shown"] or "").splitlines():
        words = page((place.root / "site" / found["page"]).read_text(encoding="utf-8")).words
        assert line in words


ARTICLE = """\
---
title: Café 摘要
source: {name: 某报}
published: 2026-11-01
rights: own
tags: [é]
---
第一段，Ångström。

第二段。
"""
SETTINGS = "title: 试刊\nurl: https://digest.example/\nas_of: 2026-12-31\n"
WRITTEN = {
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old Mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text).encode(),
    "all of it": lambda text: (
        b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text.replace("\n", "\r\n")).encode()
    ),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_however_a_text_is_saved_the_same_bytes_come_out(site, way):
    files = {"content/articles/x.md": ARTICLE, "content/site.yaml": SETTINGS}
    plain = site(files, name="plain").build()
    saved = site({path: WRITTEN[way](text) for path, text in files.items()}, name="saved").build()
    assert saved.files == plain.files


def test_a_file_name_in_decomposed_letters_gives_the_same_address(site):
    name, other = "content/articles/café.md", "content/articles/x.md"
    linking = {other: ARTICLE + "\n[甲](café.md)\n"}
    plain = site({name: ARTICLE} | linking, name="plain").build()
    saved = site({unicodedata.normalize("NFD", name): ARTICLE} | linking, name="saved").build()
    assert saved.files == plain.files


UNREADABLE = {
    "GBK": (ARTICLE.encode("gb18030"), ":2: fault: this is GBK, not UTF-8: byte 0x", "at offset"),
    "UTF-16": (ARTICLE.encode("utf-16"), ": fault: UTF-16 at offset 0", ""),
    "big-endian UTF-16": (("\ufeff" + ARTICLE).encode("utf-16-be"), ": fault: UTF-16 at offset 0", ""),
    "UTF-16 without its mark": (ARTICLE.encode("utf-16-le"), "fault: ", "offset"),
    "UTF-32": (ARTICLE.encode("utf-32"), "fault: ", "offset"),
    "a NUL byte": (
        ARTICLE.replace("第二段", "第\0二段").encode(),
        ":10:2: fault: control character U+0000 at offset 126",
        "",
    ),
    "a NUL byte in the front matter": (
        ARTICLE.replace("Café", "Ca\0fé").encode(),
        ":2:10: fault: control character U+0000 at offset 13",
        "",
    ),
    "half a character": (
        ARTICLE.encode() + "中".encode()[:2],
        "fault: this is not UTF-8: byte 0xE4",
        "offset",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "fault: ", "offset 0"),
}


@pytest.mark.parametrize("bytes_", UNREADABLE)
@pytest.mark.parametrize(
    "path", ["content/articles/x.md", "content/issues/2026-11-02.md", "content/sources.yaml"]
)
def test_bytes_that_are_no_text_are_a_fault_with_file_and_offset(site, path, bytes_):
    data, start, more = UNREADABLE[bytes_]
    place = site({path: data})
    code, said = printed(place, [])
    assert code == 1
    first = said.splitlines()[0]
    assert first.startswith(path)
    assert start in first
    assert more in said


HOSTILE = """\
--- file: content/site.yaml
title: "试刊 </script><script>alert(1)</script>"
url: https://digest.example/
tagline: "<img src=x onerror=alert(1)> {{ 7*7 }}"
contact: "javascript:alert(1)"
editor: "<b onmouseover=alert(1)>编</b>"
footer: [{text: "<i>脚</i>", url: "https://a.example/?a=1&b='\\"><script>"}]
as_of: 2026-12-31
--- file: content/sources.yaml
bad: {name: '"><script>alert(1)</script>报', platform: "'\\"<x>", contact: "javascript:x"}
--- file: content/rights.yaml
deal: {grantor: bad, basis: authorised, wording: "<script>alert(2)</script>"}
--- file: content/topics/t.md
---
title: "题 </title><script>alert(1)</script>"
summary: "{{ config }} {% raw %}"
---
<script>alert(3)</script>

背景 <a href="javascript:alert(1)" onclick="x()">甲</a>
--- file: content/pages/p.md
---
title: "<script>页</script>"
---
<iframe src="https://evil.example/"></iframe><p onclick="x()">页</p>
--- file: content/issues/2026-11-02.md
---
number: 1
title: "]]></script><script>alert(4)</script>"
lede: "<img src=x onerror=alert(5)>"
thanks: "<script>谢</script>"
corrections: [{date: 2026-11-03, text: "</p><script>改</script>"}]
---
## <script>alert(6)</script> 栏

::: item x
<script>alert(7)</script>**注** [点](javascript:alert(8)) ![图](data:text/html;base64,PHNjcmlwdD4=)
:::

- [快讯<script>](https://a.example/"onmouseover="x) — <b onclick=x>某报</b>
--- file: content/articles/x.md
---
title: "</script><script>alert(1)</script> {{ 7*7 }} ]]> &lt;b&gt;"
headline: "头 <!-- --> <![CDATA[ </ScRiPt > \\u2028 '\\""
source: bad
url: https://a.example/?q="><script>alert(1)</script>
published: 2026-11-01
byline: [{name: "<script>人</script>", url: "https://a.example/'onclick='x"}]
credit_line: "转自 </blockquote><script>alert(9)</script>"
summary: "</meta><script>alert(10)</script>{{ summary }}{% for %}"
rights: deal
topics: [t]
tags: ["</a><script>", "..", "../../up", "con", "a/b", '"><img src=x onerror=y>']
timeline:
  - {when: 2016-09-04, what: "</li><script>11</script>\\r\\nBEGIN:VEVENT", key: true, says: {name: "=H(1)"}}
citations: [{work: "<script>书</script>", upstream: "<b>谁</b>", url: "https://a.example/<"}]
edits: [{op: cut, note: "<script>删</script>"}]
corrections: [{date: 2026-11-03, text: "<script>正</script>"}]
---
<script>alert(12)</script>

<p onclick="alert(13)" style="background:url(javascript:x)">段</p>

[甲](javascript:alert(14)) [乙](JaVaScRiPt:alert(15)) [丙](data:text/html,x) <javascript:alert(16)>

<img src=https://evil.example/x onerror=alert(17)>

<svg><script>alert(18)</script></svg>

<math><mtext><style><img onerror=x src=//evil.example>

<iframe src=//evil.example></iframe><object data=x></object><form action=//evil.example><input></form>

`</code><script>alert(19)</script>` {{ 7*7 }} {% include "x" %}

```"><script>alert(20)</script>
</pre><script>
```

# 标题 {#"onclick=x}

[脚注][^1] [^1]: <script>

| <script>表</script> | [格](vbscript:x) |
|---|---|
| a | <b onclick=x>b</b> |
"""


@pytest.fixture
def hostile(site):
    return site(HOSTILE).build()


def test_hostile_text_runs_in_no_page(hostile, page):
    for path, data in hostile.files.items():
        if not path.endswith(".html"):
            continue
        for element in page(data.decode()).tree.iter():
            where = f"{path}: <{element.tag} {element.attrib}>"
            ours = path == "search.html" and (element.get("class"), element.get("src")) in {
                ("search", None),
                (None, "assets/search.js"),
            }
            assert ours or element.tag not in {"iframe", "object", "embed", "form", "base", "svg"}, where
            assert ours or element.tag != "script" or element.get("type") == "application/ld+json", where
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), where
                if name in {"href", "src", "action", "data", "content", "srcset", "poster", "cite"}:
                    assert not re.match(r"\s*(javascript|vbscript|data):(?!,$)", value, re.IGNORECASE), where


def test_hostile_text_calls_nobody_and_no_template_reads_it(hostile, page):
    for path, data in hostile.files.items():
        assert b"{{ 7*7 }}" in data or b"49" not in data or path.startswith("assets/"), path
        if path.endswith(".html"):
            tree = page(data.decode()).tree
            loaded = [e.get("src") for e in tree.iter() if e.get("src")]
            assert not [src for src in loaded if src.startswith(("http:", "https:", "//"))], path


def test_hostile_text_reads_as_it_was_typed(hostile):
    page = hostile.page("articles/x.html")
    title = "</script><script>alert(1)</script> {{ 7*7 }} ]]> &lt;b&gt;"
    assert page.said("p[@class='original-title']/cite") == [title]
    assert page.said("blockquote[@class='credit']") == ["转自 </blockquote><script>alert(9)</script>"]
    assert page.linked_data[0]["headline"].startswith("头 <!-- --> <![CDATA[ </ScRiPt >")
    assert page.meta("description") == ["</meta><script>alert(10)</script>{{ summary }}{% for %}"]


def test_hostile_text_stays_inert_in_feeds_and_exports(hostile, page):
    for path in ("feed.atom", "feed.rss", "series/issues/feed.atom", "topics/t.atom", "sources/bad.atom"):
        for entry in feedparser.parse(hostile.text(path), sanitize_html=False).entries:
            for part in entry.content:
                tree = page(part.value).tree
                assert not list(tree.iter("script")), path
                assert not [e for e in tree.iter() if any(a.lower().startswith("on") for a in e.attrib)], path
    for path in ("feed.json", "articles/x.ninjs.json", "topics/t.timeline.json", "credits/2026.json"):
        hostile.json(path)
    for path in hostile.files:
        if path.endswith((".xml", ".opml", ".atom", ".rss")):
            lxml.etree.fromstring(hostile.files[path])
    for row in csv.reader(hostile.text("credits/2026.csv").splitlines()):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert len(icalendar.Calendar.from_ical(hostile.text("topics/t.ics")).walk("VEVENT")) == 1


def test_hostile_names_stay_inside_the_output_folder(hostile):
    assert {path.name for path in hostile.out.parent.iterdir()} <= {"content", "site", ".wenzhai"}
    assert all(re.fullmatch(r"[\w./+-]+", path) for path in hostile.files)


def test_characters_that_turn_the_reading_direction_are_left_out_and_reported(site):
    text = ARTICLE.replace("第一段", "第\u202e一\u2066段\u2069")
    built = site({"content/articles/x.md": text}).build()
    assert [line.splitlines()[0] for line in built.warnings] == [
        f"content/articles/x.md:8:{column}: text direction control U+{code} was left out"
        for column, code in ((2, "202E"), (4, "2066"), (6, "2069"))
    ]
    for data in built.files.values():
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", data.decode())
    assert "第一段，" in built.page("articles/x.html").words


COSTLY = {
    "a megabyte of text": "她说这句话。" * 60_000 + "\n",
    "a megabyte in one word": "啊" * 400_000,
    "brackets without end": "[" * 60_000,
    "quotations without end": ">" * 60_000 + "文",
    "lists without end": "- " * 20_000 + "文",
    "emphasis without end": "*a **b " * 30_000,
    "a table without end": "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n",
    "backticks without end": "".join("e" + "`" * n for n in range(1, 600)),
    "links without end": "![[]()" * 30_000,
    "entities without end": "&" * 200_000,
    "tags without end": "<a href='" * 30_000,
    "braces without end": "文{" * 60_000,
    "footnotes without end": "".join(f"[^{n}] " for n in range(20_000)),
    "containers without end": "::: quote\n" * 5_000,
}


@pytest.mark.parametrize("text", COSTLY)
def test_a_text_that_costs_too_much_is_skipped_and_the_rest_builds(site, text):
    cheap = ARTICLE.replace("Café 摘要", "另一篇")
    costly = ARTICLE.partition("第一段")[0] + COSTLY[text]
    place = site({"content/articles/x.md": costly, "content/articles/y.md": cheap})
    built = place.build()
    assert built.page("articles/y.html").title.startswith("另一篇")
    if built.report.skipped:
        assert [s.path for s in built.report.skipped] == ["content/articles/x.md"]
        assert built.report.skipped[0].reason
        assert not (built.out / "articles/x.html").exists()
        with pytest.raises(BuildFailed, match=re.escape("content/articles/x.md: skipped: ")):
            place.build(strict=True)


FAILURES = {
    "a fault in an article": {"content/articles/x.md": "---\ntitel: 一\n---\n"},
    "an article that is gone from under an issue": {
        "content/issues/2026-11-02.md": "---\n---\n::: item gone\n:::\n"
    },
    "two owners of one path": {"content/static/articles/x.html": "甲"},
    "a template that cannot be read": {
        "content/site.yaml": SETTINGS + "theme: mine\n",
        "themes/mine/theme.yaml": "extends: base\n",
        "themes/mine/article.html": (
            "{% extends 'base/article.html' %}\n{% block main %}{{ nothing.it }}{% endblock %}\n"
        ),
    },
    "bytes that are no text": {"content/articles/x.md": b"\xff\xfe"},
    "no settings": {"content/site.yaml": ""},
}


@pytest.mark.parametrize("change", FAILURES)
def test_a_failed_build_leaves_the_output_as_it_was(site, change):
    place = site({"content/articles/x.md": ARTICLE})
    place.build()

    def standing():
        files = [path for path in sorted((place.root / "site").rglob("*")) if path.is_file()]
        return {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    before = standing()
    place.write(FAILURES[change])
    with pytest.raises(BuildFailed):
        place.build()
    assert standing() == before


def test_a_fault_of_a_template_names_its_file_and_line(site):
    files = FAILURES["a template that cannot be read"]
    with pytest.raises(BuildFailed, match=r"themes/mine/article\.html:2: 'nothing' is undefined"):
        site({"content/articles/x.md": ARTICLE} | files).build()


def test_without_settings_the_fault_says_what_to_write(site):
    place = site({"content/articles/x.md": ARTICLE})
    (place.root / "content/site.yaml").unlink()
    with pytest.raises(BuildFailed, match=r"there is no site\.yaml\n  `wenzhai new site` writes one"):
        place.build()


def test_a_complaint_stays_on_its_line_and_steers_no_terminal():
    problem = fault("a\x1b.md", "what is `甲\n乙\u2028丙\x1b[31m\u202e`", "write\x07 `丁\u3000`", line=3)
    assert str(problem) == "a\ufffd.md:3: what is `甲 乙 丙\ufffd[31m\ufffd`\n  write\ufffd `丁\u3000`"
