"""Addresses as an article keeps them: whole, and without what only says who followed them."""

from urllib.parse import urljoin, urlsplit

from generator.clip.words import tracking
from generator.urls import is_http


def untracked(url: str) -> tuple[str, tuple[str, ...]]:
    """Give an address without its tracking parameters, the rest as it was, and the names taken off."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ()
    names = _names(parts.hostname or "")
    kept, off = list[str](), list[str]()
    for pair in parts.query.split("&"):
        name = pair.partition("=")[0]
        (off if name and _is_one(name, names) else kept).append(pair)
    fragment = "" if parts.fragment.startswith(("rd", "wechat_redirect", ":~:")) else parts.fragment
    if not off and fragment == parts.fragment:
        return url, ()
    gone = tuple(pair.partition("=")[0] for pair in off)
    lost = () if fragment == parts.fragment else (f"#{parts.fragment}",)
    return parts._replace(query="&".join(kept), fragment=fragment).geturl(), (*gone, *lost)


def same_place(url: str) -> str:
    """Give what the addresses of one page have in common: no scheme, `www.`, tracking, slash, fragment."""
    parts = urlsplit(untracked(url)[0])
    host = (parts.netloc.lower()).removeprefix("www.").removeprefix("m.")
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    return f"{host}{parts.path.rstrip('/')}?{query}"


def whole(base: str, url: str) -> str:
    """Give an address found on a page in full; empty where it is none that a text may link."""
    try:
        found = urljoin(base, url.strip()) if base else url.strip()
    except ValueError:
        return ""
    if found.lower().startswith("mailto:") and found.isprintable() and " " not in found:
        return found
    return found if is_http(found) else ""


def _names(host: str) -> tuple[str, ...]:
    everywhere, hosts = tracking()
    labels = host.split(".")
    there = [hosts.get(".".join(labels[n:]), ()) for n in range(len(labels))]
    return (*everywhere, *(name for names in there for name in names))


def _is_one(name: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(known[:-1]) if known.endswith("*") else name == known for known in names)
