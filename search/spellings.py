"""Which words of the library are spellings of a word: names across scripts.

A word meets the library's own vocabulary through the name keys; :mod:`..index.names`
says which of those words are spellings of it, and how surely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..index.catalog import Catalog
from ..index.engine import Keyword, Query, Request, Term, Without
from .remembered import Remembered

if TYPE_CHECKING:
    from ..index.names.spellings import Spelling as Candidate

__all__ = ["Spelling", "Spellings", "apart_from"]

# What has less is no spelling; a word that is ordinary needs more, and one in the same script, in
# which texts agree more on how a name is written, more again.  Nor is what has less than the
# fourth figure, if its convention or the gazetteer has something much likelier.  A spelling
# joins a query with its probability as weight, so of the two errors low bounds make the lesser: on
# names in news sentences .28, .35 and .42 instead of .2, .28 and .35 gain .002 (Persian) and .011
# (Arabic) of F1, and lose .014 and .012 of nDCG@10.
_LEAST, _LEAST_OF_WORDS, _LEAST_WITHIN, _BESIDE, _MUCH_LIKELIER = 0.2, 0.28, 0.35, 0.35, 0.6
# A query word that is an ordinary word is meant as one, unless something that is none
# spells it nearly for sure: many names are in word lists.
_LEAST_OF_ORDINARY = 0.7
# Beside what spells the other word of a name: so much, and so much of what is likeliest.
_LEAST_BESIDE_OTHERS, _SHARE_BESIDE_OTHERS = 0.05, 0.1
# Of a name that the gazetteer lists, what it does not list, is less sure and is an ordinary word,
# or in more than so many times the documents, is another word: "landing" for Freud, "Islamic" for
# Salami, "dark" for Tarek.  With ordinary words that are in fewer documents F1 of names in news
# sentences is .895 and .883 (Persian and Arabic), without .905 and .883; nDCG@10 .898 and .901,
# without .899 and .896.
# However sure, so is what newspapers mostly write for another word: terror (ترور) for Trevor.
_SURE, _FLOOD = 0.9, 3
_MOST = 24
_REMEMBERED = 4_096


class Spelling(NamedTuple):
    """A word of the library that spells the name that was asked for."""

    #: The word, folded.
    word: str
    probability: float
    #: In how many documents it occurs.
    documents: int
    #: The letters of the name and of this spelling that stand for each other; both as they are
    #: where letters do not tell that they are one name (Germany, آلمان).
    units: tuple[tuple[str, str], ...] = ()
    #: Whether the list of names has it, which is why it is sure.
    is_listed: bool = False
    #: A language in whose documents it is a stop word, and no name: Ali is written like the
    #: Arabic word for "on".
    but_in: str = ""


def apart_from(language: str, query: Query) -> Query:
    """Return a query for what ``query`` finds, but no documents of a language if one is given."""
    return Without(query, Keyword("language", language)) if language else query


class _Found(NamedTuple):
    """What was found for a word: what joins a query, and what may be beside other names."""

    likely: tuple[Spelling, ...]
    possible: tuple[Spelling, ...]


class Spellings:
    """Finds spellings, and remembers them until the library changes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._found = Remembered[str, _Found](_REMEMBERED)

    def of(self, word: str) -> tuple[Spelling, ...]:
        """Return the other spellings of a folded word that the library has, best first."""
        return self._look_up([word])[word].likely

    def of_all(self, words: Iterable[str]) -> dict[str, tuple[Spelling, ...]]:
        """Return the same for several words, which takes less time than for one by one."""
        return {word: found.likely for word, found in self._look_up(words).items()}

    def lettered(self, words: Iterable[str]) -> dict[str, list[Spelling]]:
        """Return the same with the letters also of what the gazetteer lists."""
        from ..index.names.reading import letters_between

        found = dict[str, list[Spelling]]()
        for word, spellings in self.of_all(words).items():
            letters = letters_between(word, [one.word for one in spellings if one.is_listed])
            found[word] = [
                one._replace(units=letters.get(one.word, one.units)) for one in spellings
            ]
        return found

    def possible(self, word: str) -> tuple[Spelling, ...]:
        """Return what may spell a folded word, likely or not; how many documents is not said."""
        return self._look_up([word])[word].possible

    def _look_up(self, words: Iterable[str]) -> dict[str, _Found]:
        remembered = self._found.of(self._catalog.engine)
        wanted = dict.fromkeys(words)
        remembered |= self._find([word for word in wanted if word not in remembered])
        return {word: remembered[word] for word in wanted}

    def _find(self, words: Sequence[str]) -> dict[str, _Found]:
        if not words:
            return {}
        # What loads the model is imported where a name is first looked for.
        from ..index.names.spellings import candidate_keys, spellings
        from .articles import other_words

        keys = {word: candidate_keys(word) for word in words}
        names = self._catalog.store.words_with
        candidates = {
            word: names(wanted) if wanted else self._listed(word) for word, wanted in keys.items()
        }
        found = dict[str, _Found]()
        for word, others in spellings(candidates, self._frequencies).items():
            credible = list(islice(self._credible(word, others), _MOST))
            # What the gazetteer lists is one name all the same.
            heard = [one.word for one in credible if not one.is_listed]
            apart = other_words(word, heard, self._frequencies)
            likely = self._counted([one for one in credible if one.word not in apart])
            found[word] = _Found(_without_floods(word, list(likely)), tuple(self._possible(others)))
        return found

    def _listed(self, word: str) -> list[str]:
        """Return what the gazetteer lists of a name, as far as the library has it.

        A name of vowels alone, such as Yahya, has no key.
        """
        from ..index.names.gazetteer import equivalents
        from ..index.names.particles import with_particles

        forms = [form for name in sorted(equivalents(word)) for form in with_particles(name)]
        counts = self._frequencies(forms)
        return [form for form, count in zip(forms, counts, strict=True) if count]

    def _frequencies(self, words: Sequence[str]) -> list[int]:
        return self._catalog.engine.frequencies("content", words)

    def _possible(self, found: Iterable[Candidate]) -> Iterator[Spelling]:
        found = [one for one in found if one.probability >= _LEAST_BESIDE_OTHERS]
        best = _likeliest(found)
        for other in found:
            least = _SHARE_BESIDE_OTHERS * max(best[other.convention], best.get("", 0.0))
            if other.probability >= least and not self._catalog.chain.is_stop_word(other.word):
                yield _spelling(other)

    def _credible(self, word: str, found: Iterable[Candidate]) -> Iterator[Spelling]:
        """Yield what may count as a spelling of a word; how many documents have it is not known."""
        from ..index.names.particles import bare

        for other in _credible(word, found):
            stopped = self._stop_languages(bare(other.word))
            if len(stopped) <= 1:
                yield _spelling(other, *stopped)

    def _stop_languages(self, rests: Sequence[str]) -> Sequence[str]:
        """Return the languages of which a word is a stop word, with particles or without."""
        stopped = map(self._catalog.chain.stop_languages, rests)
        return next(filter(None, stopped), ())

    def _counted(self, found: Sequence[Spelling]) -> Iterator[Spelling]:
        """Yield the spellings that documents have, each with their number."""
        engine = self._catalog.engine
        counts = engine.frequencies("content", [spelling.word for spelling in found])
        for spelling, frequency in zip(found, counts, strict=True):
            count = frequency
            if spelling.but_in:
                query = apart_from(spelling.but_in, Term("content", spelling.word))
                count = engine.search(Request(query, limit=0)).total
            if count:
                yield spelling._replace(documents=count)


