"""Reading files, folders and standard input, whatever they hold."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fehrest import Document, InvalidArgument
from fehrest.index.ingest import FORMATS, Problem, Reader
from hypothesis import given, settings
from hypothesis import strategies as st

Read = Callable[..., Any]

#: The same document in every format.
_FORMATS = {
    "a.jsonl": '\n{"id": "1", "title": "عنوان", "text": "متن"}\n',
    "a.ndjson": '{"id": "1", "title": "عنوان", "text": "متن"}',
    "a.json": '[{"id": "1", "title": "عنوان", "text": "متن"}]',
    "a.csv": "id,title,text\n1,عنوان,متن\n",
    "a.tsv": "id\ttitle\ttext\n1\tعنوان\tمتن\n",
    "عنوان.txt": "متن",
    "عنوان.md": "متن",
    "a.html": "<title>عنوان</title><p>متن</p>",
    "a.htm": "<html><head><title>عنوان</title></head><body>متن</body></html>",
}
_COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
_ENCODINGS = {
    "UTF-8": ("utf-8", None),
    "UTF-8 with its mark": ("utf-8-sig", None),
    "UTF-16 with its mark": ("utf-16", None),
    "UTF-32 with its mark": ("utf-32", None),
    "UTF-16, little end first": ("utf-16-le", "utf-16-le"),
    "UTF-16, big end first": ("utf-16-be", "UTF-16BE"),
    "Arabic of Windows": ("windows-1256", "windows-1256"),
    "UTF-8 with its mark, whatever was said": ("utf-8-sig", "windows-1256"),
    "UTF-16 with its mark, whatever was said": ("utf-16", "utf-8"),
}


@pytest.mark.parametrize("compression", _COMPRESSIONS)
@pytest.mark.parametrize("name", _FORMATS)
def test_every_format_also_compressed(read: Read, name: str, compression: str) -> None:
    content = _COMPRESSIONS[compression](_FORMATS[name].encode())
    documents, problems = read(name + compression, content)
    assert problems == []
    assert [(document.title, document.text) for document in documents] == [("عنوان", "متن")]


@pytest.mark.parametrize(("written", "said"), _ENCODINGS.values(), ids=_ENCODINGS.keys())
@pytest.mark.parametrize("name", _FORMATS)
def test_every_format_in_other_encodings(
    read: Read, name: str, written: str, said: str | None
) -> None:
    options = {"encoding": said} if said else {}
    documents, problems = read(name, _FORMATS[name].encode(written), **options)
    assert problems == []
    assert [(document.title, document.text.strip()) for document in documents] == [("عنوان", "متن")]


@pytest.mark.parametrize("name", _FORMATS)
@pytest.mark.parametrize(
    ("written", "said", "problem"),
    [
        ("windows-1256", None, "is not utf-8; expected UTF-8, or the encoding that --encoding"),
        ("utf-8", "ascii", "is not ascii; expected UTF-8, or the encoding that --encoding"),
    ],
)
def test_a_wrong_encoding_is_one_problem(
    read: Read, name: str, written: str, said: str | None, problem: str
) -> None:
    options = {"encoding": said} if said else {}
    documents, problems = read(name, _FORMATS[name].encode(written), **options)
    assert documents == []
    assert [problem in str(found) for found in problems] == [True]


_BROKEN = {
    "no gzip": ("a.jsonl.gz", b"no gzip", 1, "cannot be read: Not a gzipped file"),
    "no bzip2": ("a.jsonl.bz2", b"no bzip2", 1, "cannot be read: Invalid data stream"),
    "no xz": ("a.jsonl.xz", b"no xz", 1, "cannot be read: Input format not supported"),
    "gzip with other bytes": (
        "a.jsonl.gz",
        gzip.compress(b"")[:10] + b"\xff" * 20,
        1,
        "cannot be read: ",
    ),
    "half of a letter": ("a.txt", "متن".encode()[:-1], 1, "byte 0xD9 at 4 is not utf-8"),
}


@pytest.mark.parametrize(("name", "content", "line", "said"), _BROKEN.values(), ids=_BROKEN.keys())
def test_a_broken_file_is_one_problem(
    read: Read, name: str, content: bytes, line: int, said: str
) -> None:
    documents, (problem,) = read(name, content)
    assert documents == []
    assert problem.line == line
    assert problem.message.startswith(said)


@pytest.mark.parametrize("compression", [".gz", ".bz2", ".xz"])
def test_what_stands_before_the_end_of_half_a_file_is_read(read: Read, compression: str) -> None:
    lines = "".join(f'{{"id": "{number}", "text": "متن {number**9}"}}\n' for number in range(99))
    content = _COMPRESSIONS[compression](lines.encode())
    documents, (problem,) = read(f"a.jsonl{compression}", content[: len(content) * 2 // 3])
    assert [document.id for document in documents] == [str(i) for i in range(len(documents))]
    assert problem.line == max(len(documents), 1)
    assert problem.message.startswith("cannot be read: ")
    assert problem.message.endswith("; nothing behind this line was read") == bool(documents)


def test_a_surrogate_that_stands_alone_costs_its_line_alone(read: Read) -> None:
    lines = "".join(f'{{"id": "{number}", "text": "متن"}}\n' for number in range(9))
    content = lines.replace('"4", "text": "', '"4", "text": "*').encode("utf-16")
    documents, (problem,) = read("a.jsonl", content.replace(b"*\0", b"\0\xdc"))
    assert [document.id for document in documents] == ["0", "1", "2", "3", "5", "6", "7", "8"]
    assert (problem.line, problem.message) == (5, "not utf-16; expected text in it")


def test_an_encoding_that_needs_a_byte_order_mark_is_a_problem_without_one(read: Read) -> None:
    documents, (problem,) = read(
        "a.jsonl", '{"text": "متن"}'.encode("utf-16-le"), encoding="utf-16"
    )
    assert documents == []
    assert problem.message.startswith("not utf-16: ")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv"])
def test_an_empty_file_of_records_holds_none(read: Read, name: str) -> None:
    documents, problems = read(name, "")
    assert documents == []
    assert len(problems) == (1 if name.endswith("sv") else 0)


# -- What can be given --------------------------------------------------------


def _reader(*inputs: str | Path, **options: Any) -> Reader:
    return Reader([str(name) for name in inputs], on_problem=pytest.fail, **options)


def test_a_folder_is_read_in_order_with_all_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", "a/b/d.txt.gz", "a/e.pdf", ".git/f.txt", "g/.h.txt", "no"):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(b"x") if name.endswith(".gz") else b"x")
    reader = _reader(tmp_path / "folder")
    assert [document.id for document in reader] == ["a/b/d.txt.gz", "a/c.html", "b.txt"]
    assert reader.others == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_what_is_no_file_is_a_problem_or_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_text("x")
    (tmp_path / "d.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "e.txt").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "f.txt")
    problems: list[Problem] = []
    documents = list(Reader([str(tmp_path)], on_problem=problems.append))
    assert [document.id for document in documents] == ["c.txt", "d.txt"]
    assert [str(problem) for problem in problems] == [
        "a.txt:1: cannot be read: No such file or directory",
        "b.txt:1: cannot be read: Too many levels of symbolic links",
    ]


def test_a_folder_that_cannot_be_listed_is_a_problem_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "secret/b.txt", "z/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if Path(path).name == "secret":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    problems: list[Problem] = []
    reader = Reader([str(tmp_path)], on_problem=problems.append)
    assert [document.id for document in reader] == ["a.txt", "z/c.txt"]
    assert [str(problem)[:26] for problem in problems] == ["secret:1: cannot be read: "]


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InvalidArgument, match="standard input is closed; expected documents"):
        _reader("-")


def test_files_that_share_a_name_have_ids_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a/x.txt", "b/x.txt", "b/y.txt", "c/x.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(name)
    documents = list(_reader("a", "b/", "c/x.txt"))
    assert [(document.id, document.text) for document in documents] == [
        ("a/x.txt", "a/x.txt"),
        ("b/x.txt", "b/x.txt"),
        ("y.txt", "b/y.txt"),
        ("c/x.txt", "c/x.txt"),
    ]
    for folder in ("a", "b"):
        (Path(folder) / "t.csv").write_text("text\nword\n")
    tables = list(_reader("a/t.csv", "b/t.csv"))
    assert [document.id for document in tables] == ["a/t.csv#2", "b/t.csv#2"]


def test_a_file_that_is_given_twice_has_one_id(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    assert [document.id for document in _reader(path, tmp_path)] == ["a.txt", "a.txt"]


def test_several_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(name)
    documents = list(_reader(tmp_path / "b.txt", tmp_path / "a.txt", tmp_path))
    assert [document.text for document in documents] == ["b.txt", "a.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("format_", "content"),
    [
        (None, '{"text": "متن"}\n'),
        ("jsonl", '{"text": "متن"}\n'),
        ("json", '[{"text": "متن"}]'),
        ("csv", "text\nمتن\n"),
        ("text", "متن"),
        ("html", "<p>متن"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, format_: str | None, content: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (document,) = _reader("-", format=format_)
    assert document.text == "متن"
    assert document.id.startswith("stdin")


def test_a_file_may_be_called_as_standard_input_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("file")
    for inputs in (".", "./-", tmp_path):
        (document,) = _reader(inputs, format="text")
        assert (document.id, document.text) == ("-", "file")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"stdin")))
    documents = list(_reader("-", ".", format="text"))
    assert [(document.id, document.text) for document in documents] == [
        ("stdin", "stdin"),
        ("-", "file"),
    ]


def test_the_format_may_be_said_for_a_name_that_does_not_tell_it(read: Read) -> None:
    documents, problems = read("export.data", '{"id": "1", "text": "متن"}', format="jsonl")
    assert [document.id for document in documents] == ["1"]
    assert problems == []


@pytest.mark.parametrize(
    ("inputs", "options", "said"),
    [
        (["nothing.txt"], {}, "no file or folder 'nothing.txt'"),
        ([""], {}, "no file or folder ''"),
        (["a\0b.txt"], {}, "no file or folder 'a\\x00b.txt'"),
        (["x" * 5_000], {}, "cannot look for 'xxx"),
        (["letter.pdf"], {}, "the name '.*letter.pdf' does not tell the format; expected one that"),
        (["letter.pdf"], {"format": "pdf"}, "not a format: 'pdf'; expected jsonl, json, csv, tsv"),
        (["."], {"encoding": "nonsense"}, "not an encoding: 'nonsense'; expected a name like utf"),
        (["."], {"encoding": "undefined"}, "not an encoding: 'undefined'; expected a name like"),
        (["."], {"encoding": "rot13"}, "not an encoding: 'rot13'; expected a name like utf-8"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inputs: list[str],
    options: dict[str, str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.pdf").touch()
    with pytest.raises(InvalidArgument, match=said.replace("\\", "\\\\")) as refused:
        _reader(*inputs, **options)
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("becomes", ["nothing", "folder"])
def test_a_file_that_cannot_be_opened_is_a_problem_and_the_rest_is_read(
    tmp_path: Path, becomes: str
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    problems: list[Problem] = []
    reader = Reader([str(tmp_path)], on_problem=problems.append)
    (tmp_path / "a.txt").unlink()
    if becomes == "folder":
        (tmp_path / "a.txt").mkdir()
    assert [document.id for document in reader] == ["b.txt"]
    assert [str(problem)[:25] for problem in problems] == ["a.txt:1: cannot be read: "]


def test_a_function_that_raises_stops_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\nno\n{"text": "y"}\n')

    def stop(problem: Problem) -> None:
        raise KeyboardInterrupt(str(problem))

    documents = []
    with pytest.raises(KeyboardInterrupt, match=r"a\.jsonl:2: not JSON"):
        documents.extend(Reader([str(tmp_path)], on_problem=stop))


def test_progress_is_counted_in_bytes_and_ends_at_the_total(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"text": "x"}\n' * 10_000)
    reader = _reader(tmp_path)
    done = [reader.done for _document in reader]
    assert done == sorted(done)
    assert 0 < done[0] < reader.total == reader.done == 2 * 140_000


# -- Whatever they hold -------------------------------------------------------


_PIECES = st.sampled_from(
    [
        *('{"id":', '"text"', ":", "[", "]", "{", "}", ",", '"', "1e999", "\\ud800", "null", "1"),
        *("text", "id,text\n", ";", "\t", "\n", "\r", "\0", "متن", "\ufeff"),
        *("<", ">", "<!", "<![", "<p>", "</", "<script>", "<!--", "<meta charset=", "&#x"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([*FORMATS]),
    st.binary(max_size=80) | st.lists(_PIECES, max_size=15).map("".join).map(str.encode),
)
def test_any_bytes_are_documents_or_problems(
    tmp_path_factory: pytest.TempPathFactory, format_: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    problems: list[Problem] = []
    documents = list(Reader([str(path)], format=format_, on_problem=problems.append))
    assert all(isinstance(document, Document) for document in documents)
    assert all(problem.line >= 1 and problem.message.isprintable() for problem in problems)


_TEXT = b"x" * 50_000_000
_LONG_LINES = {
    "a.jsonl": (b'{"text": "' + _TEXT + b'"}\n{"id": "2", "text": "y"}', "50,000,000 characters"),
    "a.csv": (b"id,text\n1," + _TEXT + b"\n2,y\n", "not a row: field larger than field limit"),
    "a.txt": (_TEXT, "50,000,001 characters; expected at most 10,000,000"),
    "b.jsonl": (
        b"[" * 62_000_000 + b'\n{"id": "2", "text": "y"}',
        "a line of more than 61,000,000",
    ),
}


@pytest.mark.parametrize("name", _LONG_LINES)
def test_a_line_of_fifty_megabytes_is_a_problem_and_the_rest_is_read(read: Read, name: str) -> None:
    content, said = _LONG_LINES[name]
    documents, (problem,) = read(name, content)
    assert said in problem.message
    assert [document.id for document in documents] == ([] if name.endswith(".txt") else ["2"])
