"""What stands behind each label of a line: sources, people, titles, addresses."""

import re
from typing import cast, get_args

import msgspec

from generator.credits.reading import images, labels
from generator.credits.reading.found import Found, Stretch
from generator.credits.reading.heads import SIGNS
from generator.credits.reading.labels import PEOPLE, Field
from generator.credits.reading.named import (
    HAN,
    Named,
    agency_end,
    hop_of,
    is_known,
    is_outlet_shaped,
    is_paper,
    platform_warnings,
    spans_of,
)
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import is_person, people
from generator.credits.reading.values import Hop, HopRole, Person, PersonRole, Span
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import closed, word_set, words
from generator.credits.reading.words import labels as known_labels
from generator.han import fold

_SENTENCE = re.compile(r"[。;!?\n]|(?<=[a-z)]{3})\.\s")
_LIST = re.compile(rf"[。!?\n]|;(?!\s?[{HAN}]{{2,4}}(?:[;\s,。]|$))|(?<=[a-z)]{{3}})\.\s")
# the end of people, between whom semicolons may stand
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9_-]{2,40}(?![a-z0-9])")
_SELF = re.compile(
    r"(?:(?:以上|本文|文章|部分)?(?:内容|文章|本文|图文|素材)|由)(?:由|来自|来源|转载|转自|译自|摘自|首发|原载|编译|综合|经|为|系|均)|(?:综合)?整理自|综合自|汇编自"
)
_CREDIT_IN_TITLE = re.compile(r"[,，]\s?(?:转载自|转自|来源|作者)|据(?=[^\s,]{2,8}电[\s:])")
_TITLE_MARKS = {"《": "》", "“": "”", "「": "」", '"': '"'}
_PROSE_BEHIND = re.compile(r"\s[a-z]{2,}\s[a-z]")
_SITE = re.compile(r"[a-z0-9-]+\.[a-z]{2,}")
_DASH = re.compile(r"\s?[-－–—]+\s?")
_HAN = re.compile(f"[{HAN}]")
_PRINTED, _ONLINE = ("报", "刊", "社"), ("网", "在线", "客户端")
_OWNED = re.compile(r"\s?(?:[,|/]|\s[-–—]\s|\b(?:for|of|at|from)\b)\s?")
_OF_SITE = re.compile(r"\s?(?P<site>[a-z0-9-]{2,30}\.(?:com|cn|net|org|io))\s?[-–—]\s?")
_POST = re.compile(r"\s(?:staff )?(?:writer|reporter|correspondent|staff|columnist|critic|editor)s?(?![a-z])")
_REPORTER = re.compile(rf"([^\s,、:()]{{2,14}}?)(?:特约|实习|见习|首席|全媒体|驻[{HAN}]{{1,4}})?记者[\s:]?")
_OF_FIGURES = frozenset(["资料来源"])
# of charts, too: then an office or a survey is named, no publisher
_OWN = ("本报", "本刊", "本网", "本社", "特约", "实习")
_SHOT_FOR = re.compile(rf"(?P<name>[{HAN}]{{2,4}})\s?/\s?")
_BY_COMPANY = re.compile(r"[/|,]|\s(?:via|for|on)\s")
_BYLINES = frozenset(["by", "storyby", "articleby", "translatedby"])
_OPENERS, _CLOSERS = frozenset("([【〔"), frozenset(")]】〕")
_FAR = 400
_PROSE_WITHIN = 30
_SHORT_LINE = 60
_SIGNED_WITHIN = 40
_LONGEST_NAME = 6
_ROLES: dict[str, HopRole] = {"translation": "original", "translating": "translation"}
# of what stands behind labels
_PASSING: dict[str, HopRole] = {
    "translation": "adaptation",
    "excerpt-of": "excerpt-of",
    "compilation": "compilation",
}


def read_fields(view: View, taken: list[Stretch], cuts: list[int], names: Names) -> list[Found]:
    """Read what stands behind each label."""
    fields = labels.find(view, taken)
    found: list[Found] = []
    for number, field in enumerate(fields):
        following = fields[number + 1].start if number + 1 < len(fields) else len(view.key)
        cut = min((cut for cut in cuts if cut > field.value), default=len(view.key))
        stop = min(following, cut, _closing(view.key, field.value))
        sentence = (_LIST if field.roles[0] in PEOPLE else _SENTENCE).search(view.key, field.value, stop)
        read = _read(view, field, sentence.start() if sentence else stop, names)
        if read:
            found.append(read)
    return found + _links(view, found)


