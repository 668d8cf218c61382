"""Several processes and threads at one library: writers take turns, readers never fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import fehrest
import pytest
from fehrest import Document

Command = Callable[..., subprocess.CompletedProcess[str]]


def _record(id_: str, text: str) -> bytes:
    return json.dumps({"id": id_, "text": text}, ensure_ascii=False).encode() + b"\n"


def _is_locked(folder: Path) -> bool:
    with fehrest.open(folder, wait=0) as library:
        try:
            library.add([])
        except fehrest.LibraryBusy:
            return True
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with fehrest.open(folder) as library:
        library.add([Document(id="old", text="روزنامهٔ کهنه")])
    return folder


@pytest.fixture
def writer(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that writes until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fehrest", "index", "-q", "-", "--index", folder],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin is not None
        process.stdin.write(_record("new", "روزنامهٔ نو"))
        process.stdin.flush()
        while not _is_locked(folder):
            assert process.poll() is None
        yield process
        process.kill()


def _finish(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


# -- Two writers --------------------------------------------------------------


def test_a_second_writer_that_does_not_wait_is_refused(
    folder: Path, writer: subprocess.Popen[bytes], command: Command
) -> None:
    done = command("index", "--wait", "0", "-", "--index", folder, stdin=_record("x", "متن"))
    assert done.returncode == 2
    assert done.stderr == (
        f"fehrest: another process is writing to the library at {str(folder)!r};"
        " waited 0 seconds for it\n"
    )
    with fehrest.open(folder, wait=0.01) as library:
        for change in (lambda: library.delete(["old"]), library.rebuild):
            with pytest.raises(fehrest.LibraryBusy, match=r"waited 0\.01 seconds"):
                change()
    assert _finish(writer) == 0
    with fehrest.open(folder) as library:
        assert {document.id for document in library.documents()} == {"old", "new"}


def test_a_second_writer_that_waits_has_its_turn(
    folder: Path, writer: subprocess.Popen[bytes]
) -> None:
    with fehrest.open(folder, wait=60) as library, ThreadPoolExecutor() as pool:
        second = pool.submit(library.add, [Document(id="second", text="روزنامهٔ دوم")])
        assert not second.done()
        assert _finish(writer) == 0
        assert second.result() == 1
        assert library.search("روزنامه").total == 3
        assert library.check() == []


def test_readers_see_the_last_commit_while_another_process_writes(
    folder: Path, writer: subprocess.Popen[bytes], command: Command
) -> None:
    found = command("search", "روزنامه", "--jsonl", "--index", folder)
    assert (found.returncode, found.stderr) == (0, "")
    assert [json.loads(line)["id"] for line in found.stdout.splitlines()] == ["old"]
    for arguments in (["stats"], ["check"]):
        done = command(*arguments, "--index", folder)
        assert done.returncode == 0, done.stderr
    with fehrest.open(folder, create=False) as library:
        assert library.search("روزنامه").total == 1
        assert _finish(writer) == 0
        assert library.search("روزنامه").total == 2


def test_an_index_that_another_process_writes_is_not_checked(
    folder: Path, writer: subprocess.Popen[bytes], command: Command
) -> None:
    """What it wrote is not in the index yet, and segments come and go."""
    with fehrest.open(folder, create=False) as library:
        library._catalog.store.put([Document(id="x", text="متن")], {})
        assert library.check() == []
    done = command("check", "--index", folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "the library is being written; its index was not looked at\n" in done.stderr
    assert done.stderr.endswith("no problem found\n")


def test_a_writer_that_died_is_no_writer(
    folder: Path, writer: subprocess.Popen[bytes], command: Command
) -> None:
    writer.kill()
    writer.wait()
    done = command("index", "--wait", "0", "-", "--index", folder, stdin=_record("x", "متن"))
    assert done.returncode == 0, done.stderr


def test_processes_that_begin_together_make_one_library(tmp_path: Path) -> None:
    with ExitStack() as stack:
        processes = []
        for number in range(4):
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "fehrest", "index", "-", "--index", "library"],
                    stdin=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    cwd=tmp_path,
                )
            )
            assert process.stdin is not None
            process.stdin.write(_record(f"{number}", "روزنامه"))
            process.stdin.close()
            processes.append(process)
        for process in processes:
            assert process.stderr is not None
            assert process.wait() == 0, process.stderr.read().decode()
    with fehrest.open(tmp_path / "library", create=False) as library:
        assert library.search("روزنامه").total == 4
        assert library.check() == []


# -- Many readers -------------------------------------------------------------

_EDITIONS = 12
_PAGES = 40


def _edition(number: int) -> list[Document]:
    """All pages in one edition; a commit holds one edition and nothing of another."""
    return [Document(id=f"{page}", text=f"صفحه شماره {1000 + number}") for page in range(_PAGES)]


def _editions_seen(library: fehrest.Library) -> list[str]:
    """Search, and return the distinct texts of the pages."""
    answer = library.search("صفحه", limit=2 * _PAGES, facets=["language"])
    assert answer.total == _PAGES
    assert len(answer) == _PAGES
    assert sum(answer.facets["language"].values()) == _PAGES
    assert len(library.rank("صفحه")) == _PAGES
    return sorted({hit.document.text for hit in answer})


# Reads in a process of its own until its standard input ends.
_READER = f"""
import sys, threading
import fehrest
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
count = 0
with fehrest.open(sys.argv[1], create=False) as library:
    print("ready", flush=True)
    while not ended.is_set():
        answer = library.search("صفحه", limit=100)
        texts = {{hit.document.text for hit in answer}}
        assert answer.total == len(answer) == {_PAGES}, (answer.total, len(answer))
        assert len(texts) == 1, texts
        count += 1
