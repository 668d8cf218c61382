"""Persian: the stem of a word, the infinitive of a verb, the pieces of a unit.

:func:`stem` works in this order and stops at the first step that answers:

1. another spelling of a word is replaced by the usual one, and so is what is left at the end;
2. a finite form or participle becomes its infinitive, so that present and past
   of one verb meet; spoken forms that no rule reads, by table;
3. a word that the lexicon knows as a dictionary form stays whole: names and
   words like Iran or Tehran lose no letters that look like endings;
4. a broken plural becomes its singular, an adjective of origin its country, by table;
5. endings are cut, plurals first and then the shortest, repeatedly, where a
   dictionary form is left;
6. from a word that is still unknown only the endings that nothing else looks
   like are cut: the plural in ha and the superlative.

What is not here: endings of one letter on unknown words, and derivation
(``-mand``, ``-gar``), because cutting them joins more strangers than relatives.

Words and verbs are hazm's, compiled by ``scripts/build_lexicon``; the affixes are
written by hand (``scripts/lexicon/persian_affixes.txt``).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..memo import Memo
from .arabic import singular
from .lexicon import affixes, compounds, pairs, rows, words

__all__ = [
    "compound_parts",
    "infinitive",
    "is_detached_ending",
    "is_name_ending",
    "is_verb_prefix",
    "stem",
]

_FREQUENT, _COMMON, _COLLOQUIAL = "*", "+", "c"
_DEEPEST = 3
_SHORTEST_UNKNOWN = 3
_SHORTEST_STEM = 2


def stem(word: str) -> str:
    """Return the stem of a folded Persian word."""
    return infinitive(word) or _usual(_nominal(_usual(word)))


def infinitive(word: str) -> str:
    """Return the infinitive of a folded verb form, or "" if it is not one.

    A noun that looks like a verb form counts as a noun, except for the most
    frequent verbs.
    """
    return _infinitives[word]


def _infinitive(word: str) -> str:
    word = _usual(word)
    verbs = _verbs()
    return (
        pairs("persian_spoken").get(word, "")
        or _imperfective(word, verbs)
        or (verbs.past.get(word, "") if word in verbs.frequent_past else "")
        or ("" if _is_known(word) else _plain_form(word, verbs))
    )


# A word is asked about more than once on its way to a stem.
_infinitives = Memo(_infinitive, 1_000)


def _usual(word: str) -> str:
    """Return the usual spelling of ``word``."""
    return pairs("persian_spellings").get(word, word)


def compound_parts(word: str) -> list[str]:
    """Return the parts of a compound that is written in one, or no parts."""
    parts = compounds("persian_compounds").get(word, "")
    return parts.split(" ") if parts else []


def is_verb_prefix(piece: str) -> bool:
    """Say whether a piece of a unit is a verb prefix that is written apart."""
    prefixes = _affixes()["imperfective"]
    return piece.endswith(prefixes) and _simple(piece) in prefixes


def is_detached_ending(piece: str, before: str) -> bool:
    """Say whether ``piece`` is an ending of the word ``before`` it."""
    groups = _affixes()
    if piece in groups["detached"]:
        return True
    return piece in groups["detached_after_vowel"] and before.endswith(groups["vowels"])


def is_name_ending(piece: str) -> bool:
    """Say whether ``piece`` is the end of a family name, like the ov of Aliyev."""
    return piece in _affixes()["name_endings"]


@cache
def _affixes() -> Mapping[str, tuple[str, ...]]:
    """Return the affixes, and as one group those that are looked for at once."""
    found = dict(affixes("persian"))
    found["negative_and_subjunctive"] = found["negative"] + found["subjunctive"]
    found["spoken"] = found["present"] + found["present_colloquial"]
    return found


@cache
def _past_endings() -> Mapping[str, tuple[str, ...]]:
    """Return the endings of the past by the last letter of a word; one is empty."""
    endings = _affixes()["past"]
    last = {ending[-1:] for ending in endings}
    return {letter: tuple(one for one in endings if one[-1:] in ("", letter)) for letter in last}


class _Verbs(NamedTuple):
    """Stems, with the infinitives they belong to."""

    past: Mapping[str, str]
    present: Mapping[str, str]
    colloquial: Mapping[str, str]
    frequent_past: frozenset[str]
    frequent_present: frozenset[str]
    #: Those of frequent verbs among them.
    common_present: frozenset[str]


@cache
def _verbs() -> _Verbs:
    """Read the stems; where one stem serves several verbs, the first of them wins."""
    past, present, colloquial = dict[str, str](), dict[str, str](), dict[str, str]()
    frequent, common = [], set[str]()
    (ending,) = _affixes()["infinitive"]
    for past_stem, present_stem, mark in rows("persian_verbs"):
        table = colloquial if mark == _COLLOQUIAL else present
        verb = _usual(past_stem + ending)
        table.setdefault(present_stem, verb)
        past.setdefault(past_stem, verb)
        if mark == _FREQUENT:
            frequent.append((past_stem, present_stem))
        if mark in (_FREQUENT, _COMMON):
            common.add(present_stem)
    frequent_past, frequent_present = map(frozenset, zip(*frequent, strict=True))
    stems = frequent_past, frequent_present, frozenset(common)
    return _Verbs(past, present, colloquial, *stems)


def _imperfective(word: str, verbs: _Verbs) -> str:
    """Read a form with the imperfective prefix.

    A preverb before it goes: it may as well be written apart.
    """
    groups = _affixes()
    word = _simple(word)
    if not word.startswith(groups["imperfective"]) or _is_known(word):
        return ""
    for prefix in groups["imperfective"]:
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            return (
                _conjugated(rest, verbs.present, groups["present"])
                or _past(rest, verbs)
                or _colloquial(rest, verbs)
            )
    return ""


def _simple(word: str) -> str:
    """Return ``word`` without the preverb that stands before an imperfective prefix."""
    groups = _affixes()
    for preverb in groups["preverbs"] if word.startswith(groups["preverbs"]) else ():
        rest = word.removeprefix(preverb)
        if rest != word and rest.startswith(groups["imperfective"]):
            return rest
    return word


def _colloquial(word: str, verbs: _Verbs) -> str:
    groups = _affixes()
    return _conjugated(word, verbs.colloquial, groups["spoken"]) or _conjugated(
        word, verbs.present, groups["present_colloquial"]
    )


def _plain_form(word: str, verbs: _Verbs) -> str:
    """Read a form without the imperfective prefix."""
    return (
        _past(word, verbs)
        or _frequent_present(word, verbs)
        or _prefixed(word, verbs)
        or _participle(word, verbs)
    )


def _prefixed(word: str, verbs: _Verbs) -> str:
    """Read a form with the negative or the subjunctive prefix."""
    groups = _affixes()
    if not word.startswith(groups["negative_and_subjunctive"]):
        return ""
    for rest in _behind_prefix(word[1:]):
        common = _split(rest, verbs.common_present, groups["present_bare"])
        found = verbs.present.get(common, "")
        if not found and word.startswith(groups["negative"]):
            found = _past(rest, verbs)
        if not found and word.startswith(groups["subjunctive"]):
            found = _conjugated(rest, verbs.colloquial, groups["present_colloquial"])
        if found:
            return found
    return ""


def _past(word: str, verbs: _Verbs) -> str:
    """Read a form of the past; what may be of a frequent verb is of it."""
    endings = _past_endings()
    bases = [
        word[: len(word) - len(ending)]
        for ending in endings.get(word[-1:], endings[""])
        if word.endswith(ending)
    ]
    for stems in (verbs.frequent_past, verbs.past):
        for base in bases:
            if base in stems:
                return verbs.past[base]
    return ""


def _frequent_present(word: str, verbs: _Verbs) -> str:
    found = _split(word, verbs.frequent_present, _affixes()["present_bare"])
    return verbs.present.get(found, "")


def _behind_prefix(rest: str) -> Iterator[str]:
    """Yield what may stand behind a prefix: alef is written as yeh, or yeh and alef."""
    groups = _affixes()
    yield rest
    if rest.startswith(groups["glide"]):
        has_alef = rest[1:].startswith(groups["glide_alef"])
        yield rest[1:] if has_alef else groups["glide_alef"][0] + rest[1:]


def _participle(word: str, verbs: _Verbs) -> str:
    groups = _affixes()
    if not word.endswith(groups["participle"]):
        return ""
    plural = groups["participle_or_plural"]
    if word.endswith(plural) and _is_noun(word.removesuffix(plural[0]), verbs):
        return ""
    found = _split(word, verbs.past, groups["participle"])
    if not found and word.startswith(groups["negative"]):
        found = _split(word[1:], verbs.past, groups["participle"])
    is_bare = word.endswith(groups["participle"][0])
    return "" if is_bare and len(found) <= _SHORTEST_STEM else verbs.past.get(found, "")


def _is_noun(word: str, verbs: _Verbs) -> bool:
    return _is_known(word) and word not in verbs.frequent_past


def _conjugated(word: str, verbs: Mapping[str, str], endings: tuple[str, ...]) -> str:
    return verbs.get(_split(word, verbs, endings), "")


def _split(word: str, stems: Container[str], endings: tuple[str, ...]) -> str:
    for ending in endings if word.endswith(endings) else ():
        if word.endswith(ending) and (found := word[: len(word) - len(ending)]) in stems:
            return found
    return ""


class _Ending(NamedTuple):
    text: str
    stands_for: tuple[str, ...]
    fewest: int


@cache
def _endings() -> Mapping[str, Sequence[_Ending]]:
    """Return the endings of words by their last two letters; those of one letter by that too."""
    found = (row[1:] for row in rows("persian_affixes") if row[0] == "ending")
    endings = [
        _Ending(text, tuple(stands_for.split(" ")), int(fewest))
        for text, stands_for, fewest in found
    ]
    endings.sort(key=_rank)
    ends = {ending.text[-2:] for ending in endings}
    return {end: [one for one in endings if one.text[-2:] in (end, end[-1])] for end in ends}


def _rank(ending: _Ending) -> int:
    """Put the plurals before the rest: long plurals and short other endings first.

    So no letter is taken for an ending that may belong to the word.
    """
    is_plural = ending.text.startswith(_affixes()["plural"])
    return -len(ending.text) if is_plural else len(ending.text)


def _is_known(word: str) -> bool:
    """Say whether the lexicon has a word as it stands."""
    return word in words("persian") or word in words("persian_whole")


def _known_plurals() -> frozenset[str]:
    return words("persian_plurals")


def _nominal(word: str, depth: int = 0) -> str:
    """Cut the endings of a noun or adjective."""
    if base := _dictionary_form(word) or _singular(word):
        return base
    cuts = list(_cuts(word))
    known = _behind_alef(word, cuts) or next(filter(None, map(_dictionary_form, cuts)), "")
    if known or word in _known_plurals():
        return known or word
    if depth < _DEEPEST:
        for base in cuts:
            found = _nominal(base, depth + 1)
            if found != base and len(found) > _SHORTEST_STEM:
                return found
    return _unknown(word)


def _dictionary_form(word: str) -> str:
    """Return what a dictionary has for a word without endings, or "" if it is not known.

    Of an irregular plural it is the singular, of an adjective of origin the country.
    """
    return pairs("persian_bases").get(word, "") or (word if _is_known(word) else "")


def _singular(word: str) -> str:
    """Return the singular of a broken plural in its usual Persian spelling, or ""."""
    return pairs("persian_bases").get(word, "") or _usual(singular(word))


def _behind_alef(word: str, bases: Iterable[str]) -> str:
    """Return the singular of a broken plural in alef, which has a glide before its endings.

    Without the alef it may look like another word: martyrs like a bee's honey.
    """
    groups = _affixes()
    (alef,), (glide,) = groups["glide_alef"], groups["glide"]
    plurals = (base for base in bases if word.startswith(base + glide) and base.endswith(alef))
    return next(filter(None, map(_singular, plurals)), "")


def _cuts(word: str) -> Iterator[str]:
    """Yield what is left of ``word`` without each ending that it may have."""
    endings = _endings()
    for ending in endings.get(word[-2:]) or endings.get(word[-1:], ()):
        left = len(word) - len(ending.text)
        if left >= ending.fewest and word.endswith(ending.text):
            for restored in ending.stands_for:
                yield word[:left] + restored


def _unknown(word: str) -> str:
    safe = _affixes()["safe"]
    for ending in safe if word.endswith(safe) else ():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_UNKNOWN:
            return word[: -len(ending)]
    return word
