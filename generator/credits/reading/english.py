"""English phrases of credit: Originally published on …, Reprinted with permission from …, Adapted from …."""

import re
from functools import cache

import msgspec

from generator.credits.reading.found import Found, covers
from generator.credits.reading.named import Named, hop_of, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import people
from generator.credits.reading.rights import Rights
from generator.credits.reading.values import HopRole, Person
from generator.credits.reading.view import View
from generator.credits.reading.words import places, word_set, words

_KINDS = ("compilation", "excerpt-of", "adaptation", "translation", "via", "original")
_LANGUAGES = frozenset(
    [
        "English",
        "Chinese",
        "French",
        "German",
        "Japanese",
        "Spanish",
        "Russian",
        "Korean",
        "Arabic",
        "Italian",
        "Portuguese",
        "Dutch",
    ]
)
_TRANSLATED_BY = re.compile(r"translated from (?:the )?[a-z]+ by\s")
_SKIPPED = re.compile(
    r"(?:(?:his|her|their|my|our|its|the author['’]s) (?:own |personal )?"
    r"(?:blog|site|website|newsletter),? )?"
    r"(?:medium['’]s )?(?:the )?(?:kind )?(?:permission (?:of|from) )?(?:an? )?"
    r"(?:(?:article|story|piece|report|essay|post|book|interview|column) (?:originally )?(?:published "
    r"|posted )?"
    r"(?:in|by|on|from|at) )?"
    r"(?:(?:[a-z]{3,9} \d{4} |print |online )?"
    r"(?:issue|edition|pages|website|blog|newsletter|archives?) (?:of|on|at) )?"
    r"(?:[a-z]+ \d{1,2},? \d{4},? (?:in|on|by|at) )?"
)
_EDITION = re.compile(
    r"issue \d{1,3}(?:/\d{2,4})? (?:\(\d{1,4}\) )?of (?:the )?"
    r"|(?:the )?(?:[a-z]{3,9}\.? )?(?:\d{4} )?(?:print )?(?:edition|issue) of (?:the )?"
)
_DATED = re.compile(r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4},? (?:in|on|by|at) |\d{4} (?:in|on|by|at) )(?:the )?")
_SENTENCE = re.compile(r"[。;!?\n]|(?<=[a-z0-9)]{3})\.(?:\s|$)")
_OF_TEXT = re.compile(r"^\W*$|(?:article|story|post|piece|report|column|content|was|is)\W*$")
_OF_POST = re.compile(r"\W*the post ")
_OF_IMAGE = re.compile(r"(?:photo|image|picture|photograph|illustration|video|graphic|screenshot)s?\W*$")
_TITLE = re.compile(r"[“\"]([^”\"]{3,120})[,.]?[”\"]\W{0,3}(?:was|is|first|originally|appeared)?\W{0,3}$")
_QUOTED_WORK = frozenset("\"“‘'")
_TEXTS = re.compile(
    r"(?<![a-z])(?:article|story|stories|post|piece|report|column|essay|interview|review|version|chapter|translation"
    r"|excerpt|entry|blog|text|poem|content|photo|image|picture|op-?ed|commentary|editorial|newsletter|paper|tutorial|guide"
    r"|series|transcript|analysis|list|video|podcast|episode|news|reprinted|republished|permission|courtesy)s?(?![a-z])"
)
_THIS = re.compile(r"\W*(?:this|it)\W*(?:was|is|has been|also|first)?\W*$")
_YEARS = re.compile(r"\d{4}s?")
_BLOG = re.compile(
    r"(?:[Tt]he )?(?P<name>(?:[A-Z0-9][\w.&'’-]*|[a-z0-9][\w.-]*)(?: [A-Z][\w.&'’-]*){0,3}) blog(?![a-z])"
)
_WRITTEN = re.compile("(?:written|contributed) by")
_PERSON = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}")
_NAME = r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})"
_BY = re.compile(rf"[”\"]?,?(?: here)? by {_NAME}(?=[.,;)]|\s?$)")
_BY_BEFORE = re.compile(
    rf"(?:[Pp]ost|[Aa]rticle|[Ss]tory|[Ee]ssay|[Pp]iece|[Rr]eport|[Cc]olumn) by {_NAME},?(?: was| is)? $"
)
_PASSED = re.compile("re-?p|rep|synd|used|courtesy")
_SITE = re.compile(r"\s?(?:on|via|/)\s")
_WINDOW, _BEFORE, _TITLE_BEFORE, _START = 160, 60, 160, 3
_PASSING: dict[str, HopRole] = {
    "via": "repost",
    "translation": "translation",
    "adaptation": "adaptation",
    "excerpt-of": "excerpt-of",
    "compilation": "compilation",
}


@cache
def _form(kind: str) -> re.Pattern[str]:
    phrases = "|".join(words("verbs", kind, languages=("en",)))
    return re.compile(rf"(?<![a-z])(?:{phrases})(?![a-z])\s*")


def read_english(view: View, rights: Rights, found: list[Found], names: Names) -> list[Found]:
    """Read English verbs with a source behind them."""
    more: list[Found] = []
    if not view.latin or "phrases" not in view.signs:
        return more
    for kind in _KINDS:
        for match in places(_form(kind), view.key):
            if not covers([*found, *more], match.start()):
                more += _read(view, match, kind, rights, names)
    return more


