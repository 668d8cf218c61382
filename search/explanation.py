"""What made up the score of a document, in words that it holds itself."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ..index.analysis.family import families
from ..index.analysis.token import Token
from ..index.engine import Keyword, Leaf, Phrase, Prefix
from .answer import Contribution

__all__ = ["contributions"]

# So many of the words that a term stands for say what it is.
_MOST_WORDS = 3
# Below this, what is left of a score is rounding.
_LEAST_BONUS = 0.5


def contributions(
    gave: Mapping[Leaf, float],
    score: float,
    origins: Mapping[Leaf, str],
    tokens: Sequence[Token],
    language: str,
    synonyms: Container[Leaf] = (),
) -> tuple[Contribution, ...]:
    """Return what made up ``score``, the most of it first.

    ``gave`` is what an engine says that leaves gave to it, ``origins`` has the words of the
    query that they stand for, and ``tokens`` are the words of the document.  ``synonyms`` has the
    leaves that only mean the same.
    """
    words = _words(gave, tokens, language)
    found = [
        Contribution(
            "synonym" if leaf in synonyms else leaf.field,
            _asked(leaf),
            part,
            origins[leaf],
            tuple(words[leaf]),
        )
        for leaf, part in gave.items()
    ]
    # What no term gave is what puts documents with all the words before all others.
    rest = score - sum(gave.values())
    if rest > _LEAST_BONUS:
        found.append(Contribution("the document", "every word", rest, "all of the query"))
    return tuple(sorted(found, key=lambda part: -part.score))


def _asked(leaf: Leaf) -> str:
    if isinstance(leaf, Phrase):
        return " ".join(terms[0] for terms in leaf.terms)
    return leaf.value if isinstance(leaf, Keyword) else leaf.text


def _words(
    leaves: Iterable[Leaf], tokens: Iterable[Token], language: str
) -> Mapping[Leaf, Sequence[str]]:
    """Return, for each leaf, the first words of the document that it stands for."""
    found: dict[Leaf, list[str]] = {leaf: [] for leaf in leaves}
    for token in tokens:
        for leaf, words in found.items():
            wanted = len(words) < _MOST_WORDS and token.text not in words
            if wanted and any(_is(leaf, term) for term in _terms(leaf.field, token, language)):
                words.append(token.text)
    return found


def _terms(field: str, token: Token, language: str) -> Iterator[str]:
    """Yield the terms that a field has of a word."""
    if field == "family":
        yield from families(token.stems, language)
    elif field == "opening" or field.endswith("_stem"):
        yield from token.stems
    else:
        yield token.surface


def _is(leaf: Leaf, term: str) -> bool:
    if isinstance(leaf, Keyword):
        return False
    if isinstance(leaf, Phrase):
        return any(term in terms for terms in leaf.terms)
    return term.startswith(leaf.text) if isinstance(leaf, Prefix) else term == leaf.text
