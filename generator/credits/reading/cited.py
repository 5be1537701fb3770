"""Who quotes whom inside a text: 据某报报道, CNBC援引消息人士, according to Reuters, citing people."""

import re

from generator.han import fold
from generator.credits.reading.fields import hop_of
from generator.credits.reading.found import Found
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import DENSE, HAN, Named, is_outlet_shaped, is_unnamed, opening, outlet, outlets, span
from generator.credits.reading.people import is_person
from generator.credits.reading.values import Hop, Span
from generator.credits.reading.view import View
from generator.credits.reading.words import either, literal, vocabulary

_AFTER = re.compile(rf"(?P<date>\s?(?:当地时间|北京时间|本周|上周|周|星期|今|昨|前|近|日前|\(|\d)[^。,;!?(报称消援引说指]{{0,16}}?\)?)?\s?(?:的|在|的一篇|最新|独家|一份|当日|网站|电视台|通讯社|记者|等媒体|等)*\s?")
_NONE = re.compile(r"(?:悉|了解|介绍|称|说|传|报道|统计|估计|查|此|其|我|他|她|它|该|透露|预测|不完全|初步|测算|推算|观察|分析|理|为己有|实|点|守|以)")
_OPENED = {"》": "《", "”": "“", "」": "「", "’": "‘"}


def read_cited(view: View, taken: list[tuple[int, int]], found: list[Found], names: Names) -> list[Found]:
    """Read the sources that a line quotes."""
    more: list[Found] = []
    for form in (_according, _quoting, _saying, _told, _english, _behind_particle):
        for one in form(view, names):
            busy = any(a < one.end and one.start < b for a, b in taken)
            if not busy and not any(old.start < one.end and one.start < old.end for old in [*found, *more]):
                more.append(one)
    return more


def _according(view: View, names: Names) -> list[Found]:
    """Read 据新华社、法新社1月9日报道, 据外媒报道, 综合央视报道."""
    key = view.key
    found: list[Found] = []
    for match in re.finditer(rf"(?<![{HAN}a-z0-9)》”」])(?:另|又|再|而|最新|此前|日前|近日|但|不过|同时|其中|此外|早前)?(?:根?据|援引|引述|综合)(?!点|说|守|此|其|为|我|了解|悉|介绍|统计)|(?<=[,。:;)\s”」])据(?!悉|了解|介绍|说|此|统计)|(?<=[讯电])据(?!悉|了解|介绍|说|此|统计)|(?<=\d日)据|(?<=消息)据", key):
        start = match.end()
        colon = re.compile(r"\s?").match(key, start)
        start = colon.end() if colon else start
        end = _clause_end(key, start)
        read = _quoted_source(view, match.start(), start, end, names)
        if read:
            found.append(read)
    return found


def _clause_end(key: str, start: int) -> int:
    match = re.compile(r"[,。;!?:\n]").search(key, start, min(len(key), start + 90))
    return match.start() if match else min(len(key), start + 90)


def _behind(key: str, start: int, end: int) -> re.Match[str] | None:
    pattern = vocabulary().pattern("cited", "behind")
    return re.compile(_AFTER.pattern + f"(?P<verb>{pattern.pattern})").match(key, start, end)


_VERB = re.compile(
    r"(?:报道|报导|消息|援引|引述|引用|转引|称|披露|透露|爆料|获悉|了解到|刊文|发文|撰文|介绍|表示|统计|发布|公布|公开|提供|数据|通报|公告|调查|报告|分析|测算|预测|估计|观察|写道|认为|指出|监测|显示|最新消息|新闻稿|声明|文章|评论|社论|快讯|电)"
)


