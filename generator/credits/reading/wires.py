"""How agencies and papers sign: heads of wires, names of reporters, a paper's name in brackets."""

import re
from collections.abc import Callable
from itertools import pairwise

from generator.credits.reading.fields import hop_of
from generator.credits.reading.found import Found
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import HAN, Named, is_known, is_outlet_shaped, is_unnamed, outlet, outlets, span
from generator.credits.reading.people import is_chinese_name, is_person, people
from generator.credits.reading.values import Hop, Person, Span
from generator.credits.reading.view import View
from generator.credits.reading.words import either, literal, opening, vocabulary

_DATE = r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}日"
_PLACE = rf"(?:(?!记者)[{HAN}·/、]){{0,12}}?"
_SIGNS = re.compile(r"[\s【\[(〔*#>●■□◆▲※·—-]*")
_HEAD = re.compile(rf"(?P<place>{_PLACE})\s?(?P<date>{_DATE})?\s?(?:综合外?)?(?P<end>专电|电讯|电报导|电报道|电|讯|消息|报道|报导|快讯)(?=[\s()\]】:,/|—-]|$|据|记者|综合)")
_LOOSE_HEAD = re.compile(rf"(?P<name>(?:(?!记者)[{HAN}a-z0-9]){{2,12}}?(?:报|网|社|台|新闻|科技|财经|体育|娱乐|在线|快讯|周刊|杂志|号外|头条|观察|资讯|日报|客户端))(?P<place>{_PLACE})(?P<date>{_DATE})?(?P<end>电|讯|消息)(?=[\s()\]】:,]|$|据|记者)")
_OWN = ("本报", "本刊", "本网", "本社", "本台", "本站", "总台")
_REPORTER = re.compile(r"(?:特约|实习|见习|首席|全媒体|融媒体?|特派|驻外|摄影|文字|新闻中心|总台|前方)?(?P<who>记者|通讯员|实习生|特派员|通信员|特约撰稿人|特约撰稿|编译|摄影)(?!从|在|了|获|采访|注|看|发|问|会|提|招|来|日前|近|今|随|通|联|昨|就|向|对|以|们|表示|观察|调查|证|手|按|节)[\s:/丨|]{0,3}")
_REPORTED = re.compile(rf"[\s/]*(?:[{HAN}]{{0,10}}?)(?:(?:\d{{1,2}}日)?(?:综合外?电?)?(?:摄影报道|报道|报导|专电|外电|电)|发自[{HAN}]{{0,8}})\s*$")
_SHOT = re.compile(rf"(?:(?P<outlet>[^\s()。,;:]{{2,12}}?)(?:特约|实习|首席)?(?:记者|发|通讯员)\s?\(?\s?)?(?P<names>[{HAN}·]{{2,4}}(?:[、\s][{HAN}·]{{2,4}}){{0,2}})\s?/?\s?(?:摄影?|/图)(?=[)\s。,;]|$)")
_SUPPLIED = re.compile(rf"^\W*(?P<name>[^\s。,;:()]{{2,16}})\s?(?:供图|图/|资料图|/图|摄影作品)\W*$|\((?P<inner>[^()。,;]{{2,16}}?)\s?(?:供图|资料图片?)\)")
_TURNED = re.compile(rf"(?:^|(?<=[\s(,、;|]))(?P<name>[{HAN}]{{2,4}}|本报记者\s?[{HAN}]{{2,4}})\s?/\s?(?P<role>文|图|摄|编译|整理|译|编辑|撰文|采写)(?=[\s)|,;]|$)")
_TURNED_ROLES = {"文": "author", "撰文": "author", "采写": "author", "图": "photographer", "摄": "photographer", "编译": "translator", "译": "translator", "整理": "collector", "编辑": "editor"}
_ENGLISH = re.compile(
    r"\s*(?:(?P<place>[A-Z][A-Za-z.'’ -]{1,30}(?:,\s?[A-Z][A-Za-z.'’ ]{1,24}){0,2}?)?,?\s*(?P<date>(?:Jan|Feb|Mar|Apr|May|June|July|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2},?(?:\s\d{4})?)?,?\s*)?"
    r"\((?P<agency>[A-Z][A-Za-z0-9. ]{1,24}(?:/[A-Z][A-Za-z0-9. ]{1,24})?)\)\s*[-–—]+"
)
_PHOTO = re.compile(r"(?:(?P<agency>AP Photo|AP|REUTERS|Reuters|AFP|EPA|EPA-EFE|Xinhua|Getty Images|AFP PHOTO|NurPhoto|Bloomberg|UPI)(?:\s?[/|]\s?)(?P<name>[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,3}))")
_PHOTO_TURNED = re.compile(r"(?P<name>[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,3})\s?[/|]\s?(?P<agency>[A-Z][A-Za-z. ]{1,30}?)(?:\s(?:via|/)\s(?P<via>[A-Z][A-Za-z ]{2,24}?))?(?=[.)\]]|$)")
_KOREAN = re.compile(r"\s*[\[(【〔](?P<place>[^=\[\]()【】]{1,14})=(?P<agency>[^\[\]()【】=]{2,14})[\])】〕]\s?")
_KOREAN_BRACKET = re.compile(r"[\[(【](?P<agency>[a-z0-9가-힣·]{2,12})[\s=](?P<names>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s?(?P<who>(?:[가-힣]{0,4})(?:기자|특파원|리포터))[^\])】]{0,12}[\])】]")
_KOREAN_REPORTER = re.compile(r"(?:^|(?<=[\s\])/·=]))(?P<names>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s?(?:선임|인턴|객원|전문|수습|온라인|영상|사진|[가-힣]{2,3})?(?:기자|특파원)(?=[\s=|)(,.]|$)")
_JAPANESE = re.compile(r"\s*[\[【(〔](?P<inner>[^\[\]【】()〔〕\n]{2,36})[\]】)〕]")
_ALONE = 40


