"""Who may ask the preview, what for, and what every answer says of itself."""

import hmac
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from generator.model.kinds import Noun

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - names of it; nothing is bound here
METHODS = frozenset({"GET", "HEAD"})
HEADERS = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
_DEFAULT_PORT = 80

Refusal = tuple[int, str]
"""An HTTP status and the reason."""


class Guard(Noun, frozen=True, kw_only=True):
    """The rules of one preview."""

    hosts: frozenset[str]
    # names it answers to, without the port
    port: int
    token: str
    # what the event stream asks for; every page too, where `shut`
    any_address: bool = False
    # whether it answers to any number of this machine: a number cannot be another site's name
    shut: bool = False
    # whether other machines can reach it, so that only who was given the address may ask

    def refusal(self, method: str, headers: Mapping[str, str]) -> Refusal | None:
        """Give the reason for which a request is refused, if it is; names of headers are in lower case."""
        if method not in METHODS:
            return 405, "the preview can only be read: GET and HEAD"
        if not self._is_us(headers.get("host", "")):
            return 421, "this is not an address of the preview"
        origin = headers.get("origin")
        if origin is not None and not self._is_ours(origin):
            return 403, "another site may not ask the preview"
        strange = headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}
        if strange and headers.get("sec-fetch-mode") != "navigate":
            return 403, "another site may not ask the preview"
        return None

    def knows(self, token: str) -> bool:
        """Say whether this is the preview's token."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def _is_us(self, host: str) -> bool:
        """Say whether a `Host` names the preview (RFC 9110, 7.2)."""
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port or _DEFAULT_PORT
        except ValueError:
            return False
        bare = not (parts.path or parts.query or parts.fragment or "@" in host)
        return bare and port == self.port and (name in self.hosts or (self.any_address and _is_number(name)))

    def _is_ours(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme == "http" and self._is_us(host)


def guard_for(host: str, name: str, port: int, token: str) -> Guard:
    """Make the rules of a preview that listens on a host's port and is known by a name."""
    return Guard(
        hosts=LOOPBACK | ({host, name.lower()} - ANYWHERE),
        port=port,
        token=token,
        any_address=host in ANYWHERE,
        shut=host not in LOOPBACK,
    )


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
