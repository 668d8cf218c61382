from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import fehrest.web
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

WEB = Path(fehrest.web.__file__).parent
LANGUAGES = ["fa", "ar"]
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
METHODS = [("*.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "say": None, "ngettext": (1, 2)}


def catalog(language: str) -> Catalog:
    text = (WEB / "translations" / language / "LC_MESSAGES" / "fehrest.po").read_bytes()
    return read_po(BytesIO(text), locale=language)


def messages(found: Catalog) -> list[tuple[list[str], list[str]]]:
    """Return each message with its translation, both with all their plural forms."""
    pairs = [(message.id, message.string) for message in found if message.id]
    return sorted(
        (list(forms), list(translated))
        if isinstance(forms, (list, tuple))
        else ([forms], [translated])
        for forms, translated in pairs
    )


@pytest.fixture(scope="module")
def used() -> set[object]:
    """The messages that the sources and templates use."""
    found = extract_from_dir(WEB, method_map=METHODS, keywords=KEYWORDS)
    return {message for _file, _line, message, *_rest in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_no_other(language: str, used: set[object]) -> None:
    translated = {message.id for message in catalog(language) if message.id and message.string}
    assert len(used) > 100
    assert translated == used


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language: str) -> None:
    for message in catalog(language):
        if message.id and isinstance(message.id, str):
            assert isinstance(message.string, str)
            assert sorted(PLACEHOLDER.findall(message.id)) == sorted(
                PLACEHOLDER.findall(message.string)
            ), message.id
            assert not re.search(r"%(?!\(\w+\)s|%)", message.string), message.string


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = WEB / "translations" / language / "LC_MESSAGES" / "fehrest.mo"
    with path.open("rb") as file:
        compiled = read_mo(file)
    written = catalog(language)
    assert messages(compiled) == messages(written)
    assert compiled.num_plurals == written.num_plurals


def test_plural_forms_follow_the_language() -> None:
    (forms,) = (message.string for message in catalog("ar") if isinstance(message.id, tuple))
    assert len(forms) == 6
    assert len(set(forms)) == 5
