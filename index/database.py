"""The database file of a library: a connection a thread, and errors of our own.

Where we may not write into the folder, SQLite can follow the write-ahead log of a writer,
but has nowhere to put one of its own.  While there is no log nobody writes, and the
database is read as a file that stands still, until it has changed.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from .errors import LibraryBusy, LibraryError, LibraryFailed, NotALibrary

__all__ = ["Database", "sqlite_as_library"]

_WAIT_SECONDS = 30.0
# The pages that a writer keeps at hand.  In SQLite's 2 MB there is not room for those of the words
# and keys of a batch: with these, to add the words of 15,000 documents takes 1.9 seconds for 2.7.
_WRITING_KIB = 32_000


class Database:
    """An SQLite database that may be used from several threads.

    One that nobody closed is closed with the last reference to it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections: dict[threading.Thread, _Connection] = {}
        self._lock = threading.Lock()
        self._is_closed = False
        weakref.finalize(self, _close_all, self._connections)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query, all of one moment."""
        with sqlite_as_library(self.path):
            connection = self._connection()
            try:
                rows = connection.execute(query, values).fetchall()
            except sqlite3.DatabaseError:
                if connection is self._connection():
                    raise
            else:
                if connection is self._connection():
                    return rows
        # The file was changed under a connection that cannot know.
        return self.rows(query, values)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are made together, and safe at the end."""
        with sqlite_as_library(self.path):
            connection = self._connection()
            connection.execute(f"PRAGMA cache_size = -{_WRITING_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def run(self, script: str) -> None:
        """Run a script, which has to begin and end its transaction."""
        with sqlite_as_library(self.path):
            self._connection().executescript(script)

    def close(self) -> None:
        """Close the connections of all threads.  None is opened again."""
        with self._lock:
            self._is_closed = True
            _close_all(self._connections)

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's connection; raise :class:`.LibraryFailed` after closing."""
        thread = threading.current_thread()
        found = self._connections.get(thread)
        if found is None or found.is_outdated(self.path):
            new = _connect(self.path)
            with self._lock:
                if self._is_closed:
                    new.sqlite.close()
                    raise LibraryFailed(f"{str(self.path)!r} was closed; expected an open library")
                self._close_unused(thread)
                self._connections[thread] = found = new
        return found.sqlite

    def _close_unused(self, thread: threading.Thread) -> None:
        """Close the connections of threads that have ended, and the old one of ``thread``."""
        for other in list(self._connections):
            if other is thread or not other.is_alive():
                self._connections.pop(other).sqlite.close()


class _Connection(NamedTuple):
    sqlite: sqlite3.Connection
    #: What the files looked like to a connection that takes them for unchangeable.
    stamp: tuple[int, ...] = ()

    def is_outdated(self, path: Path) -> bool:
        """Say whether the files changed without the connection's knowing."""
        return bool(self.stamp) and self.stamp != _stamp(path)


def _close_all(connections: dict[threading.Thread, _Connection]) -> None:
    while connections:
        connections.popitem()[1].sqlite.close()


def _stamp(path: Path) -> tuple[int, ...]:
    """Return numbers that change with the database."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size, _log(path).exists()


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _connect(path: Path) -> _Connection:
    """Open the database, for reading only where the folder lets us do no more."""
    try:
        return _Connection(_open(path, "mode=rw"))
    except sqlite3.OperationalError:
        if os.access(path.parent, os.W_OK) or _log(path).exists():
            raise
        stamp = _stamp(path)
        return _Connection(_open(path, "mode=ro&immutable=1"), stamp)


def _open(path: Path, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # The file is looked at only now.
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def sqlite_as_library(path: Path) -> Iterator[None]:
    """Raise what SQLite and the disk raise as a :class:`.LibraryError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _as_library_error(error, path) from error


def _as_library_error(error: Exception, path: Path) -> LibraryError:
    message = str(error)
    if "not a database" in message or "no such table" in message:
        return NotALibrary(f"{str(path)!r} is not the database of a library")
    if "locked" in message:
        return LibraryBusy(f"{str(path)!r} is in use by another process; try again later")
    # A text that is no UTF-8 is all of it in the message, behind what is wrong.
    reason = message.partition(" with text ")[0]
    return LibraryFailed(f"{str(path)!r} cannot be read or written: {reason}")
