"""From the front page, by clicking, from the disc: every kind of page, nothing asked of anyone."""

import pytest

WAYS = {
    "issue": ("main a[href^='issues/']", "issues/", "h1"),
    "article": ("main a[href^='articles/']", "articles/", "article .provenance"),
    "topic": ("main a[href^='topics/']:not([href$='index.html'])", "topics/", "ol.timeline"),
    "source": ("main a[href^='sources/']", "sources/", "h1"),
    "ledger": (".site-nav a[href^='credits/']", "credits/", "h1"),
}
PAGES = [
    "404.html",
    "about.html",
    "search.html",
    "archive/index.html",
    "timeline/index.html",
    "tags/index.html",
]


def clean(visit):
    assert visit.complaints == []
    assert visit.elsewhere == []


def dressed(visit):
    """The stylesheet came: paper is not the browser's white, the skip link waits outside the view."""
    assert visit.style("body", "margin-top") == "0px"
    assert visit.style("html", "background-color") != "rgba(0, 0, 0, 0)" or (
        visit.style("body", "background-color") != "rgba(0, 0, 0, 0)"
    )
    assert visit.style(".site-title", "font-size") != "16px"


@pytest.mark.parametrize("kind", WAYS)
def test_a_click_on_the_front_page_leads_to_every_kind_of_page(visit, kind):
    link, folder, shows = WAYS[kind]
    visit.open("index.html")
    dressed(visit)
    visit.click(link)
    assert visit.path.startswith(folder)
    assert visit.tab.locator(shows).count() > 0
    dressed(visit)
    clean(visit)


def test_the_ledger_leads_to_its_year(visit):
    visit.open("index.html").click(".site-nav a[href^='credits/']").click("main a[href$='.html']")
    assert visit.tab.locator("main table.ledger").count() == 1
    clean(visit)


@pytest.mark.parametrize("path", PAGES)
def test_the_other_pages_are_dressed_and_quiet(visit, path):
    visit.open(path)
    dressed(visit)
    clean(visit)


def test_an_article_says_its_chain_on_a_phone_without_scrolling_sideways(visit):
    visit.tab.set_viewport_size({"width": 320, "height": 640})
    visit.open("articles/sample-four-hops.html")
    assert visit.tab.locator(".chain .hop").count() == 5
    assert visit.tab.evaluate("document.documentElement.scrollWidth") <= 320
    clean(visit)


def test_the_keyboard_reaches_the_text_first(visit):
    visit.open("articles/sample-four-hops.html")
    visit.tab.keyboard.press("Tab")
    assert visit.tab.evaluate("document.activeElement.className") == "skip"
    visit.tab.keyboard.press("Enter")
    assert visit.tab.evaluate("location.hash") == "#main"
    clean(visit)
