"""The catalog: the store and an engine, kept in step.

Writing goes: documents and words into the store, in one transaction a batch; then terms
into the engine's writer, which is committed once at the end.  So a batch is safe as soon
as its transaction is, whatever becomes of the engine.

Opening compares revisions.  An engine that is behind, because a writer died, is brought
up to date; one that cannot be read, or was made by another chain, is made again.  While
another process writes, the engine is behind on purpose, and is read as it is.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from .amount import amount
from .analysis.chain import Chain
from .arguments import shown, whole_number
from .cores import MOST_PROCESSES
from .dates import moment
from .document import Document
from .engine import Batch, Engine, EngineWriter, State
from .errors import InvalidArgument, LibraryBusy, LibraryFailed, NotALibrary
from .garbage import seldom_collected
from .store import Store
from .whoosh.engine import WhooshEngine

if TYPE_CHECKING:
    from logging import Logger

    from .analyst import Analyst, Analyzed
    from .columns import Column

__all__ = ["Catalog", "Progress"]

#: Called with the number of documents that are safe, each time there are more.
Progress = Callable[[int], None]

_LOCK = "lock"
_INDEX = "index"
# What a library that is being made may hold before it has a store.
_OWN_FILES = {_LOCK, *(f"store.new{end}" for end in ("", "-journal", "-wal", "-shm"))}
_WAIT_SECONDS = 30.0
_BATCH = 1_000
# A batch ends early when its texts are this long together.
_BATCH_CHARACTERS = 8_000_000

# Which process, and which thread of it, writes to a library, by the file of the lock.  One that was
# forked meanwhile finds its parent here.
_writers: dict[str, tuple[int, int]] = {}


class Catalog:
    """The documents of a library and their index."""

    def __init__(self, folder: Path, *, create: bool, wait: float = _WAIT_SECONDS) -> None:
        """Open the library in ``folder``, or make it there.

        ``wait`` says for how many seconds to wait for another process that writes.
        Raises :class:`.LibraryError`.
        """
        _check_wait(wait)
        self.folder = folder
        self._wait = wait
        if create and not Store.exists(folder):
            self._create()
        self.store = Store(folder)
        self.chain = Chain()
        self._engine: Engine = WhooshEngine(folder / _INDEX)
        #: Why there is no index.
        self._failure: LibraryFailed | None = None
        if not self._in_step():
            self._catch_up_unless_busy()

    # -- Changing -------------------------------------------------------------

    def add(
        self,
        documents: Iterable[Document],
        progress: Progress | None = None,
        processes: int = 0,
    ) -> int:
        """Add documents, replacing those with the same ids; return how many were given.

        ``processes`` says how many other processes help with many documents.
        What came before an exception of ``documents`` or ``progress`` is kept.  Raises
        :class:`.LibraryBusy` when another process goes on writing, and
        :class:`.LibraryFailed`; the batches that ``progress`` was told of are then safe.
        """
        _check_help(progress, processes)
        given, failure = 0, None
        batches = self._analyst(processes).batches(_batches(_checked(documents)))
        with seldom_collected(), self._writing() as writer, closing(batches):
            seen = set[str]()
            while True:
                try:
                    if given and progress:
                        progress(given)
                    batch = next(batches, None)
                except BaseException as error:  # noqa: BLE001 (it is raised below)
                    batch, failure = None, error
                if batch is None:
                    break
                self._add_batch(batch, seen, writer)
                given += batch.given
        if failure is not None:
            raise failure
        return given

    def remove(self, ids: Sequence[str]) -> int:
        """Delete the documents that exist among ``ids``; return how many there were."""
        with self._writing() as writer:
            removed = self.store.remove(ids).removed
            writer.delete(removed)
        return len(removed)

    def rebuild(self, progress: Progress | None = None, processes: int = 0) -> int:
        """Make the index and the vocabulary again from the documents; return how many.

        ``processes`` says how many other processes help with many documents.
        """
        _check_help(progress, processes)
        with self._locked():
            return self._rebuild(progress, processes)

    # -- Reading --------------------------------------------------------------

    @property
    def engine(self) -> Engine:
        """The engine.

        Raises :class:`.LibraryFailed` while there is no index and none could be made: an
        empty one would answer that nothing matches.
        """
        if self._failure is not None and self._engine.state() is None:
            raise LibraryFailed(f"there is no index, and none can be made: {self._failure}")
        return self._engine

    def check(self) -> list[str]:
        """Return what is wrong with the library, a sentence each.

        While someone else writes, the index is on purpose not what the store is, and is left out.
        """
        problems = self.store.check()
        try:
            with self._locked(wait=0):
                return problems + self._check_index()
        except LibraryBusy:
            _logger().warning("the library is being written; its index was not looked at")
            return problems
        except LibraryFailed:
            # We may only read.
            return problems + self._check_index()

    def close(self) -> None:
        """Let go of files."""
        self._engine.close()
        self.store.close()

    def _check_index(self) -> list[str]:
        problems = self._engine.check()
        try:
            held, stored = set(self._engine.serials()), set(self.store.serials())
        except LibraryFailed:
            return problems
        if missing := len(stored - held):
            problems.append(f"missing in the index: {amount(missing, 'document')}")
        if surplus := len(held - stored):
            problems.append(f"missing in the store: {amount(surplus, 'document')} of the index")
        return problems

    # -- Writing --------------------------------------------------------------

    def _create(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            strangers = {path.name for path in self.folder.iterdir()} - _OWN_FILES
        except (FileExistsError, NotADirectoryError) as error:
            raise NotALibrary(
                f"no library can be made at {str(self.folder)!r:.200}, where there is a file;"
                " expected a new or an empty folder"
            ) from error
        except OSError as error:
            raise LibraryFailed(f"no library at {str(self.folder)!r}: {error}") from error
        # Another process may be making the library this very moment.
        if strangers and not Store.exists(self.folder):
            raise NotALibrary(
                f"{str(self.folder)!r} holds other files; expected a library or an empty folder"
            )
        with self._locked():
            if not Store.exists(self.folder):
                Store.create(self.folder).close()

    @contextmanager
    def _locked(self, wait: float | None = None) -> Iterator[None]:
        """Be the only one who writes; raise :class:`.LibraryBusy` after the wait.

        What this very thread is doing would never end meanwhile, and is not waited for.
        """
        from filelock import FileLock, Timeout

        seconds = self._wait if wait is None else wait
        file = os.path.realpath(self.folder / _LOCK)
        us = (os.getpid(), get_ident())
        if _writers.get(file) == us:
            raise LibraryBusy(
                f"this thread is already writing to the library at {str(self.folder)!r};"
                " expected that to end before it writes again"
            )
        lock = FileLock(self.folder / _LOCK)
        try:
            lock.acquire(timeout=seconds)
        except Timeout as error:
            is_ours = file in _writers and _writers[file][0] == os.getpid()
            who = "thread" if is_ours else "process"
            raise LibraryBusy(
                f"another {who} is writing to the library at {str(self.folder)!r};"
                f" waited {seconds:g} seconds for it"
            ) from error
        except OSError as error:
            raise self._failed("written", error) from error
        _writers[file] = us
        try:
            yield
        finally:
            del _writers[file]
            lock.release()

    @contextmanager
    def _writing(self) -> Iterator[EngineWriter]:
        """Write to the engine, and commit at the end.

        After an exception the engine is left behind; the next opening catches up.
        """
        with self._locked():
            if not self._in_step():
                self._catch_up()
            self.store.forget_retired()
            writer = self._engine_writer()
            try:
                with self._failing_as_library():
                    yield writer
                    self._commit_or_rebuild(writer)
            except BaseException:
                writer.cancel()
                raise

    def _analyst(self, processes: int = 0) -> Analyst:
        # A search from a cold start analyses no documents.
        from .analyst import Analyst

        return Analyst(self.chain, processes)

    def _engine_writer(self, *, empty: bool = False) -> EngineWriter:
        with self._failing_as_library():
            return self._engine.writer(empty=empty)

    def _commit(self, writer: EngineWriter) -> None:
        writer.commit(State(self.store.revision(), self.chain.fingerprint))

    def _commit_or_rebuild(self, writer: EngineWriter) -> None:
        """Commit; make the index again if what it has to build on turns out to be damaged."""
        try:
            self._commit(writer)
        except LibraryFailed as error:
            _logger().warning("%s; making the index again", error)
            writer.cancel()
            self._rebuild()

    def _add_batch(self, batch: Analyzed, seen: set[str], writer: EngineWriter) -> None:
        """Store documents with their words, then write their terms."""
        words = set(batch.texts["content"].terms)
        unknown = self.store.unknown_words(words - seen)
        seen |= words
        change = self.store.put(batch.documents, {word: batch.keys_of(word) for word in unknown})
        writer.delete(change.removed)
        writer.add(_batch(change.added, batch.texts))

    # -- Keeping in step ------------------------------------------------------

    def _in_step(self) -> bool:
        try:
            state = self._engine.state()
        except LibraryFailed:
            return False
        return state == State(self.store.revision(), self.chain.fingerprint)

    def _catch_up_unless_busy(self) -> None:
        """Catch up, except while another process writes, or where we may only read."""
        try:
            with self._locked(wait=0):
                if not self._in_step():
                    self._catch_up()
        except LibraryBusy:
            _logger().info("another process is writing; reading what it has committed so far")
        except LibraryFailed as error:
            if self._engine.state() is not None:
                _logger().warning(
                    "the index is not up to date, and cannot be brought up: %s", error
                )
            elif len(self.store):
                self._failure = error

    def _catch_up(self) -> None:
        """Bring the engine up to date, or make it again where that is not possible."""
        try:
            state, held = self._engine.state(), set(self._engine.serials())
        except LibraryFailed as error:
            _logger().warning("%s; making it again", error)
            self._rebuild()
            return
        if state is not None and state.fingerprint != self.chain.fingerprint:
            _logger().warning("the index was made by another version; making it again")
            self._rebuild()
            return
        stored = set(self.store.serials())
        missing, surplus = sorted(stored - held), sorted(held - stored)
        if missing and held and missing[0] < max(held):
            _logger().warning("the index lacks older documents; making it again")
            self._rebuild()
            return
        if held or missing:
            _logger().warning(
                "bringing the index up to date: %s to add, %s to delete",
                amount(len(missing), "document"),
                f"{len(surplus):,}",
            )
        self._repair(missing, surplus)

    def _repair(self, missing: Sequence[int], surplus: Sequence[int]) -> None:
        writer = self._engine_writer()
        writer.delete(surplus)
        for start in range(0, len(missing), _BATCH):
            serials, documents = zip(
                *sorted(self.store.fetch(missing[start : start + _BATCH]).items()), strict=True
            )
            self._write(serials, self._analyst().analyzed(documents), writer)
        self._commit_or_fail(writer)

    def _rebuild(self, progress: Progress | None = None, processes: int = 0) -> int:
        writer = self._engine_writer(empty=True)
        vocabulary = dict[str, Collection[str]]()
        done = 0
        serials = deque[int]()
        documents = _taking(self.store.documents(), serials.append)
        batches = self._analyst(processes).batches(_batches(documents))
        with seldom_collected(), closing(batches):
            for batch in batches:
                self._write([serials.popleft() for _document in batch.documents], batch, writer)
                new = set(batch.texts["content"].terms).difference(vocabulary)
                vocabulary.update((word, batch.keys_of(word)) for word in new)
                done += batch.given
                if progress:
                    progress(done)
        self.store.replace_vocabulary(vocabulary)
        self._commit_or_fail(writer)
        return done

    def _write(self, serials: Sequence[int], found: Analyzed, writer: EngineWriter) -> None:
        """Write the terms of stored documents."""
        with self._failing_as_library():
            writer.add(_batch(list(zip(serials, found.documents, strict=True)), found.texts))

    def _commit_or_fail(self, writer: EngineWriter) -> None:
        with self._failing_as_library():
            self._commit(writer)

    @contextmanager
    def _failing_as_library(self) -> Iterator[None]:
        """Raise what the disk does to a writer as :class:`.LibraryFailed`."""
        try:
            yield
        except OSError as error:
            raise self._failed("written", error) from error

    def _failed(self, what: str, error: OSError) -> LibraryFailed:
        return LibraryFailed(f"the library at {str(self.folder)!r} cannot be {what}: {error}")


def _check_wait(wait: object) -> None:
    if not (isinstance(wait, (int, float)) and wait >= 0):
        raise InvalidArgument(f"cannot wait {shown(wait)} seconds; expected 0 or more")


def _check_help(progress: object, processes: object) -> None:
    """Raise :class:`.InvalidArgument` for who cannot hear of the work, or help with it."""
    if progress is not None and not callable(progress):
        raise InvalidArgument(f"progress is {shown(progress)}; expected a function or None")
    whole_number("processes", processes, most=MOST_PROCESSES)


def _checked(documents: object) -> Iterator[Document]:
    """Return an iterator over documents; it raises :class:`.InvalidArgument` at anything else."""
    if not isinstance(documents, Iterable):
        raise InvalidArgument(f"documents is {shown(documents)}; expected an iterable of them")
    return map(_document, documents)


def _document(value: object) -> Document:
    if isinstance(value, Document):
        return value
    raise InvalidArgument(f"one of documents is {shown(value)}; expected a Document")


def _taking(
    stored: Iterable[tuple[int, Document]], take: Callable[[int], None]
) -> Iterator[Document]:
    """Yield documents, and hand over the serial of each before it."""
    for serial, document in stored:
        take(serial)
        yield document


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Group documents; what came before an exception is yielded before it is raised."""
    batch: list[Document] = []
    characters = 0
    try:
        for document in documents:
            batch.append(document)
            characters += len(document.text)
            if len(batch) == _BATCH or characters >= _BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
    except GeneratorExit:
        raise
    except BaseException:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _batch(added: Sequence[tuple[int, Document]], texts: Mapping[str, Column]) -> Batch:
    """Return documents with their serials as an engine takes them."""
    documents = [document for _serial, document in added]
    keywords: dict[str, list[Sequence[str]]] = {
        "language": [(document.language,) if document.language else () for document in documents],
        "source": [(document.source,) if document.source else () for document in documents],
        "tag": [document.tags for document in documents],
    }
    dates = [moment(document.date) if document.date else None for document in documents]
    return Batch([serial for serial, _document in added], dates, texts, keywords)


def _logger() -> Logger:
    # Importing it takes five milliseconds of a search from a cold start, which has nothing to say.
    from logging import getLogger

    return getLogger("fehrest")
