"""The store: the documents themselves, in one SQLite database.  The truth.

Whatever an engine holds can be made again from here.  Each version of a document has a
*serial*, a number that grows with every document written and is never used again; a
replaced document gets a new one.  So an engine is in step exactly when it holds the
serials that the store holds.

Each transaction raises the *revision*, which says cheaply whether anything changed.

A version that is deleted or replaced is kept as *retired* for a while: an engine names it
until its next commit, and whoever searches meanwhile is shown what that commit knew.

The store also keeps the library's vocabulary with the keys by which names are found.
Words are written before an engine shows them and stay until a rebuild, so the
vocabulary holds at least what the engine holds.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .database import Database, sqlite_as_library
from .document import Document
from .errors import LibraryError, LibraryFailed, NewerLibrary, NotALibrary
from .signature import APPLICATION_ID, STORE_FILE

__all__ = ["Change", "OnDamage", "Store"]

_FORMAT = 2
# SQLite takes at least 999 parameters in one statement.
_CHUNK = 900

# How long a search may go on after an engine's commit that retires what it found.
_RETIRED_SECONDS = 60

_COLUMNS = ("id", "text", "title", "date", "source", "url", "language", "tags", "extra")
_COLUMN_TYPES = ", ".join(f"{column} TEXT NOT NULL" for column in _COLUMNS)
_RETIRED = f"""
CREATE TABLE IF NOT EXISTS retired (
    serial INTEGER PRIMARY KEY,
    {_COLUMN_TYPES},
    revision INTEGER NOT NULL
);
INSERT OR IGNORE INTO meta VALUES ('settled', 0), ('settled_at', 0);
"""
_SCHEMA = f"""
BEGIN;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {_FORMAT};
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 0);
CREATE TABLE document (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    {_COLUMN_TYPES},
    UNIQUE (id)
);
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE name_key (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
{_RETIRED}
COMMIT;
"""

# What format 1 lacks.
_UPGRADE = f"BEGIN IMMEDIATE; {_RETIRED} PRAGMA user_version = {_FORMAT}; COMMIT;"

_Item = TypeVar("_Item")

#: Is told what is wrong with a document that cannot be read.
OnDamage = Callable[[LibraryFailed], None]
# What making a document of a damaged row ends in.
_DAMAGE = (LibraryFailed, RecursionError, TypeError, ValueError)


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
        self._database = Database(folder / STORE_FILE)
        #: A revision, and the number of documents then.
        self._counted = (-1, 0)
        if not self.exists(folder):
            raise NotALibrary(
                f"no library at {str(folder)!r}; expected a folder made by 'fehrest index'"
            )
        try:
            self._check_format(folder)
        except LibraryError:
            self.close()
            raise

    @staticmethod
    def exists(folder: Path) -> bool:
        """Say whether there is a store in ``folder``; raise :class:`.LibraryFailed`."""
        try:
            return (folder / STORE_FILE).is_file()
        except OSError as error:
            raise LibraryFailed(
                f"no library can be read at {str(folder)!r:.200}: {error}"
            ) from error

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Make a new store in ``folder``, which exists; half a store is never seen."""
        path = folder / STORE_FILE
        new = path.with_suffix(".new")
        with sqlite_as_library(path):
            for leftover in folder.glob(f"{new.name}*"):
                leftover.unlink()
            with closing(sqlite3.connect(new)) as connection:
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
        # SQLite counts by reading the whole table.
        revision = self.revision()
        if self._counted[0] != revision:
            self._counted = revision, int(self._one("SELECT count(*) FROM document"))
        return self._counted[1]

    def get(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return the documents that exist among ``ids``."""
        found = self._select("document", "id", list(filter(_is_well_formed, ids)))
        return {document.id: document for _serial, document in found}

    def fetch(self, serials: Sequence[int]) -> dict[int, Document]:
        """Return the documents with these serials, retired ones included."""
        found = dict(self._select("document", "serial", serials))
        missing = [serial for serial in serials if serial not in found]
        found.update(self._select("retired", "serial", missing))
        return found

    def ids(self, serials: Sequence[int]) -> dict[int, str]:
        """Return the ids of the documents with these serials, retired ones included."""
        found = dict(self._select_ids("document", serials))
        missing = [serial for serial in serials if serial not in found]
        found.update(self._select_ids("retired", missing))
        return found

    def serials(self) -> list[int]:
        """Return all serials, in ascending order."""
        return [
            row[0] for row in self._database.rows("SELECT serial FROM document ORDER BY serial")
        ]

    def documents(self, on_damage: OnDamage | None = None) -> Iterator[tuple[int, Document]]:
        """Yield all documents, with their serials, in the order in which they were written.

        They are those of the moment when this begins.  What is replaced or deleted meanwhile
        is among them as it was, as long as it is kept as retired.  A damaged document is told to
        ``on_damage`` and passed over; without that, it raises :class:`.LibraryFailed`.
        """
        now = "SELECT value, (SELECT max(serial) FROM document) FROM meta WHERE name = 'revision'"
        revision, end = self._database.rows(now)[0]
        last = 0
        while serials := self._serials_of(revision, last, end or 0):
            try:
                found = self.fetch(serials)
            except LibraryFailed:
                if on_damage is None:
                    raise
                found = self._fetch_sound(serials, on_damage)
            yield from sorted(found.items())
            last = serials[-1]

    def words_with(self, keys: Iterable[str]) -> list[str]:
        """Return the words of the vocabulary that have one of ``keys``."""
        wanted = list(keys)
        marks = ", ".join("?" * len(wanted))
        # One string, since a common key has thousands of words, and a row for each takes as
        # long again.  A word has no space in it.
        query = f"SELECT group_concat(word, ' ') FROM name_key WHERE key IN ({marks})"
        # Those of each key come in order, and to sort such runs takes little.
        return sorted(dict.fromkeys((self._one(query, wanted) or "").split()))

    def check(self) -> list[str]:
        """Return what is wrong with the database, a sentence each."""
        try:
            found = [row[0] for row in self._database.rows("PRAGMA integrity_check")]
        except LibraryFailed as error:
            return [str(error)]
        return [] if found == ["ok"] else [f"{STORE_FILE}: {sentence}" for sentence in found]

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
            return Change([], self._delete(connection, list(filter(_is_well_formed, ids))))

    def forget_retired(self) -> None:
        """Drop the retired versions that nobody can be looking at any more.

        To be called while the engine is in step: from now on nobody begins to look for
        what is retired, and in a while nobody looks for it.
        """
        settled = dict(self._database.rows("SELECT name, value FROM meta"))
        now = int(time.time())
        if 0 <= now - settled["settled_at"] < _RETIRED_SECONDS:
            return
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM retired WHERE revision < ?", (settled["settled"],))
            connection.executemany(
                "UPDATE meta SET value = ? WHERE name = ?",
                [(settled["revision"], "settled"), (now, "settled_at")],
            )

    def replace_vocabulary(self, vocabulary: Mapping[str, Iterable[str]]) -> None:
        """Put another vocabulary in the place of this one."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM word")
            connection.execute("DELETE FROM name_key")
            _insert_words(connection, vocabulary)

    def known_words(self, words: Iterable[str]) -> set[str]:
        """Return those of ``words`` that the vocabulary holds.

        Of a thousand words that takes a tenth of what the engine takes to count their documents.
        """
        known = set[str]()
        for chunk in _chunks(sorted(set(words))):
            marks = ", ".join("?" * len(chunk))
            found = self._database.rows(f"SELECT text FROM word WHERE text IN ({marks})", chunk)
            known.update(row[0] for row in found)
        return known

    def unknown_words(self, words: Iterable[str]) -> set[str]:
        """Return those of ``words`` that the vocabulary does not hold."""
        wanted = set(words)
        return wanted - self.known_words(wanted)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()

    # -- Inside ---------------------------------------------------------------

    def _check_format(self, folder: Path) -> None:
        application = int(self._one("PRAGMA application_id"))
        if application != APPLICATION_ID:
            raise NotALibrary(f"{str(self._database.path)!r} is a database of something else")
        found = int(self._one("PRAGMA user_version"))
        if found > _FORMAT:
            raise NewerLibrary(
                f"the library at {str(folder)!r} has format {found}, and this version of"
                f" Fehrest reads format {_FORMAT}; expected a newer Fehrest"
            )
        if found < _FORMAT:
            # Where we may only read, nothing is retired.
            with suppress(LibraryFailed):
                self._database.run(_UPGRADE)

    def _one(self, query: str, parameters: Sequence[Any] = ()) -> Any:
        return self._database.rows(query, parameters)[0][0]

    def _serials_of(self, revision: int, last: int, end: int) -> list[int]:
        """Return the next serials behind ``last``, to ``end``, of what there was at a revision."""
        among = f"serial > {last} AND serial <= {end}"
        query = f"SELECT serial FROM document WHERE {among}"
        # Where we may only read, an old format stays as it is.
        if int(self._one("PRAGMA user_version")) >= _FORMAT:
            query += f" UNION SELECT serial FROM retired WHERE {among} AND revision >= {revision}"
        rows = self._database.rows(f"{query} ORDER BY serial LIMIT {_CHUNK}")
        return [row[0] for row in rows]

    def _fetch_sound(self, serials: Sequence[int], on_damage: OnDamage) -> dict[int, Document]:
        """Return what :meth:`fetch` does, without the documents that are damaged."""
        found = dict[int, Document]()
        for serial in serials:
            try:
                found.update(self.fetch([serial]))
            except LibraryFailed as error:
                on_damage(error)
        return found

    def _select(
        self, table: str, column: str, values: Sequence[Any]
    ) -> Iterator[tuple[int, Document]]:
        """Yield documents with their serials; raise :class:`.LibraryFailed` for a damaged one."""
        names = ", ".join(_COLUMNS)
        for chunk in _chunks(values):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT serial, {names} FROM {table} WHERE {column} IN ({marks})"
            try:
                found = [(row[0], _document(row[1:])) for row in self._database.rows(query, chunk)]
            except _DAMAGE as error:
                if len(chunk) == 1:
                    raise LibraryFailed(self._damaged(table, column, chunk[0], error)) from error
                # To tell which one it is.
                found = [pair for value in chunk for pair in self._select(table, column, [value])]
            yield from found

    def _damaged(self, table: str, column: str, value: object, error: Exception) -> str:
        """Name the document with ``value`` in a column, whatever there is left of it."""
        query = f"SELECT serial, CAST(id AS BLOB) FROM {table} WHERE {column} = ?"
        name = f"the document with {column} {value!r:.80}"
        with suppress(LibraryError, IndexError):
            serial, found = self._database.rows(query, (value,))[0]
            name = f"document {found.decode(errors='replace')!r:.80} (serial {serial})"
        return f"{name} cannot be read: {error}"

    def _select_ids(self, table: str, serials: Sequence[int]) -> Iterator[tuple[int, str]]:
        for chunk in _chunks(serials):
            marks = ", ".join("?" * len(chunk))
            yield from self._database.rows(
                f"SELECT serial, id FROM {table} WHERE serial IN ({marks})", chunk
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._database.transaction() as connection:
            yield connection
            connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'revision'")

    def _delete(self, connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
        removed: list[int] = []
        kept = ", ".join(("serial", *_COLUMNS, "(SELECT value FROM meta WHERE name = 'revision')"))
        for chunk in _chunks(ids):
            among = f"FROM document WHERE id IN ({', '.join('?' * len(chunk))})"
            connection.execute(f"INSERT INTO retired SELECT {kept} {among}", chunk)
            removed.extend(
                row[0] for row in connection.execute(f"DELETE {among} RETURNING serial", chunk)
            )
        return removed


def _document(row: Sequence[str]) -> Document:
    fields = dict(zip(_COLUMNS, row, strict=True))
    tags, extra = json.loads(fields.pop("tags")), json.loads(fields.pop("extra"))
    return Document(**fields, tags=tuple(tags), extra=extra)


def _insert(connection: sqlite3.Connection, document: Document) -> int:
    values = [getattr(document, column) for column in _COLUMNS[:-2]]
    values += [json.dumps(document.tags), json.dumps(document.extra)]
    marks = ", ".join("?" * len(_COLUMNS))
    statement = f"INSERT INTO document ({', '.join(_COLUMNS)}) VALUES ({marks})"
    return int(connection.execute(statement, values).lastrowid or 0)


def _is_well_formed(text: str) -> bool:
    """Say whether SQLite can take a text; no document has an id that it cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
