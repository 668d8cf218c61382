"""Arabic words that sound alike are no spellings of each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fehrest import Document, Library
from fehrest.index.analysis import fold
from fehrest.search.articles import other_words

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
    apart = other_words(fold(word), [fold(other)], _frequencies)
    assert apart == (set() if stays else {fold(other)})


def test_who_fled_is_no_spelling_of_the_war(tmp_path: Path) -> None:
    texts = ["الحرب", "حرب", "الهارب", "هارب", "گانتس", "غانتس"]
    with Library(tmp_path) as library:
        library.add(Document(id=text, text=f"{text} هناك", language="ar") for text in texts)
        words = {
            name: {spelling.word for spelling in found}
            for name, found in library.spellings("الحرب غانتس").items()
        }
        assert not words["الحرب"] & {fold("الهارب"), fold("هارب")}
        assert fold("گانتس") in words["غانتس"]
