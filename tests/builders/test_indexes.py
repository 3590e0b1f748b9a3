"""The indexes of partners, documents and sources: each fact of an entry, in HTML and in print."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.html_pages import Pages
from tests.support.project import CONF, MILESTONE, year_page
from tests.support.records import read_data

if TYPE_CHECKING:
    from tests.support.html_pages import Element
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

ROOT = Path(__file__).parents[2]

PARTNERS = """\
[home]
kind = "agency"
name = "Home Authority"
acronym = "HA"
parent = "bahrain"

[bahrain]
kind = "country"
country = "BH"

[oman]
kind = "country"
country = "OM"
name = { en = "Oman", ar = "سلطنة عُمان" }
aliases = ["sultanate", "Sultanate of Oman"]
wikidata = "Q842"
url = "https://example.org/oman"

[ministry]
kind = "agency"
name = "Ministry of Works"
acronym = "MOW"
parent = "oman"

[un-desa]
kind = "organisation"
name = "Department of Economic and Social Affairs"
acronym = "UN DESA"
"""
DOCUMENTS = """\
[lost]
title = "Lost"
status = "not-located"

[hosted]
title = "Hosted"
status = "available"
file = "hosted.txt"
media_type = "text/plain"

[elsewhere]
title = "Elsewhere"
status = "external"
url = "https://files.example.org/a.pdf"
media_type = "application/pdf"
language = "ar"

[asked]
title = "Asked"
status = "on-request"

[gone]
title = "Gone"
status = "withdrawn"
note = "A newer one took its place."
"""
SOURCES = """\
[paper]
title = "A paper"
publisher = "The Paper"
quality = "press"
published = "2024-12-13"
language = "ar"
accessed = "2026-11-23"

[page]
title = "The page"
publisher = "Home Authority"
url = "https://example.org/page"
quality = "official"

[note]
title = "A note"
quality = "press"
url = "https://example.org/note"
"""
VISIT = MILESTONE.replace(":documents: report", ":documents: lost, hosted, elsewhere, asked, gone")
WORKSHOP = """\
:::{milestone} A long workshop
:id: 2022-workshop
:date: 2022-11/2023-02
:kind: workshop
:partners: ministry, un-desa
:host: oman
:sources: page, paper, note