def _closing(key: str, start: int) -> int:
    """Give the bracket that closes around a label, if it opened before it."""
    depth = 0
    for position in range(start, min(len(key), start + _FAR)):
        if key[position] in _OPENERS:
            depth += 1
        elif key[position] in _CLOSERS:
            if depth == 0:
                return position
            depth -= 1
    return len(key)


def _links(view: View, found: list[Found]) -> list[Found]:
    """Read links whose text is a label: [原文](…), [via](…)."""
    more: list[Found] = []
    for link in view.links:
        roles = known_labels().get(closed(view.key[link.start : link.end]), ())
        if any(one.start < link.end and link.start < one.end for one in found):
            continue
        spans = view.spans(link.start, link.end, "url")
        if roles == ("url",):
            more.append(Found(start=link.start, end=link.end, url=link.url, spans=spans))
        elif roles == ("via",) and link.url:
            hops = (Hop(role="via", url=link.url),)
            more.append(Found(start=link.start, end=link.end, hops=hops, spans=spans, sure=0.85))
    return more


def _read(view: View, field: Field, stop: int, names: Names) -> Found | None:
    role = field.roles[0]
    if role in {"other", "date"}:
        return None
    if _is_empty(view, field.value, stop):
        return _empty(field, stop) if role in {*get_args(HopRole), *PEOPLE} else None
    if role in _DETAILS:
        return _DETAILS[role](view, field, stop)
    value = view.key[field.value : stop]
    by_company = field.sign == "by" and role == "photographer"
    by_reporter = role == "photographer" and "记者" in value
    if role == "image" or by_reporter or (by_company and _is_owned(value, names)):
        return images.read_image(view, field, stop, names)
    return _people(view, field, stop, names) if role in PEOPLE else _sources(view, field, stop, names)


def _is_owned(value: str, names: Names) -> bool:
    """Say whether a picture by somebody is also somebody else's: Jane Roe / Reuters, Jane Roe on Unsplash."""
    site = value.rpartition(" on ")[2].strip(" .")
    return bool(_BY_COMPANY.search(value)) or images.is_company(value) or is_known(site, names)


def _is_empty(view: View, start: int, stop: int) -> bool:
    value = view.key[start:stop].strip()
    return value in word_set("notices", "empty") or not any(c.isalnum() or c == MASK for c in value)


def _empty(field: Field, stop: int) -> Found:
    return Found(start=field.start, end=stop, empty=True, warnings=(f"`{field.label}` has no value",))


def _url(view: View, field: Field, stop: int) -> Found | None:
    url = view.link(field.value, stop)
    spans = view.spans(field.value, stop, "url")
    return Found(start=field.start, end=stop, url=url, spans=spans) if url else None


def _account(view: View, field: Field, stop: int) -> Found | None:
    match = _ACCOUNT.match(view.key, field.value, stop)
    if not match and field.label.endswith("号"):  # 公众号：某某（ID：…）
        named, end = outlets(view, field.value, len(view.key), NO_NAMES, most=1)
        if named and named[0].source and named[0].account:
            one = hop_of(
                msgspec.structs.replace(
                    named[0], platform=view.shown[field.start : field.start + len(field.label)]
                ),
                "original",
            )
            return Found(start=field.start, end=end, hops=(one,), spans=named[0].spans, sure=0.8)
    if not match or view.key[match.end() : stop].strip(" )。."):
        return None
    spans = view.spans(*match.span(), "account")
    return Found(start=field.start, end=match.end(), account=view.shown[slice(*match.span())], spans=spans)


def _title(view: View, field: Field, stop: int) -> Found | None:
    credit = _CREDIT_IN_TITLE.search(view.key, field.value, stop)
    end = credit.start() if credit else stop
    text = view.shown[field.value : end].strip()
    close = text.find(_TITLE_MARKS[text[0]], 1) if text[:1] in _TITLE_MARKS else -1
    text = (text[1:close] if close > 0 else text).strip(" ,，。;；")
    spans = view.spans(field.value, end, "title")
    return Found(start=field.start, end=end, title=text, spans=spans, sure=0.85) if text else None


_DETAILS = {"title": _title, "url": _url, "account": _account}


