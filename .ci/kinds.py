"""Find one page of every kind in a built site: the longest, which shows the most."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[1] / "themes/base"
_TEXT = 'class="(prose|excerpt)'

KINDS: dict[str, tuple[str, str, str]] = {
    "home": ("index.html", "", ""),
    "issue": ("issues/*.html", "", ""),
    "issues": ("issues/index.html", "", ""),
    "article in full": ("articles/*.html", 'class="prose', ""),
    "article as an excerpt": ("articles/*.html", 'class="excerpt', ""),
    "article as a summary": ("articles/*.html", 'class="summary', _TEXT),
    "article as a link": ("articles/*.html", 'class="mode-note', rf'class="summary|{_TEXT}'),
    "tombstone": ("articles/*.html", 'class="tombstone', ""),
    "topic": ("topics/*.html", "", ""),
    "topics": ("topics/index.html", "", ""),
    "source": ("sources/*.html", "", ""),
    "sources": ("sources/index.html", "", ""),
    "tag": ("tags/*.html", "", ""),
    "tags": ("tags/index.html", "", ""),
    "archive": ("archive/index.html", "", ""),
    "month": ("archive/*.html", "", ""),
    "timeline": ("timeline/*.html", "", ""),
    "timelines": ("timeline/index.html", "", ""),
    "ledger": ("credits/*.html", "", ""),
    "ledgers": ("credits/index.html", "", ""),
    "search": ("search.html", "", ""),
    "page": ("*.html", '<article class="prose', ""),
    "404": ("404.html", "", ""),
    "moved": ("**/*.html", 'http-equiv="refresh"', ""),
}
"""By the template's name and, of articles, how much is shown: a pattern, what the page holds and lacks."""


def longest(site: Path, pattern: str, holds: str = "", lacks: str = "") -> str:
    """Give the longest page of a pattern that holds and lacks these; an index only by its name."""
    found: list[tuple[int, str]] = []
    for path in site.glob(pattern):
        text = path.read_text("utf-8")
        told = path.name != "index.html" or pattern.endswith("index.html")
        if told and re.search(holds, text) and not (lacks and re.search(lacks, text)):
            found.append((len(text), path.relative_to(site).as_posix()))
    if not found:
        raise SystemExit(f"{site}: no page like {pattern} that holds `{holds}` and lacks `{lacks}`")
    return max(found)[1]


def every(site: Path) -> dict[str, str]:
    """Give a page for each kind, and see that no template is without one."""
    templates = {path.stem for path in TEMPLATES.glob("*.html")} - {"layout", "macros"}
    if unknown := templates ^ {kind.split()[0] for kind in KINDS}:
        raise SystemExit(f".ci/kinds.py and the templates differ in: {', '.join(sorted(unknown))}")
    return {kind: longest(site, *told) for kind, told in KINDS.items()}
