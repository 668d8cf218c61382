"""Words that mean the same: a loan word and its own, an official one and an everyday one.

The lists are written by hand (``scripts/lexicon/synonyms_fa.txt`` and ``synonyms_ar.txt``), and
compiled into stems.  They have what means the same in nearly every text, and nothing that is
merely related.
"""

from __future__ import annotations

from collections.abc import Iterable

from .language import IN_ARABIC_LETTERS
from .lexicon import pairs

__all__ = ["synonyms"]


def synonyms(stems: Iterable[str], language: str) -> tuple[str, ...]:
    """Return the stems of words that mean what words with ``stems`` mean.

    ``language`` is "fa" or "ar"; for another, of each of them.
    """
    known = (language,) if language in IN_ARABIC_LETTERS else IN_ARABIC_LETTERS
    asked = tuple(stems)
    found = (
        other
        for one in known
        for stem in asked
        for other in pairs(f"synonyms_{one}").get(stem, "").split()
    )
    return tuple(dict.fromkeys(stem for stem in found if stem not in asked))
