"""Words of initials and the names of their letters."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from fehrest.index.analysis.fold import fold
from fehrest.index.names.initials import initials, letter_names
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("bbc", ["بی بی سی", "بي بي سي"]),
        ("cnn", ["سی ان ان", "سي إن إن"]),
        ("fbi", ["اف بی آی", "إف بي آي"]),
        ("dna", ["دی ان ای", "دي إن إيه"]),
        ("ibm", ["آی بی ام", "آي بي إم"]),
        ("bmw", ["بی ام و", "بي إم دبليو"]),
    ],
)
def test_letters_have_names_in_both_languages(word: str, written: list[str]) -> None:
    for text in written:
        names = [fold(name) for name in text.split()]
        assert all(map(tuple.__contains__, letter_names(word), names))
        assert word in initials(names)


@pytest.mark.parametrize("word", ["", "tv", "google", "b2b", "über", "قدس"])
def test_other_words_are_no_initials(word: str) -> None:
    assert letter_names(word) == ()


@pytest.mark.parametrize("names", [[], ["بی", "بی"], ["بی", "سخن", "سی"], ["بی"] * 6])
def test_other_names_stand_for_no_letters(names: list[str]) -> None:
    assert initials(names) == []


@given(st.text(ascii_lowercase, min_size=3, max_size=5), st.data())
def test_what_is_named_can_be_read(word: str, data: st.DataObject) -> None:
    names = [data.draw(st.sampled_from(those)) for those in letter_names(word)]
    assert word in initials(names)
