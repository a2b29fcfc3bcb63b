"""What holds for every text: no text can crash the compiler, and what it answers makes sense."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.compiler.compile import Compiled, compile_text
from simulator.compiler.diagnostic import Severity
from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import Word, within
from simulator.compiler.render import as_json, concise, full
from simulator.compiler.rules import every
from simulator.core.scenario import Scenario
from tests.compiler.small import SMALLEST

EXAMPLE = (Path(__file__).parents[2] / "docs" / "example.yaml").read_text(encoding="utf-8")
SIGNS = st.sampled_from(
    [*":-#>|[]{}*&!%@`'\",?\\~ \t\n\r", ": ", "- ", " #", "\n  ", "\n- ", "<<", "---\n", "...\n"]
)
KEYS = sorted({name for record in RECORDS.values() for name in record.keys})
WORDS = sorted(
    {
        word
        for record in RECORDS.values()
        for key in record.keys.values()
        for kind in within(key.kind)
        if isinstance(kind, Word)
        for word in kind.values
    }
)
RULES = every()


def sound(text: str | bytes) -> Compiled:
    """Compile, and hold what every answer must be."""
    compiled = compile_text(text, "x.yaml")
    failed = any(one.severity is Severity.ERROR for one in compiled.diagnostics)
    assert (compiled.scenario is None) == failed
    lines = max(len(compiled.source.lines), 1)
    for one in compiled.diagnostics:
        assert one.code in RULES
        assert 1 <= one.span.line <= lines
        assert one.span.column >= 1
        assert one.span[2:] >= one.span[:2]
        assert "\n" not in one.message
        assert not one.message.endswith(".")
    assert list(compiled.diagnostics) == sorted(compiled.diagnostics, key=lambda one: one.span)
    shown = full(compiled.diagnostics, compiled.source) + concise(compiled.diagnostics)
    assert not any(sign in shown for sign in "\x1b\x07\u202e\r")
    assert as_json(compiled.diagnostics)
    if compiled.scenario is not None:
        hold_names(compiled.scenario)
    return compiled


def hold_names(scenario: Scenario) -> None:
    """Every name that is used is defined, and ids are unique."""
    places = scenario.states.keys() | scenario.endings.keys()
    replies = [reply for state in scenario.states.values() for reply in state.replies]
    assert scenario.start in scenario.states
    assert len({reply.id for reply in replies}) == len(replies)
    assert all(reply.to and all(target.go in places for target in reply.to) for reply in replies)
    assert all(state.replies for state in scenario.states.values())
    assert not scenario.states.keys() & scenario.endings.keys()


@given(st.text())
@example("\ud800")
@example("\x00")
def test_no_text_crashes_the_compiler(text: str) -> None:
    sound(text)


@given(st.binary())
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
def test_no_bytes_crash_the_compiler(data: bytes) -> None:
    sound(data)


@given(st.lists(SIGNS | st.sampled_from(KEYS) | st.text(max_size=3), max_size=40).map("".join))
@settings(max_examples=150)
def test_no_signs_crash_the_compiler(text: str) -> None:
    sound(text)


@st.composite
def mutations(draw: Any, base: str) -> str:
    """A file with some stretches of it replaced by something else."""
    text = base
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 30)), len(text))
        between = draw(SIGNS | st.sampled_from(KEYS + WORDS) | st.text(max_size=4))
        text = text[:start] + between + text[end:]
    return text


@given(mutations(EXAMPLE))
@settings(max_examples=150, deadline=None)
def test_no_change_of_the_example_crashes_the_compiler(text: str) -> None:
    sound(text)


@given(mutations(SMALLEST))
@settings(max_examples=150, deadline=None)
def test_no_change_of_the_smallest_file_crashes_the_compiler(text: str) -> None:
    sound(text)


@st.composite
def moved_lines(draw: Any) -> str:
    """The example with lines deleted, doubled, indented otherwise, or moved."""
    lines = EXAMPLE.splitlines()
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines.pop(at) if draw(st.booleans()) else lines[at]
        shift = draw(st.integers(-4, 4))
        line = " " * shift + line if shift >= 0 else line[-shift:]
        lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


@given(moved_lines())
@settings(max_examples=150, deadline=None)
def test_no_moved_line_crashes_the_compiler(text: str) -> None:
    sound(text)


def written(value: Any) -> str:
    """A tree as YAML in one line, in the style of JSON."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


LEAVES = st.sampled_from(
    [*WORDS, "own_it", "gift", "the_call", "bought", "not_bought", "1", "yes", "no", '""', '"text"']
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS + WORDS), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=6))
@settings(max_examples=150, deadline=None)
def test_no_tree_of_keys_crashes_the_compiler(tree: dict[str, Any]) -> None:
    sound("".join(f"{key}: {written(value)}\n" for key, value in tree.items()))


@given(
    st.dictionaries(st.sampled_from(sorted(RECORDS["reply"].keys)), TREES, min_size=1, max_size=6)
)
@settings(max_examples=150, deadline=None)
def test_no_reply_crashes_the_compiler(tree: dict[str, Any]) -> None:
    keys = "".join(f"        {key}: {written(value)}\n" for key, value in tree.items())
    sound(SMALLEST.replace("        say: This was ours.\n        to: bought\n", keys))


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
)
@settings(deadline=None)
def test_what_is_written_under_an_arrow_is_what_is_said(text: str) -> None:
    words = " ".join(text.split())
    if not words:
        return
    compiled = sound(SMALLEST.replace("This was ours.", f">\n          {words}"))
    if compiled.scenario is not None:
        assert compiled.scenario.reply("own_it").say == words
    else:
        assert {one.code for one in compiled.diagnostics} == {"F106"}
