"""Published pages call nobody: what Chromium asks for on every kind of page, what their policy forbids."""

import ast
import runpy
import shutil
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import pytest

from generator import plan as planning
from generator.build import build, survey
from generator.compose import Request, plan_of, theme_of

_HERE = Path(__file__).parent
watching = runpy.run_path(str(_HERE / "watching.py"))

REPOSITORY = _HERE.parents[1]
THEMES = ("base", "broadsheet")
AT_ONCE = 16
QUERY = "经授权"
UNKNOWN_TO_BROWSERS = {"headers", "redirects"}
"""What hosts read and nobody opens: names that begin with an underscore."""
PROBE = b"""
<script>document.title = "a script ran"</script>
<script src="http://elsewhere.example/script.js"></script>
<link rel="stylesheet" href="http://elsewhere.example/style.css">
<img src="http://elsewhere.example/picture.png" alt="">
<iframe src="http://elsewhere.example/frame.html"></iframe>
<object data="http://elsewhere.example/object.html"></object>
<video src="http://elsewhere.example/film.webm"></video>
<form action="http://elsewhere.example/form"></form>
"""
BLOCKED = {"script-src-elem", "style-src-elem", "img-src", "frame-src", "object-src", "media-src"}
NOTHING = {"scripts": [], "dialogs": [], "requests": [], "navigations": []}


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """Build the sample, with cards, in both themes; give the folders, and the paths of each form."""
    pytest.importorskip("PIL", reason="the parts that draw cards are not installed")
    root = tmp_path_factory.mktemp("sample")
    for folder in ("content", "themes"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    (root / "content/static").mkdir(exist_ok=True)
    (root / "content/static/map.txt").write_text("a map")
    settings = root / "content/site.yaml"
    text = settings.read_text("utf-8") + "cards: true\n"
    folders, forms = {}, {}
    for theme in THEMES:
        settings.write_text(text.replace("theme: base", f"theme: {theme}"), "utf-8")
        folders[theme] = root / theme
        build(Request(root=str(root), out=str(folders[theme]), jobs=2))
        site = survey(root)
        forms[theme] = defaultdict(list)
        for output in plan_of(site, theme_of(site, root), root).outputs:
            forms[theme][output.form].append(output.path)
    return folders, forms


@pytest.fixture(scope="module")
def served(planned):
    frames = {"frames": watching["PLAIN"]}
    site = watching["Site"](planned[0], frames, probe=PROBE)
    yield site
    site.close()


@pytest.fixture
def tabs(served, chromium_of):
    with watching["watched_tabs"](chromium_of, served) as opened:
        yield opened


def stated_forms():
    """Give every form that the plan's source names."""
    for file in sorted(Path(planning.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "form":
                parts = ast.walk(node.value)
                yield from (p.value for p in parts if isinstance(p, ast.Constant) and p.value != "ledger.")


def templates():
    names = {path.name for path in (REPOSITORY / "themes/base").glob("*.html")}
    return names - {"layout.html", "macros.html"}


def longest(site, theme, paths):
    return max(paths, key=lambda path: (site.folders[theme] / path).stat().st_size)


def test_every_kind_of_output_that_is_planned_has_one_in_the_sample(planned):
    for forms in planned[1].values():
        assert {*stated_forms()} | templates() <= forms.keys()


def visit(watched, root, path, form):
    """Open a file and wait for what it does by itself: a page at an old address leads on."""
    address = root + quote(path)
    watched.goto(address)
    if form == "search.html":
        watched.tab.fill("#q", QUERY)
        watched.tab.press("#q", "Enter")
        watched.tab.locator(".found").first.wait_for()
    if form == "moved.html":
        watched.tab.wait_for_url(lambda url: url != address)
        assert watched.left.pop().startswith(root)


def test_no_page_of_any_kind_asks_anything_of_anyone(planned, served, tabs, figure):
    kinds, pages = set(), 0
    watched = tabs()
    for theme in THEMES:
        forms, folder = planned[1][theme], served.folders[theme]
        for form in sorted(forms.keys() - UNKNOWN_TO_BROWSERS):
            path = longest(served, theme, forms[form])
            visit(watched, served.of(theme), path, form)
            if path.endswith(".html"):
                visit(watched, f"{folder.as_uri()}/", path, form)
            kinds.add(form)
        watching["look_with"](watched.goto(served.address + "frames"))
        paths = served.pages(theme)
        for part in (paths[first : first + AT_ONCE] for first in range(0, len(paths), AT_ONCE)):
            watched.ask("pages => inspect.open(pages)", [served.of(theme, path) for path in part])
        pages += len(paths)
    watched.settle()
    assert watched.caught == NOTHING
    assert [said for said in watched.complaints if said.startswith("violation")] == []
    figure("nobody-called", f"{len(kinds)} kinds of files, {pages} pages of two themes: 0 requests to others")


def test_the_policy_of_every_kind_of_page_holds_without_any_header(planned, served, tabs, figure):
    watched, held = tabs(), 0
    for theme in THEMES:
        forms = planned[1][theme]
        for form in sorted(form for form in forms if form.endswith(".html")):
            watched.complaints.clear()
            visit(watched, served.of(theme, probed=True), longest(served, theme, forms[form]), form)
            watched.settle()
            blocked = {said.split()[1] for said in watched.complaints if said.startswith("violation")}
            assert blocked >= BLOCKED, form
            assert watched.tab.title() != "a script ran"
            held += 1
    assert (watched.scripts, watched.calls) == ([], [])
    figure(
        "nobody-called", f"an inline script and six loads from elsewhere put into {held} pages: all blocked"
    )


@pytest.mark.parametrize("theme", THEMES)
def test_without_the_policy_the_watch_sees_the_same_script_and_loads(served, tabs, theme):
    watched = tabs().goto(served.of(theme, "index.html", bare=True, probed=True))
    watched.settle()
    assert watched.scripts
    assert any("picture.png" in call for call in watched.calls)
    assert watched.tab.title() == "a script ran"
