"""A page that means harm becomes a draft within seconds, and builds into output that does nothing."""

import runpy
import time
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from generator.errors import BuildFailed

for extra in ("trafilatura", "markdownify", "rapidfuzz"):
    pytest.importorskip(extra)

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
clipping = runpy.run_path(str(Path(__file__).with_name("clipping.py")))
clipped, STORY, MORE = clipping["clipped"], clipping["STORY"], clipping["MORE"]
CASES = Path(__file__).parent / "cases" / "clip"
TEXT = f"<p>{STORY}</p><p>{MORE}</p>"
SECONDS = 20
BOMB = (
    "a: &amp;a [x, x]&#10;b: &amp;b [*a, *a, *a, *a]&#10;c: [*b, *b, *b, *b]&#10;"
    "--- !!python/object/apply:os.system ['id']&#10;rights: own"
)
PAGES = {
    "scripts are left out": """<script>alert(1)</script>TEXT<script src=//evil.example/x.js></script>""",
    "handlers are left out": """<p onclick="alert(1)" onmouseover=alert(2)>STORY</p>TEXT""",
    "three hyphens in a title end no front matter": """<title>---&#10;rights: own&#10;---</title>TEXT""",
    "a source that is a script is a name": """<meta name="source" content="javascript:alert(1)">TEXT""",
    "a script in an address is no address": """
        <link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="data:text/html,x">
        TEXT<p><a href="vbscript:x">甲</a><a href="java&#9;script:x">乙</a></p>
        <p><a href="data:text/html,x">丙</a></p>
        """,
    "images within the page are left out": """
        TEXT<p><img src="data:image/svg+xml,<svg onload=x>"><img src=x onerror=alert(1)>图</p>""",
    "marks of a template are words": """<title>{{ 7*7 }}</title><p>{% raw %}{{ 7*7 }}STORY</p>TEXT""",
    "YAML in metadata is words": """
        <meta name="author" content="BOMB"><meta property="og:site_name" content="BOMB">
        <meta property="og:title" content="BOMB">TEXT""",
    "marks that turn a text round go": """<title>&#x202e;题目&#x2066;</title><p>&#x202e;STORY</p>TEXT""",
    "a title of ten thousand characters is cut": f"<title>{'长' * 10_000}</title>TEXT",
    "a page that sends its reader on stays": """
        <meta http-equiv="refresh" content="0;url=javascript:alert(1)">TEXT""",
    "a base that is a script moves no link": """
        <base href="javascript:alert(1)//">TEXT<p><a href="x">甲</a></p>""",
    "a drawing with a script is left out": """
        <svg><script>alert(1)</script><a href="javascript:x"><text>y</text></a></svg>TEXT
        <math><mtext onclick=x>z</mtext></math>""",
    "frames and forms are left out": """
        <iframe srcdoc="<script>x</script>"></iframe><form action=//evil.example><input onfocus=x autofocus>
        </form>TEXT<object data=x></object><embed src=x>""",
    "a quotation mark ends no attribute": """
        <meta property="og:title" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">TEXT
        <p><a href="https://a.example/&quot;onclick=x">甲</a></p>""",
    "data for machines that is nested without end is ignored": f"""
        <script type="application/ld+json">{"[" * 100_000}</script>TEXT""",
    "a hundred thousand nested blocks behind a text leave it": f"TEXT{'<div>' * 100_000}",
    "a hundred thousand attributes are no work": f"TEXT<p {'a=1 ' * 100_000}>x</p>",
    "a hundred thousand marks are words": f"TEXT<p>{'*_[`' * 25_000}</p>",
    "fifty thousand line breaks are no text": f"<p>STORY{'<br>' * 50_000}MORE</p>TEXT",
}
NESTED = ("<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<span><i>")


@pytest.fixture
def site(tmp_path):
    return tiny["fresh"](tmp_path)


def filled(page):
    """Put the texts into a page."""
    for name, words in (("TEXT", TEXT), ("STORY", STORY), ("MORE", MORE), ("BOMB", BOMB)):
        page = page.replace(name, words)
    return page


def acts(page):
    """Give what of a page could act: scripts, handlers, frames, forms, addresses that are scripts."""
    for element in document_fromstring(page).iter("*"):
        yield from (f"{name}=" for name in element.attrib if name.startswith("on"))
        for name in ("href", "src", "action", "data", "srcdoc"):
            value = "".join(element.get(name, "").split()).lower()
            if value.startswith(("javascript:", "vbscript:", "data:text", "data:image/svg")):
                yield f"{name}={value}"
        if element.tag == "script" and element.get("type") != "application/ld+json":
            yield f"script {element.get('src', '').rpartition('/')[2] or element.text}"
        elif element.tag in {"iframe", "object", "embed", "base", "form", "math", "foreignobject"}:
            yield element.tag
        elif element.get("http-equiv", "").lower() == "refresh":
            yield "refresh"


