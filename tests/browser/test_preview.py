"""A real Chromium with a page of the preview open while files are saved."""

import http.server
import runpy
import threading
import time
from pathlib import Path

import pytest

tests = Path(__file__).parents[1]
fresh = runpy.run_path(str(tests / "tiny.py"))["fresh"]
Served = runpy.run_path(str(tests / "serving.py"))["Served"]

ONE = "content/articles/one.md"
LONG = "".join(f"第 {n} 段，讲一个港口。\n\n" for n in range(1, 120))
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{0}'/>"


@pytest.fixture
def site(tmp_path):
    made = fresh(tmp_path)
    text = made.read(ONE).replace(
        "甲文第一段", f"<details><summary>旁注</summary>细节。</details>\n\n{LONG}甲文第一段"
    )
    made.write(ONE, text)
    return made


@pytest.fixture
def served(site):
    with Served(site.root) as preview:
        yield preview


@pytest.fixture
def tab(chromium):
    page = chromium.new_page(viewport={"width": 1000, "height": 700})
    page.set_default_timeout(10_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.close()


def until(tab, holds):
    """Wait until an expression is true; the page's policy lets nobody evaluate one inside it."""
    end = time.monotonic() + 10
    while not tab.evaluate(holds):
        assert time.monotonic() < end, f"it never came to be: {holds}"
        tab.wait_for_timeout(10)


def look_at(tab, served, path):
    """Open a page and wait until its stream has told how it stands."""
    with tab.expect_response(lambda answer: "/.wenzhai/events" in answer.url):
        tab.goto(f"http://127.0.0.1:{served.port}/{path}")
    until(tab, "document.querySelector('wenzhai-preview')")
    tab.evaluate("window.mine = 'not loaded again'")


def test_an_edit_changes_the_words_and_keeps_the_place_and_what_was_opened(tab, served, site):
    look_at(tab, served, "articles/one.html")
    tab.evaluate("document.querySelector('details').open = true; scrollTo(0, 1500)")
    before = tab.evaluate("scrollY")
    tab.evaluate("window.first = document.querySelector('h1')")
    site.edit(ONE, "第 90 段，", "第九十段，改过，")
    tab.get_by_text("第九十段，改过，").wait_for()
    assert tab.evaluate("[scrollY, mine, first.isConnected]") == [before, "not loaded again", True]
    assert tab.evaluate("document.querySelector('details').open")
    assert tab.complaints == []


def test_a_paragraph_comes_and_goes_while_its_neighbours_stay_the_same_elements(tab, served, site):
    look_at(tab, served, "articles/one.html")
    count = "document.querySelectorAll('.e-content p').length"
    before = tab.evaluate(count)
    tab.evaluate("window.last = [...document.querySelectorAll('.e-content p')].at(-1)")
    site.edit(ONE, "第 7 段，", "新来的一段。\n\n第 7 段，")
    tab.get_by_text("新来的一段。").wait_for()
    assert tab.evaluate(count) == before + 1
    site.edit(ONE, "新来的一段。\n\n", "")
    until(tab, f"{count} === {before}")
    assert tab.evaluate("last.isConnected")


def test_faults_are_listed_over_the_last_good_page_until_they_are_mended(tab, served, site):
    look_at(tab, served, "articles/one.html")
    site.write(ONE, site.read(ONE).replace("title:", "titel:").replace("source: 亿邦", "source: 亿帮"))
    panel = tab.locator("wenzhai-preview .faults")
    panel.wait_for()
    words = panel.inner_text()
    assert "2 faults; the page stays as it was" in words
    assert f"{ONE}:2:1 unknown key `titel`" in words
    assert "titel: 第一篇" in words
    assert "did you mean `title`?" in words
    assert tab.locator("h1").inner_text() == "第一篇"
    tab.keyboard.press("Escape")
    assert not panel.locator("ol").is_visible()
    site.write(ONE, site.read(ONE).replace("titel: 第一篇", "title: 头一篇").replace("亿帮", "亿邦"))
    panel.wait_for(state="hidden")
    tab.get_by_role("heading", name="头一篇").wait_for()
    assert tab.evaluate("mine") == "not loaded again"
    assert tab.complaints == []


def test_the_caret_stands_under_the_word_that_is_meant(tab, served, site):
    look_at(tab, served, "articles/one.html")
    site.edit(ONE, "topics: [port]", "topics: [港口, prot]")
    places = tab.locator("wenzhai-preview .faults li")
    places.nth(1).wait_for()
    found = (
        places.nth(1)
        .locator("pre")
        .evaluate(
            """(pre) => {
          const text = pre.firstChild, at = text.data.indexOf("prot"), range = document.createRange();
          range.setStart(text, at); range.setEnd(text, at + 1);
          const caret = pre.querySelector(".caret").getBoundingClientRect();
          return Math.abs(range.getBoundingClientRect().left - caret.left);
        }"""
        )
    )
    assert found < 2


def test_a_stylesheet_is_swapped_alone(tab, served, site):
    look_at(tab, served, "articles/one.html")
    tab.evaluate("window.nodes = [...document.body.querySelectorAll('*')]")
    site.write("themes/kid/assets/style.css", "body { outline: 7px solid rgb(1, 2, 3) }\n")
    until(tab, "getComputedStyle(document.body).outlineWidth === '7px'")
    assert tab.evaluate("nodes.every((node) => node.isConnected)")
    assert tab.evaluate("mine") == "not loaded again"
    assert tab.locator("link[rel=stylesheet]").count() == 1


def test_a_page_that_did_not_change_is_left_alone_and_a_note_leads_to_the_one_that_did(tab, served, site):
    look_at(tab, served, "about.html")
    tab.evaluate("window.nodes = [...document.body.querySelectorAll('*')]")
    site.edit(ONE, "甲文第一段", "甲文头一段")
    note = tab.locator("wenzhai-preview .note")
    note.wait_for()
    assert note.inner_text() == f"{ONE} changed · open"
    assert tab.evaluate("nodes.every((node) => node.isConnected)")
    note.get_by_role("link").click()
    tab.wait_for_url("**/articles/one.html")


def test_a_template_and_a_registry_show_at_once(tab, served, site):
    look_at(tab, served, "topics/port.html")
    site.edit("themes/kid/topic.html", "kid 1", "kid 2")
    tab.get_by_text("kid 2").wait_for()
    look_at(tab, served, "articles/one.html")
    site.edit(
        "content/sources.yaml", "name: 亿邦动力网, aliases: [亿邦动力]", "name: 亿邦, aliases: [亿邦动力网]"
    )
    tab.get_by_role("link", name="亿邦", exact=True).first.wait_for()
    assert tab.evaluate("mine") == "not loaded again"


def test_a_page_catches_up_when_the_preview_was_started_again(tab, served, site):
    look_at(tab, served, "articles/one.html")
    served.end()
    tab.locator("wenzhai-preview .gone").wait_for()
    site.edit(ONE, "甲文第一段", "停机时改的一段")
    with Served(site.root, port=served.port):
        tab.get_by_text("停机时改的一段").wait_for()
        tab.locator("wenzhai-preview .gone").wait_for(state="hidden")
        site.edit(ONE, "停机时改的一段", "重启后改的一段")
        tab.get_by_text("重启后改的一段").wait_for()
    assert tab.evaluate("mine") == "not loaded again"


def test_a_tab_in_the_back_keeps_no_connection_and_catches_up_in_front(tab, served, site):
    look_at(tab, served, "articles/one.html")
    with tab.expect_event("requestfailed", lambda request: "/events" in request.url):
        tab.evaluate(HIDE, True)  # noqa: FBT003 - the script's own word
    site.edit(ONE, "甲文第一段", "背后改的一段")
    served.until_shown("articles/one.html", "背后改的一段")
    assert tab.get_by_text("背后改的一段").count() == 0
    tab.evaluate(HIDE, False)  # noqa: FBT003 - as above
    tab.get_by_text("背后改的一段").wait_for()


def test_what_is_published_in_part_is_marked_where_it_is_listed(tab, served, site):
    look_at(tab, served, "issues/2026-11-21.html")
    mark = tab.locator("wenzhai-mark")
    mark.first.wait_for()
    assert mark.count() == 1
    assert mark.locator(".mark").inner_text().startswith("published as `summary`: ")
    site.edit("content/articles/two.md", "title: 第二篇", "title: 改过的题")
    tab.get_by_text("改过的题").first.wait_for()
    until(tab, "document.querySelectorAll('wenzhai-mark').length === 1")


def test_what_is_skipped_is_listed_with_its_reason(tab, served, site):
    look_at(tab, served, "issues/2026-11-22.html")
    site.edit("content/articles/three.md", "tags:", "draft: true\ntags:")
    summary = tab.locator("wenzhai-preview .reasons summary", has_text="on this page")
    summary.wait_for()
    summary.click()
    words = tab.locator("wenzhai-preview .list").inner_text()
    assert "content/articles/three.md draft" in words
    assert "content/issues/2026-11-22.md:4 item `three` is not published" in words


def test_an_image_that_changes_is_shown_as_it_is_now(tab, served, site):
    site.write("content/static/dot.svg", PICTURE.format(10))
    site.write("content/pages/about.md", "---\ntitle: 关于\n---\n![点](../static/dot.svg)\n")
    served.until_shown("about.html", "dot.svg")
    look_at(tab, served, "about.html")
    until(tab, "document.querySelector('main img').naturalWidth === 10")
    site.write("content/static/dot.svg", PICTURE.format(20))
    until(tab, "document.querySelector('main img').naturalWidth === 20")


def test_an_image_that_changed_while_the_tab_was_in_the_back_or_a_fault_stood_is_caught_up(tab, served, site):
    site.write("content/static/dot.svg", PICTURE.format(10))
    site.write("content/pages/about.md", "---\ntitle: 关于\n---\n![点](../static/dot.svg)\n")
    served.until_shown("about.html", "dot.svg")
    look_at(tab, served, "about.html")
    tab.evaluate(HIDE, True)  # noqa: FBT003 - the script's own word
    site.write("content/static/dot.svg", PICTURE.format(20))
    served.until(lambda: b"20" in served.ask("/dot.svg")[2])
    site.edit(ONE, "甲文第一段", "甲文头一段")
    served.until_shown("articles/one.html", "甲文头一段")
    tab.evaluate(HIDE, False)  # noqa: FBT003 - as above
    until(tab, "document.querySelector('main img').naturalWidth === 20")
    site.edit("content/site.yaml", "title:", "titel:")
    tab.locator("wenzhai-preview .faults").wait_for()
    site.write("content/static/dot.svg", PICTURE.format(30))
    site.edit("content/site.yaml", "titel:", "title:")
    tab.locator("wenzhai-preview .faults").wait_for(state="hidden")
    until(tab, "document.querySelector('main img').naturalWidth === 30")


def test_any_stylesheet_of_the_page_is_swapped_alone(tab, served, site):
    site.write("themes/kid/assets/more.css", "body { outline: 3px solid }\n")
    site.write(
        "themes/kid/page.html",
        '{% extends "base/page.html" %}{% block styles %}{{ super() }}'
        '<link rel="stylesheet" href="{{ root }}assets/more.css">{% endblock %}',
    )
    served.until_shown("about.html", "more.css")
    look_at(tab, served, "about.html")
    tab.evaluate("window.nodes = [...document.body.querySelectorAll('*')]")
    site.write("themes/kid/assets/more.css", "body { outline: 9px solid }\n")
    until(tab, "getComputedStyle(document.body).outlineWidth === '9px'")
    assert tab.evaluate("nodes.every((node) => node.isConnected)")
    assert tab.locator("link[rel=stylesheet]").count() == 2


FOLDED = "<details><summary>{0}</summary>{0}的细节。</details>\n\n"


@pytest.mark.parametrize(
    ("before", "opened", "after"),
    [
        ("甲乙", "甲", "-甲乙"),
        ("甲乙", "甲", "丙甲乙"),
        ("丙甲乙", "乙", "甲乙"),
        ("甲乙", "乙", "甲-乙"),
        ("甲-乙", "甲", "甲+乙"),
    ],
)
def test_what_is_open_stays_open_whatever_comes_or_goes_beside_it(tab, served, site, before, opened, after):
    parts = {"-": "夹一段。\n\n", "+": "改过的一段。\n\n"}
    made = {name: "".join(parts.get(c) or FOLDED.format(c) for c in name) for name in (before, after)}
    page = "---\ntitle: 关于\ntrusted_html: true\n---\n"
    site.write("content/pages/about.md", page + made[before])
    served.until_shown("about.html", f"{before[0] if before[0] in '甲乙丙' else '甲'}的细节")
    look_at(tab, served, "about.html")
    open_ = "[...document.querySelectorAll('details[open] summary')].map((e) => e.textContent).join()"
    tab.evaluate(
        "(name) => { for (const e of document.querySelectorAll('details'))"
        " if (e.firstChild.textContent === name) e.open = true; }",
        opened,
    )
    site.write("content/pages/about.md", page + made[after] + "\n完。\n")
    tab.get_by_text("完。").wait_for()
    assert tab.evaluate(open_) == opened
    assert tab.locator("main details").count() == sum(c in "甲乙丙" for c in after)


def test_a_fault_that_stands_when_the_preview_starts_again_leaves_the_open_page_as_it_is(tab, served, site):
    look_at(tab, served, "articles/one.html")
    served.end()
    site.edit("content/site.yaml", "title:", "titel:")
    with Served(site.root, port=served.port):
        tab.locator("wenzhai-preview .faults").wait_for()
        assert tab.locator("h1").inner_text() == "第一篇"
        site.edit("content/site.yaml", "titel:", "title:")
        tab.locator("wenzhai-preview .faults").wait_for(state="hidden")
    assert tab.evaluate("mine") == "not loaded again"


def test_a_page_that_is_deleted_becomes_the_page_for_missing_pages_and_comes_back(tab, served, site):
    site.write("content/pages/spare.md", "---\ntitle: 备用\n---\n备用的一页。\n")
    served.until_shown("spare.html", "备用的一页。")
    look_at(tab, served, "spare.html")
    site.remove("content/pages/spare.md")
    until(tab, "!document.body.textContent.includes('备用的一页。')")
    site.write("content/pages/spare.md", "---\ntitle: 备用\n---\n备用的一页，回来了。\n")
    tab.get_by_text("备用的一页，回来了。").wait_for()


def test_a_page_of_another_origin_learns_nothing(chromium, served, tmp_path):
    """The second origin is on the same machine: the same site to a browser, a stranger to the preview."""
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil/index.html").write_text("<!doctype html><title>evil</title>")
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    make = lambda *words: handler(*words, directory=str(tmp_path / "evil"))  # noqa: E731 - as the server wants it
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), make) as evil:
        threading.Thread(target=evil.serve_forever, daemon=True).start()
        tab = chromium.new_page()
        tab.goto(f"http://127.0.0.1:{evil.server_port}/")
        told = tab.evaluate(
            """async ([address, token]) => {
              const heard = (url) => new Promise((done) => {
                const stream = new EventSource(url);
                stream.onmessage = stream.onopen = () => done("open");
                stream.addEventListener("state", () => done("open"));
                stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) done("refused"); };
              });
              const loads = (name, props) => new Promise((done) => {
                const element = Object.assign(document.createElement(name), props);
                element.onload = () => done("loaded"); element.onerror = () => done("refused");
                document.body.append(element);
              });
              const frame = Object.assign(document.createElement("iframe"), { src: address });
              await new Promise((done) => { frame.onload = done; document.body.append(frame); });
              let inside = "refused";
              try { inside = frame.contentDocument?.title ?? "refused"; } catch { /* another origin's */ }
              return {
                stream: await heard(address + ".wenzhai/events?page=index.html"),
                "stream with the token": await heard(address + ".wenzhai/events?token=" + token),
                page: await fetch(address).then(() => "read", () => "refused"),
                "page without reading": await fetch(address, { mode: "no-cors" })
                  .then(() => "sent", () => "refused"),
                script: await loads("script", { src: address + ".wenzhai/preview.js" }),
                style: await loads("link", { rel: "stylesheet", href: address + "assets/style.css" }),
                image: await loads("img", { src: address + "assets/icon.svg" }),
                frame: inside,
              };
            }""",
            [served.address, served.token],
        )
        tab.close()
        evil.shutdown()
    assert set(told.values()) == {"refused"}, told
