"""Lines that are no credit and say so: end markers, disclaimers, contacts, boilerplate, taglines."""

import re
from functools import cache

from generator.credits.reading.found import Stretch
from generator.credits.reading.view import MAIL, View
from generator.credits.reading.words import LANGUAGES, pattern, places, tables
from generator.han import fold

_FRAME = r"[\s\-–—_=~*·•.●■◆▲▼□◇◤◢#<>《》【】\[\]()〔〕「」|/\\+★☆⬇↓☟]{0,60}"
_MARK = re.compile(r"[■∎◆□▲●※]{1,3}|#{3}")
_HANDLE = re.compile(
    r"@[^\s@,。;:!?()]{1,24}(?:\s?(?:微博|微信|抖音|知乎|小红书|公众号|twitter|x|b站))?", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:微信|qq|电话|热线|tel|phone|wechat)[号:\s]{0,3}([a-z0-9][a-z0-9_-]{4,24})", re.IGNORECASE
)
_FOR_ALL = re.compile(
    r"凡(?:本|注|是|未|标|来|署|转|在|属)[^。;!?\n]{0,30}?(?:注明|来源|转载|作品|文章|稿件|内容|署名|标注)"
    r"|本(?:站|网站|网|号|公众号|平台|栏目|博客)(?:的)?(?:上)?(?:部分|所有|大部分|内容|文章|图片|资源|资讯)[^。;!?\n]{0,16}?(?:来源于|来自|来源|源于|转自|收集|转载)"
    r"|未(?:标有|注明|标注|标明)[“\"「]?(?:来源|出处|转自)"
    r"|凡[^。;!?\n]{1,14}?注明[“\"「]?(?:来源|出处|转自|稿源)"
    r"|注明(?:来源|出处)?(?:为|:)?[“\"「][^”\"」\n]{1,20}[”\"」]的(?:所有|作品|文章|稿件|内容)"
)
_LONGEST_END, _LONGEST_TAGLINE = 40, 40


@cache
def _end() -> re.Pattern[str]:
    return re.compile(f"{_FRAME}{pattern('notices', 'end').pattern}{_FRAME}")


def is_end(view: View) -> bool:
    """Say whether a line marks the end of a body: -END-, （完）, 【完】, ■."""
    key = view.key.strip()
    return 0 < len(key) <= _LONGEST_END and bool(_MARK.fullmatch(key) or _end().fullmatch(key))


@cache
def _platforms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = (entry for language in LANGUAGES for entry in tables(language)["notices"]["platform"])
    return tuple((name, re.compile(fold(expression))) for name, expression in listed)


def platform(view: View) -> tuple[str, Stretch]:
    """Give the platform whose disclaimer a line is, and where it says so."""
    if "platforms" in view.signs:
        for name, form in _platforms():
            if match := form.search(view.key):
                return name, match.span()
    return "", (0, 0)


def boilerplate(view: View) -> tuple[Stretch, ...]:
    """Give the places of a line that say what any page says."""
    if "notices" not in view.signs:
        return ()
    return tuple(match.span() for match in places(pattern("notices", "boilerplate"), view.key))


def is_for_all(view: View) -> bool:
    """Say whether a line is a rule for all of a site's texts, whatever sources it names: 凡注明来源…."""
    return "rules" in view.signs and bool(_FOR_ALL.search(view.key))


def contact(view: View) -> tuple[str, Stretch | None]:
    """Give whom a line says to write to, and where it says so."""
    match = pattern("notices", "contact").search(view.key) if "contacts" in view.signs else None
    if match is None:
        return "", None
    if view.mails:
        return view.shown[slice(*view.mails[0])], match.span()
    handle = _HANDLE.search(view.key)
    if handle and MAIL not in handle[0]:
        return view.shown[slice(*handle.span())].strip(), match.span()
    number = _NUMBER.search(view.key)
    return (view.shown[slice(*number.span(1))] if number else ""), match.span()


def is_tagline(view: View) -> bool:
    """Say whether a line only praises an account."""
    key = view.key.strip(" -—·|")
    return len(key) <= _LONGEST_TAGLINE and bool(pattern("notices", "tagline").search(key))
