"""Follow every link of a built site on every host, at its root and under a path.

Pages, feeds, the 404 page, old addresses, media types and headers are held against docs/hosting.md; lychee
and linkinator follow the links. `--seeded` takes a page away first and wants both to notice.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from hosts import MOVES, ask, nginx, python, serving
from links import follow

LINKINATOR = Path(os.environ.get("WENZHAI_NODE_MODULES", "node_modules"), ".bin/linkinator")
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "assets/style.css": "text/css; charset=utf-8",
    "assets/icon.svg": "image/svg+xml",
    "feed.atom": "application/atom+xml",
    "feed.rss": "application/rss+xml",
    "feed.json": "application/feed+json",
    "sources.opml": "text/x-opml; charset=utf-8",
    "topics/*.ics": "text/calendar; charset=utf-8",
    "credits/*.csv": "text/csv; charset=utf-8",
}
SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def complaints(site: Path, base: str, prefix: str, *, configured: bool) -> Iterator[str]:
    """Say in what a host differs from what docs/hosting.md promises."""
    moved = {line.split()[0].lstrip("/") for line in _moves(site)} if configured else set()
    for path in sorted(p for p in site.rglob("*") if p.is_file() and not p.name.startswith(".wenzhai")):
        name = path.relative_to(site).as_posix()
        if name in moved:
            continue
        got = ask(base + quote(name))
        if (got.status, got.body) != (200, path.read_bytes()):
            yield f"{name}: {got.status}, {len(got.body)} bytes"
    yield from _missing(site, base, configured=configured)
    yield from _old_addresses(site, base, prefix, configured=configured)
    if configured:
        yield from _headers(site, base)


def _missing(site: Path, base: str, *, configured: bool) -> Iterator[str]:
    page = (site / "404.html").read_bytes()
    for path in ("nowhere", "articles/a/b/nowhere.html", ".wenzhai.json") if configured else ("nowhere",):
        got = ask(base + path)
        if got.status != 404:
            yield f"{path}: {got.status} instead of 404"
        elif configured and got.body != page and path != ".wenzhai.json":
            yield f"{path}: not the site's 404 page"


def _old_addresses(site: Path, base: str, prefix: str, *, configured: bool) -> Iterator[str]:
    for line in _moves(site):
        old, new, _ = line.split()
        got = ask(base + old.lstrip("/"))
        to = got.headers.get("location", "")
        if configured and not (got.status == 301 and to.endswith(f"/{prefix}{new.lstrip('/')}")):
            yield f"{old}: {got.status} to {to!r}"
        if not configured and b'http-equiv="refresh"' not in got.body:
            yield f"{old}: does not lead on"


def _moves(site: Path) -> list[str]:
    return (site / "_redirects").read_text("utf-8").splitlines()


def _headers(site: Path, base: str) -> Iterator[str]:
    for pattern, media in TYPES.items():
        path = next(site.glob(pattern)).relative_to(site).as_posix()
        got = ask(base + quote(path)).headers
        if got.get("content-type", "").lower() != media:
            yield f"{path}: {got.get('content-type')} instead of {media}"
        yield from (f"{path}: no {name}" for name, value in SAFETY.items() if got.get(name.lower()) != value)
        kept = got.get("cache-control", "").startswith("public, max-age=86400")
        if kept != path.startswith("assets/"):
            yield f"{path}: Cache-Control {got.get('cache-control')}"
        if (got.get("access-control-allow-origin") == "*") != path.endswith(
            (".atom", ".rss", ".json", ".ics", ".opml", ".csv")
        ):
            yield f"{path}: Access-Control-Allow-Origin {got.get('access-control-allow-origin')}"


def linkinator(base: str) -> tuple[int, list[str]]:
    """Follow all links from the front page; give how many, and the broken ones."""
    options = ["--recurse", "--check-fragments", "--format", "json", "--skip", f"^(?!{base})"]
    # a server may close a connection that was kept at the moment it is used again
    options += ["--concurrency", "10", "--retry-errors", "--retry-errors-count", "3"]
    run = subprocess.run([LINKINATOR, base, *options], capture_output=True, text=True, check=False)
    start = run.stdout.find("{")
    if start < 0:
        return 0, [f"linkinator gave no report: {run.stdout} {run.stderr}"]
    links = json.loads(run.stdout[start:])["links"]
    followed = [link for link in links if link["state"] != "SKIPPED"]
    broken = [link for link in followed if link["state"] == "BROKEN"]
    return len(followed), [f"{link.get('parent')}: {link['url']}: {link['status']}" for link in broken]


def main() -> int:
    """Run every host in both places."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("site", type=Path)
    said.add_argument("--seeded", action="store_true", help="take a page away and want it noticed")
    chosen = said.parse_args()
    if chosen.seeded:
        return _seeded(chosen.site)
    wrong = 0
    for host in MOVES:
        for prefix in ("", "digest/"):
            with serving(chosen.site, host, prefix) as base:
                found = [*complaints(chosen.site, base, prefix, configured=host is not python)]
                (many, broken), (more, lost) = follow(chosen.site, base), linkinator(base)
            print(f"{host.__name__} at /{prefix}: {len(found)} complaints", end="; ")
            print(f"lychee {many} links, {len(broken)} broken; linkinator {more} links, {len(lost)} broken")
            for line in (*found, *broken, *lost):
                print(f"  {line}")
            wrong += len(found) + len(broken) + len(lost) + (not many) + (not more)
    return 1 if wrong else 0


def _seeded(site: Path) -> int:
    with TemporaryDirectory() as folder:
        copy = Path(folder, "site")
        shutil.copytree(site, copy)
        next((copy / "topics").glob("e*.html")).unlink()
        with serving(copy, nginx, "") as base:
            noticed = [bool(follow(copy, base)[1]), bool(linkinator(base)[1])]
    print(f"a page that is not there: lychee noticed: {noticed[0]}, linkinator noticed: {noticed[1]}")
    return 0 if all(noticed) else 1


if __name__ == "__main__":
    sys.exit(main())
