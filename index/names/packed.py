"""Arrays of a model in one small file that is quickly read.

A line of JSON says the type and the shape of each array, in their order; after it they
follow one another.  NumPy's own archives take ten times as long to open; unpacking them would
take most of the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["read_arrays", "write_arrays"]


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays into a file; the same arrays give the same bytes."""
    header = {name: [array.dtype.str, array.shape] for name, array in arrays.items()}
    data = b"".join(array.tobytes() for array in arrays.values())
    path.write_bytes(json.dumps(header).encode() + b"\n" + data)


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Read the arrays of a file."""
    header, _, data = path.read_bytes().partition(b"\n")
    arrays: dict[str, NDArray[Any]] = {}
    start = 0
    for name, (kind, shape) in json.loads(header).items():
        array = np.frombuffer(data, kind, prod(shape), start).reshape(shape)
        arrays[name] = array
        start += array.nbytes
    return arrays
