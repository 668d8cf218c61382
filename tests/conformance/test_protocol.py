"""What an engine promises beside finding: commits, writers, threads, statistics."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from fehrest.index.engine import (
    KEYWORD_FIELDS,
    TEXT_FIELDS,
    Batch,
    Best,
    Cover,
    Engine,
    Entry,
    Every,
    Everything,
    Keyword,
    Part,
    Period,
    Phrase,
    Prefix,
    Query,
    Request,
    State,
    Sum,
    Term,
    Text,
    Without,
)

OpenEngine = Callable[[str], Engine]

_WORD = Term("content", "باکو")
_QUERIES: list[Query] = [
    _WORD,
    Phrase("content", (("باکو",), ("شهر", "باد"))),
    Prefix("content", "با"),
    Keyword("source", "BBC"),
    Period(),
    Everything(),
    Sum((_WORD, Everything())),
    Best((_WORD, Everything())),
    Every((_WORD, Everything())),
    Without(Everything(), _WORD),
    Cover((Part(_WORD, 1.0), Part(Everything(), 0.0)), complete_first=True),
]


def _entry(serial: int, words: str = "باکو", tag: str = "") -> Entry:
    terms = words.split()
    text = Text(terms, range(len(terms)), len(terms))
    tags = (tag,) if tag else ()
    keywords = {name: tags if name == "tag" else () for name in KEYWORD_FIELDS}
    return Entry(serial, dict.fromkeys(TEXT_FIELDS, text), keywords, None)


def _change(
    engine: Engine,
    *,
    add: Iterable[Entry] = (),
    delete: Iterable[int] = (),
    revision: int = 1,
    empty: bool = False,
) -> None:
    writer = engine.writer(empty=empty)
    for entry in add:
        writer.add(Batch.of([entry]))
    writer.delete(delete)
    writer.commit(State(revision, "chain"))


# -- Commits ------------------------------------------------------------------


def test_an_index_never_committed_is_empty(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    assert engine.state() is None
    assert list(engine.serials()) == []
    assert engine.frequencies("content", ["باکو", "باد"]) == [0, 0]
    assert list(engine.vocabulary("content")) == []
    assert engine.completions("content", "با", 3) == []
    assert engine.check() == []


@pytest.mark.parametrize("commit", [False, True])
@pytest.mark.parametrize("query", _QUERIES, ids=lambda query: type(query).__name__)
def test_an_empty_index_answers(open_engine: OpenEngine, query: Query, commit: bool) -> None:
    engine = open_engine("new")
    if commit:
        _change(engine)
    for order in ("relevance", "newest", "oldest"):
        found = engine.search(Request(query, order=order, facets=("source", "year")))
        assert (found.total, found.serials, found.scores) == (0, [], [])
        assert found.facets == {"source": {}, "year": {}}
    assert not engine.explain(query, 1)


def test_a_commit_is_seen_by_engines_that_are_open(open_engine: OpenEngine) -> None:
    writing, reading = open_engine("shared"), open_engine("shared")
    assert reading.search(Request(_WORD)).total == 0
    for number in range(1, 6):
        writer = writing.writer()
        writer.add(Batch.of([_entry(number)]))
        assert reading.search(Request(_WORD)).total == number - 1
        writer.commit(State(number, f"chain {number}"))
        for engine in (reading, writing, open_engine("shared")):
            assert engine.state() == State(number, f"chain {number}")
            assert list(engine.serials()) == list(range(1, number + 1))
            assert engine.search(Request(_WORD)).total == number


def test_indexes_do_not_share_documents(open_engine: OpenEngine) -> None:
    first, second = open_engine("first"), open_engine("second")
    _change(first, add=[_entry(1)])
    assert second.state() is None
    assert list(second.serials()) == []


def test_a_commit_without_changes_sets_the_state(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1)], revision=1)
    _change(engine, revision=7)
    assert engine.state() == State(7, "chain")
    assert list(engine.serials()) == [1]


def test_cancelling_drops_all_changes(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1), _entry(2)])
    for empty in (False, True):
        writer = engine.writer(empty=empty)
        writer.add(Batch.of([_entry(3)]))
        writer.delete([1])
        writer.cancel()
        assert engine.state() == State(1, "chain")
        assert list(engine.serials()) == [1, 2]
    _change(engine, add=[_entry(4)])
    assert list(engine.serials()) == [1, 2, 4]


def test_a_writer_that_was_dropped_changes_nothing(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    writer = engine.writer()
    writer.add(Batch.of([_entry(1)]))
    del writer
    assert engine.state() is None
    _change(engine, add=[_entry(2)])
    assert list(engine.serials()) == [2]


def test_unknown_serials_are_passed_over(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, delete=[1, 2**40, -1])
    _change(engine, add=[_entry(5)], delete=[6])
    _change(engine, delete=[4, 6])
    assert list(engine.serials()) == [5]
    _change(engine, delete=[5])
    _change(engine, delete=[5])
    assert list(engine.serials()) == []
    assert engine.search(Request(_WORD)).total == 0


def test_a_writer_deletes_what_it_added(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    writer = engine.writer()
    writer.delete([3])
    for serial in (1, 2, 3):
        writer.add(Batch.of([_entry(serial)]))
    writer.delete(iter([1]))
    writer.commit(State(1, "chain"))
    assert list(engine.serials()) == [2]


def test_what_was_deleted_has_nothing_to_explain(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(number) for number in range(1, 11)])
    assert engine.explain(_WORD, 3).keys() == {_WORD}
    _change(engine, delete=[3])
    assert not engine.explain(_WORD, 3)
    assert engine.explain(_WORD, 4).keys() == {_WORD}


def test_an_empty_writer_replaces_everything(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1, "تهران"), _entry(2)])
    _change(engine, add=[_entry(2, "باکو باد"), _entry(3)], empty=True, revision=2)
    assert list(engine.serials()) == [2, 3]
    assert engine.search(Request(Term("content", "تهران"))).total == 0
    assert engine.search(Request(Term("content", "باد"))).serials == [2]
    assert engine.state() == State(2, "chain")
    _change(engine, empty=True)
    assert list(engine.serials()) == []


def test_documents_stay_through_many_commits(open_engine: OpenEngine) -> None:
    """Small and large commits with deletions; whatever an engine merges, nothing is lost."""
    engine, choose = open_engine("new"), random.Random(1)
    held: dict[int, str] = {}
    serial = 0
    for revision in range(60):
        added = []
        for _ in range(choose.choice((0, 1, 1, 2, 30))):
            serial += 1
            added.append(_entry(serial, f"باکو w{serial} m{serial % 7}", f"t{serial % 3}"))
        deleted = choose.sample(sorted(held), choose.randint(0, len(held) // 4))
        _change(engine, add=added, delete=deleted, revision=revision)
        held.update((entry.serial, entry.keywords["tag"][0]) for entry in added)
        for number in deleted:
            del held[number]
        found = engine.search(Request(_WORD, limit=1_000, facets=("tag",)))
        assert sorted(found.serials) == list(engine.serials()) == sorted(held)
        assert found.facets["tag"] == Counter(held.values())
    for number in held:
        query = Phrase("content", (("باکو",), (f"w{number}",), (f"m{number % 7}",)))
        assert engine.search(Request(query)).serials == [number]
    assert engine.check() == []


# -- Documents of every shape -------------------------------------------------


def test_a_document_may_be_empty(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1, ""), _entry(2, "باکو"), _entry(3, "")])
    assert engine.search(Request(Everything())).serials == [1, 2, 3]
    assert engine.search(Request(_WORD)).serials == [2]
    _change(engine, delete=[2])
    assert engine.search(Request(_WORD)).total == 0
    assert engine.search(Request(Everything())).serials == [1, 3]


def test_serials_may_be_large_and_far_apart(open_engine: OpenEngine) -> None:
    engine, serials = open_engine("new"), [1, 2**31, 2**32 + 1, 2**53]
    _change(engine, add=map(_entry, serials))
    assert list(engine.serials()) == serials
    assert engine.search(Request(_WORD)).serials == serials
    _change(engine, delete=[2**32 + 1])
    assert engine.search(Request(_WORD)).serials == [1, 2**31, 2**53]


def test_dates_may_be_any_year(open_engine: OpenEngine) -> None:
    engine, seconds = open_engine("new"), [-62_135_596_800, -1, 0, 1, 253_402_300_799]
    entries = [_entry(serial)._replace(date=date) for serial, date in enumerate(seconds, 1)]
    _change(engine, add=entries)
    request = Request(Everything(), order="oldest", facets=("year",))
    found = engine.search(request)
    assert found.serials == [1, 2, 3, 4, 5]
    assert found.facets["year"] == {"0001": 1, "1969": 1, "1970": 2, "9999": 1}
    assert engine.search(Request(Period(first=0, end=1))).serials == [3]


def test_texts_and_words_may_be_long(open_engine: OpenEngine) -> None:
    """More positions than 16 bits count, more occurrences than 8, a word of 30,000 letters."""
    engine, long_word = open_engine("new"), "گ" * 30_000
    words = f"{'پر ' * 70_000} باکو شهر {long_word}"
    _change(engine, add=[_entry(1, words), _entry(2)])
    _change(engine, add=[_entry(3, f"باکو {long_word}")])
    assert engine.search(Request(Phrase("content", (("باکو",), ("شهر",))))).serials == [1]
    assert engine.search(Request(Phrase("content", (("پر",),) * 3))).serials == [1]
    assert sorted(engine.search(Request(Term("content", long_word))).serials) == [1, 3]
    assert engine.search(Request(_WORD)).serials == [2, 3, 1]


# -- Statistics ---------------------------------------------------------------


def test_frequencies_and_vocabulary(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    # Sorted by code points these stand otherwise than sorted by the units of UTF-16.
    words = ["a", "B", "ab", "آب", "اب", "پ", "ی", "\ufb56", "\U0001f600"]
    _change(engine, add=[_entry(1, " ".join(words)), _entry(2, "پ پ پ")])
    _change(engine, add=[_entry(3, "پ اب")])
    assert engine.frequencies("content", ["پ", "اب", "لندن", "a", "پ"]) == [3, 2, 0, 1, 3]
    assert engine.frequencies("content", []) == []
    assert engine.frequencies("summary", ["پ"]) == [0]
    counts = dict.fromkeys(words, 1) | {"پ": 3, "اب": 2}
    assert list(engine.vocabulary("content")) == sorted(counts.items())
    assert list(engine.vocabulary("source")) == []
    assert list(engine.vocabulary("summary")) == []


def test_frequencies_may_count_deleted_documents_but_no_fewer(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(number, f"باکو w{number}") for number in range(1, 11)])
    _change(engine, delete=[1, 2])
    assert 8 <= engine.frequencies("content", ["باکو"])[0] <= 10
    assert dict(engine.vocabulary("content"))["باکو"] in (8, 9, 10)
    assert {f"w{number}" for number in range(3, 11)} <= dict(engine.vocabulary("content")).keys()


def test_keywords_have_frequencies_and_a_vocabulary(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1, tag="ب"), _entry(2, tag="الف ب"), _entry(3, tag="ب")])
    assert engine.frequencies("tag", ["ب", "الف", "الف ب"]) == [2, 0, 1]
    assert list(engine.vocabulary("tag")) == [("الف ب", 1), ("ب", 2)]


def test_completions_are_the_most_frequent_terms(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1, "باد باران باکو سفر"), _entry(2, "باران باکو باکو")])
    _change(engine, add=[_entry(3, "باکو")])
    assert engine.completions("content", "با", 2) == [("باکو", 3), ("باران", 2)]
    assert engine.completions("content", "سفر", 5) == [("سفر", 1)]
    assert engine.completions("content", "ز", 5) == []
    assert engine.completions("summary", "با", 5) == []


# -- Threads and errors -------------------------------------------------------


_DOCUMENTS, _COMMITS = 20, 25


class _Reader(threading.Thread):
    """Searches until it is stopped, and keeps what was not of one whole commit."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self.stopped = threading.Event()
        self.searches = 0
        self.wrong: list[object] = []

    def run(self) -> None:
        while not self.stopped.is_set() and not self.wrong:
            try:
                self._search()
            except Exception as error:  # noqa: BLE001 (the test looks at it)
                self.wrong.append(error)
            self.searches += 1

    def _search(self) -> None:
        found = self._engine.search(Request(_WORD, limit=_DOCUMENTS, facets=("tag",)))
        commit = found.serials[0] // _DOCUMENTS
        whole = list(range(commit * _DOCUMENTS, (commit + 1) * _DOCUMENTS))
        if found.serials != whole or found.facets["tag"] != {f"n{commit}": _DOCUMENTS}:
            self.wrong.append(found)
        if self._engine.frequencies("content", ["باکو"])[0] < _DOCUMENTS:
            self.wrong.append("frequencies")


