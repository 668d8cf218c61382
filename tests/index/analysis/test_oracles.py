"""Agreement with hazm and pyarabic on real text.

The tables of the analyzer come from these two; here its output is held to theirs.  Where
the two differ, the difference belongs to one of the classes below, each with its reason and
with the share of the words that it may take.  A difference of another class, or more of one
class than there was, makes a test fail.

Real text is the sample collection and, where ``FEHREST_DATA`` names a folder with text
collections in its folder ``corpus``, the beginning of each of those.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import lzma
import os
import re
import sys
import types
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fehrest import Document
from fehrest.index.analysis import Chain, fold, persian, two_words

_WORDS_OF_A_CORPUS = 4_000
_HAZM_PARTS = ("utils", "stemmer", "word_tokenizer", "lemmatizer", "normalizer")

araby: Any = pytest.importorskip("pyarabic.araby", reason="pyarabic is not installed")


class _Hazm(NamedTuple):
    """What is used of hazm: a text is normalized, then split, then each word lemmatized."""

    normalize: Callable[[str], str]
    tokenize: Callable[[str], list[str]]
    lemmatize: Callable[[str], str]


@pytest.fixture(scope="module")
def hazm() -> Iterator[_Hazm]:
    """hazm without its ``__init__``, which imports 400 MB of what is not used here.

    Its modules import from ``hazm`` what ``__init__`` would have put there.
    """
    found = importlib.util.find_spec("hazm")
    if found is None or found.submodule_search_locations is None:
        pytest.skip("hazm is not installed")
    package = types.ModuleType("hazm")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules["hazm"] = package
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for part in _HAZM_PARTS:
                vars(package).update(vars(importlib.import_module(f"hazm.{part}")))
            normalizer = package.Normalizer()  # type: ignore[attr-defined]
            lemmatizer = package.Lemmatizer()  # type: ignore[attr-defined]
        yield _Hazm(normalizer.normalize, normalizer.tokenizer.tokenize, lemmatizer.lemmatize)
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "hazm"]:
            del sys.modules[name]


def _beginning(path: Path) -> Iterator[str]:
    """The first texts of a collection, a few thousand words of them."""
    words = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            yield text
            words += len(text.split())
            if words > _WORDS_OF_A_CORPUS:
                return


class _Texts(NamedTuple):
    """Real texts by language, and what the collection is called."""

    name: str
    texts: Callable[[str], list[str]]


@pytest.fixture(scope="module", params=["sample", "corpora"])
def real(request: pytest.FixtureRequest, sample_documents: list[Document]) -> _Texts:
    """The texts of the sample collection, or of the corpora at hand."""

    def of_sample(language: str) -> list[str]:
        documents = [document for document in sample_documents if document.language == language]
        return [text for document in documents for text in (document.title, document.text)]

    def of_corpora(language: str) -> list[str]:
        folder = Path(os.environ.get("FEHREST_DATA", "/nowhere")) / "corpus"
        paths = sorted(folder.glob(f"{language}_*.jsonl.xz"))
        if not paths:
            pytest.skip("FEHREST_DATA names no folder with corpora")
        return [text for path in paths for text in _beginning(path)]

    return _Texts(request.param, of_sample if request.param == "sample" else of_corpora)


def _surfaces(chain: Chain, text: str, language: str) -> list[str]:
    """The words of a text; of a compound, the whole."""
    words, position = [], 0
    for token in chain.tokens(text, language):
        if token.position == position:
            words.append(token.surface)
            position += token.span
    return words


def _differences(ours: list[str], theirs: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The stretches of words that differ."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, end, their_start, their_end in matcher.get_opcodes():
        if kind != "equal":
            yield ours[start:end], theirs[their_start:their_end]


class _Difference(NamedTuple):
    """A class of differences, and the largest share of the words that it may take."""

    #: What makes a difference one of the class; the first class that claims it has it.
    claims: Callable[[Any, Any], bool]
    share: float


def _check(
    differences: Iterable[tuple[Any, Any]], classes: dict[str, _Difference], words: int
) -> None:
    """Hold each class of differences to its share; all have to be of a class."""
    found = Counter[str]()
    examples: dict[str, tuple[Any, Any]] = {}
    for ours, theirs in differences:
        name = next((name for name, kind in classes.items() if kind.claims(ours, theirs)), "")
        assert name, f"a new class of difference: {ours!r} for {theirs!r}"
        found[name] += 1
        examples.setdefault(name, (ours, theirs))
    assert words > 1_000
    for name, count in found.items():
        assert count <= words * classes[name].share, f"{name}: {count / words} {examples[name]}"


# -- Words --------------------------------------------------------------------


def _letters(words: list[str]) -> str:
    return re.sub(r"[\W_]", "", "".join(words))


def _once(text: str) -> str:
    """Write each run of one letter as one."""
    return re.sub(r"(.)\1+", r"\1", text)


_WORDS_OF_HAZM = {
    # A number is one word, with its separators and the letters that touch it.
    "hazm parts digits from separators and letters": _Difference(
        lambda ours, theirs: (
            any(map(str.isdecimal, _letters(ours))) and _letters(ours) == _letters(theirs)
        ),
        0.012,
    ),
    # Signs are no letters, and a word is found whatever stands around it.
    "hazm leaves signs on words": _Difference(
        lambda ours, theirs: (
            re.search(r"[\W_]", "".join(theirs)) is not None and _letters(ours) == _letters(theirs)
        ),
        0.003,
    ),
    # Its Normalizer puts a half-space into what its lexicon has as a compound.  We look for
    # the parts, and the parts are indexed of what is written as a compound, too.
    "hazm joins the parts of a compound": _Difference(
        lambda ours, theirs: len(ours) > len(theirs) and _letters(ours) == _letters(theirs), 0.004
    ),
    # An ending that is apart belongs to its word.
    "hazm leaves an ending apart": _Difference(
        lambda ours, theirs: len(ours) < len(theirs) and _letters(ours) == _letters(theirs), 0.001
    ),
    # Its Normalizer cuts letters that are repeated for emphasis; we change no letters.
    "hazm shortens a word": _Difference(
        lambda ours, theirs: _once(_letters(ours)) == _once(_letters(theirs)), 0.001
    ),
}


#: The share of words on which both agree.
_AGREEMENT_PERSIAN_WORDS = {"sample": 0.99, "corpora": 0.965}


def test_persian_words_are_those_of_hazm(chain: Chain, hazm: _Hazm, real: _Texts) -> None:
    same = words = 0
    differences = []
    for text in real.texts("fa"):
        ours = _surfaces(chain, text, "fa")
        theirs = [fold(word) for word in hazm.tokenize(hazm.normalize(text))]
        theirs = [word for word in theirs if any(map(str.isalnum, word))]
        words += len(theirs)
        apart = list(_differences(ours, theirs))
        same += len(theirs) - sum(len(words_of_theirs) for _, words_of_theirs in apart)
        differences += apart
    _check(differences, _WORDS_OF_HAZM, words)
    assert same >= words * _AGREEMENT_PERSIAN_WORDS[real.name]


# -- Stems --------------------------------------------------------------------


class _Lemma(NamedTuple):
    word: str
    lemma: str


_LEMMAS_OF_HAZM = {
    # A word that is a noun as well is one to us, except for the most frequent verbs, and
    # persons that look like a noun with an ending are not read as verbs at all.
    "hazm reads a verb": _Difference(
        lambda ours, theirs: "#" in theirs.lemma and not any(map(_is_infinitive, ours)), 0.003
    ),
    # Two verbs share a stem, or hazm has a second verb for the same forms; we take the
    # more frequent one.
    "hazm takes another verb": _Difference(lambda ours, theirs: "#" in theirs.lemma, 0.004),
    # From a word that is in no lexicon, mostly a name, we cut no ending of one letter,
    # and nothing from a name that only looks inflected.
    "hazm cuts an unknown word": _Difference(
        lambda ours, theirs: any(len(stem) > len(fold(theirs.lemma)) for stem in ours), 0.007
    ),
    # We cut further, or a verb that hazm does not find.
    "hazm leaves an ending": _Difference(
        lambda ours, theirs: any(len(stem) < len(fold(theirs.lemma)) for stem in ours), 0.001
    ),
}


def _is_infinitive(stem: str) -> bool:
    return stem.endswith("ن") and persian.infinitive(stem[:-1]) == stem


def _stems(chain: Chain, text: str, language: str) -> set[str]:
    return {stem for token in chain.tokens(text, language) for stem in token.stems}


def _stems_of_lemma(chain: Chain, lemma: str) -> set[str]:
    """Our stems of a lemma; hazm's verbs are ``past#present``, and ours infinitives."""
    past, _, present = lemma.partition("#")
    return {f"{fold(past)}ن"} if past and present else _stems(chain, past or present, "fa")


