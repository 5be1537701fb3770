"""Names of publishers in what stands behind a label or a verb: registered ones first, then marks, then signs."""

import re

import msgspec

from generator.credits.reading.names import Names
from generator.credits.reading.values import Span
from generator.credits.reading.view import MAIL, MASK, View
from generator.credits.reading.words import closing, literal, opening, vocabulary
from generator.model.kinds import Noun

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
DENSE = HAN + "\u3040-\u30ff\u31f0-\u31ff"
OPEN = {"《": "》", "「": "」", "『": "』", "“": "”", '"': '"', "〈": "〉", "<": ">", "'": "'", "‘": "’", "[": "]", "【": "】", "«": "»"}
_PARENS = re.compile(r"\s{0,2}\(([^()\n]{0,80})\)")
_ACCOUNT = re.compile(
    r"[,\s:]{0,3}(?:(?:微信|公众|公|订阅)?(?:公众号|号|账号|帐号)?\s?(?:id|微信号|公众号|微信|公号|weixin|wechat id|微信id)\s{0,2}[:：]?\s{0,2})([a-z0-9][a-z0-9_-]{2,40})(?![a-z0-9])"
)
_BARE_ACCOUNT = re.compile(r"(?=[a-z0-9_-]*[a-z])[a-z0-9][a-z0-9_-]{3,40}")
_DATE = re.compile(
    r"[,\s]{0,2}\(?(?:(?:19|20)\d\d\s?(?:年|[-./])\s?(?:第?\s?\d{1,4}\s?(?:期|号|卷)|\d{1,2}\s?(?:月|[-./])\s?(?:\d{1,2}\s?[日号]?|[上中下]旬|刊|号)?)?(?:第\d{1,3}期|刊|号)?"
    r"|\d{1,2}月\d{1,2}[日号]|第\d{1,4}期|周[一二三四五六日天](?:\(\d{1,2}日\))?|星期[一二三四五六日天]|\d{1,2}日|(?:今|昨|前)[天日晚]|当[地]?时间|日前|近日|早前|最近"
    r"|(?:19|20)\d\d(?!\d))\)?(?:[日号]?\s?(?:\d{1,2}:\d{2}(?::\d{2})?)?)"
)
_ENGLISH_DATE = re.compile(
    r"[,\s]{1,3}(?:on\s)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:,?\s\d{4})?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])"
)
_HARD = re.compile(r"[,。、;!?|丨()\n\u2502\u2503▏●◆■□▪]|\s[-–—/]{1,2}\s|[—–]{2}|[/]|\s{3}|$")
_LATIN_WORD = re.compile(r"[^\s,;:()\[\]\"“”|<>。、《》「」/—–]+")
_SMALL = frozenset("of the and for on & de la le du des di del der die das von van en in y et to at".split())
_AND = re.compile(r"\s?(?:、|,|&|/|\+)\s?|\sand\s|\s?(?:和|与|以及|及|暨)\s?|\s?·\s?")
_LONGEST = 40
_LONGEST_HAN = 24


class Named(Noun, frozen=True, kw_only=True):
    """A publisher as named, and where."""

    source: str = ""
    platform: str = ""
    account: str = ""
    url: str = ""
    date: str = ""
    start: int = 0
    end: int = 0
    known: bool = False
    # registered, or an outlet that everybody knows
    quoted: bool = False
    # in title or quotation marks
    unnamed: bool = False
    # said to be somebody, without a name
    spans: tuple[Span, ...] = ()


def span(view: View, start: int, end: int, what: str) -> tuple[Span, ...]:
    """Give the place in the line of a stretch of the view, unless it is empty."""
    if start >= end:
        return ()
    first, last = view.span(start, end)
    return (Span(start=first, end=last, what=what),)


def is_known(key: str, names: Names) -> bool:
    """Say whether a folded name is registered or one that everybody knows."""
    return names.whole(key) is not None or key in vocabulary_agencies()


def vocabulary_agencies() -> frozenset[str]:
    """Give the outlets that everybody knows."""
    return _SETS("outlets", "agencies")


def is_unnamed(key: str) -> bool:
    """Say whether a folded text stands for somebody without naming him."""
    stripped = key.strip(" .,。").removesuffix("等")
    return stripped in _SETS("outlets", "unnamed")


