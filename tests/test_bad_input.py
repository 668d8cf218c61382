"""Whatever one gives to Fehrest, it answers, or says in one sentence what is wrong."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import fehrest
import pytest
from fehrest import Document

Command = Callable[..., subprocess.CompletedProcess[str]]


def _check_refused(done: subprocess.CompletedProcess[str], said: str) -> None:
    """One sentence, and nothing else."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert re.fullmatch(f"fehrest: [^\n]*{said}[^\n]*\n", done.stderr), done.stderr


# -- What is no library -------------------------------------------------------


def _make(folder: Path) -> None:
    with fehrest.open(folder) as library:
        library.add([Document(id=f"{n}", text=f"روزنامه شماره {n}") for n in range(500)])


def _change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "store.db")) as connection:
        connection.executescript(statement)


def _make_stranger(folder: Path) -> None:
    folder.mkdir()
    _change(folder, "CREATE TABLE moz_places (url TEXT)")


def _make_later(folder: Path) -> None:
    _make(folder)
    _change(folder, "PRAGMA user_version = 77")


def _make_cut(folder: Path) -> None:
    _make(folder)
    os.truncate(folder / "store.db", 20_000)


def _make_scrambled(folder: Path) -> None:
    _make(folder)
    size = (folder / "store.db").stat().st_size
    (folder / "store.db").write_bytes(b"x" * size)


def _make_with_file(folder: Path, name: str, content: bytes = b"") -> None:
    folder.mkdir()
    (folder / name).write_bytes(content)


class _Place(NamedTuple):
    make: Callable[[Path], object]
    #: What reading commands say, and what "index" says.
    read: str
    index: str


_NOWHERE = "no library at '.*'; expected a folder made by 'fehrest index'"
_IN_THE_WAY = (
    "no library can be made at '.*place', where there is a file; expected a new or an empty folder"
)
_PLACES = {
    "a file": _Place(lambda place: place.write_text("متن"), _NOWHERE, _IN_THE_WAY),
    "below a file": _Place(
        lambda place: place.symlink_to("/dev/null/nothing"), _NOWHERE, _IN_THE_WAY
    ),
    "other files": _Place(
        lambda place: _make_with_file(place, "thesis.docx"),
        _NOWHERE,
        "holds other files; expected a library or an empty folder",
    ),
    "an empty database": _Place(
        lambda place: _make_with_file(place, "store.db"),
        "database of something else",
        "database of something else",
    ),
    "a stranger's database": _Place(
        _make_stranger, "database of something else", "database of something else"
    ),
    "no database": _Place(
        lambda place: _make_with_file(place, "store.db", b"SQLite format 4" * 99),
        "not the database of a library",
        "not the database of a library",
    ),
    "a later version": _Place(
        _make_later, "format 77.*; expected a newer Fehrest", "format 77.*; expected a newer"
    ),
    "a scrambled database": _Place(
        _make_scrambled, "not the database of a library", "not the database of a library"
    ),
}
_READING = [
    ["search", "روزنامه"],
    ["show", "1"],
    ["delete", "1"],
    ["stats"],
    ["check"],
    ["rebuild"],
    ["export"],
]


@pytest.mark.parametrize("place", _PLACES)
def test_what_is_no_library_is_left_alone(main: Command, tmp_path: Path, place: str) -> None:
    folder = tmp_path / "place"
    _PLACES[place].make(folder)
    before = {path: path.read_bytes() for path in folder.glob("*") if path.is_file()}
    for arguments in _READING:
        _check_refused(main(*arguments, "--index", folder), _PLACES[place].read)
    record = '{"id": "1", "text": "متن"}'
    _check_refused(main("index", "-", "--index", folder, stdin=record), _PLACES[place].index)
    assert {path: path.read_bytes() for path in folder.glob("*") if path.is_file()} == before


