"""The world as it is found: a site's files, a theme's files, the day."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import get_args

from generator import edtf, seal
from generator.errors import BuildFailed, Problem, fault, warning
from generator.fingerprint import Fingerprint, of_bytes, of_stream
from generator.model.kinds import Noun
from generator.model.site import Static
from generator.parse import Document, Kind
from generator.theme import BASE, ThemeFile, parent
from generator.urls import alike, objection

PACKAGE = Path(__file__).parent
_FOLDERS: dict[str, Kind] = {"articles": "article", "issues": "issue", "topics": "topic", "pages": "page"}
_SETTINGS: dict[str, Kind] = {f"{kind}.yaml": kind for kind in get_args(Kind)[4:]}
_HELD = 1_000_000
_MADE_WITH = (
    "markdown-it-py",
    "mdit-py-plugins",
    "jinja2",
    "nh3",
    "msgspec",
    "icalendar",
    "pyyaml",
    "tzdata",
)


class Stat(Noun, frozen=True, kw_only=True):
    """What a file's entry says of it; a change of its bytes changes this."""

    size: int
    modified: int
    changed: int
    # nanoseconds, as `modified`
    inode: int


class File(Noun, frozen=True, kw_only=True):
    """A source file by its path under the site's root."""

    path: str
    kind: Kind
    fingerprint: Fingerprint


class Snapshot(Noun, frozen=True, kw_only=True):
    """A site's files at one moment."""

    files: tuple[File, ...]
    static: tuple[Static, ...]
    stats: tuple[tuple[str, Stat, Fingerprint], ...]
    problems: tuple[Problem, ...]


Known = Callable[[str, Stat], Fingerprint | None]
"""Gives the fingerprint of a file that has not changed since it was last read."""


def read(root: Path, known: Known) -> Snapshot:
    """Look at all of a site's files; raise BuildFailed where there is no site."""
    content = place_of(root, "content")
    if not content.is_dir():
        hint = "run `wenzhai new site` here, or name the folder that holds content/"
        if root.resolve().name == "content":
            hint = "go one folder up: the site's root is the folder that holds content/"
        raise BuildFailed([fault(str(content), "there is no content folder", hint)])
    files: list[File] = []
    static: list[Static] = []
    stats: list[tuple[str, Stat, Fingerprint]] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for entry, path in _walk(content, "content", problems):
        kind = _kind(path)
        copied = path.startswith("content/static/")
        if kind is None and not copied:
            if not is_passing(entry.name):
                problems.append(warning(path, "this file is not read", _place_for(path)))
            continue
        problems += _against(path, seen.setdefault(alike(path), path))
        info = stat_of(entry.stat())
        print_ = known(path, info) or _print_of(Path(entry.path), info)
        stats.append((path, info, print_))
        if kind is None:
            output = path.removeprefix("content/static/")
            static.append(Static(path=path, output=output, fingerprint=print_))
        else:
            files.append(File(path=path, kind=kind, fingerprint=print_))
    return Snapshot(files=tuple(files), static=tuple(static), stats=tuple(stats), problems=tuple(problems))


def _against(path: str, first: str) -> Iterator[Problem]:
    """Complain of a name that not every disc holds, or holds apart from another."""
    if why := objection(path):
        yield fault(path, f"not every disc holds this name: {why}", "rename the file")
    if first != path:
        message = f"a disc may take this file and {first} for one: their names differ in case or normal form"
        yield fault(path, message, "rename one of them")


def _print_of(path: Path, info: Stat) -> Fingerprint:
    """Fingerprint a file, a large one without holding it."""
    if info.size <= _HELD:
        return of_bytes(path.read_bytes())
    with path.open("rb") as file:
        return of_stream(file)


def is_passing(name: str) -> bool:
    """Say whether a file's name is an editor's own: a swap file, a lock, a backup."""
    return name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def document(root: Path, file: File) -> Document:
    """Read one source file's bytes."""
    return Document(path=file.path, kind=file.kind, data=(root / file.path).read_bytes())


def registry(root: Path, kind: Kind) -> Document | None:
    """Read one of the YAML files right under `content/`; none where there is none."""
    path = f"content/{kind}.yaml"
    place = place_of(root, path)
    return Document(path=path, kind=kind, data=place.read_bytes()) if place.is_file() else None


def place_of(root: Path, path: str) -> Path:
    """Give a path's place under a root; raise BuildFailed where a link leads away from there."""
    place = root
    for part in path.split("/"):
        place /= part
        if place.is_symlink():
            raise BuildFailed([_linked(place.relative_to(root).as_posix())])
    return place


def _linked(path: str) -> Problem:
    return fault(path, "this is a symbolic link, which is not followed", "put the file or folder itself here")


