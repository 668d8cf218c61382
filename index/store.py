"""The store: the documents themselves, in one SQLite database.  The truth.

Whatever an engine holds can be made again from here.  Each version of a document has a
*serial*, a number that grows with every document written and is never used again; a
replaced document gets a new one.  So an engine is in step exactly when it holds the
serials that the store holds.

Each transaction raises the *revision*, which says cheaply whether anything changed.

The store also keeps the library's vocabulary with the keys by which names are found.
Words are written before an engine shows them and stay until a rebuild, so the
vocabulary holds at least what the engine holds.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .document import Document
from .errors import LibraryBusy, LibraryError, LibraryFailed, NewerLibrary, NotALibrary

__all__ = ["Change", "Store"]

_FILE = "store.db"
# "FHRS", in the header of the database file.
_APPLICATION_ID = 0x46485253
_FORMAT = 1
_WAIT_SECONDS = 30.0
# SQLite takes at least 999 parameters in one statement.
_CHUNK = 900

_COLUMNS = ("id", "text", "title", "date", "source", "url", "language", "tags", "extra")
_SCHEMA = f"""
BEGIN;
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {_FORMAT};
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 0);
CREATE TABLE document (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    {", ".join(f"{column} TEXT NOT NULL" for column in _COLUMNS)},
    UNIQUE (id)
);
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE name_key (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
COMMIT;
"""

_Item = TypeVar("_Item")


class Change(NamedTuple):
    """What a transaction did to the documents."""

    added: Sequence[tuple[int, Document]]
    #: Serials of documents that are gone or replaced.
    removed: Sequence[int]


class Store:
    """The documents of one library.

    May be used from several threads; each gets a connection of its own.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``.

        Raises :class:`.NotALibrary`, :class:`.NewerLibrary` or
        :class:`.LibraryFailed`.
        """
        self.path = folder / _FILE
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        if not self.exists(folder):
            raise NotALibrary(
                f"no library at {str(folder)!r}; expected a folder made by 'fehrest index'"
            )
        self._check_format(folder)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Say whether there is a store in ``folder``."""
        return (folder / _FILE).is_file()

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Make a new store in ``folder``, which exists; half a store is never seen."""
        path = folder / _FILE
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with _sqlite_as_library(path), closing(sqlite3.connect(new)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
        new.replace(path)
        return cls(folder)

    # -- Reading --------------------------------------------------------------

    def revision(self) -> int:
        """Return the number of transactions so far."""
        return int(self._one("SELECT value FROM meta WHERE name = 'revision'"))

    def __len__(self) -> int:
        """Return the number of documents."""
        return int(self._one("SELECT count(*) FROM document"))

    def get(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist among ``ids``."""
        return {document.id: document for _serial, document in self._select("id", ids)}

    def fetch(self, serials: Sequence[int]) -> dict[int, Document]:
        """Return the documents that exist among ``serials``."""
        return dict(self._select("serial", serials))

    def ids(self, serials: Sequence[int]) -> dict[int, str]:
        """Return the ids of the documents that exist among ``serials``."""
        found = dict[int, str]()
        for chunk in _chunks(serials):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT serial, id FROM document WHERE serial IN ({marks})"
            found.update(self._rows(query, chunk))
        return found

    def serials(self) -> list[int]:
        """Return all serials, in ascending order."""
        return [row[0] for row in self._rows("SELECT serial FROM document ORDER BY serial")]

    def documents(self) -> Iterator[tuple[int, Document]]:
        """Yield all documents, with their serials, in the order in which they were written.

        Documents that are written meanwhile may be among them.
        """
        last = 0
        query = f"SELECT serial, {', '.join(_COLUMNS)} FROM document WHERE serial > ?"
        while rows := self._rows(f"{query} ORDER BY serial LIMIT {_CHUNK}", (last,)):
            yield from ((row[0], _document(row[1:])) for row in rows)
            last = rows[-1][0]

    def words_with(self, keys: Iterable[str]) -> list[str]:
        """Return the words of the vocabulary that have one of ``keys``."""
        wanted = list(keys)
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT DISTINCT word FROM name_key WHERE key IN ({marks}) ORDER BY word"
        return [row[0] for row in self._rows(query, wanted)]

    def check(self) -> list[str]:
        """Return what is wrong with the database, a sentence each."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else [f"{_FILE}: {sentence}" for sentence in found]

    # -- Writing --------------------------------------------------------------

    def put(self, documents: Sequence[Document], vocabulary: Mapping[str, Iterable[str]]) -> Change:
        """Write documents, and words with their keys, in one transaction.

        A document replaces the one with its id; of several with one id the last stays.
        """
        latest = {document.id: document for document in documents}
        with self._transaction() as connection:
            removed = self._delete(connection, list(latest))
            added = [(_insert(connection, document), document) for document in latest.values()]
            _insert_words(connection, vocabulary)
        return Change(added, removed)

    def remove(self, ids: Sequence[str]) -> Change:
        """Delete the documents that exist among ``ids``."""
        with self._transaction() as connection:
            return Change([], self._delete(connection, ids))

    def replace_vocabulary(self, vocabulary: Mapping[str, Iterable[str]]) -> None:
        """Put another vocabulary in the place of this one."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM word")
            connection.execute("DELETE FROM name_key")
            _insert_words(connection, vocabulary)

    def unknown_words(self, words: Iterable[str]) -> set[str]:
        """Return those of ``words`` that the vocabulary does not hold."""
        unknown = set(words)
        for chunk in _chunks(sorted(unknown)):
            marks = ", ".join("?" * len(chunk))
            known = self._rows(f"SELECT text FROM word WHERE text IN ({marks})", chunk)
            unknown.difference_update(row[0] for row in known)
        return unknown

    def close(self) -> None:
        """Close the connections of all threads."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    # -- Inside ---------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = _connect(self.path)
            self._connections.append(found)
        return found

    def _check_format(self, folder: Path) -> None:
        application = int(self._one("PRAGMA application_id"))
        if application != _APPLICATION_ID:
            raise NotALibrary(f"{str(self.path)!r} is a database of something else")
        found = int(self._one("PRAGMA user_version"))
        if found > _FORMAT:
            raise NewerLibrary(
                f"the library at {str(folder)!r} has format {found}, and this version of"
                f" Fehrest reads format {_FORMAT}; expected a newer Fehrest"
            )

    def _one(self, query: str) -> Any:
        return self._rows(query)[0][0]

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with _sqlite_as_library(self.path):
            return self._connection().execute(query, values).fetchall()

    def _select(self, column: str, values: Sequence[Any]) -> Iterator[tuple[int, Document]]:
        for chunk in _chunks(values):
            marks = ", ".join("?" * len(chunk))
            query = (
                f"SELECT serial, {', '.join(_COLUMNS)} FROM document WHERE {column} IN ({marks})"
            )
            for row in self._rows(query, chunk):
                yield row[0], _document(row[1:])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _sqlite_as_library(self.path):
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'revision'")
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _delete(self, connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
        removed: list[int] = []
        for chunk in _chunks(ids):
            marks = ", ".join("?" * len(chunk))
            query = f"DELETE FROM document WHERE id IN ({marks}) RETURNING serial"
            removed.extend(row[0] for row in connection.execute(query, chunk))
        return removed


def _connect(path: Path) -> sqlite3.Connection:
    """Open the database, for reading only where the folder lets us do no more."""
    try:
        connection = _open(path, "mode=rw")
        connection.execute("SELECT value FROM meta").fetchall()
    except sqlite3.OperationalError as error:
        # A write-ahead log needs a place for its files; a folder that we cannot write
        # into has none, and nobody changes it under us.
        if os.access(path.parent, os.W_OK) or "no such table" in str(error):
            raise
        connection = _open(path, "mode=ro&immutable=1")
    return connection


def _open(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


@contextmanager
def _sqlite_as_library(path: Path) -> Iterator[None]:
    """Raise what SQLite raises as a :class:`.LibraryError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _as_library_error(error, path) from error


def _as_library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    message = str(error)
    if "not a database" in message or "no such table" in message:
        return NotALibrary(f"{str(path)!r} is not the database of a library")
    if "locked" in message:
        return LibraryBusy(f"{str(path)!r} is in use by another process; try again later")
    return LibraryFailed(f"{str(path)!r} cannot be read or written: {message}")


def _document(row: Sequence[str]) -> Document:
    fields = dict(zip(_COLUMNS, row, strict=True))
    tags, extra = json.loads(fields.pop("tags")), json.loads(fields.pop("extra"))
    return Document(**fields, tags=tuple(tags), extra=extra)


def _insert(connection: sqlite3.Connection, document: Document) -> int:
    values = [getattr(document, column) for column in _COLUMNS[:-2]]
    values += [json.dumps(list(document.tags)), json.dumps(dict(document.extra))]
    marks = ", ".join("?" * len(_COLUMNS))
    statement = f"INSERT INTO document ({', '.join(_COLUMNS)}) VALUES ({marks})"
    return int(connection.execute(statement, values).lastrowid or 0)


def _insert_words(connection: sqlite3.Connection, vocabulary: Mapping[str, Iterable[str]]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in vocabulary)
    )
    connection.executemany(
        "INSERT OR IGNORE INTO name_key VALUES (?, ?)",
        ((key, word) for word, keys in vocabulary.items() for key in keys),
    )


def _chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
