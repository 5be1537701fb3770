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
from generator.clip.fetch import Bounds, fetch
from generator.clip.public import is_public
from generator.errors import BuildFailed

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
