"""Plain words of a query: each in every form and spelling, by itself and with its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ..index.analysis.chain import Chain
from ..index.analysis.synonyms import synonyms
from ..index.analysis.token import Token
from ..index.engine import Best, Engine, Query
from ..index.names.letters import script
from ..index.store import Store
from .corrections import correction
from .exonyms import Exonym
from .expansion import Expansion
from .full_names import FullNames
from .information import Information
from .marks import Reason
from .spelled import Spelled
from .stop_words import StopWords, is_particle
from .syntax import Words
from .terms import ANYWHERE, Fields, Terms, one
from .tongues import NAME_WORDS
from .units import units_of

__all__ = ["FEW_WORDS", "PlainWords", "Wanted"]

#: Documents with all the words come first, however long they are, where people type one or
#: two words and nothing else.  For questions that order is worse by .03 to .07 nDCG@10.  A
#: rare spelling of one or two words counts no more than a frequent one, or it would come before
#: the word as it was typed; for questions that is worse by .001 to .002.
FEW_WORDS = 2
# In Latin script more words may be a name than elsewhere, as with a title before it.
_LATIN_NAME_WORDS = 5
# Too many words are one letter from one of so few.
_SHORT = 3


class Wanted(NamedTuple):
    """A query for one thing that is wanted, and how much information it is."""

    query: Query
    #: The idf of what is wanted: 0 for what tells nothing.
    information: float


class _Unit(NamedTuple):
    """A word of a query, or a compound and its parts; and what it may be with its neighbours."""

    tokens: Sequence[Token]
    #: Words of the library that it is written together with a neighbour.
    joined: Sequence[str]
    #: Other names of what it names, alone or with its neighbours.
    exonyms: Sequence[Exonym]


class PlainWords:
    """Expands the plain words of one query."""

    def __init__(
        self,
        chain: Chain,
        store: Store,
        engine: Engine,
        spelled: Spelled,
        result: Expansion,
        *,
        language: str,
        stop_words: StopWords,
        has_synonyms: bool,
    ) -> None:
        """Prepare for a query in a language; "" if it is not certain."""
        self._chain = chain
        self._store = store
        self._engine = engine
        self._spelled = spelled
        self._result = result
        self._language = language
        self._stop_words = stop_words
        self._has_synonyms = has_synonyms
        self._terms = Terms(result)
        self._information = Information(engine)
        self._full_names = FullNames(engine, spelled, result)

    def expand(self, words: Words, fields: Fields) -> list[Wanted]:
        """Return what is wanted of each word, and of words together; a compound is one thing."""
        units = units_of(self._chain.tokens(words.text, self._language))
        each = [unit[0] for unit in units]
        joined, exonyms = self._joined(each), list(self._spelled.exonyms(each, self._engine))
        self._spelled.look_up(word.surface for word in each if not self._stop_words.pass_over(word))
        names = [place for place, word in enumerate(each) if not is_particle(word)]
        are_few = len(names) <= FEW_WORDS
        found = []
        for place, unit in enumerate(units):
            others = [exonym for exonym in exonyms if place in exonym.run]
            found.append(self._unit(_Unit(unit, joined.get(place, []), others), fields, are_few))
        if len(found) > 1 and fields is ANYWHERE:
            telling = [word for word in each if not self._stop_words.has(word)]
            found += [Wanted(query, 0.0) for word in telling for query in self._akin(word)]
        most = NAME_WORDS if self._stop_words.are_there else FEW_WORDS
        if 1 < len(each) <= most:
            found.append(Wanted(self._terms.together(each, words.text, fields), 0.0))
        if self._may_be_name([each[name] for name in names]):
            # What is a part of another name is no part of one with its neighbours.
            named = {place for exonym in exonyms for place in exonym.run}
            for is_named, run in groupby(names, named.__contains__):
                if not is_named:
                    self._near(each, list(run), found)
        self._spelled.note(exonyms)
        return found

    def _near(self, words: Sequence[Token], names: Sequence[int], found: list[Wanted]) -> None:
        """Add to what is wanted words that may be one name, near each other.

        ``names`` has the places of the words that are no particles.
        """
        for place, near in self._full_names.near([words[name] for name in names]):
            found.append(Wanted(near, 0.0))
            for part in names[place : place + 2]:
                if self._is_told_by_neighbours(words[part]):
                    query = one(Best, [found[part].query, near])
                    found[part] = found[part]._replace(query=query)

    def _may_be_name(self, words: Sequence[Token]) -> bool:
        are_latin = all(script(word.surface) == "latin" for word in words)
        most = _LATIN_NAME_WORDS if are_latin else NAME_WORDS
        return not self._stop_words.are_there and len(words) <= most

    def _is_told_by_neighbours(self, word: Token) -> bool:
        """Say whether a word of a name may be one that it is not by itself.

        Beside the rest of its name it is no stop word, as in "Ali Khamenei"; and what spells a
        Latin word need not do so likely.
        """
        spellings = self._result.spellings.get(word.text, ())
        return script(word.surface) == "latin" or any(other.but_in for other in spellings)

    def _unit(self, unit: _Unit, fields: Fields, are_few: bool) -> Wanted:
        """Expand a word, or a compound with its parts, in every form and spelling."""
        word, *parts = unit.tokens
        is_stop_word = self._stop_words.pass_over(word)
        forms = self._terms.stop_word if is_stop_word else self._terms.forms
        alternatives = [forms(word, fields)]
        if parts:
            alternatives.append(self._terms.phrase(parts, word.text, fields))
        if is_stop_word:
            return Wanted(one(Best, alternatives), 0.0)
        spellings = self._spelled.beside_forms(word, self._language)
        others = [*spellings, *(exonym.spelling for exonym in unit.exonyms)]
        terms = [word.surface, *word.stems, *unit.joined]
        terms += [found.word for found in spellings if not found.but_in]
        frequencies = [self._information.frequency(terms), *(found.documents for found in others)]
        same = self._synonyms(word)
        # What a word that the library lacks tells is what another word for it tells.
        information = self._information.of(max(frequencies) or max(same.values(), default=0))
        form = Reason(word.text, "form")
        for surface in unit.joined:
            share = self._information.share(information, self._information.frequency([surface]))
            alternatives.append(self._terms.other(surface, form, fields, share))
        for found in spellings:
            reason = Reason(word.text, "spelling", found.probability, found.but_in)
            share = self._information.share(information, found.documents) if are_few else 1.0
            alternatives.append(self._terms.other(found.word, reason, fields, share))
        for stem, documents in same.items():
            share = self._information.share(information, documents) if are_few else 1.0
            alternatives.append(self._terms.synonym(stem, word.text, fields, share))
        for exonym in unit.exonyms:
            share = information / self._information.of_exonym(exonym)
            alternatives.append(self._terms.exonym(exonym, fields, share))
        self._terms.mark(word)
        return Wanted(one(Best, alternatives), information)

    def _synonyms(self, word: Token) -> dict[str, int]:
        """Return the stems of the library that mean what a word does, with their frequencies."""
        stems = synonyms(word.stems, self._language) if self._has_synonyms else ()
        counts = self._engine.frequencies("content_stem", stems)
        return {stem: count for stem, count in zip(stems, counts, strict=True) if count}

    def _akin(self, word: Token) -> Iterator[Query]:
        """Ask for what lifts a document that other words find, and finds nothing by itself.

        That is words of the same family; and, for a word that the library does not have, the
        one that was probably meant.
        """
        yield self._terms.family(word, self._language)
        if len(word.surface) > _SHORT and not self._is_there(word.surface, *word.stems):
            likely = correction(self._store, self._engine, word.surface)
            for meant in self._chain.tokens(likely, self._language):
                yield self._terms.meant(meant._replace(text=word.text))

    def _joined(self, words: Sequence[Token]) -> dict[int, list[str]]:
        """Return, for places of words, what they are written together with a neighbour.

        Only what the library has: a compound that one writes apart and another in one.
        """
        found: dict[int, list[str]] = {}
        for place, (first, second) in enumerate(pairwise(words)):
            joined = first.surface + second.surface
            if self._may_join(first) and self._may_join(second) and self._is_there(joined):
                found.setdefault(place, []).append(joined)
                found.setdefault(place + 1, []).append(joined)
        return found

    def _may_join(self, word: Token) -> bool:
        return len(word.surface) > 1 and not self._stop_words.has(word)

    def _is_there(self, *terms: str) -> bool:
        """Say whether the library has one of some surfaces or stems."""
        return self._information.frequency(terms) > 0
