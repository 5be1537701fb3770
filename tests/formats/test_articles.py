"""JSON-LD and ninjs: what search engines and agencies read of one article."""

import json
import re

import msgspec
import pytest

from generator.edtf import parse
from generator.formats import jsonld, ninjs
from generator.model.chain import Hop
from generator.model.feed import NinjsDoc
from generator.model.rights import Right
from generator.model.source import Source

PAGE = "articles/ma.html"
EBRUN = "https://wenzhai.example/sources/ebrun.html#org"


@pytest.fixture
def node(credit, publisher):
    return lambda article: json.loads(jsonld.article(article, credit, publisher, PAGE))


@pytest.fixture
def item(credit, publisher):
    def make(article, body=""):
        doc = NinjsDoc(
            publisher=publisher, article=article, credit=credit, id="tag:wenzhai.example,2026:article/ma",
            path=PAGE, updated="2017-01-11T00:00:00+08:00", rights="没有本刊的转载权",
        )  # fmt: skip
        return json.loads(ninjs.write(doc, body))

    return make


def test_one_top_node_holds_the_chain_nested_latest_outside(node, article):
    top = node(article())
    assert top["@type"] == "NewsArticle"
    assert "@graph" not in top
    later = top["isBasedOn"]
    assert later["publisher"]["name"] == "黑羊网"
    assert later["provider"] == {"@type": "Organization", "name": "网易号"}
    assert later["isBasedOn"]["publisher"] == {"@id": EBRUN}
    assert "isBasedOn" not in later["isBasedOn"]


def test_a_source_is_described_once_and_then_referred_to(node, article):
    top = node(article())
    assert top["author"] == {
        "@type": "NewsMediaOrganization", "@id": EBRUN, "name": "亿邦动力网", "url": "https://www.ebrun.com/",
    }  # fmt: skip
    assert top["copyrightHolder"] == {"@id": EBRUN}
    assert top["publisher"]["name"] == "来处"
    assert top["sdPublisher"] == {"@id": top["publisher"]["@id"]}


def test_the_credit_text_is_the_verbatim_line_else_our_sentence(node, article, credit, publisher):
    assert node(article())["creditText"] == credit.line
    silent = msgspec.structs.replace(credit, line="")
    assert json.loads(jsonld.article(article(), silent, publisher, PAGE))["creditText"] == credit.sentence


def test_an_unnamed_upstream_stays_words(node, article):
    first, second = node(article())["citation"]
    assert first["publisher"]["name"] == "CNBC"
    assert first["citation"] == "消息人士"
    assert second == {"@type": "CreativeWork", "name": "G20 杭州峰会公报第30条", "inLanguage": "en"}


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2016", "2016"),
        ("2016-09", "2016-09"),
        ("2016-09-04", "2016-09-04"),
        ("2016-09-04 10:32", "2016-09-04T10:32+08:00"),
        ("2016-09~", None),
        ("2016-09-XX", None),
        ("201X", None),
        ("2016-21", None),
        ("2016/2017", None),
        ("unknown", None),
    ],
)
def test_a_date_is_given_only_as_far_as_iso_8601_can_say_it(node, article, when, said):
    assert node(article(published=parse(when))).get("datePublished") == said


def test_people_of_the_byline_come_by_their_part(node, article, person):
    top = node(article(byline=(person("张三", url="https://z.example/"), person("王五", "translator"))))
    assert top["author"] == {"@type": "Person", "name": "张三", "url": "https://z.example/"}
    assert top["translator"] == [{"@type": "Person", "name": "王五"}]
    assert top["copyrightHolder"]["name"] == "亿邦动力网"


def test_a_licence_is_named_only_where_text_is_published_under_it(node, article):
    right = Right(basis="licence", licence="CC-BY-4.0")
    assert "license" not in node(article(right=right))
    assert (
        node(article(right=right, mode="full"))["license"] == "https://creativecommons.org/licenses/by/4.0/"
    )