print(count)
"""


def _start_reader(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _READER, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_every_reader_sees_one_commit_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other processes, other threads, and others of one process that opened it as well."""
    monkeypatch.setattr("fehrest.index.catalog._BATCH", 7)
    folder = tmp_path / "library"
    done = threading.Event()

    def read(library: fehrest.Library) -> list[list[str]]:
        seen = []
        while not done.is_set():
            seen.append(_editions_seen(library))
        return seen

    with (
        fehrest.open(folder) as library,
        ThreadPoolExecutor() as pool,
        ExitStack() as stack,
    ):
        library.add(_edition(0))
        other = stack.enter_context(fehrest.open(folder, create=False))
        reader = stack.enter_context(_start_reader(folder))
        reads = [pool.submit(read, used) for used in (library, other)]
        try:
            for number in range(1, _EDITIONS):
                library.add(_edition(number))
            library.rebuild()
        finally:
            done.set()
        out, errors = reader.communicate()
        assert reader.returncode == 0, errors
        assert int(out) > 0
        for seen in (read.result() for read in reads):
            assert seen
            assert all(len(texts) == 1 for texts in seen)
            in_order = [texts[0] for texts in seen]
            assert in_order == sorted(in_order)
        assert library.check() == []


def test_documents_that_are_being_replaced_are_found_all_the_while(tmp_path: Path) -> None:
    with fehrest.open(tmp_path) as library:
        library.add(_edition(0))

        def replacing() -> Iterator[Document]:
            for document in _edition(1):
                yield document
                assert _editions_seen(library) == ["صفحه شماره 1000"]

        library.add(replacing(), progress=lambda _given: _editions_seen(library))
        assert _editions_seen(library) == ["صفحه شماره 1001"]


def test_a_deleted_document_is_found_by_who_searches_the_last_commit(tmp_path: Path) -> None:
    with fehrest.open(tmp_path) as library:
        library.add(_edition(0))
        library._catalog.store.remove(["0"])
        assert len(library.search("صفحه", limit=100)) == _PAGES
        assert "0" not in library
        library.add([])
        assert len(library.search("صفحه", limit=100)) == _PAGES - 1


def test_threads_write_with_one_library(tmp_path: Path) -> None:
    with fehrest.open(tmp_path) as library, ThreadPoolExecutor(8) as pool:
        added = [
            pool.submit(library.add, [Document(id=f"{n}", text=f"برگ {n}")]) for n in range(16)
        ]
        assert [each.result() for each in added] == [1] * 16
        deleted = [pool.submit(library.delete, [f"{n}"]) for n in range(8)]
        assert [each.result() for each in deleted] == [1] * 8
        assert library.search("برگ").total == 8
        assert library.check() == []


