"""From the tree of a query to what an engine is asked: a tree with weights.

Each word becomes its surface and its stems, in title and body, and the spellings that
the library has of it.  The words together become a cover: the more of their information
a document holds the better, and a minor part of it is not enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise
from typing import NamedTuple

from ..index.analysis.chain import Chain
from ..index.analysis.fold import fold
from ..index.analysis.synonyms import synonyms
from ..index.analysis.token import Token
from ..index.engine import (
    Best,
    Cover,
    Engine,
    Every,
    Everything,
    Keyword,
    Part,
    Query,
    Sum,
    Without,
)
from ..index.errors import InvalidArgument
from ..index.names.letters import script
from ..index.names.parts import particles
from ..index.store import Store
from .corrections import correction
from .exonyms import Exonym
from .expansion import Expansion
from .filters import filter_query
from .full_names import FullNames
from .marks import Reason
from .spelled import Spelled
from .spellings import Spellings
from .syntax import Either, Filter, Group, Node, Not, Words
from .terms import ANYWHERE, IN_TITLE, Fields, Terms, one
from .tongues import NAME_WORDS, are_plainly, names_among
from .units import units_of

__all__ = ["Expander"]

# Documents with less of the information are noise.  Cutting at a quarter costs .003 to .005
# nDCG@10 on small sets, now that families lift what has little; here it costs nothing.
_LEAST_INFORMATION = 0.15
# Documents with all the words come first, however long they are, where people type one or
# two words and nothing else.  For questions that order is worse by .03 to .07 nDCG@10.  A
# rare spelling of one or two words counts no more than a frequent one, or it would come before
# the word as it was typed; for questions that is worse by .001 to .002.
_FEW_WORDS = 2
# In Latin script more words may be a name than elsewhere, as with a title before it.
_LATIN_NAME_WORDS = 5
# So much of the information of a question is it worth to be in its language: see ARCHITECTURE.md.
_AT_HOME = 0.25
# Too many words are one letter from one of so few.
_SHORT = 3


class _Wanted(NamedTuple):
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


class Expander:
    """Expands one query."""

    def __init__(
        self,
        chain: Chain,
        store: Store,
        engine: Engine,
        spellings: Spellings | None,
        *,
        language: str | None = None,
        without: Set[str] = frozenset(),
        has_synonyms: bool = True,
    ) -> None:
        """Prepare to expand a query.

        ``language`` is the language of the query; None has it guessed.  Without
        ``spellings`` there are no names in other spellings; ``without`` are folded words
        that are not to count as spellings.  ``has_synonyms`` says whether words that mean the
        same do for a word.
        """
        self._chain = chain
        self._store = store
        self._engine = engine
        self._spellings = spellings
        self._count = engine.count()
        self._language = language
        self._has_synonyms = has_synonyms
        self._names: Set[str] = frozenset()
        self._has_content = True
        self._has_stop_words = False
        self._result = Expansion()
        self._terms = Terms(self._result)
        self._spelled = Spelled(chain, spellings, without, self._result)
        self._full_names = FullNames(engine, self._spelled, self._result)

    def expand(self, group: Group) -> Expansion:
        """Return the expansion of a parsed query; its query is None if nothing is asked."""
        text = " ".join(_texts(group))
        guess = self._chain.language(text)
        if self._language is None:
            self._language = guess.language if guess.certain else ""
        tokens = list(self._chain.tokens(text, self._language))
        words = [token for token in tokens if not _is_particle(token)]
        self._names = names_among(words, self._language, self._chain)
        self._has_content = not all(map(self._is_stop_word, tokens))
        self._has_stop_words = any(map(self._is_stop_word, words))
        wanted = self._group(group, ANYWHERE)
        is_question = self._has_stop_words or len(words) > NAME_WORDS
        if wanted and (is_question or are_plainly(guess.language, words)):
            wanted = self._at_home(wanted, guess.language)
        self._result.query = wanted.query if wanted else None
        return self._result

    def _at_home(self, wanted: _Wanted, language: str) -> _Wanted:
        """Put documents in the language of a question before those that say as much in another."""
        (count,) = self._engine.frequencies("language", [language])
        if not isinstance(wanted.query, Cover) or not 0 < count < self._count:
            return wanted
        home = Keyword("language", language, _AT_HOME * wanted.information)
        part = Part(self._result.leaf(home, "the question"), 0.0)
        return wanted._replace(query=wanted.query._replace(parts=(*wanted.query.parts, part)))

    # -- Groups ---------------------------------------------------------------

    def _group(self, group: Group, fields: Fields) -> _Wanted | None:
        """Expand things that are wanted together."""
        wanted: list[_Wanted] = []
        required: list[Query] = []
        excluded: list[Query] = []
        for node in group.nodes:
            if isinstance(node, Not):
                excluded += self._excluded(node.node, fields)
            elif isinstance(node, Filter):
                required += self._filter(node)
            elif _is_condition(node):
                required += [found.query for found in self._node(node, fields)]
            elif isinstance(node, Words) and _is_required(node):
                required += self._required(node, IN_TITLE if node.field == "title" else fields)
            else:
                wanted += self._node(node, fields)
        return self._together(wanted, required, excluded)

    def _together(
        self, wanted: Sequence[_Wanted], required: Sequence[Query], excluded: Sequence[Query]
    ) -> _Wanted | None:
        queries = list(required)
        information = sum(part.information for part in wanted)
        if wanted:
            queries.insert(0, self._cover(wanted, information))
        if not queries and not excluded:
            return None
        query: Query = queries[0] if len(queries) == 1 else Every(tuple(queries or [Everything()]))
        if excluded:
            query = Without(query, Sum(tuple(excluded)))
        return _Wanted(query, information)

    def _cover(self, wanted: Sequence[_Wanted], information: float) -> Query:
        if len(wanted) == 1:
            return wanted[0].query
        telling = sum(part.information > 0 for part in wanted)
        return Cover(
            tuple(Part(part.query, part.information) for part in wanted),
            minimum=_LEAST_INFORMATION * information,
            complete_first=telling <= _FEW_WORDS and not self._has_stop_words,
        )

    def _node(self, node: Node, fields: Fields) -> list[_Wanted]:
        if isinstance(node, Words):
            return self._prefix(node, fields) if node.is_prefix else self._words(node, fields)
        if isinstance(node, Either):
            return self._either(node, fields)
        found = self._group(node, fields) if isinstance(node, Group) else None
        return [found] if found else []

    def _either(self, either: Either, fields: Fields) -> list[_Wanted]:
        found = [self._group(Group((node,)), fields) for node in either.nodes]
        alternatives = [wanted for wanted in found if wanted]
        if not alternatives:
            return []
        query = Best(tuple(wanted.query for wanted in alternatives))
        return [_Wanted(query, min(wanted.information for wanted in alternatives))]

    def _excluded(self, node: Node, fields: Fields) -> list[Query]:
        """Expand what is not wanted: in its forms, in other spellings if a name is, unmarked."""
        is_name = isinstance(node, Words) and node.field == "name"
        inner = Expander(
            self._chain,
            self._store,
            self._engine,
            self._spellings if is_name else None,
            language=self._language,
            has_synonyms=False,
        )
        found = inner._group(Group((node,)), fields)
        self._result.notes += inner._result.notes
        return [found.query] if found else []

    # -- Words ----------------------------------------------------------------

    def _words(self, words: Words, fields: Fields) -> list[_Wanted]:
        """Expand plain words; a compound is one thing."""
        units = units_of(self._chain.tokens(words.text, self._language))
        each = [unit[0] for unit in units]
        joined, exonyms = self._joined(each), list(self._spelled.exonyms(each, self._engine))
        self._spelled.look_up(word.surface for word in each if not self._is_passed_over(word))
        names = [place for place, word in enumerate(each) if not _is_particle(word)]
        are_few = len(names) <= _FEW_WORDS
        found = []
        for place, unit in enumerate(units):
            others = [exonym for exonym in exonyms if place in exonym.run]
            found.append(self._unit(_Unit(unit, joined.get(place, []), others), fields, are_few))
        if len(found) > 1 and fields is ANYWHERE:
            telling = [word for word in each if not self._is_stop_word(word)]
            found += [_Wanted(query, 0.0) for word in telling for query in self._akin(word)]
        if self._may_be_name([each[name] for name in names]):
            # What is a part of another name is no part of one with its neighbours.
            named = {place for exonym in exonyms for place in exonym.run}
            for is_named, run in groupby(names, named.__contains__):
                if not is_named:
                    self._near(each, list(run), found)
        self._spelled.note(exonyms)
        return found

    def _near(self, words: Sequence[Token], names: Sequence[int], found: list[_Wanted]) -> None:
        """Add to what is wanted words that may be one name, near each other.

        ``names`` has the places of the words that are no particles.
        """
        for place, near in self._full_names.near([words[name] for name in names]):
            found.append(_Wanted(near, 0.0))
            for part in names[place : place + 2]:
                if self._is_told_by_neighbours(words[part]):
                    query = one(Best, [found[part].query, near])
                    found[part] = found[part]._replace(query=query)

    def _may_be_name(self, words: Sequence[Token]) -> bool:
        are_latin = all(script(word.surface) == "latin" for word in words)
        most = _LATIN_NAME_WORDS if are_latin else NAME_WORDS
        return not self._has_stop_words and len(words) <= most

    def _is_told_by_neighbours(self, word: Token) -> bool:
        """Say whether a word of a name may be one that it is not by itself.

        Beside the rest of its name it is no stop word, as in "Ali Khamenei"; and what spells a
        Latin word need not do so likely.
        """
        spellings = self._result.spellings.get(word.text, ())
        return script(word.surface) == "latin" or any(other.but_in for other in spellings)

    def _unit(self, unit: _Unit, fields: Fields, are_few: bool) -> _Wanted:
        """Expand a word, or a compound with its parts, in every form and spelling."""
        word, *parts = unit.tokens
        is_stop_word = self._is_passed_over(word)
        forms = self._terms.stop_word if is_stop_word else self._terms.forms
        alternatives = [forms(word, fields)]
        if parts:
            alternatives.append(self._terms.compound(parts, word.text, fields))
        form = Reason(word.text, "form")
        alternatives += [self._terms.other(surface, form, fields) for surface in unit.joined]
        if is_stop_word:
            return _Wanted(one(Best, alternatives), 0.0)
        spellings = self._spelled.beside_forms(word, self._language or "")
        others = [*spellings, *(exonym.spelling for exonym in unit.exonyms)]
        terms = [word.surface, *word.stems, *unit.joined]
        terms += [found.word for found in spellings if not found.but_in]
        frequencies = [self._frequency(terms), *(found.documents for found in others)]
        same = self._synonyms(word)
        # What a word that the library lacks tells is what another word for it tells.
        information = self._information(max(frequencies) or max(same.values(), default=0))
        for found in spellings:
            reason = Reason(word.text, "spelling", found.probability, found.but_in)
            share = self._share(information, found.documents) if are_few else 1.0
            alternatives.append(self._terms.other(found.word, reason, fields, share))
        for stem, documents in same.items():
            share = self._share(information, documents) if are_few else 1.0
            alternatives.append(self._terms.synonym(stem, word.text, fields, share))
        for exonym in unit.exonyms:
            share = information / self._told_by(exonym)
            alternatives.append(self._terms.exonym(exonym, fields, share))
        self._terms.mark(word)
        return _Wanted(one(Best, alternatives), information)

    def _synonyms(self, word: Token) -> dict[str, int]:
        """Return the stems of the library that mean what a word does, with their frequencies."""
        stems = synonyms(word.stems, self._language or "") if self._has_synonyms else ()
        counts = self._engine.frequencies("content_stem", stems)
        return {stem: count for stem, count in zip(stems, counts, strict=True) if count}

    def _akin(self, word: Token) -> Iterator[Query]:
        """Ask for what lifts a document that other words find, and finds nothing by itself.

        That is words of the same family; and, for a word that the library does not have, the
        one that was probably meant.
        """
        yield self._terms.family(word, self._language or "")
        if len(word.surface) > _SHORT and not self._frequency([word.surface, *word.stems]):
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
            if self._may_join(first) and self._may_join(second) and self._frequency([joined]):
                found.setdefault(place, []).append(joined)
                found.setdefault(place + 1, []).append(joined)
        return found

    def _may_join(self, word: Token) -> bool:
        return len(word.surface) > 1 and not self._is_stop_word(word)

    def _is_stop_word(self, word: Token) -> bool:
        if _is_particle(word):
            return True
        return word.surface not in self._names and self._chain.is_stop_word(word.surface)

    def _is_passed_over(self, word: Token) -> bool:
        """Say whether a word is a stop word among others that are not."""
        return self._has_content and self._is_stop_word(word)

    def _prefix(self, words: Words, fields: Fields) -> list[_Wanted]:
        text = words.text.rstrip("*")
        prefix = fold(text)
        if not prefix:
            return []
        # What begins so is not known before it is looked up; one word of middling
        # frequency is a fair guess.
        query = self._terms.prefix(prefix, words.text, fields)
        return [_Wanted(query, math.log(1 + self._count) / 2)]

    def _required(self, words: Words, fields: Fields) -> list[Query]:
        """Expand a phrase, an exact word, or words in a certain field."""
        if words.field == "name":
            return self._full_names.named(words.text)
        tokens = list(self._chain.tokens(words.text, self._language))
        simple = [token for token in tokens if token.span == 1]
        if not simple:
            return []
        if not words.is_phrase and not words.is_exact:
            return [wanted.query for wanted in self._node(words, fields)]
        if words.is_exact:
            return [self._terms.exact_phrase(simple, words.text, fields)]
        if len(simple) > 1:
            return [self._terms.phrase(simple, words.text, fields)]
        self._terms.mark(simple[0])
        return [self._terms.forms(simple[0], fields)]

    # -- Filters --------------------------------------------------------------

    def _filter(self, condition: Filter) -> list[Query]:
        try:
            return [filter_query(self._engine, condition.name, condition.value)]
        except InvalidArgument as error:
            self._result.notes.append(f"{error}; it was passed over")
            return []

    # -- Statistics -----------------------------------------------------------

    def _information(self, frequency: int) -> float:
        """Return the idf of a word; 0 for one that the library does not have at all."""
        if not frequency:
            return 0.0
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def _share(self, information: float, documents: int) -> float:
        """Return the weight with which what so many documents have counts no more than a word."""
        return min(1.0, information / self._information(documents))

    def _told_by(self, exonym: Exonym) -> float:
        """Return the information of the words of a name: for each place, of the rarest."""
        counts = (self._engine.frequencies("content", place) for place in exonym.places)
        return sum(self._information(min(count)) for count in counts)

    def _frequency(self, terms: Sequence[str]) -> int:
        fields = ("content", "content_stem")
        return max(max(self._engine.frequencies(name, terms)) for name in fields)


def _is_particle(word: Token) -> bool:
    return word.surface in particles()


def _is_required(words: Words) -> bool:
    return words.is_phrase or words.is_exact or bool(words.field)


def _is_condition(node: Node) -> bool:
    """Say whether a node is made of filters alone: it narrows, and is not searched for."""
    if isinstance(node, Group | Either):
        return bool(node.nodes) and all(map(_is_condition, node.nodes))
    return isinstance(node, Filter)


def _texts(node: Node) -> Iterator[str]:
    """Yield the text of all words that are wanted."""
    if isinstance(node, Words):
        yield node.text
    elif isinstance(node, (Either, Group)):
        for child in node.nodes:
            yield from _texts(child)
