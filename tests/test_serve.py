"""The preview as its own pages, and as strangers, ask it."""

import http.client
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from generator.serve.dressed import dressed
from generator.serve.guard import guard_for

tests = Path(__file__).parent
tiny = runpy.run_path(str(tests / "tiny.py"))
fresh = tiny["fresh"]
Served = runpy.run_path(str(tests / "serving.py"))["Served"]

ONE = "content/articles/one.md"
SECRET = "geheim-7f3a"
TRAVERSALS = (
    "/../../secret.txt",
    "/..%2f..%2fsecret.txt",
    "/%2e%2e/%2e%2e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..%5c..%5csecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/articles/../../../secret.txt",
    "//etc/passwd",
    "/file:///etc/passwd",
)
HIDDEN = (
    "/.git/config",
    "/.env",
    "/.wenzhai/memo.sqlite",
    "/.wenzhai/",
    "/content/rights.yaml",
    "/content/articles/two.md",
    "/link.txt",
    "/static/link.txt",
    "/%00",
    "/index.html%00.txt",
    "/index.html%0d%0aX-Evil:1",
    "/%ff%fe",
    "/" + "a" * 9000,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    made = fresh(root)
    (root / "secret.txt").write_text(SECRET)
    made.write({".env": SECRET, ".git/config": SECRET, "secret.txt": SECRET})
    return made


@pytest.fixture(scope="module")
def served(site):
    with Served(site.root) as preview:
        yield preview


# ---- answers


def test_every_planned_path_is_answered_with_its_media_type(served):
    kinds = {
        "/": "text/html; charset=utf-8",
        "/topics/": "text/html; charset=utf-8",
        "/articles/one.html": "text/html; charset=utf-8",
        "/assets/style.css": "text/css; charset=utf-8",
        "/assets/icon.svg": "image/svg+xml",
        "/feed.atom": "application/atom+xml",
        "/feed.json": "application/feed+json",
        "/topics/port.ics": "text/calendar; charset=utf-8",
        "/map.txt": "text/plain; charset=utf-8",
        "/_headers": "text/plain; charset=utf-8",
    }
    answers = {path: served.ask(path) for path in kinds}
    assert {path: status for path, (status, _, _) in answers.items()} == dict.fromkeys(kinds, 200)
    assert {path: headers["Content-Type"] for path, (_, headers, _) in answers.items()} == kinds


def test_links_to_the_site_itself_lead_to_the_preview(served):
    assert f"{served.address}articles/one.html" in served.page("feed.atom")


def test_a_folder_without_its_slash_leads_to_the_folder(served):
    status, headers, _ = served.ask("/topics")
    assert (status, headers["Location"]) == (307, "/topics/")


def test_a_missing_page_is_the_sites_own(served):
    status, _, body = served.ask("/nowhere.html")
    assert (status, "preview.js" in body.decode()) == (404, True)


def test_head_gives_the_same_headers_and_no_body(served):
    names = ("Content-Type", "Content-Length", "Content-Security-Policy")
    (_, get, body), (_, head, none) = served.ask("/"), served.ask("/", "HEAD")
    assert [get[name] for name in names] == [head[name] for name in names]
    assert (bool(body), none) == (True, b"")


def test_the_script_is_in_the_answer_and_in_no_file(site, served):
    assert "preview.js" in served.page("articles/one.html")
    assert not (site.root / "site").exists()


# ---- strangers


@pytest.mark.parametrize("path", [*TRAVERSALS, *HIDDEN])
def test_no_path_reaches_a_file(site, served, path):
    link = site.root / "link.txt"
    if not link.is_symlink():
        link.symlink_to("/etc/passwd")
    status, _, body = served.ask(path)
    assert 400 <= status < 500
    assert SECRET not in body.decode("utf-8", "replace")
    assert "root:" not in body.decode("utf-8", "replace")


def test_a_symbolic_link_in_the_content_is_a_fault_and_is_not_followed(tmp_path):
    site = fresh(tmp_path)
    (site.root / "content/static/link.txt").symlink_to("/etc/passwd")
    with Served(site.root) as preview:
        preview.until_said("this is a symbolic link")
        assert preview.ask("/link.txt")[0] == 503  # nothing is shown before the fault is mended
        assert preview.ask("/")[0] == 503


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "localhost:{port}@evil.example",
        "evil.example#127.0.0.1:{port}",
        "169.254.169.254:{port}",
        "[::1",
    ],
)
def test_another_host_is_refused(served, host):
    assert served.ask("/", Host=host.format(port=served.port))[0] == 421


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_the_names_of_this_machine_are_let_in(served, host):
    assert served.ask("/", Host=host.format(port=served.port))[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/feed.json", "/.wenzhai/events?token={token}", "/.wenzhai/preview.js"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"},
    ],
    ids=str,
)
def test_another_site_is_refused(served, path, headers):
    said = {name: value.format(port=served.port) for name, value in headers.items()}
    assert served.ask(path.format(token=served.token), **said)[0] == 403


def test_a_link_from_another_site_may_be_followed(served):
    assert served.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_the_preview_can_only_be_read(served, method):
    assert served.ask("/", method)[0] == 405


