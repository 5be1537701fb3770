"""Names of publishers behind a label or a verb: cut by the registry first, then by marks, then by signs."""

import re
from functools import cache

import msgspec

from generator.credits.reading.behind import DATE, behind
from generator.credits.reading.cut import (
    bare_end,
    goes_further,
    is_platform,
    latin_end,
    marked,
    name_end,
    stands,
)
from generator.credits.reading.named import (
    DENSE,
    HAN,
    HANGUL,
    PAIRS,
    Named,
    agency_end,
    is_known,
    is_paper,
    is_unnamed,
)
from generator.credits.reading.names import Names
from generator.credits.reading.people import is_person
from generator.credits.reading.values import Span
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import literal, opening, word_set
from generator.han import fold

_JOINT = re.compile(r"\s?(?:、|,|&|/|\+)\s?|\sand\s|\s?(?:和|与|以及|及|暨)\s?|\s?·\s?|\s{1,3}")
_LEAD = re.compile(
    r"[\s:·@©—–-]*(?:(?:其|他的|她的)(?=(?:个人|微信|新浪)?(?:公众号|公号|微博|知乎|博客)\s?[“「『《]))?(?:基于[^,。的]{0,14}协议的\s?)?"
    r"(?:(?:the website|the site|a website|our friends at|our partners? at|the folks at)\s)?"
)
_AFTER_PLATFORM = re.compile(
    rf"\s?(?:[:@|/]|[-–—]\s?(?=\w)|(?:账号|帐号|号|用户|答主|网友|作者|博主|平台|主页|公众号|专栏|频道|up主|创作者|官方账号)"
    rf"|[{HAN}]{{0,8}}(?=[“「『《\"]))?[\s:@]*"
)
_ACCOUNT_OF_SITE = re.compile(r"\s?(?:@|专栏|用户|博主|作者|[“「『《\"])")
_ALONE = re.compile(r"\s?(?:[^\w\s:@“「《\"]|$)")
_LETTER = re.compile(rf"[{HAN}a-z0-9]")
_WORDS = re.compile(f"[{DENSE}{HANGUL}]")
_HAN = re.compile(f"[{HAN}]")
_DASH = re.compile(r"\s?[-·—]\s?")
_PROSE = re.compile("[你您我了来在是]|关注|欢迎|推荐|更多|请")
_VERBS = re.compile("由|转引自|转载自|转自|原载|首发|摘自|译自|编译自")
_ACTS = re.compile(r"\s?(?:已?经|已?获|授权|编译|翻译|转载|整理|原创|发布)")
_GENRE = re.compile(r" (?:channel|publication)\s*$")
_RULE = re.compile("(?:协议|条例|办法|规定|章程|须知|声明)$")
_EDITIONS = frozenset(["中文版", "中文网", "英文版"])
_STRIPPED = "的.,-—–:·•"
_LONGEST_HAN = 24
_LONGEST_AFTER_SLASH = 24
_LONGEST_LINK, _LONGEST_QUOTED = 80, 12


def outlets(view: View, start: int, end: int, names: Names, *, most: int = 8) -> tuple[list[Named], int]:
    """Give the publishers named from a place on, and where what names them ends."""
    found: list[Named] = []
    position = start
    while len(found) < most:
        named = outlet(view, position, end, names)
        if named is None:
            break
        found.append(named)
        position = named.end
        joint = _JOINT.match(view.key, position, end)
        if named.quoted and view.key[position : min(end, position + 1)] == "《":
            continue
        if not joint or joint.end() >= end or not _goes_on(view, joint, end, names):
            break
        position = joint.end()
    return found, position


def _goes_on(view: View, joint: re.Match[str], end: int, names: Names) -> bool:
    """Say whether a list goes on behind a joint; a comma needs a name that shows itself."""
    following = outlet(view, joint.end(), end, names)
    if following is None or not following.source:
        return False
    if view.key[following.end : following.end + 1] == ":" or _VERBS.match(view.key, joint.end()):
        return False  # a label or a verb, and no name
    sign = joint[0].strip()
    if sign == "/" and not is_person(fold(following.source), names):
        return len(following.source) <= _LONGEST_AFTER_SLASH or following.shows
    if not sign:
        return is_paper(fold(following.source), names)
    if sign == "," and _is_apart(view, following):
        return False
    return following.shows if sign in {",", "/", "·", "+"} else True


def _is_apart(view: View, following: Named) -> bool:
    """Say whether a name behind a comma begins something else: an act (某网经授权转载), a title, prose."""
    if _ACTS.match(view.key, following.end) or (following.quoted and len(following.source) > _LONGEST_QUOTED):
        return True
    return not (following.known or following.quoted) and bool(_PROSE.search(following.source))


