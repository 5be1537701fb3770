"""Addresses as an article keeps them: whole, and only where a text may link them."""

from urllib.parse import urljoin

from generator.tracking import tracking, untracked
from generator.urls import is_http

_SOUGHT = "#:~:"
"""Begins what a search engine adds, to show the words that were looked for."""


def kept(url: str) -> tuple[str, tuple[str, ...]]:
    """Give an address without what only says who followed it, and the names of what was taken off."""
    address, mark, _ = url.partition(_SOUGHT)
    off = [parameter.partition("=")[0] for parameter, sure in tracking(address) if sure]
    return untracked(address), tuple(filter(None, (*off, mark)))


def whole(base: str, url: str) -> str:
    """Give an address found on a page in full; empty where it is none that a text may link."""
    try:
        found = urljoin(base, url.strip()) if base else url.strip()
    except ValueError:
        return ""
    if found.lower().startswith("mailto:") and found.isprintable() and " " not in found:
        return found
    return found if is_http(found) else ""
