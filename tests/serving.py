"""A real `wenzhai serve` on loopback, asked as a browser or a stranger would ask; loaded by `runpy`."""

import http.client
import json
import re
import subprocess
import sys
import threading
import time
from urllib.parse import quote

PATIENCE = 10
OURS = (sys.executable, "-m", "generator")


class Served:
    """A preview in a process of its own."""

    def __init__(self, root, *options, port=0, before=(), command=OURS, **more):
        words = [*before, *command, "serve", str(root), "--port", str(port), *options]
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", **more
        )
        self.said = []
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.address = self.until(lambda: re.search(r" at (http://\S+)", self.words))[1]
        self.port = int(re.search(r":(\d+)/", self.address)[1])

    def _listen(self):
        self.said.extend(iter(self.process.stdout.readline, ""))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        self._ear.join(PATIENCE)
        self.process.stdout.close()

    @property
    def words(self):
        return "".join(self.said)

    def ask(self, path="/", method="GET", body=None, **headers):
        """Send a request as it is typed, its path unchanged; give status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        host = names.pop("Host", f"127.0.0.1:{self.port}")
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", host)
        for name, value in names.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        if "event-stream" in (answer.headers["Content-Type"] or ""):
            return answer.status, answer.headers, connection
        data = answer.read()
        connection.close()
        return answer.status, answer.headers, data

    def page(self, path=""):
        return self.ask(f"/{quote(path)}")[2].decode()

    @property
    def token(self):
        return re.search(r'data-token="([^"]+)"', self.page())[1]

    def state(self, path="index.html"):
        """Give the first thing that a page is told on the stream."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/.wenzhai/events?page={quote(path)}&token={self.token}")
        answer = connection.getresponse()
        line = next(line for line in answer if line.startswith(b"data: {"))
        connection.close()
        return json.loads(line.removeprefix(b"data: "))

    def until(self, holds, seconds=PATIENCE):
        """Wait until something holds, and give it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := holds():
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        raise AssertionError(f"it never came to be; the preview said:\n{self.words}")

    def until_shown(self, path, words, seconds=PATIENCE):
        return self.until(lambda: words in self.page(path), seconds)

    def until_said(self, words, times=1):
        """Wait until the terminal has said something; it says it after the page is told."""
        return self.until(lambda: self.words.count(words) >= times)
