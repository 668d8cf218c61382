"""The fields that follow from stems."""

from __future__ import annotations

from fehrest.index.analysis.family import family
from fehrest.index.derived import families, opening
from fehrest.index.engine import Text
from hypothesis import given
from hypothesis import strategies as st

_PLACES = st.lists(st.integers(0, 40), max_size=30).map(sorted)


def _text(positions: list[int]) -> Text:
    terms = [f"واژه{position}" for position in positions]
    return Text(terms, positions, positions[-1] + 1 if positions else 0)


@given(_PLACES)
def test_an_opening_is_the_beginning(positions: list[int]) -> None:
    text = _text(positions)
    first = opening(text)
    assert list(first.terms) == list(text.terms)[: len(first.terms)]
    assert list(first.positions) == [place for place in positions if place < 16]
    assert first.length == min(text.length, 16)


@given(_PLACES, st.sampled_from(["fa", "ar", ""]))
def test_each_word_has_its_family_in_its_place(positions: list[int], language: str) -> None:
    text = _text(positions)
    found = families(text, language)
    assert list(found.terms) == [family(term, language) for term in text.terms]
    assert (found.positions, found.length) == (text.positions, text.length)
