"""The lists of documents and sources as standard nodes, each entry with the milestones that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from docutils import nodes

from sphinx_milestones.core.records import Document, Source
from sphinx_milestones.views.facts import document_facts, source_facts
from sphinx_milestones.views.model_parts import Citation
from sphinx_milestones.views.runs import DocumentRef

from .node_helpers import definition, lines_of, optional_paragraph, text
from .summary_nodes import SummaryNodeWriter

#: The most milestones that a list of numbered sources names for each.
MAX_NAMED = 3


class CitationNodeWriter(SummaryNodeWriter):
    """Writes the models of these lists."""

    #: Whether the entries get anchors.
    anchors = False

    def document_list(self, model: Iterable[Citation]) -> list[nodes.Node]:
        """Return documents as terms, with the milestones that name them; the number of missing ones comes first."""
        cited = list(model)
        missing = self.index.missing_documents_notice(
            [each.entry for each in cited if isinstance(each.entry, Document)]
        )
        terms = self._citations(cited, "document", lambda key: self.document_ref(DocumentRef(key)))
        return [*optional_paragraph(missing), *terms]

    def source_list(self, model: Iterable[Citation]) -> list[nodes.Node]:
        """Return sources as terms, or by number, with facts and URL; what applies to all of them comes first."""
        cited = list(model)
        sources = [each.entry for each in cited if isinstance(each.entry, Source)]
        accessed = self.index.common_access_notice(sources)
        if accessed:
            cited = [
                Citation(replace(source, accessed=None), each.milestones)
                for source, each in zip(sources, cited, strict=True)
            ]
        notices = [self.index.missing_sources_notice(sources), accessed]
        return [
            *optional_paragraph(" ".join(filter(None, notices))),
            *self._citations(cited, "source", self._source_term),
        ]

    def _source_term(self, key: str) -> list[nodes.Node]:
        number = self.numbers.get(key)
        return text(f"[{number}]") if number else self.register_text(self.register.sources[key].title)

    def _citations(
        self, model: Iterable[Citation], kind: str, title: Callable[[str], list[nodes.Node]]
    ) -> list[nodes.Node]:
        items = [
            definition(title(cited.entry.key), self._citation(cited), self._anchor(f"{kind}_{cited.entry.key}"))
            for cited in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def _citation(self, cited: Citation) -> list[nodes.Node]:
        entry = cited.entry
        lines: list[list[nodes.Node]] = []
        if isinstance(entry, Source):
            title = nodes.strong("", "", *self.register_text(entry.title))
            lines.append([title] if entry.key in self.numbers else [])
            stated = [*map(self.line, source_facts(entry, self.index, headed=False))]
            if entry.url:
                stated.append([nodes.reference("", entry.url, refuri=entry.url, internal=False)])
            lines.append(self.joined(stated))
        if isinstance(entry, Document):
            lines.append(self.joined(map(self.line, document_facts(entry, self.index, headed=True))))
            lines.append(self.register_text(entry.note))
        return lines_of([*lines, self._named_in(cited)])

    def _named_in(self, cited: Citation) -> list[nodes.Node]:
        """Return the milestones that name an entry; only how many, if they are many and state its number."""
        _, milestones = self.gettext, cited.milestones
        if not milestones:
            return text(self.index.not_named)
        if len(milestones) > MAX_NAMED and cited.entry.key in self.numbers:
            return text(_("Named in: ") + self.wording.milestones(len(milestones)))
        return [*text(_("Named in: ")), *self.joined(map(self.milestone, milestones), self.wording.clause_separator)]

    def _anchor(self, address: str) -> list[str]:
        return [address] if self.anchors else []
