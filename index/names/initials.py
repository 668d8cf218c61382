"""Words of initials, such as BBC, which Persian and Arabic write as the names of the letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path

from ..analysis.fold import fold

__all__ = ["initials", "is_letter", "letter_names"]

# So many letters have the words that are read so; of two, any text has some.
_FEWEST, _MOST = 3, 5
_NAMES = Path(__file__).parent / "data" / "letter_names.txt"


def letter_names(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded names of each letter of a folded Latin word: BBC is بی بی سی.

    There are none for a word that has fewer than three letters, more than five, or others.
    """
    names = _names()
    if not _FEWEST <= len(word) <= _MOST or not names.keys() >= set(word):
        return ()
    return tuple(names[letter] for letter in word)


def is_letter(letter: str, name: str) -> bool:
    """Say whether a folded word of Arabic script is the name of a Latin letter."""
    return name in _names().get(letter, ())


def initials(names: Sequence[str]) -> list[str]:
    """Return the Latin words that folded names of letters, in their order, may stand for.

    A name may be that of several letters; what is none leaves no word.
    """
    if not _FEWEST <= len(names) <= _MOST:
        return []
    return ["".join(letters) for letters in product(*(_letters().get(name, "") for name in names))]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in _NAMES.read_text("utf-8").splitlines())
    return {letter: tuple(dict.fromkeys(map(fold, names))) for letter, *names in lines}


@cache
def _letters() -> dict[str, str]:
    found: dict[str, str] = {}
    for letter, names in _names().items():
        for name in names:
            found[name] = found.get(name, "") + letter
    return found
