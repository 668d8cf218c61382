"""Small numbers in half a byte each."""

from __future__ import annotations

import numpy as np
from fehrest.index.whoosh.counts import halved, parts
from hypothesis import given
from hypothesis import strategies as st

_numbers = st.lists(st.one_of(st.integers(0, 14), st.integers(0, 15), st.integers(0, 70_000)))


@given(_numbers, st.integers(0), st.integers(0))
def test_a_part_is_what_was_written(numbers: list[int], begin: int, end: int) -> None:
    counts = halved(np.array(numbers, np.uint32))
    begin, end = sorted((begin % (len(numbers) + 1), end % (len(numbers) + 1)))
    assert counts.is_whole(len(numbers))
    assert counts.part(begin, end).tolist() == numbers[begin:end]


@given(st.lists(st.tuples(_numbers, st.integers(0), st.integers(0)), max_size=5))
def test_several_parts_are_one_behind_another(wanted: list[tuple[list[int], int, int]]) -> None:
    rows, expected = [], list[int]()
    for numbers, one, other in wanted:
        begin, end = sorted((one % (len(numbers) + 1), other % (len(numbers) + 1)))
        rows.append((halved(np.array(numbers, np.uint32)), begin, end))
        expected += numbers[begin:end]
    assert parts(rows).tolist() == expected
