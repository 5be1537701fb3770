"""Reporters who sign a text: （记者 张三 通讯员 李四）, 新华社记者张三, 記者某某／台北報導."""

import re

import msgspec

from generator.credits.reading.found import Found, Stretch, covers
from generator.credits.reading.heads import SIGNS
from generator.credits.reading.named import HAN, Named, agency_end, hop_of, is_known, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.people import People, is_chinese_name, people
from generator.credits.reading.values import Person, PersonRole, Span
from generator.credits.reading.view import View
from generator.credits.reading.words import places, word_set
from generator.han import fold

_REPORTER = re.compile(
    r"(?:特约|实习|见习|首席|全媒体|融媒体?|特派|驻外|摄影|文字|新闻中心|总台|前方)?"
    r"(?P<who>记者|通讯员|实习生|特派员|通信员|特约撰稿人|特约撰稿|编译|摄影)"
    r"(?!从|自|在|了|获|采访|注|看|发|问|会|提|招|来|日前|近|今|随|通|联|昨|就|向|对|以|们|表示|观察|调查|证"
    r"|手|按|节)"
    r"[\s:/丨|]{0,3}"
)
_OPENED, _CLOSED = "(〔【[", ")〕】]"
_BRACKET_END = re.compile(r"[)〕】\]\n]")
_END = re.compile(
    rf"[,。;!?\n()]|(?<=[道导电讯]):|(?<=[\u4e00-\u9fff])(?=\d{{1,2}}月\d)|\s[-—]"
    rf"|\s(?=[{HAN}]{{2,4}}\s?[丨|:/])|\s(?=[{HAN}]{{0,4}}(?:编辑|责编|校对"
    rf"|审核)[\s:丨|/])"
)
_LINE_START = re.compile(r"[。;!?\n]|\s{2}|[|丨]\s?|^")
_PROSE = re.compile(r"[,、:的了对]")
_OWN = re.compile(
    rf"(?:特约|本报|本刊|本网|本社|本台|本站|实习|总台|我报|驻[{HAN}]{{1,5}}?(?:特约)?)+$"
    rf"|本[报刊网社台][{HAN}]{{0,10}}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:电|讯|专电)$"
    r"|^总台央[广视]$"
)
_REPORTED = re.compile(rf"[\s/]+[{HAN}]{{0,8}}(?:摄影报道|报道|报导|电|摄|综合报导|连线)?\s*$")
_ENDS_REPORTED = re.compile(r"(?:报道|报导|电|摄)\s*$")
_GLUED = re.compile(
    rf"(?P<glued>[{HAN}]{{4,12}}?)(?:\d{{1,2}}日)?(?:(?:综合外?)?(?:外|专)?电|(?:综合)?报[导道])\s*$"
)
_TOLD = re.compile(rf"/\s?[{HAN}]{{0,6}}?(?:报导|报道|连线)")
_SHOT = re.compile("摄影(?!报)")
_ITEM = re.compile(rf"(?P<name>[{HAN}]{{2,4}})\s?/\s?[{HAN}]{{2,3}}")
_PLACED = re.compile(rf"(?:[、,－–-]?\s?[{HAN}]{{2,4}}\s?/\s?[{HAN}]{{2,3}}\s?){{2,6}}")
# 記者某某／台北、某人／宜蘭報導
_ALSO_SHOT = re.compile(r"摄影报道|文/图|图/文|图文")
_ONLY_SHOT = re.compile(r"[^影]摄\s*$|/\s?摄影\s*$|\s图\s*$")
_STAMPED = re.compile(r"\s*\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?\s{1,4}")
_HAN_NAME = re.compile(f"[{HAN}·]+")
_STAMP = re.compile(r"(?:[^\s]{2,4}(?:时间|日期):?)?\s*[\d/:.\-年月日\s]+")
_FAR, _NEAR, _LONGEST = 60, 30, 90
_LEAD_LONGEST, _SHORT_LINE = 16, 40
_GLUED_NAME, _SHORT_GLUED = 3, 4
# characters of a name before a place without a blank (王小明台北10日电), and of a short one with its place
_BRACKET_NAME, _LATIN_NAME = 4, 24