def read_wires(view: View, taken: list[tuple[int, int]], found: list[Found], names: Names) -> list[Found]:
    """Read the forms in which agencies and papers sign, where nothing else was found."""
    return _read(view, taken, found, names, (_shots, _photos, _turned, _reporters, _alone))


def read_heads(view: View, taken: list[tuple[int, int]], found: list[Found], names: Names) -> list[Found]:
    """Read the heads of wires."""
    return _read(view, taken, found, names, (_head, _english, _japanese, _korean))


_STATED = re.compile(
    rf"(?:(?<=[,;(。、\s])|^)(?:本文|原文|文章|该文)?(?P<label>原作者|作者|译者|编译者|撰文|撰稿人|撰稿|翻译|编译|摄影|编辑|校对|责编|审校)(?:系|为|是)?(?:[^,。;()\s]{{0,16}}?(?:教授|博士|研究员|记者|作家|学者|院士|律师|分析师|主编|评论员|专栏作家|主任|院长|所长|创始人|总编辑))?\s?"
    rf"(?P<name>[{HAN}]{{2,4}}(?=[,。;)\s、]|$)|(?=[a-z])[a-z][\w.'’-]{{1,20}}(?:\s[a-z][\w.'’-]{{0,20}}){{0,3}}(?=[,。;)、]|$))"
)


def read_stated(view: View, taken: list[tuple[int, int]], found: list[Found], names: Names) -> list[Found]:
    """Read people named in a sentence of a credit: …，作者李泽厚；译者刘畅."""
    more: list[Found] = []
    for match in _STATED.finditer(view.key):
        if any(one.start <= match.start("name") < one.end and one.people for one in [*found, *more]):
            continue
        name = view.shown[slice(*match.span("name"))]
        if not (is_chinese_name(match["name"]) or name[:1].isascii() and name[:1].isupper()) or is_unnamed(match["name"]):
            continue
        role = vocabulary().labels[match["label"]][0] if match["label"] in vocabulary().labels else "author"
        more.append(Found(start=match.start(), end=match.end(), people=(Person(role=role, name=name),), spans=span(view, *match.span("name"), role), sure=0.8))  # type: ignore[arg-type]
    return more


Form = Callable[[View, Names], list[Found]]


def _read(view: View, taken: list[tuple[int, int]], found: list[Found], names: Names, forms: tuple[Form, ...]) -> list[Found]:
    more: list[Found] = []
    for form in forms:
        for one in form(view, names):
            busy = any(a < one.end and one.start < b for a, b in taken) or any(
                old.start < one.end and one.start < old.end for old in [*found, *more]
            )
            if not busy:
                more.append(one)
    return more


