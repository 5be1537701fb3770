"""The nine rules of the trade, each held by a tiny site."""

import re

import feedparser
import lxml.etree
import mf2py
import pytest

SOURCES = """\
--- file: content/sources.yaml
jia: {name: 甲报, url: "https://jia.example/"}
yi: {name: 乙号, kind: account, platform: 平台}
bing: {name: 丙社, kind: agency}
"""


def article(id_, matter, body=""):
    return f"--- file: content/articles/{id_}.md\n---\n{matter}\n---\n{body}\n"


def settings(more):
    return (
        "--- file: content/site.yaml\ntitle: 试刊\nurl: https://digest.example/news\nas_of: 2026-12-31\n"
        + more
    )


ONE = "title: 某事\nsource: jia\npublished: 2026-11-01\nsummary: 编辑的摘要。"
THREE = """\
title: 某事
collected: 2026-11-05
chain:
  - {source: bing, date: 2026-11-01}
  - {source: jia, role: adaptation, url: "https://jia.example/2"}
  - {source: yi, permission: claimed}
credit_line: 乙号经授权转自甲报，据丙社
summary: 编辑的摘要。"""
SENTENCE = "乙号（平台）称经授权，转自甲报；甲报编译自丙社。"


# 1. One chain drives everything.


def test_a_chain_of_three_is_one_sentence_and_an_ordered_list(site):
    built = site(SOURCES + article("x", THREE)).build()
    page = built.page("articles/x.html")
    assert SENTENCE in page.words
    hops = page.said("ol[@class='chain']/li")
    assert [hop.partition("：")[0] for hop in hops[:3]] == ["原载", "编译", "转载"]
    assert built.json("feed.json")["items"][0]["_credit"]["sentence"] == SENTENCE
    assert SENTENCE in feedparser.parse(built.text("feed.atom")).entries[0].content[0].value


def test_microformats_say_who_is_reposted(site):
    built = site(SOURCES + article("x", THREE)).build()
    (entry,) = [
        item for item in mf2py.parse(doc=built.text("articles/x.html"))["items"] if "h-entry" in item["type"]
    ]
    assert entry["properties"]["name"] == ["某事"]
    assert entry["properties"]["author"][0]["properties"]["name"] == ["丙社"]
    assert "repost-of" in entry["properties"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh-Hans", "页面未称有授权"),
        ("zh-Hant", "頁面未稱有授權"),
        ("en", "the page claims no permission"),
    ],
)
def test_a_page_without_a_permission_is_told_by_what_it_says_and_not_as_a_fact(site, lang, said):
    none = THREE.replace("permission: claimed", "permission: none")
    page = site(settings(f"lang: {lang}\n") + SOURCES + article("x", none)).build().page("articles/x.html")
    assert said in page.said("ol[@class='chain']/li")[2]


# 2. The credit stands inside the content.


def test_the_credit_opens_the_content_and_the_label_stays_outside_the_author(site):
    built = site(SOURCES + article("x", THREE + "\nrights: own", "正文第一句。")).build()
    page = built.page("articles/x.html")
    (content,) = page.said("div[@class='e-content']")
    assert content.startswith(SENTENCE)
    assert content.index("乙号经授权转自甲报，据丙社") < content.index("正文第一句")
    assert page.said("a[@rel='author']") == ["丙社"]


def test_one_hop_is_one_line(site):
    page = site(SOURCES + article("x", ONE)).build().page("articles/x.html")
    assert "原载甲报。" in page.words
    assert page.all("ol[@class='chain']") == []


# 3. The rights gate: tests/test_gate.py, tests/test_seed.py. Its report:


def test_a_requested_mode_without_a_right_is_degraded_with_a_warning(site):
    place = site(SOURCES + article("x", ONE + "\nmode: full", "正文。"))
    report = place.build().report
    assert [(d.path, "no right of ours" in d.reason) for d in report.degraded] == [
        ("content/articles/x.md", True)
    ]


def test_a_grantor_is_named_by_name_and_a_lapsed_record_by_nothing(site):
    deal = "deal: {grantor: jia, basis: authorised, until: 2026-12-30, wording: 经允许}\n"
    records = f"--- file: content/rights.yaml\n{deal}"
    place = site(SOURCES + records + article("x", ONE + "\nrights: deal", "正文。"))
    assert "经甲报授权" in place.build(as_of="2026-12-30").page("articles/x.html").words
    assert not any(
        "经允许" in data.decode() for path, data in place.build().files.items() if "articles" in path
    )


# 4. Search engines.

