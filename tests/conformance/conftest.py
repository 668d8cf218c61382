"""The engines that have to conform, and how a test gets at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fehrest.index.engine import Engine
from fehrest.index.whoosh.engine import WhooshEngine

#: How each engine is opened on a folder of its own.
ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine}

#: Opens the engine on an index of this name; the same name gives the same index.
OpenEngine = Callable[[str], Engine]


@pytest.fixture(scope="session", params=sorted(ENGINES))
def open_shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenEngine]:
    """Open indexes that all tests read."""
    yield from _opener(ENGINES[request.param], tmp_path_factory.mktemp(request.param))


@pytest.fixture(params=sorted(ENGINES))
def open_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenEngine]:
    """Open indexes of one test."""
    yield from _opener(ENGINES[request.param], tmp_path)


def _opener(open_in: Callable[[Path], Engine], folder: Path) -> Iterator[OpenEngine]:
    opened: list[Engine] = []

    def open_index(name: str) -> Engine:
        opened.append(open_in(folder / name))
        return opened[-1]

    yield open_index
    for engine in opened:
        engine.close()
