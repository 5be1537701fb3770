"""The article this began with: its credit in every format, its text in none without a right.

The front matter is the one of the product's own example; the body is invented here.
"""

import html
import json
import re
from urllib.parse import unquote, urlsplit

import feedparser
import pytest

MATTER = """\
id: ma-trump-ewtp
headline: 马云会见候任总统特朗普：中小企业与 eWTP
published: unknown
collected: 2017-01-11
chain:
  - 亿邦动力网                                   # first hop: role original; a bare name is enough
  - {source: 黑羊网, permission: claimed}        # later hops: role repost; its platform 网易号 comes from the registry
credit_line: 会议资讯精选平台网易号 黑羊网 经授权转自 亿邦动力网
summary: 马云与候任总统特朗普在纽约会面，谈小企业经由平台把产品卖到中国和亚洲。
citations:
  - {source: CNBC, upstream: 消息人士}
  - {work: G20 杭州峰会公报第30条, lang: en}
edits: [{op: collapse-duplicate-paragraph, removed: 2}]
topics: [ewtp]
tags: [跨境电商, 中小企业]
timeline:
  - {when: 2016-03-23, what: 博鳌亚洲论坛上提出 eWTP 概念}
  - {when: 2016-09, what: eWTP 写入 G20 公报第30条}
  - {when: 2017-01-10, part_of_day: 凌晨, tz: Asia/Shanghai, local_tz: America/New_York, what: 两人在纽约会面}
  - {when: 2017/.., what: 未来五年创造一百万个就业岗位的计划, says: CNBC, status: forecast}
"""  # noqa: E501 - word for word as it is documented
SENTENCE = "黑羊网（网易号）称经授权，转自亿邦动力网。"
LINE = "会议资讯精选平台网易号 黑羊网 经授权转自 亿邦动力网"
HEADLINE = "马云会见候任总统特朗普：中小企业与 eWTP"
SUMMARY = "马云与候任总统特朗普在纽约会面，谈小企业经由平台把产品卖到中国和亚洲。"

SECRETS = {
    "a heading": "灯塔看守人的第七本潮汐笔记",
    "the first sentence": "清晨四点码头上的绞盘忽然自己转了起来没有人承认碰过它",
    "words around an emphasis": "值班的老周说那声音像一头牛在铁皮屋里叹气",
    "a table's head": "缆绳编号与当夜受力的记录",
    "a table's cell": "第十九号缆绳在三点五十分松脱",
    "a footnote": "笔记原件缺了后面四页无从核对",
    "an image's words": "雾里的绞盘与一只没系牢的木船",
    "a link's title": "潮汐站发布的逐时水位原始表格",
    "a link's words": "水位表里有一行数字被人涂改过",
    "a quotation": "我们只记下看见的事不替海说话",
    "a list's point": "先查绞盘再查缆绳最后才问人名",
    "code": "winch_status = spinning_without_cause",
    "the last sentence": "天亮以后所有人都说自己什么也没听见只有猫还盯着海面",
}
BODY = """\
## {a heading}

{the first sentence}。

值班的老周说**那声音**像一头牛在铁皮屋里叹气。[^1]

| {a table's head} | 备注 |
|---|---|
| {a table's cell} | 无 |

![{an image's words}](/winch.png "{an image's words}")

[{a link's words}](https://tide.example/table "{a link's title}")

> {a quotation}

- {a list's point}

`{code}`

{the last sentence}。

[^1]: {a footnote}。
"""
for _place, _words in SECRETS.items():
    BODY = BODY.replace(f"{{{_place}}}", _words)

SITE = """\
--- file: content/site.yaml
title: 试刊
url: https://digest.example/
contact: desk@digest.example
as_of: 2026-12-31
--- file: content/sources.yaml
ebrun: {name: 亿邦动力网}
heiyang: {name: 黑羊网, kind: account, platform: 网易号}
netease: {name: 网易号, kind: platform}
cnbc: {name: CNBC, lang: en}
--- file: content/rights.yaml
invented: {grantor: 亿邦动力网, basis: authorised, modes: [full], evidence: letter-77.eml}
summary-only: {grantor: 亿邦动力网, basis: authorised, modes: [summary, link]}
expired: {grantor: 亿邦动力网, basis: authorised, until: 2026-12-30}
to-come: {grantor: 亿邦动力网, basis: authorised, from: 2027-01-01}
commercial: {grantor: 亿邦动力网, basis: licence, licence: CC-BY-NC-4.0}
--- file: content/static/winch.png
(a picture)
--- file: content/topics/ewtp.md
---
title: eWTP
summary: 概念写入公报之后。
---
"""
ISSUE = """\
--- file: content/issues/2017-01-12.md
---
number: 1
---
## 要闻

::: item ma-trump-ewtp
NOTE
:::
"""


