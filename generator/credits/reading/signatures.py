"""Names signed to a text: （记者 张三）, 新华社记者李四, ，作者王五, a paper's name on a line of its own."""

import re

from generator.credits.reading.alone import read_alone
from generator.credits.reading.boxes import read_boxes
from generator.credits.reading.found import Found, Stretch, is_free
from generator.credits.reading.named import HAN, agency_end, hop_of, is_unnamed, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import is_chinese_name, people
from generator.credits.reading.reporters import read_reporters
from generator.credits.reading.shots import read_shots
from generator.credits.reading.values import Hop, Person, PersonRole
from generator.credits.reading.view import View
from generator.credits.reading.words import labels, places

_FROM = re.compile(rf"\s*(?P<names>[{HAN}a-z·、 ]{{2,16}}?)\s发自\s?[{HAN} |·]{{2,12}}\s*")
_THANKS = re.compile(
    r"感谢\s?(?:[a-z之家]{0,6}(?:网友|用户|读者|会员|粉丝|书友))?\s?(?P<names>(?!大家|各位|您|你|所有|热心)[^。;!?\n]{2,40}?)\s?(?:的|提供)?\s?(?:线索|图片|视频|素材)?\s?"
    r"(?:投递|投稿|爆料|报料|供稿|供图|推荐|提供|分享)"
)
_REPORTED_BY = re.compile(rf"\((?P<both>[{HAN}a-z0-9]{{4,14}}?)\s?(?:综合|编译|现场|联合|独家)?报[道导]\)")
_REPORTED_ON = re.compile(
    rf"\s*(?P<both>[{HAN}a-z0-9]{{2,8}}\s[{HAN}]{{2,4}})\s(?:\d{{1,2}}月)?\d{{1,2}}日报[道导]"
)
# 某网科技 某某 7月8日报道
_OURS = ("本报", "本刊", "本网", "本社", "本台", "本站", "特约", "实习")
_DESK = re.compile(
    rf"(?:^|[\s(])[{HAN}]{{2,5}}(?:中心|组)\s?/\s?(?P<name>[{HAN}]{{2,4}}?)\s?(?:综合|外电|[{HAN}]{{2}})?报[导道]"
)
_TAKING_PART = re.compile(r"参与翻译\s?\(\d{1,2}人\)\s?:\s?(?P<names>[^。;\n]{2,120})")
_SUBMITTED = re.compile(
    r"\(\s?@?(?:[^()\s]{3,20}\s{1,2})?(?P<name>[^()\s@,。:]{2,30})"
    r"\s{0,2}(?:投稿|供稿|推荐|来稿)\s?\)"
)
_BOXED = re.compile(
    rf"【(?P<outlet>[^【】\s]{{2,10}}?)(?:全媒体|首席|见习|实习|特约|融媒体?)?(?:记者|通讯员)】"
    rf"\s?(?P<names>[{HAN}·、 ]{{2,40}})"
)
_STATED = re.compile(
    r"(?:(?<=[,;(。、\s])|^)(?:本文|原文|文章|该文)?"
    r"(?P<label>原作者|作者|译者|编译者|撰文|撰稿人|撰稿|翻译|编译|摄影|编辑|校对|责编|审校)(?:系|为|是)?"
    r"(?:[^,。;()\s]{0,16}?(?:教授|博士|研究员|记者|作家|学者|院士|律师|分析师|主编|评论员|专栏作家|主任"
    r"|院长|所长|创始人|总编辑))?\s?"
    rf"(?P<name>[{HAN}]{{2,4}}(?=[,。;)\s、]|$)"
    r"|(?=[a-z])[a-z][\w.'’-]{1,20}(?:\s[a-z][\w.'’-]{0,20}){0,3}"
    r"(?P<more>\s?(?:[、,]|和|与|及|and|&)\s?[a-z][\w.'’-]{1,20}(?:\s[a-z][\w.'’-]{0,20}){0,3}){0,3}(?=[,。;):、]|\s?$)"
    r"|(?<![系为是])(?P<nick>(?!系|自|于|指出|称|说|写道|强调|提到|解释|已|未|均|将|通过|从|对|采用|使用|同意|许可|信息|署名|名|及|和|与|等|单位|简介|授权|认为|表示|介绍|本人|观点|版权|所有)[^\s,。;():/、|的了在是]{2,14}(?=[)。,;]|$)))"
)
_SAYS = re.compile(
    "自|于|认为|表示|指出|介绍|强调|提到|写道|称|来自|所有|授权|同意|本人|简介|观点|单位|信息|署名|可以|不详"
)
_PART = re.compile(r"(?P<label>原作者|作者|译者|编译者|翻译|编译|摄影|编辑|校对)(?:系|为|是)?\s?")
_PART_WITHIN = 8
_SIGNED = re.compile(
    rf"[,;、]\s?(?P<name>[{HAN}]{{2,4}})\s?/?\s?(?P<label>校稿|审校|校对|文|译|著|摄)(?P<more>)(?P<nick>)(?=[,)。;]|$)"
)
_SHORT_LINE = 40


def read_signatures(view: View, taken: list[Stretch], found: list[Found], names: Names) -> list[Found]:
    """Read the names signed to a text or a picture, where nothing else was found."""
    more: list[Found] = []
    signed = (read_shots(view, names), read_reporters(view, found, names), read_alone(view, names))
    for read in (
        read_boxes(view),
        _boxed(view, names),
        _at_desk(view),
        _outlet_and_name(view),
        *signed,
        _writing(view),
        _thanked(view),
    ):
        more += [one for one in read if is_free(one, [*found, *more], taken)]
    return more


