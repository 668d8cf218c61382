"""Arabic words that sound alike are no spellings of each other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fehrest.index.analysis import fold
from fehrest.search.articles import no_other_words
from fehrest.search.spellings import Spelling

_COUNTS = {
    "العراق": 900,
    "عراق": 60,
    "الأعراق": 40,
    "أعراق": 12,
    "القذافي": 300,
    "قذافی": 80,
    "غانتس": 50,
    "غانس": 2,
    "المركز": 500,
    "مركز": 700,
    "ماركيز": 9,
    "الهند": 100,
    "هند": 20,
    "الحند": 9,
    "حند": 9,
}


def _frequencies(words: Sequence[str]) -> list[int]:
    known = {fold(word): count for word, count in _COUNTS.items()}
    return [known.get(word, 0) for word in words]


@pytest.mark.parametrize(
    ("word", "other", "stays"),
    [
        # Both are words.
        ("العراق", "الأعراق", False),
        ("العراق", "أعراق", False),
        # One word, with the article and without.
        ("قذافی", "القذافي", True),
        # One is a name, which has no article.
        ("غانس", "غانتس", True),
        ("مركز", "ماركيز", True),
        # Scripts that have no article.
        ("Iraq", "العراق", True),
    ],
)
def test_two_words_of_arabic_are_two(word: str, other: str, stays: bool) -> None:
    spelling = Spelling(fold(other), 0.9, 0, (("a", "b"), ("c", "d")))
    found = list(no_other_words(fold(word), [spelling], _frequencies))
    assert found == ([spelling] if stays else [])


def test_what_is_listed_is_one_name() -> None:
    listed = Spelling(fold("حند"), 0.97, 0, (("هند", "حند"),))
    assert list(no_other_words(fold("هند"), [listed], _frequencies)) == [listed]
