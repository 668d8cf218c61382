"""The gazetteer: names whose spellings sound tells too little of.

Countries and peoples have names of their own in each language, given names have forms,
and some people are spelled in ways that no rule gives.  ``scripts/build_gazetteer`` wrote
the groups of words that are one name; NOTICE has their sources.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .keys import bare, without_article

__all__ = ["equivalents"]

_FILE = Path(__file__).parent / "data" / "gazetteer.txt"


def equivalents(word: str) -> frozenset[str]:
    """Return the folded words that are the same name as a folded word, by the gazetteer.

    A word with an Arabic article or particle before it counts as the word without.
    """
    found = (_groups().get(rest, frozenset()) for rest in bare(word))
    return frozenset().union(*found) - {word}


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        group = frozenset(line.split(" "))
        for word in {rest for name in group for rest in without_article(name)}:
            groups[word] = groups.get(word, frozenset()) | group
    return groups
