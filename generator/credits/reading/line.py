"""One line: what was found in it, put together."""

import re

import msgspec

from generator.credits.reading import notices
from generator.credits.reading.cited import read_cited
from generator.credits.reading.english import read_english
from generator.credits.reading.fields import read_fields
from generator.credits.reading.found import Found, Stretch, is_free
from generator.credits.reading.grants import read_grants
from generator.credits.reading.heads import read_heads
from generator.credits.reading.makers import read_makers
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.particles import read_particles
from generator.credits.reading.rights import Rights, rights
from generator.credits.reading.signatures import read_signatures, read_stated
from generator.credits.reading.values import Hop, Kind, Reading, Span
from generator.credits.reading.verbs import read_verbs
from generator.credits.reading.view import View, view
from generator.credits.reading.words import same_platforms
from generator.credits.reading.works import read_works
from generator.han import fold

_ORDER = {"via": 1, "repost": 2, "translation": 2, "adaptation": 2, "cited": 3, "image": 4}
_OUTSIDE = frozenset(["cited", "image"])
_OF_CHAIN = frozenset(["original", "via", "repost"])
_LONGEST_LABELLED = 600
_LONG = 60
_INSTRUCTS = re.compile(
    r"[^。;!?\n]{0,12}?(?:出处|来源|来自|转自|作者|摘自|via|source|credit|出典"
    r"|출처)[^。;!?\n]{0,6}?[:\s“「《]"
)
_MARKS = re.compile(r"[:|丨=︱│┃┆▏⎪¦◎○●•∣‖/▶→»—–\[【〔〖(《@\ue000]")
_COLON = re.compile(r"(?:出处|来源)?\s?:")
_END = re.compile(r"[。;!?\n)]")
_LINKED = re.compile("原文|original|原链接|出处|来源")


def read(text: str, names: Names = NO_NAMES) -> Reading:
    """Read one line."""
    seen = view(text)
    if not seen.key.strip():
        return Reading(text=text, confidence=1.0)
    if notices.is_end(seen):
        spans = seen.spans(0, len(seen.key), "end")
        return Reading(text=text, kind="end", confidence=0.98, spans=spans)
    if _is_text(seen):
        return Reading(text=text, confidence=0.95)
    said = rights(seen)
    if notices.is_for_all(seen):
        rule = Reading(text=text, kind="boilerplate", confidence=0.9, spans=said.spans)
        return msgspec.structs.replace(rule, permission=said.permission, onward=said.onward)
    user, place = notices.platform(seen)
    found = _found(seen, said, names)
    if user:
        found = [one for one in found if not _is_chain(one) or any(hop.account for hop in one.hops)]
    return _reading(
        seen,
        said,
        found,
        user,
        msgspec.structs.replace(Reading(text=text), spans=seen.spans(*place, "platform")),
    )


def _is_text(seen: View) -> bool:
    """Say whether a line is long, and has neither a word nor a mark that a form of the grammar needs."""
    foreign = seen.latin or seen.kana or seen.hangul
    return len(seen.key) > _LONG and not (seen.signs or foreign or _MARKS.search(seen.key))


def _is_chain(one: Found) -> bool:
    return any(hop.role in _OF_CHAIN for hop in one.hops)


def _found(seen: View, said: Rights, names: Names) -> list[Found]:
    """Run the forms of the grammar over a line, the surest first."""
    taken = _instructions(seen.key, said)
    found = read_verbs(seen, said, taken, names)
    found += read_grants(seen, said, found, names)
    found += read_works(seen, found, names)
    found += read_english(seen, said, found, names)
    found += read_particles(seen, found, taken, names)
    found += read_heads(seen, taken, found, names)
    if len(seen.key) <= _LONGEST_LABELLED:
        starts = [start for start, _ in (*taken, *said.grants)]
        cuts = sorted([*starts, *(one.start for one in found)])
        busy = taken + [(one.start, one.end) for one in found]
        found += read_fields(seen, busy, cuts, names)
    found += [one for one in read_makers(seen, found, names) if is_free(one, found, taken)]
    found += read_signatures(seen, taken, found, names)
    found += read_cited(seen, taken, found, names)
    if said.grants or any(one.hops or one.people for one in found):
        found += read_stated(seen, taken, found)
    return sorted(found, key=lambda one: one.start)


def _instructions(key: str, said: Rights) -> list[Stretch]:
    """Give where something is asked of others; a name behind 转载请注明 is ours, no source."""
    taken: list[Stretch] = []
    for start, end in said.wishes:
        named = _COLON.match(key, end) or _INSTRUCTS.match(key, max(start, end - 4))
        stop = _END.search(key, end) if named else None
        taken.append((start, (stop.start() if stop else len(key)) if named else end))
    return taken


