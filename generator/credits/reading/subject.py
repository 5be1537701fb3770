"""What stands before a verb of credit: the text itself, words of permission, who passes it on."""

import re
from functools import cache

from generator.credits.reading.found import Stretch
from generator.credits.reading.named import DENSE, Named
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet
from generator.credits.reading.people import is_chinese_name, is_person
from generator.credits.reading.view import View
from generator.credits.reading.words import literal, words
from generator.han import fold
from generator.model.kinds import Noun

_BREAK = re.compile(r"[。;!?\n,():]|—{1,2}\s?|\s[|丨│]\s|\.\s|\s-\s")
_WINDOW = 80
_SIGNS = re.compile(r"[\s:,、|©®·\-—*#>●■□◆▲※“”\"()【】\[\]]+")
_IMAGE = re.compile(
    r"(?:文中|文内|本文|以上|部分|文章|封面|题|头|首|配|插|所有|均|全部)?"
    r"(?:图片|图|照片|剧照|海报|动图|表情包|图表|配图|视频|插图|影像|截图|封面图|题图|头图)(?:均|皆|都|部分|内容|素材)?"
)
_OPENS = re.compile('[“「『《"]')
_OWN_TEXT = re.compile(r"(?:^|\s+)(?:本文|此文|文章)\s*$")
_VERB = re.compile("转自|转载自|来源|原载|首发|译自|编译自|摘自")
_CLOSED = re.compile("[》〉]")
_LAST = re.compile(
    r"(?:独家|原创|首次|特约|联合|综合|已|均|全文|特|编辑部|原文|授权|专门|现|再次|一文|进行|的|[\s,、:])$"
)
_ROLE = re.compile(r"(?:作者|译者)[:\s]?")
_PROSE = re.compile(r"[的了在是将会也都而但使让把被]|导演|电影|小说|该|其")
_DENSE = re.compile(f"[{DENSE}]")
_LONGEST_DOER = 14


class Subject(Noun, frozen=True, kw_only=True):
    """What a clause says before its verb."""

    itself: bool = False
    # the text: 本文, 文章
    image: bool = False
    doer: Named | None = None
    # the outlet that passes it on
    person: str = ""
    platform: str = ""
    tagline: str = ""
    rest: str = ""
    # what was not understood

    @property
    def speaks_of_text(self) -> bool:
        """Say whether the clause is about a text or its pictures."""
        return self.itself or self.image


def clause_start(key: str, verb: int) -> int:
    """Give where the clause of a verb begins, or the last place looked at."""
    low = max(0, verb - _WINDOW)
    return max((match.end() for match in _BREAK.finditer(key, low, verb)), default=low)


def subject(view: View, start: int, verb: int, grants: tuple[Stretch, ...], names: Names) -> Subject:
    """Read what stands before a verb."""
    itself = image = False
    read = Subject()
    if view.key.startswith(("《", "〈"), start) and not _CLOSED.search(view.key, start, verb):
        start += 1  # 《原文刊于某处，…》
    for begin, end in _without(start, verb, grants):
        position, is_text, is_image = _opening(view.key, begin, end, names)
        itself, image = itself or is_text, image or is_image
        while position < end and (match := _LAST.search(view.key[position:end])):
            end = position + match.start()  # noqa: PLW2901 - the stretch shrinks
        while (
            position < end
            and view.key[end - 1] in '”」』》"'
            and not _OPENS.search(view.key, position, end - 1)
        ):
            end -= 1  # noqa: PLW2901 - as above
        if (own := _OWN_TEXT.search(view.key, position, end)) and own.end() == end:
            end, itself = own.start(), True  # noqa: PLW2901 - as above
        if position < end:
            read = _doer(view, position, end, names)
    return Subject(
        itself=itself or read.itself,
        image=image,
        doer=read.doer,
        person=read.person,
        platform=read.platform,
        tagline=read.tagline,
        rest=read.rest,
    )


def _without(start: int, end: int, grants: tuple[Stretch, ...]) -> list[Stretch]:
    """Give a stretch without the words of permission in it."""
    pieces: list[Stretch] = []
    for a, b in grants:
        if start <= a < end:
            pieces.append((start, a))
            start = min(max(b, start), end)
    return [*pieces, (start, end)]


@cache
def _itself() -> re.Pattern[str]:
    return re.compile(rf"(?:以上|以下|上述)?{literal('text', 'itself')}")


@cache
def _around() -> re.Pattern[str]:
    return re.compile(literal("text", "around", languages=("zh", "en")))


def _opening(key: str, start: int, end: int, names: Names) -> tuple[int, bool, bool]:
    """Pass over what a text calls itself and the small words around; say whether it was text or image."""
    itself = image = False
    while start < end:
        if match := _SIGNS.match(key, start, end):
            start = match.end()
        elif match := _IMAGE.match(key, start, end):
            start, image = match.end(), True
        elif match := _itself().match(key, start, end):
            start, itself = match.end(), True
        elif names.at(key, start) is None and (match := _around().match(key, start, end)):
            start = match.end()
        else:
            break
    return start, itself, image


def _doer(view: View, start: int, end: int, names: Names) -> Subject:
    """Read who passes a text on: the last word, with its platform and what it says of itself before it."""
    key = view.key
    platform = tagline = ""
    stretches = [match.span() for match in re.compile(r"[^\s]+").finditer(key, start, end)]
    if len(stretches) > 1 and all(_DENSE.search(key, a, b) for a, b in stretches[-2:]):
        before = stretches[-2]
        channel = next((w for w in words("channels", "platforms") if key[slice(*before)].endswith(w)), "")
        platform = view.shown[before[1] - len(channel) : before[1]]
        tagline = view.shown[stretches[0][0] : before[1]].removesuffix(platform).strip()
        start = stretches[-1][0]
    text = key[start:end].strip()
    if key.startswith("@", start):
        return Subject(person=view.shown[start + 1 : end].strip())
    if _VERB.match(key, start, end):
        return Subject(rest=text)
    role = _ROLE.match(key, start, end)
    if role:
        name = view.shown[role.end() : end].strip()
        return Subject(itself=True, person=name if is_chinese_name(fold(name)) or name[:1].isascii() else "")
    if is_person(text, names):
        return Subject(person=view.shown[start:end].strip())
    one = outlet(view, start, end, names)
    if one and one.source and not one.unnamed and one.end >= end - 1 and _may_be_named(text, one, platform):
        return Subject(doer=one, platform=platform, tagline=tagline)
    return Subject(rest=text, platform=platform, tagline=tagline)


def _may_be_named(text: str, one: Named, platform: str) -> bool:
    around = text.replace(one.source.casefold(), "") if one.quoted else text
    return (one.known or one.quoted or bool(platform) or len(text) <= _LONGEST_DOER) and not _PROSE.search(
        around
    )
