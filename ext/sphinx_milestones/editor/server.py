"""An extension of esbonio, the language server for Sphinx: ``esbonio server -i sphinx_milestones.editor.server``.

Problems are shown when a page is opened, and on each change. Once it is saved, esbonio itself builds the project and
shows those of Sphinx, among which these are, so that they are not shown twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from esbonio import server
from lsprotocol import types

from .answers import choices, definitions, meaning
from .page_problems import problems_of
from .slots import Slot, slot_at
from .workspace import OpenProject, Workspace

SOURCE = "sphinx_milestones"
_ANYWHERE = [re.compile(".*")]
_LANGUAGES = {"markdown", "rst"}


class MilestonesFeature(server.LanguageFeature):
    """Completion, hover, definitions and problems of fields, keys and ids."""

    completion_trigger = server.CompletionTrigger(_ANYWHERE, _LANGUAGES, {":", ",", " ", "`", "<", "("})
    definition_trigger = server.DefinitionTrigger(_ANYWHERE, _LANGUAGES)
    hover_trigger = server.HoverTrigger(_ANYWHERE, _LANGUAGES)

    def __init__(self, esbonio: server.EsbonioLanguageServer) -> None:
        super().__init__(esbonio)
        self.open = Workspace()

    def completion(self, context: server.CompletionContext) -> list[types.CompletionItem] | None:
        """Return what can be at the position."""
        slot, project = self._at(context)
        if slot is None or project is None:
            return None
        edit = _range(context.position.line, slot)
        return [
            types.CompletionItem(
                label=choice.text,
                kind=types.CompletionItemKind.Field if slot.fields else types.CompletionItemKind.Reference,
                detail=choice.label or None,
                documentation=types.MarkupContent(types.MarkupKind.Markdown, choice.help) if choice.help else None,
                filter_text=f"{choice.text} {choice.label}",
                text_edit=types.TextEdit(edit, choice.text),
            )
            for choice in choices(slot, project)
        ]

    def hover(self, context: server.HoverContext) -> types.Hover | None:
        """Return what is at the position."""
        slot, project = self._at(context)
        text = meaning(slot, project) if slot and project else ""
        if not (text and slot):
            return None
        shown = types.MarkupContent(types.MarkupKind.Markdown, text)
        return types.Hover(shown, _range(context.position.line, slot))

    def definition(self, context: server.DefinitionContext) -> list[types.Location] | None:
        """Return where it is defined."""
        slot, project = self._at(context)
        if slot is None or project is None:
            return None
        found = definitions(slot, project)
        return [types.Location(path.resolve().as_uri(), _line(line)) for path, line in found] or None

    def document_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Show the problems of the page."""
        self._check(params.text_document.uri)

    def document_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Show the problems of the page as it is now."""
        self._check(params.text_document.uri)

    def _check(self, opened: str) -> None:
        uri = server.Uri.parse(opened).resolve()
        document = self.server.workspace.get_text_document(opened)
        path = Path(document.path)
        project = self.open.of(path)
        markup = project.markup_of(path) if project else None
        found = problems_of(document.source, path, markup, project) if project and markup else []
        diagnostics = [
            types.Diagnostic(
                _line(each.line - 1, document.lines),
                f"{each.message} [milestones.{each.code}]",
                types.DiagnosticSeverity.Warning,
                code=f"milestones.{each.code}",
                source=SOURCE,
            )
            for each in found
        ]
        self.server.set_diagnostics(SOURCE, uri, diagnostics)
        self.server.sync_diagnostics()

    def document_save(self, params: types.DidSaveTextDocumentParams) -> None:
        """Leave the problems of the page to the build that follows."""
        self.server.clear_diagnostics(SOURCE, server.Uri.parse(params.text_document.uri).resolve())
        self.server.sync_diagnostics()

    def _at(
        self, context: server.CompletionContext | server.HoverContext | server.DefinitionContext
    ) -> tuple[Slot | None, OpenProject | None]:
        """Return what is at a position, and the project of the page."""
        path = Path(context.doc.path)
        project = self.open.of(path)
        markup = project.markup_of(path) if project else None
        if project is None or markup is None:
            return None, None
        lines, position = context.doc.source.splitlines(), context.position
        return slot_at(lines, position.line, position.character, markup, project.register), project


def _range(line: int, slot: Slot) -> types.Range:
    return types.Range(types.Position(line, slot.begin), types.Position(line, slot.end))


def _line(line: int, lines: Sequence[str] = ()) -> types.Range:
    """Return the range of a line; without its text, that of its beginning."""
    end = len(lines[line].rstrip()) if line < len(lines) else 0
    return types.Range(types.Position(line, 0), types.Position(line, end))


def esbonio_setup(esbonio: server.EsbonioLanguageServer) -> None:
    """Add the feature to a language server."""
    esbonio.add_feature(MilestonesFeature(esbonio))
