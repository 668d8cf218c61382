"""What a search gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..index.document import Document

__all__ = ["Answer", "Contribution", "Hit", "Kind", "Match", "Role", "Snippet"]

#: How a word of a text matches a word of a query; as a part, it has that in it.
Kind = Literal["exact", "form", "part", "synonym", "spelling"]
#: What a term of a query is to the word that it stands for.
Role = Literal[
    "exact",
    "form",
    "part",
    "beginning",
    "opening",
    "family",
    "synonym",
    "spelling",
    "meant",
    "near",
    "language",
    "complete",
]

#: What roles say to a reader.
_ROLES: Mapping[Role, str] = {
    "exact": "as it is",
    "form": "in any form",
    "part": "a part of a compound",
    "beginning": "a word that begins so",
    "opening": "at the beginning",
    "family": "a word of the same family",
    "synonym": "a word that means the same",
    "spelling": "another spelling",
    "meant": "what may have been meant",
    "near": "near each other",
    "language": "the language of both",
    "complete": "the document",
}


class Match(NamedTuple):
    """Why a word matches: as a query word, its form, its spelling, its synonym or a compound."""

    #: The word of the query, as it was typed.
    query: str
    #: The word of the document, as it stands there.
    found: str
    kind: Kind
    #: How sure it is that a spelling is one; 1 for the other kinds.
    probability: float = 1.0

    def __str__(self) -> str:
        """Say it in a sentence."""
        return self.sentence()

    def sentence(self, shown: Callable[[str], str] = str) -> str:
        """Say it in a sentence, with each word as ``shown`` makes it, such as isolated."""
        found, query = shown(self.found), shown(self.query)
        if self.kind == "spelling":
            return f"{found}, a spelling of {query} ({self.probability:.2f})"
        if self.kind == "synonym":
            return f"{found}, which means {query}"
        if self.kind == "part":
            return f"{found}, a compound with {query}"
        return f"{found}, because {query}" if self.kind == "form" else found


class Snippet(NamedTuple):
    """A piece of a text, with the places of the words that match."""

    text: str
    #: ``text[start:end]`` is a word that matches.
    marks: Sequence[tuple[int, int]] = ()
    #: Whether the text goes on before and after the piece.
    is_cut_before: bool = False
    is_cut_after: bool = False

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, and of each whether it is a word that matches."""
        last = 0
        for start, end in self.marks:
            yield self.text[last:start], False
            yield self.text[start:end], True
            last = end
        yield self.text[last:], False

    def marked(self, before: str, after: str) -> str:
        """Return the text with ``before`` and ``after`` around the words that match."""
        return self.framed(
            "".join(
                f"{before}{text}{after}" if is_mark else text for text, is_mark in self.pieces()
            )
        )

    def framed(self, text: str) -> str:
        """Return ``text`` with an ellipsis where the snippet was cut off."""
        return f"{'… ' * self.is_cut_before}{text}{' …' * self.is_cut_after}"


class Contribution(NamedTuple):
    """What one term of one field gave to a score."""

    field: str
    term: str
    score: float
    #: The word of the query that the term stands for.
    query: str
    #: Some of the words of the document that the term stands for, as they stand there.
    found: Sequence[str] = ()
    #: What the term is to that word.
    role: Role = "exact"

    def sentence(self, shown: Callable[[str], str] = str) -> str:
        """Say it in a sentence, with each word as ``shown`` makes it, such as isolated."""
        words = ", ".join(map(shown, self.found or (self.term,)))
        place = ", in the title" if self.field.startswith("title") else ""
        return f"{words}, because {shown(self.query)}: {_ROLES[self.role]}{place}"


class Hit(NamedTuple):
    """A document that was found."""

    document: Document
    score: float
    #: The title, with the words that match.
    title: Snippet
    #: The part of the text that matches best.
    snippet: Snippet
    #: Why it was found: a match for each word that was found, the surest first.
    matches: Sequence[Match]
    #: What made up the score, if it was asked for.
    contributions: Sequence[Contribution] = ()

    @property
    def id(self) -> str:
        """Return the id of the document."""
        return self.document.id


@dataclass(frozen=True)
class Answer:
    """A page of hits, and what is known of all of them.

    Iterating gives the hits of the page.  It is true if anything was found, on this page or not.
    """

    query: str
    total: int
    hits: Sequence[Hit]
    #: How often each value occurs among all hits: ``facets["source"]["BBC"]``.
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    #: The spellings that were searched for as well, for each word of the query.
    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: What the reader should know of how the query was read, or why it finds nothing, a sentence
    #: each.
    notes: Sequence[str] = ()
    #: How long it took, in seconds.
    seconds: float = 0.0

    def __iter__(self) -> Iterator[Hit]:
        """Iterate over the hits of the page."""
        return iter(self.hits)

    def __len__(self) -> int:
        """Return the number of hits on the page."""
        return len(self.hits)

    def __bool__(self) -> bool:
        """Say whether anything was found."""
        return self.total > 0
