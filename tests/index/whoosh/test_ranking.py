"""The best documents are the same whether all are scored or only those that can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from fehrest.index.engine import (
    Batch,
    Best,
    Cover,
    Every,
    Everything,
    Found,
    Keyword,
    Part,
    Period,
    Phrase,
    Prefix,
    Query,
    Request,
    Sum,
    Term,
    Without,
)
from fehrest.index.whoosh import evaluate, merge, ranking, together
from fehrest.index.whoosh import span as spans
from fehrest.index.whoosh.bounds import bounded
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.gains import gains
from fehrest.index.whoosh.leaves import terms

from .conftest import MakeEntry

_DOCUMENTS = 9_000
_WORDS = [f"w{number}" for number in range(60)]


@pytest.fixture(scope="module", params=(1, 1 << 18))
def engine(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    make_entry: MakeEntry,
) -> Iterator[WhooshEngine]:
    """Open an index of two segments, in two spans or one, with words as frequent as words are."""
    chance = random.Random(7)
    weights = [1 / (rank + 1) for rank in range(len(_WORDS))]
    engine = WhooshEngine(tmp_path_factory.mktemp("ranking"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "_LARGEST", 1)
        patch.setattr(spans, "_MOST", request.param)
        for first, end in ((1, 6_000), (6_000, _DOCUMENTS + 1)):
            writer = engine.writer()
            for serial in range(first, end):
                words = " ".join(chance.choices(_WORDS, weights, k=chance.randint(1, 12)))
                entry = make_entry(serial, words, tag=f"t{serial % 40}", date=serial)
                writer.add(Batch.of([entry]))
            writer.delete(range(first, first + 500))
            writer.commit()
        found = engine._current().collection
    assert len(found.segments) == 2
    assert len(found.spans) == (2 if request.param == 1 else 1)
    yield engine
    engine.close()


def _terms(*numbers: int) -> tuple[Term, ...]:
    return tuple(Term("content", _WORDS[number]) for number in numbers)


def _sums() -> Iterator[Query]:
    for numbers in ((0,), (50, 0), (0, 1, 2), (40, 3, 0, 1), (59, 58, 57), (30, 30, 0)):
        yield Sum(_terms(*numbers))
    yield Best(_terms(20, 0))
    yield Sum((Phrase("content", ((_WORDS[0],), (_WORDS[1],))), *_terms(0, 9)))
    yield Sum((Prefix("content", "w1"), *_terms(0)))
    yield Sum((Best(_terms(3, 30, 7)), Best((Sum(_terms(1, 20)), *_terms(2, 40)))))
    yield Sum((Cover((Part(_terms(5)[0], 1.0), Part(_terms(6)[0], 1.0)), 2.0, True), *_terms(0, 9)))
    yield Best((Sum(_terms(0, 4)), Sum((*_terms(44), Keyword("tag", "t5")))))


def _covers() -> Iterator[Query]:
    for shares, least, first in product(
        ((3.0, 2.0, 1.0, 0.0), (1.0, 0.0, 0.0, 0.0), (0.0, 4.0, 0.0, 1.0)),
        (0.0, 0.3),
        (False, True),
    ):
        queries = (*_terms(45, 12), Sum(_terms(1, 8)), *_terms(0))
        parts = tuple(Part(query, share) for query, share in zip(queries, shares, strict=True))
        yield Cover(parts, least * sum(shares), first)


_CORES = (*_sums(), *_covers())
_CONDITIONS = (
    lambda query: query,
    lambda query: Every((query, Keyword("tag", "t3"))),
    lambda query: Every((Period(100, 8_000), query, Sum((Keyword("tag", "t3"), Everything())))),
    lambda query: Without(query, Sum(_terms(2, 5))),
    lambda query: Without(Every((query, Period(first=600))), Keyword("tag", "t7")),
    lambda query: Every((query, *_terms(4))),
)


@pytest.mark.parametrize("few", [1, ranking._FEW])
@pytest.mark.parametrize("condition", range(len(_CONDITIONS)))
def test_pages_are_parts_of_the_whole(
    engine: WhooshEngine, condition: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_FEW", few)
    for core in _CORES:
        query = _CONDITIONS[condition](core)
        whole = engine.search(Request(query, limit=_DOCUMENTS, facets=("tag",)))
        assert whole.total == len(whole.serials) > 0
        for offset, limit in ((0, 1), (0, 10), (10, 10), (3, 300), (0, 0)):
            page = slice(offset, offset + limit)
            found = engine.search(Request(query, offset, limit, facets=("tag",)))
            expected = Found(whole.total, whole.serials[page], whole.scores[page], whole.facets)
            assert found == expected, (query, offset, limit)


@pytest.mark.parametrize("condition", range(len(_CONDITIONS)))
def test_the_whole_is_what_evaluating_each_segment_gives(
    engine: WhooshEngine, condition: int
) -> None:
    collection = engine._current().collection
    for core in _CORES:
        query = _CONDITIONS[condition](core)
        expected = dict[int, float]()
        for span in collection.spans:
            docs, scores = evaluate.evaluate(query, span, collection)
            live = span.live[docs]
            found = zip(span.serials[docs[live]].tolist(), scores[live].tolist(), strict=True)
            expected.update(found)
        whole = engine.search(Request(query, limit=_DOCUMENTS))
        scores = dict(zip(whole.serials, whole.scores, strict=True))
        assert scores == pytest.approx(expected, rel=1e-5)


def test_what_a_query_gives_to_a_few_is_what_it_gives_to_all(engine: WhooshEngine) -> None:
    collection = engine._current().collection
    for span, core in product(collection.spans, _CORES):
        docs, scores = evaluate.evaluate(core, span, collection)
        whole = np.zeros(span.count, np.float32)
        whole[docs] = scores
        for some in (np.arange(0, span.count, 400), np.arange(3, span.count, 2), docs[:1]):
            given = gains(bounded(core, collection), span, collection, some)
            assert given.tolist() == whole[some].tolist()


@pytest.mark.parametrize("width", [0, 3])
def test_a_phrase_is_found_among_some_as_among_all(engine: WhooshEngine, width: int) -> None:
    collection = engine._current().collection
    phrase = Phrase("content", ((_WORDS[0],), (_WORDS[1], _WORDS[2])), 1.0, width)
    for span in collection.spans:
        some = np.arange(0, span.count, 3)
        early = evaluate.evaluate(phrase, span, collection, some)
        docs, scores = evaluate.evaluate(phrase, span, collection)
        late = evaluate.evaluate(phrase, span, collection, some)
        expected = [(doc, score) for doc, score in zip(docs, scores, strict=True) if doc % 3 == 0]
        assert expected
        for found in (early, late):
            assert list(zip(*found, strict=True)) == expected


def test_a_frequent_word_is_not_scored_in_vain(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = list[int]()

    def counted(*arguments: object) -> tuple[evaluate.Scored, list[int]]:
        found, counts = terms(*arguments)  # type: ignore[arg-type]
        scored.append(len(found.docs))
        return found, counts

    monkeypatch.setattr(together, "terms", counted)
    found = engine.search(Request(Sum((Term("content", _WORDS[59], 9.0), *_terms(0)))))
    assert 0 < sum(scored) < found.total / 5


def test_what_so_many_reach() -> None:
    scores = np.random.default_rng(3).random(50_000).astype(np.float32)
    for count in (1, 10, 1_000, 20_000):
        reached = ranking._reached(scores, count)
        assert count <= np.count_nonzero(scores >= reached) <= max(1.5 * count, 20_000)
    assert ranking._reached(scores[:5], 6) == 0
