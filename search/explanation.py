"""What made up the score of a document, in words that it holds itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Literal, get_args

from ..index.analysis.family import families
from ..index.analysis.token import Token, Word
from ..index.engine import Keyword, Leaf, Phrase, Prefix, Term
from .answer import Contribution
from .compounds import are_inside
from .expansion import Asked

__all__ = ["contributions"]

# What a term is to the words that have it.
_Kind = Literal["surface", "stem", "family", "beginning"]
# So many of the words that a term stands for say what it is.
_MOST_WORDS = 3
# Below this, what is left of a score is rounding.
_LEAST_BONUS = 0.5


def contributions(
    gave: Mapping[Leaf, float],
    score: float,
    asked: Mapping[Leaf, Asked],
    tokens: Callable[[Callable[[Word], bool]], Iterable[Token]],
    language: str,
) -> tuple[Contribution, ...]:
    """Return what made up ``score``, the most of it first.

    ``gave`` is what an engine says that leaves gave to it, and ``asked`` has the words of the
    query that they stand for.  ``tokens`` returns those words of the document, which is in
    ``language``, of which a function says that they are wanted.
    """
    words = _words(gave, tokens, language)
    found = []
    for leaf, part in gave.items():
        query, role = asked[leaf]
        if isinstance(leaf, Term) and role in ("exact", "form") and _are_parts(words[leaf]):
            role = "part"
        found.append(Contribution(leaf.field, _term(leaf), part, query, tuple(words[leaf]), role))
    # What no term gave is what puts documents with all the words before all others.
    rest = score - sum(gave.values())
    if rest > _LEAST_BONUS:
        query = "all of the query"
        found.append(Contribution("the document", "every word", rest, query, role="complete"))
    return tuple(sorted(found, key=lambda part: -part.score))


def _are_parts(words: Mapping[str, bool]) -> bool:
    return bool(words) and all(words.values())


def _term(leaf: Leaf) -> str:
    if isinstance(leaf, Phrase):
        return " ".join(terms[0] for terms in leaf.terms)
    return leaf.value if isinstance(leaf, Keyword) else leaf.text


def _words(
    leaves: Iterable[Leaf],
    tokens: Callable[[Callable[[Word], bool]], Iterable[Token]],
    language: str,
) -> Mapping[Leaf, Mapping[str, bool]]:
    """Return, for each leaf, the first words of the document that it stands for.

    Each with whether it is a compound that only has what was asked for in it.
    """
    found: dict[Leaf, dict[str, bool]] = {leaf: {} for leaf in leaves}
    wanted = _Leaves(found, language)
    held = list(tokens(lambda word: bool(wanted.of(word))))
    for token, is_inside in zip(held, are_inside(held), strict=True):
        for leaf in wanted.of(token):
            if len(found[leaf]) < _MOST_WORDS:
                found[leaf].setdefault(token.text, is_inside)
    return found


class _Leaves:
    """Leaves by the terms that they ask for, so that a word of a document is looked up once."""

    def __init__(self, leaves: Iterable[Leaf], language: str) -> None:
        """Prepare for a document in a language."""
        self._language = language
        self._asking: dict[_Kind, dict[str, list[Leaf]]] = {kind: {} for kind in get_args(_Kind)}
        for leaf in leaves:
            for term in _terms(leaf):
                self._asking[_kind(leaf)].setdefault(term, []).append(leaf)
        self._lengths = sorted(set(map(len, self._asking["beginning"])))
        self._known: dict[tuple[str, tuple[str, ...]], Collection[Leaf]] = {}

    def of(self, word: Word) -> Collection[Leaf]:
        """Return the leaves that a word does for."""
        key = word.surface, word.stems
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look_up(*key)
        return found

    def _look_up(self, surface: str, stems: Sequence[str]) -> Collection[Leaf]:
        asking = self._asking
        found = [*asking["surface"].get(surface, ())]
        for stem in stems:
            found += asking["stem"].get(stem, ())
        for one in families(stems, self._language) if asking["family"] else ():
            found += asking["family"].get(one, ())
        for length in self._lengths:
            found += asking["beginning"].get(surface[:length], ())
        # One leaf may ask for several stems of a word.
        return dict.fromkeys(found)


def _terms(leaf: Leaf) -> Iterable[str]:
    """Return the terms that a leaf asks for in a text."""
    if isinstance(leaf, Keyword):
        return ()
    if isinstance(leaf, Phrase):
        return dict.fromkeys(term for terms in leaf.terms for term in terms)
    return (leaf.text,)


def _kind(leaf: Leaf) -> _Kind:
    """Return the kind of the terms that a leaf asks for."""
    if isinstance(leaf, Prefix):
        return "beginning"
    if leaf.field == "family":
        return "family"
    return "stem" if leaf.field == "opening" or leaf.field.endswith("_stem") else "surface"
