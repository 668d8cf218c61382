"""A library outlives its writers: killed anywhere, interrupted, or out of disk."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import fehrest
import pytest

_COUNT = 3_000
_BATCH = 200
_KILLS = 6
# The command as it is, with smaller batches, and told of after each one.
# An interrupt is heeded also where whoever runs the tests ignores it, as a shell has its
# background jobs do.
_INDEX = f"""
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import fehrest.index.catalog, fehrest.search.cli.progress
from fehrest.search.cli.start import main
fehrest.index.catalog._BATCH = {_BATCH}
fehrest.search.cli.progress._SECONDS_BETWEEN_LINES = 0.0
print("ready", flush=True)
main()
"""


def _write(path: Path, version: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(_COUNT):
            record = {"id": f"{number}", "text": f"سند {number} در کتابخانه، نسخه {version}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _start(*arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    """Start a command, and return when it begins to work."""
    process = subprocess.Popen(
        [sys.executable, "-c", _INDEX, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=cwd,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _acknowledged(errors: str) -> int:
    """How many documents a command said were stored."""
    said = re.findall(r"^([\d,]+) documents stored", errors, re.MULTILINE)
    return int(said[-1].replace(",", "")) if said else 0


def _versions(library: fehrest.Library) -> dict[int, int]:
    return {
        int(document.id): int(document.text.rpartition(" ")[2]) for document in library.documents()
    }


def test_no_acknowledged_document_is_lost_by_kill(tmp_path: Path) -> None:
    choose = random.Random()
    folder, file = tmp_path / "library", tmp_path / "documents.jsonl"
    before: dict[int, int] = {}
    _write(file, 0)
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", _INDEX, "index", file, "--index", folder], check=True)
    whole = time.monotonic() - began
    shutil.rmtree(folder)
    for version in range(1, _KILLS + 1):
        _write(file, version)
        process = _start("index", file, "--index", folder, cwd=tmp_path)
        time.sleep(choose.uniform(0, whole))
        process.kill()
        acknowledged = _acknowledged(process.communicate()[1])
        with fehrest.open(folder) as library:
            now = _versions(library)
            assert library.check() == []
            assert library.search("کتابخانه").total == len(now)
        new = [number for number, found in now.items() if found == version]
        assert sorted(new) == list(range(len(new)))
        assert len(new) >= acknowledged
        assert len(new) % _BATCH == 0
        assert now == before | dict.fromkeys(new, version)
        before = now


# A command in a process that kills itself at its n-th change of a file below a folder,
# for each n, and how it went.  SQLite's own changes are not seen here.
_AT_EVERY_CHANGE = """
import json, os, shutil, signal, sys
from pathlib import Path
import fehrest, fehrest.index.catalog
from fehrest import Document

fehrest.index.catalog._BATCH = 2
start, folder, action = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
CHANGES = {"os.mkdir", "os.remove", "os.rename", "sqlite3.connect"}

def documents(version, count):
    return [Document(id=f"{n}", text=f"واژه {n} {version}") for n in range(count)]

def act(library):
    if action == "add":
        library.add(documents(2, 5))
    elif action == "delete":
        library.delete(["0", "2"])
    elif action == "rebuild":
        library.rebuild()

