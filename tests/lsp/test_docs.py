"""The page on editors holds setups that editors can read."""

import json
import re
import tomllib
from pathlib import Path

PAGE = Path("docs/editors.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_setup_of_each_editor_starts_the_server() -> None:
    code = json.loads(block("json"))
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == [
        "roleplay",
        "lsp",
    ]
    helix = tomllib.loads(block("toml"))
    assert helix["language-server"]["roleplay"] == {"command": "roleplay", "args": ["lsp"]}
    assert "roleplay" in helix["language"][0]["language-servers"]
    assert "cmd = { 'roleplay', 'lsp' }" in block("lua")
