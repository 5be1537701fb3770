"""Ledger, OPML, sitemap, what hosts read, licences, tag URIs."""

import csv
import json
from io import StringIO

import pytest
from lxml import etree

from generator.formats import hosting, ledger, opml, sitemap, tags
from generator.model import licences
from generator.model.feed import (
    HeadersDoc,
    LedgerDoc,
    OpmlDoc,
    RedirectsDoc,
    RobotsDoc,
    SitemapDoc,
    SitemapIndexDoc,
)
from generator.model.source import Source
from generator.model.view import LedgerRow, RoleView
from generator.urls import href

HEADINGS = ("编号", "收录", "体裁", "题目", "来源", "署名", "依据", "刊用", "原署来源")
ROW = LedgerRow(
    id="ma",
    title="马云会见候任总统特朗普",
    lang="zh-Hans",
    href=href("articles/ma.html"),
    day="2017-01-11",
    genre="",
    roles=(
        RoleView(
            role_word="原载",
            name="亿邦动力网",
            platform="",
            account="",
            said="亿邦动力网",
            href=href("sources/ebrun.html"),
        ),
        RoleView(
            role_word="转载",
            name="黑羊网",
            platform="网易号",
            account="",
            said="黑羊网（网易号）",
            href="",
        ),
    ),
    byline="",
    permission="没有本刊的转载权",
    mode="摘要",
    line="经授权转自 亿邦动力网",
)


@pytest.fixture
def doc(publisher):
    def make(*rows, headings=HEADINGS):
        return LedgerDoc(year="2017", headings=headings, rows=rows, publisher=publisher)

    return make


def cells(data):
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def row(**facts):
    return LedgerRow(**{name: facts.get(name, getattr(ROW, name)) for name in ROW.__struct_fields__})


def test_a_spreadsheet_opens_the_ledger_in_chinese(doc):
    data = ledger.csv(doc(ROW))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    headings, cell = cells(data)
    assert headings == list(HEADINGS)
    assert cell[3:5] == ["马云会见候任总统特朗普", "原载：亿邦动力网；转载：黑羊网（网易号）"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n", "＝"])
def test_no_cell_of_the_ledger_is_a_formula(doc, start):
    (_, cell) = cells(ledger.csv(doc(row(title=f"{start}cmd|' /C calc'!A0"))))
    assert cell[3].startswith(f"'{start}")


def test_quotes_commas_and_line_breaks_stay_in_their_cell(doc):
    (_, cell) = cells(ledger.csv(doc(row(line='他说"好"，\n,再见'))))
    assert cell[-1] == '他说"好"，\n,再见'


def test_headings_that_do_not_fit_the_columns_are_refused(doc):
    with pytest.raises(ValueError, match="9 columns"):
        ledger.csv(doc(ROW, headings=("标题",)))


def test_the_ledger_as_json_keeps_the_chain_apart(doc):
    document = json.loads(ledger.json(doc(ROW)))
    (item,) = document["items"]
    assert item["chain"] == [
        {"role": "原载", "source": "亿邦动力网", "page": "https://wenzhai.example/sources/ebrun.html"},
        {"role": "转载", "source": "黑羊网", "platform": "网易号"},
    ]
    assert "byline" not in item


def test_opml_lists_sources_that_have_feeds():
    sources = (
        Source(id="a", name="甲 & 乙", feed="https://a.example/feed", url="https://a.example/", lang="zh"),
        Source(id="b", name="丙"),
    )
    data = opml.write(OpmlDoc(title="来处的来源", stamp="2026-11-23T00:00:00+08:00", sources=sources))
    top = etree.fromstring(data)
    (outline,) = top.iter("outline")
    assert dict(outline.attrib) == {
        "type": "rss",
        "text": "甲 & 乙",
        "title": "甲 & 乙",
        "xmlUrl": "https://a.example/feed",
        "htmlUrl": "https://a.example/",
        "language": "zh",
    }
    assert top.findtext("head/dateModified") == "Mon, 23 Nov 2026 00:00:00 +0800"


def test_a_sitemap_gives_a_day_only_where_one_is_known():
    base = "https://wenzhai.example/"
    data = sitemap.write(SitemapDoc(base=base, urls=(("index.html", "2026-11-23"), ("tags/跨境.html", ""))))
    first, second = etree.fromstring(data)
    assert [child.text for child in first] == ["https://wenzhai.example/index.html", "2026-11-23"]
    assert [child.text for child in second] == ["https://wenzhai.example/tags/%E8%B7%A8%E5%A2%83.html"]
    index = etree.fromstring(sitemap.index(SitemapIndexDoc(base=base, parts=("sitemap/2026.xml",))))
    assert index[0][0].text == "https://wenzhai.example/sitemap/2026.xml"


def test_robots_lets_everyone_in_and_names_the_sitemap():
    assert hosting.robots(RobotsDoc(sitemap="https://wenzhai.example/sitemap.xml")).decode() == (
        "User-agent: *\nDisallow:\n\nSitemap: https://wenzhai.example/sitemap.xml\n"
    )


def test_headers_say_the_media_type_of_a_feed():
    text = hosting.headers(HeadersDoc(types=(("/*.atom", "application/atom+xml; charset=utf-8"),))).decode()
    assert "/*\n  X-Content-Type-Options: nosniff\n" in text
    assert "/*.atom\n  Content-Type: application/atom+xml; charset=utf-8\n" in text


def test_an_old_address_cannot_be_a_pattern_or_break_the_line():
    text = hosting.redirects(RedirectsDoc(moves=(("2024/旧 名*.html", "articles/ma.html"),))).decode()
    assert text == "/2024/%E6%97%A7%20%E5%90%8D%2A.html /articles/ma.html 301\n"


@pytest.mark.parametrize(
    ("id", "url", "name"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC BY-NC-SA 4.0"),
        ("CC-BY-3.0-CN", "https://creativecommons.org/licenses/by/3.0/cn/", "CC BY 3.0 CN"),
        ("CC-BY-NC-ND-1.0", "https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC BY-NC-ND 1.0"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("MIT", "https://spdx.org/licenses/MIT.html", "MIT License"),
        ("CC-BY-9.0", "", "CC-BY-9.0"),
        ("Own-Terms", "", "Own-Terms"),
    ],
)
def test_a_licence_has_its_address_and_name(id, url, name):  # noqa: A002 - the trade's word
    assert (licences.url(id), licences.name(id)) == (url, name)


def test_a_licence_says_what_it_asks():
    assert licences.terms("CC-BY-NC-ND-4.0") == licences.Terms(by=True, nc=True, nd=True)
    assert licences.terms("CC-BY-SA-4.0") == licences.Terms(by=True, sa=True)
    assert licences.terms("CC0-1.0").public_domain
    assert not licences.terms("Own-Terms").known


def test_a_tag_uri_is_ascii():
    assert tags.uri("example.org,2026", "article", "ma") == "tag:example.org,2026:article/ma"
    assert tags.uri("文摘.example,2026", "article", "马云") == (
        "tag:xn--k4u4z.example,2026:article/%E9%A9%AC%E4%BA%91"
    )
