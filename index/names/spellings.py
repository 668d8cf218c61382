"""Spellings: which of many words are the same name as a word, and how surely.

In order: the keys choose candidates (the caller's part, who has the words); what
the gazetteer lists is sure; :mod:`.screen` chooses the best few of the others,
:mod:`.align` aligns each with care, and a logistic function makes a probability of

- how well the word aligns, for each of its letters,
- how long the two words are, because short ones sound alike by chance,
- by how much another candidate aligns better, because a text that writes the name writes
  it in one way,
- and whether it is an ordinary word.

Between Latin and Arabic script there are two conventions, Persian and Arabic.  Each word
is read in the one that fits it better, and compared with the others of that one: گانتس
does not speak against غانتس.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from ..analysis.two_words import ARTICLE
from .align import Alignment, align
from .compared import Compared
from .gazetteer import LISTED, are_two, equivalents, is_listed
from .heard import as_heard
from .keys import UNUSUAL, keys
from .letters import by_script, script
from .ordinary import is_ordinary
from .particles import bare, without_article
from .screen import screened
from .table import tables_between
from .writing import Units

__all__ = ["Frequencies", "Spelling", "candidate_keys", "spellings"]


class _Weights(NamedTuple):
    bias: float
    fit: float
    length: float
    behind: float
    ordinary: float


# Across scripts by logistic regression on the candidates of 647 names in news sentences.  Within
# one, the same on those of 870 names among 6,000 gives (0.22, 4.87, 0.25, -7.48).  Half as much for
# what is behind finds more that answers questions, and as those names are among names, ordinary
# words have to fit better here (ARCHITECTURE.md has the figures).
_ACROSS = _Weights(-0.13, 6.62, 0.38, -2.48, -0.9)
_WITHIN = _Weights(-0.9, 4.87, 0.38, -4.0, -0.9)
# So many, without what Arabic puts before them, are aligned, and no worse ones when screened.
# With twelve no more right spellings are found for 393 names in the vocabulary of 142,376
# documents, and an eighth more wrong ones; 99 % of the right ones are above the second figure.
_ALIGNED, _PROMISING = 8, -2.4
# Of so many that screen best as many more are aligned as are most frequent: among 460,000 words
# فاطمه (330 documents) was not among the best eight for Fatima.
_LOOKED_AT, _FREQUENT = 48, 4
_DIGITS = 3
# For each letter of an Arabic particle that is taken off before aligning.
_PARTICLE = 0.5
# What it takes from the score of a letter that the press spells both words, but not for one name.
# F1 of names in news sentences is .886 and .866 with .2 (Persian and Arabic), nDCG@10 .905 and
# .916; with .3 .891 and .872, .901 and .917; with .5 .891 and .873, .901 and .915.
_TWO_NAMES = 0.3


class Spelling(NamedTuple):
    """A word that may be another spelling of a name."""

    word: str
    probability: float
    #: The letters of the name and of this spelling that stand for each other; both as they are
    #: if the gazetteer has it.
    units: Units
    #: The convention that it is read in; empty if the gazetteer has it.
    convention: str = ""
    #: Whether it is plainly a word of a language, with Arabic particles or without.
    is_ordinary: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether the gazetteer has it as the same name."""
        return not self.convention


class _Fit(NamedTuple):
    """How well a candidate fits: the score for a letter, and over how many letters."""

    score: float
    letters: int
    table: str
    units: Units


class _Screened(NamedTuple):
    """Candidates of a word that are all in one script."""

    word: str
    #: Those that the gazetteer has as the same name.
    listed: Set[str]
    #: By each table the rests that are worth aligning, each with the candidates that it is of.
    rests: Mapping[str, Mapping[str, Sequence[str]]]


#: Gives the number of documents that have each word.
Frequencies = Callable[[Sequence[str]], Sequence[int]]

#: A table, a word, and what it is aligned with.
_Pair = tuple[str, str, str]


def candidate_keys(word: str) -> set[str]:
    """Return the keys under which the spellings of a folded word are looked for."""
    # An ordinary word is hardly ever a name, and has to fit very well to be one.
    found = keys(word, 0 if is_ordinary(word) else UNUSUAL)
    return found.union(*(keys(name, UNUSUAL) for name in equivalents(word)))


