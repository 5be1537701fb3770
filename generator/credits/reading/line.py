"""One line: what was found in it, put together."""

import re
from dataclasses import dataclass

from generator.credits.reading import notices
from generator.credits.reading.cited import read_cited
from generator.credits.reading.fields import read_fields
from generator.credits.reading.found import Found
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.phrases import read_phrases
from generator.credits.reading.rights import Rights, rights
from generator.credits.reading.values import Hop, HopRole, Kind, Person, Reading, Span
from generator.credits.reading.view import View, view
from generator.credits.reading.wires import read_heads, read_stated, read_wires

_ORDER: dict[str, int] = {"original": 0, "excerpt-of": 0, "compilation": 0, "via": 1, "repost": 2, "translation": 2, "adaptation": 2, "cited": 3, "image": 4}
_LONGEST_LABELLED = 600
_SURE = 0.9


def read(text: str, names: Names = NO_NAMES) -> Reading:
    """Read one line."""
    seen = view(text)
    if not seen.key.strip():
        return Reading(text=text, confidence=1.0)
    if notices.is_end(seen):
        return Reading(text=text, kind="end", confidence=0.98, spans=_all(text, "end"))
    said = rights(seen)
    user, platform_spans = notices.platform(seen)
    if notices.whole_disclaimer(seen):
        return Reading(text=text, kind="boilerplate", onward=said.onward, permission="none" if said.permission == "none" else "", confidence=0.9, spans=said.spans)
    found = _found(seen, said, user, names)
    return _reading(text, seen, said, found, user, platform_spans)


def _all(text: str, what: str) -> tuple[Span, ...]:
    start = len(text) - len(text.lstrip())
    return (Span(start=start, end=len(text.rstrip()), what=what),)


def _found(seen: View, said: Rights, user: str, names: Names) -> list[Found]:
    """Run the forms of the grammar over a line, the surest first."""
    taken = _instructions(seen, said)
    phrases = read_phrases(seen, said, taken, names)
    phrases += read_heads(seen, taken, phrases, names)
    cuts = sorted([*(a for a, _ in taken), *(a for a, _ in said.grants), *(one.start for one in phrases)])
    busy = taken + [(one.start, one.end) for one in phrases]
    short = len(seen.key) <= _LONGEST_LABELLED
    fields = read_fields(seen, busy, cuts, names) if short else []
    found = phrases + fields
    found += read_wires(seen, taken, found, names)
    found += read_cited(seen, taken, found, names)
    if any(one.hops or one.people for one in found) or said.grants:
        found += read_stated(seen, taken, found, names)
    if user:
        found = [one for one in found if not one.hops or all(hop.role not in {"original", "via", "repost"} for hop in one.hops) or any(hop.account for hop in one.hops)]
    return sorted(found, key=lambda one: one.start)


def _instructions(seen: View, said: Rights) -> list[tuple[int, int]]:
    """Give where something is asked of others; a name behind 转载请注明 is ours, no source."""
    taken = []
    for start, end in said.wishes:
        if re.compile(r"(?:出处|来源)?\s?[:：]").match(seen.key, end):
            stop = re.compile(r"[。;!?\n)]").search(seen.key, end)
            taken.append((start, stop.start() if stop else len(seen.key)))
            continue
        stop = re.compile(r"[。;!?\n)]").search(seen.key, end)
        colon = re.compile(r"[^。;!?\n]{0,12}?(?:出处|来源|来自|转自|作者|摘自|via|source|credit|出典|출처)[^。;!?\n]{0,6}?[:\s“「《]").match(seen.key, max(start, end - 4))
        taken.append((start, (stop.start() if stop else len(seen.key)) if colon else end))
    return taken


