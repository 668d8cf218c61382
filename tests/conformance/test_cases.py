"""Searches as data, run on every engine.

Each file in ``cases`` has an index, commit by commit, and queries with what they have to
find.  The words of a text stand at following positions; a slash joins words that stand at
one position, an underline is a position without a word.  A leaf is written
``field:text``; a phrase separates its places by spaces and the alternatives at a place by
slashes; a part of a cover is its share and its query.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fehrest.index.dates import iso_date, moment
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
    Found,
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

_FILES = sorted(Path(__file__).with_name("cases").glob("*.json"))
_CASES = [
    pytest.param(path, case, id=f"{path.stem}: {case['name']}")
    for path in _FILES
    for case in json.loads(path.read_text("utf-8"))["cases"]
]


@pytest.mark.parametrize(("path", "case"), _CASES)
def test_finds(open_shared: Callable[[str], Engine], path: Path, case: dict[str, Any]) -> None:
    found = _found(_index(open_shared, path), case)
    if "any_order" in case:
        assert sorted(found.serials) == case["any_order"]
    else:
        assert found.serials == case["serials"]
    assert found.total == case.get("total", len(found.serials))
    assert found.facets == case.get("counts", {})
    assert len(found.scores) == len(found.serials)
    if case.get("equal_scores"):
        assert len(set(found.scores)) == 1
    elif case.get("order", "relevance") == "relevance":
        assert found.scores == sorted(found.scores, reverse=True)


@pytest.mark.parametrize(("path", "case"), _CASES)
def test_explains(open_shared: Callable[[str], Engine], path: Path, case: dict[str, Any]) -> None:
    engine, query = _index(open_shared, path), _query(case["query"])
    is_complete_first = '"complete_first": true' in json.dumps(case)
    found = engine.search(Request(query, limit=100))
    for serial, score in zip(found.serials, found.scores, strict=True):
        gave = engine.explain(query, serial)
        assert all(part > 0 for part in gave.values())
        if is_complete_first:
            assert 0 < sum(gave.values()) <= score
        else:
            assert sum(gave.values()) == pytest.approx(score)
    for serial in {*engine.serials(), 99} - {*found.serials}:
        assert not engine.explain(query, serial)


def test_every_kind_of_query_is_covered() -> None:
    used = {kind for path in _FILES for kind in _kinds(json.loads(path.read_text("utf-8")))}
    assert used == set(_DECODERS)


# -- Reading the files --------------------------------------------------------


def _found(engine: Engine, case: dict[str, Any]) -> Found:
    request = Request(
        _query(case["query"]),
        offset=case.get("offset", 0),
        limit=case.get("limit", 10),
        order=case.get("order", "relevance"),
        facets=tuple(case.get("facets", ())),
    )
    return engine.search(request)


@cache
def _index(open_shared: Callable[[str], Engine], path: Path) -> Engine:
    engine = open_shared(path.stem)
    for revision, commit in enumerate(json.loads(path.read_text("utf-8"))["commits"]):
        writer = engine.writer()
        for entry in commit.get("add", ()):
            writer.add(Batch.of([_entry(entry)]))
        writer.delete(commit.get("delete", ()))
        writer.commit(State(revision, "words"))
    return engine


def _entry(values: dict[str, Any]) -> Entry:
    keywords = {name: values.get(name, ()) for name in KEYWORD_FIELDS}
    return Entry(
        serial=values["serial"],
        texts={name: _text(values.get(name, "")) for name in TEXT_FIELDS},
        keywords={
            name: (value,) if isinstance(value, str) else tuple(value)
            for name, value in keywords.items()
        },
        date=_moment(values.get("date")),
    )


def _text(words: str) -> Text:
    places = words.split()
    placed = [
        (term, position)
        for position, place in enumerate(places)
        for term in place.split("/")
        if term != "_"
    ]
    return Text(
        [term for term, _position in placed],
        [position for _term, position in placed],
        len(places),
    )


def _moment(date: str | None) -> int | None:
    return None if date is None else moment(iso_date(date))


def _query(values: dict[str, Any]) -> Query:
    kind = next(name for name in values if name in _DECODERS)
    options = {name: value for name, value in values.items() if name != kind}
    return _DECODERS[kind](values[kind], **options)


def _phrase(text: str, **options: float) -> Phrase:
    field, _colon, places = text.partition(":")
    return Phrase(field, tuple(tuple(place.split("/")) for place in places.split()), **options)


def _leaf(kind: type[Term | Prefix]) -> Callable[..., Query]:
    def decode(text: str, **options: float) -> Query:
        field, _colon, term = text.partition(":")
        return kind(field, term, **options)

    return decode


def _keyword(text: str, weight: float = 0.0) -> Keyword:
    field, _colon, value = text.partition(":")
    return Keyword(field, value, weight)


def _joined(kind: type[Sum | Best | Every]) -> Callable[..., Query]:
    return lambda queries: kind(tuple(map(_query, queries)))


def _cover(values: dict[str, Any]) -> Cover:
    parts = tuple(Part(_query(query), share) for share, query in values["parts"])
    return Cover(**{**values, "parts": parts})


_DECODERS: dict[str, Callable[..., Query]] = {
    "term": _leaf(Term),
    "phrase": _phrase,
    "prefix": _leaf(Prefix),
    "keyword": _keyword,
    "period": lambda limits: Period(*map(_moment, limits)),
    "everything": lambda _nothing: Everything(),
    "sum": _joined(Sum),
    "best": _joined(Best),
    "every": _joined(Every),
    "without": lambda queries: Without(*map(_query, queries)),
    "cover": _cover,
}


def _kinds(value: object) -> set[str]:
    """Return the kinds of queries in the cases of a file."""
    if isinstance(value, list):
        return {kind for item in value for kind in _kinds(item)}
    if not isinstance(value, dict):
        return set()
    inside = {kind for name, item in value.items() if name != "commits" for kind in _kinds(item)}
    return inside | (value.keys() & _DECODERS.keys())