def _reading(seen: View, said: Rights, found: list[Found], user: str, start: Reading) -> Reading:
    credits_ = [one for one in found if one.hops or one.people]
    title = next((one.title for one in found if one.title), "")
    url = next((one.url for one in found if one.url), "")
    account = next((one.account for one in found if one.account), "")
    linked = bool(url) and (said.permission == "claimed" or bool(_LINKED.search(seen.key)))
    is_credit = bool(credits_ or title or linked)
    hops = _hops(found)
    if is_credit:
        hops = _with_details(hops, title, url, account)
    if user:
        hops = _with_platform(hops, user, is_credit=is_credit)
    contact, place = notices.contact(seen)
    boiler = () if is_credit else notices.boilerplate(seen)
    kind = _kind(seen, said, found, user=bool(user), boiler=bool(boiler), contact=place is not None)
    kind = "credit" if is_credit else kind
    spans = [*start.spans, *said.spans, *(span for one in found for span in one.spans)]
    spans += [span for stretch in boiler for span in seen.spans(*stretch, "boilerplate")]
    spans += seen.spans(*place, "contact") if place else ()
    tagline = next((one.tagline for one in found if one.tagline), "")
    at = seen.shown.find(tagline) if tagline else 0
    spans += seen.spans(at, at + len(tagline), "tagline") if tagline else ()
    spans += seen.spans(0, len(seen.key), "tagline") if kind == "tagline" else ()
    sure = max((one.sure for one in credits_), default=0.75)
    none = 0.9 if kind else 0.95 if len(seen.key) > _LONG else 0.8
    return msgspec.structs.replace(
        start,
        is_credit=is_credit,
        kind=kind,
        hops=hops,
        people=tuple(dict.fromkeys(person for one in found for person in one.people)),
        permission=said.permission,
        licence=said.licence,
        onward=said.onward,
        contact=contact or next((one.contact for one in found if one.contact), ""),
        title=title,
        passing=next((one.passing for one in found if one.passing), ""),
        tagline=tagline,
        confidence=round(sure if is_credit else none, 2),
        spans=tuple(sorted(dict.fromkeys(spans), key=_place)),
        warnings=tuple(dict.fromkeys(warning for one in found for warning in one.warnings)),
    )


def _place(span: Span) -> Stretch:
    return span.start, span.end


def _on_platform(hop: Hop) -> Hop:
    """Give a hop whose platform has the name that most call it."""
    same = same_platforms().get(fold(hop.platform))
    return msgspec.structs.replace(hop, platform=same) if same else hop


def _hops(found: list[Found]) -> tuple[Hop, ...]:
    """Give the hops, earliest publication first, those quoted and the images last; each name once."""
    hops = sorted((hop for one in found for hop in one.hops), key=lambda hop: _ORDER.get(hop.role, 0))
    seen: set[tuple[str, str]] = set()
    kept: list[Hop] = []
    for hop in dict.fromkeys(map(_on_platform, hops)):
        name = hop.source.casefold()
        place = hop.role if hop.role in _OUTSIDE else "chain"
        itself = hop.role == "cited" and ("chain", name) in seen and not hop.upstream
        if name and ((place, name) in seen or itself):
            continue
        seen.add((place, name))
        kept.append(hop)
    return tuple(kept)


def _with_details(hops: tuple[Hop, ...], title: str, url: str, account: str) -> tuple[Hop, ...]:
    """Give title, address and account to the hop they belong to: the first of the chain."""
    for number, hop in enumerate(hops):
        if hop.role not in _OUTSIDE:
            more = {"title": hop.title or title, "url": hop.url or url, "account": hop.account or account}
            return (*hops[:number], msgspec.structs.replace(hop, **more), *hops[number + 1 :])
    return (Hop(role="original", url=url, title=title), *hops) if title or url else hops


def _with_platform(hops: tuple[Hop, ...], platform: str, *, is_credit: bool) -> tuple[Hop, ...]:
    """Add the platform whose disclaimer the line is; it is never the publisher."""
    if not is_credit:
        return (Hop(role="repost", platform=platform), *hops)
    first = hops[0] if hops else None
    if first is None or first.role in _OUTSIDE or any(hop.platform for hop in hops):
        return hops
    return (msgspec.structs.replace(first, platform=platform), *hops[1:])


def _kind(seen: View, said: Rights, found: list[Found], *, user: bool, boiler: bool, contact: bool) -> Kind:
    """Say what a line is that is no credit."""
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
    return "contact" if contact else "tagline" if notices.is_tagline(seen) else ""
