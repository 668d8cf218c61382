"""The library: the one object that applications hold."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, get_args

from ..index.analysis.fold import fold
from ..index.analysis.token import Token
from ..index.arguments import shown, string, strings, whole_number
from ..index.catalog import Catalog, Progress
from ..index.document import Document
from ..index.engine import Every, Everything, Found, Order, Query, Request
from ..index.errors import InvalidArgument, LibraryFailed
from ..index.languages import checked_language
from .answer import Answer, Contribution, Hit, Snippet
from .exonyms import find_exonyms
from .expand import Expander, Means
from .expansion import Expansion
from .explanation import contributions
from .filters import NO_DATES, Conditions, Filters, is_by_date
from .marks import Mark, Marks
from .matches import matches
from .snippet import excerpt, whole
from .spellings import Spelling, Spellings
from .spoken import Spoken
from .syntax import LONGEST_QUERY, parse
from .units import units_of

if TYPE_CHECKING:
    from .corrector import Corrector
    from .suggest import Suggester, Suggestion
    from .written import Writing

__all__ = ["FACETS", "Library", "Stats"]

#: What can be counted over all hits of a search, and over a library.
FACETS = ("language", "source", "tag", "year", "day")
# Not the days: a library has thousands.
_OF_A_LIBRARY = ("language", "source", "tag", "year")

# Marks are looked for in this much of a text, so that one huge document does not hold up
# a page of hits.
_MARKED_CHARACTERS = 200_000


class Stats(NamedTuple):
    """What a library holds."""

    documents: int
    #: How many documents there are of each language, source, tag and year.
    facets: Mapping[str, Mapping[str, int]]
    #: How many distinct words the library has.
    words: int
    #: The size on the disk, in bytes.
    size: int


class Library:
    """Documents that can be searched.

    A library can be shared by threads.  It sees what other processes commit.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, wait: float = 30.0
    ) -> None:
        """Open the library in the folder ``path``, or make it there.

        With ``create=False`` a library that does not exist is an error.  ``wait`` says
        for how many seconds to wait for another process that writes.

        Raises :class:`.InvalidArgument`, :class:`.NotALibrary`, :class:`.NewerLibrary` or
        :class:`.LibraryFailed`.
        """
        #: The folder.
        self.path: Path = _checked_path(path)
        self._opened: Catalog | None = Catalog(self.path, create=create, wait=wait)
        self._spellings = Spellings(self._catalog)
        self._conditions = Conditions(self._catalog)
        self._spoken = Spoken(self._catalog)

    # -- Changing -------------------------------------------------------------

    def add(
        self,
        documents: Iterable[Document],
        *,
        progress: Progress | None = None,
        processes: int = 0,
    ) -> int:
        """Add documents, and return how many; each replaces the one with its id.

        They are taken in batches; ``progress`` is called with the number of documents
        that are safely stored, and all of them can be found when this returns.
        ``processes`` says how many other processes, 64 at most, may help where there are
        thousands.

        Raises :class:`.InvalidArgument` for what is no document, :class:`.LibraryBusy` if
        another process goes on writing or this very thread is, and :class:`.LibraryFailed`
        if the disk does not let us.
        """
        return self._catalog.add(documents, progress, processes)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete documents by id, and return how many there were.  Raises like :meth:`add`."""
        return self._catalog.remove(list(strings("ids", ids)))

    def rebuild(self, *, progress: Progress | None = None, processes: int = 0) -> int:
        """Make the index again from the stored documents, and return how many there are.

        ``processes`` says how many other processes, 64 at most, may help where there are
        thousands.
        """
        return self._catalog.rebuild(progress, processes)

    # -- Reading --------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        language: str | None = None,
        source: str | None = None,
        tag: str | None = None,
        after: str | date | None = None,
        before: str | date | None = None,
        order: Order = "relevance",
        facets: Iterable[str] = (),
        spellings: bool = True,
        without_spellings: Iterable[str] = (),
        explain: bool = False,
    ) -> Answer:
        """Return the documents that ``query`` asks for, best first.

        The query language is that of :mod:`.syntax`; no query is an error.  ``limit`` and
        ``offset`` choose a page.  ``language``, ``source``, ``tag``, ``after`` (from that
        date on) and ``before`` (up to that date, exclusive) filter.  ``order`` is
        "relevance", "newest" or "oldest"; ``facets`` are some of :data:`.FACETS`,
        or one of them.
        ``spellings=False`` leaves out other spellings of names, ``without_spellings``
        some of them, with what Arabic writes before them.  With ``explain`` each hit says
        what made up its score.

        Raises :class:`.InvalidArgument` and :class:`.LibraryFailed`.
        """
        started = time.perf_counter()
        first, count = whole_number("offset", offset), whole_number("limit", limit)
        names = _checked_facets(facets)
        _check_order(order)
        filters = Filters(language, source, tag, after, before)
        expansion = self._expansion(query, spellings=spellings, without=without_spellings)
        found = Found(0, [], [], {})
        asked = _filtered(expansion.query, filters.queries(self._conditions))
        if asked is not None:
            found = self._catalog.engine.search(Request(asked, first, count, order, names))
            if not found.total and is_by_date(asked) and not self.overview("year")["year"]:
                expansion.notes.append(NO_DATES)
        return Answer(
            query=query,
            total=found.total,
            hits=tuple(self._hits(found, expansion, explain=explain)),
            facets=found.facets,
            spellings={
                word: tuple(spelling.word for spelling in found_spellings)
                for word, found_spellings in expansion.spellings.items()
            },
            notes=tuple(expansion.notes),
            seconds=time.perf_counter() - started,
        )

    def rank(
        self,
        query: str,
        *,
        limit: int = 1000,
        language: str | None = None,
        source: str | None = None,
        tag: str | None = None,
        after: str | date | None = None,
        before: str | date | None = None,
        spellings: bool = True,
    ) -> list[tuple[str, float]]:
        """Return the ids and scores of the best documents, and nothing else of them.

        The order and the filters are those of :meth:`search`.
        """
        count = whole_number("limit", limit)
        filters = Filters(language, source, tag, after, before)
        expansion = self._expansion(query, spellings=spellings)
        asked = _filtered(expansion.query, filters.queries(self._conditions))
        if asked is None:
            return []
        found = self._catalog.engine.search(Request(asked, limit=count))
        ids = self._catalog.store.ids(found.serials)
        ranking = zip(found.serials, found.scores, strict=True)
        return [(ids[serial], score) for serial, score in ranking if serial in ids]

    def get(self, id: str) -> Document | None:  # noqa: A002 (what documents call it)
        """Return the document with this id, or None."""
        return self._catalog.store.get([string("id", id)]).get(id)

    def view(
        self,
        id: str,  # noqa: A002
        query: str = "",
        *,
        spellings: bool = True,
        without_spellings: Iterable[str] = (),
    ) -> Hit | None:
        """Return the document with this id as a hit whose snippet is the whole text.

        The words that ``query`` asks for are marked in it.  None if there is no such
        document.
        """
        document = self.get(id)
        if document is None:
            return None
        marks = self._expansion(query, spellings=spellings, without=without_spellings).marks
        hit = self._hit(document, 0.0, marks, ())
        found = self._marked(document.text[:_MARKED_CHARACTERS], document.language, marks)
        places = tuple((mark.token.start, mark.token.end) for mark in found)
        return hit._replace(snippet=Snippet(document.text, places))

    def suggest(self, text: str, *, limit: int = 8) -> list[Suggestion]:
        """Return words of the library that go on as ``text`` ends, and their spellings.

        Of a text that is too long for a query only the beginning counts.
        """
        beginning = string("text", text)[:LONGEST_QUERY]
        return self._suggester.complete(beginning, whole_number("limit", limit))

    def widen(self, query: str) -> str | None:
        """Return ``query`` with its last word as a beginning too, if it is no word here.

        Of a query that is too long only the beginning counts, as in a search.
        """
        return self._suggester.widen(string("query", query)[:LONGEST_QUERY])

    def correct(self, query: str) -> str | None:
        """Return what ``query`` may have been meant to be, or None if all may be as it should.

        A slip of one letter in a word that is hardly known here is put right, and what was
        typed while the keyboard wrote another script.  Of a query that is too long only the
        beginning counts, as in a search.
        """
        return self._corrector.correct(string("query", query)[:LONGEST_QUERY])

    def spellings(self, text: str) -> dict[str, tuple[Spelling, ...]]:
        """Return, for each word of ``text`` and each name, the spellings that the library has.

        A name of several words is one, as it is in a query: "United States", "Abdel Nasser".
        Of a text that is too long for a query only the beginning counts.
        """
        # A search from a cold start does not need what else is there.
        from .slips import LONGEST

        words = [unit[0] for unit in units_of(self.analyze(string("text", text)[:LONGEST_QUERY]))]
        named: dict[str, list[Spelling]] = {}
        for exonym in find_exonyms(words, self._catalog.engine, frozenset()):
            named.setdefault(exonym.asked, []).append(exonym.spelling)
        found = self._spellings.lettered(
            word.surface for word in words if len(word.surface) <= LONGEST
        )
        for word in words:
            named.setdefault(word.text, []).extend(found.get(word.surface, ()))
        return {name: tuple(others) for name, others in named.items()}

    def written(self, word: str) -> str:
        """Return a folded word, as spellings are, the way that a document writes it."""
        return self._writing.of(string("word", word))

    def overview(self, facets: Iterable[str] = _OF_A_LIBRARY) -> Mapping[str, Mapping[str, int]]:
        """Return how many documents there are of each language, source, tag and year.

        ``facets`` are others of :data:`.FACETS`, or one of them.
        """
        names = _checked_facets(facets)
        return self._catalog.engine.search(Request(Everything(), limit=0, facets=names)).facets

    def documents(
        self, *, on_damage: Callable[[LibraryFailed], None] | None = None
    ) -> Iterator[Document]:
        """Yield all documents, in the order in which they were added.

        They are those of the moment when the iteration begins: what is added meanwhile, by
        whoever iterates or another process, is not among them.  What is replaced or deleted
        meanwhile comes as it was, unless that was more than a minute ago.  A document that is
        damaged is told to ``on_damage`` and passed over; without that, it raises
        :class:`.LibraryFailed`.
        """
        return (document for _serial, document in self._catalog.store.documents(on_damage))

    def stats(self) -> Stats:
        """Return what the library holds."""
        engine = self._catalog.engine
        return Stats(
            documents=len(self),
            facets=self.overview(),
            words=sum(1 for _word in engine.vocabulary("content")),
            size=sum(map(_size, self.path.rglob("*"))),
        )

    def check(self) -> list[str]:
        """Return what is wrong with the library's files, a sentence each.

        The index is left out, and the log says so, while it is written by someone else.
        """
        return self._catalog.check()

    def analyze(self, text: str, language: str | None = None) -> list[Token]:
        """Return the tokens that ``text`` is indexed as."""
        code = None if language is None else checked_language(string("language", language))
        return list(self._catalog.chain.tokens(string("text", text), code))

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._catalog.store)

    def __bool__(self) -> bool:
        """Return True: an empty library is one, as is a closed one."""
        return True

    def __contains__(self, id: object) -> bool:  # noqa: A002
        """Say whether there is a document with this id."""
        return isinstance(id, str) and self.get(id) is not None

    def close(self) -> None:
        """Let go of files.  After that, all but closing again raises :class:`.LibraryFailed`."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None
        for made in ("_corrector", "_suggester", "_writing"):
            vars(self).pop(made, None)

    def __repr__(self) -> str:
        """Return what opens the same library."""
        return f"{type(self).__name__}({str(self.path)!r})"

    def __enter__(self) -> Library:
        """Return the library; leaving the block closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the library."""
        self.close()

    # -- Inside ---------------------------------------------------------------

    @property
    def _catalog(self) -> Catalog:
        if self._opened is None:
            raise LibraryFailed(
                f"the library at {str(self.path)!r} is closed; expected an open one"
            )
        return self._opened

    @cached_property
    def _writing(self) -> Writing:
        # Only what one sees needs it: no search from a cold start.
        from .written import Writing

        return Writing(self._catalog)

    @cached_property
    def _suggester(self) -> Suggester:
        from .suggest import Suggester

        return Suggester(self._catalog, self._spellings, self._writing)

    @cached_property
    def _corrector(self) -> Corrector:
        from .corrector import Corrector

        return Corrector(self._catalog, self._spellings, self._writing)

    def _expansion(self, query: str, *, spellings: bool, without: Iterable[str] = ()) -> Expansion:
        parsed = parse(string("query", query))
        known = self._spellings if spellings else None
        expansion = Expander(
            Means(self._catalog, self._conditions, self._spoken, known),
            without=frozenset(map(fold, strings("without_spellings", without))),
        ).expand(parsed.node)
        if parsed.is_cut:
            expansion.notes.append("the query is long; only its beginning was read")
        return expansion

    def _hits(self, found: Found, expansion: Expansion, *, explain: bool) -> Iterator[Hit]:
        documents = self._catalog.store.fetch(found.serials)
        for serial, score in zip(found.serials, found.scores, strict=True):
            document = documents.get(serial)
            if document is not None:
                parts = self._contributions(document, serial, score, expansion) if explain else ()
                yield self._hit(document, score, expansion.marks, parts)

    def _hit(
        self,
        document: Document,
        score: float,
        marks: Marks,
        parts: Sequence[Contribution],
    ) -> Hit:
        title = self._marked(document.title[:_MARKED_CHARACTERS], document.language, marks)
        text = self._marked(document.text[:_MARKED_CHARACTERS], document.language, marks)
        return Hit(
            document=document,
            score=score,
            title=whole(document.title, title),
            snippet=excerpt(document.text, text),
            matches=matches([*title, *text]),
            contributions=parts,
        )

    def _marked(self, text: str, language: str, marks: Marks) -> list[Mark]:
        tokens = self._catalog.chain.tokens(text, language, marks.may_mark)
        return marks.find(tokens, language)

    def _contributions(
        self, document: Document, serial: int, score: float, expansion: Expansion
    ) -> tuple[Contribution, ...]:
        """Return what made up a score, the most of it first."""
        if expansion.query is None:
            return ()
        text = f"{document.title}\n{document.text}"[:_MARKED_CHARACTERS]
        tokens = partial(self._catalog.chain.tokens, text, document.language)
        gave = self._catalog.engine.explain(expansion.query, serial)
        return contributions(gave, score, expansion.leaves, tokens, document.language)


