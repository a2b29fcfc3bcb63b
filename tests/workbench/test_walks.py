"""Walks are played again, and what went otherwise is said at its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.test import command
from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Diagnostic
from simulator.core.scenario import Walk
from simulator.workbench.walk_edits import CannotWriteError, with_walk
from simulator.workbench.walk_report import findings
from simulator.workbench.walks import Course, Walked, walked
from tests.compiler.small import SMALLEST
from tests.workbench.layouts import EXAMPLE

GOOD = "{replies: [own_it, call, sixty], ends: at_the_fair, verdict: yes}"
Run = Callable[..., Result]


def with_good(walk: str) -> str:
    """The example with something else for its good walk."""
    assert GOOD in EXAMPLE
    return EXAMPLE.replace(GOOD, walk)


def gone(text: str) -> Walked:
    """How the first walk of a file goes."""
    scenario = compile_text(text).scenario
    assert scenario is not None
    return walked(scenario)[0]


def found(text: str) -> tuple[Diagnostic, ...]:
    """What is said of the walks of a file."""
    compiled = compile_text(text)
    assert compiled.scenario is not None
    assert compiled.draft is not None
    return findings(walked(compiled.scenario), compiled.draft, "x.yaml")


def at(text: str, one: Diagnostic) -> str:
    """The words that a diagnostic points at."""
    return text.splitlines()[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]


def test_a_walk_as_written_is_no_finding() -> None:
    assert gone(EXAMPLE).course is Course.AS_WRITTEN
    assert found(EXAMPLE) == ()


def test_a_walk_that_leaves_its_path_is_shown_where_it_does() -> None:
    text = with_good("{replies: [own_it, sixty], ends: at_the_fair, verdict: yes}")
    (one,) = found(text)
    assert at(text, one) == "sixty"
    assert "`sixty` is not offered in `what_now`, turn 2" in one.message
    assert one.help == "offered there are `call`, `van`, `get_back` and `any_time`"


def test_a_walk_that_stops_early_is_shown_at_its_last_reply() -> None:
    text = with_good("{replies: [own_it, call], ends: at_the_fair, verdict: yes}")
    (one,) = found(text)
    assert at(text, one) == "call"
    assert "stops in `ten_past_five`" in one.message


def test_a_walk_that_goes_on_after_an_ending_is_shown_there() -> None:
    text = with_good("{replies: [own_it, call, sixty, gift], ends: at_the_fair, verdict: yes}")
    (one,) = found(text)
    assert at(text, one) == "gift"
    assert "after the ending `at_the_fair`" in one.message


def test_a_walk_that_ends_otherwise_is_shown_at_what_it_says() -> None:
    text = with_good("{replies: [own_it, call, sixty], ends: buys_elsewhere, verdict: no}")
    ends, verdict = found(text)
    assert at(text, ends) == "buys_elsewhere"
    assert "ends in `at_the_fair`, and not in `buys_elsewhere`" in ends.message
    assert at(text, verdict) == "no"
    assert "has the verdict `yes`, and not `no`" in verdict.message


def test_a_reply_that_is_used_up_is_not_offered() -> None:
    text = SMALLEST.replace("to: bought", "to: the_call", 1)
    text += "walks:\n  twice: {replies: [own_it, own_it], ends: bought, verdict: no}\n"
    text = text.replace("to: not_bought", "to: bought").replace("  not_bought:\n    sold: no\n", "")
    one = gone(text)
    assert (one.course, one.turns, one.offered) == (Course.LEFT, 1, ("gift",))


VARIANTS = (
    SMALLEST
    + """\
variants: [new, old]
walks:
  first: {replies: own_it, ends: bought, verdict: no}
"""
)


def test_a_walk_without_a_variant_is_a_finding_where_there_are_some() -> None:
    (one,) = found(VARIANTS)
    assert one.help == "add `variant:` with `new` or `old`"
    assert found(VARIANTS.replace("verdict: no}", "verdict: no, variant: old}")) == ()


def added(text: str, walk: Walk) -> str:
    """A file with one more walk."""
    return with_walk(text.encode(), compile_text(text), walk).decode()


BOUGHT = Walk("mine", ("own_it",), "bought", False)
ROWS = "  mine:\n    replies: [own_it]\n    ends: bought\n    verdict: no\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SMALLEST, f"{SMALLEST}\nwalks:\n{ROWS}"),
        (SMALLEST.rstrip(), f"{SMALLEST}\nwalks:\n{ROWS}"),
        (f"{SMALLEST}\n", f"{SMALLEST}\nwalks:\n{ROWS}"),
        (f"{SMALLEST}# the end\n", f"{SMALLEST}# the end\n\nwalks:\n{ROWS}"),
        ("\ufeff" + SMALLEST, f"\ufeff{SMALLEST}\nwalks:\n{ROWS}"),
    ],
)
def test_the_first_walk_comes_at_the_end(before: str, after: str) -> None:
    assert added(before, BOUGHT) == after


OTHER = "{replies: gift, ends: not_bought, verdict: no}"


@pytest.mark.parametrize(
    ("walks", "after"),
    [
        (f"walks:\n    a: {OTHER} # c\n\n# end\n", "{0} # c\n    mine:\n      replies: [own_it]"),
        (f"walks: {{a: {OTHER}}}\n", "{0}, mine: {{replies: [own_it], ends: bought, verdict: no}}"),
        (f"walks: {{a: {OTHER},\n  }}\n", "{0}, mine: {{replies: [own_it], ends: bought, verdict"),
        (
            "walks:\n  a:\n    replies: [\n      gift,  # ]\n    ]\n    ends: not_bought\n    verdict: no\n",
            "verdict: no\n  mine:\n    replies: [own_it]",
        ),
        (
            "walks:\n  a:\n    ends: not_bought\n    verdict: no\n    replies: [\n      gift,  # ]\n    ]\n",
            "    ]\n  mine:\n    replies: [own_it]",
        ),
    ],
)
def test_a_further_walk_comes_below_the_others(walks: str, after: str) -> None:
    text = added(SMALLEST + walks, BOUGHT)
    assert after.format(OTHER) in text
    # Nothing else has changed: every line of before is there still.
    assert all(word in text for word in re.findall(r"# \S+|\w+", walks))


def test_a_layout_that_no_walk_fits_into_stays_as_it_is() -> None:
    with pytest.raises(CannotWriteError):
        added(f"{SMALLEST}...\n", BOUGHT)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with a file of that text."""
    monkeypatch.chdir(tmp_path)

    def running(text: str, *options: str, stdin: str | None = None) -> Result:
        Path("a.yaml").write_bytes(text.encode())
        return CliRunner().invoke(command, ["a.yaml", *options], input=stdin)

    return running


