"""The memo's store on disc: rows by key, forgotten when no recent build has asked for them."""

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.fingerprint import Fingerprint

_FORMAT = 2
"""Counts the forms that a store has had; one of any other form is not this program's."""
_BY_KEY = "(key BLOB PRIMARY KEY, value BLOB NOT NULL, sum INTEGER NOT NULL, build INTEGER NOT NULL)"
"""Large values: found three times as fast as in a table WITHOUT ROWID."""
_BY_NAME = "(name TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID"
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
_MOST_BUILDS = 1 << 48
"""Builds that no site has seen: a number past them is damage."""
_PATIENCE = 60
"""Seconds to wait for a store that another build holds."""


class Broken(Exception):
    """The memo does not hold what it says."""


UNUSABLE = (sqlite3.Error, Broken, UnicodeDecodeError)
"""What a store raises that cannot be used any more; SQLite's complaint may itself hold the damage."""


def is_busy(error: BaseException) -> bool:
    """Say whether nothing is wrong with a store but that another build holds it."""
    code = getattr(error, "sqlite_errorcode", 0)
    return isinstance(error, sqlite3.Error) and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Store:
    """A site's store for one build; without a folder it lies in memory."""

    def __init__(self, folder: Path | None, kept_builds: int) -> None:
        self._kept = kept_builds
        self._rows, self.folder = _open(folder)
        # None where it lies in memory
        self.build: int = _last_build(self._rows) + 1

    def table(self, name: str, kind: type[Any]) -> dict[str, Any]:
        """Give a named table whole; one of another program's values is empty."""
        decode = msgspec.msgpack.Decoder(kind).decode
        try:
            return {key: decode(value) for key, value in self._named(name).items()}
        except msgspec.DecodeError:
            return {}

    def inputs(self) -> dict[str, Fingerprint]:
        """Give the inputs of the last finished build."""
        return self._named("inputs")

    def _named(self, table: str) -> dict[str, bytes]:
        return dict(_sound(table, _asked(self._rows, f"SELECT name, value, sum FROM {table}")))  # noqa: S608 - our own names

    def all(self, table: str) -> dict[bytes, bytes]:
        """Give every row."""
        return dict(_sound(table, _asked(self._rows, f"SELECT key, value, sum FROM {table}")))  # noqa: S608 - our own names

    def recall(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give the rows of these keys that are there."""
        found: dict[bytes, bytes] = {}
        for part, marks in _batches(keys):
            select = f"SELECT key, value, sum FROM {table} WHERE key IN ({marks})"  # noqa: S608 - our own names
            found |= _sound(table, _asked(self._rows, select, part))
        return found

    def touch(self, table: str, keys: Sequence[bytes]) -> set[bytes]:
        """Keep some rows from being forgotten, and say which of them are there."""
        there: set[bytes] = set()
        for part, marks in _batches(keys):
            select = f"SELECT key FROM {table} WHERE key IN ({marks})"  # noqa: S608 - our own names
            there |= {key for (key,) in _asked(self._rows, select, part)}
            touch = f"UPDATE {table} SET build = ? WHERE key IN ({marks}) AND build < ?"  # noqa: S608 - as above
            self._rows.execute(touch, (self.build, *part, self.build - self._kept // 2))
        return there

    def only(self, table: str) -> tuple[bytes, int] | None:
        """Give the row of a table that holds one, with the build that put it there."""
        rows = _asked(self._rows, f"SELECT key, value, sum, build FROM {table} LIMIT 1")  # noqa: S608 - our own names
        if not rows:
            return None
        *row, build = rows[0]
        if not isinstance(build, int) or build > self.build:
            raise Broken(table)
        return next(_sound(table, [row]))[1], build

    def has(self, table: str, key: bytes) -> bool:
        """Say whether there is a row of this key."""
        select = f"SELECT 1 FROM {table} WHERE key = ?"  # noqa: S608 - our own names
        return bool(_asked(self._rows, select, (key,)))

    def keep_since(self, build: int) -> None:
        """Keep what this build asked for, or a later one, from being forgotten."""
        if (self.build - build) % max(self._kept // 4, 1):
            return
        for table in ("made", "texts"):
            keep = f"UPDATE {table} SET build = ? WHERE build >= ? AND build < ?"  # noqa: S608 - our own names
            self._rows.execute(keep, (self.build, build - self._kept // 2, self.build - self._kept // 2))

    def keep(self, table: str, made: Mapping[bytes, bytes]) -> None:
        """Put rows in."""
        rows = [(key, value, _sum(table, key, value), self.build) for key, value in made.items()]
        self._rows.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", rows)  # noqa: S608 - our own names

    def keep_only(self, table: str, key: bytes, value: bytes) -> None:
        """Put a row in the place of all others."""
        self._rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self.keep(table, {key: value})

    def turn(self, table: str, before: Mapping[str, object], rows: Mapping[str, object]) -> None:
        """Make a named table that holds some rows hold others, touching only those that differ."""
        encode = msgspec.msgpack.Encoder().encode
        fresh = {
            name: value if isinstance(value, bytes) else encode(value)
            for name, value in rows.items()
            if before.get(name) != value
        }
        if before:
            gone = [(name,) for name in before.keys() - rows.keys()]
            self._rows.executemany(f"DELETE FROM {table} WHERE name = ?", gone)  # noqa: S608 - our own names
        else:
            self._rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        summed = [(name, value, _sum(table, name.encode(), value)) for name, value in fresh.items()]
        self._rows.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", summed)  # noqa: S608 - our own names

    def version(self) -> int:
        """Give a number that is another one once another build has put something in."""
        number: int = _asked(self._rows, "PRAGMA data_version")[0][0]
        return number

    @contextlib.contextmanager
    def at_once(self, *, writing: bool = False) -> Iterator[None]:
        """Let no other build put anything in between; keep what is written if all goes well, else nothing."""
        if not self._rows.in_transaction:
            self._rows.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        try:
            yield
        except BaseException:
            self._rows.rollback()
            raise
        self._rows.commit()

    def finish(self, started: int) -> None:
        """Count this build as done and forget what no recent one has asked for."""
        self._rows.execute("INSERT OR REPLACE INTO builds VALUES (?, ?)", (self.build, started))
        for table in ("made", "texts"):
            forget = f"DELETE FROM {table} WHERE build < ?"  # noqa: S608 - our own names
            self._rows.execute(forget, (self.build - self._kept,))

    def commit(self) -> None:
        """Make what was put in last, and let others write."""
        self._rows.commit()

    def close(self) -> None:
        """Let go; what was put in stays even if the build failed."""
        with contextlib.suppress(*UNUSABLE):
            self._rows.commit()
        _let_go(self._rows)


def discard(folder: Path | None) -> bool:
    """Remove a store, unless another build holds it; say whether none does."""
    if folder is None:
        return True
    if _is_held(folder / _FILE):
        return False
    for leftover in folder.glob(f"{_FILE}*"):
        with contextlib.suppress(OSError):
            leftover.unlink()
    return True


def _is_held(path: Path) -> bool:
    """Say whether others do not let go of a store for a while."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE)) as rows:
            rows.execute("BEGIN EXCLUSIVE")
    except UNUSABLE as error:
        return is_busy(error)
    return False


class Reader:
    """A store on disc, looked up by another process while its owner waits."""

    def __init__(self, folder: Path) -> None:
        self._rows = sqlite3.connect(folder / _FILE, timeout=_PATIENCE, isolation_level=None)

    def __enter__(self) -> None:
        """Look rows up in one transaction from here on."""
        self._rows.execute("BEGIN")

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._rows.execute("COMMIT")

    def recall(self, table: str, key: bytes) -> bytes | None:
        """Give a row, if it is there."""
        select = f"SELECT key, value, sum FROM {table} WHERE key = ?"  # noqa: S608 - our own names
        return dict(_sound(table, _asked(self._rows, select, (key,)))).get(key)


def _open(folder: Path | None) -> tuple[sqlite3.Connection, Path | None]:
    """Open a site's store, a new one in the place of a broken one; where none can be kept, one in memory."""
    for place in (folder, folder):
        if place is None:
            break
        try:
            place.mkdir(exist_ok=True)
            _writable(place, place / _FILE)
            return _connect(place / _FILE), place
        except (OSError, *UNUSABLE) as error:
            if is_busy(error) or not discard(place):
                break
    return _connect(":memory:"), None


def _writable(*paths: Path) -> None:
    """Raise Broken where something cannot be written to: a memo that keeps nothing is of no use."""
    for path in paths:
        if path.exists() and not os.access(path, os.W_OK):
            raise Broken(str(path))


def _connect(path: Path | str) -> sqlite3.Connection:
    rows = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)  # one at a time: the preview's
    try:
        rows.execute("PRAGMA synchronous = OFF")
        if _form(rows) != _FORMAT:
            _begin(rows)
        _last_build(rows)
    except BaseException:
        _let_go(rows)
        raise
    return rows


