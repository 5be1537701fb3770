"""One page from the web, as its bytes: what is no text, too large or not whole is refused."""

import zlib
from http.client import HTTPException, HTTPResponse

from generator import __version__
from generator.clip.values import Raw
from generator.errors import BuildFailed, fault
from generator.web import BOUNDS, NOWHERE, Bounds, Refused, ask

_HEADERS = {
    "User-Agent": f"wenzhai/{__version__} (clips one page for an editor)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_READ = ("text/", "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml")
_GZIP, _GZIP_OR_ZLIB, _DEFLATE = b"\x1f\x8b", 47, -15
_MOST_PARTS = 64
"""Archives one behind the other; each takes the rest of them in hand."""
_FROM_A_BROWSER = "save the page from a browser, and clip the file"
_CUT = "this page came only in part: the connection ended before its end"


def fetch(url: str, bounds: Bounds = BOUNDS, allowed: frozenset[str] = NOWHERE) -> Raw:
    """Fetch a page; raise BuildFailed with the reason where it is not fetched."""

    def take(response: HTTPResponse, at: str) -> Raw:
        return _read(response, at, bounds.bytes)

    try:
        return ask("GET", url, take, headers=_HEADERS, bounds=bounds, allowed=allowed)
    except Refused as refusal:
        where = f"{refusal.message} ({refusal.at})" if refusal.at != url else refusal.message
        raise BuildFailed([fault(url, where, refusal.hint or _FROM_A_BROWSER)]) from refusal
    except (OSError, HTTPException, ValueError) as error:
        hint = f"try again later, or {_FROM_A_BROWSER}"
        what = str(error) or repr(error)
        raise BuildFailed([fault(url, f"this page cannot be fetched: {what}", hint)]) from error


def _read(response: HTTPResponse, url: str, most: int) -> Raw:
    if response.status != 200:  # noqa: PLR2004 - OK
        raise Refused(f"the server answers {response.status} {response.reason}")
    kind = response.headers.get_content_type()
    if not kind.startswith(_READ) and not kind.endswith("+xml"):
        raise Refused(f"this is `{kind}`, not a text", "save its text in a file, and clip the file")
    return Raw(
        data=_body(response, most),
        name=url,
        url=url,
        content_type=kind,
        charset=response.headers.get_content_charset() or "",
    )


def _body(response: HTTPResponse, most: int) -> bytes:
    """Read what is sent, and unpack it as far as the bound goes."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    too_much = f"this page is larger than {most:,} bytes"
    data = response.read(most + 1)
    if len(data) > most:
        raise Refused(too_much)
    if response.length:  # of the bytes that were announced
        raise Refused(_CUT)
    if packing == "identity":
        return data
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise Refused(f"the server packs it as `{packing}`, which was not asked for")
    try:
        plain, whole = _unpacked(data, _GZIP_OR_ZLIB, most)
    except zlib.error:
        try:
            plain, whole = _unpacked(data, _DEFLATE, most)
        except zlib.error as error:
            raise Refused(f"what the server sends cannot be unpacked: {error}") from error
    if len(plain) > most:
        raise Refused(too_much)
    if not whole:
        raise Refused(_CUT)
    return plain


def _unpacked(data: bytes, window: int, most: int) -> tuple[bytes, bool]:
    """Unpack what may be several parts one behind the other, and say whether the last came to its end."""
    plain = b""
    for _ in range(_MOST_PARTS):
        unpack = zlib.decompressobj(window)
        plain += unpack.decompress(data, most + 1 - len(plain))
        data = unpack.unused_data
        if len(plain) > most or not data.startswith(_GZIP):
            return plain, unpack.eof
    raise zlib.error(f"more than {_MOST_PARTS} parts")
