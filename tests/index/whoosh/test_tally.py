"""Shares are summed up as whole numbers, and it makes no difference."""

from __future__ import annotations

import numpy as np
from fehrest.index.whoosh.tally import _reaching
from hypothesis import given
from hypothesis import strategies as st

_LEAST = 0.15
_shares = st.sampled_from((0.001, 0.03, 0.05, 0.075, 0.1, 0.149999, 0.15 - 1e-12)) | st.floats(
    1e-6, _LEAST, exclude_max=True
)


@given(st.lists(_shares, min_size=2, max_size=300), st.integers(0, 1_000))
def test_enough_is_what_the_shares_sum_up_to(shares: list[float], seed: int) -> None:
    masks = np.random.default_rng(seed).random((len(shares), 60)) < 3 / len(shares)
    sums = np.zeros(60)
    for mask, share in zip(masks, shares, strict=True):
        sums += mask * share
    # What rounds either way is for nobody to tell.
    certain = np.abs(sums - _LEAST) > 1e-9
    found = _reaching(_LEAST, list(masks), shares)
    assert found[certain].tolist() == (sums >= _LEAST)[certain].tolist()


def test_many_that_are_just_not_enough() -> None:
    masks = [np.array([True, True]), np.array([True, True]), np.array([False, True])]
    assert _reaching(1.0, masks, [0.5, 0.5 - 1e-9, 1e-8]).tolist() == [False, True]
