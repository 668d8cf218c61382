"""Queries as values: what is equal asks for the same."""

from __future__ import annotations

from itertools import combinations

import pytest
from fehrest.index.engine import (
    Best,
    Cover,
    Every,
    Everything,
    Keyword,
    Period,
    Phrase,
    Prefix,
    Query,
    Sum,
    Term,
    Without,
)

_TERM = Term("content", "باکو")
_ALIKE: list[Query] = [
    _TERM,
    Prefix("content", "باکو"),
    Keyword("content", "باکو"),
    Phrase("content", (("باکو",),)),
    Sum((_TERM,)),
    Best((_TERM,)),
    Every((_TERM,)),
    Cover(()),
    Without(_TERM, _TERM),
    Period(),
    Everything(),
]


@pytest.mark.parametrize(("one", "other"), list(combinations(_ALIKE, 2)))
def test_queries_of_two_kinds_are_never_equal(one: Query, other: Query) -> None:
    assert one != other
    assert len({one, other}) == 2


def test_queries_of_the_same_values_are_equal() -> None:
    assert {Sum((Term("content", "باکو"), Everything()))} == {Sum((_TERM, Everything()))}
