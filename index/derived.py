"""Fields of documents that follow from their stems: openings, and families of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .analysis.family import family
from .columns import Column, Numbering, column_of
from .runs import occurring

__all__ = ["families", "opening"]

# A title and the beginning of a first sentence, or a first sentence: what a text is about.
_OPENING = 16


def opening(stems: Column) -> Column:
    """Return the stems of the first words of each text, its title included."""
    is_first = stems.positions < _OPENING
    texts = np.repeat(np.arange(len(stems.counts)), stems.counts)
    return column_of(
        stems.terms,
        stems.ids[is_first],
        stems.positions[is_first],
        np.bincount(texts[is_first], minlength=len(stems.counts)),
        np.minimum(stems.lengths, _OPENING),
    )


def families(stems: Column, languages: Sequence[str]) -> Column:
    """Return the families of the words of texts, each in its language."""
    numbering = Numbering()
    ids = np.zeros_like(stems.ids)
    for language in dict.fromkeys(languages):
        here = np.repeat([language == other for other in languages], stems.counts)
        chosen = stems.ids[here]
        used = occurring(chosen, len(stems.terms))
        numbers = np.zeros(len(stems.terms), ids.dtype)
        numbers[used] = [numbering[family(stems.terms[term], language)] for term in used.tolist()]
        ids[here] = numbers[chosen]
    return Column(numbering.terms, ids, stems.positions, stems.counts, stems.lengths)
