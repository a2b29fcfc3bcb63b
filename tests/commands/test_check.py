"""`roleplay check`, as its user meets it: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands import check as module
from simulator.commands.check import STYLES, command
from simulator.workbench import settings
from tests.compiler.small import SMALLEST, with_top

MISSPELT = SMALLEST.replace("to: bought", "to: bougt")
UNUSED = with_top("others:\n  jonas: {name: Jonas}\n")
WITHOUT_IDS = re.sub(r"- id: \w+\n +say", "- say", SMALLEST)
FORM = ("--select", "F,N")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_CACHE", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)


def write(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.yaml").write_bytes(text.encode("utf-8"))


def run(*words: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, words, input=given, prog_name="roleplay check")


def test_a_file_without_faults_ends_with_0() -> None:
    write(a=SMALLEST)
    done = run("a.yaml", *FORM)
    assert (done.output, done.exit_code) == ("nothing found in 1 file\n", 0)


def test_an_error_is_shown_with_its_line_and_ends_with_1() -> None:
    write(a=MISSPELT, b=SMALLEST)
    done = run(".", *FORM)
    assert done.exit_code == 1
    assert done.stdout == (
        "error[N201]: no state or ending is called `bougt`\n"
        "  --> a.yaml:13:13\n"
        "   |\n"
        "13 |         to: bougt\n"
        "   |             ^^^^^\n"
        "   = help: did you mean `bought`?\n"
        "\n"
        "1 error in 1 of 2 files\n"
    )


def test_warnings_end_with_0() -> None:
    write(a=UNUSED)
    done = run("a.yaml", *FORM, "--style", "concise")
    assert done.exit_code == 0
    assert done.stdout.endswith("N209 the person `jonas` is never used\n1 warning in 1 file\n")


def test_every_part_of_the_rules_is_looked_for() -> None:
    write(a=UNUSED)
    found = json.loads(run("a.yaml", "--style", "json").stdout)
    assert {"N", "B", "W"} <= {one["code"][0] for one in found}


def test_the_styles_of_the_command_are_those_of_the_settings() -> None:
    assert STYLES == settings.STYLES


@pytest.mark.parametrize("style", ["json", "github", "sarif"])
def test_styles_for_programs_hold_nothing_else(style: str) -> None:
    write(a=MISSPELT)
    done = run("a.yaml", "--style", style)
    assert done.exit_code == 1
    assert done.stderr == ""
    assert done.stdout.startswith("::error " if style == "github" else ("[", "{"))
    if style != "github":
        json.loads(done.stdout)


def test_standard_input_is_checked() -> None:
    done = run("-", "--style", "concise", given=MISSPELT)
    assert done.stdout.startswith("<stdin>:13:13: N201 ")


@pytest.mark.parametrize("given", [b"", b"\xff\xfe\x00", b"\x00" * 100])
def test_whatever_comes_from_standard_input_is_answered(given: bytes) -> None:
    done = run("-", given=given)
    assert done.exit_code == 1
    assert "error[F10" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Missing argument"),
        (("nowhere.yaml",), "there is no file or folder `nowhere.yaml`"),
        (("a.ymal",), "did you mean `a.yaml`?"),
        (("empty",), "the folder `empty` has no files"),
        (("a.yaml", "--select", "F1422"), "did you mean `F142`?"),
        (("a.yaml", "--ignore", "F,Q"), "--ignore: no rule is called `Q`"),
        (("a.yaml", "--select", "F,,N"), "an empty word"),
        (("a.yaml", "--select", ""), "an empty word"),
        (("a.yaml", "--style", "pretty"), "'pretty' is not one of"),
        (("a.yaml", "-j", "0"), "0 is not in the range"),
        (("a.yaml", "--situations", "0"), "0 is not in the range"),
        (("-", "--fix"), "standard input cannot be mended"),
    ],
)
def test_a_wrong_use_is_one_clear_line_and_ends_with_2(
    words: tuple[str, ...], message: str
) -> None:
    write(a=SMALLEST)
    Path("empty").mkdir()
    done = run(*words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_settings_that_are_not_understood_end_with_2() -> None:
    write(a=SMALLEST)
    Path("roleplay.toml").write_text("[check.thresholds]\nnearly_sam = 0.9\n")
    done = run("a.yaml")
    assert done.exit_code == 2
    assert "no threshold is called `nearly_sam`; did you mean `nearly_same`?" in done.stderr
    Path("roleplay.toml").write_text("[check.thresholds]\nwhy_words = 9.5\n")
    assert "`why_words` is a whole number" in run("a.yaml").stderr


def test_settings_of_each_folder_count() -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "x.yaml").write_text(UNUSED)
    Path("a", "roleplay.toml").write_text('[check]\nselect = ["F", "N"]\nstyle = "concise"\n')
    Path("b", "pyproject.toml").write_text('[tool.roleplay.check]\nselect = ["F"]\n')
    done = run("a", "b")
    assert done.stdout == (
        f"{Path('a', 'x.yaml')}:23:3: N209 the person `jonas` is never used\n"
        "1 warning in 1 of 2 files\n"
    )


def test_thresholds_count() -> None:
    why = SMALLEST.replace("        to: bought", "        why: It is short.\n        to: bought")
    write(a=why)
    usual = run("a.yaml", "--select", "W601", "--style", "concise").stdout
    Path("roleplay.toml").write_text("[check.thresholds]\nwhy_words = 3\n")
    changed = run("a.yaml", "--select", "W601", "--style", "concise").stdout
    assert len(changed.splitlines()) == len(usual.splitlines()) - 1


def test_what_blocks_a_play_cannot_be_ignored_and_is_counted_where_not_selected() -> None:
    write(a=MISSPELT)
    assert "N201" in run("a.yaml", "--ignore", "N").stdout
    done = run("a.yaml", "--select", "W")
    assert done.exit_code == 1
    assert done.stdout == "nothing found in 1 file, of what was selected\n"
    assert "1 more problem that is not selected" in done.stderr


def test_what_is_not_proved_is_an_error_unless_it_is_allowed() -> None:
    write(a=SMALLEST)
    words = ("a.yaml", "--situations", "1", "--style", "concise")
    assert run(*words).exit_code == 1
    assert "P310" in run(*words).stdout
    allowed = run(*words, "--allow-unproved")
    assert allowed.exit_code == 0
    assert "P310" in allowed.stdout


def test_a_draft_folds_notes_on_style_unless_all_are_wanted() -> None:
    write(a=with_top("draft: yes\n"))
    folded = run("a.yaml", "--style", "concise", "--select", "W").stdout
    assert re.match(r"a\.yaml: \d+ notes and warnings wait until it is no draft", folded)
    assert "W601" not in folded
    assert "W601" in run("a.yaml", "--style", "concise", "--select", "W", "--all").stdout


def test_a_comment_in_the_file_silences() -> None:
    write(a=f"# roleplay: ignore[N209] he comes later\n{UNUSED}")
    assert run("a.yaml", *FORM).stdout == "nothing found in 1 file\n"


def test_checking_again_says_the_same_with_and_without_the_cache() -> None:
    write(a=MISSPELT, b=UNUSED, c=SMALLEST)
    first = run(".", "--no-cache")
    assert not Path(".cache").exists()
    assert {run(".").stdout for _ in range(2)} == {first.stdout}
    assert Path(".cache").exists()
    assert run(".", "-j", "2", "--no-cache").stdout == first.stdout


def test_a_pack_of_eight_is_judged_as_a_whole() -> None:
    example = (Path(__file__).parents[2] / "docs" / "example.yaml").read_text(encoding="utf-8")
    for number in range(8):
        write(**{f"e{number}": example})
    done = run(".", "--style", "concise", "--select", "G", "-j", "1")
    assert done.stdout.splitlines()[-1].endswith(" of 8 files")
    assert re.search(r"^\.:1:1: G\d+ over 8 scenarios, ", done.stdout, re.MULTILINE)
    assert run(".", "--style", "concise", "--select", "G").stdout == done.stdout
    assert " over 8 " not in run("e1.yaml", "e2.yaml", "--style", "concise", "--select", "G").stdout
    write(e0=f"draft: yes\n{example}")
    assert " over " not in run(".", "--style", "concise", "--select", "G").stdout


def test_fix_adds_ids_and_the_report_is_of_what_is_left() -> None:
    write(a=WITHOUT_IDS)
    done = run("a.yaml", "--fix", *FORM)
    assert done.exit_code == 0
    assert re.match(r"a\.yaml: 2 ids added", done.stderr)
    assert "- id: the_call_1\n" in Path("a.yaml").read_text()
    assert run("a.yaml", "--fix", *FORM).stderr == ""


def test_fix_lays_the_file_out_and_leaves_what_is_no_yaml_alone() -> None:
    write(a=SMALLEST.replace("pallet\n", "pallet   \n"), b=f"{WITHOUT_IDS}titel: [x   \n")
    before = Path("b.yaml").read_bytes()
    assert run(".", "--fix", *FORM).stderr == "a.yaml: laid out\n"
    assert Path("a.yaml").read_text().startswith("format: 1\ntitle: The wrong pallet\n")
    assert Path("b.yaml").read_bytes() == before


def test_fix_names_shows_what_it_would_write_and_asks() -> None:
    write(a=MISSPELT)
    done = run("a.yaml", "--fix-names", *FORM)
    assert "-        to: bougt\n+        to: bought\n" in done.stderr
    assert "nothing is written; `--yes` writes it" in done.stderr
    assert Path("a.yaml").read_text() == MISSPELT
    assert done.exit_code == 1
    done = run("a.yaml", "--fix-names", "--yes", *FORM)
    assert done.exit_code == 0
    assert "a.yaml: 1 name mended" in done.stderr
    assert Path("a.yaml").read_text() == SMALLEST


def test_a_file_that_cannot_be_written_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: str) -> None:
        raise PermissionError(13, "Permission denied")

    write(a=WITHOUT_IDS)
    monkeypatch.setattr(os, "replace", refuse)
    done = run("a.yaml", "--fix", "--no-cache")
    assert done.exit_code == 1
    assert done.stderr == "Error: `a.yaml` cannot be mended: Permission denied\n"
    assert Path("a.yaml").read_text() == WITHOUT_IDS
    assert [path.name for path in Path().iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_it_asks(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(a=MISSPELT)
    monkeypatch.setattr(module, "_can_ask", lambda: True)
    done = run("a.yaml", "--fix-names", *FORM, given=f"{answer}\n")
    assert "Write this?" in done.stderr
    assert (Path("a.yaml").read_text() == SMALLEST) == (answer == "y")


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    write(a=MISSPELT)
    assert "\x1b" not in run("a.yaml").stdout
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert module._is_coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not module._is_coloured()


def test_a_check_of_form_imports_neither_screens_nor_walks(tmp_path: Path) -> None:
    """What costs start-up is held by names, without a clock."""
    write(a=SMALLEST)
    code = (
        "import sys\n"
        "from simulator.commands.check import command\n"
        "command(['a.yaml', '--select', 'F,N'], standalone_mode=False)\n"
        "print(*sorted(sys.modules), sep='\\n')\n"
    )
    seen = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        seen.append(set(done.stdout.split()))
    heavy = {"textual", "transitions", "sqlite3", "jsonschema", "concurrent.futures"}
    assert not seen[0] & heavy
    again = heavy | {"yaml", "simulator.core.scenario", "simulator.core.engine", "multiprocessing"}
    assert not seen[1] & again


def test_a_control_character_beside_a_comment_is_a_finding_and_no_failure() -> None:
    write(a=SMALLEST.replace("title: ", "title: \x01", 1) + "# roleplay: ignore[G503]\n")
    done = run("a.yaml")
    assert done.exit_code == 1
    assert "F106" in done.stdout


def test_past_the_bound_on_situations_it_says_that_nothing_is_proved() -> None:
    questions = "".join(
        f"      - {{id: q{n}, say: Question number {n}., earns: {{able: said}}, to: the_call}}\n"
        for n in range(14)
    )
    hub = SMALLEST.replace("    replies:\n", f"    replies:\n{questions}", 1)
    write(a=hub)
    done = run("a.yaml", "--situations", "200", "--no-cache")
    assert "P310" in done.stdout
    assert "more than 200 situations" in done.stdout
