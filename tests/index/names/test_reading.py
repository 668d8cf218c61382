"""Readings: which letters of two spellings of a name stand for each other."""

from __future__ import annotations

import pytest
from fehrest.index.analysis.fold import fold
from fehrest.index.names.reading import letters_between


@pytest.mark.parametrize("other", ["غانتس", "گانتس", "گانس", "وغانتس"])
def test_what_is_listed_has_letters_for_letters(other: str) -> None:
    letters = letters_between("gantz", [other])[other]
    assert letters[0] == ("ga", other.removeprefix("و")[:2])
    assert "".join(left for left, _right in letters) == "gantz"
    assert "".join(right for _left, right in letters) == other.removeprefix("و")


def test_an_article_stands_for_no_letter() -> None:
    other = fold("والقذافي")
    letters = letters_between("gaddafi", [other])[other]
    assert letters[0] == ("ga", "ق")


@pytest.mark.parametrize("other", ["المجر", "مجارستان"])
def test_no_letters_tell_of_another_word_for_a_country(other: str) -> None:
    word = fold(other)
    assert letters_between("hungary", [word]) == {word: (("hungary", word),)}


def test_nothing_has_letters_with_nothing() -> None:
    assert letters_between("gantz", []) == {}
