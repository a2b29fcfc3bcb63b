"""Our values in the protocol's terms."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.compiler.edits import Edit
from simulator.lsp.actions import Action
from simulator.lsp.columns import Columns
from simulator.lsp.completion import Option, Sort
from simulator.lsp.document import Point
from simulator.lsp.symbols import Symbol

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
SORTS = {
    Sort.KEY: types.CompletionItemKind.Property,
    Sort.WORD: types.CompletionItemKind.EnumMember,
    Sort.NAME: types.CompletionItemKind.Reference,
    Sort.EXAMPLE: types.CompletionItemKind.Snippet,
}
SIGNS = {
    "person": types.SymbolKind.Variable,
    "fact": types.SymbolKind.Constant,
    "variant": types.SymbolKind.EnumMember,
    "promise": types.SymbolKind.Interface,
    "truth": types.SymbolKind.Key,
    "state": types.SymbolKind.Class,
    "reply": types.SymbolKind.Method,
    "ending": types.SymbolKind.Event,
    "walk": types.SymbolKind.Array,
}


class Wire:
    """Converts for one text, of which only the lines tell how an editor counts."""

    def __init__(self, uri: str, lines: tuple[str, ...], encoding: str, line_break: str) -> None:
        self._uri = uri
        self._columns = Columns(lines, encoding)
        self._break = line_break

    def point(self, position: types.Position) -> Point:
        """An editor's position; the nearest that the text has."""
        return self._columns.point(position.line, position.character)

    def span(self, area: types.Range) -> Span:
        """An editor's range."""
        return Span(*self.point(area.start), *self.point(area.end))

    def range(self, span: Span) -> types.Range:
        """A span as an editor's range."""
        start, end = self._columns.span(span)
        return types.Range(types.Position(*start), types.Position(*end))

    def locations(self, spans: Iterable[Span]) -> list[types.Location]:
        """Spans of this file."""
        return [types.Location(self._uri, self.range(span)) for span in spans]

    def diagnostic(self, one: Diagnostic) -> types.Diagnostic:
        """A diagnostic with its help on a line of its own."""
        message = one.message + (f"\nhelp: {one.help}" if one.help else "")
        return types.Diagnostic(
            self.range(one.span),
            message,
            SEVERITIES[one.severity],
            code=one.code,
            source="roleplay",
        )

    def edit(self, edit: Edit) -> types.TextEdit:
        """An edit, with the line breaks of the file."""
        return types.TextEdit(self.range(edit.span), edit.text.replace("\n", self._break))

    def edits(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Edits of this file."""
        return types.WorkspaceEdit(changes={self._uri: [self.edit(one) for one in edits]})

    def item(self, option: Option, place: int) -> types.CompletionItem:
        """A completion; `place` is its rank, for editors sort by letters otherwise."""
        return types.CompletionItem(
            option.label,
            kind=SORTS[option.sort],
            detail=option.detail or None,
            documentation=option.doc or None,
            sort_text=f"{place:05}",
            text_edit=self.edit(option.edit),
        )

    def symbol(self, one: Symbol) -> types.DocumentSymbol:
        """An entry of the outline, with those below it."""
        return types.DocumentSymbol(
            one.name,
            SIGNS[one.of],
            self.range(one.whole),
            self.range(one.span),
            detail=one.detail or None,
            children=[self.symbol(part) for part in one.parts],
        )

    def action(self, one: Action) -> types.CodeAction:
        """A quick fix."""
        return types.CodeAction(
            one.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(one.diagnostic)],
            edit=self.edits(one.edits),
        )
