"""Names of people in what stands behind a label."""

import re

from generator.credits.reading.outlets import HAN, is_known, is_outlet_shaped, is_unnamed, span, vocabulary_agencies
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.values import Person, PersonRole, Span
from generator.credits.reading.view import MAIL, MASK, View
from generator.credits.reading.words import closing, opening, vocabulary
from generator.model.kinds import Noun

_SPLIT = re.compile(r"[、,;&/+|]|\s(?:and|及|和|与)\s|\s[•·]\s|(?<=[\u4e00-\u9fff]{2})(?:和|与|及)(?=[\u4e00-\u9fff]{2})|\s*(?:通讯员|实习生|实习记者|见习记者|特约记者|通信员)\s*|\s{2,}")
_STAFF = re.compile(r"[_\s-]{0,3}\(?[a-z]{1,4}\d{2,6}\)?$|[_]\w{1,12}$|\s?\d{2,6}$")
_COUNT = re.compile(rf"([{HAN}]{{4,15}})([二两三四五])(?:位|人|名)")
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_CHINESE = re.compile(f"[{HAN}]")
_PARTS_OF_NAMES = frozenset("文图编校综合")
_LONGEST, _LONGEST_CHINESE, _MOST = 48, 16, 12


class Named(Noun, frozen=True, kw_only=True):
    """People as named, where, and what of the stretch is none."""

    people: tuple[Person, ...] = ()
    spans: tuple[Span, ...] = ()
    mail: str = ""
    end: int = 0


def people(view: View, start: int, end: int, role: PersonRole, *, names: Names = NO_NAMES) -> Named:
    """Give the people named in a stretch."""
    key = view.key
    found: list[Person] = []
    spans: tuple[Span, ...] = ()
    mail = next((view.shown[a:b] for a, b in view.mails if start <= a < end), "")
    stop = re.compile(r"[。!?\n]|\s[-–—]\s|[:](?!\s?$)|(?<=[a-z]{3})\.(?:\s|$)").search(key, start, end)
    end = stop.start() if stop else end
    position = start
    while position < end and len(found) < _MOST:
        match = _SPLIT.search(key, position, end)
        stop_at = match.start() if match else end
        names_, pieces = _piece(view, position, stop_at)
        if names_ is None:
            break
        for name, (a, b) in zip(names_, pieces, strict=True):
            found.append(Person(role=role, name=name))
            spans += span(view, a, b, role)
        position = match.end() if match else end
    return Named(people=tuple(found), spans=spans, mail=mail, end=position)


def _piece(view: View, start: int, end: int) -> tuple[list[str] | None, list[tuple[int, int]]]:
    """Give the names between two signs: mostly one, several where blanks part Chinese ones."""
    start, end = _bare(view, start, end)
    if start >= end:
        return [], []
    key = view.key
    blanks = [m for m in re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])").finditer(key, start, end)]
    if blanks:
        edges = [start, *(e for m in blanks for e in m.span()), end]
        parts = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
        if len(parts) == 2 and all(b - a == 1 for a, b in parts):  # 王 伟
            return [view.shown[parts[0][0]] + view.shown[parts[1][0]]], [(start, end)]
        names: list[str] = []
        places: list[tuple[int, int]] = []
        for a, b in parts:
            if re.search(r"(?:编辑|责编|校对|摄影|审核|视觉|来源)$", key[a:b]):
                break
            more, where = _piece(view, a, b)
            if more is None:
                break
            names += more
            places += where
        return names, places
    name = view.shown[start:end]
    longest = _LONGEST_CHINESE if _CHINESE.search(key, start, end) else _LONGEST
    if len(name) > longest or (len(name.split()) > 6) or not any(c.isalpha() for c in name):
        return None, []
    if key[start:end] in vocabulary_agencies():
        return None, []
    if is_unnamed(key[start:end]) and key[start:end] not in {"佚名"}:
        return [], []
    return [name], [(start, end)]


def _bare(view: View, start: int, end: int) -> tuple[int, int]:
    """Take titles, signs and staff numbers from both ends of a name."""
    key = view.key
    for _ in range(5):
        while start < end and (key[start].isspace() or key[start] in f"@·•:.-—*●■□◎|/\\[【「“\"({MASK}{MAIL}<《"):
            start += 1
        while start < end and (key[end - 1].isspace() or key[end - 1] in f".,;:·-—*|/\\]】」”\"){MASK}{MAIL}>》_●■□"):
            end -= 1
        paren = re.compile(r"\s?\([^()]{0,60}\)?$").search(key, start, end)
        if paren and paren.start() > start:
            end = paren.start()
            continue
        paren = re.compile(r"\s?\([^()]{0,60}$").search(key, start, end)
        staff = _STAFF.search(key, start, end)
        if staff and staff.start() > start and _CHINESE.search(key, start, staff.start()):
            end = staff.start()
            continue
        before = opening("persons", "before").match(key, start, end)
        if before and before.end() < end and not _is_word_inside(key, before.end()):
            start = before.end()
            continue
        after = re.compile(rf"\s?{closing('persons', 'after').pattern}").search(key[start:end])
        if after and after[0] in _PARTS_OF_NAMES:
            after = None
        if after and after.start() >= (2 if _CHINESE.search(key, start, end) else 3):
            end = start + after.start()
            continue
        place = re.compile(r"\s(?:in|from|at|for|of)\s").search(key, start, end)
        if place and place.start() > start and not _CHINESE.search(key, start, end):
            end = place.start()
            continue
        at = re.compile(r"\s?(?:发自|于|from|in)\s?[^\s]{2,12}$").search(key[start:end])
        if at and at.start() >= 2 and _CHINESE.search(key, start, end):
            end = start + at.start()
            continue
        break
    return start, end


def _is_word_inside(key: str, place: int) -> bool:
    return key[place - 1].isascii() and key[place - 1].isalpha() and key[place].isascii() and key[place].isalnum()


def is_chinese_name(key: str) -> bool:
    """Say whether a folded text looks like the name of a Chinese person."""
    bare = key.strip()
    if not 2 <= len(bare) <= 4 or not re.fullmatch(f"[{HAN}·]+", bare):
        return False
    doubles = vocabulary().words("persons", "double")
    double = any(bare.startswith(name) for name in doubles)
    surnames = "".join(vocabulary().words("persons", "surnames"))
    return double or (bare[0] in surnames and len(bare) <= 3)


def is_person(key: str, names: Names) -> bool:
    """Say whether a folded name is a person's rather than an outlet's."""
    return not is_known(key, names) and not is_outlet_shaped(key) and is_chinese_name(key)


def counted(view: View, start: int, end: int) -> tuple[str, ...]:
    """Give the names of 饶毅鲁白谢宇三位: as many of one length as are counted."""
    match = _COUNT.search(view.key, start, end)
    if not match or len(match[1]) % _NUMBERS[match[2]]:
        return ()
    length = len(match[1]) // _NUMBERS[match[2]]
    shown = view.shown[slice(*match.span(1))]
    return tuple(shown[place : place + length] for place in range(0, len(shown), length)) if 2 <= length <= 3 else ()
