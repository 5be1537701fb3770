"""Run a built site on the hosts that docs/hosting.md has a file for, as the file stands there."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

DOCS = Path(__file__).parents[1] / "docs/hosting.md"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Place:
    """Where a site lies for a host: the folder it is given, the site's path in it, its list of moves."""

    work: Path
    folder: Path
    prefix: str
    port: int
    moves: Path

    def of_docs(self, language: str, *more: tuple[str, str]) -> str:
        """Take the file of docs/hosting.md for a host, with this place's names."""
        text = re.search(rf"```{language}\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[1]
        changes = (("/srv/digest", str(self.folder)), (" /404.html", f" /{self.prefix}404.html"), *more)
        for old, new in changes:
            if old not in text:
                raise SystemExit(f"docs/hosting.md no longer says `{old}` for {language}")
            text = text.replace(old, new)
        return text


def nginx(place: Place) -> list[str]:
    """Run the nginx file inside the smallest main file."""
    server = place.of_docs(
        "nginx",
        ("listen 80;", f"listen {HOST}:{place.port};"),
        ("/etc/nginx/digest.moves", str(place.moves)),
    )
    temporary = "".join(
        f"{kind}_temp_path {place.work}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = place.work / "nginx.conf"
    main.write_text(
        f"daemon off;\nmaster_process off;\npid {place.work}/nginx.pid;\nerror_log {place.work}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n"
    )
    return ["nginx", "-e", str(place.work / "error.log"), "-p", str(place.work), "-c", str(main)]


def caddy(place: Place) -> list[str]:
    """Run the Caddyfile without its certificates and its administration."""
    file = place.work / "Caddyfile"
    site = place.of_docs(
        "caddyfile",
        ("digest.example.org {", f"http://{HOST}:{place.port} {{"),
        ("/etc/caddy/digest.moves", str(place.moves)),
    )
    options = f"admin off\nstorage file_system {place.work}/caddy"
    file.write_text(f"{{\n{options}\n}}\n{site}")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]


def apache(place: Place) -> list[str]:
    """Run the virtual host inside the smallest main file."""
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in ("mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite")
    )
    site = place.of_docs(
        "apache", ("*:80", f"{HOST}:{place.port}"), ("/etc/apache2/digest.moves", str(place.moves))
    )
    main = place.work / "apache.conf"
    main.write_text(
        f"ServerRoot {place.work}\nServerName {HOST}\nListen {HOST}:{place.port}\n"
        f"PidFile {place.work}/apache.pid\n"
        f"ErrorLog {place.work}/error.log\nMutex file:{place.work}\nUser www-data\nGroup www-data\n{modules}"
        f"TypesConfig /etc/mime.types\n{site}"
    )
    return ["apache2", "-D", "FOREGROUND", "-f", str(main)]


def python(place: Place) -> list[str]:
    """Run Python's own server."""
    return [sys.executable, "-m", "http.server", str(place.port), "--bind", HOST, "-d", str(place.folder)]


MOVES = {
    nginx: lambda prefix, old, new: f"/{prefix}{old} /{prefix}{new};",
    caddy: lambda prefix, old, new: f"redir /{prefix}{old} /{prefix}{new} permanent",
    apache: lambda prefix, old, new: f"/{prefix}{old} /{prefix}{new}",
    python: lambda *_: "",
}


@contextmanager
def serving(site: Path, host: Callable[[Place], list[str]], prefix: str) -> Iterator[str]:
    """Run a host with the site at its root or under a path; give the site's address."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        work.chmod(0o755)
        where = work / "www" / prefix.rstrip("/")
        where.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(site, where)
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        place = Place(work=work, folder=work / "www", prefix=prefix, port=port, moves=work / "moves")
        lines = (line.split() for line in (site / "_redirects").read_text("utf-8").splitlines())
        moves = [MOVES[host](prefix, old.lstrip("/"), new.lstrip("/")) for old, new, _ in lines]
        place.moves.write_text("".join(f"{move}\n" for move in moves))
        with (work / "out.log").open("w") as log:
            homes = {"XDG_CONFIG_HOME": str(work), "XDG_DATA_HOME": str(work)}  # Caddy notes what it ran
            process = subprocess.Popen(host(place), stdout=log, stderr=log, env=os.environ | homes)
        base = f"http://{HOST}:{port}/{prefix}"
        try:
            _wait(process, base, work)
            yield base
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], base: str, work: Path) -> None:
    for _ in range(400):
        if process.poll() is not None:
            raise SystemExit(f"it did not start: {(work / 'out.log').read_text()}")
        try:
            if ask(base).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"no answer from {base}")


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Show redirects as they are."""


def ask(address: str) -> Answer:
    """Ask once, without following."""
    try:
        with build_opener(_Stay).open(Request(address), timeout=20) as found:
            return Answer(found.status, {k.lower(): v for k, v in found.headers.items()}, found.read())
    except HTTPError as error:
        return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())
