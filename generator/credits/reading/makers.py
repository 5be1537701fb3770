"""Who made a text, and whose it is: 由某社供稿, 系某报原创, …，某网编译."""

import re

from generator.credits.reading.found import Found
from generator.credits.reading.named import Named, hop_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet
from generator.credits.reading.people import is_person
from generator.credits.reading.values import Hop, HopRole, Person, PersonRole
from generator.credits.reading.view import View
from generator.credits.reading.words import places

_BY_PEOPLE: dict[str, PersonRole] = {
    "供稿": "submitter",
    "投稿": "submitter",
    "推荐": "submitter",
    "编译": "translator",
    "翻译": "translator",
    "整理": "collector",
    "编辑": "editor",
    "综合": "editor",
}
_BY_OUTLET: dict[str, HopRole] = {
    "原创编译": "translation",
    "原创翻译": "translation",
    "编译": "adaptation",
    "翻译": "translation",
    "转载": "repost",
    "整理": "compilation",
    "综合": "compilation",
}
_MADE_BY = re.compile(
    r"(?:^|(?<=[,;。\s(]))(?P<name>[^\s,。;()]{2,14}?)\s?(?P<verb>编译|翻译|荣誉推出|荣誉出品)(?=[,。;)\s]|$|并|发布)"
)
_PROSE = re.compile(r"[的了在是把]|经|授权|未|不得|用户|平台")
_MARKS = re.compile("[《“「]")
_PICTURE = re.compile("图|视频|照片")
_LATIN_PERSON = re.compile(r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,2}")
_PICTURE_SITES = re.compile(r"//(?:www\.)?(?:pexels|unsplash|pixabay|flickr)\.com/")
_PERSON_LEAD = re.compile(r"(?:作者|译者|记者)[:\s]?")
_OF_SITE = re.compile(r"(?P<site>[^\s-]{2,16})\s[-–—]\s(?P<who>[^\s-]{2,20})\s*$")
_MADE = re.compile("编译$|翻译$")
_NOT_OURS = re.compile(r"(?:原创|一篇|一个|作者|个人|转载)")
_UNCHANGED = re.compile(r"(?:^|(?<=[,。;(]))\s?(?P<name>[^\s,。;()]{2,14}?)在不改变原[文意]")
_BY = re.compile(
    r"(?:(?:本文|文章|稿件|此文|文中图片|图片|图|照片|影片|内容|资料|视频)(?:系|是|为|均)?由"
    r"|^由|(?<=[,;。(后并])由)\s?(?P<name>[^。;!?,\n]{2,30}?)"
    r"\s?(?:独家|组织|倾情)?(?P<verb>原创编译|原创翻译|制作发布|编辑发布|整理发布|原创发布|供稿|提供|投稿|原创|出品|首发|采写|推荐|撰写|编译|翻译|整理|转载|发布|授权"
    r"|编辑|综合|编写)(?!组|社|官|家|团队|中心|工作室|计划|小组)"
)
_OURS = re.compile(
    r"(?:本文|文章|此文|本稿|本作品|此内容|该内容)(?:系|为|是)\s?(?P<name>[^。;!?,\n]{2,36}?)\s?(?:的)?(?:独家)?"
    r"(?:原创|首发|专稿|特稿|独家稿件|翻译|编译|译文|精华文章|优秀文章|精选文章|用户文章|专栏文章|出品|原创作品|原创稿件|原创文章|供稿)(?=[^于自]|$)"
)
_TRANSLATION = re.compile(
    r"(?:本|这|该|此)(?:文档?|项目|仓库|教程|书|文章|篇文章|系列|译文|页)?(?:是|为)(?:对|一份)?\s?(?P<name>[^。;!?,\n]{2,40}?)\s?"
    r"的(?:简体|繁体)?(?:中文|汉语|英文|日文)?(?:翻译|译文|译本|中译版|中译|翻译版|中文版)(?=[,。;)\s]|$)"
)
_PRODUCED = re.compile(
    r"(?:^[^\w“「《]{0,6}|公众号\s?)(?P<name>[“「《][^”」》]{2,30}[”」》]|[^\s,。;:!?|丨()的]{2,14})\s?"
    r"(?:原创|荣誉|联合|倾情)?出品(?=\s?[|丨]|\s*$)"
)


def is_whole(one: Named | None, end: int) -> bool:
    """Say whether a stretch is a publisher's name and nothing else."""
    return one is not None and bool(one.source) and not one.unnamed and one.end >= end - 1


