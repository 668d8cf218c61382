"""How many processes may work beside this one."""

from __future__ import annotations

import os

__all__ = ["MOST_PROCESSES", "spare_cores"]

#: No more processes may help.
MOST_PROCESSES = 64

# What stores the documents cannot keep more than so many busy.
_MOST = 3


def spare_cores() -> int:
    """Return how many cores this process does not need itself, as far as they are of use."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(cores - 1, _MOST)