def test_our_own_text_is_under_our_own_licence(article, credit, publisher):
    licensed = msgspec.structs.replace(publisher, licence_url="https://creativecommons.org/licenses/by/4.0/")
    ours = article(right=Right(basis="own"), mode="full")
    assert json.loads(jsonld.article(ours, credit, licensed, PAGE))["license"] == licensed.licence_url
    theirs = article(right=Right(basis="press-release"), mode="full")
    assert "license" not in json.loads(jsonld.article(theirs, credit, licensed, PAGE))
    assert "license" not in json.loads(jsonld.home(licensed))


def test_a_free_work_has_no_holder_and_a_stated_one_wins(node, article, item):
    free = article(right=Right(basis="public-domain"))
    assert "copyrightHolder" not in node(free)
    assert "copyrightHolder" not in item(free)
    held = article(right=Right(holder="某作者"))
    assert node(held)["copyrightHolder"] == {"name": "某作者"}
    assert item(held)["copyrightHolder"] == "某作者"


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("opinion", "OpinionNewsArticle"),
        ("advertisement", "AdvertiserContentArticle"),
        ("press-release", "Article"),
    ],
)
def test_a_genre_has_its_own_type(node, article, genre, kind):
    top = node(article(genre=genre))
    assert (top["@type"], top["genre"]) == (kind, genre)


def test_our_own_first_publication_rests_on_nothing(node, article):
    ours = article(right=Right(basis="own"), hops=(Hop(role="original", source=Source(name="来处")),))
    assert "isBasedOn" not in node(ours)


def test_a_link_only_article_gives_no_summary(node, article, item):
    bare = article(mode="link")
    assert "description" not in node(bare)
    assert "descriptions" not in item(bare)


def test_a_script_cannot_be_ended_from_inside(article, credit, publisher, hostile):
    text = jsonld.article(article(headline=hostile + "\u2028", tags=(hostile,)), credit, publisher, PAGE)
    assert not re.search("[<>&\u2028\u2029\u202e\ufffe]", text)
    assert json.loads(text)["headline"] == "</script><script>alert(1)</script> ]]> &amp; {{ x }}\u2028"


def test_home_issue_and_topic_describe_themselves(publisher, issue):
    assert json.loads(jsonld.home(publisher))["@type"] == "WebSite"
    node = json.loads(jsonld.issue(issue(), (("会见", "articles/马云.html"),), publisher, "issues/1.html"))
    assert node["hasPart"] == [
        {
            "@type": "Article",
            "name": "会见",
            "url": "https://wenzhai.example/articles/%E9%A9%AC%E4%BA%91.html",
        }
    ]
    assert node["datePublished"] == "2026-11-23"
    assert node["issueNumber"] == 1
    topic = json.loads(jsonld.topic("eWTP", "", publisher, "topics/ewtp.html"))
    assert topic["name"] == "eWTP"
    assert "description" not in topic


def test_ninjs_names_the_chain_and_whom_the_text_quotes(item, article):
    sources = item(article())["infoSources"]
    assert [(s["role"], s["name"]) for s in sources] == [
        ("original", "亿邦动力网"),
        ("repost", "黑羊网"),
        ("citation", "CNBC"),
    ]
    assert sources[0]["uri"] == EBRUN


def test_ninjs_holds_a_body_only_of_an_article_published_in_full(item, article):
    assert "bodies" not in item(article(), "<p>正文</p>")
    full = item(article(mode="full"), "<p>正文</p>")
    assert full["bodies"] == [{"role": "main", "contentType": "text/html", "value": "<p>正文</p>"}]
    assert full["representationType"] == "full"


def test_ninjs_never_makes_a_day_into_an_instant(item, article):
    assert "contentCreated" not in item(article(published=parse("2017-01-10")))
    timed = item(article(published=parse("2017-01-10 10:32")))
    assert timed["contentCreated"] == "2017-01-10T10:32:00+08:00"


def test_ninjs_gives_both_headlines_where_ours_stands_above_theirs(item, article):
    assert item(article(title="Original"))["headlines"] == [
        {"value": "马云会见候任总统特朗普"},
        {"role": "original", "value": "Original"},
    ]


def test_articles_print_nothing_unknown(item, node, article):
    for value in (item(article()), node(article())):
        text = json.dumps(value, ensure_ascii=False)
        for word in ("None", "null", "未知", "unknown"):
            assert word not in text