def stat_of(info: os.stat_result) -> Stat:
    """Keep of a stat what shows a change."""
    return Stat(size=info.st_size, modified=info.st_mtime_ns, changed=info.st_ctime_ns, inode=info.st_ino)


def _walk(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[os.DirEntry[str], str]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{prefix}/{entry.name}"
        if not _is_sayable(entry.name):
            shown = f"{prefix}/{ascii(entry.name)[1:-1]}"
            message = "this name is not UTF-8, or holds control characters"
            problems.append(fault(shown, message, "rename it"))
            continue
        if entry.name.startswith(".") and not path.startswith("content/static/"):
            continue
        if entry.is_symlink():
            problems.append(_linked(path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path, problems)
        elif stat.S_ISREG(entry.stat().st_mode):
            yield entry, path


def _is_sayable(name: str) -> bool:
    return name.isprintable() or not any(unicodedata.category(char) in {"Cc", "Cs"} for char in name)


def _kind(path: str) -> Kind | None:
    parts = path.split("/")
    if len(parts) == 2:  # noqa: PLR2004 - content/NAME
        return _SETTINGS.get(parts[1])
    nested = parts[1] in {"articles", "issues"}
    if not parts[-1].endswith(".md") or (len(parts) > 3 and not nested):  # noqa: PLR2004 - content/FOLDER/NAME
        return None
    return _FOLDERS.get(parts[1])


def _place_for(path: str) -> str:
    """Say what a file that is not read should be called, or where it should lie."""
    folder, _, name = path.removeprefix("content/").rpartition("/")
    stem = name.rsplit(".", 1)[0]
    if folder.partition("/")[0] in _FOLDERS and not name.endswith(".md"):
        return f"texts end in `.md`: call it `{stem}.md`; pictures and other files lie in content/static/"
    if not folder and f"{stem}.yaml" in _SETTINGS:
        return f"call it `{stem}.yaml`"
    return "texts lie in articles, issues, topics and pages; other files in static"


def theme_files(root: Path, name: str) -> tuple[tuple[ThemeFile, ...], tuple[str, ...]]:
    """Read a theme and its parents, the site's own first; give the files and the names, child first."""
    files: list[ThemeFile] = []
    names: list[str] = []
    wanted: str | None = name
    while wanted:
        if wanted in names:
            raise BuildFailed([fault(f"themes/{wanted}/theme.yaml", "this theme extends itself")])
        names.append(wanted)
        files += _theme(root, wanted)
        wanted = parent(tuple(files), wanted)
    return tuple(files), tuple(names)


def own_themes(root: Path) -> dict[str, Fingerprint]:
    """Fingerprint every file of a site's own themes, by its path; those that come with the program stay."""
    folder = place_of(root, "themes")
    found = _walk(folder, "themes", []) if folder.is_dir() else ()
    return {path: of_bytes(Path(entry.path).read_bytes()) for entry, path in found}


def bundled_themes() -> Path:
    """Find the themes that come with the program: inside the package, else beside it."""
    inside = PACKAGE / "themes"
    return inside if inside.is_dir() else PACKAGE.parent / "themes"


def _theme(root: Path, name: str) -> Iterator[ThemeFile]:
    own = place_of(root, f"themes/{name}")
    folder = next((f for f in (own, bundled_themes() / name) if f.is_dir()), None)
    if folder is None:
        known = {
            p.name for where in (root / "themes", bundled_themes()) if where.is_dir() for p in where.iterdir()
        }
        hint = f"themes at hand: {', '.join(sorted(known)) or BASE}"
        raise BuildFailed([fault("content/site.yaml", f"there is no theme `{name}`", hint, key="theme")])
    problems: list[Problem] = []
    for entry, path in _walk(folder, f"themes/{name}", problems):
        inner = path.removeprefix(f"themes/{name}/")
        if not inner.endswith(".md") and not is_passing(entry.name):
            yield ThemeFile(theme=name, name=inner, path=path, data=Path(entry.path).read_bytes())
    if problems:
        raise BuildFailed(problems)


def generation() -> Fingerprint:
    """Fingerprint the program itself and what it is made with."""
    sources = sorted((*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml"), *PACKAGE.rglob("*.txt")))
    parts = [of_bytes(path.read_bytes()) for path in sources]
    return of_bytes(
        b"".join(parts) + " ".join([python_version(), *(version(name) for name in _MADE_WITH)]).encode()
    )


def today(zone: str) -> str:
    """Give the day it is in a zone; SOURCE_DATE_EPOCH stands in for the clock."""
    return _now(zone).date().isoformat()


def day(zone: str) -> tuple[float, float]:
    """Give when the day it is in a zone begins and when the next one does, as POSIX times."""
    start = _now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return start.timestamp(), (start + timedelta(days=1)).timestamp()


def _now(zone: str) -> datetime:
    return datetime.fromtimestamp(seal.now(), UTC).astimezone(edtf.zone(zone))
