"""Problems of documents and sources with the states and types of a register: those that do not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sphinx_milestones.core.problems import Problem, ReportColumn
from sphinx_milestones.core.records import Document, Source, texts_of
from sphinx_milestones.core.suggestions import suggest

from .column_types import DOCUMENT_STATES
from .own_model import OwnModel

FALLBACK_STATE = "not-located"


def why_unknown_state(state: str, model: OwnModel) -> str | None:
    """Return why *state* is not a state of documents, as sentences; None if it is one."""
    known = dict.fromkeys([*DOCUMENT_STATES, *model.document_states])
    advice = "" if state in known else suggest(state, known, "add it to register.toml")
    return f"“{state}” is not a document state. {advice}" if advice else None


def check_documents(model: OwnModel, documents: dict[str, Document], report_on: Callable[[str], ReportColumn]) -> None:
    """Report unknown states, each through ``report_on(key)``, and documents that are to be linked but lead nowhere."""
    for key, document in documents.items():
        report, state = report_on(key), model.document_states.get(document.status)
        if reason := why_unknown_state(document.status, model):
            if not model.broken:
                report(Problem.REGISTER_VALUE, f"status: {reason}", "status")
            documents[key] = replace(document, status=FALLBACK_STATE)
        elif state and state.linked and not (document.file or document.url):
            message = f"is “{document.status}”, which is linked, but has neither “file” nor “url”. Add one of them."
            report(Problem.REGISTER_ENTRY, message, "status")


def check_sources(model: OwnModel, sources: dict[str, Source], report_on: Callable[[str], ReportColumn]) -> None:
    """Replace the type of each source by its label, if the register defines types; report those that it does not."""
    types = model.source_types
    named = {text.lower(): term.label for term in types.values() for text in texts_of(term.label)}
    for key, source in sources.items() if types else ():
        text = source.quality.by_language[0][1] if source.quality else ""
        label = types[text].label if text in types else named.get(text.lower())
        if text and not label:
            message = f"quality: “{text}” is not a source type. {suggest(text, types, 'add it to register.toml')}"
            report_on(key)(Problem.REGISTER_VALUE, message, "quality")
        sources[key] = replace(source, quality=label)
