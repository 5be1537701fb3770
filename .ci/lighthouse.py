"""Measure five pages with Lighthouse, as a throttled phone gets them from nginx with the docs' file."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import kinds
from hosts import nginx, serving

LIGHTHOUSE = Path(os.environ.get("WENZHAI_NODE_MODULES", "node_modules"), ".bin/lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLOOR = 0.99
TRIES = 3
"""A busy machine slows a page down; a page that is slow three times is slow."""


@dataclass(frozen=True)
class Measured:
    """What Lighthouse says of one page: its scores, how far the layout shifts, what it marks."""

    scores: dict[str, float]
    shift: float
    marks: tuple[str, ...]

    def __str__(self) -> str:
        """Give the figures in a line."""
        scores = ", ".join(f"{name} {score:.2f}" for name, score in self.scores.items())
        return f"{scores}, shift {self.shift:.3f}"

    def faults(self) -> Iterator[str]:
        """Name what falls short."""
        short = [f"{name} {score}" for name, score in self.scores.items() if score < FLOOR]
        yield from (f"{fault} (marked: {', '.join(self.marks)})" for fault in short)
        if self.shift:
            yield f"layout shifts by {self.shift}"


def pages(site: Path) -> dict[str, str]:
    """Give the pages to measure; the home page by the address that it calls its own."""
    chosen = {"home": ""}
    chosen["issue"] = kinds.longest(site, "issues/*.html")
    chosen["topic"] = kinds.longest(site, "topics/*.html")
    chosen["article of ours"] = kinds.longest(site, "articles/*.html", 'class="prose', 'name="robots"')
    chosen["article kept from search engines"] = kinds.longest(
        site, "articles/*.html", 'name="robots" content="noindex', 'class="tombstone'
    )
    return chosen


def _report(address: str, options: list[str]) -> dict[str, Any]:
    """Ask for a report, and again where the browser's trace failed: Lighthouse says itself to do so then."""
    for _ in range(TRIES):
        run = subprocess.run(
            [LIGHTHOUSE, address, *options],
            capture_output=True,
            text=True,
            check=False,
            env={"CHROME_PATH": "/usr/bin/chromium"} | os.environ,
        )
        try:
            said: dict[str, Any] = json.loads(run.stdout)
        except ValueError:
            if "run Lighthouse again" not in run.stderr:
                break
        else:
            return said
    raise SystemExit(f"{address}: Lighthouse gave no report: {run.stderr[-1000:]}")


def measure(address: str, *, indexed: bool) -> Measured:
    """Run Lighthouse; a page that asks not to be indexed is not held against itself."""
    options = ["--quiet", "--output=json", "--no-enable-error-reporting"]
    options += ["--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(CATEGORIES)}"]
    options += [] if indexed else ["--skip-audits=is-crawlable"]
    said = _report(address, options)
    if error := said.get("runtimeError"):
        raise SystemExit(f"{address}: {error['message']}")
    counted = {ref["id"] for c in said["categories"].values() for ref in c["auditRefs"] if ref["weight"]}
    return Measured(
        scores={name: said["categories"][name]["score"] or 0 for name in CATEGORIES},
        shift=said["audits"]["cumulative-layout-shift"]["numericValue"],
        marks=tuple(n for n in sorted(counted) if (said["audits"][n]["score"] or 0) < 1 and _asked(said, n)),
    )


def _asked(said: dict[str, Any], name: str) -> bool:
    return said["audits"][name]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")


def faults(site: Path, chosen: Iterable[str]) -> list[str]:
    """Measure pages of these kinds, print every score, give what falls short."""
    found: list[str] = []
    where = pages(site)
    with serving(site, nginx, "") as base:
        for kind in chosen:
            for _ in range(TRIES):
                indexed = kind != "article kept from search engines"
                measured = measure(base + quote(where[kind]), indexed=indexed)
                print(f"{kind} ({where[kind] or 'index.html'}): {measured}", flush=True)
                if measured.scores["performance"] >= FLOOR:
                    break
            found += [f"{kind}: {fault}" for fault in measured.faults()]
    return found


def main(site: Path) -> int:
    """Measure all five."""
    found = faults(site, pages(site))
    print(f"Lighthouse: {len(found)} scores below {FLOOR}")
    for fault in found:
        print(f"  {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
