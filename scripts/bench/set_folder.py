"""The folders of sets that a benchmark is given: their documents are in ``docs.jsonl``."""

from __future__ import annotations

import argparse
from pathlib import Path

__all__ = ["documents_of", "set_folder"]


def documents_of(folder: Path) -> Path:
    """Return the file of documents of a set, packed or not."""
    return next(folder.glob("docs.jsonl*"))


def set_folder(text: str) -> Path:
    """Return the folder of a set that was named on the command line."""
    folder = Path(text)
    if not any(folder.glob("docs.jsonl*")):
        raise argparse.ArgumentTypeError(f"{text!r} is no folder with docs.jsonl or docs.jsonl.xz")
    return folder
