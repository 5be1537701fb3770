"""Text of others cannot run: hostile inputs through every field, in a real Chromium."""

import json
import os
import runpy
import unicodedata
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.urls import slug

_HERE = Path(__file__).parent
corpus = runpy.run_path(str(_HERE / "payloads.py"))
hostile = runpy.run_path(str(_HERE / "hostile.py"))
watching = runpy.run_path(str(_HERE / "watching.py"))

THEMES = ("base", "broadsheet")
AT_ONCE, BUNDLE, RAW = 16, 300, 8
EVERYTHING = "WENZHAI_NIGHTLY" in os.environ
NOTHING = {"scripts": [], "dialogs": [], "requests": [], "navigations": []}
ACTING = {
    "a script": "<script>document.title = 1</script>",
    "a handler": "<img src='data:,' onerror='document.title = 1'>",
    "a drawing": "<svg onload='document.title = 1'>",
    "a frame": "<iframe srcdoc='<script>top.document.title = 1</script>'></iframe>",
    "a dialog": "<script>alert(1)</script>",
    "an image": "<img src='http://elsewhere.example/x.png'>",
    "a style": "<style>body { background: url(//elsewhere.example/x) }</style>",
    "a refresh": "<meta http-equiv='refresh' content='0; url=http://elsewhere.example/'>",
}
NONE = "0 scripts, dialogs, requests, navigations"
ALIKE, ONE_IN = ("tags/", "sources/", "articles/k"), 48
LISTED = ("tags/", "sources/", "articles/", "topics/")
OUTWARD = "main a[href^=http]:not([href*='digest.example'])"
PAGES_TAPPED, TAPS, SEARCHED, CARDS, LIKE = 10, 3, 32, 32, 12
RUNNING = "<a href='javascript:document.title = 1'>x</a>"

pytestmark = pytest.mark.skipif(bool(corpus["lacking"]()), reason=corpus["lacking"]())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the hostile site, built in both themes."""
    payloads = corpus["payloads"]()
    site = hostile["Hostile"](tmp_path_factory.mktemp("hostile"), payloads, corpus["addresses"](payloads))
    for theme in THEMES:
        site.build(theme)
    return site


@pytest.fixture(scope="module")
def served(made):
    controls = {f"acting/{name}.html": f"<title>x</title>{text}" for name, text in ACTING.items()}
    controls["acting/link.html"] = RUNNING
    extra = {path: watching["PLAIN"] + text.encode() for path, text in controls.items()}
    site = watching["Site"](
        {theme: made.root / theme for theme in THEMES}, extra | {"frames": watching["PLAIN"]}
    )
    yield site
    site.close()


@pytest.fixture(scope="module")
def tabs(served, chromium_of):
    with watching["watched_tabs"](chromium_of, served) as opened:
        yield opened


@pytest.fixture
def wild(served, chromium_of):
    """Give a browser of its own to what is meant to call others."""
    with watching["watched_tabs"](chromium_of, served) as opened:
        yield opened


@pytest.fixture
def tab(tabs, served):
    """Give a tab on an empty page without a policy, with what looks at pages."""
    watched = watching["look_with"](tabs().goto(served.address + "frames"))
    yield watched
    watched.tab.close()


def said(made):
    """Give what places of pages must say, by the page's path: a selector, and texts that stand there."""
    found = {}
    for number, group in enumerate(made.groups):
        title, summary = (unicodedata.normalize("NFC", made.text(f, group)) for f in ("title", "summary"))
        texts = {
            field: [unicodedata.normalize("NFC", made.payloads[one]) for one in made.held(field, group)]
            for field in hostile["ALONE"]
        }
        listed = {
            ".event .what": texts["event"],
            ".says .outlet": texts["event"],
            "a.p-category": texts["tag"],
        }
        found[f"articles/k{number}.html"] = listed
        found |= {f"tags/{slug(text)}.html": {"h1": [text]} for text in texts["tag"]}
        places = {".article-head .p-author": texts["byline"], ".chain .name": texts["source"]}
        if title:
            places |= {"h1": [title], "meta[property='og:title']@content": [title]}
            places |= {"meta[name='DC.title']@content": [title], ".p-summary": [summary]}
        found[f"articles/a{number}.html"] = places
        if number % hostile["EVERY"] == 0 and title:
            found[f"articles/w{number}.html"] = {"h1": [title], ".article dd": [summary]}
            found[f"articles/e{number}.html"] = {
                "h1": [title],
                "blockquote.credit": [summary],
                "blockquote.excerpt p": [summary],
            }
            found[f"old/a{number}.html"] = {"h1": [title]}
    return found


