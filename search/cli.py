"""The command line: a thin layer over :class:`.library.Library`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..index.amount import amount
from ..index.cores import spare_cores
from ..index.errors import FehrestError, InvalidArgument
from .terminal import Page, harmless, path_of, prepare_streams, utf8, well_formed

if TYPE_CHECKING:
    from ..index.ingest import Problem
    from .answer import Answer
    from .library import Library

__all__ = ["run"]

_HITS, _NO_HITS, _ERROR, _INTERRUPTED = 0, 1, 2, 130
_DEFAULT_LIBRARY = "fehrest-library"
_RUN_DEPTH = 1_000
# From here on two names are rather one than not.
_LIKELY = 0.5


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
        status = _INTERRUPTED
    except SystemExit as left:
        # When whoever reads us has enough, click puts something in the place of our
        # stream, and leaves.
        status = left.code if sys.stdout is stdout else _HITS
    except (click.ClickException, FehrestError, OSError) as error:
        # A full disk may hold standard error as well.
        with suppress(OSError):
            _complain(error)
        status = _ERROR
    if not _flushed():
        status = _ERROR
    return status if isinstance(status, int) else _HITS


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
        click.echo(harmless(f"fehrest: {error}"), err=True)


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
        type=path_of,
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


def _processes_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--processes",
        type=click.IntRange(0, 64),
        default=spare_cores,
        metavar="N",
        show_default="the cores to spare",
        help="So many other processes help where there are thousands of documents.",
    )(command)


@commands.command()
@click.argument("inputs", nargs=-1, required=True, type=path_of)
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
    and line, and passed over.
    """
    from ..index.ingest import Reader
    from .progress import Progress

    problems = _Problems(strict=strict)
    reader = Reader(inputs, format=form, encoding=encoding, on_problem=problems)
    with (
        _open(folder, create=True, wait=wait) as library,
        Progress(reader, quiet=quiet) as progress,
    ):
        given = library.add(reader, progress=progress.show, processes=processes)
        total = len(library)
    click.echo(f"{amount(given, 'document')} indexed; {total:,} in {utf8(folder)}", err=True)
    if problems.count:
        click.echo(f"{amount(problems.count, 'record')} passed over", err=True)
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
        click.echo(harmless(str(problem)), err=True)


@commands.command()
@click.argument("ids", nargs=-1, required=True)
@_library_option
def delete(ids: tuple[str, ...], folder: str) -> int:
    """Delete documents by id."""
    with _open(folder) as library:
        count = library.delete(ids)
    click.echo(f"{amount(count, 'document')} deleted", err=True)
    return _HITS if count else _NO_HITS


@commands.command()
@_library_option
@_processes_option
def rebuild(folder: str, processes: int) -> int:
    """Make the index again from the stored documents."""
    with _open(folder) as library:
        count = library.rebuild(processes=processes)
    click.echo(f"{amount(count, 'document')} indexed", err=True)
    return _HITS


# -- Searching ----------------------------------------------------------------


@commands.command()
@click.argument("query", nargs=-1, type=well_formed)
@_library_option
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
@_json_option
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
    with _open(folder) as library:
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
    return _HITS if answer.total else _NO_HITS


def _write_data(answer: Answer, *, as_json: bool, jsonl: bool) -> None:
    """Write an answer as JSON, as lines of it, or as a table."""
    from . import output

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
        click.echo(f"no document {id!r} in {utf8(folder)}", err=True)
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
@click.argument("name", nargs=-1, required=True, type=well_formed)
@click.option("--match", "is_pair", is_flag=True, help="Compare two names; no library is needed.")
@_library_option
@_json_option
def names(name: tuple[str, ...], is_pair: bool, folder: str, as_json: bool) -> int:
    """Show the library's own spellings of a name; or say whether two names are one.

    \b
      fehrest names Gantz
      fehrest names --match "Benny Gantz" "بيني غانتس"
    """  # noqa: D301 (click wants a backspace)
    if is_pair:
        return _match(name, as_json=as_json)
    from . import output

    with _open(folder) as library:
        found = library.spellings(" ".join(name))
        if as_json:
            click.echo(output.json_text(output.spellings_json(found)))
        else:
            for word, spellings in found.items():
                for line in Page(sys.stdout).spellings(word, spellings, library.written):
                    click.echo(line)
    return _HITS if any(found.values()) else _NO_HITS


def _match(names: Sequence[str], *, as_json: bool) -> int:
    """Say whether two names are one."""
    from ..index.names.matching import match_names
    from . import output

    if len(names) != 2:
        raise click.UsageError(f"--match compares two names; {len(names)} were given")
    match = match_names(*names)
    if as_json:
        click.echo(output.json_text(output.match_json(match)))
    else:
        for line in Page(sys.stdout).match(match):
            click.echo(line)
    return _HITS if match.probability >= _LIKELY else _NO_HITS


@commands.command()
@_library_option
@_json_option
def stats(folder: str, as_json: bool) -> int:
    """Say what a library holds."""
    from . import output

    with _open(folder) as library:
        found = library.stats()
    if as_json:
        click.echo(output.json_text(found._asdict()))
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
    found = amount(len(problems), "problem") if problems else "no problem"
    click.echo(f"{found} found", err=True)
    return _NO_HITS if problems else _HITS


@commands.command()
@_library_option
@click.option(
    "--output",
    "file",
    type=path_of,
    default="-",
    metavar="FILE",
    help="Write here instead of to standard output.",
)
def export(folder: str, file: str) -> int:
    """Write all documents as JSONL, which 'index' reads."""
    from . import output

    with _open(folder) as library, click.open_file(file, "w", encoding="utf-8") as stream:
        for document in library.documents():
            click.echo(output.json_text(output.document_json(document)), file=stream)
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


# -- Serving ------------------------------------------------------------------


@commands.command()
@_library_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=int, default=8080, show_default=True, help="Its port; 0 is any.")
@click.option(
    "--threads", type=int, default=4, show_default=True, help="How many requests at a time."
)
@click.option("--name", default="Fehrest", show_default=True, help="What the pages are called.")
@click.option(
    "--token",
    envvar="FEHREST_TOKEN",
    metavar="TEXT",
    help="Who knows it may write through the API; better as FEHREST_TOKEN.",
)
@click.option("--public-url", default="", metavar="URL", help="The address seen from outside.")
@click.option(
    "--rate-limit", metavar="LIMITS", help='For one address, as "40 per second"; "" for none.'
)
@click.option("--log-queries", is_flag=True, help="Log what people search for.")
def serve(folder: str, host: str, port: int, threads: int, **choices: Any) -> int:
    """Serve a search page and an API until interrupted."""
    from ..web.serve import serve as serve_library
    from ..web.settings import Settings

    settings = Settings(**{name: value for name, value in choices.items() if value is not None})
    serve_library(
        folder,
        host=host,
        port=port,
        threads=threads,
        settings=settings,
        on_ready=lambda address: click.echo(f"Fehrest is at {address} (Ctrl+C stops it)"),
    )
    return _HITS
