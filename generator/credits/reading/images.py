"""Whose a picture is: 图源：…, Photo: Jane Doe / Reuters, 写真＝…, 사진=…."""

import re

import msgspec

from generator.credits.reading.found import Found
from generator.credits.reading.labels import Field
from generator.credits.reading.named import HAN, HANGUL, Named, hop_of, is_known, is_outlet_shaped, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import is_chinese_name, is_person, people
from generator.credits.reading.values import Hop, Person
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import word_set

_PAIR = re.compile(rf"([{HAN}]{{2,3}})[、\s]([{HAN}]{{2,3}})")
_ASIAN_NAME = re.compile(rf"[{HAN}]{{3,5}}|[{HAN}]{{1,4}}[\u3040-\u30ff]{{1,5}}|[{HANGUL}]{{2,3}}")
_ASIAN_PHOTOS = frozenset(["写真", "撮影", "사진"])
_VAGUE = frozenset(["视频", "图表", "图片", "照片"])
_VAGUE_LONGEST, _LONGEST = 24, 40
_REPORTER = re.compile(r"([^\s,、:()]{2,14}?|)记者\s?([^\s,、:()]{2,12}?)(?:摄|$|\s|提供|翻摄)")
_OWNED = re.compile(r"([^/()|,@]{3,40}?)(?:\s?[/,|@]\s?|\s(?:for|via|on)\s)(?=[^\s])")
_SHOT = re.compile(rf"\s{{1,3}}(?P<name>[{HAN}]{{2,4}})\s?摄(?![{HAN}])")
_BRACKETED = re.compile(r"(?P<name>[a-z@][^()]{2,40}?)\s?\((?P<site>[a-z][a-z .-]{2,30})\)")
_LICENCE = re.compile(r"[\s,/|(]{1,3}cc[ -](?:by|0)(?![a-z])")
_SHARED = re.compile(rf"(?P<outlet>[^/\s]{{2,16}})\s?/\s?(?P<who>[{HAN}]{{2,4}})\s*$")
_GIVEN = re.compile(r"\s?(?:先生|女士|老师)?(?:提供|供图|拍摄|摄影|授权|绘制|摄制|翻摄|惠赐|版权所有)\s*$")
_VIA = re.compile(r"\s(?:via|/)\s")
_NAME_WORDS = (2, 3)
_COURTESY = re.compile(
    r"(?:courtesy of|courtesy|by|from|翻摄自|截自|截图自|取自|摄自|引自|来自|来源于|源于|源自|来源|均来自"
    r"|均为)\s?"
)
_STILL = re.compile(r"[^《]{0,6}《([^》]{1,30})》(?:的)?(?:官方)?(?:剧照|海报|截图|预告)")
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,2}")
_OWNERS = re.compile(r"(?:nasa|esa|eso|noaa|jaxa|nsf)(?:/(?:[a-z][a-z-]{1,30})){1,4}(?![a-z])")
# of pictures, together: NASA/JPL-Caltech
_BY_PERSON = frozenset(
    [
        "photo",
        "photos",
        "photograph",
        "photographs",
        "photocredit",
        "photocredits",
        "credit",
        "picture",
        "pictures",
        "pic",
    ]
)
_COMPANY = re.compile(
    r"images|bros|press|studio|inc|corp|museum|universit|librar|archive|commons|picture|entertainment|media"
    r"|news|stock|agency|photo|gallery|institute|foundation|college|school|office|department|ministry"
    r"|white house|police|plus|company|films?|art|google|apple|microsoft|house|service|club"
)


def is_company(key: str) -> bool:
    """Say whether a folded Latin name is a company's or an office's."""
    return bool(_COMPANY.search(key))


