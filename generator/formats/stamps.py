"""Times as the formats write them."""

from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from generator import edtf
from generator.edtf import When


def rfc822(stamp: str) -> str:
    """Restate an RFC 3339 instant as RSS and OPML want it (RFC 822 with a year of four digits)."""
    return format_datetime(datetime.fromisoformat(stamp))


@lru_cache(maxsize=1 << 12)
def iso(when: When | None, zone: str) -> str:
    """Give a year, month, day or instant of ISO 8601; empty where that would claim more than is known."""
    if when is None or when.approximate or when.uncertain or any(p.unspecified for p in when.points):
        return ""
    return edtf.html_datetime(when, zone) or ""


def instant(when: When | None, zone: str) -> str:
    """Give an RFC 3339 instant; empty where no time of day is stated."""
    if when is None or when.kind != "date" or not when.has_time:
        return ""
    return edtf.rfc3339(when, zone) or ""