def _quoted_source(view: View, at: int, start: int, end: int, names: Names) -> Found | None:
    """Read one source behind 据, up to the verb that ends it."""
    key = view.key
    verb = _verb_after(key, start, end)
    if verb is None:
        return None
    unnamed = _unnamed(key, start, verb.start())
    if unnamed:
        return Found(start=at, end=verb.end(), hops=(Hop(role="cited", upstream=view.shown[start:verb.start()].strip()),), spans=span(view, start, verb.start(), "upstream"), sure=0.55, warnings=("a source is quoted without a name",))
    named, close = outlets(view, start, verb.start(), names)
    named = [one for one in named if one.source and not one.unnamed]
    if not named:
        return None
    rest = key[close : verb.start()].strip()
    shaped = [one.known or one.quoted or is_outlet_shaped(one.source.casefold()) for one in named]
    if verb[0] in {"报道", "报导", "消息", "援引", "引述", "获悉", "刊文", "披露", "爆料", "电", "新闻稿", "快讯", "最新消息"}:
        sure = 0.92 if all(shaped) else 0.75
        if not all(shaped) and (len(named[0].source) > 16 or re.search(r"[的了在是]", named[0].source)):
            return None
    elif all(shaped) or is_person(named[0].source, names) or re.fullmatch(r"[A-Z][\w .&]{1,30}", named[0].source):
        sure = 0.8 if any(one.known or one.quoted for one in named) else 0.65
        if re.search(r"[的了]", named[0].source):
            return None
    else:
        return None
    if len(rest) > 24:
        return None
    upstream, stop, more = _upstream(view, verb, end, names)
    date = _date(key, close, verb.start())
    hops = []
    for number, one in enumerate(named):
        hop = hop_of(one, "cited")
        hops.append(Hop(role="cited", source=hop.source, platform=hop.platform, account=hop.account, url=hop.url, date=hop.date or (view.shown[slice(*date)].strip() if date else ""), upstream=upstream if number == 0 else ""))
    return Found(start=at, end=max(verb.end(), stop), hops=tuple(hops), spans=tuple(s for one in named for s in one.spans) + more, sure=sure)


def _verb_after(key: str, start: int, end: int) -> re.Match[str] | None:
    """Give the verb that ends a source, the marks of a title jumped over."""
    position = start
    while position < end:
        opened = re.compile("[《“「]").search(key, position, end)
        match = _VERB.search(key, position + (1 if position == start else 0), end)
        if opened and match and opened.start() < match.start():
            close = key.find({"《": "》", "“": "”", "「": "」"}[opened[0]], opened.end(), end)
            if close < 0:
                return match
            position = close + 1
            continue
        if match is None:
            return None
        known = re.compile(r"(?:21世纪经济|世纪经济|经济|中国新闻|财经)$").search(key[start : match.start()])
        if match[0] == "报道" and known and not re.match(r"[)》”]", key[match.end() : match.end() + 1]):
            again = _VERB.search(key, match.end(), end)
            return again or match
        if match[0] in {"统计", "公告", "调查", "报告", "分析", "数据", "观察", "公布", "评论", "发布", "电"} and re.match(r"(?:局|厅|署|所|司|公司|者网|网|中心|报|台|影|视|讯|社|集团|机构|商|总局|部)", key[match.end() : match.end() + 2]):
            position = match.end()
            continue
        return match
    return None


def _unnamed(key: str, start: int, end: int) -> bool:
    text = re.sub(r"^(?:多名|多位|一名|一位|两名|两位|数名|几名|三名|三位|四名|有关|相关|部分|多家|多方|数位)", "", key[start:end].strip())
    text = re.sub(r"(?:[\d,\s]*(?:月|日|年).{0,6}|的|最新|综合|等|近日|日前|今日|昨日)*$", "", text)
    if not text:
        return False
    if "《" in text or "“" in text:
        return False
    sources = vocabulary().words("outlets", "sources")
    return is_unnamed(text) or any(text.endswith(word) or text.startswith(word) and len(text) <= len(word) + 6 for word in sources if ord(word[0]) > 0x2000)


def _date(key: str, start: int, end: int) -> tuple[int, int] | None:
    match = re.compile(r"\s?(?P<date>(?:当地时间|北京时间)?\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|(?:本|上)?(?:周|星期)[一二三四五六日天](?:\(\d{1,2}日\))?|[昨今前][天日晚]|日前|近日)").match(key, start, end)
    return match.span("date") if match else None


