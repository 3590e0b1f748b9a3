"""``translation-state``: how much of a register is translated, by language and page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Message
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.environment.build_state import CATALOGUE
from sphinx_milestones.environment.catalogues import (
    catalogues_by_language,
    catalogues_fingerprint,
    domains_of_pages,
)
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.nodes import table
from sphinx_milestones.views.labels import TOTAL
from sphinx_milestones.views.localization import Localization
from sphinx_milestones.views.translation_state import Row, State, read_messages, state_by_page, state_of

OF_SPHINX = "sphinx"  # the domain of templates


class TranslationStateDirective(SphinxDirective):
    """A table for each language: how many messages of each page are translated, fuzzy and missing."""

    def run(self) -> list[nodes.Node]:
        """Return the tables, each followed by the names of catalogues that are missing."""
        domain = domain_of(self.env)
        domain.note_catalogues(self.env.docname, catalogues_fingerprint(self.env))
        self.wording: Localization = domain.build.wording
        found = catalogues_by_language(self.env)
        if not found:
            message = self.wording.gettext("There are no translations yet.")
            return [nodes.paragraph("", message, translatable=False)]
        return [node for language, paths in found.items() for node in self._language(language, paths)]

    def _language(self, language: str, paths: Mapping[str, Path]) -> Iterable[nodes.Node]:
        """Yield what there is to show of a translation."""
        pages, messages = domains_of_pages(self.env), self._messages(paths)
        rows = [*state_by_page(messages, pages)]
        total = state_of(message for found in messages.values() for message in found)
        yield nodes.rubric("", self.wording.language_name(language), translatable=False)
        yield self._table(rows, total)
        if missing := sorted({*pages.values(), CATALOGUE} - {*paths}):
            names = [nodes.literal("", name) for name in missing]
            parts = [part for name in names for part in (name, nodes.Text(self.wording.separator))][:-1]
            label = self.wording.gettext("Without a catalogue:")
            yield nodes.paragraph("", "", nodes.Text(f"{label} "), *parts, translatable=False)

    def _messages(self, paths: Mapping[str, Path]) -> dict[str, list[Message]]:
        """Return the messages of each catalogue; report those that cannot be read."""
        found = {}
        for domain, path in paths.items():
            try:
                found[domain] = read_messages(path)
            except ValueError as error:
                message = f"this catalogue cannot be read: {error}. Fix it."
                warn(Finding(Problem.TRANSLATION, message, str(path), 1))
        return found

    def _table(self, rows: Iterable[Row], total: State) -> nodes.table:
        _ = self.wording.gettext
        # Translators: the head of a table of messages by page; a fuzzy one has a translation that is to be checked
        head = [_("Page"), _("Translated"), _("Fuzzy"), _("Missing")]
        body = [[self._name(row), *self._counts(row.state)] for row in rows]
        body.append([[nodes.strong("", _(TOTAL))], *self._counts(total)])
        found = table([[nodes.Text(label)] for label in head], body, [49, 17, 17, 17], "ms-translation-state")
        # HTML would have the widths in style attributes, which a policy may forbid.
        found["classes"].remove("colwidths-given")
        return found

    def _name(self, row: Row) -> list[nodes.Node]:
        """Return a link to a page, which gets its title later, or what the messages of a catalogue are for."""
        if row.page is None:
            names = {CATALOGUE: self.wording.gettext("Extension"), OF_SPHINX: self.wording.gettext("Templates")}
            return [nodes.Text(names[row.catalogue]) if row.catalogue in names else nodes.literal("", row.catalogue)]
        target = {"reftarget": f"/{row.page}", "refdoc": self.env.docname, "refexplicit": False, "refwarn": True}
        return [pending_xref("", nodes.inline("", row.page), refdomain="std", reftype="doc", **target)]

    def _counts(self, state: State) -> list[list[nodes.Node]]:
        return [[nodes.Text(self.wording.number(number))] for number in state]
