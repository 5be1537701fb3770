"""Whether the web's addresses still lead anywhere: asked politely, remembered, never a reason to stop."""

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec
from msgspec import structs

from generator import __version__
from generator.check.addresses import addresses
from generator.check.case import Case
from generator.errors import Problem
from generator.model.kinds import Noun
from generator.seal import FOLDER

Allowed = Callable[[str], bool]
"""Says whether a numeric address may be asked."""

_FILE = "links.json"
_SECONDS = 10
_ALL_SECONDS = 300
_PAUSE = 0.5
"""Seconds between two questions to one host."""
_HOSTS = 8
_REDIRECTS = 5
_GOOD_FOR, _BAD_FOR = 7 * 86400, 86400
_AGENT = f"wenzhai/{__version__} (looks whether cited pages are still there)"
_NO_HEAD = frozenset((400, 403, 404, 405, 406, 409, 429, 500, 501, 503))
"""Answers to HEAD that may mean HEAD itself."""
_GONE = frozenset((404, 410, 451))


class Answer(Noun, frozen=True, kw_only=True):
    """What came of an address."""

    why: str
    # why it does not lead anywhere; empty: it does, or nobody can say
    asked: int
    # POSIX time


def is_public(address: str) -> bool:
    """Say whether a numeric address is one of the public web."""
    number = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None) or number
    return number.is_global and inner.is_global and not number.is_multicast


def outside(
    root: Path, case: Case, *, allowed: Allowed = is_public, pause: float = _PAUSE
) -> Iterator[Problem]:
    """Say which addresses of a site's sources lead nowhere, at the first place of each."""
    first: dict[str, Problem] = {}
    for page in case.pages:
        for address in addresses(page):
            url = address.url.partition("#")[0]
            if url not in first:
                first[url] = page.at(address.start, url)
    known = _remembered(root)
    now = int(time.time())
    wanted = [url for url in first if url not in known or not _fresh(known[url], now)]
    known |= _asked(wanted, allowed, pause)
    _remember(root, {url: known[url] for url in first if url in known})
    for url, problem in first.items():
        if url in known and known[url].why:
            message = f"`{url}` {known[url].why}"
            hint = "look it up in a web archive and add it as `archived: …`, or correct the address"
            yield structs.replace(problem, message=message, hint=hint, severity="notice")


def _asked(urls: Iterable[str], allowed: Allowed, pause: float) -> dict[str, Answer]:
    """Ask several hosts at once, and each of them one question at a time."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    until = time.monotonic() + _ALL_SECONDS
    found: dict[str, Answer] = {}

    def ask_all(part: list[str]) -> dict[str, Answer]:
        made = {}
        for number, url in enumerate(part):
            if time.monotonic() > until:
                break
            if number:
                time.sleep(pause)
            made[url] = Answer(why=why_dead(url, allowed), asked=int(time.time()))
        return made

    with ThreadPoolExecutor(_HOSTS) as hands:
        for made in hands.map(ask_all, by_host.values()):
            found |= made
    return found


def why_dead(url: str, allowed: Allowed = is_public) -> str:
    """Say why an address leads nowhere; nothing where it does, or where that is not for us to say."""
    for _ in range(_REDIRECTS + 1):
        try:
            status, to = _answer(url, allowed)
        except _Forbidden as error:
            return str(error)
        except socket.gaierror:
            return "has a host that is not found"
        except ssl.SSLCertVerificationError as error:
            return f"has no valid certificate ({error.verify_message})"
        except (OSError, http.client.HTTPException, ValueError) as error:
            return f"does not answer ({type(error).__name__})"
        if to is None:
            return f"answers {status}" if status in _GONE or status >= 500 else ""  # noqa: PLR2004 - RFC 9110, 15.6
        url = urljoin(url, to)
    return f"leads on more than {_REDIRECTS} times"


class _Forbidden(Exception):
    """An address that is not asked."""


def _answer(url: str, allowed: Allowed) -> tuple[int, str | None]:
    """Give the status of an address, and where it leads on."""
    status, to = _ask("HEAD", url, allowed)
    return _ask("GET", url, allowed) if status in _NO_HEAD else (status, to)


def _ask(method: str, url: str, allowed: Allowed) -> tuple[int, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _Forbidden("leads to what is no web page")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    number = _number(parts.hostname, port, allowed)
    asking = _Secure(parts.hostname, number, port) if secure else _Plain(parts.hostname, number, port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        asking.request(
            method, _ascii(path), headers={"User-Agent": _AGENT, "Accept": "*/*", "Connection": "close"}
        )
        answer = asking.getresponse()
        leads_on = 300 <= answer.status < 400  # noqa: PLR2004 - RFC 9110, 15.4
        return answer.status, answer.headers.get("Location") if leads_on else None
    finally:
        asking.close()


def _number(name: str, port: int, allowed: Allowed) -> str:
    """Look a host up once; refuse it where any of its addresses is not of the public web."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    if not all(allowed(number) for number in found):
        raise _Forbidden("lies on a machine that is not of the public web, and was not asked")
    return found[0]


def _ascii(path: str) -> str:
    return path.encode("utf-8").decode("latin-1") if path.isascii() else _quoted(path)


def _quoted(path: str) -> str:
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)


class _Plain(http.client.HTTPConnection):
    """Asks the numeric address that was looked at, under the host's name."""

    def __init__(self, name: str, number: str, port: int) -> None:
        super().__init__(name, port, timeout=_SECONDS)
        self._number = number

    def connect(self) -> None:
        """Connect to that very address."""
        self.sock = socket.create_connection((self._number, self.port), self.timeout)


class _Secure(_Plain):
    """The same, encrypted."""

    default_port = 443

    def connect(self) -> None:
        """Connect, and check the certificate against the name."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _fresh(answer: Answer, now: int) -> bool:
    return 0 <= now - answer.asked < (_BAD_FOR if answer.why else _GOOD_FOR)


def _remembered(root: Path) -> dict[str, Answer]:
    try:
        return msgspec.json.decode((root / FOLDER / _FILE).read_bytes(), type=dict[str, Answer])
    except (OSError, ValueError):
        return {}


def _remember(root: Path, known: dict[str, Answer]) -> None:
    file = root / FOLDER / _FILE
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(exist_ok=True)
        fresh.write_text(json.dumps(msgspec.to_builtins(known), ensure_ascii=False, indent=1), "utf-8")
        fresh.replace(file)
    except OSError:
        return