def spellings(
    wanted: Mapping[str, Sequence[str]], frequencies: Frequencies | None = None
) -> dict[str, list[Spelling]]:
    """Return for folded words those of their candidates that may be spellings, likeliest first.

    The candidates are folded words too; ``frequencies`` tells how often words occur, so that what
    is frequent is not left out.  What is wanted together is aligned together: four words
    take a sixth less than one by one.  Each counts as it is written or as it sounds, whichever
    fits better.
    """
    heard = {word: _heard(others) for word, others in wanted.items()}
    asked = {
        form: [*others, *heard[word]] for word, others in wanted.items() for form in as_heard(word)
    }
    found = _found(asked, frequencies)
    return {
        word: _likeliest(chain.from_iterable(found[form] for form in as_heard(word)), heard[word])
        for word in wanted
    }


def _heard(words: Sequence[str]) -> dict[str, list[str]]:
    """Return words by how some of them sound that are not written so."""
    # Most have no such letters at all, and to look for them takes half as long as to ask.
    likely = [word for word in words if ARTICLE in word]
    heard = {form: [word] for word in likely for form in as_heard(word)[1:]}
    for form in heard.keys() & words if heard else ():
        heard[form].append(form)
    return heard


def _likeliest(found: Iterable[Spelling], heard: Mapping[str, Sequence[str]]) -> list[Spelling]:
    """Return spellings as they are written, each once, the likeliest first."""
    best: dict[str, Spelling] = {}
    for spelling in found:
        for word in heard.get(spelling.word, (spelling.word,)):
            if word not in best or spelling.probability > best[word].probability:
                best[word] = spelling._replace(word=word)
    return sorted(best.values(), key=lambda spelling: (-spelling.probability, spelling.word))


def _found(
    wanted: Mapping[str, Sequence[str]], frequencies: Frequencies | None
) -> dict[str, list[Spelling]]:
    """Return the spellings of words among their candidates, in any order."""
    screened = {word: list(_screened(word, others, frequencies)) for word, others in wanted.items()}
    aligned = _aligned(chain.from_iterable(screened.values()))
    return {
        word: [one for group in groups for one in _in_one_script(word, group, aligned)]
        for word, groups in screened.items()
    }


def _screened(
    word: str, candidates: Sequence[str], frequencies: Frequencies | None
) -> Iterator[_Screened]:
    """Yield the candidates of each script, without what screening leaves out."""
    for written, others in by_script([other for other in candidates if other != word]).items():
        if not others:
            continue
        compared = Compared(word, others)
        tables = tables_between(script(word), written)
        # Without any rest there are no scores.
        scored = zip(tables, screened(tables, word, compared.letters), strict=False)
        count = _ALIGNED if frequencies is None else _LOOKED_AT
        found = {name: compared.best(scores, count, _PROMISING) for name, scores in scored}
        rests = {name: _chosen(best, frequencies) for name, best in found.items()}
        yield _Screened(word, _listed(word, others), rests)


def _chosen(
    rests: dict[str, list[str]], frequencies: Frequencies | None
) -> Mapping[str, Sequence[str]]:
    """Return the first of what is left of candidates, and the most frequent of the others."""
    others = list(rests)[_ALIGNED:]
    if not others or frequencies is None:
        return rests
    # A name is most frequent with the least before it; to count all its forms takes thrice as long.
    counts = frequencies([min(rests[rest], key=len) for rest in others])
    rare = [rest for _count, rest in sorted(zip(counts, others, strict=True))[:-_FREQUENT]]
    return {rest: words for rest, words in rests.items() if rest not in rare}


def _aligned(groups: Iterable[_Screened]) -> dict[_Pair, Alignment | None]:
    """Align words with what is left of their candidates, by each table all at once."""
    pairs = defaultdict[tuple[str, str], list[tuple[str, str]]](list)
    for group in groups:
        for name, rests in group.rests.items():
            pairs[name, script(group.word)] += [(group.word, rest) for rest in rests]
    found: dict[_Pair, Alignment | None] = {}
    for (name, _script), both in pairs.items():
        aligned = align(name, [word for word, _rest in both], [rest for _word, rest in both])
        found.update(((name, *pair), one) for pair, one in zip(both, aligned, strict=True))
    return found