def is_outlet_shaped(key: str) -> bool:
    """Say whether a folded name ends as names of outlets do."""
    return bool(closing("outlets", "ends").search(key))


class _Sets(dict[tuple[str, ...], frozenset[str]]):
    def __call__(self, *path: str) -> frozenset[str]:
        if path not in self:
            self[path] = frozenset(vocabulary().words(*path))
        return self[path]


_SETS = _Sets()


def outlets(view: View, start: int, end: int, names: Names, *, most: int = 8) -> tuple[list[Named], int]:
    """Give the publishers named from a place on, and where what names them ends."""
    found: list[Named] = []
    position = start
    while len(found) < most:
        named = outlet(view, position, end, names, first=not found)
        if named is None:
            break
        found.append(named)
        position = named.end
        joint = _AND.match(view.key, position, end)
        if not joint or joint.end() >= end:
            break
        if not _goes_on(view, joint, end, names):
            break
        position = joint.end()
    return found, position


def _goes_on(view: View, joint: re.Match[str], end: int, names: Names) -> bool:
    """Say whether a list goes on behind a joint; a comma needs a name that shows itself."""
    sign = joint[0].strip()
    position = joint.end()
    following = outlet(view, position, end, names, first=False)
    if following is None or not following.source:
        return False
    if sign == "/" and is_latin(following.source):
        return True
    if sign in {",", "/", "·", "+", ""}:
        return following.known or following.quoted or is_outlet_shaped(key_of(view, following))
    return True


def is_latin(text: str) -> bool:
    """Say whether a name is written in Latin letters."""
    return text[:1].isascii() and text[:1].isalnum()


def key_of(view: View, named: Named) -> str:
    """Give a name's folded form."""
    where = next((s for s in named.spans if s.what == "source"), None)
    return view.key[named.start : named.end] if where is None else _folded(named.source)


def _folded(text: str) -> str:
    from generator.han import fold

    return fold(text)


def outlet(view: View, start: int, end: int, names: Names, *, first: bool = True) -> Named | None:
    """Give the publisher named at a place."""
    key = view.key
    position = _skip(key, start, end)
    if view.shown.startswith("the ", position):
        position += 4
    dated = _DATE.match(key, position, end)
    if dated and dated.end() < end and (key[dated.end()] in OPEN or _agency_at(key, dated.end(), end)):
        named = outlet(view, dated.end(), end, names, first=first)
        return msgspec.structs.replace(named, date=named.date or view.shown[slice(*dated.span())]) if named else None
    platform, position, platform_spans = _platform_before(view, position, end)
    quote = _quoted(key, position, end)
    if quote:
        return _from_marks(view, position, quote, end, platform, platform_spans)
    link = next((one for one in view.links if one.start == position and one.end <= end and MASK not in key[one.start:one.end]), None)
    if link and link.end - link.start <= _LONGEST * 2 and link.start < link.end:
        return _finish(view, link.start, link.end, link.end, end, platform, platform_spans, names, whole=True)
    registered = names.at(key, position)
    if registered and registered[0] <= end and not _goes_further(key, registered[0], end):
        return _finish(view, position, registered[0], registered[0], end, platform, platform_spans, names, known=True, more=registered[1].platform)
    agency = opening("outlets", "agencies").match(key, position, end)
    if agency and _stands(key, agency.end(), end):
        return _finish(view, position, agency.end(), agency.end(), end, platform, platform_spans, names, known=True)
    stop = _name_end(key, position, end, names)
    if stop <= position:
        if platform:
            return _tail(view, Named(platform=platform, start=start, end=position, spans=platform_spans), position, end)
        return None
    return _finish(view, position, stop, stop, end, platform, platform_spans, names)


def _stands(key: str, place: int, end: int) -> bool:
    """Say whether a name that everybody knows ends here, and no longer one begins with it."""
    if place >= end or not re.match(rf"[{HAN}a-z0-9\uac00-\ud7af\u3040-\u30ff]", key[place]):
        if place < end and key[place] in OPEN or re.match(r"\s(?:中文|新闻|财经)", key[place : place + 3]):
            return False
        return not re.match(r"\s?[-－]\s?[^\s]", key[place:end][:3]) and not re.match(r"\s[a-z0-9]", key[place : place + 2])
    rest = re.compile(r"(?:" + "|".join(map(re.escape, [*vocabulary().words("lists", "stops"), *vocabulary().words("channels", "platforms"), *vocabulary().words("channels", "suffixes"), "和", "与", "及"])) + ")").match(key, place, end)
    return bool(rest) and len(rest[0]) > 1 and ord(rest[0][0]) > 0x2E80 or bool(rest and rest[0] in "和与及")


