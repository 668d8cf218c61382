"""Keys of names: what the spellings of one name share across scripts.

A key is a skeleton of a word: the classes of its consonants, as :mod:`.sounds` reads
them.  Letters with more than one reading give more than one key; so a word has a few, and
two spellings of a name nearly always share one.  That is all that a key says: words that
share one are candidates, to be compared by :mod:`.align`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from .heard import as_heard
from .letters import script
from .particles import bare
from .sounds import readings

__all__ = ["UNUSUAL", "keys", "lengths"]

#: In so many places a word that is looked for may be read otherwise than usually.
UNUSUAL = 2
_SHORTEST, _LONGEST = 2, 40
_MOST = 64
_DOUBLE = re.compile(r"(.)\1+")
# In Arabic script a word may have so many letters more than in Latin script, or less than
# half as many and so many less; in one script its spellings differ by up to so many.
_LONGER, _APART = 3, 4
# Begins the key of a word that begins with no consonant, or with one that may be silent.
_VOWEL = "a"
_NO_NAMES = {"", _VOWEL, 2 * _VOWEL}
# Whether a word ends with a vowel tells much of it where it has few consonants: without that
# the keys hold a third more of the vocabulary, and .2 % more of what is right.
_FEW = 2
_S_AND_MORE = re.compile("s[bfklmnrt]")
# Few words have classes that no other word has; some 200 bytes each.
_REMEMBERED = 50_000


def keys(word: str, unusual: int = 1) -> set[str]:
    """Return the keys of a folded word; none for what cannot be a name.

    In each key up to so many letters, ``unusual``, are read otherwise than usually.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or not script(word):
        return set()
    rests = {rest for form in as_heard(word) for rest in bare(form)}
    return {key for rest in rests for key in _skeletons(rest, unusual)} - _NO_NAMES


def lengths(word: str, written: str) -> range:
    """Return how many letters the spellings of a bare folded word in a script may have.

    That holds for 99.9 % of the pairs that the tables of units are learned from.
    """
    length = len(word)
    if script(word) == written:
        return range(length - _APART, length + _APART + 1)
    if written == "latin":
        return range(length - _LONGER, 2 * length + _LONGER + 1)
    return range((length - _LONGER + 1) // 2, length + _LONGER + 1)


def _skeletons(word: str, unusual: int) -> Iterator[str]:
    read = readings(word)
    usual = [options[0] for options in read]
    changes = list(_changes(read))
    count = 0
    for number in range(unusual + 1):
        for chosen in combinations(changes, number):
            classes = usual.copy()
            for places, other in chosen:
                for place in places:
                    classes[place] = other
            yield from _skeletons_of("".join(classes), classes[0] in ("", _VOWEL))
            count += 1
            if count == _MOST:
                return


def _changes(read: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield unusual readings, with the places that are read so: one, or all of a letter.

    Who reads a letter in an unusual way is likely to do so throughout a word.
    """
    alike: dict[Sequence[str], list[int]] = {}
    for place, options in enumerate(read):
        if len(options) > 1:
            alike.setdefault(options, []).append(place)
            yield from (((place,), other) for other in options[1:])
    for options, places in alike.items():
        if len(places) > 1:
            yield from ((tuple(places), other) for other in options[1:])


@lru_cache(_REMEMBERED)
def _skeletons_of(classes: str, begins_with_vowel: bool) -> Sequence[str]:
    """Join repeated classes, and say whether the word begins with a vowel.

    No word of Persian or Arabic begins with s and a consonant: there the vowel before it
    may be a name's own or not.
    """
    skeleton = _DOUBLE.sub(r"\1", classes)
    consonants = skeleton.removesuffix(_VOWEL)
    if len(consonants) > _FEW:
        skeleton = consonants
    if begins_with_vowel:
        return (_VOWEL + skeleton,)
    return (skeleton, _VOWEL + skeleton) if _S_AND_MORE.match(skeleton) else (skeleton,)
