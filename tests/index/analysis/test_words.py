"""Units: what counts as a word, a number or neither, in the letters of the text."""

from __future__ import annotations

import pytest
from fehrest.index.analysis import words
from fehrest.index.analysis.shape import HALF_SPACES

_UNITS = {
    "words": ("سلام دنیا", "سلام|دنیا"),
    "Persian and Arabic punctuation": ("«کتاب»، قلم؛ چرا؟ بله! پس…", "کتاب|قلم|چرا|بله|پس"),
    "punctuation without a space": ("کتاب،قلم؛دفتر؟بله", "کتاب|قلم|دفتر|بله"),
    "scripts that touch": ("نسخهٔAndroid۱۲", "نسخهٔ|Android۱۲"),
    "letters and digits that touch": ("سال۱۴۰۲م", "سال|۱۴۰۲|م"),
    "an underscore": ("#نقل_و_انتقالات @user_name", "نقل|و|انتقالات|user|name"),
    "an address": ("https://t.me/a?b=۱", "https|t|me|a|b|۱"),
    "a hyphen": ("F-16 کووید-۱۹", "F|16|کووید|۱۹"),
    "an apostrophe": ("O'Neill rock ’n’ roll l’Iran", "O'Neill|rock|n|roll|l’Iran"),
    "a soft hyphen": ("inter\u00adnational a\u200eb", "inter\u00adnational|a\u200eb"),
    "an abbreviation": ("U.S. and U.S.A. e.g. Mr. X.", "U.S.|and|U.S.A.|e.g.|Mr|X"),
    "an abbreviation behind a word": (
        "end.U.S. O'N.B.C. 'N.B.C. é.U.S.",
        "end|U.S.|O'N|B.C.|N.B.C.|é.U.S.",
    ),
    "an abbreviation that goes on": ("U.S.A x.U.S.Army", "U|S|A|x|U|S|Army"),
    "a whole number": ("۱۴۰۲ 1402 ١٤٠٢", "۱۴۰۲|1402|١٤٠٢"),
    "a decimal": ("3.14 ۳٫۱۴ ٣٫١٤", "3.14|۳٫۱۴|٣٫١٤"),
    "thousands": ("1,234,567 ۱٬۲۳۴٬۵۶۷", "1,234,567|۱٬۲۳۴٬۵۶۷"),
    "thousands and a decimal": ("1,234.5 ۱٬۲۳۴٫۵", "1,234.5|۱٬۲۳۴٫۵"),
    "a list of numbers is no number": ("1,2 12,34 1,2345", "1|2|12|34|1|2345"),
    "a date and an address of a host": ("1402.02.11 127.0.0.1", "1402|02|11|127|0|0|1"),
    "a time, a share and a range": ("22:30 ۵۰٪ 3-4 ۱/۲", "22|30|۵۰|3|4|۱|۲"),
    "a number at the end of a sentence": ("سال ۱۴۰۲. بعد", "سال|۱۴۰۲|بعد"),
    "marks on letters": ("كِتابٌ مُحَمَّد", "كِتابٌ|مُحَمَّد"),
    "marks alone": ("\u064e\u0651 \u200c \u200f", ""),
    "tatweel": ("كـتـاب", "كـتـاب"),
    "half-spaces": ("می‌شود کتاب‌ها", "می‌شود|کتاب‌ها"),
    "half-spaces at the ends": ("\u200cسلام\u200c دنیا\u200c", "سلام|دنیا"),
    "direction marks in and around a word": ("\u200fسل\u200fام\u200f", "سل\u200fام"),
    "accents in two ways": ("café cafe\u0301", "café|cafe\u0301"),
    "other scripts": ("Москва Αθήνα 北京", "Москва|Αθήνα|北京"),
    "emoji": ("سلام😀دنیا 👍🏽", "سلام|دنیا"),
}
_PERSIAN_UNITS = {
    "a prefix that is apart": ("او می شود و نمی رود", "او|می شود|و|نمی رود"),
    "an ending that is apart": ("کتاب ها و خانه ای", "کتاب ها|و|خانه ای"),
    "prefix and ending": ("می رفته اند", "می رفته اند"),
    "two endings": ("کتاب های ام", "کتاب های ام"),
    "no-break spaces": ("کتاب\u00a0ها", "کتاب\u00a0ها"),
    "a space beside a half-space": ("کتاب \u200cها می\u200c شود", "کتاب \u200cها|می\u200c شود"),
    "a name with its ending": ("علی اف", "علی اف"),
    "an ending on another keyboard": ("كتاب هاي", "كتاب هاي"),
    "not at the beginning of a word": ("کتاب هادی شهر ترافیک", "کتاب|هادی|شهر|ترافیک"),
    "not on another line": ("کتاب\nها", "کتاب|ها"),
    "not behind punctuation": ("کتاب، ها", "کتاب|ها"),
}


@pytest.mark.parametrize("language", ["fa", "ar"])
@pytest.mark.parametrize(("text", "units"), _UNITS.values(), ids=_UNITS.keys())
def test_units_of_every_language(language: str, text: str, units: str) -> None:
    assert words.units(text, language) == [unit for unit in units.split("|") if unit]


@pytest.mark.parametrize(("text", "units"), _PERSIAN_UNITS.values(), ids=_PERSIAN_UNITS.keys())
def test_units_of_persian(text: str, units: str) -> None:
    assert words.units(text, "fa") == units.split("|")


def test_arabic_words_never_hold_a_space() -> None:
    assert words.units("می شود کتاب ها", "ar") == ["می", "شود", "کتاب", "ها"]


@pytest.mark.parametrize("mark", HALF_SPACES, ids=[f"U+{ord(mark):04X}" for mark in HALF_SPACES])
def test_every_half_space_keeps_a_word_together(mark: str) -> None:
    assert words.units(f"می{mark}شود", "fa") == [f"می{mark}شود"]


@pytest.mark.parametrize("piece", ["a.", "'a.", "x1.a."])
def test_pointed_letters_are_read_once(piece: str) -> None:
    # Where each of them was looked at from each before, 300,000 took minutes.
    assert words.units(piece * 150_000 + "a", "en")[-1] == "a"
