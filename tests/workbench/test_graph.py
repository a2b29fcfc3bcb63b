"""`roleplay graph`: the same chart in three languages, whatever the file calls its states."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner, Result

from simulator.commands.graph import command
from simulator.core.engine import Engine
from simulator.core.overview import overview
from simulator.workbench.chart_formats import FILLS, dot, mermaid, svg
from simulator.workbench.graph import Chart, chart_of
from simulator.world import World
from tests.builders import ending, reply, scenario, state
from tests.workbench.small_plays import MISCHIEF, TITLE, TWO_TURNS, VARIANTS
from tests.workbench.test_explore import compiled

needs_graphviz = pytest.mark.skipif(which("dot") is None, reason="Graphviz is not installed")


def chart(text: str) -> Chart:
    found = compiled(text)
    return chart_of(found, overview(Engine(found)))


def drawn(folder: Path, text: str, *arguments: str) -> Result:
    file = folder / "one.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(command, [str(file), *arguments], obj=World())


class TestChart:
    def test_states_come_in_the_order_of_play_and_then_the_endings(self) -> None:
        nodes = chart(TWO_TURNS).nodes
        assert [node.id for node in nodes] == ["the_call", "what_now", "bought", "not_bought"]
        assert nodes[0].lines == ("the_call", "turn 1 · 100 %", "at stake .67")
        assert nodes[2].lines == ("bought", "sold · 61 %", "broken to trusting")
        assert [node.level for node in nodes] == [3, 3, None, None]
        assert [node.is_start for node in nodes] == [True, False, False, False]

    def test_an_arrow_has_its_replies_and_how_often_practised_play_goes_there(self) -> None:
        first, second, third = chart(TWO_TURNS).arrows
        assert (first.source, first.target, first.replies) == (0, 1, ("own_it", "deny_it"))
        assert (first.label, second.label, third.label) == ("", "61 %", "39 %")
        assert first.often == pytest.approx(1)

    def test_what_no_play_does_is_there_and_dashed(self) -> None:
        one = scenario(
            state("a", reply("on")),
            state("lonely", reply("off", "nowhere")),
            endings=(ending(), ending("nowhere")),
        )
        found = chart_of(one, overview(Engine(one)))
        assert [node.id for node in found.nodes if not node.is_met] == ["lonely", "nowhere"]
        assert [arrow.often > 0 for arrow in found.arrows] == [True, False]
        assert "style=dashed" in dot(found).splitlines()[-2]
        assert "linkStyle 1 stroke:#a8a8a8,stroke-width:1.0px,stroke-dasharray:4 4" in mermaid(
            found
        )
        assert "class n1,n3 never" in mermaid(found)

    def test_a_way_that_is_gone_again_and_again_says_how_many_times(self) -> None:
        one = scenario(
            state("a", reply("go", "b")),
            state("b", reply("round", "b", again=3), reply("on", "end")),
        )
        found = chart_of(one, overview(Engine(one)))
        labels = {(arrow.source, arrow.target): arrow.label for arrow in found.arrows}
        assert labels == {(0, 1): "", (1, 1): "88 %", (1, 2): ""}


class TestMermaid:
    def test_every_line_is_one_of_few_harmless_kinds(self) -> None:
        front, title, end, *rows = mermaid(chart(MISCHIEF)).splitlines()
        assert (front, end) == ("---", "---")
        assert json.loads(title.removeprefix("title: ")).startswith("‹script›alert(1)")
        assert "<" not in title
        text = r'"(?:[\w ._]|#\d+;|<br>)*"'
        kinds = (
            "flowchart TD",
            r"  %% [\w .,]+",
            rf"  n\d+(\[{text}\]|\(\[{text}\]\))",
            rf"  n\d+ -->(\|{text}\|)? n\d+",
            r"  linkStyle \d+ [\w#:,. -]+",
            r"  classDef \w+ [\w#:,. -]+",
            r"  class n\d+(,n\d+)* \w+",
        )
        for row in rows:
            assert any(re.fullmatch(kind, row) for kind in kinds), row

    def test_names_are_shown_as_they_are(self) -> None:
        text = mermaid(chart(MISCHIEF))
        assert 'n0["end<br>' in text
        assert 'n2["größe#45;é<br>' in text

    def test_states_bear_the_colour_of_what_is_at_stake(self) -> None:
        text = mermaid(chart(TWO_TURNS))
        assert "class n0,n1 stake3" in text
        assert f"classDef stake3 fill:{FILLS[3]}" in text


class TestDot:
    def test_quotation_marks_and_backslashes_do_not_end_a_text(self) -> None:
        text = dot(chart(MISCHIEF))
        assert r"\"%%{init: {'theme':'dark'}}%%\" --- `x` #35; R&amp;D | ; \\N {{" in text
        assert text.count("->") == 6

    @needs_graphviz
    def test_graphviz_draws_it_and_mischief_stays_text(self) -> None:
        drawing = svg(chart(MISCHIEF))
        assert "<script" not in drawing
        root = ElementTree.fromstring(drawing)
        shown = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
        assert TITLE in shown
        assert {"end", "subgraph", "größe-é", "graph", "class"} <= set(shown)


class TestCommand:
    def test_mermaid_goes_to_the_terminal_if_nothing_else_is_said(self, tmp_path: Path) -> None:
        ran = drawn(tmp_path, TWO_TURNS)
        assert (ran.exit_code, ran.stdout) == (0, mermaid(chart(TWO_TURNS)))

    def test_it_writes_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "größe.dot"
        ran = drawn(tmp_path, MISCHIEF, "--format", "dot", "--output", str(file))
        assert (ran.exit_code, ran.stdout) == (0, "")
        assert file.read_text(encoding="utf-8") == dot(chart(MISCHIEF))

    def test_it_never_writes_over_the_scenario(self, tmp_path: Path) -> None:
        ran = drawn(tmp_path, TWO_TURNS, "--output", str(tmp_path / "." / "one.yaml"))
        assert ran.exit_code == 2
        assert "names the scenario itself" in ran.stderr
        assert (tmp_path / "one.yaml").read_text(encoding="utf-8") == TWO_TURNS

    def test_a_file_that_cannot_be_written_is_said_in_a_line(self, tmp_path: Path) -> None:
        ran = drawn(tmp_path, TWO_TURNS, "--output", str(tmp_path / "none" / "x.mmd"))
        assert ran.exit_code == 2
        assert "cannot be written" in ran.stderr

    def test_without_graphviz_svg_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        ran = drawn(tmp_path, TWO_TURNS, "--format", "svg")
        assert ran.exit_code == 1
        assert "Graphviz, which is not installed: its package is called `graphviz`" in ran.stderr

    def test_a_variant_can_be_named(self, tmp_path: Path) -> None:
        calm, angry = (drawn(tmp_path, VARIANTS, "--variant", name) for name in ("calm", "angry"))
        assert 'title: "The wrong pallet (calm)"' in calm.stdout
        assert calm.stdout != angry.stdout
        assert drawn(tmp_path, VARIANTS).stdout == calm.stdout

    def test_an_unknown_variant_is_wrong_use(self, tmp_path: Path) -> None:
        ran = drawn(tmp_path, VARIANTS, "--variant", "clam")
        assert ran.exit_code == 2
        assert "no variant `clam`; there is `calm` or `angry`" in ran.stderr

    def test_too_many_situations_are_refused(self, tmp_path: Path) -> None:
        ran = drawn(tmp_path, TWO_TURNS, "--situations", "5")
        assert ran.exit_code == 1
        assert "more than 5 situations" in ran.stderr

    def test_the_screen_needs_a_terminal_and_takes_nothing_else(self, tmp_path: Path) -> None:
        ran = drawn(tmp_path, TWO_TURNS, "--screen")
        assert ran.exit_code == 2
        assert "this is no terminal" in ran.stderr
        ran = drawn(tmp_path, TWO_TURNS, "--screen", "--output", "x.svg")
        assert ran.exit_code == 2
        assert "takes no other option" in ran.stderr
