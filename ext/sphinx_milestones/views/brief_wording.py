"""The text of a brief: one sentence about a partner or a year, and a line below each milestone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from sphinx_milestones.core.records import Milestone, Partner
from sphinx_milestones.core.sentences import first_sentence
from sphinx_milestones.register.queries import ancestors, group_by_partner, part_of, years_of

from .index_wording import IndexWording
from .locales import capitalized, locale_of
from .wording import Wording

#: The most years that a sentence lists, and the most partners that a line lists.
MAX_YEARS, MAX_PARTNERS = 4, 4
#: The length of a paragraph that a brief shows in full, in characters; of a longer one it shows the first sentence.
MAX_SUMMARY = 320


@dataclass(frozen=True)
class BriefWording:
    """The text of briefs, in the language of *wording*."""

    wording: Wording

    def overview(self, partner: str, milestones: Sequence[Milestone]) -> str:
        """Return a sentence: how many milestones a partner has, the host if all have the same one, and the years."""
        ngettext, count = self.wording.ngettext, len(milestones)
        named = {"count": self.wording.number(count), "partner": self.wording.short_partner(partner)}
        if host := self._host(milestones):
            # Translators: {host} and {partner} are countries or organisations; “, in 2021 and 2025.” follows
            sentence = ngettext(
                "{host} and {partner} share one milestone", "{host} and {partner} share {count} milestones", count
            ).format(host=host, **named)
        else:
            sentence = ngettext("{partner} has one milestone", "{partner} has {count} milestones", count).format(
                **named
            )
        return f"{self.wording.listed(filter(None, [sentence, self._when(milestones)]))}."

    def _host(self, milestones: Iterable[Milestone]) -> str:
        """Return the country or organisation of the host of all milestones; empty if they have several, or none."""
        partners = self.wording.register.partners
        hosts = {milestone.host or "" for milestone in milestones}
        highest = {[*ancestors(partners[host], self.wording.register)][-1].key for host in hosts if host}
        return self.wording.short_partner(highest.pop()) if "" not in hosts and len(highest) == 1 else ""

    def _when(self, milestones: Iterable[Milestone]) -> str:
        years = sorted({year for milestone in milestones for year in years_of(milestone)})
        _ = self.wording.gettext
        shown = [self.wording.year(year) for year in years]
        if len(years) > MAX_YEARS:
            return _("from {first} to {last}").format(first=shown[0], last=shown[-1])
        # Translators: {years} is one year, or a list such as “2021 and 2025”
        return _("in {years}").format(years=format_list(shown, locale=self.wording.locale)) if years else ""

    def counts(self, milestones: Sequence[Milestone]) -> str:
        """Return how many milestones and partners there are."""
        found = group_by_partner(milestones, self.wording.register)
        partners = IndexWording(self.wording).partners(len(found), 0)
        # Translators: “2 milestones with 5 partners”; each half has a message of its own
        phrase = self.wording.gettext("{milestones} with {partners}")
        return phrase.format(milestones=self.wording.milestones(len(milestones)), partners=partners)

    def summary(self, lead: str, *, short: bool) -> str:
        """Return the first paragraph of a milestone; its first sentence if it is long, or if space is *short*."""
        return first_sentence(lead) if short or len(lead) > MAX_SUMMARY else lead

    def line(self, milestone: Milestone, partner: str | None) -> list[str]:
        """Return the other parts of a brief on a milestone: partners, those responsible, state of the sources."""
        wording = self.wording
        parts = [part.partner for part in milestone.partners if part.partner != partner]
        through = part_of(partner, milestone, wording.register).through if partner else ()
        others = self._some([wording.short_partner(key) for key in parts if key not in through])
        own = IndexWording(wording).part(partner, milestone) if partner else ""
        host = wording.short_partner(milestone.host) if milestone.host else ""
        labelled = [(wording.gettext("With"), others), (wording.field_label("host", "Host"), host)]
        facts = [f"{label}: {value}" for label, value in labelled if value]
        return [*filter(None, [capitalized(own)]), *facts, *wording.evidence(milestone)]

    def _some(self, names: Sequence[str]) -> str:
        """Return names in one line; if there are many, the first ones and the number of the others."""
        if len(names) <= MAX_PARTNERS + 1:
            return self.wording.listed(names)
        # Translators: {partners} is a list of partners, {count} the number of others
        phrase = self.wording.gettext("{partners} and {count} more")
        first, more = self.wording.listed(names[:MAX_PARTNERS]), self.wording.number(len(names) - MAX_PARTNERS)
        return phrase.format(partners=first, count=more)

    def bodies(self, partner: str, milestones: Iterable[Milestone]) -> list[str]:
        """Return the bodies through which a partner took part, each with its years."""
        years: dict[str, set[int]] = {}
        for milestone in milestones:
            for body in part_of(partner, milestone, self.wording.register).through:
                years.setdefault(body, set()).update(years_of(milestone))
        name, year, listed = self.wording.partner_with_acronym, self.wording.year, self.wording.listed
        return [listed([name(key), *map(year, sorted(years[key]))]) for key in years]

    def translated_name(self, partner: Partner) -> tuple[str, str] | None:
        """Return the language code and the name of a partner in the first other language that has one.

        A country has names in the languages that readers search in, and in English if that is one of them.
        """
        if names := IndexWording(self.wording).other_names(partner):
            return names[0]
        if partner.kind != "country" or not partner.country:
            return None
        searched, own = [locale_of(code) for code in self.wording.searched], self.wording.locale
        locales = [locale for locale in searched if locale.language != own.language]
        locales += [locale_of("en")] if len(locales) < len(searched) else []
        named = ((locale.language, locale.territories.get(partner.country)) for locale in locales)
        return next(((code, name) for code, name in named if name), None)
