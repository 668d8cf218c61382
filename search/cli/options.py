"""What several commands share: the options, the library that they open, the status they return."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from .terminal import path_of

if TYPE_CHECKING:
    from ..library import Library

__all__ = [
    "ERROR",
    "FOUND",
    "INTERRUPTED",
    "NOTHING",
    "json_option",
    "library_option",
    "open_library",
]

#: What a command exits with.
FOUND, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130
_DEFAULT_LIBRARY = "fehrest-library"


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--index``."""
    return click.option(
        "--index",
        "folder",
        type=path_of,
        metavar="PATH",
        envvar="FEHREST_INDEX",
        default=_DEFAULT_LIBRARY,
        show_default=True,
        help="The folder of the library; also FEHREST_INDEX.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(command)


def open_library(folder: str, *, create: bool = False, wait: float = 30.0) -> Library:
    """Open the library that a command is about; the help of a command does not load it."""
    from ..library import Library

    return Library(folder, create=create, wait=wait)
