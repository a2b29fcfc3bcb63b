"""The JSON Schema in the language server that most editors have for YAML, of Red Hat, from npm.

It is another program's reading of our schema: that the schema is valid is tested elsewhere, here that an
author who has nothing but the schema is neither left alone nor told of mistakes that are none.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.compiler.schema import schema
from tests.lsp.client import Client
from tests.shipped import ALONE

NODE = shutil.which("node")
SERVER = Path(".ci/node_modules/yaml-language-server/bin/yaml-language-server").resolve()

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not installed"),
    pytest.mark.skipif(
        not SERVER.exists(),
        reason="yaml-language-server is not in .ci/node_modules: npm install --prefix .ci",
    ),
]

TEXTS = [Path("docs/example.yaml"), *ALONE]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schema where the modeline of the files looks for it."""
    folder = tmp_path_factory.mktemp("schema")
    text = json.dumps(schema(), ensure_ascii=False)
    (folder / "scenario.schema.json").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    """The server, without the schemas of other formats, which it would look for in the network."""
    with Client([str(NODE), str(SERVER), "--stdio"], folder) as one:
        one.start()
        settings = {"yaml": {"validate": True, "schemaStore": {"enable": False}}}
        one.tell("workspace/didChangeConfiguration", {"settings": settings})
        yield one
        one.ask("shutdown", None)
        one.tell("exit", None)


def diagnostics(client: Client, folder: Path, name: str, text: str) -> list[dict[str, Any]]:
    """What the server finds in a text, whose first line names the schema."""
    assert "$schema=./scenario.schema.json" in text.split("\n")[0]
    path = folder / name
    path.write_text(text, encoding="utf-8")
    client.open(path.as_uri(), text)
    return client.diagnostics(path.as_uri())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nothing_is_found_in_a_file_that_is_right(client: Client, folder: Path, path: Path) -> None:
    assert diagnostics(client, folder, path.name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("summary: >", "sumary: >", "sumary"),
        ("channel: phone", "channel: telephone", "in_person"),
        ("sold: yes", "sold: maybe", "yes"),
        ("minutes: 6", "minutes: six", "integer"),
    ],
)
def test_a_mistake_is_found_at_its_line(
    client: Client, folder: Path, old: str, new: str, word: str
) -> None:
    example = TEXTS[0].read_text(encoding="utf-8").replace(old, new, 1)
    (found,) = diagnostics(client, folder, f"{word}.yaml", example)
    assert word in found["message"]
    assert new in example.split("\n")[found["range"]["start"]["line"]]


def test_keys_are_completed_with_what_they_mean(client: Client, folder: Path) -> None:
    example = TEXTS[0].read_text(encoding="utf-8")
    text = example.replace("        to: what_now\n", "        as\n        to: what_now\n", 1)
    diagnostics(client, folder, "typing.yaml", text)
    line = text.split("\n").index("        as")
    uri = (folder / "typing.yaml").as_uri()
    found = client.at("completion", uri, line, 10)["items"]
    asks = next(one for one in found if one["label"] == "asks")
    assert "A truth that is asked for." in json.dumps(asks["documentation"])
