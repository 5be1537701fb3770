"""One page from the web: public addresses only, bounded in bytes and in time."""

import socket
import ssl
import zlib
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generator import __version__
from generator.clip.public import is_public
from generator.clip.values import Raw
from generator.errors import BuildFailed, fault
from generator.model.kinds import Noun

USER_AGENT = f"wenzhai/{__version__} (clips one page for an editor)"
_READ = ("text/", "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml")
_REDIRECTS = (301, 302, 303, 307, 308)
_SAFE = "/?&=#%:@!$'()*+,;~-._[]"


class Bounds(Noun, frozen=True, kw_only=True):
    """How much a page may cost."""

    bytes: int = 10_000_000
    # as sent, and once more decoded
    redirects: int = 5
    connect: float = 10
    # seconds until there is a connection, or the next bytes
    whole: float = 30
    # seconds for all of it, redirects included


BOUNDS = Bounds()


class _Refused(Exception):
    """A page that is not fetched: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = "save the page from a browser, and clip the file") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def fetch(url: str, bounds: Bounds = BOUNDS, allowed: frozenset[str] = frozenset()) -> Raw:
    """Fetch a page; raise BuildFailed with the reason where it is not fetched.

    `allowed` names `host:port` that need not be public: for tests with a server of their own.
    """
    until, at = monotonic() + bounds.whole, url
    try:
        for _ in range(bounds.redirects + 1):
            answer = _answer(at, bounds, until, allowed)
            if isinstance(answer, Raw):
                return answer
            at = urljoin(at, answer)
        raise _Refused(f"more than {bounds.redirects} redirects")  # noqa: TRY301 - told as the others are
    except _Refused as refusal:
        where = f"{refusal.message} ({at})" if at != url else refusal.message
        raise BuildFailed([fault(url, where, refusal.hint)]) from refusal
    except (OSError, HTTPException, ValueError) as error:
        late = monotonic() >= until
        what = f"it took longer than {bounds.whole:g} seconds" if late else str(error) or repr(error)
        hint = "try again later, or save the page from a browser, and clip the file"
        raise BuildFailed([fault(url, f"this page cannot be fetched: {what}", hint)]) from error


def _answer(url: str, bounds: Bounds, until: float, allowed: frozenset[str]) -> Raw | str:
    """Ask once; give the page, or where else it is said to be."""
    parts = urlsplit(url)
    host, port = _host_of(parts)
    address = _checked(host, port, f"{host}:{port}" in allowed)
    connection = _Connection(host, port, address, timeout=min(bounds.connect, _left(until)))
    with closing(connection):
        if parts.scheme == "https":
            connection.context = ssl.create_default_context()
        connection.connect()
        watch = Timer(_left(until), _cut(connection.sock))
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", _target(parts), headers=_headers())
            answer = _read(connection.getresponse(), url, bounds)
        finally:
            watch.cancel()
    _left(until)  # a connection that was cut looks like one that came to its end
    return answer


def _host_of(parts: SplitResult) -> tuple[str, int]:
    if parts.scheme not in {"http", "https"}:
        raise _Refused(f"`{parts.scheme or 'no scheme'}` is not fetched, only http and https")
    if not parts.hostname:
        raise _Refused("this address names no host")
    if parts.username is not None or parts.password is not None:
        raise _Refused("a name or password in an address is not sent", "take it out of the address")
    port = parts.port if parts.port is not None else (443 if parts.scheme == "https" else 80)
    return parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname, port


def _checked(host: str, port: int, allowed: bool) -> str:  # noqa: FBT001 - said by its one caller
    """Give the address of a host; one that is not public, even beside others that are, is refused."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    addresses = [str(address) for address in found]
    for address in addresses:
        if not (allowed or is_public(address)):
            raise _Refused(f"{host} is not on the public internet ({address})")
    if not addresses:
        raise _Refused(f"{host} has no address")
    return addresses[0]


class _Connection(HTTPConnection):
    """Connects to the address that was checked, and to no other."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address
        self.context: ssl.SSLContext | None = None

    def connect(self) -> None:
        """Connect without asking for the host's address a second time."""
        if self.sock is not None:
            return
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.context:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)
            self.default_port = 443


def _cut(sock: socket.socket) -> Callable[[], None]:
    def cut() -> None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    return cut


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path


def _headers() -> dict[str, str]:
    return {
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _read(response: HTTPResponse, url: str, bounds: Bounds) -> Raw | str:
    if response.status in _REDIRECTS and (location := response.getheader("Location")):
        return location
    if response.status != 200:  # noqa: PLR2004 - OK
        raise _Refused(f"the server answers {response.status} {response.reason}")
    kind = response.headers.get_content_type()
    if not kind.startswith(_READ) and not kind.endswith("+xml"):
        raise _Refused(f"this is `{kind}`, not a text", "save its text in a file, and clip the file")
    return Raw(
        data=_body(response, bounds.bytes),
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
        raise _Refused(too_much)
    if packing == "identity":
        return data
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise _Refused(f"the server packs it as `{packing}`, which was not asked for")
    try:
        plain, whole = _unpacked(data, 47, most)
    except zlib.error:
        try:
            plain, whole = _unpacked(data, -15, most)
        except zlib.error as error:
            raise _Refused(f"what the server sends cannot be unpacked: {error}") from error
    if not whole:
        raise _Refused(too_much)
    return plain


def _unpacked(data: bytes, window: int, most: int) -> tuple[bytes, bool]:
    unpack = zlib.decompressobj(window)
    plain = unpack.decompress(data, most + 1)
    return plain, len(plain) <= most