def _writing(view: View) -> list[Found]:
    """Read 某某 发自 某地: who writes, on a line of its own."""
    match = _FROM.fullmatch(view.key) if len(view.key) <= _SHORT_LINE else None
    inside = people(view, *match.span("names"), "author") if match else None
    if not match or not inside:
        return []
    return [Found(start=0, end=len(view.key), people=inside.people, spans=inside.spans, sure=0.8)]


def _boxed(view: View, names: Names) -> list[Found]:
    """Read 【某报记者】某某."""
    match = _BOXED.search(view.key) if "reporters" in view.signs else None
    if not match or match["outlet"].startswith(_OURS):
        return []
    named, _ = outlets(view, *match.span("outlet"), names, most=2)
    inside = people(view, *match.span("names"), "reporter")
    if not named or not named[0].source or not inside.people:
        return []
    hops = tuple(hop_of(one, "original") for one in named)
    spans = spans_of(named) + inside.spans
    return [Found(start=match.start(), end=inside.end, hops=hops, people=inside.people, spans=spans)]


def _outlet_and_name(view: View) -> list[Found]:
    """Read （凤凰卫视某某 综合报道）, 某社编辑 某某."""
    found: list[Found] = []
    dated = _REPORTED_ON.match(view.key)
    for match in (*places(_REPORTED_BY, view.key), *([dated] if dated else [])):
        close = agency_end(view.key, match.start("both"), match.end("both"))
        name = view.key[close : match.end("both")].strip() if close else ""
        if close and is_chinese_name(name):
            start = view.key.index(name, close)
            spans = view.spans(match.start("both"), close, "source")
            spans += view.spans(start, start + len(name), "reporter")
            person = Person(role="reporter", name=view.shown[start : start + len(name)])
            hops = (Hop(role="original", source=view.shown[match.start("both") : close]),)
            begin, end = match.span()
            found.append(Found(start=begin, end=end, hops=hops, people=(person,), spans=spans))
    return found


def _at_desk(view: View) -> list[Found]:
    """Read 生活中心／某某報導."""
    match = _DESK.search(view.key) if "heads" in view.signs and "/" in view.key else None
    if not match or not is_chinese_name(match["name"]):
        return []
    person = Person(role="reporter", name=view.shown[slice(*match.span("name"))])
    spans = view.spans(*match.span("name"), "reporter")
    return [Found(start=match.start(), end=match.end(), people=(person,), spans=spans, sure=0.85)]


def _thanked(view: View) -> list[Found]:
    """Read 感谢网友 某某、某某 的线索投递, （@某某 投稿）."""
    if (part := _TAKING_PART.search(view.key)) is not None:
        translators = people(view, *part.span("names"), "translator")
        start, end = part.span()
        return [Found(start=start, end=end, people=translators.people, spans=translators.spans)]
    match = _THANKS.search(view.key) if "thanks" in view.signs else None
    if not match and "submitted" in view.signs:
        match = _SUBMITTED.search(view.key)
        match = match if match and not is_unnamed(match["name"]) else None
    inside = (
        people(view, *match.span("names" if "names" in match.groupdict() else "name"), "submitter")
        if match
        else None
    )
    if not match or not inside or not inside.people:
        return []
    start, end = match.span()
    return [Found(start=start, end=end, people=inside.people, spans=inside.spans, sure=0.85)]


def _linked_people(view: View, found: list[Found]) -> list[Found]:
    """Read …，作者[某某](…): people whose names are links behind their parts."""
    more: list[Found] = []
    for link in view.links:
        label = _PART.search(view.key, max(0, link.start - _PART_WITHIN), link.start)
        free = not any(one.start <= link.start < one.end and one.people for one in found)
        if label and label.end() == link.start and link.end > link.start and free:
            role: PersonRole = labels().get(label["label"], ("author",))[0]  # type: ignore[assignment]  # people's labels
            person = Person(role=role, name=view.shown[link.start : link.end].strip())
            spans = view.spans(link.start, link.end, role)
            more.append(Found(start=label.start(), end=link.end, people=(person,), spans=spans, sure=0.85))
    return more


def read_stated(view: View, taken: list[Stretch], found: list[Found]) -> list[Found]:
    """Read people named in a sentence of a credit: …，作者某某；译者某某, …，某某文）."""
    more = _linked_people(view, found)
    for match in (*places(_STATED, view.key), *places(_SIGNED, view.key)):
        place = match.span("name")
        if any(one.start <= place[0] < one.end and one.people for one in [*found, *more]):
            continue
        inside = people(view, *place, "author") if match["more"] else None
        written = [one.name for one in inside.people] if inside else [view.shown[slice(*place)]]
        linked = bool(view.link(*place))
        latin = written[0][:1].isascii() and written[0][:1].isalpha()
        latin = latin and (written[0][:1].isupper() or match.end("label") == place[0])
        spaced = view.key[place[0] - 1 : place[0]] == " " and not match["name"].endswith(("的", "者"))
        glued = (
            (view.key[match.start() - 1 : match.start()] in {",", ";"} or match[0].startswith("本文"))
            and match.end("label") == place[0]
            and not _SAYS.match(match["name"])
        )
        named = linked or latin or spaced or glued or bool(match["nick"]) or is_chinese_name(match["name"])
        if not named or is_unnamed(match["name"]):
            continue
        role: PersonRole = labels().get(match["label"], ("author",))[0]  # type: ignore[assignment]  # people's labels
        one = Found(
            start=match.start(),
            end=match.end(),
            people=tuple(Person(role=role, name=name) for name in written),
            spans=view.spans(*place, role),
            sure=0.8,
        )
        more += [one] if is_free(one, [], taken) else []
    return more
