"""The catalog keeps the engine in step with the store, whatever becomes of the engine."""

from __future__ import annotations

import errno
import json
import logging
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest
from fehrest.index.catalog import Catalog
from fehrest.index.document import Document
from fehrest.index.engine import Keyword, Phrase, Query, Request, Term
from fehrest.index.errors import (
    InvalidArgument,
    LibraryFailed,
    NotALibrary,
)
from fehrest.index.names.keys import keys
from fehrest.index.store import Store
from fehrest.index.whoosh.arrays import read_arrays
from fehrest.index.whoosh.writer import ArrayWriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def _opened(folder: Path) -> Catalog:
    return Catalog(folder, create=True, wait=0)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(_opened(tmp_path / "library")) as made:
        yield made


def _found(catalog: Catalog, query: Query) -> list[str]:
    """The ids of the documents that match, in the order of their serials."""
    serials = catalog.engine.search(Request(query, limit=10_000)).serials
    return list(catalog.store.ids(sorted(serials)).values())


def _with_word(catalog: Catalog, word: str) -> list[str]:
    return _found(catalog, Term("content", word))


def _books(count: int, first: int = 0) -> list[Document]:
    return [
        Document(id=f"{number}", text=f"کتاب {number}") for number in range(first, first + count)
    ]


def _ids(documents: list[Document]) -> list[str]:
    return [document.id for document in documents]


# -- Adding and deleting ------------------------------------------------------


def test_what_is_added_is_found_and_what_is_replaced_is_not(catalog: Catalog) -> None:
    assert catalog.add([Document(id="a", text="روزنامه"), Document(id="b", text="مجله")]) == 2
    assert catalog.add([Document(id="a", text="دفتر")]) == 1
    assert _with_word(catalog, "روزنامه") == []
    assert _with_word(catalog, "دفتر") == ["a"]
    assert _with_word(catalog, "مجله") == ["b"]
    assert catalog.check() == []


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_of_documents_with_one_id_the_last_stays(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("fehrest.index.catalog._BATCH", batch)
    texts = (("a", "یک"), ("b", "دو"), ("a", "سه"), ("b", "چهار"), ("a", "پنج"))
    given = [Document(id=id_, text=text) for id_, text in texts]
    assert catalog.add(given) == 5
    assert {id_: document.text for id_, document in catalog.store.get(["a", "b"]).items()} == {
        "a": "پنج",
        "b": "چهار",
    }
    assert [_with_word(catalog, word) for word in ("یک", "سه", "پنج")] == [[], [], ["a"]]
    assert catalog.check() == []


def test_what_is_removed_is_not_found(catalog: Catalog) -> None:
    catalog.add(_books(5))
    assert catalog.remove(["1", "3", "7"]) == 2
    assert _with_word(catalog, "کتاب") == ["0", "2", "4"]
    assert catalog.remove([]) == 0
    assert catalog.check() == []


def test_nothing_is_added(catalog: Catalog) -> None:
    assert catalog.add([]) == 0
    assert catalog.check() == []
    assert len(catalog.store) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("می‌خواهم این کتاب را بخوانم و گپ بزنم", "fa"),
        ("ذهب الولد إلى المدرسة وقرأ الكتاب هناك", "ar"),
        ("The minister went home after the meeting", "en"),
    ],
    ids=["fa", "ar", "en"],
)
def test_a_language_is_filled_in_where_there_is_none(
    catalog: Catalog, text: str, language: str
) -> None:
    catalog.add([Document(id="guessed", text=text), Document(id="said", text=text, language="tr")])
    stored = catalog.store.get(["guessed", "said"])
    assert (stored["guessed"].language, stored["said"].language) == (language, "tr")
    assert _found(catalog, Keyword("language", language)) == ["guessed"]


def test_no_phrase_reaches_from_the_title_into_the_text(catalog: Catalog) -> None:
    catalog.add(
        [
            Document(id="apart", title="خانه سبز", text="درخت بلند"),
            Document(id="whole", title="درخت", text="خانه سبز درخت بلند"),
        ]
    )
    assert _found(catalog, Phrase("content", (("سبز",), ("درخت",)))) == ["whole"]
    assert _with_word(catalog, "خانه") == ["apart", "whole"]
    assert _found(catalog, Term("title", "خانه")) == ["apart"]


