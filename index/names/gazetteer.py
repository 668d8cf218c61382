"""The gazetteer: names whose spellings sound tells too little of.

Countries and peoples have names of their own in each language, given names have forms,
and some people are spelled in ways that no rule gives.  ``scripts/build_gazetteer`` wrote
the groups of words that are one name; NOTICE has their sources.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .particles import bare

__all__ = ["LISTED", "LONGEST", "equivalents", "exonyms", "forms"]

#: What the gazetteer lists may still be another bearer's or another word.
LISTED = 0.97
#: So many words the longest names have that :func:`exonyms` knows.
LONGEST = 6

_DATA = Path(__file__).parent / "data"


def equivalents(word: str) -> frozenset[str]:
    """Return the folded words that are the same name as a folded word, by the gazetteer.

    A word with an Arabic article or particle before it counts as the word without.
    """
    groups = _groups("gazetteer")
    return frozenset(name for rest in bare(word) for name in groups.get(rest, ())) - {word}


def forms(word: str) -> frozenset[str]:
    """Return the folded words by which a bearer of a given name may go as well.

    Benny Gantz is Benjamin Gantz; but in a text Benny is not Benjamin.
    """
    return frozenset(_groups("forms").get(word, ())) - {word}


def exonyms(name: str) -> list[str]:
    """Return the other names of what is called so; at least one of all has several words.

    Names are folded words with spaces between: "united states" is "الولایات المتحده".
    """
    found = _groups("exonyms", "\t").get(name, ())
    return [other for other in dict.fromkeys(found) if other != name]


@cache
def _groups(name: str, separator: str = " ") -> dict[str, list[str]]:
    """Return the names of the groups that each name is in."""
    groups: dict[str, list[str]] = {}
    for line in (_DATA / f"{name}.txt").read_bytes().decode().split("\n"):
        group = line.split(separator)
        for word in group:
            # Hardly any word is in two.
            groups[word] = groups[word] + group if word in groups else group
    return groups
