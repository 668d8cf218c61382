"""Shapes: as long as the text, of few characters, and the same for all spellings of a letter."""

from __future__ import annotations

import unicodedata

import pytest
from fehrest.index.analysis.fold import LETTER_VARIANTS
from fehrest.index.analysis.lexicon import affixes
from fehrest.index.analysis.shape import ACCENT, DIGIT, LETTER, MARK, shape
from hypothesis import given
from hypothesis import strategies as st

_AFFIX_LETTERS = {
    letter
    for groups in (affixes("name"), affixes("persian"))
    for forms in groups.values()
    for letter in "".join(forms)
}


@given(st.text())
def test_a_shape_is_as_long_as_its_text_and_fits_into_a_byte_for_each_character(text: str) -> None:
    shaped = shape(text)
    assert len(shaped) == len(text)
    assert not shaped or max(shaped) <= "\xff"


def test_letters_of_affixes_are_told_apart() -> None:
    assert len({shape(letter) for letter in _AFFIX_LETTERS}) == len(_AFFIX_LETTERS) > 30
    assert "\xff" not in {shape(letter) for letter in _AFFIX_LETTERS}


@pytest.mark.parametrize("letter", sorted(_AFFIX_LETTERS & LETTER_VARIANTS.keys()))
def test_each_spelling_of_a_letter_has_its_shape(letter: str) -> None:
    variants = LETTER_VARIANTS[letter]
    assert shape(variants) == shape(letter) * len(variants)


def test_digits_letters_and_accents_of_all_scripts_are_alike() -> None:
    assert shape("1۱١१") == DIGIT * 4
    assert shape("aÉЖ北²") == LETTER * 5
    assert shape("e\N{COMBINING ACUTE ACCENT}") == LETTER + ACCENT


def test_marks_are_those_of_unicode() -> None:
    block = [chr(code) for code in (*range(0x0610, 0x06FF), *range(0x08E3, 0x0900))]
    marks = {char for char in block if unicodedata.category(char) == "Mn"}
    assert {char for char in block if shape(char) == MARK} == marks
