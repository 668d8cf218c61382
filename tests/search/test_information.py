"""How much words tell, whatever was deleted."""

from __future__ import annotations

from pathlib import Path

import fehrest
from fehrest import Document


def test_a_word_that_many_deleted_documents_had_still_counts(tmp_path: Path) -> None:
    with fehrest.open(tmp_path / "library") as library:
        # A segment that is much larger than the next one is not merged with it, and keeps what
        # was deleted.
        long = "ابریشم" + " سنگ و کوه و دریا" * 10
        library.add(Document(id=str(number), text=long) for number in range(100))
        library.add([Document(id="both", text="ابریشم زعفران"), Document(id="one", text="زعفران")])
        library.delete(str(number) for number in range(97))
        hits = library.search("ابریشم زعفران").hits
    assert [hit.id for hit in hits][:2] == ["both", "one"]
