"""The table of contents: replaced in one step, and damaged ones say so."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fehrest.index.engine import Entry, State
from fehrest.index.whoosh.arrays import DamagedFile
from fehrest.index.whoosh.engine import WhooshEngine
from fehrest.index.whoosh.toc import Toc, open_toc, read_toc, toc_stamp, write_toc

MakeEntry = Callable[..., Entry]
Committed = Callable[..., WhooshEngine]


@pytest.fixture
def folder(tmp_path: Path, committed: Committed, make_entry: MakeEntry) -> Path:
    """An index of two segments with a deletion."""
    many = " ".join(f"w{number}" for number in range(2_000))
    committed([make_entry(1, many), make_entry(2)])
    committed([make_entry(3)], delete=[2])
    return tmp_path


def test_no_table_is_an_empty_one(tmp_path: Path) -> None:
    assert read_toc(tmp_path) == Toc(0, None, [])
    assert toc_stamp(tmp_path) == toc_stamp(tmp_path / "none") == (0, 0)


def test_a_table_comes_back(folder: Path) -> None:
    toc = read_toc(folder)
    assert (toc.generation, toc.state) == (2, State(1, "words"))
    assert [segment.deleted.tolist() for segment in toc.segments] == [[False, True], [False]]
    stamp = toc_stamp(folder)
    write_toc(folder, toc._replace(generation=3, state=State(9, "چرخه")))
    assert toc_stamp(folder) != stamp
    found = read_toc(folder)
    assert (found.generation, found.state) == (3, State(9, "چرخه"))
    assert [part.to_json() for part in found.segments] == [part.to_json() for part in toc.segments]


def test_a_new_table_removes_what_no_table_names(folder: Path) -> None:
    (folder / "0123456789abcdef.arrays").write_bytes(b"a writer died here")
    (folder / "something else").write_bytes(b"not ours")
    toc = read_toc(folder)
    write_toc(folder, toc._replace(segments=toc.segments[1:]))
    kept = {toc.segments[1].path.name, "toc.json", "something else"}
    assert {path.name for path in folder.iterdir()} == kept


def test_what_is_mapped_is_used_again(folder: Path, committed: Committed) -> None:
    known = open_toc(folder)
    committed()
    found = open_toc(folder, known)
    assert found.segments[0] is not known.segments[0]
    assert found.segments[0].fields is known.segments[0].fields


def test_a_file_that_goes_away_for_good_is_an_error(folder: Path) -> None:
    read_toc(folder).segments[0].path.unlink()
    with pytest.raises(FileNotFoundError):
        open_toc(folder)


def _changed(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda saved: saved | {name: value}


def _segment(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda saved: saved | {"segments": [saved["segments"][0] | {name: value}]}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _saved: [], id="a list"),
        pytest.param(lambda _saved: None, id="null"),
        pytest.param(lambda _saved: {}, id="empty"),
        pytest.param(lambda saved: saved | {"segments": [None]}, id="no segment"),
        pytest.param(lambda saved: saved | {"segments": [{}]}, id="an empty segment"),
        *(
            pytest.param(_changed("revision", value), id=f"revision {value}")
            for value in (None, "x")
        ),
        *(pytest.param(_changed("segments", value), id=f"segments {value}") for value in (None, 3)),
        *(
            pytest.param(_segment("count", value), id=f"count {value}")
            for value in (None, "x", -1, 10**12, 10**400, float("inf"), [])
        ),
        *(
            pytest.param(_segment("deleted", value), id=f"deleted {value}")
            for value in ("x", "AAAA", "eJwDAAAAAAE=!", 3, ["x"])
        ),
    ],
)
def test_a_table_that_makes_no_sense_is_damaged(
    folder: Path, damage: Callable[[dict[str, Any]], object]
) -> None:
    path = folder / "toc.json"
    path.write_text(json.dumps(damage(json.loads(path.read_text()))))
    with pytest.raises(DamagedFile, match=r"toc\.json") as caught:
        read_toc(folder)
    assert "\n" not in str(caught.value)


def test_a_later_format_is_named(folder: Path) -> None:
    path = folder / "toc.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(DamagedFile, match=r"another version of Fehrest \(format 99, expected 4\)"):
        read_toc(folder)


def test_any_damage_is_reported_or_read(folder: Path) -> None:
    """Cut short, or with random bytes: an error of ours, or a table; never another."""
    path, choose = folder / "toc.json", random.Random(1)
    whole = path.read_bytes()
    cut = [whole[:length] for length in range(len(whole))]
    changed, messages = [], []
    for _ in range(300):
        data = bytearray(whole)
        data[choose.randrange(len(data))] = choose.randrange(256)
        changed.append(bytes(data))
    for data in [*cut, *changed, bytes(100), b"[" * 100_000]:
        path.write_bytes(data)
        try:
            toc = read_toc(folder)
        except DamagedFile as error:
            messages.append(str(error))
        else:
            assert data in changed
            assert all(segment.deleted.dtype == np.bool_ for segment in toc.segments)
    assert len(messages) > len(cut)
    assert all(message.startswith("toc.json ") for message in messages)


def test_a_pickle_is_not_read(folder: Path, tmp_path: Path) -> None:
    class Payload:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "payload ran",)

    (folder / "toc.json").write_bytes(pickle.dumps(Payload()))
    for path in folder.glob("*.arrays"):
        path.write_bytes(pickle.dumps(Payload()).ljust(path.stat().st_size))
    with pytest.raises(DamagedFile):
        read_toc(folder)
    assert WhooshEngine(folder).check() != []
    assert not (tmp_path / "payload ran").exists()
