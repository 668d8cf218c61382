"""Commands that change a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ...index.amount import amount
from ...index.cores import MOST_PROCESSES, spare_cores
from ...index.errors import InvalidArgument
from ...index.ingest import Problem, Reader
from .options import FOUND, NOTHING, library_option, open_library
from .progress import Progress
from .terminal import harmless, path_of, utf8

__all__ = ["delete", "index", "rebuild"]


def _processes_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--processes",
        type=click.IntRange(0, MOST_PROCESSES),
        default=spare_cores,
        metavar="N",
        show_default="the cores to spare",
        help="So many other processes help where there are thousands of documents.",
    )(command)


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=path_of)
@library_option
@click.option(
    "--format",
    "form",
    metavar="NAME",
    help="jsonl, json, csv, tsv, text or html; else by the names of files.",
)
@click.option("--encoding", metavar="NAME", help="The encoding of files that are not UTF-8.")
@click.option("--strict", is_flag=True, help="Stop at the first record that is no document.")
@click.option(
    "--wait",
    type=float,
    default=30.0,
    metavar="SECONDS",
    show_default=True,
    help="Wait so long for another process that writes.",
)
@_processes_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def index(
    inputs: tuple[str, ...],
    folder: str,
    form: str | None,
    encoding: str | None,
    strict: bool,
    wait: float,
    processes: int,
    quiet: bool,
) -> int:
    """Add the documents of files and folders; "-" is standard input.

    A document replaces the one with its id. A record without an id gets the name of its file,
    below the folder that is given, and its line ("news.csv#2"), a text the name of its file;
    files that share a name go by their paths. What is no document is reported with its file
    and line, and passed over; so are, in folders, files of other kinds, hidden ones and libraries.
    """
    problems = _Problems(strict=strict)
    reader = Reader(inputs, format=form, encoding=encoding, on_problem=problems)
    with (
        open_library(folder, create=True, wait=wait) as library,
        Progress(reader, quiet=quiet) as progress,
    ):
        given = library.add(reader, progress=progress.show, processes=processes)
        total = len(library)
    click.echo(f"{amount(given, 'document')} indexed; {total:,} in {utf8(folder)}", err=True)
    if problems.count:
        click.echo(f"{amount(problems.count, 'record')} passed over", err=True)
    if reader.others:
        click.echo(f"{amount(reader.others, 'file')} of other kinds passed over", err=True)
    return FOUND if given else NOTHING


class _Problems:
    """Reports what is no document; stops there if it is to be strict."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self.count = 0

    def __call__(self, problem: Problem) -> None:
        if self._strict:
            raise InvalidArgument(f"{problem}; nothing after it was read")
        self.count += 1
        click.echo(harmless(str(problem)), err=True)


@click.command()
@click.argument("ids", nargs=-1, required=True)
@library_option
def delete(ids: tuple[str, ...], folder: str) -> int:
    """Delete documents by id."""
    with open_library(folder) as library:
        count = library.delete(ids)
    click.echo(f"{amount(count, 'document')} deleted", err=True)
    return FOUND if count else NOTHING


@click.command()
@library_option
@_processes_option
def rebuild(folder: str, processes: int) -> int:
    """Make the index again from the stored documents."""
    with open_library(folder) as library:
        count = library.rebuild(processes=processes)
    click.echo(f"{amount(count, 'document')} indexed", err=True)
    return FOUND
