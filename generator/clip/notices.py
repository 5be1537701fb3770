"""What a page's notices say beside their boilerplate: a source, a permission, that the work is its own."""

import re

from msgspec import structs

from generator.clip.around import CHAIN
from generator.credits.reading import Hop, Names, Reading, read

_SENTENCES, _CLAUSES = re.compile(r"[。；;！!？?\n]+"), re.compile(r"[，,]+")
_OF_IT = re.compile(r"\W*(?:本文|此文|该文|該文|本稿|文章)")
_BADGE = re.compile(r"\W*原[创創](?:[\s:：|｜·][^。！？!?]{0,30})?")
_CLAIM = re.compile(
    r"[，,。；;]\s?原[创創]\s?(?=[，,。；;])|本文(?:为|為|系|是)(?:本[^，,。；;]{1,3})?原[创創]"
)


def said_by(notice: Reading, names: Names) -> Reading | None:
    """Give a notice with the sources that it names for the text; None where it is nothing but a notice."""
    found = [one for one in _parts(notice.text, names) if one.is_credit and _hops(one)]
    if not found:
        return notice if notice.permission == "claimed" else None
    return structs.replace(
        notice,
        is_credit=True,
        hops=tuple(hop for one in found for hop in _hops(one)),
        passing=next((one.passing for one in found if one.passing), ""),
        confidence=min(one.confidence for one in found),
    )


def _parts(text: str, names: Names) -> list[Reading]:
    """Read the sentences that speak of the text; clause by clause where one is a notice again."""
    read_ = [read(part, names) for part in _SENTENCES.split(text) if _OF_IT.match(part)]
    clauses = [part for one in read_ if not one.is_credit for part in _CLAUSES.split(one.text)]
    return [
        *(read(part, names) for part in clauses if _OF_IT.match(part)),
        *(one for one in read_ if one.is_credit),
    ]


def _hops(one: Reading) -> tuple[Hop, ...]:
    return tuple(hop for hop in one.hops if hop.role in CHAIN and (hop.source or hop.account or hop.url))


def is_badge(text: str) -> bool:
    """Say whether a line is the sign by which a platform marks an account's own work: 原创 林小雨."""
    return bool(_BADGE.fullmatch(text))


def claims_own(text: str) -> bool:
    """Say whether a line says that a text is its page's own work."""
    return bool(_CLAIM.search(text))
