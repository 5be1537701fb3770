"""Tag URIs (RFC 4151): names for entries that outlive every address."""

from urllib.parse import quote

from generator.formats.text import host


def uri(authority: str, kind: str, id: str) -> str:  # noqa: A002 - the trade's word
    """Name a thing of ours, `tag:example.org,2026:article/ma`; without an id its kind is enough."""
    name, comma, date = authority.partition(",")
    specific = "/".join(quote(part, safe="") for part in (kind, id) if part)
    return f"tag:{host(name)}{comma}{date}:{specific}"
