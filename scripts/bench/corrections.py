"""Measure "did you mean" on a library: slips in its words, and words that are right."""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import fehrest
from fehrest.index.analysis.fold import fold
from fehrest.index.analysis.lexicon import words
from fehrest.index.engine import Every, Keyword, Request, Term
from fehrest.index.names.gazetteer import equivalents
from fehrest.index.names.letters import script
from fehrest.index.names.ordinary import is_ordinary

SEED = 27
#: Words in so many documents are right, and what one may well look for.
FREQUENT = 30
SHORTEST = 4
#: A word is of a language if so much of what has it is.
SHARE = 0.8
#: A right word is rare in no more documents than that.
RARE = 20
#: One document of so many makes a small library, in which frequent words are rare.
ONE_OF = 20
#: What is frequent all the same, as an outcry is, but not right.
THREE_TIMES = re.compile(r"(.)\1\1")
#: The keys of a US keyboard, and what they write on the layouts of ISIRI 9147 and Arabic (101).
LAYOUTS = {
    "fa": ("qwertyuiop[]asdfghjkl;'zxcvbnm,C", "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپوژ"),
    "ar": ("qwertyuiop[]asdfghjkl;'zxcvnm,./`", "ضصثقفغعهخحجدشسیبلاتنمکطئءؤرىةوزظذ"),
}
ROWS = {
    "fa": ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو"),
    "ar": ("ضصثقفغعهخحجد", "شسیبلاتنمکط", "رهوزظ"),
    "latin": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}

Slip = Callable[[str, str, random.Random], str]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", help="a folder made by fehrest index")
    parser.add_argument("--words", type=int, default=300, help="of each kind")
    options = parser.parse_args()
    with fehrest.open(options.library, create=False) as library:
        counts = dict(library._catalog.engine.vocabulary("content"))
        chosen = {
            "fa": list(islice(_of_language(library, counts, "fa"), options.words)),
            "ar": list(islice(_of_language(library, counts, "ar"), options.words)),
            "latin": list(islice(_latin_names(counts), options.words)),
        }
        _slips(library, chosen)
        _wrong_layout(library, chosen)
        _rare(library, counts, options.words)
        _small(library, counts, options.words)


def _slips(library: fehrest.Library, chosen: dict[str, list[str]]) -> None:
    print("Slips that are put right, %; in brackets those put wrong")
    print(f"{'':8}" + "".join(f"{name:>13}" for name in SLIPS))
    seconds = []
    for language, meant in chosen.items():
        cells = []
        for slip in SLIPS.values():
            right, wrong, made = 0, 0, 0
            for word, typed in _typed(meant, language, slip):
                started = time.perf_counter()
                found = library.correct(typed)
                seconds.append(time.perf_counter() - started)
                made += 1
                right += found is not None and fold(found) == word
                wrong += found is not None and fold(found) != word
            cells.append(f"{100 * right / made:6.1f} ({100 * wrong / made:4.1f})")
        print(f"{language:8}" + "".join(cells), flush=True)
    cuts = statistics.quantiles(seconds, n=20)
    print(f"milliseconds: {1000 * cuts[9]:.1f} at p50, {1000 * cuts[18]:.1f} at p95\n")


def _wrong_layout(library: fehrest.Library, chosen: dict[str, list[str]]) -> None:
    print("Words typed on the wrong layout that are put right, %; in brackets those put wrong")
    tables = {name: str.maketrans(letters, keys) for name, (keys, letters) in LAYOUTS.items()}
    tables["latin"] = str.maketrans(*LAYOUTS["fa"])
    for language, meant in chosen.items():
        found = {word: library.correct(word.translate(tables[language])) for word in meant}
        right = sum(fold(other or "") == word for word, other in found.items())
        wrong = sum(other is not None for other in found.values()) - right
        count = len(meant)
        print(f"{language:8}{100 * right / count:6.1f} ({100 * wrong / count:4.1f})", flush=True)
    print()


