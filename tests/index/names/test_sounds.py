"""Sounds: what the letters of a name may be read as."""

from __future__ import annotations

import pytest
from fehrest.index.names import sounds
from fehrest.index.names.letters import ARABIC
from fehrest.index.names.sounds import readings
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("word", "usual"),
    [("گانتس", "kns"), ("پوتین", "btn"), ("gantz", "kns"), ("putin", "btn"), ("زد", "st")],
)
def test_letters_are_read_as_classes(word: str, usual: str) -> None:
    assert "".join(options[0] for options in readings(word)) == usual


@given(st.text(ARABIC, min_size=1))
def test_two_letters_at_a_time_are_read_as_the_whole_word_is(word: str) -> None:
    whole = sounds._Letters(sounds._ARABIC).read(word)
    assert readings(word) == whole
