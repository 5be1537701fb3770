"""From a save to sight, beside Hugo in the same run: `python -m tests.bench.preview [--n 1000,10000]`.

served: milliseconds from writing an article until its page has the new words, asked every 2 ms.
seen: the same until Chromium has painted them in a tab that has the page open.
ready: seconds from the start of the server to the first page, wenzhai after a build (its memo is warm).
"""

import argparse
import http.client
import json
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.peers import Served, hugo, wenzhai

ASKED_EVERY = 0.002
REST = 0.5
"""Seconds between two edits."""
PATIENCE = 120
MISSED_AFTER = 10
"""Seconds after which an open tab is taken to have missed an edit; it is loaded again."""
_WATCHER = """(() => {
  const seen = new Set();
  const look = () => {
    const mark = document.body?.textContent.match(/第(\\d+)次改动/)?.[1];
    if (mark && !seen.has(mark)) {
      seen.add(mark);
      const now = () => performance.timeOrigin + performance.now();
      requestAnimationFrame(() => setTimeout(() => painted(+mark, now())));
    }
    requestAnimationFrame(look);
  };
  look();
})()"""


def main() -> None:
    """Print a row for each size."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--n", default="1000,10000", help="numbers of articles")
    said.add_argument("--edits", type=int, default=50)
    said.add_argument("--work", type=Path, help="a folder, best on tmpfs")
    chosen = said.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    work.mkdir(parents=True, exist_ok=True)
    try:
        for of in map(int, chosen.n.split(",")):
            peers = [wenzhai(of, work), hugo(of, work)]
            figures = {peer.name: _figures(peer, of, chosen.edits) for peer in peers}
            for kind in ("served", "seen", "ready"):
                ours, theirs = figures["wenzhai"][kind], figures["hugo"][kind]
                row = {"n": of, "what": kind, "wenzhai": ours, "hugo": theirs}
                print(json.dumps(row | {"ratio": round(ours["median"] / theirs["median"], 4)}), flush=True)
    finally:
        if not chosen.work:
            shutil.rmtree(work)


def _figures(peer: Served, of: int, edits: int) -> dict[str, dict[str, float]]:
    subprocess.run(peer.build, check=True, stdout=subprocess.DEVNULL)
    article = peer.article(of)
    text, path = article.read_bytes(), peer.page(article.stem)
    with _serving(peer, path) as (port, ready):
        time.sleep(2)
        try:
            served = [_served(article, text, number, port, path) for number in range(edits)]
            seen = _seen(article, text, range(edits, 2 * edits), f"http://127.0.0.1:{port}{path}")
        finally:
            article.write_bytes(text)
    missed = {"missed": edits - len(seen)}
    return {"served": _spread(served), "seen": _spread(seen) | missed, "ready": _spread([ready])}


@contextmanager
def _serving(peer: Served, path: str) -> Iterator[tuple[int, float]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(peer.serve(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until(lambda: _status(port, path) == 200)
        yield port, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def _served(article: Path, text: bytes, number: int, port: int, path: str) -> float:
    mark = f"第{number}次改动"
    began = time.perf_counter()
    article.write_bytes(text + f"\n{mark}\n".encode())
    _until(lambda: mark.encode() in _get(port, path))
    took = time.perf_counter() - began
    time.sleep(REST)
    return took * 1000


def _seen(article: Path, text: bytes, numbers: range, address: str) -> list[float]:
    from playwright.sync_api import sync_playwright

    painted: dict[int, float] = {}
    with sync_playwright() as program:
        browser = program.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.expose_binding("painted", lambda _, mark, at: painted.setdefault(mark, at))
        tab.add_init_script(_WATCHER)
        tab.goto(address)
        tab.wait_for_timeout(1000)
        took = []
        for number in numbers:
            began = time.time() * 1000
            article.write_bytes(text + f"\n第{number}次改动\n".encode())
            end = time.monotonic() + MISSED_AFTER
            while number not in painted and time.monotonic() < end:
                tab.wait_for_timeout(2)
            if number in painted:
                took.append(painted[number] - began)
            else:
                tab.reload()
            tab.wait_for_timeout(REST * 1000)
        browser.close()
    return took


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing came within {PATIENCE} s")
        time.sleep(ASKED_EVERY)


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    data = connection.getresponse().read()
    connection.close()
    return data


def _status(port: int, path: str) -> int:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0


def _spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return {"median": round(statistics.median(ordered), 2), "p95": round(p95, 2)}


if __name__ == "__main__":
    main()
