"""What an unknown word was meant to be, if one letter tells it from a word of the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..index.analysis.fold import fold
from ..index.engine import Engine
from ..index.store import Store

__all__ = ["correction"]

_LATIN_LETTERS = [chr(point) for point in range(ord("a"), ord("z") + 1)]
_SHORTEST, _LONGEST = 3, 30


def correction(store: Store, engine: Engine, word: str) -> str:
    """Return the most frequent word that is one letter away from a folded one, or ""."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    edits = set(_edits(word))
    # The store tells in a tenth of the time which few of two thousand there are at all.
    candidates = sorted(edits - store.unknown_words(edits))
    counts = engine.frequencies("content", candidates)
    count, best = max(zip(counts, candidates, strict=True), default=(0, ""))
    return best if count else ""


@cache
def _arabic_letters() -> list[str]:
    """Return the letters of the Arabic block that folding leaves."""
    return sorted(
        {letter for point in range(0x0621, 0x06D4) if len(letter := fold(chr(point))) == 1}
    )


def _edits(word: str) -> Iterator[str]:
    """Yield the words that one letter more, less or other, or two swapped, make of it."""
    letters = _LATIN_LETTERS if word.isascii() else _arabic_letters()
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