def _upstream(view: View, verb: re.Match[str], end: int, names: Names) -> tuple[str, int, tuple[Span, ...]]:
    """Read whom a quoted source quotes: 援引两名知情人士."""
    key = view.key
    quote = verb if verb[0] in {"援引", "引述", "引用", "转引"} else re.compile(r"(?:报道|报导|消息|称|,)?[,\s]{0,2}(?:称|并)?(?:援引|引述|引用|转引)(?!自)").match(key, verb.end(), min(len(key), verb.end() + 30))
    if quote is None:
        quote = re.compile(r"(?:援引|引述|转引)").search(key, verb.end(), min(end, verb.end() + 12))
    if quote is None:
        return "", verb.end(), ()
    start = quote.end()
    stop = _clause_end(key, start)
    close = re.compile(r"的?(?:话|消息(?!人士|灵通)|报道|报导|说法|数据|观点|言论|分析|爆料|报告|声明|推文|内容|文章|表态|评论|说|称|表示|透露|指出|披露)").search(key, start + 2, stop)
    opened = re.compile("[《“「]").match(key, start)
    if opened:
        mark = key.find({"《": "》", "“": "”", "「": "」"}[opened[0]], start, stop)
        close = close if mark < 0 else re.compile(r".{0,14}?(?=的?(?:话|消息|报道|报导|说|称|表示|透露|数据|文章))").match(key, mark + 1, stop)
        text_end = mark if mark > 0 else stop
        text_start = start + 1
    else:
        text_start = start
        text_end = close.start() if close else stop
    while text_end > text_start and key[text_end - 1] in "的 ":
        text_end -= 1
    text = view.shown[text_start:text_end].strip()
    if not text or len(text) > 40:
        return "", verb.end(), ()
    date = re.compile(r"(?:\d{1,2}月)?\d{1,2}日$").search(view.key[text_start:text_end])
    if date and date.start() > 1:
        text_end = text_start + date.start()
        text = view.shown[text_start:text_end].strip()
    if not opened:
        named = outlet(view, text_start, text_end, names)
        if named and named.known and named.end >= text_end - 6:
            text = named.source
        elif named and named.quoted and named.end >= text_end - 2:
            text = named.source
    return text, close.end() if close else stop, span(view, text_start, text_end, "upstream")


def _quoting(view: View, names: Names) -> list[Found]:
    """Read CNBC援引消息人士的话称: an outlet and whom it quotes."""
    key = view.key
    found: list[Found] = []
    for match in re.finditer(r"(?:援引|引述|转引|引用)(?!自)", key):
        begin = max((m.end() for m in re.compile(r"[,。;!?:\n]|^").finditer(key, max(0, match.start() - 50), match.start())), default=0)
        named, close = _source_of(view, begin, match.start(), names)
        if named is None:
            continue
        upstream, stop, spans = _upstream(view, match, _clause_end(key, match.end()), names)
        date = _date(key, close, match.start())
        hop = hop_of(named, "cited")
        found.append(Found(start=begin, end=max(stop, match.end()), hops=(Hop(role="cited", source=hop.source, platform=hop.platform, upstream=upstream, date=hop.date or (view.shown[slice(*date)] if date else "")),), spans=named.spans + spans, sure=0.9))
    return found


def _source_of(view: View, begin: int, end: int, names: Names) -> tuple[Named | None, int]:
    """Give the outlet that a clause begins with, before a verb."""
    key = view.key
    lead = re.compile(r"\s*(?:据|但|而|此前|日前|近日|早前|另据|不过|其中|同时|随后|随即|对此|今天|昨日|今日|昨天|周[一二三四五六日]|\d{1,2}日)?\s*").match(key, begin, end)
    start = lead.end() if lead else begin
    named, close = outlets(view, start, end, names, most=1)
    if not named or not named[0].source or named[0].unnamed:
        return None, close
    one = named[0]
    shaped = one.known or (one.quoted and key[one.start : one.start + 1] == "《") or is_outlet_shaped(one.source.casefold()) or re.fullmatch(r"[A-Z][A-Z0-9]{1,7}|[A-Z]\w+(?: [A-Z]\w+){0,3}", one.source)
    return (one if shaped and len(key[close:end].strip()) <= 20 else None), close


