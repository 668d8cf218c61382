"""CSV and TSV: columns are named by the first line; a bad row is a problem with its line."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from typing import Any

import pytest
from fehrest.index.ingest.record import Record
from fehrest.index.ingest.source import Source
from fehrest.index.ingest.table import read_csv
from hypothesis import given
from hypothesis import strategies as st

Read = Callable[..., Any]

_TABLES = {
    "commas": ("a.csv", "id,text\n1,x\n2,y\n"),
    "semicolons": ("a.csv", "id;text\n1;x\n2;y\n"),
    "tabs": ("a.tsv", "id\ttext\n1\tx\n2\ty\n"),
    "tabs in CSV": ("a.csv", "id\ttext\n1\tx\n2\ty\n"),
    "line ends of Windows": ("a.csv", "id,text\r\n1,x\r\n2,y\r\n"),
    "no line end at the end": ("a.csv", "id,text\n1,x\n2,y"),
    "empty lines": ("a.csv", "id,text\n\n1,x\n\n2,y\n\n"),
    "quotes": ("a.csv", '"id","text"\n"1","x"\n"2","y"\n'),
    "spaces and capitals in names": ("a.csv", " ID , Text \n1,x\n2,y\n"),
    "other names": ("a.csv", "ID,Body\n1,x\n2,y\n"),
    "a column without a name": ("a.csv", "id,,text\n1,z,x\n2,,y\n"),
    "shorter rows": ("a.csv", "id,text,source\n1,x\n2,y\n"),
    "an empty cell behind each row": ("a.csv", "id,text\n1,x,\n2,y,\n"),
    "empty cells behind rows": ("a.csv", 'id;text\n1;x;;\n2;y;""\n'),
    "NULs": ("a.csv", "id,text\n1,\0x\n2,y\0\n"),
}


@pytest.mark.parametrize(("name", "content"), _TABLES.values(), ids=_TABLES.keys())
def test_tables(read: Read, name: str, content: str) -> None:
    documents, problems = read(name, content)
    assert [(document.id, document.text) for document in documents] == [("1", "x"), ("2", "y")]
    assert problems == []


def test_a_cell_may_hold_separators_quotes_and_lines(read: Read) -> None:
    content = 'id,text\n1,"سلام، ""دنیا"",\nخط دوم"\n2,y\nx,"",z\n'
    documents, (problem,) = read("a.csv", content)
    assert [document.text for document in documents] == ['سلام، "دنیا",\nخط دوم', "y"]
    assert problem.line == 5


def test_columns_that_are_no_field_are_kept_beside(read: Read) -> None:
    (document,), _ = read("a.csv", "id,text,tags,score\n1,x,a;b,5\n")
    assert (document.tags, document.extra) == (("a", "b"), {"score": "5"})


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("", 1, "the first line names no column with a text or a title; expected names like id"),
        ("price,size\n1,2\n", 1, "the first line names no column with a text or a title"),
        ("متن,عنوان\n1,2\n", 1, "the first line names no column with a text or a title"),
        ("id,text\rx,y\r", 1, "the first line cannot be split into columns; expected lines that"),
        ("id,text\n0,x\n1,x,z\n", 3, "3 columns; expected 2, as in the first line"),
        ("id,text\n0,x\n1,x,,z\n", 3, "4 columns; expected 2, as in the first line"),
        ("id,text\n0,x\n1,\n", 3, "document '1' has neither text nor title"),
        ("id,text\n0,x\n,\n", 3, "document 'a.csv#3' has neither text nor title"),
        ("id,text,date\n0,x,\n1,y,soon\n", 3, "document '1': not a date: 'soon'"),
    ],
)
def test_a_row_that_is_no_document_is_a_problem(
    read: Read, content: str, line: int, said: str
) -> None:
    documents, (problem,) = read("a.csv", content)
    assert [document.id for document in documents] == ["0"] * (line > 1)
    assert problem.line == line
    assert problem.message.startswith(said)


_UNCLOSED = "a quotation mark opens a column, and none closes it"


def test_a_quotation_mark_that_nothing_closes_takes_no_row_with_it(read: Read) -> None:
    content = 'id,text\n1,x\n2,"y\n3,""z"""\n4,"never\n5,five\n\n6,"six"\n7,seven\n8,"ever\n9,nine'
    documents, problems = read("a.csv", content)
    assert [(one.id, one.text) for one in documents] == [
        ("1", "x"),
        ("2", 'y\n3,"z"'),
        ("5", "five"),
        ("6", "six"),
        ("7", "seven"),
        ("9", "nine"),
    ]
    assert [(one.line, one.message) for one in problems] == [(5, _UNCLOSED), (10, _UNCLOSED)]


def test_quotation_marks_within_a_column_are_forgiven(read: Read) -> None:
    documents, problems = read("a.csv", 'id,text\n1,"a "b" c"\n2,d "e"\n3,"f" g\n')
    assert [document.text for document in documents] == ['a b" c"', 'd "e"', "f g"]
    assert problems == []


