"""Whoosh's own tools over our index: readers, searchers, queries, writers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fehrest.index.engine import TEXT_FIELDS, Entry, Request, State, Term, Text
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.index import ArrayIndex
from whoosh import query
from whoosh.query.spans import SpanNear
from whoosh.reading import TermNotFound

Committed = Callable[..., WhooshEngine]
MakeEntry = Callable[..., Entry]

_TEXTS = {
    1: "بنی گانتس وزیر دفاع",
    2: "وزیر دفاع وزیر خارجه",
    3: "دفاع از وزیر",
    4: "گانس و گانتس و گانز",
    5: "کوه بلند",
    6: "گانتس",
}


@pytest.fixture
def index(tmp_path: Path, committed: Committed, make_entry: MakeEntry) -> ArrayIndex:
    """An index of two segments; document 6 is deleted."""
    first = [make_entry(serial, _TEXTS[serial], tag="الف") for serial in (1, 2, 3, 4, 6)]
    # Enough words that the second segment is not merged with the first one.
    many = " ".join(f"w{number}" for number in range(3_000))
    committed([*first, make_entry(7, many)])
    committed([make_entry(5, _TEXTS[5], tag="ب")], delete=[6, 7])
    index = ArrayIndex(tmp_path)
    assert len(index.toc().segments) == 2
    return index


def _serials(index: ArrayIndex, asked: query.Query) -> list[int]:
    with index.searcher() as searcher:
        return sorted(hit["serial"] for hit in searcher.search(asked, limit=None))


@pytest.mark.parametrize(
    ("asked", "serials"),
    [
        (query.Term("content", "گانتس"), [1, 4]),
        (query.Term("tag", "ب"), [5]),
        (query.Term("content", "نفت"), []),
        (query.And([query.Term("content", "وزیر"), query.Term("content", "گانتس")]), [1]),
        (query.Or([query.Term("content", "کوه"), query.Term("title", "خارجه")]), [2, 5]),
        (query.Not(query.Term("content", "وزیر")), [4, 5]),
        (query.Phrase("content", ["وزیر", "دفاع"]), [1, 2]),
        (query.Phrase("content", ["دفاع", "وزیر"]), [2]),
        (query.Phrase("content", ["دفاع", "وزیر"], slop=2), [2, 3]),
        (SpanNear(query.Term("content", "گانس"), query.Term("content", "گانز"), slop=4), [4]),
        (query.Prefix("content", "گان"), [1, 4]),
        (query.Wildcard("content", "گ*س"), [1, 4]),
        (query.Wildcard("content", "گان?"), [4]),
        (query.Regex("content", "گان(س|ز)"), [4]),
        (query.FuzzyTerm("content", "گانتش", maxdist=1), [1, 4]),
        (query.TermRange("content", "ک", "گ"), [5]),
        (query.Every(), [1, 2, 3, 4, 5]),
        (query.Every("tag"), [1, 2, 3, 4, 5]),
    ],
    ids=str,
)
def test_queries(index: ArrayIndex, asked: query.Query, serials: list[int]) -> None:
    assert _serials(index, asked) == serials


def test_the_best_few_are_those_of_the_whole_ranking(index: ArrayIndex) -> None:
    asked = query.Or([query.Term("content", word) for word in ("گانتس", "وزیر", "دفاع", "کوه")])
    with index.searcher() as searcher:
        everything = [hit["serial"] for hit in searcher.search(asked, limit=None)]
        for limit in (1, 2, 3):
            hits = searcher.search(asked, limit=limit)
            assert [hit["serial"] for hit in hits] == everything[:limit]


def test_a_reader_knows_terms_and_lengths(index: ArrayIndex) -> None:
    with index.reader() as reader:
        assert (reader.doc_count_all(), reader.doc_count()) == (7, 5)
        assert reader.has_deletions()
        assert sorted(map(reader.is_deleted, range(7))) == [False] * 5 + [True] * 2
        assert list(reader.lexicon("tag")) == ["الف".encode(), "ب".encode()]
        assert ("content", "گانتس") in reader
        assert ("content", "نفت") not in reader
        assert ("summary", "گانتس") not in reader
        info = reader.term_info("content", "وزیر")
        assert (info.doc_frequency(), info.weight(), info.max_weight()) == (3, 4.0, 2.0)
        assert (info.min_length(), info.max_length()) == (3, 4)
        assert reader.doc_frequency("content", "نفت") == 0
        assert reader.frequency("content", "نفت") == 0
        with pytest.raises(TermNotFound):
            reader.term_info("content", "نفت")
        starting = [text.decode() for text in reader.expand_prefix("content", "گان")]
        assert starting == ["گانتس", "گانز", "گانس"]
        assert [reader.doc_field_length(number, "content") for number in range(4)] == [4, 4, 3, 5]
        assert reader.max_field_length("title") == 3_000
        assert reader.most_frequent_terms("tag", 1) == [(5.0, "الف".encode())]


def test_a_reader_gives_terms_in_order(index: ArrayIndex) -> None:
    with index.reader() as reader:
        terms = list(reader.all_terms())
    assert terms == sorted(terms)
    assert {field for field, _text in terms} == {*TEXT_FIELDS, "tag"}


def test_postings_skip_and_end(committed: Committed, make_entry: MakeEntry, tmp_path: Path) -> None:
    committed([make_entry(serial, "باد" if serial % 3 else "باکو باکو") for serial in range(1, 31)])
    with ArrayIndex(tmp_path).reader() as reader:
        matcher = reader.postings("content", "باکو")
        assert list(matcher.all_ids()) == list(range(2, 30, 3))
        matcher = reader.postings("content", "باکو")
        matcher.skip_to(10)
        assert (matcher.id(), matcher.weight()) == (11, 2.0)
        assert matcher.value_as("positions") == [0, 1]
        matcher.skip_to(3)
        assert matcher.id() == 11
        matcher.skip_to(1_000)
        assert not matcher.is_active()
        matcher.reset()
        assert matcher.id() == 2


def test_an_index_never_committed(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path)
    assert index.is_empty()
    assert index.latest_generation() == 0
    assert index.doc_count() == 0
    assert _serials(index, query.Every()) == []


def test_generations_count_commits(index: ArrayIndex, committed: Committed) -> None:
    assert index.latest_generation() == 2
    committed()
    assert index.latest_generation() == 3
    assert not index.is_empty()


def test_a_searcher_stays_valid_while_a_writer_commits_and_merges(
    tmp_path: Path, committed: Committed, make_entry: MakeEntry
) -> None:
    """It goes on reading files that were deleted meanwhile."""
    committed([make_entry(serial, f"باکو w{serial}") for serial in range(1, 51)])
    with ArrayIndex(tmp_path).searcher() as searcher:
        before = {path.name for path in tmp_path.iterdir()}
        committed([make_entry(serial) for serial in range(51, 101)], delete=range(1, 26))
        committed([make_entry(101)], delete=range(26, 60))
        assert not before & {path.name for path in tmp_path.glob("*.arrays")}
        hits = searcher.search(query.Term("content", "باکو"), limit=None)
        assert sorted(hit["serial"] for hit in hits) == list(range(1, 51))
        hits = searcher.search(query.Phrase("content", ["باکو", "w30"]), limit=None)
        assert [hit["serial"] for hit in hits] == [30]
    assert _serials(ArrayIndex(tmp_path), query.Term("content", "باکو")) == list(range(60, 102))


def test_whoosh_writes_and_deletes(index: ArrayIndex, tmp_path: Path) -> None:
    """Its own calls: fields by name, documents by their numbers, deletion by query."""
    text = Text(["گانتس", "رفت"], [0, 1], 2)
    writer: Any = index.writer()
    writer.add_document(serial=8, content=text, tag=["ب"])
    assert writer.delete_by_term("tag", "ب") == 1
    assert writer.delete_by_query(query.Phrase("content", ["وزیر", "دفاع"])) == 2
    writer.commit()
    assert _serials(index, query.Every()) == [3, 4, 8]
    engine = WhooshEngine(tmp_path)
    assert engine.search(Request(Term("content", "گانتس"))).serials == [8, 4]
    # A commit of Whoosh's keeps what the index says it was made of.
    assert engine.state() == State(1, "words")


def test_a_whoosh_writer_that_is_cancelled_changes_nothing(index: ArrayIndex) -> None:
    writer: Any = index.writer()
    writer.delete_by_term("content", "وزیر")
    writer.add_document(serial=8, content=Text(["باد"], [0], 1))
    writer.cancel()
    assert _serials(index, query.Every()) == [1, 2, 3, 4, 5]
