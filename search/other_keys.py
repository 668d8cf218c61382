"""Whether a query was typed while the keyboard wrote another script than was meant."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from operator import itemgetter

from ..index.analysis.fold import fold
from ..index.names.ordinary import is_ordinary
from .keyboards import readings
from .known import Known
from .slips import LONGEST
from .syntax import PUNCTUATION, WORD

__all__ = ["on_other_keys"]

_FEWEST_LETTERS = 3
# Words that stand in more documents than this, on the average, are meant as they are.
_RARE = 30
# What the keys write on another layout must be known so many times as well.
_TIMES = 30
# Words of no document count as if a tenth of one had them.
_UNKNOWN = 0.1

# What has no vowel is no name, and need not be looked for.
_LATIN_VOWEL = re.compile("[aeiouy]")


def on_other_keys(text: str, known: Known) -> str:
    """Return what the keys that wrote ``text`` write on the layout that was meant, or ""."""
    typed = _words(text)
    if not _may_be_misread(text, typed):
        return ""
    counts = list(map(known.in_any_form, typed))
    if _mean(counts) > _RARE:
        return ""
    read = [(_familiarity(reading, known), reading) for reading in readings(text)]
    familiarity, best = max(read, key=itemgetter(0), default=(0.0, ""))
    # To look for spellings takes longest.
    if familiarity <= _TIMES * _mean(counts):
        return ""
    usual = _mean(list(map(max, counts, map(known.as_spelled, typed))))
    return best if familiarity > _TIMES * usual else ""


def _may_be_misread(text: str, typed: Sequence[str]) -> bool:
    """Say whether there are letters enough, no field, a word that no list has, and only words."""
    letters = sum(map(str.isalpha, text))
    if letters < _FEWEST_LETTERS or ":" in text or max(map(len, typed), default=0) > LONGEST:
        return False
    return not all(map(is_ordinary, typed))


def _words(text: str) -> list[str]:
    """Return folded words; what stands between letters parts none, since it may be a letter."""
    words = (fold(word.strip(PUNCTUATION)) for word in WORD.findall(text.replace("-", " ")))
    return [word for word in words if word]


def _familiarity(reading: str, known: Known) -> float:
    words = _words(reading)
    # Names in Latin letters are known by what documents write for them.
    spelled = [known.as_spelled(word) if _LATIN_VOWEL.search(word) else 0.0 for word in words]
    return _mean(list(map(max, known.as_meant(words), spelled)))


def _mean(counts: Sequence[float]) -> float:
    """Return the geometric mean: one frequent word does not make up for unknown ones."""
    logarithms = [math.log(count + _UNKNOWN) for count in counts]
    return math.exp(sum(logarithms) / len(logarithms)) if logarithms else 0.0
