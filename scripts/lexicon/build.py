"""Compile the analyzer's word tables into ``index/analysis/data``.

Run it through ``scripts/build_lexicon``, which makes an environment for it.  It
reads hazm's data files (MIT), the names of countries from CLDR through Babel
(Unicode License) and the lists beside this file (written by hand), folds every
word as the analyzer does, and writes sorted text tables.  The same input gives
the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

from babel import Locale
from fehrest.index.analysis.fold import fold
from fehrest.index.analysis.lexicon import affixes
from fehrest.index.analysis.shape import HALF_SPACES
from fehrest.index.analysis.units import words_of

LISTS = Path(__file__).parent
HALF_SPACE = re.compile(f"[{HALF_SPACES}]+")


def main() -> None:
    """Write every table into the folder named on the command line."""
    target = Path(sys.argv[1])
    hazm = Path(str(distribution("hazm").locate_file("hazm/data")))
    for kind in ("arabic", "name", "persian"):
        _write(target / f"{kind}_affixes.txt", _affixes(f"{kind}_affixes.txt"), keep_order=True)
    rows = [row for row in _hazm_words(hazm / "words.dat") if not _is_inflected(row[0])]
    is_plural = _persian_words(rows)
    _write(target / "persian.txt", (word for word in is_plural if not is_plural[word]))
    _write(target / "persian_plurals.txt", (word for word in is_plural if is_plural[word]))
    _write(target / "persian_compounds.txt", _compounds(rows))
    _write(target / "persian_verbs.txt", _verbs(hazm), keep_order=True)
    _write(target / "persian_spellings.txt", _spellings(hazm / "iwords.dat"))
    _write(target / "persian_spoken.txt", _spoken())
    _write(target / "persian_bases.txt", _bases())
    _write(target / "arabic.txt", _words("arabic_words.txt"))
    _write(target / "english.txt", _words("english_words.txt"))
    _write(target / "arabic_feminine.txt", _words("arabic_feminine.txt"))
    _write(target / "arabic_whole.txt", {*_words("arabic_whole.txt"), *_countries()})
    _write(target / "persian_whole.txt", _words("persian_whole.txt"))
    _write(target / "arabic_plurals.txt", _folded_pairs("arabic_plurals.txt"))
    _write(target / "arabic_spellings.txt", _folded_pairs("arabic_spellings.txt"))
    for language in ("ar", "en", "fa"):
        _write(target / f"stop_{language}.txt", _words(f"stop_{language}.txt"))
    for language in ("ar", "fa"):
        _write(target / f"synonyms_{language}.txt", _synonyms(language))


def _hazm_words(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield hazm's words that have a part of speech, with the parts of speech."""
    for line in path.read_text("utf-8").splitlines():
        word, _frequency, classes = line.split("\t")
        if classes != "0" and len(fold(word)) > 1:
            yield word, classes.split(",")


def _is_inflected(word: str) -> bool:
    """Say whether a half-space in ``word`` cuts off an ending or a verb's prefix."""
    groups = affixes("persian")
    parts = [fold(part) for part in HALF_SPACE.split(word)]
    endings = groups["detached"] + groups["detached_after_vowel"]
    return len(parts) > 1 and (parts[-1] in endings or parts[0] in groups["imperfective"])


def _persian_words(rows: Iterable[tuple[str, list[str]]]) -> dict[str, bool]:
    """Return for each word whether it is a plural of another."""
    plural: dict[str, bool] = {}
    for word, classes in rows:
        folded = fold(word)
        plural[folded] = plural.get(folded, True) and "PL" in classes
    return {word: is_plural or _singular(word) in plural for word, is_plural in plural.items()}


def _singular(word: str) -> str:
    """Return what a plural that hazm takes for a word of its own is the plural of.

    Participles have Arabic plurals; long words that end in a vowel, Persian ones.
    """
    if word.startswith("م") and word.endswith("ین") and len(word) >= 6:
        return word[:-2]
    return word[:-3] + "ه" if word.endswith("گان") and len(word) >= 7 else ""