INDEXING = (
    SOURCES
    + settings("")
    + (
        "--- file: content/rights.yaml\n"
        "listed: {grantor: jia, basis: authorised, index: true}\n"
        "pointed: {grantor: jia, basis: authorised, index: true, canonical: true}\n"
        "kept: {grantor: jia, basis: authorised}\n"
        + "".join(
            article(id_, f"{ONE}\nurl: https://jia.example/{id_}\nrights: {right}", "正文。")
            for id_, right in (
                ("own", "own"),
                ("listed", "listed"),
                ("pointed", "pointed"),
                ("kept", "kept"),
                ("quoted", "facts-only"),
            )
        )
    )
)


@pytest.mark.parametrize(
    ("id_", "robots", "canonical", "mapped"),
    [
        ("own", [], ["https://digest.example/news/articles/own.html"], True),
        ("listed", [], ["https://digest.example/news/articles/listed.html"], True),
        ("pointed", [], ["https://jia.example/pointed"], False),
        ("kept", ["noindex, follow"], [], False),
        ("quoted", ["noindex, follow"], [], False),
    ],
)
def test_search_engines_see_our_copy_only_where_the_right_says_so(site, id_, robots, canonical, mapped):
    built = site(INDEXING).build()
    page = built.page(f"articles/{id_}.html")
    assert page.meta("robots") == robots
    assert [link.get("href") for link in page.all("link[@rel='canonical']")] == canonical
    assert (f"https://digest.example/news/articles/{id_}.html" in addresses(built)) == mapped
    assert page.meta("syndication-source") == page.meta("original-source") == []


def addresses(built):
    parts = [data for path, data in built.files.items() if path.startswith("sitemap-")]
    return {loc.text for part in parts for loc in lxml.etree.fromstring(part).iter("{*}loc")}


def test_the_sitemap_holds_the_pages_of_ours_and_nothing_that_is_noindex(site, page):
    built = site(INDEXING).build()
    listed = addresses(built)
    base = "https://digest.example/news/"
    assert {base, f"{base}sources/jia.html", f"{base}sources/index.html"} <= listed
    for path, data in built.files.items():
        if path.endswith(".html"):
            hidden = page(data.decode()).meta("robots") != []
            assert not (hidden and base + path.removesuffix("index.html") in listed), path


@pytest.mark.parametrize(
    ("target", "first"), [("original", "https://jia.example/1"), ("digest", "articles/x.html")]
)
def test_a_title_leads_to_the_original_where_we_hold_less_than_the_text(site, target, first):
    text = settings(f"link_target: {target}\n") + SOURCES + article("x", ONE + "\nurl: https://jia.example/1")
    page = site(text).build().page("index.html")
    leads = [a.get("href") for a in page.all("a") if "".join(a.itertext()).startswith("某事")]
    assert leads[0] == first
    assert "articles/x.html" in {a.get("href") for a in page.all("a")}


# 5. Takedown: tests/test_takedown.py.
# 6. Timelines.


def test_disputed_entries_stand_side_by_side_under_their_sources(site):
    events = {"a": "2016-09-03", "b": "2016-09-04"}
    topic = "--- file: content/topics/t.md\n---\ntitle: 某题\n---\n"
    articles = "".join(
        article(id_, f"{ONE}\ntopics: [t]\ntimeline: [{{when: {when}, what: 开幕于{when}, event: opening}}]")
        for id_, when in events.items()
    )
    page = site(SOURCES + topic + articles).build().page("topics/t.html")
    (moment,) = [li for li in page.all("li") if "moment" in (li.get("class") or "")]
    words = "".join(moment.itertext())
    assert "开幕于2016-09-03" in words
    assert "开幕于2016-09-04" in words
    assert "说法不一" in words


def test_a_timeline_says_precision_and_both_days_in_words(site):
    events = """
timeline:
  - {when: 2016-09~, what: 大约那时}
  - {when: ../2016-08, what: 到那时为止}
  - {when: 2017-01-10, part_of_day: 凌晨, local_tz: America/New_York, what: 会面}
  - {when: 2016, what: 计划, status: forecast, says: bing}"""
    page = site(SOURCES + article("x", ONE + events)).build().page("articles/x.html")
    for words in (
        "约2016年9月",
        "截至2016年8月",
        "2017年1月10日凌晨",
        "纽约当地2017年1月9日",
        "预测",
        "丙社",
    ):
        assert words in page.words
    order = [page.words.rindex(what) for what in ("到那时为止", "计划", "大约那时", "会面")]
    assert order == sorted(order)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_nothing_drifts_with_the_machines_zone(site, monkeypatch, zone):
    text = SOURCES + article("x", ONE.replace("2026-11-01", "2026-11-01T23:30:00-05:00"))
    plain = site(text, name="plain").build()
    monkeypatch.setenv("TZ", zone)
    assert site(text, name="elsewhere").build().files == plain.files


