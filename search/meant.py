"""What a query may have been meant to be."""

from __future__ import annotations

from collections.abc import Callable

from ..index.analysis.fold import fold
from .answer import Answer
from .library import Library

__all__ = ["meant"]


def meant(library: Library, query: str, answer: Answer, total: Callable[[str], int]) -> str | None:
    """Return what ``query`` may have been meant to be, if that finds what ``answer`` has not.

    ``total`` says how many documents another query finds.
    """
    corrected = library.correct(query)
    if corrected is None:
        return None
    searched = {word for spellings in answer.spellings.values() for word in spellings}
    was_searched = any(fold(word) in searched for word in corrected.split())
    # The right name has spellings of its own: Berln finds Berlin, but no برلین.
    if was_searched and total(corrected) <= answer.total:
        return None
    return corrected
