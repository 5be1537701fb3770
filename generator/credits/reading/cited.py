"""Who is quoted inside a Chinese text: 据某报报道, 某台援引知情人士, 《某报》称, 对路透社表示."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from generator.credits.reading.abroad import read_abroad
from generator.credits.reading.found import Found, Stretch, is_free
from generator.credits.reading.known import known_at
from generator.credits.reading.named import HAN, Named, hop_of, is_outlet_shaped, is_unnamed, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import is_person
from generator.credits.reading.saying import LEAD, cited_hop, saying, stations, told, wired, with_upstream
from generator.credits.reading.upstream import clause_end, upstream
from generator.credits.reading.values import Hop
from generator.credits.reading.view import View
from generator.credits.reading.words import places, words
from generator.han import fold

_NO_SOURCE = "(?!悉|了解|介绍|说|此|统计|点|守|其|为|我)"
_ACCORDING = re.compile(
    rf"(?<![{HAN}a-z0-9)》”」])(?:另|又|再|而|最新|此前|日前|近日|但|不过|同时|其中|此外|早前)?(?:根?据"
    rf"|援引|引述|综合){_NO_SOURCE}"
    rf"|(?<=[,。:;)\s”」讯电])据{_NO_SOURCE}|(?<=\d日)据|(?<=消息)据"
)
_VERB = re.compile(
    r"(?:报道|报导|消息|援引|引述|引用|转引|称|披露|透露|爆料|获悉|了解到|刊文|发文|撰文|介绍|表示|统计"
    r"|发布|公布|公开|提供"
    r"|数据|通报|公告|调查|报告|分析|测算|预测|估计|观察|写道|认为|指出|监测|显示|最新消息|新闻稿|声明"
    r"|文章|评论|社论|快讯|电)"
)
_REPORTS = frozenset(
    [
        "报道",
        "报导",
        "消息",
        "援引",
        "引述",
        "获悉",
        "刊文",
        "披露",
        "爆料",
        "电",
        "新闻稿",
        "快讯",
        "最新消息",
    ]
)
_IN_NAMES = frozenset(["统计", "公告", "调查", "报告", "分析", "数据", "观察", "公布", "评论", "发布", "电"])
_NAME_GOES_ON = re.compile(r"(?:局|厅|署|所|司|公司|者网|网|中心|报|台|影|视|讯|社|集团|机构|商|总局|部)")
_NAMED_REPORT = re.compile(r"(?:21世纪经济|世纪经济|经济|中国新闻|财经)$")
_MARKS = re.compile("[《“「]")
_PAIRS = {"《": "》", "“": "”", "「": "」"}
_COUNT = re.compile(
    r"^(?:多名|多位|一名|一位|两名|两位|数名|几名|三名|三位|四名|有关|相关|部分|多家|多方|数位)"
)
_ADVERBS = re.compile(r"(?:[\d,\s]{0,8}(?:月|日|年).{0,6}|的|最新|综合|等|近日|日前|今日|昨日)$")
_LATE = re.compile(
    r"\s?(?:此前|早前|日前|近日|近期|今日|昨日|稍早|随后|最新|独家|率先|最早|首先|曾|也|还)+(?:的)?$"
)
# between a source and its verb
_PROSE = re.compile("[的了]")
_LONG_PROSE = re.compile("[的了在是]")
_LATIN_NAME = re.compile(r"[A-Z][\w .&]{1,30}")
_LATIN_OUTLET = re.compile(r"[A-Z][A-Z0-9]{1,7}|[A-Z]\w+(?: [A-Z]\w+){0,3}")
_QUOTES = re.compile(r"(?:援引|引述|转引|引用)(?!自)")
_BREAK = re.compile(r"[,。;!?:\n]|\((?![^()]*\))|[)】\]](?!\s?(?:援引|引述|引用|转引))")
_COMMA = re.compile(r"\s?(?:新闻)?(?:客户端|网站|微博|官网|公众号|官方微博|app)?(?:最新)?(?:消息)?,")
_WHEN = re.compile(r"(?:当地|北京|美国|美东|伦敦|东京)时间")
_JOINT = re.compile(r"\s?(?:和|与|及|以及|、)\s?(?=[^\s,]{2,40})")
_LEARNT = frozenset(["获悉", "了解到"])
_PLACED = re.compile(
    rf"[{HAN}·]{{0,8}}?(?:当地时间|北京时间)?(?:(?:\d{{1,2}}月)?\d{{1,2}}日|周[一二三四五六日])(?:电|专电|援引.*)?$"
)
_ABSTRACT = re.compile(
    "(?:担忧|条款|规定|原则|理由|先例|判例|条例|法律|法案|宪法|章程|第.{1,8}条|顾虑|考虑)$"
)
_BEFORE = 50
_LONGEST, _LONGEST_REST, _LONGEST_GAP = 16, 24, 20


def read_cited(view: View, taken: list[Stretch], found: list[Found], names: Names) -> list[Found]:
    """Read the sources that a line quotes."""
    more: list[Found] = []
    known = (wired, saying, told) if _names_an_outlet(view, names) else ()
    for form in (_according, _quoting, *known, stations, read_abroad):
        for one in form(view, names):
            if is_free(one, [*found, *more], taken):
                more.append(one)
    return more


def _names_an_outlet(view: View, names: Names) -> bool:
    """Say whether a line may name an outlet that everybody knows, or a registered one, or a title."""
    return "《" in view.key or "agencies" in view.signs or not names.pairs.isdisjoint(view.pairs)


def _according(view: View, names: Names) -> Iterator[Found]:
    """Read 据新华社、法新社1月9日报道, 据外媒报道."""
    key = view.key
    if "according" not in view.signs:
        return
    for match in places(_ACCORDING, key):
        if match[0].endswith(("援引", "引述")) and key[: match.start()].rstrip()[-1:].isalnum():
            continue  # somebody quotes here, and stands before
        start = match.end() + (1 if key[match.end() : match.end() + 1] == " " else 0)
        known = known_at(view, start, clause_end(key, start), names)
        if known and (comma := _COMMA.match(key, known.end)):  # 据央视新闻，…
            hops = (hop_of(known, "cited"),)
            yield Found(start=match.start(), end=comma.end() - 1, hops=hops, spans=known.spans, sure=0.85)
            continue
        if known and (also := _also(view, known, names)):  # 据《某报》和某某机构，…
            both = (hop_of(known, "cited"), hop_of(also, "cited"))
            spans = known.spans + also.spans
            yield Found(start=match.start(), end=also.end, hops=both, spans=spans, sure=0.8)
            continue
        verb = _verb_behind(key, start, clause_end(key, start), known.end if known else start)
        if verb is None:
            continue
        if _is_unnamed(key[start : verb.start()]):
            stop = start + len(_ADVERBS.sub("", key[start : verb.start()].rstrip()))
            hops = (Hop(role="cited", upstream=view.shown[start:stop].strip()),)
            spans = view.spans(start, stop, "upstream")
            warnings = ("a source is quoted without a name",)
            yield Found(
                start=match.start(), end=verb.end(), hops=hops, spans=spans, sure=0.55, warnings=warnings
            )
        elif read := _sources(view, match.start(), start, verb, names):
            yield read


def _also(view: View, first: Named, names: Names) -> Named | None:
    """Give a second source behind a first one, where the clause ends with it."""
    joint = _JOINT.match(view.key, first.end)
    others = outlets(view, joint.end(), clause_end(view.key, joint.end()), names, most=1)[0] if joint else []
    ends = others and view.key[others[0].end : others[0].end + 1] == ","
    return others[0] if ends and others[0].source and not _VERB.search(fold(others[0].source)) else None


def _verb_behind(key: str, start: int, end: int, position: int) -> re.Match[str] | None:
    """Give the verb that ends a source, a known name and the marks of titles jumped over."""
    while position < end:
        marks = _MARKS.search(key, position, end)
        match = _VERB.search(key, position + (1 if position == start else 0), end)
        if match is None:
            return None
        if marks and marks.start() < match.start():
            close = key.find(_PAIRS[marks[0]], marks.end(), end)
            if close < 0:
                return match
            position = close + 1
        elif match[0] == "报道" and _NAMED_REPORT.search(key[start : match.start()]):
            return _VERB.search(key, match.end(), end) or match
        elif match[0] in _IN_NAMES and _NAME_GOES_ON.match(key, match.end()):
            position = match.end()
        else:
            return match
    return None


@cache
def _somebody() -> tuple[str, ...]:
    return words("outlets", "sources", languages=("zh",))


def _is_unnamed(text: str) -> bool:
    """Say whether those quoted have no name: 外媒, 两名知情人士."""
    text = _ADVERBS.sub("", _COUNT.sub("", text.strip()))
    if not text or "《" in text or "“" in text:
        return False
    return (
        is_unnamed(text)
        or text.endswith(_somebody())
        or any(text.startswith(word) and len(text) <= len(word) + 6 for word in _somebody())
    )


def _sources(view: View, at: int, start: int, verb: re.Match[str], names: Names) -> Found | None:
    key = view.key
    named, close = outlets(view, start, _name_stop(view, start, verb, names), names)
    named = [one for one in named if one.source and not one.unnamed]
    if not named or len(key[close : verb.start()].strip()) > _LONGEST_REST:
        return None
    sure = _sureness(named, verb[0], names)
    if not sure:
        return None
    more = upstream(view, verb, names)
    hops = [cited_hop(view, one, close, verb.start()) for one in named]
    hops[0] = msgspec.structs.replace(hops[0], upstream=more.text)
    end = max(verb.end(), more.end)
    return Found(start=at, end=end, hops=tuple(hops), spans=spans_of(named) + more.spans, sure=sure)


def _name_stop(view: View, start: int, verb: re.Match[str], names: Names) -> int:
    """Give where the names of those quoted must end: before 此前, a place and a day, 从…获悉."""
    key = view.key
    known = known_at(view, start, verb.start(), names)
    if known and _PLACED.match(key, known.end, verb.start()):
        return known.end
    learnt = key.find("从", start + 2, verb.start()) if verb[0] in _LEARNT else -1
    if learnt > 0:
        return learnt
    when = _WHEN.search(key, start + 2, verb.start())
    late = _LATE.search(key, start, when.start() if when else verb.start())
    if when and not late:
        return when.start()
    return late.start() if late else verb.start()


def _sureness(named: list[Named], verb: str, names: Names) -> float:
    """Say how surely these are sources that are quoted; 0: they are none."""
    first, shown = named[0], all(one.shows for one in named)
    if verb in _REPORTS:
        long = len(first.source) > _LONGEST and not _LATIN_NAME.fullmatch(first.source)
        prose = long or _LONG_PROSE.search(first.source)
        return 0.92 if shown else 0.0 if prose else 0.75
    if not (shown or is_person(fold(first.source), names) or _LATIN_NAME.fullmatch(first.source)):
        return 0.0
    return (
        0.0 if _PROSE.search(first.source) else 0.8 if any(one.known or one.quoted for one in named) else 0.65
    )


def _quoting(view: View, names: Names) -> Iterator[Found]:
    """Read 某台援引知情人士的话称: an outlet and whom it quotes."""
    key = view.key
    if "quoting" not in view.signs:
        return
    for match in places(_QUOTES, key):
        low = max(0, match.start() - _BEFORE)
        breaks = (m.end() for m in _BREAK.finditer(key, low, match.end()))
        begin = max((end for end in breaks if end <= match.start()), default=low)
        lead = LEAD.match(key, begin, match.start())
        start = lead.end() if lead else begin
        named, close = outlets(view, start, match.start(), names, most=3)
        if not named or not named[0].source or named[0].unnamed:
            continue
        one = named[0]
        titled = one.quoted and key[one.start : one.start + 1] == "《"
        shaped = is_outlet_shaped(fold(one.source)) or _LATIN_OUTLET.fullmatch(one.source)
        if _ABSTRACT.search(upstream(view, match, names).text):
            continue
        if (one.known or titled or shaped) and len(key[close : match.start()].strip()) <= _LONGEST_GAP:
            hop = cited_hop(view, one, close, match.start())
            read = with_upstream(begin, match.end(), hop, one, upstream(view, match, names), 0.9)
            others = [other for other in named[1:] if other.shows]
            more = tuple(hop_of(other, "cited") for other in others)
            yield msgspec.structs.replace(read, hops=read.hops + more, spans=read.spans + spans_of(others))
