"""Pages of mapped files are given back, and what they hold is still there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fehrest.index.engine import Entry, Request, Term
from fehrest.index.whoosh import engine, pages
from fehrest.index.whoosh.arrays import let_go, read_arrays, write_arrays
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.pages import held

_MEGABYTES = 16


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells")
def test_what_is_given_back_is_not_held_and_can_be_read_again(tmp_path: Path) -> None:
    numbers = np.arange(_MEGABYTES << 17, dtype=np.int64)
    write_arrays(tmp_path / "file", {"numbers": numbers, "none": numbers[:0]})
    arrays = read_arrays(tmp_path / "file")
    before = held()
    assert int(arrays["numbers"].sum()) == int(numbers.sum())
    read = held()
    assert read - before > (_MEGABYTES - 1) << 20
    let_go(arrays)
    assert read - held() > (_MEGABYTES - 1) << 20
    assert arrays["numbers"].tolist() == numbers.tolist()


def test_what_is_in_no_file_stays() -> None:
    numbers = np.arange(3)
    let_go({"numbers": numbers})
    let_go({})
    assert numbers.tolist() == [0, 1, 2]


def test_nothing_is_held_where_nobody_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_STATUS", tmp_path / "missing")
    assert held() == 0
    (tmp_path / "other").write_bytes(b"of another system")
    monkeypatch.setattr(pages, "_STATUS", tmp_path / "other")
    assert held() == 0


def test_searches_find_the_same_when_pages_are_given_back(
    committed: Callable[..., WhooshEngine],
    make_entry: Callable[..., Entry],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = committed([make_entry(serial, f"w{serial % 3}") for serial in range(1, 31)])
    trimmed: list[int] = []
    monkeypatch.setattr(pages, "_MOST", -1)
    monkeypatch.setattr(pages, "let_go", lambda arrays: (trimmed.append(1), let_go(arrays)))
    for number in range(2 * engine._BETWEEN_TRIMS):
        found = index.search(Request(Term("content", f"w{number % 3}"), limit=30))
        assert found.serials == [serial for serial in range(1, 31) if serial % 3 == number % 3]
    assert len(trimmed) == 2
