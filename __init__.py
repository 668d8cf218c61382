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

Everything public is here; what is imported only when it is used is so that
``import fehrest`` costs nothing.
"""

from __future__ import annotations

from pathlib import Path
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
    from .index.names.matcher import NameMatcher
    from .index.names.matching import NameMatch, match_names
    from .search.answer import Answer, Contribution, Hit, Match, Snippet
    from .search.library import Library, Stats

__all__ = [
    "Answer",
    "Contribution",
    "Document",
    "FehrestError",
    "Hit",
    "InvalidArgument",
    "InvalidDocument",
    "Library",
    "LibraryBusy",
    "LibraryError",
    "LibraryFailed",
    "Match",
    "NameMatch",
    "NameMatcher",
    "NewerLibrary",
    "NotALibrary",
    "Snippet",
    "Stats",
    "UnreadableFile",
    "match_names",
    "open",
]
__version__ = "0.1.0"

_LAZY = {
    **dict.fromkeys(("Answer", "Contribution", "Hit", "Match", "Snippet"), "search.answer"),
    **dict.fromkeys(("Library", "Stats"), "search.library"),
    **dict.fromkeys(("NameMatch", "match_names"), "index.names.matching"),
    "NameMatcher": "index.names.matcher",
}


def open(  # noqa: A001 (as in gzip.open, dbm.open, wave.open)
    path: str | Path, *, create: bool = True, wait: float = 30.0
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
