"""Hold every output of a built site to the grammar of its format."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
from icalendar import Calendar
from lxml import etree

import jsonld

HERE = Path(__file__).parent
MODULES = Path(os.environ.get("WENZHAI_NODE_MODULES", HERE.parent / "node_modules"))
SCHEMAS = HERE.parents[1] / "shared/schemas"
"""The Atom and ninjs schemas, where they lie beside the checkout."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def pages(site: Path) -> Iterator[str]:
    """v.Nu: no error in any page, stylesheet or picture."""
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--also-check-svg"]
    files = sorted(map(str, (*site.rglob("*.html"), *site.rglob("*.svg"))))
    run = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    try:
        messages = json.loads(run.stderr)["messages"]
    except ValueError:
        yield f"v.Nu gave no report: {run.stderr[:500]}"
        return
    for message in messages:
        place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
        yield f"{place}: {message['message']}"


def markup(site: Path) -> Iterator[str]:
    """html-validate: the markup of every page, its headings, names and references among it."""
    command = [MODULES / ".bin/html-validate", "--config", HERE / "htmlvalidate.mjs", "--formatter", "text"]
    files = sorted(site.rglob("*.html"))
    run = subprocess.run([*command, *files], capture_output=True, errors="replace", check=False)
    if run.returncode:
        yield from run.stdout.splitlines() or [f"html-validate gave no report: {run.stderr[:500]}"]


def linked_data(site: Path) -> Iterator[str]:
    """JSON-LD: it expands, and says only what schema.org knows."""
    for path in sorted(site.rglob("*.html")):
        for fault in jsonld.check(path.read_bytes()):
            yield f"{path}: {fault}"


def atom(site: Path) -> Iterator[str]:
    """Atom: what RFC 4287 requires; its grammar with jing where the schema is at hand."""
    files = sorted(site.rglob("*.atom"))
    for path in files:
        root = _tree(path)
        for node in (root, *root.iterfind(f"{_ATOM}entry")):
            told = {name: (node.findtext(_ATOM + name) or "").strip() for name in ("id", "title", "updated")}
            missing = [name for name, text in told.items() if not text]
            if missing:
                yield f"{path}:{node.sourceline}: without {', '.join(missing)}"
            if not _moment(told["updated"]):
                yield f"{path}:{node.sourceline}: `updated` is no RFC 3339 time"
            if (
                node is not root
                and root.find(f"{_ATOM}author") is None
                and node.find(f"{_ATOM}author") is None
            ):
                yield f"{path}:{node.sourceline}: an entry without an author"
        yield from _repeated(path, [e.findtext(f"{_ATOM}id") for e in root.iterfind(f"{_ATOM}entry")])
    grammar = SCHEMAS / "atom.rnc"
    if grammar.exists() and files:
        run = subprocess.run(["jing", "-c", grammar, *files], capture_output=True, text=True, check=False)
        yield from run.stdout.splitlines() if run.returncode else ()


def feeds(site: Path) -> Iterator[str]:
    """Atom and RSS: feedparser reads them without complaint, and finds entries with ids."""
    for path in sorted((*site.rglob("*.atom"), *site.rglob("*.rss"))):
        read = feedparser.parse(path.read_bytes())
        if read.bozo:
            yield f"{path}: {read.bozo_exception}"
        for entry in read.entries:
            if not entry.get("id") or not entry.get("title"):
                yield f"{path}: an entry without id or title"


def json_feeds(site: Path) -> Iterator[str]:
    """JSON Feed: the schema of version 1.1."""
    schema = _json(MODULES / "jsonfeed-schema/schema-v1.1.json")
    for path in sorted((*site.glob("feed.json"), *site.rglob("series/*/feed.json"))):
        feed = _json(path)
        yield from _against(schema, feed, path)
        if "version" not in feed:
            yield f"{path}: without version"
        yield from _repeated(path, [item.get("id") for item in feed.get("items", ())])


def sitemaps(site: Path) -> Iterator[str]:
    """Sitemap: the protocol's schema; the index names files that are there, no page stands twice."""
    schema = etree.XMLSchema(etree.parse(MODULES / "sitemap/schema/sitemap.xsd"))
    index = _tree(site / "sitemap.xml")
    if index.tag != f"{_SITEMAP}sitemapindex":
        yield f"{site / 'sitemap.xml'}: is no index"
        return
    named = [loc.text or "" for loc in index.iterfind(f"{_SITEMAP}sitemap/{_SITEMAP}loc")]
    base = named[0].rpartition("/")[0] + "/" if named else ""
    for loc in named:
        path = site / loc.removeprefix(base)
        if not path.is_file():
            yield f"{site / 'sitemap.xml'}: {loc} is not there"
            continue
        tree = _tree(path)
        if not schema.validate(tree):
            yield from (f"{path}:{e.line}: {e.message}" for e in schema.error_log)
        yield from _repeated(path, [node.text for node in tree.iterfind(f".//{_SITEMAP}loc")])