def _head(view: View, names: Names) -> list[Found]:
    """Read 新华社北京1月13日电, 新浪科技讯, 本报讯."""
    key = view.key
    signs = _SIGNS.match(key)
    start = signs.end() if signs else 0
    if key.startswith("据", start):
        start += 1
    name = _known_at(key, start, names)
    match = _HEAD.match(key, name) if name else None
    if match and not (match["place"] or match["date"]) and match["end"] in {"报道", "报导", "消息"} and not re.match(r":|[\s()\]】]*(?:\(|记者|$|\s)", key[match.end() :]):
        match = None
    if match and key[start - 1 : start] == "据" and not match["date"]:
        return []
    if match is None:
        match = _LOOSE_HEAD.match(key, start)
        name = match.end("name") if match else 0
        if match and not match["date"] and match["end"] == "消息" and not re.match(r"[\s(]", key[match.end() : match.end() + 1]):
            return []
    if match is None:
        match = re.compile(rf"(?P<name>[{HAN}]{{2,6}})(?P<place>)(?P<date>{_DATE})?(?P<end>讯)(?=[\s(]{{0,3}}(?:{{记者}}|记者|通讯员|编辑|特约))".replace("{{记者}}", "见习记者")).match(key, start)
        name = match.end("name") if match else 0
    if match is None or not name:
        return []
    own = key.startswith(_OWN, start)
    hops = () if own else (Hop(role="original", source=view.shown[start:name], date=match["date"] or ""),)
    if own:
        return []
    return [Found(start=start, end=match.end(), hops=hops, spans=span(view, start, name, "source"), sure=0.95 if match["date"] else 0.85)]


def _known_at(key: str, start: int, names: Names) -> int:
    """Give the end of a registered or well-known name at a place; 0 where there is none."""
    registered = names.at(key, start)
    agency = opening("outlets", "agencies").match(key, start)
    ends = [registered[0]] if registered else []
    ends += [agency.end()] if agency else []
    return max(ends, default=0)


def _reporters(view: View, names: Names) -> list[Found]:
    """Read （记者 张三 通讯员 李四）, 新华社记者张三, 記者王小明／台北報導."""
    key = view.key
    found: list[Found] = []
    position = 0
    for match in _REPORTER.finditer(key):
        if match.start() < position or match["who"] in {"编译", "摄影"} and match.start() == 0 and "/" not in key:
            continue
        opened = max(key.rfind("(", max(0, match.start() - 60), match.start()), key.rfind("〔", max(0, match.start() - 60), match.start()), key.rfind("【", max(0, match.start() - 60), match.start()))
        closed = max(key.rfind(")", max(0, match.start() - 60), match.start()), key.rfind("〕", max(0, match.start() - 60), match.start()))
        begin = opened + 1 if opened > closed else None
        if begin is not None:
            end_match = re.compile(r"[)〕】\n]").search(key, match.end())
            end = end_match.start() if end_match else len(key)
        else:
            lead = _lead(key, match.start())
            if lead is None:
                continue
            begin = lead
            end_match = re.compile(rf"[,。;!?\n()]|\s[-—]|\s(?=[{HAN}]{{2,4}}\s?[丨|:/])|\s(?=[{HAN}]{{0,4}}(?:编辑|责编|校对|审核)[\s:丨|/])").search(key, match.end())
            end = end_match.start() if end_match else len(key)
        if end - begin > 90:
            continue
        read = _signed(view, begin, end, match, names, bracket=opened > closed)
        if read:
            found.append(read)
            position = read.end
    return found


def _lead(key: str, place: int) -> int | None:
    """Give where a signature begins that stands in no brackets: at the start of a line, or a short one."""
    low = max(0, place - 30)
    start = max((m.end() for m in re.compile(r"[。;!?\n]|\s{2}|[|丨]\s?|^").finditer(key, low, place)), default=low)
    before = key[start:place].strip(" □■●*—-·/")
    if start == 0 and low > 0:
        return None
    if len(before) > 16 or re.search(r"[,、:的了对]", before):
        return None
    return start


