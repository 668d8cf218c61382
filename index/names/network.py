"""Networks that say how likely each letter of a spelling is, given another one.

A spelling is written letter by letter along another.  A network knows the letters of the
other around the one that is being written, the last letters that were written, how many of
them for that one, and the convention; it says how likely each letter is to be next, and how
likely that there is no more for this one.  It has one hidden layer over embeddings of letters
(Bengio, Ducharme, Vincent and Jauvin, "A Neural Probabilistic Language Model", Journal of
Machine Learning Research 3, 2003).  Trained by ``scripts/train_names``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .grams import Floats
from .packed import read_arrays

__all__ = ["AROUND", "BEFORE", "SO_FAR", "Network", "network", "packed", "unpacked"]

#: How many letters on either side a network knows, how many that were written before, and up
#: to how many for one letter it counts.
AROUND, BEFORE, SO_FAR = 4, 3, 3

_LARGEST = 127


class Network(NamedTuple):
    """A network as it is used; letter 0 is none, and that there is no more to write."""

    #: What each letter adds to the hidden units, by its place around the one that is written
    #: from, and by its place before what is written.
    around: Floats
    before: Floats
    #: What they get from how many letters were written so far, and from the convention.
    so_far: Floats
    conventions: Floats
    #: What each hidden unit adds to the logarithms of the letters, and what those begin with.
    out: Floats
    bias: Floats


@cache
def network(source: str, target: str) -> Network:
    """Return the network that writes words of a script along words of another, or of the same."""
    path = Path(__file__).parent / "data" / f"{source}_to_{target}.arrays"
    return unpacked(read_arrays(path))


def unpacked(packed_arrays: Mapping[str, NDArray[Any]]) -> Network:
    """Return a network as it is used, of what :func:`packed` returned."""
    arrays = _matrices(packed_arrays)
    places = 2 * AROUND + 1 + BEFORE
    _letters, size = arrays["source"].shape
    weights = arrays["hidden"].reshape(places, size, -1)
    return Network(
        around=arrays["source"] @ weights[: 2 * AROUND + 1],
        before=arrays["target"] @ weights[2 * AROUND + 1 :],
        so_far=arrays["so_far"],
        conventions=arrays["conventions"],
        out=arrays["out"],
        bias=arrays["bias"][0],
    )


def packed(arrays: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Return matrices in a byte a number, and how much a step is in each column."""
    found: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        steps = (np.abs(array).max(0) / _LARGEST + 1e-12).astype(np.float32)
        found[name] = np.rint(array / steps).astype(np.int8)
        found[f"{name}_steps"] = steps
    return found


def _matrices(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    return {
        name: array * arrays[f"{name}_steps"]
        for name, array in arrays.items()
        if not name.endswith("_steps")
    }
