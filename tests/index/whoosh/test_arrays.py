"""The file of arrays: what was written comes back, and what is damaged says so."""

from __future__ import annotations

import json
import pickle
import struct
import tempfile
from pathlib import Path

import numpy as np
import pytest
from fehrest.index.whoosh.arrays import DamagedFile, read_arrays, write_arrays
from hypothesis import given, settings
from hypothesis import strategies as st

_TYPES = ("uint8", "uint16", "uint32", "uint64", "int64")


@st.composite
def _arrays(draw: st.DrawFn) -> np.ndarray:
    kind = np.dtype(draw(st.sampled_from(_TYPES)))
    limits = np.iinfo(kind)
    numbers = st.integers(int(limits.min), int(limits.max))
    return np.array(draw(st.lists(numbers, max_size=40)), kind)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.text(max_size=9), _arrays(), max_size=6))
def test_arrays_come_back(arrays: dict[str, np.ndarray]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.arrays"
        write_arrays(path, arrays)
        found = read_arrays(path)
        assert list(found) == list(arrays)
        for name, array in arrays.items():
            assert found[name].dtype == array.dtype
            assert found[name].tolist() == array.tolist()
            assert not found[name].flags.writeable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of arrays."""
    path = tmp_path / "some.arrays"
    write_arrays(path, {"one": np.arange(100, dtype="u4"), "two": np.arange(7, dtype="u1")})
    return path


def test_a_file_cut_short_anywhere_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedFile, match=r"some\.arrays"):
            read_arrays(path)


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xff",
        b"null",
        b"[" * 100_000,
        {"one": None},
        {"one": ["<u4", 0]},
        {"one": ["<u4", 0, 1, 2]},
        {"one": ["<u4", 0, 10_000]},
        {"one": ["<u4", 0, -1]},
        {"one": ["<u4", -64, 1]},
        {"one": ["<u4", 10**30, 1]},
        {"one": ["<u4", 0, 10**30]},
        {"one": ["<u4", "0", 1]},
        {"one": ["<f8", 0, 1]},
        {"one": ["|O", 0, 1]},
        {"one": [["a", "<u4"], 0, 1]},
    ],
    ids=lambda header: str(header)[:40],
)
def test_a_header_that_makes_no_sense_is_damaged(path: Path, header: object) -> None:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(b"FEHREST1" + struct.pack("<Q", len(text)) + text + bytes(500))
    with pytest.raises(DamagedFile, match="header"):
        read_arrays(path)


@pytest.mark.parametrize("length", [10**4, 2**63, 2**64 - 1])
def test_a_header_longer_than_the_file_is_damaged(path: Path, length: int) -> None:
    data = bytearray(path.read_bytes())
    data[8:16] = struct.pack("<Q", length)
    path.write_bytes(data)
    with pytest.raises(DamagedFile, match="header"):
        read_arrays(path)


def test_a_pickle_is_not_read(path: Path) -> None:
    path.write_bytes(pickle.dumps({"one": np.arange(3)}))
    with pytest.raises(DamagedFile, match="does not begin like"):
        read_arrays(path)
    np.save(path.with_suffix(".npy"), np.array([{}], object), allow_pickle=True)
    with pytest.raises(DamagedFile, match="does not begin like"):
        read_arrays(path.with_suffix(".npy"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_arrays(tmp_path / "none.arrays")
