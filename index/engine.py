"""The seam between Fehrest and an engine: what crosses it, and in which shape.

An engine holds finished terms and ranks documents; it knows no language.  Nothing of
its own, neither objects nor exceptions, comes back across this seam: what fails inside
is raised as a :class:`.LibraryError`.

A document is known to an engine by its *serial*, the number that the store gave this
version of it; a replaced document gets a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from .batch import Batch, Entry, Text

__all__ = [
    "KEYWORD_FIELDS",
    "TEXT_FIELDS",
    "Batch",
    "Best",
    "Cover",
    "Engine",
    "EngineWriter",
    "Entry",
    "Every",
    "Everything",
    "Found",
    "Keyword",
    "Leaf",
    "Order",
    "Part",
    "Period",
    "Phrase",
    "Prefix",
    "Query",
    "Request",
    "State",
    "Sum",
    "Term",
    "Text",
    "Without",
]

#: Fields of running text, as folded words and as stems: what a document says, title
#: included, and the title alone; the families of all its words, and the stems of the first.
TEXT_FIELDS = ("content", "content_stem", "title", "title_stem", "family", "opening")
#: Fields of whole values: matched as they are, counted as facets.
KEYWORD_FIELDS = ("language", "source", "tag")


# -- Queries ------------------------------------------------------------------
#
# A query matches documents and gives each a score above 0; filters score 0.  The kind comes
# last in each and tells it from others: tuples are equal if what they hold is.


class Term(NamedTuple):
    """Documents with a term in a text field, scored by BM25."""

    field: str
    text: str
    weight: float = 1.0
    kind: Literal["term"] = "term"


class Phrase(NamedTuple):
    """Documents with terms at following positions: one of each tuple, in order.

    With ``width`` they are near instead: in any order, and each at most so many positions
    from one of the first tuple.  Scored by BM25 as one term that occurs where the phrase
    occurs.
    """

    field: str
    terms: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    width: int = 0
    kind: Literal["phrase"] = "phrase"


class Prefix(NamedTuple):
    """Documents with any term that begins so; all such terms score as if they were one."""

    field: str
    text: str
    weight: float = 1.0
    kind: Literal["prefix"] = "prefix"


class Keyword(NamedTuple):
    """Documents with a value in a keyword field.  A filter, or with a weight what each scores."""

    field: str
    value: str
    weight: float = 0.0
    kind: Literal["keyword"] = "keyword"


class Period(NamedTuple):
    """Documents dated from ``first`` to before ``end``, in seconds since 1970.  A filter."""

    first: int | None = None
    end: int | None = None
    kind: Literal["period"] = "period"


class Everything(NamedTuple):
    """All documents.  A filter."""

    kind: Literal["everything"] = "everything"


class Sum(NamedTuple):
    """Documents that match any of ``queries``; scores add up."""

    queries: tuple[Query, ...]
    kind: Literal["sum"] = "sum"


class Best(NamedTuple):
    """Documents that match any of ``queries``; the best score counts."""

    queries: tuple[Query, ...]
    kind: Literal["best"] = "best"


class Every(NamedTuple):
    """Documents that match all of ``queries``; scores add up."""

    queries: tuple[Query, ...]
    kind: Literal["every"] = "every"


class Without(NamedTuple):
    """Documents that match ``query`` and not ``excluded``."""

    query: Query
    excluded: Query
    kind: Literal["without"] = "without"


class Part(NamedTuple):
    """A word of a :class:`Cover`, and its share of the information that was asked for."""

    query: Query
    share: float


class Cover(NamedTuple):
    """Documents that match enough of ``parts``: shares that sum up to ``minimum``.

    Scores add up.  With ``complete_first``, documents that match every part that has a
    share come before all others.
    """

    parts: tuple[Part, ...]
    minimum: float = 0.0
    complete_first: bool = False
    kind: Literal["cover"] = "cover"


#: What may score by itself.
Leaf = Term | Phrase | Prefix | Keyword
Query = Leaf | Period | Everything | Sum | Best | Every | Without | Cover


# -- Requests and answers -----------------------------------------------------

Order = Literal["relevance", "newest", "oldest"]


class Request(NamedTuple):
    """What is asked of an engine: a page of the documents that match a query."""

    query: Query
    offset: int = 0
    limit: int = 10
    order: Order = "relevance"
    #: Keyword fields, "year" and "day", whose values are counted over all matches.
    facets: tuple[str, ...] = ()


class Found(NamedTuple):
    """What an engine found."""

    total: int
    serials: list[int]
    scores: list[float]
    facets: dict[str, dict[str, int]]


class State(NamedTuple):
    """What an engine's index was made of: a revision of the store, by a chain."""

    revision: int
    fingerprint: str


class EngineWriter(Protocol):
    """Changes to an index that become visible together, at :meth:`commit`."""

    def add(self, batch: Batch) -> None:
        """Add documents."""

    def delete(self, serials: Iterable[int]) -> None:
        """Delete the documents with these serials; unknown ones are passed over."""

    def commit(self, state: State) -> None:
        """Make all changes visible at once and durable."""

    def cancel(self) -> None:
        """Drop all changes since the writer was made."""


class Engine(Protocol):
    """An index that takes terms and answers queries.

    Reading methods may be called from several threads, and while a writer works; they
    see the last commit.
    """

    def state(self) -> State | None:
        """Return what the index was made of, or None for an index never committed."""

    def count(self) -> int:
        """Return the number of documents."""

    def serials(self) -> Sequence[int]:
        """Return the serials of all documents, in ascending order."""

    def search(self, request: Request) -> Found:
        """Return a page of the documents that match, best first."""

    def explain(self, query: Query, serial: int) -> Mapping[Leaf, float]:
        """Return what each leaf of ``query`` gave to the score of one document."""

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """Return in how many documents each term occurs, at most."""

    def vocabulary(self, field: str) -> Iterator[tuple[str, int]]:
        """Yield the terms of a field in order, with their document frequencies."""

    def completions(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the most frequent terms that begin with ``prefix``, with their frequencies."""

    def writer(self, *, empty: bool = False) -> EngineWriter:
        """Return a writer; with ``empty`` its commit replaces all that was there.

        There is one writer at a time, which is the caller's care.
        """

    def check(self) -> list[str]:
        """Return what is wrong with the files, a sentence each."""

    def close(self) -> None:
        """Let go of files."""
