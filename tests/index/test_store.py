"""The store gives back what it was given, and never half of a transaction."""

from __future__ import annotations

import gc
import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fehrest.index.document import Document
from fehrest.index.errors import (
    LibraryBusy,
    LibraryFailed,
    NewerLibrary,
    NotALibrary,
)
from fehrest.index.store import Change, Store
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.create(tmp_path)) as made:
        yield made


def _file(store: Store) -> Path:
    return Path(store._database.path)


def _put(store: Store, *documents: Document) -> Change:
    return store.put(documents, {})


def _numbered(count: int) -> list[Document]:
    return [Document(id=f"سند {number}", text=f"متن {number}") for number in range(count)]


# -- Documents ----------------------------------------------------------------

_TEXTS = st.text(max_size=40)
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(_TEXTS, values, max_size=3),
    max_leaves=6,
)
_DOCUMENTS = st.builds(
    Document,
    id=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40),
    text=_TEXTS.map(lambda text: f"{text}متن"),
    title=_TEXTS,
    date=st.sampled_from(["", "2023", "2023-05-01T10:30:00Z", "1402-02-11"]),
    source=_TEXTS,
    url=_TEXTS,
    language=st.sampled_from(["", "fa", "ar", "zh-hant"]),
    tags=st.lists(_TEXTS, max_size=3, unique=True).map(tuple),
    extra=st.dictionaries(_TEXTS, _JSON, max_size=3),
)


@pytest.fixture(scope="module")
def large_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.create(tmp_path_factory.mktemp("store"))) as made:
        yield made


@settings(deadline=None, max_examples=40)
@given(documents=st.lists(_DOCUMENTS, max_size=5, unique_by=lambda document: document.id))
def test_documents_come_back_as_they_were(large_store: Store, documents: list[Document]) -> None:
    change = large_store.put(documents, {})
    expected = {document.id: document for document in documents}
    assert large_store.get(list(expected)) == expected
    assert list(large_store.fetch([serial for serial, _ in change.added]).values()) == documents


def test_documents_are_there_when_it_is_opened_again(store: Store, tmp_path: Path) -> None:
    documents = _numbered(3)
    store.put(documents, {})
    store.close()
    with closing(Store(tmp_path)) as opened:
        assert [document for _serial, document in opened.documents()] == documents
        assert opened.revision() == 1


def test_a_document_replaces_the_one_with_its_id(store: Store) -> None:
    first = _put(store, Document(id="a", text="یک"), Document(id="b", text="دو"))
    second = _put(store, Document(id="a", text="سه"))
    assert second.removed == [first.added[0][0]]
    assert {id_: document.text for id_, document in store.get(["a", "b"]).items()} == {
        "a": "سه",
        "b": "دو",
    }
    assert len(store) == 2


def test_of_several_with_one_id_the_last_stays(store: Store) -> None:
    change = _put(store, *(Document(id="a", text=text) for text in ("یک", "دو", "سه")))
    assert [document.text for _serial, document in change.added] == ["سه"]
    assert len(store) == 1


def test_ids_differ_by_case_and_normal_form(store: Store) -> None:
    ids = ["a", "A", "é", "e\N{COMBINING ACUTE ACCENT}", "ی", "ي", "0", "00", " a"]
    _put(store, *(Document(id=id_, text=id_) for id_ in ids))
    assert [document.id for _serial, document in store.documents()] == ids


def test_removing_says_what_was_there(store: Store) -> None:
    serials = [serial for serial, _document in _put(store, *_numbered(3)).added]
    assert store.remove(["سند 1", "nothing", "سند 1"]).removed == [serials[1]]
    assert store.remove(["سند 1"]).removed == []
    assert store.serials() == [serials[0], serials[2]]


