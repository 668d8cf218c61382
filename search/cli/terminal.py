"""Text for a terminal: colour where it is wanted, directions that do not mix."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from ...index.amount import amount

if TYPE_CHECKING:
    from ...index.names.matching import NameMatch
    from ..answer import Answer, Hit, Snippet
    from ..spellings import Spelling

__all__ = ["Page", "harmless", "path_of", "prepare_streams", "utf8", "well_formed"]

_FIRST_STRONG_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"
# What would let a text act on the terminal, or on the text beside it: C0 and C1 controls,
# direction embeddings and overrides, isolates.  Those that part words leave a space.
_ACTIVE = {
    code: " " if chr(code).isspace() else None
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale says, and to nowhere if a stream was closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (to the end)
            setattr(sys, name, nowhere)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def harmless(text: str) -> str:
    """Return ``text`` without what would act on a terminal."""
    return text.translate(_ACTIVE)


def utf8(argument: str) -> str:
    """Return an argument of the command line, read as UTF-8 whatever the locale says.

    Bytes that are no UTF-8 stay in it as Python hides them, for the names of files.
    """
    return os.fsencode(argument).decode("utf-8", errors="surrogateescape")


def path_of(argument: str) -> str:
    """Return what :func:`utf8` returned as the system names the file; its inverse."""
    return os.fsdecode(argument.encode("utf-8", errors="surrogateescape"))


def well_formed(argument: str) -> str:
    """Return what :func:`utf8` returned as text."""
    return argument.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


class Page:
    """Writes an answer for a reader.

    On a terminal each piece of text stands in a directional isolate, so that a title, a
    snippet and a source in different scripts keep their order.
    """

    def __init__(self, stream: TextIO) -> None:
        """Prepare for ``stream``: plain text, unless it is a terminal."""
        self._is_terminal = stream.isatty()
        self._has_colour = self._is_terminal and not os.environ.get("NO_COLOR")

    def lines(self, answer: Answer, offset: int, meant: str | None = None) -> Iterator[str]:
        """Yield the lines of a page of hits that begins with hit ``offset``.

        ``meant`` is what the query may have been meant to be.
        """
        for number, hit in enumerate(answer, offset + 1):
            yield from self._hit(number, hit)
            yield ""
        for word, spellings in answer.spellings.items():
            yield f"{self.text(word)} was also searched as {self._listed(spellings)}"
        for name, counts in answer.facets.items():
            yield f"{name}: {self.counts(counts)}"
        yield from (f"Note: {note}" for note in answer.notes)
        if meant:
            yield f"Did you mean {self.text(meant)}?"
        yield _summary(answer, offset)

    def spellings(
        self, name: str, found: Sequence[Spelling], written: Callable[[str], str]
    ) -> Iterator[str]:
        """Yield the lines of a name and its spellings, each as ``written`` shows it."""
        yield self.text(name)
        if not found:
            yield "  no other spelling"
        for one in found:
            is_whole = one.is_listed and len(one.units) == 1
            known_by = "from the list of names" if is_whole else self._units(one.units)
            yield (
                f"  {one.probability:.2f}  {self.text(written(one.word))}"
                f"  {amount(one.documents, 'document')}  {self._dim(known_by)}"
            )

    def match(self, match: NameMatch) -> Iterator[str]:
        """Yield the lines of how likely two names are one, and by which letters."""
        yield f"{match.probability:.3f}"
        for one in match.alignment:
            if one.left and one.right:
                shown = self._dim(self._units(one.units))
                yield f"  {self.text(one.left)} = {self.text(one.right)}  {shown}"
            else:
                yield f"  {self.text(one.left or one.right)} in one only"

    def _units(self, units: Sequence[tuple[str, str]]) -> str:
        """Return what stands for what, a run of letters on each side."""
        lefts, rights = zip(*units, strict=True) if units else ((), ())
        return " / ".join(self.text("-".join(filter(None, side))) for side in (lefts, rights))

    def text(self, text: str) -> str:
        """Return text of a document or a query as it may be shown."""
        shown = harmless(text)
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}" if self._is_terminal else shown

    def row(self, row: str) -> str:
        """Return a row of a table: for a program as it is, on a terminal harmless."""
        return harmless(row) if self._is_terminal else row

    def counts(self, counts: Mapping[str, int]) -> str:
        """Return values with how often each occurs."""
        return ", ".join(f"{self.text(value)} {count:,}" for value, count in counts.items())

    def _hit(self, number: int, hit: Hit) -> Iterator[str]:
        title = self._snippet(hit.title) if hit.title.text else self.text(hit.id)
        yield f"{number}. {title}"
        yield f"   {self._snippet(hit.snippet)}"
        document = hit.document
        about = (document.source, document.date, document.language, document.url, document.id)
        yield f"   {self._dim(' · '.join(self.text(part) for part in about if part))}"
        if hit.matches:
            reasons = "; ".join(match.sentence(self.text) for match in hit.matches)
            yield f"   {self._dim(f'found: {reasons}')}"
        for part in hit.contributions:
            yield f"     {part.score:8.3f}  {part.sentence(self.text)}"

    def _snippet(self, snippet: Snippet) -> str:
        """Return a snippet with the words that match standing out."""
        if not self._has_colour:
            return self.text(snippet.marked("", ""))
        pieces = ((harmless(text), is_mark) for text, is_mark in snippet.pieces())
        marked = (
            click.style(text, fg="yellow", bold=True) if is_mark else text
            for text, is_mark in pieces
        )
        return f"{_FIRST_STRONG_ISOLATE}{snippet.framed(''.join(marked))}{_POP_ISOLATE}"

    def _dim(self, text: str) -> str:
        return click.style(text, dim=True) if self._has_colour else text

    def _listed(self, texts: Iterable[str]) -> str:
        return "; ".join(map(self.text, texts))


def _summary(answer: Answer, offset: int) -> str:
    shown = f", {offset + 1:,} to {offset + len(answer):,}" if answer.hits else ""
    return f"{amount(answer.total, 'document')}{shown} in {answer.seconds:.3f} s"