def test_a_table_that_was_cut_off_in_a_text_gives_no_document_of_its_rest(read: Read) -> None:
    documents, problems = read("a.csv", 'id,text,source\n1,x,\n2,"One thing,\nanother\nand, so on')
    assert [document.id for document in documents] == ["1"]
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, _UNCLOSED),
        (4, "1 columns; expected 3, as in the first line"),
        (5, "2 columns; expected 3, as in the first line"),
    ]


def test_the_last_line_may_be_the_one_that_is_not_closed(read: Read) -> None:
    documents, (problem,) = read("a.csv", 'id,text\n1,x\n2,"y')
    assert [document.id for document in documents] == ["1"]
    assert (problem.line, problem.message) == (3, _UNCLOSED)


def test_after_many_quotation_marks_that_nothing_closes_it_is_said_where_rows_are_lost(
    read: Read,
) -> None:
    documents, problems = read("a.csv", 'id,text\n1,x\n2,"y\n' + 'a","x\n' * 10_000)
    assert [document.id for document in documents] == ["1"]
    assert [problem.line for problem in problems] == list(range(3, 25))
    assert problems[-1].message == (
        "many quotation marks are never closed; no row from here on is read"
    )


def test_many_quotation_marks_that_soon_prove_unclosed_do_not_end_the_table(read: Read) -> None:
    rows = "".join(f'{n},"never\n-{n},"text"\n' for n in range(1, 100))
    documents, problems = read("a.csv", f"id,text\n{rows}")
    assert [document.id for document in documents] == [f"-{n}" for n in range(1, 100)]
    assert [problem.line for problem in problems] == list(range(2, 200, 2))


_CELLS = st.text(st.sampled_from('ab",\n'), max_size=6)


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=6))
def test_what_a_program_writes_is_read(rows: list[tuple[str, str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([("id", "text"), *rows])
    source = Source("a.csv", io.BytesIO(written.getvalue().encode()), None)
    found = list(read_csv(source))
    assert all(isinstance(one, Record) for one in found)
    cells = [(one.values.get("id", ""), one.values.get("text", "")) for one in found]
    assert cells == rows


@given(st.lists(st.text(st.sampled_from('ab",\n'), max_size=9), max_size=9))
def test_no_line_is_passed_over_in_silence(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in ("id,text", *lines))
    for one in read_csv(Source("a.csv", io.BytesIO(text.encode()), None)):
        assert 2 <= one.line <= text.count("\n")


def test_bytes_that_are_no_text_cost_their_row_alone(read: Read) -> None:
    content = b'id,text\n1,x\n2,\xff\n3,"z\n\xff,"",\n"\n4,a\n5,"\xff\n6,"b"\n'
    documents, problems = read("a.csv", content)
    assert [document.id for document in documents] == ["1", "4", "6"]
    assert [(problem.line, problem.message[:27]) for problem in problems] == [
        (3, "byte 0xFF at 2 is not utf-8"),
        (5, "byte 0xFF at 0 is not utf-8"),
        (8, _UNCLOSED[:27]),
    ]


def test_rows_behind_bytes_that_are_no_text_may_be_short(read: Read) -> None:
    documents, problems = read("a.csv", b"id,text,source\n1,\xff,a\n2,x\n")
    assert [document.id for document in documents] == ["2"]
    assert [problem.line for problem in problems] == [2]


def test_a_surrogate_that_stands_alone_costs_its_row_alone(read: Read) -> None:
    content = "id,text\n1,x\n2,*\n3,متن\n4,*".encode("utf-16").replace(b"*\0", b"\0\xd8")
    documents, problems = read("a.csv", content)
    assert [document.id for document in documents] == ["1", "3"]
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, "not utf-16; expected text in it"),
        (5, "not utf-16; expected text in it"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_stands_before_the_end_of_half_a_table_is_read(read: Read, encoding: str) -> None:
    rows = "".join(f"{number},متن {number**9}\n" for number in range(999))
    content = gzip.compress(f'id,text\n-1,"open\n{rows}'.encode(encoding))
    documents, (unclosed, problem) = read("a.csv.gz", content[: len(content) * 2 // 3])
    assert len(documents) > 300
    assert [document.id for document in documents] == [str(n) for n in range(len(documents))]
    assert (unclosed.line, unclosed.message) == (2, _UNCLOSED)
    assert problem.line == len(documents) + 2
    assert problem.message.startswith("cannot be read: ")
    assert problem.message.endswith("; nothing behind this line was read")


def test_a_header_that_is_no_text_is_the_problem_of_its_file(read: Read) -> None:
    documents, (problem,) = read("a.csv", b"id,text,\xff\n1,x,y\n")
    assert documents == []
    assert (problem.line, problem.message[:27]) == (1, "byte 0xFF at 8 is not utf-8")


def test_columns_that_share_a_name_or_have_none_are_kept_beside(read: Read) -> None:
    (document,), problems = read("a.csv", "id,text,text,,Text,,text 3\n1,x,y,z,v,,w\n")
    assert document.text == "x"
    assert document.extra == {"text 3": "y", "column 4": "z", "Text": "v", "text 3 7": "w"}
    assert problems == []
