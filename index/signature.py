"""How a folder shows that it is a library, without its database being opened."""

from __future__ import annotations

from pathlib import Path

__all__ = ["APPLICATION_ID", "STORE_FILE", "is_library"]

#: The database file in the folder of a library.
STORE_FILE = "store.db"
#: "FHRS", in the header of that file.
APPLICATION_ID = 0x46485253
# Where SQLite has it.
_PLACE = slice(68, 72)


def is_library(folder: Path) -> bool:
    """Say whether a folder is a library, by what its database file begins with."""
    try:
        with (folder / STORE_FILE).open("rb") as file:
            header = file.read(_PLACE.stop)
    except OSError:
        return False
    return header[_PLACE] == APPLICATION_ID.to_bytes(4, "big")
