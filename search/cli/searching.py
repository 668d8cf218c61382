"""The command that asks a library."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
# Options by the names of their parameters.
_FORMS = {"as_json": "--json", "jsonl": "--jsonl", "as_csv": "--csv"}
_OF_A_PAGE = {name: f"--{name}" for name in ("limit", "offset", "order", "facets", "explain")}
_DEFAULT = click.core.ParameterSource.DEFAULT


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
    help="Answer the queries of a file (or of -): id, tab, query; filters are those of all.",
)
@click.option(
    "--run", type=path_of, metavar="FILE", help="Write their answers here (or to -), as a TREC run."
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
    if query and (queries or run):
        other = "--queries" if queries else "--run"
        raise InvalidArgument(f"a QUERY and {other} exclude each other; expected one of them")
    if not query and not (queries and run):
        raise InvalidArgument("nothing to ask; expected a QUERY, or --queries FILE and --run FILE")
    _check_together(is_run=bool(run))
    options["spellings"] = not no_spellings
    with open_library(folder) as library:
        if queries and run:
            from .run_file import write_run

            found = write_run(library, queries, run, depth, options)
            return FOUND if found else NOTHING
        names = [name.strip() for name in facets.split(",") if name.strip()]
        is_page = not (as_json or jsonl or as_csv)
        answer = library.search(" ".join(query), facets=names, **options)
        # Where there is a page full of hits, the words are hardly slips.
        may_be_slip = answer.total < options["limit"] if is_page else not options["offset"]
        meant = _meant(library, answer, options) if may_be_slip and (is_page or as_json) else None
        if is_page:
            answer = replace(answer, spellings=_as_shown(answer, library))
    if is_page:
        for line in Page(sys.stdout).lines(answer, options["offset"], meant):
            click.echo(line)
    else:
        _write_data(answer, meant, as_json=as_json, jsonl=jsonl)
    return FOUND if answer.total else NOTHING


def _check_together(*, is_run: bool) -> None:
    """Raise :class:`.InvalidArgument` for options that were given and say nothing together."""
    context = click.get_current_context()

    def given(options: Mapping[str, str]) -> list[str]:
        sources = {option: context.get_parameter_source(name) for name, option in options.items()}
        return [option for option, source in sources.items() if source is not _DEFAULT]

    forms, page = given(_FORMS), given(_OF_A_PAGE)
    if len(forms) > 1:
        expected = ", ".join(_FORMS.values())
        raise InvalidArgument(
            f"{' and '.join(forms)} exclude each other; expected one of {expected}"
        )
    if "--facets" in page and forms in (["--jsonl"], ["--csv"]):
        raise InvalidArgument(f"--facets does not go with {forms[0]}; expected --json")
    if is_run and (forms or page):
        raise InvalidArgument(
            f"{(forms + page)[0]} does not go with --queries;"
            " expected --depth, --no-spellings or filters"
        )
    if not is_run and given({"depth": "--depth"}):
        raise InvalidArgument("--depth goes with --queries only; expected --limit")


def _meant(library: Library, answer: Answer, options: Mapping[str, Any]) -> str | None:
    """Return what a query may have been meant to be; ``options`` are those of its search."""
    from ..meant import meant

    def total(query: str) -> int:
        given = {**options, "limit": 0, "offset": 0, "explain": False}
        return library.search(query, **given).total

    return meant(library, answer.query, answer, total)


def _as_shown(answer: Answer, library: Library) -> Mapping[str, Sequence[str]]:
    """Return the spellings that joined a query as they are shown."""
    if not answer.spellings:
        return {}
    from ..written import as_shown

    return {
        word: list(as_shown(spellings, library.written).values())
        for word, spellings in answer.spellings.items()
    }


def _write_data(answer: Answer, meant: str | None, *, as_json: bool, jsonl: bool) -> None:
    """Write an answer as JSON, as lines of it, or as a table; ``meant`` is its correction."""
    from .. import output

    if as_json:
        click.echo(output.json_text({**output.answer_json(answer), "correction": meant}))
    elif jsonl:
        for hit in answer:
            click.echo(output.json_text(output.hit_json(hit)))
    else:
        page = Page(sys.stdout)
        for line in output.csv_lines(answer):
            click.echo(page.row(line))
