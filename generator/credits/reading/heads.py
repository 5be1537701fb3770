"""Heads of wires: 新华社北京1月13日电, 新浪科技讯, 【某网】（记者 …）."""

import re

from generator.credits.reading.found import Found, Stretch, is_free
from generator.credits.reading.heads_abroad import read_heads_abroad
from generator.credits.reading.named import HAN, agencies, agency_end
from generator.credits.reading.names import Names
from generator.credits.reading.people import is_chinese_name
from generator.credits.reading.values import Hop, Person
from generator.credits.reading.view import View

DATE = r"(?:(?:19|20)\d\d\s?年\s?)?(?:\d{1,2}\s?月\s?)?\d{1,2}\s?日"
_NO_PLACE = "记者|均|援引|引述|据|周[一二三四五六日]|率先|独家|最早|最先|近日|日前|早前|此前"
PLACE = rf"(?:(?!{_NO_PLACE})[{HAN}·/、]){{0,12}}?"
_TITLE = re.compile(r"\s*(?:【[^【】\n]{8,90}】|\(原标题:[^()\n]{4,90}\))\s{0,3}(?=\S)")
# of a flash, before its head
SIGNS = re.compile(r"[\s【\[(〔*#>●■□◆▲※·—-]*")
HEAD = re.compile(
    rf"(?:app|客户端)?(?P<place>{PLACE})\s?(?P<date>{DATE})?\s?(?:综合外?)?(?P<end>专电|电讯|电报导|电报道|电|讯|消息"
    rf"|报道|报导|快讯)"
    r"(?=[\s()\]】:,/|—-]|$|据|记者|综合|题[:\s])"
)
_LOOSE = re.compile(
    rf"(?P<name>(?:(?!记者)[{HAN}a-z0-9]){{2,12}}?"
    r"(?:报|网|社|台|新闻|科技|财经|体育|娱乐|汽车|游戏|地产|教育|健康|医药|证券|能源|文旅|旅游|在线|快讯|周刊|杂志|号外|头条|观察|资讯|日报|客户端))"
    rf"(?P<place>{PLACE})(?P<date>{DATE})?(?P<end>电|讯|消息)(?=[\s()\]】:,]|$|据|记者)"
)
_BARRED = re.compile(rf"(?P<name>[{HAN}a-z0-9]{{2,8}}?)(?P<place>)(?P<date>{DATE})\s?(?P<end>[|丨])")
_FLASH = re.compile(
    rf"(?P<name>(?!最新|今日|本期)[{HAN}a-z0-9]{{2,8}}?)(?P<place>)(?P<date>{DATE})?(?P<end>快讯|(?<![资通短简音腾喜])讯)(?=[,:])"
)
_SHORT = re.compile(
    rf"(?P<name>(?!最新)[{HAN}]{{2,8}}?)(?P<place>)(?P<date>{DATE})?(?P<end>讯|消息)(?=[\s(]{{0,3}}(?:见习记者|记者|编译|文|作者"
    rf"|通讯员|编辑|特约))"
)
_DATED = re.compile(
    rf"[【\[]?(?P<name>(?!\S{{0,4}}时间)(?:(?!记者|[据的了])[{HAN}a-z0-9.+-]){{2,16}}?)[】\]]?"
    r"(?:\([a-z0-9. ]{2,20}\))?(?P<place>)\s?(?P<date>(?:\d{4}年)?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?"
    r"(?P<end>消息|讯|电)(?=[\s(:,】\]])"
)
_BRACKETED = re.compile(
    r"(?<=[【\[])(?P<name>[^\s【】\[\]。,;:()]{2,12}?)(?P<place>)(?P<date>)专?(?P<end>(?<![资通短简音腾喜快])讯)[】\]]"
)
_INNER = re.compile(r"\s?\([^()\n]{1,40}\)\s?(?:讯|电)(?=[\s,:]|$)")
# 财联社（上海，编辑 某某）讯
_TOLD = re.compile(rf"(?<=\()(?P<name>[{HAN}]{{2,10}}?)(?P<place>)(?P<date>)(?P<end>消息|讯)(?=\))")
_PRESS = re.compile(
    rf"[{HAN}]{{2,6}}\s?(?P<date>{DATE})?\s?(?P<place>)/(?P<name>[{HAN}a-z ]{{2,16}})/(?P<end>)\s?[-–—]"
)
# 北京8月25日/美通社/ --
_FORMS = (_PRESS, _TOLD, _DATED, _BRACKETED, _LOOSE, _SHORT, _BARRED, _FLASH)
_REPORTER = re.compile(rf"[】\]]?\s?\(\s?(?P<name>[{HAN}]{{2,4}})\s?\)")
# 某社某地11月22日电（某某）
_EXTENDS = re.compile(r"(?:网|报|社|台|新闻|财经|科技|客户端|在线|频道)$")
_NEAR = 24
_DASHED = re.compile(rf"(?P<place>{PLACE})(?P<date>{DATE})\s(?P<end>[-–—])\s")
_SITES = ("网", "科技", "财经", "之家", "氪", "在线", "数码", "汽车")
_OUTLET = re.compile(r"\s*【(?P<name>[^【】\s]{2,10})】(?=[^\s(:：【]{8})")
_STATION = re.compile("(?:新闻台|电视台|通讯社|日报|晚报|卫视|新闻网)$")
_OWN = ("本报", "本刊", "本网", "本社", "本台", "本站", "总台")
_UNDATED = frozenset(["报道", "报导", "消息"])
_BOXED = re.compile(r"[】\]]\s?\((?=[^()]{0,8}(?:记者|作者|编辑))")
# 【某网】（记者 …）
_BEHIND_UNDATED = re.compile(r"[:\]】)]|[\s()\]】]*(?:\(|记者|$|\s)")


