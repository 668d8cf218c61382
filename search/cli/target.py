"""Files that commands write: all of one takes the place of the old one, or nothing does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from stat import S_IMODE
from typing import IO

from ...index.errors import InvalidArgument
from .terminal import utf8

__all__ = ["STANDARD_OUTPUT", "writing"]

STANDARD_OUTPUT = "-"


@contextmanager
def writing(name: str, option: str, library: str) -> Iterator[Callable[[str], object]]:
    """Give a function that writes a line into the file ``name``, or to standard output for "-".

    The file appears at the end, if nothing fails; compressed if its name says so.  Raises
    :class:`.InvalidArgument`, which names ``option``, for a name that no file can have or one in
    the folder of the library, and OSError.
    """
    if name == STANDARD_OUTPUT:
        # What stands in its place for other commands would lose all of it.
        if sys.__stdout__ is None:
            raise InvalidArgument(f"standard output is closed; expected a file as {option}")
        yield lambda line: sys.stdout.write(f"{line}\n")
        return
    from ...index.ingest.compression import opener_of

    _check(name, option, library)
    opener = opener_of(name)
    with (
        _named(name),
        _replacing(Path(name)) as file,
        opener(file, "wb") if opener else nullcontext(file) as out,
    ):
        yield lambda line: out.write(f"{line}\n".encode())


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Name the file in what the system says of writing to it."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or name
        raise


def _check(name: str, option: str, library: str) -> None:
    given = f"{option} {utf8(name)!r:.200}"
    if not name:
        raise InvalidArgument(f'{given} names no file; expected a name, or "-"')
    if Path(name).is_dir():
        raise InvalidArgument(f"{given} is a folder; expected a file")
    if _real(name).is_relative_to(_real(library)):
        raise InvalidArgument(f"{given} lies in the library; expected a file elsewhere")


def _real(name: str | Path) -> Path:
    return Path(os.path.realpath(name))


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of ``path`` at the end; after an exception it is dropped."""
    if path.exists() and not path.is_file():
        # Devices and pipes are written to, not replaced.
        with path.open("wb") as file:
            yield file
        return
    path = _real(path)
    new = path.with_name(f".fehrest-{os.getpid()}.new")
    try:
        with _opened(new, path) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _opened(new: Path, path: Path) -> IO[bytes]:
    """Open a new file, with the mode of the one that it is to replace."""
    try:
        file = new.open("wb")
    except OSError as error:
        error.filename = str(path)
        raise
    if path.exists():
        new.chmod(S_IMODE(path.stat().st_mode))
    return file
