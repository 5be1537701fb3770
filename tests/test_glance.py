"""What is seen at a glance: the silences of a story, how it lies in time, which parts a whole has."""

from itertools import pairwise

import pytest

SVG = "{http://www.w3.org/2000/svg}"

SITE = """\
--- file: content/site.yaml
title: 试刊
url: https://digest.example/
lang: {lang}
as_of: 2026-12-31
--- file: content/sources.yaml
jia: {{name: 甲报, url: "https://jia.example/"}}
yi: {{name: 乙号, kind: account, platform: 平台}}
pingtai: {{name: 平台, kind: platform}}
--- file: content/topics/t.md
---
title: 某题
---
"""


def article(id_, matter):
    return f"--- file: content/articles/{id_}.md\n---\ntitle: 第{id_}篇\nsummary: 摘要。\n{matter}\n---\n"


def told(entries):
    """An article that tells of these, each a date or a mapping's inside without `what`."""
    lines = [entry if ":" in entry else f"when: {entry}" for entry in entries]
    events = "".join(f"  - {{{line}, what: 事{n}}}\n" for n, line in enumerate(lines))
    return article("x", f"source: jia\npublished: 2026-11-01\ntopics: [t]\ntimeline:\n{events}")


def topic(site, entries, lang="zh-Hans"):
    return site(SITE.format(lang=lang) + told(entries)).build().page("topics/t.html")


def silences(page):
    """What follows directly on which moment, in words."""
    items = [item for line in page.all("ol[@class='timeline']") for item in line]
    return [
        ("".join(before.find(".//p[@class='what']").itertext()), item.text)
        for before, item in pairwise(items)
        if item.get("class") == "gap"
    ]


# --- silences


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2016-03-23", "2016-07-01", ["此后三个月无记录"]),
        ("2016-03-23", "2016-06-30", []),
        ("2016-03", "2016-09", ["此后五个月无记录"]),
        ("2016-12-05", "2017-12-06", ["此后十一个月无记录"]),
        ("2016-12-05", "2018-01-06", ["此后一年无记录"]),
        ("2016-12-05", "2018-03-06", ["此后一年零两个月无记录"]),
        ("2016-12-05", "2040-02-06", ["此后23年零一个月无记录"]),
        ("2016", "2017-06-01", ["此后至少五个月无记录"]),
        ("2016-02", "2017", ["此后至少十个月无记录"]),
        ("2016-21", "2016-10-08", ["此后至少四个月无记录"]),
        ("2015/2016-02-03", "2016-08-08", ["此后五个月无记录"]),
    ],
)
def test_a_silence_of_three_whole_months_is_said_in_words(site, earlier, later, said):
    assert [words for _, words in silences(topic(site, [earlier, later]))] == said


@pytest.mark.parametrize(
    "entries",
    [
        ["2016", "2016-11-03"],
        ["2016-03~", "2020-01-02"],
        ["2016-03-01", "2020-01?"],
        ["2016-03/..", "2020-01-02"],
        ["2016-03/", "2020-01-02"],
        ["2016-03-01", "../2020-01"],
        ["2016-03-01", "unknown"],
        ["2016-03-01", "when: 2016-04-02/.., status: forecast", "2020-01-02"],
        ["2016-03/2019-12", "2016-04-01", "2020-01-02"],
    ],
    ids=[
        "a year and a day in it",
        "about",
        "doubtful",
        "goes on",
        "no end known",
        "no beginning known",
        "no date",
        "directly after a plan without an end",
        "something that fills the time",
    ],
)
def test_nothing_is_said_where_a_silence_cannot_be_known(site, entries):
    assert silences(topic(site, entries)) == []


def test_what_reaches_furthest_counts_and_not_what_stands_last(site):
    page = topic(site, ["2016-01/2016-08", "2016-02-03", "2017-02-01"])
    assert silences(page) == [("事1", "此后至少五个月无记录")]


def test_a_plan_without_an_end_fills_no_silence_later_on(site):
    page = topic(site, ["when: 2017/.., status: forecast", "2017-03-01", "2018-03-01"])
    assert silences(page) == [("事1", "此后十一个月无记录")]