def read_owners(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read who made a text, and whose it says it is, where nothing else was found."""
    more: list[Found] = []
    forms = (_BY, _by_site), (_BY, _by), (_OURS, _ours), (_TRANSLATION, _translation), (_PRODUCED, _ours)
    for form, read in forms if "makers" in view.signs else ():
        match = form.search(view.key)
        if match and not any(
            one.start <= match.start() < one.end or one.start <= match.start("name") < one.end
            for one in [*found, *more]
        ):
            more += read(view, match, names)
    return more


def read_makers(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read …，机器之心编译: a known outlet that made the text of a source named before."""
    more: list[Found] = []
    for match in places(_UNCHANGED, view.key):
        one = outlet(view, *match.span("name"), names)
        if one and one.source and is_whole(one, match.end("name")):
            hops = (hop_of(one, "adaptation"),)
            more.append(Found(start=match.start("name"), end=match.end(), hops=hops, spans=one.spans))
    alone = bool(_MADE_BY.fullmatch(view.key.strip(" -—*")))
    made = places(_MADE_BY, view.key) if (found or alone) and "makers" in view.signs else ()
    for match in made:
        one = outlet(view, *match.span("name"), names)
        known = one and (one.known or match["verb"] not in _BY_OUTLET)
        if one and known and is_whole(one, match.end("name")):
            hops = (hop_of(one, _BY_OUTLET.get(match["verb"], "original")),)
            more.append(
                Found(start=match.start("name"), end=match.end(), hops=hops, spans=one.spans, sure=0.85)
            )
    return more


def _by_site(view: View, match: re.Match[str], names: Names) -> list[Found]:
    """Read 本文由 某站 - 某某 翻译."""
    pair = _OF_SITE.match(view.key, *match.span("name"))
    site = outlet(view, match.start("name"), pair.end("site"), names) if pair else None
    if not pair or not site or not site.source:
        return []
    role = _BY_PEOPLE.get(match["verb"], "author")
    person = Person(role=role, name=view.shown[slice(*pair.span("who"))].strip())
    hops = (hop_of(site, _BY_OUTLET.get(match["verb"], "original")),)
    spans = site.spans + view.spans(*pair.span("who"), role)
    return [Found(start=match.start(), end=match.end(), hops=hops, people=(person,), spans=spans)]


def _by(view: View, match: re.Match[str], names: Names) -> list[Found]:
    """Read 本文由某社供稿, 图片由某某提供."""
    start, end = match.span("name")
    text = view.key[start:end]
    if _PROSE.search(text) and not _MARKS.search(text):
        return []
    lead = _PERSON_LEAD.match(view.key, start, end)
    at = lead.end() if lead else start
    if is_person(view.key[at:end], names):
        role = _BY_PEOPLE.get(match["verb"], "author")
        person = Person(role=role, name=view.shown[at:end].strip())
        spans = view.spans(at, end, role)
        return [Found(start=match.start(), end=match.end(), people=(person,), spans=spans, sure=0.88)]
    on_site = _PICTURE_SITES.search(view.link(start, end))
    if match["verb"] == "提供" and (on_site or _LATIN_PERSON.fullmatch(view.shown, start, end)):
        person = Person(role="photographer", name=view.shown[start:end].strip())
        hops = (Hop(role="image", person=person.name),)
        spans = view.spans(start, end, "photographer")
        return [
            Found(start=match.start(), end=match.end(), hops=hops, people=(person,), spans=spans, sure=0.8)
        ]
    one = outlet(view, start, end, names)
    picture = _PICTURE.search(match[0][: start - match.start()])
    if one and one.unnamed and picture and match["verb"] == "提供":
        return [Found(start=match.start(), end=match.end(), hops=(Hop(role="image"),), sure=0.55)]
    if one is None or not is_whole(one, end):
        return []
    hops = (hop_of(one, "image" if picture else _BY_OUTLET.get(match["verb"], "original")),)
    return [Found(start=match.start(), end=match.end(), hops=hops, spans=one.spans, sure=0.85)]


def _translation(view: View, match: re.Match[str], names: Names) -> list[Found]:
    """Read 本文档是某书的中文翻译."""
    one = outlet(view, *match.span("name"), names)
    if one is None or not is_whole(one, match.end("name")):
        return []
    hops = (hop_of(one, "original"),)
    start, end = match.span()
    return [Found(start=start, end=end, hops=hops, spans=one.spans, passing="translation", sure=0.85)]


def _ours(view: View, match: re.Match[str], names: Names) -> list[Found]:
    """Read 本文系某报原创."""
    start, end = match.span("name")
    if _NOT_OURS.match(match["name"]):
        return []
    if is_person(view.key[start:end], names):
        person = Person(role="author", name=view.shown[start:end])
        spans = view.spans(start, end, "author")
        return [Found(start=match.start(), end=match.end(), people=(person,), spans=spans, sure=0.85)]
    one = outlet(view, start, end, names)
    if one is None or not one.source or one.unnamed:
        return []
    made = _MADE.search(match[0])
    role: HopRole = _BY_OUTLET[made[0]] if made else "original"
    return [Found(start=match.start(), end=match.end(), hops=(hop_of(one, role),), spans=one.spans)]
