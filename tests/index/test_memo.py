"""What is remembered of words: the same as would be worked out, and little of it."""

from __future__ import annotations

from fehrest.index.analysis.family import family
from fehrest.index.memo import LONGEST, Memo
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.text("ab", max_size=4)), st.integers(1, 5))
def test_what_is_remembered_is_what_is_worked_out(words: list[str], most: int) -> None:
    memo = Memo(str.upper, most)
    for word in words:
        assert memo[word] == word.upper()
        assert len(memo) <= most


def test_a_word_is_worked_out_once_unless_it_is_long() -> None:
    asked: list[str] = []
    memo = Memo(asked.append, 10)
    for word in ("a" * LONGEST, "b" * (LONGEST + 1)) * 2:
        assert memo[word] is None
    assert list(map(len, asked)) == [LONGEST, LONGEST + 1, LONGEST + 1]
    assert list(memo) == ["a" * LONGEST]


def test_a_long_word_has_a_family() -> None:
    assert family("مكتب" + "ت" * 10_000, "ar") == family("مكتبتت", "ar")
