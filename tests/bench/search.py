"""What a query loads and whether it finds everything: `python -m tests.bench.search [--n 10000]`.

Forty queries of two to four Chinese characters over made-up articles that are published whole. Each is asked
in a page that has loaded nothing yet; its bytes are all that the page loads for it, uncompressed: the page,
its style and script, the index, the first results. Then it looks back until it knows all, or the last two
months at least, and what it found is held against the articles' own texts.
"""

import argparse
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lxml import html

from tests.bench.peers import wenzhai

QUERIES = 40
MOST_LOOKS = 12
_SAID = "/条。|还有。|没有找到/.test(document.querySelector('.search-status').textContent)"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the report readable."""


def main() -> None:
    """Print a line for each query and one for all."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--n", type=int, default=10_000, help="number of articles")
    said.add_argument("--work", type=Path, help="a folder, best on tmpfs")
    chosen = said.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    work.mkdir(parents=True, exist_ok=True)
    try:
        peer = wenzhai(chosen.n, work)
        subprocess.run([*peer.build], check=True, stdout=subprocess.DEVNULL)
        site = peer.folder / "site"
        texts = _texts(site)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _ask(f"http://127.0.0.1:{server.server_port}/search.html", texts)
            server.shutdown()
    finally:
        if not chosen.work:
            shutil.rmtree(work)


def _texts(site: Path) -> dict[str, str]:
    """Give what each article's page shows of it, without any space, newest first."""
    found = {}
    for path in sorted((site / "articles").glob("*.html"), reverse=True):
        article = html.fromstring(path.read_bytes()).find(".//main/article")
        for credit in article.xpath(".//*[contains(@class, 'provenance') or contains(@class, 'mode-note')]"):
            credit.drop_tree()
        title, summary = article.find(".//h1"), article.xpath(".//*[contains(@class, 'e-content')]")
        found[f"articles/{path.name}"] = "\0".join(
            re.sub(r"\s+", "", part.text_content()) for part in (title, *summary)
        )
    return found


def _queries(texts: dict[str, str]) -> list[str]:
    dice = random.Random(7)
    names, drawn = sorted(texts), []
    while len(drawn) < QUERIES:
        runs = re.findall("[\u4e00-\u9fff]{4,}", texts[dice.choice(names)])
        run = dice.choice(runs)
        length = 2 + len(drawn) % 3
        start = dice.randrange(len(run) - length + 1)
        drawn.append(run[start : start + length])
    return drawn


def _ask(address: str, texts: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as program:
        browser = program.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for query in _queries(texts):
            context = browser.new_context()
            tab = context.new_page()
            sizes: list[int] = []
            tab.on("response", lambda answer, sizes=sizes: sizes.append(len(answer.body())))
            tab.goto(address)
            began = time.perf_counter()
            tab.fill("#q", query)
            tab.press("#q", "Enter")
            _until(tab)
            took = time.perf_counter() - began
            loaded, files = sum(sizes), len(sizes)
            found, whole = _look_back(tab)
            wanted = [path for path, text in texts.items() if query in text]
            if not whole:
                last = wanted.index(found[-1]) if found and found[-1] in wanted else 0
                wanted = wanted[: max(0, last - 20)]  # the last day may have been shown in part
            missed = [path for path in wanted if path not in found]
            rows.append((loaded, took, len(missed)))
            row = {
                "query": query,
                "bytes": loaded,
                "files": files,
                "ms": round(took * 1000),
                "found": len(found),
            }
            print(
                json.dumps(
                    row | {"all": whole, "held": len(wanted), "missed": len(missed)}, ensure_ascii=False
                )
            )
            context.close()
        browser.close()
    sizes = sorted(row[0] for row in rows)
    line = {"queries": len(rows), "median bytes": statistics.median(sizes), "most bytes": sizes[-1]}
    times = sorted(row[1] for row in rows)
    line |= {"median ms": round(statistics.median(times) * 1000), "missed": sum(row[2] for row in rows)}
    print(json.dumps(line))
    sys.exit(1 if line["missed"] else 0)


def _look_back(tab) -> tuple[list[str], bool]:
    for _ in range(MOST_LOOKS):
        if tab.locator(".search-more").is_hidden():
            break
        tab.evaluate("document.querySelector('.search-status').textContent = ''")
        tab.click(".search-more")
        _until(tab)
    found = tab.locator(".found h3 a").evaluate_all(
        "links => links.map(link => decodeURI(link.getAttribute('href')))"
    )
    return found, tab.locator(".search-more").is_hidden()


def _until(tab) -> None:
    end = time.monotonic() + 30
    while not tab.evaluate(_SAID):
        if time.monotonic() > end:
            raise TimeoutError("the search gave no answer within 30 s")
        time.sleep(0.002)


if __name__ == "__main__":
    main()
