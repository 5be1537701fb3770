"""What hosts read: robots.txt (RFC 9309), `_headers` and `_redirects` (Netlify, Cloudflare Pages)."""

from urllib.parse import quote

from generator.formats.text import one_line
from generator.model.feed import HeadersDoc, RedirectsDoc, RobotsDoc

_EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_ASSETS = (("Cache-Control", "public, max-age=86400, stale-while-revalidate=604800"),)
"""A day: the names of assets carry no fingerprint. Pages keep the hosts' own rule, to ask each time."""
_SHARED = ("Access-Control-Allow-Origin", "*")
"""Feeds and exports are there for other people's pages too."""


def robots(doc: RobotsDoc) -> bytes:
    """Let every crawler in: a page that must stay out says so itself, to those who fetch it."""
    lines = ["User-agent: *", "Disallow:"]
    if doc.sitemap:
        lines += ["", f"Sitemap: {one_line(doc.sitemap)}"]
    return _lines(lines)


def headers(doc: HeadersDoc) -> bytes:
    """Write the headers: safety everywhere, a day's cache for assets, media types of feeds and exports."""
    lines = [*_rule("/*", _EVERYWHERE), *_rule("/assets/*", _ASSETS)]
    for pattern, media in doc.types:
        lines += _rule(
            pattern if pattern.startswith("/") else f"/{pattern}", (("Content-Type", media), _SHARED)
        )
    return _lines(lines)


def redirects(doc: RedirectsDoc) -> bytes:
    """Write the moves, permanent each."""
    return _lines([f"{_place(old)} {_place(new)} 301" for old, new in doc.moves])


def _rule(pattern: str, fields: tuple[tuple[str, str], ...]) -> list[str]:
    return [one_line(pattern), *(f"  {name}: {one_line(value)}" for name, value in fields)]


def _place(path: str) -> str:
    """Write an address of ours so that no space, `*` or `:` in it means anything to the host."""
    return "/" + quote(path.lstrip("/"))


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
