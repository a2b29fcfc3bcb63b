"""The command line: which command is meant. Nothing else happens here.

A command's file is imported when it is asked for, because start-up is something people feel. Exit codes:
0; 1 where something was found to be wrong; 2 where the command was used wrongly; 130 after Ctrl-C.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator import __version__
from simulator.commands.options import folders
from simulator.world import World, run_quietly

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "play": "Play a scenario.",
    "list": "Print the library.",
    "host": "Host a group session: phones vote, this terminal leads.",
    "serve": "Hold rooms for group sessions that are led from elsewhere.",
    "join": "Take a seat in a group session, in this terminal.",
    "report": "Tell what came of a group session.",
    "forget": "Delete what was kept of a group session.",
    "new": "Write a small scenario to begin with.",
    "check": "Say everything that is wrong with scenario files.",
    "explain": "Explain what a code of `check` means.",
    "test": "Run the walks of scenario files.",
    "explore": "Show what a scenario does, as numbers and a picture.",
    "blind": "Rank the replies of a scenario without knowing what they do.",
    "agreement": "Hold such rankings against what the scenario does.",
    "graph": "Write a scenario as a graph: Mermaid, DOT or SVG.",
    "preview": "Play a file while it is being written.",
    "fmt": "Lay out scenario files.",
    "upgrade": "Bring scenario files to this version of the format.",
    "import": "Make a scenario out of a Twine story.",
    "export": "Write a scenario as a Twine story.",
    "schema": "Print the JSON Schema of scenario files, for editors.",
    "lsp": "Serve editors, by the language server protocol.",
}
"""Each command with what the help says of it. `commands` has a file for each, by its name."""


class Commands(click.Group):
    """The commands, known by name and imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        # No Python file can be imported by the name of a keyword.
        file = "import_" if cmd_name == "import" else cmd_name
        command = import_module(f"simulator.commands.{file}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            from simulator.compiler.cleaning import clean

            near = get_close_matches(args[0], COMMANDS, 1)
            mend = f"did you mean `{near[0]}`?" if near else "`roleplay --help` lists them"
            raise click.UsageError(f"there is no command `{clean(args[0])}`; {mend}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@folders
@click.option("--plain", is_flag=True, help="By lines, without a screen.")
@click.version_option(__version__, prog_name="roleplay")
@click.pass_context
def roleplay(
    context: click.Context, scenarios: tuple[Path, ...], data: Path | None, plain: bool
) -> None:
    """Practise the sales conversations that decide trust.

    Without a command, the library opens.
    """
    context.obj = world = World.first(data, scenarios)
    context.call_on_close(world.close)
    if context.invoked_subcommand is None:
        from simulator.commands.opening import open_library

        open_library(world, plain=plain)


def main() -> None:
    """What `roleplay` runs."""
    raise SystemExit(run_quietly(lambda: roleplay(prog_name="roleplay", standalone_mode=False)))
