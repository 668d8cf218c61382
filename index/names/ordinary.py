"""Which words are plainly words of a language, and only by chance sound like a name."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from pathlib import Path

from ..analysis.lexicon import pairs, words
from .particles import bare, without_article

__all__ = ["is_ordinary", "is_other_word", "other_words"]

_WORDS = Path(__file__).parent / "data" / "words.txt"
_TEH, _HEH, _YEH = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER FARSI YEH}"


def is_ordinary(word: str) -> bool:
    """Say whether a folded word is in the word lists, in some form.

    Persian shares thousands of words with Arabic, and writes the feminine ending of some
    with teh; so one list serves both.  Names that are words as well are among them.
    """
    forms = [form for rest in without_article(word) for form in _forms(rest)]
    return any(not known.isdisjoint(forms) for known in _lists())


@cache
def other_words() -> frozenset[str]:
    """Return spellings of names that newspapers mostly write for another word.

    Who asks for Trevor does not want terror (ترور), nor who asks for Sall the year (سال).
    """
    return frozenset(_WORDS.read_text("utf-8").split())


def is_other_word(word: str) -> bool:
    """Say whether a folded word is one of those, with Arabic particles before it or without."""
    return not other_words().isdisjoint(bare(word))


def _forms(word: str) -> set[str]:
    forms = {word}
    if word.endswith(_HEH):
        forms.add(word[:-1] + _TEH)
    if word.endswith(_YEH):
        forms.add(word[:-1])
    return forms


@cache
def _lists() -> tuple[Set[str], ...]:
    names = ("persian", "persian_plurals", "arabic", "english", "stop_en")
    return *map(words, names), pairs("arabic_plurals").keys(), other_words()
