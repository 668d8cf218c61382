"""Folders: the files below one that may hold documents."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from ..signature import is_library

__all__ = ["Listing", "list_files"]


class Listing(NamedTuple):
    """What is below a folder."""

    #: Links to nothing are among them: to open one says why it cannot be read.
    files: list[Path]
    #: The folders whose files are not known.
    unlisted: list[Path]


def list_files(folder: Path) -> Listing:
    """List the files below a folder, except hidden ones and those of libraries."""
    listing = Listing([], [])

    def miss(error: OSError) -> None:
        listing.unlisted.append(Path(error.filename))

    for parent, folders, files in os.walk(folder, onerror=miss):
        # Where nothing is left here, nothing is walked.
        folders[:] = [
            name for name in folders if not _is_hidden(name) and not is_library(Path(parent, name))
        ]
        paths = (Path(parent, name) for name in files if not _is_hidden(name))
        listing.files.extend(path for path in paths if not _is_device(path))
    return listing


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_device(path: Path) -> bool:
    """Say whether a path is a pipe, a socket or a device, whose reading might never end."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