def _saying(view: View, names: Names) -> list[Found]:
    """Read 《纽约时报》报道称, 路透社9日报道, 彭博社称: a known outlet and what it says."""
    key = view.key
    found: list[Found] = []
    says = "|".join(map(re.escape, sorted((fold(word) for word in vocabulary().tables["zh"]["cited"]["says"]), key=len, reverse=True)))
    verb = re.compile(
        rf"(?:\s?(?:网站|杂志|记者|中文网|电视台|报社|旗下[^,。]{{1,8}}|专栏|周刊)?(?:(?:在|当地时间|北京时间|于)?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日|[本上]?周[一二三四五六日天](?:\(\d{{1,2}}日\))?|[昨今前][天日晚]|近日|日前|此前|早前|随后|最新|[在的]?(?:一篇|一份|最新一期|最近)?[^,。;]{{0,10}}?(?:报道|文章|评论|社论|报导)(?:中|里)?)?\s?(?:独家|最新|又|也|还|则|曾|率先|最早|首先|综合|发文|撰文)?)\s?(?P<verb>{says})"
    )
    for begin in _clauses(key):
        lead = re.compile(r"\s*(?:但|而|此前|日前|近日|早前|不过|其中|同时|随后|对此|今天|昨日|今日|昨天|周[一二三四五六日]|\d{1,2}日|连|就连|[(“\"])?\s*").match(key, begin)
        start = lead.end() if lead else begin
        end = min(len(key), start + 60)
        position = _outlet_at(view, start, end, names)
        if position is None:
            continue
        one = position
        match = verb.match(key, one.end, end) or verb.match(key, _source_end(view, one), end)
        if not match:
            continue
        word = match["verb"]
        behind = key[match.end() : match.end() + 2]
        if word in {"电", "讯", "报道", "报导", "消息", "独家", "快讯", "统计", "评论", "的报道", "的文章", "头版"} and not behind[:1].strip(",:。称说指(显援引\"“") == "" and word not in {"报道", "报导"}:
            continue
        if word in {"说", "感叹", "表示", "认为", "指出"} and not (one.known or one.quoted):
            continue
        upstream, stop, spans = _upstream(view, match, _clause_end(key, match.end()), names) if word not in {"援引", "引述", "转引", "引用"} else ("", match.end(), ())
        date = _date(key, _source_end(view, one), match.start("verb"))
        hop = hop_of(one, "cited")
        found.append(Found(start=start, end=max(match.end(), stop), hops=(Hop(role="cited", source=hop.source, platform=hop.platform, upstream=upstream, date=hop.date or (view.shown[slice(*date)] if date else "")),), spans=one.spans + spans, sure=0.85))
    return found


def _clauses(key: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer(r"[,。;!?\n]\s?|[”」]\s?|\)\s", key))][:400]


def _source_end(view: View, one: Named) -> int:
    """Give the place right behind a name, before its channel and date."""
    for where in one.spans:
        if where.what == "source" and view.places is None:
            return where.end + (1 if one.quoted else 0)
    return one.end


def _outlet_at(view: View, start: int, end: int, names: Names) -> Named | None:
    """Give a known outlet at a place, or one in title marks."""
    key = view.key
    regions = opening("outlets", "regions").match(key, start, end)
    place = start
    if regions and regions.end() < end and (key[regions.end()] == "《" or opening("outlets", "agencies").match(key, regions.end(), end) or names.at(key, regions.end())):
        place = regions.end()
    registered = names.at(key, place)
    agency = opening("outlets", "agencies").match(key, place, end)
    close = max(registered[0] if registered and registered[1].kind in {"outlet", "agency"} else 0, agency.end() if agency else 0)
    if close and close <= end:
        return Named(source=view.shown[place:close], start=place, end=close, known=True, spans=span(view, place, close, "source"))
    if key[place : place + 1] == "《":
        mark = key.find("》", place, min(end, place + 24))
        if mark > place + 1:
            return Named(source=view.shown[place + 1 : mark], start=place, end=mark + 1, quoted=True, spans=span(view, place + 1, mark, "source"))
    return None


def _told(view: View, names: Names) -> list[Found]:
    """Read 对路透社表示, 告诉《纽约时报》, 接受央视采访时说."""
    key = view.key
    found: list[Found] = []
    for match in re.finditer(r"(?:对|向|告诉|接受|在接受)\s?", key):
        one = _outlet_at(view, match.end(), min(len(key), match.end() + 40), names)
        if not one:
            continue
        rest = re.compile(r"(?:等媒体)?(?:网站|杂志|电视台)?(?:的)?(?:记者)?(?:电话|独家|书面)?(?:专访|采访|表示|说|透露|证实|确认|称|指出|回应|介绍|坦言)").match(key, one.end)
        if rest or (match[0].startswith("告诉") and not re.match(r"[的]", key[one.end : one.end + 1])):
            found.append(Found(start=match.start(), end=rest.end() if rest else one.end, hops=(hop_of(one, "cited"),), spans=one.spans, sure=0.7))
    return found


