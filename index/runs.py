"""Runs of numbers: what copies many rows of different lengths at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Array", "runs"]

Array = npt.NDArray[Any]


def runs(begins: Array, lengths: Array) -> Array:
    """Return the numbers of all runs: ``lengths[i]`` numbers from ``begins[i]`` on."""
    ends = np.cumsum(lengths)
    return np.repeat(begins - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)
