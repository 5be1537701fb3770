"""Put resolved addresses in the place of open ones, once the page they land in is known."""

import re
from collections.abc import Mapping
from html import escape, unescape

from generator.markdown.values import LINK

_OPEN = re.compile(f"{LINK}([^{LINK}]*){LINK}")
_DEAD = re.compile(f'<a\\b[^<>]*\\bhref="{LINK}([^{LINK}]*){LINK}"[^<>]*>(.*?)</a>', re.DOTALL)
_ALT = re.compile(r'\salt="[^"]*"')
_IMAGE = re.compile(r'<img\b[^<>]*?\bsrc="([^"]*)"[^<>]*>')


def substitute(
    html: str,
    hrefs: Mapping[str, str],
    images: Mapping[str, str | None] | None = None,
    *,
    alts: Mapping[str, str] | None = None,
) -> str:
    """Fill in link targets; a target with an empty address loses its link and keeps its words.

    `images` gives for a source the text that stands in an image's place, None where it may be shown;
    `alts` the words that stand for an image that is shown, above the text's own.
    """
    if images or alts:
        html = _IMAGE.sub(lambda m: _image(m, images or {}, alts or {}), html)
    if LINK not in html:
        return html
    if not all(hrefs.values()):
        html = _DEAD.sub(lambda m: m[0] if hrefs.get(unescape(m[1])) else m[2], html)
    return _OPEN.sub(lambda m: escape(hrefs.get(unescape(m[1]), "")), html)


def _image(match: re.Match[str], images: Mapping[str, str | None], alts: Mapping[str, str]) -> str:
    source = unescape(match[1]).strip(LINK)
    words = images.get(source)
    if words is not None:
        return f'<span class="withheld">{escape(words)}</span>'
    alt = alts.get(source)
    return match[0] if alt is None else _ALT.sub(lambda _: f' alt="{escape(alt)}"', match[0], count=1)
