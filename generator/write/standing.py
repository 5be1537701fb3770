"""What stands in the output folder, and whether it is ours to write to."""

import os
from collections.abc import Iterable
from pathlib import Path

from generator.errors import BuildFailed, Problem, fault
from generator.fingerprint import Fingerprint, of_bytes
from generator.model.kinds import Noun
from generator.read import Known, Stat, stat_of
from generator.write.manifest import MARKER, OURS, Written, stated


class Standing(Noun, frozen=True, kw_only=True):
    """What stands in the output folder."""

    ours: dict[str, Written]
    # by the manifest, or by what was claimed since
    claimed: dict[str, Written]
    # those of them that only builds which did not finish have claimed
    hashes: dict[str, Fingerprint]
    # what really stands at each path
    stats: dict[str, Stat]
    folders: frozenset[str]
    strange: frozenset[str]
    # paths of what is neither a file nor a folder: links, sockets


def standing(out: Path, root: Path, known: Known) -> Standing:
    """Look at the output folder; raise BuildFailed where it is not ours to write to."""
    problems = tuple(against(out, root))
    if problems:
        raise BuildFailed(problems)
    return seen(out, known)


def seen(out: Path, known: Known) -> Standing:
    """Look at what stands in a folder."""
    look = _Look()
    if out.is_dir():
        look.at(str(out), "")
    hashes = {}
    for path, stat in look.stats.items():
        hashes[path] = known(name_of(out, path), stat) or of_bytes((out / path).read_bytes())
    settled, claimed = stated(out, hashes)
    return Standing(
        ours=settled | claimed,
        claimed=claimed,
        hashes=hashes,
        stats=look.stats,
        folders=frozenset(look.folders),
        strange=frozenset(look.strange),
    )


class _Look:
    """What a walk through a folder finds."""

    def __init__(self) -> None:
        self.stats: dict[str, Stat] = {}
        self.folders: list[str] = []
        self.strange: list[str] = []

    def at(self, folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    self.folders.append(path)
                    self.at(entry.path, f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    self.stats[path] = stat_of(entry.stat(follow_symlinks=False))
                else:
                    self.strange.append(path)


def name_of(out: Path, path: str) -> str:
    """Name a file of an output folder to the memo."""
    return f"{out}\0{path}"


def against(out: Path, root: Path) -> Iterable[Problem]:
    """Say why a folder is not ours to write to."""
    yield from misplaced(out, root)
    if out.is_dir() and not (out / MARKER).is_file() and not all(map(_is_ours, out.iterdir())):
        hint = "give an empty or a new folder, or remove what is in it"
        yield fault(str(out), "this folder holds files that wenzhai did not write", hint)
    elif out.exists() and not out.is_dir():
        yield fault(str(out), "this is a file", "give a folder, `--out site`")


def misplaced(out: Path, root: Path) -> Iterable[Problem]:
    """Say why no output can go to a place."""
    real, home = out.resolve(), root.resolve()
    if real == home or real in home.parents or real == Path.home().resolve():
        yield fault(str(out), "the output cannot go there", "give a folder of its own, `--out site`")
    elif any(part in (real, *real.parents) for part in (home / "content", home / "themes")):
        yield fault(
            str(out), "the output cannot go among the sources", "give a folder of its own, `--out site`"
        )


def _is_ours(path: Path) -> bool:
    """Say whether a file bears a name that only a build gives: a killed one left it."""
    return OURS.fullmatch(path.name) is not None
