"""Form, before a file is text: what cannot be read at all.

These come alone: where one is found, nothing else of the file can be judged.
"""

from __future__ import annotations

from simulator.compiler.rules.rule import Message, form


@form("F101")
def not_readable(reason: str) -> Message:
    """The file cannot be opened: it is not there, it is a folder, or you have no right to read it.

    Fails: `roleplay check wrong-palet.yaml`, where the file is called `wrong-pallet.yaml`.
    Passes: `roleplay check wrong-pallet.yaml`
    """
    return reason, None


@form("F102")
def too_large() -> Message:
    """The file is larger than 8 MiB, or has more than a million values. A long scenario has far less.

    Fails: a file into which something else was pasted, a picture or a log.
    Passes: the scenario alone.
    """
    return (
        "the file is too large for a scenario",
        "a scenario has at most 8 MiB and a million values",
    )


@form("F103")
def not_utf8(encoding: str | None) -> Message:
    """The file is not written in UTF-8, so letters with accents would come out wrong.

    Fails: a file that an editor saved as UTF-16, Latin-1 or "ANSI".
    Passes: the same file, saved as UTF-8. Most editors offer that under "save as" or "save with encoding".
    """
    if encoding:
        return f"the file is written in {encoding}", "save it as UTF-8"
    return "this character is not UTF-8", "save the file as UTF-8"


@form("F104")
def binary() -> Message:
    """The file holds bytes that no text has. It is a picture, a document of a word processor, or broken.

    Fails: a `.docx` document whose name was changed to `.yaml`.
    Passes: a text file, written in a plain editor.
    """
    return "the file is not text", "a scenario is a text file, written in a plain editor"


@form("F105")
def empty() -> Message:
    """The file has nothing in it, or nothing but comments.

    Fails: a file of no lines.
    Passes: a file that begins with `format: 1` and `title: …`.
    """
    return "the file is empty", "begin with `format: 1` and `title: …`"


@form("F106")
def control_character(number: int) -> Message:
    """A character that is not seen but acts: on the terminal, or on the direction in which text is read.

    Such characters come along when text is copied from elsewhere. They could change what others see on
    their screens, so they are refused everywhere, also where they are written as `\\x1b` in quotation
    marks.

    Fails: `title: "The wrong\\x1b[31m pallet"`
    Passes: `title: The wrong pallet`
    """
    name = f"U+{number:04X}"
    if number in {0x2028, 0x2029, 0x85}:
        return f"an invisible line break, {name}", "delete it, and press Enter in its place"
    if 0x202A <= number <= 0x2069:
        return f"an invisible mark that turns the reading direction, {name}", "delete it"
    return f"an invisible control character, {name}", "delete it"