def in_parts(many, size):
    return [many[first : first + size] for first in range(0, len(many), size)]


def test_the_watch_catches_what_acts(wild, served, tab):
    for name, text in ACTING.items():
        watched = wild().goto(served.address + quote(f"acting/{name}.html"))
        watched.settle()
        assert watched.caught != NOTHING, name
        watched.tab.close()
        assert tab.ask("text => inspect.look({'http://x/': text}, {})", text)["wrong"], name
    assert tab.ask("text => inspect.look({'http://x/': text}, {})", RUNNING)["wrong"]
    tab.ask("pages => inspect.open(pages)", [served.address + "acting/link.html"])
    assert tab.scripts


def test_payloads_act_that_are_put_into_a_page_as_they_are(made, wild, served):
    watched = watching["look_with"](wild().goto(served.address + "frames"))
    for part in in_parts(made.payloads[::RAW], AT_ONCE):
        watched.ask("texts => Promise.all(texts.map((text) => inspect.show([text])))", part)
    watched.settle()
    assert len(watched.scripts) > 5
    assert watched.dialogs
    assert len(watched.outside) > 20


def test_hostile_texts_stay_texts_on_every_page(made, served, tab, figure):
    texts, looked, links = said(made), 0, 0
    for theme in THEMES:
        paths = served.pages(theme)
        assert texts.keys() <= set(paths)
        for number, part in enumerate(in_parts(paths, BUNDLE)):
            address = f"{served.address}bundle/{theme}/{number * BUNDLE}/{number * BUNDLE + len(part)}"
            expected = {served.of(theme, path): texts[path] for path in part if path in texts}
            found = tab.ask("asked => inspect.bundle(asked)", [address, expected])
            assert found["wrong"] == {}
            links += found["links"]
        looked += len(paths)
    assert tab.caught == NOTHING
    offered, refused, through = made.counted()
    assert len(made.payloads) >= corpus["ENOUGH"]
    assert offered == refused + through
    assert made.addresses
    figure(
        "no-script",
        f"{len(made.payloads)} payloads in {len(hostile['ASKED'])} fields and {len(made.addresses)} script "
        f"addresses as links, {refused} times refused, {through} times published, on {looked} pages "
        f"with {links} links: 0 became markup",
    )


def some(served, theme):
    """Give the pages to open: of those that differ by one entry of a list from others, only some."""
    paths = served.pages(theme)
    lists = [path for path in paths if path.startswith(ALIKE)]
    return sorted({*paths} - {*lists} | {*lists[::ONE_IN]})


def test_nothing_runs_on_pages_that_are_opened_with_their_policy_or_without_it(served, tab, figure):
    opened, clicks = 0, 0
    for theme, bare in product(THEMES, (False, True)):
        paths = some(served, theme)[:: 1 if bare or EVERYTHING else 4]
        for part in in_parts(paths, AT_ONCE):
            done = tab.ask(
                "pages => inspect.open(pages)", [served.of(theme, path, bare=bare) for path in part]
            )
            assert dict(done["gone"]).items() <= moved(served, theme, part, bare=bare).items()
            clicks += done["clicks"]
        opened += len(paths)
    tab.settle()
    assert tab.caught == NOTHING
    assert [text for text in tab.complaints if text.startswith("violation")] == []
    figure(
        "no-script", f"{opened} pages opened with their policy or without it, {clicks} links clicked: {NONE}"
    )


def moved(served, theme, paths, *, bare):
    """Give where pages at old addresses lead."""
    old = [path.removeprefix("old/") for path in paths if path.startswith("old/")]
    return {
        served.of(theme, f"old/{p}", bare=bare): served.of(theme, f"articles/{p}", bare=bare) for p in old
    }