def test_a_silence_across_the_year_stands_at_the_end_of_the_earlier_years_list(site):
    page = topic(site, ["2016-05-01", "2018-01-02"])
    first, second = page.all("ol[@class='timeline']")
    assert [item.get("class") for item in first] == ["moment", "gap"]
    assert [item.get("class") for item in second] == ["moment"]


def test_only_a_topics_page_tells_of_silences(site):
    built = site(SITE.format(lang="zh-Hans") + told(["2016-01-02", "2016-09-03"])).build()
    assert "无记录" in built.text("topics/t.html")
    assert "无记录" not in built.text("articles/x.html")
    assert "无记录" not in built.text("timeline/2016.html")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Nothing on record for one year and two months after this"),
        ("zh-Hant", "此後一年零兩個月無紀錄"),
    ],
)
def test_a_silence_is_said_in_the_sites_language(site, lang, said):
    assert [words for _, words in silences(topic(site, ["2016-12-05", "2018-03-06"], lang))] == [said]


# --- the strip

SIX = ["2016-03", "2016-03-23", "2016-09-04", "2017-01-10", "2016", "../2015-08"]


def strip(page):
    (figure,) = page.all("figure[@class='strip']")
    return figure


def parts(page, *names):
    """The strip's drawing, down by the names of elements."""
    return strip(page).findall("/".join(SVG + name for name in ("svg", *names)))


def bars(page):
    """What each bar says, where it leads, how high it is."""
    return [
        (bar.findtext(SVG + "title"), bar.get("href"), bar.findall(SVG + "rect")[-1].get("height"))
        for bar in parts(page, "a")
    ]


def test_months_are_bars_that_lead_to_their_first_moment(site):
    page = topic(site, SIX)
    assert bars(page) == [
        ("2016年3月：2 条", "#t-x-0", "100.00%"),
        ("2016年9月：1 条", "#t-x-2", "50.00%"),
        ("2017年1月：1 条", "#t-x-3", "50.00%"),
    ]
    ids = {item.get("id") for item in page.all("li")}
    assert {href[1:] for _, href, _ in bars(page)} <= ids
    caption = "".join(strip(page).find("figcaption").itertext())
    assert caption == "2016年3月至2017年1月，每月条数；另有 2 条时间不详或不够细，没有画上"


def test_what_a_bar_says_and_reaches_a_text_link_does_too(site):
    page = topic(site, SIX)
    assert [svg.get("aria-hidden") for svg in parts(page)] == ["true"]
    assert {link.get("tabindex") for link in parts(page, "a")} == {"-1"}
    listed = [("".join(a.itertext()), a.get("href")) for a in strip(page).findall("details//a")]
    assert listed == [
        ("2016年3月 2", "#t-x-0"),
        ("2016年9月 1", "#t-x-2"),
        ("2017年1月 1", "#t-x-3"),
    ]
    years = [("".join(a.itertext()), a.get("href")) for a in strip(page).findall("nav//a")]
    assert years == [("2015 年 1", "#t-x-5"), ("2016 年 4", "#t-x-4"), ("2017 年 1", "#t-x-3")]


@pytest.mark.parametrize(
    "entries",
    [
        ["2016-03", "2016-04", "2016-05"],
        ["2016-03-01", "2016-03-02", "2016-04-01", "2016-04-02"],
        ["2016", "2016", "unknown", "2016-05"],
    ],
    ids=["three", "two months", "hardly any month known"],
)
def test_a_strip_that_would_say_nothing_is_left_out(site, entries):
    assert topic(site, entries).all("figure[@class='strip']") == []


