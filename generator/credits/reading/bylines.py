"""What stands behind labels of people: names, and whose they are."""

import re
from typing import cast

import msgspec

from generator.credits.reading.found import Found
from generator.credits.reading.heads import SIGNS
from generator.credits.reading.labels import Field
from generator.credits.reading.named import (
    HAN,
    Named,
    agency_end,
    hop_of,
    is_paper,
    spans_of,
)
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import is_person, people
from generator.credits.reading.values import Hop, Person, PersonRole, Span
from generator.credits.reading.view import View
from generator.han import fold

_HAN = re.compile(f"[{HAN}]")
_OWNED = re.compile(r"\s?(?:[,|/]|\s[-–—]\s|\b(?:for|of|at|from)\b)\s?")
_OF_SITE = re.compile(r"\s?(?P<site>[a-z0-9-]{2,30}\.(?:com|cn|net|org|io))\s?[-–—]\s?")
_POST = re.compile(r"\s(?:staff )?(?:writer|reporter|correspondent|staff|columnist|critic|editor)s?(?![a-z])")
_REPORTER = re.compile(rf"([^\s,、:()]{{2,14}}?)(?:特约|实习|见习|首席|全媒体|驻[{HAN}]{{1,4}})?记者[\s:]?")
_OWN = ("本报", "本刊", "本网", "本社", "特约", "实习")
_SHOT_FOR = re.compile(rf"(?P<name>[{HAN}]{{2,4}})\s?/\s?")
_ACCOUNT = re.compile(r"\s?\(\s?(?:id|微信|公众号)")
_BYLINES = frozenset(["by", "storyby", "articleby", "translatedby"])
_SHORT_LINE = 60
_SIGNED_WITHIN = 40
_LONGEST_NAME = 6


def read_people(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read the people behind a label, and whose they are."""
    role: PersonRole = field.roles[0]  # type: ignore[assignment]  # as in _sources
    inside = people(view, field.value, stop, role)
    owned = _account(view, field, inside.last, names) or (
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
    shot = role == "reporter" and "摄影报道" in view.key[field.value : stop]
    everyone = tuple(
        Person(role=cast("PersonRole", part), name=person.name)
        for part in (*field.roles, *(("photographer",) if shot else ()))
        for person in named
    )
    return Found(
        start=ours[0].start if ours else field.start,
        end=max(inside.last, field.value),
        hops=tuple(hop_of(one, "original") for one in ours),
        people=everyone,
        spans=view.spans(field.start, field.value, "label") + inside.spans + spans_of(ours),
        contact=inside.mail,
        sure=0.95 if len(view.key) < _SHORT_LINE else 0.85,
    )


def _account(view: View, field: Field, last: int, names: Names) -> Found | None:
    """Read 文 | 某号（ID：…）: an account, and no person."""
    if field.roles[0] != "author" or not _ACCOUNT.match(view.key, last):
        return None
    found, end = outlets(view, field.value, len(view.key), names, most=1)
    if not found or not found[0].account:
        return None
    hops = (hop_of(found[0], "original"),)
    return Found(start=field.start, end=end, hops=hops, spans=found[0].spans, sure=0.8)


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
        behind = people(view, reporter.end(), max(stop, reporter.end()), "reporter")
        if named and named[0].source and behind.people:
            return _signed(field, behind.end, named[0], behind.people, behind.spans)
    return None


def _signed(
    field: Field, end: int, outlet: Named, persons: tuple[Person, ...], spans: tuple[Span, ...]
) -> Found:
    hops = (hop_of(outlet, "original"),)
    return Found(start=field.start, end=end, people=persons, hops=hops, spans=spans + outlet.spans)
