"""`roleplay new`: a first scenario, to be changed into one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.workbench.new import Question


@click.command("new")
@click.argument("name")
@click.option("--title", help="What the library shows.")
@click.option("--customer", metavar="NAME", help="The customer's name.")
@click.option("--role", help="The customer's position and company.")
@click.option("--reliance", help="The question that the verdict answers.")
@click.option(
    "--channel",
    type=click.Choice(["in_person", "video", "phone", "text"]),
    help="How the two of you talk.",
)
@click.option("--yes", is_flag=True, help="Ask nothing; take what is suggested.")
def command(
    name: str,
    title: str | None,
    customer: str | None,
    role: str | None,
    reliance: str | None,
    channel: str | None,
    yes: bool,
) -> None:
    """Write a small scenario to the file NAME, to be changed into your own.

    It can be played at once, and its comments say what each part does.
    """
    from simulator.workbench.new import path_of, write_scenario
    from simulator.workbench.wrong_use import WrongUseError
    from simulator.world import FINDING, USAGE, Failure

    given = {
        "title": title,
        "name": customer,
        "role": role,
        "reliance": reliance,
        "channel": channel,
    }
    try:
        path = path_of(name)
        answers = _answers(path, given, ask=not yes)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    try:
        has_schema = write_scenario(path, answers)
    except OSError as error:
        from simulator.compiler.cleaning import clean

        reason = error.strerror or error
        raise Failure(f"`{clean(str(path))}` cannot be written: {reason}", FINDING) from error
    _say_next(path, has_schema=has_schema)


def _answers(path: Path, given: dict[str, str | None], *, ask: bool) -> dict[str, str]:
    """The answer to each question: from its option, by asking, or as suggested.

    Raises:
        WrongUseError: one makes no sense.
    """
    from simulator.workbench.new import questions, understood

    answers = {}
    for question in questions(path):
        answer = given[question.key]
        if answer is None and ask:
            answer = _asked(question)
            ask = answer is not None
        answers[question.key] = understood(question, question.usual if answer is None else answer)
    return answers


def _asked(question: Question) -> str | None:
    """What is answered; None, having said so, at the end of input."""
    from simulator.workbench.new import CHANNELS

    choice = click.Choice(CHANNELS) if question.key == "channel" else None
    try:
        return str(click.prompt(question.words, default=question.usual, type=choice))
    except click.Abort as abort:
        # click makes the same of Ctrl-C and of the end of input; only the second is an answer.
        if not isinstance(abort.__context__, EOFError):
            raise
        click.echo("\nNo more answers: the rest is as suggested.", err=True)
        return None


def _say_next(path: Path, *, has_schema: bool) -> None:
    from shlex import quote

    from simulator.compiler.cleaning import clean
    from simulator.workbench.new import SCHEMA

    name = clean(quote(str(path)))
    click.echo(f"{clean(str(path))} is written. Play it: roleplay play {name}")
    click.echo(f"Then change it in an editor, and look it over: roleplay check {name}")
    if not has_schema:
        click.echo(
            f"{SCHEMA} could not be put beside it, so editors will not know the format.",
            err=True,
        )
