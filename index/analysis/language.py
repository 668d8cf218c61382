"""The language of a text: Persian, Arabic, English, or not known.

Persian and Arabic share their script, and keyboards mix their code points; so the
words decide.  Evidence is counted over the folded words of the beginning of a text:
function words that one of the languages has, letters that only Persian has, and
the Arabic article.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..memo import Memo
from .fold import fold
from .lexicon import affixes, words
from .shape import HALF_SPACES
from .words import units

__all__ = ["IN_ARABIC_LETTERS", "LANGUAGES", "PERSIAN_LETTERS", "Guess", "guess", "leaning"]

#: The languages that a guess can name, beside "" for none of them.
LANGUAGES = ("fa", "ar", "en")
#: Those of them that are written in Arabic letters.
IN_ARABIC_LETTERS = ("fa", "ar")

_SAMPLE = 1000
#: Letters that only Persian has.
PERSIAN_LETTERS = frozenset(
    "\N{ARABIC LETTER PEH}\N{ARABIC LETTER TCHEH}\N{ARABIC LETTER JEH}\N{ARABIC LETTER GAF}"
)
# Code points that only one of the two keyboards produces.  Hurried writers use the
# other one's, so a word in them counts little.
_ARABIC_KEYS = re.compile(
    "[\N{ARABIC LETTER TEH MARBUTA}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC LETTER YEH}"
    "\N{ARABIC LETTER KAF}\N{ARABIC LETTER ALEF MAKSURA}\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}]"
)
_HALF_SPACE = re.compile(rf"\w[{HALF_SPACES}]\w")
_PERSIAN_KEYS = re.compile("[\N{ARABIC LETTER FARSI YEH}\N{ARABIC LETTER KEHEH}]")
_ARABIC_LETTER = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LAST_LATIN = "\N{LATIN SMALL LETTER EZH WITH CARON}"
# Whole numbers, so that the order in which they are summed up does not matter.
_WORD_VOTE = 10
_LETTER_VOTE = 10
# Persian writes a half-space between the parts of a word, and Arabic none.
_HALF_SPACE_VOTE = 15
_ARTICLE_VOTE = 7
_KEY_VOTE = 1
_CERTAIN = 15
# One function word in seven different words makes a text English: in its neighbours that
# share some, it is one in eight or less.  A few words are taken for English anyway.
_ENGLISH_SHARE = 7
_FEW_WORDS = 8
_CACHED = 100_000


class Guess(NamedTuple):
    """A language, and whether the text leaves no doubt of it."""

    language: str
    certain: bool


def guess(text: str) -> Guess:
    """Guess the language of ``text`` from its beginning."""
    evidence = _balance(text)
    if evidence.imag > 0:
        return Guess("ar" if evidence.real < 0 else "fa", certain=abs(evidence.real) >= _CERTAIN)
    _arabic, latin = _sorted_words(text[:_SAMPLE])
    return _guess_latin(latin) if evidence.imag < 0 else Guess("", certain=False)


def leaning(text: str) -> str:
    """Return "fa" or "ar" if anything at all in ``text`` speaks for one of them, else ""."""
    balance = _balance(text).real
    return "fa" if balance > 0 else "ar" if balance < 0 else ""


def _balance(text: str) -> complex:
    return sum(map(_evidence.__getitem__, text[:_SAMPLE].split(" ")))


def _sorted_words(text: str) -> tuple[list[str], list[str]]:
    """Return the words in Arabic letters and those in Latin letters."""
    found = units(text, "ar")
    arabic = [word for word in found if _ARABIC_LETTER.match(word)]
    latin = [word for word in found if word[0] <= _LAST_LATIN and word[0].isalpha()]
    return arabic, latin


def _evidence_of(chunk: str) -> complex:
    """Return what a stretch between spaces says, to be summed up.

    The real part is the balance of its votes; the imaginary part, how many more words it
    has in Arabic letters than in Latin ones.
    """
    arabic, latin = _sorted_words(chunk)
    return complex(sum(map(_vote, arabic)), len(arabic) - len(latin))


_evidence = Memo(_evidence_of, _CACHED)


def _guess_latin(found: list[str]) -> Guess:
    different = set(map(fold, found))
    english = len(different & words("stop_en"))
    is_english = english * _ENGLISH_SHARE >= len(different) or len(found) < _FEW_WORDS
    return Guess("en" if is_english else "", certain=True)


def _vote(word: str) -> int:
    """Return how much ``word`` speaks for Persian (above 0) or Arabic (below 0)."""
    folded = fold(word)
    persian, arabic = folded in words("stop_fa"), folded in words("stop_ar")
    vote = _WORD_VOTE * (persian - arabic)
    if not PERSIAN_LETTERS.isdisjoint(folded):
        vote += _LETTER_VOTE
    if _HALF_SPACE.search(word):
        vote += _HALF_SPACE_VOTE
    if folded.startswith(affixes("arabic")["article"]) and len(folded) > 4:
        vote -= _ARTICLE_VOTE
    if _ARABIC_KEYS.search(word):
        vote -= _KEY_VOTE
    if _PERSIAN_KEYS.search(word):
        vote += _KEY_VOTE
    return vote