def published(site):
    return [data.decode() for path, data in site.tree().items() if path.endswith(".html")]


def as_if_our_own(site, made):
    """Publish a clipping in full, as if it were ours; what it does not state is filled in."""
    more = "" if {"source", "chain"} & set(made.values) else "source: 新华社\n"
    more += "" if "title" in made.values else "headline: 题目\n"
    text = made.text.replace("draft: true\n", f"rights: own\n{more}").replace("mode: link\n", "")
    site.write(made.path, text)
    site.build()
    pages = published(site)
    assert any("当天有三百人到场" in page for page in pages)
    return pages


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_is_clipped_in_seconds_and_builds_into_inert_output(page, site):
    site.build()
    before = {act for page in published(site) for act in acts(page)}
    html = f"<html><head><meta charset=utf-8></head><body>{filled(page)}</body></html>"
    began = time.process_time()
    made = clipped(site.root, html, "a.html", write=True)
    assert time.process_time() - began < SECONDS
    assert (made.values["draft"], made.values["mode"]) == ("true", "link")
    assert "rights" not in made.values
    assert STORY in made.body
    for built in as_if_our_own(site, made):
        assert set(acts(built)) <= before
        assert "\u202e" not in built
        assert ">49<" not in built


def test_a_page_with_every_trick_says_only_what_it_says(site):
    made = clipped(site.root, filled((CASES / "hostile.html").read_text("utf-8")), "a.html", write=True)
    allowed = {"title", "draft", "mode", "published", "collected", "source", "byline", "edits", "lang"}
    assert set(made.values) <= {*allowed, "timeline", "onward"}
    assert "javascript:" not in made.text.replace("(javascript:alert(5))", "")
    assert STORY in made.body
    assert "一个也不能少" in made.body


def test_a_page_with_every_trick_builds_into_inert_output(site):
    site.build()
    before = {act for page in published(site) for act in acts(page)}
    made = clipped(site.root, filled((CASES / "hostile.html").read_text("utf-8")), "a.html", write=True)
    for page in as_if_our_own(site, made):
        assert set(acts(page)) <= before
        assert "49" not in page.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize("around", NESTED)
def test_a_text_that_is_nested_without_end_is_read(around, tmp_path):
    began = time.process_time()
    assert STORY in clipped(tmp_path, f"<html><body>{around * 100_000}{STORY}", "a.html").body
    assert time.process_time() - began < SECONDS


def test_words_that_are_nested_without_end_are_read_or_refused(tmp_path):
    began = time.process_time()
    try:
        made = clipped(tmp_path, "<div>字" * 100_000 + STORY, "a.html")
    except BuildFailed:
        made = None
    assert made is None or len(made.text) < 1_000_000
    assert time.process_time() - began < SECONDS


def test_of_a_page_of_too_many_blocks_the_first_are_read_and_that_is_said(tmp_path):
    made = clipped(tmp_path, TEXT + "<p>一行。</p>" * 12_000, "a.html")
    assert STORY in made.body
    assert "only the first 10,000 blocks of the page were read" in made.review


def test_a_page_that_quotes_more_sources_than_an_article_may_becomes_one_that_builds(site):
    quoted = "".join(f"<p>据第{n}晚报报道，第{n}号泊位当天也开了工。</p>" for n in range(400))
    made = clipped(site.root, f"<h1>港口开工</h1>{TEXT}{quoted}", "a.html", write=True)
    assert len(made.values["citations"]) == 300
    assert "citations: 400 found, the first 300 kept" in made.review
    assert site.build().outputs


def test_a_text_with_more_times_than_a_draft_lists_says_how_many_it_names(tmp_path):
    days = "\n\n".join(f"{1900 + n}年3月4日，港口第{n}次扩建，工程由当地的公司承担。" for n in range(70))
    made = clipped(tmp_path, days)
    assert len(made.values["timeline"]) == 60
    assert "timeline: 70 found, the first 60 kept" in made.review


def test_a_long_text_is_read_to_its_end(tmp_path):
    middle = "".join(f"第{n}批货物装上了开往南方的船。\n\n" for n in range(6000))
    tail = "2016年9月3日，港口开工。据CNBC报道，港口扩建。\n\n来源：示例晚报\n"
    made = clipped(tmp_path, f"港口扩建开工\n\n{STORY}\n\n{middle}{tail}")
    assert len(made.body) > 100_000
    assert made.values["credit_line"] == "来源：示例晚报"
    assert [one["when"] for one in made.values["timeline"]] == ["2016-09-03"]
    assert made.values["citations"][0]["source"] == {"name": "CNBC"}
