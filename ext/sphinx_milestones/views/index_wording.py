"""How the indexes put partners, documents and sources into words: counts, names, identifiers, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sphinx_milestones.core.records import Document, Milestone, Partner, Source
from sphinx_milestones.register.queries import lineage, region_of, years_spanned

from .wording import Wording

_LIKE_A_KEY = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class IndexWords:
    """What the indexes say, in the language of *words*."""

    words: Wording

    # -- partners

    def extent(self, milestones: Sequence[Milestone]) -> str:
        """How many milestones, and from which year to which: ``5 milestones, 2013–2024``; one shows its own date."""
        years = dict.fromkeys(years_spanned(milestones) if len(milestones) > 1 else ())
        return ", ".join(filter(None, [self.words.milestones(len(milestones)), "–".join(map(str, years))]))

    def kinds(self, milestones: Iterable[Milestone]) -> list[str]:
        """The kinds of the milestones, the most frequent first; each with its number where there are several."""
        found = Counter(milestone.kind for milestone in milestones if milestone.kind).most_common()
        counted = [(self.words.kind(key), self.words.number(count)) for key, count in found]
        return [f"{label} ({count})" if len(counted) > 1 else label for label, count in counted]

    def place(self, partner: Partner) -> str:
        """What a partner is, and where: ``Agency, Western Asia``."""
        region = region_of(partner, self.words.register)
        return ", ".join([self.words.partner_kind(partner.kind), *([self.words.region(region)] if region else [])])

    def other_names(self, partner: Partner) -> list[tuple[str, str]]:
        """A partner's names in other languages than this, each after the code of its language."""
        shown = self.words.partner(partner.key)
        names = partner.name.by_language if partner.name else ()
        return [(language, name) for language, name in names if language and name != shown]

    def aliases(self, partner: Partner) -> str:
        """The aliases that are written like names; what is spelt like a key is for those who type, not who read."""
        return ", ".join(alias for alias in partner.aliases if not _LIKE_A_KEY.fullmatch(alias))

    def country_code(self, partner: Partner) -> str:
        """The ISO code of a country; empty for anything else."""
        if partner.kind != "country" or not partner.country:
            return ""
        return self.words.translations.gettext("ISO 3166: {code}").format(code=partner.country)

    def wikidata(self, partner: Partner) -> str | None:
        """The address of a partner's item in Wikidata."""
        return f"https://www.wikidata.org/wiki/{partner.wikidata}" if partner.wikidata else None

    def typed(self, partner: Partner) -> str:
        """All that a reader may type to find a partner: its names, key and code, and those of what it belongs to."""
        line = lineage(partner, self.words.register)
        return " ".join(
            dict.fromkeys(
                said
                for each in line
                for said in (self.words.names_of_partner(each.key), each.key, each.country)
                if said
            )
        )

    def partners(self, count: int) -> str:
        """How many partners there are."""
        phrase = self.words.translations.ngettext("{count} partner", "{count} partners", count)
        return phrase.format(count=self.words.number(count))

    def some_partners(self, count: int) -> str:
        """That some of so many partners were found; how many stands for ``{found}``."""
        phrase = self.words.translations.ngettext("{found} of {count} partner", "{found} of {count} partners", count)
        return phrase.replace("{count}", self.words.number(count))

    # -- documents

    def state(self, document: Document) -> str:
        """A document's state, as a heading."""
        _ = self.words.translations.gettext
        openable = {"available": _("Available here"), "external": _("Held elsewhere")}
        return openable.get(document.status) or _capital(self.words.state(document))

    def document_facts(self, document: Document, *, headed: bool = False) -> list[str]:
        """What a list says of a document beside its title: its state unless *headed* by it, and what is not known."""
        _, language = self.words.translations.gettext, document.language
        known = {
            _("type"): document.media_type,
            _("size"): document.bytes or document.size,
            _("pages"): document.pages,
            _("language"): language,
        }
        missing = [name for name, value in known.items() if not value]
        return [
            *([] if headed else [self.state(document)]),
            *([_("at {site}").format(site=urlsplit(document.url).hostname)] if document.status == "external" else []),
            *([self.words.language_name(language)] if language and not self.words.is_foreign(language) else []),
            *([_("not known: {facts}").format(facts=", ".join(missing))] if missing else []),
        ]

    def documents_missing(self, documents: Sequence[Document]) -> str:
        """How many documents were not located, in a sentence; empty where all were."""
        missing = sum(document.status == "not-located" for document in documents)
        many = self.words.translations.ngettext
        if missing == len(documents):
            phrase = many("The document was not located.", "None of the {all} documents was located.", missing)
        else:
            phrase = many(
                "{count} of {all} documents was not located.", "{count} of {all} documents were not located.", missing
            )
        return self._of_all(phrase, missing, len(documents))

    # -- sources

    def quality(self, source: Source) -> str:
        """What to make of a source, as a heading."""
        return _capital(self.words.words(source.quality) or self.words.translations.gettext("not assessed"))

    def source_facts(self, source: Source, *, headed: bool = False) -> list[str]:
        """What a list says of a source beside its title, its quality unless *headed* by it; when it was read."""
        _, read = self.words.translations.gettext, self.words.day(source.accessed)
        facts = self.words.source_facts(replace(source, quality=None) if headed else source)
        if not source.published:
            facts.insert(1 if source.publisher else 0, _("undated"))
        return [*facts, _("read {date}").format(date=read)] if read else facts

    def sources_missing(self, sources: Sequence[Source]) -> str:
        """How many sources are nowhere to be opened, in a sentence; empty where all can."""
        missing = sum(source.url is None for source in sources)
        many = self.words.translations.ngettext
        phrase = many("{count} of {all} sources has no address.", "{count} of {all} sources have no address.", missing)
        return self._of_all(phrase, missing, len(sources))

    def _of_all(self, phrase: str, count: int, every: int) -> str:
        return phrase.format(count=self.words.number(count), all=self.words.number(every)) if count else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
