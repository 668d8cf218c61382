"""A table of hashes does what a dictionary does, for many at once."""

from __future__ import annotations

import numpy as np
from fehrest.index.analysis.known import UNKNOWN, Known
from hypothesis import given
from hypothesis import strategies as st

# Few of these differ in their upper bits, so that many ask for the same slot.
_HASHES = st.one_of(st.integers(0, 50), st.integers(0, 2**64 - 1), st.just(UNKNOWN))
_ADDED = st.lists(st.dictionaries(_HASHES, st.integers(0, UNKNOWN - 1)), max_size=5)


@given(_ADDED, st.lists(_HASHES))
def test_it_knows_what_a_dictionary_knows(added: list[dict[int, int]], asked: list[int]) -> None:
    known, expected = Known(), dict[int, int]()
    for numbers in added:
        new = {hashed: number for hashed, number in numbers.items() if hashed not in expected}
        expected |= new
        known.add(np.array([*new], np.uint64), np.array([*new.values()], np.uint32))
        assert len(known) == len(expected)
        wanted = [*expected, *asked]
        found = known.find(np.array(wanted, np.uint64))
        assert found.tolist() == [expected.get(hashed, UNKNOWN) for hashed in wanted]


def test_it_grows_and_forgets_nothing() -> None:
    known = Known()
    hashes = np.random.default_rng(0).integers(0, 1 << 64, 30_000, np.uint64)
    for first in range(0, len(hashes), 1_000):
        known.add(hashes[first : first + 1_000], np.arange(first, first + 1_000, dtype=np.uint32))
    assert known.find(hashes).tolist() == list(range(len(hashes)))
    assert set(known.find(hashes + np.uint64(1)).tolist()) == {UNKNOWN}
