"""A connection to the very address that was checked."""

import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import SplitResult

from generator.web.public import is_public
from generator.web.refused import Refused


class Connection(HTTPConnection):
    """Connects to the address that was checked, and to no other, under the host's name."""

    def __init__(self, host: str, port: int, address: str, timeout: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if secure else 80
        self._address = address
        self._wire: socket.socket | None = None
        self._context = ssl.create_default_context() if secure else None

    def connect(self) -> None:
        """Connect without asking for the host's address a second time."""
        if self.sock is not None:
            return
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._context:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)
        self._wire = self.sock

    def cut(self) -> None:
        """End it from another thread, so that whoever waits for an answer goes on."""
        if self._wire is not None:  # `sock` is given up as soon as an answer begins
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)


def connection(parts: SplitResult, seconds: float, allowed: frozenset[str]) -> Connection:
    """Look a host up once, and make ready to connect to the address that was found."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    if not host.isascii():
        host = host.encode("idna").decode()
    port = parts.port if parts.port is not None else (443 if secure else 80)
    address = _checked(host, port, is_allowed=f"{host}:{port}" in allowed)
    return Connection(host, port, address, seconds, secure=secure)


def _checked(host: str, port: int, *, is_allowed: bool) -> str:
    """Give the address of a host; one that is not public, even beside others that are, is refused."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    addresses = [str(address) for address in found]
    for address in addresses:
        if not (is_allowed or is_public(address)):
            raise Refused(f"{host} is not on the public internet ({address})")
    if not addresses:
        raise Refused(f"{host} has no address")
    return addresses[0]
