"""Files that nobody writes by mistake: they cost little, and are answered like any other."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import MOST_PROBLEMS
from simulator.compiler.header import read_header
from simulator.compiler.judge import judge
from simulator.compiler.render import full
from tests.compiler.small import SMALLEST, with_reply

MANY = 30_000


def codes(text: str) -> set[str]:
    return {one.code for one in compile_text(text).diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "a: " + "[" * MANY + "]" * MANY,
        "a: " + "{a: " * MANY + "}" * MANY,
        "- " * MANY + "a",
        "? " * MANY,
        "".join(f"{' ' * depth}a:\n" for depth in range(1000)),
        "a: {" + "b: [{" * 500,
    ],
)
def test_deep_nesting_ends_early(text: str) -> None:
    assert "F117" in codes(text)


def test_conditions_may_be_nested_and_no_deeper_than_all_else() -> None:
    def nested(depth: int) -> str:
        when = "{not: " * depth + "{open: yes}" + "}" * depth
        return with_reply(f"id: own_it\nsay: Ours.\nwhen: {when}\nto: bought\n")

    assert codes(nested(20)) == set()
    assert codes(nested(40)) == {"F117"}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "&a a: *a",
        "<<: *x",
    ],
)
def test_aliases_are_never_followed(text: str) -> None:
    assert "F113" in codes(text)


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system [echo]",
        "!!python/name:os.system",
        "!!binary aGVsbG8=",
        "!<x> y",
    ],
)
def test_tags_make_nothing(value: str) -> None:
    assert "F114" in codes(SMALLEST + f"minutes: {value}\n")


def test_a_name_that_looks_like_code_or_markup_is_data() -> None:
    text = SMALLEST.replace("Lena Brandt", "{__import__('os').system('x')} [bold]%s{0}")
    text = text.replace("name: {", "name: >\n    {")
    compiled = compile_text(text)
    assert compiled.scenario is not None
    assert compiled.scenario.customer.name == "{__import__('os').system('x')} [bold]%s{0}"


def test_a_file_full_of_problems_is_answered_in_part() -> None:
    text = SMALLEST + "".join(f"key{number}: x\n" for number in range(50_000))
    compiled = compile_text(text)
    assert len(compiled.diagnostics) == MOST_PROBLEMS
    assert full(compiled.diagnostics, compiled.source)


@pytest.mark.parametrize(
    "text",
    [
        SMALLEST + "practises: [" + "a, " * 200_000 + "a]\n",
        SMALLEST + "x: [" + "*a, " * 200_000 + "a]\n",
        SMALLEST
        + "walks:\n"
        + "".join(f"  w{n}: {{replies: [r{n}], ends: e{n}, verdict: no}}\n" for n in range(5000)),
        SMALLEST + "".join(f'say{n}: "a" b\n' for n in range(20_000)),
        SMALLEST + "x: " + "a" * 2_000_000 + "\n",
        "a: b: c\n" * 20_000,
        "states: {" + ", ".join(f"s{n}: {{}}" for n in range(100_000)) + "}\n",
        "states:\n" + "".join(f"  s{n}: {{}}\n" for n in range(50_000)) + "  s49999: {}\n" * 50_000,
        "seller: {facts: [" + "{a: b}, " * 100_000 + "]}\n",
        "\t\n" * 200_000 + "a\n",
        "#\n" * 400_000,
        SMALLEST.replace("Keep", "Keep " * 200_000),
    ],
    ids=[
        "list",
        "aliases",
        "names",
        "quotes",
        "one word",
        "colons",
        "states",
        "doubles",
        "facts",
        "tabs",
        "comments",
        "long speech",
    ],
)
def test_a_large_hostile_file_is_answered_in_bearable_time(text: str) -> None:
    began = time.perf_counter()
    compiled = compile_text(text)
    full(compiled.diagnostics, compiled.source)
    assert time.perf_counter() - began < 20


def test_more_values_than_any_scenario_has_are_refused() -> None:
    assert "F102" in codes("a: [" + "[]," * 1_100_000 + "a]")


def test_many_faults_in_the_layout_are_named_up_to_a_point() -> None:
    text = SMALLEST + "promises:\n" + "".join(f'  p{n}:\n    text: "a" b\n' for n in range(80))
    found = compile_text(text).diagnostics
    assert sum(one.code == "F132" for one in found) == 50
    assert [one.code for one in found if one.code not in ("F132", "N209")] == ["F119"]


def test_one_line_of_a_megabyte_is_shown_in_part() -> None:
    compiled = compile_text(SMALLEST + "x" * 1_000_000 + ": y\n")
    assert len(full(compiled.diagnostics, compiled.source)) < 2000


def test_the_head_of_a_hostile_file_is_answered_too(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for text in ("[" * MANY, "a: &a [*a]", "\0", "title: !!python/name:os.system x"):
        path.write_text(text, encoding="utf-8")
        assert read_header(path).error


def test_without_libyaml_the_answers_are_the_same() -> None:
    """In a process of its own, so that the other parser is the one that is imported."""
    code = (
        "import sys; sys.modules['yaml._yaml'] = None; sys.modules['yaml.cyaml'] = None\n"
        "from pathlib import Path\n"
        "from simulator.compiler.compile import compile_file\n"
        "from simulator.compiler import reader\n"
        "from simulator.compiler.render import full\n"
        "assert reader.Parser.__module__ == 'yaml.loader', reader.Parser\n"
        "from tests.compiler.test_cases import CASES, answered\n"
        "for case in CASES:\n"
        "    if full(*answered(case)) != case.with_suffix('.txt').read_text('utf-8'):\n"
        "        print(case.stem)\n"
        "print(compile_file(Path('docs/example.yaml')).scenario is not None)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_a_row_of_dashes_is_answered_within_its_line() -> None:
    text = SMALLEST + "language: en\n" + "- " * 60 + "\n"
    found = next(one for one in compile_text(text).diagnostics if one.code == "F120")
    assert found.span.end_column <= len("- " * 60) + 1


def test_very_many_replies_of_one_state_are_judged_in_little_time() -> None:
    replies = "".join(
        f"      - {{id: r{n}, say: Reply number {n} of all the many., to: bought}}\n"
        for n in range(600)
    )
    compiled = compile_text(SMALLEST.replace("    replies:\n", f"    replies:\n{replies}"))
    started = time.process_time()
    judge(compiled)
    assert time.process_time() - started < 5
