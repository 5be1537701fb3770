"""Chinese verbs of credit with their sources behind them: 本文经授权转载自…, 首发于…, 编译自…, 综合…."""

import re
from functools import cache

import msgspec

from generator.credits.reading.found import Found, Stretch, covers, is_within
from generator.credits.reading.known import opens_with_known
from generator.credits.reading.named import HAN, Named, hop_of, is_outlet_shaped, platform_warnings, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet, outlets
from generator.credits.reading.people import counted, is_chinese_name
from generator.credits.reading.rights import Rights
from generator.credits.reading.subject import Subject, clause_start, subject
from generator.credits.reading.values import Hop, HopRole, Person, PersonRole
from generator.credits.reading.view import View
from generator.credits.reading.words import either, places, words
from generator.han import fold

_ORDER = ("via", "original", "translation", "adaptation", "excerpt-of", "compilation", "together", "weak")
_PASSING: dict[str, HopRole] = {
    "via": "repost",
    "translation": "translation",
    "adaptation": "adaptation",
    "excerpt-of": "excerpt-of",
    "compilation": "compilation",
}
_STRONG = frozenset(["via", "translation", "adaptation", "excerpt-of", "original"])
_OF_ANY_WORK = frozenset(["改编自", "改写自"])
_RELATIVE = re.compile(
    r"[\w、&]{0,40}?(?:主编|主办|主持|运营|创办|旗下|开设|撰写|发表|管理|发布|出版|所办|创立"
    r"|推出)的(?=[^。,;!?]{1,30})"
)
_OWNER = re.compile(rf"(?P<name>[{HAN}]{{2,4}})(?:老师|先生|女士|教授|博士)?(?:所?著|所写|撰写)?的(?=《)")
_WRITER = re.compile(
    rf"[^\s,。《“「]{{0,16}}?(?:专家|教授|博士|工程师|作家|创始人|主编|研究员|架构师|科学家|开发者|博主)\s?"
    rf"(?P<name>[{HAN}]{{2,4}}|[a-z][\w.'’-]+(?: [a-z][\w.'’-]*){{1,2}})"
    r"\s?(?:老师|先生|女士)?\s?的(?:文章|博客|博文|演讲|论文|帖子|回答)"
)
_OBJECT = re.compile(
    "(?:部分|全部|相关|上述|其中|所有)(?:的)?(?:图|照片|内容|文章|文字|数据|资料|视频|插图|作品)"
)
_TONGUE = re.compile(r"[\s]?(?:英文|中文|日文|法文|德文|英语|日语|梵文|拉丁文)(?:的|单词|原文)?[\s“「\"a-z]")
_IN_MARKS = re.compile(r"[」”\"]\s?(?:这个|这一|一词|一字|的?[中英日]文)")
_TRANSLATED = re.compile(r"译文\s*$")
_OF_FIGURES = re.compile(r"(?:数据|灵感|收入|资金|能量|利润|客户|力量|自信|原料)(?:均|都|主要|全部|皆)?$")
_LABELLED = frozenset(":|丨=/")
_COLON = re.compile(r"[\s:于]{0,3}")
_INSTRUCTS = re.compile(r"(?:授权|许可|请|须|需|时|本文|此文|或|、|和|至|的|文章|内容|目的)")
_IS_FROM = re.compile(r"[《“「]|为|是")
_NOBODY = re.compile(r"(?:投稿|网友投稿|读者投稿|用户|平台用户)(?:[,。\s]|$)")
_END = re.compile(r"[。;!?\n]")
_PROSE = re.compile(r"[的了]")
_WINDOW = 160
_NEAR, _LONGEST_REST, _SHORT_REST = 8, 26, 3
_LONG_REST = 14


