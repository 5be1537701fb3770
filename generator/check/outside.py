"""Whether the web's addresses still lead anywhere: asked politely, remembered, never a reason to stop."""

import http.client
import json
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import structs

from generator import __version__
from generator.check.addresses import addresses
from generator.check.case import Case
from generator.errors import Problem
from generator.model.kinds import Noun
from generator.seal import FOLDER
from generator.web import NOWHERE, Refused, ask
from generator.write import put

_FILE = "links.json"
_ALL_SECONDS = 300
_PAUSE = 0.5
"""Seconds between two questions to one host."""
_HOSTS = 8
_GOOD_FOR, _BAD_FOR = 7 * 86400, 86400
_HEADERS = {
    "User-Agent": f"wenzhai/{__version__} (looks whether cited pages are still there)",
    "Accept": "*/*",
}
_NO_HEAD = frozenset((400, 403, 404, 405, 406, 409, 429, 500, 501, 503))
"""Answers to HEAD that may mean HEAD itself."""
_GONE = frozenset((404, 410, 451))


class Answer(Noun, frozen=True, kw_only=True):
    """What came of an address."""

    why: str
    # why it does not lead anywhere; empty: it does, or nobody can say
    asked: int
    # POSIX time


def outside(
    root: Path, case: Case, *, allowed: frozenset[str] = NOWHERE, pause: float = _PAUSE
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


def _asked(urls: Iterable[str], allowed: frozenset[str], pause: float) -> dict[str, Answer]:
    """Ask several hosts at once, and each of them one question at a time."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host(url), []).append(url)
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


def why_dead(url: str, allowed: frozenset[str] = NOWHERE) -> str:
    """Say why an address leads nowhere; nothing where it does, or where that is not for us to say."""
    try:
        status, at = ask("HEAD", url, _status, headers=_HEADERS, allowed=allowed)
        if status in _NO_HEAD:
            status, _ = ask("GET", at, _status, headers=_HEADERS, allowed=allowed)
    except Refused as refusal:
        return f"is not followed: {refusal.message}"
    except socket.gaierror:
        return "has a host that is not found"
    except ssl.SSLCertVerificationError as error:
        return f"has no valid certificate ({error.verify_message})"
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"does not answer ({type(error).__name__})"
    return f"answers {status}" if status in _GONE or status >= 500 else ""  # noqa: PLR2004 - RFC 9110, 15.6


def _status(response: http.client.HTTPResponse, at: str) -> tuple[int, str]:
    return response.status, at


def _host(url: str) -> str:
    """Give whom an address asks; what is no address asks nobody, and waits for none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


def _fresh(answer: Answer, now: int) -> bool:
    return 0 <= now - answer.asked < (_BAD_FOR if answer.why else _GOOD_FOR)


def _remembered(root: Path) -> dict[str, Answer]:
    try:
        return msgspec.json.decode((root / FOLDER / _FILE).read_bytes(), type=dict[str, Answer])
    except (OSError, ValueError):
        return {}


def _remember(root: Path, known: dict[str, Answer]) -> None:
    data = json.dumps(msgspec.to_builtins(known), ensure_ascii=False, indent=1).encode()
    with suppress(OSError):
        put(root / FOLDER / _FILE, data)
