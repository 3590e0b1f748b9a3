"""The data as tables: what a program reads from them, and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.records import export_data
from tests.support.small_register import milestone, wording

from sphinx_milestones.core.records import Count, Milestone, Translation
from sphinx_milestones.views.exports import EXPORTS
from sphinx_milestones.views.exports.csv_files import cell
from sphinx_milestones.views.exports.data import ExportData

TEXT = Translation("ar", "الأولى", "نص.", "<p>نص.</p>", (("place", "أوسلو"),))
FULL = milestone(
    "one",
    "2024-12~",
    "ministry norway:funder",
    kind="visit",
    host="home",
    topics=("maps", "data"),
    place="Oslo, Norway",
    participants=Count(50, ">"),
    sources=("page",),
    body='A “b”,\n"c".\n\nD.',
    added="2026-11-23",
    translations=(TEXT,),
)


def data(*milestones: Milestone, **more: Any) -> ExportData:
    """What exports are made of, in two languages."""
    made = export_data(milestones, wording("en"), **more)
    return replace(made, wordings={**made.wordings, "ar": wording("ar")})


def rows(name: str, *milestones: Milestone) -> list[dict[str, str]]:
    """The rows of a table, read as a program would."""
    return list(csv.DictReader(StringIO(EXPORTS[f"{name}.csv"].content(data(*milestones)), newline="")))


def test_a_milestone_is_a_row_with_a_column_for_each_language() -> None:
    """Dates have their bounds, counts their number, lists one separator; what is not known is empty."""
    (row,) = rows("milestones", FULL)
    assert {name: value for name, value in row.items() if value} == {
        "id": "one",
        "title_en": "One",
        "title_ar": "الأولى",
        "date": "2024-12~",
        "date_precision": "month",
        "date_earliest": "2024-12-01",
        "date_latest": "2024-12-31",
        "date_approximate": "true",
        "date_uncertain": "false",
        "kind": "visit",
        "host": "home",
        "topics": "maps; data",
        "place_en": "Oslo, Norway",
        "place_ar": "أوسلو",
        "participants": ">50",
        "participants_number": "50",
        "sources": "page",
        "added": "2026-11-23",
        "text_en": 'A “b”,\n"c".\n\nD.',
        "text_ar": "نص.",
        "single_source": "true",
        "address": "years/2024.html#one",
    }


def test_participations_have_a_row_each() -> None:
    """With role, or with the bodies through which a partner took part."""
    assert rows("participations", FULL) == [
        {"milestone": "one", "partner": "ministry", "role": "", "through": ""},
        {"milestone": "one", "partner": "norway", "role": "funder", "through": ""},
        {"milestone": "one", "partner": "oman", "role": "", "through": "ministry"},
    ]


def test_entries_have_their_names_in_each_language() -> None:
    """Those of countries too, which a register need not give."""
    found = {row["key"]: row for row in rows("partners")}
    assert (found["norway"]["label_en"], found["norway"]["label_ar"]) == ("Norway", "النرويج")
    assert (found["oman"]["aliases"], found["oman"]["m49"]) == ("sultanate; Sultanate of Oman", "145")
    assert [row["title_en"] for row in rows("sources")] == ["The page", "The paper"]
    assert [row["bytes"] for row in rows("documents")] == ["", "2000000", "800"]


@pytest.mark.parametrize("name", [name for name in EXPORTS if name.endswith(".csv")])
def test_lines_end_as_rfc_4180_says_and_spreadsheets_know_the_encoding(name: str) -> None:
    """Only a file for spreadsheets begins with a byte order mark; apart from that both are the same."""
    written = EXPORTS[name].content(data(FULL))
    plain = EXPORTS[name.removeprefix("spreadsheet/")].content(data(FULL))
    assert written == ("\ufeff" if name.startswith("spreadsheet/") else "") + plain
    assert plain.endswith("\r\n")


@settings(max_examples=40)
@given(st.text(), st.sampled_from(["", " ", "\t", "\n", "\ufeff"]), st.sampled_from("=+-@＝＋－＠"))
def test_no_cell_begins_like_a_formula(text: str, before: str, sign: str) -> None:
    """Whatever it is; a cell that does gets an apostrophe, and loses nothing."""
    assert cell(before + sign + text) == f"'{before}{sign}{text}"
    assert cell(f"\t{text}") == f"'\t{text}"
    assert cell(text) in (text, f"'{text}")
    assert not cell(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_the_data_package_describes_each_table() -> None:
    """Columns, keys, size and hash are those of the files; licence and address those of the project."""
    exports = data(FULL, title={"en": "A register"}, licence="CC-BY-4.0", homepage="https://example.org/")
    package = json.loads(EXPORTS["datapackage.json"].content(exports))
    assert (package["title"], package["homepage"]) == ("A register", "https://example.org/")
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    resources = {resource["name"]: resource for resource in package["resources"]}
    for resource in resources.values():
        content = EXPORTS[resource["path"]].content(exports)
        assert (resource["bytes"], resource["hash"]) == (
            len(content.encode()),
            f"sha256:{sha256(content.encode()).hexdigest()}",
        )
        header = next(csv.reader(StringIO(content, newline="")))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    assert resources["participations"]["schema"]["foreignKeys"] == [
        {"fields": "milestone", "reference": {"resource": "milestones", "fields": "id"}},
        {"fields": "partner", "reference": {"resource": "partners", "fields": "key"}},
    ]


def test_a_licence_may_be_an_address() -> None:
    """The description then has the URL of the licence instead of its identifier."""
    package = json.loads(EXPORTS["datapackage.json"].content(data(licence="https://example.org/licence")))
    assert package["licenses"] == [{"path": "https://example.org/licence"}]
