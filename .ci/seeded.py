"""Break one output at a time in a copy of a built site, and want each validator to refuse it."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import axe
import lighthouse
import links
import validate
import weigh

Break = tuple[str, str, str, str]
"""A file's pattern, what is wrong with it, a regular expression, what takes its place."""

FAULTS: dict[str, tuple[Break, ...]] = {
    "v.Nu": (("articles/*.html", "an id given twice", r"<h1", '<i id="twice"></i><i id="twice"></i><h1'),),
    "html-validate": (("articles/*.html", "a button of no type", r"<h1", "<button>再来</button><h1"),),
    "JSON-LD": (
        ("articles/*.html", "a property misspelt", '"headline":', '"headlne":'),
        ("articles/*.html", "a date in words", '"sdDatePublished":"[^"]*"', '"sdDatePublished":"昨天"'),
    ),
    "Atom": (("feed.atom", "an entry without id", r"(<entry>.*?)<id>[^<]*</id>", r"\1"),),
    "feedparser": (("feed.rss", "XML that is not well-formed", "</channel>", "</chanel>"),),
    "JSON Feed": (("feed.json", "no version", r'"version":\s*"[^"]*",', ""),),
    "sitemap": (("sitemap-2*.xml", "an element of our own", "<loc>", "<where/><loc>"),),
    "iCalendar": (("topics/*.ics", "a line without a colon", "DTSTART[^\r\n]*", "DTSTART"),),
    "ninjs": (("articles/*.ninjs.json", "an address that is a number", r'"uri":\s*"[^"]*"', '"uri": 7'),),
    "TimelineJS": (("topics/*.timeline.json", "a year in words", r'"year":\s*(\d+)', r'"year": "\1"'),),
    "OPML": (("*.opml", "version 9", r'(<opml[^>]*version=)"[^"]*"', r'\1"9"'),),
    "CSV": (("credits/*.csv", "a row too long", r"\n", r",,,\n"),),
}
LINKS: tuple[Break, ...] = (
    ("index.html", "a link to no page", r'href="issues/[^"#]*"', 'href="issues/no-such.html"'),
    ("index.html", "a link to no fragment", r'href="(issues/[^"#]*)"', r'href="\1#no-such"'),
)
BROWSED: dict[str, tuple[Callable[[Path], list[str]], tuple[Break, ...]]] = {
    "axe-core": (
        lambda copy: axe.faults(copy, "home"),
        (
            ("index.html", "no language", r' lang="[^"]*"', ""),
            ("assets/style.css", "words too soft in the light", r"--soft: #\w+", "--soft: #6b665e"),
            ("assets/style.css", "words too soft in the dark", r"(: dark\).*?--soft:) #\w+", r"\1 #8a867e"),
            ("assets/style.css", "a page wider than 320 px", "body {", "body { min-inline-size: 340px;"),
        ),
    ),
    "Lighthouse": (
        lambda copy: lighthouse.faults(copy, ["home"]),
        (("index.html", "no title", r"<title>.*?</title>", ""),),
    ),
    "the scales": (weigh.faults, (("assets/style.css", "a stylesheet given twice", r"\A(.*)\Z", r"\1\1"),)),
}


def main(site: Path) -> int:
    """Break, ask, and say of each validator whether it refused."""
    missed = 0
    for name, breaks in FAULTS.items():
        for seed in breaks:
            missed += _asked(name, seed, site, lambda copy, name=name: validate.faults(name, copy))
    feed = ("feed.atom", "a link to no page", r"/articles/", "/artikel/")
    missed += _asked("the addresses in feeds", feed, site, lambda copy: links.in_feeds(copy)[1])
    for way, follow in links.WAYS.items():
        for seed in LINKS if follow is not links.in_feeds else ():
            missed += _asked(f"lychee {way}", seed, site, lambda copy, follow=follow: follow(copy)[1])
    for name, (look, breaks) in BROWSED.items():
        for seed in breaks:
            missed += _asked(name, seed, site, look)
    return 1 if missed else 0


def _asked(name: str, seed: Break, site: Path, ask: Callable[[Path], list[str]]) -> int:
    pattern, what, wanted, instead = seed
    with TemporaryDirectory() as folder:
        copy = Path(folder, "site")
        shutil.copytree(site, copy)
        for path in sorted(copy.glob(pattern)):
            text = path.read_bytes().decode("utf-8")
            broken = re.sub(wanted, instead, text, count=1, flags=re.DOTALL)
            if broken != text:
                path.write_bytes(broken.encode("utf-8"))
                break
        else:
            print(f"{name}: nothing to break for: {what}")
            return 1
        found = ask(copy)
    verdict = "refused" if found else "NOT REFUSED"
    print(f"{name}: seeded fault {verdict}: {what}")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
