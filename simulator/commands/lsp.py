"""`roleplay lsp`: the language server, which an editor starts and talks to."""

from __future__ import annotations

import sys

import click


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True)  # some editors add it; there is no other way
def command(stdio: bool) -> None:
    """Help an editor with scenario files, over stdin and stdout."""
    from simulator.world import USAGE, Failure

    if sys.stdin is not None and sys.stdin.isatty():
        raise Failure(
            "an editor starts this and talks to it; docs/editors.md says how to set one up", USAGE
        )
    try:
        from simulator.lsp.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Failure(
            "the language server needs one more package: pip install 'roleplay-simulator[lsp]'",
            USAGE,
        ) from error
    import logging

    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
    make_server().start_io()