def test_more_ids_than_a_statement_takes(store: Store) -> None:
    documents = _numbered(2_500)
    change = store.put(documents, {})
    ids = [document.id for document in documents]
    serials = [serial for serial, _document in change.added]
    assert store.get(ids) == {document.id: document for document in documents}
    assert store.fetch(serials) == dict(change.added)
    assert store.ids(serials) == dict(zip(serials, ids, strict=True))
    assert [document for _serial, document in store.documents()] == documents
    assert store.put(documents, {}).removed == serials
    assert len(store.remove(ids).removed) == 2_500
    assert len(store) == 0


def test_serials_grow_and_are_never_used_again(tmp_path: Path) -> None:
    seen: list[int] = []
    Store.create(tmp_path).close()
    for _round in range(3):
        with closing(Store(tmp_path)) as store:
            seen += [serial for serial, _document in _put(store, *_numbered(3)).added]
            store.remove([document.id for document in _numbered(3)])
    assert seen == sorted(set(seen))


def test_reading_goes_on_while_documents_are_written(store: Store) -> None:
    _put(store, *_numbered(1_000))
    reading = store.documents()
    ids = [next(reading)[1].id]
    _put(store, Document(id="new", text="نو"))
    store.remove(["سند 999"])
    ids += [document.id for _serial, document in reading]
    assert ids == [document.id for document in _numbered(1_000)]


def test_reading_tells_what_there_was_when_it_began(store: Store) -> None:
    _put(store, Document(id="gone", text="متن"), *_numbered(2_000))
    store.remove(["gone"])
    read = []
    for _serial, document in store.documents():
        read.append(document)
        _put(store, replace(document, text="نو"))
    assert read == _numbered(2_000)
    assert {document.text for _serial, document in store.documents()} == {"نو"}


@pytest.mark.parametrize("id_", ["", "\0", "a\0b", "\ud800", "x" * 100_000, "' OR 1=1 --"])
def test_an_id_that_no_document_has(store: Store, id_: str) -> None:
    _put(store, Document(id="a", text="متن"))
    assert store.get([id_]) == {}
    assert store.remove([id_]).removed == []
    assert len(store) == 1


# -- Transactions -------------------------------------------------------------


def test_each_transaction_raises_the_revision(store: Store) -> None:
    before = store.revision()
    _put(store, *_numbered(5))
    store.remove(["سند 1"])
    store.replace_vocabulary({})
    assert store.revision() == before + 3


def test_what_cannot_be_written_takes_its_transaction_back(store: Store) -> None:
    _put(store, Document(id="old", text="کهنه"))
    before = store.revision()
    bad = Document(id="bad", text="بد")
    object.__setattr__(bad, "url", object())
    with pytest.raises(LibraryFailed, match="cannot be read or written"):
        _put(store, Document(id="old", text="نو"), bad)
    assert store.revision() == before
    assert [document.text for _serial, document in store.documents()] == ["کهنه"]
    _put(store, Document(id="next", text="بعدی"))
    assert len(store) == 2


def test_two_writers_wait_for_one_another(store: Store) -> None:
    def write(name: int) -> None:
        for number in range(20):
            _put(store, Document(id=f"{name}-{number}", text="متن"))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store) == 80
    assert store.revision() == 80


def test_a_writer_of_something_else_is_busy(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fehrest.index.database._WAIT_SECONDS", 0.01)
    with (
        closing(Store(tmp_path)) as other,
        closing(sqlite3.connect(_file(store), isolation_level=None)) as stranger,
    ):
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match="in use by another process"):
            _put(other, Document(id="a", text="متن"))
        assert len(other) == 0
        stranger.execute("ROLLBACK")
        _put(other, Document(id="a", text="متن"))


# -- Retired versions ---------------------------------------------------------


@pytest.fixture
def retired(store: Store) -> dict[int, Document]:
    """Versions that were replaced and deleted, by their serials."""
    old = dict(_put(store, *_numbered(2)).added)
    _put(store, Document(id="سند 0", text="نسخهٔ نو"))
    store.remove(["سند 1"])
    return old


