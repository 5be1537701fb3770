"""What stands behind each label of a line: sources, people, titles, addresses."""

import re
from typing import cast, get_args

import msgspec

from generator.credits.reading import images, labels
from generator.credits.reading.bylines import read_people
from generator.credits.reading.found import Found, Stretch
from generator.credits.reading.labels import PEOPLE, Field
from generator.credits.reading.named import (
    HAN,
    Named,
    hop_of,
    is_known,
    is_outlet_shaped,
    platform_warnings,
    spans_of,
)
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import people
from generator.credits.reading.values import Hop, HopRole
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import closed, word_set, words
from generator.credits.reading.words import labels as known_labels
from generator.han import fold

_SENTENCE = re.compile(r"[。;!?\n]|(?<=[a-z)]{3})\.\s")
_LIST = re.compile(rf"[。!?\n]|;(?!\s?[{HAN}]{{2,4}}(?:[;\s,。]|$))|(?<=[a-z)]{{3}})\.\s")
# the end of people, between whom semicolons may stand
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9_-]{2,40}(?![a-z0-9])")
_SELF = re.compile(
    r"(?:(?:以上|本文|文章|部分)?(?:内容|文章|本文|图文|素材)|由)(?:由|来自|来源|转载|转自|译自|摘自|首发|原载|编译|综合|经|为|系|均)|(?:经)?授权(?:转载|发布)|(?:综合)?整理自|综合自|汇编自"
)
_CREDIT_IN_TITLE = re.compile(r"[,，]\s?(?:转载自|转自|来源|作者)|据(?=[^\s,]{2,8}电[\s:])")
_TITLE_MARKS = {"《": "》", "“": "”", "「": "」", '"': '"'}
_PROSE_BEHIND = re.compile(r"\s[a-z]{2,}\s[a-z]")
_SITE = re.compile(r"[a-z0-9-]+\.[a-z]{2,}")
_DASH = re.compile(r"\s?[-－–—]+\s?")
_HAN = re.compile(f"[{HAN}]")
_PRINTED, _ONLINE = ("报", "刊", "社"), ("网", "在线", "客户端")
_TOGETHER = re.compile(
    r"综合(?=[《“]|新华|中新|央视|人民|[^\s,、]{1,8}(?:社|报|网|新闻))(?!日报|晚报|时报|新闻)"
)
_OF_FIGURES = frozenset(["资料来源"])
# of charts, too: then an office or a survey is named, no publisher
_BY_COMPANY = re.compile(r"[/|,]|\s(?:via|for|on)\s")
_OPENERS, _CLOSERS = frozenset("([【〔"), frozenset(")]】〕")
_FAR = 400
_PROSE_WITHIN = 30
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
        if roles == ("url",) or (roles == ("original",) and link.url):
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
    return read_people(view, field, stop, names) if role in PEOPLE else _sources(view, field, stop, names)


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
    named = [] if url else outlets(view, field.value, stop, NO_NAMES, most=1)[0]
    if named and named[0].known:  # 原文：The Guardian
        hops = (hop_of(named[0], "original"),)
        return Found(start=field.start, end=named[0].end, hops=hops, spans=named[0].spans, sure=0.85)
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
    together = _TOGETHER.match(view.key, field.value, stop)
    if together and role == "original":  # 来源：综合新华社、央视新闻
        role, said = "compilation", "compilation"
    named, end = outlets(view, together.end() if together else field.value, stop, names)
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