def _read(view: View, match: re.Match[str], kind: str, rights: Rights, names: Names) -> list[Found]:
    named, end = ([], 0) if _TRANSLATED_BY.match(match[0]) else _named(view, match.end(), names)
    if not named or (kind == "translation" and named[0].source.partition(" ")[0] in _LANGUAGES):
        return []
    writer = _writer(match, named, end)
    if writer:
        return [writer]
    before = view.key[max(0, match.start() - _BEFORE) : match.start()]
    of_post = _OF_TEXT.search(before) or _OF_POST.match(view.key)
    of_text = of_post or (named[0].known and match.start() < _START)
    if (kind == "adaptation" and not of_text) or (
        kind == "original" and not _speaks_of_text(view, match, named[0])
    ):
        return []
    role = _role(kind, before, match[0], granted=bool(rights.grants))
    taken = _taken(view, match, named, end, names) if role == "image" else None
    return [taken or _published(view, match, kind, role, named, end)]


def _named(view: View, place: int, names: Names) -> tuple[list[Named], int]:
    """Give the sources behind a verb, and where what names them ends."""
    position = _behind(view, place)
    blog = _BLOG.match(view.shown, position)
    if blog:  # the Cloudflare blog
        spans = view.spans(*blog.span("name"), "source")
        source, _, site = blog["name"].rpartition(" ")
        hosted = bool(source) and site.casefold() in word_set("channels", "sites")
        one = Named(source=blog["name"], start=blog.start(), end=blog.end(), spans=spans)
        return [msgspec.structs.replace(one, source=source, platform=site) if hosted else one], blog.end()
    named, end = outlets(view, position, _stop(view.key, position), names)
    if not named and (url := view.link(position, position + 1)):
        return [Named(url=url, start=position, end=position)], end
    return [one for one in named if (one.source and not one.unnamed) or one.platform or one.url], end


def _writer(match: re.Match[str], named: list[Named], end: int) -> Found | None:
    """Read whom a text was written by, where that is a person."""
    name = named[0].source if _WRITTEN.search(match[0]) and len(named) == 1 else ""
    if not name or named[0].shows or not _PERSON.fullmatch(name):
        return None
    author = (Person(role="author", name=name),)
    return Found(start=match.start(), end=end, people=author, spans=named[0].spans, sure=0.85)


def _taken(view: View, match: re.Match[str], named: list[Named], end: int, names: Names) -> Found | None:
    """Read whose courtesy a picture is, and where it lies: of Jane Roe on Unsplash."""
    site = _SITE.match(view.key, end)
    on, after = outlets(view, site.end(), len(view.key), names, most=1) if site else ([], 0)
    if not on or not on[0].known or len(named) != 1:
        return None
    person = Person(role="photographer", name=named[0].source)
    hop = msgspec.structs.replace(hop_of(on[0], "image"), person=person.name)
    spans = spans_of([*named, *on])
    return Found(start=match.start(), end=after, hops=(hop,), people=(person,), spans=spans)


def _published(
    view: View, match: re.Match[str], kind: str, role: HopRole, named: list[Named], end: int
) -> Found:
    hops = [hop_of(one, role) for one in named]
    title = _TITLE.search(view.shown[max(0, match.start() - _TITLE_BEFORE) : match.start()])
    if title:
        hops[0] = msgspec.structs.replace(hops[0], title=title[1].rstrip(",."))
    if kind == "excerpt-of" and _is_work(view, named[0]):
        hops = [msgspec.structs.replace(hops[0], title=hops[0].source, source="")]
    by = _BY.match(view.shown, end) or _BY_BEFORE.search(view.shown[: match.start()])
    authors = people(view, *by.span("name"), "author") if by else None
    passing = _PASSING.get(kind, "repost" if _PASSED.match(match[0]) else "")
    spans = view.spans(*match.span(), "verb") + spans_of(named)
    return Found(
        start=match.start(),
        end=end,
        hops=tuple(hops),
        people=authors.people if authors else (),
        spans=spans + (authors.spans if authors else ()),
        passing=passing,  # type: ignore[arg-type]  # a role or nothing
        sure=0.92,
    )


def _speaks_of_text(view: View, verb: re.Match[str], first: Named) -> bool:
    """Say whether what appeared somewhere is a text: no bundle, no dish."""
    if first.known or first.quoted or first.url or first.platform or first.shows:
        return True
    if _YEARS.fullmatch(first.source) or (first.source.isalpha() and first.source.islower()):
        return False
    start = max((m.end() for m in _SENTENCE.finditer(view.key, 0, verb.start())), default=0)
    before = view.key[start : verb.start()]
    return not before.strip(" *_(>[—–-") or bool(_TEXTS.search(before + verb[0]) or _THIS.match(before))


def _is_work(view: View, one: Named) -> bool:
    """Say whether what is excerpted is a work in quotation marks rather than an outlet."""
    return one.quoted and view.key[one.start : one.start + 1] in _QUOTED_WORK


def _behind(view: View, position: int) -> int:
    """Give the place behind words between a verb and its source."""
    if edition := _EDITION.match(view.key, position):
        return edition.end()
    if any(link.start == position for link in view.links):
        return position
    skipped = _SKIPPED.match(view.key, position)
    if skipped and skipped.end() < len(view.key) and view.shown[skipped.end()].isupper():
        if "The" not in view.shown[slice(*skipped.span())]:
            position = skipped.end()
    elif view.shown.startswith("the ", position):
        position += len("the ")
    dated = _DATED.match(view.key, position)
    return dated.end() if dated else position


def _stop(key: str, position: int) -> int:
    end = min(len(key), position + _WINDOW)
    match = _SENTENCE.search(key, position, end)
    return match.start() if match else end


def _role(kind: str, before: str, verb: str, *, granted: bool) -> HopRole:
    if "courtesy" in verb and _OF_IMAGE.search(before):
        return "image"
    if kind == "via":
        return "original" if granted else "via"
    return "excerpt-of" if kind == "excerpt-of" else "compilation" if kind == "compilation" else "original"
