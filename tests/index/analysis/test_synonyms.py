"""Synonyms: both ways, by stems, in the language that is asked for."""

from __future__ import annotations

import pytest
from fehrest.index.analysis import Chain, lexicon
from fehrest.index.analysis.synonyms import synonyms


def stems(word: str, language: str) -> tuple[str, ...]:
    (token, *_parts) = Chain().tokens(word, language)
    return token.stems


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("fa", "ویزا", "روادید"),
        ("fa", "پاسپورت‌ها", "گذرنامه"),
        ("ar", "النفط", "بترول"),
        ("ar", "مستشفيات", "مشفى"),
    ],
)
def test_words_mean_each_other_in_any_form(language: str, word: str, other: str) -> None:
    assert set(stems(other, language)) <= set(synonyms(stems(word, language), language))
    assert set(stems(word, language)) <= set(synonyms(stems(other, language), language))


def test_where_the_language_is_not_known_both_are_asked() -> None:
    assert "روادید" in synonyms(["ویزا"], "")
    assert synonyms(["ویزا"], "ar") == ()
    assert synonyms(["ویزا", "روادید"], "fa") == ()


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_the_lists_are_symmetric(language: str) -> None:
    table = {stem: others.split() for stem, others in lexicon.pairs(f"synonyms_{language}").items()}
    assert len(table) > 250
    for stem, others in table.items():
        assert others
        for other in others:
            assert stem in table[other]


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_no_stop_word_is_a_synonym(language: str) -> None:
    words = set(lexicon.pairs(f"synonyms_{language}"))
    assert not words & lexicon.words(f"stop_{language}")
