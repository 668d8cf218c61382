"""What can go wrong, as one tree.

::

    FehrestError
    ├── InvalidDocument      a document, or a record of a file, that cannot be one
    ├── InvalidArgument      an argument of a call or a command that cannot be meant
    ├── UnreadableFile       a file that cannot be read as what it is said to be
    └── LibraryError
        ├── NotALibrary      the folder holds something else, or nothing
        ├── NewerLibrary     written by a later version of Fehrest
        ├── LibraryBusy      another process is writing, or another thread
        └── LibraryFailed    the disk, the permissions or the files do not let us

Every message is one sentence that names the offending value and says what was
expected.
"""

from __future__ import annotations

__all__ = [
    "FehrestError",
    "InvalidArgument",
    "InvalidDocument",
    "LibraryBusy",
    "LibraryError",
    "LibraryFailed",
    "NewerLibrary",
    "NotALibrary",
    "UnreadableFile",
]


class FehrestError(Exception):
    """The root of all errors that Fehrest raises on purpose."""


class InvalidDocument(FehrestError, ValueError):
    """A document, or a record of a file, that cannot be one."""


class InvalidArgument(FehrestError, ValueError):
    """An argument of a call or a command that cannot be meant."""


class UnreadableFile(FehrestError):
    """A file that cannot be read as what it is said to be."""


class LibraryError(FehrestError):
    """Something about a library, not about one document or query."""


class NotALibrary(LibraryError):
    """The folder holds something else, or nothing."""


class NewerLibrary(LibraryError):
    """The library was written by a later version of Fehrest."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library, or another thread, or this one already."""


class LibraryFailed(LibraryError):
    """The disk, the permissions or the files do not let us read or write."""