def _checked_path(path: object) -> Path:
    """Return the path of a folder; raise :class:`.InvalidArgument` for what can name none."""
    try:
        name = os.fsdecode(os.fsencode(path))  # type: ignore[arg-type]
    except (TypeError, UnicodeEncodeError):
        name = ""
    if isinstance(path, bytes) or not name or "\0" in name:
        raise InvalidArgument(f"path is {shown(path)}; expected that of a folder")
    return Path(name)


def _size(path: Path) -> int:
    """Return how many bytes a file has; one that a writer has removed has none any more."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0
    return found.st_size if S_ISREG(found.st_mode) else 0


def _check_order(order: object) -> None:
    if order not in get_args(Order):
        expected = _listed(get_args(Order))
        raise InvalidArgument(f"order is {shown(order)}; expected one of {expected}")


def _checked_facets(facets: Iterable[str]) -> tuple[str, ...]:
    names = tuple(strings("facets", facets))
    for name in names:
        if name not in FACETS:
            expected = _listed(FACETS)
            raise InvalidArgument(f"not a facet: {name!r:.40}; expected some of {expected}")
    return names


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _filtered(query: Query | None, conditions: Sequence[Query]) -> Query | None:
    if not conditions:
        return query
    return Every((query or Everything(), *conditions))
