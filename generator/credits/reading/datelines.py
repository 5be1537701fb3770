"""Heads of English wires: LONDON (Reuters) -, /PRNewswire/ --, Jane Roe, Reuters; From …."""

import re

from generator.credits.reading.found import Found
from generator.credits.reading.named import is_known, is_outlet_shaped
from generator.credits.reading.names import Names
from generator.credits.reading.values import Hop, Person
from generator.credits.reading.view import View

_ENGLISH = re.compile(
    r"\s*(?:(?P<place>[A-Z][A-Za-z.'’ -]{1,30}(?:,\s?[A-Z][A-Za-z.'’ ]{1,24}){0,2}?"
    r"(?: \[[A-Z][a-z]+\])?)?,?\s*"
    r"(?P<date>(?:Jan|Feb|Mar|Apr|May|June|July|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec)[a-z]{0,6}\.?\s\d{1,2},?(?:\s\d{4})?)?"
    r",?\s*)?(?:(?<=[.\s])[-–—]{1,2}\s?)?"
    r"(?:\((?P<agency>[A-Z][A-Za-z0-9. ]{1,24}(?:/[A-Z][A-Za-z0-9. ]{1,24})?)\)\s*"
    r"(?:[-–—:_]+|(?=[A-Z]))"
    r"|/(?P<wire>[A-Z][A-Za-z ]{3,20})/\s*[-–—]+)"
)
_WIRES = "(?P<agency>AP|AFP|Reuters|REUTERS|UPI|PTI|IANS|ANI|dpa|Xinhua|Kyodo|TASS|Bloomberg|CNN)"
_BEHIND = re.compile(
    r"(?<=\s)[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}(?:, [A-Z][A-Za-z. ]{1,20}?)?,?\s"
    rf"(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}} )?\({_WIRES}\)\s?[-–—]+"
)
_BARE = re.compile(rf"\s*{_WIRES} [-–—] (?=[A-Z])")
_SIGNED = re.compile(
    r"\s*(?P<name>(?!By\s)[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,3})\s?[,"
    r"|/]\s?(?P<agency>[A-Z][\w.'’ &-]{1,40}?)"
    r"(?: (?:[Ss]taff )?(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent))?\s*:?\s*"
)
_FROM = re.compile(
    r"\W*(?:From|from)\s(?P<name>(?:[Tt]he\s)?[A-Z][\w.&'’ -]{2,40}?)"
    r"(?:,\s(?P<date>[A-Z][a-z]{2,9}\.?\s(?:\d{1,2},\s)?\d{4}|\d{4}))?\W*"
)
_SOURCE = re.compile(r"\s*SOURCE:?\s(?P<name>[A-Z][\w.&'’, -]{2,60}?(?:Inc\.|Ltd\.|Co\.|Corp\.)?)[\s.]*")
_FAR = 400


def read_datelines(view: View, names: Names) -> list[Found]:
    """Read datelines: LONDON (Reuters) -, BEIJING, Jan. 9 (Xinhua) --; and Jane Doe, Reuters; From …."""
    if not view.latin:
        return []
    return [*_dateline(view, names), *_dateline_behind(view), *_from(view, names), *_line(view, names)]


def _dateline(view: View, names: Names) -> list[Found]:
    match = _ENGLISH.match(view.shown)
    if match is None:
        return []
    group = "agency" if match["agency"] else "wire"
    sources = [source.strip() for source in match[group].split("/")]
    place, date = match["place"] or "", (match["date"] or "").strip(" ,")
    known = all(is_known(source.casefold(), names) or source.isupper() for source in sources)
    if not (known or place.partition(",")[0].isupper() or date):
        return []
    if match[0].rstrip().endswith(")") and not (
        (known or match["wire"] or "." in sources[0]) and (date or place.partition(",")[0].isupper())
    ):
        return []  # Kathmandu, Nov 26 (PTI) On …
    hops = tuple(Hop(role="original", source=source, date=date) for source in sources)
    spans = view.spans(*match.span(group), "source")
    return [Found(start=match.start(), end=match.end(), hops=hops, spans=spans, sure=0.93)]


def _dateline_behind(view: View) -> list[Found]:
    """Read By Jane Roe NEW YORK (AP) —, and AFP - …."""
    match = _BEHIND.search(view.shown, 0, _FAR) or _BARE.match(view.shown)
    if not match:
        return []
    hops = (Hop(role="original", source=match["agency"]),)
    spans = view.spans(*match.span("agency"), "source")
    return [Found(start=match.start(), end=match.end(), hops=hops, spans=spans, sure=0.9)]


def _from(view: View, names: Names) -> list[Found]:
    wire = _SOURCE.fullmatch(view.shown)
    if wire:  # of press releases
        source = Hop(role="original", source=wire["name"])
        spans = view.spans(*wire.span("name"), "source")
        return [Found(start=0, end=len(view.shown), hops=(source,), spans=spans, sure=0.8)]
    match = _FROM.fullmatch(view.shown)
    key = match["name"].casefold() if match else ""
    if not match or not (is_known(key, names) or (is_outlet_shaped(key) and match["date"])):
        return []
    hops = (Hop(role="original", source=match["name"], date=match["date"] or ""),)
    spans = view.spans(*match.span("name"), "source")
    return [Found(start=0, end=len(view.shown), hops=hops, spans=spans, sure=0.75)]


def _line(view: View, names: Names) -> list[Found]:
    match = _SIGNED.fullmatch(view.shown)
    if not match or not is_known(match["agency"].casefold().strip(), names):
        return []
    return [
        Found(
            start=0,
            end=match.end(),
            hops=(Hop(role="original", source=match["agency"].strip()),),
            people=(Person(role="author", name=match["name"]),),
            spans=view.spans(*match.span("name"), "author") + view.spans(*match.span("agency"), "source"),
            sure=0.8,
        )
    ]
