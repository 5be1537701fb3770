"""Follow every link of a built site: on the disc, at a server's root, under a path of it."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote

from lxml import etree

_FEEDS = (".atom", ".rss", ".json", ".xml", ".opml", ".ics", ".csv", ".txt")
"""Names that end so are of feeds and exports, which link the site by its whole address."""


def address(site: Path) -> str:
    """Give the address that a site was built for."""
    sitemap = etree.fromstring((site / "sitemap.xml").read_bytes())
    return sitemap.findtext(".//{*}loc").rpartition("/")[0] + "/"


def on_disc(site: Path) -> tuple[int, list[str]]:
    """Follow the links between files, fragments included; the site's own address means the folder."""
    remap = f"^{address(site)} {site.resolve().as_uri()}/"
    return _lychee("--offline", "--remap", remap, str(site))


def served(site: Path, prefix: str) -> tuple[int, list[str]]:
    """Follow the links over HTTP, the site lying at `prefix`."""
    with server(site, prefix) as base:
        return follow(site, base)


def follow(site: Path, base: str) -> tuple[int, list[str]]:
    """Follow the links of all pages of a site that is served at an address."""
    with TemporaryDirectory() as folder:
        pages = [base + quote(p.relative_to(site).as_posix()) for p in sorted(site.rglob("*.html"))]
        listed = Path(folder, "pages.txt")
        listed.write_text("\n".join(pages))
        ours = ("--include", f"^{base}", "--exclude", ".", "--host-request-interval", "0ms")
        return _lychee(*ours, "--remap", f"^{address(site)} {base}", "--files-from", str(listed))


def in_feeds(site: Path) -> tuple[int, list[str]]:
    """Find the file of every address of the site that feeds and exports say."""
    ours = re.compile(re.escape(address(site)) + r"""[^\s"'<>\\)#]*""")
    followed, broken = 0, []
    for path in sorted(p for p in site.rglob("*") if p.suffix in _FEEDS and not p.name.startswith(".")):
        text = path.read_text("utf-8").replace("\n ", "")  # iCalendar folds its lines
        for link in sorted(set(ours.findall(text))):
            followed += 1
            name = unquote(link.removeprefix(address(site)))
            if not (site / (name or "index.html")).is_file():
                broken.append(f"{path.relative_to(site)}: {link}")
    return followed, broken


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the report readable."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Let a client hang up when it has read enough."""


@contextmanager
def server(site: Path, prefix: str) -> Iterator[str]:
    """Serve a site at `prefix` while this lasts; give its address."""
    with TemporaryDirectory() as folder:
        place = Path(folder, "root", prefix.strip("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(site.resolve(), target_is_directory=True)
        root = Path(folder, "root")
        with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            path = f"{prefix.strip('/')}/".lstrip("/")
            yield f"http://127.0.0.1:{server.server_port}/{path}"
            server.shutdown()


def _lychee(*options: str) -> tuple[int, list[str]]:
    run = subprocess.run(
        ["lychee", "--include-fragments", "--no-progress", "--format", "json", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    if not run.stdout.startswith("{"):
        said = [line for line in run.stderr.splitlines() if line.startswith("Error")] or [run.stderr.strip()]
        return 0, [f"lychee gave no report: {said[0]}"]
    report = json.loads(run.stdout)
    faults = [
        f"{page}: {link['url']}: {link['status']['text']}"
        for kind in ("error_map", "timeout_map")
        for page, links in report.get(kind, {}).items()
        for link in links
    ]
    return report["successful"], faults


WAYS = {
    "on the disc": on_disc,
    "at the root": partial(served, prefix=""),
    "under /some/path/": partial(served, prefix="some/path"),
    "in feeds and exports": in_feeds,
}


def main(site: Path) -> int:
    """Follow the links in the three ways and print what is broken."""
    broken = 0
    for name, way in WAYS.items():
        followed, faults = way(site)
        print(f"{name}: {followed} links followed, {len(faults)} broken")
        for fault in faults:
            print(f"  {fault}")
        broken += len(faults) + (not followed)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
