"""Fehrest: full-text search for Persian and Arabic, and names across scripts.

::

    import fehrest

    with fehrest.open("news") as library:
        library.add([fehrest.Document(id="1", text="بنی گانتس وزیر دفاع بود.")])
        for hit in library.search("Gantz", limit=10):
            print(hit.id, hit.snippet.marked("[", "]"), *hit.matches)

    print(fehrest.match_names("Benny Gantz", "بيني غانتس").probability)
    for match in fehrest.NameMatcher(["بنی گانتس", "بیل گیتس"]).find("Gantz", limit=1):
        print(match.name, match.probability)

Everything public is here::

    open, Library                   documents that can be searched
    Document                        one of them
    Answer, Hit, Snippet, Match,
    Contribution                    what a search gives back
    Suggestion, Spelling, Token,
    Stats                           what other methods of a library give back
    match_names, NameMatcher,
    NameMatch, Paired               names without a library
    FACETS, Order, Kind, Role,
    Progress                        what arguments and fields may be, for annotations
    FehrestError                    the root of InvalidArgument, InvalidDocument,
                                    UnreadableFile and LibraryError
    LibraryError                    the root of LibraryBusy, LibraryFailed,
                                    NewerLibrary and NotALibrary

but the analysis by itself (:mod:`.index.analysis`, :mod:`.index.whoosh.analyzer` for
Whoosh) and the pages (:mod:`.web`).  What is imported only when it is used is so that
``import fehrest`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .index.document import Document
from .index.errors import (
    FehrestError,
    InvalidArgument,
    InvalidDocument,
    LibraryBusy,
    LibraryError,
    LibraryFailed,
    NewerLibrary,
    NotALibrary,
    UnreadableFile,
)

if TYPE_CHECKING:
    from os import PathLike

    from .index.analysis.token import Token
    from .index.catalog import Progress
    from .index.engine import Order
    from .index.names.matcher import NameMatcher
    from .index.names.matching import NameMatch, match_names
    from .index.names.pairing import Paired
    from .search.answer import Answer, Contribution, Hit, Kind, Match, Role, Snippet
    from .search.library import FACETS, Library, Stats
    from .search.spellings import Spelling
    from .search.suggest import Suggestion

__all__ = [
    "FACETS",
    "Answer",
    "Contribution",
    "Document",
    "FehrestError",
    "Hit",
    "InvalidArgument",
    "InvalidDocument",
    "Kind",
    "Library",
    "LibraryBusy",
    "LibraryError",
    "LibraryFailed",
    "Match",
    "NameMatch",
    "NameMatcher",
    "NewerLibrary",
    "NotALibrary",
    "Order",
    "Paired",
    "Progress",
    "Role",
    "Snippet",
    "Spelling",
    "Stats",
    "Suggestion",
    "Token",
    "UnreadableFile",
    "match_names",
    "open",
]
__version__ = "0.1.0"

_LAZY = {
    **dict.fromkeys(
        ("Answer", "Contribution", "Hit", "Kind", "Match", "Role", "Snippet"), "search.answer"
    ),
    **dict.fromkeys(("FACETS", "Library", "Stats"), "search.library"),
    **dict.fromkeys(("NameMatch", "match_names"), "index.names.matching"),
    "NameMatcher": "index.names.matcher",
    "Order": "index.engine",
    "Paired": "index.names.pairing",
    "Progress": "index.catalog",
    "Spelling": "search.spellings",
    "Suggestion": "search.suggest",
    "Token": "index.analysis.token",
}


def open(  # noqa: A001 (as in gzip.open, dbm.open, wave.open)
    path: str | PathLike[str], *, create: bool = True, wait: float = 30.0
) -> Library:
    """Open the library in the folder ``path``; the same as :class:`.Library`."""
    from .search.library import Library

    return Library(path, create=create, wait=wait)


if not TYPE_CHECKING:
    # Type checkers would believe that there is anything.
    def __getattr__(name: str) -> Any:
        if name in _LAZY:
            from importlib import import_module

            return getattr(import_module(f".{_LAZY[name]}", __name__), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