def _let_go(rows: sqlite3.Connection) -> None:
    """Close a store; what could not be put in would else hold it as long as its fault is known."""
    with contextlib.suppress(*UNUSABLE):
        rows.rollback()
    rows.close()


def _begin(rows: sqlite3.Connection) -> None:
    """Make a new store; raise Broken where there is one of another form."""
    rows.execute("BEGIN IMMEDIATE")  # a build at the same time may do the same
    if _form(rows) != _FORMAT:
        if _asked(rows, "SELECT 1 FROM sqlite_master LIMIT 1"):
            raise Broken("form")
        for table, columns in _TABLES.items():
            rows.execute(f"CREATE TABLE {table} {columns}")
        rows.execute(f"PRAGMA user_version = {_FORMAT}")
    rows.commit()


def _asked(rows: sqlite3.Connection, question: str, given: Sequence[object] = ()) -> list[Any]:
    """Ask a store; half an answer would hold it against all as long as somebody knows its fault."""
    with contextlib.closing(rows.execute(question, given)) as answer:
        return answer.fetchall()


def _form(rows: sqlite3.Connection) -> object:
    return _asked(rows, "PRAGMA user_version")[0][0]


def _last_build(rows: sqlite3.Connection) -> int:
    last = _asked(rows, "SELECT max(number) FROM builds")[0][0] or 0
    if not isinstance(last, int) or not 0 <= last < _MOST_BUILDS:
        raise Broken("builds")
    return last


def _sum(table: str, key: bytes, value: bytes) -> int:
    """Sum up a row, so that damage shows."""
    return zlib.crc32(value, zlib.crc32(key, zlib.crc32(table.encode())))


def _sound(table: str, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, bytes]]:
    """Give rows of key, value and sum as they were put in; raise Broken where one is not."""
    for key, value, total in rows:
        name = key.encode() if isinstance(key, str) else key
        sound = isinstance(name, bytes) and isinstance(value, bytes)
        if not sound or _sum(table, name, value) != total:
            raise Broken(table)
        yield key, value


def _batches(keys: Sequence[bytes]) -> Iterator[tuple[Sequence[bytes], str]]:
    """Cut keys into as many as a question may hold, each with its question marks."""
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        yield part, ",".join("?" * len(part))
