"""Names of people in what stands behind a label."""

import re

from generator.credits.reading.named import HAN, agencies, agency_end, is_known, is_outlet_shaped, is_unnamed
from generator.credits.reading.names import Names
from generator.credits.reading.values import Person, PersonRole, Span
from generator.credits.reading.view import MAIL, MASK, View
from generator.credits.reading.words import closing, opening, word_set, words
from generator.model.kinds import Noun

_SPLIT = re.compile(
    r"[、,;&/+|∣│┃▪▫●]|\s(?:and|及|和|与)\s|\s[•·]\s|(?<=[\u4e00-\u9fff]{2})(?:和|与|及)(?=[\u4e00-\u9fff]{2})"
    r"|\s{0,3}(?:通讯员|实习生|实习记者|见习记者|特约记者|通信员)\s{0,3}|(?<=[\u4e00-\u9fff]{2})\s{2,}|(?<=[^\u4e00-\u9fff\s])\s{2,}"
)
_END = re.compile(
    r"[。!?\n【]|\s(?:发自|阅读|浏览|点击|评论|人气|发布|发表|\d{2,4}[-/.年]\d)|\s[-–—]\s|:(?!\s?$)|[|│丨∣┃]\s?(?=\d)|(?<=[a-z]{3})\.(?:\s|$)"
)
_STAFF = re.compile(r"[_\s-]{0,3}\(?[a-z]{1,4}\d{2,6}\)?$|_\w{1,12}$|\s?\d{2,6}$")
_COUNTED = re.compile(rf"([{HAN}]{{4,15}})([二两三四五])(?:位|人|名)")
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_SYLLABLES = (2, 3)
_CHINESE = re.compile(f"[{HAN}]")
_BLANK = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_LABELLED = re.compile(r"(?:信箱|邮箱|热线|电话|微信|编辑|责编|校对|摄影|审核|视觉|来源)$")
_ORGANISATION = re.compile(
    rf"[{HAN}]{{2}}(?:大学|学院|研究所|研究院|公司|医院|委员会|事务所|实验室|协会|学会|设计院|出版社)$"
)
_DESCRIBED = frozenset(["author", "reporter"])
# of whom pages say more behind a comma
_ACTS = frozenset(["编译", "报道", "整理", "翻译", "编辑", "出品", "综合"])
_DAILY = re.compile(f"[{HAN}](?:日报|晚报|时报|周刊|新闻|通讯社)$")
_POSTS_ALONE = frozenset(["reporter", "reporters", "correspondent", "writer", "staff", "editor", "editors"])
_TEAM = re.compile(
    r"(?<![a-z])(?:team|writers?|reporters?|staff|correspondents?|editors?|press|news|times|post)$"
    "|(?:工程师|架构师|研究员|程序员|开发者|爱好者|负责人)$"
)
_POSTS = (
    "系",
    "现任",
    "现为",
    "发自",
    "前端",
    "后端",
    "喜欢",
    "就职",
    "从事",
    "毕业",
    "热爱",
    "专注",
    "资深",
    "一名",
    "对本文",
    "曾",
    "来自",
    "目前",
)
_BRACKET = re.compile(r"\s?\([^()]{0,60}\)?$")
_PLACE = re.compile(r"\s(?:in|from|at|for|of|on)\s")
_WRITING_FROM = re.compile(r"\s?(?:发自|于)\s?[^\s]{2,12}$")
_NAME = re.compile(f"[{HAN}·]{{2,4}}")
_PLACE_NAME = re.compile(f"[{HAN}]{{2,3}}")
_BEFORE = f'©@·•:.-—*●■□◎|/\\[【「“"(<《{MASK}{MAIL}'
_BEHIND = f'.,;:·-—*|/\\]】」”")>》_●■□{MASK}{MAIL}'
_PARTS_OF_NAMES = frozenset(["文", "图", "编", "校", "综合", "译", "著", "绘"])
_LONGEST, _LONGEST_CHINESE, _MOST_WORDS, _MOST = 48, 16, 6, 12
_WHOLE_SURNAME = 3
# characters of a name with a surname of one


class People(Noun, frozen=True, kw_only=True):
    """People as named, where, and where what names them ends."""

    people: tuple[Person, ...] = ()
    spans: tuple[Span, ...] = ()
    mail: str = ""
    end: int = 0
    last: int = 0
    # where the last name ends


def people(view: View, start: int, end: int, role: PersonRole) -> People:
    """Give the people named in a stretch."""
    found: list[tuple[int, int, str]] = []
    mail = next((view.shown[a:b] for a, b in view.mails if start <= a < end), "")
    stop = _END.search(view.key, start, end)
    end = stop.start() if stop else end
    position = start
    comma = False
    while position < end and len(found) < _MOST:
        match = _SPLIT.search(view.key, position, end)
        link = _link_end(view, position, match.start() if match else end)
        if link:
            match = None
        names, whole = _names(
            view, position, link or (match.start() if match else end), role, begun=bool(found)
        )
        if comma and found and role in _DESCRIBED and not _are_names(view, names):
            break
        comma = match is not None and match[0] == ","
        found += names
        if not whole:
            position = names[-1][1] if names else position
            break
        position = link or (match.end() if match else end)
    return People(
        people=tuple(Person(role=role, name=name) for _, _, name in found),
        spans=tuple(span for a, b, _ in found for span in view.spans(a, b, role)),
        mail=mail,
        end=position,
        last=found[-1][1] if found else position,
    )


