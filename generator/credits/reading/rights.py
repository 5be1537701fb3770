"""What a line says of rights: a permission claimed, a licence, none; and what others may do."""

import re

from generator.credits.reading.outlets import span
from generator.credits.reading.values import OnwardWish, Permission, Span
from generator.credits.reading.view import View
from generator.credits.reading.words import either, vocabulary
from generator.model.kinds import Noun

_CLAUSE = re.compile(r"[。;!?\n]|,(?!\s?(?:由|经))|\.\s")
_SENTENCE = re.compile(r"[。;!?\n]|\.\s")
_CREATIVE = re.compile(
    r"(?<![a-z0-9])cc[\s:_-]{0,3}(?P<zero>0|zero)(?![a-z0-9])(?:[\s-]{0,2}1\.0)?"
    r"|(?<![a-z0-9])(?:cc|creative commons(?:\s\(?cc\)?)?|知识共享|创用\s?cc|创作共用|クリエイティブ・?コモンズ|크리에이티브 커먼즈)[\s:_-]{0,3}(?:\(cc\))?(?:licen[sc]e[sd]?\s)?(?:国际许可协议)?[\s:_\-(]{0,3}"
    r"(?P<terms>(?:by|attribution|署名|姓名标示|表示|저작자표시)(?:[\s_\-–—·/]{0,3}(?:nc|nd|sa|non-?commercial|no-?deriv(?:ative)?s?|share-?alike|非商业性?(?:使用)?|禁止演绎|禁止改作|相同方式共享|相同方式分享|非营利|非営利|改変禁止|継承|비영리|변경금지|동일조건변경허락)){0,3})"
    r"(?:[\s_v-]{0,4}(?P<version>[1-4]\.[0-9]))?",
)
_ADDRESS = re.compile(r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<terms>[a-z-]{2,10})/(?P<version>[1-4]\.[0-9])(?:/(?P<port>[a-z]{2}))?", re.IGNORECASE)
_TERMS = (
    ("NC", ("nc", "commercial", "非商业", "非营利", "非営利", "비영리")),
    ("ND", ("nd", "deriv", "禁止演绎", "禁止改作", "改変禁止", "변경금지")),
    ("SA", ("sa", "alike", "相同方式", "継承", "동일조건")),
)
_OTHER_LICENCES = (
    ("ODbL-1.0", re.compile(r"(?<![a-z])(?:odbl|open database licen[sc]e)(?![a-z])")),
    ("OGL-UK-3.0", re.compile(r"open government licen[sc]e")),
    ("GFDL-1.3-or-later", re.compile(r"(?<![a-z])gfdl(?![a-z])|gnu自由文档|gnu free documentation")),
    ("OGDL-Taiwan-1.0", re.compile(r"政府(?:资料|数据)开放授权条款")),
    ("CC-PDDC", re.compile(r"(?:in|is in|into|under) the public domain|公有领域|パブリックドメイン")),
)
_LICENSED = re.compile(r"licen[sc]e|许可|协议|授权|条款|creative commons|知识共享|cc[\s-]?(?:by|0)|ライセンス|라이선스|公有领域|public domain|创用")
_AUTHOR = re.compile(r"^(?:转载|使用|发布|翻译|独家|正式|书面|相关|原|文章|本文|图片)?(?:作者|译者|本人|版权方|权利人|版权人|出版社|出版方|主办方|受访者|对方|官方|公众号|本站|我们|授权方|著作权人|原文|双方|平台|来源方|版权所有者|版权所有人)")


class Rights(Noun, frozen=True, kw_only=True):
    """What was read of rights."""

    permission: Permission = ""
    licence: str = ""
    onward: OnwardWish = ""
    grants: tuple[tuple[int, int], ...] = ()
    # where words of permission stand
    wishes: tuple[tuple[int, int], ...] = ()
    # where something is said to others
    spans: tuple[Span, ...] = ()


def rights(view: View) -> Rights:
    """Read a line's words on rights."""
    onward, wishes = _onward(view)
    grants = _grants(view, wishes)
    licence, place = _licence(view)
    lack = _lack(view)
    permission: Permission = "claimed" if grants else "licence" if licence or _COMMONS.search(view.key) else "none" if lack else ""
    if licence and not onward and "BY" in licence:
        onward = "with-credit"
    spans = tuple(s for a, b in grants for s in span(view, a, b, "permission"))
    spans += tuple(s for a, b in wishes for s in span(view, a, b, "onward"))
    spans += span(view, *place, "licence") + (span(view, *lack, "none") if lack and not grants else ())
    return Rights(permission=permission, licence=licence, onward=onward, grants=tuple(grants), wishes=tuple(wishes), spans=spans)


