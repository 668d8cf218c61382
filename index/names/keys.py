"""Keys of names: what the spellings of one name share across scripts.

A key is a skeleton of a word: its consonants, each as the class of sounds that the
spellings of a name interchange.  Vowels go, and so do letters that a spelling may leave
out.  A letter that may stand for more than one class gives more than one key; so a word
has a few, and two spellings of a name nearly always share one.  That is all that a key
says: words that share one are candidates, to be compared by :mod:`.similarity`.
"""

from __future__ import annotations

import re
from itertools import islice, product

from ..analysis.lexicon import affixes
from .sounds import COARSE, sounds

__all__ = ["keys"]

_MOST = 12
_SHORTEST_WORD, _LONGEST_WORD = 2, 40
_DOUBLE = re.compile(r"(.)\1+")
# A second reading that some letters have: waw and w may be a v, that Arabic writes as f;
# jeem and j may be a hard g or a y; the letters that Arabic reads as th or dh.
_SECOND_READINGS = {"U": "f", "v": "", "j": "k", "c": "k", "d": "s", "x": "ks"}


def keys(word: str) -> set[str]:
    """Return the keys of a folded word; none for what cannot be a name."""
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return set()
    found = set(_skeletons(sounds(word)))
    for article in affixes("arabic")["article"]:
        if word.startswith(article) and len(word) > len(article) + 1:
            found.update(_skeletons(sounds(word[len(article) :])))
    return found - {""}


def _skeletons(spoken: str) -> set[str]:
    readings = [
        tuple(dict.fromkeys((COARSE[sound], _SECOND_READINGS.get(sound, COARSE[sound]))))
        for sound in spoken
    ]
    variants = islice(product(*readings), 2**8)
    skeletons = dict.fromkeys(map(_skeleton, map("".join, variants)))
    return set(islice(skeletons, _MOST))


def _skeleton(classes: str) -> str:
    """Join repeated classes; the t of ts is heard in one spelling and not in the other."""
    return _DOUBLE.sub(r"\1", classes.replace("ts", "s"))