def test_threads_read_whole_commits_while_a_writer_works(open_engine: OpenEngine) -> None:
    """Each commit replaces all documents; a reader must see those of one commit only."""
    engine = open_engine("shared")
    readers = [_Reader(engine), _Reader(engine), _Reader(open_engine("shared"))]
    for number in range(1, _COMMITS):
        serials = range(number * _DOCUMENTS, (number + 1) * _DOCUMENTS)
        _change(
            engine,
            add=[_entry(serial, tag=f"n{number}") for serial in serials],
            delete=range((number - 1) * _DOCUMENTS, number * _DOCUMENTS),
        )
        if number == 1:
            for reader in readers:
                reader.start()
    for reader in readers:
        reader.stopped.set()
        reader.join()
    assert [reader.wrong for reader in readers] == [[], [], []]
    assert all(reader.searches for reader in readers)
    assert list(engine.serials()) == list(serials)


def test_iterators_outlive_the_commit_they_began_in(open_engine: OpenEngine) -> None:
    engine = open_engine("new")
    _change(engine, add=[_entry(1, "الف ب پ")])
    words = engine.vocabulary("content")
    assert next(words) == ("الف", 1)
    _change(engine, add=[_entry(2, "ت")], delete=[1])
    _change(engine, add=[_entry(3, "ث")])
    assert list(words) == [("ب", 1), ("پ", 1)]
