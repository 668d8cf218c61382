"""On a terminal: colour, directions that do not mix, and nothing that acts on it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click
import fehrest
import pytest
from fehrest.index.document import Document
from fehrest.search.answer import Answer, Contribution, Hit, Match, Snippet
from fehrest.search.cli.terminal import (
    Page,
    harmless,
    path_of,
    prepare_streams,
    utf8,
    well_formed,
)
from hypothesis import given, settings
from hypothesis import strategies as st

_FSI, _PDI = "\u2068", "\u2069"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Page(_Terminal())


@pytest.fixture
def file() -> Page:
    return Page(io.StringIO())


_ANSWER = Answer(
    query="Gantz",
    total=1_234,
    hits=[
        Hit(
            document=Document(
                id="fa-1", text="x", title="گانتس در باکو", source="قفقاز", date="2022-10-03"
            ),
            score=2.0,
            title=Snippet("گانتس در باکو", [(0, 5)]),
            snippet=Snippet("بنی گانتس آمد", [(4, 9)], is_cut_before=True),
            matches=[Match("Gantz", "گانتس", "spelling", 0.9)],
            contributions=[Contribution("content", "گانتس", 2.0, "Gantz", role="spelling")],
        )
    ],
    facets={"year": {"2022": 1_000, "2021": 234}},
    spellings={"Gantz": ("گانتس", "غانتس")},
    notes=["the query is long"],
    seconds=0.0123,
)


def test_a_page_in_a_file_is_plain(file: Page) -> None:
    assert list(file.lines(_ANSWER, 20)) == [
        "21. گانتس در باکو",
        "   … بنی گانتس آمد",
        "   قفقاز · 2022-10-03 · fa-1",
        "   found: گانتس, a spelling of Gantz (0.90)",
        "        2.000  گانتس, because Gantz: another spelling",
        "",
        "Gantz was also searched as گانتس; غانتس",
        "year: 2022 1,000, 2021 234",
        "Note: the query is long",
        "1,234 documents, 21 to 21 in 0.012 s",
    ]


def test_a_terminal_shows_the_same_with_colour_and_isolates(terminal: Page, file: Page) -> None:
    shown = list(terminal.lines(_ANSWER, 20))
    plain = [re.sub(f"[{_FSI}{_PDI}]", "", click.unstyle(line)) for line in shown]
    assert plain == list(file.lines(_ANSWER, 20))
    marked = click.style("گانتس", fg="yellow", bold=True)
    assert shown[0] == f"21. {_FSI}{marked} در باکو{_PDI}"
    assert shown[1] == f"   {_FSI}… بنی {marked} آمد{_PDI}"
    assert f"{_FSI}قفقاز{_PDI} · {_FSI}2022-10-03{_PDI}" in shown[2]


@pytest.mark.parametrize(("value", "has_colour"), [("1", False), ("yes", False), ("", True)])
def test_no_color_says_so_unless_it_is_empty(
    monkeypatch: pytest.MonkeyPatch, value: str, has_colour: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    shown = "\n".join(Page(_Terminal()).lines(_ANSWER, 0))
    assert ("\x1b[" in shown) is has_colour
    assert _FSI in shown


@pytest.mark.parametrize(
    ("total", "shown", "offset", "expected"),
    [
        (0, 0, 0, "0 documents in"),
        (1, 1, 0, "1 document, 1 to 1 in"),
        (5, 0, 10, "5 documents in"),
        (12_345, 1, 11_999, "12,345 documents, 12,000 to 12,000 in"),
    ],
)
def test_the_summary_counts(file: Page, total: int, shown: int, offset: int, expected: str) -> None:
    answer = Answer(query="", total=total, hits=_ANSWER.hits[:shown])
    assert list(file.lines(answer, offset))[-1].startswith(expected)


def test_a_hit_without_a_title_shows_its_id(file: Page) -> None:
    hit = Hit(Document(id="fa-1", text="متن"), 1.0, Snippet(""), Snippet("متن"), [])
    assert next(file.lines(Answer("", 1, [hit]), 0)) == "1. fa-1"


# -- What acts on a terminal --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می‌خواهم كتابًا ۱۲۳ é 😀", "می‌خواهم كتابًا ۱۲۳ é 😀"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b2J\x85", "2J "),
        ("a\tb\nc\r\nd", "a b c  d"),
        ("\0a\x7fb", "ab"),
        ("\u202eabc\u202c \u2066d\u2069", "abc d"),
        ("\u200f\u200e\u061c", "\u200f\u200e\u061c"),
    ],
)
def test_what_acts_is_taken_out_and_the_rest_stays(text: str, expected: str) -> None:
    assert harmless(text) == expected


@settings(deadline=None)
@given(text=st.text(max_size=100))
def test_nothing_harmful_is_left(text: str) -> None:
    shown = harmless(text)
    assert all(unicodedata.category(letter) != "Cc" for letter in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert harmless(shown) == shown
    kept = [letter for letter in text if harmless(letter) == letter]
    assert [letter for letter in shown if letter != " "] == [
        letter for letter in kept if letter != " "
    ]


@settings(deadline=None)
@given(text=st.text(max_size=50))
def test_isolates_are_always_closed(text: str) -> None:
    shown = Page(_Terminal()).text(text)
    assert (shown[0], shown[-1]) == (_FSI, _PDI)
    assert not set(shown[1:-1]) & {_FSI, _PDI}


# -- Streams ------------------------------------------------------------------


def test_streams_write_utf8_whatever_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    prepare_streams()
    print("کتاب \ud800", flush=True)  # noqa: T201 (what is printed is looked at)
    assert written.getvalue().decode() == "کتاب ?\n"


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_closed_stream_takes_what_is_written(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)
    prepare_streams()
    stream: TextIO = getattr(sys, name)
    with stream:
        assert stream.write("کتاب") == 4
        assert not stream.isatty()


@pytest.mark.parametrize(
    "name", [b"a.txt", "کتاب".encode(), b"a\xff\xd9b", "کتاب".encode("cp1256")]
)
def test_arguments_are_utf8_and_names_of_files_stay_as_they_are(name: bytes) -> None:
    argument = utf8(os.fsdecode(name))
    assert well_formed(argument) == name.decode("utf-8", "replace")
    assert os.fsencode(path_of(argument)) == name


# -- A real one ---------------------------------------------------------------

pty = pytest.importorskip("pty")

_HOSTILE = "\x1b[2J\x1b]0;evil\x07\x9b31m\u202e\u2066\x85\x00\tخبر"
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def on_terminal(tmp_path: Path, environment: dict[str, str]) -> Callable[..., tuple[int, str]]:
    """Run a command at a terminal: its status, and what the terminal was sent."""

    def run(*arguments: str | Path, **variables: str) -> tuple[int, str]:
        master, slave = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "fehrest", *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=tmp_path,
            env=environment | {"TERM": "xterm"} | variables,
        ) as process:
            os.close(slave)
            sent = b""
            try:
                while part := os.read(master, 1 << 16):
                    sent += part
            except OSError:
                # So Linux says that nobody writes any more.
                pass
            finally:
                os.close(master)
        return process.returncode, sent.decode()

    return run


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library, and a file of the same, whose documents would act on a terminal."""
    fields = dict.fromkeys(("text", "title", "source", "url"), _HOSTILE)
    record = {**fields, "id": "a", "language": "fa", "tags": [_HOSTILE], _HOSTILE: _HOSTILE}
    bad = {"id": _HOSTILE, "text": "x"}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(record)}\n{json.dumps(bad)}\n")
    (tmp_path / "a\x1b[31m\x9b\n.txt").write_bytes(b"\xff")
    with fehrest.open(tmp_path / "library") as library:
        library.add([Document(**{**fields, "id": "a", "language": "fa", "tags": (_HOSTILE,)})])
    return tmp_path / "library"


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "خبر", "--explain", "--facets", "source,tag"],
        ["search", "خبر \x1b[31m\u202e", "--json"],
        ["search", "خبر", "--jsonl"],
        ["search", "خبر", "--csv"],
        ["show", "a"],
        ["show", "a", "--json"],
        ["stats"],
        ["stats", "--json"],
        ["export"],
    ],
    ids=lambda arguments: " ".join(arguments).encode("ascii", "ignore").decode("unicode_escape"),
)
def test_no_document_acts_on_a_terminal(
    on_terminal: Callable[..., tuple[int, str]], hostile: Path, arguments: list[str]
) -> None:
    status, sent = on_terminal(*arguments, "--index", hostile)
    assert status == 0
    assert "خبر" in sent
    _check_harmless(sent)


