"""A publisher as a line names it, and what its name tells of it."""

import re
from functools import cache

from generator.credits.reading.names import Names, names_of
from generator.credits.reading.values import Hop, HopRole, Span
from generator.credits.reading.words import closing, word_set, words
from generator.han import fold
from generator.model.kinds import Noun

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
DENSE = HAN + "\u3040-\u30ff\u31f0-\u31ff"
"""Scripts written without spaces between words."""

HANGUL = "\uac00-\ud7af"
PAIRS = {"《": "》", "「": "」", "『": "』", "“": "”", '"': '"', "〈": "〉", "<": ">", "'": "'", "‘": "’"}
PAIRS |= {"[": "]", "【": "】", "«": "»"}
"""Marks that open around a name, each with the one that closes."""

_FROM_THE_NET = re.compile(
    "(?:网络|网路|互联网)(?:上|图|资|素|信息|公开|公共|综合|整理|媒体|用户|文|收集|转|内容|搜|流传|平台|视频|截|版|来源|及|和|与|、|等|$)"
)
_PAPER = re.compile(rf"[{HAN}](?:报|网|社|周刊|杂志|新闻|电视台|财经)$")


class Named(Noun, frozen=True, kw_only=True):
    """A publisher as named, and where in the view."""

    source: str = ""
    platform: str = ""
    account: str = ""
    url: str = ""
    date: str = ""
    start: int = 0
    end: int = 0
    known: bool = False
    # registered, or an outlet that everybody knows
    quoted: bool = False
    # in title or quotation marks
    unnamed: bool = False
    # said to be somebody, without a name
    spans: tuple[Span, ...] = ()

    @property
    def shows(self) -> bool:
        """Say whether this is surely a publisher: known, in marks, or named as publishers are."""
        return self.known or self.quoted or is_outlet_shaped(fold(self.source))


def hop_of(one: Named, role: HopRole) -> Hop:
    """Make a hop of a publisher; who is not named gives no source."""
    return Hop(
        role=role,
        source="" if one.unnamed else one.source,
        platform=one.platform,
        account=one.account,
        url=one.url,
        date=one.date,
    )


def spans_of(named: list[Named]) -> tuple[Span, ...]:
    """Give where some publishers are named."""
    return tuple(span for one in named for span in one.spans)


def agencies() -> frozenset[str]:
    """Give the outlets that everybody knows."""
    return word_set("outlets", "agencies")


@cache
def _well_known() -> Names:
    return names_of((name, (), None, "outlet") for name in words("outlets", "agencies"))


def agency_end(key: str, start: int, end: int) -> int:
    """Give the end of the longest outlet that everybody knows at a place; 0 where there is none."""
    found = _well_known().at(key, start)
    return found[0] if found and found[0] <= end else 0


def is_known(key: str, names: Names) -> bool:
    """Say whether a folded name is registered or one that everybody knows."""
    return key in agencies() or names.whole(key) is not None


def is_unnamed(key: str) -> bool:
    """Say whether a folded text stands for somebody without naming him."""
    bare = key.strip(" .,。").removesuffix("等")
    if bare.startswith(("本人", "作者本人", "自己")):
        return True
    return bare in word_set("outlets", "unnamed") or bool(_FROM_THE_NET.match(bare))


def is_outlet_shaped(key: str) -> bool:
    """Say whether a folded name ends as names of outlets do."""
    return bool(closing("outlets", "ends").search(key))


def is_paper(key: str, names: Names) -> bool:
    """Say whether a folded name is surely a paper's, an agency's or a station's."""
    return is_known(key, names) or bool(_PAPER.search(key))


def is_latin(text: str) -> bool:
    """Say whether a name is written in Latin letters."""
    return text[:1].isascii() and text[:1].isalnum()


def platform_warnings(named: list[Named]) -> tuple[str, ...]:
    """Warn of platforms without an account, and of sources without a name."""
    found = [
        f"the platform {one.platform} is named, its account is not"
        if one.platform and not (one.source or one.account)
        else "a source is named without a name"
        for one in named
        if one.unnamed or (one.platform and not (one.source or one.account))
    ]
    return tuple(dict.fromkeys(found))
