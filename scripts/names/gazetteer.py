"""Write the gazetteer: names whose spellings sound tells too little of.

Run it through ``scripts/build_gazetteer``.  It joins the names of countries and languages
in CLDR (Unicode License) with the list beside this file.  The same input gives the same
bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from fehrest.index.analysis.fold import fold
from fehrest.index.names.letters import script

KNOWN = Path(__file__).with_name("known.txt")
LOCALES = [Locale("en"), Locale("fa"), Locale("ar")]
COUNTRY = re.compile("[A-Z]{2}")
LANGUAGE = re.compile("[a-z]{2}")


def main() -> None:
    """Write the groups into the file named on the command line."""
    groups = [*_known(), *_in_cldr("territories", COUNTRY), *_in_cldr("languages", LANGUAGE)]
    lines = sorted({" ".join(group) for group in map(_words, groups) if len(group) > 1})
    Path(sys.argv[1]).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _known() -> Iterator[list[str]]:
    for line in KNOWN.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def _in_cldr(names: str, code: re.Pattern[str]) -> Iterator[list[str]]:
    tables = [getattr(locale, names) for locale in LOCALES]
    for key in sorted(tables[0]):
        if code.fullmatch(key):
            yield [table[key] for table in tables if key in table]


def _words(names: Iterable[str]) -> list[str]:
    """Return the names that are one word, folded, each once."""
    folded = (fold(name) for name in names if " " not in name)
    return list(dict.fromkeys(word for word in folded if script(word)))


if __name__ == "__main__":
    main()