def _signed(view: View, begin: int, end: int, first: re.Match[str], names: Names, *, bracket: bool) -> Found | None:
    key = view.key
    words = [m for m in _REPORTER.finditer(key, first.start(), end)]
    outlet_end = first.start()
    own = re.compile(r"(?:特约|本报|本刊|本网|本社|本台|本站|实习|总台|我报|驻[\u4e00-\u9fff]{1,5}?(?:特约)?)+$").search(key[begin:outlet_end])
    if own:
        outlet_end = begin + own.start()
    lead = _SIGNS.match(key, begin, outlet_end)
    at = lead.end() if lead else begin
    named: list[Named] = []
    if at < outlet_end and key[at:outlet_end].strip():
        head = _HEAD.search(key, at, outlet_end)
        named, _ = outlets(view, at, outlet_end, names, most=2)
        named = [one for one in named if one.source and not one.unnamed and not one.source.endswith(("本报", "本刊"))]
        if head and not named:
            named = []
        elif named and not bracket and not (named[0].known or is_outlet_shaped(named[0].source.casefold()) or len(words) and len(key.strip()) < _ALONE):
            return None
    persons: list[Person] = []
    spans: tuple[Span, ...] = ()
    edges = [*(m.end() for m in words)]
    stops = [*(m.start() for m in words[1:]), end]
    shot = bool(re.search(r"摄影报道|文/图|图/文|图文", key[begin:end]))
    for a, b, word in zip(edges, stops, words, strict=True):
        reported = re.compile(r"[\s/]+" + rf"[{HAN}]{{0,8}}(?:摄影报道|报道|报导|电|摄|综合报导|连线)?\s*$").search(key, a, b) if "/" in key[a:b] or re.search(r"(?:报道|报导|电|摄)\s*$", key[a:b]) else None
        stop = reported.start() if reported and reported.start() > a else b
        glued = re.compile(rf"([{HAN}]{{5,12}}?)(?:\d{{1,2}}日)?(?:综合外?)?(?:外|专)?电\s*$").match(key, a, b)
        role = "photographer" if word["who"] == "摄影" or re.search(r"[^影]摄\s*$", key[a:b]) and "摄影" not in key[a:b] else "translator" if word["who"] == "编译" else "reporter"
        if glued and not re.search(r"\s", key[a:b].strip()):
            persons.append(Person(role=role, name=view.shown[a : a + 3]))
            spans += span(view, a, a + 3, role)
            continue
        inside = people(view, a, stop, role)  # type: ignore[arg-type]
        spans += inside.spans
        persons += [one for one in inside.people if not one.name.endswith(("报道", "报导"))]
    if not persons or not _are_names(persons, bracket=bracket):
        return None
    if shot:
        persons += [Person(role="photographer", name=one.name) for one in persons if one.role == "reporter"]
    photo = all(one.role == "photographer" for one in persons)
    hops = tuple(hop_of(one, "image" if photo else "original") for one in named)
    if photo and hops:
        hops = (Hop(role="image", source=hops[0].source, person=persons[0].name), *hops[1:])
    return Found(start=begin, end=end, hops=hops, people=tuple(persons), spans=spans + tuple(s for one in named for s in one.spans), sure=0.95 if bracket else 0.88)


def _are_names(persons: list[Person], *, bracket: bool) -> bool:
    first = persons[0].name
    from generator.han import fold

    if re.fullmatch(f"[{HAN}·]+", fold(first)):
        return is_chinese_name(fold(first)) or (bracket and len(first) <= 4) or "·" in first
    return bracket and len(first) <= 24


