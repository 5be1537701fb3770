"""The memo's store on disc: rows by key, forgotten when no recent build has asked for them."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.fingerprint import Fingerprint

_BY_KEY = "(key BLOB PRIMARY KEY, value BLOB NOT NULL, build INTEGER NOT NULL)"
"""Large values: found three times as fast as in a table WITHOUT ROWID."""
_BY_NAME = "(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
_TABLES = {
    "made": _BY_KEY,
    "texts": _BY_KEY,
    "wholes": _BY_KEY,
    "templates": _BY_KEY,
    "files": _BY_NAME,
    "inputs": _BY_NAME,
    "outputs": _BY_NAME,
    "builds": "(number INTEGER PRIMARY KEY, started INTEGER NOT NULL)",
}
_FILE = "memo.sqlite"
_BATCH = 500
"""Keys that one question may hold."""


class Broken(Exception):
    """The memo does not hold what it says."""


class Store:
    """A site's store for one build; without a folder it lies in memory."""

    def __init__(self, folder: Path | None, kept_builds: int) -> None:
        self._kept = kept_builds
        self._rows, self.folder = _open(folder)
        # None where it lies in memory
        last = self._rows.execute("SELECT max(number) FROM builds").fetchone()[0]
        self.build: int = (last or 0) + 1

    def table(self, name: str, kind: type[Any]) -> dict[str, Any]:
        """Give a named table whole; an unreadable one is empty."""
        decode = msgspec.msgpack.Decoder(kind).decode
        try:
            return {key: decode(value) for key, value in self._named(name).items()}
        except (sqlite3.Error, TypeError, ValueError):  # a DecodeError is a ValueError
            return {}

    def inputs(self) -> dict[str, Fingerprint]:
        """Give the inputs of the last finished build."""
        return {name: print_ for name, print_ in self._named("inputs").items() if isinstance(print_, bytes)}

    def _named(self, table: str) -> dict[str, bytes]:
        return dict(self._rows.execute(f"SELECT name, value FROM {table}"))  # noqa: S608 - our own names

    def all(self, table: str) -> dict[bytes, bytes]:
        """Give every row."""
        return dict(self._rows.execute(f"SELECT key, value FROM {table}"))  # noqa: S608 - our own names

    def recall(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give the rows of these keys that are there."""
        found: dict[bytes, bytes] = {}
        for part, marks in _batches(keys):
            select = f"SELECT key, value FROM {table} WHERE key IN ({marks})"  # noqa: S608 - our own names
            found |= dict(self._rows.execute(select, part))
        return found

    def touch(self, table: str, keys: Sequence[bytes]) -> set[bytes]:
        """Keep some rows from being forgotten, and say which of them are there."""
        there: set[bytes] = set()
        for part, marks in _batches(keys):
            select = f"SELECT key FROM {table} WHERE key IN ({marks})"  # noqa: S608 - our own names
            there |= {key for (key,) in self._rows.execute(select, part)}
            touch = f"UPDATE {table} SET build = ? WHERE key IN ({marks}) AND build < ?"  # noqa: S608 - as above
            self._rows.execute(touch, (self.build, *part, self.build - self._kept // 2))
        return there

    def only(self, table: str) -> tuple[bytes, int] | None:
        """Give the row of a table that holds one, with the build that put it there."""
        select = f"SELECT value, build FROM {table}"  # noqa: S608 - our own names
        return self._rows.execute(select).fetchone()  # type: ignore[no-any-return]  # its columns

    def has(self, table: str, key: bytes) -> bool:
        """Say whether there is a row of this key."""
        select = f"SELECT 1 FROM {table} WHERE key = ?"  # noqa: S608 - our own names
        return self._rows.execute(select, (key,)).fetchone() is not None

    def keep_since(self, build: int) -> None:
        """Keep what this build asked for, or a later one, from being forgotten."""
        if (self.build - build) % max(self._kept // 4, 1):
            return
        for table in ("made", "texts"):
            keep = f"UPDATE {table} SET build = ? WHERE build >= ? AND build < ?"  # noqa: S608 - our own names
            self._rows.execute(keep, (self.build, build - self._kept // 2, self.build - self._kept // 2))

    def keep(self, table: str, made: Mapping[bytes, bytes]) -> None:
        """Put rows in."""
        rows = [(key, value, self.build) for key, value in made.items()]
        self._rows.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608 - our own names

    def keep_only(self, table: str, key: bytes, value: bytes) -> None:
        """Put a row in the place of all others."""
        self._rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self.keep(table, {key: value})

    def turn(self, table: str, before: Mapping[str, object], rows: Mapping[str, object]) -> None:
        """Make a named table that holds some rows hold others, touching only those that differ."""
        encode = msgspec.msgpack.Encoder().encode
        fresh = [
            (name, value if isinstance(value, bytes) else encode(value))
            for name, value in rows.items()
            if before.get(name) != value
        ]
        if before:
            gone = [(name,) for name in before.keys() - rows.keys()]
            self._rows.executemany(f"DELETE FROM {table} WHERE name = ?", gone)  # noqa: S608 - our own names
        else:
            self._rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self._rows.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", fresh)  # noqa: S608 - our own names

    def finish(self, started: int) -> None:
        """Count this build as done and forget what no recent one has asked for."""
        self._rows.execute("INSERT OR REPLACE INTO builds VALUES (?, ?)", (self.build, started))
        for table in ("made", "texts"):
            forget = f"DELETE FROM {table} WHERE build < ?"  # noqa: S608 - our own names
            self._rows.execute(forget, (self.build - self._kept,))
        self._rows.commit()

    def commit(self) -> None:
        """Make what was put in last, and let others write."""
        self._rows.commit()

    def close(self) -> None:
        """Let go; what was put in stays even if the build failed."""
        with contextlib.suppress(sqlite3.Error):
            self._rows.commit()
        self._rows.close()


def discard(folder: Path | None) -> None:
    """Remove a store."""
    for leftover in folder.glob(f"{_FILE}*") if folder else ():
        with contextlib.suppress(OSError):
            leftover.unlink()


class Reader:
    """A store on disc, looked up by another process while its owner waits."""

    def __init__(self, folder: Path) -> None:
        self._rows = sqlite3.connect(folder / _FILE, timeout=60, isolation_level=None)

    def __enter__(self) -> None:
        """Look rows up in one transaction from here on."""
        self._rows.execute("BEGIN")

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._rows.execute("COMMIT")

    def recall(self, table: str, key: bytes) -> bytes | None:
        """Give a row, if it is there."""
        select = f"SELECT value FROM {table} WHERE key = ?"  # noqa: S608 - our own names
        row = self._rows.execute(select, (key,)).fetchone()
        return row[0] if row else None


def _open(folder: Path | None) -> tuple[sqlite3.Connection, Path | None]:
    """Open a site's store, a new one in the place of a broken one; where none can be kept, one in memory."""
    for place in (folder, folder):
        if place:
            with contextlib.suppress(OSError, sqlite3.Error):
                place.mkdir(exist_ok=True)
                return _connect(place / _FILE), place
            discard(place)
    return _connect(":memory:"), None


def _connect(path: Path | str) -> sqlite3.Connection:
    rows = sqlite3.connect(path, timeout=60, check_same_thread=False)  # one at a time: the preview's
    rows.execute("PRAGMA synchronous = OFF")
    for table, columns in _TABLES.items():
        rows.execute(f"CREATE TABLE IF NOT EXISTS {table} {columns}")
    rows.execute("SELECT max(number) FROM builds").fetchone()
    return rows


def _batches(keys: Sequence[bytes]) -> Iterator[tuple[Sequence[bytes], str]]:
    """Cut keys into as many as a question may hold, each with its question marks."""
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        yield part, ",".join("?" * len(part))
