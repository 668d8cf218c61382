"""Families: what derived words share."""

from __future__ import annotations

import pytest
from fehrest.index.analysis import Chain
from fehrest.index.analysis.family import families, family
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "آلوده آلودگی"),
        ("fa", "امیدوار امیدواری امیدوارانه"),
        ("fa", "خواننده خوانندگی خواندن"),
        ("ar", "قتل مقتل قاتل القتلى مقتول"),
        ("ar", "علم معلم تعليم علوم"),
        ("ar", "صدر مصدر تصدير الصادرات"),
    ],
)
def test_derived_words_are_of_one_family(language: str, words: str) -> None:
    tokens = Chain().tokens(words, language)
    found = {families(token.stems, language)[0] for token in tokens}
    assert len(found) == 1


@pytest.mark.parametrize(("one", "other"), [("کتاب", "کشور"), ("سلام", "سلاح"), ("شهر", "شعر")])
def test_other_words_are_of_others(one: str, other: str) -> None:
    for language in ("fa", "ar"):
        assert family(one, language) != family(other, language)


def test_a_word_of_an_unknown_language_is_of_a_family_of_each() -> None:
    assert set(families(["کتاب"], "")) == {family("کتاب", "fa"), family("کتاب", "ar")}


@given(st.text(min_size=1), st.sampled_from(["fa", "ar", "en"]))
def test_every_word_is_of_a_family(word: str, language: str) -> None:
    found = family(word, language)
    assert 0 < len(found) <= 4
    assert found[-1] in word
