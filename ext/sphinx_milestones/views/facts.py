"""The facts of a record, in order, for every output: the HTML templates and the node writer loop over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from sphinx_milestones.core.records import Document, Milestone, Partner, Source
from sphinx_milestones.register.queries import region_of

from .index_wording import IndexWording
from .locales import capitalized
from .register_fields import fields_of
from .runs import Badge, ExternalLink, Fact, ForeignText, PartnerRef, PlainText
from .wording import Wording


def milestone_facts(
    milestone: Milestone, part: Literal["when", "head", "foot"], wording: Wording, related: Iterable[Milestone] = ()
) -> Iterator[Fact]:
    """Yield the facts in one part of the entry of a milestone; *related* are all its related milestones."""
    complete = replace(milestone, related=tuple(other.id for other in related))
    for field in fields_of(wording.register).values():
        if field.fact == part and (fact := field.fact_of(complete, wording)):
            yield fact
    if part == "when":
        yield from evidence(milestone, wording)


def evidence(milestone: Milestone, wording: Wording) -> Iterator[Fact]:
    """Yield a fact if a milestone has a single source, and one if its sources differ."""
    if badges := [Badge(text) for text in wording.evidence(milestone)]:
        yield Fact("evidence", wording.gettext("Evidence"), badges)


def problems(milestone: Milestone, wording: Wording) -> Iterator[Fact]:
    """Yield a fact if an entry is incomplete."""
    if text := wording.incomplete(milestone):
        yield Fact("incomplete", wording.gettext("Incomplete"), [PlainText(text)])


def partner_facts(partner: Partner, bodies: Iterable[str], index: IndexWording, *, headed: bool) -> Iterator[Fact]:
    """Yield the facts of a partner, without kind and region if it is *headed* by them."""
    _, wording = index.wording.gettext, index.wording
    region = region_of(partner, wording.register)
    if not headed:
        yield Fact("kind", _("Kind"), [PlainText(wording.partner_kind(partner.kind))])
        if region:
            yield Fact("region", _("Region"), [PlainText(wording.region(region))])
    if partner.until:
        yield Fact("until", _("Until"), [PlainText(wording.day(partner.until))])
    if partner.parent:
        yield Fact("parent", _("Belongs to"), [PartnerRef(partner.parent)])
    if keys := list(bodies):
        refs = [PartnerRef(key, short=headed) for key in keys]
        yield Fact("bodies", _("Subordinate bodies"), refs, block=not headed)
    if partner.wikidata:
        link = ExternalLink(f"https://www.wikidata.org/wiki/{partner.wikidata}", partner.wikidata)
        yield Fact("wikidata", _("Wikidata"), [link])
    if partner.url:
        yield Fact("url", _("Website"), [ExternalLink(partner.url)])
    for language, name in index.other_names(partner):
        yield Fact("name", wording.language_name(language), [ForeignText(name, language)])
    if aliases := index.aliases(partner):
        yield Fact("aliases", _("Also known as"), [PlainText(alias) for alias in aliases])


def document_facts(document: Document, index: IndexWording, *, headed: bool) -> Iterator[Fact]:
    """Yield the facts of a document besides its title, without its state if it is *headed* by it."""
    _, wording = index.wording.gettext, index.wording
    if not headed:
        yield _phrase("status", index.state(document))
    if wording.register.access_to(document) == "url":
        yield _phrase("url", _("at {site}").format(site=urlsplit(document.url).hostname))
    if document.language and not wording.is_foreign(document.language):
        yield _phrase("language", wording.language_name(document.language))
    if missing := index.unknown_facts(document):
        # Translators: {facts} is a list such as “type, size, pages”; it begins a line
        phrase = _("{facts} not known").format(facts=wording.listed(missing))
        yield _phrase("missing", capitalized(phrase))


def source_facts(source: Source, index: IndexWording, *, headed: bool) -> Iterator[Fact]:
    """Yield the facts of a source besides its title, without its quality if it is *headed* by it."""
    _, wording = index.wording.gettext, index.wording
    shown = replace(source, quality=None) if headed else source
    phrases = wording.source_facts(shown)
    if not source.published:
        phrases.insert(1 if source.publisher else 0, _("undated"))
    if read := wording.day(source.accessed):
        phrases.append(_("accessed {date}").format(date=read))
    yield from (_phrase("source", phrase) for phrase in phrases)


def _phrase(name: str, text: str) -> Fact:
    return Fact(name, "", [PlainText(text)])