def _reading(text: str, seen: View, said: Rights, found: list[Found], user: str, platform_spans: tuple[Span, ...]) -> Reading:
    hops = _hops(found)
    people = _people(found)
    credits = [one for one in found if one.hops or one.people]
    title = next((one.title for one in found if one.title), "")
    url = next((one.url for one in found if one.url), "")
    account = next((one.account for one in found if one.account), "")
    contact, contact_place = notices.contact(seen)
    contact = contact or next((one.contact for one in found if one.contact), "")
    chain = [hop for hop in hops if hop.role not in {"cited", "image"}]
    if title or url or (account and chain):
        hops = _with_original(hops, title, url, account, granted=said.permission == "claimed")
    is_credit = bool(credits) or bool(title) or bool(url and (said.permission == "claimed" or title or re.search("原文|original|原链接|出处|来源", seen.key)))
    if url and not is_credit:
        hops = tuple(hop for hop in hops if hop.url != url or hop.source)
    if user and not is_credit:
        hops = (Hop(role="repost", platform=user), *hops)
    elif user and not any(hop.platform for hop in hops) and hops:
        hops = _with_platform(hops, user)
    boiler = notices.boilerplate(seen)
    kind = _kind(seen, said, found, user, boiler, contact_place, is_credit=is_credit)
    spans = tuple(s for one in found for s in one.spans) + said.spans + platform_spans
    if boiler and not is_credit:
        spans += tuple(Span(start=seen.span(*place)[0], end=seen.span(*place)[1], what="boilerplate") for place in boiler)
    return Reading(
        text=text,
        is_credit=is_credit,
        kind=kind,
        hops=hops,
        people=people,
        permission=said.permission,
        licence=said.licence,
        onward=said.onward,
        contact=contact,
        title=title,
        passing=next((one.passing for one in found if one.passing), ""),
        tagline=next((one.tagline for one in found if one.tagline), ""),
        confidence=_confidence(credits, kind, seen, is_credit=is_credit),
        spans=tuple(sorted(dict.fromkeys(spans), key=lambda s: (s.start, s.end))),
        warnings=tuple(dict.fromkeys(w for one in found for w in one.warnings)),
    )


def _hops(found: list[Found]) -> tuple[Hop, ...]:
    """Give the hops in order, each once."""
    hops = list(dict.fromkeys(hop for one in found for hop in one.hops))
    named: dict[tuple[str, str], Hop] = {}
    kept: list[Hop] = []
    for hop in sorted(hops, key=lambda hop: _ORDER[hop.role]):
        key = (hop.role if hop.role in {"cited", "image"} else "chain", hop.source.casefold())
        if hop.source and key in named:
            continue
        if hop.source and hop.role == "cited" and ("chain", hop.source.casefold()) in named and not hop.upstream:
            continue
        named[key] = hop
        kept.append(hop)
    if any(hop.role == "original" and hop.source for hop in kept):
        return tuple(kept)
    return tuple(kept)


def _people(found: list[Found]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for one in found for person in one.people))


def _with_original(hops: tuple[Hop, ...], title: str, url: str, account: str, *, granted: bool) -> tuple[Hop, ...]:
    """Give title, address and account to the hop they belong to: the first of the chain."""
    for number, hop in enumerate(hops):
        if hop.role not in {"cited", "image"}:
            made = Hop(role=hop.role, source=hop.source, platform=hop.platform, account=hop.account or account, person=hop.person, url=hop.url or url, title=hop.title or title, upstream=hop.upstream, date=hop.date)
            return (*hops[:number], made, *hops[number + 1 :])
    return (Hop(role="original", url=url, title=title), *hops)


def _with_platform(hops: tuple[Hop, ...], platform: str) -> tuple[Hop, ...]:
    first = hops[0]
    if first.role in {"cited", "image"}:
        return hops
    return (Hop(role=first.role, source=first.source, platform=platform, account=first.account, url=first.url, title=first.title, date=first.date), *hops[1:])


def _kind(seen: View, said: Rights, found: list[Found], user: str, boiler: tuple[tuple[int, int], ...], contact: tuple[int, int] | None, *, is_credit: bool) -> Kind:
    if is_credit:
        return "credit"
    if user:
        return "boilerplate"
    if contact and not said.onward and said.permission != "none":
        return "contact"
    if any(one.empty for one in found):
        return "label-without-value"
    if said.onward and said.permission != "licence":
        return "instruction"
    if said.permission in {"none", "licence"} or boiler:
        return "boilerplate"
    if contact:
        return "contact"
    return "tagline" if notices.is_tagline(seen) else ""


def _confidence(credits: list[Found], kind: str, seen: View, *, is_credit: bool) -> float:
    if is_credit:
        sure = max((one.sure for one in credits), default=0.75)
        return round(sure, 2)
    if kind:
        return _SURE
    return 0.95 if len(seen.key) > 60 else 0.8
