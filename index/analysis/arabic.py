"""Arabic: the stem of a word, by light stemming that looks before it cuts.

:func:`stem` works in this order:

1. words of two letters: done;
2. proclitics: conjunction, then article with or without a preposition, or a single
   preposition, or the future letter.  A letter that may be part of the word is cut
   only when the rest is a known word, or the whole is not, whatever pronoun it has;
3. a word that is left whole (Allah, Germany): done;
4. attached pronouns, except behind an article; a teh before one is the feminine
   ending again;
5. a broken plural becomes its singular, by table;
6. endings of the past behind a known verb, and of number, gender and relation.  The
   noun of place keeps its feminine ending (a library is no office and a school no
   teacher), and so does what would be another word without it (a currency is no work).

Steps 2 and 6 start from the light10 stemmer (Larkey, Ballesteros and Connell,
"Light Stemming for Arabic Information Retrieval", 2007) and differ where its users
complain: names keep their first letter, stacked and single proclitics go.

The word lists are written by hand (``scripts/lexicon``), joined with the Persian
lexicon, which holds most of the Arabic vocabulary of the press.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from .fold import fold
from .lexicon import affixes, pairs, words

__all__ = ["singular", "stem"]

_SHORTEST_WORD = 3
_SHORTEST_STEM = 3
_PLACE_NOUN = 5
_FEWEST_WITH_ENDING = 5


def stem(word: str) -> str:
    """Return the stem of a folded Arabic word."""
    if len(word) < _SHORTEST_WORD:
        return word
    word, definite = _without_proclitics(word)
    word = pairs("arabic_spellings").get(word, word)
    if _is_whole(word):
        return word
    if not definite:
        base = _without_pronoun(word)
        word = base if base == word else fold(base)  # the pronoun hid a final hamza
    base = singular(word) or word
    return base if _is_whole(base) else _without_endings(base)


def singular(word: str) -> str:
    """Return the singular of a broken plural, or "" if ``word`` is none."""
    return pairs("arabic_plurals").get(word, "")


@cache
def _affixes() -> Mapping[str, tuple[str, ...]]:
    """Return the affixes, and as one group those that are looked for at once.

    Most words have none of a group.
    """
    found = dict(affixes("arabic"))
    (teh,) = found["teh"]
    found["prepositions_and_future"] = found["prepositions"] + found["future"]
    found["articles_joined"] = found["article_after_preposition"] + found["article_after_lam"]
    found["all_pronouns"] = found["pronouns"] + found["pronouns_to_look_up"]
    found["behind_teh"] = tuple(teh + pronoun for pronoun in found["pronouns_behind_teh"])
    found["plural_and_dual"] = found["plural"] + found["dual"]
    nominal = found["feminine"] + found["relation"] + found["feminine_plural"]
    found["after_known"] = nominal + found["plural_and_dual"] + found["past"]
    return found


def _is_whole(word: str) -> bool:
    """Say whether nothing is cut from the end of ``word``; a broken plural has a singular."""
    whole = word in words("arabic_whole") and not singular(word)
    return whole or word.endswith(_affixes()["divine"])


@cache
def _known_words() -> frozenset[str]:
    """Return the words whose first letters are their own."""
    lists = ("persian_plurals", "arabic", "arabic_feminine", "arabic_whole")
    return words("persian").union(*map(words, lists))


@cache
def _known_plurals() -> frozenset[str]:
    """Return the sound plurals that Persian has from Arabic."""
    plurals = words("persian_plurals")
    return frozenset(word for word in plurals if word.endswith(_affixes()["plural"]))


def _is_known(word: str) -> bool:
    """Say whether ``word`` is known, as it is or with endings."""
    return _is_known_noun(word) or any(map(_is_known_base, _without_pronouns(word)))


def _is_known_base(base: str) -> bool:
    """Say whether what is left without a pronoun is known; it has no other ending then."""
    return bool(
        base in _known_words()
        or singular(base)
        or _known_feminine(base)
        or _is_known_feminine_plural(base)
    )


def _is_known_noun(word: str) -> bool:
    """Say whether ``word`` is known, as it is or with an ending of number, gender or relation."""
    if _is_known_feminine(word) or singular(word) or _is_known_feminine_plural(word):
        return True
    known, endings = _known_words(), _affixes()["after_known"]
    return word.endswith(endings) and any(
        word.endswith(ending) and word[: -len(ending)] in known for ending in endings
    )


def _in_persian_spelling(word: str) -> str:
    """Return ``word`` as Persian writes it: with a teh for the feminine ending."""
    groups = _affixes()
    base = word[:-1]
    if not word.endswith(groups["feminine"]) or len(base) < _SHORTEST_STEM:
        return ""
    return "" if base.endswith(groups["feminine_plural"][0][0]) else base + groups["teh"][0]


def _without_proclitics(word: str) -> tuple[str, bool]:
    """Return ``word`` without its proclitics, and whether an article was among them."""
    word = _without_conjunction(word)
    groups = _affixes()
    if word in words("arabic_whole") or singular(word):
        return word, False
    if word.startswith(groups["prepositions"]) and word[1:] in words("arabic_whole"):
        return word[1:], False
    for article in groups["articles_joined"] if word.startswith(groups["articles_joined"]) else ():
        if _starts(word, (article,)) and not _is_known(word):
            return word[len(article) :], True
    for article in groups["article"]:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :], True
    return _without_single_letter(word), False


def _without_conjunction(word: str) -> str:
    """Cut "and" and "so"; the first is so frequent that any unknown word loses it."""
    conjunctions = _affixes()["conjunctions"]
    if not _starts(word, conjunctions) or _is_known(word):
        return word
    (conjunction, consequence), rest = conjunctions, word[1:]
    if word.startswith(conjunction):
        return rest
    if word.startswith(consequence) and (_is_known(rest) or _has_article(rest)):
        return rest
    return word


def _has_article(word: str) -> bool:
    groups = _affixes()
    return word.startswith(groups["article"] + groups["articles_joined"])


def _without_single_letter(word: str) -> str:
    """Cut a preposition before a known word, and the future letter before a verb."""
    groups = _affixes()
    if not _starts(word, groups["prepositions_and_future"]) or _is_known(word):
        return word
    rest = word[1:]
    if word.startswith(groups["prepositions"]) and _is_known(rest):
        return rest
    if word.startswith(groups["future"]) and rest.startswith(groups["imperfect"]):
        return rest if len(rest) > _SHORTEST_STEM else word
    return word


def _without_pronoun(word: str) -> str:
    """Cut an attached pronoun; the teh before it is a feminine ending again."""
    groups = _affixes()
    is_behind_teh = word.endswith(groups["behind_teh"])
    if not (is_behind_teh or word.endswith(groups["all_pronouns"])) or word in _known_words():
        return word
    bases = list(_without_pronouns(word))
    for base in (*bases, word[:-1] if is_behind_teh else ""):
        if singular(base):
            return base
        if found := _known_feminine(base):
            return found
    for base in bases:
        if word[len(base) :] in groups["pronouns"] or _is_known_noun(base):
            return base
    return word


def _without_pronouns(word: str) -> Iterator[str]:
    """Yield what is left of ``word`` without each pronoun that it may end in."""
    pronouns = _affixes()["all_pronouns"]
    for pronoun in pronouns if word.endswith(pronouns) else ():
        if word.endswith(pronoun) and len(word) - len(pronoun) >= _SHORTEST_STEM:
            yield word[: -len(pronoun)]


def _known_feminine(base: str) -> str:
    """Return the known feminine word whose ending became the last teh of ``base``, or ""."""
    groups = _affixes()
    if not base.endswith(groups["teh"]):
        return ""
    word = base[:-1] + groups["feminine"][0]
    if base.endswith(groups["feminine_plural"]):
        return word if word in _known_words() else ""
    return word if _is_known_noun(word) else ""


def _without_endings(word: str) -> str:
    """Cut number, gender and relation."""
    groups = _affixes()
    (feminine,) = groups["feminine"]
    word = _without_number(_without_past(word))
    if word.endswith(feminine) and len(word) > _SHORTEST_STEM and not _keeps_feminine(word):
        word = word[:-1]
    if word.endswith(groups["relation"]) and len(word) > _SHORTEST_STEM:
        word = word[:-1]
    return word


def _without_past(word: str) -> str:
    """Cut an ending of the past if it stands behind a known word and makes no other."""
    known = _known_words()
    for ending in () if word in known else _affixes()["past"]:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_STEM and base in known:
            return base
    return word


def _without_number(word: str) -> str:
    """Cut the endings of plural and dual."""
    groups = _affixes()
    if len(word) < _FEWEST_WITH_ENDING:
        return word
    if word.endswith(groups["plural_of_hamza"]) and len(word) > _FEWEST_WITH_ENDING:
        return word[:-3]
    if word.endswith(groups["feminine_plural"]):
        feminine, base = word[:-2] + groups["feminine"][0], fold(word[:-2])
        # Airports and fields are plurals of what is no feminine.
        is_masculine = base in _known_words() and not _is_known_feminine(feminine)
        return feminine if _keeps_feminine(feminine) and not is_masculine else base
    if not word.endswith(groups["plural_and_dual"]):
        return word
    is_own = word in _known_words() and word not in _known_plurals()
    return word if is_own else fold(word[:-2])


def _keeps_feminine(word: str) -> bool:
    """Say whether the word without its feminine ending would be another word."""
    return word in words("arabic_feminine") or _is_place(word)


def _is_known_feminine_plural(word: str) -> bool:
    groups = _affixes()
    is_plural = word.endswith(groups["feminine_plural"])
    return is_plural and _is_known_feminine(word[:-2] + groups["feminine"][0])


def _is_known_feminine(word: str) -> bool:
    """Say whether a word is known, also as Persian writes a feminine."""
    known = _known_words()
    return word in known or _in_persian_spelling(word) in known


def _is_place(word: str) -> bool:
    """Say whether ``word`` has the form of a feminine noun of place (mafala)."""
    return len(word) == _PLACE_NOUN and word.startswith(_affixes()["place"])


def _starts(word: str, prefixes: tuple[str, ...]) -> bool:
    """Say whether ``word`` starts with one of ``prefixes`` and goes on long enough."""
    return word.startswith(prefixes) and len(word) - len(prefixes[0]) >= _SHORTEST_STEM