def test_retired_versions_are_there_for_readers_of_the_last_commit(
    store: Store, retired: dict[int, Document]
) -> None:
    assert store.fetch(list(retired)) == retired
    assert store.ids(list(retired)) == {serial: document.id for serial, document in retired.items()}
    for _ in range(3):
        store.forget_retired()
    assert store.fetch(list(retired)) == retired


def test_retired_versions_are_documents_no_more(store: Store, retired: dict[int, Document]) -> None:
    assert len(store) == 1
    assert retired.keys().isdisjoint(store.serials())
    assert [document.text for _serial, document in store.documents()] == ["نسخهٔ نو"]
    assert store.get(["سند 0", "سند 1"]).keys() == {"سند 0"}


def test_retired_versions_are_forgotten_in_the_end(
    store: Store, retired: dict[int, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the first time: whoever began to look for them just then may still do."""
    before = store.revision()
    monkeypatch.setattr("fehrest.index.store._RETIRED_SECONDS", 0)
    store.forget_retired()
    assert store.fetch(list(retired)) == retired
    later = store.serials()
    store.remove(["سند 0"])
    store.forget_retired()
    assert store.fetch(list(retired)) == {}
    assert store.fetch(later).keys() == set(later)
    assert store.revision() == before + 1


# -- Vocabulary ---------------------------------------------------------------


def test_words_are_found_by_their_keys(store: Store) -> None:
    store.put([], {"گانتس": ["gnts", "gns"], "غانتس": ["gnts"], "کتاب": []})
    store.put([], {"گانتس": ["gnts", "kns"]})
    assert store.words_with(["gnts"]) == ["غانتس", "گانتس"]
    assert store.words_with(["gns", "kns"]) == ["گانتس"]
    assert store.words_with([]) == store.words_with(["nothing"]) == []
    assert store.unknown_words(["گانتس", "کتاب", "قلم"]) == {"قلم"}


def test_more_words_than_a_statement_takes(store: Store) -> None:
    words = [f"واژه{number}" for number in range(2_500)]
    store.put([], dict.fromkeys(words, ()))
    assert store.unknown_words([*words, "دیگر"]) == {"دیگر"}


def test_another_vocabulary_takes_the_place_of_this_one(store: Store) -> None:
    store.put([], {"کهنه": ["khn"]})
    store.replace_vocabulary({"نو": ["nv"]})
    assert store.unknown_words(["کهنه", "نو"]) == {"کهنه"}
    assert store.words_with(["khn", "nv"]) == ["نو"]


# -- Threads ------------------------------------------------------------------


def _in_a_thread(action: Callable[[], object]) -> object:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(action()))
    thread.start()
    thread.join()
    return found[0]


def test_threads_see_what_others_wrote(store: Store) -> None:
    _put(store, Document(id="a", text="متن"))
    assert _in_a_thread(lambda: len(store)) == 1
    _in_a_thread(lambda: store.remove(["a"]))
    assert len(store) == 0


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to count open files")
def test_threads_that_end_leave_no_files_open(store: Store) -> None:
    _in_a_thread(lambda: len(store))
    before = _open_files()
    for _ in range(100):
        _in_a_thread(lambda: len(store))
    assert _open_files() < before + 50


# -- Files --------------------------------------------------------------------


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NotALibrary, match=r"no library at .*; expected a folder made by"):
        Store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_creation_left_does_not_matter(tmp_path: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        (tmp_path / f"store.new{end}").write_bytes(b"half")
    with closing(Store.create(tmp_path)) as store:
        _put(store, Document(id="a", text="متن"))
        assert store.check() == []
    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]


def _change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)


def test_a_later_version(store: Store, tmp_path: Path) -> None:
    store.close()
    _change(_file(store), "PRAGMA user_version = 1000; DROP TABLE meta")
    with pytest.raises(NewerLibrary, match=r"format 1000.*expected a newer Fehrest"):
        Store(tmp_path)


def test_an_earlier_version_is_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    old = dict(_put(store, Document(id="a", text="کهنه")).added)
    store.close()
    settled = "DELETE FROM meta WHERE name IN ('settled', 'settled_at')"
    _change(_file(store), f"DROP TABLE retired; {settled}; PRAGMA user_version = 1")
    for _ in range(2):
        with closing(Store(tmp_path)) as opened:
            assert opened.fetch(list(old)) == old
    with closing(Store(tmp_path)) as opened:
        _put(opened, Document(id="a", text="نو"))
        opened.forget_retired()
        assert opened.fetch(list(old)) == old
        assert opened.get(["a"])["a"].text == "نو"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE meta (name, value); INSERT INTO meta VALUES ('revision', 1)",
        "CREATE TABLE document (id, text)",
        "PRAGMA application_id = 5",
        "PRAGMA user_version = 1000",
        "",
    ],
)
def test_a_database_of_something_else(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "store.db"
    path.touch()
    _change(path, statement)
    before = path.read_bytes()
    with pytest.raises(NotALibrary, match="database of something else"):
        Store(tmp_path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("این پایگاه داده نیست. " * 100, encoding="utf-8")
    with pytest.raises(NotALibrary, match="is not the database of a library"):
        Store(tmp_path)


def test_a_database_that_lacks_its_end(store: Store, tmp_path: Path) -> None:
    store.put(_numbered(500), {})
    store.close()
    os.truncate(_file(store), _file(store).stat().st_size // 2)
    with (
        pytest.raises(LibraryFailed, match="cannot be read or written"),
        closing(Store(tmp_path)) as cut,
    ):
        list(cut.documents())


def test_damage_is_found(store: Store, tmp_path: Path) -> None:
    store.put(_numbered(500), {})
    assert store.check() == []
    store.close()
    with _file(store).open("r+b") as file:
        file.seek(_file(store).stat().st_size - 4096)
        file.write(bytes(4096))
    with closing(Store(tmp_path)) as damaged:
        problems = damaged.check()
    assert problems
    assert all("store.db" in problem for problem in problems)


_DAMAGES = {
    "no UTF-8": ("text = CAST(x'd985ff' AS TEXT)", "Could not decode to UTF-8 column 'text'$"),
    "no JSON": ("extra = '{متن'", "Expecting property name enclosed in double quotes"),
    "no list": ("tags = '5'", "not iterable"),
    "no date": ("date = 'soon'", "document 'سند 1': not a date: 'soon'"),
    "bytes": ("title = x'00'", "title is b'.x00'; expected a string"),
}


@pytest.mark.parametrize(("change", "said"), _DAMAGES.values(), ids=_DAMAGES.keys())
def test_a_damaged_document_is_named_and_the_others_can_be_read(
    store: Store, change: str, said: str
) -> None:
    _put(store, *_numbered(3))
    store._database.run(f"UPDATE document SET {change} WHERE serial = 2")
    named = rf"^document 'سند 1' \(serial 2\) cannot be read: .*{said}"
    for read in (store.documents, lambda: store.get(["سند 0", "سند 1"]), lambda: store.fetch([2])):
        with pytest.raises(LibraryFailed, match=named):
            list(read())
    damages: list[LibraryFailed] = []
    found = [document.id for _serial, document in store.documents(damages.append)]
    assert found == ["سند 0", "سند 2"]
    assert [bool(re.search(named, str(damage))) for damage in damages] == [True]


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(LibraryFailed, match="no library can be read at"):
        Store(tmp_path / ("x" * 5_000))


def test_a_store_that_nobody_closed_is_closed_when_it_goes(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    assert len(store) == 0
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("needs /proc to see what is open")

    def is_open() -> bool:
        names = (str(path.readlink()) for path in descriptors.iterdir() if path.exists())
        return any(name == str(tmp_path / "store.db") for name in names)

    assert is_open()
    del store
    gc.collect()
    assert not is_open()