def _sources(view: View, field: Field, stop: int, names: Names) -> Found | None:
    if _SELF.match(view.key, field.value, stop):
        return None
    said = field.roles[0]
    role = _ROLES.get(said) or cast("HopRole", said)  # the label's table names hops and people
    label = view.spans(field.start, field.value, "label")
    named, end = outlets(view, field.value, stop, names)
    if not named:
        url = view.link(field.value, stop)
        bare = url and view.key[field.value : stop].strip().startswith(MASK)
        hops = (Hop(role=role, url=url),)
        return Found(start=field.start, end=stop, hops=hops, spans=label, sure=0.8) if bare else None
    if _is_prose(view, field, named[0], end, stop):
        return None
    if fold(named[0].source) in word_set("outlets", "figures") and role == "original":
        return None
    if field.label in _OF_FIGURES and not all(one.known for one in named):
        return None
    shown = any(one.source and not one.unnamed for one in named)
    reporters = people(view, end, stop, "reporter") if view.key[:end].endswith("记者") else None
    return Found(
        start=field.start,
        end=reporters.end if reporters else end,
        hops=tuple(hop for one in named for hop in _hops(one, role, names)),
        people=reporters.people if reporters else (),
        spans=label + spans_of(named) + (reporters.spans if reporters else ()),
        sure=0.98 if any(one.known for one in named) else 0.92 if shown else 0.6,
        passing=_PASSING.get(said, ""),
        warnings=platform_warnings(named),
    )


def _hops(one: Named, role: HopRole, names: Names) -> list[Hop]:
    """Make hops of a publisher: two of 人民网－人民日报, the paper and the site that passed it on."""
    parts = [part.strip("《》“”「」") for part in _DASH.split(one.source)]
    made = hop_of(one, role)
    if one.quoted or len(parts) != 2 or role not in {"original", "via"}:  # noqa: PLR2004 - two names
        return [made]
    keys = [fold(part) for part in parts]
    if not all(_HAN.search(key) and (is_known(key, names) or is_outlet_shaped(key)) for key in keys):
        return [made]
    first, second = parts
    if keys[0].endswith(_PRINTED) and keys[1].endswith(_ONLINE):  # 环球时报-环球网
        first, second = second, first
    return [msgspec.structs.replace(made, role="original", source=second), Hop(role="via", source=first)]


def _is_prose(view: View, field: Field, first: Named, end: int, stop: int) -> bool:
    """Say whether what stands behind a label is a sentence rather than a name."""
    if first.known or first.quoted or first.platform:
        return False
    value, rest = view.key[field.value : stop], view.key[end:stop]
    if not first.account and any(word in value[:_PROSE_WITHIN] for word in words("notices", "prose")):
        return True
    shown = view.shown[field.value : stop].lstrip()
    if not (shown[:1].isascii() and shown[:1].isalpha()):
        return False
    if _PROSE_BEHIND.match(rest):
        return True
    return field.sign == ":" and shown[0].islower() and " " in value.strip() and not _SITE.match(value)


def _people(view: View, field: Field, stop: int, names: Names) -> Found | None:
    role: PersonRole = field.roles[0]  # type: ignore[assignment]  # as in _sources
    inside = people(view, field.value, stop, role)
    owned = (
        _with_outlet(view, field, stop, role, names)
        if role in {"author", "photographer", "translator"} or field.label in _BYLINES
        else None
    )
    if owned:
        return owned
    named = inside.people
    if role == "submitter" and field.sign == "]" and named and not is_person(fold(named[0].name), names):
        return None  # 【来稿】某事
    ours = _before(view, field, names) or _in_label(view, field)
    if role == "author" and all(is_paper(fold(person.name), names) for person in named[:2]):
        found, end = outlets(view, field.value, stop, names, most=1)
        if found and found[0].source and (named or found[0].known):
            hops = (hop_of(found[0], "original"),)
            return Found(start=field.start, end=end, hops=hops, spans=found[0].spans, sure=0.85)
    if named and role == "reporter" and len(named[0].name) > _LONGEST_NAME and _HAN.search(named[0].name):
        return None  # 记者：您怎么看？
    if not named:
        mail = inside.mail
        return Found(start=field.start, end=stop, contact=mail, sure=0.6) if mail else None
    everyone = tuple(
        Person(role=part, name=person.name)  # type: ignore[arg-type]  # as in _sources
        for part in field.roles
        for person in named
    )
    return Found(
        start=ours[0].start if ours else field.start,
        end=max(inside.end, field.value),
        hops=tuple(hop_of(one, "original") for one in ours),
        people=everyone,
        spans=view.spans(field.start, field.value, "label") + inside.spans + spans_of(ours),
        contact=inside.mail,
        sure=0.95 if len(view.key) < _SHORT_LINE else 0.85,
    )


