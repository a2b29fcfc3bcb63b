"""The server as an editor meets it: another process, spoken to over pipes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.compiler.small import SMALLEST
from tests.lsp.client import Client

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

RUN = "from simulator.commands.lsp import command; command()"
EXAMPLE = Path("docs/example.yaml").read_text(encoding="utf-8")
PAUSE = 0.3
"""In seconds: longer than the server waits for the next key."""
URI = "untitled:Untitled-1"
NUMBERS = count()


@pytest.fixture
def client() -> Iterator[Client]:
    with Client([sys.executable, "-c", RUN], Path.cwd()) as one:
        yield one


@pytest.fixture(scope="module")
def shared() -> Iterator[Client]:
    """One server for many tests, since starting one takes a second; nobody ends it."""
    with Client([sys.executable, "-c", RUN], Path.cwd()) as one:
        one.start()
        yield one


@pytest.fixture
def uri() -> str:
    """A file of its own for each test."""
    return f"untitled:Untitled-{next(NUMBERS)}"


@pytest.fixture
def editor(shared: Client, uri: str) -> Client:
    """The shared client, with the example open."""
    shared.open(uri, EXAMPLE)
    shared.diagnostics(uri, 1)
    return shared


def place(text: str, of: str = EXAMPLE) -> tuple[int, int]:
    """Line and character of the cursor in a piece of a text, from 0, in UTF-16."""
    at = of.index(text.replace("¦", "")) + text.index("¦")
    before = of[:at]
    line = before.count("\n")
    return line, len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2


def text_at(area: dict[str, Any], of: str) -> str:
    """The text of a range on one line."""
    line: bytes = of.split("\n")[area["start"]["line"]].encode("utf-16-le")
    return line[2 * area["start"]["character"] : 2 * area["end"]["character"]].decode("utf-16-le")


def test_it_says_what_it_can_do_and_ends_when_it_is_told_to(client: Client) -> None:
    can = client.start()["capabilities"]
    assert can["textDocumentSync"]["change"] == 1
    assert can["renameProvider"] == {"prepareProvider": True}
    for one in ["completion", "hover", "definition", "references", "documentSymbol", "codeAction"]:
        assert can[f"{one}Provider"]
    assert client.ask("shutdown", None) is None
    client.tell("exit", None)
    assert client.end() == 0
    assert client.errors == b""


def test_it_ends_when_the_editor_is_gone(client: Client) -> None:
    client.start()
    assert client.end() == 0
    assert b"Traceback" not in client.errors


def test_mistakes_are_told_when_a_file_is_opened_and_while_somebody_types(
    shared: Client, uri: str
) -> None:
    shared.open(uri, SMALLEST.replace("start: the_call", "start: the_cal"))
    (found,) = shared.diagnostics(uri, 1)
    assert found["code"] == "N201"
    assert found["severity"] == 1
    assert found["source"] == "roleplay"
    assert found["message"] == "no state is called `the_cal`\nhelp: did you mean `the_call`?"
    assert found["range"] == {
        "start": {"line": 5, "character": 7},
        "end": {"line": 5, "character": 14},
    }
    shared.change(uri, 2, SMALLEST.replace("to: bought", "to: [", 1))
    assert "F118" in [one["code"] for one in shared.diagnostics(uri, 2)]
    shared.change(uri, 3, SMALLEST)
    assert shared.diagnostics(uri, 3) == []


def test_what_is_typed_fast_is_judged_once(shared: Client, uri: str) -> None:
    shared.open(uri, SMALLEST)
    shared.diagnostics(uri, 1)
    for version in range(2, 12):
        shared.change(uri, version, SMALLEST + "x" * version)
    shared.diagnostics(uri, 11)
    told = shared.heard.get("textDocument/publishDiagnostics", [])
    assert not [one for one in told if one["version"] < 11]
    time.sleep(PAUSE)
    shared.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    told = shared.heard.get("textDocument/publishDiagnostics", [])
    # What the check at the opening found may be told as well.
    assert len([one for one in told if one["uri"] == uri and one["version"] == 11]) <= 1


def test_a_file_that_is_closed_has_no_mistakes_any_more(shared: Client, uri: str) -> None:
    shared.open(uri, "format: 1\n")
    assert shared.diagnostics(uri)
    shared.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    while shared.diagnostics(uri):
        pass


def test_other_yaml_files_are_left_alone(shared: Client, uri: str) -> None:
    shared.open(uri, "services:\n  web: {image: x}\n")
    assert shared.diagnostics(uri) == []


def test_names_are_completed_while_the_file_is_broken(editor: Client, uri: str) -> None:
    broken = EXAMPLE.replace("makes: [call_at_ten_past]", "makes: [", 1)
    editor.change(uri, 2, broken)
    line, character = place("makes: [¦", broken)
    found = editor.at("completion", uri, line, character)["items"]
    assert [one["label"] for one in found] == ["van_at_seven", "call_at_ten_past"]
    assert found[0]["detail"] == "a promise"
    assert found[0]["textEdit"]["newText"] == "van_at_seven"
    assert found[0]["sortText"] < found[1]["sortText"]


def test_an_id_leads_to_its_definition_and_its_uses(editor: Client, uri: str) -> None:
    (found,) = editor.at("definition", uri, *place("to: wha¦t_now"))
    assert found["uri"] == uri
    line, _ = place("  what_¦now:\n")
    assert found["range"]["start"] == {"line": line, "character": 2}
    everywhere = editor.at(
        "references", uri, *place("to: wha¦t_now"), context={"includeDeclaration": True}
    )
    assert len(everywhere) == 4
    assert {text_at(one["range"], EXAMPLE) for one in everywhere} == {"what_now"}


def test_a_rename_changes_every_place_and_a_bad_one_is_refused_in_words(
    editor: Client, uri: str
) -> None:
    ready = editor.at("prepareRename", uri, *place("id: own¦_it"))
    assert ready["placeholder"] == "own_it"
    changes = editor.at("rename", uri, *place("id: own¦_it"), newName="mine")["changes"][uri]
    assert [text_at(one["range"], EXAMPLE) for one in changes] == ["own_it", "own_it"]
    with pytest.raises(RuntimeError, match="`gift` is already the id of a reply"):
        editor.at("rename", uri, *place("id: own¦_it"), newName="gift")
    with pytest.raises(RuntimeError, match="there is no id here"):
        editor.at("prepareRename", uri, 0, 0)


def test_a_reply_tells_what_it_does_and_its_v(editor: Client, uri: str) -> None:
    text = ""
    for _ in range(100):
        text = editor.at("hover", uri, *place("id: gi¦ft"))["contents"]["value"]
        if "being worked out" not in text:
            break
    assert "· wounds hears me: a slip" in text
    assert (
        "V: a practised seller still ends with yes in 0% of plays; the best there, own_it" in text
    )


def test_keys_are_told_and_text_is_not(editor: Client, uri: str) -> None:
    found = editor.at("hover", uri, *place("deli¦verable"))
    assert found["contents"]["kind"] == "plaintext"
    assert editor.at("hover", uri, *place("Our dis¦patch")) is None


def test_the_outline_is_told(editor: Client, uri: str) -> None:
    found = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    state = next(one for one in found if one["name"] == "the_call")
    assert [one["name"] for one in state["children"]] == ["own_it", "gift", "check_order"]


def test_a_quick_fix_is_offered_for_a_near_name(shared: Client, uri: str) -> None:
    text = SMALLEST.replace("start: the_call", "start: the_cal")
    shared.open(uri, text)
    (found,) = shared.diagnostics(uri)
    asked = {
        "textDocument": {"uri": uri},
        "range": found["range"],
        "context": {"diagnostics": [found]},
    }
    (action,) = shared.ask("textDocument/codeAction", asked)
    assert action["title"] == "write `the_call`"
    assert action["kind"] == "quickfix"
    assert action["diagnostics"] == [found]
    (edit,) = action["edit"]["changes"][uri]
    assert text_at(edit["range"], text) == "the_cal"
    assert edit["newText"] == "the_call"


@pytest.mark.parametrize(
    ("encodings", "before"), [(["utf-8"], 9), (["utf-16"], 4), (["utf-32"], 3), (None, 4)]
)
def test_positions_are_counted_as_the_editor_counts(
    client: Client, encodings: list[str] | None, before: int
) -> None:
    text = SMALLEST + "walks:\n  '😀犬é': {replies: [own_it], ends: bought, verdict: no}\n"
    client.start(**({"general": {"positionEncodings": encodings}} if encodings else {}))
    client.open(URI, text)
    client.diagnostics(URI)
    line = text.count("\n") - 1
    first = len("  '': {replies: [") + before
    for character, is_id in (
        (first - 1, False),
        (first, True),
        (first + 6, True),
        (first + 7, False),
    ):
        found = client.at("definition", URI, line, character)
        assert [one["range"]["start"]["line"] for one in found] == [10] * is_id


def test_line_breaks_that_yaml_does_not_know_shift_nothing(shared: Client, uri: str) -> None:
    text = SMALLEST.replace("Ninety trays", "Ninety\u2028trays\x85of\x0c").replace("\n", "\r\n")
    shared.open(uri, text)
    shared.diagnostics(uri)
    line = text.split("\r\n").index("        to: bought")
    (found,) = shared.at("definition", uri, line, 14)
    assert found["range"]["start"]["line"] == text.split("\r\n").index("  bought:")


def test_wrong_requests_do_not_end_it(editor: Client, uri: str) -> None:
    with pytest.raises(RuntimeError, match="Method Not Found"):
        editor.ask("textDocument/nonsense", {})
    editor.send_raw(b"this is no json")
    editor.send({"method": "textDocument/hover", "params": {"wrong": 1}, "id": 9000})
    editor.tell("textDocument/didChange", {"wrong": 1})
    editor.tell("$/nonsense", [1])
    with pytest.raises(RuntimeError):
        editor.at("hover", "file:///nowhere/at/all.yaml", 0, 0)
    for line, character in ((10**6, 0), (0, 10**6), (3, 10**6)):
        editor.at("completion", uri, line, character)
        assert editor.at("definition", uri, line, character) == []
    assert editor.at("hover", uri, *place("deli¦verable"))["contents"]["value"]


@pytest.mark.parametrize("text", ["", "\x00", "😀", "[" * 50_000, "\ud800", "- " * 5000, "\t\n"])
def test_hostile_texts_do_not_end_it(shared: Client, uri: str, text: str) -> None:
    shared.open(uri, "customer:\n" + text)
    shared.diagnostics(uri)
    shared.at("completion", uri, 1, 1)
    shared.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    asked = {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}}
    shared.ask("textDocument/codeAction", asked)
    shared.change(uri, 2, EXAMPLE)
    shared.diagnostics(uri, 2)
    assert shared.at("definition", uri, *place("to: wha¦t_now"))


def test_a_file_is_checked_in_full_when_it_is_saved(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "ä b.yaml"
    (tmp_path / "roleplay.toml").write_text("[check]\nignor = []\n", encoding="utf-8")
    path.write_text(EXAMPLE, encoding="utf-8")
    client.start()
    client.open(path.as_uri(), EXAMPLE)
    assert "unknown key `ignor`" in client.hear("window/showMessage")["message"]
    client.diagnostics(path.as_uri())
    client.tell("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    client.diagnostics(path.as_uri())
    client.diagnostics(path.as_uri())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to test with")
def test_a_person_who_starts_it_is_told_that_it_is_for_editors() -> None:
    import pty

    ours, terminal = pty.openpty()
    said = subprocess.run(
        [sys.executable, "-c", RUN],
        stdin=terminal,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    os.close(ours)
    os.close(terminal)
    assert said.returncode == 2
    assert said.stdout == ""
    assert "docs/editors.md" in said.stderr


def test_it_says_what_is_missing_where_its_library_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from click.testing import CliRunner

    from simulator.commands.lsp import command

    monkeypatch.delitem(sys.modules, "simulator.lsp.server", raising=False)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    result = CliRunner().invoke(command)
    assert result.exit_code == 2
    assert "pip install 'roleplay-simulator[lsp]'" in result.output
    assert result.output.count("\n") == 1
