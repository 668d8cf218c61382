"""Commands that show what is there, and change nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

from ...index.amount import amount
from ...index.errors import InvalidArgument, LibraryFailed
from ...index.languages import checked_language
from .. import output
from .options import ERROR, FOUND, NOTHING, json_option, library_option, open_library
from .target import STANDARD_OUTPUT, writing
from .terminal import Page, harmless, path_of, utf8, well_formed

__all__ = ["analyze", "check", "export", "names", "show", "stats"]

# From here on two names are rather one than not.
_LIKELY = 0.5


@click.command()
@click.argument("id")
@library_option
@json_option
def show(id: str, folder: str, as_json: bool) -> int:  # noqa: A002 (its name in the help)
    """Show a document."""
    with open_library(folder) as library:
        document = library.get(id)
    if document is None:
        click.echo(f"no document {id!r} in {utf8(folder)}", err=True)
        return NOTHING
    if as_json:
        click.echo(output.json_text(output.document_json(document)))
        return FOUND
    page = Page(sys.stdout)
    for name, value in output.document_json(document).items():
        if name not in ("text", "extra", "tags"):
            click.echo(f"{name}: {page.text(value)}")
    if document.tags:
        click.echo(f"tags: {', '.join(map(page.text, document.tags))}")
    click.echo()
    for line in document.text.splitlines():
        click.echo(page.text(line))
    return FOUND


@click.command()
@click.argument("name", nargs=-1, required=True, type=well_formed)
@click.option("--match", "is_pair", is_flag=True, help="Compare two names; no library is needed.")
@library_option
@json_option
def names(name: tuple[str, ...], is_pair: bool, folder: str, as_json: bool) -> int:
    """Show how a name is spelled; compare two names.

    The spellings are those of words in the library.

    \b
      fehrest names Gantz
      fehrest names --match "Benny Gantz" "بيني غانتس"
    """  # noqa: D301 (click wants a backspace)
    if is_pair:
        return _match(name, as_json=as_json)
    with open_library(folder) as library:
        found = library.spellings(" ".join(name))
        _check_name(" ".join(name), found)
        if as_json:
            click.echo(output.json_text(output.spellings_json(found)))
        else:
            for word, spellings in found.items():
                for line in Page(sys.stdout).spellings(word, spellings, library.written):
                    click.echo(line)
    return FOUND if any(found.values()) else NOTHING


def _match(names: Sequence[str], *, as_json: bool) -> int:
    """Say whether two names are one."""
    from ...index.names.matching import match_names

    if len(names) != 2:
        raise InvalidArgument(f"{amount(len(names), 'name')} given; expected two after --match")
    match = match_names(*names)
    _check_name(names[0], [one.left for one in match.alignment])
    _check_name(names[1], [one.right for one in match.alignment])
    if as_json:
        click.echo(output.json_text(output.match_json(names[0], match)))
    else:
        for line in Page(sys.stdout).match(match):
            click.echo(line)
    return FOUND if match.probability >= _LIKELY else NOTHING


def _check_name(name: str, words: Iterable[str]) -> None:
    """Raise :class:`.InvalidArgument` for a name of which no word was read."""
    if not any(words):
        raise InvalidArgument(f"no name in {name!r:.80}; expected a word at least")


@click.command()
@library_option
@json_option
def stats(folder: str, as_json: bool) -> int:
    """Say what a library holds."""
    with open_library(folder) as library:
        found = library.stats()
    if as_json:
        click.echo(output.json_text(found._asdict()))
        return FOUND
    page = Page(sys.stdout)
    click.echo(f"documents: {found.documents:,}")
    click.echo(f"words: {found.words:,}")
    click.echo(f"size: {found.size / 1e6:,.1f} MB")
    for name, counts in found.facets.items():
        if counts:
            click.echo(f"{name}: {page.counts(counts)}")
    return FOUND


@click.command()
@library_option
def check(folder: str) -> int:
    """Look for damage in a library; 'rebuild' mends an index."""
    with open_library(folder) as library:
        problems = library.check()
    for problem in problems:
        click.echo(problem)
    found = amount(len(problems), "problem") if problems else "no problem"
    click.echo(f"{found} found", err=True)
    return NOTHING if problems else FOUND


@click.command()
@library_option
@click.option(
    "--output",
    "file",
    type=path_of,
    default=STANDARD_OUTPUT,
    metavar="FILE",
    help="Write here instead of to standard output; with .gz, .bz2 or .xz compressed.",
)
def export(folder: str, file: str) -> int:
    """Write all documents as JSONL, which 'index' reads.

    A file that is there is replaced at the end. A document that is damaged is reported, and the
    others are written.
    """
    damages: list[LibraryFailed] = []
    with open_library(folder) as library, writing(file, "--output", folder) as write:
        for document in library.documents(on_damage=damages.append):
            write(output.json_text(output.document_json(document)))
    for damage in damages:
        click.echo(harmless(f"fehrest: {damage}"), err=True)
    return ERROR if damages else FOUND


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--lang", "language", metavar="CODE", help="The language; else it is guessed.")
@json_option
def analyze(text: tuple[str, ...], language: str | None, as_json: bool) -> int:
    """Show the tokens of a text, and what each is indexed as."""
    from ...index.analysis import Chain

    chain = Chain()
    whole = " ".join(text)
    code = None if language is None else checked_language(language)
    tokens = list(chain.tokens(whole, code))
    if as_json:
        click.echo(output.json_text([token._asdict() for token in tokens]))
        return FOUND if tokens else NOTHING
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
    return FOUND if tokens else NOTHING
