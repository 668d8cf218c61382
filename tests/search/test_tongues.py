"""Of which language the words of a short query are."""

from __future__ import annotations

import pytest
from fehrest.index.analysis import Chain
from fehrest.search.tongues import are_plainly

_CHAIN = Chain()


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("ar", "نائب الرئيس"),
        # The article after a particle, and a letter that Persian does not write.
        ("ar", "جوائز للسلام"),
        ("ar", "جائزة نوبل"),
        ("fa", "جایزه گینس"),
    ],
)
def test_words_are_plainly_of_a_language(language: str, query: str) -> None:
    assert are_plainly(language, list(_CHAIN.tokens(query, language)))


@pytest.mark.parametrize(
    ("language", "query"),
    # One word may be a name; and so may words that nothing tells from those of the other language.
    [
        ("ar", "السلام"),
        ("fa", "گینس"),
        ("ar", "وزير دفاع"),
        ("fa", "وزیر دفاع"),
        ("", "نائب الرئيس"),
    ],
)
def test_other_words_are_not(language: str, query: str) -> None:
    assert not are_plainly(language, list(_CHAIN.tokens(query, language)))
