"""What a line says of rights: a permission claimed, a licence, none; and what others may do."""

import re
from functools import cache

from generator.credits.reading.found import Stretch
from generator.credits.reading.values import OnwardWish, Permission, Span
from generator.credits.reading.view import View
from generator.credits.reading.words import either, pattern, places, words
from generator.model.kinds import Noun

_CLAUSE = re.compile(r"[。;!?\n]|,(?!\s?(?:由|经))|\.\s")
_SENTENCE = re.compile(r"[。;!?\n]|\.\s")
_WINDOW = 120
_UNMADE = frozenset("未须需请应不先")
_DEMANDED = re.compile(
    r"(?:方可|才能|才可|后方|后才|不得|禁止|请(?!勿)|需|须|事宜|申请|合作|书|码|登录|协议|许可证|生产"
    r"|销售|上市|经营|代理|商|专利"
    r"|范围|证书|[^。;!?,\n]{0,8}的(?=[,;。])|[与和或及](?:引用|使用)|使用其|使用该|使用苹果|流程|给|我们将)"
)
_WISHES: tuple[OnwardWish, ...] = ("prohibited", "on-request", "with-link", "with-credit")


_COURT = re.compile("法院|原告|被告|起诉|判令|诉讼|民事|刑事|法官|检方")
"""Who speaks of others' rights."""


class Rights(Noun, frozen=True, kw_only=True):
    """What was read of rights."""

    permission: Permission = ""
    licence: str = ""
    onward: OnwardWish = ""
    grants: tuple[Stretch, ...] = ()
    # where words of permission stand
    wishes: tuple[Stretch, ...] = ()
    # where something is said to others
    spans: tuple[Span, ...] = ()


def rights(view: View) -> Rights:
    """Read a line's words on rights."""
    onward, wishes = _onward(view)
    grants = _grants(view, wishes)
    licence, place = _licence(view)
    lack = _lack(view)
    named = "licences" in view.signs
    licensed = bool(licence) or (named and _COMMONS.search(view.key) is not None)
    permission: Permission = "claimed" if grants else "licence" if licensed else "none" if lack else ""
    if "BY" in licence and not onward:
        onward = "with-credit"
    spans = [span for stretch in grants for span in view.spans(*stretch, "permission")]
    spans += [span for stretch in wishes for span in view.spans(*stretch, "onward")]
    spans += view.spans(*place, "licence")
    spans += view.spans(*lack, "none") if lack and not grants else ()
    return Rights(
        permission=permission,
        licence=licence,
        onward=onward,
        grants=tuple(grants),
        wishes=tuple(wishes),
        spans=tuple(spans),
    )


def _around(key: str, start: int, end: int, parts: re.Pattern[str]) -> Stretch:
    """Give the clause or sentence around a stretch, within a window."""
    low, high = max(0, start - _WINDOW), min(len(key), end + _WINDOW)
    begin = max((match.end() for match in parts.finditer(key, low, start)), default=low)
    stop = parts.search(key, end, high)
    return begin, stop.start() if stop else high


@cache
def _unless() -> re.Pattern[str]:
    return re.compile(either(words("rights", "unless")))


@cache
def _needs() -> re.Pattern[str]:
    return re.compile(either(words("rights", "needs")))


def _grants(view: View, wishes: list[Stretch]) -> list[Stretch]:
    """Give where a permission is claimed: granted, not asked for, and for a text."""
    key = view.key
    if "grants" not in view.signs:
        return []
    found: list[Stretch] = []
    for match in places(pattern("rights", "claimed"), key):
        start, end = match.span()
        begin, stop = _around(key, start, end, _CLAUSE)
        denied = key[start - 1 : start] in _UNMADE or _unless().search(key, begin, min(end, stop))
        wished = any(a < end and start < b for a, b in wishes)
        sentence = key[slice(*_around(key, start, end, _SENTENCE))]
        if not (denied or wished or _DEMANDED.match(key, end)) and _needs().search(sentence):
            found.append((start, end))
    return found


def _lack(view: View) -> Stretch | None:
    """Give where a line says that it has no permission: 侵删, 如有侵权请联系."""
    key = view.key
    if "lacks" not in view.signs:
        return None
    for match in places(pattern("rights", "none"), key):
        begin, stop = _around(key, *match.span(), _SENTENCE)
        threat = pattern("rights", "threat").search(key, begin, stop) and "删" not in key[begin:stop]
        if not (threat or _COURT.search(key, begin, stop)):
            return match.span()
    return None


def _onward(view: View) -> tuple[OnwardWish, list[Stretch]]:
    """Read what a line asks of others; the strictest counts, and a link is more than a credit."""
    key = view.key
    if "onward" not in view.signs:
        return "", []
    found = {
        wish: [match.span() for match in places(pattern("onward", wish), key) if not _is_of_marked(match)]
        for wish in _WISHES
    }
    stated = [wish for wish in _WISHES if found[wish]]
    return stated[0] if stated else "", sorted(place for wish in stated for place in found[wish])