# 7. Never touch quoted text.


def test_quoted_text_keeps_every_character(site):
    words = "“Great Meeting”非常棒,他说:eWTP(全球平台)3月23日——100%…... it’s"
    body = article("x", f"{ONE}\nrights: own\ncredit_line: '{words.replace(chr(39), chr(39) * 2)}'", words)
    page = site(SOURCES + body).build().page("articles/x.html")
    assert page.words.count(words) == 2


# 8. Zones, skipping, "now".


def test_a_time_without_a_zone_is_in_the_sites_zone(site):
    for zone, instant in (("Asia/Shanghai", "2026-11-01T10:32+08:00"), ("UTC", "2026-11-01T10:32Z")):
        text = settings(f"timezone: {zone}\n") + SOURCES + article("x", ONE.replace("-01\n", "-01 10:32\n"))
        page = site(text, name=zone.replace("/", "-")).build().page("articles/x.html")
        assert instant in [time.get("datetime") for time in page.all("time")]


def test_now_enters_a_build_only_as_of(site, monkeypatch):
    text = (
        "--- file: content/site.yaml\ntitle: 试刊\nurl: https://digest.example/\n"
        + SOURCES
        + article("x", ONE)
    )
    place = site(text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1761955199")  # 2025-10-31 23:59:59 UTC
    assert [s.reason for s in place.build().report.skipped] == ["dated 2026-11-01, after 2025-11-01"]
    assert place.build(as_of="2026-11-01").report.skipped == ()


# 9. Stable pages.

TWO_YEARS = (
    SOURCES
    + "--- file: content/topics/t.md\n---\ntitle: 某题\n---\n"
    + "".join(
        article(
            f"a-{day}",
            f"title: 第{number}篇\nsource: jia\npublished: {day}\nsummary: 摘要{number}。\ntags: [甲, 乙]\n"
            f"topics: [t]\ntimeline: [{{when: {day}, what: 大事{number}}}]",
        )
        for number, day in enumerate(
            [
                f"{year}-{month:02}-{day:02}"
                for year in (2025, 2026)
                for month in range(1, 11)
                for day in (3, 17)
            ]
        )
    )
)
ALWAYS = {
    "articles/new.html",
    "articles/new.ninjs.json",
    "index.html",
    "feed.atom",
    "feed.rss",
    "feed.json",
    "archive/index.html",
    "credits/index.html",
    "tags/index.html",
    "tags/甲.atom",
    "timeline/index.html",
    "topics/index.html",
    "topics/t.atom",
    "topics/t.html",
    "topics/t.ics",
    "topics/t.timeline.json",
    "sources/index.html",
    "sources/jia.atom",
}


def added(year):
    return {
        f"archive/{year}-05.html",
        f"credits/{year}.csv",
        f"credits/{year}.html",
        f"credits/{year}.json",
        f"timeline/{year}.html",
    }


@pytest.mark.parametrize(
    ("year", "more"),
    [
        ("2026", added("2026") | {"tags/甲.html", "sources/jia.html"}),
        ("2025", added("2025") | {"tags/甲/2025.html", "sources/jia/2025.html"}),
    ],
)
def test_one_new_article_changes_a_bounded_set_of_files(site, year, more):
    place = site(TWO_YEARS)
    before = place.build().files
    new = article(
        "new",
        f"title: 新的一篇\nsource: jia\npublished: {year}-05-20\nsummary: 新摘要。\ntags: [甲]\ntopics: [t]\n"
        f"timeline: [{{when: {year}-05-20, what: 新的大事}}]",
    )
    after = place.write(new).build().files
    changed = {path for path in after if after[path] != before.get(path)}
    assert before.keys() - after.keys() == set()
    index = {path for path in changed if path.startswith("search/terms/")}
    assert changed - index == ALWAYS | more | {f"search/{year}/05-20.js"}
    assert {path.rpartition("/")[0] for path in index} == {f"search/terms/{year}-01"}
    assert len(index) <= 4


def test_a_new_year_renames_nothing_but_opens_a_page_for_the_last_one(site):
    place = site(TWO_YEARS)
    before = place.build().files
    after = (
        place.write(article("new", ONE.replace("2026-11-01", "2026-12-01") + "\ntags: [甲]")).build().files
    )
    linked = {path for path in before if not path.startswith("search/terms/")}
    assert linked <= after.keys()  # parts of the index close with the month; only the search page knows them
    assert after["tags/甲/2025.html"] == before["tags/甲/2025.html"]
    assert not any(re.search(r"/(page-?)?\d{1,3}\.html$", path) for path in after)
