"""The archetype of an article, as the formats get it: two hops, one claim, nothing known of the original."""

import msgspec
import pytest

from generator.edtf import UNKNOWN, parse
from generator.model.article import Article, Person
from generator.model.chain import Citation, Hop
from generator.model.feed import Feed, FeedEntry
from generator.model.issue import Issue
from generator.model.kinds import Noun
from generator.model.rights import Right
from generator.model.source import Source
from generator.model.timeline import Event
from generator.model.view import Credit, HopView, Piece, Publisher

EBRUN = Source(id="ebrun", name="亿邦动力网", url="https://www.ebrun.com/")
HEIYANG = Source(id="heiyangwang", name="黑羊网", kind="account", platform="网易号")
CNBC = Source(id="cnbc", name="CNBC", lang="en")


class Words(Noun, frozen=True, kw_only=True):
    html: str


def _view(role, name, text, platform=""):
    return HopView(
        role=role, role_word="", name=name, href="", text=text, platform=platform, account="", date=None,
        permission="", licence="", licence_url="", onward="", url="", unknown="",
        archived="",
    )  # fmt: skip


CREDIT = Credit(
    sentence="黑羊网（网易号）称经授权，转自亿邦动力网。",
    hops=(
        _view("original", "亿邦动力网", "原载：亿邦动力网"),
        _view("repost", "黑羊网", "转载：黑羊网 · 网易号（页面称经授权）", "网易号"),
    ),
    ours="本刊收录 2017-01-11",
    line="会议资讯精选平台网易号 黑羊网 经授权转自 亿邦动力网",
)

ARTICLE = Article(
    path="content/articles/ma.md",
    id="ma",
    title=None,
    headline="马云会见候任总统特朗普",
    lang="zh-Hans",
    genre="news",
    day="2017-01-11",
    published=UNKNOWN,
    collected=parse("2017-01-11"),
    updated=parse("2017-01-11"),
    hops=(
        Hop(role="original", source=EBRUN),
        Hop(role="repost", source=HEIYANG, permission="claimed"),
    ),
    credit_line=CREDIT.line,
    byline=(),
    editor=None,
    mode="summary",
    degraded="",
    right=Right(),
    indexed=False,
    summary="两人在纽约会面。",
    excerpt=None,
    note=None,
    body=None,
    counted=0,
    hrefs=(),
    images=(),
    events=(),
    citations=(
        Citation(source=CNBC, upstream=Source(name="消息人士")),
        Citation(work="G20 杭州峰会公报第30条", lang="en"),
    ),
    edits=(),
    corrections=(),
    withdrawn=None,
    refused=False,
    topics=("ewtp",),
    tags=("跨境电商", "中小企业"),
    aliases=(),
)

PUBLISHER = Publisher(
    name="来处",
    url="https://wenzhai.example/",
    lang="zh-Hans",
    licence_url="",
    zone="Asia/Shanghai",
    link_target="original",
    authority="wenzhai.example,2026",
)

ENTRY = FeedEntry(
    id="tag:wenzhai.example,2026:article/ma",
    title=ARTICLE.name,
    path="articles/ma.html",
    published="2017-01-11T00:00:00+08:00",
    updated="2017-01-12T00:00:00+08:00",
    article=ARTICLE,
    credit=CREDIT,
    rights="没有本刊的转载权",
    summary="两人在纽约会面。",
    content=Piece(template="pieces/entry.html", context=Words(html="<p>黑羊网（网易号）称经授权</p>")),
)

EVENT = Event(
    when=parse("2017-01-10"),
    what="两人在纽约会面",
    says=EBRUN,
    status="reported",
    event=None,
    key=False,
    part_of_day=None,
    tz="Asia/Shanghai",
    local_tz=None,
    at=None,
    article="ma",
    order=(0,),
)

ISSUE = Issue(
    path="content/issues/1.md",
    id="1",
    series="daily",
    number=1,
    title=None,
    date=parse("2026-11-23"),
    day="2026-11-23",
    lede=None,
    editor=None,
    thanks=(),
    corrections=(),
    entries=(),
    draft=False,
    hrefs=(),
    aliases=(),
)

HOSTILE = "</script><script>alert(1)</script> ]]> &amp; \ufffe\u202e{{ x }}"


@pytest.fixture
def article():
    """Give the archetype with some of its facts changed."""
    return lambda **facts: msgspec.structs.replace(ARTICLE, **facts)


@pytest.fixture
def person():
    return lambda name, role="author", url=None: Person(name=name, role=role, url=url)


@pytest.fixture
def credit():
    return CREDIT


@pytest.fixture
def publisher():
    return PUBLISHER


@pytest.fixture
def feed():
    """Give a feed of one entry, the entry and its article changed as told."""

    def make(article=None, **facts):
        entry = msgspec.structs.replace(ENTRY, article=article or ARTICLE, **facts)
        return Feed(
            id="tag:wenzhai.example,2026:feed/site",
            title="来处",
            subtitle="看一条消息从哪里来",
            path="feed.atom",
            home="index.html",
            updated="2017-01-12T00:00:00+08:00",
            publisher=PUBLISHER,
            entries=(entry,),
        )

    return make


@pytest.fixture
def content():
    return lambda piece: piece.context.html


@pytest.fixture
def issue():
    return lambda **facts: msgspec.structs.replace(ISSUE, **facts)


@pytest.fixture
def event():
    def make(when="2017-01-10", **facts):
        return msgspec.structs.replace(EVENT, when=parse(when), **facts)

    return make


@pytest.fixture
def hostile():
    return HOSTILE
