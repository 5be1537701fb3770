"""What may follow a publisher's name: an account, an address, a platform, a date."""

import re

import msgspec

from generator.credits.reading.named import HAN, Named
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import literal, word_set

DATE = re.compile(
    r"[,\s]{0,2}\(?(?:(?:19|20)\d\d\s?(?:年|[-./])\s?(?:第?\s?\d{1,4}\s?(?:期|号|卷)"
    r"|\d{1,2}\s?(?:月|[-./])\s?(?:\d{1,2}\s?[日号]?|[上中下]旬|刊|号)?)?(?:第\d{1,3}期|刊|号)?"
    r"|\d{1,2}\s?月\s?\d{1,2}\s?[日号]|第\d{1,4}期|周[一二三四五六日天](?:\(\d{1,2}日\))?|星期[一二三四五六日天]"
    r"|\d{1,2}日"
    r"|\d{1,2}/\d{1,2}(?![\d/])|(?:今|昨|前)[天日晚]|日前|近日|早前|最近|(?:19"
    r"|20)\d\d(?!\d))\)?(?:[日号]?\s?(?:\d{1,2}:\d{2}(?::\d{2})?)?)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_ENGLISH_DATE = re.compile(
    rf"[,\s]{{1,3}}(?:on\s)?(?:{_MONTH}\s(?:\d{{4}}|\d{{1,2}}(?!\d)(?:,?\s\d{{4}})?)|\d{{1,2}}\s{_MONTH}(?:,?\s\d{{4}})?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])"
)
_BRACKET = re.compile(r"\s{0,2}\(([^()\n]{0,80})\)")
_ACCOUNT = re.compile(
    r"[,\s:]{0,3}(?:(?:微信|公众|公|订阅)?(?:公众号|号|账号|帐号)?\s?"
    r"(?:id|微信号|公众号|微信|公号|weixin|wechat id"
    r"|微信id)\s{0,2}:?\s{0,2})([a-z0-9][a-z0-9_-]{2,40})(?![a-z0-9])"
)
_CHANNEL = re.compile(r"\s?微信(?:公众号|公众平台|公号)")
_BARE_ACCOUNT = re.compile(r"(?=[a-z0-9_-]{0,40}[a-z])[a-z0-9][a-z0-9_-]{3,40}")
_NO_WORD = re.compile(r"[_\d-]")
_SURE_ACCOUNT = re.compile(r"[_\d-]|[a-z]{5}")
_PEOPLE = re.compile(r"记者|作者|编辑|文|责编")
_URL = re.compile(rf"[\s,:]{{0,2}}(?:原文)?(?:链接|地址|网址)?[:\s]{{0,2}}({MASK}+)")
_AT_MOST = 4


def behind(view: View, named: Named, end: int) -> Named:
    """Add to a publisher what follows its name."""
    for _ in range(_AT_MOST):
        more = (
            _bracket(view, named, end)
            or _account(view, named, end)
            or _address(view, named, end)
            or _platform(view, named, end)
            or _date(view, named, end)
        )
        if more is None:
            break
        named = more
    return named


def _bracket(view: View, named: Named, end: int) -> Named | None:
    match = _BRACKET.match(view.key, named.end, end)
    if not match or _PEOPLE.search(match[1]):
        return None
    start, stop = match.span(1)
    inner = view.shown[start:stop].strip()
    past = msgspec.structs.replace(named, end=match.end())
    account = _ACCOUNT.search(view.key, start, stop)
    bare = None if account else _BARE_ACCOUNT.fullmatch(view.key, start, stop)
    if MASK in match[1]:
        return msgspec.structs.replace(past, url=named.url or view.link(start, stop))
    channel = _CHANNEL.match(view.key, start, stop) if account and not named.platform else None
    if channel:  # （微信公众号：…）
        past = msgspec.structs.replace(past, platform=view.shown[slice(*channel.span())].strip())
    if account or (bare and (named.platform or (_NO_WORD if named.known else _SURE_ACCOUNT).search(bare[0]))):
        where = account.span(1) if account else (start, stop)
        return _with_account(view, past, where)
    if match[1].strip() in word_set("channels", "platforms"):
        return msgspec.structs.replace(past, platform=named.platform or inner)
    if not named.source and named.platform and not bare:
        return msgspec.structs.replace(past, source=inner)
    return past


def _account(view: View, named: Named, end: int) -> Named | None:
    match = _ACCOUNT.match(view.key, named.end, end)
    if not match:
        return None
    return _with_account(view, msgspec.structs.replace(named, end=match.end()), match.span(1))


def _with_account(view: View, named: Named, where: tuple[int, int]) -> Named:
    if named.account:
        return named
    return msgspec.structs.replace(
        named, account=view.shown[slice(*where)], spans=named.spans + view.spans(*where, "account")
    )


def _address(view: View, named: Named, end: int) -> Named | None:
    match = _URL.match(view.key, named.end, end)
    if not match:
        return None
    return msgspec.structs.replace(named, url=named.url or view.link(*match.span(1)), end=match.end())


def _platform(view: View, named: Named, end: int) -> Named | None:
    """Read 某某 - 知乎专栏."""
    if not named.source or named.platform:
        return None
    platforms = literal("channels", "platforms")
    form = re.compile(
        rf"(?:\s?[-–—·|]\s?|\s)({platforms})(?![{HAN}])|\son\s(medium|substack|dev\.to)(?![a-z])"
    )
    match = form.match(view.key, named.end, end)
    if not match:
        return None
    return msgspec.structs.replace(
        named, platform=view.shown[slice(*match.span(match.lastindex or 1))], end=match.end()
    )


def _date(view: View, named: Named, end: int) -> Named | None:
    match = DATE.match(view.key, named.end, end) or _ENGLISH_DATE.match(view.key, named.end, end)
    if not match:
        return None
    date = view.shown[match.start() : match.end()].strip(" ,，()（）　")
    return msgspec.structs.replace(named, date=named.date or date, end=match.end())