@pytest.mark.parametrize("query", ["", "?token=", "?token=guess", "?page=index.html", "?token=%ff"])
def test_the_stream_asks_for_its_token(served, query):
    assert served.ask(f"/.wenzhai/events{query}")[0] == 403


def test_every_answer_says_how_it_may_be_used(served):
    for path in ("/", "/nowhere", "/feed.atom", "/.wenzhai/preview.js", "/.wenzhai/events"):
        _, headers, _ = served.ask(path)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Access-Control-Allow-Origin"] is None
    assert served.ask("/")[1]["Content-Security-Policy"].endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize(
    "words", [b"\0" * 64, b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"A" * 200_000]
)
def test_what_is_no_request_does_not_end_the_preview(served, words):
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as stranger:
        try:
            stranger.sendall(words)
            stranger.shutdown(socket.SHUT_WR)
            answer = stranger.recv(4096)
        except OSError:
            answer = b""
    assert not answer.startswith(b"HTTP/1.1 5")
    assert served.ask("/")[0] == 200


def test_a_websocket_is_refused(served):
    key = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    assert served.ask("/.wenzhai/events", Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==", **key)[0] == 403


# ---- other machines


def test_only_who_was_given_the_address_is_let_in_from_other_machines(tmp_path):
    with Served(fresh(tmp_path).root, "--host", "0.0.0.0") as preview:
        preview.until_said("other machines can reach this")
        token = re.search(r"\?token=(\S+)", preview.address)[1]
        host = {"Host": f"192.168.1.7:{preview.port}"}
        assert preview.ask("/", **host)[0] == 403
        assert preview.ask("/?token=guess", **host)[0] == 403
        assert preview.ask("/feed.atom", **host)[0] == 403
        assert preview.ask("/", Host=f"evil.example:{preview.port}")[0] == 421
        status, headers, _ = preview.ask(f"/topics/?token={token}", **host)
        assert (status, headers["Location"]) == (303, "/topics/")
        cookie = headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()  # a link in a mail or chat may be followed
        assert preview.ask("/topics/", Cookie=cookie.partition(";")[0], **host)[0] == 200


def test_a_loopback_preview_hears_nothing_from_the_network(served):
    with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
        socket.create_connection((_own_address(), served.port), timeout=2).close()


def _own_address():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.9.9.9"
        return probe.getsockname()[0]


# ---- what is told


def test_a_page_is_told_how_it_stands(served):
    state = served.state("issues/2026-11-21.html")
    assert state["faults"] == []
    assert state["marks"]["articles/two.html"].startswith("published as `summary`")


def test_a_fault_is_told_with_its_line_and_caret_on_the_page_and_in_the_terminal(tmp_path):
    site = fresh(tmp_path)
    with Served(site.root) as preview:
        site.edit(ONE, "topics: [port]", "topics: [港口, prot]")
        found = preview.until(lambda: preview.state()["faults"])
        fault = next(f for f in found if "prot" in f["message"])
        assert fault["place"].startswith(f"{ONE}:9:")
        assert (fault["before"], fault["after"]) == ("topics: [港口, ", "prot]")
        preview.until_said("stay as they were")
        carets = [line.index("^") for line in preview.words.splitlines() if line.strip() == "^"]
        assert carets[-1] == 4 + len("topics: [") + 2 * len("港口") + len(", ")
        site.edit(ONE, "[港口, prot]", "[port]")
        preview.until_said("mended")
        assert preview.state()["faults"] == []


def test_what_a_fault_shows_cannot_work_the_terminal(tmp_path):
    site = fresh(tmp_path)
    site.edit(ONE, "tags: [港口]", "tags: [港口]\nbad\u202e: \x1b[31m")
    with Served(site.root) as preview:
        preview.until_said("stay as they were")
        assert not {"\x1b", "\u202e"} & set(preview.words)


def test_a_template_that_fails_on_a_page_is_told_there_and_in_the_terminal_until_it_is_mended(tmp_path):
    site = fresh(tmp_path)
    with Served(site.root) as preview:
        assert preview.ask("/topics/port.html")[0] == 200
        for broken in ("{{ nope }}", '{% include "topic.html" %}', "{{ 1 / 0 }}", "{{ 'x' * 10 ** 12 }}"):
            site.edit("themes/kid/topic.html", "kid 1", broken)
            (fault, *_) = preview.until(lambda: preview.state("topics/port.html")["faults"])
            assert fault["place"].startswith("themes/")
            assert "港口的近况" in preview.page("topics/port.html")
            preview.until_said("the page stays as it was")
            site.edit("themes/kid/topic.html", broken, "kid 1")
            preview.until(lambda: not preview.state("topics/port.html")["faults"])
        preview.until_said("the page is mended", times=4)


def test_a_problem_that_comes_and_goes_without_any_change_of_a_text_is_told(tmp_path):
    site = fresh(tmp_path)
    place = site.root / "content/articles"
    with Served(site.root) as preview:
        (place / "link.md").symlink_to(place / "one.md")
        preview.until(lambda: preview.state()["faults"])
        (place / "link.md").unlink()
        preview.until(lambda: not preview.state()["faults"])
        site.write("content/articles/note.txt", "x")
        preview.until(lambda: preview.state()["warnings"])
        site.remove("content/articles/note.txt")
        preview.until(lambda: not preview.state()["warnings"])


def test_an_editors_lock_is_no_fault(tmp_path):
    site = fresh(tmp_path)
    with Served(site.root) as preview:
        (site.root / "content/articles/.#one.md").symlink_to("nobody@nowhere.1:2")
        site.edit(ONE, "讲一个港口", "讲两个港口")
        preview.until_shown("articles/one.html", "讲两个港口")
        assert preview.state()["faults"] == []


def test_the_newest_fault_of_a_theme_is_told(tmp_path):
    site = fresh(tmp_path)
    with Served(site.root) as preview:
        for line, words in (("extends: nope", "nope"), ("foo: bar", "foo"), ("bar: foo", "bar")):
            site.write("themes/kid/theme.yaml", f"{line}\n")
            preview.until(lambda words=words: any(words in f["message"] for f in preview.state()["faults"]))
        site.write("themes/kid/theme.yaml", "extends: base\n")
        preview.until(lambda: not preview.state()["faults"])


def test_the_preview_goes_on_where_its_words_cannot_be_printed(tmp_path):
    site = fresh(tmp_path)
    with Served(site.root, env=os.environ | {"PYTHONIOENCODING": "ascii"}) as preview:
        site.write("content/pages/关于我们.md", "---\ntitle: 我们\n---\n我们。\n")
        preview.until_shown("关于我们.html", "我们。")
        site.edit(ONE, "讲一个港口", "讲两个港口")
        preview.until_shown("articles/one.html", "讲两个港口")


def test_the_preview_goes_on_when_nobody_reads_its_words_any_more(tmp_path):
    site = fresh(tmp_path)
    command = [sys.executable, "-m", "generator", "serve", str(site.root), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        port = int(re.search(r":(\d+)/", process.stdout.readline())[1])
        process.stdout.close()
        for edit in ("讲两个港口", "讲三个港口"):
            site.edit(ONE, site.read(ONE).partition("甲文第一段，")[2].partition("。")[0], edit)
            end = time.monotonic() + 10
            while edit not in _asked(port, "/articles/one.html"):
                assert time.monotonic() < end
                time.sleep(0.02)
        process.terminate()


def _asked(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def test_a_static_file_is_shown_as_it_is_also_while_there_is_a_fault_and_when_it_is_empty(tmp_path):
    site = fresh(tmp_path)
    site.write("content/static/empty.txt", "")
    with Served(site.root) as preview:
        assert preview.ask("/empty.txt")[::2] == (200, b"")
        site.edit("content/site.yaml", "title:", "titel:")
        preview.until(lambda: preview.state()["faults"])
        site.write("content/static/map.txt", "map 2\n")
        preview.until(lambda: preview.ask("/map.txt")[2] == b"map 2\n")


def test_the_head_of_the_stream_ends(served):
    asked = urllib.request.Request(f"{served.address}.wenzhai/events?token={served.token}", method="HEAD")
    with urllib.request.urlopen(asked, timeout=5) as answer:
        assert (answer.status, answer.read()) == (200, b"")


def test_a_host_that_cannot_be_is_a_fault(tmp_path):
    command = [sys.executable, "-m", "generator", "serve", str(fresh(tmp_path).root), "--host", "a..b"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, "cannot listen there" in run.stderr) == (1, True)


def test_a_taken_port_is_a_fault_that_says_what_to_type(site, served):
    command = [sys.executable, "-m", "generator", "serve", str(site.root), "--port", str(served.port)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"--port {served.port + 1}" in run.stderr


def test_a_folder_without_content_is_a_fault(tmp_path):
    command = [sys.executable, "-m", "generator", "serve", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, "there is no content folder" in run.stderr) == (1, True)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_preview_ends_at_once_also_with_a_stream_open(tmp_path, sign):
    with Served(fresh(tmp_path).root) as preview:
        stream = preview.ask(f"/.wenzhai/events?page=index.html&token={preview.token}")
        assert stream[0] == 200
        os.kill(preview.process.pid, sign)
        preview.process.wait(3)
        assert "Traceback" not in preview.words
        stream[2].close()


# ---- the script in a page


def test_the_pages_own_policy_holds_but_for_the_script():
    meta = b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    page, policy = dressed(b"<head>" + meta + b"</head><body>", {"print": '"<'})
    assert b"Content-Security-Policy" not in page
    assert page.endswith(b'defer data-print="&quot;&lt;"></script></head><body>')
    assert policy == (
        "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "frame-ancestors 'none'"
    )


def test_a_page_without_a_head_or_a_policy_is_dressed_too():
    page, policy = dressed(b"<p>x", {})
    assert (page.startswith(b"<p>x<script"), policy) == (True, "frame-ancestors 'none'")


def test_a_preview_on_the_default_port_knows_its_name_without_one():
    guard = guard_for("127.0.0.1", "127.0.0.1", 80, "token")
    assert guard.refusal("GET", {"host": "localhost"}) is None
