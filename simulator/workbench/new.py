"""A new scenario file, and the schema beside it so that editors find it.

What must stay true: nothing that is there already is written over, but for a schema of this program's own.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from simulator.compiler.diagnostic import quoted
from simulator.compiler.library import SUFFIXES
from simulator.compiler.source import REFUSED
from simulator.workbench.replace_file import replace_file
from simulator.workbench.template import filled
from simulator.workbench.wrong_use import WrongUseError

SCHEMA = "scenario.schema.json"
FORBIDDEN = '<>:"|?*\\/'
"""What some system does not allow in the name of a file."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")
LONGEST_NAME, LONGEST_ANSWER = 100, 500
CHANNELS = ("in_person", "video", "phone", "text")


class Question(NamedTuple):
    """Something that is asked for. `words` is the question, `usual` the answer that is suggested."""

    key: str
    words: str
    usual: str


def questions(path: Path) -> tuple[Question, ...]:
    """What is asked before a scenario is written to `path`, in order."""
    title = re.sub(r"[-_\s]+", " ", path.stem).strip() or "A late delivery"
    return (
        Question("title", "Title", title[:1].upper() + title[1:]),
        Question("name", "The customer's name", "Ruth Okafor"),
        Question("role", "The customer's role", "head of purchasing"),
        Question(
            "reliance",
            "What trusting you would mean here, as a question",
            "Will the next order go to you?",
        ),
        Question("channel", "How the two of you talk", "phone"),
    )


def path_of(name: str) -> Path:
    """Where a scenario of that name is to be written: `late` and `folder/late.yaml` are names.

    Raises:
        WrongUseError: it is no name for a file, there is no such folder, or there is such a file already.
    """
    path = Path(name)
    own = path.name
    if path.suffix not in SUFFIXES:
        path = path.with_name(own + SUFFIXES[0]) if own else path
    if not _is_safe(own) or name.endswith(("/", os.sep)):
        raise WrongUseError(
            f"{quoted(name)} is no name for a file; take letters, digits, `-` and `_`"
        )
    if not path.parent.is_dir():
        raise WrongUseError(f"there is no folder {quoted(str(path.parent))}")
    if os.path.lexists(path):
        raise WrongUseError(f"there is a file {quoted(str(path))} already")
    return path


def _is_safe(own: str) -> bool:
    return bool(
        own
        and len(own) <= LONGEST_NAME
        and not set(FORBIDDEN) & set(own)
        and not re.search(REFUSED + r"|[\n\t]", own)
        and not own.startswith((".", "-", " "))
        and not own.endswith((".", " "))
        and not RESERVED.match(own)
    )


def understood(question: Question, answer: str) -> str:
    """An answer, as it is written into the file: on one line, without signs that nobody sees.

    Raises:
        WrongUseError: nothing is left of it, it is far too long, or it is no channel.
    """
    one = " ".join(re.sub(REFUSED, " ", answer).split())
    if not one:
        raise WrongUseError(f"the answer to `{question.words}` is empty")
    if len(one) > LONGEST_ANSWER:
        raise WrongUseError(
            f"the answer to `{question.words}` is longer than {LONGEST_ANSWER} characters"
        )
    if question.key == "channel" and one not in CHANNELS:
        raise WrongUseError(f"the channel is one of {', '.join(CHANNELS)}")
    return one


def write_scenario(path: Path, answers: Mapping[str, str]) -> bool:
    """Write a new scenario, and the schema beside it.

    Args:
        path: where; there must be nothing yet.
        answers: what was answered, by the key of each question.

    Returns:
        Whether the schema is there. It is not where a file of its name is something else, or cannot be
        written; the scenario is of use without it.

    Raises:
        OSError: the scenario cannot be written; then nothing is left of it.
    """
    text = filled(**answers)
    _create(path, text.encode("utf-8"))
    try:
        return _write_schema(path.with_name(SCHEMA))
    except OSError:
        return False


def _create(path: Path, data: bytes) -> None:
    with path.open("xb"):
        pass
    try:
        replace_file(path, b"", data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write_schema(path: Path) -> bool:
    from simulator.compiler.schema import schema

    wanted = schema()
    data = f"{json.dumps(wanted, ensure_ascii=False, indent=2)}\n".encode()
    if not os.path.lexists(path):
        _create(path, data)
        return True
    before = path.read_bytes()
    try:
        there = json.loads(before)
    except ValueError:
        return False
    if there == wanted:
        return True
    # Another version of this program has written it; a file of somebody else's has another title.
    is_own = isinstance(there, dict) and str(there.get("title", "")).startswith(
        wanted["title"].split(",")[0]
    )
    if is_own:
        replace_file(path, before, data)
    return is_own
