"""Snippets: the part of a text that tells most, cut between words, with its marks."""

from __future__ import annotations

import pytest
from fehrest.index.analysis import Chain, fold
from fehrest.search.answer import Snippet
from fehrest.search.marks import Mark, Marks, Reason
from fehrest.search.snippet import excerpt, whole
from hypothesis import given, settings
from hypothesis import strategies as st

_CHAIN = Chain()
_FILLER = "و این جمله‌ای است که چیزی ندارد. "


def _marks(text: str, *words: str) -> list[Mark]:
    marks = Marks()
    for word in words:
        marks.want_surface(word, Reason(word, "exact"))
    return marks.find(_CHAIN.tokens(text, "fa"))


def _excerpt(text: str, *words: str, length: int = 60) -> Snippet:
    return excerpt(text, _marks(text, *words), length)


def _marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


def test_a_short_text_is_whole() -> None:
    text = "گانتس به باکو رفت."
    assert _excerpt(text, "باکو") == whole(text, _marks(text, "باکو"))
    assert _excerpt(text, "باکو").marked("[", "]") == "گانتس به [باکو] رفت."
    assert _excerpt(text) == Snippet(text)


def test_a_text_without_marks_is_its_beginning() -> None:
    snippet = _excerpt(_FILLER * 10)
    assert snippet.marked("[", "]").startswith("و این جمله‌ای")
    assert (snippet.is_cut_before, snippet.is_cut_after) == (False, True)
    assert 60 <= len(snippet.text) < 60 + 20


def test_it_shows_the_marks_and_begins_at_their_sentence() -> None:
    for end in (". ", "؟ ", "! ", "؛ ", "… ", "\n", ".\n\n"):
        text = f"{_FILLER * 9}این همان جمله است{end}گانتس در شهر باکو بود. {_FILLER * 9}"
        snippet = _excerpt(text, "گانتس", "باکو")
        assert snippet.text.startswith("گانتس در شهر"), end
        assert _marked(snippet) == ["گانتس", "باکو"]
        assert (snippet.is_cut_before, snippet.is_cut_after) == (True, True)
        assert snippet.marked("[", "]").startswith("… [گانتس] در شهر [باکو] بود")
        assert snippet.marked("[", "]").endswith(" …")


def test_it_begins_at_a_word_where_no_sentence_begins() -> None:
    text = f"{'واژه‌ای ' * 40}گانتس{' واژه‌ای' * 40}"
    snippet = _excerpt(text, "گانتس")
    words = snippet.text.split()
    assert set(words) == {"واژه‌ای", "گانتس"}
    assert _marked(snippet) == ["گانتس"]


def test_it_shows_the_end_of_a_text() -> None:
    snippet = _excerpt(f"{_FILLER * 20}سرانجام گانتس", "گانتس")
    assert snippet.text.endswith("گانتس")
    assert (snippet.is_cut_before, snippet.is_cut_after) == (True, False)


def test_more_different_words_tell_more_than_one_word_often() -> None:
    text = f"باکو باکو باکو باکو. {_FILLER * 5}باکو و گانتس. {_FILLER * 5}گانتس گانتس گانتس."
    snippet = _excerpt(text, "گانتس", "باکو")
    assert _marked(snippet) == ["باکو", "گانتس"]


def test_of_places_that_tell_the_same_the_fuller_and_then_the_first_one() -> None:
    text = f"گانتس یک. {_FILLER * 5}گانتس دو گانتس. {_FILLER * 5}گانتس سه گانتس."
    assert "دو" in _excerpt(text, "گانتس").text


def test_marks_farther_apart_than_the_length() -> None:
    text = f"{_FILLER * 5}گانتس {_FILLER * 5}باکو {_FILLER * 5}"
    assert _marked(_excerpt(text, "گانتس", "باکو")) == ["گانتس"]


def test_a_word_longer_than_the_snippet_is_not_cut() -> None:
    word = "گ" * 100
    snippet = _excerpt(f"{_FILLER * 5}{word} {_FILLER * 5}", word, length=60)
    assert _marked(snippet) == [word]


def test_a_text_without_spaces_does_not_become_one_snippet() -> None:
    assert len(_excerpt("a" * 100_000).text) < 200
    assert len(_excerpt(f"گانتس{'-' * 100_000}", "گانتس").text) < 200


def test_it_is_one_line() -> None:
    text = "گانتس\nدر\r\nباکو\u2028بود\x85\tو\v\f\x1c."
    for snippet in (_excerpt(text, "باکو"), whole(text, _marks(text, "باکو"))):
        assert len(snippet.text.splitlines()) == 1
        assert len(snippet.text) == len(text)
        assert _marked(snippet) == ["باکو"]


@pytest.mark.parametrize(
    "word", ["می‌شود", "می شود", "میشود", "می\u00adشود", "مى\u200cشود", "مِی‌شَوَد", "ﻣﯽ‌ﺷﻮﺩ", "مـی‌شود"]
)
def test_marks_cover_the_word_as_it_was_written(word: str) -> None:
    snippet = _excerpt(f"{_FILLER * 9}پس چنین {word}، گفت او. {_FILLER * 9}", "میشود")
    assert _marked(snippet) == [word]


_texts = st.lists(
    st.sampled_from(
        ("گانتس", "باکو", "می‌شود", " ", " ", " ", ". ", "\n", "؟", "x" * 30, "ِ", "\U0001f600", "ﷲ")
    ),
    max_size=80,
).map("".join)


@settings(deadline=None)
@given(_texts, st.integers(1, 120))
def test_a_snippet_is_a_piece_of_its_text(text: str, length: int) -> None:
    marks = _marks(text, "گانتس", "میشود")
    snippet = excerpt(text, marks, length)
    places = {(mark.token.start, mark.token.end) for mark in marks}
    assert any(
        _is_cut_at(snippet, text, start)
        and {(start + first, start + last) for first, last in snippet.marks} <= places
        for start in range(len(text) + 1)
    )
    assert bool(snippet.marks) == bool(marks)
    assert "".join(piece for piece, _is_mark in snippet.pieces()) == snippet.text
    marked = {fold(piece) for piece, is_mark in snippet.pieces() if is_mark}
    assert marked <= {"گانتس", "میشود"}


def _is_cut_at(snippet: Snippet, text: str, start: int) -> bool:
    end = start + len(snippet.text)
    cut = (start > 0, end < len(text))
    piece = text[start:end].replace("\n", " ")
    return piece == snippet.text and cut == (snippet.is_cut_before, snippet.is_cut_after)
