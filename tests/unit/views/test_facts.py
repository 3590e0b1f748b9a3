"""The facts of milestones, partners, documents and sources, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from tests.support.small_register import REGISTER, milestone, plain, text, wording

from sphinx_milestones.core.records import Count, Document, Source
from sphinx_milestones.views.facts import (
    document_facts,
    evidence,
    milestone_facts,
    partner_facts,
    problems,
    source_facts,
)
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.runs import Badge, ExternalLink, Fact, ForeignText, MilestoneRef, PartnerRef, PlainText

INDEX = IndexWording(wording())
FULL = milestone(
    "one",
    "2024-12",
    "norway:funder oman",
    kind="visit",
    host="home",
    topics=("maps",),
    place="Oslo",
    mode="hybrid",
    participants=Count(50, ">"),
    documents=("lost",),
    sources=("page", "paper"),
    related=("two",),
)


def texts(facts: Iterable[Fact]) -> list[str]:
    """The facts that consist of text."""
    return [run.text for fact in facts for run in fact.runs if isinstance(run, PlainText)]


def test_a_milestone_states_its_fields_in_three_parts() -> None:
    """Each below its label; documents and the like have a line for each."""
    parts = {part: list(milestone_facts(FULL, part, wording())) for part in ("when", "head", "foot")}
    labels = {part: [fact.label for fact in facts] for part, facts in parts.items()}
    assert labels == {
        "when": ["Date", "Kind"],
        "head": ["Partners", "Host", "Place", "Participants"],
        "foot": ["Topics", "Documents", "Sources"],
    }
    assert parts["head"][0].runs == [PartnerRef("norway", "funder"), PartnerRef("oman")]
    assert texts(parts["head"]) == ["Oslo, in person and online", "more than 50 participants"]
    assert [fact.name for fact in parts["foot"] if fact.block] == ["documents", "sources"]


def test_related_milestones_are_all_that_belong_together() -> None:
    """Those that name it, too, which the field does not have."""
    found = milestone_facts(FULL, "foot", wording(), [milestone("two"), milestone("three")])
    assert [fact.runs for fact in found if fact.name == "related"] == [[MilestoneRef("two"), MilestoneRef("three")]]


def test_an_empty_milestone_states_that_it_has_no_date() -> None:
    """And nothing else."""
    bare = milestone("bare", None, "")
    assert [fact.name for part in ("when", "head", "foot") for fact in milestone_facts(bare, part, wording())] == [
        "date"
    ]


@pytest.mark.parametrize(
    ("sources", "notes", "incomplete", "badges"),
    [
        (("page",), 0, False, ["Single source"]),
        (("page",), 1, False, ["Single source", "Sources differ"]),
        (("page", "paper"), 1, False, ["Sources differ"]),
        (("page", "paper"), 1200, False, ["Sources differ (1,200)"]),
        (("page", "paper"), 0, False, []),
        (("page",), 0, True, []),
        ((), 0, False, []),
    ],
)
def test_evidence(sources: tuple[str, ...], notes: int, incomplete: bool, badges: list[str]) -> None:
    """A single source is one that nothing unread may add to."""
    given = milestone(sources=sources, sources_differ=notes, incomplete=incomplete)
    facts = list(evidence(given, wording()))
    assert [run for fact in facts for run in fact.runs] == [Badge(badge) for badge in badges]
    assert list(milestone_facts(given, "when", wording()))[1:] == facts


def test_an_incomplete_entry_says_what_could_not_be_read() -> None:
    """A sound one says nothing."""
    broken = milestone(incomplete=True, unread=("date: 2024-13", "kind: vist"))
    assert texts(problems(broken, wording())) == ["incomplete entry: date: 2024-13; kind: vist"]
    assert texts(problems(milestone(incomplete=True), wording())) == ["incomplete entry"]
    assert list(problems(milestone(), wording())) == []


def test_a_country_in_the_index() -> None:
    """Its kind and region are in the headings above it."""
    oman = REGISTER.partners["oman"]
    facts = list(partner_facts(oman, ["ministry"], INDEX, headed=True))
    assert [(fact.name, fact.label) for fact in facts] == [
        ("bodies", "Subordinate bodies"),
        ("wikidata", "Wikidata"),
        ("aliases", "Also known as"),
    ]
    assert facts[0].runs == [PartnerRef("ministry", short=True)]
    assert facts[1].runs == [ExternalLink("https://www.wikidata.org/wiki/Q842", "Q842")]
    assert texts(facts) == ["Sultanate of Oman"]


def test_a_partner_alone_states_its_kind_and_region() -> None:
    """Its bodies have a line for each there."""
    facts = list(partner_facts(REGISTER.partners["oman"], ["ministry"], INDEX, headed=False))
    assert texts(facts)[:2] == ["Country", "Western Asia"]
    assert [fact.block for fact in facts if fact.name == "bodies"] == [True]
    council = list(partner_facts(REGISTER.partners["council"], [], INDEX, headed=False))
    assert [fact.name for fact in council] == ["kind", "url", "name"]
    assert council[-1].runs == [ForeignText("المجلس", "ar")]
    assert council[-1].label == "Arabic"
    body = list(partner_facts(REGISTER.partners["ministry"], [], INDEX, headed=True))
    assert [fact.runs for fact in body if fact.name == "parent"] == [[PartnerRef("oman")]]


@pytest.mark.parametrize(
    ("key", "headed", "expected"),
    [
        ("lost", True, ["Type, size, pages, language not known"]),
        ("lost", False, ["Not located", "Type, size, pages, language not known"]),
        ("there", True, ["at files.example.org"]),
        ("there", False, ["Hosted elsewhere", "at files.example.org"]),
        ("here", True, ["English"]),
        ("here", False, ["Available here", "English"]),
    ],
)
def test_documents(key: str, headed: bool, expected: list[str]) -> None:
    """Where it is, and what is not known; a language that is not the reader's is beside the title already."""
    assert texts(document_facts(REGISTER.documents[key], INDEX, headed=headed)) == expected


@pytest.mark.parametrize(
    ("source", "headed", "expected"),
    [
        (REGISTER.sources["page"], False, ["The Office", "undated"]),
        (REGISTER.sources["paper"], False, ["December 2024", "Arabic", "press", "accessed 23 November 2026"]),
        (REGISTER.sources["paper"], True, ["December 2024", "Arabic", "accessed 23 November 2026"]),
        (Source("bare", plain("Bare"), quality=plain("blog")), False, ["undated", "blog"]),
    ],
)
def test_sources(source: Source, headed: bool, expected: list[str]) -> None:
    """Publisher, date, language, quality and the day when it was read; one without a date says so."""
    assert texts(source_facts(source, INDEX, headed=headed)) == expected


def test_what_is_not_known_is_translated_as_a_whole() -> None:
    """In another language the names of the facts are those of its catalogue; here it has none."""
    document = replace(REGISTER.documents["here"], language=None)
    assert isinstance(document, Document)
    assert texts(document_facts(document, IndexWording(wording("ar")), headed=True)) == ["Language not known"]


def test_the_host_may_have_a_label_of_the_register() -> None:
    """In the language of the page."""
    own = {"host": text(en="For Bahrain", ar="عن البحرين")}
    for language, label in (("en_GB", "For Bahrain"), ("ar", "عن البحرين")):
        words = wording(language, own_labels=own)
        assert label in [fact.label for fact in milestone_facts(FULL, "head", words)]
        assert words.partner_kinds("host") == label