def _shots(view: View, names: Names) -> list[Found]:
    """Read 新华社记者 张三 摄, 新华社发（李四 摄）, 视觉中国供图."""
    key = view.key
    found: list[Found] = []
    for match in _SHOT.finditer(key):
        parts = [part for part in re.split(r"[、\s]", match["names"]) if part]
        if match["outlet"] is None and not all(is_chinese_name(part) for part in parts):
            continue
        if match["outlet"] is None and len(key.strip()) > _ALONE and key[match.start() - 1 : match.start()] not in {"(", " ", "。", ""}:
            continue
        named = None
        if match["outlet"] and not match["outlet"].startswith(("本报", "本刊", "本社", "本网", "特约")):
            start, end = match.span("outlet")
            opened = re.compile(r"[\s(。,;图:]*(?:图片?[:来自由]*)?").match(key, start, end)
            named = outlet(view, opened.end() if opened else start, end, names)
            if named and not (named.known or is_outlet_shaped(named.source.casefold())):
                named = None
        inside = people(view, *match.span("names"), "photographer")
        if not inside.people:
            continue
        hops = (Hop(role="image", source=named.source, person=inside.people[0].name),) if named and named.source else ()
        found.append(Found(start=match.start(), end=match.end(), hops=hops, people=inside.people, spans=inside.spans + (named.spans if named else ()), sure=0.88))
    for match in _SUPPLIED.finditer(key):
        group = "name" if match["name"] else "inner"
        named = outlet(view, *match.span(group), names)
        if named and named.source and not is_person(match[group], names):
            found.append(Found(start=match.start(), end=match.end(), hops=(hop_of(named, "image"),), spans=named.spans, sure=0.55 if named.unnamed else 0.85))
        elif named and named.source:
            found.append(Found(start=match.start(), end=match.end(), people=(Person(role="photographer", name=named.source),), spans=named.spans, sure=0.8))
    return found


def _turned(view: View, names: Names) -> list[Found]:
    """Read 张三/文 李四/图: names before their parts."""
    found = []
    for match in _TURNED.finditer(view.key):
        inside = people(view, *match.span("name"), _TURNED_ROLES[match["role"]])  # type: ignore[arg-type]
        if inside.people and is_chinese_name("".join(match["name"].split())[-4:].removeprefix("记者")):
            found.append(Found(start=match.start(), end=match.end(), people=inside.people, spans=inside.spans, sure=0.85))
        elif match["role"] in {"图", "摄"} and is_known(match["name"], names):
            named = outlet(view, *match.span("name"), names)
            if named:
                found.append(Found(start=match.start(), end=match.end(), hops=(hop_of(named, "image"),), spans=named.spans))
    return found


def _english(view: View, names: Names) -> list[Found]:
    """Read datelines: LONDON (Reuters) -, BEIJING, Jan. 9 (Xinhua) --, (Bloomberg) --."""
    found: list[Found] = []
    match = _ENGLISH.match(view.shown)
    if match:
        sources = re.split("/", match["agency"])
        place = match["place"] or ""
        if all(is_known(source.casefold().strip(), names) or source.isupper() for source in sources) or place.isupper() or match["date"]:
            hops = tuple(Hop(role="original", source=source.strip(), date=(match["date"] or "").strip(" ,")) for source in sources)
            found.append(Found(start=match.start(), end=match.end(), hops=hops, spans=span(view, *match.span("agency"), "source"), sure=0.93))
    taken_from = re.compile(r"\W*(?:From|from)\s(?P<name>(?:[Tt]he\s)?[A-Z][\w.&'’ -]{2,40}?)(?:,\s(?P<date>[A-Z][a-z]{2,9}\.?\s(?:\d{1,2},\s)?\d{4}|\d{4}))?\W*").fullmatch(view.shown)
    if taken_from and (is_known(taken_from["name"].casefold(), names) or is_outlet_shaped(taken_from["name"].casefold()) and taken_from["date"]):
        found.append(Found(start=0, end=len(view.shown), hops=(Hop(role="original", source=taken_from["name"], date=taken_from["date"] or ""),), spans=span(view, *taken_from.span("name"), "source"), sure=0.75))
    line = re.compile(r"\s*(?P<name>(?!By\s)[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,3})\s?[,|/]\s?(?P<agency>[A-Z][\w.'’ &-]{1,40}?)\s*").fullmatch(view.shown)
    if line and is_known(line["agency"].casefold().strip(), names):
        found.append(
            Found(
                start=0,
                end=line.end(),
                hops=(Hop(role="original", source=line["agency"].strip()),),
                people=(Person(role="author", name=line["name"]),),
                spans=span(view, *line.span("name"), "author") + span(view, *line.span("agency"), "source"),
                sure=0.8,
            )
        )
    return found


