"""Ask an address of the web: public hosts only, checked again at each redirect, bounded in bytes and time."""

from collections.abc import Callable, Mapping
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from threading import Timer
from time import monotonic
from typing import TypeVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generator.model.kinds import Noun
from generator.web.connection import Connection, connection
from generator.web.refused import Refused

NOWHERE: frozenset[str] = frozenset()
_REDIRECTS = (301, 302, 303, 307, 308)
_SAFE = "/?&=#%:@!$'()*+,;~-._[]"

T = TypeVar("T")


class Bounds(Noun, frozen=True, kw_only=True):
    """How much an answer may cost."""

    bytes: int = 10_000_000
    # as sent, and once more decoded
    redirects: int = 5
    connect: float = 10
    # seconds until there is a connection, or the next bytes
    whole: float = 30
    # seconds for all of it, redirects included


BOUNDS = Bounds()


class _Onward(Noun, frozen=True, kw_only=True):
    """Where an answer leads instead."""

    url: str


def ask(
    method: str,
    url: str,
    take: Callable[[HTTPResponse, str], T],
    *,
    headers: Mapping[str, str],
    bounds: Bounds = BOUNDS,
    allowed: frozenset[str] = NOWHERE,
) -> T:
    """Ask, go where the answers lead, and give what `take` makes of the last one and of its address.

    Raises Refused where a rule forbids to go on; OSError, HTTPException or ValueError where it fails.
    `allowed` names `host:port` that need not be public: for tests with a server of their own.
    """
    until, at = monotonic() + bounds.whole, url
    try:
        for _ in range(bounds.redirects + 1):
            parts = _parts(at)
            with closing(connection(parts, min(bounds.connect, _left(until)), allowed)) as asking:
                answer = _answer(asking, method, parts, headers, until, take)
            if not isinstance(answer, _Onward):
                return answer
            at = _joined(at, answer.url)
        raise Refused(f"more than {bounds.redirects} redirects")  # noqa: TRY301 - told as the others are
    except Refused as refusal:
        raise Refused(refusal.message, refusal.hint, at) from refusal
    except (OSError, HTTPException, ValueError) as error:
        if monotonic() >= until:  # whatever a connection that was cut looks like
            raise TimeoutError(f"it took longer than {bounds.whole:g} seconds") from error
        raise


def _answer(
    asking: Connection,
    method: str,
    parts: SplitResult,
    headers: Mapping[str, str],
    until: float,
    take: Callable[[HTTPResponse, str], T],
) -> T | _Onward:
    """Ask once; the connection is cut when the time for all is over."""
    asking.connect()
    watch = Timer(_left(until), asking.cut)
    watch.daemon = True
    watch.start()
    try:
        asking.request(method, _target(parts), headers={**headers, "Connection": "close"})
        response = asking.getresponse()
        onward = response.getheader("Location") if response.status in _REDIRECTS else None
        answer = _Onward(url=onward) if onward else take(response, parts.geturl())
    finally:
        watch.cancel()
    _left(until)  # a connection that was cut looks like one that came to its end
    return answer


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Refused(f"this cannot be read as an address: {error}") from error
    if parts.scheme not in {"http", "https"}:
        raise Refused(f"`{parts.scheme or 'no scheme'}` is not fetched, only http and https")
    if not parts.hostname:
        raise Refused("this address names no host")
    if parts.username is not None or parts.password is not None:
        raise Refused("a name or password in an address is not sent", "take it out of the address")
    return parts


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # it is refused as what it is when it is asked
        return url


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path
