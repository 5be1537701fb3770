"""Search in a real Chromium, from the disc: every item that holds what is typed, by keyboard alone."""

import json
import random
import re
import time

import pytest

from generator.han import compact, fold

QUERIES = 40
SAID = "/条。|还有。|没有找到|至少/.test(document.querySelector('.search-status').textContent)"
FOLDED = """async (text) => {
  const source = await new Promise((done) => {
    const script = document.createElement("script"), before = window.wenzhai;
    window.wenzhai = (name, value) => { before(name, value); done(value); };
    script.src = "search/fold.js";
    document.head.append(script);
  });
  const pairs = [...source], simplified = new Map();
  for (let at = 0; at < pairs.length; at += 2) simplified.set(pairs[at], pairs[at + 1]);
  const letters = [...text].flatMap((one) => [...one.normalize("NFKC").toLowerCase()]);
  return letters.map((one) => simplified.get(one) ?? one).join("");
}"""


@pytest.fixture(scope="module")
def published(sample):
    """Give every item's words as its day's file has them, by the item's page."""
    found = {}
    for path in sorted(sample.glob("search/2*/*.js")):
        _, _, call = path.read_text("utf-8").partition(",")
        for item in json.loads(call.removesuffix(");\n")):
            found[item["href"]] = [item["title"], item.get("source", ""), *item.get("parts", ())]
    return found


@pytest.fixture
def tab(chromium, sample):
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.set_default_timeout(10_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto((sample / "search.html").as_uri())
    yield page
    assert page.complaints == []
    page.close()


def until(tab, holds):
    """Wait until an expression is true; the page's policy lets nobody evaluate one inside it."""
    end = time.monotonic() + 10
    while not tab.evaluate(holds):
        assert time.monotonic() < end, f"it never came to be: {holds}"
        tab.wait_for_timeout(5)


def search(tab, words):
    """Type something, look back until there is no more, and give the pages found."""
    tab.evaluate("document.querySelector('.search-status').textContent = ''")
    tab.fill("#q", words)
    tab.press("#q", "Enter")
    until(tab, SAID)
    while tab.locator(".search-more").is_visible():
        tab.evaluate("document.querySelector('.search-status').textContent = ''")
        tab.click(".search-more")
        until(tab, SAID)
    return tab.locator(".found h3 a").evaluate_all(
        "links => links.map(link => decodeURI(link.getAttribute('href')))"
    )


def holding(published, words):
    wanted = compact(words)
    return {path for path, parts in published.items() if any(wanted in compact(part) for part in parts)}


def queries(published):
    """Draw forty runs of two to five Chinese characters from what is published."""
    dice = random.Random(2026)
    runs = [run for parts in published.values() for part in parts for run in re.findall("[一-鿿]{2,}", part)]
    drawn = []
    while len(drawn) < QUERIES:
        run = dice.choice(runs)
        start = dice.randrange(len(run) - 1)
        drawn.append(run[start : start + dice.randint(2, 5)])
    return [words for words in drawn if len(words) > 1]


def test_every_item_that_holds_the_characters_is_found_and_no_other(tab, published):
    wrong = {}
    for words in queries(published):
        found = search(tab, words)
        assert len(found) == len(set(found))
        if set(found) != holding(published, words):
            wrong[words] = (set(found), holding(published, words))
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("經授權", "经授权"),
        ("ＯｐｅｎＡＩ", "OpenAI"),
        ("openai", "OpenAI"),
        ("eWTP 公报", "公报"),
        ("纽约时报", "纽约时报"),
    ],
)
def test_scripts_cases_and_widths_do_not_matter(tab, published, typed, meant):
    found = set(search(tab, typed))
    assert found
    assert found <= holding(published, meant)
    assert found == set(search(tab, fold(typed)))


def test_one_character_is_too_few_and_it_says_so(tab):
    assert search(tab, "马") == []
    assert "两个字" in tab.locator(".search-status").inner_text()


def test_what_is_not_there_is_said_not_to_be(tab):
    assert search(tab, "鱷魚饅頭") == []
    assert "没有找到" in tab.locator(".search-status").inner_text()


def test_the_match_is_marked_and_results_stand_under_their_issue(tab):
    search(tab, "经授权")
    marks = tab.locator(".search-results mark").all_inner_texts()
    assert set(marks) == {"经授权"}
    headings = tab.locator(".search-results h2").all_inner_texts()
    assert headings[0] == "每日 第 5 期：这是谁写的"
    assert tab.locator("[role=status]").inner_text() == "共 4 条。"


def test_the_keyboard_alone_finds_and_opens(tab):
    tab.keyboard.press("Tab")
    while tab.evaluate("document.activeElement.id") != "q":
        tab.keyboard.press("Tab")
    tab.keyboard.type("综合试验区")
    tab.keyboard.press("Enter")
    tab.locator(".found").first.wait_for()
    while not tab.evaluate("Boolean(document.activeElement.closest('.found'))"):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/articles/*.html")


def test_a_search_has_an_address(tab, sample):
    tab.goto((sample / "search.html").as_uri() + "?q=%E7%BB%8F%E6%8E%88%E6%9D%83")
    tab.locator(".found").first.wait_for()
    assert tab.input_value("#q") == "经授权"


def test_without_scripts_the_page_leads_to_the_archive(chromium, sample):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "search.html").as_uri())
    assert page.locator("form.search").is_hidden()
    page.get_by_role("link", name="按月份翻存档").click()
    page.wait_for_url("**/archive/index.html")
    context.close()


@pytest.mark.parametrize(
    "text", ["經授權 OpenAI，ＡＢＣ 123", "“A股”与 5G 网络\u3000㍿", "①Ⅷ ﬁ Σσς İi ß 々〇ヶ"]
)
def test_the_browser_folds_as_the_index_does(tab, text):
    assert tab.evaluate(FOLDED, text) == fold(text)