def outlet(view: View, start: int, end: int, names: Names) -> Named | None:
    """Give the publisher named at a place."""
    key = view.key
    lead = _LEAD.match(key, start, end)
    position = lead.end() if lead else start
    position += len("the ") if view.shown.startswith("the ", position) else 0
    dated = DATE.match(key, position, end)
    if dated and dated.end() < end and (key[dated.end()] in PAIRS or agency_end(key, dated.end(), end)):
        named = outlet(view, dated.end(), end, names)
        date = view.shown[slice(*dated.span())].strip(" ,，")
        return msgspec.structs.replace(named, date=named.date or date) if named else None
    position, platform = _platform_before(view, position, end)
    named = (
        _marked(view, position, end)
        or _linked(view, position, end, names)
        or _registered(view, position, end, names)
        or _unmarked(view, position, end, names)
    )
    if named is None:
        return behind(view, _alone(platform), end) if platform else None
    if platform:
        named = msgspec.structs.replace(
            named, platform=platform.platform or named.platform, spans=platform.spans + named.spans
        )
    return behind(view, named, end)


def _alone(platform: Named) -> Named:
    """Give a platform without an account: a site that publishes too is then a publisher."""
    if fold(platform.platform) not in word_set("channels", "sites"):
        return platform
    spans = tuple(msgspec.structs.replace(span, what="source") for span in platform.spans)
    return msgspec.structs.replace(platform, source=platform.platform, platform="", spans=spans)


def _platform_before(view: View, position: int, end: int) -> tuple[int, Named | None]:
    """Give the place behind a platform, or behind a word for where an outlet is from."""
    key = view.key
    regions = opening("outlets", "regions").match(key, position, end)
    if regions and regions.end() < end and not agency_end(key, position, end):
        agency = agency_end(key, regions.end(), end)
        spaced = key[regions.end()] == " "
        foreign = regions[0].endswith("媒") and key[regions.end()].isascii()  # 外媒PhoneArena
        foreign = foreign or regions[0] in {"合作媒体", "友媒"}
        if key[regions.end()] in PAIRS or spaced or foreign or (agency and stands(key, agency, end)):
            position = regions.end()
    match = opening("channels", "platforms").match(key, position, end) or _site_before(key, position, end)
    if not match or (match[0] in word_set("channels", "sites") and _ALONE.match(key, match.end(), end)):
        return position, None
    after = _AFTER_PLATFORM.match(key, match.end(), end)
    titled = after and ":" in after[0] and any(link.start == after.end() for link in view.links)
    if titled and match[0] in word_set("channels", "sites"):  # 首发于掘金：[题目](…)
        return position, None
    stop = after.end() if after else match.end()
    glued = stop == match.end() and stop < end and bool(_LETTER.match(key, stop))
    if glued and not match[0].endswith(("号", "微博", "专栏")):
        return position, None
    written = view.shown[match.start() : match.end()]
    spans = view.spans(*match.span(), "platform")
    return stop, Named(platform=written, start=match.start(), end=stop, spans=spans)


def _site_before(key: str, position: int, end: int) -> re.Match[str] | None:
    match = opening("channels", "sites").match(key, position, end)
    return match if match and _ACCOUNT_OF_SITE.match(key, match.end(), end) else None


@cache
def _after_marks() -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?P<work>{literal('channels', 'works')})?\s?(?P<platform>{literal('channels', 'platforms')})?"
    )


def _marked(view: View, position: int, end: int) -> Named | None:
    """Give a publisher that stands in marks; what follows them may say what it is."""
    key = view.key
    outer = marked(key, position, end)
    if not outer:
        return None
    start, close = marked(key, outer[0], outer[1]) or outer
    while start < close and (key[start].isspace() or key[start] == "@"):
        start += 1
    after = _after_marks().match(key, outer[1] + 1, end)
    work, platform = (after["work"] or "", after["platform"] or "") if after else ("", "")
    if work in word_set("channels", "platforms"):
        platform = platform or work
    source = " ".join(view.shown[start:close].split())
    return Named(
        source=source + (work if work in _EDITIONS else ""),
        platform=platform,
        start=position,
        end=after.end() if after and (work or platform) else outer[1] + 1,
        quoted=True,
        unnamed=_is_nobody(key[start:close].strip()),
        spans=view.spans(start, close, "source"),
    )


def _is_nobody(name: str) -> bool:
    """Say whether a name in marks is no publisher's: 「网络」, 《转载协议》."""
    return name in word_set("outlets", "unnamed") or bool(_RULE.search(name))


