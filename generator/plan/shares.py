"""Which parts a whole has, the largest first."""

from collections import Counter
from collections.abc import Iterable

from msgspec import structs

from generator.model.view import LinkView, Share
from generator.plan.density import percent
from generator.plan.press import Press

_MOST = 10
_LEAST = 5
"""Things in all; fewer can be counted by eye."""


def shares(things: Iterable[LinkView], press: Press) -> tuple[Share, ...]:
    """Count equal things; empty where there are few, of one kind, or none comes twice."""
    ranked = sorted(Counter(things).items(), key=lambda pair: (-pair[1], pair[0].text))
    total = sum(count for _, count in ranked)
    if total < _LEAST or not 1 < len(ranked) < total:
        return ()
    counted = [structs.replace(link, count=count) for link, count in ranked]
    if len(counted) > _MOST + 1:
        cut = _cut([link.count for link in counted])
        rest = press.say("share.rest", n=len(counted) - cut)
        others = sum(link.count for link in counted[cut:])
        counted[cut:] = [LinkView(text=rest, href="", count=others)]
    longest = max(link.count for link in counted)
    return tuple(
        Share(link=link, percent=_rounded(link.count, total), width=percent(link.count, longest))
        for link in counted
    )


def _cut(counts: list[int]) -> int:
    """Say how many are named: none that is as rare as one that is not, unless all are."""
    return sum(count > counts[_MOST] for count in counts) or _MOST


def _rounded(part: int, whole: int) -> str:
    whole_percents = (200 * part + whole) // (2 * whole)
    return f"{whole_percents}%" if whole_percents else "<1%"