@pytest.mark.parametrize("arguments", _READING, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize("name", ["nothing", "empty", "x" * 300, "x/" * 3_000, ""])
def test_a_library_that_is_not_there(
    main: Command, tmp_path: Path, name: str, arguments: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    _check_refused(main(*arguments, "--index", name), "(no library|path is '')")
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize("arguments", _READING, ids=lambda arguments: arguments[0])
def test_a_store_that_lacks_its_end(main: Command, tmp_path: Path, arguments: list[str]) -> None:
    """Opening cannot see it; a command says so, or does not need what is missing."""
    folder = tmp_path / "library"
    _make_cut(folder)
    done = main(*arguments, "--index", folder)
    if done.returncode == 2:
        _check_refused(done, "store.db' cannot be read or written: .*malformed")
    else:
        assert arguments != ["check"]
        assert done.returncode in (0, 1)


# -- No permission ------------------------------------------------------------

# The command, by somebody who may do nothing.  Everything that it imports is imported
# while it still may.
_BY_NOBODY = """
import difflib, os, sys, tempfile, html.parser, rich.progress, rich.console
import fehrest
from fehrest.search.cli import changing, looking, run, searching, start
from fehrest.index import ingest
with tempfile.TemporaryDirectory() as folder, fehrest.open(folder) as library:
    library.add([fehrest.Document(id="1", text="متن")])
    list(library.search("متن", facets=["year"]))
    library.rebuild()
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
start.main()
"""


@pytest.fixture
def nobody(environment: dict[str, str], public_folder: Path) -> Command:
    """Run a command in ``public_folder`` without any rights."""

    def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", _BY_NOBODY, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=public_folder,
            env=environment,
            check=False,
        )

    return run


_NEEDS_POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the permissions of POSIX")


@_NEEDS_POSIX
def test_a_library_that_one_may_only_read(nobody: Command, public_folder: Path) -> None:
    folder = public_folder / "library"
    _make(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    found = nobody("search", "روزنامه", "--jsonl", "--index", folder)
    assert (found.returncode, found.stderr) == (0, "")
    assert len(found.stdout.splitlines()) == 10
    record = '{"id": "1", "text": "متن"}'
    for arguments in (["index", "-"], ["delete", "1"]):
        done = nobody(*arguments, "--index", folder, stdin=record)
        _check_refused(done, "cannot be written: .*Permission denied.*")


@_NEEDS_POSIX
def test_a_library_that_one_may_only_read_and_that_lacks_its_index(
    nobody: Command, public_folder: Path
) -> None:
    folder = public_folder / "library"
    _make(folder)
    (folder / "index" / "toc.json").unlink()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for arguments in (["search", "روزنامه"], ["names", "Gantz"]):
        done = nobody(*arguments, "--index", folder)
        _check_refused(done, "there is no index, and none can be made: .*Permission denied.*")
    assert nobody("show", "1", "--index", folder).returncode == 0


@_NEEDS_POSIX
@pytest.mark.parametrize("secret", [".", "store.db", "index", "index/toc.json"])
def test_a_library_that_one_may_not_read(nobody: Command, public_folder: Path, secret: str) -> None:
    folder = public_folder / "library"
    _make(folder)
    (folder / secret).chmod(0)
    folder.chmod(folder.stat().st_mode & 0o555)
    _check_refused(nobody("search", "روزنامه", "--index", folder), "(Permission denied|unable).*")


@_NEEDS_POSIX
def test_a_place_where_one_may_not_make_a_library(nobody: Command, public_folder: Path) -> None:
    (public_folder / "empty").mkdir()
    public_folder.chmod(0o555)
    record = '{"id": "1", "text": "متن"}'
    for name in ("empty", "new"):
        done = nobody("index", "-", "--index", public_folder / name, stdin=record)
        _check_refused(done, "Permission denied.*")


@_NEEDS_POSIX
def test_a_file_that_one_may_not_read(nobody: Command, public_folder: Path) -> None:
    for name in ("open", "secret"):
        (public_folder / f"{name}.txt").write_text("متن")
    (public_folder / "secret.txt").chmod(0)
    public_folder.chmod(0o777)
    done = nobody("index", "-q", "open.txt", "secret.txt", "--index", "library")
    assert done.returncode == 0
    assert done.stderr == (
        "secret.txt:1: cannot be read: Permission denied\n"
        "1 document indexed; 1 in library\n"
        "1 record passed over\n"
    )


@_NEEDS_POSIX
def test_a_folder_that_one_may_not_read(nobody: Command, public_folder: Path) -> None:
    for name, mode in (("closed", 0), ("listed", 0o444), ("open", 0o755)):
        (public_folder / "all" / name).mkdir(parents=True)
        (public_folder / "all" / name / "a.txt").write_text("متن")
        (public_folder / "all" / name).chmod(mode)
    public_folder.chmod(0o777)
    done = nobody("index", "-q", "all", "--index", "library")
    assert done.returncode == 0
    assert done.stderr == (
        "closed:1: cannot be read: Permission denied\n"
        "listed/a.txt:1: cannot be read: Permission denied\n"
        "1 document indexed; 1 in library\n"
        "2 records passed over\n"
    )
    done = nobody("index", "-q", "all/closed", "--index", "library")
    assert done.stderr.startswith("all/closed:1: cannot be read: Permission denied\n")


# -- Documents ----------------------------------------------------------------

_GOOD = '{"id": "good", "text": "متن"}'.encode()
# Records that are no documents, or only just documents, with what is said of them: None
# where they are taken.
_RECORDS: dict[str, tuple[bytes, str | None]] = {
    "broken JSON": (b'{"id": "a", "text": ', "not JSON"),
    "no JSON": ("سلام".encode(), "not JSON"),
    "a list": (b"[1, 2]", "not an object"),
    "a string": (b'"text"', "not an object"),
    "null": (b"null", "not an object"),
    "nested lists": (b"[" * 100_000, "brackets nested too deep"),
    "nested objects": (b'{"a":' * 100_000, "brackets nested too deep"),
    "nested within": (
        b'{"id": "a", "text": "x", "more": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        "(nested too deep|100 deep)",
    ),
    "a number too long": (b'{"id": "a", "text": "x", "n": ' + b"9" * 5_000 + b"}", "many digits"),
    "no text": (b'{"id": "a"}', "has neither text nor title"),
    "spaces": (b'{"id": "a", "text": " \\n\\u00a0 "}', "has neither text nor title"),
    "a text that is a number": (b'{"id": "a", "text": 5}', "5; expected a string"),
    "an id that is a list": (b'{"id": ["a"], "text": "x"}', "not an id: "),
    "an id that is true": (b'{"id": true, "text": "x"}', "not an id: true"),
    "an id with a line feed": (b'{"id": "a\\nb", "text": "x"}', "not an id: 'a\\\\nb'"),
    "an id with NUL": (b'{"id": "a\\u0000", "text": "x"}', "not an id: 'a\\\\x00'"),
    "an id too long": (b'{"id": "' + b"a" * 1_001 + b'", "text": "x"}', "not an id: "),
    "a date": (b'{"id": "a", "text": "x", "date": "yesterday"}', "not a date: 'yesterday'"),
    "tags that are an object": (
        b'{"id": "a", "text": "x", "tags": {"b": 1}}',
        "not a list of tags",
    ),
    "a tag that is a number": (b'{"id": "a", "text": "x", "tags": [5]}', "5; expected a string"),
    "a tag that is a list": (
        b'{"id": "a", "text": "x", "tags": [["b"]]}',
        "expected a string",
    ),
    "a language": (b'{"id": "a", "text": "x", "language": "Klingon!"}', "not a language: "),
    "a NUL in the file": (b'{"id": "a", "text": "x\x00"}', "not JSON"),
    "only NUL": (b"\x00" * 100, "not JSON"),
    "Latin-1": ('{"id": "a", "text": "é"}'.encode("latin-1"), "byte 0xE9 at 21 is not utf-8"),
    "Windows-1256": ('{"id": "a", "text": "متن"}'.encode("cp1256"), "is not utf-8; expected UTF-8"),
    "half a letter": (b'{"id": "a", "text": "\xd9"}', "byte 0xD9 at 21 is not utf-8"),
    "surrogates in UTF-8": (b'{"id": "a", "text": "\xed\xa0\x80"}', "is not utf-8"),
    "a NUL in the text": (b'{"id": "a", "text": "x\\u0000y"}', None),
    "lone surrogates": (b'{"id": "\\ud800", "text": "\\udfff", "\\ud800": "\\udc00"}', None),
    "controls": (b'{"id": "a", "text": "\\u001b[31m\\u009b\\u202e\\u2066"}', None),
    "unassigned": ('{"id": "a", "text": "\U000e0fff\uffff\U0010ffff"}'.encode(), None),
    "infinity": (b'{"id": "a", "text": "x", "n": [1e999, -0.0]}', "holds inf; expected"),
    "a key twice": (b'{"id": "b", "id": "a", "text": "x"}', None),
    "marks alone": (b'{"id": "a", "text": "%s"}' % ("\u064e" * 5_000).encode(), None),
}


@pytest.mark.parametrize("name", _RECORDS)
def test_a_record_that_may_be_no_document(main: Command, tmp_path: Path, name: str) -> None:
    record, said = _RECORDS[name]
    done = main("index", "-q", "-", "--index", "library", stdin=record + b"\n" + _GOOD)
    lines = done.stderr.splitlines()
    assert done.returncode == 0
    if said is None:
        assert lines == ["2 documents indexed; 2 in library"]
    else:
        assert re.match(f"stdin:1: .*{said}", lines[0])
        assert len(lines[0]) < 500
        assert lines[1:] == [
            "1 document indexed; 1 in library",
            "1 record passed over",
        ]
    exported = main("export", "--index", "library")
    assert exported.returncode == 0
    again = main("index", "-q", "-", "--index", "again", stdin=exported.stdout)
    assert again.stderr == lines[0 if said is None else 1].replace("library", "again") + "\n"
    assert main("export", "--index", "again").stdout == exported.stdout
    for arguments in (["search", "متن", "--json"], ["check"], ["rebuild"]):
        assert main(*arguments, "--index", "library").returncode == 0


_BROKEN_FILES: dict[str, tuple[str, bytes, str]] = {
    "gzip": ("a.jsonl.gz", b"no gzip", "cannot be read: Not a gzipped file"),
    "bzip2": ("a.jsonl.bz2", b"no bzip2", "cannot be read: Invalid data stream"),
    "xz": ("a.jsonl.xz", b"no xz", "cannot be read: Input format not supported"),
    "binary CSV": ("a.csv", b"id,text\n1,\xff\n", "is not utf-8"),
    "CSV of nothing": ("a.csv", b"", "names no column with a text or a title"),
    "CSV of other columns": ("a.csv", b"price,size\n1,2\n", "names no column with a text"),
    "binary HTML": ("a.html", b"<p>\xff\xfe\x00</p>", "is not utf-8"),
    "HTML of nothing": ("a.html", b"", "has neither text nor title"),
    "HTML of no encoding": (
        "a.html",
        b'<meta charset="klingon">x',
        "not an encoding: 'klingon'",
    ),
    "HTML of a strange encoding": ("a.html", b'<meta charset="undefined"><p>x', "undefined"),
    "HTML of a codec": ("a.html", b'<meta charset="base64"><p>x', "not an encoding: 'base64'"),
    "binary text": ("a.txt", b"\x80\x81", "is not utf-8"),
}


@pytest.mark.parametrize("name", _BROKEN_FILES)
def test_a_file_that_is_not_what_it_is_called(main: Command, tmp_path: Path, name: str) -> None:
    file, content, said = _BROKEN_FILES[name]
    (tmp_path / file).write_bytes(content)
    done = main("index", "-q", file, "--index", "library")
    assert done.returncode == 1
    assert re.fullmatch(
        f"a\\..*:\\d: .*{said}.*\n0 documents indexed; 0 in library\n1 record passed over\n",
        done.stderr,
    )
    done = main("index", "-q", file, "--index", "library", "--strict")
    _check_refused(done, f"{said}.*; nothing after it was read")


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "rot13", "undefined", "punycode", "\n"])
@pytest.mark.parametrize("file", ["a.jsonl", "a.csv", "a.txt", "a.html"])
def test_an_encoding_that_is_none(main: Command, tmp_path: Path, encoding: str, file: str) -> None:
    (tmp_path / file).write_bytes(_GOOD + b"\n")
    done = main("index", "-q", file, "--index", "library", "--encoding", encoding)
    assert done.returncode in (1, 2)
    assert re.search("encoding|is not punycode|punycode|undefined", done.stderr)
    assert "0 in library" in done.stderr or done.returncode == 2