def test_nothing_runs_in_feeds_and_exports_that_are_opened(served, tabs, figure):
    watched, opened = tabs(), 0
    for theme in THEMES:
        for path in exports(served, theme):
            watched.goto(served.of(theme, path))
            opened += 1
    watched.settle()
    assert watched.caught == NOTHING
    watched.tab.close()
    figure("no-script", f"{opened} feeds and exports opened: {NONE}")


def exports(served, theme):
    """Give the files to open that are no pages: all, but of those that differ by an entry only some."""
    folder = served.folders[theme]
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.suffix in watching["KINDS"]}
    listed = sorted(path for path in found if path.startswith(LISTED))
    chosen = (found - {*listed}) | {*listed[:: len(listed) // LIKE]}
    return sorted(path for path in chosen if theme == THEMES[0] or not path.startswith("series/"))


def test_nothing_runs_where_a_reader_of_feeds_shows_what_is_html_in_them(served, tab, figure):
    shown = 0
    for theme in THEMES:
        folder = served.folders[theme]
        feeds = [*folder.glob("feed.*"), *folder.glob("series/*/feed.*"), *folder.glob("topics/*.atom")]
        for path in sorted(path.relative_to(folder).as_posix() for path in feeds):
            texts = tab.ask("address => inspect.feed(address)", served.of(theme, path))
            assert texts
            assert tab.ask("texts => inspect.show(texts)", texts) == [], path
            shown += len(texts)
        bodies = [text for file in folder.glob("articles/a*.ninjs.json") for text in bodies_of(file)]
        for part in in_parts(bodies, BUNDLE):
            assert tab.ask("texts => inspect.show(texts)", part) == []
        shown += len(bodies)
    assert tab.caught == NOTHING
    figure("no-script", f"{shown} of their texts shown as HTML without any policy: {NONE}")


def bodies_of(file):
    return [body["value"] for body in json.loads(file.read_text("utf-8")).get("bodies", ())]


def test_a_payload_that_is_typed_into_the_search_stays_text(made, served, tabs, figure):
    typed = made.payloads if EVERYTHING else made.payloads[::SEARCHED]
    for theme in THEMES:
        address = served.of(theme, "search.html", bare=True) + "?q=" + quote(made.payloads[3])
        watched = watching["look_with"](tabs().goto(address))
        found = watched.ask("texts => inspect.search(texts)", typed)
        assert found["wrong"] == []
        assert found["results"] > len(typed)
        assert watched.caught == NOTHING
        watched.tab.close()
    figure("no-script", f"{len(typed) * len(THEMES)} payloads searched for: {NONE}")


def test_nothing_runs_where_a_link_of_a_payload_is_tapped(made, served, wild, figure):
    watched, meant, taps = wild(), set(), 0
    watched.tab.route(lambda url: not url.startswith(served.address), lambda route: route.fulfill(status=204))
    for theme, number in product(THEMES, range(0, len(made.groups), len(made.groups) // PAGES_TAPPED)):
        watched.goto(served.of(theme, f"articles/a{number}.html", bare=True))
        links = watched.ask(f'() => [...document.querySelectorAll("{OUTWARD}")].map((link) => link.href)')
        meant.update(links)
        for place in range(min(len(links), TAPS)):
            watched.tab.locator(OUTWARD).nth(place).tap()
            watched.settle(20)
            taps += 1
    assert taps > PAGES_TAPPED
    assert set() < {*watched.outside} <= meant
    assert (watched.scripts, watched.dialogs, watched.left) == ([], [], [])
    figure("no-script", f"{taps} of their links tapped: 0 scripts, 0 dialogs")


def test_cards_are_pictures_and_nothing_else(made, tmp_path, figure):
    pytest.importorskip("PIL", reason="the parts that draw cards are not installed")
    site = hostile["Hostile"](tmp_path / "cards", made.payloads[:CARDS], cards=True)
    pictures = list(site.build("base").rglob("*.png"))
    parts = {part for picture in pictures for part in parts_of(picture.read_bytes())}
    assert pictures
    assert parts == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    figure("no-script", f"{len(pictures)} cards: pictures and nothing else")


def parts_of(data):
    """Give the names of a PNG's parts."""
    place = 8
    while place < len(data):
        yield data[place + 4 : place + 8]
        place += 12 + int.from_bytes(data[place : place + 4])
