"""What the tests of the readers share: a file that is written and read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from fehrest import Document
from fehrest.index.ingest import Problem, Reader


class Found(NamedTuple):
    """What a file was found to hold."""

    documents: list[Document]
    problems: list[Problem]


Read = Callable[..., Found]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file and read it; every problem has to be a sentence."""

    def written_and_read(name: str, content: str | bytes, **options: str) -> Found:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        problems: list[Problem] = []
        documents = list(Reader([str(path)], on_problem=problems.append, **options))  # type: ignore[arg-type]
        for problem in problems:
            assert str(problem) == f"{path.name}:{problem.line}: {problem.message}"
            assert "\n" not in str(problem)
            assert len(problem.message) < 300
        return Found(documents, problems)

    return written_and_read
