"""wenzhai and Hugo with the same articles, each in a folder of its own."""

import shutil
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
    serve: Callable[[int], tuple[str, ...]]
    # by port
    page: Callable[[str], str]
    # the path that an article's stem is shown at

    def article(self, of: int) -> Path:
        """Give one article in the middle."""
        return sorted((self.folder / "content/articles").rglob("*.md"))[of // 2]


def wenzhai(of: int, work: Path) -> Peer:
    """Make wenzhai's site."""
    folder = work / f"wenzhai-{of}"
    if not folder.exists():
        corpus.for_wenzhai(of, folder)
    command = (sys.executable, "-m", "generator")
    return Peer(
        name="wenzhai",
        folder=folder,
        build=(*command, "build", str(folder)),
        serve=lambda port: (*command, "serve", str(folder), "--port", str(port)),
        page=lambda stem: f"/articles/{stem}.html",
    )


def hugo(of: int, work: Path) -> Peer:
    """Make Hugo's site."""
    folder = work / f"hugo-{of}"
    if not folder.exists():
        shutil.copytree(HERE / "hugo", folder)
        corpus.for_hugo(of, folder)
    command = shutil.which("hugo") or "hugo"
    return Peer(
        name="hugo",
        folder=folder,
        build=(command, "--quiet", "--source", str(folder)),
        serve=lambda port: (command, "server", "-M", "--quiet", "-p", str(port), "--source", str(folder)),
        page=lambda stem: f"/articles/{stem}/",
    )