def _around(key: str, start: int, end: int, parts: re.Pattern[str]) -> tuple[int, int]:
    """Give the clause or sentence around a stretch, within 120 characters of it."""
    low, high = max(0, start - 120), min(len(key), end + 120)
    begin = max((m.end() for m in parts.finditer(key, low, start)), default=low)
    stop = parts.search(key, end, high)
    return begin, stop.start() if stop else high


def _grants(view: View, wishes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    key = view.key
    found: list[tuple[int, int]] = []
    unless = either(re.escape(word) for word in vocabulary().words("rights", "unless"))
    needs = either(re.escape(word) for word in vocabulary().words("rights", "needs"))
    for match in vocabulary().pattern("rights", "claimed").finditer(key):
        begin, stop = _around(key, *match.span(), _CLAUSE)
        sentence = slice(*_around(key, *match.span(), _SENTENCE))
        denied = unless.search(key, begin, match.end() if match.end() < stop else stop)
        behind = re.compile(r"(?:方可|才能|才可|后方|后才|不得|禁止|请(?!勿)|需|须|事宜|申请|合作|书|码|登录|协议|许可证|生产|销售|上市|经营|代理|商|专利|范围|证书|使用其|使用该|使用苹果|流程|给|我们将)").match(key, match.end())
        if denied or behind or any(a < match.end() and match.start() < b for a, b in wishes):
            continue
        if key[max(0, match.start() - 1) : match.start()] in {"未", "须", "需", "请", "应", "不", "先"}:
            continue
        if needs.search(key[sentence]):
            found.append(match.span())
    return found


def _licence(view: View) -> tuple[str, tuple[int, int]]:
    for link in view.links:
        if match := _ADDRESS.search(link.url):
            return _id(match["terms"], match["version"], match["port"] or "", public=match["kind"] == "publicdomain"), (link.start, link.end)
    match = _CREATIVE.search(view.key)
    if match:
        if match["zero"]:
            return "CC0-1.0", match.span()
        version = match["version"] or _version_near(view.key, match.end())
        return _id(match["terms"], version, ""), match.span()
    if _LICENSED.search(view.key):
        for name, pattern in _OTHER_LICENCES:
            if found := pattern.search(view.key):
                return name, found.span()
    return "", (0, 0)


_COMMONS = re.compile(r"creative commons|知识共享(?:许可|协议|署名)?|创用\s?cc|(?<![a-z])cc\s?(?:协议|许可|授权|licen[sc]e)|クリエイティブ・コモンズ|크리에이티브 커먼즈")


def _version_near(key: str, place: int) -> str:
    match = re.compile(r"[^0-9\n]{0,30}([1-4]\.[05])(?![0-9])").match(key, place)
    return match[1] if match else "4.0"


def _id(terms: str, version: str, port: str, *, public: bool = False) -> str:
    """Give the SPDX id of a Creative Commons licence."""
    if public:
        return "CC0-1.0" if terms == "zero" else "CC-PDM-1.0"
    folded = terms.casefold()
    parts = [part for part, words in _TERMS if any(word in folded for word in words)]
    if "ND" in parts and "SA" in parts:
        parts.remove("SA")
    return "-".join(["CC-BY", *parts, version, *([port.upper()] if port and version != "4.0" else [])])


def _lack(view: View) -> tuple[int, int] | None:
    threat = vocabulary().pattern("rights", "threat")
    for match in vocabulary().pattern("rights", "none").finditer(view.key):
        begin, stop = _around(view.key, *match.span(), _SENTENCE)
        if not threat.search(view.key, begin, stop) or "删" in view.key[begin:stop]:
            return match.span()
    return None


def _onward(view: View) -> tuple[OnwardWish, list[tuple[int, int]]]:
    """Read what a line asks of others; the strictest counts, and a link is more than a credit."""
    found: dict[OnwardWish, list[tuple[int, int]]] = {}
    wishes: tuple[OnwardWish, ...] = ("prohibited", "on-request", "with-link", "with-credit")
    for wish in wishes:
        places = [match.span() for match in vocabulary().pattern("onward", wish).finditer(view.key)]
        if places:
            found[wish] = places
    first = next(iter(found), "")
    return first, sorted(place for places in found.values() for place in places)


def grantor(key: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the name within 经…授权 and 获…授权; None where it is the author or nobody."""
    text = key[start:end]
    match = re.match(r"(?:已|业已|特)?(?:经过?|获(?:得|准|取)?|得到|征得|取得|蒙|由)(?P<name>.+?)(?:(?:的)?(?:独家|书面|正式|官方|特别|友情|许可)?(?:授权|许可|同意|允许)[^。,]{0,4})$", text)
    if not match or not match["name"].strip():
        return None
    begin, stop = start + match.start("name"), start + match.end("name")
    if _AUTHOR.match(match["name"].strip()) and not re.search("[《「“]", match["name"]):
        return None
    return begin, stop
