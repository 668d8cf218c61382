"""Arabic: the stem of a word, by light stemming that looks before it cuts.

:func:`stem` works in this order:

1. a word that is left whole (Allah, Germany) and words of two letters: done;
2. proclitics: conjunction, then article with or without a preposition, or a single
   preposition, or the future letter.  A letter that may be part of the word is cut
   only when the rest is a known word, or the whole is not;
3. attached pronouns, except behind an article;
4. a broken plural becomes its singular, by table;
5. endings of number, gender and relation.  The noun of place keeps its feminine
   ending: a library is no office and a school no teacher.

Steps 2 and 5 start from the light10 stemmer (Larkey, Ballesteros and Connell,
"Light Stemming for Arabic Information Retrieval", 2007) and differ where its users
complain: names keep their first letter, stacked and single proclitics go.

The word lists are written by hand (``scripts/lexicon``), joined with the Persian
lexicon, which holds most of the Arabic vocabulary of the press.
"""

from __future__ import annotations

from functools import cache

from .lexicon import affixes, pairs, rows, words

__all__ = ["fused_name_parts", "singular", "stem"]

_SHORTEST_WORD = 3
_SHORTEST_STEM = 3
_PLACE_NOUN = 5
_FEWEST_WITH_ENDING = 5


def stem(word: str) -> str:
    """Return the stem of a folded Arabic word."""
    if len(word) < _SHORTEST_WORD or word in words("arabic_whole"):
        return word
    word, definite = _without_proclitics(word)
    word = pairs("arabic_spellings").get(word, word)
    if word in words("arabic_whole") or word.endswith(affixes("arabic")["divine"]):
        return word
    if not definite:
        word = _without_pronoun(word)
    return _without_endings(singular(word) or word)


def singular(word: str) -> str:
    """Return the singular of a broken plural, or "" if ``word`` is none."""
    return pairs("arabic_plurals").get(word, "")


def fused_name_parts(word: str) -> list[str]:
    """Return the two parts of a name like Abdalrahman written in one, or none."""
    (servant,) = affixes("arabic")["abd"]
    if word.startswith(servant) and len(word) - len(servant) >= _SHORTEST_STEM:
        article = affixes("arabic")["article"][0]
        cut = len(servant) - len(article)
        return [word[:cut], word[cut:]]
    return []


@cache
def _known_words() -> frozenset[str]:
    """Return the words whose first letters are their own."""
    persian = frozenset(row[0] for row in rows("persian"))
    return persian | words("arabic") | words("arabic_whole")


def _is_known(word: str) -> bool:
    """Say whether ``word`` is known, as it is or with a feminine or nisba ending."""
    known = _known_words()
    if word in known:
        return True
    groups = affixes("arabic")
    return any(
        word.endswith(ending) and word[: -len(ending)] in known
        for ending in groups["feminine"] + groups["relation"] + groups["feminine_plural"]
    )


def _without_proclitics(word: str) -> tuple[str, bool]:
    """Return ``word`` without its proclitics, and whether an article was among them."""
    word = _without_conjunction(word)
    groups = affixes("arabic")
    if word in words("arabic_whole"):
        return word, False
    for article in groups["article_after_preposition"] + groups["article_after_lam"]:
        if _starts(word, article) and not _is_known(word):
            return word[len(article) :], True
    for article in groups["article"]:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :], True
    return _without_single_letter(word), False


def _without_conjunction(word: str) -> str:
    """Cut "and" and "so"; the first is so frequent that any unknown word loses it."""
    (conjunction, consequence) = affixes("arabic")["conjunctions"]
    rest = word[1:]
    if len(rest) < _SHORTEST_STEM or _is_known(word):
        return word
    if word.startswith(conjunction):
        return rest
    if word.startswith(consequence) and (_is_known(rest) or _has_article(rest)):
        return rest
    return word


def _has_article(word: str) -> bool:
    groups = affixes("arabic")
    return word.startswith(groups["article"] + groups["article_after_lam"])


def _without_single_letter(word: str) -> str:
    """Cut a preposition before a known word, and the future letter before a verb."""
    groups = affixes("arabic")
    rest = word[1:]
    if len(rest) < _SHORTEST_STEM or _is_known(word):
        return word
    if word.startswith(groups["prepositions"]) and _is_known(rest):
        return rest
    if word.startswith(groups["future"]) and rest.startswith(groups["imperfect"]):
        return rest if len(rest) > _SHORTEST_STEM else word
    return word


def _without_pronoun(word: str) -> str:
    """Cut an attached pronoun; the teh before it is a feminine ending again."""
    if word in _known_words():
        return word
    groups = affixes("arabic")
    (teh,), (feminine,) = groups["teh"], groups["feminine"]
    for pronoun in groups["pronouns"] + groups["pronouns_to_look_up"]:
        base = word[: -len(pronoun)]
        if not word.endswith(pronoun) or len(base) < _SHORTEST_STEM:
            continue
        if base.endswith(teh) and _is_known(base[:-1] + feminine):
            return base[:-1] + feminine
        if pronoun in groups["pronouns"] or _is_known(base):
            return base
    return word


def _without_endings(word: str) -> str:
    """Cut number, gender and relation."""
    groups = affixes("arabic")
    (feminine,) = groups["feminine"]
    if len(word) >= _FEWEST_WITH_ENDING:
        if word.endswith(groups["feminine_plural"]):
            word = word[:-2] + (feminine if _is_place(word[:-2] + feminine) else "")
        elif word.endswith(groups["plural"]) and word not in _known_words():
            word = word[:-2]
    if word.endswith(feminine) and len(word) > _SHORTEST_STEM and not _is_place(word):
        word = word[:-1]
    if word.endswith(groups["relation"]) and len(word) > _SHORTEST_STEM:
        word = word[:-1]
    return word


def _is_place(word: str) -> bool:
    """Say whether ``word`` has the form of a feminine noun of place (mafala)."""
    return len(word) == _PLACE_NOUN and word.startswith(affixes("arabic")["place"])


def _starts(word: str, prefix: str) -> bool:
    return word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM
