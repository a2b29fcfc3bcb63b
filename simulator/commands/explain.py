"""`roleplay explain`: what a code means, with an example that fails and one that passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.compiler.pages import Rule

WIDEST = 88
"""Columns of a paragraph, on a wide terminal."""


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a CODE of `roleplay check`; without one, list all."""
    from simulator.compiler.pages import as_plain
    from simulator.workbench.rule_book import codes_of, every_rule, no_rule
    from simulator.world import USAGE, Failure

    rules = every_rule()
    if code is None:
        _write(_table(rules))
        return
    found = sorted(codes_of(code, rules))
    if not found:
        raise Failure(no_rule(code, rules), USAGE)
    if len(found) > 1:
        _write(_table({one: rules[one] for one in found}))
        return
    _write(as_plain(rules[found[0]], _width()))


def _table(rules: dict[str, Rule]) -> str:
    """The rules on a line each, under the names of their groups."""
    from simulator.compiler.pages import table_row
    from simulator.workbench.rule_book import GROUPS

    blocks = []
    for letter, group in GROUPS.items():
        rows = [f"  {table_row(rule)}" for code, rule in rules.items() if code[0] == letter]
        if rows:
            blocks.append("\n".join([group, *rows]) + "\n")
    return "\n".join(blocks)


def _width() -> int:
    import shutil

    return max(40, min(WIDEST, shutil.get_terminal_size().columns - 1))


def _write(text: str) -> None:
    try:
        click.echo(text, nl=False)
    except OSError as error:
        from simulator.plain.lines import NobodyHears

        raise NobodyHears from error