@pytest.mark.parametrize(
    "page",
    ["<![x[", "<!DOCTYPE <!-- <p>متن", "&#xffffffff;&#99999999999;متن", "<a b='متن", "</" * 9],
)
def test_a_page_that_no_browser_would_refuse(main: Command, tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(f"<title>متن</title>{page}", encoding="utf-8")
    done = main("index", "-q", "a.html", "--index", "library")
    assert (done.returncode, done.stderr) == (0, "1 document indexed; 1 in library\n")


def test_a_line_of_fifty_megabytes(command: Command, main: Command, tmp_path: Path) -> None:
    word = "کتاب ".encode()
    text = word * (50_000_000 // len(word))
    long = b'{"id": "long", "text": "' + text + b'"}\n'
    longer = b'{"id": "longer", "text": "' + b"x" * 62_000_000 + b'"}\n'
    done = command("index", "-q", "-", "--index", "library", stdin=long + longer + _GOOD)
    assert done.returncode == 0
    assert [line.partition(";")[0] for line in done.stderr.splitlines()] == [
        "stdin:1: document 'long' has 27,777,775 characters",
        "stdin:2: a line of more than 61,000,000 bytes",
        "1 document indexed",
        "2 records passed over",
    ]
    (tmp_path / "long.txt").write_bytes(text)
    done = main("index", "-q", "long.txt", "--index", "library")
    assert done.returncode == 1
    assert "characters; expected at most 10,000,000" in done.stderr


# -- Queries ------------------------------------------------------------------

_HITS, _NONE = 0, 1
_QUERIES: dict[str, tuple[str, int]] = {
    "nothing": ("", _NONE),
    "spaces": (" \t\n\N{NO-BREAK SPACE}\N{ZERO WIDTH NON-JOINER} ", _NONE),
    "punctuation": ("؟ ! ، . ؛ « » - \" ' …", _NONE),
    "one question mark": ("؟", _NONE),
    "stop words": ("و در از که", _HITS),
    "Arabic stop words": ("في من على", _HITS),
    "nested brackets": ("(" * 10_000 + "Gantz" + ")" * 10_000, _NONE),
    "open brackets": ("(" * 30 + "Gantz", _HITS),
    "closing brackets": (")" * 100 + " Gantz", _HITS),
    "many exclusions": ("-(" * 5_000 + "Gantz", _NONE),
    "100,000 letters": ("x" * 100_000, _NONE),
    "50,000 words": ("Gantz " + "y " * 50_000, _HITS),
    "hundreds of prefixes": (" ".join(f"{chr(97 + n % 26)}*" for n in range(600)), _HITS),
    "hundreds of phrases": ('"وزیر دفاع" ' * 300, _HITS),
    "hundreds of alternatives": (" OR ".join(["Gantz"] * 500), _HITS),
    "only asterisks": ("* ** ***", _NONE),
    "only operators": ("OR OR | OR -", _NONE),
    "operators around": ("OR Gantz OR", _HITS),
    "only an exclusion": ("-Gantz", _HITS),
    "open quotation": ('"وزیر دفاع', _HITS),
    "a thousand quotation marks": ('"' * 1_000, _NONE),
    "fields of fields": ("source:" * 500 + "x", _NONE),
    "a date that is none": ("Gantz after:yesterday", _HITS),
    "a date of no calendar": ("Gantz before:9999999999-99-99", _HITS),
    "a language that is none": ("Gantz lang:klingon", _NONE),
    "NUL": ("Gantz \0 \0", _HITS),
    "bytes that are no UTF-8": ("Gantz \udcff source:\udc80", _NONE),
    "controls": ("\x1b[31m Gantz\x9b", _HITS),
    "directions": ("\u202eGantz\u2066", _HITS),
    "emoji": ("😀 👩‍👩‍👧‍👦", _NONE),
    "marks alone": ("\N{ARABIC FATHA}" * 5_000, _NONE),
    "kashida alone": ("\N{ARABIC TATWEEL}" * 5_000, _NONE),
    "a number": ("9" * 5_000, _NONE),
    "an option": ("-- --limit", _HITS),
}


@pytest.mark.parametrize("name", _QUERIES)
def test_no_query_is_an_error(main: Command, sample_folder: Path, name: str) -> None:
    query, expected = _QUERIES[name]
    for options in (["--explain"], ["--json", "--no-spellings", "--order", "newest"]):
        done = main("search", *options, "--index", sample_folder, "--", query)
        assert done.stderr == ""
        assert done.returncode == expected, done.stdout


@pytest.mark.parametrize(
    "query",
    [
        "\ud800",
        "Gantz \udfff",
        "\ud800*",
        '="\ud800 x"',
        "title:\ud800",
        "after:\ud800",
    ],
)
def test_lone_surrogates_are_no_error(sample: fehrest.Library, query: str) -> None:
    answer = sample.search(query, explain=True, facets=["source"])
    assert answer.total == (0 if "Gantz" not in query else sample.search("Gantz").total)
    assert sample.written("\ud800") == "\ud800"


@pytest.mark.parametrize("name", ["nested brackets", "100,000 letters", "directions"])
def test_no_query_is_an_error_in_a_process_of_its_own(
    command: Command, sample_folder: Path, name: str
) -> None:
    query, expected = _QUERIES[name]
    done = command("search", "--index", sample_folder, "--", query)
    assert (done.returncode, done.stderr) == (expected, "")


@pytest.mark.parametrize("id_", ["", "\0", "\ud800", "x" * 10_000, "؟", "../../etc/passwd"])
def test_an_id_that_no_document_has(sample: fehrest.Library, id_: str) -> None:
    assert sample.get(id_) is None
    assert id_ not in sample
    assert sample.delete([id_]) == 0


_ARGUMENTS: list[tuple[list[str], str]] = [
    (["--limit", "-1"], "limit is -1; expected 0 to 1,000,000"),
    (["--limit", "1" + "0" * 30], "limit is 1000.*; expected 0 to 1,000,000"),
    (["--offset", "-5"], "offset is -5; expected 0 to 1,000,000"),
    (["--order", "best"], "order is 'best'; expected one of relevance, newest, oldest"),
    (
        ["--facets", "year,size"],
        "not a facet: 'size'; expected some of language, source, tag",
    ),
    (["--after", "yesterday"], "not a date: 'yesterday'; expected"),
    (["--before", "2023-02-30"], "not a date: '2023-02-30'"),
    (["--after", ""], "not a date: ''"),
    (["--lang", "fa!"], "not a language: 'fa!'; expected a code like"),
]


@pytest.mark.parametrize(("options", "said"), _ARGUMENTS, ids=lambda value: str(value)[:40])
def test_an_option_that_cannot_be_meant(
    main: Command, sample_folder: Path, options: list[str], said: str
) -> None:
    _check_refused(main("search", "Gantz", *options, "--index", sample_folder), said)


_USAGE: list[tuple[list[str], str]] = [
    ([], "Usage: fehrest"),
    (["seek"], "no command 'seek'; expected one of analyze, check"),
    (["search"], "expected a QUERY, or --queries FILE and --run FILE"),
    (["search", "x", "--queries", "q.tsv", "--run", "-"], "a QUERY and --queries exclude each o"),
    (["search", "x", "--run", "-"], "a QUERY and --run exclude each other; expected one of them"),
    (["search", "--queries", "q.tsv"], "expected a QUERY, or --queries FILE and --run FILE"),
    (["search", "x", "--limit", "many"], "^fehrest: invalid value for '--limit': 'many' is not a"),
    (
        ["search", "x", "--fuzzy"],
        "^fehrest: no option '--fuzzy'; expected those of 'fehrest search --help', or -- before",
    ),
    (["search", "-گانتس"], "^fehrest: no option '-گ'; expected .*, or -- before what is none\n$"),
    (["search", "x", "--jso"], "^fehrest: no option '--jso'; expected --json, "),
    (["index"], "^fehrest: missing argument 'INPUTS...'; 'fehrest index --help' says what"),
    (["index", "x", "--wait", "long"], "'long' is not a valid float"),
    (["show"], "missing argument 'ID'"),
    (["delete"], "missing argument 'IDS...'"),
    (["analyze"], "missing argument 'TEXT...'"),
]


@pytest.mark.parametrize(("arguments", "said"), _USAGE, ids=lambda value: str(value)[:40])
def test_a_command_that_is_none(main: Command, arguments: list[str], said: str) -> None:
    done = main(*arguments)
    assert done.returncode == 2
    assert re.search(said, done.stderr + done.stdout)
    assert "Traceback" not in done.stderr
    assert not arguments or re.fullmatch(r"fehrest: [^\n]+\n", done.stderr)


_INDEX_ARGUMENTS: list[tuple[list[str], str]] = [
    (["nothing.jsonl"], "no file or folder 'nothing.jsonl'"),
    (["notes.docx"], "the name 'notes.docx' does not tell the format; expected"),
    (["-", "--format", "docx"], "not a format: 'docx'; expected jsonl, json, csv"),
    (["-", "--wait", "-1"], "cannot wait -1.0 seconds; expected 0 or more"),
    (["-", "--wait", "nan"], "cannot wait nan seconds; expected 0 or more"),
]


@pytest.mark.parametrize(("arguments", "said"), _INDEX_ARGUMENTS, ids=lambda value: str(value)[:40])
def test_an_input_that_cannot_be_meant(
    main: Command, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "notes.docx").touch()
    _check_refused(main("index", *arguments, "--index", "library", stdin=_GOOD), said)


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        (b"no tab\n", "q.tsv:1: 'no tab.*'; expected id, tab, query"),
        (b"1\tGantz\n\tGantz\n", "q.tsv:2: .*; expected id, tab, query"),
        (b"1 2\tGantz\n", "q.tsv:1: .*; expected id, tab, query"),
        (b"1\t\xff\n", "q.tsv is not UTF-8"),
        (None, "q.tsv: No such file or directory"),
    ],
)
def test_queries_that_cannot_be_read(
    main: Command, tmp_path: Path, sample_folder: Path, queries: bytes | None, said: str
) -> None:
    if queries is not None:
        (tmp_path / "q.tsv").write_bytes(queries)
    arguments = ["search", "--queries", "q.tsv", "--run", "run.txt", "--index", sample_folder]
    _check_refused(main(*arguments), said)


