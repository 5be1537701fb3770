"""Who took a picture or lent it: 新华社记者 某某 摄, 视觉中国供图, 某某/文, AP Photo/Jane Roe."""

import re

import msgspec

from generator.credits.reading.found import Found
from generator.credits.reading.named import HAN, hop_of, is_known
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet
from generator.credits.reading.people import is_chinese_name, is_person, people
from generator.credits.reading.photos import read_photos
from generator.credits.reading.values import Hop, Person, PersonRole
from generator.credits.reading.view import View
from generator.credits.reading.words import places

_SHOT = re.compile(
    r"(?:(?P<outlet>[^\s()。,;:]{2,12}?)(?:(?:特约|实习|首席)?(?:记者|发|通讯员)\s?\(?\s?|(?<=[社报网])\s))?"
    rf"(?P<names>(?:[{HAN}]{{1,6}}·[{HAN}·]{{1,12}}|[{HAN}]{{2,4}})(?:[、\s][{HAN}·]{{2,4}}){{0,2}})\s?/?\s?(?:摄影?|/图)"
    r"(?=[()\s。,;a-z]|$)"
)
_LEAD = re.compile(r"[\s(。,;图:]*(?:图片?[:来自由]*)?")
_OWN = ("本报", "本刊", "本社", "本网", "特约")
_APART = re.compile(r"[、,\s]")
_SUPPLIED = re.compile(
    r"\((?P<sender>[^\s。,;:()]{2,8})发\s(?P<lender>[^()。,;]{2,16}?)\s?供图(?=[)/])"
    r"|^\W*(?P<name>[^\s。,;:()]{2,16})\s?(?:供图|图/|资料图|/图|摄影作品)\W*$"
    r"|(?:(?P<agency>[^\s。,;:()]{2,8})发\s?)?\((?P<inner>[^()。,;]{2,16}?)\s?(?:供图|提供|资料图片?|资料照片?)(?=[)/])"
)
_TURNED = re.compile(
    rf"(?:^|(?<=[\s(,、;|]))(?P<name>[{HAN}]{{2,4}}(?:[、,][{HAN}]{{2,4}}){{0,4}}|本报记者\s?[{HAN}]{{2,4}})\s?/\s?"
    r"(?P<role>文|图|摄|编译|整理|译|编辑|撰文|采写|[\u4e00-\u9fff]{0,6}报[导道])(?=[\s)|,;]|$)"
)
_FOR = re.compile(
    rf"(?:^|\()\s?(?P<name>[{HAN}·]{{2,9}})\s?/\s?(?P<outlet>[{HAN}a-z0-9 ]{{2,14}}?)"
    r"(?P<what>照片|图片|供图|摄|图)?\s?(?:\)|$)"
)
_BOTH = re.compile(rf"(?<=[。\s”])(?P<one>[{HAN}a-z]{{2,8}})/(?P<other>[{HAN}a-z]{{2,8}})\s*$")
_SENT = re.compile(rf"(?<=[。\s”])(?P<outlet>[{HAN}]{{2,8}})(?P<what>发|供图|图)\s*$")
_ROLES: dict[str, PersonRole] = {
    "文": "author",
    "撰文": "author",
    "采写": "author",
    "图": "photographer",
    "摄": "photographer",
    "编译": "translator",
    "译": "translator",
    "整理": "collector",
    "编辑": "editor",
}
_SHORT_LINE, _NEAR = 40, 30


def read_shots(view: View, names: Names) -> list[Found]:
    """Read who took or lent a picture, and names before their parts."""
    found: list[Found] = []
    if "/" in view.key or view.key.rstrip(" )")[-1:] in {"发", "图"}:
        found += [*_for(view, names), *_from_two(view, names), *_sent(view, names)]
    if "shots" in view.signs:
        found += [*_shots(view, names), *_supplied(view, names)]
    found += read_photos(view, names) if view.latin else []
    if "turned" in view.signs:
        found += _turned(view, names)
    return found