def _rare(library: fehrest.Library, counts: dict[str, int], count: int) -> None:
    print("Right words that are taken for slips, %, of so many")
    lists = {
        "lexicon, Persian": words("persian"),
        "lexicon, Arabic": words("arabic"),
        "lexicon, English": words("english"),
    }
    for name, listed in lists.items():
        rare = (word for word in listed if 0 < counts.get(word, 0) <= RARE)
        _alarms(library, name, _shuffled(rare)[:count])
    forms = (word for word in counts if counts[word] <= RARE and _is_form(library, word))
    _alarms(library, "forms of those", list(islice(forms, count)))
    names = (word for line in _gazetteer() for word in line)
    rare = (word for word in dict.fromkeys(names) if 0 < counts.get(word, 0) <= RARE)
    _alarms(library, "gazetteer", _shuffled(rare)[:count])


def _small(library: fehrest.Library, counts: dict[str, int], count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fehrest.open(folder) as small:
        small.add(islice(library.documents(), 0, None, ONE_OF))
        few = dict(small._catalog.engine.vocabulary("content"))
        for rare in (1, 2, 3):
            sure = [word for word, n in few.items() if n == rare and counts[word] >= FREQUENT]
            sure = [word for word in sure if len(word) >= SHORTEST and not is_ordinary(word)]
            sure = [word for word in sure if not THREE_TIMES.search(word)]
            _alarms(small, f"in {rare} of {len(small):,}", _shuffled(sure)[:count])


def _alarms(library: fehrest.Library, name: str, right: list[str]) -> None:
    found = {word: library.correct(word) for word in right}
    alarms = [f"{word}→{meant}" for word, meant in found.items() if meant]
    share = 100 * len(alarms) / max(len(right), 1)
    print(f"{name:18}{share:6.1f} of {len(right):5}  {' '.join(alarms[:6])}", flush=True)


def _typed(meant: Iterable[str], language: str, slip: Slip) -> Iterator[tuple[str, str]]:
    """Yield words, and what a slip makes of each, the same each time; no other word of ours."""
    for word in meant:
        typed = slip(word, language, random.Random(f"{SEED} {word}"))
        if typed != word and not is_ordinary(typed):
            yield word, typed


def _swap(word: str, _language: str, choose: random.Random) -> str:
    place = choose.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _drop(word: str, _language: str, choose: random.Random) -> str:
    place = choose.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _neighbour(word: str, language: str, choose: random.Random) -> str:
    place = choose.randrange(len(word))
    row = next((row for row in ROWS[language] if word[place] in row), "")
    at = row.find(word[place])
    near = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return word[:place] + choose.choice(near or word[place]) + word[place + 1 :]


def _repeat(word: str, _language: str, choose: random.Random) -> str:
    place = choose.randrange(len(word))
    return word[:place] + word[place] * choose.choice((2, 3, 4)) + word[place + 1 :]


SLIPS: dict[str, Slip] = {
    "swap": _swap,
    "drop": _drop,
    "neighbour": _neighbour,
    "repeat": _repeat,
}


def _of_language(library: fehrest.Library, counts: dict[str, int], language: str) -> Iterator[str]:
    """Yield frequent words that nearly only documents of a language have."""
    for word in _shuffled(counts):
        if script(word) == "arabic" and len(word) >= SHORTEST and counts[word] >= FREQUENT:
            query = Every((Term("content", word), Keyword("language", language)))
            found = library._catalog.engine.search(Request(query, limit=0))
            if found.total >= SHARE * counts[word]:
                yield word


def _latin_names(counts: dict[str, int]) -> list[str]:
    """Return the Latin names of the gazetteer that documents have in some letters."""
    names = {word for line in _gazetteer() for word in line if script(word) == "latin"}
    return [
        word
        for word in _shuffled(names)
        if len(word) >= SHORTEST
        and sum(counts.get(other, 0) for other in (word, *equivalents(word))) >= FREQUENT
    ]


def _gazetteer() -> Iterator[list[str]]:
    from fehrest.index.names import gazetteer

    path = gazetteer._DATA / "gazetteer.txt"
    return (line.split() for line in path.read_text("utf-8").splitlines())


def _is_form(library: fehrest.Library, word: str) -> bool:
    """Say whether a word is in no list, but its stem is."""
    if len(word) < SHORTEST or is_ordinary(word):
        return False
    stems = next((token.stems for token in library.analyze(word)), ())
    return any(map(is_ordinary, stems))


def _shuffled(found: Iterable[str]) -> list[str]:
    words_ = sorted(found)
    random.Random(SEED).shuffle(words_)
    return words_


main()