Words.
:::
"""
LATER = WORKSHOP.replace("2022-workshop", "2022-later").replace("2022-11/2023-02", "2022").replace("A long", "A later")


@pytest.fixture
def register(project: Project) -> Project:
    """Partners of all sorts, without pages of their own, a document of each state, sources of two qualities."""
    project.write("conf.py", CONF + 'milestones_partner_pages = ""\n')
    project.write("data/partners.toml", PARTNERS)
    project.write("data/documents.toml", DOCUMENTS)
    project.write("data/documents/hosted.txt", "words")
    project.write("data/sources.toml", SOURCES)
    project.write("years/2024.md", year_page(VISIT))
    project.write("years/2022.md", year_page(WORKSHOP, LATER, year=2022))
    return project


def entry(page: Element, identifier: str) -> Element:
    """The entry of a partner, document or source, by its anchor."""
    return next(div for div in page.all("div") if any(id_of(term) == identifier for term in terms(div)))


def terms(div: Element) -> list[Element]:
    """The names in a group of a definition list."""
    return [child for child in div.children if not isinstance(child, str) and child.tag == "dt"]


def id_of(element: Element) -> str:
    """The id of an element, empty where it has none."""
    return element.attributes.get("id", "")


def facts(element: Element) -> list[str]:
    """The facts on the secondary lines of an entry, one by one."""
    lines = [child for line in element.all("p", "ms-line") for child in line.children]
    return [child.text for child in lines if not isinstance(child, str)]


def milestones(element: Element) -> list[str]:
    """The milestones of an entry, as a reader has them."""
    return [item.text for group in element.all("ul", "ms-mentions") for item in group.all("li")]


def test_a_partner_says_who_it_is(register: Project) -> None:
    """Bodies, identifier, site, other names; kind and region are above it, and no alias is spelt like a key."""
    build = register.build()
    assert build.warnings == []
    oman = entry(Pages(build.outdir)["index.html"], "partner-oman")
    assert facts(oman)[:5] == [
        "Subordinate bodies: MOW",
        "Wikidata: Q842",
        "Website: https://example.org/oman",
        "Arabic: سلطنة عُمان",
        "Also known as: Sultanate of Oman",
    ]
    assert {"#partner-ministry", "https://www.wikidata.org/wiki/Q842", "https://example.org/oman"} <= set(oman.hrefs)
    (arabic,) = oman.all("bdi")
    assert arabic.attributes["lang"] == "ar"
    assert "sultanate" not in oman.text


def test_a_body_leads_to_what_it_belongs_to(register: Project) -> None:
    """The ministry names Oman; the host names Bahrain, which has no entry to lead to."""
    page = Pages(register.build().outdir)["index.html"]
    ministry, home = entry(page, "partner-ministry"), entry(page, "partner-home")
    assert facts(ministry)[:2] == ["Belongs to: Oman", "2 milestones, 2022–2023"]
    assert "#partner-oman" in ministry.hrefs
    assert facts(home)[:3] == ["Kind: Agency", "Region: Western Asia", "Belongs to: Bahrain"]
    assert not [href for href in home.hrefs if "bahrain" in href]


def test_a_partner_has_its_counts_years_kinds_and_roles(register: Project) -> None:
    """A span counts from its first year to its last; what a partner hosted is among its milestones."""
    page = Pages(register.build().outdir)["index.html"]
    desa, oman, home = (entry(page, f"partner-{key}") for key in ("un-desa", "oman", "home"))
    assert facts(desa)[-3:] == ["3 milestones, 2022–2024", "Workshop (2)", "Visit (1)"]
    assert milestones(desa)[0] == "First visit December 2024, funder"
    assert facts(oman)[-3:] == ["3 milestones, 2022–2024", "Workshop (2)", "Visit (1)"]
    assert milestones(oman) == [
        "First visit December 2024",
        "A long workshop November 2022 – February 2023, host",
        "A later workshop 2022, host",
    ]
    assert facts(home)[-2:] == ["1 milestone", "Visit"]
    assert milestones(home) == ["First visit December 2024"]


def test_the_jump_list_has_each_kind_and_region_with_its_number(register: Project) -> None:
    """Each link leads to the heading of that group."""
    page = Pages(register.build().outdir)["index.html"]
    jump = next(nav for nav in page.all("nav", "ms-jump") if "kind and region" in nav.attributes["aria-label"])
    items = [" ".join(item.text.split()) for item in jump.all("li")]
    assert items == [
        "Countries 1 Western Asia 1",
        "Western Asia 1",
        "Agencies 1 Western Asia 1",
        "Western Asia 1",
        "Organisations 1",
        "Hosts 1",
    ]
    headings = [page.by_id(href[1:]).text for href in jump.hrefs]
    assert headings == ["Countries", "Western Asia", "Agencies", "Western Asia", "Organisations", "Hosts"]


def test_the_jump_list_has_the_regions_where_one_partner_has_none(register: Project) -> None:
    """Those of the others are still led to."""
    more = '[lone]\nkind = "agency"\nname = "Lone"\n'
    register.write("data/partners.toml", PARTNERS + more)
    register.write("years/2024.md", year_page(VISIT.replace("oman, ", "oman, lone, ")))
    page = Pages(register.build().outdir)["index.html"]
    (item,) = [each for nav in page.all("nav", "ms-jump") for each in nav.all("li") if each.text.startswith("Agencies")]
    assert " ".join(item.text.split()) == "Agencies 2 Western Asia 1"


def test_a_short_index_has_no_box_to_narrow_it(register: Project) -> None:
    """Four partners are seen at a glance; ten are not."""
    assert "ms-find" not in register.build().read("index.html")
    more = "".join(f'[body-{n}]\nkind = "bloc"\nname = "Body {n}"\n\n' for n in range(6))
    register.write("data/partners.toml", PARTNERS + more)
    names = ", ".join(f"body-{n}" for n in range(6))
    register.write("years/2024.md", year_page(VISIT.replace("oman, ", f"oman, {names}, ")))
    (box,) = Pages(register.build().outdir)["index.html"].all("form", "ms-find")
    assert "hidden" in box.attributes


def test_documents_stand_by_state_with_what_is_missing(register: Project) -> None:
    """Documents that can be opened come first; the number that was not located is at the top."""
    build = register.build()
    page = Pages(build.outdir)["index.html"]
    assert "1 of 5 documents was not located." in page.text
    order = [identifier for e in page.walk() if (identifier := id_of(e)).startswith("document_")]
    assert order == ["document_hosted", "document_elsewhere", "document_asked", "document_gone", "document_lost"]
    shown = {identifier: facts(entry(page, identifier)) for identifier in order}
    assert shown == {
        "document_hosted": ["Pages, language not known"],
        "document_elsewhere": ["at files.example.org", "Size, pages not known"],
        "document_asked": ["Type, size, pages, language not known"],
        "document_gone": ["Type, size, pages, language not known", "A newer one took its place."],
        "document_lost": ["Type, size, pages, language not known"],
    }
    links = {link.attributes["href"]: link.text for link in page.all("a") if "href" in link.attributes}
    assert links["documents/hosted.txt"] == "Hosted (TXT, 5 B)"
    assert links["https://files.example.org/a.pdf"] == "Elsewhere (PDF, Arabic)"
    assert milestones(entry(page, "document_gone")) == ["First visit December 2024"]


def test_sources_stand_by_quality_with_what_is_missing(register: Project) -> None:
    """In the order in which the file first has each quality, then in that of the file."""
    page = Pages(register.build().outdir)["index.html"]
    assert "1 of 3 sources has no web address." in page.text
    order = [identifier for e in page.walk() if (identifier := id_of(e)).startswith("source_")]
    assert order == ["source_paper", "source_note", "source_page"]
    shown = {identifier: facts(entry(page, identifier)) for identifier in order}
    assert shown == {
        "source_paper": ["The Paper", "December 13, 2024", "Arabic", "accessed November 23, 2026"],
        "source_note": ["undated"],
        "source_page": ["Home Authority", "undated"],
    }
    assert len(milestones(entry(page, "source_page"))) == 3


def test_what_no_milestone_names_says_so(register: Project) -> None:
    """The entry is not left with a gap."""
    register.write("data/sources.toml", SOURCES + '\n[unread]\ntitle = "Unread"\n')
    html = entry(Pages(register.build().outdir)["index.html"], "source_unread")
    assert facts(html) == ["undated"]
    assert html.text.endswith("Not named in any milestone.")
    assert "Not named in any milestone." in register.build("text").read("index.txt")


def test_print_has_the_facts_of_the_indexes(register: Project) -> None:
    """An output that expands views says what HTML says."""
    text = " ".join(register.build("text").read("index.txt").split())
    for expected in (
        "Oman: 3 milestones, 2022–2024 Workshop (2), Visit (1) Subordinate bodies: MOW Wikidata: Q842",
        "Website: https://example.org/oman Arabic: سلطنة عُمان Also known as: Sultanate of Oman",
        "Ministry of Works (MOW): 2 milestones, 2022–2023 Workshop Belongs to: Oman",
        "at files.example.org, Size, pages not known",
        "* December 2024: First visit (funder)",
        "* 2022: A later workshop (host)",
        "1 of 5 documents was not located.",
        "1 of 3 sources has no web address.",
        "The Paper, December 13, 2024, Arabic, press, accessed November 23, 2026",
        "Home Authority, undated, official",
    ):
        assert expected in text, expected


def test_hosts_have_no_role_beside_each_milestone(register: Project) -> None:
    """The heading above them says it, in print too."""
    text = " ".join(register.build("text").read("index.txt").split())
    assert "Home Authority (HA): 1 milestone Visit Belongs to: Bahrain * December 2024: First visit" in text
    assert "First visit (host)" not in text


def test_each_partner_of_this_register_is_counted_right(html: Pages) -> None:
    """Milestones, years, kinds and roles agree with the data that programs have."""
    data = read_data((html.folder / "data/milestones.json").read_text(encoding="utf-8"))
    records, labels_of_kinds = data["milestones"], {key: kind["label"] for key, kind in data["kinds"].items()}
    keys = {part["key"] for record in records for part in record["partners"]} | {r["host"] for r in records}
    assert len(keys) > 25
    table = tomllib.loads((ROOT / "data/roles.toml").read_text(encoding="utf-8"))
    labels = {key: role["label"]["en"] for key, role in table.items()}
    for key in keys:
        own = [each for each in records if key in [part["key"] for part in each["partners"]] + [each["host"]]]
        shown = entry(html["partners.html"], f"partner-{key}")
        page = html[f"partners/{key}.html"]
        years = [year for record in own for year in (record["date"]["earliest"][:4], record["date"]["latest"][:4])]
        span = "–".join(sorted({min(years), max(years)}))
        (extent,) = page.all("p", "ms-extent")
        assert (f"{len(own)} milestones, {span}" if len(own) > 1 else "1 milestone") in extent.text, key
        assert f"{len(own)} milestone" in shown.text, key
        entries = page.all("li", "ms-entry")
        links = [link for item in entries for title in item.all("p", "ms-title") for link in title.hrefs]
        assert sorted(link.partition("#")[2] for link in links) == sorted(record["id"] for record in own), key
        assert {record["id"] for record in own} == {href.partition("#")[2] for href in shown.hrefs if "#" in href}, key
        kinds = [kind.text for item in entries for kind in item.all("span", "ms-kind")]
        assert sorted(kinds) == sorted(labels_of_kinds[record["kind"]] for record in own), key
        parts = [part for record in own for part in record["partners"] if part["key"] == key]
        roles = [labels.get(role, role) for part in parts if (role := part.get("role"))]
        assert sum(
            f"<{role}>" in "".join(f"<{span.text}>" for item in entries for span in item.all("span")) for role in roles
        ) == len(roles), key


def title_of(fields: dict[str, Any]) -> str:
    """The title of an entry, in English if it is given by language."""
    title = fields["title"]
    return re.sub(r"\s+", " ", title if isinstance(title, str) else title["en"])


@pytest.mark.parametrize("table", ["documents", "sources"])
def test_the_lists_of_this_register_are_whole(html: Pages, table: str) -> None:
    """Each entry of the file is there under its anchor, with its title."""
    entries: dict[str, Any] = tomllib.loads((ROOT / f"data/{table}.toml").read_text(encoding="utf-8"))
    page = html["documents.html"]
    titles = {key: page.by_id(f"{table[:-1]}_{key}").text for key in entries}
    assert [key for key, fields in entries.items() if title_of(fields) not in titles[key]] == []
    missing = sum(fields.get("status") == "not-located" for fields in entries.values())
    if missing:
        assert f"None of the {missing} documents was located." in page.text
