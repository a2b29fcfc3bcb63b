"""The wiring of the language server: what an editor asks for, answered by the feature that knows it.

Whole texts are exchanged, not changes of them, and kept here: the protocol's library breaks lines at signs
that neither YAML nor editors take for breaks, so that a change would land in a wrong line.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from simulator import __version__
from simulator.lsp import actions, completion, hover, navigation, rename, symbols
from simulator.lsp.document import Document, Point
from simulator.lsp.session import Opened, Session
from simulator.lsp.wire import Wire

PAUSE = 0.2
"""For how many seconds nothing is typed before diagnostics are shown."""

PATIENCE = 0.3
"""For how many seconds a hover waits for V, before it says that V is being worked out."""

REQUEST_FAILED = types.LSPErrorCodes.RequestFailed.value


class _File(NamedTuple):
    """A file as the editor has it."""

    text: str
    version: int


class RoleplayServer(LanguageServer):
    """A language server for scenario files."""

    def __init__(self) -> None:
        super().__init__(
            "roleplay", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.session = Session()
        self._files: dict[str, _File] = {}
        self._due: dict[str, asyncio.TimerHandle] = {}
        self._said: set[str] = set()

    def opened(self, uri: str) -> Opened:
        """The file of a URI as the editor has it now.

        Raises:
            JsonRpcException: the editor has not opened it.
        """
        if uri not in self._files:
            raise JsonRpcException("this file is not open", REQUEST_FAILED)
        return self.session.opened(uri, _path(uri), self._files[uri].text)

    def take(self, uri: str, text: str, version: int) -> None:
        """Take the text that the editor has now."""
        self._files[uri] = _File(text, version)

    def forget(self, uri: str) -> None:
        """Forget a file that the editor has closed, and what was shown of it."""
        self._files.pop(uri, None)
        self.session.close(uri)
        empty = types.PublishDiagnosticsParams(uri, [])
        self.text_document_publish_diagnostics(empty)

    def at(
        self, file: types.TextDocumentIdentifier, position: types.Position
    ) -> tuple[Document, Wire, Point]:
        """What a request is about."""
        document, wire = self.whole(file.uri)
        return document, wire, wire.point(position)

    def whole(self, uri: str) -> tuple[Document, Wire]:
        """A document, and what converts positions in it."""
        document = self.opened(uri).document
        agreed = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        encoding = types.PositionEncodingKind(agreed).value
        line_break = "\r\n" if "\r\n" in document.text else "\n"
        return document, Wire(uri, document.lines, encoding, line_break)

    def publish(self, uri: str) -> None:
        """Show the diagnostics of a file that is open."""
        self._due.pop(uri, None)
        if uri not in self._files:
            return
        one = self.opened(uri)
        _, wire = self.whole(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri,
                [wire.diagnostic(diagnostic) for diagnostic in one.diagnostics()],
                self._files[uri].version,
            )
        )
        if one.trouble and one.trouble not in self._said:
            self._said.add(one.trouble)
            message = types.ShowMessageParams(types.MessageType.Warning, one.trouble)
            self.window_show_message(message)

    def publish_soon(self, uri: str, pause: float = PAUSE) -> None:
        """Show the diagnostics of a file when nothing has been typed for a moment."""
        if (earlier := self._due.pop(uri, None)) is not None:
            earlier.cancel()
        self._due[uri] = asyncio.get_running_loop().call_later(pause, self.publish, uri)

    def check(self, uri: str) -> None:
        """Begin to look for all that `roleplay check` finds in a file, and show it when it is there."""
        loop = asyncio.get_running_loop()
        text = self.opened(uri).document.text

        def done() -> None:
            with suppress(RuntimeError):  # the editor has gone, and the loop with it
                loop.call_soon_threadsafe(self.publish, uri)

        self.session.check(uri, _path(uri), text, done)


def _path(uri: str) -> Path | None:
    if not uri.startswith("file:"):
        return None
    path = to_fs_path(uri)
    return Path(path) if path else None


def make_server() -> RoleplayServer:
    """A server with all features; `start_io` runs it."""
    server = RoleplayServer()
    _watch_files(server)
    _go_to_names(server)
    _tell(server)
    _change(server)
    return server


def _watch_files(server: RoleplayServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        file = params.text_document
        server.take(file.uri, file.text, file.version)
        server.publish(file.uri)
        server.check(file.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        file = params.text_document
        for change in params.content_changes:
            server.take(file.uri, change.text, file.version)
        server.publish_soon(file.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.publish(params.text_document.uri)
        server.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)


def _go_to_names(server: RoleplayServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        document, wire, point = server.at(params.text_document, params.position)
        return wire.locations(navigation.definition(document, point))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        document, wire, point = server.at(params.text_document, params.position)
        too = params.context.include_declaration
        return wire.locations(navigation.references(document, point, with_definition=too))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        document, wire = server.whole(params.text_document.uri)
        return [wire.symbol(one) for one in symbols.symbols(document)]


def _tell(server: RoleplayServer) -> None:
    signs = types.CompletionOptions(trigger_characters=[" ", "{", "[", ","])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, signs)
    def complete(params: types.CompletionParams) -> types.CompletionList:
        document, wire, point = server.at(params.text_document, params.position)
        found = completion.completion(document, point)
        items = [wire.item(option, at) for at, option in enumerate(found)]
        return types.CompletionList(is_incomplete=False, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def tell(params: types.HoverParams) -> types.Hover | None:
        document, wire, point = server.at(params.text_document, params.position)
        found = hover.hover(document, point)
        if found is None:
            return None
        text = found.text
        if found.reply is not None:
            text += "\n\n" + await _worth(server, document, found.reply)
        content = types.MarkupContent(types.MarkupKind.PlainText, text)
        return types.Hover(content, wire.range(found.span))


async def _worth(server: RoleplayServer, document: Document, reply: str) -> str:
    asked = server.session.worths(document)
    if asked is None:
        return "V: told when the file has no errors"
    future, is_old = asked
    try:
        found = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), PATIENCE)
    except (TimeoutError, asyncio.CancelledError):
        return "V: being worked out; look again in a moment"
    return hover.worth_text(found, reply, is_old=is_old)


def _change(server: RoleplayServer) -> None:
    ready = types.RenameOptions(prepare_provider=True)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
        document, wire, point = server.at(params.text_document, params.position)
        try:
            here = rename.can_rename(document, point)
        except rename.RenameError as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from error
        return types.PrepareRenamePlaceholder(wire.range(here.span), here.thing.id)

    @server.feature(types.TEXT_DOCUMENT_RENAME, ready)
    def do_rename(params: types.RenameParams) -> types.WorkspaceEdit:
        document, wire, point = server.at(params.text_document, params.position)
        try:
            return wire.edits(rename.renamed(document, point, params.new_name))
        except rename.RenameError as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from error

    only = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, only)
    def mend(params: types.CodeActionParams) -> list[types.CodeAction]:
        document, wire = server.whole(params.text_document.uri)
        found = actions.actions(document, wire.span(params.range))
        return [wire.action(one) for one in found]