@pytest.mark.parametrize(
    ("years", "caption", "count"),
    [
        (range(2010, 2020), "2010年6月至2019年6月，每月条数", 10),
        (range(2000, 2020), "2000年至2019年，每年条数", 20),
        (range(1850, 2020, 5), "1850年代至2010年代，每十年条数", 17),
        (range(500, 2020, 50), "6世纪至21世纪，每百年条数", 16),
        (range(99, 2020, 100), "2世纪至20世纪，每百年条数；另有 1 条时间不详或不够细，没有画上", 19),
    ],
)
def test_bars_stand_for_years_decades_centuries_where_months_are_too_many(site, years, caption, count):
    page = topic(site, [f"{year:04}-06" for year in years])
    assert strip(page).findtext("figcaption") == caption
    places = [float(bar.get("x")[:-1]) for bar in parts(page, "a", "rect")[::2]]
    assert len(places) == count
    assert places == sorted(set(places))
    assert (strip(page).find("details") is not None) == ("每月" in caption)


def test_years_under_the_strip_leave_room_for_each_other(site):
    for last in range(2011, 2020):
        months = [f"{year}-{month:02}" for year in range(2010, last) for month in (3, 8)]
        ticks = parts(topic(site, [*months, "2010-04", "2010-06"]), "svg")
        named = [float(tick.get("x")[:-1]) for tick in ticks if tick.find(SVG + "text") is not None]
        assert named
        assert all(after - before >= 12 for before, after in pairwise(named))
        assert named[-1] <= 90


def test_pictures_bring_no_style_of_their_own(site):
    source = topic(site, SIX).source
    assert "style=" not in source.partition("<body")[2]


# --- shares


def ledger(site, firsts):
    """The shares of a year in which these published first, as rows of words."""
    text = "".join(
        article(f"a{number}", f"source: {source}\npublished: 2026-05-0{number % 9 + 1}")
        for number, source in enumerate(firsts)
    )
    return rows(site(SITE.format(lang="zh-Hans") + text).build().page("credits/2026.html"))


def rows(page):
    tables = page.all("table[@class='shares']/tbody")
    return [tuple("".join(cell.itertext()).strip() for cell in row) for table in tables for row in table]


def test_the_ledger_says_who_published_the_years_items_first(site):
    assert ledger(site, ["jia"] * 3 + ["yi", "jia", "{name: 丙}"]) == [
        ("甲报", "4", "67%"),
        ("丙", "1", "17%"),
        ("乙号", "1", "17%"),
    ]


def test_past_ten_sources_the_rarest_stand_together(site):
    names = [f"{{name: 报{n:02}}}" for n in range(13)]
    found = ledger(site, [*names, *names[:4], *names[:2]])
    assert found == [
        ("报00", "3", "16%"),
        ("报01", "3", "16%"),
        ("报02", "2", "11%"),
        ("报03", "2", "11%"),
        ("其他 9 家", "9", "47%"),
    ]


def test_past_ten_sources_that_are_all_as_rare_ten_are_named(site):
    names = [f"{{name: 报{n:02}}}" for n in range(12)] * 2
    assert [row[:2] for row in ledger(site, names)][-2:] == [("报09", "2"), ("其他 2 家", "4")]


def test_a_share_below_a_half_percent_is_no_nothing(site):
    assert ledger(site, ["jia"] * 201 + ["yi"])[-1] == ("乙号", "1", "<1%")


@pytest.mark.parametrize(
    "firsts", [["jia"] * 6, ["jia", "jia", "yi"], [f"{{name: 报{n}}}" for n in range(6)]]
)
def test_shares_that_would_say_nothing_are_left_out(site, firsts):
    assert ledger(site, firsts) == []


def test_a_sources_page_says_its_parts_in_the_articles_of_that_year_alone(site):
    chain = "chain: [{source: jia, date: 2026-04-01}, {source: yi}]"
    text = (
        article("a", chain)
        + article("b", chain)
        + article("c", "source: yi\npublished: 2026-04-02")
        + article("d", "source: jia\npublished: 2026-04-03\ncitations: [{source: yi}]")
        + article("e", "source: jia\npublished: 2026-04-04\ncitations: [{source: yi}]")
        + article("f", "source: yi\npublished: 2025-04-02")
    )
    built = site(SITE.format(lang="zh-Hans") + text).build()
    assert rows(built.page("sources/yi.html")) == [
        ("文中被引用", "2", "40%"),
        ("转载", "2", "40%"),
        ("原载", "1", "20%"),
    ]
    assert rows(built.page("sources/yi/2025.html")) == []
