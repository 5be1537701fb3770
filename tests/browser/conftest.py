"""A real Chromium on the built sample, opened from the disc."""

import shutil
from pathlib import Path

import pytest

from generator.build import build
from generator.compose import Request

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample")
    for folder in ("content", "themes"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    build(Request(root=str(root), jobs=1))
    return root / "site"


@pytest.fixture(scope="session")
def chromium(chromium_of):
    browser = chromium_of()
    yield browser
    browser.close()


class Visit:
    """A tab, and what went wrong in it."""

    def __init__(self, tab, site):
        self.tab, self.site = tab, site
        self.complaints, self.elsewhere = [], []
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("requestfailed", lambda request: self.complaints.append(f"{request.url} did not load"))
        tab.on("request", self._asked)

    def _asked(self, request):
        if not request.url.startswith(("file://", "data:")):
            self.elsewhere.append(request.url)

    def open(self, path):
        self.tab.goto((self.site / path).as_uri())
        return self

    def click(self, selector):
        self.tab.locator(selector).first.click()
        self.tab.wait_for_load_state()
        return self

    @property
    def path(self):
        return self.tab.evaluate("decodeURI(location.pathname)").removeprefix(f"{self.site.resolve()}/")

    def style(self, selector, name):
        return self.tab.locator(selector).first.evaluate(
            f"e => getComputedStyle(e).getPropertyValue({name!r})"
        )


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def visit(request, chromium, sample):
    """Open tabs in a browser with scripts and in one without; both must be the same to a reader."""
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield Visit(context.new_page(), sample)
    context.close()
