"""Compressed files, which the endings of their names tell."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

__all__ = ["opener_of"]

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def opener_of(name: str) -> Callable[..., Any] | None:
    """Return what opens a file that is compressed as its name says; None for other names.

    It takes a file and a mode, and leaves the file open when what it returns is closed.
    """
    return _OPENERS.get(PurePath(name).suffix.lower())