def dies_at(change):
    left = change
    def watch(event, arguments):
        nonlocal left
        writes = event == "open" and arguments[1] is not None and set(arguments[1]) & set("wa+")
        if (event in CHANGES or writes) and str(folder) in str(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    sys.addaudithook(watch)
    with fehrest.open(folder) as library:
        act(library)
    os._exit(0)

def prepare():
    shutil.rmtree(folder, ignore_errors=True)
    if start.exists():
        shutil.copytree(start, folder)

with fehrest.open(start) as library:
    library.add(documents(0, 3))
    library.add(documents(1, 1))
    list(library.search("واژه", facets=["year"]))
if action == "create":
    shutil.rmtree(start)
    action = "add"
change, died = 0, True
while died:
    change += 1
    prepare()
    died = dies_at(change)
    with fehrest.open(folder) as library:
        held = {document.id: document.text for document in library.documents()}
        found = sorted(hit.id for hit in library.search("واژه", limit=100))
        print(json.dumps([held, found, library.check()]), flush=True)
"""


def _after_dying_at_every_change(tmp_path: Path, action: str) -> Iterator[dict[str, str]]:
    """The documents after each death; the last one is after none."""
    done = subprocess.run(
        [sys.executable, "-c", _AT_EVERY_CHANGE, tmp_path / "start", tmp_path / "now", action],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        held, found, problems = json.loads(line)
        assert problems == []
        assert found == sorted(held)
        yield held


def _texts(version: int, numbers: range) -> dict[str, str]:
    return {f"{number}": f"واژه {number} {version}" for number in numbers}


_BEFORE = _texts(0, range(3)) | _texts(1, range(1))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    ("action", "states"),
    [
        ("create", [_texts(2, range(count)) for count in (0, 2, 4, 5)]),
        ("add", [_BEFORE | _texts(2, range(count)) for count in (0, 2, 4, 5)]),
        ("delete", [_BEFORE, {"1": "واژه 1 0"}]),
        ("rebuild", [_BEFORE]),
    ],
)
def test_a_writer_may_die_at_any_change_of_a_file(
    tmp_path: Path, action: str, states: list[dict[str, str]]
) -> None:
    seen = list(_after_dying_at_every_change(tmp_path, action))
    assert len(seen) >= 4
    assert all(held in states for held in seen)
    assert seen[-1] == states[-1]
    order = [states.index(held) for held in seen]
    assert order == sorted(order)


def test_an_interrupted_command_keeps_what_it_read(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _INDEX, "index", "-", "--index", "library"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    for number in range(_BATCH + 5):
        process.stdin.write(json.dumps({"id": f"{number}", "text": "متن"}).encode() + b"\n")
    process.stdin.flush()
    # The first batch is stored; the rest is read, or waits in the pipe.
    assert process.stderr.readline().startswith(b"200 documents stored")
    process.send_signal(signal.SIGINT)
    _out, errors = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in errors
    with fehrest.open(tmp_path / "library", create=False) as library:
        assert _BATCH <= len(library) <= _BATCH + 5
        assert library.search("متن").total == len(library)
        assert library.check() == []


# -- A full disk --------------------------------------------------------------

# A command whose files may not grow beyond so many bytes: writing more fails as it does
# on a full disk.
_LIMITED = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
{_INDEX}
"""
_MOUNTED = """
set -e
mount -t tmpfs -o size={size} none "$PWD/disk"
status=0
"$@" || status=$?
cp -a disk/library after
exit $status
"""


def _small_disk(tmp_path: Path, size: int) -> list[str]:
    """What to put before a command so that the folder "disk" is a disk of its own."""
    (tmp_path / "disk").mkdir()
    prefix = ["unshare", "--mount", "--map-root-user"]
    tried = [*prefix, "mount", "-t", "tmpfs", "none", str(tmp_path / "disk")]
    if (
        shutil.which("unshare") is None
        or subprocess.run(tried, capture_output=True, check=False).returncode
    ):
        pytest.skip("no file system can be mounted here")
    return [*prefix, "sh", "-c", _MOUNTED.format(size=size), "sh"]


def _run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, check=False)


def _check_full(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    """A disk that was full: one sentence, and every acknowledged document."""
    said = [line for line in done.stderr.splitlines() if "documents stored" not in line]
    assert done.returncode == 2, done.stderr
    assert len(said) == 1, done.stderr
    assert re.fullmatch(r"fehrest: .*(full|large|No space|disk I/O).*", said[0])
    with fehrest.open(folder) as library:
        held = sorted(_versions(library))
        assert held == list(range(len(held)))
        assert len(held) >= _acknowledged(done.stderr)
        assert library.check() == []
        assert library.search("کتابخانه").total == len(held)
        library.add([fehrest.Document(id="9999", text="پس از آن 1")])
        assert library.search("پس").total == 1


@pytest.mark.parametrize("limit", [20_000, 60_000, 150_000, 300_000, 500_000])
def test_files_that_cannot_grow(tmp_path: Path, limit: int) -> None:
    pytest.importorskip("resource")
    _write(tmp_path / "documents.jsonl", 1)
    arguments = ["index", "documents.jsonl", "--index", "library"]
    done = _run([sys.executable, "-c", _LIMITED, str(limit), *arguments], tmp_path)
    _check_full(done, tmp_path / "library")


@pytest.mark.parametrize("size", [100_000, 400_000, 1_000_000, 1_300_000])
def test_a_disk_that_is_full(tmp_path: Path, size: int) -> None:
    before = _small_disk(tmp_path, size)
    _write(tmp_path / "documents.jsonl", 1)
    arguments = ["index", "documents.jsonl", "--index", "disk/library"]
    done = _run([*before, sys.executable, "-c", _INDEX, *arguments], tmp_path)
    _check_full(done, tmp_path / "after")
