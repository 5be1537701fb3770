"""Takedown: at the next build nothing is left but a tombstone."""

import html
import re

import feedparser
import pytest

SITE = """\
--- file: content/sources.yaml
jia: {name: 甲报}
yi: {name: 乙网}
bing: {name: 丙社}
--- file: content/topics/t.md
---
title: 某题
---
--- file: content/issues/2026-11-02.md
---
number: 1
---
## 要闻

::: item gone
按语里的一句话也要撤走。[^1]

[^1]: 按语脚注里的一句话也要撤走。
:::

::: item stays
另一条的按语。
:::
--- file: content/articles/stays.md
---
title: 留下的一篇
source: jia
published: 2026-11-01
summary: 留下的摘要。
topics: [t]
tags: [留]
---
--- file: content/articles/gone.md
---
title: 要撤的一篇
headline: 我们的标题
collected: 2026-11-02
chain:
  - {source: jia, url: "https://jia.example/1"}
  - {source: yi, permission: claimed}
credit_line: 乙网转自甲报
byline: 某记者
rights: own
summary: 摘要里的一句话也要撤走。
excerpt: 摘录里的一句话也要撤走。
topics: [t]
tags: [撤]
aliases: [old/gone.html]
citations: [{source: bing, work: 引用里的书也要撤走}]
corrections: [{date: 2026-11-03, text: 更正里的一句话也要撤走。}]
edits: [{op: cut, note: 改动里的一句话也要撤走}]
timeline: [{when: 2016-09-04, what: 大事里的一句话也要撤走, says: bing, key: true}]
WITHDRAWN
---
## 小标题里的一句话也要撤走 {#fragment-of-it}

正文里的一句话也要撤走。
"""
WITHDRAWN = "withdrawn: {date: 2026-11-20, reason: 应原作者要求}"
TEXTS = [
    f"{place}也要撤走"
    for place in (
        "按语里的一句话",
        "按语脚注里的一句话",
        "摘要里的一句话",
        "摘录里的一句话",
        "引用里的书",
        "更正里的一句话",
        "大事里的一句话",
        "小标题里的一句话",
        "正文里的一句话",
    )
]


@pytest.fixture
def taken(site):
    """A site from which an article was taken down after it had been out."""
    place = site(SITE.replace("WITHDRAWN\n", ""))
    before = place.build()
    assert holding(before, "正文里的一句话也要撤走")
    assert holding(before, "fragment-of-it")
    assert holding(before, "按语脚注里的一句话也要撤走")
    return place.write(SITE.replace("WITHDRAWN", WITHDRAWN)).build()


def holding(built, words):
    """The outputs that hold these words, in whatever escaping."""

    def read(data):
        text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), data.decode())
        return html.unescape(html.unescape(text))

    return [path for path, data in built.files.items() if words in read(data)]


@pytest.mark.parametrize("words", [*TEXTS, "fragment-of-it"])
def test_nothing_of_a_withdrawn_article_is_left_in_any_output(taken, words):
    assert holding(taken, words) == []


def test_nothing_comes_back_when_the_text_changes_afterwards(site):
    text = SITE.replace("WITHDRAWN", WITHDRAWN)
    place = site(text)
    place.build()
    built = place.write(text.replace("正文里的一句话也要撤走", "改过的正文仍旧不许出去")).build()
    assert holding(built, "改过的正文仍旧不许出去") == []


def test_the_tombstone_says_title_credit_date_and_reason(taken):
    page = taken.page("articles/gone.html")
    for words in ("我们的标题", "乙网称经授权，转自甲报。", "乙网转自甲报", "2026年11月20日", "应原作者要求"):
        assert words in page.words
    assert page.meta("robots") == ["noindex, follow"]
    assert page.linked_data == []
    assert page.all("link[@rel='canonical']") == []


def test_an_old_address_still_leads_to_the_tombstone(taken):
    assert "../articles/gone.html" in taken.text("old/gone.html")


@pytest.mark.parametrize("path", ["feed.atom", "sources/jia.atom"])
def test_atom_carries_the_entry_as_deleted(taken, path):
    text = taken.text(path)
    assert 'ref="tag:digest.example,2026:article/gone"' in text
    assert 'when="2026-11-20' in text
    assert [entry.title for entry in feedparser.parse(text).entries] == ["留下的一篇"]


def test_other_feeds_keep_the_title_and_nothing_else(taken):
    items = {item["url"].rsplit("/", 1)[-1]: item for item in taken.json("feed.json")["items"]}
    gone = items.get("gone.html", {})
    assert not gone.get("summary")
    assert "也要撤走" not in str(items)
    assert "也要撤走" not in taken.text("feed.rss")


def test_events_tags_and_exports_are_gone(taken):
    assert "articles/gone.ninjs.json" not in taken.files
    assert "timeline/2016.html" not in taken.files
    assert "tags/撤.html" not in taken.files
    assert holding(taken, "articles/gone.html").count("topics/t.html") == 0
    assert not any(path.startswith("sitemap") for path in holding(taken, "articles/gone.html"))


def test_the_ledger_and_the_sources_page_keep_the_fact(taken):
    assert "已撤" in taken.page("credits/2026.html").words
    assert "乙网转自甲报" in taken.page("credits/2026.html").words
    assert "（已撤）" in taken.page("sources/jia.html").words


def test_the_issue_keeps_the_items_place_but_not_its_words(taken):
    words = taken.page("issues/2026-11-02.html").words
    assert "我们的标题" in words
    assert "另一条的按语" in words


def test_a_withdrawal_dated_in_the_future_takes_down_today(site):
    """An editor who writes `withdrawn` wants it gone by tonight."""
    text = SITE.replace("WITHDRAWN", WITHDRAWN.replace("2026-11-20", "2027-06-01"))
    assert holding(site(text).build(), "正文里的一句话也要撤走") == []


def test_a_withdrawn_article_needs_neither_summary_nor_right(site):
    text = (
        "--- file: content/articles/x.md\n---\ntitle: 一\nsource: {name: 某报}\npublished: 2026-11-01\n"
        "rights: nothing-known\nwithdrawn: {date: unknown, reason: 侵权投诉}\n---\n正文里的一句话也要撤走。\n"
    )
    built = site(text.replace("rights: nothing-known\n", "")).build()
    assert holding(built, "正文里的一句话也要撤走") == []
    assert "侵权投诉" in built.page("articles/x.html").words