def read_reporters(view: View, before: list[Found], names: Names) -> list[Found]:
    """Read （记者 张三 通讯员 李四）, 新华社记者张三, 記者某某／台北報導."""
    key = view.key
    found: list[Found] = []
    if "reporters" not in view.signs:
        return found
    for match in places(_REPORTER, key):
        heading = match["who"] in {"编译", "摄影"} and match.start() == 0 and "/" not in key
        if heading or covers(found, match.start()):
            continue
        opened = _opened(key, match.start())
        begin = _lead(key, match.start()) if opened is None else opened
        begin = _known_before(key, match.start(), names) if begin is None else begin
        begin = next((one.end for one in before if one.start == begin and one.end <= match.start()), begin)
        end = (_END if opened is None else _BRACKET_END).search(key, match.end())
        stop = end.start() if end else len(key)
        stop = min([stop, *(one.start for one in before if one.start >= match.end())])
        if begin is not None and stop - begin <= _LONGEST:
            found += _signed(view, begin, stop, match, names, bracket=opened is not None)
    return found


def _opened(key: str, place: int) -> int | None:
    """Give the place behind the bracket that a place stands in."""
    low = max(0, place - _FAR)
    opened = max(key.rfind(mark, low, place) for mark in _OPENED)
    closed = max(key.rfind(mark, low, place) for mark in _CLOSED)
    return opened + 1 if opened > closed else None


def _lead(key: str, place: int) -> int | None:
    """Give where a signature begins that stands in no brackets: at the start of a line, or of a short one."""
    low = max(0, place - _NEAR)
    start = max((match.end() for match in _LINE_START.finditer(key, low, place)), default=low)
    stamp = _STAMPED.match(key, start, place)
    start = stamp.end() if stamp else start
    before = key[start:place].strip(" □■●*—-·/")
    if before and _STAMP.fullmatch(key, start, place):
        return place
    if (start == 0 and low > 0 and not stamp) or len(before) > _LEAD_LONGEST or _PROSE.search(before):
        return None
    return start


def _known_before(key: str, place: int, names: Names) -> int | None:
    """Give where an outlet begins that stands between a blank and a place: 题：某某 中新社记者."""
    start = key.rfind(" ", max(0, place - _LEAD_LONGEST), place) + 1
    return start if start and is_known(key[start:place], names) else None


def _signed(
    view: View, begin: int, end: int, first: re.Match[str], names: Names, *, bracket: bool
) -> list[Found]:
    named = _whose(view, begin, first.start(), names)
    short = len(view.key.strip()) < _SHORT_LINE
    if named and not bracket and not (named[0].known or named[0].shows or short):
        return []
    last = _last_outlet(view, first.end(), end)
    persons, spans, more = _persons(view, first.start(), last.start if last else end)
    named += [*more, *([last] if last else [])]
    if not persons or not _is_name(persons[0].name, bracket=bracket):
        return []
    if _ALSO_SHOT.search(view.key, begin, end):
        persons += [Person(role="photographer", name=one.name) for one in persons if one.role == "reporter"]
    photo = all(one.role == "photographer" for one in persons)
    hops = [hop_of(one, "image" if photo else "original") for one in named]
    if photo and hops:
        hops[0] = msgspec.structs.replace(hops[0], person=persons[0].name)
    return [
        Found(
            start=begin,
            end=end,
            hops=tuple(hops),
            people=tuple(persons),
            spans=spans + spans_of(named),
            sure=0.95 if bracket else 0.88,
        )
    ]


def _whose(view: View, begin: int, end: int, names: Names) -> list[Named]:
    """Give the outlets before 记者; 本报 names none."""
    own = _OWN.search(view.key[begin:end].rstrip())
    end = begin + own.start() if own else end
    lead = SIGNS.match(view.key, begin, end)
    start = lead.end() if lead else begin
    if not view.key[start:end].strip():
        return []
    named, _ = outlets(view, start, end, names, most=2)
    return [one for one in named if one.source and not one.unnamed]


