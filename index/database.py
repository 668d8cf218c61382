"""The database file of a library: a connection a thread, and errors of our own.

Where we may not write into the folder, SQLite can follow the write-ahead log of a writer,
but has nowhere to put one of its own.  While there is no log nobody writes, and the
database is read as a file that stands still, until it has changed.

A connection must not be carried over a fork.  SQLite would take the locks of the parent for those
of the child, also for a connection that the child opens: when the parent closes its own, the log
that the child still writes to is deleted, and what it wrote is lost.  So connections are closed
before a fork, and opened again by who needs them.
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
        with _forking:
            _databases.add(self)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query, all of one moment."""
        with sqlite_as_library(self.path):
            connection = self._connection()
            try:
                with connection.in_use:
                    rows = connection.sqlite.execute(query, values).fetchall()
            except sqlite3.DatabaseError:
                if connection is self._connection():
                    raise
            else:
                if connection is self._connection():
                    return rows
        # The file was changed under a connection that cannot know, or that was closed for a fork.
        return self.rows(query, values)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are made together, and safe at the end."""
        with sqlite_as_library(self.path), self._connected() as connection:
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
        with sqlite_as_library(self.path), self._connected() as connection:
            connection.executescript(script)

    def close(self) -> None:
        """Close the connections of all threads.  None is opened again."""
        with self._lock:
            self._is_closed = True
            _close_all(self._connections)

    def pause(self) -> None:
        """Close the connections, when they are done, and open none until :meth:`resume`."""
        self._lock.acquire()
        for thread, connection in list(self._connections.items()):
            with connection.in_use:
                # Only this thread can be in the midst of a transaction.
                if not connection.sqlite.in_transaction:
                    self._connections.pop(thread).sqlite.close()

    def resume(self) -> None:
        """Let connections be opened again."""
        self._lock.release()

    def begin_anew(self) -> None:
        """Take up work in a process that was forked."""
        # To close them would be to speak for the parent.
        _inherited.extend(self._connections.values())
        self._connections.clear()
        self._lock = threading.Lock()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection, which stays open in the block."""
        connection = self._connection()
        with connection.in_use:
            if connection is self._connections.get(threading.current_thread()):
                yield connection.sqlite
                return
        # It was closed for a fork just now.
        with self._connected() as other:
            yield other

    def _connection(self) -> _Connection:
        """Return this thread's connection; raise :class:`.LibraryFailed` after closing."""
        thread = threading.current_thread()
        found = self._connections.get(thread)
        if found is None or found.is_outdated(self.path):
            with self._lock:
                if self._is_closed:
                    raise LibraryFailed(f"{str(self.path)!r} was closed; expected an open library")
                new = _connect(self.path)
                self._close_unused(thread)
                self._connections[thread] = found = new
        return found

    def _close_unused(self, thread: threading.Thread) -> None:
        """Close the connections of threads that have ended, and the old one of ``thread``."""
        for other in list(self._connections):
            if other is thread or not other.is_alive():
                self._connections.pop(other).sqlite.close()


class _Connection(NamedTuple):
    sqlite: sqlite3.Connection
    #: Held while it is used.
    in_use: threading.RLock
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
        return _Connection(_open(path, "mode=rw"), threading.RLock())
    except sqlite3.OperationalError:
        if os.access(path.parent, os.W_OK) or _log(path).exists():
            raise
        stamp = _stamp(path)
        return _Connection(_open(path, "mode=ro&immutable=1"), threading.RLock(), stamp)


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


# The databases that may have connections, and a lock that is held while one is added, or while
# there is a fork.
_databases = weakref.WeakSet[Database]()
_forking = threading.Lock()
_paused: list[Database] = []
_inherited: list[_Connection] = []


def _before_fork() -> None:
    _forking.acquire()
    for database in _databases:
        database.pause()
        _paused.append(database)


def _after_fork() -> None:
    while _paused:
        _paused.pop().resume()
    _forking.release()


def _after_fork_in_child() -> None:
    """Begin anew, also where a server forks without asking Python before."""
    global _forking  # noqa: PLW0603 (whoever held it is not here)
    _forking = threading.Lock()
    _paused.clear()
    for database in _databases:
        database.begin_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=_after_fork,
        after_in_child=_after_fork_in_child,
    )


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