def _shots(view: View, names: Names) -> list[Found]:
    """Read 新华社记者 某某 摄, 新华社发（某某 摄）, 某某 摄."""
    key = view.key
    found: list[Found] = []
    for match in places(_SHOT, key):
        plain = [part for part in _APART.split(match["names"]) if part]
        alone = len(key.strip()) <= _SHORT_LINE or key[match.start() - 1 : match.start()] in {
            "(",
            " ",
            "。",
            "",
        }
        if match["outlet"] is None and not (alone and all(map(is_chinese_name, plain))):
            continue
        named = None
        if match["outlet"] and not match["outlet"].startswith(_OWN):
            start, end = match.span("outlet")
            lead = _LEAD.match(key, start, end)
            named = outlet(view, lead.end() if lead else start, end, names)
        inside = people(view, *match.span("names"), "photographer")
        if not inside.people:
            continue
        shows = named is not None and bool(named.source) and named.shows
        hops = (
            (Hop(role="image", source=named.source, person=inside.people[0].name),) if named and shows else ()
        )
        spans = inside.spans + (named.spans if named and shows else ())
        found.append(
            Found(
                start=match.start(), end=match.end(), hops=hops, people=inside.people, spans=spans, sure=0.88
            )
        )
    return found


def _for(view: View, names: Names) -> list[Found]:
    """Read （某某/某社）: a photographer and whose the picture is."""
    found: list[Found] = []
    for match in places(_FOR, view.key):
        named = outlet(view, *match.span("outlet"), names)
        person = "·" in match["name"] or is_person(match["name"], names)
        if named and named.known and person and (match["what"] or "agencies" in view.signs):
            inside = people(view, *match.span("name"), "photographer")
            hops = (Hop(role="image", source=named.source, person=view.shown[slice(*match.span("name"))]),)
            spans = inside.spans + named.spans
            start, end = match.span()
            found.append(Found(start=start, end=end, hops=hops, people=inside.people, spans=spans, sure=0.85))
    return found


def _sent(view: View, names: Names) -> list[Found]:
    """Read …。新华社发: the end of a picture's words."""
    match = _SENT.search(view.key)
    if not match or not is_known(match["outlet"], names):
        return []
    hops = (Hop(role="image", source=view.shown[slice(*match.span("outlet"))]),)
    spans = view.spans(*match.span("outlet"), "source")
    return [Found(start=match.start(), end=match.end(), hops=hops, spans=spans, sure=0.85)]


def _from_two(view: View, names: Names) -> list[Found]:
    """Read …。新华社/路透: two houses at the end of a picture's words."""
    match = _BOTH.search(view.key)
    if not match or not all(is_known(match[part], names) for part in ("one", "other")):
        return []
    places_ = [match.span(part) for part in ("one", "other")]
    hops = tuple(Hop(role="image", source=view.shown[slice(*place)]) for place in places_)
    spans = tuple(span for place in places_ for span in view.spans(*place, "source"))
    return [Found(start=match.start(), end=match.end(), hops=hops, spans=spans, sure=0.85)]


def _supplied(view: View, names: Names) -> list[Found]:
    """Read 视觉中国供图, （某某 供图）."""
    found: list[Found] = []
    for match in places(_SUPPLIED, view.key):
        group = next(group for group in ("name", "inner", "lender") if match[group])
        sender = "sender" if match["sender"] else "agency"
        named = outlet(view, *match.span(group), names)
        if not named or not named.source:
            continue
        one = Found(
            start=match.start(), end=match.end(), spans=named.spans, sure=0.55 if named.unnamed else 0.85
        )
        agency = match[sender] and is_known(match[sender], names)
        sent = (Hop(role="image", source=view.shown[slice(*match.span(sender))]),) if agency else ()
        if is_person(match[group], names):
            persons = (Person(role="photographer", name=named.source),)
            found.append(msgspec.structs.replace(one, people=persons, hops=sent))
        else:
            found.append(msgspec.structs.replace(one, hops=(*sent, hop_of(named, "image"))))
    return found


def _turned(view: View, names: Names) -> list[Found]:
    """Read 某某/文 某某/图: names before their parts."""
    found: list[Found] = []
    for match in places(_TURNED, view.key):
        near = view.key[max(0, match.start() - _NEAR) : match.start()]
        if match["role"].endswith(("报道", "报导")) and ("记者" in near or "编译" in near):
            continue  # 記者某某、某人／某地報導
        inside = people(view, *match.span("name"), _ROLES.get(match["role"], "reporter"))
        boxed = view.key[match.start() - 1 : match.start()] == "(" and view.key[match.end() :][:1] == ")"
        if inside.people and (boxed or is_chinese_name(_APART.split(match["name"].split("记者")[-1])[0])):
            found.append(
                Found(
                    start=match.start(), end=match.end(), people=inside.people, spans=inside.spans, sure=0.85
                )
            )
        elif match["role"] in {"图", "摄"} and is_known(match["name"], names):
            named = outlet(view, *match.span("name"), names)
            hops = (hop_of(named, "image"),) if named else ()
            found.append(Found(start=match.start(), end=match.end(), hops=hops))
    return found