def _goes_further(key: str, place: int, end: int) -> bool:
    """Say whether a longer name of an outlet begins with a registered one: 财新 in 财新周刊."""
    rest = key[place : min(end, place + 6)]
    return bool(re.match(r"(?:周刊|杂志|日报|晚报|早报|新闻(?!客户端)|频道|财经|科技|体育|娱乐|网(?!站)|报(?!道|导)|社(?!交)|台|智库|数据|研究|传媒)", rest))


def _skip(key: str, start: int, end: int) -> int:
    match = re.compile(r"[\s:·@—–-]*(?:(?:the website|the site|a website|our friends at|our partners? at|the folks at)\s)?").match(key, start, end)
    return match.end() if match else start


def _platform_before(view: View, position: int, end: int) -> tuple[str, int, tuple[Span, ...]]:
    """Give a platform that stands before a name, and the place behind it."""
    key = view.key
    regions = opening("outlets", "regions").match(key, position, end)
    if regions and regions.end() < end and (key[regions.end()] in OPEN or key[regions.end():regions.end() + 1] == " " and regions[0].isascii() or _agency_at(key, regions.end(), end) and _stands(key, _agency_at(key, regions.end(), end), end)):
        position = regions.end()
    match = opening("channels", "platforms").match(key, position, end) or _site_before(key, position, end)
    if not match:
        return "", position, ()
    if match[0] in _SETS("channels", "sites") and re.match(r"\s?(?:[^\w\s:@“「《\"]|$)", key[match.end() : end] or ""):
        return "", position, ()
    after = re.compile(rf"\s?(?:[:@]|(?:账号|帐号|号|用户|作者|博主|平台|主页|公众号|专栏|频道|up主|创作者|官方账号)|[{HAN}]{{0,8}}(?=[“「『《\"]))?[\s:@]*").match(key, match.end(), end)
    stop = after.end() if after else match.end()
    if stop < end and stop == match.end() and re.match(rf"[{HAN}a-z0-9]", key[stop]) and not match[0].endswith(("号", "微博", "专栏")):
        return "", position, ()
    return view.shown[match.start() : match.end()], stop, span(view, *match.span(), "platform")


def _site_before(key: str, position: int, end: int) -> re.Match[str] | None:
    match = opening("channels", "sites").match(key, position, end)
    if match and re.compile(r"\s?(?:@|专栏|用户|博主|作者|[“「『《\"])").match(key, match.end(), end):
        return match
    return None


def _agency_at(key: str, position: int, end: int) -> int:
    match = opening("outlets", "agencies").match(key, position, end)
    return match.end() if match else 0


def _quoted(key: str, position: int, end: int) -> tuple[int, int] | None:
    """Give the stretch within marks that open at a place, and are closed."""
    if position >= end or key[position] not in OPEN:
        return None
    close = key.find(OPEN[key[position]], position + 1, min(end + 1, position + 62))
    if close < 0 and key[position] in "“「":
        close = key.find('"', position + 1, min(end, position + 62))
    return (position + 1, close) if position + 1 < close <= end else None


def _from_marks(view: View, position: int, quote: tuple[int, int], end: int, platform: str, spans: tuple[Span, ...]) -> Named:
    """Give a publisher that stands in marks; what follows them may say what it is."""
    start, close = quote
    inner = view.key[start:close]
    if inner and inner[0] in OPEN and _quoted(view.key, start, close):
        start, close = _quoted(view.key, start, close) or quote
    while start < close and view.key[start].isspace() or start < close and view.key[start] == "@":
        start += 1
    stop = quote[1] + 1
    more = ""
    after = re.compile(r"\s?" + opening("channels", "works").pattern).match(view.key, stop, end) if opening("channels", "works").pattern != "(?!)" else None
    if after:
        word = after[0].strip()
        if word in _SETS("channels", "platforms"):
            platform = platform or view.shown[after.start() : after.end()].strip()
        elif word in {"中文版", "中文网", "英文版"}:
            more = word
        stop = after.end()
    suffix = re.compile(r"\s?" + literal("channels", "platforms").pattern).match(view.key, stop, end)
    if suffix:
        platform = platform or suffix[0].strip()
        spans += span(view, *suffix.span(), "platform")
        stop = suffix.end()
    return _tail(
        view,
        Named(
            source=_trim(view.shown[start:close]) + more,
            platform=platform,
            start=position,
            end=stop,
            quoted=True,
            unnamed=is_unnamed(view.key[start:close]),
            spans=spans + span(view, start, close, "source"),
        ),
        stop,
        end,
    )


