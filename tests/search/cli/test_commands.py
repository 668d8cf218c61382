"""The command line: every command, and every option of it."""

from __future__ import annotations

import bz2
import csv
import errno
import gzip
import io
import json
import lzma
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import click
import fehrest
import pytest
from fehrest import Document
from fehrest.search import output
from fehrest.search.cli.commands import commands

Command = Callable[..., subprocess.CompletedProcess[str]]
_NEWS = Path(__file__).parents[2] / "sample" / "news.jsonl"


def _ok(done: subprocess.CompletedProcess[str]) -> str:
    """The output of a command that has nothing to complain of."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# -- Everything ---------------------------------------------------------------


def test_the_version(command: Command) -> None:
    assert _ok(command("--version")) == f"fehrest {fehrest.__version__}\n"


@pytest.mark.parametrize("name", [None, *commands.list_commands(click.Context(commands))])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_fits_and_names_every_option(main: Command, name: str | None, flag: str) -> None:
    text = _ok(main(*([name] if name else []), flag))
    context = click.Context(commands)
    shown = commands.get_command(context, name) if name else commands
    assert shown is not None
    assert text.startswith(f"Usage: fehrest {name or '[OPTIONS]'}")
    assert max(map(len, text.splitlines())) <= 100
    for parameter in shown.params:
        for option in parameter.opts:
            assert option in text or parameter.make_metavar is None or not option.startswith("-")
    for below in [] if name else commands.list_commands(context):
        assert re.search(rf"^  {below} +[A-Z].*", text, re.MULTILINE)


def test_help_names_the_facets(main: Command) -> None:
    assert f"Count {', '.join(fehrest.FACETS)}." in _ok(main("search", "--help"))


def test_the_module_is_the_command(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("fehrest")
    if not script.exists():
        pytest.skip("the command is not installed beside this Python")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"fehrest {fehrest.__version__}\n"


def test_where_the_library_is(
    main: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("متن")
    assert main("index", "a.txt").stderr.endswith("1 in fehrest-library\n")
    monkeypatch.setenv("FEHREST_INDEX", "named")
    assert main("index", "a.txt").stderr.endswith("1 in named\n")
    assert main("index", "a.txt", "--index", "said").stderr.endswith("1 in said\n")
    for name in ("fehrest-library", "named", "said"):
        with fehrest.open(tmp_path / name, create=False) as library:
            assert len(library) == 1
    monkeypatch.setenv("FEHREST_INDEX", "nowhere")
    assert main("stats").returncode == 2
    assert main("stats", "--index", "said").returncode == 0


# -- index --------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with a document in each format."""
    folder = tmp_path / "archive"
    (folder / "below" / ".hidden").mkdir(parents=True)
    files = {
        "a.jsonl": '{"id": "jsonl", "text": "روزنامه"}\n',
        "b.csv": "id,text\ncsv,روزنامه\n",
        "c.tsv": "id\ttext\ntsv\tروزنامه\n",
        "d.txt": "روزنامه",
        "e.html": "<title>عنوان</title><p>روزنامه",
        "f.json": '[{"id": "json", "text": "روزنامه"}]',
        "below/g.md": "روزنامه",
        "below/.hidden/h.txt": "روزنامه",
        ".i.txt": "روزنامه",
        "photo.jpg": "روزنامه",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with gzip.open(folder / "j.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write('{"id": "gz", "text": "روزنامه"}\n')
    return folder


_ARCHIVED = {"jsonl", "csv", "tsv", "d.txt", "e.html", "json", "below/g.md", "gz"}


def _ids(folder: Path) -> set[str]:
    with fehrest.open(folder, create=False) as library:
        return {hit.id for hit in library.search("روزنامه", limit=100)}


def test_index_reads_folders(main: Command, archive: Path, tmp_path: Path) -> None:
    done = main("index", archive, "--index", "library")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == ("8 documents indexed; 8 in library\n1 file of other kinds passed over\n")
    assert _ids(tmp_path / "library") == _ARCHIVED


def test_index_passes_over_libraries(main: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("روزنامه", encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "store.db").write_bytes(b"of something else")
    (tmp_path / "b" / "b.txt").write_text("روزنامه", encoding="utf-8")
    for _again in range(2):
        done = main("index", ".")
        assert done.stderr == (
            "2 documents indexed; 2 in fehrest-library\n1 file of other kinds passed over\n"
        )
    done = main("index", "fehrest-library", "--index", "other")
    assert (done.returncode, done.stderr) == (
        2,
        "fehrest: 'fehrest-library' is a library; expected files with documents\n",
    )
    assert not (tmp_path / "other").exists()


def test_index_reads_files_and_standard_input(main: Command, archive: Path, tmp_path: Path) -> None:
    given = '{"id": "stdin", "text": "روزنامه"}'
    inputs = [archive / "a.jsonl", "-", archive / "below"]
    done = main("index", *inputs, "--index", "library", stdin=given)
    assert done.stderr == "3 documents indexed; 3 in library\n"
    assert _ids(tmp_path / "library") == {"jsonl", "stdin", "g.md"}


def test_index_replaces(main: Command, archive: Path, tmp_path: Path) -> None:
    main("index", archive, "--index", "library")
    given = '{"id": "csv", "text": "مجله"}\n{"id": "new", "text": "روزنامه"}'
    done = main("index", "-", "--index", "library", stdin=given)
    assert done.stderr == "2 documents indexed; 9 in library\n"
    assert _ids(tmp_path / "library") == _ARCHIVED - {"csv"} | {"new"}


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("jsonl", '{"id": "a", "text": "روزنامه"}'),
        ("json", '[{"id": "a", "text": "روزنامه"}]'),
        ("csv", "id,text\na,روزنامه"),
        ("tsv", "id\ttext\na\tروزنامه"),
    ],
)
def test_index_takes_the_format_that_is_said(
    main: Command, tmp_path: Path, form: str, given: str
) -> None:
    (tmp_path / "file.dat").write_text(given, encoding="utf-8")
    for number, source in enumerate(("-", "file.dat")):
        done = main("index", source, "--format", form, "--index", f"{number}", stdin=given)
        assert done.stderr == f"1 document indexed; 1 in {number}\n"
        assert _ids(tmp_path / f"{number}") == {"a"}


@pytest.mark.parametrize("form", ["text", "html"])
def test_index_takes_a_file_for_a_document(main: Command, tmp_path: Path, form: str) -> None:
    (tmp_path / "file.dat").write_text("<b>روزنامه", encoding="utf-8")
    assert main("index", "file.dat", "--format", form, "--index", "library").returncode == 0
    text = json.loads(_ok(main("show", "file.dat", "--json", "--index", "library")))["text"]
    assert text == {"text": "<b>روزنامه", "html": "روزنامه"}[form]


def test_index_takes_the_encoding_that_is_said(main: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("روزنامه".encode("cp1256"))
    assert main("index", "a.txt", "--index", "library").returncode == 1
    done = main("index", "a.txt", "--encoding", "cp1256", "--index", "library")
    assert done.returncode == 0
    assert _ids(tmp_path / "library") == {"a.txt"}


_MIXED = '{"id": "a", "text": "روزنامه"}\nno document\n{"id": "b", "text": "روزنامه"}\n'


def test_index_passes_over_what_is_no_document(main: Command, tmp_path: Path) -> None:
    done = main("index", "-", "--index", "library", stdin=_MIXED)
    problem, *rest = done.stderr.splitlines()
    assert done.returncode == 0
    assert problem.startswith("stdin:2: ")
    assert rest == ["2 documents indexed; 2 in library", "1 record passed over"]
    assert _ids(tmp_path / "library") == {"a", "b"}


def test_index_stops_there_when_it_is_strict(main: Command, tmp_path: Path) -> None:
    done = main("index", "-", "--strict", "--index", "library", stdin=_MIXED)
    assert done.returncode == 2
    assert re.fullmatch(r"fehrest: stdin:2: .*; nothing after it was read\n", done.stderr)
    assert _ids(tmp_path / "library") == {"a"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of files that are any bytes")
def test_index_takes_files_of_any_name(main: Command, tmp_path: Path) -> None:
    names = [b"\xff\xe3.txt", "روزنامه.txt".encode("cp1256"), "روزنامه.txt".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text("روزنامه", encoding="utf-8")
    done = main("index", *map(os.fsdecode, names), "--index", os.fsdecode(b"lib\xff"))
    assert (done.returncode, done.stderr) == (0, "3 documents indexed; 3 in lib?\n")
    assert _ids(tmp_path / os.fsdecode(b"lib\xff")) == {
        name.decode("utf-8", "replace") for name in names
    }


def test_index_of_nothing(main: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = main("index", "empty", "--index", "library")
    assert (done.returncode, done.stderr) == (1, "0 documents indexed; 0 in library\n")


def test_index_says_how_far_it_is(
    main: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fehrest.search.cli.progress._SECONDS_BETWEEN_LINES", 0.0)
    monkeypatch.setattr("fehrest.index.catalog._BATCH", 2)
    given = "".join(f'{{"id": "{n}", "text": "متن"}}\n' for n in range(5))
    done = main("index", "-", "--index", "library", stdin=given)
    assert re.fullmatch(
        r"2 documents stored, [\d,]+/s\n4 documents stored, [\d,]+/s\n"
        r"5 documents stored, [\d,]+/s\n5 documents indexed; 5 in library\n",
        done.stderr,
    )
    for quiet in ("--quiet", "-q"):
        done = main("index", "-", quiet, "--index", "library", stdin=given)
        assert done.stderr == "5 documents indexed; 5 in library\n"


# -- search -------------------------------------------------------------------


@pytest.fixture
def search(main: Command, sample_folder: Path) -> Callable[..., str]:
    """Search the sample collection, and return what is written."""
    return lambda *arguments: _ok(main("search", *arguments, "--index", sample_folder))


def _hits(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_search_for_a_reader(search: Callable[..., str]) -> None:
    first, *_rest, summary = search("Gantz", "--limit", "3").splitlines()
    assert first == "1. Gantz meets Aliyev in Baku"
    assert re.fullmatch(r"\d+ documents, 1 to 3 in 0\.\d{3} s", summary)
    fourth = search("Gantz", "--limit", "1", "--offset", "3").splitlines()
    assert fourth[0].startswith("4. ")
    assert ", 4 to 4 in" in fourth[-1]


def test_search_without_a_hit(main: Command, sample_folder: Path) -> None:
    for options in ([], ["--json"], ["--jsonl"], ["--csv"]):
        done = main("search", "زمهریرستان", *options, "--index", sample_folder)
        assert (done.returncode, done.stderr) == (1, "")


def test_words_are_one_query(search: Callable[..., str]) -> None:
    assert search("وزیر", "دفاع", "--jsonl") == search("وزیر دفاع", "--jsonl")


def test_search_writes_json(search: Callable[..., str], sample: fehrest.Library) -> None:
    written = json.loads(search("Gantz", "--json", "--limit", "4", "--facets", "year,language"))
    answer = sample.search("Gantz", limit=4, facets=["year", "language"])
    assert written["query"] == "Gantz"
    assert written["total"] == answer.total
    assert [hit["id"] for hit in written["hits"]] == [hit.id for hit in answer]
    assert written["facets"] == answer.facets
    assert written["spellings"]["Gantz"] == list(answer.spellings["Gantz"])
    for hit in written["hits"]:
        text, marks = hit["snippet"]["text"], hit["snippet"]["marks"]
        found = {text[start:end] for start, end in marks}
        found |= {hit["title"][start:end] for start, end in hit["title_marks"]}
        assert {match["found"] for match in hit["matches"]} & found
        assert "text" not in hit


def test_all_forms_write_the_same_hits(search: Callable[..., str]) -> None:
    whole = json.loads(search("Gantz", "--json"))["hits"]
    assert _hits(search("Gantz", "--jsonl")) == whole
    rows = list(csv.DictReader(io.StringIO(search("Gantz", "--csv"))))
    for name in ("id", "title", "date", "source", "language", "url"):
        assert [row[name] for row in rows] == [hit.get(name, "") for hit in whole]
    assert [row["snippet"] for row in rows] == [hit["snippet"]["text"] for hit in whole]
    assert [float(row["score"]) for row in rows] == [hit["score"] for hit in whole]


def test_pages_make_up_the_whole(search: Callable[..., str]) -> None:
    whole = _hits(search("Gantz", "--jsonl", "--limit", "100"))
    pages = [
        _hits(search("Gantz", "--jsonl", "--limit", "4", "--offset", str(offset)))
        for offset in range(0, len(whole), 4)
    ]
    assert [hit for page in pages for hit in page] == whole
    assert search("Gantz", "--jsonl", "--limit", "0") == ""
    assert search("Gantz", "--jsonl", "--offset", "1000") == ""


@pytest.mark.parametrize(
    ("options", "is_wanted"),
    [
        (["--lang", "fa"], lambda hit: hit["language"] == "fa"),
        (["--lang", "Arabic"], lambda hit: hit["language"] == "ar"),
        (["--source", "قفقاز"], lambda hit: hit["source"] == "قفقاز"),
        (["--tag", "politics"], lambda hit: "politics" in hit["tags"]),
        (["--after", "2020"], lambda hit: hit["date"] >= "2020"),
        (["--before", "2020"], lambda hit: hit["date"] < "2020"),
        (["--after", "2019-02", "--before", "2022"], lambda hit: "2019-02" <= hit["date"] < "2022"),
        (["--lang", "fa", "--after", "1400"], lambda hit: hit["date"] >= "2021-03-21"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_filters_leave_what_is_wanted(
    search: Callable[..., str], options: list[str], is_wanted: Callable[[dict[str, Any]], bool]
) -> None:
    whole = _hits(search("Gantz", "--jsonl", "--limit", "100"))
    left = _hits(search("Gantz", "--jsonl", "--limit", "100", *options))
    wanted = [hit["id"] for hit in whole if is_wanted(hit)]
    if "fa" in options:
        wanted = [hit["id"] for hit in whole if is_wanted(hit) and hit["language"] == "fa"]
    assert 0 < len(wanted) < len(whole)
    assert sorted(hit["id"] for hit in left) == sorted(wanted)


@pytest.mark.parametrize(("order", "reverse"), [("newest", True), ("oldest", False)])
def test_order_is_by_date(search: Callable[..., str], order: str, reverse: bool) -> None:
    hits = _hits(search("Gantz", "--jsonl", "--limit", "100", "--order", order))
    dates = [hit["date"] for hit in hits]
    assert dates == sorted(dates, reverse=reverse)
    assert len(set(dates)) > 1


def test_facets_count_all_hits(search: Callable[..., str]) -> None:
    written = json.loads(search("Gantz", "--json", "--limit", "1", "--facets", "language, year"))
    assert written["facets"].keys() == {"language", "year"}
    for counts in written["facets"].values():
        assert sum(counts.values()) == written["total"]
    assert re.search(
        r"^language: \w\w \d+, \w\w \d+", search("Gantz", "--facets", "language"), re.MULTILINE
    )


def test_no_spellings(search: Callable[..., str]) -> None:
    found = _hits(search("Gantz", "--jsonl", "--limit", "100", "--no-spellings"))
    assert {hit["language"] for hit in found} == {"en"}
    assert "Gantz was also searched as غانتس; گانتس; گانس\n" in search("Gantz")
    assert "Aliyev was also searched as علی‌اف; علييف\n" in search("Aliyev")
    assert "was also searched as" not in search("Gantz", "--no-spellings")


def test_explanations_add_up(search: Callable[..., str]) -> None:
    hits = _hits(search("Gantz", "--jsonl", "--explain"))
    assert hits
    for hit in hits:
        parts = hit["contributions"]
        assert parts
        assert {part["query"] for part in parts} == {"Gantz"}
        assert all(part["score"] > 0 for part in parts)
        assert max(part["score"] for part in parts) <= hit["score"] + 1e-4
    assert "contributions" not in _hits(search("Gantz", "--jsonl"))[0]
    assert re.search(
        r"^ +\d+\.\d{3}  Gantz, because Gantz: as it is$",
        search("Gantz", "--explain"),
        re.MULTILINE,
    )


def test_a_note_says_how_a_query_was_read(search: Callable[..., str]) -> None:
    assert "Note: not a date: 'yesterday'" in search("Gantz after:yesterday")


# -- Runs ---------------------------------------------------------------------


def _run(folder: Path, main: Command, queries: str, *options: str) -> list[list[str]]:
    Path("queries.tsv").write_text(queries, encoding="utf-8")
    arguments = ["--queries", "queries.tsv", "--run", "run.txt", "--index", folder]
    assert _ok(main("search", *arguments, *options)) == ""
    return [line.split(" ") for line in Path("run.txt").read_text("utf-8").splitlines()]


def test_a_run_ranks_as_search_does(
    main: Command, sample_folder: Path, sample: fehrest.Library
) -> None:
    rows = _run(sample_folder, main, "\ufeffq1\tGantz\nq2\tزمهریرستان\r\nq3\tوزیر دفاع\n")
    expected = [
        [query_id, "Q0", hit.id, str(rank), f"{hit.score:.6f}", "fehrest"]
        for query_id, query in (("q1", "Gantz"), ("q3", "وزیر دفاع"))
        for rank, hit in enumerate(sample.search(query, limit=1_000), 1)
    ]
    assert rows == expected


def test_a_run_takes_depth_and_spellings(main: Command, sample_folder: Path) -> None:
    rows = _run(sample_folder, main, "1\tGantz\n2\tAliyev\n", "--depth", "3")
    assert [row[0] for row in rows] == ["1"] * 3 + ["2"] * 3
    rows = _run(sample_folder, main, "1\tGantz\n", "--no-spellings")
    assert rows
    assert all(row[2].startswith("en-") for row in rows)


def test_a_run_is_filtered(
    main: Command, sample_folder: Path, sample: fehrest.Library, tmp_path: Path
) -> None:
    rows = _run(sample_folder, main, "1\tGantz\n", "--lang", "ar", "--after", "2015")
    expected = sample.search("Gantz", language="ar", after="2015", limit=1_000)
    assert rows
    assert [row[2] for row in rows] == [hit.id for hit in expected]
    arguments = ["--queries", "queries.tsv", "--run", "-", "--lang", "ar", "--after", "2015"]
    assert _ok(main("search", *arguments, "--index", sample_folder)) == Path("run.txt").read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"queries.tsv", "run.txt"}


def test_queries_may_come_from_standard_input(
    main: Command, sample_folder: Path, tmp_path: Path
) -> None:
    queries = "\ufeffq1\tGantz\nq2\tوزیر دفاع\n"
    _run(sample_folder, main, queries)
    arguments = ["search", "--queries", "-", "--index", sample_folder, "--run"]
    assert _ok(main(*arguments, "-", stdin=queries)) == Path("run.txt").read_text("utf-8")
    assert _ok(main(*arguments, "other.txt", stdin=queries)) == ""
    assert Path("other.txt").read_text("utf-8") == Path("run.txt").read_text("utf-8")
    done = main(*arguments, "-", stdin="q1 Gantz\n")
    assert done.returncode == 2
    assert done.stderr == "fehrest: stdin:1: 'q1 Gantz\\n'; expected id, tab, query\n"


_RUN = ["--queries", "q.tsv", "--run", "run.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*_RUN, "--depth", "-1"], "--depth is -1; expected 0 to 1,000,000"),
        ([*_RUN, "--limit", "5"], "--limit does not go with --queries; expected --depth, --no-sp"),
        ([*_RUN, "--order", "newest"], "--order does not go with --queries; expected --depth"),
        ([*_RUN, "--facets", "year"], "--facets does not go with --queries; expected --depth"),
        ([*_RUN, "--json"], "--json does not go with --queries; expected --depth"),
        ([*_RUN, "--lang", "fa", "--after", "soon"], "not a date: 'soon'"),
        (["--queries", "q.tsv", "--run", "./q.tsv"], "--run './q.tsv' is the file of --queries"),
        (["--queries", "bad.tsv", "--run", "run.txt"], "bad.tsv:2: 'no tab.*; expected id, tab"),
        (["Gantz", "--depth", "5"], "--depth goes with --queries only; expected --limit"),
        (
            ["Gantz", "--csv", "--facets", "year"],
            "--facets does not go with --csv; expected --json",
        ),
        (
            ["Gantz", "--jsonl", "--facets", "tag"],
            "--facets does not go with --jsonl; expected --j",
        ),
        (["Gantz", "--json", "--csv"], "--json and --csv exclude each other; expected one of"),
    ],
)
def test_options_that_do_not_go_together(
    main: Command, sample_folder: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    files = {"q.tsv": "1\tGantz\n", "bad.tsv": "1\tGantz\nno tab\n", "run.txt": "before"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    done = main("search", *arguments, "--index", sample_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(rf"fehrest: [^\n]*{said}[^\n]*\n", done.stderr)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == files


def test_a_run_without_a_hit(main: Command, sample_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "queries.tsv").write_text("1\tزمهریرستان\n", encoding="utf-8")
    arguments = ["--queries", "queries.tsv", "--run", "run.txt", "--index", sample_folder]
    assert main("search", *arguments).returncode == 1
    assert (tmp_path / "run.txt").read_text() == ""


# -- Looking ------------------------------------------------------------------

_WHOLE = Document(
    id="الف",
    text="خط نخست\nخط\tدوم",
    title="عنوان",
    date="2023-05",
    source="منبع",
    url="https://example.org/",
    language="fa",
    tags=("یک", "دو"),
    extra={"people": ["Gantz"]},
)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    with fehrest.open(tmp_path / "library") as library:
        library.add([_WHOLE, Document(id="ب", text="متن", language="fa")])
    return tmp_path / "library"


def test_show(main: Command, whole: Path) -> None:
    assert _ok(main("show", "الف", "--index", whole)).splitlines() == [
        "id: الف",
        "title: عنوان",
        "date: 2023-05",
        "source: منبع",
        "url: https://example.org/",
        "language: fa",
        "tags: یک, دو",
        "",
        "خط نخست",
        "خط دوم",
    ]
    assert Document(**json.loads(_ok(main("show", "الف", "--json", "--index", whole)))) == _WHOLE
    done = main("show", "پ", "--index", "library")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no document 'پ' in library\n"


def test_delete(main: Command, whole: Path) -> None:
    done = main("delete", "الف", "پ", "--index", whole)
    assert (done.returncode, done.stderr) == (0, "1 document deleted\n")
    assert main("show", "الف", "--index", whole).returncode == 1
    assert main("search", "نخست", "--index", whole).returncode == 1
    done = main("delete", "الف", "--index", whole)
    assert (done.returncode, done.stderr) == (1, "0 documents deleted\n")


def test_stats(main: Command, whole: Path) -> None:
    lines = _ok(main("stats", "--index", whole)).splitlines()
    assert lines[0] == "documents: 2"
    assert re.fullmatch(r"words: \d+", lines[1])
    assert re.fullmatch(r"size: 0\.\d MB", lines[2])
    assert lines[3:] == ["language: fa 2", "source: منبع 1", "tag: دو 1, یک 1", "year: 2023 1"]
    found = json.loads(_ok(main("stats", "--json", "--index", whole)))
    assert found["documents"] == 2
    assert found["facets"]["language"] == {"fa": 2}
    assert found["words"] > 0
    assert found["size"] > 0


def test_check_and_rebuild(main: Command, whole: Path) -> None:
    done = main("check", "--index", whole)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no problem found\n")
    path = next((whole / "index").glob("*.arrays"))
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 255]))
    done = main("check", "--index", whole)
    assert (done.returncode, done.stderr) == (1, "1 problem found\n")
    assert done.stdout == f"{path.name} is not as it was written\n"
    done = main("rebuild", "--index", whole)
    assert (done.returncode, done.stderr) == (0, "2 documents indexed\n")
    assert main("check", "--index", whole).returncode == 0
    assert main("search", "نخست", "--index", whole).returncode == 0


def test_what_is_exported_can_be_indexed(main: Command, tmp_path: Path) -> None:
    _ok_index = main("index", "-q", _NEWS, "--index", "library")
    assert _ok_index.returncode == 0
    exported = _ok(main("export", "--index", "library"))
    assert len(exported.splitlines()) == 132
    assert _ok(main("export", "--index", "library", "--output", "all.jsonl")) == ""
    assert (tmp_path / "all.jsonl").read_text("utf-8") == exported
    assert main("index", "-q", "all.jsonl", "--index", "copy").returncode == 0
    assert _ok(main("export", "--index", "copy")) == exported
    with (
        fehrest.open(tmp_path / "library", create=False) as library,
        fehrest.open(tmp_path / "copy", create=False) as copy,
    ):
        assert list(copy.documents()) == list(library.documents())
        assert copy.rank("Gantz وزیر") == library.rank("Gantz وزیر")


@pytest.mark.parametrize(
    ("ending", "opened"), [(".gz", gzip.open), (".BZ2", bz2.open), (".xz", lzma.open)]
)
def test_an_export_is_compressed_as_its_name_says(
    main: Command, sample_folder: Path, tmp_path: Path, ending: str, opened: Callable[..., IO[str]]
) -> None:
    exported = _ok(main("export", "--index", sample_folder))
    assert _ok(main("export", "--index", sample_folder, "--output", f"all.jsonl{ending}")) == ""
    with opened(tmp_path / f"all.jsonl{ending}", "rt", encoding="utf-8") as file:
        assert file.read() == exported


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space")])
def test_an_export_that_fails_leaves_the_file_that_was_there(
    main: Command,
    sample_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Any,
) -> None:
    (tmp_path / "all.jsonl").write_text("before")

    def failing(document: Document) -> dict[str, Any]:
        if document.id == "fa-005":
            raise failure
        return document_json(document)

    document_json = output.document_json
    monkeypatch.setattr(output, "document_json", failing)
    done = main("export", "--index", sample_folder, "--output", "all.jsonl")
    assert done.returncode == (130 if failure is KeyboardInterrupt else 2)
    assert [path.name for path in tmp_path.iterdir()] == ["all.jsonl"]
    assert (tmp_path / "all.jsonl").read_text() == "before"


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes of files")
def test_an_export_keeps_the_link_and_the_mode_of_the_file_that_was_there(
    main: Command, sample_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "all").touch(mode=0o600)
    (tmp_path / "all.jsonl").symlink_to("below/all")
    _ok(main("export", "--index", sample_folder, "--output", "all.jsonl"))
    assert (tmp_path / "all.jsonl").is_symlink()
    assert (tmp_path / "below" / "all").stat().st_mode & 0o777 == 0o600
    assert len((tmp_path / "below" / "all").read_text("utf-8").splitlines()) == 132
    assert _ok(main("export", "--index", sample_folder, "--output", os.devnull)) == ""
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("", "--output '' names no file; expected a name, or \"-\""),
        ("library/x.jsonl", "--output 'library/x.jsonl' lies in the library; expected a file else"),
        ("library/store.db", "--output 'library/store.db' lies in the library; expected a file"),
        ("library", "--output 'library' is a folder; expected a file"),
        ("nowhere/x", "nowhere/x: No such file or directory"),
    ],
)
def test_an_export_to_where_it_cannot_be(
    main: Command, tmp_path: Path, file: str, said: str
) -> None:
    with fehrest.open(tmp_path / "library") as library:
        library.add([Document(id="1", text="متن")])
    before = {path.name for path in (tmp_path / "library").iterdir()}
    done = main("export", "--index", "library", "--output", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(rf"fehrest: [^\n]*{said}[^\n]*\n", done.stderr)
    assert {path.name for path in (tmp_path / "library").iterdir()} == before


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_damaged_document_does_not_keep_the_others_from_an_export(
    main: Command, tmp_path: Path, is_indexed: bool
) -> None:
    with fehrest.open(tmp_path / "library") as library:
        library.add(Document(id=f"a{number}", text="متن") for number in range(5))
    with closing(sqlite3.connect(tmp_path / "library" / "store.db")) as connection:
        connection.execute("UPDATE document SET text = CAST(x'd985ff' AS TEXT) WHERE id = 'a2'")
        connection.commit()
    if not is_indexed:
        (tmp_path / "library" / "index" / "toc.json").unlink()
    done = main("export", "--index", "library", "--output", "all.jsonl")
    said = r"fehrest: document 'a2' \(serial 3\) cannot be read: [^\n]* column 'text'\n"
    assert done.returncode == 2
    assert re.fullmatch(said, done.stderr)
    exported = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in exported] == ["a0", "a1", "a3", "a4"]
    done = main("rebuild", "--index", "library")
    assert done.returncode == 2
    assert re.fullmatch(said, done.stderr)


def test_export_of_nothing(main: Command, tmp_path: Path) -> None:
    fehrest.open(tmp_path / "library").close()
    assert _ok(main("export", "--index", "library")) == ""


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("می‌خواهم کتاب‌ها را", [], ["language: fa", "stem کتاب", "a stop word"]),
        ("وللكتاب", ["--lang", "ar"], ["folded وللکتاب", "stem کتاب"]),
        ("وللكتاب", ["--lang", "ar-SA"], ["folded وللکتاب", "stem کتاب"]),
        ("وللكتاب", ["--lang", "Arabic"], ["folded وللکتاب", "stem کتاب"]),
        ("The libraries", ["--lang", "en"], ["folded libraries"]),
    ],
)
def test_analyze(main: Command, text: str, options: list[str], expected: list[str]) -> None:
    written = _ok(main("analyze", text, *options))
    for part in expected:
        assert part in written
    tokens = json.loads(_ok(main("analyze", text, *options, "--json")))
    for token in tokens:
        assert text[token["start"] : token["end"]] == token["text"]
    assert ("language:" in written) == (not options)


def test_analyze_in_a_language_that_is_none(main: Command) -> None:
    done = main("analyze", "کتاب", "--lang", "fa!")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fehrest: not a language: 'fa!'; expected a code like")


def test_analyze_nothing(main: Command) -> None:
    assert main("analyze", "؟!").returncode == 1
    assert main("analyze", "؟!", "--json").stdout == "[]\n"


def test_names(main: Command, sample_folder: Path) -> None:
    first, *lines = _ok(main("names", "Gantz", "--index", sample_folder)).splitlines()
    assert first == "Gantz"
    assert {line.split()[1] for line in lines} >= {"گانتس", "گانس", "غانتس"}
    for line in lines:
        assert re.fullmatch(r"  0\.\d\d  \S+  [\d,]+ documents?  [\w-]+ / [\w-]+", line)


@pytest.mark.parametrize("name", ["", "؟"])
def test_names_of_no_word(main: Command, sample_folder: Path, name: str) -> None:
    done = main("names", name, "--index", sample_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"fehrest: no name in {name!r}; expected a word at least\n"


def test_names_as_json(main: Command, sample_folder: Path) -> None:
    written = _ok(main("names", "Gantz Akar", "--json", "--index", sample_folder))
    gantz, akar = json.loads(written)
    assert (gantz["name"], akar["name"]) == ("Gantz", "Akar")
    best = gantz["spellings"][0]
    assert best["probability"] > 0.9
    assert best["documents"] > 0
    assert "".join(right for _left, right in best["units"]) == best["word"]
    assert ["tz", "تس"] in best["units"]
    assert best["listed"]


def test_names_that_the_library_does_not_have(main: Command, sample_folder: Path) -> None:
    done = main("names", "Wojciechowski", "--index", sample_folder)
    assert (done.returncode, done.stdout) == (1, "Wojciechowski\n  no other spelling\n")


def test_two_names_are_compared(main: Command) -> None:
    written = _ok(main("names", "--match", "Benny Gantz", "بيني غانتس"))
    first, benny, gantz = written.splitlines()
    assert float(first) > 0.9
    assert benny.startswith("  benny = بینی  ")
    assert gantz == "  gantz = غانتس  ga-n-tz / غا-ن-تس"
    match = json.loads(_ok(main("names", "--match", "Benny Gantz", "غانتس، بيني", "--json")))
    assert (match["name"], match["other"]) == ("Benny Gantz", "غانتس، بيني")
    assert match["probability"] > 0.9
    assert [one["left"] for one in match["alignment"]] == ["benny", "gantz"]


def test_two_names_that_are_not_one(main: Command) -> None:
    done = main("names", "--match", "Benny Gantz", "Gantz")
    assert done.returncode == 1
    assert "  benny in one only\n" in done.stdout


def test_a_match_is_of_two_names(main: Command) -> None:
    done = main("names", "--match", "Benny", "Gantz", "Akar")
    assert done.returncode == 2
    assert done.stderr == "fehrest: 3 names given; expected two after --match\n"


@pytest.mark.parametrize(
    ("names", "said"), [(("", ""), ""), (("Gantz", "؟"), "؟"), ((" ", "Gantz"), " ")]
)
def test_a_match_is_of_words(main: Command, names: tuple[str, str], said: str) -> None:
    done = main("names", "--match", *names)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"fehrest: no name in {said!r}; expected a word at least\n"


# -- In a process of its own --------------------------------------------------

_ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("variables", [_ASCII, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}])
def test_input_and_output_are_utf8(command: Command, variables: dict[str, str]) -> None:
    given = '{"id": "سند", "text": "روزنامهٔ كتاب"}\n'
    done = command("index", "-", "--index", "کتابخانه", stdin=given, **variables)
    assert done.stderr == "1 document indexed; 1 in کتابخانه\n"
    done = command("search", "روزنامه", "--index", "کتابخانه", **variables)
    assert done.returncode == 0
    assert done.stdout.startswith("1. سند\n   روزنامهٔ كتاب\n")
    assert json.loads(_ok(command("export", "--index", "کتابخانه", **variables)))["id"] == "سند"
    done = command("show", "نیست", "--index", "کتابخانه", **variables)
    assert done.stderr == "no document 'نیست' in کتابخانه\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a shell of POSIX")
@pytest.mark.parametrize(
    "arguments",
    ["search Gantz", "search Gantz --json", "export", "--help"],
)
def test_a_reader_that_has_enough_hears_no_more(
    sample_folder: Path, environment: dict[str, str], tmp_path: Path, arguments: str
) -> None:
    """The reader is gone before the first line."""
    program = f"{shlex.quote(sys.executable)} -m fehrest {arguments}"
    script = f'({program}; echo "status $?" >&2) | true'
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment | {"FEHREST_INDEX": str(sample_folder)},
        check=False,
    )
    assert done.stderr == "status 0\n"


# -- What was meant -----------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "meant"),
    [("گانتص", "گانتس"), ("Gantzz", "Gantz"), ("jivhk", "تهران"), ("گانتس", ""), ("وزیر دفاع", "")],
)
def test_a_slip_is_asked_about(main: Command, sample_folder: Path, query: str, meant: str) -> None:
    done = main("search", query, "--index", sample_folder, "--limit", "1000")
    asked = re.findall(r"^Did you mean (.*)\?$", done.stdout, re.MULTILINE)
    assert asked == ([meant] if meant else [])
    for offset, correction in (("0", meant or None), ("1", None)):
        done = main("search", query, "--index", sample_folder, "--json", "--offset", offset)
        assert json.loads(done.stdout)["correction"] == correction


def test_what_finds_no_more_is_not_asked_about(main: Command, tmp_path: Path) -> None:
    texts = [*["آنان در برلین دیدار کردند"] * 300, "They met in Berlin"]
    with fehrest.open(tmp_path / "library") as library:
        library.add(Document(id=str(number), text=text) for number, text in enumerate(texts))
    for options, correction in (([], "Berlin"), (["--lang", "fr"], None)):
        done = main("search", "Berln", "--index", "library", *options, "--json")
        assert json.loads(done.stdout)["correction"] == correction
        page = main("search", "Berln", "--index", "library", *options).stdout
        assert ("Did you mean" in page) == bool(correction)


def test_what_leaves_with_a_sentence_says_it_and_fails(
    main: Command, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(*_arguments: object, **_options: object) -> None:
        raise SystemExit("this machine\x1b[31m has no memory")

    monkeypatch.setattr(fehrest.Library, "stats", leave)
    done = main("stats", "--index", sample_folder)
    assert (done.returncode, done.stderr) == (2, "this machine[31m has no memory\n")
