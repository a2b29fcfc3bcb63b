"""A new scenario is right whatever is answered, and nothing that is there is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.commands.new import command
from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Severity
from simulator.compiler.prove import prove
from simulator.compiler.schema import schema
from simulator.workbench.fmt import formatted
from simulator.workbench.new import CHANNELS, SCHEMA, Question, understood
from simulator.workbench.template import filled
from simulator.workbench.walks import Course, walked
from simulator.workbench.wrong_use import WrongUseError

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(command, list(arguments), input=stdin)

    return running


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_scenario_is_right_on_every_channel(channel: str) -> None:
    text = filled("A title", "Ada", "owner", "Will she?", channel)
    compiled = compile_text(text)
    assert compiled.diagnostics == ()
    assert compiled.scenario is not None
    proved = prove(compiled)
    assert proved.not_proved is None
    assert not [one for one in proved.diagnostics if one.severity is Severity.ERROR]
    assert [one.course for one in walked(compiled.scenario)] == [Course.AS_WRITTEN] * 2
    assert {one.verdict for one in walked(compiled.scenario)} == {True, False}
    assert formatted(text.encode(), "x.yaml").data == text.encode()


def test_an_editor_finds_nothing_wrong_with_it() -> None:
    text = filled("A title", "Ada", "owner", "Will she?", "phone")
    # YAML 1.1 takes `yes` for a truth value; editors read 1.2, where it is a word.
    words = yaml.load(text, Loader=yaml.BaseLoader)
    words["format"], words["minutes"] = int(words["format"]), int(words["minutes"])
    jsonschema.validate(words, schema())


@given(st.text(max_size=60))
@example("yes")
@example("null")
@example("1.0")
@example("12:30")
@example('say "hello": {now} #1')
@example("'")
@example("\\")
@example("- a")
@example("👩‍💻 & Söhne")
@example("{title}")
@example("a\nb\tc")
@example("\ud800\u202e")
@settings(max_examples=60)
def test_an_answer_is_text_whatever_it_is(answer: str) -> None:
    try:
        said = understood(Question("title", "Title", ""), answer)
    except WrongUseError:
        return
    compiled = compile_text(filled(said, said, said, said, "phone").encode())
    assert compiled.diagnostics == ()
    assert compiled.scenario is not None
    customer = compiled.scenario.customer
    assert {compiled.scenario.title, customer.name, customer.role, customer.reliance} == {said}


def test_questions_are_asked_and_answers_written(run: Run) -> None:
    answers = "The late printer\nAda: Lovelace\nhead of #1\n\nfax\nvideo\n"
    result = run("first", stdin=answers)
    assert result.exit_code == 0
    compiled = compile_text(Path("first.yaml").read_bytes())
    assert compiled.scenario is not None
    assert compiled.scenario.title == "The late printer"
    assert compiled.scenario.customer.name == "Ada: Lovelace"
    assert compiled.scenario.customer.role == "head of #1"
    assert compiled.scenario.customer.reliance == "Will the next order go to you?"
    assert compiled.scenario.channel == "video"
    assert "roleplay play first.yaml" in result.stdout
    assert "roleplay check first.yaml" in result.stdout


def test_nothing_is_asked_where_all_is_answered(run: Run) -> None:
    options = ["--title", "A", "--customer", "B", "--role", "C", "--reliance", "D?"]
    result = run("my-first", *options, "--channel", "text")
    assert len(result.stdout.splitlines()) == 2
    assert (scenario := compile_text(Path("my-first.yaml").read_bytes()).scenario) is not None
    assert (scenario.title, scenario.customer.name) == ("A", "B")


def test_with_yes_all_is_as_suggested(run: Run) -> None:
    result = run("my-first", "--yes")
    assert len(result.stdout.splitlines()) == 2
    assert "title: My first\n" in Path("my-first.yaml").read_text(encoding="utf-8")


def test_where_answers_end_the_rest_is_as_suggested(run: Run) -> None:
    result = run("first", stdin="The late printer\n")
    assert result.exit_code == 0
    assert "the rest is as suggested" in result.stderr
    assert "title: The late printer\n" in Path("first.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", ".x", "con", "NUL.yaml", "a:b", "a\nb", "x" * 101, "a/", "a?", "a."],
)
def test_a_name_that_is_none_for_a_file_is_refused(run: Run, name: str) -> None:
    result = run("--yes", "--", name)
    assert result.exit_code == 2
    assert not list(Path().iterdir())


def test_a_file_that_is_there_stays(run: Run) -> None:
    Path("first.yaml").write_text("mine", encoding="utf-8")
    result = run("first", "--yes")
    assert result.exit_code == 2
    assert "already" in result.stderr
    assert Path("first.yaml").read_text(encoding="utf-8") == "mine"


def test_it_is_written_into_a_folder_that_is_there(run: Run) -> None:
    Path("here").mkdir()
    assert run("here/first.yml", "--yes").exit_code == 0
    assert {path.name for path in Path("here").iterdir()} == {"first.yml", SCHEMA}
    assert run("nowhere/first", "--yes").exit_code == 2


@pytest.mark.parametrize("answer", ["", "  ", "x" * 501])
def test_an_answer_that_makes_no_sense_is_refused(run: Run, answer: str) -> None:
    result = run("first", "--yes", "--title", answer)
    assert result.exit_code == 2
    assert not list(Path().iterdir())


def test_the_schema_stands_beside_it_and_is_written_once(run: Run) -> None:
    run("first", "--yes")
    assert json.loads(Path(SCHEMA).read_bytes()) == schema()
    before = Path(SCHEMA).stat().st_mtime_ns
    run("second", "--yes")
    assert Path(SCHEMA).stat().st_mtime_ns == before


def test_an_older_schema_is_replaced(run: Run) -> None:
    Path(SCHEMA).write_text(json.dumps({"title": "Role-play scenario, format 0"}), encoding="utf-8")
    run("first", "--yes")
    assert json.loads(Path(SCHEMA).read_bytes()) == schema()


@pytest.mark.parametrize("text", ["mine", "[]", '{"title": "Mine"}'])
def test_a_schema_of_somebody_else_stays(run: Run, text: str) -> None:
    Path(SCHEMA).write_text(text, encoding="utf-8")
    result = run("first", "--yes")
    assert result.exit_code == 0
    assert Path(SCHEMA).read_text(encoding="utf-8") == text
    assert "editors will not know" in result.stderr


def test_who_interrupts_the_questions_gets_no_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(question: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(click.termui, "visible_prompt_func", interrupted)
    with pytest.raises(click.Abort):
        command.main(["first"], standalone_mode=False)
    assert not list(Path().iterdir())


def test_where_the_schema_cannot_be_written_the_scenario_is(run: Run) -> None:
    Path(SCHEMA).mkdir()
    result = run("first", "--yes")
    assert result.exit_code == 0
    assert Path("first.yaml").exists()
    assert "editors will not know" in result.stderr
