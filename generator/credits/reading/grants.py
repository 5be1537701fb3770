"""Who gave a right and to whom: 经某报授权, 授权某网发布, 某网经授权发布, 由某社供稿, 系某报原创."""

import re

from generator.credits.reading.found import Found
from generator.credits.reading.makers import is_whole, read_owners
from generator.credits.reading.named import HAN, hop_of, is_known, is_outlet_shaped
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet
from generator.credits.reading.people import is_person
from generator.credits.reading.rights import Rights
from generator.credits.reading.subject import clause_start
from generator.credits.reading.values import HopRole, Person, PersonRole
from generator.credits.reading.view import View

_GRANTOR = re.compile(
    r"(?:已|业已|特)?(?:经过?|获(?:得|准|取)?|得到|征得|取得|蒙|由|感谢|多谢|鸣谢)(?P<name>.{1,30}?)"
    r"(?:(?:的)?(?:独家|书面|正式|官方|特别|友情|许可)?(?:授权|许可|同意|允许|慨允|惠允)[^。,]{0,4})"
)
_NOBODY = re.compile(
    r"^(?:转载|使用|发布|翻译|独家|正式|书面|相关|原|文章|本文|图片)?(?:作者|译者|本人|版权方|权利人"
    r"|版权人|出版社|出版方"
    r"|主办方|受访者|对方|官方|公众号|本站|我们|授权方|著作权人|原文|双方|平台|来源方|版权所有者"
    r"|版权所有人|转载|使用)"
)
_POINTING = re.compile(r"(?:本|该|其|贵|您|你|他|相关)")
_AUTHOR = re.compile(
    rf"(?:原|本文|文章)?(?:作者|(?P<translated>译者))\s?[“「]?(?P<who>[{HAN}·]{{2,4}}|[a-z][\w.'’-]{{1,20}}(?:\s[a-z][\w.'’-]{{0,20}}){{0,3}}|(?<=\s)[^\s,。;()]{{2,12}}(?=\s))[”」]?\s?(?:本人|先生|女士|老师)?(?:的|独家"
    rf"|正式)?(?:授权|许可|同意)"
)
_GIVEN = re.compile(
    r"授权\s?(?:由|给|予)?\s?(?P<name>[^。;!?\n]{1,24}?)\s?(?:独家|首发|联合)?"
    r"(?P<verb>转载|发布|发表|刊发|刊载|编译|翻译|推送|首发|转发|使用|编发|独家)"
)
_BARE_VERB = re.compile(r"(?:转|发|刊|编|翻|推|首|独|使)")
_LATIN_PERSON = re.compile(r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,2}")
_MADE: dict[str, HopRole] = {"翻译": "translation", "编译": "adaptation"}
_FIRST = frozenset(["发布", "发表", "首发", "刊发", "独家", "刊载"])
_PASSED = re.compile(r"\s?(?:后)?(?:转载|发布|刊发|编译|翻译|推送|发表|转发|首发|刊载|编辑发布|进行编译)")
_PASSED_IN = re.compile(r"(?:转载|发布|刊发|编译|推送|发表)$")
_PASSER_LEAD = re.compile(r"\s*(?:(?:本文|文章|现)?由|(?:本文|文章)[为是系])?\s?")
_TEXT = re.compile("本文|文章|内容|图片|此文")
_MARKS = re.compile("[《“「]")
_GIVER_LEAD = re.compile(
    r"\s*(?:本文|文章|此文|图片)?(?:系|为|是|由|经|获)?(?:合作伙伴|合作夥伴|友媒|合作媒体)?\s?"
)
_LONGEST = 24
_AFTER = 30


def read_grants(view: View, rights: Rights, found: list[Found], names: Names) -> list[Found]:
    """Read who gave a right, who was given it, and whose a text says it is."""
    more: list[Found] = []
    for start, end in rights.grants:
        for one in (
            _grantor(view, start, end, [*found, *more], names),
            _author(view, start, end, names),
        ):
            more += [one] if one else []
        given = _given(view, start, end, [*found, *more], names)
        more += [given] if given else []
    for start, end in rights.grants:
        more += _passer(view, start, end, [*found, *more], names)
    return more + read_owners(view, [*found, *more], names)