def calendars(site: Path) -> Iterator[str]:
    """iCalendar: parsed without an error, every event with uid, stamp, start."""
    for path in sorted(site.rglob("*.ics")):
        try:
            calendar = Calendar.from_ical(path.read_bytes())
        except ValueError as error:
            yield f"{path}: {error}"
            continue
        for part in calendar.walk():
            yield from (f"{path}: {name}: {error}" for name, error in part.errors)
            missing = [k for k in ("UID", "DTSTAMP", "DTSTART") if part.name == "VEVENT" and k not in part]
            if missing:
                yield f"{path}: an event without {', '.join(missing)}"


def news_items(site: Path) -> Iterator[str]:
    """Ninjs: an item with its address; the schema of 3.1 where it is at hand."""
    schema = _json(SCHEMAS / "ninjs-3.1.json") if (SCHEMAS / "ninjs-3.1.json").exists() else None
    for path in sorted(site.rglob("*.ninjs.json")):
        item = _json(path)
        if not isinstance(item.get("uri"), str):
            yield f"{path}: without uri"
        if schema:
            yield from _against(schema, item, path)


def timelines(site: Path) -> Iterator[str]:
    """TimelineJS: events with a year, parts of dates as numbers, text as text."""
    parts = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format"}
    for path in sorted(site.rglob("*.timeline.json")):
        for number, event in enumerate(_json(path).get("events", ())):
            for key in ("start_date", "end_date"):
                date = event.get(key)
                if date is None and key == "end_date":
                    continue
                if not isinstance(date, dict) or type(date.get("year")) is not int or not set(date) <= parts:
                    yield f"{path}: event {number}: {key} is {date}"
            if not event.get("text", {}).get("headline"):
                yield f"{path}: event {number} says nothing"


def subscriptions(site: Path) -> Iterator[str]:
    """OPML: version 2.0, a title, every subscription with text and address."""
    for path in sorted(site.rglob("*.opml")):
        root = _tree(path)
        if root.tag != "opml" or root.get("version") != "2.0" or root.find("head/title") is None:
            yield f"{path}: is no OPML 2.0"
        for outline in root.iter("outline"):
            if not outline.get("text") or (outline.get("type") == "rss" and not outline.get("xmlUrl")):
                yield f"{path}:{outline.sourceline}: an outline without text or xmlUrl"


def tables(site: Path) -> Iterator[str]:
    """CSV: every row as wide as its head."""
    for path in sorted(site.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        for number, row in enumerate(rows, 1):
            if len(row) != len(rows[0]):
                yield f"{path}: row {number} has {len(row)} cells, the head {len(rows[0])}"


VALIDATORS: dict[str, tuple[Callable[[Path], Iterator[str]], str]] = {
    "v.Nu": (pages, "*.html"),
    "html-validate": (markup, "*.html"),
    "JSON-LD": (linked_data, "*.html"),
    "Atom": (atom, "*.atom"),
    "feedparser": (feeds, "*.[ar][ts][os]*"),
    "JSON Feed": (json_feeds, "feed.json"),
    "sitemap": (sitemaps, "sitemap*.xml"),
    "iCalendar": (calendars, "*.ics"),
    "ninjs": (news_items, "*.ninjs.json"),
    "TimelineJS": (timelines, "*.timeline.json"),
    "OPML": (subscriptions, "*.opml"),
    "CSV": (tables, "*.csv"),
}


def _tree(path: Path) -> Any:  # noqa: ANN401 - lxml's stubs know no public name
    return etree.fromstring(path.read_bytes())


@cache
def _json(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def _against(schema: dict[str, Any], value: object, path: Path) -> Iterator[str]:
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in validator.iter_errors(value):
        yield f"{path}: {error.json_path}: {error.message[:200]}"


def _moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None and bool(re.match(r"\d{4}-\d\d-\d\dT", text))
    except ValueError:
        return False


def _repeated(path: Path, names: Iterable[str | None]) -> Iterator[str]:
    seen: set[str | None] = set()
    for name in names:
        if name in seen:
            yield f"{path}: {name} stands there twice"
        seen.add(name)


def faults(name: str, site: Path) -> list[str]:
    """Run one validator; what it cannot even parse is a fault."""
    validator, _ = VALIDATORS[name]
    try:
        return list(validator(site))
    except (ValueError, etree.XMLSyntaxError, csv.Error) as error:
        return [f"{site}: {error}"]


def main(site: Path) -> int:
    """Run every validator and print what each found."""
    broken = 0
    for name, (_, pattern) in VALIDATORS.items():
        found = faults(name, site)
        files = sum(1 for _ in site.rglob(pattern))
        print(f"{name}: {files} files, {len(found)} faults")
        for fault in found[:50]:
            print(f"  {fault}")
        broken += len(found) + (not files)
    for schema in ("atom.rnc", "ninjs-3.1.json"):
        if not (SCHEMAS / schema).exists():
            print(f"({schema} is not at hand: its own grammar was not asked)")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