_PARTICLE = re.compile(r"(?:通信|[紙纸]|[誌志]|[電电]子版|通信社|放送|통신)?(?:は|が|も|은|는|이|가|도)(?![가-힣ぁ-ん])")
_REPORTED = re.compile(r"報じ|报じ|伝え|报道し|報道し|보도|전했|밝혔|인용")
_WHOM = re.compile(r"(?P<whom>[^、。,\s]{1,16}?(?:[关関][系係]者|消息筋|情[报報]筋|高官|筋))(?:の|が|から|に)|(?P<other>[^\s,。]{1,10}(?:\s[^\s,。]{1,8})?)(?:을|를)\s인용")


def _behind_particle(view: View, names: Names) -> list[Found]:
    """Read 米紙…は9日、関係者の話として報じた and …은 소식통을 인용해 보도했다."""
    key = view.key
    if not re.search("[\u3040-\u30ff\uac00-\ud7af]", key):
        return []
    found: list[Found] = []
    for begin in _clauses(key.replace("、", ",")):
        end = min(len(key), begin + 40)
        regions = opening("outlets", "regions").match(key, begin, end)
        start = regions.end() if regions else begin
        while start < end and key[start] in " の'\"‘“「":
            start += 1
        close = max((m.end() for m in [opening("outlets", "agencies").match(key, start, end)] if m), default=0)
        registered = names.at(key, start)
        close = max(close, registered[0] if registered else 0)
        if not close:
            shaped = re.compile(r"(?P<name>[^\s、。,()はがのも은는이가]{2,16}?)(?=(?:[紙纸]|[誌志])?(?:は|が|은|는|이|가)(?:\s|\d|、|[ぁ-ん一-龥]))").match(key, start, end)
            if shaped and is_outlet_shaped(shaped["name"]):
                close = shaped.end()
        after = _PARTICLE.match(key, close) if close else None
        stop = re.compile(r"[。\n]|\.\s|\.$|$").search(key, close or begin)
        if not after or not stop or not _REPORTED.search(key, after.end(), stop.start()):
            continue
        whom = _WHOM.search(key, after.end(), stop.start())
        upstream = ""
        if whom:
            group = "whom" if whom["whom"] else "other"
            upstream = view.shown[slice(*whom.span(group))].split()[-1]
        found.append(Found(start=begin, end=stop.start(), hops=(Hop(role="cited", source=view.shown[start:close], upstream=upstream),), spans=span(view, start, close, "source"), sure=0.85))
    return found


_SUBJECT = r"(?P<name>(?:[Tt]he\s)?[A-Z][\w.&'’-]{0,24}(?:\s(?:of\s|the\s|and\s|for\s|&\s)?[A-Z][\w.&'’-]{0,24}){0,5})"
_UNNAMED_ENGLISH = re.compile(r"(?:(?:two|three|four|five|several|multiple|some|unnamed|anonymous|a|one|an|its|the|industry|government|local|foreign|other|various|current|former|company|supply chain|diplomatic|security|unidentified)\s){0,3}(?:people|persons?|sources?|officials?|insiders?|executives?|media reports?|reports|analysts|media|news reports|outlets|witnesses|employees|documents|someone|spokes\w+|leakers?)(?:\s(?:familiar with|with (?:direct )?knowledge of|close to|briefed on|who|in|at|within|from|involved in)\s[^,.;\"”]{1,50})?", re.IGNORECASE)


