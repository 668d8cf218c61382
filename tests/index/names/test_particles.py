"""Particles: what Arabic writes before a name is taken off, as far as a name may be left."""

from __future__ import annotations

import numpy as np
import pytest
from fehrest.index.analysis.fold import fold
from fehrest.index.names.letters import ARABIC
from fehrest.index.names.particles import (
    MOST_TAKEN_OFF,
    NOT_ARABIC,
    bare,
    taken_off,
    with_particles,
    without_article,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("word", "rests"),
    [
        ("القذافي", "قذافي"),
        ("وغانتس", "غانتس"),
        ("لغانتس", "غانتس"),
        ("بباكو", "باكو"),
        ("والأسد", "الأسد أسد"),
        ("وبروكس", "بروكس روكس"),
        ("وإلينا", "إلينا ينا"),
        ("ولكاظم", "لكاظم كاظم"),
        ("للسيسي", "سيسي"),
        # Too little would be left.
        ("ولي", ""),
        ("الله", ""),
        # No particle.
        ("مرکل", ""),
        # No Arabic word.
        ("لگانس", ""),
        ("باپتیست", ""),
    ],
)
def test_particles_are_taken_off_arabic_words(word: str, rests: str) -> None:
    assert bare(fold(word)) == (fold(word), *map(fold, rests.split()))


def test_particles_are_put_before_arabic_words() -> None:
    found = with_particles(fold("الولايات"))
    assert {*map(fold, ["الولايات", "وبالولايات", "للولايات", "فالولايات"])} <= set(found)
    assert all(bare(form)[-1] == fold("ولايات") for form in found)
    assert {"باكو", "لباكو", "ولباكو"} <= {
        form.replace("ک", "ك") for form in with_particles("باکو")
    }
    assert with_particles("states") == ["states"]


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("القذافي", "قذافي"),
        ("والأسد", "أسد"),
        ("للسيسي", "سيسي"),
        ("وبروكس", ""),
        ("لغانتس", ""),
        ("مرکل", ""),
    ],
)
def test_an_article_goes_with_the_particles_before_it(word: str, rest: str) -> None:
    assert without_article(fold(word)) == [fold(word), *map(fold, rest.split())]


@given(st.text(ARABIC, min_size=1, max_size=12))
def test_what_is_left_is_the_end_of_a_word(word: str) -> None:
    first, *rests = bare(word)
    assert first == word
    assert all(word.endswith(rest) and 3 <= len(rest) < len(word) for rest in rests)
    assert sorted(rests, key=len, reverse=True) == rests
    assert set(without_article(word)) <= set(bare(word))


@given(st.lists(st.text(ARABIC, min_size=1, max_size=9), min_size=1, max_size=9))
def test_of_many_words_the_same_is_taken_off(words: list[str]) -> None:
    text = "".join(word.ljust(9 + MOST_TAKEN_OFF) for word in words)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).reshape(len(words), -1)
    may_be_arabic = ~np.isin(codes, NOT_ARABIC).any(1)
    found = taken_off(codes.T[:MOST_TAKEN_OFF], np.array(list(map(len, words))), may_be_arabic)
    for word, *off in zip(words, *found, strict=True):
        assert tuple(word[letters:] for letters in (0, *filter(None, off))) == bare(word)
