"""The generators in turns: each builds the same articles in the same situation before any builds the next."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus
from tests.bench.peers import Peer
from tests.bench.timed import timed

SITUATIONS = ("cold", "same", "edited", "added")
"""Nothing made and nothing remembered; nothing changed; one article's text longer; one article more."""


@dataclass(frozen=True)
class Row:
    """One build."""

    place: str
    n: int
    situation: str
    peer: str
    run: int
    seconds: float
    megabytes: float | None
    files: int
    # of the output, that this build wrote


def turns(peers: Sequence[Peer], n: int, runs: int, place: str, *, on_disc: bool) -> Iterator[Row]:
    """Let each build in each situation so many times; its site has its first articles again at the end."""
    stood = {peer.name: (peer.article(n), peer.article(n).read_bytes()) for peer in peers}
    more: list[Path] = []
    try:
        for situation in SITUATIONS:
            print(f"{place}: {n:,} articles, {situation}", file=sys.stderr, flush=True)
            if situation == "same":
                for peer in peers:  # a build after the first may still have something to note
                    timed(peer.build, peer.folder)
            for run in range(runs):
                for peer in peers:
                    _prepare(peer, situation, run, stood[peer.name], more, n)
                    if on_disc:
                        os.sync()  # what another wrote is not to be paid for here
                    yield _row(peer, n, situation, run, place)
    finally:
        for path, text in stood.values():
            path.write_bytes(text)
        for path in more:
            path.unlink()


def _prepare(
    peer: Peer, situation: str, run: int, article: tuple[Path, bytes], more: list[Path], n: int
) -> None:
    if situation == "cold":
        for folder in peer.makes:
            shutil.rmtree(peer.folder / folder, ignore_errors=True)
        for path in (peer.folder / "content").rglob("*.*"):
            path.read_bytes()  # the page cache is warm
    elif situation == "edited":
        path, text = article
        path.write_bytes(text + f"\n第{run}次改动。\n".encode())
    elif situation == "added":
        more.append(peer.put(corpus.added(run, n), peer.folder))


def _row(peer: Peer, n: int, situation: str, run: int, place: str) -> Row:
    out = peer.folder / peer.makes[0]
    before = dict(_files(out))
    took = timed(peer.build, peer.folder)
    written = sum(before.get(path) != stat for path, stat in _files(out))
    return Row(place, n, situation, peer.name, run, took.seconds, took.megabytes, written)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give each file under a folder with what changes when it is written."""
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            yield str(path), (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
