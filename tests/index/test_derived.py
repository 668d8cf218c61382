"""The fields that follow from stems."""

from __future__ import annotations

from collections.abc import Iterator

from fehrest.index.analysis.chain import Chain
from fehrest.index.analysis.family import family
from fehrest.index.columns import Column
from fehrest.index.derived import families, opening
from hypothesis import given
from hypothesis import strategies as st

_WORDS = ("آلودگی", "قاتل", "القاتل", "2024", "کتاب", "کتاب‌ها", "Gantz", "و")
_TEXTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join),
        st.sampled_from(["fa", "ar", ""]),
    ),
    min_size=1,
    max_size=5,
)

Occurrence = tuple[str, int]


def _texts(column: Column) -> Iterator[list[Occurrence]]:
    """Yield the terms of each text with their positions."""
    terms = [column.terms[number] for number in column.ids.tolist()]
    occurrences = iter(zip(terms, column.positions.tolist(), strict=True))
    for count in column.counts.tolist():
        yield [next(occurrences) for _ in range(count)]


def _stems(texts: list[tuple[str, str]]) -> Column:
    return Chain().columns([(text,) for text, _ in texts], [one for _, one in texts])[1]


@given(_TEXTS)
def test_an_opening_is_the_beginning(texts: list[tuple[str, str]]) -> None:
    stems = _stems(texts)
    first = opening(stems)
    beginnings = [[one for one in text if one[1] < 16] for text in _texts(stems)]
    assert list(_texts(first)) == beginnings
    assert set(first.terms) == {term for text in beginnings for term, _position in text}
    assert first.lengths.tolist() == [min(length, 16) for length in stems.lengths.tolist()]


@given(_TEXTS)
def test_each_word_has_its_family_in_its_place(texts: list[tuple[str, str]]) -> None:
    stems = _stems(texts)
    found = families(stems, [language for _, language in texts])
    assert list(_texts(found)) == [
        [(family(term, language), position) for term, position in text]
        for text, (_, language) in zip(_texts(stems), texts, strict=True)
    ]
    assert found.lengths.tolist() == stems.lengths.tolist()
