"""Arrays of a model in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from fehrest.index.names.packed import read_arrays, write_arrays


def test_arrays_come_back(tmp_path: Path) -> None:
    arrays = {
        "steps": np.arange(5, dtype=np.uint8),
        "matrix": np.arange(6, dtype=np.uint32).reshape(2, 3),
        "none": np.empty(0, np.uint8),
    }
    path = tmp_path / "some.arrays"
    write_arrays(path, arrays)
    found = read_arrays(path)
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)


def test_the_same_arrays_give_the_same_bytes(tmp_path: Path) -> None:
    ones, others = tmp_path / "ones", tmp_path / "others"
    for path in (ones, others):
        write_arrays(path, {"steps": np.arange(9)})
    assert ones.read_bytes() == others.read_bytes()
