"""Outlets alone on a line or in brackets behind the last sentence: ——《某报》, 某报 2017-01-11, （某社）."""

import re

from generator.credits.reading.found import Found
from generator.credits.reading.named import HAN, Named, agencies, hop_of, is_paper, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import is_chinese_name, is_person
from generator.credits.reading.values import Hop, Person, PersonRole
from generator.credits.reading.view import View
from generator.han import fold

_WHOLE = re.compile(
    r"[\s—–●■□☉◎-]*(?P<open>[(【\[〔]?)\s*(?P<name>[^()【】\[\]〔〕。,;:!?\n]{2,40}?)\s*[)】\]〕]?[\s。.]*"
)
_DATED = re.compile(
    r"\s*(?P<open>)(?P<name>[^()\s。,;:/]{2,16})[\s|·•(/]{1,4}"
    r"(?:\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[\s\d:]*|\d{1,2}[-月./]\d{1,2}日?[\s\d:]*)[\s)]*"
)
_STAMPED = re.compile(
    r"\s*(?:\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[\s\d:]*|\d{1,2}[-月./]\d{1,2}日?[\s\d:]*)[\s|·•/]{1,4}"
    r"(?P<open>)(?P<name>[^()\s。,;:]{2,16})\s*"
)
_ACCOUNT = re.compile(
    r"\s*(?P<name>[^|｜丨:：\s]{2,16})\s?[|｜丨]\s?(?P<platform>(?:微信)?公[众眾]?[号號])\s?[:：]?\s?(?P<id>[A-Za-z][\w-]{2,30})\s*"
)
_PRINTED = re.compile(
    r"\s*(?P<name>《[^《》\n]{2,20}》|[^\s()。,;:]{2,12})\s?\(\s?\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?\s?,?\s?第?\s?[a-z]?\d{1,3}\s?版?[^()\n]{0,12}\)"
)
_BYLINE = re.compile(
    rf"[\s(【\[]*(?P<name>[^\s。,;:()【\[]{{3,12}})(?:\s{{1,4}}|\s?[/|]\s?)(?P<who>[{HAN}]{{2,4}})[\s)】\]]*"
)
_PAPER = re.compile(f"[{HAN}](?:报|网|社|周刊|新闻|传媒)$")
_ISSUED = re.compile(
    r"\W*(?:本文)?(?:刊|发|原载|首发|载)于\s?(?:\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?)?\s?(?:总?第\s?\d{1,5}\s?期)?\s?"
    r"《(?P<name>[^《》]{2,20})》(?:杂志|周刊)?[\s。)]*"
)
_TAIL = re.compile(r"(?<=[。!?”\"…\s])[(—\[【]{1,2}\s?(?P<name>[^()【】\[\]。,;:]{2,24})[)\]】]?\s*$")
_BOXED = re.compile(r"(?<=\S)\((?P<name>[^()\s]{2,12})\)\s*$")
_SIGNED = re.compile(
    rf"\s*(?:[☉□■●◎]\s?|原创\s{{1,3}})(?P<name>[{HAN}]{{2,4}})\s*|\s*(?P<shot>[{HAN}]{{2,4}})\s?摄影报道\s*"
)
_COLUMN = re.compile(rf"\s*(?P<name>[^\s|丨:]{{2,10}})\s?[|丨]\s?(?P<who>[{HAN}]{{2,4}})\s?:")
_PUBLISHERS = frozenset(["outlet", "agency", "account"])
_FAR, _LINE, _SHORT_LINE, _SHORTEST_TEXT = 60, 60, 40, 12


def _account(view: View, names: Names) -> list[Found]:
    """Read 某某 | 公众号 id."""
    match = _ACCOUNT.fullmatch(view.shown)
    if not match:
        return []
    named, _ = outlets(view, *match.span("name"), names, most=1)
    if not named or named[0].unnamed:
        return []
    account = Hop(role="original", source=named[0].source, platform=match["platform"], account=match["id"])
    spans = named[0].spans + view.spans(*match.span("id"), "account")
    return [Found(start=0, end=len(view.key), hops=(account,), spans=spans, sure=0.8)]


def _printed(view: View, names: Names) -> list[Found]:
    """Read 《某报》（2022年03月17日 第07版）."""
    match = _PRINTED.match(view.key)
    named, stop = outlets(view, *match.span("name"), names, most=1) if match else ([], 0)
    if not match or not named or named[0].unnamed or stop < match.end("name") - 1:
        return []
    if not (named[0].quoted or is_paper(fold(named[0].source), names)):
        return []
    hops = (hop_of(named[0], "original"),)
    return [Found(start=match.start("name"), end=match.end(), hops=hops, spans=named[0].spans, sure=0.85)]


