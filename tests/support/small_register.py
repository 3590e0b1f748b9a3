"""A small register as plain records, for tests that need no Sphinx."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Any

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Document, Milestone, Participation, Partner, Source, Term, Text
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.wording import Wording


def text(**by_language: str) -> Text:
    """Text by language."""
    return Text(tuple(by_language.items()))


def plain(content: str) -> Text:
    """Text in the source language."""
    return Text((("", content),))


REGISTER = Register(
    partners={
        "norway": Partner("norway", "country", "NO"),
        "oman": Partner("oman", "country", "OM", wikidata="Q842", aliases=("sultanate", "Sultanate of Oman")),
        "ministry": Partner("ministry", "agency", name=plain("Ministry of Works"), acronym=plain("MOW"), parent="oman"),
        "council": Partner(
            "council", "organisation", name=text(en="The Council", ar="المجلس"), url="https://example.org/"
        ),
        "north": Partner("north", "bloc", name=plain("The North")),
        "home": Partner("home", "agency", name=plain("Home Office"), acronym=plain("HO")),
    },
    kinds={
        "visit": Term("visit", plain("Visit"), plain("A delegation comes.")),
        "tour": Term("tour", plain("Tour"), plain("Several come.")),
        "workshop": Term("workshop", plain("Workshop"), plain("People work.")),
    },
    topics={"maps": Term("maps", plain("Maps")), "data": Term("data", plain("Open data"))},
    documents={
        "lost": Document("lost", plain("Lost"), "not-located"),
        "there": Document(
            "there",
            plain("There"),
            "external",
            "application/pdf",
            2_000_000,
            pages=3,
            language="ar",
            url="https://files.example.org/a.pdf",
        ),
        "here": Document("here", plain("Here"), "available", "text/plain", 800, pages=1, language="en"),
    },
    sources={
        "page": Source("page", plain("The page"), plain("The Office"), "https://example.org/page"),
        "paper": Source(
            "paper",
            plain("The paper"),
            published="2024-12",
            accessed="2026-11-23",
            language="ar",
            quality=plain("press"),
        ),
    },
)


def wording(language: str = "en_GB", **changes: Any) -> Wording:
    """The wording of this register, without translations of the extension."""
    return Wording(language, NullTranslations(), REGISTER, **changes)


def milestone(name: str = "one", date: str | None = "2024", partners: str = "norway", **fields: Any) -> Milestone:
    """A milestone: its partners are keys, each with its roles after a colon if it has any."""
    parts = (part.partition(":") for part in partners.split())
    return Milestone(
        name,
        fields.pop("docname", "years/2024"),
        1,
        fields.pop("title", name.capitalize()),
        parse_date(date) if date else None,
        partners=tuple(Participation(key, tuple(filter(None, role.split(",")))) for key, _, role in parts),
        **fields,
    )
