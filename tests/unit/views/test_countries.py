"""Countries that ISO 3166-1 does not list today: their names, facts and regions."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from sphinx_milestones.core.records import Partner, Text
from sphinx_milestones.reading.view_options import OPTIONS
from sphinx_milestones.register.register import Lookup, Register
from sphinx_milestones.views.facts import partner_facts
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.runs import PlainText
from sphinx_milestones.views.wording import Wording

YUGOSLAVIA = Partner("yugoslavia", "country", "YU", Text((("en", "Yugoslavia"),)), until="1992")
REGISTER = Register(
    partners={
        "yugoslavia": YUGOSLAVIA,
        "kosovo": Partner("kosovo", "country", "XK", region="039"),
        "muscat": Partner("muscat", "country", name=Text((("", "Muscat and Oman"),))),
    }
)


def words(language: str) -> Wording:
    """Return the wording in a language."""
    return Wording(language, NullTranslations(), REGISTER)


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("kosovo", "ar", "كوسوفو"),
        ("yugoslavia", "en", "Yugoslavia"),
        ("yugoslavia", "ar", "Yugoslavia"),
        ("muscat", "ar", "Muscat and Oman"),
    ],
)
def test_names(key: str, language: str, name: str) -> None:
    """CLDR names some of them; another is called as the register does, in each language."""
    assert words(language).partner(key) == name


def test_facts() -> None:
    """The region follows from the successors; the year when it ceased to exist is shown."""
    facts = partner_facts(YUGOSLAVIA, [], IndexWording(words("en")), headed=False)
    shown = {fact.name: fact.runs for fact in facts}
    assert shown["region"] == [PlainText("Southern Europe")]
    assert "country" not in shown  # its code is for data
    assert shown["until"] == [PlainText("1992")]


def test_a_continent_selects_its_regions() -> None:
    """And what lies in several of them."""
    regions = OPTIONS["region"].parse("europe, central-asia", Lookup(REGISTER), lambda *_: None)
    assert regions == ("150", "151", "154", "039", "155", "143")
