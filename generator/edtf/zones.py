"""Time zones, from the `tzdata` package alone: the same on every machine."""

from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

reset_tzpath(to=())

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.toordinal()
DAY = 86_400

_FIRST = (3 - EPOCH_DAY) * DAY
_LAST = (date.max.toordinal() - 3 - EPOCH_DAY) * DAY
# three days inside what datetime holds, so that no offset leads out of it

_CHINA = "Asia/Shanghai"
_SPOKEN = frozenset(
    ["beijing", "asia/beijing", "北京", "北京时间", "上海", "china", "cst", "utc+8", "gmt+8", "+08:00"]
)
"""What people write for China's zone, which IANA names after Shanghai."""


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def zone(name: str) -> ZoneInfo:
    """Give the IANA zone of this name; raise ValueError naming the nearest one."""
    if name not in _names():
        raise ValueError(f'"{name}" is not a time zone{_nearest(name)}')
    return ZoneInfo.no_cache(name)


def _nearest(name: str) -> str:
    wanted = name.strip().replace(" ", "_").casefold()
    if get_close_matches(wanted, _SPOKEN, n=1, cutoff=0.9):
        return f": did you mean {_CHINA}?"
    folded = {known.casefold(): known for known in sorted(_names())}
    for close in get_close_matches(wanted, folded, n=1):
        return f": did you mean {folded[close]}?"
    return f": write its IANA name, like {_CHINA} or America/New_York"


@cache
def _wall_epoch(name: str) -> datetime:
    return datetime(1970, 1, 1, tzinfo=zone(name))


@lru_cache(maxsize=1 << 16)
def instant(local: int, name: str, fold: int = 0) -> int:
    """Give the POSIX second at which the zone's clock shows a local second counted from 1970.

    A reading that a clock change skips counts as if the change had not come yet; one that comes twice is the
    first with `fold` 0 and the second with 1 (PEP 495).
    """
    shown = _wall_epoch(name) + timedelta(0, _within_reach(local))
    offset = (shown.replace(fold=1) if fold else shown).utcoffset() or timedelta()
    return local - offset.days * DAY - offset.seconds


def local_clock(second: int, name: str) -> datetime:
    """Give what the zone's clock shows at a POSIX second."""
    return (EPOCH + timedelta(0, _within_reach(second))).astimezone(zone(name))


def _within_reach(second: int) -> int:
    return second if _FIRST < second < _LAST else min(max(second, _FIRST), _LAST)