def _trim(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "  " in text else text.strip()


def _name_end(key: str, start: int, end: int, names: Names) -> int:
    """Give the end of a name that stands in no marks."""
    if start >= end:
        return start
    hard = _HARD.search(key, start, end)
    stop = min(hard.start() if hard and hard.start() >= start else end, start + 80)
    dense = re.compile(f"[{DENSE}]").search(key, start, stop)
    hangul = re.compile("[\uac00-\ud7af]").search(key, start, stop)
    mask = re.compile(f"[{MASK}{MAIL}]").search(key, start, stop)
    stop = mask.start() if mask else stop
    if dense and not hangul:
        return _dense_end(key, start, stop, names)
    if hangul:
        return _hangul_end(key, start, stop)
    return _latin_end(key, start, stop)


_STOP_DENSE = re.compile(
    rf"(?<=[{DENSE}\)])\s+(?=[{DENSE}0-9@【\[(])|\s+(?=\d{{4}}[-年/.])|[【】\[\]〔〕]|[“”「」『』:](?=.)|(?<=[^a-z])\.(?=\s|$)|\s@|:$|…"
)


def _dense_end(key: str, start: int, stop: int, names: Names) -> int:
    match = _STOP_DENSE.search(key, start + 1, stop)
    inner = None
    if match and match[0] in "“「『" and match.start() > start:
        inner = _quoted(key, match.start(), stop)
        if inner:  # 网易科技《知否》栏目组
            match = None if not _STOP_DENSE.search(key, inner[1] + 1, stop) else _STOP_DENSE.search(key, inner[1] + 1, stop)
    stop = match.start() if match else stop
    date = _DATE.search(key, start + 1, stop)
    if date and date.start() > start and re.match(r"[^0-9]*$", key[start : date.start()][-1:] or " "):
        stop = date.start()
    words = _stop_words().search(key, start + 1, stop)
    if words and words.start() > start:
        stop = words.start()
    for joint in re.compile(r"\s?(?:和|与|以及|及|暨)\s?").finditer(key, start + 1, stop):
        left = key[start : joint.start()]
        if left in vocabulary_agencies() or left.endswith(("报", "社", "网", "台", "周刊", "杂志", "卫视")) or names.at(key, start) or joint.end() < stop and key[joint.end()] in OPEN or joint[0].startswith(" "):
            return joint.start()
    return stop


class _Stops(dict[str, re.Pattern[str]]):
    def __missing__(self, name: str) -> re.Pattern[str]:
        words = [re.escape(word) for word in vocabulary().words("lists", "stops") if not word.isascii() and ord(word[0]) < 0xAC00]
        self[name] = re.compile("(?:" + "|".join(words) + ")")
        return self[name]


_STOPS = _Stops()


def _stop_words() -> re.Pattern[str]:
    return _STOPS["dense"]


def _hangul_end(key: str, start: int, stop: int) -> int:
    match = re.compile(r"\s(?=\d{4})|[“”\"'\[\]】{:=]|\s(?:무단|재배포|저작권|기자|글|사진|번역|편집)(?![가-힣])|[가-힣]\.(?=\s|$)|\s{2}").search(key, start, stop)
    if not match:
        return stop
    return match.start() + (1 if match[0].endswith(".") else 0)


def _latin_end(key: str, start: int, stop: int) -> int:
    """Give the end of a Latin name; the caller's text decides by its capitals."""
    match = re.compile(r"(?<=[a-z0-9]{3})[.](?=\s|$)|[“”\"\[\]】{=]|:\s|:$|\s(?:https?|www\.)|(?<=\s)\d{4}-\d\d|\s@").search(key, start, stop)
    return match.start() if match else stop


def _capitals_end(view: View, start: int, stop: int) -> int:
    """Give the end of the words that begin with a capital, small ones between them included."""
    position = last = start
    one = True
    while position < stop:
        match = _LATIN_WORD.match(view.shown, position, stop)
        if not match:
            break
        word = match[0]
        bare = word.strip(".,'’")
        key = view.key[match.start() : match.end()]
        if bare and (bare[0].isupper() or bare[0].isdigit() or any(c.isupper() for c in bare) or (one and "." in bare) or not bare[0].isascii()):
            last = match.end()
        elif key not in _SMALL or (key in {"in", "to", "at", "on", "and", "for"} and last == start):
            break
        one = False
        position = match.end()
        while position < stop and view.shown[position] == " ":
            position += 1
    return last


def _finish(view: View, start: int, stop: int, after: int, end: int, platform: str, spans: tuple[Span, ...], names: Names, *, known: bool = False, whole: bool = False, more: str = "") -> Named | None:
    """Cut from a name what says how it is read, and look at what stands behind it."""
    key = view.key
    while stop > start and (key[stop - 1].isspace() or key[stop - 1] in "的.,-—–:"):
        stop -= 1
    if not known and not whole and not re.compile(f"[{DENSE}\uac00-\ud7af]").search(key, start, stop):
        capitals = _capitals_end(view, start, stop)
        if capitals > start:
            after = after if capitals == stop else capitals
            stop = capitals
        elif " " in key[start:stop].strip() and key[start:stop] not in vocabulary_agencies():
            agency = opening("outlets", "agencies").match(key, start, stop)
            if not agency:
                return None
            stop = after = agency.end()
        and_ = re.compile(r"\sand\s|\s&\s").search(key, start, stop)
        if and_ and key[start:stop] not in vocabulary_agencies() and (key[start:and_.start()] in vocabulary_agencies() or key[and_.end():stop] in vocabulary_agencies()):
            stop = after = and_.start()
        for word in (" all rights reserved",):
            if key[start:stop].endswith(word):
                stop -= len(word)
        while stop > start and key[stop - 1] in " ,.":
            stop -= 1
    if start >= stop or not any(c.isalnum() for c in key[start:stop]):
        return None
    if not known and not whole:
        stop, platform, spans = _cut_suffixes(view, start, stop, platform, spans)
        if key[start:stop] in {"其", "他", "她", "我", "你", "您", "该", "此", "本", "个人"}:
            stop = start
        dash = re.compile(r"\s?[-·—]\s?").search(key, start, stop)
        tail_platform = dash and key[dash.end() : stop] in _SETS("channels", "platforms")
        if dash and tail_platform:
            platform = platform or view.shown[dash.end() : stop]
            stop = dash.start()
    if start >= stop:
        return _tail(view, Named(platform=platform, start=start, end=after, spans=spans), after, end) if platform else None
    name = key[start:stop]
    if name in _SETS("channels", "platforms") and name not in _SETS("channels", "sites"):
        found = Named(platform=platform or view.shown[start:stop], start=start, end=after, spans=spans + span(view, start, stop, "platform"))
        return _tail(view, found, after, end)
    if known:
        suffix = re.compile(r"\s?" + literal("channels", "platforms").pattern).match(key, after, end)
        if suffix:
            platform, after = platform or suffix[0].strip(), suffix.end()
            spans += span(view, *suffix.span(), "platform")
        else:
            suffix = re.compile(r"\s?" + literal("channels", "suffixes").pattern).match(key, after, end)
            after = suffix.end() if suffix and suffix[0].strip() not in {"发", "图", "电", "上"} else after
    dense = len(re.findall(f"[{HAN}]", name)) > _LONGEST_HAN
    if dense and not (known or whole):
        return None
    return _tail(
        view,
        Named(
            source=_trim(view.shown[start:stop]),
            platform=platform or more,
            start=start,
            end=after,
            known=known or is_known(name, names),
            unnamed=is_unnamed(name),
            url=view.link(start, stop),
            spans=spans + span(view, start, stop, "source"),
        ),
        after,
        end,
    )


def _cut_suffixes(view: View, start: int, stop: int, platform: str, spans: tuple[Span, ...]) -> tuple[int, str, tuple[Span, ...]]:
    """Take channel and form from the end of a name: 央视新闻客户端, 新华网微信公众号."""
    key = view.key
    for _ in range(4):
        name = key[start:stop]
        if name in vocabulary_agencies():
            break
        match = closing("channels", "platforms").search(name)
        if match and match.start() > 0:
            platform = platform or view.shown[start + match.start() : stop]
            spans += span(view, start + match.start(), stop, "platform")
        else:
            match = _suffix(name)
            if match and (len(match[0]) == 1 and match.start() < 3 or match.start() < 2 or (name[: match.end()].endswith("经济报道"))):
                match = None
        if not match or match.start() == 0:
            break
        stop = start + match.start()
        while stop > start and (key[stop - 1].isspace() or key[stop - 1] in "的@-·"):
            stop -= 1
    return stop, platform, spans


def _suffix(name: str) -> re.Match[str] | None:
    """Give the form that a name ends with: one that leaves a name everybody knows, else the longest."""
    pattern = closing("channels", "suffixes")
    longest = match = pattern.search(name)
    best = None
    while match:
        if name[: match.start()] in vocabulary_agencies():
            best = match
        match = pattern.search(name, match.start() + 1)
    if best is None and longest and longest[0].strip() in _SHY and not is_outlet_shaped(name[: longest.start()]):
        return None
    return best or longest


_SHY = frozenset(["电", "讯", "电讯", "快讯", "专电", "发", "图", "消息", "上", "视频", "资料", "综合", "图片", "发布", "整理", "独家", "提供", "栏目", "原创", "出品", "头版", "首页"])
"""Forms that may as well be the end of a name, unless what is before them is whole."""


def _tail(view: View, named: Named, position: int, end: int) -> Named:
    """Read what may follow a name: an account, an address, a date."""
    key = view.key
    account, url, date, spans = named.account, named.url, named.date, named.spans
    platform = named.platform
    source = named.source
    for _ in range(4):
        if match := _PARENS.match(key, position, end):
            inner_start, inner_end = match.span(1)
            found = _ACCOUNT.search(key, inner_start, inner_end) or _BARE_ACCOUNT.fullmatch(key, inner_start, inner_end)
            if found and MASK not in match[0]:
                where = found.span(1) if found.re is _ACCOUNT else found.span()
                if found.re is _ACCOUNT or platform or re.search(r"[_\d-]|[a-z]{5}", found[0]):
                    account = account or view.shown[slice(*where)]
                    spans += span(view, *where, "account")
            elif MASK in match[0]:
                url = url or view.link(inner_start, inner_end)
            elif key[inner_start:inner_end].strip() in _SETS("channels", "platforms"):
                platform = platform or view.shown[inner_start:inner_end].strip()
            elif not source and platform:
                source = view.shown[inner_start:inner_end]
            elif re.search(r"记者|作者|编辑|文|责编", match[1]):
                break
            position = match.end()
        elif (match := _ACCOUNT.match(key, position, end)) and match.end() <= end:
            account = account or view.shown[slice(*match.span(1))]
            spans += span(view, *match.span(1), "account")
            position = match.end()
        elif (match := re.compile(rf"[\s,:]{{0,2}}(?:原文)?(?:链接|地址|网址)?[:\s]{{0,2}}({MASK}+)").match(key, position, end)):
            url = url or view.link(*match.span(1))
            position = match.end()
        elif source and not platform and (match := re.compile(r"\s?[-–—·|]\s?" + literal("channels", "platforms").pattern + rf"(?![{HAN}])").match(key, position, end)):
            platform = view.shown[slice(*match.span())].strip(" -–—·|")
            position = match.end()
        elif match := _DATE.match(key, position, end) or _ENGLISH_DATE.match(key, position, end):
            date = date or view.shown[match.start() : match.end()].strip(" ,，()（）")
            position = match.end()
        else:
            break
    return Named(
        source=source,
        platform=platform,
        account=account,
        url=url,
        date=date,
        start=named.start,
        end=max(position, named.end),
        known=named.known,
        quoted=named.quoted,
        unnamed=named.unnamed,
        spans=spans,
    )
