"""No input stalls a build: time grows with a text's length, and what would need more is left out by its size.

Every bound is one of size (bytes, characters, marks, levels, entries), never of a clock: the same input gives
the same output on a slow machine. Times are the processor's, of which the best of several tries counts.
"""

import contextlib
import gc
import os
import runpy
import time
from pathlib import Path

import pytest

from generator import edtf, han, urls
from generator.credits.reading import read
from generator.dates import find
from generator.errors import BuildFailed
from generator.files import decode
from generator.formats.lines import visible
from generator.formats.text import plain, words_in
from generator.markdown import LINK, Dialect, convert, inline
from generator.markdown.place import substitute
from generator.markdown.values import LONGEST, MARKS, MOST_MARKS
from generator.parse import LARGEST, Document, parse

HERE = Path(__file__).parent
texts = runpy.run_path(str(HERE / "pathological.py"))
Tiny = runpy.run_path(str(HERE.parent / "tiny.py"))["Tiny"]

LARGER = int(os.environ.get("WENZHAI_STALL", "1"))
"""How many times as long the texts are; a nightly run may take longer ones."""
MOST, TRIES, ENOUGH = 2.6, 9, 3
"""What two times the text may cost, how often one that costs more is tried, how many of them tell enough."""
ARTICLE, SLACK = 2.0, 5
"""Seconds that an article may take, and how much slower than ours a machine may be."""
NOTICED, LONG, FEWEST = 0.0005, 0.2, 2
"""Seconds below which a difference is the machine's, and above which a few tries tell enough."""


def seconds(work, text):
    gc.collect(0)
    gc.disable()
    try:
        began = time.process_time()
        work(text)
        return time.process_time() - began
    finally:
        gc.enable()


def growth(work, make, size):
    """Say how many times as long a text of twice the length takes, by the best of some tries."""
    once, twice = (make(size * times) for times in (1, 2))
    best = [float("inf")] * 2
    for number in range(TRIES):
        best = [min(known, seconds(work, text)) for known, text in zip(best, (once, twice), strict=True)]
        ratio = best[1] / max(best[0], NOTICED)
        if ratio <= MOST or (number >= FEWEST and best[1] > LONG):
            break
    return ratio


def stalling(work, makers, size):
    """Name the texts whose time grows faster than their length, twice in a row."""
    found = {}
    for name, make in makers.items():
        if growth(work, make, size) > MOST and (ratio := growth(work, make, 2 * size)) > MOST:
            found[name] = ratio
        if len(found) == ENOUGH:
            break
    return found


def article(matter, body="x"):
    text = f"---\n{matter}\n---\n{body}\n"
    return Document(path="content/articles/x.md", kind="article", data=text.encode("utf-8", "surrogatepass"))


def body(text):
    return parse(article("title: a\nsource: b", text))


def matter(text):
    return parse(article(text))


def test_the_time_for_a_body_grows_with_its_length(figure):
    body("first, all is set up once")
    assert stalling(body, texts["MARKDOWN"], 3_000 * LARGER) == {}
    figure(
        "no-stall",
        f"{len(texts['MARKDOWN'])} kinds of Markdown, 0 cost more than {MOST} times for twice the text",
    )


def test_the_time_for_an_issue_grows_with_its_length(figure):
    def issue(text):
        convert(text, Dialect(), path="x.md", structure=True)

    kinds = {name: texts["MARKDOWN"][name] for name in list(texts["MARKDOWN"])[::7]}
    kinds |= {
        "items": texts["over"]("::: item a\nx[^1]\n:::\n"),
        "items with a long note": texts["behind"](
            "[^1]: " + "长" * 300 + "\n\n", "::: item a\n注[^1]\n:::\n\n"
        ),
        "briefs": texts["over"]("- [a](http://b) — c\n"),
    }
    issue("first, all is set up once")
    assert stalling(issue, kinds, 3_000 * LARGER) == {}
    figure("no-stall", f"{len(kinds)} in issues, 0")


