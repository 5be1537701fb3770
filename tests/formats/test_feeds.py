"""Atom, RSS and JSON Feed say the same credit, each in its own words."""

import json

import feedparser
import msgspec
import pytest
from lxml import etree

from generator.edtf import parse
from generator.formats import atom, jsonfeed, rss
from generator.model.article import Dated
from generator.model.chain import Hop
from generator.model.source import Source

A = "{http://www.w3.org/2005/Atom}"
STONE = "{http://purl.org/atompub/tombstones/1.0}"
FED = Source(id="xinhua", name="新华社", url="https://news.example/", feed="https://news.example/feed.xml")


def read(data):
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def links(entry, rel):
    return [link.href for link in entry.links if link.rel == rel]


def withdrawn(article):
    return article(withdrawn=Dated(date=parse("2026-11-20"), text="应权利人要求"), summary=None)


@pytest.mark.parametrize("write", [atom.write, rss.write])
def test_both_xml_feeds_are_read_without_complaint(write, feed, content):
    parsed = read(write(feed(), content))
    assert parsed.feed.title == "来处"
    assert parsed.feed.link == "https://wenzhai.example/index.html"
    (entry,) = parsed.entries
    assert entry.title == "马云会见候任总统特朗普"
    assert entry.id == "tag:wenzhai.example,2026:article/ma"
    assert entry.link == "https://wenzhai.example/articles/ma.html"
    assert entry.author == "亿邦动力网"
    assert entry.content[0].value == "<p>黑羊网（网易号）称经授权</p>"
    assert [tag.term for tag in entry.tags] == ["跨境电商", "中小企业"]
    assert entry.published_parsed[:5] == (2017, 1, 10, 16, 0)


def test_rss_says_a_plain_summary_where_readers_expect_html(feed, content):
    given = feed(summary="甲 < 乙 & <b>丙</b>")
    item = etree.fromstring(rss.write(given, content)).find("channel/item")
    assert item.findtext("description") == "甲 &lt; 乙 &amp; &lt;b&gt;丙&lt;/b&gt;"


def test_atom_names_who_passed_the_article_on_as_contributor(feed, content):
    (entry,) = read(atom.write(feed(), content)).entries
    assert [c.name for c in entry.contributors] == ["黑羊网（网易号）"]
    assert entry.rights == "没有本刊的转载权"
    assert entry.authors == [{"name": "亿邦动力网", "href": "https://www.ebrun.com/"}]


def test_a_byline_comes_before_the_source_in_every_feed(feed, content, article, person):
    given = feed(article(byline=(person("张三", "reporter"), person("李四"), person("王五", "translator"))))
    (entry,) = read(atom.write(given, content)).entries
    assert [a.name for a in entry.authors] == ["张三", "李四"]
    assert [c.name for c in entry.contributors] == ["王五", "黑羊网（网易号）"]
    creators = etree.fromstring(rss.write(given, content)).iter("{http://purl.org/dc/elements/1.1/}creator")
    assert [c.text for c in creators] == ["张三", "李四"]
    item = json.loads(jsonfeed.write(given, content))["items"][0]
    assert item["authors"] == [{"name": "张三"}, {"name": "李四"}]


def test_an_address_of_the_original_appears_only_when_stated(feed, content, article):
    silent = feed()
    assert links(read(atom.write(silent, content)).entries[0], "via") == []
    assert b'rel="via"' not in rss.write(silent, content)
    assert b"external_url" not in jsonfeed.write(silent, content)
    stated = feed(
        article(hops=(Hop(role="original", source=FED, url="https://news.example/1"),)), credit=None
    )
    assert links(read(atom.write(stated, content)).entries[0], "via") == ["https://news.example/1"]
    assert links(read(rss.write(stated, content)).entries[0], "via") == ["https://news.example/1"]


def test_an_address_in_chinese_is_written_in_ascii(feed, content, article):
    hops = (Hop(role="original", source=FED, url="https://新闻.example/稿?a=1#段"),)
    (entry,) = read(atom.write(feed(article(hops=hops), credit=None), content)).entries
    assert links(entry, "via") == ["https://xn--efvy88h.example/%E7%A8%BF?a=1#%E6%AE%B5"]


def test_json_feed_links_the_original_outside(feed, content, article, credit):
    one = msgspec.structs.replace(credit, hops=credit.hops[:1])
    given = feed(article(hops=(Hop(role="original", source=FED, url="https://news.example/1"),)), credit=one)
    item = json.loads(jsonfeed.write(given, content))["items"][0]
    assert item["external_url"] == "https://news.example/1"
    assert item["url"] == "https://wenzhai.example/articles/ma.html"


