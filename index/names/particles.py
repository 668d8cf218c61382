"""What Arabic writes before a name, as part of its word: particles and the article."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["BEGINNINGS", "PARTICLES", "bare", "without_article"]

_AND, _THEN = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
_BY, _FOR, _LIKE = "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KEHEH}"
_ALEF, _LAM = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER LAM}"
#: And, then, by, for, like.
PARTICLES = (_AND, _THEN, _BY, _FOR, _LIKE)

# The article, or one or two particles with it or without; after "for" it loses its alef.
_BEFORE = re.compile(
    f"([{_AND}{_THEN}]?)(?:{_FOR}{_LAM}|[{_BY}{_LIKE}]?{_ALEF}{_LAM}|[{_BY}{_FOR}{_LIKE}]?)"
)
#: The first letters of the words that particles or the article may be before.
BEGINNINGS = frozenset((*PARTICLES, _ALEF))
# With the particles before it.
_LONGEST_ARTICLE = 4
# So many letters are left at least.
_AFTER_ARTICLE, _AFTER_PARTICLE = 3, 4


@lru_cache(maxsize=100_000)
def bare(word: str) -> tuple[str, ...]:
    """Return a folded word, and what is left of it without Arabic particles and article.

    One particle is taken off before two; the last has least.  What is left may be no name;
    nothing here knows which letters are of the name itself.
    """
    before = _BEFORE.match(word) if word[:1] in BEGINNINGS else None
    if before is None:
        return (word,)
    first, last = before.end(1), before.end()
    rests = [word]
    if 0 < first <= len(word) - _AFTER_PARTICLE:
        rests.append(word[first:])
    shortest = _AFTER_ARTICLE if word[last - 1] == _LAM else _AFTER_PARTICLE
    if first < last <= len(word) - shortest:
        rests.append(word[last:])
    return tuple(rests)


def without_article(word: str) -> list[str]:
    """Return a folded word, and what is left of it without an Arabic article if it has one.

    Particles before the article go with it.
    """
    if _LAM not in word[:_LONGEST_ARTICLE]:
        return [word]
    rest = bare(word)[-1]
    before = word.removesuffix(rest)
    return [word, rest] if before.endswith(_LAM) and before != _LAM else [word]
