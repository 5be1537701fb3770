"""Texts made of others: 综合新华社等报道整理, 根据某报报道编译; titles and pictures in a sentence."""

import re

from generator.credits.reading.found import Found, covers
from generator.credits.reading.named import hop_of, spans_of
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlets
from generator.credits.reading.values import HopRole
from generator.credits.reading.verbs import stop_of
from generator.credits.reading.view import View
from generator.credits.reading.words import places

_MADE_OF = re.compile(
    r"(?:^|(?<=[\s。,;()□■●【\[—*]))(?:(?:本文|文章|内容|小编|编辑|本报|本刊|本网|本台)?(?:系|由)?"
    r"(?P<verb>根据|据|综合自|综合整理自|综合|整合|整理自))\s?(?=[^\s。,;])"
)
_MADE = re.compile(r"(?:等)?[^,。]{0,14}?(?:编译|整理|综合|编写|改编|采写|撰写|编辑|翻译|汇编)")
_TRANSLATED = re.compile("编译|翻译")
_LONGEST_REST, _SHORT_REST = 22, 6
_TITLE = re.compile(
    r"(?:原文?)(?:的)?(?:标题|题目|题)(?:为|是|:|叫)?\s?(?=[《“「\"'a-z])|原题为?\s?(?=[《“「\"])"
)
_PAIRS = {"《": "》", "“": "”", "「": "」", '"': '"', "'": "'"}
_TITLE_END = re.compile(r"[,，。)）;；]")
_PICTURE = re.compile(
    r"(?:^|(?<=[\s(,。;【]))(?:题|头|首|封面|配|文中|文内)?(?:图片?(?:源自|源|自|据)|(?:图/)?(?:翻摄|翻拍|截图|截取)自)\s?(?=[^\s:])"
)
_NAME_GOES_ON = re.compile(r"[^\s,。;)】]")


def read_works(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read what a text was made of, and what a sentence says of its title and pictures."""
    more: list[Found] = []
    if "made" in view.signs:
        more += _made_of(view, found, names)
    if "titles" in view.signs:
        more += _titles(view)
    if "pictures" in view.signs:
        more += _pictures(view, found, names)
    return more


def _made_of(view: View, found: list[Found], names: Names) -> list[Found]:
    more: list[Found] = []
    for match in places(_MADE_OF, view.key):
        stop = stop_of(view.key, match.end())
        named, end = ([], 0) if covers(found, match.start()) else outlets(view, match.end(), stop, names)
        if not named:
            continue
        rest = view.key[end:stop].strip(" 。)")
        made = _MADE.match(rest)
        together = match["verb"] not in {"根据", "据"}
        some = any(one.shows for one in named)
        whole = all(one.shows for one in named) or (some and len(named) > 1 and len(rest) < _SHORT_REST)
        if together and not (whole or made):
            continue
        if not together and (not made or rest.startswith("的") or len(rest) >= _LONGEST_REST):
            continue
        translated = made and not together and _TRANSLATED.search(made[0])
        role: HopRole = "original" if translated else "compilation"
        more.append(
            Found(
                start=match.start(),
                end=end,
                hops=tuple(hop_of(one, role) for one in named),
                spans=spans_of(named),
                passing="adaptation" if translated else "compilation",
            )
        )
    return more


def _titles(view: View) -> list[Found]:
    more: list[Found] = []
    for match in places(_TITLE, view.key):
        text = view.shown[match.end() : stop_of(view.key, match.end())]
        close = text.find(_PAIRS[text[0]], 1) if text[:1] in _PAIRS else -1
        title = text[1:close] if close > 0 else _TITLE_END.split(text)[0]
        end = match.end() + len(title)
        if title.strip():
            spans = view.spans(match.end(), end, "title")
            more.append(Found(start=match.start(), end=end, title=title.strip(), spans=spans, sure=0.7))
    return more


def _pictures(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read 图自某处, 题图源某处: labels without a sign."""
    more: list[Found] = []
    for match in places(_PICTURE, view.key):
        if covers(found, match.start()):
            continue
        named, end = outlets(view, match.end(), stop_of(view.key, match.end()), names)
        if named and not _NAME_GOES_ON.match(view.key, end):
            hops = tuple(hop_of(one, "image") for one in named)
            spans = spans_of(named)
            more.append(Found(start=match.start(), end=end, hops=hops, spans=spans, sure=0.85))
    return more
