"""From the tree of a query to what an engine is asked: a tree with weights.

Each word becomes its surface and its stems, in title and body, and the spellings that
the library has of it.  The words together become a cover: the more of their information
a document holds the better, and a minor part of it is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from ..index.analysis.fold import fold
from ..index.analysis.language import IN_ARABIC_LETTERS
from ..index.analysis.token import Token
from ..index.catalog import Catalog
from ..index.engine import (
    Best,
    Cover,
    Every,
    Everything,
    Keyword,
    Part,
    Query,
    Sum,
    Without,
)
from ..index.errors import InvalidArgument
from .expansion import Expansion
from .filters import Conditions
from .full_names import FullNames
from .information import Information
from .plain_words import FEW_WORDS, PlainWords, Wanted
from .spelled import Spelled
from .spellings import Spellings
from .spoken import Spoken
from .stop_words import StopWords, is_particle
from .syntax import Either, Filter, Group, Node, Not, Words
from .terms import ANYWHERE, IN_TITLE, Fields, Terms
from .tongues import NAME_WORDS, are_plainly

__all__ = ["Expander", "Means"]

# Documents with less of the information are noise.  Cutting at a quarter costs .003 to .005
# nDCG@10 on small sets, now that families lift what has little; here it costs nothing.
_LEAST_INFORMATION = 0.15
# What sums up to all of it may miss it by a rounding.
_ALL = 0.999
# So much of the information of a question is it worth to be in its language: see ARCHITECTURE.md.
_AT_HOME = 0.25
# Who asks for what is without a name does not want it in any spelling; but what may be another name
# must not be lost, while of what is wanted the unlikely spellings are ranked low.
_SURE_TO_EXCLUDE = 0.9


class Means(NamedTuple):
    """What the expansion of a query to a library draws on."""

    catalog: Catalog
    conditions: Conditions
    spoken: Spoken
    #: Without them there are no names in other spellings.
    spellings: Spellings | None


class Expander:
    """Expands one query."""

    def __init__(
        self,
        means: Means,
        *,
        language: str | None = None,
        without: Set[str] = frozenset(),
        least_probability: float = 0.0,
        least_information: float = _LEAST_INFORMATION,
        has_synonyms: bool = True,
    ) -> None:
        """Prepare to expand a query.

        ``language`` is the language of the query; None has it guessed.  ``without`` are folded
        words that are not to count as spellings, nor are those below ``least_probability``.
        ``has_synonyms`` says whether words that mean the same do for a word.  Of the information
        of words that are wanted together a document must have ``least_information``, a share.
        """
        self._means = means
        self._chain = means.catalog.chain
        self._engine = means.catalog.engine
        self._language = language
        self._has_synonyms = has_synonyms
        self._least = least_information
        self._result = Expansion()
        self._terms = Terms(self._result)
        self._without = without
        self._spelled = Spelled(
            self._chain, means.spellings, without, least_probability, self._result
        )
        self._full_names = FullNames(self._engine, self._spelled, self._result)
        self._information = Information(self._engine)
        self._stop_words = StopWords(self._chain, (), "")

    def expand(self, group: Group) -> Expansion:
        """Return the expansion of a parsed query; its query is None if nothing is asked."""
        text = " ".join(_texts(group))
        guess = self._chain.language(text)
        if self._language is None:
            self._language = guess.language if guess.certain else ""
        tokens = list(self._chain.tokens(text, self._language))
        language = guess.language
        if not self._language and (spoken := self._means.spoken.language(tokens)):
            language = self._language = spoken
            tokens = list(self._chain.tokens(text, language))
        self._stop_words = StopWords(self._chain, tokens, self._language)
        wanted = self._group(group, ANYWHERE, self._home(language, tokens))
        self._result.query = wanted.query if wanted else None
        return self._result

    def _home(self, language: str, tokens: Sequence[Token]) -> str:
        """Return the language whose documents come before those that say as much in another."""
        words = [token for token in tokens if not is_particle(token)]
        is_question = self._stop_words.are_there or len(words) > NAME_WORDS
        # Letters and documents tell of a few words, while all that is Latin is taken for English.
        is_told = self._language in IN_ARABIC_LETTERS or are_plainly(language, words)
        if not (is_question or is_told):
            return ""
        (count,) = self._engine.frequencies("language", [language])
        return language if 0 < count < self._engine.count() else ""

    # -- Groups ---------------------------------------------------------------

    def _group(self, group: Group, fields: Fields, home: str = "") -> Wanted | None:
        """Expand things that are wanted together, in documents in the language ``home`` first."""
        wanted: list[Wanted] = []
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
        information = sum(part.information for part in wanted)
        covers = [self._cover(wanted, information, home)] if wanted else []
        return self._together([*covers, *required], excluded, information)

    def _together(
        self, queries: Sequence[Query], excluded: Sequence[Query], information: float
    ) -> Wanted | None:
        if not queries and not excluded:
            return None
        query: Query = queries[0] if len(queries) == 1 else Every(tuple(queries or [Everything()]))
        if excluded:
            query = Without(query, Sum(tuple(excluded)))
        return Wanted(query, information)

    def _cover(self, wanted: Sequence[Wanted], information: float, home: str) -> Query:
        beside = [self._at_home(home, information)] if home else []
        if len(wanted) == 1:
            alone = wanted[0].query
            return Cover((Part(alone, 1.0), *beside), minimum=1.0) if beside else alone
        telling = sum(part.information > 0 for part in wanted)
        return Cover(
            (*(Part(part.query, part.information) for part in wanted), *beside),
            minimum=self._least * information,
            complete_first=telling <= FEW_WORDS and not self._stop_words.are_there,
        )

    def _at_home(self, language: str, information: float) -> Part:
        """Ask for a language, which finds nothing by itself."""
        home = Keyword("language", language, _AT_HOME * information)
        return Part(self._result.leaf(home, "the question", "language"), 0.0)

    def _node(self, node: Node, fields: Fields) -> list[Wanted]:
        if isinstance(node, Words):
            return self._prefix(node, fields) if node.is_prefix else self._words(node, fields)
        if isinstance(node, Either):
            return self._either(node, fields)
        found = self._group(node, fields) if isinstance(node, Group) else None
        return [found] if found else []

    def _either(self, either: Either, fields: Fields) -> list[Wanted]:
        found = [self._group(Group((node,)), fields) for node in either.nodes]
        alternatives = [wanted for wanted in found if wanted]
        if not alternatives:
            return []
        query = Best(tuple(wanted.query for wanted in alternatives))
        return [Wanted(query, min(wanted.information for wanted in alternatives))]

    def _excluded(self, node: Node, fields: Fields) -> list[Query]:
        """Expand what is not wanted: in its forms and in its surest spellings, unmarked."""
        is_name = isinstance(node, Words) and node.field == "name"
        inner = Expander(
            self._means,
            language=self._language,
            without=self._without,
            least_probability=0.0 if is_name else _SURE_TO_EXCLUDE,
            least_information=_ALL,
            has_synonyms=False,
        )
        found = inner._group(Group((node,)), fields)
        self._result.notes += inner._result.notes
        return [found.query] if found else []

    # -- Words ----------------------------------------------------------------

    def _words(self, words: Words, fields: Fields) -> list[Wanted]:
        plain = PlainWords(
            self._chain,
            self._means.catalog.store,
            self._engine,
            self._spelled,
            self._result,
            language=self._language or "",
            stop_words=self._stop_words,
            has_synonyms=self._has_synonyms,
        )
        return plain.expand(words, fields)

    def _prefix(self, words: Words, fields: Fields) -> list[Wanted]:
        text = words.text.rstrip("*")
        prefix = fold(text)
        if not prefix:
            return []
        # What begins so is not known before it is looked up; one word of middling
        # frequency is a fair guess.
        query = self._terms.prefix(prefix, words.text, fields)
        return [Wanted(query, self._information.of_middling())]

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
            return [self._means.conditions.query(condition.name, condition.value)]
        except InvalidArgument as error:
            self._result.notes.append(f"{error}; it was passed over")
            return []


def _is_required(words: Words) -> bool:
    return words.is_phrase or words.is_exact or bool(words.field)


def _is_condition(node: Node) -> bool:
    """Say whether a node is made of filters and exclusions: it narrows, and is not searched for."""
    if isinstance(node, Group | Either):
        return bool(node.nodes) and all(map(_is_condition, node.nodes))
    return isinstance(node, Filter | Not)


def _texts(node: Node) -> Iterator[str]:
    """Yield the text of all words that are wanted."""
    if isinstance(node, Words):
        yield node.text
    elif isinstance(node, (Either, Group)):
        for child in node.nodes:
            yield from _texts(child)