def _check_harmless(sent: str) -> None:
    """Nothing but styles, ends of lines, and isolates that are closed in their line."""
    shown = _STYLE.sub("", sent).replace("\r\n", "\n")
    assert {letter for letter in shown if unicodedata.category(letter) == "Cc"} <= {"\n"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
    for line in shown.split("\n"):
        assert line.count(_FSI) == line.count(_PDI)


@pytest.mark.parametrize(
    "arguments", [["analyze", _HOSTILE.replace("\0", "")], ["show", _HOSTILE[1:9]]]
)
def test_no_argument_acts_on_a_terminal(
    on_terminal: Callable[..., tuple[int, str]], hostile: Path, arguments: list[str]
) -> None:
    index = [] if arguments[0] == "analyze" else ["--index", str(hostile)]
    _status, sent = on_terminal(*arguments, *index)
    assert sent
    _check_harmless(sent)


def test_no_message_acts_on_a_terminal(
    on_terminal: Callable[..., tuple[int, str]], hostile: Path, tmp_path: Path
) -> None:
    inputs = [path for path in tmp_path.iterdir() if path.is_file()]
    status, sent = on_terminal("index", "--quiet", *inputs, "--index", "other\x1b[31m")
    assert status == 0
    assert "2 records passed over" in sent
    _check_harmless(sent)
    status, sent = on_terminal("index", "\x1b[31m\x9b.docx")
    assert status == 2
    _check_harmless(sent)


def test_colour_only_on_a_terminal(
    on_terminal: Callable[..., tuple[int, str]],
    command: Callable[..., subprocess.CompletedProcess[str]],
    sample_folder: Path,
) -> None:
    arguments = ["search", "Gantz", "--limit", "1", "--index", sample_folder]
    status, coloured = on_terminal(*arguments)
    assert status == 0
    assert click.style("Gantz", fg="yellow", bold=True) in coloured
    status, plain = on_terminal(*arguments, NO_COLOR="1")
    assert "\x1b" not in plain
    assert _FSI in plain
    piped = command(*arguments)
    assert not set(piped.stdout) & {"\x1b", _FSI, _PDI}


def test_a_bar_shows_progress_on_a_terminal(
    on_terminal: Callable[..., tuple[int, str]], sample_documents: list[Document], tmp_path: Path
) -> None:
    lines = (json.dumps({"id": each.id, "text": each.text}) for each in sample_documents)
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    status, sent = on_terminal("index", "news.jsonl", "--index", "library")
    assert status == 0
    assert "100%" in sent
    assert "132 documents, " in sent
    assert "132 documents indexed; 132 in library" in sent
    status, sent = on_terminal("index", "--quiet", "news.jsonl", "--index", "library")
    assert sent == "132 documents indexed; 132 in library\r\n"