def stop_of(key: str, start: int) -> int:
    """Give the end of a sentence, or the last place looked at."""
    end = min(len(key), start + _WINDOW)
    match = _END.search(key, start, end)
    return match.start() if match else end


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind in reversed(_ORDER) for word in words("verbs", kind, languages=("zh",))}
    form = either(sorted(kinds, key=len, reverse=True))
    return re.compile(rf"{form}(?<!自(?=动|身|己|行|带|然|由|适应|定义|研|主))"), kinds


def read_verbs(view: View, rights: Rights, taken: list[Stretch], names: Names) -> list[Found]:
    """Read the Chinese verbs that have a source behind them."""
    found: list[Found] = []
    if "verbs" not in view.signs:
        return found
    form, kinds = _verbs()
    for match in places(form, view.key):
        if not is_within(match.start(), taken) and not covers(found, match.start()):
            read = _read(view, match, kinds[match[0]], rights, names)
            if read:
                found.append(read)
    return found


def _read(view: View, verb: re.Match[str], kind: str, rights: Rights, names: Names) -> Found | None:
    """Read one verb with the text before it and the sources behind it."""
    key = view.key
    begin = clause_start(key, verb.start())
    labelled = key[begin - 1 : begin] == ":" and key[verb.end() :].lstrip()[:1] == ":"
    before = Subject() if labelled else subject(view, begin, verb.start(), rights.grants, names)
    if not _is_credit(view, verb, kind, before, begin, rights, names):
        return None
    colon = _COLON.match(key, verb.end())
    start = colon.end() if colon else verb.end()
    relative = _RELATIVE.match(key, start)
    editors = counted(view, start, relative.end()) if relative else ()
    start = relative.end() if relative else start
    stop = stop_of(key, start)
    if work := _work_of(view, start, stop, begin):
        return work
    owner = _OWNER.match(key, start, stop)
    by = (Person(role="author", name=view.shown[slice(*owner.span("name"))]),) if owner else ()
    named, close = _named_behind(view, owner.end() if owner else start, stop, kind, names)
    granted = bool(rights.grants)
    if not named or (kind == "weak" and not _is_named(key, named, close, stop, before, granted=granted)):
        return None
    role = _role(verb[0], kind, before, granted=granted)
    if verb[0] in {"出自", "来自"} and _TRANSLATED.search(key, begin, verb.start()):  # 译文出自
        role = "translation"
    passing = _PASSING.get(kind, "repost" if granted and role == "original" else "")
    read = Found(
        start=verb.start() if before.rest or labelled else begin,
        end=close,
        hops=tuple(hop_of(one, role) for one in named),
        people=by + tuple(Person(role="editor", name=name) for name in editors),
        spans=view.spans(*verb.span(), "verb") + spans_of(named),
        passing=passing,  # type: ignore[arg-type]  # a role or nothing
        tagline=before.tagline,
        sure=_sureness(named, before, granted=granted),
        warnings=platform_warnings([one for one in named if not one.unnamed]),
    )
    return read if role == "image" else _with_doer(read, before, _PASSING.get(kind, "repost"))


def _work_of(view: View, start: int, stop: int, begin: int) -> Found | None:
    """Read a work that is named by its writer alone: 编译自专栏作家甲的文章."""
    writer = _WRITER.match(view.key, start, stop)
    if not writer or not (writer["name"].isascii() or is_chinese_name(writer["name"])):
        return None
    author = Person(role="author", name=view.shown[slice(*writer.span("name"))])
    spans = view.spans(*writer.span("name"), "author")
    url = view.link(writer.end(), stop)
    return Found(start=begin, end=writer.end(), people=(author,), spans=spans, url=url)


def _named_behind(view: View, start: int, stop: int, kind: str, names: Names) -> tuple[list[Named], int]:
    """Give the sources behind a verb, or the bare link there, and where they end; nothing if it is prose."""
    key = view.key
    named, close = outlets(view, start, stop, names)
    if not named and (url := view.link(start, start + 2)):
        named, close = [Named(url=url, start=start, end=start)], start
    prose = _NOBODY.match(key, start) or _OBJECT.match(key, start) or _IN_MARKS.match(key, close - 1)
    if prose or (kind == "translation" and _TONGUE.match(key, start)):
        return [], start
    return named, close


