"""The command as a process: it starts quickly, and ends at once."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

__all__ = ["main"]

# More than a search makes.
_NEW_OBJECTS = 200_000


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    _start_quickly()
    from .run import run

    status = run(sys.argv[1:])
    # The files are closed and the streams flushed.  To take apart all modules and tables would be
    # a twentieth of the whole.
    os._exit(status)


def _start_quickly() -> None:
    """Leave out what costs a search from a cold start more than it gives."""
    # NumPy, which is not loaded yet, would start threads for products of matrices.
    for library in ("OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    # Modules and tables are no garbage; looking for some is a twentieth of the whole.
    gc.set_threshold(_NEW_OBJECTS)