def _before(view: View, field: Field, names: Names) -> list[Named]:
    """Give the outlet that opens a line before its first label: 某某网 记者 张三."""
    before = view.key[: field.start].rstrip()
    if not before.strip() or len(before) > _SIGNED_WITHIN or field.sign == "by":
        return []
    signs = SIGNS.match(before)
    named, end = outlets(view, signs.end() if signs else 0, len(before), names, most=1)
    if not named or not named[0].source or named[0].unnamed or end < len(before):
        return []
    one = named[0]
    return named if one.account or one.known or is_paper(fold(one.source), names) else []


def _in_label(view: View, field: Field) -> list[Named]:
    """Give the outlet that a label begins with: 端传媒编辑 某某."""
    close = agency_end(view.key, field.start, field.value)
    if not close or not view.key.startswith(("编辑", "责编", "校对", "审核", "记者"), close):
        return []
    spans = view.spans(field.start, close, "source")
    source = view.shown[field.start : close]
    return [Named(source=source, start=field.start, end=close, known=True, spans=spans)]


def _with_outlet(view: View, field: Field, stop: int, role: PersonRole, names: Names) -> Found | None:
    """Read `By Jane Doe, Reuters` and `作者：新华社记者张三`: people and whose they are."""
    key = view.key
    match = _OWNED.search(key, field.value) if field.sign == "by" else None
    if match:
        post = _POST.search(key, match.end())
        named, end = outlets(view, match.end(), post.start() if post else len(key), names, most=1)
        before = people(view, field.value, match.start(), role)
        if named and named[0].source and named[0].shows and not named[0].quoted and before.people:
            return _signed(field, end, named[0], before.people, before.spans)
    if role == "photographer" and (shot := _SHOT_FOR.match(key, field.value, stop)):  # 摄：某某/某媒
        named, end = outlets(view, shot.end(), stop, names, most=1)
        if named and named[0].source and named[0].shows and is_person(shot["name"], names):
            person = Person(role=role, name=view.shown[slice(*shot.span("name"))])
            hops = (msgspec.structs.replace(hop_of(named[0], "image"), person=person.name),)
            spans = view.spans(*shot.span("name"), role) + named[0].spans
            return Found(start=field.start, end=end, people=(person,), hops=hops, spans=spans)
    of_site = _OF_SITE.match(key, field.value, stop) if role == "translator" else None
    if of_site:  # 翻译：某网.com - 某某
        inside = people(view, of_site.end(), stop, role)
        hops = (Hop(role="translation", source=view.shown[slice(*of_site.span("site"))]),)
        spans = view.spans(*of_site.span("site"), "source") + inside.spans
        return Found(start=field.start, end=inside.end, people=inside.people, hops=hops, spans=spans)
    close = agency_end(key, field.value, len(key))
    if close and key[close : close + 1] == " ":  # 文/新浪科技 某某
        behind = people(view, close, stop, role)
        if behind.people and is_person(fold(behind.people[0].name), names):
            named, _ = outlets(view, field.value, close, names, most=1)
            return _signed(field, behind.end, named[0], behind.people, behind.spans)
    reporter = _REPORTER.match(key, field.value)
    if reporter and not reporter[1].startswith(_OWN):
        named, _ = outlets(view, field.value, reporter.end(1), names, most=1)
        behind = people(view, reporter.end(), min(len(key), reporter.end() + _SIGNED_WITHIN), "reporter")
        if named and named[0].source and behind.people:
            return _signed(field, behind.end, named[0], behind.people, behind.spans)
    return None


def _signed(
    field: Field, end: int, outlet: Named, persons: tuple[Person, ...], spans: tuple[Span, ...]
) -> Found:
    hops = (hop_of(outlet, "original"),)
    return Found(start=field.start, end=end, people=persons, hops=hops, spans=spans + outlet.spans)
