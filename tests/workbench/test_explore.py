"""`roleplay explore`: the figures as JSON, and the picture, as an author gets them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.explore import command, json_of
from simulator.compiler.compile import compile_text
from simulator.compiler.render import width
from simulator.core.scenario import Scenario
from simulator.workbench.columns import Ink
from simulator.workbench.explore import as_values, overviews
from simulator.workbench.picture import Picture
from simulator.workbench.picture_state import band
from simulator.world import World
from tests.workbench.small_plays import LONG_NAMES, MISCHIEF, TWO_TURNS, VARIANTS


def compiled(text: str) -> Scenario:
    found = compile_text(text)
    assert found.scenario is not None, found.diagnostics
    return found.scenario


def explored(folder: Path, text: str, *arguments: str) -> Result:
    """What the command says of a file."""
    file = folder / "one.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(command, [str(file), *arguments], obj=World())


def picture(text: str, columns: int = 80) -> str:
    scenario = compiled(text)
    drawing = Picture(scenario, columns, Ink())
    return "\n".join(line for one in overviews(scenario) for line in drawing.lines(one))


class TestJson:
    def test_the_promised_keys_have_the_figures(self, tmp_path: Path) -> None:
        values = json.loads(explored(tmp_path, TWO_TURNS, "--json").stdout)
        assert (values["situations"], values["paths"]) == (7, 4)
        assert values["turns"] == {"min": 2, "max": 2}
        assert values["yes"] == pytest.approx(
            {"random": 1 / 4, "practised": 4 / 9, "best": 1, "one_off": 0, "two_off": None}
            | {"three_off": None}
        )
        bought = values["endings"]["bought"]
        assert [bought[player] for player in ("random", "practised", "best")] == pytest.approx(
            [1 / 2, 4 / 9 + 1 / 6, 1]
        )
        assert bought["shortest"] == ["own_it", "drive"]
        assert (bought["sold"], bought["best_trust"], bought["worst_trust"]) == (
            True,
            "trusting",
            "broken",
        )
        assert values["states"]["the_call"] == pytest.approx({"own_it": 2 / 3, "deny_it": 0})
        assert values["decisions"]["what_now"]["at_stake"] == pytest.approx(2 / 3)
        assert values["bots"]["longest"] is True
        assert values["bots"]["shortest"] is False
        assert values["variants"] == {}

    def test_with_variants_the_first_stands_at_the_top_and_each_has_its_own(self) -> None:
        scenario = compiled(VARIANTS)
        values = as_values(scenario, overviews(scenario))
        assert values["variant"] == "calm"
        assert {name: one["paths"] for name, one in values["variants"].items()} == {
            "calm": 2,
            "angry": 4,
        }
        assert values["states"] == values["variants"]["calm"]["states"]
        assert set(values) - {"version", "title", "variants"} == set(values["variants"]["angry"])

    def test_every_key_is_documented(self) -> None:
        scenario = compiled(VARIANTS)
        values = as_values(scenario, overviews(scenario))
        text = (Path(__file__).parents[2] / "docs" / "explore.md").read_text(encoding="utf-8")
        inner = (values["yes"], values["endings"]["bought"], values["decisions"]["the_call"])
        for keys in (values, *inner, values["decisions"]["the_call"]["replies"]["own_it"]):
            for key in keys:
                assert f"`{key}`" in text, key

    def test_a_number_of_paths_of_thousands_of_digits_is_written_whole(self) -> None:
        scenario = compiled(TWO_TURNS)
        (figures,) = overviews(scenario)
        text = json_of(scenario, (replace(figures, paths=10**5_000 + 7),))
        assert f'"paths": 1{"0" * 4_999}7,' in text


class TestPicture:
    @pytest.mark.parametrize("text", [TWO_TURNS, MISCHIEF, LONG_NAMES])
    def test_no_line_is_wider_than_the_terminal(self, text: str) -> None:
        scenario = compiled(text)
        (figures,) = overviews(scenario)
        for columns in (20, *range(60, 121), 300):
            lines = Picture(scenario, columns, Ink()).lines(figures)
            assert max(map(width, lines)) <= min(max(columns, 60), 120)

    def test_it_tells_the_figures_in_words(self) -> None:
        drawn = picture(TWO_TURNS)
        assert "7 situations · 4 paths · 2 turns" in drawn
        assert "practised play              44.4 % ███" in drawn
        assert "the_call · turn 1 · 100 % of plays · at stake .67 → what_now" in drawn
        assert "▲ own_it   .67       ███" in drawn
        assert "▽ deny_it  .00  −.67 ░░░" in drawn
        assert "trust: trusting at best, broken at worst" in drawn
        assert "shortest, 2 turns: own_it → drive" in drawn
        assert "longest: yes" in drawn

    def test_plays_are_as_wide_as_they_are_many(self) -> None:
        lines = picture(TWO_TURNS).splitlines()
        end = next(line for line in lines if line.startswith("  end  bought 61 %"))
        heights = lines[lines.index(end) + 1].split()
        assert [len(one) for one in heights] == [44, 28]
        assert set("".join(heights)) == {"·"}

    @pytest.mark.parametrize("count", [1, 2, 3, 7, 19, 40, 90])
    def test_a_turn_fills_the_line_and_shows_those_with_most_plays(self, count: int) -> None:
        shares = [(f"s{n}", (n + 1) / sum(range(count + 1))) for n in range(count)]
        for columns in (50, 73):
            names, heights = band(shares, {}, columns, Ink())
            assert width(names) == width(heights) == columns
            assert len(heights.split()) == min(count, columns // 2)

    def test_what_nothing_hangs_on_bears_neither_sign(self) -> None:
        drawn = picture(MISCHIEF)
        assert "▲" not in drawn
        assert "▽" not in drawn

    def test_each_variant_has_its_picture(self) -> None:
        drawn = picture(VARIANTS)
        assert drawn.index("variant calm") < drawn.index("variant angry")

    def test_text_of_the_file_stays_text(self) -> None:
        scenario = replace(compiled(TWO_TURNS), title="a\x1b[2Jb\nc")
        (figures,) = overviews(scenario)
        assert next(Picture(scenario, 80, Ink()).lines(figures)) == "a\ufffd[2Jb c"


class TestCommand:
    def test_it_prints_the_picture_without_colour_where_there_is_no_terminal(
        self, tmp_path: Path
    ) -> None:
        ran = explored(tmp_path, TWO_TURNS)
        assert ran.exit_code == 0
        assert ran.stdout == picture(TWO_TURNS) + "\n"

    def test_errors_are_printed_as_play_prints_them(self, tmp_path: Path) -> None:
        ran = explored(tmp_path, TWO_TURNS.replace("to: bought", "to: bouhgt"))
        assert ran.exit_code == 1
        assert "cannot be played.\n\nerror[N201]" in ran.stderr
        assert "did you mean `bought`?" in ran.stderr
        assert ran.stdout == ""

    def test_too_many_situations_are_refused_with_what_multiplies_them(
        self, tmp_path: Path
    ) -> None:
        ran = explored(tmp_path, TWO_TURNS, "--situations", "5")
        assert ran.exit_code == 1
        assert "more than 5 situations: what the customer has seen of the seller" in ran.stderr
        assert "`--situations N` allows more" in ran.stderr
        assert explored(tmp_path, TWO_TURNS, "--situations", "7").exit_code == 0

    @pytest.mark.parametrize("arguments", [["nowhere.yaml"], ["x.yaml", "--situations", "0"], []])
    def test_wrong_use_is_said_in_a_line(self, arguments: list[str]) -> None:
        ran = CliRunner().invoke(command, arguments, obj=World())
        assert ran.exit_code == 2
        assert "Error: " in ran.stderr

    def test_a_name_of_the_library_does_as_well(self) -> None:
        ran = CliRunner().invoke(command, ["wrong-pallet", "--json"], obj=World())
        assert json.loads(ran.stdout)["title"] == "The wrong pallet"
