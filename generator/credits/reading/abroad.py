"""Who is quoted inside an English, Japanese or Korean text: according to Reuters, …によると, …에 따르면."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from generator.credits.reading.found import Found
from generator.credits.reading.named import agency_end, hop_of, is_known, is_outlet_shaped, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import people
from generator.credits.reading.values import Hop
from generator.credits.reading.view import View
from generator.credits.reading.words import opening, places, words

_LEAD = re.compile(
    r"(?<![a-z])(?:according to|as (?:first )?reported by|first reported by|reported by|in a report (?:by"
    r"|from)"
    r"|(?:a|the|an) (?:new |recent )?(?:report|article|story|investigation) (?:by|from|in)|told|per"
    r"|as noted by|cited by|(?:first |as )?(?:spotted|noticed) by|picked up by"
    r"|quoted by|in an interview with|speaking to|speaking with|in comments to|revealed by|report from)\s+"
    r"(?:an? (?:article|report|story|piece|post|new report) (?:by|in|from|on) |reports? (?:by|in|from) "
    r"|sources cited by "
    r"|data from |news agency |newspaper |website |state (?:broadcaster|news agency|media) "
    r"|local (?:newspaper|media outlet) |broadcaster )?"
)
_OF_ANYBODY = ("according", "as ", "first", "reported")
_OF_PEOPLE = ("according", "per", "cited", "reported")
_SUBJECT = r"(?:[Tt]he\s)?[A-Z][\w.&'’-]{0,24}(?:\s(?:of\s|the\s|and\s|for\s|&\s)?[A-Z][\w.&'’-]{0,24}){0,5}"
_SAYS = re.compile(
    rf"(?:^|(?<=[\s(“\"]))(?:[Tt]he (?:newspaper|news agency|website|broadcaster"
    rf"|magazine) )?(?P<name>{_SUBJECT})"
    r"(?:\s(?:on|last|earlier|first|also|has|had|later|previously|this)\s?"
    r"(?:[A-Z][a-z]+day|week|month|today|year|reported earlier)?){0,2},?\s"
    r"(?P<verb>reported|reports|said|says|writes|wrote|revealed|noted|cited|cites|quoted|quotes|confirmed"
    r"|disclosed"
    r"|learned|claimed|claims|citing|quoting)(?![a-z])"
)
_QUOTES = frozenset(["citing", "quoting", "cited", "quoted", "cites", "quotes"])
_REPORTS = frozenset(["reported", "reports", "revealed", "cited", "quoted"])
_QUOTING = re.compile(
    r"[^.;\n]{0,80}?(?<![a-z])(?:citing|quoting|which cited|who cited|cited|quoted|quotes|cites"
    r"|attributed to)\s+"
)
_NAMED = re.compile(_SUBJECT)
_SOMEBODY = re.compile(
    r"(?:(?:two|three|four|five|several|multiple|some|unnamed|anonymous|a|one|an|its|the|industry"
    r"|government|local"
    r"|foreign|other|various|current|former|company|supply chain|diplomatic|security|unidentified)\s){0,3}"
    r"(?:people|persons?|sources?|officials?|insiders?|executives?|media reports?|reports|analysts|media"
    r"|news reports"
    r"|outlets|witnesses|employees|documents|someone|spokes\w{1,8}|leakers?)"
    r"(?:\s(?:familiar with|with (?:direct )?knowledge of|close to|briefed on|who|in|at|within|from"
    r"|involved in)"
    r"\s[^,.;\"”]{1,50})?",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?P<names>(?:[Tt]he\s)?[A-Z](?:[\w&'’ -]|(?<![a-z]{3})\.){1,60}"
    r"(?:(?:,| and|, and) (?:[Tt]he\s)?[A-Z][\w.&'’ -]{1,40}){0,6})"
    r" contributed(?: to this| reporting| additional|\.|$)"
)
_STAFF = re.compile(
    r"(?P<outlet>[A-Z][\w.& -]{1,30}?)(?:['’]s"
    r"|(?: staff)? (?:writer|reporter|correspondent|video journalist)s?) (?=[A-Z])"
)
_CITING = re.compile(r"(?: [A-Z][a-z]+day| today| yesterday)?, citing ")
_PERSON = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,2}")
_PUBLISHERS = frozenset(["outlet", "agency"])
_WINDOW = 80

_CLAUSE = re.compile(r"^|[,。;!?\n、]\s?|[”」]\s?|\)\s")
_PARTICLE = re.compile(
    r"(?:通信|[紙纸]|[誌志]|[電电]子版|通信社|放送|통신|\([a-z ]{2,20}\))?"
    r"(?:は|が|も|은|는|이|가|도)(?![가-힣ぁ-ん])"
)
_SHAPED = re.compile(
    r"(?P<name>[^\s、。,()はがのも은는이가]{2,16}?)(?=(?:[紙纸]|[誌志])?(?:は|が|은|는|이|가)(?:\s|\d|、"
    r"|[ぁ-ん一-龥]))"
)
_REPORTED = re.compile(r"[報报]じ|伝え|[報报]道し|보도|전했|밝혔|인용")
_WHOM = re.compile(
    r"(?P<whom>[^、。,\s]{1,16}?(?:[关関][系係]者|消息筋|情[报報]筋|高官|筋))(?:の|が|から|に)"
    r"|(?P<other>[^\s,。]{1,10}(?:\s[^\s,。]{1,8})?)(?:을|를)\s인용"
)
_STOP = re.compile(r"[。\n]|\.\s|\.$|$")
_NAME_WINDOW, _SENTENCE = 40, 160


def read_abroad(view: View, names: Names) -> Iterator[Found]:
    """Read the sources that a text in another language quotes."""
    if view.latin:
        yield from _contributed(view, names)
        yield from _according(view, names)
        yield from _saying(view, names)
    if view.kana or view.hangul:
        yield from _topic(view, names)


def _according(view: View, names: Names) -> Iterator[Found]:
    """Read according to Reuters; told the Financial Times."""
    for match in places(_LEAD, view.key):
        start, lead = match.end(), match[0]
        somebody = _SOMEBODY.match(view.shown, start)
        if somebody and lead.startswith(_OF_PEOPLE):
            hops = [Hop(role="cited", upstream=somebody[0].strip())]
            spans = view.spans(*somebody.span(), "upstream")
            yield Found(start=match.start(), end=somebody.end(), hops=tuple(hops), spans=spans, sure=0.55)
            continue
        named, end = outlets(view, start, min(len(view.key), start + _WINDOW), names, most=3)
        named = [one for one in named if one.source and not one.unnamed and not one.source[0].islower()]
        if named and (named[0].shows or lead.startswith(_OF_ANYBODY)):
            hops, end = _with_upstream(view, [hop_of(one, "cited") for one in named], end)
            sure = 0.85 if named[0].shows else 0.7
            yield Found(start=match.start(), end=end, hops=tuple(hops), spans=spans_of(named), sure=sure)


def _saying(view: View, names: Names) -> Iterator[Found]:
    """Read the Guardian reported, Sky News, citing a government source, said."""
    for match in places(_SAYS, view.shown):
        start, end = _outlet(match, names)
        if start == end:
            continue
        stop = match.start("verb") if match["verb"] in _QUOTES else match.end()
        hops, stop = _with_upstream(view, [Hop(role="cited", source=view.shown[start:end])], stop)
        spans = view.spans(start, end, "source")
        yield Found(
            start=match.start("name"), end=max(stop, match.end()), hops=tuple(hops), spans=spans, sure=0.85
        )


def _outlet(match: re.Match[str], names: Names) -> tuple[int, int]:
    """Give the longest end of a subject that is an outlet's name; an empty stretch where none is."""
    start, end = match.span("name")
    name = match["name"]
    plain = name.split(" ")
    for skip in range(len(plain)):
        rest = " ".join(plain[skip:])
        registered = names.whole(rest.casefold())
        if is_known(rest.casefold(), names):
            return (end - len(rest), end) if registered is None or registered.kind in _PUBLISHERS else (0, 0)
    reports = match["verb"] in _REPORTS
    shaped = reports and is_outlet_shaped(name.casefold()) and len(plain) > 1
    shaped = shaped or (reports and bool(_CITING.match(match.string, match.end())))
    return (start, end) if shaped else (0, 0)


