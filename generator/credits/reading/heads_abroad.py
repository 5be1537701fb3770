"""Heads of wires in other languages: LONDON (Reuters) -, 【ロンドン共同】, (서울=연합뉴스) … 기자 =."""

import re
from collections.abc import Iterator
from functools import cache

from generator.credits.reading.datelines import read_datelines
from generator.credits.reading.found import Found, Stretch
from generator.credits.reading.named import HAN, is_known, is_outlet_shaped
from generator.credits.reading.names import Names
from generator.credits.reading.people import people
from generator.credits.reading.values import Hop, Person
from generator.credits.reading.view import View
from generator.credits.reading.words import closed, either, places, words

_JAPANESE = re.compile(r"\s*[\[【(〔](?P<inner>[^\[\]【】()〔〕\n]{2,36})[\]】)〕]")
_JAPANESE_DATELINE = re.compile(
    r"\s*[^\s、,()。]{2,12}[、,]\s?(?:\d{1,2}月)?\d{1,2}日\s?\((?P<agency>[^()]{2,12})\)\s?[-–—]"
)
_KANA = re.compile("[\u3040-\u30ff]")
_TWO_AGENCIES = re.compile("(afp|ap|ロイター|cnn)=(時事|时事|共同)")
_WIRED = re.compile(rf"(.{{2,8}}?(?:通信|新聞|新闻))=([{HAN}]{{2,5}})")
_PLACED = re.compile(rf"[^=]{{1,10}}=([{HAN}\u3040-\u30ff]{{3,6}})")
_KOREAN = re.compile(
    r"\s*[\[(【〔](?P<place>[^=\[\]()【】]{1,14})=(?P<agency>[^\[\]()【】=]{2,14})[\])】〕]\s?"
)
_KOREAN_BRACKET = re.compile(
    r"[\[(【](?P<agency>[a-z0-9가-힣·]{2,12})(?:\s?=\s?|\s)(?P<names>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s?"
    r"(?:[가-힣]{0,4})(?:기자|특파원|리포터)[^\])】]{0,12}[\])】]"
)
_KOREAN_REPORTER = re.compile(
    r"(?:^|(?<=[\s\])/·=]))(?P<names>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s?"
    r"(?:선임|인턴|객원|전문|수습|온라인|영상|사진|[가-힣]{2,3})?(?:기자|특파원)(?=[\s=|)(,.]|$)"
)
_KOREAN_GIVEN = re.compile(
    r"[\[(](?:사진\s?=\s?)?(?P<boxed>[^\[\]()=.,:]{1,14}?)\s?제공(?:\.\s?재판매[^\])]{0,20})?[\])]"
    r"|(?:^|\s)/\s?(?P<name>[가-힣a-z0-9]{2,14}) 제공\s*$"
)
_KOREAN_HOUSE = re.compile(
    "(?!(?:서울|부산|대구|인천|광주|대전|울산|세종|수원|춘천|제주|도쿄|워싱턴|베이징|뉴욕|런던|파리|상하이)$)"
    "[가-힣a-z0-9]{3,12}"
)
_KOREAN_TWO = re.compile(r"(?P<names>[가-힣]{2,4}\s[가-힣]{2,4})\s기자\s?=")
_KOREAN_NAME = re.compile(r"\s?(?P<names>[가-힣]{2,4})(?:\s?기자|\s?특파원)?\s?=")
_NEAR, _SHORT_LINE, _START = 80, 60, 30


def read_heads_abroad(view: View, names: Names) -> Iterator[Found]:
    """Read the heads of wires that are not Chinese."""
    for form in (read_datelines, _japanese, _korean):
        yield from form(view, names)


@cache
def _agency() -> re.Pattern[str]:
    plain = [word for word in words("outlets", "agencies") if not word.isascii()]
    return re.compile(rf"(?P<name>{either([*plain, 'afp', 'cnn', 'bbc'])})(?:\s|$|\d|通信)")


def _japanese(view: View, names: Names) -> list[Found]:
    """Read 【ロンドン共同】, [東京 9日 ロイター], 【AFP=時事】, 【北京=某】."""
    match = _JAPANESE.match(view.key)
    placed = _JAPANESE_DATELINE.match(view.key) if view.kana else None
    if placed and is_known(placed["agency"], names):
        hops = (Hop(role="original", source=view.shown[slice(*placed.span("agency"))]),)
        spans = view.spans(*placed.span("agency"), "source")
        return [Found(start=0, end=placed.end(), hops=hops, spans=spans)]
    if not match:
        return []
    start, end = match.span("inner")
    inner = match["inner"].strip()
    wired = _WIRED.fullmatch(inner)
    if wired:
        cut = start + len(wired[1])
        return [_reported(view, match, (start, cut), (cut + 1, end))]
    if not _KANA.search(view.key[start : match.end() + _NEAR]):
        return []
    if pair := _TWO_AGENCIES.fullmatch(inner):
        cut = start + len(pair[1])
        first, second = view.shown[start:cut], view.shown[cut + 1 : end].strip()
        both = (Hop(role="original", source=first), Hop(role="via", source=second))
        spans = view.spans(start, end, "source")
        return [Found(start=match.start(), end=match.end(), hops=both, spans=spans)]
    return _placed(view, match, inner, names)