def test_the_time_for_front_matter_grows_with_its_length(figure):
    matter("title: first, all is set up once")
    assert stalling(matter, texts["YAML"], 6_000 * LARGER) == {}
    figure("no-stall", f"{len(texts['YAML'])} kinds of YAML, 0")


KINDS = {"sources": "k№: {{{}: v}}\n", "rights": "k№: {{{}: v}}\n", "anchors": "k№: {}\n", "site": "k№: {}\n"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_time_for_what_a_site_keeps_grows_with_its_length(kind):
    def kept(text):
        parse(Document(path=f"content/{kind}.yaml", kind=kind, data=text.encode()))

    forms = {
        word: texts["counted"](KINDS[kind].format(word)) for word in ("name", "nam", "grantor", "2016-09")
    }
    forms |= {name: texts["YAML"][name] for name in ("reserved marks", "one key again", "a billion laughs")}
    kept("a: b")
    assert stalling(kept, forms, 6_000 * LARGER) == {}


def test_the_time_for_the_bytes_of_a_file_grows_with_their_number(figure):
    def bytes_(text):
        decode(text.encode(), "x.md")

    assert stalling(bytes_, texts["BYTES"], 6_000 * LARGER) == {}
    figure("no-stall", f"{len(texts['BYTES'])} kinds of odd characters, 0")


def bare(cached):
    """Give a function without its memory."""
    return getattr(cached, "__wrapped__", cached)


def refusing(work):
    def tried(text):
        with contextlib.suppress(ValueError):
            work(text)

    return tried


PATTERNS = {
    "credits": (read, 4_000),
    "dates": (lambda text: find(text, "2017-01-11"), 600),
    "one date": (refusing(bare(edtf.parse)), 20_000),
    "a length": (han.count, 20_000),
    "what is found": (han.terms, 4_000),
    "what is alike": (han.compact, 20_000),
    "a language": (lambda text: bare(han.is_written_in)(text, "en"), 20_000),
    "a short text": (inline, 3_000),
    "a name in an address": (bare(urls.slug), 20_000),
    "an address": (lambda text: urls.is_http("https://a.b/" + text), 20_000),
    "an id": (urls.is_id, 20_000),
    "a path": (lambda text: (urls.objection(text), urls.alike(text)), 20_000),
    "words of a page": (words_in, 20_000),
    "a text for XML": (plain, 20_000),
    "a title on a card": (visible, 4_000),
    "an open link": (lambda text: substitute(f'<a href="{LINK}a{LINK}">{text}', {"a": ""}), 20_000),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_the_time_for_each_look_at_a_text_grows_with_its_length(name, case):
    work, size = PATTERNS[name]
    makers = {phrase: texts["over"](phrase) for phrase in (*texts["PHRASES"], *texts["UNITS"][::5])}
    work("热身 2016年1月1日 来源：a")
    assert stalling(work, makers, size * LARGER) == {}
    case("no-stall", f"{{}} ways to look at a text with {len(makers)} phrases each, 0")


def weight(text):
    return sum(map(text.count, MARKS))


def largest(make):
    """Give about the longest text of a kind that is still converted."""
    share = weight(make(50_000)) / 50_000
    return make(int(0.97 * min(LONGEST, MOST_MARKS / (share or 1e-9))))


HEAVY = (
    "汉字，", "999999999. a\\n", "http://a ", "http://a... ", "- a\\n* b\\n+ c\\n", "brackets before a span",
    "a tall table", "an encoded destination", "**汉** [a](https://b.c/d) *e* `f`\\n\\n",
)  # fmt: skip


def test_a_body_as_large_as_is_taken_is_converted_within_the_bound(figure):
    made, slowest = [], 0.0
    for name in HEAVY:
        text = largest(texts["MARKDOWN"][name])
        assert len(text) > LONGEST * 0.9 or weight(text) > MOST_MARKS * 0.9
        took = seconds(lambda text: made.append(body(text)), text)
        assert took < ARTICLE * SLACK, name
        slowest = max(slowest, took)
        assert not made[-1].doc.refused, name
    figure(
        "no-stall",
        f"{len(HEAVY)} of the heaviest as large as is taken, the slowest in {slowest:.1f} s of {ARTICLE:g} s"
        f" (on a slow machine at most {ARTICLE * SLACK:g} s)",
    )


WIDE = "|a" * 256 + "\n" + "|-" * 256 + "\n" + "|\n" * 256 + "\n"
REASONS = {
    "too long": ("汉" * (LONGEST + 1), "the body is too long: 1000002 characters, at most 1000000 are"),
    "too many marks": ("*a_ " * MOST_MARKS, "the body has too many lines and marks: "),
    "too many lines": ("汉\n" * (MOST_MARKS + 1), "the body has too many lines and marks: "),
    "too deep": ("> " * 200 + "a", "the body is too deeply nested"),
    "too many addresses": ("[a]: /" + "u" * 20_000 + "\n\n" + "[a] " * 5_000, "the body repeats long"),
    "too many cells": (WIDE * 2, "the body has tables of too many cells"),
    "too large": ("汉" * (LARGEST // 3), "the file is larger than 4 MB"),
    "a hundred megabytes": ("汉字，一行。\n" * 5_300_000, "the file is larger than 4 MB"),
}
SITE = {"content/site.yaml": "title: t\nurl: https://a.example/\nas_of: 2026-12-31\n"}


def written(title, text):
    return f"---\ntitle: {title}\nsource: {{name: 甲}}\ncollected: 2026-11-01\nrights: own\n---\n{text}\n"


def test_an_article_that_would_need_more_is_left_out_with_its_reason_and_the_rest_builds(tmp_path, figure):
    site = Tiny(tmp_path, SITE | {"content/articles/good.md": written("好", "正文。")})
    for number, (text, _) in enumerate(REASONS.values()):
        site.write(f"content/articles/heavy-{number}.md", written("重", text))
    site.write("content/issues/2026-11-02.md", "---\n---\n::: item good heavy-0\n按语。\n:::\n")
    report = site.build()
    assert site.read("site/articles/good.html").count("正文。") == 1
    skipped = {one.path: one.reason for one in report.skipped}
    warned = {str(problem.location): problem.message for problem in report.warnings}
    for number, (_, reason) in enumerate(REASONS.values()):
        path = f"content/articles/heavy-{number}.md"
        assert skipped[path].startswith(reason)
        assert warned[path].startswith(f"skipped: {reason}")
        assert not (site.out / f"articles/heavy-{number}.html").exists()
    with pytest.raises(BuildFailed) as failed:
        site.build(strict=True)
    faults = [p for p in failed.value.problems if p.message.startswith("skipped: ")]
    assert [p.severity for p in faults] == ["fault"] * len(REASONS)
    figure(
        "no-stall",
        f"{len(REASONS)} articles that would need more, one of 100 MB, left out with reasons",
    )


def test_large_files_that_are_only_copied_and_long_lines_build(tmp_path, figure):
    million, hundred = 1_000_000, 100_000_000
    site = Tiny(tmp_path, SITE | {"content/articles/line.md": written("一行", "汉字，" * (million // 9))})
    site.write("content/articles/latin.md", written("a line", "word " * (million // 5)))
    site.write({"content/static/a.txt": b"a" * million, "content/static/a.png": b"\x89PNG" + b"\0" * million})
    with (site.root / "content/static/b.png").open("wb") as image:
        image.truncate(hundred)
    took = seconds(lambda _: site.build(), "")
    assert took < 2 * ARTICLE * SLACK
    sizes = {path.name: path.stat().st_size for path in site.out.glob("*.*")}
    assert (sizes["a.txt"], sizes["a.png"], sizes["b.png"]) == (million, million + 4, hundred)
    assert site.read("site/articles/line.html").count("汉字，") >= million // 9
    files = "2 articles of 1 MB on one line and images of 1 MB and 100 MB"
    figure("no-stall", f"{files} built in {took:.1f} s")
