"""A page from elsewhere becomes a draft that says what is known and makes nothing up."""

import resource
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.clip import clip
from generator.clip.links import kept
from generator.clip.literal import literal, sound
from generator.clip.words import encodings
from generator.errors import BuildFailed
from generator.markdown import Dialect, convert
from generator.web import BOUNDS

for extra in ("trafilatura", "markdownify", "rapidfuzz"):
    pytest.importorskip(extra)

grows_evenly = runpy.run_path(str(Path(__file__).with_name("growing.py")))["grows_evenly"]
tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
CASES = Path(__file__).parent / "cases" / "clip"
PAGES = [
    case
    for name in ("pages", "origins")
    for case in yaml.load((CASES / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
]
clipping = runpy.run_path(str(Path(__file__).with_name("clipping.py")))
clipped, Article, DAY = clipping["clipped"], clipping["Article"], clipping["DAY"]
STORY, MORE = clipping["STORY"], clipping["MORE"]


@pytest.fixture
def site(tmp_path):
    return tiny["fresh"](tmp_path)


def within(wanted, found):
    """Say whether all that is wanted is there; keys that nobody asked for may be more."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(within(v, found.get(k)) for k, v in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(wanted) == len(found) and all(map(within, wanted, found))
    return wanted == found


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_a_page_becomes_this_article(case, tmp_path):
    made = clipped(tmp_path, case["text"], case["file"])
    for key, wanted in case.get("keys", {}).items():
        assert within(wanted, made.values.get(key)), (key, made.values.get(key))
    for key in case.get("absent", ()):
        assert key not in made.values
    if "body" in case:
        assert made.body == case["body"].strip()
    for words in case.get("has", ()):
        assert words in made.body
    for words in case.get("not", ()):
        assert words not in made.body
    for words in case.get("review", ()):
        assert words in made.review
        assert words in made.text
    assert made.path == case.get("path", made.path)


def test_an_event_is_a_candidate_and_its_passage_a_comment(tmp_path):
    made = clipped(tmp_path, "2016年9月，港口写进了规划，那时候还没有人相信它会建成。")
    assert "what" not in made.values["timeline"][0]
    assert "  # “2016年9月”: 2016年9月，港口写进了规划" in made.text


# --- the site ---


def test_a_clipping_lies_in_its_month_and_the_site_still_builds(site):
    before = site.build().outputs
    made = clipped(site.root, f"港口扩建开工\n\n{STORY}\n\n{MORE}", write=True)
    assert made.path == "content/articles/2026-11/港口扩建开工.md"
    report = site.build()
    assert report.outputs == before
    assert any("港口扩建开工" in skipped.path for skipped in report.skipped)
    site.edit(made.path, "draft: true\n", "source: 新华社\n")
    assert site.build().outputs > before


def test_a_draft_may_be_looked_at(site):
    clipped(site.root, f"港口扩建开工\n\n{STORY}", write=True)
    site.edit("content/articles/2026-11/港口扩建开工.md", "draft: true\n", "draft: true\nsource: 新华社\n")
    assert site.build(drafts=True).outputs


def test_the_same_address_is_reported_and_nothing_is_written(site):
    page = f'<link rel="canonical" href="http://www.example.com/one/?utm_source=x"><h1>别的题目</h1><p>{STORY}</p>'
    before = site.tree(site.root)
    (site.root / "a.html").write_text(page, "utf-8")
    with pytest.raises(BuildFailed, match=r"the same address: one\n.*content/articles/one\.md"):
        clip(str(site.root / "a.html"), site.root, on=DAY)
    (site.root / "a.html").unlink()
    assert site.tree(site.root) == before


def test_nearly_the_same_text_is_reported(site):
    clipped(site.root, f"港口扩建开工\n\n{STORY}\n\n{MORE}", write=True)
    with pytest.raises(BuildFailed, match=r"% of the text is the same: 港口扩建开工"):
        clipped(site.root, f"另一个题目\n\n{STORY.replace('三百', '四百')}\n\n{MORE}")


def test_another_text_of_the_same_title_gets_another_name(site):
    clipped(site.root, f"港口扩建开工\n\n{STORY}", write=True)
    other = "这一篇讲的是另一座城市的另一个港口，那里早就不用煤了，用的是风和太阳，晚上也亮着。"
    assert clipped(site.root, f"港口扩建开工\n\n{other}").path == "content/articles/2026-11/港口扩建开工-2.md"


def test_a_registered_name_is_used_as_registered(site):
    page = f'<meta property="og:site_name" content="新华网"><h1>港口扩建开工</h1><p>{STORY}</p>'
    assert clipped(site.root, page, "a.html").values["source"] == "新华社"


def test_the_page_of_a_registered_host_is_its_source(site):
    page = f'<link rel=canonical href="https://www.news.cn/a.html"><h1>港口扩建开工</h1><p>{STORY}</p>'
    made = clipped(site.root, page, "a.html")
    assert (made.values["source"], made.values["url"]) == ("新华社", "https://www.news.cn/a.html")


def test_the_day_is_asked_for_or_that_of_the_clock(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # new year's morning in Shanghai
    assert clipped(site.root, STORY, on=None).values["collected"] == "2026-01-01"
    with pytest.raises(BuildFailed, match="is no day"):
        clipped(site.root, STORY, on="2026-11")


# --- encodings ---


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", STORY),
        ("gbk", f"<html><head><title>港口扩建开工</title></head><body><p>{STORY}</p></body></html>"),
        ("big5", "港口擴建工程正式開工，總投資約三十億元，預計四年後完工，這是該市十年來最大的一項工程。"),
        ("shift_jis", "港の拡張工事が正式に始まりました。総投資額は約三十億円で、四年後に完成する予定です。"),
        ("euc_jp", "港の拡張工事が正式に始まりました。総投資額は約三十億円で、四年後に完成する予定です。"),
        (
            "euc_kr",
            "항구 확장 공사가 정식으로 시작되었다. 총투자액은 약 삼십억 원이며 사 년 뒤에 끝날 예정이다.",
        ),
        ("utf-16", STORY),
        ("utf-8-sig", STORY),
    ],
)
def test_bytes_that_do_not_say_their_encoding_are_read(encoding, text, tmp_path):
    made = clipped(tmp_path, text.encode(encoding), "a.html" if text.startswith("<") else "a.txt")
    assert made.body in text
    assert len(made.body) > 30
    assert "read as " in made.review


@pytest.mark.parametrize(
    "declared",
    [
        *("hex", "rot13", "base64", "zlib", "bz2", "uu", "quopri", "idna", "undefined", "punycode"),
        *("unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "utf-32", "mbcs", "nothing"),
    ],
)
def test_a_page_that_names_no_encoding_of_a_text_is_read_by_its_bytes(declared, tmp_path):
    head = f"<head><meta charset={declared}><title>港口开工</title></head>"
    page = f"<html>{head}<body><p>{STORY}</p></body></html>"
    made = clipped(tmp_path, page.encode("gb18030"), "a.html")
    assert (made.values["title"], made.body) == ("港口开工", STORY)
    assert "taken for GBK/GB18030 by its bytes" in made.review


@pytest.mark.parametrize("codec", sorted(set(encodings().values())))
def test_each_encoding_that_a_page_may_name_reads_any_bytes(codec):
    assert bytes(range(256)).decode(codec, "replace")


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_declared_encoding_is_believed(declared, tmp_path):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{STORY}镕喆㙍</p></body></html>'
    assert clipped(tmp_path, page.encode("gb18030"), "a.html").body == f"{STORY}镕喆㙍"


def test_a_wrong_declaration_is_said(tmp_path):
    page = f'<html><head><meta charset="gbk"></head><body><p>{STORY}</p></body></html>'
    made = clipped(tmp_path, page, "a.html")
    assert (made.body, "declared as GBK/GB18030, but it is UTF-8" in made.review) == (STORY, True)
    page = page.replace("gbk", "utf-8").encode("gb18030")
    made = clipped(tmp_path, page, "a.html")
    assert (made.body, "declared as UTF-8, which it is not" in made.review) == (STORY, True)


def test_what_was_lost_before_is_said(tmp_path):
    assert "were lost before it came here" in clipped(tmp_path, f"{STORY}锟斤拷锟斤拷").review


@pytest.mark.parametrize("data", [b"%PDF-1.7 \x00", b"\x89PNG\r\n", b"PK\x03\x04", b"abc\x00def"])
def test_what_is_no_text_is_refused(data, tmp_path):
    with pytest.raises(BuildFailed, match="this is no text"):
        clipped(tmp_path, data)


# --- addresses ---


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://a.example/x?utm_source=a&id=3&utm_medium=b#s", "https://a.example/x?id=3#s"),
        ("https://a.example/x?fbclid=1", "https://a.example/x"),
        ("https://a.example/x?b=%E6%B8%AF&a=&spm=1.2", "https://a.example/x?b=%E6%B8%AF&a="),
        (
            "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=2&sn=c&chksm=d&scene=21#wechat_redirect",
            "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=2&sn=c",
        ),
        ("https://a.example/x?scene=21&from=b&s=1", "https://a.example/x?scene=21&from=b&s=1"),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
        ("https://a.example/x?utmost=1", "https://a.example/x?utmost=1"),
        ("https://a.example/x#:~:text=a", "https://a.example/x"),
        ("https://a.example/x#rdf", "https://a.example/x#rdf"),
        ("http://[", "http://["),
    ],
)
def test_tracking_goes_and_all_else_stays(url, wanted):
    assert kept(url)[0] == wanted


# --- the door ---


def run(*words, **more):
    result = CliRunner().invoke(main, [str(word) for word in words], **more)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_command_prints_the_review_and_the_path(site):
    result = run("clip", "-", "--root", site.root, "--on", DAY, input=f"港口扩建开工\n\n{STORY}")
    assert result.exit_code == 0
    assert "title: 港口扩建开工 (the first line)" in result.output
    assert (site.root / "content/articles/2026-11/港口扩建开工.md").is_file()


def test_the_command_prints_the_article_and_writes_nothing(tmp_path):
    result = run("clip", "-", "--root", tmp_path, "--on", DAY, "--stdout", input=STORY)
    assert result.exit_code == 0
    assert result.stdout.startswith("---\n# clipped from - on 2026-11-23, as plain\n")
    assert "no title is stated" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_a_missing_site_and_an_empty_text_are_told(tmp_path):
    for words, reason in (
        (("no.txt",), "this cannot be read: No such file"),
        (("-",), "there is no content folder"),
    ):
        result = run("clip", *words, "--root", tmp_path, input=STORY)
        assert (result.exit_code, reason in result.stderr) == (1, True), result.stderr
    assert "there is no text in it" in run("clip", "-", "--root", tmp_path, input=" \n").stderr


@pytest.mark.parametrize("day", ["soon", "2016-13", "2016-09", ""])
def test_a_day_that_is_none_is_wrong_usage_and_nothing_is_fetched(day, tmp_path):
    result = run("clip", "http://127.0.0.1:9/", "--root", tmp_path, "--on", day)
    assert (result.exit_code, "--on" in result.stderr) == (2, True)
    assert "127.0.0.1" not in result.stderr


def test_what_is_piped_in_is_bounded_as_a_file_is(site):
    result = run("clip", "-", "--root", site.root, input=b"a" * (BOUNDS.bytes + 1))
    assert (result.exit_code, "-: fault: this is larger than 10,000,000 bytes" in result.stderr) == (1, True)


def test_an_article_that_the_disc_does_not_take_leaves_no_half_of_it(site):
    page = site.root / "page.txt"
    page.write_text(f"港口扩建开工\n\n{STORY}", "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "generator", "clip", str(page), "--root", str(site.root), "--on", DAY],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, "File too large" in result.stderr) == (1, True)
    assert "Traceback" not in result.stderr
    assert list(site.root.glob("content/articles/2026-11/*")) == []


def test_a_missing_extra_is_a_fault_with_its_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = run("clip", "-", "--root", tmp_path, "--stdout", input=STORY)
    assert result.exit_code == 1
    assert "`trafilatura` is not installed\n  pip install 'wenzhai[clip]'" in result.stderr


def test_a_library_that_lacks_a_part_of_its_own_says_so_in_its_own_words(tmp_path):
    code = "import sys; sys.modules['lxml_html_clean'] = None; from generator.cli import main; main()"
    said = subprocess.run(
        [sys.executable, "-c", code, "clip", "-", "--root", str(tmp_path), "--stdout"],
        input=STORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "`None`" not in said.stderr
    assert "lxml_html_clean" in said.stderr
    assert said.stderr.endswith("  pip install 'wenzhai[clip]'\n")


# --- for any text ---

MARKED = st.text(
    alphabet="港口。，a1 \n\t*_[]()<>{}#-:`~|\\!&=+>^\"'$%@\u3000\u200b\u202e\x00\x85\u2028é", max_size=120
)


@given(MARKED)
def test_words_written_as_markdown_say_themselves(text):
    line = " ".join(sound(text)[0].split())
    made = convert(literal(line), Dialect())
    assert not [problem for problem in made.problems if problem.severity == "fault"]
    assert "".join(made.plain.split()) == "".join(line.split())


@given(MARKED, st.sampled_from(["a.txt", "a.md", "a.html"]))
@settings(max_examples=150)
def test_any_text_is_clipped_without_a_fault_or_refused_as_empty(tmp_path_factory, text, name):
    folder = tmp_path_factory.mktemp("any")
    try:
        made = clipped(folder, text, name)
    except BuildFailed as failure:
        told = str(failure)
        assert "there is no text in it" in told or "this is no text" in told
    else:
        assert made.values["draft"] == "true"


@pytest.mark.parametrize(
    "piece",
    [
        f"{STORY}\n\n{MORE}\n\n",
        "啊港口，我们的港口，灯一盏一盏亮起来，人都散去了。\n\n",
        "a *b* [c](d) {e} <f>\n\n",
        "一二三四五六七八九十，" * 3,
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece):
    from generator.clip.desk import Desk
    from generator.clip.making import draft_of
    from generator.clip.sorting import sorted_of
    from generator.clip.texts import plain

    def make(size):
        text = piece * (size // len(piece))
        return lambda: draft_of(sorted_of(plain(text), Desk()), Desk(), "x", DAY, ())

    make(2_000)()
    assert grows_evenly(lambda times: make(times * 40_000))