#: The share of words on which both agree.
_AGREEMENT_PERSIAN_STEMS = {"sample": 0.99, "corpora": 0.985}


def test_persian_stems_meet_those_of_hazm(chain: Chain, hazm: _Hazm, real: _Texts) -> None:
    same = words = 0
    differences = []
    for text in real.texts("fa"):
        for word in hazm.tokenize(hazm.normalize(text)):
            if re.fullmatch(r"[\u0620-\u064a\u066e-\u06d3\u200c]+", word):
                lemma = hazm.lemmatize(word)
                ours = _stems(chain, word, "fa")
                words += 1
                if ours & _stems_of_lemma(chain, lemma):
                    same += 1
                else:
                    differences.append((sorted(ours), _Lemma(word, lemma)))
    _check(differences, _LEMMAS_OF_HAZM, words)
    assert same >= words * _AGREEMENT_PERSIAN_STEMS[real.name]


# -- Arabic -------------------------------------------------------------------

_WORDS_OF_PYARABIC = {
    # As with hazm; it also leaves a clitic on a number.
    "pyarabic parts numbers otherwise": _WORDS_OF_HAZM[
        "hazm parts digits from separators and letters"
    ]._replace(share=0.0015),
    # A name of two words is one thing to us, and its words are tokens as well.
    "pyarabic parts names of two words": _Difference(
        lambda ours, theirs: (
            "".join(ours) == "".join(theirs) and any(map(two_words.name_parts, ours))
        ),
        0.005,
    ),
}
#: The share of words on which both agree.
_AGREEMENT_ARABIC_WORDS = {"sample": 0.993, "corpora": 0.994}