def test_a_title_that_the_text_begins_with_counts_once(catalog: Catalog) -> None:
    catalog.add(
        [
            Document(id="repeated", title="خانه سبز", text="خانه سبز. درخت بلند"),
            Document(id="alone", text="خانه سبز. درخت بلند"),
        ]
    )
    found = catalog.engine.search(Request(Term("content", "خانه")))
    assert len(found.scores) == 2
    assert found.scores[0] == found.scores[1]


# -- Batches and failures -----------------------------------------------------


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fehrest.index.catalog._BATCH", 10)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(
    ("count", "told"), [(0, []), (1, [1]), (10, [10]), (25, [10, 20, 25]), (30, [10, 20, 30])]
)
def test_progress_is_told_what_is_safe(catalog: Catalog, count: int, told: list[int]) -> None:
    heard: list[int] = []

    def progress(given: int) -> None:
        assert len(catalog.store) == given
        heard.append(given)

    assert catalog.add(_books(count), progress) == count
    assert heard == told


def test_a_batch_of_long_texts_ends_early(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fehrest.index.catalog._BATCH_CHARACTERS", 100)
    heard: list[int] = []
    catalog.add([Document(id=str(n), text="واژه " * 15) for n in range(5)], heard.append)
    assert heard == [2, 4, 5]


_INTERRUPTIONS = [OSError(5, "broken"), ValueError("broken"), KeyboardInterrupt(), SystemExit(3)]


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("error", _INTERRUPTIONS, ids=repr)
def test_what_came_before_documents_that_fail_is_kept(
    catalog: Catalog, error: BaseException
) -> None:
    def failing() -> Iterator[Document]:
        yield from _books(25)
        raise error

    with pytest.raises(type(error)) as raised:
        catalog.add(failing())
    assert raised.value is error
    assert _with_word(catalog, "کتاب") == _ids(_books(25))
    assert catalog.check() == []


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("error", _INTERRUPTIONS, ids=repr)
def test_what_came_before_a_progress_that_fails_is_kept(
    catalog: Catalog, error: BaseException
) -> None:
    def progress(given: int) -> None:
        if given == 20:
            raise error

    with pytest.raises(type(error)) as raised:
        catalog.add(_books(25), progress)
    assert raised.value is error
    assert _with_word(catalog, "کتاب") == _ids(_books(20))
    assert catalog.check() == []


@pytest.mark.usefixtures("small_batches")
def test_a_document_that_cannot_be_written_leaves_the_batches_before_it(catalog: Catalog) -> None:
    bad = Document(id="bad", text="متن")
    object.__setattr__(bad, "url", object())
    with pytest.raises(LibraryFailed, match="cannot be read or written"):
        catalog.add([*_books(15), bad])
    assert len(catalog.store) == 10
    catalog.add(_books(1, first=50))
    assert _with_word(catalog, "کتاب") == [*_ids(_books(10)), "50"]
    assert catalog.check() == []


@pytest.mark.parametrize("wait", [-1, -0.001, float("nan")])
def test_a_wait_that_cannot_be_meant(tmp_path: Path, wait: float) -> None:
    with pytest.raises(InvalidArgument, match="expected 0 or more"):
        Catalog(tmp_path / "library", create=True, wait=wait)
    assert not (tmp_path / "library").exists()


# -- Opening ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["notes.txt", "index", "store.db.bak", ".git"])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(NotALibrary, match="holds other files; expected a library or an empty"):
        _opened(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_an_interrupted_creation_left_is_no_other_file(tmp_path: Path) -> None:
    for name in ("lock", "store.new", "store.new-journal", "store.new-wal", "store.new-shm"):
        (tmp_path / name).write_bytes(b"")
    with closing(_opened(tmp_path)) as catalog:
        catalog.add(_books(1))
        assert catalog.check() == []


def test_a_library_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NotALibrary):
        Catalog(tmp_path / "library", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A closed library of twenty books in two commits, with one deleted."""
    folder = tmp_path / "library"
    with closing(_opened(folder)) as catalog:
        catalog.add(_books(12))
        catalog.add([*_books(9, first=12), Document(id="3", text="کتاب نو")])
        catalog.remove(["20"])
    return folder


_BOOKS = [*(str(number) for number in range(20) if number != 3), "3"]


def _toc(folder: Path) -> Path:
    return folder / "index" / "toc.json"


def _segments(folder: Path) -> list[Path]:
    return sorted((folder / "index").glob("*.arrays"))


def _edit_toc(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    saved = json.loads(_toc(folder).read_text())
    change(saved)
    _toc(folder).write_text(json.dumps(saved))


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _write_unindexed(folder: Path, count: int, remove: list[str]) -> None:
    """Write what a writer that dies before its commit leaves."""
    with closing(Store(folder)) as store:
        store.put([Document(id=str(n), text="کتاب", language="fa") for n in range(count)], {})
        store.remove(remove)
        store.put([Document(id=id_, text="کتاب", language="fa") for id_ in _BOOKS[count:]], {})


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "none": lambda folder: None,
    "no index": lambda folder: shutil.rmtree(folder / "index"),
    "no table of contents": lambda folder: _toc(folder).unlink(),
    "an empty table of contents": lambda folder: _toc(folder).write_bytes(b""),
    "half a table of contents": lambda folder: _cut(_toc(folder)),
    "a table of contents of nothing": lambda folder: _toc(folder).write_text("[]"),
    "a later table of contents": lambda folder: _edit_toc(folder, lambda toc: toc.update(format=9)),
    "no segments": lambda folder: [path.unlink() for path in _segments(folder)],
    "an empty segment": lambda folder: _segments(folder)[0].write_bytes(b""),
    "half a segment": lambda folder: _cut(_segments(folder)[-1]),
    "a segment too long": lambda folder: os.truncate(_segments(folder)[0], 10**6),
    "a segment of something else": lambda folder: _segments(folder)[0].write_bytes(
        b"x" * _segments(folder)[0].stat().st_size
    ),
    "another chain": lambda folder: _edit_toc(
        folder, lambda toc: toc.update(fingerprint="another")
    ),
    "an index of an earlier revision": lambda folder: _edit_toc(
        folder, lambda toc: toc.update(revision=1)
    ),
    "an index of a later revision": lambda folder: _edit_toc(
        folder, lambda toc: toc.update(revision=10**9)
    ),
    "leftovers": lambda folder: (folder / "index" / "0123.arrays").write_bytes(b"half a segment"),
    "a writer that died": lambda folder: _write_unindexed(folder, 5, ["7", "8"]),
    "a writer that died early": lambda folder: _write_unindexed(folder, 0, []),
}


@pytest.mark.parametrize("damage", _DAMAGES)
def test_an_index_is_mended_by_opening(library: Path, damage: str) -> None:
    _DAMAGES[damage](library)
    with closing(_opened(library)) as catalog:
        assert catalog.check() == []
        assert sorted(_with_word(catalog, "کتاب")) == sorted(_BOOKS)
        assert catalog.add(_books(1, first=90)) == 1
        assert _with_word(catalog, "90") == ["90"]
    with closing(_opened(library)) as catalog:
        assert catalog.check() == []


def _warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_mending_is_said_and_its_absence_is_not(
    library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _opened(library).close()
    assert _warnings(caplog) == []
    _write_unindexed(library, 5, ["7"])
    _opened(library).close()
    assert _warnings(caplog) == ["bringing the index up to date: 19 documents to add, 19 to delete"]
    caplog.clear()
    _toc(library).write_text("{")
    _opened(library).close()
    assert len(_warnings(caplog)) == 1
    assert _warnings(caplog)[0].endswith("making it again")


def test_an_index_that_cannot_be_made_is_no_empty_one(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "index" / "toc.json").unlink()
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(ArrayWriter, "add", Mock(side_effect=full))
    with closing(_opened(library)) as catalog:
        with pytest.raises(LibraryFailed, match=r"no index, .* made: .* No space left on dev"):
            _ = catalog.engine
        assert len(list(catalog.store.documents())) == len(catalog.store)
        monkeypatch.undo()
        catalog.rebuild()
        assert catalog.engine.count() == len(catalog.store)


def test_a_library_without_documents_needs_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(tmp_path).close()
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(ArrayWriter, "commit", Mock(side_effect=full))
    with closing(Catalog(tmp_path, create=False)) as catalog:
        assert catalog.engine.count() == 0


def test_an_index_that_lacks_older_documents_is_made_again(library: Path) -> None:
    """Serials have to ascend from segment to segment."""
    _edit_toc(library, lambda toc: toc.update(segments=toc["segments"][1:]))  # type: ignore[index]
    _edit_toc(library, lambda toc: toc.update(revision=1))
    with closing(_opened(library)) as catalog:
        assert catalog.check() == []
        assert _with_word(catalog, "کتاب") == _BOOKS


def test_a_library_behind_the_open_one_is_seen(library: Path) -> None:
    with closing(_opened(library)) as reader, closing(_opened(library)) as writer:
        assert len(_with_word(reader, "کتاب")) == 20
        writer.add(_books(5, first=100))
        assert len(_with_word(reader, "کتاب")) == 25
        writer.rebuild()
        assert len(_with_word(reader, "کتاب")) == 25


# -- Checking -----------------------------------------------------------------


def test_check_counts_what_is_not_in_step(library: Path) -> None:
    with closing(_opened(library)) as catalog:
        catalog.store.put([Document(id="x", text="متن"), Document(id="0", text="متن")], {})
        assert catalog.check() == [
            "missing in the index: 2 documents",
            "missing in the store: 1 document of the index",
        ]


def test_check_counts_what_an_index_lost(library: Path) -> None:
    _edit_toc(library, lambda toc: toc.update(segments=[]))
    with closing(_opened(library)) as catalog:
        assert catalog.check() == ["missing in the index: 20 documents"]
        catalog.rebuild()
        assert catalog.check() == []
        assert _with_word(catalog, "کتاب") == _BOOKS


def test_check_names_a_changed_segment(library: Path) -> None:
    path = _segments(library)[0]
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 1)
        byte = file.read(1)[0]
        file.seek(path.stat().st_size - 1)
        file.write(bytes([byte ^ 1]))
    with closing(_opened(library)) as catalog:
        assert catalog.check() == [f"{path.name} is not as it was written"]
        catalog.rebuild()
        assert catalog.check() == []


def test_check_goes_on_after_a_damaged_store(library: Path) -> None:
    with closing(_opened(library)) as catalog:
        catalog.add(_books(3_000))
    path = library / "store.db"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(bytes(path.stat().st_size // 4))
    with closing(_opened(library)) as catalog:
        problems = catalog.check()
    assert any("store.db" in problem for problem in problems)


def _observed(folder: Path) -> object:
    """Everything that opening, checking and searching show, or the error."""
    try:
        with closing(Catalog(folder, create=False, wait=0)) as catalog:
            if catalog.check():
                return "a problem"
            found = catalog.engine.search(Request(Term("content", "کتاب"), limit=100))
            return sorted(found.serials), found.total
    except LibraryFailed:
        return "a problem"


def _flip(path: Path, place: int, mask: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= mask
    path.write_bytes(data)


@pytest.mark.parametrize("pattern", ["toc.json", "*.arrays"])
def test_a_changed_byte_of_the_index_is_found_or_has_no_effect(
    library: Path, tmp_path: Path, pattern: str
) -> None:
    whole = _observed(library)
    assert whole != "a problem"
    path = next((library / "index").glob(pattern)).relative_to(library)
    size = (library / path).stat().st_size
    choose = random.Random(7)
    for place in sorted(choose.sample(range(size), min(size, 40))):
        copy = tmp_path / "copy"
        shutil.copytree(library, copy)
        mask = choose.randrange(1, 256)
        _flip(copy / path, place, mask)
        assert _observed(copy) in ("a problem", whole), (place, mask)
        shutil.rmtree(copy)


def test_damage_that_only_a_merge_finds_is_mended(library: Path) -> None:
    # A byte in the middle of the postings, which opening does not read.
    path = max(_segments(library), key=lambda segment: segment.stat().st_size)
    with closing(_opened(library)) as catalog:
        postings = read_arrays(path)["content/docs/planes"].tobytes()
        _flip(path, path.read_bytes().index(postings) + len(postings) // 2, 255)
        for first in range(100, 140, 4):
            catalog.add(_books(4, first=first))
        assert catalog.check() == []
        assert _with_word(catalog, "101") == ["101"]


# -- Rebuilding ---------------------------------------------------------------


def test_rebuilding_changes_nothing_that_is_found(library: Path) -> None:
    with closing(_opened(library)) as catalog:
        before = catalog.engine.search(Request(Term("content", "کتاب"), limit=100))
        heard: list[int] = []
        assert catalog.rebuild(heard.append) == 20
        after = catalog.engine.search(Request(Term("content", "کتاب"), limit=100))
        assert heard == [20]
        assert (after.total, after.serials) == (before.total, before.serials)
        assert catalog.check() == []


def test_rebuilding_sheds_words_that_no_document_has(library: Path) -> None:
    with closing(_opened(library)) as catalog:
        catalog.add([Document(id="a", text="گانتس")])
        catalog.remove(["a"])
        assert catalog.store.words_with(keys("گانتس")) == ["گانتس"]
        catalog.rebuild()
        assert catalog.store.words_with(keys("گانتس")) == []
        assert catalog.store.unknown_words(["گانتس", "کتاب"]) == {"گانتس"}


# -- Whatever happens ---------------------------------------------------------

_IDS = st.sampled_from("abcde")
_ACTIONS = st.one_of(
    st.tuples(st.just("add"), st.lists(_IDS, min_size=1, max_size=4)),
    st.tuples(st.just("remove"), st.lists(_IDS, min_size=1, max_size=3)),
    st.tuples(st.just("die"), st.lists(_IDS, min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["rebuild", "reopen"]), st.just([])),
)


class _Model:
    """A catalog beside a dictionary that says what it has to hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.catalog = _opened(folder)
        self._texts: dict[str, str] = {}
        self._count = 0

    def do(self, action: str, ids: list[str]) -> None:
        getattr(self, action)(ids)
        assert self.catalog.check() == []
        assert {
            document.id: document.text for _serial, document in self.catalog.store.documents()
        } == self._texts
        for id_, text in self._texts.items():
            assert _with_word(self.catalog, text) == [id_]
        assert len(_with_word(self.catalog, "کتاب")) == 0
        words = [word for word, _count in self.catalog.engine.vocabulary("content")]
        assert self.catalog.store.unknown_words(words) == set()

    def add(self, ids: list[str]) -> None:
        self.catalog.add(self._documents(ids))

    def remove(self, ids: list[str]) -> None:
        expected = len(set(ids) & self._texts.keys())
        assert self.catalog.remove(ids) == expected
        for id_ in ids:
            self._texts.pop(id_, None)

    def die(self, ids: list[str]) -> None:
        """Die between the store's transaction and the engine's commit."""
        documents = self._documents(ids)
        words = {document.text: keys(document.text) for document in documents}
        self.catalog.store.put(documents, words)
        self.reopen([])

    def rebuild(self, _ids: list[str]) -> None:
        assert self.catalog.rebuild() == len(self._texts)

    def reopen(self, _ids: list[str]) -> None:
        self.catalog.close()
        self.catalog = _opened(self._folder)

    def _documents(self, ids: list[str]) -> list[Document]:
        documents = []
        for id_ in ids:
            self._count += 1
            self._texts[id_] = f"{self._count}"
            documents.append(Document(id=id_, text=self._texts[id_], language="fa"))
        return documents


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(actions=st.lists(_ACTIONS, max_size=8))
def test_store_and_engine_agree_after_any_actions(
    tmp_path: Path, actions: list[tuple[str, list[str]]]
) -> None:
    folder = tmp_path / "library"
    model = _Model(folder)
    try:
        for action, ids in actions:
            model.do(action, ids)
    finally:
        model.catalog.close()
        shutil.rmtree(folder)
