"""Fields of a document that follow from its stems: its opening, and families of words."""

from __future__ import annotations

from .analysis.family import family
from .engine import Text

__all__ = ["families", "opening"]

# A title and the beginning of a first sentence, or a first sentence: what a text is about.
_OPENING = 16


def opening(stems: Text) -> Text:
    """Return the stems of the first words of a text, its title included."""
    end = next(
        (place for place, position in enumerate(stems.positions) if position >= _OPENING),
        len(stems.terms),
    )
    return Text(stems.terms[:end], stems.positions[:end], min(stems.length, _OPENING))


def families(stems: Text, language: str) -> Text:
    """Return the families of the words of a text."""
    terms = [family(stem, language) for stem in stems.terms]
    return Text(terms, stems.positions, stems.length)