def test_walks_as_written_pass(run: Run) -> None:
    result = run(EXAMPLE)
    assert (result.exit_code, result.stdout) == (0, "2 walks in 1 file, all as written\n")


def test_a_file_without_walks_passes_and_says_so(run: Run) -> None:
    result = run(SMALLEST)
    assert (result.exit_code, result.stdout) == (0, "no walks in 1 file\n")


def test_a_walk_that_goes_otherwise_fails(run: Run) -> None:
    result = run(with_good("{replies: [own_it], ends: at_the_fair, verdict: yes}"))
    assert result.exit_code == 1
    assert "error[walk]: the walk `good` stops in `what_now`" in result.stdout
    assert result.stdout.endswith("2 walks in 1 file, 1 not as written\n")


def test_a_broken_file_fails_and_is_shown(run: Run) -> None:
    result = run(EXAMPLE.replace("start: the_call", "start: nowhere"))
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "1 file with errors" in result.stdout


def test_json_says_all_of_every_walk(run: Run) -> None:
    result = run(with_good("{replies: [own_it, sixty], ends: at_the_fair, verdict: yes}"), "--json")
    first, second = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (first["course"], first["reply"], first["at"]) == ("left", "sixty", "what_now")
    assert (second["course"], second["reply"], second["verdict_now"]) == ("as_written", None, False)


def test_update_writes_what_walks_end_in(run: Run) -> None:
    text = with_good('{ends: buys_elsewhere, verdict: "no", replies: [own_it, call, sixty]} # c')
    result = run(text.replace("\n", "\r\n"), "--update")
    assert result.exit_code == 0
    assert "`good` now ends in `at_the_fair`, verdict yes" in result.stderr
    wanted = with_good("{ends: at_the_fair, verdict: yes, replies: [own_it, call, sixty]} # c")
    assert Path("a.yaml").read_bytes().decode() == wanted.replace("\n", "\r\n")


def test_update_does_not_touch_a_walk_that_left_its_path(run: Run) -> None:
    text = with_good("{replies: [own_it, sixty], ends: buys_elsewhere, verdict: no}")
    result = run(text, "--update")
    assert result.exit_code == 1
    assert Path("a.yaml").read_bytes() == text.encode()


def test_what_is_played_is_written_as_a_walk(run: Run) -> None:
    result = run(EXAMPLE, "--record", "mine", stdin="9\n2\nvan\n1\n")
    assert result.exit_code == 0
    assert "A number from 1 to 3" in result.stdout
    scenario = compile_text(Path("a.yaml").read_bytes()).scenario
    assert scenario is not None
    assert scenario.walks[-1] == Walk("mine", ("gift", "van", "sixty"), "buys_elsewhere", False)
    assert CliRunner().invoke(command, ["a.yaml"]).exit_code == 0


def test_a_variant_is_recorded_with_its_walk(run: Run) -> None:
    text = VARIANTS.replace("verdict: no}", "verdict: no, variant: old}")
    result = run(text, "--record", "mine", "--variant", "new", stdin="own_it\n")
    assert result.exit_code == 0
    scenario = compile_text(Path("a.yaml").read_bytes()).scenario
    assert scenario is not None
    assert scenario.walks[-1].variant == "new"


@pytest.mark.parametrize("stdin", ["q\n", "", "1\n"])
def test_a_play_that_is_left_writes_nothing(run: Run, stdin: str) -> None:
    result = run(EXAMPLE, "--record", "mine", stdin=stdin)
    assert result.exit_code == 1
    assert "Nothing is written" in result.stdout
    assert Path("a.yaml").read_bytes() == EXAMPLE.encode()


@pytest.mark.parametrize(
    "options",
    [
        ["--record", "good"],
        ["--record", "two words"],
        ["--record", "1st"],
        ["--record", ""],
        ["--record", "mine", "--variant", "none"],
        ["--record", "mine", "--update"],
        ["--record", "mine", "--json"],
        ["--variant", "new"],
        ["nowhere.yaml"],
    ],
)
def test_wrong_use_is_said_and_changes_nothing(run: Run, options: list[str]) -> None:
    result = run(EXAMPLE, *options, stdin="1\n1\n1\n")
    assert result.exit_code == 2
    assert Path("a.yaml").read_bytes() == EXAMPLE.encode()


def test_standard_input_can_be_tested_and_not_written(tmp_path: Path) -> None:
    assert CliRunner().invoke(command, ["-"], input=EXAMPLE).exit_code == 0
    assert CliRunner().invoke(command, ["-", "--update"], input=EXAMPLE).exit_code == 2


def test_of_several_variants_one_must_be_named(run: Run) -> None:
    result = run(VARIANTS, "--record", "mine", stdin="1\n")
    assert result.exit_code == 2
    assert "`new` or `old`" in result.stderr
