"""Words are found as words, and counted once."""

from __future__ import annotations

from simulator.core.lexicon import Lexicon, Phrases, words_of


def test_words_are_found_whatever_their_capitals_and_apostrophes() -> None:
    assert Phrases(["sorry", "i don't know"]).found("SORRY. I don’t know.") == [
        "sorry",
        "i don't know",
    ]


def test_a_word_within_another_is_not_found() -> None:
    assert Phrases(["won", "sorry"]).count("I won't. A sorrysome, unsorry day in Wonder.") == 0


def test_a_word_with_a_star_stands_for_all_that_begin_so() -> None:
    assert Phrases(["apolog*"]).found("Apologies, I apologise.") == ["apologies", "apologise"]


def test_of_phrases_that_overlap_the_longest_counts_alone() -> None:
    assert Phrases(["sorry", "so sorry", "sorry to hear"]).count("I'm so sorry to hear it.") == 1
    assert Phrases(["sorry to hear", "sorry"]).found("Sorry to hear it") == ["sorry to hear"]


def test_an_empty_list_finds_nothing() -> None:
    assert not Phrases()
    assert Phrases().count("anything at all, *, . +") == 0


def test_signs_in_a_phrase_are_signs() -> None:
    assert Phrases(["% off", "a.b"]).found("20% off axb") == ["% off"]


def test_the_words_of_a_text_keep_their_hyphens_and_apostrophes() -> None:
    assert words_of("It's ten-past; “five” – 17:00!") == ("it's", "ten-past", "five", "17", "00")


def test_what_a_text_is_about_leaves_out_words_that_say_nothing() -> None:
    lexicon = Lexicon("en", stop=Phrases(["the", "is"]))
    assert lexicon.content("The van is here. The van!") == {"van", "here"}
