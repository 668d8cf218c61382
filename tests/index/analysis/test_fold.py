"""Folding: all spellings of a word fall together, and nothing else does."""

from __future__ import annotations

import unicodedata

import pytest
from fehrest.index.analysis import fold
from hypothesis import given, settings
from hypothesis import strategies as st

_ANY_TEXT = st.text(st.characters(), max_size=12)
_MODEST = settings(max_examples=300, deadline=None)

#: What each group of spellings tells apart, and the spellings.
_ALIKE = {
    "yeh of Persian, Arabic, Urdu, Pashto and Kurdish keyboards": "علی علي على علے علې علۍ علێ",
    "kaf of Persian, Arabic and Sindhi keyboards": "کتاب كتاب ڪتاب",
    "gaf of Persian and Pashto keyboards": "انگلستان انګلستان انڭلستان",
    "heh of Persian, Arabic, Urdu and Kurdish keyboards": "خانه خانة خانۀ خانە خانہ خانھ خانۃ خانۂ",
    "waw of Kurdish and Uighur keyboards": "نوروز نۆروز نۇروز نۈروز نۋروز",
    "noon of an Urdu keyboard": "ایران ایراں",
    "alef with hamza, madda and wasla": "احمد أحمد إحمد آحمد ٱحمد",
    "hamza above its seat and decomposed": "أحمد ا\u0654حمد احمد",
    "hamza below its seat and decomposed": "إيران ا\u0655يران ایران",
    "madda and decomposed": "قرآن قرا\u0653ن قران",
    "hamza on waw": "مؤسسه مو\u0654سسه موسسه مؤسسة",
    "hamza on yeh": "رئیس رئيس ري\u0654يس ری\u0654یس ریيس",
    "hamza on a seat before waw": "مسئول مسؤول مسءول مسول مسي\u0654ول مسی\u0654ول مسى\u0654ول",
    "a seat before waw with marks on it": "مسئول مَسْئُول مسئُول مسئـول مسئُـول مسؤُول",
    "several hamzas before waw": "شؤون شئون شءون شُؤُون شءءون",
    "two waws": "داوود داود داؤد داؤود",
    "a final hamza": "سماء سما سمآء",
    "ezafe on heh": "خانه خانهٔ خانۀ خانهِ",
    "harakat": "محمد مُحَمَّد مُحَمَّدٌ محمّد",
    "dagger alef": "رحمن رحمٰن رَحْمَٰن",
    "Quranic marks": "قال قَالَۖ قالۚ قالۡ قا۟ل قالۭ",
    "tatweel": "کتاب کـتـاب ـکتابـ كــــتاب",
    "high hamza": "مومن مؤمن مٶمن",
    "half-spaces": "میشود می\u200cشود می\u200dشود می\u200bشود می\u00adشود می\u00acشود",
    "direction marks": "سلام \u200fسلام\u200e \u202bسلام\u202c \u2067سلام\u2069 \ufeffسلام",
    "presentation forms": "کتاب ﻛﺘﺎﺏ ﮐﺘﺎﺏ",
    "ligatures of two letters": "سلام ﺳﻼﻡ ﺳﻠﺎﻡ",
    "the ligature of Allah": "الله ﷲ اللّٰه ٱللَّه",
    "digits of three sets, and wide ones": "1402 ۱۴۰۲ ١٤٠٢ １４０２",
    "separators of numbers": "1234.5 1,234.5 ۱٬۲۳۴٫۵ ١٬٢٣٤٫٥",
    "case": "Gantz GANTZ gantz Ｇantz",
    "accents": "Erdoğan erdogan ERDOĞAN Erdog\u0306an",
    "letters that have no decomposition": "Sørensen Sorensen",
    "sharp s": "Strauß STRAUSS Strausſ",
    "Latin ligatures": "office oﬃce Oﬀice",
    "Turkish i": "Izmir İzmir ızmir",
    "apostrophes": "O'Neill O’Neill ONeill oʼneill",
    "signs for hamza and ain": "Kaʿba Kaʾba Kaba Kaʻba Ka‘ba",
}
_APART = {
    "the letters that Persian adds": "بار پار، جای چای، زرد ژرد، کار گار",
    "water and what": "ماء ما",
    "letters of one sound": "سد صد، زن ظن، تاب طاب، حال هال",
    "the vowel that is a letter": "کتاب کتب",
    "long and short words": "دو دود",
    "thing with its hamza": "شیء شی",
}


@pytest.mark.parametrize("spellings", _ALIKE.values(), ids=_ALIKE.keys())
def test_spellings_of_one_word_fold_alike(spellings: str) -> None:
    folded = {spelling: fold(spelling) for spelling in spellings.split(" ")}
    assert len(folded) > 1
    assert len(set(folded.values())) == 1, folded


@pytest.mark.parametrize("words", _APART.values(), ids=_APART.keys())
def test_words_stay_apart(words: str) -> None:
    for pair in words.split("، "):
        first, second = map(fold, pair.split(" "))
        assert first != second


@pytest.mark.parametrize(
    "nothing",
    ["", "\u064e\u0651", "\u0640\u0640", "\u200c\u200d\ufeff", "\u202b\u202c", "\ud800", "\0\x1f"],
    ids=["nothing", "harakat", "tatweel", "half-space", "direction", "surrogate", "controls"],
)
def test_marks_and_controls_alone_fold_to_nothing(nothing: str) -> None:
    assert fold(nothing) == ""


@_MODEST
@given(_ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@_MODEST
@given(_ANY_TEXT)
def test_no_marks_controls_or_foreign_digits_are_left(text: str) -> None:
    for char in fold(text):
        assert unicodedata.category(char) not in {"Mn", "Me", "Cf", "Cc", "Cs", "Zs"}
        assert not char.isdecimal() or char in "0123456789"


@_MODEST
@given(_ANY_TEXT, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_normal_forms_of_unicode_fold_alike(text: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)


def test_every_letter_of_the_arabic_script_is_stable() -> None:
    for code in (*range(0x600, 0x700), *range(0x750, 0x780), *range(0xFB50, 0xFF00)):
        folded = fold(chr(code))
        assert fold(folded) == folded
        if "FINAL FORM" in unicodedata.name(chr(code), ""):
            assert folded == fold(unicodedata.normalize("NFKC", chr(code)))
