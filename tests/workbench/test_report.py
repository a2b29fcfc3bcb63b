"""What is shown is what was chosen; what keeps a scenario from being played is never lost on the way."""

from __future__ import annotations

from pathlib import Path

from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.workbench.checking import Checked
from simulator.workbench.files import File
from simulator.workbench.judging import Verdict
from simulator.workbench.orders import Order
from simulator.workbench.plan import Plan
from simulator.workbench.report import Shown, shown
from simulator.workbench.rule_book import Choice
from simulator.workbench.settings import Settings
from simulator.workbench.telling import aside, last_line, report

ERROR, WARNING, NOTE = Severity


def found(code: str, severity: Severity) -> Diagnostic:
    return Diagnostic(code, severity, f"says {code}", None, Span(1, 1, 1, 2), "x.yaml")


EVERY = (
    found("N201", ERROR),
    found("N209", WARNING),
    found("P310", ERROR),
    found("B401", WARNING),
    found("G503", NOTE),
    found("G520", ERROR),
    found("W601", WARNING),
)


def checked(
    *diagnostics: Diagnostic,
    choice: Choice | None = None,
    draft: bool = False,
    data: bytes = b"a: 1\n",
    is_pack: bool = False,
) -> Checked:
    file = File(Path("x.yaml"), "x.yaml", is_pack)
    order = Order(file, Settings(), Plan(), choice or Choice())
    return Checked(order, data, Verdict(diagnostics, draft, True, frozenset({"P310"})))


def codes(one: Shown) -> list[str]:
    return [diagnostic.code for diagnostic in one.diagnostics]


def see(one: Checked, *, everything: bool = False, allow_unproved: bool = False) -> Shown:
    return shown(one, everything=everything, allow_unproved=allow_unproved)


def test_everything_is_shown_that_is_not_a_draft() -> None:
    assert see(checked(*EVERY)).diagnostics == EVERY


def test_a_draft_keeps_notes_and_warnings_of_style_for_later() -> None:
    one = see(checked(*EVERY, draft=True))
    assert codes(one) == ["N201", "N209", "P310", "G520"]
    assert one.folded == 3
    assert see(checked(*EVERY, draft=True), everything=True).diagnostics == EVERY


def test_errors_that_block_a_play_cannot_be_ignored() -> None:
    choice = Choice(None, frozenset(one.code for one in EVERY))
    assert codes(see(checked(*EVERY, choice=choice))) == ["N201", "P310"]


def test_errors_that_block_a_play_and_are_not_selected_are_counted() -> None:
    one = see(checked(*EVERY, choice=Choice(frozenset({"W601"}))))
    assert codes(one) == ["W601"]
    assert [left.code for left in one.left_out] == ["N201", "P310"]
    assert one.is_failed
    assert aside([one]) == (
        "2 more problems that are not selected can keep a scenario from being played: N201, P310\n"
    )


def test_what_is_not_proved_is_a_warning_where_that_is_allowed_and_never_silent() -> None:
    lone = checked(found("P310", ERROR))
    assert see(lone).is_failed
    allowed = see(lone, allow_unproved=True)
    assert [one.severity for one in allowed.diagnostics] == [WARNING]
    assert not allowed.is_failed
    ignored = checked(found("P310", ERROR), choice=Choice(None, frozenset({"P310"})))
    assert codes(see(ignored, allow_unproved=True)) == ["P310"]
    unselected = checked(found("P310", ERROR), choice=Choice(frozenset({"W601"})))
    assert "P310" in aside([see(unselected, allow_unproved=True)])


def test_comments_in_the_file_count() -> None:
    one = checked(found("N209", WARNING), data=b"# roleplay: ignore[N209]\na: 1\n")
    assert see(one).diagnostics == ()


def test_an_ignore_of_what_was_not_settled_is_not_called_needless() -> None:
    data = b"# roleplay: ignore[P316]\na: 1\n"
    assert codes(see(checked(data=data))) == []
    settled = checked(data=data)
    settled = settled._replace(verdict=settled.verdict._replace(unproved=frozenset()))
    assert codes(see(settled)) == ["C901"]


def test_warnings_do_not_fail() -> None:
    assert not see(checked(found("N209", WARNING), found("G503", NOTE))).is_failed
    assert see(checked(found("G520", ERROR))).is_failed


def test_the_last_line_says_how_much_was_found_and_where() -> None:
    clean, hit = see(checked()), see(checked(*EVERY))
    assert last_line([clean]) == "nothing found in 1 file"
    assert last_line([clean, clean]) == "nothing found in 2 files"
    assert last_line([hit]) == "3 errors, 3 warnings, 1 note in 1 file"
    one = see(checked(found("N201", ERROR)))
    assert last_line([one, clean, clean]) == "1 error in 1 of 3 files"
    left = see(checked(found("N201", ERROR), choice=Choice(frozenset({"W601"}))))
    assert last_line([left]) == "nothing found in 1 file, of what was selected"


def test_a_pack_is_no_file() -> None:
    pack = see(checked(found("G520", ERROR), is_pack=True))
    assert last_line([see(checked()), see(checked()), pack]) == "1 error in 2 files"


def test_a_draft_is_told_in_one_line() -> None:
    one = see(checked(*EVERY[3:5], draft=True))
    assert report([one], "concise") == (
        "x.yaml: 2 notes and warnings wait until it is no draft; `--all` shows them\n"
        "nothing found in 1 file\n"
    )
    assert "1 note or warning waits" in report([see(checked(EVERY[3], draft=True))], "full")


def test_styles_for_programs_hold_nothing_else() -> None:
    one = see(checked(*EVERY[3:5], draft=True))
    assert report([one], "json") == "[]\n"
    assert report([one], "github") == ""