def with_article(matter, body=BODY, note=""):
    issue = ISSUE.replace("NOTE", note)
    return f"{SITE}{issue}--- file: content/articles/2017/seed.md\n---\n{MATTER}{matter}\n---\n{body}"


@pytest.fixture
def permitted(site):
    return site(with_article("rights: invented")).build()


def credit_in(words):
    """Where the parts of the credit stand; each must be there."""
    parts = [SENTENCE, "原载：亿邦动力网（原文链接未知）", "转载：黑羊网 · 网易号（页面称经授权）", LINE]
    return [words.index(part) for part in parts]


def test_the_page_says_the_chain_under_the_title_and_before_the_text(permitted):
    page = permitted.page("articles/ma-trump-ewtp.html")
    assert page.title.startswith(HEADLINE)
    assert page.said("h1") == [HEADLINE]
    assert page.said("a[@rel='author']") == ["亿邦动力网"]
    content = page.said("div[@class='e-content']")[0]
    places = credit_in(content)
    assert places == sorted(places)
    assert places[0] == content.index(SENTENCE) == 0
    assert content.index("改动：合并重复段落 2 处") < content.index(SECRETS["the first sentence"])
    assert page.said("blockquote[@class='credit']") == [LINE]


def test_the_page_says_what_is_not_known_and_whom_the_text_quotes(permitted):
    words = permitted.page("articles/ma-trump-ewtp.html").words
    assert "日期未知" in words
    assert "CNBC 转引自消息人士" in words
    assert "G20 杭州峰会公报第30条" in words
    assert "2017年1月10日凌晨 （纽约当地2017年1月9日）" in words
    assert "未来五年创造一百万个就业岗位的计划" in words
    assert "预测" in words


@pytest.mark.parametrize("path", ["feed.atom", "feed.rss", "topics/ewtp.atom", "sources/heiyang.atom"])
def test_a_feed_opens_with_the_chain_and_names_the_author(permitted, path):
    (entry,) = feedparser.parse(permitted.text(path)).entries
    assert entry.title == HEADLINE
    assert entry.author == "亿邦动力网"
    words = re.sub("<[^>]+>", "", entry.content[0].value)
    assert credit_in(words)[0] < 3
    assert words.index(LINE) < words.index(SECRETS["the first sentence"])


def test_atom_names_the_contributor_with_its_platform(permitted):
    (entry,) = feedparser.parse(permitted.text("feed.atom")).entries
    assert [c.name for c in entry.contributors] == ["黑羊网（网易号）"]
    assert entry.rights == "经亿邦动力网授权"
    assert "source" not in entry


def test_the_json_feed_carries_the_chain_as_words_and_as_data(permitted):
    (item,) = permitted.json("feed.json")["items"]
    assert item["authors"] == [{"name": "亿邦动力网"}]
    assert item["_credit"]["sentence"] == SENTENCE
    assert item["_credit"]["line"] == LINE
    assert item["_credit"]["hops"] == [
        {"role": "original", "name": "亿邦动力网"},
        {"role": "repost", "name": "黑羊网", "platform": "网易号", "permission": "claimed"},
    ]
    assert credit_in(re.sub("<[^>]+>", "", item["content_html"]))[0] < 3
    assert "external_url" not in item


