"""Where a name ends that stands in no marks, and what of its end is only the way it is read."""

import re
from functools import cache

from generator.credits.reading.behind import DATE
from generator.credits.reading.named import (
    DENSE,
    HANGUL,
    PAIRS,
    agencies,
    agency_end,
    is_known,
    is_outlet_shaped,
)
from generator.credits.reading.names import Names
from generator.credits.reading.view import MAIL, MASK, View
from generator.credits.reading.words import closing, either, word_set, words

_LONGEST = 80
_LONGEST_MARKED = 62
_HARD = re.compile(r"[,。、;!?|丨(){}$\n│┃▏●◆■□▪/]|\s[-–—/]{1,2}\s|[—–]{2}|\s{3}|$")
_SCRIPT = re.compile(f"[{DENSE}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_ADDRESS = re.compile(f"[{MASK}{MAIL}]")
_STOP_DENSE = re.compile(
    rf"(?<=[{DENSE}\)])\s+(?=[{DENSE}0-9@【\[(])|\s+(?=[{DENSE}]{{1,6}}\s{{0,2}}:)|\s+(?=\d{{4}}[-年/.])|[【】\[\]〔〕]|[“”「」『』:](?=.)"
    r"|(?<=[^a-z])\.(?=\s|$)|\s@|:$|…"
)
_MARKS = re.compile("[“「『《]")
_STOP_HANGUL = re.compile(
    rf"\s(?=\d{{4}})|[“”\"'\[\]】{{:=]|\s(?:무단|재배포|저작권|기자|글|사진|번역|편집)(?![{HANGUL}])"
    rf"|(?<=[{HANGUL}])\.(?=\s|$)|\s{{2}}"
)
_STOP_LATIN = re.compile(
    r"\s(?:on|in|at)\s(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]{0,7}\s\d|[a-z]{3,6}day|\d)"
    r"|(?<=[a-z0-9]{3})[.](?=\s|$)|[“”\"\[\]】{=]|:\s|:$|\s(?:https?|www\.)|(?<=\s)\d{4}-\d\d|\s@"
)
_LATIN_WORD = re.compile(r"[^\s,;:()\[\]\"“”|<>。、《》「」/—–]+")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "on",
        "&",
        "de",
        "la",
        "le",
        "du",
        "des",
        "di",
        "del",
        "der",
        "die",
        "das",
        "von",
        "für",
        "und",
        "im",
        "zur",
        "van",
        "en",
        "in",
        "y",
        "et",
        "to",
        "at",
    ]
)
_GENRES = frozenset(["blog", "newsletter", "magazine", "podcast"])
_SMALL_BETWEEN = frozenset(["in", "to", "at", "on", "and", "for"])
_DAY = re.compile(r" \d{1,2}$")
_AND = re.compile(r"\s(?:and|&)\s")
_JOINT = re.compile(r"\s?(?:和|与|以及|及|暨)\s?")
_WHOLE = ("报", "社", "网", "台", "周刊", "杂志", "卫视")
_PRONOUNS = frozenset(["其", "他", "她", "我", "你", "您", "该", "此", "本", "个人"])
_FURTHER = re.compile(
    r"(?:周刊|杂志|日报|晚报|早报|新闻(?!客户端)|频道|财经|科技|体育|娱乐|网(?!站)|报(?!道|导)|社(?!交)"
    r"|台|智库|数据|研究|传媒)"
)
_LETTER = re.compile(rf"[{DENSE}{HANGUL}a-z0-9]")
_APART = re.compile(r"\s?-\s?[^\s]|\s[a-z0-9]|\s(?:中文|新闻|财经)")