def _with_upstream(view: View, hops: list[Hop], end: int) -> tuple[list[Hop], int]:
    """Add whom the first source quotes."""
    match = _QUOTING.match(view.key, end)
    if not match:
        return hops, end
    whom = _SOMEBODY.match(view.shown, match.end()) or _NAMED.match(view.shown, match.end())
    if not whom:
        return hops, end
    first = msgspec.structs.replace(hops[0], upstream=whom[0].strip(" ."))
    return [first, *hops[1:]], whom.end()


@cache
def _regions() -> re.Pattern[str]:
    return opening("outlets", "regions")


def _contributed(view: View, names: Names) -> Iterator[Found]:
    """Read The Associated Press contributed to this report."""
    for match in places(_CONTRIBUTED, view.shown):
        staff = _STAFF.match(match["names"])
        if staff and is_known(staff["outlet"].casefold().removeprefix("the "), names):
            start = match.start("names")
            inside = people(view, start + staff.end(), match.end("names"), "reporter")
            outlet = Hop(role="original", source=staff["outlet"])
            spans = view.spans(start, start + len(staff["outlet"]), "source") + inside.spans
            end = match.end()
            yield Found(start=match.start(), end=end, hops=(outlet,), people=inside.people, spans=spans)
            continue
        named, _ = outlets(view, *match.span("names"), names)
        if named and all(one.shows for one in named):
            hops = tuple(hop_of(one, "compilation") for one in named)
            yield Found(start=match.start(), end=match.end(), hops=hops, spans=spans_of(named), sure=0.85)
            continue
        inside = people(view, *match.span("names"), "reporter")
        if inside.people and all(_PERSON.fullmatch(one.name) for one in inside.people):
            start, end = match.span()
            yield Found(start=start, end=end, people=inside.people, spans=inside.spans, sure=0.8)


