"""The word tables that ship are those that the script compiles."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from fehrest.index.analysis import lexicon

_SCRIPTS = Path(__file__).parents[2] / "scripts" / "lexicon"
_SHIPPED = Path(lexicon.__file__).with_name("data")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tables that were compiled just now."""
    if not _SCRIPTS.is_dir():
        pytest.skip("the sources of the tables are in the checkout only")
    for package in ("hazm", "babel"):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    folder = tmp_path_factory.mktemp("tables")
    subprocess.run([sys.executable, _SCRIPTS / "build.py", folder], check=True)
    return folder


def test_the_tables_are_up_to_date(compiled: Path) -> None:
    assert {path.name for path in compiled.iterdir()} == {path.name for path in _SHIPPED.iterdir()}
    stale = [
        path.name
        for path in sorted(compiled.iterdir())
        if path.read_bytes() != (_SHIPPED / path.name).read_bytes()
    ]
    assert not stale, "run scripts/build_lexicon"
