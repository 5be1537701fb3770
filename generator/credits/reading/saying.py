"""Outlets that say something in a Chinese text: 《某报》报道称, 某台9日报道, 据某社电, 对某社表示."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from generator.credits.reading.found import Found
from generator.credits.reading.known import known_at
from generator.credits.reading.named import HAN, Named, hop_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.upstream import Upstream, upstream
from generator.credits.reading.values import Hop
from generator.credits.reading.view import View
from generator.credits.reading.words import either, places, words

_DATE = re.compile(
    r"\s?(?:网站|杂志)?(?:的)?(?P<date>(?:当地时间|北京时间)?\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
    r"|[本上]?(?:周|星期)[一二三四五六日天](?:\(\d{1,2}日\))?|[昨今前][天日晚]|日前|近日)"
)
LEAD = re.compile(
    r"\s*(?:据|但|而|此前|日前|近日|早前|另据|不过|其中|同时|随后|随即|对此|今天|昨日|今日|昨天|连|就连"
    r"|周[一二三四五六日]|\d{1,2}日|[(“\"])?\s*"
)
_CLAUSE = re.compile(r"^|[,。;!?\n]\s?|(?<=[电讯道])\s|[”」\]】〕]\s?|\)\s")
_BOTH = re.compile(r"\s?(?:和|与|及|以及|、)\s?")
_TITLED = frozenset(["说", "感叹", "表示", "认为", "指出"])
_OF_ITSELF = frozenset(
    ["电", "讯", "消息", "独家", "发表", "快讯", "统计", "评论", "的报道", "的文章", "头版"]
)
_SAYS_BEHIND = ',:。称说指(显示援引"“'
_TOLD = re.compile(r"(?:对|向|告诉|接受)\s?")
_TOLD_BEHIND = re.compile(
    r"(?:等媒体)?(?:网站|杂志|电视台)?(?:的)?(?:记者)?(?:电话|独家|书面)?"
    r"(?:专访|采访|表示|说|透露|证实|确认|称|指出|回应|介绍|坦言)"
)
_WIRED = re.compile("据(?=[a-z\u3400-\u9fff])")
_STATION = re.compile(
    rf"(?P<name>(?:(?![的了是在和与])[{HAN}]){{1,10}}?(?:电视台|通讯社|新闻社|广播公司|邮报|商报|导报|先驱报|论坛报|纪事报|日报|晚报|时报|早报|晨报|周刊|卫视|新闻网))"
    r"(?=(?:网站)?(?:[^,。;“]{0,8}日)?(?:报[导道]|刊文|援引|披露|爆料|称|消息|发文))"
)

_HOUSE = re.compile(
    rf"(?:(?![的了是在和与])[{HAN}]){{1,8}}?(?:社|日报|晚报|时报|邮报|电视台|新闻网)(?=(?:均|都|也)?(?:报[道导]|称|援引))"
)
_NAME_WINDOW, _TOLD_WINDOW = 60, 40


def cited_hop(view: View, one: Named, start: int, end: int) -> Hop:
    """Make the hop of a quoted source, with the date that stands behind its name."""
    hop = hop_of(one, "cited")
    date = None if hop.date else _DATE.match(view.key, start, end)
    return msgspec.structs.replace(hop, date=view.shown[slice(*date.span("date"))].strip()) if date else hop


def with_upstream(start: int, end: int, hop: Hop, named: Named, more: Upstream, sure: float) -> Found:
    """Make what was found of a quoted source and of whom it quotes."""
    hop = msgspec.structs.replace(hop, upstream=more.text)
    return Found(start=start, end=max(end, more.end), hops=(hop,), spans=named.spans + more.spans, sure=sure)


@cache
def _says() -> re.Pattern[str]:
    verbs = either(words("cited", "says", languages=("zh",)))
    return re.compile(
        r"(?:\s?(?:网站|app|客户端|杂志|记者|中文网|电视台|报社|旗下[^,。]{1,8}|专栏|周刊"
        r"|\([a-z0-9 ]{2,20}\))?"
        r"(?:(?:在|当地时间|北京时间|于)?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
        r"|[本上]?周[一二三四五六日天](?:\(\d{1,2}日\))?"
        r"|[昨今前][天日晚]|(?:近日|日前|此前|早前)(?:均|都|也)?|均|随后|最新"
        r"|[在的]?(?:一篇|一份|最新一期|最近)?[^,。;]{0,10}?(?:报道|文章|评论|社论|报导)(?:中|里)?)?"
        rf"\s?(?:独家|最新|又|也|还|则|曾|率先|最早|首先|综合|发文|撰文)?)\s?(?P<verb>{verbs})"
    )


def saying(view: View, names: Names) -> Iterator[Found]:
    """Read 《纽约时报》报道称, 路透社9日报道, 彭博社称: a known outlet and what it says."""
    key = view.key
    for clause in places(_CLAUSE, key):
        lead = LEAD.match(key, clause.end())
        start = lead.end() if lead else clause.end()
        end = min(len(key), start + _NAME_WINDOW)
        one = known_at(view, start, end, names)
        match = _says().match(key, one.end, end) if one else None
        joint = _BOTH.match(key, one.end) if one else None
        other = (known_at(view, joint.end(), end, names) or _house(view, joint.end(), end)) if joint else None
        both = _says().match(key, other.end, end) if other else None
        if one and other and both:
            hops = (hop_of(one, "cited"), hop_of(other, "cited"))
            yield Found(start=start, end=both.end(), hops=hops, spans=one.spans + other.spans, sure=0.85)
        elif one and match and _is_said(key, one, match):
            hop = cited_hop(view, one, one.end, match.start("verb"))
            yield with_upstream(start, match.end(), hop, one, upstream(view, match, names), 0.85)


def _house(view: View, start: int, end: int) -> Named | None:
    """Give an agency or a paper that only its name shows, beside one that is known."""
    match = _HOUSE.match(view.key, start, end)
    if not match:
        return None
    spans = view.spans(*match.span(), "source")
    return Named(source=view.shown[slice(*match.span())], start=match.start(), end=match.end(), spans=spans)


def _is_said(key: str, one: Named, match: re.Match[str]) -> bool:
    verb = match["verb"]
    if verb in _OF_ITSELF and key[match.end() : match.end() + 1].strip(_SAYS_BEHIND):
        return False
    return verb not in _TITLED or one.known or one.quoted


def told(view: View, names: Names) -> Iterator[Found]:
    """Read 对路透社表示, 告诉《纽约时报》, 接受央视采访时说."""
    key = view.key
    for match in places(_TOLD, key):
        one = known_at(view, match.end(), min(len(key), match.end() + _TOLD_WINDOW), names)
        rest = _TOLD_BEHIND.match(key, one.end) if one else None
        told = match[0].startswith("告诉") and one and key[one.end : one.end + 1] != "的"
        if one and (rest or told):
            end = rest.end() if rest else one.end
            yield Found(start=match.start(), end=end, hops=(hop_of(one, "cited"),), spans=one.spans, sure=0.7)


def wired(view: View, names: Names) -> Iterator[Found]:
    """Read …据新华社电 wherever it stands: two lines of a page may have run together."""
    key = view.key
    for match in places(_WIRED, key):
        one = known_at(view, match.end(), min(len(key), match.end() + _NAME_WINDOW), names)
        if (
            one
            and key.startswith("电", one.end)
            and key[one.end + 1 : one.end + 2] in {" ", ":", "(", ")", ""}
        ):
            hops = (hop_of(one, "cited"),)
            yield Found(start=match.start(), end=one.end + 1, hops=hops, spans=one.spans, sure=0.85)


def stations(view: View, names: Names) -> Iterator[Found]:
    """Read 某国国家电视台报道: a station or a paper that its name alone shows to be one."""
    if "stations" not in view.signs:
        return
    for clause in places(_CLAUSE, view.key):
        lead = LEAD.match(view.key, clause.end())
        match = _STATION.match(view.key, lead.end() if lead else clause.end())
        named = outlets(view, *match.span("name"), names, most=1)[0] if match else []
        if match and named and named[0].source:
            hops = (hop_of(named[0], "cited"),)
            yield Found(start=match.start(), end=match.end(), hops=hops, spans=named[0].spans, sure=0.75)