def _topic(view: View, names: Names) -> Iterator[Found]:
    """Read 米紙…は9日、関係者の話として報じた and …은 소식통을 인용해 보도했다."""
    key = view.key
    for clause in places(_CLAUSE, key):
        begin = clause.end()
        end = min(len(key), begin + _NAME_WINDOW)
        region = _regions().match(key, begin, end)
        start = region.end() if region else begin
        while start < end and key[start] in " の'\"‘“「":
            start += 1
        close = _name_end(key, start, end, names)
        particle = _PARTICLE.match(key, close) if close else None
        if not particle:
            continue
        stop = _STOP.search(key, particle.end(), min(len(key), particle.end() + _SENTENCE))
        last = stop.start() if stop else min(len(key), particle.end() + _SENTENCE)
        if not _REPORTED.search(key, particle.end(), last):
            continue
        whom = _WHOM.search(key, particle.end(), last)
        place = whom.span("whom" if whom["whom"] else "other") if whom else (0, 0)
        upstream = view.shown[slice(*place)].split()[-1:]
        hops = (Hop(role="cited", source=view.shown[start:close], upstream="".join(upstream)),)
        yield Found(start=begin, end=last, hops=hops, spans=view.spans(start, close, "source"), sure=0.85)


def _name_end(key: str, start: int, end: int, names: Names) -> int:
    """Give the end of an outlet's name before a particle; 0 where there is none."""
    registered = names.at(key, start)
    close = max(registered[0] if registered else 0, agency_end(key, start, end))
    if close:
        return close
    shaped = _SHAPED.match(key, start, end)
    ends = words("outlets", "ends", languages=("ja", "ko"))
    return shaped.end() if shaped and shaped["name"].endswith(ends) else 0
