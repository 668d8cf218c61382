"""The engine against others: a slow reference, Whoosh over our index, and stock Whoosh.

Random libraries, in several commits with deletions and merges, and random queries.  All
four have to find the same documents, with the same scores where they know the score.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from fehrest.index.engine import (
    TEXT_FIELDS,
    Batch,
    Best,
    Cover,
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
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.index import ArrayIndex
from fehrest.index.whoosh.schema import schema
from fehrest.index.whoosh.toc import open_toc
from whoosh import query as whoosh_query
from whoosh.fields import ID
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.scoring import BaseScorer, WeightingModel, WeightLengthScorer, WeightScorer

_K1, _B = 1.2, 0.75
# The engine counts in 32 bits.
_CLOSE = {"rel": 1e-5, "abs": 1e-6}

_WORDS = ("با", "باد", "باکو", "تهران", "سفر", "وزیر", "gantz", "2023")
_SOURCES = ("BBC", "ایران", "الشرق الأوسط")


# -- Random libraries and queries ---------------------------------------------


class _Commit(NamedTuple):
    entries: list[Entry]
    deleted: set[int]


class _Random(random.Random):
    """Makes libraries and queries; the same seed makes the same ones."""

    def commits(self, *, stacked: bool) -> list[_Commit]:
        """Return what to add and to delete, commit by commit.

        ``stacked`` puts a second word at every third position of the stems.
        """
        commits, serial = list[_Commit](), 0
        for _ in range(self.randint(1, 6)):
            entries = []
            for _ in range(self.choice((0, 1, 2, 7, 15))):
                serial += 1
                entries.append(self._entry(serial, stacked=stacked))
            deleted = {self.randint(1, serial) for _ in range(self.randint(0, serial // 3))}
            commits.append(_Commit(entries, deleted))
        return commits

    def _entry(self, serial: int, *, stacked: bool) -> Entry:
        content = self.choices(_WORDS, k=self.choice((0, 1, 3, 8, 20)))
        title = self.choices(_WORDS, k=self.randint(0, 2))
        texts = dict.fromkeys(TEXT_FIELDS, Text((), (), 0))
        texts["content"] = texts["content_stem"] = _text(content)
        texts["title"] = _text(title)
        if stacked:
            texts["content_stem"] = self._stacked(content)
        keywords = {
            "language": (),
            "source": (self.choice(_SOURCES),),
            "tag": tuple(dict.fromkeys(title)),
        }
        return Entry(serial, texts, keywords, self.choice((None, -3, -1, 0, 0, 2)))

    def _stacked(self, words: Sequence[str]) -> Text:
        placed = []
        for position, word in enumerate(words):
            placed.append((word, position))
            if position % 3 == 0:
                placed.append((self.choice(_WORDS), position))
        return Text([term for term, _ in placed], [place for _, place in placed], len(words))

    def leaf(self) -> Query:
        """Return any query that is not made of queries."""
        return self.choice((self.term, self.term, self.phrase, self.prefix, self.filter))()

    def term(self) -> Query:
        return Term(self._field(), self.choice((*_WORDS, "لندن")), self._weight())

    def phrase(self, alternatives: int = 2) -> Query:
        places = [
            tuple(self.sample(_WORDS, self.randint(1, alternatives)))
            for _ in range(self.randint(1, 3))
        ]
        return Phrase(self._field(), tuple(places), self._weight())

    def plain_phrase(self) -> Query:
        return self.phrase(alternatives=1)

    def prefix(self) -> Query:
        return Prefix(self._field(), self.choice(("ب", "با", "گ", "2")), self._weight())

    def keyword(self) -> Query:
        return Keyword("source", self.choice((*_SOURCES, "AFP")), self.choice((0.0, 0.0, 0.7)))

    def filter(self) -> Query:
        moments = (self.choice((None, -2, 0, 1)) for _ in range(2))
        return self.choice((self.keyword(), Period(*moments), Everything()))

    def query(self, leaf: Callable[[], Query], depth: int = 3) -> Query:
        """Return a tree of queries that ends in leaves."""
        if depth == 0 or self.random() < 0.3:
            return leaf()
        kind = self.choice((Sum, Best, Every, Without))
        if kind is Without:
            return Without(self.query(leaf, depth - 1), self.query(leaf, depth - 1))
        children = (self.query(leaf, depth - 1) for _ in range(self.randint(1, 3)))
        return kind(tuple(children))

    def terms(self) -> Query:
        """Return a query whose score Whoosh makes up as we do: different terms, joined."""
        terms = tuple({self.term() for _ in range(self.randint(1, 5))})
        return self.choice((terms[0], Sum(terms), Every(terms)))

    def cover(self) -> Cover:
        shares = (0.0, 0.1, 0.7, 2.0, 9.4)
        parts = tuple(
            Part(self.query(self.leaf, 2), self.choice(shares)) for _ in range(self.randint(1, 4))
        )
        return Cover(parts, self.choice((0.0, 0.1, 0.8, 2.1, 9.4)), self.random() < 0.5)

    def _field(self) -> str:
        return self.choice(("content", "content_stem", "title"))

    def _weight(self) -> float:
        return self.choice((0.1, 0.4, 1.0, 2.5))


def _text(words: Sequence[str]) -> Text:
    return Text(words, range(len(words)), len(words))


class _Built(NamedTuple):
    """A library that was built of random commits."""

    random: _Random
    commits: list[_Commit]
    folder: Path
    engine: WhooshEngine
    reference: _Reference


@pytest.fixture(params=range(12))
def built(request: pytest.FixtureRequest, tmp_path: Path) -> _Built:
    return _build(_Random(request.param), tmp_path, stacked=True)


def _build(choose: _Random, folder: Path, *, stacked: bool) -> _Built:
    engine, commits = WhooshEngine(folder), choose.commits(stacked=stacked)
    held: dict[int, Entry] = {}
    deleted: set[int] = set()
    for entries, gone in commits:
        writer = engine.writer()
        for entry in entries:
            writer.add(Batch.of([entry]))
        writer.delete(gone)
        writer.commit(State(1, "words"))
        held.update((entry.serial, entry) for entry in entries)
        deleted |= gone
    live = sorted(held.keys() - deleted)
    assert list(engine.serials()) == live
    # Deleted documents count in the statistics until a merge drops them.
    counted = {int(serial) for part in open_toc(folder).segments for serial in part.serials}
    reference = _Reference([held[serial] for serial in sorted(counted)], set(live))
    return _Built(choose, commits, folder, engine, reference)


# -- The reference: BM25 by the formula, one document after another ------------


class _Reference:
    """Scores documents slowly."""

    def __init__(self, entries: list[Entry], live: set[int]) -> None:
        self.entries = entries
        self.live = live
        self._idfs: dict[Query, float] = {}

    def search(self, query: Query) -> dict[int, float]:
        """Return the score of each live document that matches."""
        scores = {entry.serial: self._score(query, entry) for entry in self.entries}
        return {
            serial: score
            for serial, score in scores.items()
            if score is not None and serial in self.live
        }

    def idf(self, documents: int) -> float:
        return math.log(1 + (len(self.entries) - documents + 0.5) / (documents + 0.5))

    def frequency(self, field: str, term: str) -> int:
        return sum(term in entry.texts[field].terms for entry in self.entries)

    def average(self, field: str) -> float:
        lengths = [entry.texts[field].length for entry in self.entries]
        return sum(lengths) / max(1, sum(length > 0 for length in lengths)) or 1.0

    def bm25(self, occurrences: float, weight: float, length: int, average: float) -> float:
        return weight * occurrences / (occurrences + _K1 * (1 - _B + _B * length / average))

    def _score(self, query: Query, entry: Entry) -> float | None:
        if isinstance(query, (Term, Phrase, Prefix)):
            return self._leaf(query, entry)
        if isinstance(query, (Keyword, Period, Everything)):
            score = query.weight if isinstance(query, Keyword) else 0.0
            return score if _passes(query, entry) else None
        if isinstance(query, Without):
            score = self._score(query.query, entry)
            return score if self._score(query.excluded, entry) is None else None
        if isinstance(query, Cover):
            return self._cover(query, entry)
        scores = [self._score(child, entry) for child in query.queries]
        matching = [score for score in scores if score is not None]
        if not matching or (isinstance(query, Every) and len(matching) < len(scores)):
            return None
        return max(matching) if isinstance(query, Best) else sum(matching)

    def _leaf(self, query: Term | Phrase | Prefix, entry: Entry) -> float | None:
        occurrences = _occurrences(query, entry)
        if not occurrences:
            return None
        if query not in self._idfs:
            self._idfs[query] = self._idf(query)
        idf = self._idfs[query]
        length = entry.texts[query.field].length
        return self.bm25(occurrences, query.weight * idf, length, self.average(query.field))

    def _idf(self, query: Term | Phrase | Prefix) -> float:
        if isinstance(query, Term):
            return self.idf(self.frequency(query.field, query.text))
        if isinstance(query, Prefix):
            return self.idf(sum(_occurrences(query, other) > 0 for other in self.entries))
        return sum(
            max(self.idf(self.frequency(query.field, term)) for term in terms)
            for terms in query.terms
        )

    def _cover(self, query: Cover, entry: Entry) -> float | None:
        scores = [(part.share, self._score(part.query, entry)) for part in query.parts]
        matching = [(share, score) for share, score in scores if score is not None]
        covered = sum(share for share, _score in matching)
        if covered < query.minimum - 1e-9 or covered <= 0:
            return None
        return sum(score for _share, score in matching)

    def is_complete(self, query: Cover, serial: int) -> bool:
        entry = next(entry for entry in self.entries if entry.serial == serial)
        return all(
            self._score(part.query, entry) is not None for part in query.parts if part.share > 0
        )


def _passes(query: Keyword | Period | Everything, entry: Entry) -> bool:
    if isinstance(query, Keyword):
        return query.value in entry.keywords[query.field]
    if isinstance(query, Everything):
        return True
    return (
        entry.date is not None
        and (query.first is None or entry.date >= query.first)
        and (query.end is None or entry.date < query.end)
    )


def _occurrences(query: Term | Phrase | Prefix, entry: Entry) -> int:
    text = entry.texts[query.field]
    if isinstance(query, Term):
        return sum(term == query.text for term in text.terms)
    if isinstance(query, Prefix):
        return sum(term.startswith(query.text) for term in text.terms)
    placed = set(zip(text.terms, text.positions, strict=True))
    return sum(
        all(
            any((term, start + step) in placed for term in terms)
            for step, terms in enumerate(query.terms)
        )
        for start in range(text.length)
    )


# -- The tests ----------------------------------------------------------------


def test_the_engine_agrees_with_the_formula(built: _Built) -> None:
    for _ in range(60):
        query = built.random.query(built.random.leaf)
        expected = built.reference.search(query)
        found = built.engine.search(Request(query, limit=1_000))
        scores = dict(zip(found.serials, found.scores, strict=True))
        assert scores == pytest.approx(expected, **_CLOSE)
        assert found.total == len(expected)
        assert found.serials == sorted(scores, key=lambda serial: (-scores[serial], serial))
        _assert_explained(built.engine, query, expected)


def test_covers_agree_with_the_formula(built: _Built) -> None:
    for _ in range(40):
        cover = built.random.cover()
        expected = built.reference.search(cover)
        found = built.engine.search(Request(cover, limit=1_000))
        assert set(found.serials) == expected.keys()
        if cover.complete_first:
            complete = [built.reference.is_complete(cover, serial) for serial in found.serials]
            assert complete == sorted(complete, reverse=True)
        else:
            scores = dict(zip(found.serials, found.scores, strict=True))
            assert scores == pytest.approx(expected, **_CLOSE)
        _assert_explained(built.engine, cover, expected)


def _assert_explained(engine: WhooshEngine, query: Query, scores: Mapping[int, float]) -> None:
    for serial in [*scores][:5]:
        gave = engine.explain(query, serial)
        assert sum(gave.values()) == pytest.approx(scores[serial], **_CLOSE)


def test_pages_facets_and_orders_agree_with_the_whole(built: _Built) -> None:
    for _ in range(20):
        query = built.random.query(built.random.leaf)
        offset, limit = built.random.randint(0, 9), built.random.randint(0, 9)
        page = slice(offset, offset + limit)
        ranking = built.engine.search(Request(query, limit=1_000)).serials
        matching = [entry for entry in built.reference.entries if entry.serial in ranking]
        request = Request(query, offset, limit, facets=("source", "tag", "year"))
        found = built.engine.search(request)
        assert found.serials == ranking[page]
        assert found.facets == {
            "source": Counter(entry.keywords["source"][0] for entry in matching),
            "tag": Counter(tag for entry in matching for tag in entry.keywords["tag"]),
            "year": Counter(
                "1969" if entry.date < 0 else "1970" for entry in matching if entry.date is not None
            ),
        }
        oldest = built.engine.search(Request(query, offset, limit, "oldest")).serials
        assert oldest == sorted(ranking, key=_by_date(matching, 1))[page]
        newest = built.engine.search(Request(query, offset, limit, "newest")).serials
        assert newest == sorted(ranking, key=_by_date(matching, -1))[page]


def _by_date(entries: Sequence[Entry], sign: int) -> Callable[[int], tuple[bool, int, int]]:
    dates = {entry.serial: entry.date for entry in entries}
    return lambda serial: (dates[serial] is None, sign * (dates[serial] or 0), serial)


class _Bm25(WeightingModel):
    """Our BM25, for Whoosh: with the reference's statistics, and Whoosh's postings."""

    def __init__(self, reference: _Reference) -> None:
        self._reference = reference

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        if not searcher.schema[fieldname].scorable:
            return WeightScorer.for_(searcher, fieldname, text)
        return _Scorer(self._reference, searcher, fieldname, text)


class _Scorer(WeightLengthScorer):
    def __init__(self, reference: _Reference, searcher: Any, fieldname: str, text: bytes) -> None:
        self._reference = reference
        self._idf = reference.idf(reference.frequency(fieldname, text.decode()))
        self._average = reference.average(fieldname)
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        return self._reference.bm25(weight, self._idf, length, self._average)


def _for_whoosh(query: Query) -> whoosh_query.Query:
    if isinstance(query, Term):
        return whoosh_query.Term(query.field, query.text, boost=query.weight)
    if isinstance(query, Phrase):
        return whoosh_query.Phrase(query.field, [term for (term,) in query.terms])
    if isinstance(query, Prefix):
        return whoosh_query.Prefix(query.field, query.text)
    if isinstance(query, Keyword):
        return whoosh_query.Term(query.field, query.value)
    if isinstance(query, Without):
        # Whoosh's AndNot passes over a first document that is excluded.
        excluded = whoosh_query.Not(_for_whoosh(query.excluded))
        return whoosh_query.And([_for_whoosh(query.query), excluded])
    # Whoosh's own maximum of scores takes a score of one document for another's.
    kind = whoosh_query.And if isinstance(query, Every) else whoosh_query.Or
    return kind([_for_whoosh(child) for child in query.queries])


def _searched(index: Index, reference: _Reference, query: Query) -> dict[int, float]:
    with index.searcher(weighting=_Bm25(reference)) as searcher:
        results = searcher.search(_for_whoosh(query), limit=None)
        return {hit["serial"]: hit.score for hit in results}


def test_whoosh_scores_alike_over_our_index(built: _Built) -> None:
    index = ArrayIndex(built.folder)
    for _ in range(25):
        query = built.random.terms()
        found = built.engine.search(Request(query, limit=1_000))
        scores = dict(zip(found.serials, found.scores, strict=True))
        assert _searched(index, built.reference, query) == pytest.approx(scores, **_CLOSE)


def test_whoosh_finds_alike_over_our_index(built: _Built) -> None:
    """It scores a phrase by its words and a prefix by 1, but finds what we find."""
    index = ArrayIndex(built.folder)
    for _ in range(25):
        query = built.random.query(_found_by_whoosh(built.random))
        found = built.engine.search(Request(query, limit=1_000))
        assert _searched(index, built.reference, query).keys() == set(found.serials)


@pytest.mark.parametrize("seed", range(6))
def test_stock_whoosh_agrees(seed: int, tmp_path: Path) -> None:
    """Whoosh with its own index of the same documents; it keeps short lengths exactly."""
    built = _build(_Random(seed), tmp_path, stacked=False)
    stock = _stock(built.commits)
    for _ in range(15):
        query = built.random.terms()
        found = built.engine.search(Request(query, limit=1_000))
        scores = dict(zip(found.serials, found.scores, strict=True))
        assert _searched(stock, built.reference, query) == pytest.approx(scores, **_CLOSE)
        query = built.random.query(_found_by_whoosh(built.random))
        found = built.engine.search(Request(query, limit=1_000))
        assert _searched(stock, built.reference, query).keys() == set(found.serials)


def _found_by_whoosh(choose: _Random) -> Callable[[], Query]:
    kinds = (choose.term, choose.plain_phrase, choose.prefix, choose.keyword)

    def leaf() -> Query:
        return choose.choice(kinds)()

    return leaf


def _stock(commits: Sequence[_Commit]) -> Index:
    stock = schema()
    stock.add("key", ID(unique=True))
    # Writers of one name share a temporary folder with those of other processes.
    index = RamStorage().create_index(stock, indexname=uuid4().hex)
    for entries, deleted in commits:
        writer = index.writer()
        for entry in entries:
            fields = {**entry.texts, **entry.keywords}
            writer.add_document(key=str(entry.serial), serial=entry.serial, **fields)
        writer.commit(merge=False)
        writer = index.writer()
        for serial in deleted:
            writer.delete_by_term("key", str(serial))
        writer.commit()
    return index
