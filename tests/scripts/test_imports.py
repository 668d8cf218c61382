"""What the scripts take from the package is there; nothing else holds the two together."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

_SCRIPTS = Path(__file__).parents[2] / "scripts"
# In the code of a process that a script starts as well, which is a string.
_FROM = re.compile(r"^ *from (fehrest[\w.]*) import (?:\(([^)]*)\)|(.*))$", re.MULTILINE)
_IMPORT = re.compile(r"^ *import (fehrest[\w.]*)", re.MULTILINE)


def _sources() -> Iterator[Path]:
    for path in sorted(_SCRIPTS.rglob("*")):
        if path.is_file() and path.suffix in ("", ".py"):
            yield path


def _taken(source: str) -> Iterator[tuple[str, str]]:
    """Yield the module and the name of everything that is imported from the package."""
    for module, together, alone in _FROM.findall(source):
        for name in (together or alone.partition("#")[0]).split(","):
            if name.strip():
                yield module, name.split()[0]
    yield from ((module, "") for module in _IMPORT.findall(source))


@pytest.mark.skipif(not _SCRIPTS.exists(), reason="the scripts are not installed")
def test_what_scripts_import_exists() -> None:
    taken = {(path, *names) for path in _sources() for names in _taken(path.read_text("utf-8"))}
    assert len(taken) > 50
    missing = [names for names in taken if not _exists(*names[1:])]
    assert not missing


def _exists(module: str, name: str) -> bool:
    try:
        there = importlib.import_module(module)
        return not name or hasattr(there, name) or find_spec(f"{module}.{name}") is not None
    except ModuleNotFoundError:
        return False
