"""The chain: tokens that hold their places, the same for documents, queries and indexes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

import pytest
from fehrest import Document
from fehrest.index.analysis import Chain, Token, chunks, fold, rows, tabulator
from fehrest.index.analysis import chain as module
from fehrest.index.analysis.family import families
from fehrest.index.columns import Column
from fehrest.index.names.keys import keys
from hypothesis import given, settings
from hypothesis import strategies as st

#: What the chain makes of the sample collection, and the name that goes with it.
_GOLDEN = ("fehrest-13", "27b8dc249cc32ab1a53a775cb33c20a084012688597d77fbc6a72bd8a0065e18")

_MODEST = settings(max_examples=100, deadline=None)
_LANGUAGES = st.sampled_from(["fa", "ar", "en", "", None])
_IN_ARABIC_LETTERS = (
    *("کتاب", "كتاب", "الله", "علی", "علیرضا", "عبدالرحمن", "وبالكتاب", "مسئول", "رئیس", "مؤسسة"),
    *("می", "نمی", "شود", "شدن", "ها", "های", "تر", "ترین", "ای", "اف"),
)
_OTHERS = (
    *("علی\u200cرضا", "می\u200cشود", "خانهٔ", "۱۴۰۲", "١٬٢٣٤٫٥", "1,234.5", "Gantz's", "U.S."),
    *("café", "ﷲ", "ﷺ", "ﻼ", "ﻛﺘﺎﺏ", "ﺍﻟﻜﺘﺎﺏ"),
)
_WORDS = st.sampled_from(_IN_ARABIC_LETTERS + _OTHERS)
_SIGNS = st.sampled_from(
    [
        *" \n\t\u00a0.,'-_/@#\0\u200c\u200d\u200b\u00ad\u00ac\u200f\u202b\u2067\ufeff",
        *"ـًَّٰٔ،؛؟«»\ud800\udfff",
    ]
)
_TEXTS = st.lists(_WORDS | _SIGNS | st.text(st.characters(), max_size=3), max_size=15).map("".join)
_SENTENCES = st.lists(st.sampled_from(_IN_ARABIC_LETTERS), min_size=1, max_size=8).map(" ".join)
_STRUCTURES = st.sampled_from(["fa", "ar", ""])
_LETTERS = st.text("\u0627\u0628\u0648\u064a", min_size=1, max_size=5)
_RANDOM = st.randoms(use_true_random=False)
_MARKS = ["", *"\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u06d6\u06df\u0640"]


def _all(chain: Chain, text: str, language: str | None) -> list[tuple[object, ...]]:
    """What is indexed of a text."""
    return [
        (token.position, token.span, token.surface, token.stems)
        for token in chain.tokens(text, language)
    ]


# -- Places -------------------------------------------------------------------


@_MODEST
@given(_TEXTS, _LANGUAGES)
def test_a_token_is_what_stands_at_its_place(chain: Chain, text: str, language: str | None) -> None:
    start = position = 0
    for token in chain.tokens(text, language):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
        assert token.start >= start
        assert token.position >= position
        assert token.span >= 1
        assert token.surface == fold(token.surface) != ""
        assert token.stems
        assert all(token.stems)
        start, position = token.start, token.position


@_MODEST
@given(_TEXTS, _LANGUAGES)
def test_positions_are_counted_without_gaps_and_parts_follow_their_whole(
    chain: Chain, text: str, language: str | None
) -> None:
    tokens = chain.tokens(text, language)
    expected = 0
    for token in tokens:
        assert token.position == expected
        if token.span > 1:
            parts = [next(tokens) for _ in range(token.span)]
            assert [part.position for part in parts] == list(range(expected, expected + token.span))
            assert all(part.span == 1 for part in parts)
            assert all(token.start <= part.start < part.end <= token.end for part in parts)
        expected += token.span


@_MODEST
@given(st.lists(st.tuples(_TEXTS, _LANGUAGES), max_size=5), st.integers(2, 9) | st.just(1 << 16))
def test_columns_are_what_the_tokens_give(
    chain: Chain, texts: list[tuple[str, str | None]], at_once: int
) -> None:
    # Long texts are taken in pieces, and many documents some at a time.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_BLOCK", at_once)
        patch.setattr(rows, "_PORTION", at_once)
        columns = chain.columns([(text,) for text, _ in texts], [language for _, language in texts])
    found = zip(*map(_rows, columns), *(column.lengths.tolist() for column in columns), strict=True)
    for (text, language), (surfaces, stems, *lengths) in zip(texts, found, strict=True):
        tokens = list(chain.tokens(text, language))
        assert surfaces == [(token.surface, token.position) for token in tokens]
        assert stems == [(stem, token.position) for token in tokens for stem in token.stems]
        assert set(lengths) == {max((token.position + token.span for token in tokens), default=0)}


@pytest.mark.parametrize(
    "parts", [("می", "روم"), ("کتاب", "ها"), ("علی", "اف"), ("کتاب", "\u200c ها")]
)
@pytest.mark.parametrize("space", [" ", "  ", " \u200c", "\u200c ", "\u00a0", " \u00a0 ", "\n"])
@pytest.mark.parametrize("at_once", [1, 1 << 16])
def test_what_spaces_separate_is_one_word_in_columns_as_in_tokens(
    monkeypatch: pytest.MonkeyPatch, parts: tuple[str, str], space: str, at_once: int
) -> None:
    monkeypatch.setattr(chunks, "_BLOCK", at_once)
    text = f"«{space.join(parts)}» {space.join(parts)} و{space}{parts[1]}. {parts[1]}"
    surfaces, _stems = Chain().columns([(text,)], ["fa"])
    tokens = Chain().tokens(text, "fa")
    assert _rows(surfaces) == [[(token.surface, token.position) for token in tokens]]


def test_no_phrase_reaches_from_one_text_of_a_document_to_the_next(chain: Chain) -> None:
    surfaces, _stems = chain.columns([("سفر رییس", "جمهور آمد")], ["fa"])
    assert _rows(surfaces) == [[("سفر", 0), ("رییس", 1), ("جمهور", 3), ("امد", 4)]]
    assert surfaces.lengths.tolist() == [4]


def _rows(column: Column) -> list[list[tuple[str, int]]]:
    """Return the terms of each text with their positions."""
    assert len(set(column.terms)) == len(column.terms)
    placed = zip(column.ids.tolist(), column.positions.tolist(), strict=True)
    found = [(column.terms[number], position) for number, position in placed]
    ends, counts = column.counts.cumsum().tolist(), column.counts.tolist()
    return [found[end - count : end] for end, count in zip(ends, counts, strict=True)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("وزیرِ دفاعِ ایران", "وزیرِ|دفاعِ|ایران"),
        ("محمد ﷺ گفت", "محمد|ﷺ|ﷺ|ﷺ|ﷺ|گفت"),
        ("ﻛﺘﺎﺏ ﷲ", "ﻛﺘﺎﺏ|ﷲ"),
        ("علی‌رضا آمد", "علی‌رضا|علی|رضا|آمد"),
        ("علیرضا آمد", "علیرضا|علیرضا|علیرضا|آمد"),
        ("🙂کتاب\u200c ها🙂", "کتاب\u200c ها"),
    ],
    ids=["marks", "a phrase", "presentation forms", "half-space", "joined", "emoji"],
)
def test_text_of_tokens(chain: Chain, text: str, tokens: str) -> None:
    assert [token.text for token in chain.tokens(text, "fa")] == tokens.split("|")


# -- What does not matter -----------------------------------------------------


@_MODEST
@given(_SENTENCES, _STRUCTURES, _RANDOM)
def test_harakat_and_tatweel_in_words_change_nothing(
    chain: Chain, text: str, language: str, random: Random
) -> None:
    marked = re.sub(r"\w(?=\w)", lambda letter: letter[0] + random.choice(_MARKS), text)
    assert _all(chain, marked, language) == _all(chain, text, language)


@_MODEST
@given(
    st.sampled_from([word for word in _IN_ARABIC_LETTERS if "ئ" not in word]),
    _STRUCTURES,
    st.integers(0, 10),
)
def test_a_joiner_leaves_the_word_whole(chain: Chain, word: str, language: str, place: int) -> None:
    # Parts are folded one by one: a hamza on yeh does not see a waw in the next part.
    joined, *_parts = chain.tokens(f"{word[:place]}\u200d{word[place:]}", language)
    assert joined.surface == next(chain.tokens(word, language)).surface


@_MODEST
@given(_LETTERS, _LETTERS, st.sampled_from(["", "\u0621"]), _STRUCTURES)
def test_a_half_space_is_read_like_nothing(
    chain: Chain, first: str, second: str, hamza: str, language: str
) -> None:
    whole = next(chain.tokens(f"{first}\u200c{second}{hamza}", language))
    assert whole.surface == fold(f"{first}{second}{hamza}")


@_MODEST
@given(_TEXTS, _STRUCTURES, _RANDOM)
def test_the_keyboard_does_not_matter(
    chain: Chain, text: str, language: str, random: Random
) -> None:
    keys = ["یيىے", "کكڪ", "هہھە", *zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", strict=True)]
    retyped = "".join(
        next((random.choice(variants) for variants in keys if char in variants), char)
        for char in text
    )
    assert _all(chain, retyped, language) == _all(chain, text, language)


@_MODEST
@given(_TEXTS, _LANGUAGES)
def test_what_a_chain_has_seen_changes_nothing(
    chain: Chain, text: str, language: str | None
) -> None:
    assert [*Chain().tokens(text, language)] == [*chain.tokens(text, language)]


def test_a_full_cache_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, chain: Chain, sample_documents: list[Document]
) -> None:
    monkeypatch.setattr(module, "_CACHED_UNITS", 3)
    forgetful = Chain()
    for document in sample_documents[::20]:
        assert _all(forgetful, document.text, None) == _all(chain, document.text, None)


@pytest.mark.parametrize("limit", ["_MOST_KEPT", "_MOST_LETTERS"])
def test_full_columns_are_forgotten_and_change_nothing(
    monkeypatch: pytest.MonkeyPatch, chain: Chain, sample_documents: list[Document], limit: str
) -> None:
    monkeypatch.setattr(tabulator, limit, 50)
    forgetful = Chain()
    for document in sample_documents[::20]:
        given = [(document.title, document.text)], [document.language]
        kept, made = chain.columns(*given), forgetful.columns(*given)
        assert list(map(_rows, kept)) == list(map(_rows, made))


def test_of_long_words_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabulator, "_MOST_LETTERS", 50_000)
    chain = Chain()
    for number in range(100):
        text = "کتاب" * 1_000 + "ا" * number
        (token,) = chain.tokens(text, "fa")
        surfaces, _stems = chain.columns([(text,)], ["fa"])
        assert surfaces.terms == [token.surface]
        assert chain._tabulator is not None
        assert chain._tabulator._rows.letters <= 50_000 + len(text)
    assert not chain._units["fa"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_text_gives_the_same_tokens(
    chain: Chain, sample_documents: list[Document], form: str
) -> None:
    for document in sample_documents:
        text = unicodedata.normalize(form, document.text)
        assert _all(chain, text, document.language) == _all(chain, document.text, document.language)


# -- Words and their parts ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("علی‌رضا", "fa", "علیرضا علی رضا"),
        ("علیرضا", "fa", "علیرضا علی رضا"),
        ("پیش‌بینی‌ها", "fa", "پیشبینیها پیش بینی"),
        ("می‌شود", "fa", "میشود"),
        ("کتاب‌هایشان", "fa", "کتابهایشان"),
        ("عبدالرحمن", "ar", "عبدالرحمن عبد الرحمن"),
        ("علی‌رضا", "ar", "علیرضا"),
        ("علی‌اف", "fa", "علیاف"),
    ],
)
def test_a_compound_is_indexed_whole_and_in_parts(
    chain: Chain, text: str, language: str, words: str
) -> None:
    assert [token.surface for token in chain.tokens(text, language)] == words.split(" ")


@pytest.mark.parametrize("digit", "0۰٠")
def test_digits_of_every_script_begin_a_latin_word(chain: Chain, digit: str) -> None:
    (token,) = chain.tokens(f"{digit}Gantzs", "fa")
    assert (token.surface, token.stems) == ("0gantzs", ("0gantz",))


def test_stop_words_are_those_of_any_language(chain: Chain) -> None:
    assert all(map(chain.is_stop_word, ["از", "که", "فی", "الذی", "the", "of"]))
    assert not any(map(chain.is_stop_word, ["کتاب", "وزیر", "minister", ""]))


# -- All of it ----------------------------------------------------------------


@pytest.fixture(scope="module")
def written(sample_documents: list[Document], chain: Chain) -> Callable[[], Iterator[Token]]:
    """All tokens of the sample collection, in its languages and without them."""

    def tokens() -> Iterator[Token]:
        for document in sample_documents:
            for text in (document.title, document.text):
                for language in (document.language, None, ""):
                    yield from chain.tokens(text, language)

    return tokens


def test_the_chain_makes_what_its_fingerprint_says(written: Callable[[], Iterator[Token]]) -> None:
    digest = hashlib.sha256()
    for token in written():
        derived = [*families(token.stems, ""), *sorted(keys(token.surface))]
        digest.update("\t".join([*map(str, token), *derived]).encode())
    assert (module.FINGERPRINT, digest.hexdigest()) == _GOLDEN, (
        "The chain makes something else of the sample collection.  If that is meant, give"
        " FINGERPRINT in index/analysis/chain.py another name, so that indexes of the old chain"
        f" are made again, and set _GOLDEN in this file to both: {digest.hexdigest()}"
    )
