"""Runs of numbers, and numbers in order."""

from __future__ import annotations

import numpy as np
from fehrest.index.runs import bounds, distinct, occurring, order, runs, smallest
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.integers(0, 9)))
def test_a_run_begins_where_the_one_before_ends(lengths: list[int]) -> None:
    found = bounds(np.array(lengths, np.uint32)).tolist()
    assert found == [sum(lengths[:place]) for place in range(len(lengths) + 1)]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 4))))
def test_runs_follow_one_another(found: list[tuple[int, int]]) -> None:
    begins, lengths = (np.array([pair[part] for pair in found], np.int64) for part in (0, 1))
    wanted = [number for begin, length in found for number in range(begin, begin + length)]
    assert runs(begins, lengths).tolist() == wanted


@given(st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**32 - 1))))
def test_equal_numbers_stay_in_their_order(numbers: list[int]) -> None:
    wanted = sorted(range(len(numbers)), key=numbers.__getitem__)
    assert order(np.array(numbers, np.uint32)).tolist() == wanted


@given(st.lists(st.integers(0, 20)), st.sampled_from([np.uint8, np.uint64, np.int64]))
def test_each_number_comes_once_in_order(numbers: list[int], kind: type[np.integer]) -> None:
    array = np.array(numbers, kind)
    assert distinct(array).tolist() == sorted(set(numbers))
    assert distinct(array).dtype == array.dtype
    assert array.tolist() == numbers


@given(st.lists(st.integers(0, 9)))
def test_what_occurs_is_told_once_in_order(numbers: list[int]) -> None:
    assert occurring(np.array(numbers, np.uint32), 10).tolist() == sorted(set(numbers))


def test_smallest_keeps_the_numbers() -> None:
    for largest, kind in ((0, "u1"), (255, "u1"), (256, "u2"), (65_536, "u4"), (2**32, "u8")):
        array = smallest(np.array([0, largest]))
        assert array.dtype == kind
        assert array.tolist() == [0, largest]
    assert smallest(np.empty(0, np.int64)).dtype == "u1"