def _spelling(found: Candidate, but_in: str = "") -> Spelling:
    """Return what was found; in how many documents it is, is counted of what is left of all."""
    return Spelling(found.word, found.probability, 0, found.units, found.is_listed, but_in)


def _without_floods(word: str, found: Sequence[Spelling]) -> tuple[Spelling, ...]:
    """Return the spellings of a word without ordinary ones that would crowd out those listed."""
    from ..index.names.gazetteer import is_listed
    from ..index.names.ordinary import is_ordinary, is_other_word
    from ..index.names.particles import bare

    if not is_listed(word):
        return tuple(found)
    listed = sum(one.documents for one in found if one.is_listed)
    counts = Counter[str]()
    for one in found:
        counts[bare(one.word)[-1]] += one.documents

    def is_kept(one: Spelling) -> bool:
        if one.is_listed or (one.probability >= _SURE and not is_other_word(one.word)):
            return True
        floods = listed and counts[bare(one.word)[-1]] > _FLOOD * listed
        return not (floods or any(map(is_ordinary, bare(one.word))))

    return tuple(filter(is_kept, found))


def _credible(word: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the likely ones, and the unlikely ones that nothing much likelier speaks against."""
    from ..index.names.letters import script
    from ..index.names.ordinary import is_ordinary

    least_of_all = _LEAST_OF_ORDINARY if is_ordinary(word) else _LEAST
    likely = [one for one in found if one.probability >= least_of_all]
    written = script(word)
    best = _likeliest(likely)
    for one in likely:
        likeliest = max(best[one.convention], best.get("", 0.0))
        least = _LEAST_OF_WORDS if one.is_ordinary else _LEAST
        if script(one.word) == written:
            least = _LEAST_WITHIN
        if one.probability >= max(least, min(_BESIDE, _MUCH_LIKELIER * likeliest)):
            yield one


def _likeliest(found: Iterable[Candidate]) -> dict[str, float]:
    """Return the highest probability of each convention."""
    best: dict[str, float] = {}
    for one in found:
        best[one.convention] = max(one.probability, best.get(one.convention, 0.0))
    return best
