"""Tiny whole sites: written from a text anyone can read, built, and looked at."""

import json
import re
import shutil
from pathlib import Path

import html5lib
import hypothesis
import pytest

from generator.build import build
from generator.compose import Request

hypothesis.settings.register_profile("wenzhai", deadline=None)  # machines under load are no fault of ours
hypothesis.settings.load_profile("wenzhai")

SETTINGS = """\
title: 试刊
url: https://digest.example/
contact: desk@digest.example
as_of: 2026-12-31
"""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FILE = re.compile(r"^--- file: ([^\n]+)\n", re.MULTILINE)


def pytest_addoption(parser):
    parser.addoption("--rewrite", action="store_true", help="write what comes out as what is expected")


@pytest.fixture(scope="session")
def chromium_of():
    """Give what starts a Chromium; one driver serves all, since a thread can have only one."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as program:
        yield lambda *options: program.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", *options]
        )


@pytest.fixture
def page():
    """Read a page's source as a browser does."""
    return Page


@pytest.fixture
def site(tmp_path):
    """Make a site of a text, a line `--- file: content/…` before each file, or of {path: text}."""

    def make(files, name="root"):
        return Site(tmp_path / name).write({"content/site.yaml": SETTINGS} | files_of(files))

    return make


def files_of(files):
    if not isinstance(files, str):
        return files
    parts = _FILE.split(files)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


class Site:
    """A site's folder."""

    def __init__(self, root):
        self.root = root

    def write(self, files):
        for path, data in files_of(files).items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return self

    def build(self, **options):
        report = build(Request(root=str(self.root), jobs=1, **options))
        return Built(Path(report.out), report)


class Built:
    """A site that came out, and the report on it."""

    def __init__(self, out, report):
        self.out, self.report = out, report

    @property
    def files(self):
        """All outputs by path; the notes that wenzhai keeps of what it wrote are none."""
        found = sorted(path for path in self.out.rglob("*") if path.is_file())
        named = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}
        return {path: data for path, data in named.items() if not path.startswith(".wenzhai")}

    @property
    def warnings(self):
        return [str(problem) for problem in self.report.warnings]

    def text(self, path):
        return (self.out / path).read_text(encoding="utf-8")

    def json(self, path):
        return json.loads(self.text(path))

    def page(self, path):
        return Page(self.text(path))


class Page:
    """A page as a browser takes it."""

    def __init__(self, source):
        self.source = source
        self.tree = html5lib.parse(source, namespaceHTMLElements=False)

    @property
    def words(self):
        """What is read on it, spaces and line ends as one space."""
        body = self.tree.find("body")
        return re.sub(r"\s+", " ", "".join(body.itertext())).strip()

    @property
    def title(self):
        return self.tree.findtext("head/title")

    @property
    def linked_data(self):
        scripts = self.tree.iter("script")
        return [json.loads(s.text) for s in scripts if s.get("type") == "application/ld+json"]

    def all(self, path):
        return self.tree.findall(f".//{path}")

    def meta(self, name):
        return [found.get("content") for found in self.all(f"meta[@name='{name}']")]

    def said(self, path):
        """The words of each element found."""
        return [re.sub(r"\s+", " ", "".join(found.itertext())).strip() for found in self.all(path)]