def _sureness(named: list[Named], before: Subject, *, granted: bool) -> float:
    if all(one.unnamed or not (one.source or one.platform or one.url or one.account) for one in named):
        return 0.6
    return 0.96 if before.itself or granted else 0.88


def _with_doer(read: Found, before: Subject, doing: HopRole) -> Found:
    """Add who passes the text on."""
    hops, persons, spans = read.hops, read.people, read.spans
    if before.doer:
        platform = before.doer.platform or before.platform
        made = Hop(role=doing, source=before.doer.source, platform=platform, account=before.doer.account)
        hops, spans = (*hops, made), spans + before.doer.spans
    if before.person:
        part: PersonRole = "translator" if doing in {"translation", "adaptation"} else "author"
        persons = (*persons, Person(role=part, name=before.person))
    return msgspec.structs.replace(read, hops=hops, people=persons, spans=spans)


def _is_credit(  # noqa: PLR0913, PLR0917 - a verb is judged by all that surrounds it
    view: View, verb: re.Match[str], kind: str, before: Subject, begin: int, rights: Rights, names: Names
) -> bool:
    """Say whether a verb speaks of this text rather than of what the text is about."""
    key = view.key
    if kind == "weak" and not (before.speaks_of_text or (rights.grants and before.doer)):
        opens = not key[begin : verb.start()].strip(" 。.-—*·(【[■□●")
        opens = opens or bool(rights.grants and not (before.rest or before.doer or before.person))
        if not opens or not opens_with_known(view, verb.end(), names):
            return False
    if before.rest and not before.speaks_of_text:
        of_any = verb[0] in _OF_ANY_WORK or kind not in _STRONG
        if of_any or len(before.rest) > _LONGEST_REST or not _shows(view, verb.end(), names):
            return False
    if _OF_FIGURES.search(key, begin, verb.start()):
        return False
    if verb[0] == "来源" and key[verb.end() : verb.end() + 1] in _LABELLED:
        return False
    if verb[0] == "来源" and not (before.image and verb.start() - begin < _NEAR):
        known = before.itself and opens_with_known(view, verb.end(), names)
        return known or bool(_IS_FROM.match(key, verb.end()))
    return not (verb[0] == "转载" and _INSTRUCTS.match(key, verb.end()))


def _shows(view: View, place: int, names: Names) -> bool:
    one = outlet(view, place, stop_of(view.key, place), names)
    return one is not None and (one.shows or bool(one.platform) or bool(one.account))


def _is_named(key: str, named: list[Named], close: int, stop: int, before: Subject, *, granted: bool) -> bool:
    """Say whether a weak verb is followed by a source rather than by prose."""
    if any(
        one.known
        or one.quoted
        or one.platform
        or one.account
        or one.url
        or one.unnamed
        or is_outlet_shaped(fold(one.source))
        for one in named
    ):
        return True
    rest = key[close:stop].strip(" 。.,、)")
    if (
        (len(rest) > _LONG_REST and not granted)
        or _PROSE.search(named[0].source)
        or not before.speaks_of_text
    ):
        return False
    return len(rest) <= _SHORT_REST or key[close : close + 1] in ",。("


def _role(verb: str, kind: str, before: Subject, *, granted: bool) -> HopRole:
    """Give what a source is to the text: who gives a permission published it first."""
    if before.image and (not before.itself or kind in {"weak", "via"}):
        return "image"
    if verb == "转引自":
        return "via"
    if kind == "via" or verb == "转载":
        return "original" if granted else "via"
    if kind == "together":
        return "repost"
    return "excerpt-of" if kind == "excerpt-of" else "compilation" if kind == "compilation" else "original"
