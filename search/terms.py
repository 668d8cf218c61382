"""The terms that an engine is asked for on behalf of a word, field by field.

Each is noted in the expansion that is being made: which word it stands for, and what to mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..index.analysis.family import families
from ..index.analysis.token import Token
from ..index.engine import Best, Phrase, Prefix, Query, Sum, Term
from .answer import Role
from .exonyms import Exonym
from .expansion import Expansion
from .marks import Reason
from .spellings import apart_from

__all__ = ["ANYWHERE", "IN_TITLE", "Fields", "Terms", "one"]

#: Fields to look into, and how much each counts.
Fields = Mapping[str, float]

# The title is part of the content.  To count it once more helps where every document has
# one (.008 to .018 nDCG@10) and costs more where some have none (.012 to .03).
ANYWHERE: Fields = {"content": 1.0}
IN_TITLE: Fields = {"title": 1.0}

# The weights below were set on the developers' halves of five sets; ARCHITECTURE.md has
# the figures.  The exact form counts beside the stem, because among documents that hold
# some form of a word the ones that hold this form are wanted more often.
_SURFACE = 0.4
_STEM = 1.0
# What stands in a title or a first sentence tells what a document is about: .005 to .02
# nDCG@10 on all sets.
_OPENING = 0.25
# Words of the same family lift what other words find: .01 nDCG@10.
_FAMILY = 1.0
# Another name of several words counts for so much of what each word tells that it is asked by: less
# than the word, so that documents of another language come after good ones of the query's.  What is
# asked in Latin script hardly any document has as it stands, and where one has a word of it
# ("great"), that tells less than the name in Persian or Arabic.
_EXONYM, _EXONYM_OF_LATIN = 0.8, 2.0
# A word that means the same finds documents too: .002 nDCG@10 in Persian, .0005 in Arabic; .3 and
# .5 do as well.
_SYNONYM = 0.4
# Words like "which" and "was" still tell questions apart, a little.
_STOP = 0.2
# Two words, or three of which some are stop words, may be a name or a title: the festival of Cannes
# (کن, "do").  Where they stand one behind another as they were typed, they are meant.  For
# three words that are none, questions are answered worse (.9097 to .9045 nDCG@10, fa_hamshahri).
_TOGETHER = 0.6


class Terms:
    """Asks for words, for one expansion."""

    def __init__(self, result: Expansion) -> None:
        self._result = result

    def mark(self, word: Token) -> None:
        """Have a word marked, as it stands and in its forms."""
        self._result.marks.want_surface(word.surface, Reason(word.text, "exact"))
        self._result.marks.want_stems(word.stems, Reason(word.text, "form"))

    def forms(self, word: Token, fields: Fields) -> Query:
        """Ask for the word as it stands, and for its stems; more, the earlier they stand."""
        queries: list[Query] = []
        for name, factor in fields.items():
            surface = Term(name, word.surface, factor * _SURFACE)
            queries.append(self._result.leaf(surface, word.text, "exact"))
            queries.append(self._stems(word, f"{name}_stem", factor * _STEM))
        if fields is ANYWHERE:
            queries.append(self._stems(word, "opening", _OPENING, "opening"))
        return one(Sum, queries)

    def stop_word(self, word: Token, fields: Fields) -> Query:
        """Ask for the stems alone: nearly every document has some form of such a word."""
        return one(
            Sum, [self._stems(word, f"{name}_stem", fields[name] * _STOP) for name in fields]
        )

    def meant(self, word: Token) -> Query:
        """Ask for the stems of a word that was probably meant."""
        return self._stems(word, "content_stem", _STEM, "meant")

    def family(self, word: Token, language: str) -> Query:
        """Ask for words of the same family."""
        leaves = [Term("family", found, _FAMILY) for found in families(word.stems, language)]
        return one(Best, [self._result.leaf(leaf, word.text, "family") for leaf in leaves])

    def synonym(self, stem: str, text: str, fields: Fields, share: float) -> Query:
        """Ask for a word that means the same, in any form, for a share of what a stem has."""
        self._result.marks.want_stems([stem], Reason(text, "synonym"))
        leaves = [
            Term(f"{name}_stem", stem, factor * share * _SYNONYM) for name, factor in fields.items()
        ]
        return one(Sum, [self._result.leaf(leaf, text, "synonym") for leaf in leaves])

    def other(self, surface: str, reason: Reason, fields: Fields, share: float = 1.0) -> Query:
        """Ask for another spelling of a word: for a share of what the word has, if it is sure."""
        self._result.marks.want_surface(surface, reason)
        weight = share * reason.probability * (_SURFACE + _STEM)
        leaves = [
            self._result.leaf(Term(name, surface, factor * weight), reason.query, reason.kind)
            for name, factor in fields.items()
        ]
        return apart_from(reason.but_in, one(Sum, leaves))

    def exonym(self, found: Exonym, fields: Fields, share: float) -> Query:
        """Ask for another name of what words name, as for another spelling of each."""
        probability, words = found.spelling.probability, len(found.places)
        reason = Reason(found.asked, "spelling", probability, words=words)
        self._result.marks.want_phrase(found.places, reason, is_exact=True)
        factor = _EXONYM_OF_LATIN if found.is_of_latin else _EXONYM
        weight = factor * share * probability * (_SURFACE + _STEM)
        return one(Sum, self._phrases("", found.places, found.asked, "spelling", fields, weight))

    def phrase(self, tokens: Sequence[Token], text: str, fields: Fields) -> Query:
        """Ask for words in their order; for the forms that were typed first of all."""
        stems = tuple(token.stems for token in tokens)
        queries = self._exactly(tokens, text, fields)
        self._result.marks.want_phrase(stems, Reason(text, "form"), is_exact=False)
        return one(Sum, [*queries, *self._phrases("_stem", stems, text, "form", fields, _STEM)])

    def exact_phrase(self, tokens: Sequence[Token], text: str, fields: Fields) -> Query:
        """Ask for words in their order, as they were typed."""
        return one(Sum, self._exactly(tokens, text, fields))

    def together(self, tokens: Sequence[Token], text: str, fields: Fields) -> Query:
        """Ask for words one behind another, beside the words themselves."""
        places = tuple((token.surface,) for token in tokens)
        return one(Sum, self._phrases("", places, text, "exact", fields, _TOGETHER))

    def prefix(self, folded: str, text: str, fields: Fields) -> Query:
        """Ask for words that begin so."""
        self._result.marks.want_prefix(folded, Reason(text, "form"))
        leaves = [
            self._result.leaf(Prefix(name, folded, factor * _STEM), text, "beginning")
            for name, factor in fields.items()
        ]
        return one(Sum, leaves)

    def _stems(self, word: Token, field: str, weight: float, role: Role = "form") -> Query:
        leaves = [Term(field, stem, weight) for stem in word.stems]
        return one(Best, [self._result.leaf(leaf, word.text, role) for leaf in leaves])

    def _exactly(self, tokens: Sequence[Token], text: str, fields: Fields) -> list[Query]:
        surfaces = tuple((token.surface,) for token in tokens)
        self._result.marks.want_phrase(surfaces, Reason(text, "exact"), is_exact=True)
        return self._phrases("", surfaces, text, "exact", fields, _SURFACE)

    def _phrases(
        self,
        kind: str,
        places: tuple[tuple[str, ...], ...],
        text: str,
        role: Role,
        fields: Fields,
        weight: float,
    ) -> list[Query]:
        return [
            self._result.leaf(Phrase(f"{name}{kind}", places, factor * weight), text, role)
            for name, factor in fields.items()
        ]


def one(kind: type[Sum | Best], queries: Sequence[Query]) -> Query:
    """Return the sum or the best of some queries; one alone is itself."""
    return queries[0] if len(queries) == 1 else kind(tuple(queries))
