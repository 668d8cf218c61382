"""Inverting occurrences, and looking terms up."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from fehrest.index.whoosh.arrays import Array
from fehrest.index.whoosh.inverted import NO_TERMS, Inverted, invert
from fehrest.index.whoosh.terms import Terms
from hypothesis import given, settings
from hypothesis import strategies as st

_WORDS = ("ا", "با", "باد", "باکو", "گ", "ی", "a", "ab", "\U0001f600", "ﭖ")
_texts = st.lists(st.lists(st.sampled_from(_WORDS), max_size=12), min_size=1, max_size=8)


def _inverted(texts: list[list[str]], *, positions: bool = True) -> Inverted:
    vocabulary: dict[str, int] = {}
    for text in texts:
        for word in text:
            vocabulary.setdefault(word, len(vocabulary))
    return invert(
        vocabulary,
        np.array([vocabulary[word] for text in texts for word in text], np.uint32),
        np.repeat(np.arange(len(texts), dtype=np.uint32), [len(text) for text in texts]),
        np.array([place for text in texts for place in range(len(text))]) if positions else None,
        np.array([len(text) for text in texts]) if positions else None,
    )


@settings(deadline=None)
@given(_texts)
def test_each_term_has_its_postings_and_positions(texts: list[list[str]]) -> None:
    expected: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, text in enumerate(texts):
        for place, word in enumerate(text):
            expected[word][number].append(place)
    inverted = _inverted(texts)
    assert inverted.is_whole()
    terms = sorted(word.encode() for word in expected)
    assert inverted.terms.all() == [inverted.terms.term(n) for n in range(len(inverted))] == terms
    assert inverted.lengths.tolist() == [len(text) for text in texts]
    for number, term in enumerate(terms):
        places = expected[term.decode()]
        docs, freqs = inverted.postings(number)
        assert dict(zip(docs.tolist(), freqs.tolist(), strict=True)) == {
            doc: len(found) for doc, found in places.items()
        }
        assert docs.tolist() == sorted(places)
        assert inverted.positions_of(number, freqs).tolist() == [
            place for doc in sorted(places) for place in places[doc]
        ]
        assert inverted.frequency(number) == inverted.frequencies()[number] == len(places)


@settings(deadline=None)
@given(_texts, st.sampled_from((*_WORDS, "", "ب", "باک", "zz", "\U0001f601")))
def test_looking_up_agrees_with_a_sorted_list(texts: list[list[str]], wanted: str) -> None:
    inverted = _inverted(texts)
    terms = sorted({word.encode() for text in texts for word in text})
    text = wanted.encode()
    assert inverted.terms.find(text) == (terms.index(text) if text in terms else -1)
    assert inverted.terms.first_from(text) == sum(term < text for term in terms)
    found = [inverted.terms.term(number) for number in inverted.terms.with_prefix(text)]
    assert found == [term for term in terms if term.startswith(text)]


def test_keywords_have_no_positions() -> None:
    inverted = _inverted([["a", "b"], ["b"]], positions=False)
    assert inverted.is_whole()
    assert inverted.postings(1).docs.tolist() == [0, 1]
    arrays = (inverted.places, inverted.positions.planes, inverted.lengths)
    assert list(map(len, arrays)) == [0, 0, 0]


def test_a_field_without_terms() -> None:
    for inverted in (NO_TERMS, _inverted([[], []])):
        assert inverted.is_whole()
        assert len(inverted) == 0
        assert inverted.terms.find(b"a") == -1
        assert list(inverted.terms.with_prefix(b"")) == []


def test_terms_of_one_bucket_are_told_apart() -> None:
    words = [f"{number}".encode() for number in range(1_000)]
    terms = Terms.of(sorted(words))
    crowded = terms._replace(buckets=np.array([0, 1_000]), members=np.arange(1_000))
    for arranged in (terms, crowded):
        assert arranged.is_whole()
        assert [arranged.term(arranged.find(word)) for word in words] == words
        assert arranged.find(b"1000") == arranged.find(b"") == -1


def test_arrays_that_do_not_fit_are_seen() -> None:
    inverted = _inverted([["a", "b"], ["b"]])
    arrays = inverted.named("f")
    arrays["f/docs/places"] = arrays["f/docs/rests"] = np.zeros(1, np.uint8)
    assert Inverted.of(arrays, "f").is_whole()
    for name in arrays.keys() - {"f/lengths", "f/docs/places", "f/freqs/places"}:
        for other in _misfits(arrays[name]):
            if len(other) != len(arrays[name]):
                assert not Inverted.of(arrays | {name: other}, "f").is_whole(), name


def _misfits(array: Array) -> tuple[Array, ...]:
    return array[:-1], np.append(array, array[-1:]), array[:0]