def read_image(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read what stands behind a picture's label."""
    licence = _LICENCE.search(view.key, field.value, stop)
    stop = licence.start() if licence and licence.start() > field.value else stop
    given = _GIVEN.search(view.key, field.value, stop)
    if given and given.start() > field.value and not is_known(view.key[field.value : stop].strip(), names):
        who = view.key[field.value : given.start()].strip()
        if is_person(who, names):
            inside = people(view, field.value, given.start(), "photographer")
            return Found(start=field.start, end=stop, people=inside.people, spans=inside.spans)
        stop = given.start()
    value = view.key[field.value : stop].strip()
    if field.sign in {" ", ":"} and field.label in _VAGUE and len(value) > _VAGUE_LONGEST:
        return None
    return (
        _by_person(view, field, stop, names)
        or _by_reporter(view, field, stop, names)
        or _by_person_of(view, field, stop, names)
        or _by_person_in_brackets(view, field, stop, names)
        or _by_latin_person(view, field, stop, names)
        or _by_shared(view, field, stop, names)
        or _by_outlet(view, field, stop, names)
    )


def _by_person(view: View, field: Field, stop: int, names: Names) -> Found | None:
    value = view.key[field.value : stop].strip()
    single = "".join(value.split())
    pair = _PAIR.fullmatch(value)
    asian = (
        field.label in _ASIAN_PHOTOS
        and _ASIAN_NAME.fullmatch(single)
        and not is_known(single, names)
        and not is_outlet_shaped(single)
    )
    if not (asian or is_person(single, names) or (pair and is_person(pair[1], names))):
        return None
    inside = people(view, field.value, stop, "photographer")
    return Found(start=field.start, end=stop, people=inside.people, spans=inside.spans)


def _by_reporter(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read 图片：新华社记者 某某 摄."""
    match = _REPORTER.match(view.key, field.value, stop)
    if not match or not (is_chinese_name(match[2]) or (match[2].isascii() and match[2].isalpha())):
        return None
    named, _ = outlets(view, field.value, match.end(1), names, most=1)
    if not named or named[0].unnamed:
        inside = people(view, *match.span(2), "photographer")
        return Found(start=field.start, end=stop, people=inside.people, spans=inside.spans)
    return _owned(view, field, match.end(), named, match.span(2))


def _by_person_of(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read Jane Roe / The Verge, Jane Roe/AFP via Getty Images."""
    start = field.value + (2 if view.key.startswith("© ", field.value) else 0)
    match = _OWNED.match(view.key, start, stop)
    if not match or not view.shown[start].isascii() or is_known(match[1].strip(), names):
        return None
    named, end = outlets(view, match.end(), stop, names)
    via = _VIA.match(view.key, end, stop)
    if named and via:
        more, end = outlets(view, via.end(), stop, names)
        named += more
    count = len(match[1].split())
    alone = count == 1 and named and named[0].known and not view.shown[slice(*match.span(1))].isupper()
    if count not in _NAME_WORDS and not alone:
        return None
    comma = "," in view.key[match.end(1) : match.end()]
    on = view.key[match.end(1) : match.end()] == " on "
    if not named or not named[0].source or (comma and not named[0].shows) or (on and not named[0].known):
        return None
    return _owned(view, field, end, named, match.span(1))


def _by_person_in_brackets(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read Photo credit: somebody (Flickr)."""
    match = _BRACKETED.match(view.key, field.value)
    if not match or match.end() > stop + 1 or is_known(match["name"], names):
        return None
    start, end = match.span("site")
    named, _ = outlets(view, start, end, names, most=1)
    site = named[0].source or named[0].platform if named else ""
    if not site or not (
        named[0].known or named[0].platform or match["site"] in word_set("channels", "sites")
    ):
        return None
    one = Named(source=view.shown[start:end], start=start, end=end, spans=view.spans(start, end, "source"))
    return _owned(view, field, match.end(), [one], match.span("name"))


def _owned(view: View, field: Field, end: int, named: list[Named], who: tuple[int, int]) -> Found:
    person = view.shown[slice(*who)].strip()
    first, *rest = (hop_of(one, "image") for one in named)
    return Found(
        start=field.start,
        end=end,
        hops=(msgspec.structs.replace(first, person=person), *rest),
        people=(Person(role="photographer", name=person),),
        spans=view.spans(*who, "photographer") + spans_of(named),
    )


def _by_latin_person(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read Photo: Jane Roe."""
    name = view.shown[field.value : stop].strip()
    key = name.casefold()
    if field.label not in _BY_PERSON or not _LATIN_NAME.fullmatch(name):
        return None
    if is_known(key, names) or is_outlet_shaped(key) or is_company(key):
        return None
    return Found(
        start=field.start,
        end=stop,
        hops=(Hop(role="image", person=name),),
        people=(Person(role="photographer", name=name),),
        spans=view.spans(field.value, stop, "photographer"),
        sure=0.8,
    )


def _by_shared(view: View, field: Field, stop: int, names: Names) -> Found | None:
    """Read 图片来源：某媒/某某."""
    match = _SHARED.match(view.key, field.value, stop)
    if not match or not is_person(match["who"], names):
        return None
    named, _ = outlets(view, *match.span("outlet"), names, most=1)
    if not named or not named[0].source:
        return None
    return _owned(view, field, match.end(), named, match.span("who"))


def _by_outlet(view: View, field: Field, stop: int, names: Names) -> Found | None:
    still = _STILL.match(view.key, field.value, stop)
    if still:  # 《某片》剧照
        work = Hop(role="image", title=view.shown[slice(*still.span(1))])
        return Found(start=field.start, end=still.end(), hops=(work,), sure=0.6)
    whole = _OWNERS.match(view.key, field.value, stop)
    if whole:
        source = view.shown[slice(*whole.span())]
        spans = view.spans(*whole.span(), "source")
        owners = Hop(role="image", source=source)
        return Found(start=field.start, end=whole.end(), hops=(owners,), spans=spans, sure=0.9)
    courtesy = _COURTESY.match(view.key, field.value, stop)
    named, end = outlets(view, courtesy.end() if courtesy else field.value, stop, names)
    if not named and view.key[field.value : stop].strip().startswith(MASK):
        address = Hop(role="image", url=view.link(field.value, stop))
        return Found(start=field.start, end=stop, hops=(address,), sure=0.75)
    linked = named and named[0].url
    if not named or (len(view.key[field.value : stop].strip()) > _LONGEST and not (named[0].known or linked)):
        return None
    hops = tuple(hop_of(one, "image") for one in named)
    shot = _SHOT.match(view.key, end, stop)
    if shot and is_chinese_name(shot["name"]):  # 某报 某某 摄
        return _owned(view, field, shot.end(), named, shot.span("name"))
    persons: tuple[Person, ...] = ()
    last = hops[-1].source
    if len(hops) == 2 and named[0].known and not named[1].known and _LATIN_NAME.fullmatch(last):  # noqa: PLR2004 - Reuters / Jane Roe
        hops = (msgspec.structs.replace(hops[0], person=last),)
        persons = (Person(role="photographer", name=last),)
    unnamed = all(one.unnamed for one in named)
    return Found(
        start=field.start,
        end=end,
        hops=hops,
        people=persons,
        spans=view.spans(field.start, field.value, "label") + spans_of(named),
        sure=0.6 if unnamed else 0.92,
        warnings=("an image is credited to nobody by name",) if unnamed else (),
    )