def _persons(view: View, start: int, end: int) -> tuple[list[Person], tuple[Span, ...], list[Named]]:
    """Give the people of a signature, each stretch behind its word: 记者 …, 通讯员 …; and outlets between."""
    key = view.key
    matches = list(places(_REPORTER, key, start, end))
    stops = [*(match.start() for match in matches[1:]), end]
    persons: list[Person] = []
    spans: tuple[Span, ...] = ()
    outlets_: list[Named] = []
    for match, last in zip(matches, stops, strict=True):
        begin, stop = match.end(), last
        if last < end and (other := _glued_outlet(view, begin, last)):
            outlets_.append(other)
            stop = other.start
        shot = _SHOT.match(key, stop) and key[stop - 1] == "/"  # 记者张三/摄影
        role = "photographer" if shot else _role(match["who"], key[begin:stop])
        inside = _named(view, begin, stop, role)
        persons += inside.people
        spans += inside.spans
    return persons, spans, outlets_


def _named(view: View, begin: int, stop: int, role: PersonRole) -> People:
    """Give the people behind one word, without places and words of reporting behind their names."""
    key = view.key
    if placed := _PLACED.match(key, begin, stop):
        return _of(view, [item.span("name") for item in _ITEM.finditer(key, begin, placed.end())], role)
    if (told := _TOLD.search(key, begin, stop)) and told.start() > begin:
        stop = told.start()
    last = max(key.rfind(mark, begin, stop) for mark in "、,") + 1 or begin
    glued = _GLUED.match(key, last, stop) if " " not in key[last:stop].strip() else None
    if glued:
        before = people(view, begin, last, role)
        behind = _of(view, [(last, last + _glued_name(glued["glued"]))], role)
        return People(people=before.people + behind.people, spans=before.spans + behind.spans)
    slashed = "/" in key[begin:stop] or _ENDS_REPORTED.search(key[begin:stop])
    reported = _REPORTED.search(key, begin, stop) if slashed else None
    inside = people(view, begin, reported.start() if reported and reported.start() > begin else stop, role)
    kept = tuple(one for one in inside.people if not fold(one.name).endswith(("报道", "报导")))
    return People(people=kept, spans=inside.spans)


def _of(view: View, places_: list[Stretch], role: PersonRole) -> People:
    """Give the people whose names stand at some places."""
    return People(
        people=tuple(Person(role=role, name=view.shown[slice(*place)]) for place in places_),
        spans=tuple(span for place in places_ for span in view.spans(*place, role)),
    )


def _last_outlet(view: View, begin: int, end: int) -> Named | None:
    """Give an outlet that everybody knows at the end of a line: 記者某某聯合報."""
    return _glued_outlet(view, begin, end) if end == len(view.key.rstrip()) else None


def _glued_name(text: str) -> int:
    """Give how many characters of a name and a place without a sign between them are the name."""
    if text[_GLUED_NAME - 1 :] in word_set("persons", "places"):
        return _GLUED_NAME - 1
    return _GLUED_NAME if len(text) > _SHORT_GLUED else _GLUED_NAME - 1


def _glued_outlet(view: View, begin: int, end: int) -> Named | None:
    """Give an outlet that everybody knows right before the next 记者: 记者张三新华社记者李四."""
    for start in range(max(begin + 2, end - _LEAD_LONGEST), end - 1):
        if agency_end(view.key, start, end) == end:
            spans = view.spans(start, end, "source")
            return Named(source=view.shown[start:end], start=start, end=end, known=True, spans=spans)
    return None


def _role(who: str, stretch: str) -> PersonRole:
    if who == "摄影" or _ONLY_SHOT.search(stretch):
        return "photographer"
    return "translator" if who == "编译" else "reporter"


def _is_name(name: str, *, bracket: bool) -> bool:
    key = fold(name)
    if _HAN_NAME.fullmatch(key):
        return is_chinese_name(key) or (bracket and len(key) <= _BRACKET_NAME) or "·" in key
    return bracket and len(name) <= _LATIN_NAME
