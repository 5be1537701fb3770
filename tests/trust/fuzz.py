"""Feed each parser what nobody would write: `python tests/trust/fuzz.py NAME SECONDS`, or `all SECONDS`.

Atheris looks for inputs that reach new lines of a parser; it begins with what tests/cases holds. A target
fails where anything but the parser's own refusal is raised, or a result breaks its word. A crash prints its
input; `fuzz.py NAME FILE` tries one input again. Where Atheris has no wheel nothing is tried.
"""

import contextlib
import functools
import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
AT_ONCE, LONGEST, SLOW = 2, 4096, 10
"""Targets that run side by side, bytes of an input, and seconds after which one counts as a stall."""

IS_ASKED = atheris and __name__ == "__main__"
WATCHED = ["generator", "markdown_it", "mdit_py_plugins"]

with atheris.instrument_imports(WATCHED) if IS_ASKED else contextlib.nullcontext():
    import msgspec

    from generator import edtf
    from generator.credits.reading import read
    from generator.dates import find
    from generator.errors import BuildFailed
    from generator.files import decode
    from generator.frontmatter import convert, load, locate, split
    from generator.markdown import LINK, TIMELINE, Dialect, inline
    from generator.markdown import convert as convert_markdown
    from generator.memo.store import Broken
    from generator.model.article import ArticleMatter
    from generator.model.issue import IssueMatter
    from generator.parse import Document, Parsed, parse
    from generator.read import Stat
    from generator.settings import SiteMatter
    from generator.write.manifest import Manifest

NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def text_of(data):
    return data.decode("utf-8", "replace")


def told(problems, path):
    """Check that each problem is whole."""
    for problem in problems:
        assert problem.message, problem
        assert problem.location.path == path, problem
        assert problem.location.line >= 0, problem
        str(problem).encode()


def front_matter(data):
    """YAML of a stranger: values or faults, each with its line."""
    text, problems = decode(data, "x.md")
    told(problems, "x.md")
    parts, problems = split(text, "x.md")
    told(problems, "x.md")
    for yaml in (parts.matter, text):
        loaded, found = load(yaml, "x.md")
        told(found, "x.md")
        for kind in (ArticleMatter, IssueMatter, SiteMatter):
            value, more = convert(loaded, kind, "x.md")
            told(more, "x.md")
            assert value is not None or found or more
        for key in list(loaded.values)[:5]:
            assert locate(loaded, f"{key}.0.source") >= (1, 1)


def markdown(data):
    """Markdown of a stranger: a page that can do nothing, the same each time."""
    text, _ = decode(data, "x.md")
    for structure in (False, True):
        made = convert_markdown(text, Dialect(), path="x.md", structure=structure)
        told(made.problems, "x.md")
        pages = (made.html, *(block.html for block in made.blocks))
        for page in pages:
            assert not re.search(
                r"<(?:script|style|iframe|form|object|svg|math)\b|<[^>]*\son\w+=", page, re.IGNORECASE
            ), page
            assert not NONCHARACTERS.search(page.replace(LINK, "").replace(TIMELINE, "")), page
        assert made == convert_markdown(text, Dialect(), path="x.md", structure=structure)
    assert "<script" not in inline(text).lower()


def a_date(data):
    """A date as an editor may type it: a value that says itself again, or a ValueError."""
    text = text_of(data)
    try:
        when = edtf.parse(text)
    except ValueError:
        return
    assert edtf.parse(when.text) == when
    edtf.bounds(when, "Asia/Shanghai")
    edtf.sort_key(when, "Asia/Shanghai")
    assert (
        edtf.first_day(when, "UTC") is None
        or edtf.last_day(when, "UTC") is None
        or (edtf.first_day(when, "UTC") <= edtf.last_day(when, "UTC"))
    )


def credits_(data):
    """A line that may state a credit: a reading whose spans lie inside it."""
    line = text_of(data)
    reading = read(line)
    assert reading.text == line
    assert all(0 <= span.start <= span.end <= len(line) for span in reading.spans)


def dates(data):
    """A text that may name dates: passages in order, each date one that EDTF reads."""
    text, end = text_of(data[1:]), 0
    on = (None, "unknown", "2016", "2017-01-11", "0001-01-01", "9999-12-31", "2016-02-29")[
        data[0] % 7 if data else 0
    ]
    for found in find(text, on, anchors={"g20": "2016-09-04/2016-09-05"}):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        end = found.end
        for stated in filter(None, (found.edtf, *found.candidates)):
            assert edtf.parse(stated).text == stated


KINDS = ("article", "issue", "topic", "page", "site", "sources", "rights", "anchors")


def a_file(data):
    """A whole source file of any kind: a document, or a fault."""
    kind = KINDS[data[0] % len(KINDS) if data else 0]
    path = f"content/{kind}s/x.md" if KINDS.index(kind) < 4 else f"content/{kind}.yaml"
    made = parse(Document(path=path, kind=kind, data=data[1:]))
    told(made.problems, path)
    assert made.doc is not None or any(p.severity == "fault" for p in made.problems)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Parsed) == made


