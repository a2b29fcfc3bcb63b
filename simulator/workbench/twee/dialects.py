"""What the markup of Twine's story formats looks like where it begins.

Sources: the manuals of Harlowe 3, SugarCube 2, Chapbook 2 and Snowman 2.
"""

from __future__ import annotations

import re

from simulator.workbench.twee.safe_words import ENTITY

OPENERS = re.compile(
    r"\[\[|\[img\[|<<(?=[/=\-A-Za-z_$])|<%|<!--|</?(?=[A-Za-z])|/%|/\*|''|//|\*\*|\[|\]|\{"
    r"|\((?=[A-Za-z$_][\w-]*:)|\$(?=[A-Za-z_])|" + ENTITY.pattern
)
TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)?/?>")
WORD = re.compile(r"/?(=|-|[\w-]+)")
VARIABLE = re.compile(r"\$\w+(?:\.\w+)*")
NOT_SHOWN = frozenset({"script", "silently", "widget", "style"})
"""Macros and HTML whose content is never read out: it is left out with them."""

_HARLOWE = """
    set put move if unless else-if elseif else for loop print display goto go-to link link-goto link-repeat
    link-reveal link-reveal-goto link-undo undo click-goto click-replace click-append live text-style
    text-colour text-color colour color font align transition t8n hidden replace append prepend enchant
    random visited alert prompt confirm cycling-link input-box dropdown checkbox css background opacity
    char-style macro save-game load-game seq-link meter dialog datamap
"""
HARLOWE_NAMES = frozenset(_HARLOWE.split())
"""Of a file that names no story format, only these words with a colon, in parentheses, are macros."""

EMPHASIS = {
    sign: re.compile(rf"(?<![:\w]){re.escape(sign)}(?=\S)([^\n]{{1,500}}?)(?<=\S){re.escape(sign)}")
    for sign in ("''", "//", "**")
}
