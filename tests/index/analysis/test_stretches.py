"""Stretches have the same hash if they are the same, wherever they stand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from fehrest.index.analysis import stretches as module
from fehrest.index.analysis.stretches import Stretches
from hypothesis import given
from hypothesis import strategies as st

_TEXTS = st.text(
    st.sampled_from("ab \n\0کﷲ🙂\ud83d\ude42") | st.characters(), min_size=1, max_size=12
)


@given(_TEXTS)
def test_hashes_tell_stretches_apart(text: str) -> None:
    starts, ends = np.array([*combinations(range(len(text) + 1), 2)]).T
    stretches = Stretches(text)
    texts = [*stretches.texts(starts, ends)]
    assert texts == [text[start:end] for start, end in zip(starts, ends, strict=True)]
    hashes = stretches.hashes(starts, ends).tolist()
    assert len(set(zip(texts, hashes, strict=True))) == len(set(texts)) == len(set(hashes))
    assert stretches.codes.tolist() == list(map(ord, text))


@given(_TEXTS, _TEXTS, _TEXTS)
def test_a_hash_does_not_depend_on_what_is_around(before: str, text: str, after: str) -> None:
    start, end = np.array([len(before)]), np.array([len(before) + len(text)])
    (around,) = Stretches(before + text + after).hashes(start, end)
    (alone,) = Stretches(text).hashes(np.array([0]), np.array([len(text)]))
    assert around == alone


def test_a_long_text_is_hashed_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Stretches("علی‌رضا آمد").hashes(np.array([0, 8]), np.array([7, 11]))
    monkeypatch.setattr(module, "_KEPT", 5)
    found = Stretches("علی‌رضا آمد").hashes(np.array([0, 8]), np.array([7, 11]))
    assert found.tolist() == kept.tolist()
