"""What tests of several folders share: the sample collection, and the command line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import fehrest
import pytest
from fehrest.index.ingest import Reader
from fehrest.search.cli.run import run as run_command

_NEWS = Path(__file__).with_name("sample") / "news.jsonl"


@pytest.fixture(scope="session")
def sample_documents() -> list[fehrest.Document]:
    """The documents of the sample collection, as they were read from its file."""
    return list(Reader([str(_NEWS)], on_problem=pytest.fail))


@pytest.fixture(scope="session")
def sample_folder(
    tmp_path_factory: pytest.TempPathFactory, sample_documents: list[fehrest.Document]
) -> Path:
    """The folder of a library of the sample collection.  Tests do not change it."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    with fehrest.open(folder) as library:
        library.add(sample_documents)
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Iterator[fehrest.Library]:
    """A library of the sample collection, opened.  Tests do not change it."""
    with fehrest.open(sample_folder, create=False) as library:
        yield library


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of commands: nothing that changes what they write."""
    changing = ("FEHREST_", "PYTHON", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")
    return {name: value for name, value in os.environ.items() if not name.startswith(changing)}


@pytest.fixture
def command(
    tmp_path: Path, environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command as a user does: in a process of its own, here in ``tmp_path``.

    Other environment variables are given by name.
    """

    def run(
        *arguments: str | Path, stdin: str | bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "fehrest", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment | variables,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


@pytest.fixture
def main(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in this process, here in ``tmp_path``: for many small cases."""
    monkeypatch.chdir(tmp_path)
    for name in ("FEHREST_INDEX", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        capfd.readouterr()
        status = run_command(list(map(str, arguments)))
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, status, out, err)

    return run


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for below in (folder, *folder.rglob("*")):
            below.chmod(0o755)