def _listed(word: str, others: Iterable[str]) -> set[str]:
    """Return the candidates that the gazetteer has as the same name."""
    names = equivalents(word)
    if not names:
        return set()
    # Of these nothing is taken off: without what looks like its article, Germany is a mania.
    names |= {word}
    ends = tuple(names)
    likely = (other for other in others if other.endswith(ends))
    return {other for other in likely if _is_one_of(names, other)}


def _is_one_of(names: Set[str], word: str) -> bool:
    """Say whether a word is one of some names, as it stands or with particles before it.

    What is known as it stands has none: بایدن is Biden, and not "by Eden".
    """
    for rest in bare(word):
        if rest in names or is_ordinary(rest) or is_listed(rest):
            return rest in names
    return False


def _in_one_script(
    word: str, group: _Screened, aligned: Mapping[_Pair, Alignment | None]
) -> Iterator[Spelling]:
    """Yield the candidates of one script that may be spellings, with their probabilities."""
    for other in group.listed:
        yield Spelling(other, LISTED, ((word, other),))
    fits = _best_fits(word, group, aligned)
    best: dict[str, float] = {}
    for other, fit in fits.items():
        # The word itself, with a particle before it, speaks against no spelling.
        if word not in bare(other):
            best[fit.table] = max(best.get(fit.table, fit.score), fit.score)
    has_names = bool(equivalents(word))
    for other, fit in fits.items():
        is_word = any(map(is_ordinary, bare(other)))
        if not (other in group.listed or _are_two(word, other, is_word)):
            score = fit.score - (_TWO_NAMES if has_names and equivalents(other) else 0.0)
            behind = max(best.get(fit.table, fit.score) - score, 0.0)
            probability = _probability(fit._replace(score=score), behind, is_word)
            yield Spelling(other, probability, fit.units, fit.table, is_word)


def _best_fits(
    word: str, group: _Screened, aligned: Mapping[_Pair, Alignment | None]
) -> dict[str, _Fit]:
    """Return how well candidates fit by the table that fits each best."""
    fits: dict[str, _Fit] = {}
    for name, rests in group.rests.items():
        for other, fit in _fits(name, word, rests, aligned).items():
            if other not in fits or fit.score > fits[other].score:
                fits[other] = fit
    return fits


def _are_two(word: str, other: str, is_word: bool) -> bool:
    """Say whether the word lists have both, as two words, or the gazetteer, as two names."""
    are_words = is_ordinary(word) and (is_word or word in bare(other))
    return are_words or are_two(word, other)


def _fits(
    name: str,
    word: str,
    rests: Mapping[str, Sequence[str]],
    aligned: Mapping[_Pair, Alignment | None],
) -> dict[str, _Fit]:
    """Return how well candidates fit by a table; each is given with what is left of it."""
    fits: dict[str, _Fit] = {}
    for rest, others in rests.items():
        found = aligned[name, word, rest]
        if found is None:
            continue
        letters = len(word) + len(rest)
        for other in others:
            score = (found.score - _PARTICLE * (len(other) - len(rest))) / (letters + 2)
            if other not in fits or score > fits[other].score:
                fits[other] = _Fit(score, letters, name, found.units)
    return _with_article(fits)


def _with_article(fits: Mapping[str, _Fit]) -> dict[str, _Fit]:
    """Let a name with its article and the same without it fit as well as each other."""
    best: dict[str, _Fit] = {}
    for other, fit in fits.items():
        rest = without_article(other)[-1]
        best[rest] = max(fit, best.get(rest, fit), key=attrgetter("score"))
    return {other: best[without_article(other)[-1]] for other in fits}


def _probability(fit: _Fit, behind: float, is_ordinary: bool) -> float:
    weights = _WITHIN if fit.table == "arabic_arabic" else _ACROSS
    odds = weights.bias + weights.fit * fit.score + weights.length * fit.letters
    odds += weights.behind * behind + weights.ordinary * is_ordinary
    # The last digits of a product of matrices depend on what else is in them, as on the other words
    # of a query; a score must not.
    return 1.0 / (1.0 + math.exp(-round(odds, _DIGITS)))
