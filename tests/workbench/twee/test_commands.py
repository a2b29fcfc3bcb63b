"""The commands `import` and `export`, as they are typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.check import command as check
from simulator.commands.export import command as export
from simulator.commands.import_ import command as import_
from simulator.world import World

STORY = ":: The call\nWell?\n<<set $x>>\n[[Ours->own it]]\n"


def run(command: object, *words: str | Path, text: str = "") -> Result:
    return CliRunner().invoke(command, list(map(str, words)), obj=World(), input=text)  # type: ignore[arg-type]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.twee"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_scenario_goes_to_standard_output_and_what_was_left_out_does_not(story: Path) -> None:
    result = run(import_, story)
    assert result.exit_code == 0
    assert result.stdout.startswith("format: 1\n")
    assert result.stderr == (
        f"{story}:3: macro in `The call`: <<set $x>>\n1 state, 1 ending; 1 thing left out, kept in comments\n"
    )


def test_a_story_is_read_from_standard_input() -> None:
    result = run(import_, "-", text=STORY)
    assert "the_call:" in result.stdout
    assert "<stdin>:3: macro" in result.stderr


def test_what_is_imported_is_checked_without_errors(story: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.yaml"
    assert run(import_, story, "-o", made).exit_code == 0
    result = run(check, "--no-cache", "--all", made)
    assert result.exit_code == 0
    assert "has no `why`" in result.stdout


def test_a_file_that_is_there_is_not_overwritten(story: Path) -> None:
    for command, words in ((import_, (story,)), (export, ("wrong-pallet", "--format", "twee"))):
        result = run(command, *words, "-o", story)
        assert result.exit_code == 2
        assert "is there already" in result.stderr
        assert not result.stdout
    assert story.read_text(encoding="utf-8") == STORY


def test_what_cannot_be_read_or_written_is_said_in_a_line(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("hello", encoding="utf-8")
    wrong: list[tuple[tuple[str | Path, ...], int, str]] = [
        ((tmp_path / "stori.twee",), 2, "did you mean"),
        ((tmp_path,), 2, "is a folder"),
        (("",), 2, "there is no file"),
        (("\x00",), 2, "there is no file"),
        ((story, "-o", tmp_path / "no" / "x.yaml"), 2, "cannot be written"),
        ((story, "-o", " "), 2, "names no file"),
        ((other,), 1, "this is no Twee file"),
    ]
    for words, code, why in wrong:
        result = run(import_, *words)
        assert (result.exit_code, result.stdout) == (code, "")
        assert why in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_a_scenario_is_exported_by_its_name_and_comes_back(tmp_path: Path) -> None:
    twee, back = tmp_path / "x.twee", tmp_path / "x.yaml"
    result = run(export, "wrong-pallet", "--format", "twee", "-o", twee)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(" as twee\n")
    assert twee.read_text(encoding="utf-8").startswith(":: StoryTitle\n")
    assert run(import_, twee, "-o", back).exit_code == 0
    assert run(check, "--no-cache", back).exit_code == 0


def test_a_broken_scenario_and_an_unknown_name_are_not_exported(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\n", encoding="utf-8")
    assert run(export, broken, "--format", "twee").exit_code == 1
    assert run(export, "wrong-palet", "--format", "twee").exit_code == 2
    assert run(export, "wrong-pallet").exit_code == 2
