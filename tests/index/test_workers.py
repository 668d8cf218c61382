"""Analysis in other processes: the same outcome, whatever becomes of them."""

from __future__ import annotations

import marshal
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest
from fehrest.index import workers
from fehrest.index.analysis import Chain
from fehrest.index.analyst import Analyst
from fehrest.index.catalog import Catalog
from fehrest.index.document import Document
from fehrest.index.errors import InvalidArgument
from fehrest.index.findings import Findings, Source, find
from fehrest.index.names.keys import keys
from fehrest.index.whoosh.toc import read_toc

_BATCH = 10
Started = list["subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fehrest.index.catalog._BATCH", _BATCH)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The processes that are started from now on."""
    processes: Started = []
    start = workers._start

    def remember() -> subprocess.Popen[bytes]:
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(workers, "_start", remember)
    return processes


@pytest.fixture
def documents(sample_documents: list[Document]) -> list[Document]:
    # One of them comes twice in a batch, and one in two batches.
    return [*sample_documents[:45], *sample_documents[41:43], sample_documents[3]]


def _segments(folder: Path) -> list[object]:
    return [(part.count, part.checksum) for part in read_toc(folder / "index").segments]


def _name_keys(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "store.db")) as store:
        return store.execute("SELECT key, word FROM name_key ORDER BY key, word").fetchall()


def test_keys_are_told_of_words_that_were_not_met() -> None:
    met = {"سلام"}
    found = find(Chain(), [("", "سلام گانتس، سلام Gantz", "fa")])
    told = found.with_keys(met)
    assert {word: set(keys(word)) for word in ("گانتس", "gantz")} == {
        word: set(found) for word, found in told.keys.items()
    }
    assert met == {"سلام", "گانتس", "gantz"}
    assert told.with_keys(met).keys == {}
    assert Findings.from_plain(*told.plain()).keys == told.keys


def test_findings_go_from_process_to_process_as_they_are() -> None:
    found = find(Chain(), [("ا", "سلام گانتس", "fa"), ("", "سلام", "")]).with_keys(set())
    taken = Findings.from_plain(*marshal.loads(marshal.dumps(found.plain())))
    assert (taken.languages, taken.keys) == (found.languages, found.keys)
    for name, column in found.texts.items():
        assert taken.texts[name].terms == column.terms
        for sent, array in zip(column[1:], taken.texts[name][1:], strict=True):
            assert (array.dtype, array.tolist()) == (sent.dtype, sent.tolist())


def test_the_same_index_with_and_without_others(
    tmp_path: Path, documents: list[Document], started: Started
) -> None:
    for processes in (0, 2):
        catalog = Catalog(tmp_path / str(processes), create=True)
        assert catalog.add(documents, processes=processes) == len(documents)
        assert catalog.check() == []
        catalog.close()
    assert _segments(tmp_path / "0") == _segments(tmp_path / "2")
    assert _name_keys(tmp_path / "0") == _name_keys(tmp_path / "2") != []
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)


def test_others_help_to_rebuild(
    tmp_path: Path, documents: list[Document], started: Started
) -> None:
    catalog = Catalog(tmp_path, create=True)
    catalog.add(documents)
    indexes = []
    for processes in (0, 2):
        heard: list[int] = []
        assert catalog.rebuild(heard.append, processes) == len(catalog.store)
        assert heard == [*range(_BATCH, len(catalog.store), _BATCH), len(catalog.store)]
        assert catalog.check() == []
        indexes.append(_segments(tmp_path))
    assert indexes[0] == indexes[1]
    assert len(started) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="pipes of other systems")
def test_pipes_stay_as_they_are_where_they_cannot_be_wider(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user may have so much in pipes and no more."""
    monkeypatch.setattr(workers, "_PIPE_BYTES", 2**32 - 1)
    catalog = Catalog(tmp_path, create=True)
    assert catalog.add(documents, processes=2) == len(documents)
    assert catalog.check() == []


