"""A page from elsewhere becomes a draft that says what is known and makes nothing up."""

import gzip
import runpy
import sys
import time
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.clip import clip
from generator.clip.fetch import Bounds, fetch
from generator.clip.links import kept
from generator.clip.literal import literal, sound
from generator.clip.public import is_public
from generator.errors import BuildFailed
from generator.frontmatter import load, split
from generator.markdown import Dialect, convert

for extra in ("trafilatura", "markdownify", "rapidfuzz"):
    pytest.importorskip(extra)

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
CASES = Path(__file__).parent / "cases" / "clip"
PAGES = yaml.load((CASES / "pages.yaml").read_text("utf-8"), yaml.BaseLoader)
DAY = "2026-11-23"
STORY = (
    "港口三期扩建工程正式开工，总投资约三十亿元，工期四年。这是该市十年来最大的一项工程，当天有三百人到场。"
)
MORE = "工程由三家公司承担，其中一家来自外地，负责疏浚，另外两家负责岸线与堆场，市长说大家都等了很久。"


@pytest.fixture
def site(tmp_path):
    return tiny["fresh"](tmp_path)


def clipped(folder, text, name="a.txt", **more):
    """Clip a text, and give what its file holds."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Article(clip(str(file), folder, **{"on": DAY, "write": False, **more}))


class Article:
    """A clipped article, read as a build reads it."""

    def __init__(self, made):
        self.path, self.text, self.review = made.path, made.text, "\n".join(made.review)
        parts, problems = split(made.text, made.path)
        loaded, more = load(parts.matter, made.path)
        assert not problems + more
        self.values, self.body = loaded.values, parts.body.strip()


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


# --- hostile pages ---

HOSTILE = (CASES / "hostile.html").read_text("utf-8").replace("STORY", STORY).replace("MORE", MORE)


def test_a_hostile_page_is_written_without_a_fault_and_says_only_what_it_says(site):
    made = clipped(site.root, HOSTILE, "a.html", write=True)
    assert (made.values["draft"], made.values["mode"]) == ("true", "link")
    assert set(made.values) <= {
        "title",
        "draft",
        "mode",
        "published",
        "collected",
        "source",
        "byline",
        "edits",
        "lang",
        "timeline",
        "onward",
    }
    assert "rights" not in made.values
    assert "javascript:" not in made.text.replace("(javascript:alert(5))", "")
    assert STORY in made.body
    assert "一个也不能少" in made.body


def test_a_hostile_page_builds_into_inert_output(site):
    made = clipped(site.root, HOSTILE, "a.html", write=True)
    site.write(made.path, made.text.replace("draft: true\n", "rights: own\n").replace("mode: link\n", ""))
    site.build()
    pages = [data.decode() for path, data in site.tree().items() if path.endswith(".html")]
    found = [page for page in pages if "当天有三百人到场" in page]
    assert found
    for page in pages:
        assert "<script>alert" not in page
        for mark in (
            'href="javascript:',
            "href='javascript:",
            "onerror=alert(6)>",
            'onclick="',
            "onload=",
            "<iframe",
            "<svg onload",
        ):
            assert mark not in page
        assert "49" not in page.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 30_000 + STORY,
        "<b>" * 30_000 + STORY,
        "<p>" + "&#x202e;" * 10_000 + STORY,
        "<ul><li>" * 5_000 + STORY,
        f"<p>{STORY}" + "<br>" * 20_000,
    ],
)
def test_a_page_out_of_all_proportion_is_read_or_refused(page, tmp_path):
    try:
        made = clipped(tmp_path, page, "a.html")
    except BuildFailed:
        return
    assert len(made.text) < 100_000


# --- the web ---


class Handler(BaseHTTPRequestHandler):
    """Answers as its server's pages say."""

    def do_GET(self):
        status, headers, body = self.server.pages[self.path]
        self.server.seen.append(dict(self.headers))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for part in body if isinstance(body, list) else [body]:
            try:
                self.wfile.write(part)
                self.wfile.flush()
                if isinstance(body, list):
                    time.sleep(0.2)
            except OSError:
                return

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def serving(pages):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pages, server.seen = pages, []
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}", frozenset({f"127.0.0.1:{server.server_port}"})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


HTML = {"Content-Type": "text/html; charset=gbk"}