def read_heads(view: View, taken: list[Stretch], found: list[Found], names: Names) -> list[Found]:
    """Read the heads of wires, where nothing else was found."""
    more: list[Found] = []
    for form in (_chinese, read_heads_abroad):
        more += [one for one in form(view, names) if is_free(one, [*found, *more], taken)]
    return more


def _chinese(view: View, names: Names) -> list[Found]:
    """Read 新华社北京1月13日电, 新浪科技讯, 央视网消息：."""
    if "heads" not in view.signs:
        return []
    key = view.key
    boxed = _OUTLET.match(key)
    if boxed and (boxed["name"] in agencies() or _STATION.search(boxed["name"])):
        hops = (Hop(role="original", source=view.shown[slice(*boxed.span("name"))]),)
        spans = view.spans(*boxed.span("name"), "source")
        return [Found(start=0, end=boxed.end(), hops=hops, spans=spans, sure=0.75)]
    title = None if HEAD.search(key, 0, _NEAR) and not key.lstrip().startswith("(") else _TITLE.match(key)
    signs = SIGNS.match(key, title.end() if title else 0)
    start = signs.end() if signs else 0
    after = key.startswith("据", start)
    start += 1 if after else 0
    name = first = _known_end(key, start, names)
    if first and key[first : first + 1] in "-·/—":  # 环球时报-环球网
        name = _known_end(key, first + 1, names) or first
    if name and (_INNER.match(key, name) or _BOXED.match(key, name)):
        hops = (Hop(role="original", source=view.shown[start:name]),)
        return [Found(start=start, end=name, hops=hops, spans=view.spans(start, name, "source"))]
    match = _known_head(key, name, after=after) if name else None
    if match and match["place"] and _EXTENDS.search(match["place"]):  # 证券日报网讯
        name = first = match.end("place")
    if match is None and not (name and after):
        match = next((found for form in _FORMS if (found := form.match(key, start))), None)
        name = first = match.end("name") if match else 0
        start = match.start("name") if match else start
        told = match and match["end"] == "消息" and not match["date"]
        if match and told and key[match.end() : match.end() + 1] not in " (:)":
            return []
    if match is None or key.startswith(_OWN, start):
        return []
    who = _REPORTER.match(key, match.end())
    place = who.span("name") if who and is_chinese_name(who["name"]) else (0, 0)
    return [
        Found(
            start=start,
            end=max(match.end(), place[1]),
            hops=_two(view, start, first, name, match["date"] or ""),
            people=(Person(role="reporter", name=view.shown[slice(*place)]),) if place[1] else (),
            spans=view.spans(start, name, "source") + view.spans(*place, "reporter"),
            sure=0.95 if match["date"] else 0.85,
        )
    ]


def _known_head(key: str, name: int, *, after: bool) -> re.Match[str] | None:
    """Give the head behind a known name; one without a day must end there, and behind 据 it needs a day."""
    match = HEAD.match(key, name) or _DASHED.match(key, name)
    if match and not (match["place"] or match["date"]) and match["end"] in _UNDATED:
        own = match["end"] == "消息" and key[:name].endswith(_SITES) and not key[:name].endswith("社")
        behind = _BEHIND_UNDATED.match(key, match.end()) or (own and key.startswith(",", match.end()))
        match = match if behind else None
    if match and after and (not match["date"] or match["end"] in _UNDATED):
        return None
    return match


def _two(view: View, start: int, first: int, end: int, date: str) -> tuple[Hop, ...]:
    """Make the hops of a head; of two names the one that is no site's was there first."""
    if not first or first == end:
        return (Hop(role="original", source=view.shown[start:end], date=date),)
    sources = [view.shown[start:first], view.shown[first + 1 : end]]
    if sources[0].endswith(("网", "網")):
        sources.reverse()
    return (Hop(role="original", source=sources[0], date=date), Hop(role="via", source=sources[1]))


def _known_end(key: str, start: int, names: Names) -> int:
    """Give the end of a registered or well-known name at a place; 0 where there is none."""
    registered = names.at(key, start)
    return max(registered[0] if registered else 0, agency_end(key, start, len(key)))
