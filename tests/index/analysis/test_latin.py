"""English: the possessive and the plural go, and nothing else."""

from __future__ import annotations

import pytest
from fehrest.index.analysis.latin import stem, without_signs

_MEET = [
    "minister ministers",
    "city cities citys",
    "country countries",
    "house houses",
    "gantz gantzs",
    "play plays",
]
_WHOLE = ("gantz", "bus", "gas", "us", "is", "class", "congress", "focus", "aliyev", "café", "")


@pytest.mark.parametrize("words", _MEET)
def test_forms_of_a_word_meet(words: str) -> None:
    assert len(set(map(stem, words.split(" ")))) == 1


@pytest.mark.parametrize("word", _WHOLE)
def test_a_word_is_left_whole(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Gantz's", "Gantz"),
        ("Gantz’s", "Gantz"),
        ("GANTZ'S", "GANTZ"),
        ("U.S.", "US"),
        ("U.N.’s", "UN"),
        ("O'Neill", "O'Neill"),
        ("Gantzs", "Gantzs"),
        ("Peres'", "Peres'"),
    ],
)
def test_signs_that_are_not_of_the_word(written: str, word: str) -> None:
    assert without_signs(written) == word