def test_a_page_is_fetched_with_its_redirects_and_its_charset(tmp_path):
    body = f"<h1>港口扩建开工</h1><p>{STORY}</p>".encode("gbk")
    pages = {
        "/a": (302, {"Location": "/b?utm_source=x&id=1"}, b""),
        "/b?utm_source=x&id=1": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(body)),
    }
    with serving(pages) as (server, base, allowed):
        made = Article(clip(f"{base}/a", tmp_path, on=DAY, write=False, allowed=allowed))
        assert made.values["url"] == f"{base}/b?id=1"
        assert server.seen[0]["User-Agent"].startswith("wenzhai/")
    assert made.body == STORY


def test_an_address_that_is_not_public_is_refused_unless_a_test_allows_it():
    with serving({"/": (200, HTML, b"x")}) as (server, base, _):
        with pytest.raises(BuildFailed, match="not on the public internet"):
            fetch(f"{base}/")
        with pytest.raises(BuildFailed, match="not on the public internet"):
            fetch(f"http://localhost:{server.server_port}/")
        assert server.seen == []


def test_each_redirect_is_checked_anew():
    with serving({}) as (other, elsewhere, _):
        for place in (
            f"{elsewhere}/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "file:///etc/passwd",
        ):
            told = r"not on the public internet|is not fetched"
            with (
                serving({"/": (302, {"Location": place}, b"")}) as (_, base, allowed),
                pytest.raises(BuildFailed, match=told),
            ):
                fetch(f"{base}/", allowed=allowed)
        assert other.seen == []


def test_redirects_end():
    pages = {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(9)}
    with serving(pages) as (server, base, allowed):
        with pytest.raises(BuildFailed, match="more than 5 redirects"):
            fetch(f"{base}/0", allowed=allowed)
        assert len(server.seen) == 6


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (HTML, b"x" * 2_000),
        (HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 2_000)),
        (HTML | {"Content-Encoding": "deflate"}, zlib.compress(b"x" * 2_000)),
    ],
)
def test_a_page_larger_than_the_bound_is_refused_however_it_is_packed(headers, body):
    pages, told = {"/": (200, headers, body)}, "larger than 1,000 bytes"
    with serving(pages) as (_, base, allowed), pytest.raises(BuildFailed, match=told):
        fetch(f"{base}/", Bounds(bytes=1_000), allowed)


def test_a_page_that_trickles_in_is_given_up():
    with serving({"/": (200, HTML, [b"x"] * 40)}) as (_, base, allowed):
        began = time.monotonic()
        with pytest.raises(BuildFailed, match=r"longer than 0\.5 seconds"):
            fetch(f"{base}/", Bounds(whole=0.5), allowed)
        assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, HTML, b""), "answers 404"),
        ((200, {"Content-Type": "image/png"}, b"x"), "this is `image/png`, not a text"),
        ((200, HTML | {"Content-Encoding": "br"}, b"x"), "packs it as `br`"),
        ((200, HTML | {"Content-Encoding": "gzip"}, b"no gzip"), "cannot be unpacked"),
    ],
)
def test_an_answer_that_is_no_page_is_told(answer, reason):
    with serving({"/": answer}) as (_, base, allowed), pytest.raises(BuildFailed, match=reason):
        fetch(f"{base}/", allowed=allowed)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "198.18.0.1", "192.88.99.1", "::", "::1"),
        *("fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::7f00:1"),
        *("64:ff9b::7f00:1", "64:ff9b::808:808"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1", "localhost", ""),
    ],
)
def test_these_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1"])
def test_these_addresses_are_public(address):
    assert is_public(address)


def test_a_name_or_password_in_an_address_is_not_sent():
    with pytest.raises(BuildFailed, match="a name or password"):
        fetch("https://user:secret@example.com/")


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
        (("-", "--on", "soon"), "--on"),
    ):
        result = run("clip", *words, "--root", tmp_path, input=STORY)
        assert (result.exit_code, reason in result.stderr) == (1, True), result.stderr
    assert "there is no text in it" in run("clip", "-", "--root", tmp_path, input=" \n").stderr


def test_a_missing_extra_is_a_fault_with_its_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = run("clip", "-", "--root", tmp_path, "--stdout", input=STORY)
    assert result.exit_code == 1
    assert "`trafilatura` is not installed\n  pip install 'wenzhai[clip]'" in result.stderr


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


def cpu(step):
    best = []
    for _ in range(5):
        began = time.process_time()
        step()
        best.append(time.process_time() - began)
    return min(best)


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
    assert cpu(make(80_000)) <= 2.6 * cpu(make(40_000)) + 0.02
