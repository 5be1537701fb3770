"""Weigh what a reader's first page takes: the heaviest article with its stylesheet, and every script."""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FIRST_PAGE = 30_000
STYLES = 24_000
SCRIPTS = 10_000
_INLINE = re.compile(r"<script(?![^>]*ld\+json)[^>]*>(.+?)</script>", re.DOTALL)


def scales(site: Path) -> Iterator[tuple[str, int, int]]:
    """Name what is weighed, its bytes, and how many it may have."""
    styles = site / "assets/style.css"
    heaviest = max(site.glob("articles/*.html"), key=_sent)
    yield (
        f"{heaviest.relative_to(site)} and the stylesheet, compressed",
        _sent(heaviest) + _sent(styles),
        FIRST_PAGE,
    )
    yield "the stylesheet", styles.stat().st_size, STYLES
    yield "all scripts but the search's", sum(_scripts(site)), SCRIPTS


def _sent(path: Path) -> int:
    """Compress as nginx does where nobody told it a level."""
    return len(gzip.compress(path.read_bytes(), compresslevel=1))


def _scripts(site: Path) -> Iterator[int]:
    for path in site.rglob("*.js"):
        if not any(part.startswith("search") for part in path.relative_to(site).parts):
            yield path.stat().st_size
    inline: set[str] = set()
    for path in site.rglob("*.html"):
        inline.update(_INLINE.findall(path.read_text("utf-8")))
    yield from (len(text.encode()) for text in inline)


def faults(site: Path) -> list[str]:
    """Say what is too heavy."""
    return [f"{name}: {bytes_} of {most} bytes" for name, bytes_, most in scales(site) if bytes_ > most]


def main(site: Path) -> int:
    """Print every weight."""
    for name, weight, most in scales(site):
        print(f"{name}: {weight:,} of {most:,} bytes")
    found = faults(site)
    for fault in found:
        print(f"  too heavy: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
