"""Running a command: whatever happens becomes a status, and at most one sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from ...index.errors import FehrestError
from .commands import commands
from .options import ERROR, FOUND, INTERRUPTED
from .terminal import harmless, prepare_streams, utf8

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Run a command, and return its status: 0 with hits, 1 without, 2 after an error."""
    prepare_streams()
    stdout = sys.stdout
    status: object
    try:
        status = commands.main(
            args=[utf8(argument) for argument in arguments],
            prog_name="fehrest",
            standalone_mode=False,
        )
    except click.exceptions.Abort:
        status = INTERRUPTED
    except SystemExit as left:
        # When whoever reads us has enough, click puts something in the place of our
        # stream, and leaves.
        status = left.code if sys.stdout is stdout else FOUND
    except (click.ClickException, FehrestError, OSError) as error:
        # A full disk may hold standard error as well.
        with suppress(OSError):
            _complain(error)
        status = ERROR
    if not _flushed():
        status = ERROR
    return status if isinstance(status, int) else FOUND


def _flushed() -> bool:
    """Flush the streams; what one cannot take is dropped, or Python tries again at exit."""
    done = True
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except OSError:
            setattr(sys, name, None)
            done = False
    return done


def _complain(error: Exception) -> None:
    if isinstance(error, click.ClickException):
        error.show()
    else:
        click.echo(harmless(f"fehrest: {_sentence(error)}"), err=True)


def _sentence(error: Exception) -> str:
    """Say what happened; of what the system says, without its number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