def _photos(view: View, names: Names) -> list[Found]:
    """Read credits of photographs: AP Photo/John Doe, REUTERS/Jane Roe, John Doe/AFP via Getty Images."""
    found: list[Found] = []
    shown = view.shown
    for match in _PHOTO.finditer(shown):
        agency = match["agency"].removesuffix(" Photo").removesuffix(" PHOTO")
        found.append(
            Found(
                start=match.start(),
                end=match.end(),
                hops=(Hop(role="image", source=agency, person=match["name"]),),
                people=(Person(role="photographer", name=match["name"]),),
                spans=span(view, match.start("agency"), match.start("agency") + len(agency), "source") + span(view, *match.span("name"), "photographer"),
            )
        )
    for match in _PHOTO_TURNED.finditer(shown):
        agencies = [part for part in (match["agency"], match["via"]) if part]
        if "\u0020via " in match["agency"]:
            agencies = match["agency"].split(" via ")
        if not is_known(agencies[0].casefold().strip(), names):
            continue
        hops = tuple(Hop(role="image", source=agency.strip(), person=match["name"] if n == 0 else "") for n, agency in enumerate(agencies))
        found.append(Found(start=match.start(), end=match.end(), hops=hops, people=(Person(role="photographer", name=match["name"]),), spans=span(view, *match.span("name"), "photographer") + span(view, *match.span("agency"), "source")))
    alone = re.compile(r"\W*(?P<agency>(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|Shutterstock|Unsplash|EPA)(?:\s?(?:/|via)\s?(?:Getty(?: Images)?|AFP|AP|Shutterstock|EPA))+)\W*").fullmatch(shown)
    if alone:
        parts = re.split(r"\s?(?:/|via)\s?", alone["agency"])
        found.append(Found(start=0, end=len(shown), hops=tuple(Hop(role="image", source=part.strip()) for part in parts), spans=span(view, *alone.span("agency"), "source"), sure=0.75))
    return found


def _japanese(view: View, names: Names) -> list[Found]:
    """Read 【ロンドン共同】, [東京 9日 ロイター], 【AFP=時事】, 【北京=山田太郎】."""
    match = _JAPANESE.match(view.key)
    if not match:
        return []
    start, end = match.span("inner")
    inner = match["inner"]
    wired = re.fullmatch(rf"(.{{2,8}}?(?:通信|新聞|新闻))=([{HAN}]{{2,5}})", inner.strip())
    if wired:
        cut = start + len(wired[1])
        return [Found(start=match.start(), end=match.end(), hops=(Hop(role="original", source=view.shown[start:cut]),), people=(Person(role="reporter", name=view.shown[cut + 1 : end].strip()),), spans=span(view, start, cut, "source"))]
    if not re.search("[\u3040-\u30ff]", view.key[match.end() : match.end() + 80] + inner):
        return []
    agency = re.compile(r"(?:^|.*?)(?P<name>" + "|".join(re.escape(word) for word in vocabulary().words("outlets", "agencies") if ord(word[0]) > 0x2E80 or word in {"afp", "ap", "cnn", "bbc"}) + r")(?:\s|$|\d|通信)").match(inner)
    pair = re.fullmatch(r"(afp|ap|ロイター|cnn)=(时事|共同)", inner.strip())
    if pair:
        hops = (Hop(role="original", source=view.shown[start : start + len(pair[1])]), Hop(role="via", source=view.shown[start + len(pair[1]) + 1 : end].strip()))
        return [Found(start=match.start(), end=match.end(), hops=hops, spans=span(view, start, end, "source"))]
    person = re.fullmatch(rf"[^=]{{1,10}}=([{HAN}\u3040-\u30ff]{{3,6}})", inner.strip())
    if person and not is_known(person[1], names):
        name = view.shown[start:end].partition("=")[2] or view.shown[start:end].partition("＝")[2]
        return [Found(start=match.start(), end=match.end(), people=(Person(role="reporter", name=name.strip()),), spans=span(view, end - len(name), end, "reporter"), sure=0.85)]
    if agency and agency.start("name") >= 0:
        a, b = start + agency.start("name"), start + agency.end("name")
        if inner[agency.end("name") : agency.end("name") + 2] == "通信":
            b += 2
        return [Found(start=match.start(), end=match.end(), hops=(Hop(role="original", source=view.shown[a:b]),), spans=span(view, a, b, "source"))]
    return []


