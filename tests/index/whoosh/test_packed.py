"""Numbers in few bytes: what was written is read, a row at a time or many."""

from __future__ import annotations

import numpy as np
import pytest
from fehrest.index.whoosh import packed as module
from fehrest.index.whoosh.counts import halved
from fehrest.index.whoosh.packed import pack
from hypothesis import example, given, settings
from hypothesis import strategies as st

_numbers = st.one_of(
    st.integers(0, 300), st.sampled_from([255, 256, 65_535, 65_536, 2**24 - 1, 2**24, 2**32 - 1])
)
_rows = st.lists(st.lists(_numbers, max_size=40), max_size=12)


@pytest.mark.parametrize("at_a_time", [1, 30, 1 << 20])
@settings(deadline=None)
@given(_rows)
@example([[1] * 50 + [2**32 - 1]])
def test_rows_are_read_as_they_were_written(at_a_time: int, rows: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_A_TIME", at_a_time)
        bounds = np.cumsum([0, *map(len, rows)])
        packed = pack(np.array([number for row in rows for number in row], np.int64), bounds)
        assert packed.is_whole(bounds)
        limits = bounds.tolist()
        for number, row in enumerate(rows):
            begin, end = limits[number : number + 2]
            assert packed.row(number, begin, end).tolist() == row
            found = packed.rows(number, len(rows), bounds).tolist()
            assert found == [value for later in rows[number:] for value in later]


def test_a_few_large_numbers_do_not_widen_a_long_row() -> None:
    values = np.arange(1_000) % 200
    values[500] = 70_000
    packed = pack(values, np.array([0, 1_000]))
    assert (len(packed.planes), packed.places.tolist()) == (1_000, [500])
    assert packed.row(0, 0, 1_000)[500] == 70_000


@settings(deadline=None)
@given(st.lists(st.one_of(st.integers(0, 20), st.integers(0, 2**31)), max_size=40), st.data())
def test_counts_are_read_as_they_were_written(values: list[int], data: st.DataObject) -> None:
    counts = halved(np.array(values, np.int64))
    assert counts.is_whole(len(values))
    end = data.draw(st.integers(0, len(values)))
    begin = data.draw(st.integers(0, end))
    assert counts.part(begin, end).tolist() == values[begin:end]
