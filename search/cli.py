"""The command line: a thin layer over :class:`.library.Library`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from .. import __version__
from ..index.errors import FehrestError, InvalidArgument
from .terminal import Page, prepare_streams, utf8

if TYPE_CHECKING:
    from ..index.ingest import Problem
    from .library import Library

__all__ = ["main"]

_HITS, _NO_HITS, _ERROR, _INTERRUPTED = 0, 1, 2, 130
_DEFAULT_LIBRARY = "fehrest-library"
_RUN_DEPTH = 1_000


def main() -> None:
    """Run the command line and exit: 0 with hits, 1 without, 2 after an error."""
    prepare_streams()
    try:
        status = commands.main(
            args=[utf8(argument) for argument in sys.argv[1:]],
            prog_name="fehrest",
            standalone_mode=False,
        )
    except click.exceptions.Abort:
        status = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = _ERROR
    except FehrestError as error:
        click.echo(f"fehrest: {error}", err=True)
        status = _ERROR
    except BrokenPipeError:
        # Whoever read us has enough; nothing may be written when Python flushes at exit.
        sys.stdout = None
        status = _HITS
    except OSError as error:
        click.echo(f"fehrest: {error}", err=True)
        status = _ERROR
    sys.exit(status if isinstance(status, int) else _HITS)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="fehrest %(version)s")
def commands() -> None:
    """Index Persian and Arabic documents, and find them in any spelling.

    \b
      fehrest index news.jsonl archive/
      fehrest search Gantz
      fehrest search 'وزیر دفاع' --lang fa --after 2023
    """  # noqa: D301 (click wants a backspace)


def _library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--index",
        "folder",
        metavar="PATH",
        envvar="FEHREST_INDEX",
        default=_DEFAULT_LIBRARY,
        show_default=True,
        help="The folder of the library; also FEHREST_INDEX.",
    )(command)


def _json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(command)


def _open(folder: str, *, create: bool = False, wait: float = 30.0) -> Library:
    from .library import Library

    return Library(folder, create=create, wait=wait)


# -- Changing -----------------------------------------------------------------


@commands.command()
@click.argument("inputs", nargs=-1, required=True)
@_library_option
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
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def index(
    inputs: tuple[str, ...],
    folder: str,
    form: str | None,
    encoding: str | None,
    strict: bool,
    wait: float,
    quiet: bool,
) -> int:
    """Add the documents of files and folders; "-" is standard input.

    A document replaces the one with its id. What is no document is reported with its
    file and line, and passed over.
    """
    from ..index.ingest import Reader
    from .progress import Progress

    problems = _Problems(strict=strict)
    reader = Reader(inputs, format=form, encoding=encoding, on_problem=problems)
    with (
        _open(folder, create=True, wait=wait) as library,
        Progress(reader, quiet=quiet) as progress,
    ):
        given = library.add(reader, progress=progress.show)
        total = len(library)
    click.echo(f"{given:,} documents indexed; {total:,} in {folder}", err=True)
    if problems.count:
        click.echo(f"{problems.count:,} records were passed over", err=True)
    return _HITS if given else _NO_HITS


class _Problems:
    """Reports what is no document; stops there if it is to be strict."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self.count = 0

    def __call__(self, problem: Problem) -> None:
        if self._strict:
            raise InvalidArgument(f"{problem}; nothing after it was read")
        self.count += 1
        click.echo(str(problem), err=True)


@commands.command()
@click.argument("ids", nargs=-1, required=True)
@_library_option
def delete(ids: tuple[str, ...], folder: str) -> int:
    """Delete documents by id."""
    with _open(folder) as library:
        count = library.delete(ids)
    click.echo(f"{count:,} documents deleted", err=True)
    return _HITS if count else _NO_HITS


@commands.command()
@_library_option
def rebuild(folder: str) -> int:
    """Make the index again from the stored documents."""
    with _open(folder) as library:
        count = library.rebuild()
    click.echo(f"{count:,} documents indexed", err=True)
    return _HITS


# -- Searching ----------------------------------------------------------------


