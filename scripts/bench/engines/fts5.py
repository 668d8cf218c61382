"""SQLite's FTS5, contentless: an index and nothing else, as the others are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from engines import BEST, Item, Question, Reply

_OTHER_IDF = "its idf is another, and near 0 for words in half of the documents"
# Splits at ASCII separators alone, so the words stay as they are.
_TABLE = """
    CREATE VIRTUAL TABLE item USING fts5(words, content='', tokenize="ascii tokenchars '{}'");
    CREATE TABLE value (number INTEGER PRIMARY KEY, source TEXT, tag TEXT);
    CREATE INDEX value_source ON value (source);
"""
_SEPARATORS = "".join(
    chr(point) for point in range(33, 127) if not chr(point).isalnum() and chr(point) not in "'\""
)
_BEST = f"SELECT rowid FROM item WHERE item MATCH ? ORDER BY rank LIMIT {BEST}"
_FILTERED = "FROM item JOIN value ON number = item.rowid WHERE item MATCH ? AND source = ?"


class Engine:
    """A database in a folder."""

    raw = False
    differs = dict.fromkeys(("any of a question", "all of three", "filter, facets"), _OTHER_IDF)

    def __init__(self, folder: Path) -> None:
        self._path = folder / "items.db"

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""
        self.open()
        self._database.executescript(_TABLE.format(_SEPARATORS))
        for item in items:
            self._database.execute(
                "INSERT INTO item (rowid, words) VALUES (?, ?)",
                (item.number, " ".join(item.words)),
            )
            self._database.execute(
                "INSERT INTO value VALUES (?, ?, ?)", (item.number, item.source, item.tag)
            )
        self._database.commit()
        self._database.close()

    def open(self) -> None:
        """Open what was built."""
        self._database = sqlite3.connect(self._path)

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        match = _match(question)
        if not question.source:
            return Reply([row[0] for row in self._database.execute(_BEST, (match,))])
        values = (match, question.source)
        best = f"SELECT number {_FILTERED} ORDER BY rank LIMIT {BEST}"
        tags = f"SELECT tag, count(*) {_FILTERED} GROUP BY tag"
        found = [row[0] for row in self._database.execute(best, values)]
        return Reply(found, None, dict(self._database.execute(tags, values)))

    def count(self, question: Question) -> int:
        """Return how many items match."""
        if question.source:
            values: tuple[str, ...] = (_match(question), question.source)
            rows = self._database.execute(f"SELECT count(*) {_FILTERED}", values)
        else:
            rows = self._database.execute(
                "SELECT count(*) FROM item WHERE item MATCH ?", (_match(question),)
            )
        return int(rows.fetchone()[0])


def _match(question: Question) -> str:
    words = [f'"{word}"' for word in question.words]
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    if question.kind == "prefix":
        return f"{words[0]} *"
    return (" AND " if question.kind == "all of three" else " OR ").join(words)
