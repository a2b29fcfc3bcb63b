"""What is drawn of values: the line of chances, the card, the edges, the shelf."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.compiler.library import Header
from simulator.records.store import SavedPlay
from simulator.shelf import Entry, Group
from simulator.tui.theme import DARK, LIGHT, PALETTES, first_theme, roles
from simulator.tui.widgets.chance_line import chance_line
from simulator.tui.widgets.edges import HELP, key_row
from simulator.tui.widgets.shelf_rows import last_time, preview


def test_the_line_falls_where_the_chance_fell() -> None:
    rows = [row.plain.rstrip() for row in chance_line((0.8, 0.8, 0.4, 0.0), 30, 5, lost_at=3)]
    assert rows == [
        ".8 ┤────────────╮",
        "   │            │",
        "   │            ╰─────╮",
        "   │                  │",
        " 0 ┤                  ╰─────",
        "          1     2     3",
        "                      ▽",
    ]


def test_the_line_can_climb_and_stay() -> None:
    rows = [row.plain.rstrip() for row in chance_line((0.5, 1.0, 1.0), 14, 3)]
    assert rows == [" 1 ┤   ╭─────", "   │───╯", " 0 ┤", "       1  2"]


@pytest.mark.parametrize("width", [1, 5, 20, 80])
@pytest.mark.parametrize("count", [1, 2, 15, 60])
def test_the_line_is_drawn_at_any_width(width: int, count: int) -> None:
    rows = chance_line([0.0] * count, width, 5)
    assert len(rows) == 6


def test_keys_that_do_not_fit_go_and_help_stays() -> None:
    keys = (("↵", "open"), ("/", "find"), HELP, ("q", "quit"))
    assert key_row(keys, 80).plain == " ↵ open   / find   ? keys   q quit"
    assert key_row(keys, 20).plain == " ↵ open   ? keys"
    assert key_row(keys, 12).plain.rstrip() == " ↵ open   ?"


def entry(**head: object) -> Entry:
    last = head.pop("last", None)
    return Entry("a", Path("a.yaml"), Header(Path("a.yaml"), **head), last)  # type: ignore[arg-type]


def saved(**changes: object) -> SavedPlay:
    now = datetime.now(UTC)
    values = {
        "id": 1,
        "name": "a",
        "digest": "",
        "variant": None,
        "seed": 1,
        "mode": "real",
        "rules": 1,
        "started": now,
        "day": "2026-11-22",
        "predicted": True,
        "sure": 2,
        "ended": now,
        "ending": "end",
        "verdict": False,
        "score": 31,
    }
    return SavedPlay(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("predicted", "verdict", "said"),
    [
        (True, False, "Last time, on 22 November: you thought Lena trusted you. Lena did not."),
        (False, True, "Last time, on 22 November: you thought Lena did not trust you. Lena did."),
        (True, True, "Last time, on 22 November: you thought Lena trusted you, and so it was."),
        (None, False, "Last time, on 22 November: Lena did not trust you."),
    ],
)
def test_the_last_play_is_told_in_a_sentence(
    predicted: bool | None, verdict: bool, said: str
) -> None:
    play = saved(predicted=predicted, verdict=verdict)
    assert last_time(entry(customer="Lena Brandt", last=play)) == said


def test_a_head_with_nothing_in_it_is_shown_by_its_name() -> None:
    assert [row.plain for row in preview(entry(), Group((entry(),)), None, None, 40)][1] == "  a"


@pytest.mark.parametrize(
    ("setting", "ground", "theme"),
    [
        ("dark", "0;15", DARK),
        ("light", "15;0", LIGHT),
        ("auto", "0;15", LIGHT),
        ("auto", "15;0", DARK),
        ("auto", "15;8", DARK),
        ("auto", "12;default;7", LIGHT),
        ("auto", "", DARK),
        ("auto", "nonsense", DARK),
    ],
)
def test_the_first_theme(
    monkeypatch: pytest.MonkeyPatch, setting: str, ground: str, theme: str
) -> None:
    monkeypatch.setenv("COLORFGBG", ground)
    assert first_theme(setting) == theme


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("role", ["text", "quiet", "accent", "builds", "costs"])
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_every_text_stands_out_from_its_ground(theme: str, role: str, ground: str) -> None:
    light, dark = sorted(
        (luminance(PALETTES[theme][name]) for name in (role, ground)), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_each_theme_knows_the_same_roles() -> None:
    assert set(roles(DARK)) == set(roles(LIGHT)) == set(roles("ansi-dark"))