def _grantor(view: View, start: int, end: int, found: list[Found], names: Names) -> Found | None:
    """Read who gave the right: 经《财经》杂志授权."""
    match = _GRANTOR.fullmatch(view.key, start, end)
    if match is None and view.key.startswith("授权", start):
        return _giver(view, start, end, names)
    name = match["name"].strip() if match else ""
    if not match or not name or (_NOBODY.match(name) and not _MARKS.search(name)):
        return None
    place = match.span("name")
    if any(
        (one.start < place[1] and place[0] < one.end and any(h.role in {"original", "via"} for h in one.hops))
        or any(hop.role == "excerpt-of" for hop in one.hops)
        for one in found
    ):
        return None
    latin = _LATIN_PERSON.fullmatch(view.shown[slice(*place)].strip()) and not is_known(name, names)
    latin = latin and "翻译" in view.key[start : end + 2]  # of papers one prints, of people one translates
    given = _is_nickname(view, place, end, names)
    if given or is_person(name, names) or (latin and not is_outlet_shaped(name)):
        author = Person(role="author", name=view.shown[slice(*place)].strip())
        spans = view.spans(*place, "author")
        return Found(start=start, end=end, people=(author,), spans=spans, sure=0.85)
    one = outlet(view, *place, names)
    if not one or not one.source or one.unnamed or len(one.source) > _LONGEST or _POINTING.match(one.source):
        return None
    hops = (hop_of(one, "original"),)
    return Found(start=start, end=end, hops=hops, spans=one.spans, passing="repost", sure=0.93)


def _is_nickname(view: View, place: tuple[int, int], end: int, names: Names) -> bool:
    """Say whether who gives a right to a known outlet writes under a name of his own: 由某某授权某网发表."""
    one = outlet(view, *place, names)
    given = _GIVEN.search(view.key, end - len("授权"), min(len(view.key), end + _AFTER))
    receives = outlet(view, *given.span("name"), names) if given else None
    alone = (
        one is not None
        and not one.shows
        and not one.platform
        and one.source == view.shown[slice(*place)].strip()
    )
    return alone and receives is not None and receives.known


def _giver(view: View, start: int, end: int, names: Names) -> Found | None:
    """Read 合作媒体《某报》授权刊登, 由公众号某某（ID：…）授权转载: whoever stands before the right."""
    bracket = view.key.rfind("(", 0, start) if view.key[:start].endswith(")") else -1
    begin = clause_start(view.key, bracket if bracket > 0 else start)
    lead = _GIVER_LEAD.match(view.key, begin, start)
    one = outlet(view, lead.end() if lead else begin, start, names)
    if (
        one is None
        or not is_whole(one, start)
        or not (one.known or one.quoted or one.platform or one.account)
    ):
        return None
    hops = (hop_of(one, "original"),)
    return Found(start=begin, end=end, hops=hops, spans=one.spans, passing="repost", sure=0.9)


def _author(view: View, start: int, end: int, names: Names) -> Found | None:
    """Read 作者某某授权."""
    match = _AUTHOR.search(view.key, start, min(len(view.key), end + 1))
    spaced = (
        match and view.key[match.start("who") - 1].isspace() and view.key[match.end("who") :][:1].isspace()
    )
    if not match or not (spaced or is_person(match["who"], names) or match["who"].isascii()):
        return None
    role: PersonRole = "translator" if match["translated"] else "author"
    author = Person(role=role, name=view.shown[slice(*match.span("who"))])
    return Found(start=start, end=end, people=(author,), spans=view.spans(*match.span("who"), "author"))


def _given(view: View, start: int, end: int, found: list[Found], names: Names) -> Found | None:
    """Read to whom the right was given: 授权某网发布."""
    key = view.key
    match = _GIVEN.search(key, start, min(len(key), end + _AFTER))
    if not match or _BARE_VERB.match(match["name"]):
        return None
    one = outlet(view, *match.span("name"), names)
    if one is None or not is_whole(one, match.end("name")):
        return None
    made = _MADE.get(match["verb"])
    first = match["verb"] in _FIRST and not any(hop.source for other in found for hop in other.hops)
    hops = (hop_of(one, made or ("original" if first else "repost")),)
    return Found(start=start, end=match.end(), hops=hops, spans=one.spans)


def _passer(view: View, start: int, end: int, found: list[Found], names: Names) -> list[Found]:
    """Read 某网经授权发布: who passes a text on, where the source stands elsewhere."""
    key = view.key
    begin = clause_start(key, start)
    passed = _PASSED.match(key, end) or _PASSED_IN.search(key[start:end])
    if not passed or any(one.start <= begin < one.end and one.start < start < one.end for one in found):
        return []
    lead = _PASSER_LEAD.match(key, begin, start)
    one = outlet(view, lead.end() if lead else begin, start, names) if key[begin:start].strip(" ,·") else None
    if one is None or not is_whole(one, start):
        return []
    if is_person(one.source, names) or _TEXT.match(one.source) or re.search("[的了是]", one.source):
        return []
    return [Found(start=begin, end=end, hops=(hop_of(one, "repost"),), spans=one.spans, sure=0.85)]
