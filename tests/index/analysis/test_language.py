"""The language of documents and of queries."""

from __future__ import annotations

import pytest
from fehrest import Document
from fehrest.index.analysis import LANGUAGES, Chain, Guess
from fehrest.index.analysis.language import leaning
from hypothesis import given, settings
from hypothesis import strategies as st

_GUESSES = {
    "Persian": ("fa", "وزیر دفاع گفت که این دیدار را به سال آینده می‌سپارد"),
    "Arabic": ("ar", "قال وزير الدفاع إن هذه الزيارة ستؤجل إلى العام المقبل"),
    "English": ("en", "The minister said that the visit was put off to the next year"),
    "Persian on an Arabic keyboard": ("fa", "وزير دفاع گفت كه اين ديدار را به سال آينده مي‌سپارد"),
    "Arabic on a Persian keyboard": ("ar", "قال وزیر الدفاع ان هذه الزیاره ستوجل الی العام المقبل"),
    "vowelled Arabic": ("ar", "قَالَ الْوَزِيرُ إِنَّ هَذِهِ الزِّيَارَةَ مِنَ الْمُهِمِّ الَّذِي"),
    "Persian with a foreign name": ("fa", "بنی گانتس (Benny Gantz) گفت که او این را نمی‌پذیرد"),
    "English with an Arabic name": ("en", "The minister (الوزير) said that it was so and no more"),
    "Persian of Arabic words": ("fa", "سلام علیکم و رحمة الله، این را از شما می‌پرسم که چرا"),
    "presentation forms": ("ar", "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﻫﺬﻩ ﺍﻟﺰﻳﺎﺭﺓ ﻓﻲ ﺍﻟﻌﺎﻡ ﺍﻟﻤﻘﺒﻞ"),
}
_GUESSES |= {"Persian of one word with a half-space": ("fa", "می‌خواهم")}
_NOT_CERTAIN = {
    "a word of both languages": "وزیر",
    "a name": "محمد رضا",
    "nothing": "",
    "numbers": "۱۴۰۲ 2023",
    "punctuation": "؟! «»",
    "a lone surrogate": "\ud800",
}
_OF_NO_LANGUAGE_HERE = {
    "German": "Der Minister sagte am Montag in Berlin, die Regierung gebe bald mehr Geld aus, und"
    " auch der Kanzler stellte nach der Sitzung eine Einigung über den Haushalt fest",
    "French": "Le ministre a dit lundi à Paris que le gouvernement va payer plus pour son armée",
    "Spanish": "El ministro dijo el lunes en Madrid que el gobierno va a gastar más en el ejército",
    "Turkish": "Bakan pazartesi günü Ankara'da hükümetin orduya daha fazla para vereceğini söyledi",
    "Russian": "Министр сказал в понедельник, что правительство выделит больше денег",
    "Chinese": "部长星期一在北京说 政府明年将 增加 军费",
    "Hindi": "मंत्री ने सोमवार को कहा कि सरकार अधिक धन देगी",
}


@pytest.mark.parametrize(("language", "text"), _GUESSES.values(), ids=_GUESSES.keys())
def test_a_sentence_leaves_no_doubt(chain: Chain, language: str, text: str) -> None:
    assert chain.language(text) == Guess(language, certain=True)


@pytest.mark.parametrize("text", _NOT_CERTAIN.values(), ids=_NOT_CERTAIN.keys())
def test_too_little_is_not_certain(chain: Chain, text: str) -> None:
    assert not chain.language(text).certain


@pytest.mark.parametrize("text", _OF_NO_LANGUAGE_HERE.values(), ids=_OF_NO_LANGUAGE_HERE.keys())
def test_other_languages_are_not_taken_for_ours(chain: Chain, text: str) -> None:
    assert chain.language(text).language == ""


def test_every_document_of_the_sample_is_recognized(
    chain: Chain, sample_documents: list[Document]
) -> None:
    for document in sample_documents:
        assert chain.language(document.text) == Guess(document.language, certain=True), document.id


def test_few_titles_of_the_sample_are_taken_for_another_language(
    chain: Chain, sample_documents: list[Document]
) -> None:
    guesses = [(chain.language(document.title), document.language) for document in sample_documents]
    wrong = [guess for guess, language in guesses if guess.language != language]
    assert len(wrong) <= len(guesses) * 0.01
    assert not any(guess.certain for guess in wrong)


@pytest.mark.parametrize(("text", "stems"), [("وزیرها", {"وزیر"}), ("والوزراء", {"وزیر"})])
def test_a_word_that_is_not_certain_is_looked_for_in_both_languages(
    chain: Chain, text: str, stems: set[str]
) -> None:
    assert not chain.language(text).certain
    (token,) = chain.tokens(text)
    assert stems <= set(token.stems)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ورزشی", "fa"),
        ("ورزشي", "ar"),
        ("كتاب", "ar"),
        ("پدر", "fa"),
        ("المنصور", "ar"),
        ("سلام", ""),
        ("Tehran", ""),
        ("", ""),
    ],
)
def test_a_word_may_lean_to_a_language(text: str, language: str) -> None:
    assert leaning(text) == language


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_has_a_guess(text: str) -> None:
    assert Chain().language(text).language in {*LANGUAGES, ""}