def test_the_source_feed_is_named_last_and_only_where_there_is_one(feed, content, article):
    silent = etree.fromstring(rss.write(feed(), content)).find("channel/item")
    assert silent.find("source") is None
    assert silent.findtext("{http://purl.org/dc/elements/1.1/}source") == "亿邦动力网"
    assert etree.fromstring(atom.write(feed(), content)).find(f"{A}entry/{A}source") is None
    fed = feed(article(hops=(Hop(role="original", source=FED),)), credit=None)
    item = etree.fromstring(rss.write(fed, content)).find("channel/item")
    assert (item.find("source").get("url"), item.findtext("source")) == (FED.feed, "新华社")
    last = etree.fromstring(atom.write(fed, content)).find(f"{A}entry")[-1]
    assert last.tag == f"{A}source"
    assert [child.tag for child in last] == [f"{A}title", f"{A}link", f"{A}link"]


def test_the_licence_is_a_link_of_its_own(feed, content):
    given = feed(licence_url="https://creativecommons.org/licenses/by/4.0/")
    for write in (atom.write, rss.write):
        (entry,) = read(write(given, content)).entries
        assert links(entry, "license") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_a_withdrawn_entry_is_a_tombstone(feed, content, article):
    given = feed(withdrawn(article), deleted="2026-11-20T00:00:00+08:00", content=None, summary="")
    top = etree.fromstring(atom.write(given, content))
    stone = top.find(f"{STONE}deleted-entry")
    assert stone.get("ref") == "tag:wenzhai.example,2026:article/ma"
    assert stone.get("when") == "2026-11-20T00:00:00+08:00"
    assert stone.findtext(f"{STONE}comment") == "应权利人要求"
    assert top.find(f"{A}entry") is None
    assert read(rss.write(given, content)).entries == []
    document = json.loads(jsonfeed.write(given, content))
    assert document["items"] == []
    assert document["_deleted"]["items"] == [
        {"id": "tag:wenzhai.example,2026:article/ma", "date": "2026-11-20T00:00:00+08:00"}
    ]


def test_an_issue_is_written_by_its_editor_else_by_the_digest(feed, content, issue):
    def author(written):
        given = feed(issue=written)
        entry = msgspec.structs.replace(given.entries[0], article=None, credit=None)
        given = msgspec.structs.replace(given, entries=(entry,))
        json_author = json.loads(jsonfeed.write(given, content))["items"][0]["authors"][0]["name"]
        names = {read(write(given, content)).entries[0].author for write in (atom.write, rss.write)}
        (name,) = {json_author, *(n.split(" (")[0] for n in names)}
        return name

    assert author(issue(editor="值班编辑")) == "值班编辑"
    assert author(issue()) == "来处"


def test_json_feed_carries_the_credit_with_stated_keys_only(feed, content, credit):
    document = json.loads(jsonfeed.write(feed(), content))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == "https://wenzhai.example/feed.json"
    stated = document["items"][0]["_credit"]
    assert stated["sentence"] == credit.sentence
    assert stated["line"] == credit.line
    assert stated["hops"] == [
        {"role": "original", "name": "亿邦动力网"},
        {"role": "repost", "name": "黑羊网", "platform": "网易号", "permission": "claimed"},
    ]


def test_each_feed_gives_its_own_address(feed, content):
    assert links(read(atom.write(feed(), content)).feed, "self") == ["https://wenzhai.example/feed.atom"]
    assert links(read(rss.write(feed(), content)).feed, "self") == ["https://wenzhai.example/feed.rss"]


def test_an_advertisement_is_labelled_in_every_feed(feed, content, article):
    given = feed(article(genre="advertisement"))
    for write in (atom.write, rss.write):
        assert read(write(given, content)).entries[0].tags[0].term == "advertisement"
    assert json.loads(jsonfeed.write(given, content))["items"][0]["_credit"]["genre"] == "advertisement"


def test_a_text_in_another_language_says_so(feed, content, article):
    given = feed(article(lang="en", mode="full"))
    entry = etree.fromstring(atom.write(given, content)).find(f"{A}entry")
    tag = "{http://www.w3.org/XML/1998/namespace}lang"
    assert entry.find(f"{A}content").get(tag) == "en"
    assert entry.find(f"{A}title").get(tag) is None  # the headline is ours
    theirs = feed(article(headline=None, title="Original", lang="en"))
    entry = etree.fromstring(atom.write(theirs, content)).find(f"{A}entry")
    assert entry.find(f"{A}title").get(tag) == "en"
    assert json.loads(jsonfeed.write(given, content))["items"][0]["language"] == "en"


@pytest.mark.parametrize("write", [atom.write, rss.write])
def test_hostile_text_is_only_text_in_xml(write, feed, article, hostile):
    given = feed(article(tags=(hostile,)), title=hostile, summary=hostile, rights=hostile)
    data = write(given, lambda _: hostile)
    assert b"<script" not in data
    for codepoint in ("\ufffe", "\u202e"):
        assert codepoint not in data.decode()
    texts = [element.text or "" for element in etree.fromstring(data).iter()]
    assert texts.count("</script><script>alert(1)</script> ]]> &amp; {{ x }}") >= 3


def test_feeds_are_the_same_bytes_each_time_and_print_nothing_unknown(feed, content):
    for write in (atom.write, rss.write, jsonfeed.write):
        data = write(feed(), content)
        assert data == write(feed(), content)
        assert data.endswith(b"\n")
        for word in ("None", "null", "未知", "unknown"):
            assert word not in data.decode()