def _english(view: View, names: Names) -> list[Found]:
    """Read according to Reuters, the Guardian reported, citing people familiar with the matter."""
    key, shown = view.key, view.shown
    if not re.search("[a-z]{3}", key):
        return []
    found: list[Found] = []
    lead = re.compile(r"(?<![a-z])(?:according to|as (?:first )?reported by|first reported by|reported by|in a report (?:by|from)|(?:a|the|an) (?:new |recent )?(?:report|article|story|investigation) (?:by|from|in)|told|per|as noted by|cited by|quoted by|in an interview with|speaking to|speaking with|in comments to|revealed by|report from)\s+(?:an? (?:article|report|story|piece|post|new report) (?:by|in|from|on) |reports? (?:by|in|from) |sources cited by |data from |news agency |newspaper |website |state (?:broadcaster|news agency|media) |local (?:newspaper|media outlet) |broadcaster )?")
    for match in lead.finditer(key):
        start = match.end()
        people = _UNNAMED_ENGLISH.match(shown, start)
        if people and match[0].startswith(("according", "per", "cited", "reported")):
            found.append(Found(start=match.start(), end=people.end(), hops=(Hop(role="cited", upstream=people[0].strip()),), spans=span(view, *people.span(), "upstream"), sure=0.55))
            continue
        named, end = outlets(view, start, min(len(key), start + 80), names, most=3)
        named = [one for one in named if one.source and not one.unnamed]
        if not named:
            continue
        bare = match[0].split()[0]
        shaped = named[0].known or is_outlet_shaped(named[0].source.casefold()) or named[0].quoted
        if bare in {"told", "per", "speaking", "a", "the", "an", "in"} and not shaped:
            continue
        if bare not in {"according", "as", "first", "reported"} and not shaped:
            continue
        hops = [hop_of(one, "cited") for one in named]
        hops, end = _with_upstream(view, hops, end)
        found.append(Found(start=match.start(), end=end, hops=tuple(hops), spans=tuple(s for one in named for s in one.spans), sure=0.85 if shaped else 0.7))
    says = re.compile(rf"(?:^|(?<=[\s(“\"]))(?:[Tt]he (?:newspaper|news agency|website|broadcaster|magazine) )?{_SUBJECT}(?:\s(?:on|last|earlier|first|also|has|had|later|previously|this)\s?(?:[A-Z][a-z]+day|week|month|today|year|reported earlier)?){{0,2}},?\s(?P<verb>reported|reports|said|says|writes|wrote|revealed|noted|cited|cites|quoted|quotes|confirmed|disclosed|learned|claimed|claims|citing)(?![a-z])")
    for match in says.finditer(shown):
        name = match["name"]
        bare = name.casefold().strip()
        verb = match["verb"]
        start, end = match.span("name")
        words = name.split()
        while words and not (names.whole(bare) or bare in vocabulary().words("outlets", "agencies")):
            words = words[1:]
            bare = " ".join(words).casefold()
        if words:
            start = end - len(" ".join(words)) if shown[start:end].endswith(" ".join(words)) else start
        elif not (is_outlet_shaped(name.casefold()) and len(name.split()) > 1 and verb in {"reported", "reports", "revealed", "cited", "quoted"}):
            continue
        registered = names.whole(bare)
        if registered and registered.kind not in {"outlet", "agency"}:
            continue
        hops = [Hop(role="cited", source=shown[start:end].strip())]
        stop = match.start("verb") if verb in {"citing", "cited", "quoted", "cites", "quotes"} else match.end()
        hops, stop = _with_upstream(view, hops, stop)
        found.append(Found(start=match.start("name"), end=max(stop, match.end()), hops=tuple(hops), spans=span(view, start, end, "source"), sure=0.85))
    return found


def _with_upstream(view: View, hops: list[Hop], end: int) -> tuple[list[Hop], int]:
    """Add whom the first source quotes."""
    match = re.compile(r"[^.;\n]{0,80}?(?<![a-z])(?:citing|quoting|which cited|who cited|cited|quoted|quotes|cites|attributed to)\s+").match(view.key, end)
    if not match:
        return hops, end
    people = _UNNAMED_ENGLISH.match(view.shown, match.end())
    text, stop = ("", end)
    if people:
        text, stop = people[0].strip(), people.end()
    elif named := re.compile(_SUBJECT).match(view.shown, match.end()):
        text, stop = named["name"].strip(" ."), named.end()
    if not text:
        return hops, end
    first = hops[0]
    return [Hop(role="cited", source=first.source, platform=first.platform, url=first.url, date=first.date, upstream=text), *hops[1:]], stop
