"""Tag URIs (RFC 4151): names for entries that outlive every address."""

from functools import lru_cache
from urllib.parse import quote

from generator.formats.text import host


def uri(authority: str, kind: str, id: str) -> str:  # noqa: A002 - the trade's word
    """Name a thing of ours, `tag:example.org,2026:article/ma`; without an id its kind is enough."""
    specific = f"{kind}/{quote(id, safe='')}" if id else kind
    return f"tag:{_authority(authority)}:{specific}"


@lru_cache(maxsize=1 << 4)
def _authority(stated: str) -> str:
    name, comma, date = stated.partition(",")
    return f"{host(name)}{comma}{date}"
