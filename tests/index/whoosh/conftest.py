"""Entries for indexes of a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from fehrest.index.engine import KEYWORD_FIELDS, TEXT_FIELDS, Batch, Entry, State, Text
from fehrest.index.whoosh.engine import WhooshEngine

MakeEntry = Callable[..., Entry]
Committed = Callable[..., WhooshEngine]


@pytest.fixture(scope="session")
def make_entry() -> MakeEntry:
    """Make an entry whose text fields all say the same."""

    def make(serial: int, words: str = "باکو", *, tag: str = "", date: int | None = None) -> Entry:
        terms = words.split()
        text = Text(terms, range(len(terms)), len(terms))
        keywords = {name: tuple(tag.split()) if name == "tag" else () for name in KEYWORD_FIELDS}
        return Entry(serial, dict.fromkeys(TEXT_FIELDS, text), keywords, date)

    return make


@pytest.fixture
def committed(tmp_path: Path) -> Committed:
    """Commit entries and deletions to the index of the test, and return its engine."""

    def commit(add: Iterable[Entry] = (), delete: Iterable[int] = ()) -> WhooshEngine:
        engine = WhooshEngine(tmp_path)
        writer = engine.writer()
        writer.add(Batch.of(add))
        writer.delete(delete)
        writer.commit(State(1, "words"))
        return engine

    return commit
