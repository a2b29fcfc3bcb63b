"""Form, in what people say: speech that YAML would cut, or take for something else.

People speak with colons, hashes, quotation marks and asterisks. All of it is safe under a `>`.
"""

from __future__ import annotations

from simulator.compiler.rules.rule import Message, form

UNDER = "write the text under `>`, on lines of its own, indented"

TAKEN_FOR = {
    "*": "a reference to something else in the file",
    "[": "a list",
    "{": "pairs of keys and values",
    "%": "an instruction to the parser",
    "@": "a reserved character",
    "`": "a reserved character",
    "!": "a tag",
    "&": "a name for what follows",
    ",": "a separator in a list",
    "]": "the end of a list",
    "}": "the end of pairs",
    "?": "a key",
    "|": "the beginning of a block of text",
    ">": "the beginning of a block of text",
}


@form("F130")
def cut_by_hash() -> Message:
    """A `#` after a space begins a comment, so the rest of the line is not part of the text.

    In what people say this is always an error. In a title or a name a comment may follow, if there is a
    space after the `#` as well.

    Fails:

        summary: She is our #1 customer

    Passes:

        summary: >
          She is our #1 customer
    """
    return "the text is cut off by ` #`, which begins a comment", UNDER


@form("F131")
def colon_in_text() -> Message:
    """A colon and a space inside a line of text make YAML take the words before it for a key.

    Fails:

        summary: Two things: she is furious, and she is right

    Passes:

        summary: >
          Two things: she is furious, and she is right
    """
    return "a colon followed by a space, inside a line of text", UNDER


@form("F132")
def begins_with_quotation_mark(mark: str) -> Message:
    """The text begins with a quotation mark and goes on after the closing one, or has none.

    YAML takes the quotation mark for its own, and the text for finished where the next one stands.

    Fails:

        summary: "I sell geraniums," she says

    Passes:

        summary: >
          "I sell geraniums," she says
    """
    return f"the text begins with a quotation mark, {mark}, that does not enclose all of it", UNDER


@form("F133")
def begins_with_sign(sign: str) -> Message:
    """The text begins with a character that YAML uses for itself, as `*`, `[`, `{`, `%`, `@`, `!` and `&`.

    Fails:

        summary: *Geraniums* is what she sells

    Passes:

        summary: >
          *Geraniums* is what she sells
    """
    shown = "a backtick" if sign == "`" else f"`{sign}`"
    return (
        f"the text begins with {shown}, which YAML takes for {TAKEN_FOR.get(sign, 'something else')}",
        UNDER,
    )


@form("F134")
def begins_with_dash() -> Message:
    """The text begins with a dash and a space, which YAML takes for an item of a list.

    Fails:

        summary: - and then she calls

    Passes:

        summary: >
          - and then she calls
    """
    return "the text begins with `- `, which YAML takes for an item of a list", UNDER


@form("F135")
def text_beside_arrow(sign: str) -> Message:
    """Text stands on the same line as the `>` that announces it.

    Fails:

        summary: > She calls you.

    Passes:

        summary: >
          She calls you.
    """
    return (
        f"text on the same line as the `{sign}`",
        f"begin the text on the line below the `{sign}`, indented",
    )


@form("F136")
def text_astray(key: str) -> Message:
    """A line of a text under `>` is not indented far enough, so it does not belong to the text any more.

    Fails:

        summary: >
        She calls you.

    Passes:

        summary: >
          She calls you.
    """
    return (
        "this line is not indented as far as the text that it belongs to",
        f"indent it further than `{key}`",
    )