def test_who_would_wait_helps(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a process that has just been started could not begin is analysed here, once."""
    done_here: list[list[str]] = []
    find = Analyst._find

    def noted(self: Analyst, sources: Sequence[Source]) -> Findings:
        done_here.append([text for _title, text, _language in sources])
        return find(self, sources)

    monkeypatch.setattr(Analyst, "_find", noted)
    catalog = Catalog(tmp_path, create=True)
    assert catalog.add(documents, processes=1) == len(documents)
    texts = [document.text for document in documents]
    assert set(texts[:_BATCH]) < set(chain.from_iterable(done_here)) < set(texts)
    assert len(done_here) == len(set(map(tuple, done_here)))


def test_a_few_documents_start_no_process(
    tmp_path: Path, documents: list[Document], started: Started
) -> None:
    assert Catalog(tmp_path, create=True).add(documents[:_BATCH], processes=2) == _BATCH
    assert started == []


def test_what_a_process_leaves_undone_is_done_here(
    tmp_path: Path, documents: list[Document], started: Started
) -> None:
    def killing() -> Iterator[Document]:
        for number, document in enumerate(documents):
            if number == 25:
                started[0].kill()
                started[0].wait()
            yield document

    catalog = Catalog(tmp_path, create=True)
    assert catalog.add(killing(), processes=1) == len(documents)
    assert len(catalog.store) == len({document.id for document in documents})
    assert catalog.check() == []


@pytest.mark.parametrize("program", ["/no/python", "", None])
def test_what_no_process_can_be_started_for_is_done_here(
    tmp_path: Path,
    documents: list[Document],
    monkeypatch: pytest.MonkeyPatch,
    program: str | None,
) -> None:
    monkeypatch.setattr("sys.executable", program)
    catalog = Catalog(tmp_path, create=True)
    assert catalog.add(documents, processes=2) == len(documents)
    assert catalog.check() == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_documents_before_a_failure_are_kept(
    tmp_path: Path, documents: list[Document], started: Started, error: type[BaseException]
) -> None:
    def failing() -> Iterator[Document]:
        yield from documents[:35]
        raise error

    catalog = Catalog(tmp_path, create=True)
    told: list[int] = []
    with pytest.raises(error):
        catalog.add(failing(), told.append, processes=1)
    assert told == [10, 20, 30, 35]
    assert len(catalog.store) == len(catalog.engine.serials()) == 35
    assert all(process.poll() is not None for process in started)


@pytest.mark.parametrize("processes", [-1, 65, 10**9])
def test_fewer_than_no_process_and_more_than_may_help(tmp_path: Path, processes: int) -> None:
    catalog = Catalog(tmp_path, create=True)
    said = f"processes is {processes}; expected 0 to 64"
    with pytest.raises(InvalidArgument, match=said):
        catalog.add([], processes=processes)
    with pytest.raises(InvalidArgument, match=said):
        catalog.rebuild(processes=processes)


def test_no_more_processes_are_started_than_there_are_batches(
    tmp_path: Path, documents: list[Document], started: Started
) -> None:
    catalog = Catalog(tmp_path, create=True)
    assert catalog.add(documents[: 3 * _BATCH], processes=8) == 3 * _BATCH
    # The first batch is analysed before it is known that there is another.
    assert len(started) == 2
    assert catalog.check() == []


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_processes_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    code = """
import sys
from fehrest.index import catalog, workers
from fehrest.index.document import Document
catalog._BATCH = 2
start = workers._start
def told():
    process = start()
    print(process.pid, flush=True)
    return process
workers._start = told
def endless():
    number = 0
    while True:
        number += 1
        yield Document(id=str(number), text="\u06a9\u062a\u0627\u0628")
catalog.Catalog(__import__("pathlib").Path(sys.argv[1]), create=True).add(endless(), processes=1)
"""
    command = [sys.executable, "-c", code, tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.wait()
        # Its end of the pipe closes with it: nothing more comes from either.
        assert process.stdout.read() == b""
    _wait_until(lambda: not _is_running(worker))


def _is_running(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def _wait_until(true: Callable[[], bool]) -> None:
    import time

    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("still running")