@commands.command()
@click.argument("query", nargs=-1)
@_library_option
@click.option(
    "--limit", type=int, default=10, metavar="N", show_default=True, help="How many hits."
)
@click.option(
    "--offset", type=int, default=0, metavar="N", help="How many hits to leave out before."
)
@click.option(
    "--lang", "language", metavar="CODE", help="Only documents in a language: fa, ar, en."
)
@click.option("--source", metavar="NAME", help="Only documents of a source.")
@click.option("--tag", metavar="NAME", help="Only documents with a tag.")
@click.option("--after", metavar="DATE", help="Only documents from this date on.")
@click.option("--before", metavar="DATE", help="Only documents before this date.")
@click.option(
    "--order",
    default="relevance",
    metavar="ORDER",
    show_default=True,
    help="relevance, newest or oldest.",
)
@click.option("--facets", default="", metavar="NAMES", help="Count language, source, tag, year.")
@click.option("--no-spellings", is_flag=True, help="Leave out other spellings of names.")
@click.option("--explain", is_flag=True, help="Say what made up each score.")
@_json_option
@click.option("--jsonl", is_flag=True, help="Write a JSON object for each hit.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table of the hits.")
@click.option("--queries", metavar="FILE", help="Answer the queries of a file: id, tab, query.")
@click.option("--run", metavar="FILE", help="Write their answers here, as a TREC run.")
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
      lang:fa  source:NAME  tag:NAME  after:2023-01-01  before:2023-06
    """  # noqa: D301 (click wants a backspace)
    from . import output

    if bool(queries) != bool(run) or bool(queries) == bool(query):
        raise click.UsageError("expected a QUERY, or --queries FILE and --run FILE")
    with _open(folder) as library:
        if queries and run:
            return _run(library, queries, run, depth, spellings=not no_spellings)
        names = [name.strip() for name in facets.split(",") if name.strip()]
        answer = library.search(
            " ".join(query), facets=names, spellings=not no_spellings, **options
        )
    if as_json:
        click.echo(output.json_text(output.answer_json(answer)))
    elif jsonl:
        for hit in answer:
            click.echo(output.json_text(output.hit_json(hit)))
    else:
        lines = (
            output.csv_lines(answer)
            if as_csv
            else Page(sys.stdout).lines(answer, options["offset"])
        )
        for line in lines:
            click.echo(line)
    return _HITS if answer.total else _NO_HITS


def _run(library: Library, queries: str, run: str, depth: int, *, spellings: bool) -> int:
    """Answer the queries of a file into a TREC run file."""
    from . import output

    found = 0
    with Path(run).open("w", encoding="utf-8") as file:
        for query_id, text in _queries(queries):
            ranking = library.rank(text, limit=depth, spellings=spellings)
            found += bool(ranking)
            file.writelines(f"{line}\n" for line in output.run_lines(query_id, ranking))
    return _HITS if found else _NO_HITS


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


# -- Looking ------------------------------------------------------------------


@commands.command()
@click.argument("id")
@_library_option
@_json_option
def show(id: str, folder: str, as_json: bool) -> int:  # noqa: A002 (its name in the help)
    """Show a document."""
    from . import output

    with _open(folder) as library:
        document = library.get(id)
    if document is None:
        click.echo(f"no document {id!r} in {folder}", err=True)
        return _NO_HITS
    if as_json:
        click.echo(output.json_text(output.document_json(document)))
        return _HITS
    page = Page(sys.stdout)
    for name, value in output.document_json(document).items():
        if name not in ("text", "extra", "tags"):
            click.echo(f"{name}: {page.text(value)}")
    if document.tags:
        click.echo(f"tags: {', '.join(map(page.text, document.tags))}")
    click.echo()
    for line in document.text.splitlines():
        click.echo(page.text(line))
    return _HITS


@commands.command()
@_library_option
@_json_option
def stats(folder: str, as_json: bool) -> int:
    """Say what a library holds."""
    from dataclasses import asdict

    from . import output

    with _open(folder) as library:
        found = library.stats()
    if as_json:
        click.echo(output.json_text(asdict(found)))
        return _HITS
    page = Page(sys.stdout)
    click.echo(f"documents: {found.documents:,}")
    click.echo(f"words: {found.words:,}")
    click.echo(f"size: {found.size / 1e6:,.1f} MB")
    for name, counts in found.facets.items():
        if counts:
            click.echo(f"{name}: {page.counts(counts)}")
    return _HITS


@commands.command()
@_library_option
def check(folder: str) -> int:
    """Look for damage in a library; 'rebuild' mends an index."""
    with _open(folder) as library:
        problems = library.check()
    for problem in problems:
        click.echo(problem)
    click.echo("no problem found" if not problems else f"{len(problems)} problems found", err=True)
    return _NO_HITS if problems else _HITS


@commands.command()
@_library_option
@click.option(
    "--output",
    "file",
    type=click.File("w", encoding="utf-8", lazy=False),
    default="-",
    metavar="FILE",
    help="Write here instead of to standard output.",
)
def export(folder: str, file: IO[str]) -> int:
    """Write all documents as JSONL, which 'index' reads."""
    from . import output

    with _open(folder) as library:
        for document in library.documents():
            click.echo(output.json_text(output.document_json(document)), file=file)
    return _HITS


@commands.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--lang", "language", metavar="CODE", help="The language; else it is guessed.")
@_json_option
def analyze(text: tuple[str, ...], language: str | None, as_json: bool) -> int:
    """Show the tokens of a text, and what each is indexed as."""
    from ..index.analysis import Chain
    from . import output

    chain = Chain()
    whole = " ".join(text)
    tokens = list(chain.tokens(whole, language))
    if as_json:
        click.echo(output.json_text([token._asdict() for token in tokens]))
        return _HITS if tokens else _NO_HITS
    if language is None:
        guess = chain.language(whole)
        sure = "" if guess.certain else ", not certain"
        click.echo(f"language: {guess.language or 'unknown'}{sure}")
    page = Page(sys.stdout)
    for token in tokens:
        stems = ", ".join(map(page.text, token.stems))
        stop = ", a stop word" if chain.is_stop_word(token.surface) else ""
        span = f", {token.span} parts" if token.span > 1 else ""
        shown, folded = page.text(token.text), page.text(token.surface)
        click.echo(f"{token.position:4}  {shown}: folded {folded}, stem {stems}{span}{stop}")
    return _HITS if tokens else _NO_HITS
