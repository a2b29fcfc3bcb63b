"""Form, in the layout: where a file is no YAML, or uses a part of YAML that scenarios do without.

None of these words is the YAML parser's. It speaks to programmers, and often points at the line after.
"""

from __future__ import annotations

from simulator.compiler.diagnostic import quoted
from simulator.compiler.rules.rule import Message, form


@form("F110")
def not_yaml() -> Message:
    """The layout cannot be understood here, and no more special rule says why.

    Fails:

        title: The wrong pallet
        She calls you.

    Passes:

        title: The wrong pallet
        summary: She calls you.
    """
    return (
        "this line does not fit the layout",
        "a line is `key: value`, `- item`, or text indented under a `>`",
    )


@form("F111")
def tab_indents() -> Message:
    """A line is indented with a tab. Tabs are wide in one editor and narrow elsewhere, so YAML wants spaces.

    Fails: a line that begins with the Tab key's character.
    Passes: the same line, begun with spaces. Most editors can be told to write spaces for Tab.
    """
    return "the line is indented with a tab", "indent with spaces"


@form("F112")
def duplicate_key(key: str, line: int) -> Message:
    """The same key stands twice in one place. One of the two would be lost without a word.

    Fails:

        title: The wrong pallet
        title: The right pallet

    Passes:

        title: The wrong pallet
    """
    return (
        f"{quoted(key)} stands here a second time, the first is in line {line}",
        "keep one of the two",
    )


@form("F113")
def alias(mark: str) -> Message:
    """YAML's anchors (`&name`) and aliases (`*name`) are not supported: each value is written out.

    Fails:

        channel: &same phone

    Passes:

        channel: phone
    """
    return (
        f"{quoted(mark)} is an anchor or alias of YAML, which is not supported",
        "write the value out",
    )


@form("F114")
def tag(mark: str) -> Message:
    """YAML's tags (`!name`) are not supported.

    Fails:

        language: !!str en

    Passes:

        language: en
    """
    return (
        f"{quoted(mark)} is a tag of YAML, which is not supported",
        "leave it out, or write the text under `>`",
    )


@form("F115")
def several_documents() -> Message:
    """A line of three dashes begins a second document, and a file is one scenario.

    A line at the top that begins with `%` is refused for the same reason: scenarios do without it.

    Fails:

        title: The wrong pallet
        ---
        language: en

    Passes:

        title: The wrong pallet
        language: en
    """
    return (
        "a second document begins here, and a file is one scenario",
        "delete this line, or move the rest to a file",
    )


@form("F116")
def merge_key() -> Message:
    """YAML's merge key `<<` is not supported: what a reply does stands in the reply.

    Fails:

        seller:
          <<: {role: account manager}

    Passes:

        seller:
          role: account manager
    """
    return "`<<` is a merge key of YAML, which is not supported", "write the keys out"


@form("F117")
def too_deep() -> Message:
    """Keys or brackets stand inside each other more than 32 levels deep. No scenario needs half of that.

    Fails: `practises: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]`
    Passes: `practises: [a]`
    """
    return "this is nested too deep", "a scenario needs no more than 32 levels"


@form("F118")
def not_closed(bracket: str, closing: str) -> Message:
    """A bracket or brace is opened and not closed, or not where it should be.

    Fails:

        practises: [owning a mistake, promising

    Passes:

        practises: [owning a mistake, promising]
    """
    return (
        f"the list or the pairs begun with `{bracket}` are not closed rightly",
        f"look for a missing `{closing}`",
    )


@form("F119")
def not_read(first: int, last: int) -> Message:
    """After a fault in the layout, some lines could not be made sense of. They have not been judged yet.

    Fails: a file whose layout is broken in such a way that no later key can be told from text.
    Passes: the same file, once the faults reported above this one are mended.
    """
    lines = f"line {first} was" if first == last else f"lines {first} to {last} were"
    return f"{lines} not read, for what is wrong here", "mend this, and check again"


@form("F120")
def wrong_indentation() -> Message:
    """A line is indented so that it belongs to nothing above it. Keys of one thing begin in one column.

    Fails:

        seller:
            role: account manager
          aim: Lena at her fair

    Passes:

        seller:
          role: account manager
          aim: Lena at her fair
    """
    return (
        "the line's indentation fits nothing above it",
        "begin it in the column of the key that it stands beside",
    )


@form("F121")
def no_space_after_colon(key: str) -> Message:
    """A key's colon is followed by no space, so YAML takes key and value for one word.

    Fails:

        title:The wrong pallet

    Passes:

        title: The wrong pallet
    """
    return f"no space after the colon of {quoted(key)}", "put a space after the colon"


@form("F122")
def key_is_no_word() -> Message:
    """A list, pairs or nothing stand where a key should stand, before a colon.

    Fails:

        [a, b]: c

    Passes:

        practises: [a, b]
    """
    return "this is no key", "a key is one word, followed by a colon"