def _placed(view: View, match: re.Match[str], inner: str, names: Names) -> list[Found]:
    """Read an agency or a correspondent with a place: ロンドン共同, 北京=某."""
    start, end = match.span("inner")
    placed = _PLACED.fullmatch(inner)
    if placed and not is_known(placed[1], names):
        return [_reported(view, match, (start, start), (end - len(placed[1]), end))]
    agency = _agency().search(view.key, start, end)
    if not agency or agency.end() > end:
        return []
    a, b = agency.span("name")
    b += len("通信") if view.key.startswith("通信", b) else 0
    hops = (Hop(role="original", source=view.shown[a:b]),)
    return [Found(start=match.start(), end=match.end(), hops=hops, spans=view.spans(a, b, "source"))]


def _reported(view: View, match: re.Match[str], agency: Stretch, reporter: Stretch) -> Found:
    source = view.shown[slice(*agency)].strip()
    return Found(
        start=match.start(),
        end=match.end(),
        hops=(Hop(role="original", source=source),) if source else (),
        people=(Person(role="reporter", name=view.shown[slice(*reporter)].strip()),),
        spans=view.spans(*agency, "source") + view.spans(*reporter, "reporter"),
    )


def _korean(view: View, names: Names) -> list[Found]:
    """Read (서울=연합뉴스) … 기자 =, [이데일리 … 기자], … 기자."""
    if not view.hangul:
        return []
    key = view.key
    brackets = places(_KOREAN_BRACKET, key)
    boxed = [_korean_found(view, m, m.start(), m.end(), m.span("agency")) for m in brackets]
    found = [*_korean_head(view, names), *_korean_given(view), *boxed]
    for match in places(_KOREAN_REPORTER, key):
        in_text = len(key.strip()) > _SHORT_LINE and match.start() > _START
        if in_text or any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        before = key[: match.start()].strip(" =/")
        known = before and (is_known(before, names) or _is_korean_house(before, key, match.end()))
        agency = (0, len(view.shown[: match.start()].rstrip(" =/"))) if known else None
        found.append(_korean_found(view, match, 0 if known else match.start(), match.end(), agency))
    return found


def _is_korean_house(before: str, key: str, end: int) -> bool:
    """Say whether a word before a reporter's name at the head of a text is an outlet's, and no place."""
    return bool(_KOREAN_HOUSE.fullmatch(before)) and key[end:].lstrip().startswith("=")


def _korean_given(view: View) -> list[Found]:
    """Read [어느군 제공. 재판매 및 DB금지], …등산객들 / 어느군 제공: who lent a picture."""
    match = _KOREAN_GIVEN.search(view.key)
    if not match:
        return []
    place = match.span("boxed" if match["boxed"] else "name")
    hops = (Hop(role="image", source=view.shown[slice(*place)].strip()),)
    spans = view.spans(*place, "source")
    return [Found(start=match.start(), end=place[1], hops=hops, spans=spans, sure=0.8)]


def _korean_head(view: View, names: Names) -> list[Found]:
    match = _KOREAN.match(view.key)
    if not match:
        return []
    reporter = _KOREAN_TWO.match(view.key, match.end())
    reporter = (
        reporter or _KOREAN_REPORTER.match(view.key, match.end()) or _KOREAN_NAME.match(view.key, match.end())
    )
    agency = closed(match["agency"])
    parts = agency.split("/")
    if not (reporter or all(is_known(part, names) or is_outlet_shaped(part) for part in parts)):
        return []
    end = reporter.end() if reporter else match.end()
    return [_korean_found(view, reporter, match.start(), end, match.span("agency"))]


def _korean_found(
    view: View, reporter: re.Match[str] | None, start: int, end: int, agency: Stretch | None
) -> Found:
    inside = people(view, *reporter.span("names"), "reporter") if reporter else None
    plain = reporter["names"].split() if reporter else []
    persons = inside.people if inside else ()
    if len(plain) > 1 and len(persons) == 1:  # 이윤구 이수용 기자
        persons = tuple(Person(role="reporter", name=name) for name in plain)
    sources = [part.strip() for part in view.shown[slice(*agency)].split("/")] if agency else []
    return Found(
        start=start,
        end=end,
        hops=tuple(Hop(role="original", source=source) for source in sources if source),
        people=persons,
        spans=(view.spans(*agency, "source") if agency else ()) + (inside.spans if inside else ()),
        sure=0.95 if agency else 0.85,
    )
