"""What two lists of documents have in common, whatever numbers they are made of."""

from __future__ import annotations

import numpy as np
import pytest
from fehrest.index.runs import mask_of
from fehrest.index.whoosh.overlap import common, places_of
from hypothesis import given, settings
from hypothesis import strategies as st

_TYPES = (np.uint8, np.uint16, np.uint32, np.int64)
_docs = st.lists(st.integers(0, 600), unique=True, max_size=60).map(sorted)


@settings(deadline=None)
@given(_docs, _docs, st.sampled_from(_TYPES), st.sampled_from(_TYPES))
def test_common_is_what_both_have(
    first: list[int], second: list[int], first_type: type, second_type: type
) -> None:
    few, many = _array(first, first_type), _array(second, second_type)
    assert common(few, many).tolist() == sorted({*few.tolist()} & {*many.tolist()})


def test_what_is_beyond_a_type_is_not_in_it() -> None:
    assert common(np.array([256], np.uint16), np.array([0], np.uint8)).tolist() == []


@settings(deadline=None)
@given(_docs, _docs, st.sampled_from(_TYPES))
def test_places_are_those_of_some_documents(docs: list[int], among: list[int], kind: type) -> None:
    held = _array(docs, kind)
    places = places_of(np.array(among, np.intp), held, 601)
    assert held[places].tolist() == sorted({*held.tolist()} & {*among})


def test_few_documents_are_looked_up_in_a_long_list() -> None:
    docs = np.arange(0, 250, 2, dtype=np.int32)
    places = places_of(np.array([4, 5, 248, 260, 600]), docs, 601)
    assert docs[places].tolist() == [4, 248]


def test_a_mask_of_documents_that_are_not_there() -> None:
    assert mask_of(np.array([1, 2]), 4).tolist() == [False, True, True, False]
    with pytest.raises(IndexError):
        mask_of(np.array([4]), 4)


def _array(numbers: list[int], kind: type) -> np.ndarray:
    return np.array([number for number in numbers if number <= np.iinfo(kind).max], kind)
