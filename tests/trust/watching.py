"""A real Chromium that tells on pages: what runs, asks, leaves and complains; loaded by `runpy`."""

import json
import mimetypes
import re
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
KINDS = {".atom": "application/xml", ".rss": "application/xml", ".opml": "application/xml",
         ".ics": "text/plain", ".csv": "text/plain", ".json": "application/json"}  # fmt: skip
"""Media types under which Chromium opens a file and does not put it aside; as XML it could run scripts."""

PLAIN = b"<!doctype html><html lang=zh><meta charset=utf-8><title>frames</title><link rel=icon href='data:,'>"
_OURS = re.compile(r"/(?:assets/search\.js|search/[\w/-]+\.js)$")
_BROWSERS_OWN = re.compile(rb"\.(?:google|googleapis|gvt1|gvt2|gstatic)\.com")
"""Whom Chromium calls for itself; a page that called them would be in its own log of requests."""
WATCH = "wenzhai-watch.js"
_VIOLATIONS = f"""
addEventListener("securitypolicyviolation", (event) => {{
  console.error(`violation: ${{event.effectiveDirective}} ${{event.blockedURI}} ${{event.sample}}`);
}}, true);
//# sourceURL={WATCH}
"""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Let a frame that is gone hang up."""


class Site:
    """Folders behind one loopback server, their pages as they are, or changed on the way.

    `/NAME/…` is a folder, `/bare/NAME/…` the same without the pages' policy; below `/probed/` what `probe` is
    stands in each page. `extra` are pages of the test's own by their path.
    """

    def __init__(self, folders, extra=None, probe=b""):
        self.folders, self.extra, self.probe = folders, extra or {}, probe
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self):
                found = outer.found(unquote(self.path.partition("?")[0]).lstrip("/"))
                kind, data = found or ("text/plain", b"nothing here")
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def found(self, path):
        if path in self.extra:
            return "text/html; charset=utf-8", self.extra[path]
        if path.startswith("bundle/"):
            return "application/json", self._bundle(*path.split("/")[1:])
        probed, path = path.startswith("probed/"), path.removeprefix("probed/")
        bare, path = path.startswith("bare/"), path.removeprefix("bare/")
        name, _, inside = path.partition("/")
        file = self.folders[name] / inside if name in self.folders else None
        if file is None or not file.is_file():
            return None
        kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
        data = file.read_bytes()
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        if file.suffix == ".html":
            data = POLICY.sub(b"", data) if bare else data
            data = data.replace(b"</head>", self.probe + b"</head>", 1) if probed else data
        return kind, data

    def pages(self, name):
        """Give the paths of a folder's pages."""
        folder = self.folders[name]
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))

    def _bundle(self, name, first, last):
        """Give the texts of some pages at once, by their addresses."""
        listed = self.pages(name)[int(first) : int(last)]
        texts = {self.of(name, path): (self.folders[name] / path).read_text("utf-8") for path in listed}
        return json.dumps(texts).encode()

    def of(self, name, path="", *, bare=False, probed=False):
        """Give the address of a file."""
        return f"{self.address}{'probed/' * probed}{'bare/' * bare}{name}/{quote(path)}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class Elsewhere:
    """All other hosts of the world: a socket that counts who calls."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.calls = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                caller, _ = self._socket.accept()
                threading.Thread(target=self._hear, args=(caller,), daemon=True).start()
            except OSError:
                return

    def _hear(self, caller):
        caller.settimeout(1)
        with caller:
            try:
                said = caller.recv(8192)
            except OSError:
                said = b""
        if said and not _BROWSERS_OWN.search(said):
            self.calls.append(f"a connection: {said[:80]!r}")

    def close(self):
        self._socket.close()


class Watched:
    """A tab under watch."""

    def __init__(self, context, site, elsewhere):
        self.site, self._elsewhere, self._calls = site, elsewhere, len(elsewhere.calls)
        self.scripts, self.dialogs, self.outside, self.complaints, self.left = [], [], [], [], []
        self.tab = context.new_page()
        self._going = ""
        tab = self.tab
        tab.add_init_script(_VIOLATIONS)
        tab.on("dialog", self._dialog)
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("popup", lambda page: self.left.append(f"a window: {page.url}"))
        tab.on("request", self._asked)
        tab.on("framenavigated", self._went)
        self._session = context.new_cdp_session(tab)
        self._session.on("Debugger.scriptParsed", self._parsed)
        self._session.send("Debugger.enable")

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _asked(self, request):
        if not request.url.startswith((self.site.address, "file:///", "data:", "about:", "blob:")):
            self.outside.append(request.url)

    def _went(self, frame):
        if frame == self.tab.main_frame and _page(frame.url) != _page(self._going):
            self.left.append(frame.url)

    def _parsed(self, script):
        url = script["url"]
        known = url == WATCH or url.startswith("chrome-error:") or _OURS.search(url.partition("?")[0])
        if not known and script.get("executionContextAuxData", {}).get("type") != "isolated":
            self.scripts.append(f"{url or 'no address'} {script['startLine']}:{script['startColumn']}")

    def ask(self, function, *given):
        """Call a function in the page with values, under a name by which it is known as the test's own."""
        values = ", ".join(json.dumps(value).replace("\u2028", "\\u2028") for value in given)
        asked = {"expression": f"({function})({values})\n//# sourceURL={WATCH}", "awaitPromise": True}
        answer = self._session.send("Runtime.evaluate", asked | {"returnByValue": True})
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def goto(self, address):
        self._going = address
        self.tab.goto(address)
        return self

    def settle(self, milliseconds=100):
        """Wait a moment for what a page does later."""
        self.tab.wait_for_timeout(milliseconds)

    @property
    def calls(self):
        """Give what reached the rest of the world since this tab was opened."""
        return self._elsewhere.calls[self._calls :]

    @property
    def caught(self):
        """Give all that a page must not do."""
        return {
            "scripts": self.scripts,
            "dialogs": self.dialogs,
            "requests": [*self.outside, *self.calls],
            "navigations": self.left,
        }


def look_with(watched):
    """Put what looks at pages into a tab."""
    watched.ask(f"() => {{ window.inspect = {Path(__file__).with_name('inspect.js').read_text('utf-8')} }}")
    return watched


def _page(address):
    return address.partition("#")[0].partition("?")[0]


@contextmanager
def watched_tabs(chromium_of, site):
    """Give what opens watched tabs in a browser for which every other host is a socket of ours."""
    elsewhere = Elsewhere()
    browser = chromium_of(f"--host-resolver-rules=MAP * 127.0.0.1:{elsewhere.port}, EXCLUDE 127.0.0.1")
    context = browser.new_context(has_touch=True, viewport={"width": 1000, "height": 800})
    context.set_default_timeout(60_000)
    yield lambda: Watched(context, site, elsewhere)
    browser.close()
    elsewhere.close()