def marked(key: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the stretch within marks that open at a place, if they close."""
    if start >= end or key[start] not in PAIRS:
        return None
    close = key.find(PAIRS[key[start]], start + 1, min(end, start + _LONGEST_MARKED))
    if close < 0 and key[start] in "“「":
        close = key.find('"', start + 1, min(end, start + _LONGEST_MARKED))
    return (start + 1, close) if start + 1 < close else None


def goes_further(key: str, place: int, end: int) -> bool:
    """Say whether a longer name of an outlet begins with a registered one: 财新 in 财新周刊."""
    return bool(_FURTHER.match(key, place, end))


def stands(key: str, place: int, end: int) -> bool:
    """Say whether a name that everybody knows ends at a place, and no longer name begins with it."""
    if place < end and key[place] in PAIRS:
        return False
    if place >= end or not _LETTER.match(key, place):
        return not _APART.match(key, place, end)
    rest = _behind_names().match(key, place, end)
    return rest is not None and (len(rest[0]) > 1 or rest[0] in "和与及")


@cache
def _behind_names() -> re.Pattern[str]:
    plain = {*words("lists", "stops"), *words("channels", "platforms"), *words("channels", "suffixes")}
    dense = sorted((word for word in plain if _SCRIPT.match(word)), key=len, reverse=True)
    return re.compile(either([*dense, "和", "与", "及"]))


@cache
def _stop_words() -> re.Pattern[str]:
    return re.compile(either(word for word in words("lists", "stops") if _SCRIPT.match(word)))


def name_end(key: str, start: int, end: int, names: Names) -> int:
    """Give the end of a name that stands in no marks."""
    if start >= end:
        return start
    end = min(end, start + _LONGEST)
    hard = _HARD.search(key, start, end)
    stop = min(hard.start(), end) if hard else end
    address = _ADDRESS.search(key, start, stop)
    stop = address.start() if address else stop
    if _HANGUL.search(key, start, stop):
        match = _STOP_HANGUL.search(key, start, stop)
        return match.start() if match else stop
    if _SCRIPT.search(key, start, stop):
        return _dense_end(key, start, stop, names)
    match = _STOP_LATIN.search(key, start, stop)
    return match.start() if match else stop


def _dense_end(key: str, start: int, stop: int, names: Names) -> int:
    match = _STOP_DENSE.search(key, start + 1, stop)
    marks = _MARKS.search(key, start + 1, stop)
    inner = (
        marked(key, marks.start(), stop) if marks and (not match or marks.start() <= match.start()) else None
    )
    if inner:  # 某网《某某》栏目组
        match = _STOP_DENSE.search(key, inner[1] + 1, stop)
    stop = match.start() if match else stop
    date = DATE.search(key, start + 1, stop)
    if date and not key[date.start() - 1].isdigit():
        stop = date.start()
    stopped = _stop_words().search(key, start + 1, stop)
    stop = stopped.start() if stopped else stop
    for joint in _JOINT.finditer(key, start + 1, stop):
        if _parts(key, start, joint, stop, names):
            return joint.start()
    return stop


def _parts(key: str, start: int, joint: re.Match[str], stop: int, names: Names) -> bool:
    """Say whether 和 or 与 stands between two names rather than in one."""
    left = key[start : joint.start()]
    marks = joint.end() < stop and key[joint.end()] in PAIRS
    return (
        marks
        or joint[0].startswith(" ")
        or left.endswith(_WHOLE)
        or left in agencies()
        or names.at(key, start) is not None
    )


def latin_end(view: View, start: int, stop: int, names: Names) -> int:
    """Give the end of a Latin name: of its words with capitals; `start` where it has none."""
    key = view.key
    end = _capitals_end(view, start, stop)
    if end == start and " " in key[start:stop].strip() and key[start:stop] not in agencies():
        return agency_end(key, start, stop) or start
    end = end if end > start else stop
    joint = _AND.search(key, start, end)
    if joint and key[start:end] not in agencies():
        sides = (key[start : joint.start()], key[joint.end() : end])
        if sides[1].startswith("the ") or any(is_known(side, names) for side in sides):
            end = joint.start()
    if key[end : end + 1] == "/" and (day := _DAY.search(key, start, end)):  # Axios 9/27
        end = day.start()
    if key[start:end].endswith(" all rights reserved"):
        end -= len(" all rights reserved")
    while end > start and key[end - 1] in " ,.":
        end -= 1
    return end


def _capitals_end(view: View, start: int, stop: int) -> int:
    """Give the end of the words that begin with a capital, small ones between them included."""
    position = last = start
    while position < stop:
        match = _LATIN_WORD.match(view.shown, position, stop)
        if not match:
            break
        bare = match[0].strip(".,'’")
        capital = bare and (bare[0].isdigit() or not bare[0].isascii() or any(c.isupper() for c in bare))
        if capital or (position == start and "." in bare):
            last = match.end()
        elif match[0] in _GENRES and last > start:
            return match.end()
        elif match[0].lower() not in _SMALL or (last == start and match[0].lower() in _SMALL_BETWEEN):
            break
        position = match.end()
        while position < stop and view.shown[position] == " ":
            position += 1
    return last


def bare_end(key: str, start: int, stop: int) -> tuple[int, tuple[int, int]]:
    """Give the end of a name without channel and form, and where its platform stands, if it ends with one."""
    platform = (stop, stop)
    for _ in range(4):
        name = key[start:stop]
        if name in agencies():
            break
        match = closing("channels", "platforms").search(name)
        if match and match.start() > 0:
            platform = (start + match.start(), stop)
        else:
            match = _suffix(name)
        if not match or match.start() == 0:
            break
        stop = start + match.start()
        while stop > start and (key[stop - 1].isspace() or key[stop - 1] in "的@-·"):
            stop -= 1
    return (start if key[start:stop] in _PRONOUNS else stop), platform


def _suffix(name: str) -> re.Match[str] | None:
    """Give the form that a name ends with: one that leaves a name everybody knows, else the longest."""
    form = closing("channels", "suffixes")
    longest = match = form.search(name)
    best = None
    while match:
        best = match if name[: match.start()] in agencies() else best
        match = form.search(name, match.start() + 1)
    if best or longest is None:
        return best
    if longest[0] == "新闻客户端":  # 浙江新闻客户端
        return form.search(name, longest.start() + len("新闻"))
    short = longest.start() < (3 if len(longest[0]) == 1 else 2)
    shy = longest[0].strip() in word_set("channels", "shy") and not is_outlet_shaped(name[: longest.start()])
    return None if short or shy else longest


def is_platform(key: str) -> bool:
    """Say whether a folded name is a platform's, and no site that publishes too."""
    return key in word_set("channels", "platforms") and key not in word_set("channels", "sites")