def _are_names(view: View, names: list[tuple[int, int, str]]) -> bool:
    """Say whether what stands behind a comma is somebody, and no description of whom stands before it."""
    return all(
        is_chinese_name(view.key[a:b])
        or (shown[0].isascii() and (not shown[0].islower() or " " not in shown))
        or "·" in shown
        for a, b, shown in names
    )


def _link_end(view: View, start: int, end: int) -> int:
    """Give where a link ends behind which another one stands: [某某](…) [某人](…); 0 where there is none."""
    inner = [link for link in view.links if start <= link.start < link.end <= end]
    return inner[0].end if len(inner) > 1 else 0


def _names(
    view: View, start: int, end: int, role: PersonRole, *, begun: bool
) -> tuple[list[tuple[int, int, str]], bool]:
    """Give the names between two signs, several where blanks part Chinese ones, and whether all are names."""
    start, end = _bare(view.key, start, end)
    if start >= end:
        return [], True
    parts = _parts(view.key, start, end)
    if len(parts) > 1 and all(b - a == 1 for a, b in parts):  # 王 伟
        return [(start, end, "".join(view.shown[a:b] for a, b in parts))], True
    found: list[tuple[int, int, str]] = []
    for a, b in parts:
        if (begun or found) and _ends(view, a, b, role):
            return found, False
        more = _name(view, *_bare(view.key, a, b))
        if more is None:
            return found, False
        found += more
    return found, True


def _ends(view: View, start: int, end: int, role: PersonRole) -> bool:
    """Say whether a word behind a name is no further name: a label, a post, a reporter's place."""
    key, shown = view.key, view.shown
    house = agency_end(key, start, end)
    if house and key[house:end].strip() in _ACTS:
        return True  # 量子位 编译
    if (
        start >= end
        or _LABELLED.search(key, start, end)
        or _TEAM.search(key, start, end)
        or key.startswith(_POSTS, start)
    ):
        return True
    if key[start].isascii() and " " in key[start:end] and shown[start].islower():
        return True
    return role == "reporter" and _is_place(key[start:end])


def _is_place(key: str) -> bool:
    """Say whether a folded word behind a reporter's name is a place rather than another's name: 台北."""
    return bool(_PLACE_NAME.fullmatch(key)) and not is_chinese_name(key)


def _parts(key: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(edge for blank in _BLANK.finditer(key, start, end) for edge in blank.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _name(view: View, start: int, end: int) -> list[tuple[int, int, str]] | None:
    name, key = view.shown[start:end], view.key[start:end]
    if not name:
        return []
    longest = _LONGEST_CHINESE if _CHINESE.search(key) else _LONGEST
    if len(name) > longest or len(name.split()) > _MOST_WORDS or not any(c.isalpha() for c in name):
        return None
    if _ORGANISATION.search(key) or key in _POSTS_ALONE:
        return []
    if len(key) > _WHOLE_SURNAME and _DAILY.search(key):
        return None
    if key in agencies() or opening("lists", "never").match(key):
        return None
    return [] if is_unnamed(key) and key != "佚名" else [(start, end, name)]


def _bare(key: str, start: int, end: int) -> tuple[int, int]:
    """Take titles, signs and staff numbers from both ends of a name."""
    while True:
        while start < end and (key[start].isspace() or key[start] in _BEFORE):
            start += 1
        while start < end and (key[end - 1].isspace() or key[end - 1] in _BEHIND):
            end -= 1
        smaller = _smaller(key, start, end)
        if smaller == (start, end):
            return smaller
        start, end = smaller


def _smaller(key: str, start: int, end: int) -> tuple[int, int]:
    """Take one thing from a name that is no part of it."""
    chinese = _CHINESE.search(key, start, end) is not None
    for form in (_BRACKET, *((_STAFF, _WRITING_FROM) if chinese else (_PLACE,))):
        match = form.search(key, start, end)
        if match and match.start() > start + (1 if form is _WRITING_FROM else 0):
            return start, match.start()
    agency = agency_end(key, start, end)
    if agency and key[agency : agency + 1] == " ":  # 雷锋网 某某
        return agency, end
    before = opening("persons", "before").match(key, start, end)
    if before and before.end() < end:
        return before.end(), end
    after = closing("persons", "after").search(key[start:end])
    if after and after.start() >= (2 if chinese else 3):
        spaced = key[start + after.start() - 1].isspace()
        if spaced or after[0] not in _PARTS_OF_NAMES:
            return start, start + after.start()
    return start, end


def is_chinese_name(key: str) -> bool:
    """Say whether a folded text looks like the name of a Chinese person."""
    bare = key.strip()
    if not _NAME.fullmatch(bare) or bare in word_set("persons", "never"):
        return False
    surnames = words("persons", "surnames")
    return bare.startswith(words("persons", "double")) or (
        len(bare) <= _WHOLE_SURNAME and any(bare[0] in listed for listed in surnames)
    )


def is_person(key: str, names: Names) -> bool:
    """Say whether a folded name is a person's rather than an outlet's."""
    return is_chinese_name(key) and not is_known(key, names) and not is_outlet_shaped(key)


def counted(view: View, start: int, end: int) -> tuple[str, ...]:
    """Give the names of 王一李二张三三位: as many of one length as are counted."""
    match = _COUNTED.search(view.key, start, end)
    if not match:
        return ()
    length, left = divmod(len(match[1]), _NUMBERS[match[2]])
    shown = view.shown[slice(*match.span(1))]
    if left or length not in _SYLLABLES:
        return ()
    return tuple(shown[place : place + length] for place in range(0, len(shown), length))
