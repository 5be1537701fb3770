"""Lines that are no credit and say so: end markers, platforms' disclaimers, contacts, boilerplate, taglines."""

import re

from generator.credits.reading.values import Span
from generator.credits.reading.outlets import span
from generator.credits.reading.view import MAIL, View
from generator.credits.reading.words import vocabulary

_FRAME = r"[\s\-–—_=~*·•.●■◆▲▼□◇◤◢#<>《》【】\[\]()〔〕「」|/\\+★☆⬇↓☟]*"
_MARK_ALONE = re.compile(r"\s*(?:[■∎◆□▲●※]{1,3}|[-—_=*~·•]{3,60}|(?:\*\s?){3,10}|#{3})\s*")
_HANDLE = re.compile(r"@[^\s@,。;:!?()]{1,24}(?:\s?(?:微博|微信|抖音|知乎|小红书|公众号|twitter|x|b站))?", re.IGNORECASE)


def is_end(view: View) -> bool:
    """Say whether a line marks the end of a body: -END-, （完）, 【完】, ■."""
    key = view.key.strip()
    if not key or len(key) > 40:
        return False
    if _MARK_ALONE.fullmatch(key):
        return key[0] in "■∎◆□▲●※#"
    return bool(re.fullmatch(f"{_FRAME}{vocabulary().pattern('notices', 'end').pattern}{_FRAME}", key))


def platform(view: View) -> tuple[str, tuple[Span, ...]]:
    """Give the platform whose disclaimer a line is."""
    for table in vocabulary().tables.values():
        for name, pattern in table["notices"]["platform"]:
            if match := re.compile(pattern).search(view.key):
                return name, span(view, *match.span(), "platform")
    return "", ()


def boilerplate(view: View) -> tuple[tuple[int, int], ...]:
    """Give the places of a line that say what any page says."""
    return tuple(match.span() for match in vocabulary().pattern("notices", "boilerplate").finditer(view.key))


def whole_disclaimer(view: View) -> bool:
    """Say whether a line is a rule for all of a site's texts, whatever sources it names: 凡注明来源…."""
    return bool(
        re.search(
            r"凡(?:本|注|是|未|标|来|署|转|在|属)[^。;!?\n]{0,30}?(?:注明|来源|转载|作品|文章|稿件|内容|署名|标注)|注明(?:来源|出处)?(?:为|:)?[“\"「][^”\"」\n]{1,20}[”\"」]的(?:所有|作品|文章|稿件|内容)",
            view.key,
        )
    )


def contact(view: View) -> tuple[str, tuple[int, int] | None]:
    """Give whom a line says to write to, and where it says so."""
    match = vocabulary().pattern("notices", "contact").search(view.key)
    handle = _HANDLE.search(view.key)
    if match is None:
        return "", None
    if view.mails:
        start, end = view.mails[0]
        return view.shown[start:end], match.span()
    if handle and MAIL not in handle[0]:
        return view.shown[slice(*handle.span())].strip(), match.span()
    number = re.compile(r"(?:微信|qq|电话|热线|tel|phone|wechat)[号:\s]{0,3}([a-z0-9][a-z0-9_-]{4,24})").search(view.key)
    return (view.shown[slice(*number.span(1))] if number else ""), match.span()


def is_tagline(view: View) -> bool:
    """Say whether a line only praises an account."""
    key = view.key.strip(" -—·|")
    return len(key) <= 40 and bool(vocabulary().pattern("notices", "tagline").search(key))