def kept(data):
    """What lies in a memo or a manifest: a value, or what every reader of it knows to ignore."""
    for kind in (Parsed, Stat):
        with contextlib.suppress(TypeError, ValueError, msgspec.DecodeError, Broken):
            msgspec.msgpack.decode(data, type=kind)
    with contextlib.suppress(msgspec.DecodeError):
        msgspec.json.decode(data, type=Manifest)


@functools.cache
def clipper():
    """Make ready to clip into a small site, which is read once."""
    from generator.clip import clip, steps

    root = tempfile.mkdtemp()
    runpy.run_path(str(HERE.parent / "tiny.py"))["Tiny"](root)
    steps.desk_at = functools.cache(steps.desk_at)
    return functools.partial(clip, root=Path(root), on="2017-01-11", write=False)


def page(data):
    """A page or a feed from elsewhere: an article, or a refusal that says why."""
    name = ("x.html", "x.rss", "x.md", "x.txt", "-")[data[0] % 5 if data else 0]
    try:
        made = clipper()(name, data=data[1:])
    except BuildFailed as failure:
        told(failure.problems, failure.problems[0].location.path)
        return
    parsed = parse(Document(path=made.path, kind="article", data=made.text.encode()))
    assert not [p for p in parsed.problems if p.severity == "fault"], parsed.problems


def files(pattern):
    return [path.read_bytes() for path in sorted(CASES.glob(pattern))]


def lines(pattern, key):
    found = [json.loads(line)[key] for data in files(pattern) for line in data.decode().splitlines()]
    return [text.encode() for text in found[::20]]


def sources():
    """Give the small site's files, and those of the cases of errors."""
    small = runpy.run_path(str(HERE.parent / "tiny.py"))["FILES"].values()
    parts = (
        part
        for data in files("errors/*.md")
        for part in re.split("--- (?:file: .*|expected:)\n", data.decode())
    )
    return [text.encode() for text in (*small, *parts)]


TARGETS = {
    "front-matter": (front_matter, sources),
    "markdown": (markdown, lambda: [p for data in files("markdown/*.md") for p in data.split(b"\n.\n")]),
    "edtf": (a_date, lambda: re.findall(rb'"([^"\n]+)"', b"".join(files("dates/edtf*.yaml")))),
    "credits": (credits_, lambda: lines("credits/labelled.jsonl", "text")),
    "dates": (dates, lambda: [b"\3" + text for text in lines("dates/labelled.jsonl", "text")]),
    "clip": (page, lambda: [bytes([n]) + data for data in files("clip/*.html") for n in range(5)]),
    "files": (a_file, lambda: [bytes([n]) + data for data in sources() for n in (0, 1, 3, 5)]),
    "kept": (
        kept,
        lambda: [
            msgspec.json.encode(Manifest(shelves=("2026",))),
            msgspec.msgpack.encode(parse(Document(path="x.md", kind="article", data=sources()[4]))),
        ],
    ),
}
"""Each parser by its name: what is tried of it, and what the search begins with."""


def telling(target):
    """Print what a target fails at."""

    def tried(data):
        try:
            target(data)
        except BaseException:
            print(f"fails at {data!r}", flush=True)
            raise

    return tried


def fuzz(name, how):
    target, seeds = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds()):
            (Path(folder) / str(number)).write_bytes(seed[:LONGEST])
        asked = [how] if Path(how).is_file() else [folder, f"-max_total_time={how}"]
        flags = [
            f"-timeout={SLOW}",
            f"-max_len={LONGEST}",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-print_final_stats=1",
            "-seed=1",
        ]
        atheris.Setup(
            [sys.argv[0], *asked, *flags, f"-artifact_prefix={tempfile.gettempdir()}/"], telling(target)
        )
        atheris.Fuzz()


def alone(name, seconds):
    """Run a target in a process of its own; give how it ended and what it said."""
    asked = [sys.executable, __file__, name, str(seconds)]
    run = subprocess.run(asked, capture_output=True, text=True, errors="replace", check=False)
    return name, run.returncode, run.stdout + run.stderr


def fuzz_all(seconds):
    """Run all targets, some side by side; say whether each held."""
    held = True
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, code, said in pool.map(alone, TARGETS, repeat(max(1, seconds // len(TARGETS)))):
            tried = re.findall(r"number_of_executed_units: (\d+)", said)
            held &= code == 0 and bool(tried)
            print(f"{name:14} {f'{tried[-1]} inputs' if code == 0 and tried else said[-6000:]}", flush=True)
    return held


def main(name, how):
    if atheris is None:
        print("Atheris is not here: nothing is tried")
        return 0
    if name == "all":
        return 0 if fuzz_all(int(how)) else 1
    fuzz(name, how)
    return 0


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
    sys.exit(main(*sys.argv[1:3]))
