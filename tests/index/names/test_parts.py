"""The parts of full names: words and what is glue between them."""

from __future__ import annotations

import pytest
from fehrest.index.names.parts import parts
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Benny Gantz", "benny gantz"),
        ("Gantz, Benny", "gantz benny"),
        ("Mohammad-Reza", "mohammad reza"),
        ("محمد‌رضا عارف", "محمد رضا عارف"),
        ("O’Neill", "oneill"),
        ("J.K. Rowling", "j k rowling"),
        ("Łukasz Piszczek", "lukasz piszczek"),
        ("«نجيب محفوظ»", "نجیب محفوظ"),
        ("Жуков", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_name_is_cut_into_words(name: str, expected: str) -> None:
    assert " ".join(part.text for part in parts(name)) == expected


@pytest.mark.parametrize(
    ("name", "glue"),
    [
        ("Mohammed bin Salman Al Saud", "bin al"),
        ("دکتر علی لاریجانی", "دکتر"),
        ("الرئيس محمود عباس", "الرییس"),
        ("Ludwig van Beethoven", "van"),
        ("Benny Gantz", ""),
        # A name of nothing else is made of words.
        ("Al Saint", ""),
    ],
)
def test_particles_and_titles_are_glue(name: str, glue: str) -> None:
    assert " ".join(part.text for part in parts(name) if part.is_glue) == glue


@given(st.text())
def test_parts_of_any_text_are_folded_words(text: str) -> None:
    found = parts(text)
    assert len(found) <= 8
    for part in found:
        assert [one.text for one in parts(part.text)] == [part.text]
