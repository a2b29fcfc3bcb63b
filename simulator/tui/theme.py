"""The looks: two palettes with one accent each, one colour that builds and one that costs.

Text is styled by *roles*, which are words such as ``quiet`` or ``builds``. What a role looks like is said
here alone, once for each theme, so that a screen without colour (``NO_COLOR``) is a third palette made of
weight and slant, and nothing anywhere depends on a colour.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.color import Color
from textual.style import Style
from textual.theme import Theme

DARK, LIGHT, MONO = "roleplay-dark", "roleplay-light", "ansi-dark"

PALETTES = {
    DARK: {
        "background": "#16181d",
        "surface": "#23272f",
        "text": "#dcd9d0",
        "quiet": "#9496a0",
        "faint": "#41454e",
        "accent": "#93b8de",
        "builds": "#86c29d",
        "costs": "#e0937f",
    },
    LIGHT: {
        "background": "#faf8f3",
        "surface": "#ece8de",
        "text": "#26282c",
        "quiet": "#63656c",
        "faint": "#c9c5ba",
        "accent": "#28588c",
        "builds": "#256b48",
        "costs": "#a43f29",
    },
}

Roles = Mapping[str, Style]

PLAIN_ROLES: Roles = {
    "quiet": Style(dim=True),
    "faint": Style(dim=True),
    "accent": Style(bold=True),
    "builds": Style(bold=True),
    "costs": Style(bold=True),
    "strong": Style(bold=True),
    "em": Style(italic=True, bold=True),
    "cue": Style(dim=True, italic=True),
    "you": Style(),
    "key": Style(bold=True),
    "held": Style(dim=True),
    "lit": Style(bold=True),
    "code": Style(
        foreground=Color.parse("ansi_black"), background=Color.parse("ansi_bright_white")
    ),
}
"""Roles of a screen without colour."""


def themes() -> tuple[Theme, ...]:
    """The two themes with colour."""
    return tuple(
        Theme(
            name=name,
            primary=colours["accent"],
            accent=colours["accent"],
            success=colours["builds"],
            error=colours["costs"],
            warning=colours["costs"],
            foreground=colours["text"],
            background=colours["background"],
            surface=colours["surface"],
            panel=colours["surface"],
            dark=name == DARK,
            variables={"faint": colours["faint"]},
        )
        for name, colours in PALETTES.items()
    )


def roles(theme: str) -> Roles:
    """What each role looks like under a theme."""
    if theme not in PALETTES:
        return PLAIN_ROLES
    colour = {name: Color.parse(value) for name, value in PALETTES[theme].items()}
    return {
        "quiet": Style(foreground=colour["quiet"]),
        "faint": Style(foreground=colour["faint"]),
        "accent": Style(foreground=colour["accent"]),
        "builds": Style(foreground=colour["builds"]),
        "costs": Style(foreground=colour["costs"]),
        "strong": Style(bold=True),
        "em": Style(italic=True),
        "cue": Style(foreground=colour["quiet"], italic=True),
        "you": Style(foreground=colour["accent"]),
        "key": Style(foreground=colour["accent"]),
        "held": Style(foreground=colour["quiet"]),
        "lit": Style(background=colour["surface"]),
        # A picture for a camera: black on white, whatever the theme.
        "code": Style(foreground=Color.parse("#000000"), background=Color.parse("#ffffff")),
    }


def first_theme(setting: str) -> str:
    """The theme to start with.

    Args:
        setting: ``dark``, ``light``, or ``auto``, which follows ``COLORFGBG`` where a terminal sets it.
    """
    if setting == "auto":
        ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        # White and the light greys are 7 and 9 to 15; 8 is dark grey.
        is_light = ground.isdecimal() and int(ground) in {7, *range(9, 16)}
        return LIGHT if is_light else DARK
    return LIGHT if setting == "light" else DARK
