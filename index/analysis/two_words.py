"""Names of two words that are also written in one: Abd al-Rahman, Abu Dhabi, Hezbollah.

Whichever way a text writes such a name, the whole and its words are tokens.  So a query in one
word finds it in two, and a spelling in another script, which is mostly one word, has a word to
meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .lexicon import affixes, words

__all__ = ["ARTICLE", "are_given_names", "are_name", "name_parts"]

#: The Arabic article.
ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_SHORTEST_FIRST, _SHORTEST_SECOND = 2, 3


def are_name(first: str, second: str) -> bool:
    """Say whether two folded words, one behind the other, are a name that may be one word."""
    if len(second) < _SHORTEST_SECOND:
        return False
    groups = affixes("name")
    return any(_begin_name(one, second, groups) for one in _without_proclitic(first, groups))


def are_given_names(first: str, second: str) -> bool:
    """Say whether two folded words of a Persian text are given names that may be one."""
    groups = affixes("name")
    return second in groups["second_given"] and first in groups["given"]


def name_parts(word: str) -> list[str]:
    """Return the two words of a name that is written in one, or none."""
    groups = affixes("name")
    # Hardly any word is looked at more closely.
    if word.find(ARTICLE, _SHORTEST_FIRST) > 0 or word.endswith(groups["second"]):
        places = _places(word, groups["second"])
    elif word.startswith(groups["before_any"]) and word in words("persian"):
        # Most words that begin like "the father of" are others, as "doors".
        places = iter([len(groups["before_any"][0])])
    else:
        return []
    return next(([word[:at], word[at:]] for at in places if are_name(word[:at], word[at:])), [])


def _begin_name(first: str, second: str, groups: Mapping[str, tuple[str, ...]]) -> bool:
    if first in groups["before_article"]:
        return second.startswith(ARTICLE)
    if first in groups["before_any"]:
        is_first = second in groups["before_article"] + groups["before_any"]
        return not is_first and second not in words("stop_ar") and second not in words("stop_fa")
    return second in groups["second"] and first in groups["first"]


def _without_proclitic(first: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield first
    if first.startswith(groups["proclitics"]) and len(first) > _SHORTEST_SECOND:
        yield first[1:]


def _places(word: str, seconds: Iterable[str]) -> Iterator[int]:
    """Yield where the second word of a name may begin."""
    place = word.find(ARTICLE, _SHORTEST_FIRST)
    while place > 0:
        yield place
        place = word.find(ARTICLE, place + 1)
    for second in seconds:
        if word.endswith(second):
            yield len(word) - len(second)