def _linked(view: View, position: int, end: int, names: Names) -> Named | None:
    """Give a publisher whose name is a link."""
    link = next((one for one in view.links if one.start == position and one.end <= end), None)
    if not link or not 0 < link.end - link.start <= _LONGEST_LINK or MASK in view.key[link.start : link.end]:
        return None
    name = view.key[link.start : link.end].strip()
    if (opened := name.find("(")) > 0:  # [某号（ID：…）](…)
        stop = link.start + len(view.shown[link.start : link.start + opened].rstrip())
        spans = view.spans(link.start, stop, "source")
        bare = Named(
            source=view.shown[link.start : stop], start=link.start, end=stop, url=link.url, spans=spans
        )
        return msgspec.structs.replace(behind(view, bare, link.end), end=link.end)
    genre = _GENRE.search(view.key, link.start, link.end)
    close, channel = bare_end(view.key, link.start, link.end)
    if channel[0] < channel[1] and close > link.start:  # [某人Facebook专页](…)
        spans = view.spans(link.start, close, "source") + view.spans(*channel, "platform")
        written = view.shown[slice(*channel)]
        source = view.shown[link.start : close].strip()
        return Named(
            source=source, platform=written, start=link.start, end=link.end, url=link.url, spans=spans
        )
    if is_platform(name):
        return Named(
            platform=view.shown[link.start : link.end].strip(), start=link.start, end=link.end, url=link.url
        )
    return Named(
        source=view.shown[link.start : genre.start() if genre else link.end].strip(),
        start=link.start,
        end=link.end,
        known=is_known(name, names),
        unnamed=is_unnamed(name),
        url=link.url,
        spans=view.spans(link.start, link.end, "source"),
    )


def _registered(view: View, position: int, end: int, names: Names) -> Named | None:
    """Give a publisher that is registered, or that everybody knows."""
    key = view.key
    registered = names.at(key, position)
    platform = ""
    close = 0
    if registered and registered[0] <= end and not goes_further(key, registered[0], end):
        close, platform = registered[0], registered[1].platform
    else:
        agency = agency_end(key, position, end)
        close = agency if agency and stands(key, agency, end) else 0
    if not close:
        return None
    after, spans = _channel_behind(view, close, end)
    written = view.shown[slice(*spans)] if spans else ""
    return Named(
        source=view.shown[position:close].strip(),
        platform=written or platform,
        start=position,
        end=after,
        known=True,
        unnamed=is_unnamed(key[position:close]),
        spans=view.spans(position, close, "source") + (view.spans(*spans, "platform") if spans else ()),
    )


@cache
def _channels() -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?:(?P<platform>{literal('channels', 'platforms')})"
        rf"|(?P<form>{literal('channels', 'suffixes')}))"
    )


def _channel_behind(view: View, place: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Give the place behind a known name's channel, and where a platform stands there."""
    match = _channels().match(view.key, place, end)
    if not match or match["form"] in {"发", "图", "电", "上"}:
        return place, None
    return match.end(), match.span("platform") if match["platform"] else None


def _unmarked(view: View, start: int, end: int, names: Names) -> Named | None:
    """Give a publisher whose name ends at a sign."""
    key = view.key
    if opening("lists", "never").match(key, start, end):
        return None
    stop = after = name_end(key, start, end, names)
    while stop > start and (key[stop - 1].isspace() or key[stop - 1] in _STRIPPED):
        stop -= 1
    if stop > start and not _WORDS.search(key, start, stop):
        last = latin_end(view, start, stop, names)
        after = after if last == stop else last
        stop = last
    if start >= stop or not any(c.isalnum() for c in key[start:stop]) or DATE.fullmatch(key, start, stop):
        return None
    stop, channel = bare_end(key, start, stop)
    platform = view.shown[slice(*channel)]
    spans: tuple[Span, ...] = view.spans(*channel, "platform")
    dash = _DASH.search(key, start, stop)
    if dash and key[dash.end() : stop] in word_set("channels", "platforms"):
        platform, stop = platform or view.shown[dash.end() : stop], dash.start()
    name = key[start:stop]
    if stop > start and is_platform(name):
        platform, stop, spans = platform or view.shown[start:stop], start, view.spans(start, stop, "platform")
    if stop == start:
        return Named(platform=_clean(platform), start=start, end=after, spans=spans) if platform else None
    known = is_known(name, names)
    if not known and (len(_HAN.findall(name)) > _LONGEST_HAN or _HAN.fullmatch(name)):
        return None
    return Named(
        source=" ".join(view.shown[start:stop].split(" ")).strip(),
        platform=_clean(platform),
        start=start,
        end=after,
        known=known,
        unnamed=is_unnamed(name),
        url=view.link(start, stop),
        spans=spans + view.spans(start, stop, "source"),
    )


def _clean(platform: str) -> str:
    return platform.strip(" -·—@的")