_MARKED = re.compile(r"凡[^。;!?\n]{0,20}$")


def _is_of_marked(match: re.Match[str]) -> bool:
    """Say whether 注明来源 only says which texts a rule is about: 凡本网注明来源…的作品."""
    key, start = match.string, match.start()
    return match[0].startswith("注明") and bool(_MARKED.search(key, max(0, start - 24), start))


_CREATIVE = re.compile(
    r"(?<![a-z0-9])cc[\s:_-]{0,3}(?P<zero>0|zero)(?![a-z0-9])(?:[\s-]{0,2}1\.0)?"
    r"|(?<![a-z0-9])(?:cc|creative commons(?:\s\(?cc\)?)?|知识共享|创用\s?cc|创作共用"
    r"|クリエイティブ・?コモンズ"
    r"|크리에이티브 커먼즈)[\s:_-]{0,3}(?:\(cc\))?(?:licen[sc]e[sd]?\s)?(?:国际许可协议)?[\s:_\-(]{0,3}"
    r"(?:[1-4]\.[0-9]\s)?"
    r"(?P<terms>(?:by|attribution|署名|姓名标示|表示|저작자표시)(?:[\s_\-–—·/]{0,3}(?:nc|nd|sa"
    r"|non-?commercial"
    r"|no-?deriv(?:ative)?s?|share-?alike|非商业性?(?:使用)?|禁止演绎|禁止改作|相同方式共享|相同方式分享"
    r"|非营利|非営利"
    r"|改変禁止|継承|비영리|변경금지|동일조건변경허락)){0,3})(?:[\s_v-]{0,4}(?P<version>[1-4]\.[0-9]))?"
)
_COMMONS = re.compile(
    r"creative commons|知识共享(?:许可|协议|署名)?|创用\s?cc|(?<![a-z])cc\s?(?:协议|许可|授权|licen[sc]e)"
    r"|クリエイティブ・コモンズ|크리에이티브 커먼즈"
)
_ADDRESS = re.compile(
    r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<terms>[a-z-]{2,10})/(?P<version>[1-4]\.[0-9])"
    r"(?:/(?P<port>[a-z]{2}))?",
    re.IGNORECASE,
)
_VERSION = re.compile(r"[^0-9\n]{0,30}([1-4]\.[05])(?![0-9])")
_TERMS = (
    ("NC", ("nc", "commercial", "非商业", "非营利", "非営利", "비영리")),
    ("ND", ("nd", "deriv", "禁止演绎", "禁止改作", "改変禁止", "변경금지")),
    ("SA", ("sa", "alike", "相同方式", "継承", "동일조건")),
)
_OTHERS = (
    ("ODbL-1.0", re.compile(r"(?<![a-z])(?:odbl|open database licen[sc]e)(?![a-z])")),
    ("OGL-UK-3.0", re.compile(r"open government licen[sc]e")),
    ("GFDL-1.3-or-later", re.compile(r"(?<![a-z])gfdl(?![a-z])|gnu自由文档|gnu free documentation")),
    ("OGDL-Taiwan-1.0", re.compile(r"政府(?:资料|数据)开放授权条款")),
    (
        "CC-PDDC",
        re.compile(r"(?:in|is in|into|under) the public domain|公[有共]领域|パブリックドメイン"),
    ),
)


def _licence(view: View) -> tuple[str, Stretch]:
    """Give the SPDX id of a licence, and where it stands."""
    for link in view.links:
        if match := _ADDRESS.search(link.url):
            port, version = match["port"] or "", match["version"]
            if match["kind"] == "publicdomain":
                id_ = "CC0-1.0" if match["terms"] == "zero" else "CC-PDM-1.0"
            else:
                id_ = _id(match["terms"], version, port)
            return id_, (link.start, link.end)
    if "licences" not in view.signs:
        return "", (0, 0)
    if match := _CREATIVE.search(view.key):
        if match["zero"]:
            return "CC0-1.0", match.span()
        near = _VERSION.match(view.key, match.end())
        return _id(match["terms"], match["version"] or (near[1] if near else "4.0")), match.span()
    return next(
        ((id_, found.span()) for id_, form in _OTHERS if (found := form.search(view.key))), ("", (0, 0))
    )


def _id(terms: str, version: str, port: str = "") -> str:
    """Give the SPDX id of a Creative Commons licence."""
    folded = terms.casefold()
    parts = [part for part, plain in _TERMS if any(word in folded for word in plain)]
    if "ND" in parts and "SA" in parts:
        parts.remove("SA")
    return "-".join(["CC-BY", *parts, version, *([port.upper()] if port and version != "4.0" else [])])
