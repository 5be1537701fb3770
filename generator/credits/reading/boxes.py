"""Heads that platforms put over a text: an account's box, its name and a stamp, the words it wrote itself."""

import re
from functools import cache

from generator.credits.reading.found import Found
from generator.credits.reading.named import HAN, agencies
from generator.credits.reading.people import is_chinese_name
from generator.credits.reading.values import Hop, Person
from generator.credits.reading.view import View
from generator.credits.reading.words import literal

_NAME = r"(?P<name>[^\s|@,。;:()]{2,20})"
_STAMP = r"(?:\d{4}[-年./])?\d{1,2}[-月./]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_LONGEST = 120


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    platform = f"(?P<platform>{literal('channels', 'platforms', languages=('zh',))})"
    return (
        re.compile(rf"\s*{_NAME}\s{{1,4}}.{{0,60}}?\d+篇原创内容\s{{0,3}}(?P<platform>公众号)\s*"),
        re.compile(rf"\s*{_NAME}\s{{1,3}}微信号:?\s?(?P<account>[a-z][\w-]{{3,30}})\s{{1,3}}功能介绍.*"),
        re.compile(
            rf"\s*原创:?\s{{1,3}}(?P<author>[{HAN}a-z·]{{2,10}})\s{{1,4}}{_NAME}(?:\s{{1,3}}(?:{_STAMP}|今天|昨天|前天))?\s*"
        ),
        re.compile(rf"\s*{_STAMP}\s{{1,3}}{platform}\s?[-|/·]\s?{_NAME}\s*"),
        re.compile(rf"\s*{_NAME}\s(?:发布时间:?\s?)?[\d\s:-]{{8,20}}(?P=name)官方[帐账]号\s*"),
        re.compile(rf"\s*{_NAME}\s?\|\s?{platform}(?:·[{HAN}]{{1,4}})?\s{{1,3}}{_STAMP}\s*"),
        re.compile(rf"\s*@{_NAME}\s{_STAMP}\s{{1,3}}来自\s?(?P<platform>微博|新浪微博)(?:\s?weibo\.com)?.*"),
    )


_OWN = re.compile(
    r"(?:^|(?<=[:(]))\s?(?P<name>[^\s,。;:()]{2,10}?)(?:独家稿件|独家原创|原创文章|原创稿件|专特稿|专稿|独家专稿)"
)


def read_boxes(view: View) -> list[Found]:
    """Read the box of an account, or who says that a text is theirs alone."""
    if len(view.key) > _LONGEST:
        return []
    for form in _forms():
        match = form.fullmatch(view.key)
        if match:
            return [_box(view, match)]
    own = _OWN.search(view.key)
    if not own or own["name"] not in agencies():
        return []
    hops = (Hop(role="original", source=view.shown[slice(*own.span("name"))]),)
    spans = view.spans(*own.span("name"), "source")
    return [Found(start=own.start("name"), end=own.end(), hops=hops, spans=spans, sure=0.85)]


def _box(view: View, match: re.Match[str]) -> Found:
    said = {
        part: view.shown[slice(*match.span(part))]
        for part, value in match.groupdict().items()
        if value is not None
    }
    hop = Hop(
        role="original",
        source=said["name"],
        platform=said.get("platform", ""),
        account=said.get("account", ""),
    )
    author = said.get("author", "")
    known = bool(author) and (author.isascii() or is_chinese_name(match["author"]))
    return Found(
        start=0,
        end=len(view.key),
        hops=(hop,),
        people=(Person(role="author", name=author),) if known else (),
        spans=view.spans(*match.span("name"), "source"),
        sure=0.8,
    )
