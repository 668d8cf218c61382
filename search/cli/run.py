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
    if isinstance(status, str):
        # As Python takes it, from whatever was loaded.
        with suppress(OSError):
            click.echo(harmless(status), err=True)
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
    if isinstance(error, click.UsageError) and _is_help(error):
        error.show()
    else:
        click.echo(harmless(f"fehrest: {_sentence(error)}"), err=True)


def _is_help(error: click.UsageError) -> bool:
    """Say whether all that is wrong is that nothing was given: later versions of click say so."""
    return isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ()))


def _sentence(error: Exception) -> str:
    """Say what happened; of what the system says, without its number."""
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _usage(error: click.ClickException) -> str:
    """Say how a command is not used, as our own messages do."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_of = f"'{context.command_path if context else 'fehrest'} --help'"
    if isinstance(error, click.NoSuchOption):
        expected = ", ".join(error.possibilities or ()) or f"those of {help_of}"
        return f"no option {error.option_name!r}; expected {expected}, or -- before what is none"
    said = error.format_message().rstrip(".")
    return f"{said[:1].lower()}{said[1:]}; {help_of} says what is expected"
