"""What a timeline offers to its readers to choose by."""

from __future__ import annotations

from gettext import NullTranslations

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Milestone, Participation, Partner, Term, Text
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.facets import Facets, facet_keys, facets
from sphinx_milestones.views.wording import Wording


def term(key: str) -> Term:
    """A term whose label is its key in capitals."""
    return Term(key, Text((("", key.upper()),)), Text((("", "What it is."),)))


REGISTER = Register(
    partners={
        "oman": Partner("oman", "country", "OM"),
        "norway": Partner("norway", "country", "NO"),
        "egypt": Partner("egypt", "country", "EG"),
        "office": Partner(
            "office", "agency", name=Text((("", "An office"),)), acronym=Text((("", "AO"),)), parent="norway"
        ),
        "world": Partner("world", "organisation", name=Text((("", "World"),))),
        "union": Partner("union", "bloc", region="150", name=Text((("", "Union"),))),
    },
    kinds={key: term(key) for key in ("visit", "workshop", "tour")},
    topics={key: term(key) for key in ("cloud", "health")},
)


def made(date: str | None, kind: str | None, partners: str = "", topics: str = "") -> Milestone:
    """A milestone of these values."""
    parts = tuple(Participation(key) for key in partners.split())
    when = parse_date(date) if date else None
    return Milestone("id", "page", 1, date=when, kind=kind, partners=parts, topics=tuple(topics.split()))


def facets_of(*milestones: Milestone) -> Facets:
    """Their facets in English."""
    return facets(milestones, Wording("en", NullTranslations(), REGISTER))


def test_each_option_counts_its_milestones() -> None:
    """Only what occurs, in the order of the files, partners and regions by name; a partner knows its region.

    A country has what its office took part in, and once what both did.
    """
    found = facets_of(
        made("2011", "workshop", "oman world", "cloud health"),
        made("2013/2015", "visit", "office norway", "cloud"),
        made("2012", "visit", "office"),
        made(None, "visit", "oman"),
    )
    choices = {each.name: [(o.key, o.label, o.count, o.region) for o in each.options] for each in found.choices}
    assert choices == {
        "kind": [("visit", "VISIT", 3, None), ("workshop", "WORKSHOP", 1, None)],
        "topic": [("cloud", "CLOUD", 2, None), ("health", "HEALTH", 1, None)],
        "region": [("northern-europe", "Northern Europe", 2, None), ("western-asia", "Western Asia", 2, None)],
        "partner": [
            ("office", "An office (AO)", 2, "northern-europe"),
            ("norway", "Norway", 2, "northern-europe"),
            ("oman", "Oman", 2, "western-asia"),
            ("world", "World", 1, None),
        ],
    }
    assert (found.count, found.years) == (4, [*range(2011, 2016)])


def test_a_continent_covers_its_regions() -> None:
    """It is a choice where a partner lies in several of them."""
    found = facets_of(made("2011", "visit", "norway"), made("2012", "visit", "union"), made("2013", "visit", "oman"))
    choices = {each.name: {o.key: (o.count, o.region) for o in each.options} for each in found.choices}
    assert choices["region"] == {"europe": (2, None), "northern-europe": (1, None), "western-asia": (1, None)}
    assert choices["partner"] == {
        "union": (1, "europe"),
        "norway": (1, "northern-europe europe"),
        "oman": (1, "western-asia"),
    }


def test_a_row_states_what_its_partners_belong_to() -> None:
    """The partners that it names are in its text."""
    assert list(facet_keys(made("2012", "visit", "office", "cloud"), REGISTER)) == [
        ("partner", ["norway"]),
        ("topic", ["cloud"]),
    ]
    assert list(facet_keys(made("2012", "visit", "office norway"), REGISTER)) == []


def test_what_leaves_no_choice_is_no_facet() -> None:
    """One kind, one partner, nothing else: there is nothing to choose."""
    assert facets_of(made(None, "visit", "oman"), made(None, "visit", "oman")) == Facets(2, [], ())
