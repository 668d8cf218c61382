"""Analysis of many documents: their languages, and their texts as columns of terms."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .analysis.chain import Chain
from .columns import Column
from .document import Document
from .findings import Findings, Source, find
from .names.keys import keys

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Analyst", "Analyzed"]

# A process analyses so many batches ahead: a segment takes some seconds to write, and a batch
# half a second to analyse.
_AHEAD = 8


class Analyzed(NamedTuple):
    """Documents with their languages, and their text fields."""

    documents: Sequence[Document]
    texts: Mapping[str, Column]
    #: How many documents were given; of several with one id the last is analysed.
    given: int
    #: The name keys of some words.
    keys: Mapping[str, Sequence[str]]

    def keys_of(self, word: str) -> Collection[str]:
        """Return the name keys of a word."""
        found = self.keys.get(word)
        return keys(word) if found is None else found


class _Waiting(NamedTuple):
    """A batch that another process analyses."""

    documents: Sequence[Document]
    given: int
    task: Future[Findings]
    #: What was found here instead.
    found: Findings | None = None


class Analyst:
    """Analyses batches of documents, in their order."""

    def __init__(self, analysis: Chain, processes: int = 0) -> None:
        """Let so many other processes help, if there is enough to do."""
        self._chain = analysis
        self._processes = processes

    def analyzed(self, documents: Iterable[Document]) -> Analyzed:
        """Analyse documents."""
        batch = list(documents)
        latest = _latest(batch)
        return _analyzed(latest, self._find(_sources(latest)), len(batch))

    def batches(self, batches: Iterable[list[Document]]) -> Generator[Analyzed, None, None]:
        """Analyse batches; what came before an exception of ``batches`` is yielded first."""
        batches = iter(batches)
        for number, batch in enumerate(batches):
            if number and self._processes:
                yield from self._with_help(chain([batch], batches))
            else:
                yield self.analyzed(batch)

    def _with_help(self, batches: Iterator[list[Document]]) -> Iterator[Analyzed]:
        """Analyse in other processes, some batches ahead."""
        from .workers import Workers

        waiting: deque[_Waiting] = deque()
        failure: BaseException | None = None
        with Workers(self._processes, self._find) as workers:
            while failure is None:
                try:
                    batch = next(batches, None)
                except BaseException as error:  # noqa: BLE001 (it is raised below)
                    batch, failure = None, error
                if batch is None:
                    break
                latest = _latest(batch)
                task = workers.submit(_sources(latest))
                waiting.append(_Waiting(latest, len(batch), task))
                if len(waiting) > _AHEAD * self._processes:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        if failure is not None:
            raise failure

    def _next(self, waiting: deque[_Waiting]) -> Analyzed:
        """Take the next batch; until it is done, do here what no process has begun."""
        first = waiting.popleft()
        while not first.task.done() and self._help(waiting):
            pass
        found = first.task.result() if first.found is None else first.found
        return _analyzed(first.documents, found, first.given)

    def _help(self, waiting: deque[_Waiting]) -> bool:
        """Analyse the last batch that waits for a process; say whether there was one."""
        for place in reversed(range(len(waiting))):
            batch = waiting[place]
            # One that is cancelled says so again.
            if batch.found is None and batch.task.cancel():
                waiting[place] = batch._replace(found=self._find(_sources(batch.documents)))
                return True
        return False

    def _find(self, sources: Sequence[Source]) -> Findings:
        return find(self._chain, sources)


def _latest(batch: Iterable[Document]) -> list[Document]:
    return list({document.id: document for document in batch}.values())


def _sources(documents: Iterable[Document]) -> list[Source]:
    return [(document.title, document.text, document.language) for document in documents]


def _analyzed(documents: Sequence[Document], found: Findings, given: int) -> Analyzed:
    named = [
        document if document.language == language else document.in_language(language)
        for document, language in zip(documents, found.languages, strict=True)
    ]
    return Analyzed(named, found.texts, given, found.keys)
