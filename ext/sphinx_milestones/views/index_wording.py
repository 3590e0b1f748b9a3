"""The text of the indexes: counts, other names, headings, and notices of missing data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_milestones.core.records import Document, Milestone, Partner, Source
from sphinx_milestones.register.queries import ancestors, country_of, part_of, years_of, years_spanned

from . import labels
from .locales import capitalized, locale_of
from .model_parts import Figure
from .wording import Wording

_LIKE_A_KEY = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class IndexWording:
    """The text of the indexes, in the language of *wording*."""

    wording: Wording

    # -- partners

    def count_and_years(self, milestones: Sequence[Milestone]) -> str:
        """Return how many milestones, and the years that several span: ``5 milestones, 2013–2024``."""
        years = self.wording.years(years_spanned(milestones) if len(milestones) > 1 else ())
        return self.wording.listed(filter(None, [self.wording.milestones(len(milestones)), years]))

    def by_country(self, key: str) -> str:
        """Return a partner's short name; for a body of a country, after the country: ``Oman (MTCIT)``."""
        short = self.wording.short_partner(key)
        country = country_of(self.wording.register.partners[key], self.wording.register)
        if country is None:
            return short
        # Translators: a country, and in brackets the short name of its body
        phrase = self.wording.gettext("{country} ({body})")
        return phrase.format(country=self.wording.short_partner(country.key), body=short)

    def extent(self, partner: str, milestones: Sequence[Milestone]) -> str:
        """Return count, years and how many were through bodies: ``2 milestones, 2021–2025 (1 through MTCIT)``."""
        parts = [part_of(partner, milestone, self.wording.register).through for milestone in milestones]
        through = [part for part in parts if part]
        if len(set(through)) > 1:
            phrase, bodies = self.wording.gettext("{count} through its bodies"), ""
        else:
            # Translators: {count} is a number of milestones, {bodies} as in “through {bodies}”
            phrase = self.wording.gettext("{count} through {bodies}")
            bodies = self.wording.listed(map(self.wording.short_partner, through[0] if through else ()))
        extent = self.count_and_years(milestones)
        return (
            f"{extent} ({phrase.format(count=self.wording.number(len(through)), bodies=bodies)})" if through else extent
        )

    def years(self, milestones: Iterable[Milestone]) -> str:
        """Return the years of milestones, consecutive ones as a range: ``2013, 2015, 2019–2021``."""
        runs: list[list[int]] = []
        for year in sorted({year for milestone in milestones for year in years_of(milestone)}):
            if runs and runs[-1][-1] == year - 1:
                runs[-1].append(year)
            else:
                runs.append([year])
        return self.wording.listed(self.wording.years((run[0], run[-1])) for run in runs)

    def kinds(self, milestones: Iterable[Milestone]) -> list[str]:
        """Return the kinds of the milestones, the most frequent first, with counts if there are several."""
        found = Counter(milestone.kind for milestone in milestones if milestone.kind).most_common()
        counted = [(self.wording.kind(key), self.wording.number(count)) for key, count in found]
        return [f"{label} ({count})" if len(counted) > 1 else label for label, count in counted]

    def other_names(self, partner: Partner) -> list[tuple[str, str]]:
        """Return a partner's names in other languages, as pairs of language code and name."""
        shown = self.wording.partner(partner.key)
        names = dict(partner.name.by_language if partner.name else ())
        if partner.kind == "country" and partner.country:  # in the languages that readers search in
            for code in self.wording.searched:
                names.setdefault(code, str(locale_of(code).territories.get(partner.country, "")))
        return [(language, name) for language, name in names.items() if language and name not in ("", shown)]

    def other_names_in_line(self, partner: Partner) -> str:
        """Return the other names of a partner in one line, for a list to choose from."""
        return " · ".join(dict.fromkeys(name for _, name in self.other_names(partner)))

    def aliases(self, partner: Partner) -> list[str]:
        """Return the aliases that look like names; those that look like keys are for authors, not for readers."""
        return [alias for alias in partner.aliases if not _LIKE_A_KEY.fullmatch(alias)]

    def search_terms(self, partner: Partner) -> str:
        """Return the search terms for a partner: names, keys and country codes, including those of its parents."""
        line = ancestors(partner, self.wording.register)
        found = (term for each in line for term in (self.wording.names_of_partner(each.key), each.key, each.country))
        return " ".join(dict.fromkeys(filter(None, found)))

    def part(self, partner: str, milestone: Milestone) -> str:
        """Return the roles of a partner in a milestone, or the bodies through which it took part; empty if neither."""
        part = part_of(partner, milestone, self.wording.register)
        if not part.through:
            return self.wording.roles(part)
        # Translators: {bodies} are those of a country or an organisation that took part, such as its ministry
        phrase = self.wording.gettext("through {bodies}")
        return phrase.format(bodies=self.wording.listed(map(self.wording.short_partner, part.through)))

    def mark(self, partner: str, milestone: Milestone) -> str:
        """Return the alternative text of a partner's mark: ``First visit (Delegation visit), through MTCIT``."""
        through = part_of(partner, milestone, self.wording.register).through
        parts = [self.wording.title_and_kind(milestone), self.part(partner, milestone) if through else ""]
        return self.wording.listed(filter(None, parts))

    def figure(self, figure: Figure) -> str:
        """Return the noun for what a figure counts, without the number."""
        ngettext = self.wording.ngettext
        if figure.name == "milestones":
            return ngettext("milestone", "milestones", figure.count)
        if figure.name == "partners":
            return ngettext("partner", "partners", figure.count)
        return ngettext("year with a milestone", "years with a milestone", figure.count)

    def partners(self, count: int, hosts: int) -> str:
        """Return how many partners there are, and how many only hosted: ``26 partners, 2 hosts``."""
        texts = [self.wording.counted("{count} partner", "{count} partners", count)]
        if hosts:
            texts.append(self.wording.counted("{count} host", "{count} hosts", hosts))
        return self.wording.listed(texts)

    def some_partners(self, count: int, hosts: int) -> str:
        """Return a message that some were found, with placeholders: ``{found}`` for partners, ``{hosts}`` for hosts."""
        texts = [self.wording.counted("{found} of {count} partner", "{found} of {count} partners", count)]
        if hosts:
            texts.append(self.wording.counted("{hosts} of {count} host", "{hosts} of {count} hosts", hosts))
        return self.wording.listed(texts)

    # -- documents

    def state(self, document: Document) -> str:
        """Return a document's state, as a heading."""
        own = self.wording.register.model.document_states.get(document.status)
        return self.wording.shown(own.label if own else labels.DOCUMENT_STATES[document.status])

    def unknown_facts(self, document: Document) -> list[str]:
        """Return the names of the unknown facts of a document."""
        _ = self.wording.gettext
        known = {
            _("type"): document.media_type,
            _("size"): document.bytes or document.size,
            _("pages"): document.pages,
            _("language"): document.language,
        }
        return [name for name, value in known.items() if not value]

    def missing_documents_notice(self, documents: Sequence[Document]) -> str:
        """Return a sentence on how many documents were not located; empty if all were."""
        missing = sum(document.status == "not-located" for document in documents)
        ngettext = self.wording.ngettext
        if missing == len(documents):
            phrase = ngettext("The document was not located.", "None of the {all} documents was located.", missing)
        else:
            phrase = ngettext(
                "{count} of {all} documents was not located.", "{count} of {all} documents were not located.", missing
            )
        return self._of_all(phrase, missing, len(documents))

    # -- sources

    def quality(self, source: Source) -> str:
        """Return the quality of a source, as a heading."""
        return capitalized(self.wording.text(source.quality) or self.wording.gettext("type not stated"))

    def missing_sources_notice(self, sources: Sequence[Source]) -> str:
        """Return a sentence on how many sources have no URL; empty if all have one."""
        missing = sum(source.url is None for source in sources)
        ngettext = self.wording.ngettext
        phrase = ngettext(
            "{count} of {all} sources has no web address.", "{count} of {all} sources have no web address.", missing
        )
        return self._of_all(phrase, missing, len(sources))

    def common_access_notice(self, sources: Sequence[Source]) -> str:
        """Return a sentence on the day on which all sources were accessed; empty if there are several days."""
        days = {source.accessed for source in sources}
        day = self.wording.day(next(iter(days))) if len(days) == 1 and len(sources) > 1 else ""
        return self.wording.gettext("All were accessed on {date}.").format(date=day) if day else ""

    @property
    def not_named(self) -> str:
        """The text for a document or source without milestones."""
        return self.wording.gettext("Not named in any milestone.")

    def _of_all(self, phrase: str, count: int, every: int) -> str:
        return phrase.format(count=self.wording.number(count), all=self.wording.number(every)) if count else ""