def test_who_writes_cannot_write_meanwhile(tmp_path: Path) -> None:
    """It would wait for itself."""

    def adding(add: Callable[[list[Document]], int]) -> Iterator[Document]:
        yield Document(id="1", text="برگ")
        with pytest.raises(fehrest.LibraryBusy, match="this thread is already writing to the lib"):
            add([Document(id="2", text="برگ")])
        assert library.check() == []
        yield Document(id="3", text="برگ")

    with fehrest.open(tmp_path, wait=600) as library:
        with fehrest.open(tmp_path, wait=600) as other:
            for add in (library.add, other.add):
                assert library.add(adding(add)) == 2
        assert library.search("برگ").total == 2
        assert library.add([Document(id="2", text="برگ")]) == 1


def test_another_thread_that_writes_is_called_one(tmp_path: Path) -> None:
    with fehrest.open(tmp_path, wait=0) as library, ThreadPoolExecutor() as pool:

        def adding() -> Iterator[Document]:
            yield Document(id="1", text="برگ")
            second = pool.submit(library.delete, ["1"])
            with pytest.raises(fehrest.LibraryBusy, match="another thread is writing to the libr"):
                second.result()

        assert library.add(adding()) == 1


# -- Readers without the right to write ---------------------------------------

# Gives up the right to write, and searches once for each line that it reads.
_GUEST = """
import os, sys
import fehrest
with fehrest.open(sys.argv[1], create=False) as library:
    library.search("صفحه")
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with fehrest.open(sys.argv[1], create=False) as library:
    for _line in sys.stdin:
        answer = library.search("صفحه", limit=100)
        print(answer.total, len(answer), len(library), answer.hits[0].document.text, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")
def test_a_reader_who_may_not_write_follows_what_others_write(public_folder: Path) -> None:
    folder = public_folder / "library"
    with fehrest.open(folder) as library:
        library.add(_edition(0))
    folder.chmod(0o555)
    with subprocess.Popen(
        [sys.executable, "-c", _GUEST, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as guest:

        def asked() -> str:
            assert guest.stdin is not None
            assert guest.stdout is not None
            guest.stdin.write("\n")
            guest.stdin.flush()
            return guest.stdout.readline()

        assert asked() == f"{_PAGES} {_PAGES} {_PAGES} صفحه شماره 1000\n"
        for number in range(1, 4):
            folder.chmod(0o755)
            with fehrest.open(folder) as library:
                library.add(_edition(number))
                held = _PAGES + number - 1
                assert asked() == f"{_PAGES} {_PAGES} {held} صفحه شماره {1000 + number}\n"
                library.add([Document(id=f"more {number}", text="برگ")])
            folder.chmod(0o555)
            assert asked() == f"{_PAGES} {_PAGES} {_PAGES + number} صفحه شماره {1000 + number}\n"
        guest.communicate()
        assert guest.returncode == 0


# -- Forks --------------------------------------------------------------------

# A library that is open in a process is used in one that was forked off, and closed meanwhile.
_FORKED = """
import os, sys, fehrest
library = fehrest.open(sys.argv[1])
assert library.search("روزنامه").total == 1
is_told, tell = os.pipe()
child = os.fork()
if not child:
    assert library.get("old")
    os.close(tell)
    os.read(is_told, 1)
    library.add([fehrest.Document(id="new", text="روزنامهٔ نو")])
    os._exit(0)
library.close()
os.close(tell)
assert os.waitpid(child, 0)[1] == 0
with fehrest.open(sys.argv[1]) as library:
    print(*sorted(document.id for document in library.documents()), library.check())
"""
# Threads read on while others are forked off, which read as well, and write.
_FORKED_AMONG_THREADS = """
import os, sys, threading, warnings, fehrest
warnings.simplefilter("ignore", DeprecationWarning)
library = fehrest.open(sys.argv[1])
has_ended = threading.Event()
def read():
    while not has_ended.is_set():
        assert library.get("old")
threads = [threading.Thread(target=read) for _number in range(3)]
for thread in threads:
    thread.start()
children = []
for number in range(20):
    library.get("old")
    children.append(os.fork())
    if not children[-1]:
        library.get("old")
        library.add([fehrest.Document(id=f"{number}", text="نو")])
        os._exit(0)
assert {os.waitpid(child, 0)[1] for child in children} == {0}
has_ended.set()
for thread in threads:
    thread.join()
print(len(library), library.check())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    ("code", "says"),
    [(_FORKED, "new old []"), (_FORKED_AMONG_THREADS, "21 []")],
    ids=["alone", "among threads"],
)
def test_an_open_library_may_be_used_after_a_fork(folder: Path, code: str, says: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (says, "")
