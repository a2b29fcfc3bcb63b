"""Form, in keys and values: what the format does not know, misses, or wants otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.compiler.diagnostic import one_of, quoted
from simulator.compiler.rules.rule import Message, form


@form("F140")
def format_missing() -> Message:
    """A scenario says in which version of the format it is written, so that it can be read for ever.

    Fails: a file without the key `format`.
    Passes:

        format: 1
    """
    return "the file does not say in which format it is written", "begin it with `format: 1`"


@form("F141")
def newer_format(number: int, known: int) -> Message:
    """The file is written in a format that is newer than this program. Nothing else of it is judged.

    Fails:

        format: 2

    Passes:

        format: 1
    """
    return (
        f"the file is written in format {number}, and this program reads up to format {known}",
        "update the program",
    )


@form("F142")
def unknown_key(key: str, noun: str, mend: str | None) -> Message:
    """A key that the format does not have at this place: misspelt, or in the wrong place.

    Keys belong to the thing above them that is indented less. A reply's key that begins too far to the left
    is taken for one of the state.

    Fails:

        sumary: She calls you.

    Passes:

        summary: She calls you.
    """
    return f"unknown key {quoted(key)} in {noun}", mend


@form("F143")
def missing_key(keys: Sequence[str], noun: str, example: str, mend: str | None) -> Message:
    """Something that cannot do without: a reply that leads nowhere, a customer without a name.

    Fails:

        customer:
          name: Lena Brandt

    Passes:

        customer:
          name: Lena Brandt
          reliance: Will she let you deliver to the fair?
    """
    return f"{noun} needs {one_of(keys)}", mend or f"add `{keys[0]}: {example or '…'}`"


@form("F144")
def wrong_kind(key: str, wanted: str, found: str, mend: str | None) -> Message:
    """The value is written in another way than the key takes it: a list for a text, a text for keys.

    Fails:

        title:
          - The wrong pallet

    Passes:

        title: The wrong pallet
    """
    return f"{quoted(key)} takes {wanted}, not {found}", mend


@form("F154")
def no_dash(key: str) -> Message:
    """The items of a list begin with a dash, the first as well. Without it their keys belong to nothing.

    Fails:

        states:
          the_call:
            replies:
              id: own_it
                say: This was ours.
                to: bought

    Passes:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                to: bought
    """
    return (
        f"{quoted(key)} takes a list, and this item of it begins without a dash",
        "put `- ` before it",
    )


@form("F145")
def not_one_of(word: str, noun: str, words: Sequence[str], suggestion: str | None) -> Message:
    """The key takes one of a few words, and this is none of them.

    Fails:

        channel: telephone

    Passes:

        channel: phone
    """
    return f"{quoted(word)} is no {noun}", suggestion or f"write {one_of(words)}"


@form("F146")
def not_yes_or_no(key: str, word: str, mend: str) -> Message:
    """The key takes `yes` or `no`, written just so.

    Fails:

        draft: true

    Passes:

        draft: yes
    """
    return f"{quoted(key)} takes `yes` or `no`, not {quoted(word)}", mend


@form("F147")
def not_a_number(key: str, word: str, least: int, most: int) -> Message:
    """The key takes a whole number, written in digits, in a certain range.

    Fails:

        minutes: six

    Passes:

        minutes: 6
    """
    message = f"{quoted(key)} takes a whole number from {least} to {most}, not {quoted(word)}"
    return message, f"write it in digits, such as `{key}: {least}`"


@form("F148")
def not_an_id(word: str) -> Message:
    """An id is one word: letters of any script, digits, `_` and `-`, and it begins with a letter or `_`.

    Fails:

        variants: [true rumour, false rumour]

    Passes:

        variants: [true_rumour, false_rumour]
    """
    return (
        f"{quoted(word)} is no id",
        f"write one word, such as {quoted(id_from(word)[:40] or 'first_call')}",
    )


def id_from(word: str) -> str:
    """The id that was probably meant by a word that is none; nothing if it has no letters."""
    made = "_".join("".join(letter if letter.isalnum() else " " for letter in word).split())
    return made if not made or made[0].isalpha() else f"_{made}"


@form("F149")
def no_value(key: str, wanted: str, how: str | None) -> Message:
    """A key stands there with nothing after its colon, or with an empty list.

    Fails:

        summary:

    Passes:

        summary: She calls you.
    """
    return f"{quoted(key)} has no value", f"{how or f'give it {wanted}'}, or delete the key"


@form("F150")
def listed_twice(word: str, key: str) -> Message:
    """The same thing stands twice in one list, where once says all.

    Fails:

        practises: [listening, listening]

    Passes:

        practises: [listening]
    """
    return f"{quoted(word)} stands twice in {quoted(key)}", "delete one of the two"


@form("F151")
def last_has_condition() -> Message:
    """The last target of a list has a `when`: if it does not hold, the reply would lead nowhere.

    Fails:

        id: own_it
        say: This was ours.
        to:
          - {when: {verdict: yes}, go: bought}
          - {when: {verdict: no}, go: not_bought}

    Passes:

        id: own_it
        say: This was ours.
        to:
          - {when: {verdict: yes}, go: bought}
          - {go: not_bought}
    """
    return (
        "the last target has a `when`, so there may be none that holds",
        "leave out the `when` of the last target",
    )


@form("F152")
def earlier_without_condition() -> Message:
    """A target before the last has no `when`: it always holds, and those after it are never taken.

    Fails:

        id: own_it
        say: This was ours.
        to:
          - {go: bought}
          - {go: not_bought}

    Passes:

        id: own_it
        say: This was ours.
        to:
          - {when: {verdict: yes}, go: bought}
          - {go: not_bought}
    """
    return (
        "this target always holds, so those after it are never taken",
        "give it a `when`, or put it last",
    )


@form("F153")
def not_a_scenario() -> Message:
    """The file is text, or a list, but not made of keys.

    Fails: a file with the words of a conversation, and nothing else.
    Passes: a file that begins with `format: 1` and `title: …`.
    """
    return "this is no scenario: it is not made of keys", "begin with `format: 1` and `title: …`"


@form("F155")
def key_within_text(key: str) -> Message:
    """A key with its pairs or its list stands within spoken words, because it is indented as far as they are.

    It would be read out, and would do nothing. Under `>` everything that is indented further than the key
    above is text. Words that are meant so stand in quotes.

    Fails:

        id: own_it
        say: >
          This was ours.
          earns: {honest: shown}
        to: bought

    Passes:

        id: own_it
        say: >
          This was ours.
        earns: {honest: shown}
        to: bought
    """
    return f"`{key}:` stands within the text", "put it on a line of its own, and indent it less"
