"""The word lists that come with the program."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from simulator.compiler import words
from simulator.compiler.words import languages, lexicon, read_lists
from simulator.core.lexicon import Lexicon, Phrases

LISTS = [field.name for field in fields(Lexicon) if field.type == "Phrases"]


def test_there_are_lists_for_three_languages() -> None:
    assert languages() == ("de", "en", "es")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_empty(language: str, name: str) -> None:
    found = lexicon(language)
    assert found is not None
    assert isinstance(found_list := getattr(found, name), Phrases)
    assert found_list


@pytest.mark.parametrize("language", languages())
def test_every_file_names_its_source_and_licence(language: str) -> None:
    text = (Path(words.__file__).parent / f"{language}.txt").read_text(encoding="utf-8")
    head = text.split("[")[0]
    assert "Source:" in head
    assert "Licence:" in head


@pytest.mark.parametrize("language", languages())
def test_no_word_sounds_both_good_and_bad(language: str) -> None:
    found = lexicon(language)
    assert found is not None
    assert not found.positive.phrases & found.negative.phrases


@pytest.mark.parametrize(("code", "language"), [("en-GB", "en"), ("DE_at", "de"), (" es ", "es")])
def test_a_region_has_the_lists_of_its_language(code: str, language: str) -> None:
    found = lexicon(code)
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize("code", ["fi", "", "../words/en", "en/../de", "e*"])
def test_a_language_without_lists_has_none(code: str) -> None:
    assert lexicon(code) is None


def test_a_list_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no such list: joy"):
        read_lists("[joy]\nhooray\n")
    with pytest.raises(ValueError, match="no such list"):
        read_lists("hooray\n")