def test_arabic_words_are_those_of_pyarabic(chain: Chain, real: _Texts) -> None:
    same = words = 0
    differences = []
    for text in real.texts("ar"):
        ours = _surfaces(chain, text, "ar")
        theirs = [word for word in map(fold, araby.tokenize(text)) if any(map(str.isalnum, word))]
        words += len(theirs)
        apart = list(_differences(ours, theirs))
        same += len(theirs) - sum(len(words_of_theirs) for _, words_of_theirs in apart)
        differences += apart
    _check(differences, _WORDS_OF_PYARABIC, words)
    assert same >= words * _AGREEMENT_ARABIC_WORDS[real.name]


@pytest.mark.parametrize(
    "step",
    ["strip_tashkeel", "strip_tatweel", "strip_harakat", "normalize_ligature", "normalize_teh"],
)
def test_folding_does_what_pyarabic_does(chain: Chain, real: _Texts, step: str) -> None:
    normalize = getattr(araby, step)
    for text in real.texts("ar"):
        for token in chain.tokens(text, "ar"):
            assert fold(normalize(token.text)) == token.surface


_HAMZAS_OF_PYARABIC = {
    # A hamza before waw has several seats in use, so it goes with its seat.
    "pyarabic leaves a yeh before waw": _Difference(
        lambda ours, theirs: ours == theirs.replace("یو", "و"), 0.001
    ),
}


def test_hamza_folds_as_the_easy_method_of_pyarabic_does(chain: Chain, real: _Texts) -> None:
    words = 0
    differences = []
    for text in real.texts("ar"):
        for token in chain.tokens(text, "ar"):
            easy = fold(araby.normalize_hamza(token.text, method="tasheel"))
            words += 1
            if easy != token.surface:
                differences.append((token.surface, easy))
    _check(differences, _HAMZAS_OF_PYARABIC, words)


_SEATS_OF_PYARABIC = {
    # The seat says the case of a noun, or tells two words apart; we keep it but before waw.
    "pyarabic writes every hamza alike": _Difference(lambda _ours, _theirs: True, 0.001),
}


def test_words_that_differ_in_their_hamza_mostly_fold_alike(chain: Chain, real: _Texts) -> None:
    spellings: dict[str, set[str]] = {}
    for text in real.texts("ar"):
        for token in chain.tokens(text, "ar"):
            uniform = araby.normalize_hamza(araby.strip_tashkeel(token.text))
            spellings.setdefault(uniform, set()).add(token.surface)
    apart = [(sorted(ours), uniform) for uniform, ours in spellings.items() if len(ours) > 1]
    _check(apart, _SEATS_OF_PYARABIC, len(spellings))
