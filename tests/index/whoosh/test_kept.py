"""What is asked for again is kept, in so many bytes and no more."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from fehrest.index.engine import Prefix, Request
from fehrest.index.memo import LONGEST
from fehrest.index.whoosh import collection
from fehrest.index.whoosh.arrays import Array
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.kept import Kept, Key
from hypothesis import given
from hypothesis import strategies as st

_SIZE = 100_000


class _Made:
    """Makes arrays, and counts how often it did."""

    def __init__(self, size: int) -> None:
        self.kept = Kept[tuple[Array]](_SIZE)
        self.size = size
        self.often = 0

    def ask(self, number: int) -> int:
        return int(self.kept.all([("span", "field", str(number))], self._make)[0][0][0])

    def _make(self, key: Key) -> tuple[Array]:
        self.often += 1
        return (np.full(self.size, int(key[-1]), np.uint32),)


@given(st.lists(st.integers(0, 200), max_size=300), st.integers(1, 3_000))
def test_what_is_given_is_what_was_made(numbers: list[int], size: int) -> None:
    made = _Made(size)
    assert [made.ask(number) for number in numbers] == numbers
    assert len(set(numbers)) <= made.often <= len(numbers)


def test_what_is_asked_for_again_outlives_what_is_not() -> None:
    made = _Made(1_000)
    for number in range(1, 1_000):
        made.ask(0)
        made.ask(number)
    assert made.often == 1_000


def test_all_that_there_is_room_for_is_kept() -> None:
    made = _Made(1_000)
    for _round in range(3):
        for number in range(20):
            made.ask(number)
    assert made.often == 20


def test_what_is_too_large_is_given_but_not_kept() -> None:
    made = _Made(_SIZE)
    assert [made.ask(number) for number in (1, 1, 2)] == [1, 1, 2]
    assert made.often == 3


def test_no_more_is_kept_than_there_is_room_for() -> None:
    made = _Made(1_000)
    for number in range(1_000):
        made.ask(number)
    for number in range(1_000 - _SIZE // 4_000, 0, -1):
        made.ask(number)
    assert made.often > 1_900


def test_of_terms_and_prefixes_few_are_remembered(
    committed: Callable[..., WhooshEngine],
    make_entry: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [f"{letter}{'x' * LONGEST}" for letter in "abcdefgh"]
    engine = committed([make_entry(serial, word) for serial, word in enumerate(words)])
    monkeypatch.setattr(collection, "_REMEMBERED", 3)
    held = engine._current().collection
    for _round in range(2):
        for serial, word in enumerate(words):
            for length in (1, 2, LONGEST + 1):
                found = engine.search(Request(Prefix("content", word[:length])))
                assert found.serials == [serial]
            assert engine.frequencies("content", [word, word[:2]]) == [1, 0]
            assert len(held._prefixes) <= 3
            assert len(held._known) <= 3
            assert max(len(text) for _field, text in [*held._prefixes, *held._known]) == 2
