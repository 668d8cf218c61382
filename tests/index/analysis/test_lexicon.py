"""The word tables: folded, sorted, and all that the analyzer needs at run time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fehrest.index.analysis import fold, lexicon

_DATA = Path(lexicon.__file__).with_name("data")
_WORD_TABLES = (
    *("arabic", "arabic_feminine", "arabic_whole", "english"),
    *("persian", "persian_plurals", "persian_whole"),
    *("stop_ar", "stop_en", "stop_fa"),
)
_PAIR_TABLES = (
    *("arabic_plurals", "arabic_spellings"),
    *("persian_bases", "persian_spellings", "persian_spoken"),
)
_SYNONYMS = ("synonyms_ar", "synonyms_fa")
#: The order of these tables says what comes first, so they are not sorted.
_ORDERED = ("arabic_affixes", "name_affixes", "persian_affixes", "persian_verbs")
_TABLES = (*_WORD_TABLES, *_PAIR_TABLES, *_SYNONYMS, *_ORDERED, "persian_compounds")
#: What a column holds beside words.
_NO_WORDS = {"persian_verbs": 2}


def test_every_table_is_tested() -> None:
    assert {path.stem for path in _DATA.glob("*.txt")} == set(_TABLES)


@pytest.mark.parametrize("name", _TABLES)
def test_a_table_is_folded(name: str) -> None:
    rows = list(lexicon.rows(name))
    assert len(rows) >= 5
    for row in rows:
        columns = row[1:] if name.endswith("_affixes") else row[: _NO_WORDS.get(name)]
        if row[0] == "ending":
            columns = row[1:-1]
        for word in " ".join(columns).split(" "):
            assert fold(word) == word
        assert row[0]


@pytest.mark.parametrize("name", sorted(set(_TABLES) - set(_ORDERED)))
def test_a_table_is_sorted_and_has_no_line_twice(name: str) -> None:
    text = (_DATA / f"{name}.txt").read_text("utf-8")
    lines = text.splitlines()
    assert lines == sorted(set(lines))
    assert text == "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", _PAIR_TABLES)
def test_a_spelling_leads_to_a_word_that_stays(name: str) -> None:
    rows = list(lexicon.rows(name))
    pairs = lexicon.pairs(name)
    assert all(len(row) == 2 for row in rows)
    for word in pairs.values():
        assert pairs.get(word, word) == word


_AT_RUN_TIME = """
import pickle, sys

def refused(*arguments, **options):
    raise AssertionError("something was pickled")

for name in ("load", "loads", "dump", "dumps"):
    setattr(pickle, name, refused)
sys.addaudithook(lambda event, _arguments: refused() if event == "pickle.find_class" else None)

import fehrest

document = fehrest.Document(id="1", text="بنی گانتس گفت که کتاب‌ها را می‌خواند. قال الوزير للصحفيين")
with fehrest.open(sys.argv[1]) as library:
    library.add([document])
    assert [hit.id for hit in library.search("کتابها")] == ["1"]
with fehrest.open(sys.argv[1]) as library:
    assert [hit.id for hit in library.search("الوزير Gantz")] == ["1"]
heavy = {"hazm", "pyarabic", "nltk", "flashtext", "babel", "sklearn", "gensim"}
print(*heavy.intersection(name.partition(".")[0] for name in sys.modules))
"""


def test_nothing_at_run_time_imports_the_sources_of_the_tables_or_pickles(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_RUN_TIME, str(tmp_path / "library")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stderr, done.stdout) == ("", "\n")
