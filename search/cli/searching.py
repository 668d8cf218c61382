"""The command that asks a library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...index.errors import InvalidArgument
from .options import FOUND, NOTHING, json_option, library_option, open_library
from .terminal import Page, path_of, well_formed

if TYPE_CHECKING:
    from ..answer import Answer
    from ..library import Library

__all__ = ["search"]

_RUN_DEPTH = 1_000


@click.command()
@click.argument("query", nargs=-1, type=well_formed)
@library_option
@click.option(
    "--limit", type=int, default=10, metavar="N", show_default=True, help="How many hits."
)
@click.option(
    "--offset", type=int, default=0, metavar="N", help="How many hits to leave out before."
)
@click.option(
    "--lang",
    "language",
    type=well_formed,
    metavar="CODE",
    help="Only documents in a language: fa, ar, en.",
)
@click.option("--source", type=well_formed, metavar="NAME", help="Only documents of a source.")
@click.option("--tag", type=well_formed, metavar="NAME", help="Only documents with a tag.")
@click.option("--after", metavar="DATE", help="Only documents from this date on.")
@click.option("--before", metavar="DATE", help="Only documents before this date.")
@click.option(
    "--order",
    default="relevance",
    metavar="ORDER",
    show_default=True,
    help="relevance, newest or oldest.",
)
@click.option("--facets", default="", help="Count language, source, tag, year, day.")
@click.option("--no-spellings", is_flag=True, help="Leave out other spellings of names.")
@click.option("--explain", is_flag=True, help="Say what made up each score.")
@json_option
@click.option("--jsonl", is_flag=True, help="Write a JSON object for each hit.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table of the hits.")
@click.option(
    "--queries",
    type=path_of,
    metavar="FILE",
    help="Answer the queries of a file: id, tab, query.",
)
@click.option(
    "--run", type=path_of, metavar="FILE", help="Write their answers here, as a TREC run."
)
@click.option(
    "--depth",
    type=int,
    default=_RUN_DEPTH,
    metavar="N",
    show_default=True,
    help="How many hits a query in a run.",
)
def search(
    query: tuple[str, ...],
    folder: str,
    as_json: bool,
    jsonl: bool,
    as_csv: bool,
    queries: str | None,
    run: str | None,
    depth: int,
    facets: str,
    no_spellings: bool,
    **options: Any,
) -> int:
    """Find documents, best first.

    \b
      "..."  these words in this order     -word       without
      =word  this form only                a OR b      either
      begin* words that begin so           title:word  in the title
      name:"..." a full name in any spelling
      lang:fa  source:NAME  tag:NAME  after:2023-01-01  before:2023-06
    """  # noqa: D301 (click wants a backspace)
    if bool(queries) != bool(run) or bool(queries) == bool(query):
        raise click.UsageError("expected a QUERY, or --queries FILE and --run FILE")
    with open_library(folder) as library:
        if queries and run:
            return _run(library, queries, run, depth, spellings=not no_spellings)
        names = [name.strip() for name in facets.split(",") if name.strip()]
        answer = library.search(
            " ".join(query), facets=names, spellings=not no_spellings, **options
        )
    if as_json or jsonl or as_csv:
        _write_data(answer, as_json=as_json, jsonl=jsonl)
    else:
        for line in Page(sys.stdout).lines(answer, options["offset"]):
            click.echo(line)
    return FOUND if answer.total else NOTHING


def _write_data(answer: Answer, *, as_json: bool, jsonl: bool) -> None:
    """Write an answer as JSON, as lines of it, or as a table."""
    from .. import output

    if as_json:
        click.echo(output.json_text(output.answer_json(answer)))
    elif jsonl:
        for hit in answer:
            click.echo(output.json_text(output.hit_json(hit)))
    else:
        page = Page(sys.stdout)
        for line in output.csv_lines(answer):
            click.echo(page.row(line))


def _run(library: Library, queries: str, run: str, depth: int, *, spellings: bool) -> int:
    """Answer the queries of a file into a TREC run file."""
    from .. import output

    found = 0
    with Path(run).open("w", encoding="utf-8") as file:
        for query_id, text in _queries(queries):
            ranking = library.rank(text, limit=depth, spellings=spellings)
            found += bool(ranking)
            file.writelines(f"{line}\n" for line in output.run_lines(query_id, ranking))
    return FOUND if found else NOTHING


def _queries(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ids and texts of a file of queries."""
    with Path(name).open(encoding="utf-8-sig") as file:
        try:
            for number, line in enumerate(file, 1):
                query_id, tab, text = line.rstrip("\r\n").partition("\t")
                if not tab or not query_id or " " in query_id:
                    raise InvalidArgument(
                        f"{name}:{number}: {line[:60]!r}; expected id, tab, query"
                    )
                yield query_id, text
        except UnicodeDecodeError as error:
            raise InvalidArgument(f"{name} is not UTF-8: {error}") from error
