"""Pages are fetched from the public internet only, within bounds, and checked anew at each redirect."""

import gzip
import runpy
import time
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.clip import clip
from generator.clip.fetch import fetch
from generator.errors import BuildFailed
from generator.web import Bounds

for extra in ("trafilatura", "markdownify", "rapidfuzz"):
    pytest.importorskip(extra)

clipping = runpy.run_path(str(Path(__file__).with_name("clipping.py")))
Article, DAY, STORY = clipping["Article"], clipping["DAY"], clipping["STORY"]


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
    ids=["plain", "gzip", "deflate"],
)
def test_a_page_larger_than_the_bound_is_refused_however_it_is_packed(headers, body):
    pages, told = {"/": (200, headers, body)}, "larger than 1,000 bytes"
    with serving(pages) as (_, base, allowed), pytest.raises(BuildFailed, match=told):
        fetch(f"{base}/", Bounds(bytes=1_000), allowed)


LONG = f"<h1>港口扩建开工</h1><p>{STORY}</p>".encode("gbk") * 20


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (HTML | {"Content-Length": str(len(LONG))}, LONG[: len(LONG) // 2]),
        (HTML | {"Content-Encoding": "gzip"}, gzip.compress(LONG)[:-20]),
        (HTML | {"Content-Encoding": "deflate"}, zlib.compress(LONG)[:-20]),
        (HTML | {"Content-Encoding": "gzip"}, gzip.compress(LONG) + gzip.compress(LONG)[:-20]),
    ],
    ids=["plain", "gzip", "deflate", "the second of two parts"],
)
def test_a_page_that_came_only_in_part_is_refused(headers, body):
    pages = {"/": (200, headers, body)}
    with serving(pages) as (_, base, allowed), pytest.raises(BuildFailed, match="came only in part"):
        fetch(f"{base}/", allowed=allowed)


def test_a_page_that_is_packed_in_several_parts_is_read_to_its_end():
    body = gzip.compress(LONG) + gzip.compress(b"<p>end</p>")
    with serving({"/": (200, HTML | {"Content-Encoding": "gzip"}, body)}) as (_, base, allowed):
        assert fetch(f"{base}/", allowed=allowed).data == LONG + b"<p>end</p>"


def test_a_redirect_to_what_is_no_address_is_told():
    pages = {"/": (302, {"Location": "https://[abc"}, b"")}
    with serving(pages) as (_, base, allowed), pytest.raises(BuildFailed, match="address"):
        fetch(f"{base}/", allowed=allowed)


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


def test_a_name_or_password_in_an_address_is_not_sent():
    with pytest.raises(BuildFailed, match="a name or password"):
        fetch("https://user:secret@example.com/")
