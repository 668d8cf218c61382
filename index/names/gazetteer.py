"""The gazetteer: names whose spellings sound tells too little of, and how the press spells names.

Countries and peoples have names of their own in each language, given names have forms,
and some people are spelled in ways that no rule gives.  The lists of those have all spellings of a
name.  Others have the usual spellings of 46,700 names, and of a name there may be more.
``scripts/build_gazetteer`` wrote the groups of words that are one name; NOTICE has their sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from .groups import Groups
from .letters import script
from .ordinary import is_ordinary
from .particles import bare, without_article

__all__ = ["LISTED", "LONGEST", "are_two", "equivalents", "exonyms", "forms", "is_listed", "places"]

#: What the gazetteer lists may still be another bearer's or another word.
LISTED = 0.97
#: So many words the longest names have that :func:`exonyms` knows.
LONGEST = 6

# Of the names that are spelled so at least this share has to have another spelling as well: of
# five that are مارتین only Martin is مارتن.  With half of them R@1 is .006 and .011 less between
# Persian and Arabic, and names in news sentences are found no better.
_LEAST_SHARE = 0.2

_DATA = Path(__file__).parent / "data"

#: The names of a group, each with its place among those of its script.
_Places = Mapping[str, int]


def equivalents(word: str) -> frozenset[str]:
    """Return the folded words that are the same name as a folded word, by the gazetteer.

    A word with an Arabic article or particle before it counts as the word without, unless it
    is known as it stands: بحران is a crisis, and not "by Harran".
    """
    return frozenset(places(word))


def places(word: str) -> _Places:
    """Return the same words, each with its place in its script: 0 for the most usual."""
    found: dict[str, int] = {}
    for name, place in _known_as(word):
        found[name] = min(found.get(name, place), place)
    found.pop(word, None)
    return found


def are_two(word: str, other: str) -> bool:
    """Say whether lists that have all spellings of a name have two words, and not as one name."""
    return _has_all(word) and _has_all(other) and other not in equivalents(word)


def is_listed(word: str) -> bool:
    """Say whether a folded word is a spelling of some name, as it stands."""
    return _has("gazetteer", word) or _has("spelled", word)


def forms(word: str) -> frozenset[str]:
    """Return the folded words by which a bearer of a given name may go as well.

    Benny Gantz is Benjamin Gantz; but in a text Benny is not Benjamin.
    """
    return frozenset(chain.from_iterable(_groups("forms").of(word))) - {word}


def exonyms(name: str) -> list[str]:
    """Return the other names of what is called so; at least one of all has several words.

    Names are folded words with spaces between: "united states" is "الولایات المتحده".
    """
    found = dict.fromkeys(chain.from_iterable(_groups("exonyms").of(name)))
    return [other for other in found if other != name]


def _known_as(word: str) -> Sequence[tuple[str, int]]:
    """Return the names that a word is, with no more taken off it than makes it known."""
    for rest in bare(word):
        named = [one for form in without_article(rest) for one in _named(form)]
        if named or is_ordinary(rest):
            return named
    return ()


def _named(word: str) -> Iterator[tuple[str, int]]:
    """Yield the names that a word is, and itself.

    What the press spells so may be several names, which are not one another: Bosch and Bush are
    both بوش.  So words in the script of the word itself count if many of these names have them,
    and if no list that has all spellings has the word.
    """
    listed = [_by_place(group) for group in _groups("gazetteer").of(word)]
    spelled = [_by_place(group) for group in _groups("spelled").of(word)]
    for group in listed:
        yield from group.items()
    for group in spelled:
        for name, place in group.items():
            if script(name) != script(word) or (not listed and _many_have(name, spelled)):
                yield name, place


def _has_all(word: str) -> bool:
    """Say whether a list that has all spellings of a name has a word."""
    return any(_has("gazetteer", rest) for rest in bare(word))


def _has(name: str, word: str) -> bool:
    return next(_groups(name).of(word), None) is not None


def _by_place(group: Sequence[str]) -> _Places:
    counts = {"latin": 0, "arabic": 0}
    found: dict[str, int] = {}
    for name in group:
        written = script(name)
        found[name] = counts[written]
        counts[written] += 1
    return found


def _many_have(name: str, groups: Sequence[_Places]) -> bool:
    return sum(name in group for group in groups) >= _LEAST_SHARE * len(groups)


@cache
def _groups(name: str) -> Groups:
    return Groups(_DATA / f"{name}.arrays")