def _compounds(rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """Yield the parts of the words written with a half-space."""
    for word, _classes in rows:
        parts = [fold(part) for part in HALF_SPACE.split(word)]
        if parts[-1] in affixes("persian")["name_endings"]:
            continue
        if len(parts) > 1 and all(len(part) > 1 for part in parts):
            yield " ".join(parts)


def _verbs(hazm: Path) -> Iterator[str]:
    """Yield ``past, present, mark``: the frequent verbs, hazm's, the colloquial stems."""
    seen = set()
    for past, present in _pairs("persian_verbs.txt"):
        stems = fold(past.lstrip("*")), fold(present)
        seen.add(stems)
        yield "\t".join((*stems, "*" if past.startswith("*") else "+"))
    rest = set()
    for line in (hazm / "verbs.dat").read_text("utf-8").splitlines():
        past, _, present = line.partition("#")
        for stem in re.split(r" \S+ ", present):  # hazm writes "one or other"
            stems = fold(past.strip()), fold(stem)
            if all(stems) and stems not in seen:
                rest.add("\t".join((*stems, "")))
    yield from sorted(rest)
    for line in (hazm / "iverbs.dat").read_text("utf-8").splitlines():
        verb, colloquial, _flag = line.split()
        yield "\t".join((fold(verb.partition("#")[0]), fold(colloquial), "c"))


def _spellings(hazm: Path) -> Iterator[str]:
    """Yield ``spelling, usual spelling``; what the list beside this file says goes first."""
    usual = dict(_folded("persian_spellings.txt"))
    for line in hazm.read_text("utf-8").splitlines():
        words = line.split()
        if len(words) == 2 and not HALF_SPACE.search(line):
            spelling, word = map(fold, words)
            usual.setdefault(spelling, word)
    return ("\t".join(pair) for pair in usual.items() if len(set(pair)) > 1)


def _spoken() -> Iterator[str]:
    """Yield ``form, infinitive`` of the spoken forms of verbs."""
    for line in _lines("persian_spoken.txt").splitlines():
        infinitive, _, forms = line.partition(":")
        for form in forms.split():
            yield "\t".join((fold(form), fold(infinitive)))


def _bases() -> Iterator[str]:
    """Yield ``plural, singular`` and ``adjective, country``."""
    yield from _folded_pairs("persian_broken_plurals.txt")
    yield from _folded_pairs("persian_origins.txt")


def _synonyms(language: str) -> Iterator[str]:
    """Yield the stem of a word, and those of the words that mean the same."""
    same: dict[str, dict[str, None]] = {}
    for line in _lines(f"synonyms_{language}.txt").splitlines():
        # Of a compound the first is the whole.
        stems = [words_of(word, language)[0].stems[0] for word in line.split()]
        for stem in stems:
            same.setdefault(stem, {}).update(dict.fromkeys(stems))
    for stem, stems_of_all in same.items():
        if others := [other for other in stems_of_all if other != stem]:
            yield "\t".join((stem, " ".join(others)))


def _affixes(name: str) -> Iterator[str]:
    """Yield the groups of affixes; endings as ``ending, stands for, fewest letters``."""
    for line in _lines(name).splitlines():
        group, _, forms = line.partition(":")
        if group == "ending":
            yield from _endings(forms)
        else:
            yield "\t".join((group, " ".join(map(_affix, forms.split()))))


def _endings(forms: str) -> Iterator[str]:
    cut, _, tails = forms.partition(":")
    head, _, stands_for = cut.partition(">")
    *restored, fewest = stands_for.split()
    for tail in tails.split():
        ending = _affix(head.strip()) + _affix(tail)
        yield "\t".join(("ending", ending, " ".join(map(_affix, restored)), fewest))


def _affix(form: str) -> str:
    return "" if form == "-" else fold(form)


def _countries() -> Iterator[str]:
    """Yield the one-word Arabic names of countries that begin like an article."""
    for name in Locale("ar").territories.values():
        folded = fold(name.replace(" ", "_"))
        if "_" not in folded and folded.startswith("ال") and not name.startswith("ال"):
            yield folded


def _lines(name: str) -> str:
    text = (LISTS / name).read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _words(name: str) -> set[str]:
    return {fold(word) for word in _lines(name).split()}


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for pair in filter(str.strip, _lines(name).replace("\n", " ").split(",")):
        first, second = pair.split()
        yield first, second


def _folded(name: str) -> Iterator[tuple[str, str]]:
    for first, second in _pairs(name):
        yield fold(first), fold(second)


def _folded_pairs(name: str) -> Iterator[str]:
    return map("\t".join, _folded(name))


def _write(path: Path, lines: Iterable[str], *, keep_order: bool = False) -> None:
    ordered = list(lines) if keep_order else sorted(set(lines))
    path.write_text("\n".join(ordered) + "\n", "utf-8")


if __name__ == "__main__":
    main()