def _issued(view: View, names: Names) -> list[Found]:
    """Read 发于2020.11.2总第970期《某刊》."""
    issued = _ISSUED.fullmatch(view.key)
    named, _ = outlets(view, issued.start("name") - 1, issued.end("name") + 1, names) if issued else ([], 0)
    if not issued or not named:
        return []
    hops = (hop_of(named[0], "original"),)
    return [Found(start=0, end=len(view.key), hops=hops, spans=named[0].spans, sure=0.88)]


def _whole(view: View, names: Names) -> list[Found]:
    """Read ——《某报》, ●某网, 某报 2017-01-11, （某社）."""
    key = view.key
    forms = (_WHOLE, _DATED, _STAMPED) if len(key) <= _LINE else ()
    for match in filter(None, (form.fullmatch(key) for form in forms)):
        if match["name"].startswith("据"):
            continue
        signed = match.re is _WHOLE and bool(match["open"] or key.lstrip()[:1] in "—–●■□☉◎")
        named, stop = outlets(view, *match.span("name"), names)
        papers = all(
            (one.known and _is_publisher(one, names))
            or (match.re in {_STAMPED, _DATED} and bool(_PAPER.search(fold(one.source))))
            or (signed and not one.unnamed and (one.quoted or is_paper(fold(one.source), names)))
            for one in named
        )
        if named and papers and stop >= match.end("name") - 2 and (signed or len(named) == 1):
            image = key.rstrip(" )】").endswith(("图", "摄"))
            hops = tuple(hop_of(one, "image" if image else "original") for one in named)
            sure = 0.85 if signed else 0.6
            return [Found(start=0, end=len(key), hops=hops, spans=spans_of(named), sure=sure)]
    return []


def _signed(view: View, names: Names) -> list[Found]:  # noqa: ARG001 - as the other forms
    """Read □ 某某, 某某摄影报道."""
    match = _SIGNED.fullmatch(view.key)
    group = "shot" if match and match["shot"] else "name"
    if not match or not is_chinese_name(match[group]):
        return []
    roles: tuple[PersonRole, ...] = ("reporter", "photographer") if group == "shot" else ("author",)
    place = match.span(group)
    persons = tuple(Person(role=role, name=view.shown[slice(*place)]) for role in roles)
    return [Found(start=0, end=len(view.key), people=persons, spans=view.spans(*place, roles[0]), sure=0.75)]


def _column(view: View, names: Names) -> list[Found]:
    """Read 某报|某某：, and 某报 某某 alone on a line."""
    match = _COLUMN.match(view.key)
    if not (match and match["name"] in agencies() and is_chinese_name(match["who"])):
        match = _BYLINE.fullmatch(view.key) if len(view.key) <= _SHORT_LINE else None
    name = match["name"].strip("《》") if match else ""
    if not match or not is_person(match["who"], names) or not is_paper(name, names):
        return []
    begin = view.key.index(name, match.start("name"))
    person = Person(role="author", name=view.shown[slice(*match.span("who"))])
    hops = (Hop(role="original", source=view.shown[begin : begin + len(name)]),)
    spans = view.spans(begin, begin + len(name), "source") + view.spans(*match.span("who"), "author")
    return [Found(start=0, end=match.end(), hops=hops, people=(person,), spans=spans, sure=0.7)]


def read_alone(view: View, names: Names) -> list[Found]:
    """Read a paper's name that is a line of its own, or stands in brackets behind the last sentence."""
    for form in (_account, _issued, _printed, _whole, _signed, _column, _behind_text):
        if found := form(view, names):
            return found
    return []


def _behind_text(view: View, names: Names) -> list[Found]:
    tail = _TAIL.search(view.key, max(0, len(view.key) - _FAR))
    if not tail and (boxed := _BOXED.search(view.key, max(0, len(view.key) - _FAR))):
        tail = boxed if boxed["name"] in agencies() and not boxed["name"].isascii() else None
    if not tail or len(view.key) <= _SHORTEST_TEXT:
        return []
    named, stop = outlets(view, *tail.span("name"), names)
    papers = all(
        (one.known and _is_publisher(one, names))
        or (one.quoted and "《" in tail["name"])
        or (is_paper(fold(one.source), names) and tail["name"].endswith(("报道", "报导")))
        for one in named
    )
    if not named or not papers or stop < tail.end("name") - 1:
        return []
    hops = tuple(hop_of(one, "original") for one in named)
    return [Found(start=tail.start(), end=tail.end(), hops=hops, spans=spans_of(named), sure=0.75)]


def _is_publisher(one: Named, names: Names) -> bool:
    registered = names.whole(fold(one.source))
    return registered is None or registered.kind in _PUBLISHERS