# -- Streams ------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_stream_that_is_full(
    environment: dict[str, str], sample_folder: Path, tmp_path: Path, stream: str
) -> None:
    arguments = ["search", "Gantz"] if stream == "stdout" else ["search", "Gantz", "--limit", "-1"]
    with Path("/dev/full").open("w") as full:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: full}
        done = subprocess.run(
            [sys.executable, "-m", "fehrest", *arguments, "--index", sample_folder],
            **streams,  # type: ignore[call-overload]
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
        )
    assert done.returncode == 2
    if stream == "stdout":
        assert done.stderr == "fehrest: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a shell of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(
    environment: dict[str, str], sample_folder: Path, tmp_path: Path, closed: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(_GOOD)
    python = f"{sys.executable} -m fehrest"
    for arguments, status in (
        (f"search Gantz --index {sample_folder}", 0),
        ("index a.jsonl --index library", 0),
        ("index - --index library", 2 if "<&-" in closed else 1),
        ("stats --index nowhere", 2),
    ):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{python} {arguments} {closed}"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        assert done.returncode == status, (arguments, done.stderr)
        assert "Traceback" not in done.stderr
    with fehrest.open(tmp_path / "library", create=False) as library:
        assert library.check() == []
        assert json.loads(_GOOD)["id"] in library


@pytest.mark.skipif(os.name != "posix", reason="needs a shell of POSIX")
@pytest.mark.parametrize("arguments", ["export", "search --queries q.tsv --run -"])
def test_what_is_to_be_kept_is_not_written_to_where_nothing_is(
    environment: dict[str, str], sample_folder: Path, tmp_path: Path, arguments: str
) -> None:
    (tmp_path / "q.tsv").write_text("1\tGantz\n")
    script = f"{sys.executable} -m fehrest {arguments} --index {sample_folder} >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.returncode == 2
    assert re.fullmatch(
        "fehrest: standard output is closed; expected a file as --(output|run)\n", done.stderr
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_that_is_full_is_named(main: Command, sample_folder: Path) -> None:
    done = main("export", "--output", "/dev/full", "--index", sample_folder)
    _check_refused(done, "/dev/full: No space left on device")


def test_no_folder_is_not_this_one(main: Command, tmp_path: Path) -> None:
    _check_refused(main("index", "-", "--index", "", stdin=_GOOD), "path is ''; expected that of")
    assert list(tmp_path.iterdir()) == []