def _korean(view: View, names: Names) -> list[Found]:
    """Read (서울=연합뉴스) 홍길동 기자 =, [이데일리 홍길동 기자], 홍길동 기자."""
    key = view.key
    if not re.search("[가-힣]", key):
        return []
    found: list[Found] = []
    if match := _KOREAN.match(key):
        start, end = match.span("agency")
        reporter = _KOREAN_REPORTER.match(key, match.end()) or re.compile(r"\s?(?P<names>[가-힣]{2,4})(?:\s?기자|\s?특파원)?\s?=").match(key, match.end())
        inside = people(view, *reporter.span("names"), "reporter") if reporter else None
        if is_known(match["agency"].strip(), names) or is_outlet_shaped(match["agency"].strip()) or reporter:
            found.append(Found(start=match.start(), end=reporter.end() if reporter else match.end(), hops=(Hop(role="original", source=view.shown[start:end].strip()),), people=inside.people if inside else (), spans=span(view, start, end, "source") + (inside.spans if inside else ()), sure=0.96))
    for match in _KOREAN_BRACKET.finditer(key):
        inside = people(view, *match.span("names"), "reporter")
        found.append(Found(start=match.start(), end=match.end(), hops=(Hop(role="original", source=view.shown[slice(*match.span("agency"))]),), people=inside.people, spans=span(view, *match.span("agency"), "source") + inside.spans))
    for match in _KOREAN_REPORTER.finditer(key):
        if any(one.start < match.end() and match.start() < one.end for one in found) or len(key.strip()) > 60 and match.start() > 30:
            continue
        before = key[: match.start()].strip(" =/")
        inside = people(view, *match.span("names"), "reporter")
        hops: tuple[Hop, ...] = ()
        if before and is_known(before, names):
            hops = (Hop(role="original", source=view.shown[: match.start()].strip(" =/")),)
        found.append(Found(start=0 if hops else match.start(), end=match.end(), hops=hops, people=inside.people, spans=inside.spans, sure=0.85))
    return found


def _alone(view: View, names: Names) -> list[Found]:
    """Read a paper's name that is a line of its own, or stands in brackets behind the last sentence."""
    key = view.key
    found: list[Found] = []
    whole = re.compile(r"[\s—–-]*(?P<open>[(【\[]?)\s*(?P<name>[^()【】\[\]。,;:!?\n]{2,40}?)\s*(?P<close>[)】\]]?)[\s。.]*").fullmatch(key)
    dated = re.compile(r"\s*(?P<name>[^()\s。,;:]{2,16})[\s|·•]{1,4}(?:\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[\s\d:]*|\d{1,2}[-月./]\d{1,2}日?[\s\d:]*)\s*").fullmatch(key)
    for match in (whole, dated):
        if not match:
            continue
        start, end = match.span("name")
        marked = match.re is whole.re if whole else False
        signed = bool(marked and (match["open"] or key.lstrip()[:1] in "—–"))
        named, stop = outlets(view, start, end, names)
        if named and stop >= end - 2 and all((one.known and _is_paper(one, names)) or (one.quoted and signed and not one.unnamed) for one in named) and (signed or len(named) == 1):
            image = key.rstrip(" )】").endswith(("图", "供图", "摄"))
            hops = tuple(hop_of(one, "image" if image else "original") for one in named)
            return [Found(start=0, end=len(key), hops=hops, spans=tuple(s for one in named for s in one.spans), sure=0.85 if signed else 0.6)]
    tail = re.compile(r"(?<=[。!?”\"…\s])[(—\[【]{1,2}\s?(?P<name>[^()【】\[\]。,;:]{2,24})[)\]】]?\s*$").search(key)
    if tail and len(key) > 12:
        start, end = tail.span("name")
        named, stop = outlets(view, start, end, names)
        if named and stop >= end - 1 and all((one.known and _is_paper(one, names)) or one.quoted and "《" in tail["name"] for one in named):
            found.append(Found(start=tail.start(), end=tail.end(), hops=tuple(hop_of(one, "original") for one in named), spans=tuple(s for one in named for s in one.spans), sure=0.75))
    return found


def _is_paper(one: Named, names: Names) -> bool:
    from generator.han import fold

    registered = names.whole(fold(one.source))
    return registered is None or registered.kind in {"outlet", "agency", "account"}
