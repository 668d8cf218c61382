"""Stemmers, ours and others', each as a function from words to stems."""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
import types
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import lucene
from fehrest.index.analysis import Chain
from pyarabic import araby

#: Returns the stem of each word; words with one stem are conflated.
Stemmer = Callable[[Sequence[str]], list[str]]

_LUCENE = Path(__file__).with_name("LuceneStem.java")
_HAZM_PARTS = ("utils", "stemmer", "word_tokenizer", "lemmatizer")


def stemmers(language: str) -> dict[str, Stemmer]:
    """Return the stemmers of a language, ours first."""
    found = {"Fehrest": _fehrest(language), "Lucene": _lucene(language)}
    others = _persian() if language == "fa" else _arabic()
    return {**found, **others, "whole words": list}


def _fehrest(language: str) -> Stemmer:
    chain = Chain()

    def stem(word: str) -> str:
        tokens = list(chain.tokens(word, language))
        whole = [token for token in tokens if token.span > 1] or tokens
        return " ".join(stem for token in whole for stem in token.stems)

    return _each(stem)


def _lucene(language: str) -> Stemmer:
    def stems(words: Sequence[str]) -> list[str]:
        command = lucene.command(_LUCENE, language)
        given = "".join(f"{word}\n" for word in words)
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
        return done.stdout.split("\n")[: len(words)]

    return stems


def _persian() -> dict[str, Stemmer]:
    hazm = _hazm()
    stemmer, lemmatizer = hazm.Stemmer(), hazm.Lemmatizer()
    return {
        "Snowball": _snowball("persian"),
        "hazm's stemmer": _each(stemmer.stem),
        "hazm's lemmatizer": _each(lemmatizer.lemmatize),
    }


@cache
def _hazm() -> Any:
    """Return hazm without its ``__init__``, which imports 400 MB of what is not used here."""
    found = importlib.util.find_spec("hazm")
    assert found
    assert found.submodule_search_locations
    package = sys.modules["hazm"] = types.ModuleType("hazm")
    package.__path__ = list(found.submodule_search_locations)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for part in _HAZM_PARTS:
            vars(package).update(vars(importlib.import_module(f"hazm.{part}")))
    return package


def _arabic() -> dict[str, Stemmer]:
    from nltk.stem.isri import ISRIStemmer
    from tashaphyne.stemming import ArabicLightStemmer

    light, isri = ArabicLightStemmer(), ISRIStemmer()
    return {
        "Snowball": _snowball("arabic"),
        "Tashaphyne's stem": _bare(light.light_stem),
        "Tashaphyne's root": _bare(lambda word: light.light_stem(word) and light.get_root()),
        "ISRI": _bare(isri.stem),
    }


def _snowball(name: str) -> Stemmer:
    import snowballstemmer

    return _bare(snowballstemmer.stemmer(name).stemWord)


def _each(stem: Callable[[str], str]) -> Stemmer:
    def stems(words: Iterable[str]) -> list[str]:
        return [stem(word) for word in words]

    return stems


def _bare(stem: Callable[[str], str]) -> Stemmer:
    """Stem words without vowel marks, as people write them."""
    return _each(lambda word: stem(araby.strip_tashkeel(word)))