def test_json_ld_nests_the_hops(permitted):
    (data,) = permitted.page("articles/ma-trump-ewtp.html").linked_data
    assert data["author"]["name"] == "亿邦动力网"
    assert data["creditText"] == LINE
    repost = data["isBasedOn"]
    assert repost["publisher"]["name"] == "黑羊网"
    assert repost["provider"]["name"] == "网易号"
    assert repost["isBasedOn"]["publisher"]["@id"] == data["author"]["@id"]
    assert [c.get("name") or c["publisher"]["name"] for c in data["citation"]] == [
        "CNBC",
        "G20 杭州峰会公报第30条",
    ]
    assert not {"datePublished", "dateCreated", "canonical", "license"} & data.keys()


def test_ninjs_names_each_hop_with_its_role(permitted):
    item = permitted.json("articles/ma-trump-ewtp.ninjs.json")
    assert item["by"] == item["copyrightHolder"] == "亿邦动力网"
    assert item["copyrightNotice"] == LINE
    assert item["usageTerms"] == "经亿邦动力网授权"
    assert [(s["name"], s["role"]) for s in item["infoSources"]] == [
        ("亿邦动力网", "original"),
        ("黑羊网", "repost"),
        ("CNBC", "citation"),
    ]
    assert not {"contentCreated", "firstCreated", "people"} & item.keys()


def test_the_ledger_says_the_credit_line_word_for_word(permitted):
    assert LINE in permitted.page("credits/2017.html").words
    assert LINE in permitted.text("credits/2017.csv")
    assert LINE in json.dumps(permitted.json("credits/2017.json"), ensure_ascii=False)


def test_no_output_holds_an_address_that_nobody_stated(permitted):
    vocabularies = {
        "schema.org", "purl.org", "www.w3.org", "www.iptc.org", "jsonfeed.org", "www.sitemaps.org",
        "search.yahoo.com", "opml.org",
    }  # fmt: skip
    hosts = set()
    for data in permitted.files.values():
        text = html.unescape(data.decode())
        hosts |= {urlsplit(url).hostname for url in re.findall(r"https?://[^\s\"'<>）]+", text)}
    assert hosts - vocabularies == {"digest.example", "tide.example"}


def test_no_output_holds_a_day_that_nobody_stated(permitted):
    stated = {"2016-03-23", "2017-01-10", "2017-01-11", "2017-01-12", "2026-12-30"}
    computed = {
        "2017-01-09",  # the meeting's day in New York
        "2026-12-31",  # the build's, which a feed without entries must give
    }
    days = set()
    for path, data in permitted.files.items():
        if not path.startswith("assets/"):
            days |= set(re.findall(r"\d{4}-\d\d-\d\d", data.decode()))
    assert days <= stated | computed


def test_no_output_prints_the_programs_own_word_for_nothing(permitted):
    def values(node):
        if isinstance(node, dict | list):
            for child in node.values() if isinstance(node, dict) else node:
                yield from values(child)
        else:
            yield node

    for path, data in permitted.files.items():
        text = data.decode()
        if not path.startswith("assets/"):
            assert not re.search(r"\b(None|null|undefined|NaN)\b", text), path
        if path.endswith(".json"):
            assert not {None, "", "unknown", "未知"} & set(values(json.loads(text))), path


def test_evidence_of_a_permission_stays_at_home(permitted):
    for path in permitted.out.rglob("*"):
        assert path.is_dir() or b"letter-77" not in path.read_bytes()


def runs(text, length=12):
    """All runs of so many characters, spaces and line ends left aside."""
    text = re.sub(r"\s", "", text)
    return {text[start : start + length] for start in range(len(text) - length + 1)}


def leaks(out, stated=""):
    """What of the body stands in which output, in whatever escaping."""
    wanted = {place: runs(words) - runs(stated) for place, words in SECRETS.items()}
    found = set()
    for path in sorted(out.rglob("*")):
        if path.is_dir():
            continue
        text = path.read_bytes().replace(b"\r\n ", b"").decode(errors="replace")
        text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
        text = unquote(html.unescape(html.unescape(text)))
        forms = [re.sub(r"\s", "", form) for form in (text, re.sub("<[^>]*>", "", text))]
        for place, parts in wanted.items():
            if any(part in form for part in parts for form in forms):
                found.add((path.relative_to(out).as_posix(), place))
    return found


def test_with_the_permission_the_whole_text_is_there(permitted):
    found = leaks(permitted.out)
    page = "articles/ma-trump-ewtp"
    for path in (f"{page}.html", f"{page}.ninjs.json", "feed.atom", "feed.json"):
        missing = SECRETS.keys() - {place for where, place in found if where == path}
        assert missing == set(), path


EXCERPT = SECRETS["the last sentence"]
REFUSED = {
    "no right at all": ("", "", "summary"),
    "no right, the full text asked for": ("mode: full", "", "summary"),
    "no right, no summary": ("summary:", "", "link"),
    "facts only": ("rights: facts-only", "", "summary"),
    "a quotation with a note": (f"rights: quotation\nexcerpt: {EXCERPT}", "值得一引。", "excerpt"),
    "a quotation with a note in the right": (
        f"rights: {{basis: quotation, note: 引以说明}}\nexcerpt: {EXCERPT}\nmode: full",
        "",
        "excerpt",
    ),
    "a quotation without a note": (f"rights: quotation\nexcerpt: {EXCERPT}", "", "summary"),
    "an excerpt without a right": (f"excerpt: {EXCERPT}\nmode: excerpt", "值得一引。", "summary"),
    "a record that ended": ("rights: expired\nmode: full", "", "summary"),
    "a record that has not begun": ("rights: to-come", "", "summary"),
    "a record for less": ("rights: summary-only\nmode: full", "", "summary"),
    "a non-commercial licence on a commercial site": ("rights: CC-BY-NC-4.0", "", "summary"),
    "a record of a non-commercial licence": ("rights: commercial", "", "summary"),
    "a licence against derivatives, text edited": ("rights: CC-BY-ND-4.0", "", "summary"),
    "our own text, asked for as a summary": ("rights: own\nmode: summary", "", "summary"),
    "our own text, asked for as a link": ("rights: own\nmode: link", "", "link"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_without_a_right_not_twelve_characters_of_the_text_leave(site, case):
    matter, note, mode = REFUSED[case]
    kept = MATTER
    if matter.startswith("summary:"):
        kept, matter = re.sub("summary: .*\n", "", MATTER), ""
    built = site(with_article(matter, note=note).replace(MATTER, kept)).build()
    assert leaks(built.out, EXCERPT if mode == "excerpt" else "") == set()
    page = built.page("articles/ma-trump-ewtp.html")
    assert (SUMMARY in page.words) == (mode != "link" and kept == MATTER)
    assert (EXCERPT in page.words) == (mode == "excerpt")
    assert SENTENCE in page.words
    assert LINE in page.words
    assert page.meta("robots") == ["noindex, follow"] or "own" in matter


@pytest.mark.parametrize(
    "matter",
    [
        "rights: own\ndraft: true",
        "rights: own\nexpires: 2026-12-30",
        "rights: own\nwithdrawn: {date: 2026-12-01, reason: 应原作者要求}",
    ],
    ids=["a draft", "an expired text", "a withdrawn text"],
)
def test_our_own_text_stays_at_home_when_it_is_not_out(site, matter):
    built = site(with_article(matter)).build()
    assert leaks(built.out) == set()


def test_a_text_dated_tomorrow_stays_at_home(site):
    text = with_article("rights: own").replace("collected: 2017-01-11", "collected: 2027-01-01")
    assert leaks(site(text).build().out) == set()


@pytest.mark.parametrize(
    "matter",
    [
        "",
        "rights: expired",
        "rights: own\nwithdrawn: {date: 2026-12-01, reason: 应要求}",
        "rights: own\ndraft: true",
    ],
    ids=["the right is gone", "the record has ended", "it is withdrawn", "it is a draft again"],
)
def test_a_text_that_was_out_yesterday_is_gone_at_the_next_build(site, matter):
    place = site(with_article("rights: own"))
    assert leaks(place.build().out)
    place.write(with_article(matter))
    assert leaks(place.build().out) == set()


def test_a_right_of_anothers_is_none_of_ours(site):
    """The page's claim, its licence and its words on passing on change nothing."""
    for said in ("claimed", "licence", "none"):
        text = with_article("").replace("permission: claimed", f"permission: {said}, onward: with-credit")
        built = site(text, name=said).build()
        assert leaks(built.out) == set()
        assert SUMMARY in built.page("articles/ma-trump-ewtp.html").words
