"""The example register, which the manual shows and others copy: it builds everywhere and uses every feature."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.support.project import Project
from tests.support.records import comparable, read_records, records_of_load

from sphinx_milestones import load
from sphinx_milestones.cli.main import main
from sphinx_milestones.cli.starting.texts import markdown_of, parse
from sphinx_milestones.core.dates import Date, Precision, parse_date
from sphinx_milestones.register.column_types import DOCUMENT_STATES
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.labels import MODES

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

EXAMPLE = Path(__file__).parents[2] / "ext/manual/example"
BUILDERS = [
    *("pdf", "html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "gettext"),
    *("linkcheck", "dummy"),
]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the example register, whose build folder the tests share."""
    root = tmp_path_factory.mktemp("example") / "register"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("_build"))
    return Project(root)


@pytest.fixture(scope="module")
def data() -> Register:
    """What its data files contain."""
    register, findings = load_register(EXAMPLE / "data")
    assert findings == []
    return register


@pytest.fixture(scope="module")
def pages() -> str:
    """The text of its year pages."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("years/*.md")))


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_accepts_it(example: Project, builder: str) -> None:
    """A build ends without a warning."""
    builddir = example.root / ("_build/gettext" if builder == "gettext" else "_build")  # it needs its own doctrees
    built = example.build(builder, builddir=builddir, confoverrides={"linkcheck_ignore": [".*"]})  # no network here
    assert (built.warnings, built.code) == ([], 0)


def test_each_page_is_read_as_it_is_written() -> None:
    """What `init` translates and converts are the parts of a page, from which the page can be written again."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.rglob("*.md"))]
    assert [markdown_of(parse(page)) for page in pages] == pages


def test_in_restructuredtext_it_is_the_same(example: Project, tmp_path: Path) -> None:
    """A strict build of what `init` writes in the other markup gives the same data, texts included."""
    assert main(["init", str(tmp_path), "--markup", "rest"]) == 0
    built = Project(tmp_path).build()
    assert built.warnings == []
    same, other = (json.loads(each.read("data/milestones.json")) for each in (built, example.build()))
    for record in same["milestones"] + other["milestones"]:
        assert record.pop("source")["text"]
    assert same == other


def test_check_finds_no_problem(example: Project) -> None:
    """Nor does it find an entry that no milestone uses."""
    assert main(["check", "-c", str(example.root)]) == 0


def test_every_field_is_used(pages: str) -> None:
    """Each field and each mode has a value in some milestone."""
    assert [name for name in FIELDS if f"\n:{name}: " not in pages] == []
    assert [mode for mode in MODES if f"\n:mode: {mode}\n" not in pages] == []


def test_every_way_to_write_a_date_is_used(pages: str) -> None:
    """A year, a month, a day, an interval within a month and one across years, an approximate and an uncertain date."""
    dates = [parse_date(line.removeprefix(":date: ")) for line in pages.splitlines() if line.startswith(":date: ")]

    def crosses_years(date: Date) -> bool:
        return date.precision is not Precision.YEAR and date.lower.year != date.upper.year

    assert {date.precision for date in dates} == {Precision.YEAR, Precision.MONTH, Precision.DAY}
    assert any("/" in date.text and not crosses_years(date) for date in dates)
    assert any(crosses_years(date) for date in dates)
    assert any("~" in date.text for date in dates)
    assert any("?" in date.text for date in dates)


def test_every_qualifier_of_a_count_is_used(pages: str) -> None:
    """More than, fewer than, about, and exactly."""
    for number in (":participants: >", ":participants: <", ":participants: ~", ":participants: 2"):
        assert number in pages


def test_every_kind_of_partner_and_parent_is_used(data: Register) -> None:
    """An agency of a country, an agency of an agency, a body of an organisation, and partners without a parent."""
    assert {partner.kind for partner in data.partners.values()} == set(data.kinds_of_partners)
    parents = {(p.kind, data.partners[p.parent].kind) for p in data.partners.values() if p.parent}
    assert parents == {("agency", "country"), ("agency", "agency"), ("organisation", "organisation")}


def test_every_status_of_a_document_is_used(data: Register) -> None:
    """The file of the hosted one is in the folder, and is measured."""
    assert sorted(document.status for document in data.documents.values()) == sorted(DOCUMENT_STATES)
    (hosted,) = (document for document in data.documents.values() if document.file)
    assert hosted.pages == 2


def test_every_kind_and_topic_is_used(pages: str, data: Register) -> None:
    """None is there for show."""
    assert [key for key in data.kinds if f"\n:kind: {key}\n" not in pages] == []
    assert [key for key in data.topics if key not in pages] == []


def test_some_years_are_missing() -> None:
    """Years without a milestone lie between the first and the last."""
    years = sorted(int(path.stem) for path in EXAMPLE.glob("years/*.md"))
    assert len(set(range(years[0], years[-1])) - set(years)) >= 3


def test_the_data_has_every_milestone(example: Project, pages: str) -> None:
    """The data file of the site has as many records as the pages have milestones."""
    records = json.loads(example.build().read("data/milestones.json"))["milestones"]
    assert len(records) == pages.count("{milestone} ") >= 6


def test_reading_it_without_a_build_gives_the_same(example: Project) -> None:
    """Each milestone has the same fields, and the same text as written."""
    built = [comparable(record) for record in read_records(example.build().read("data/milestones.json"))]
    loaded = load(example.root)
    assert (records_of_load(loaded), loaded.problems) == (built, ())


def test_the_examples_of_fields_are_of_this_register(example: Project, data: Register) -> None:
    """A key that the help of a field with a table shows is one of the example register."""
    keys = [(field.table, re.split("[ ,]", field.example)[0]) for field in FIELDS.values() if field.table]
    assert [key for table, key in keys if key not in data.table(table)] == []
    assert sorted(path.name for path in example.root.glob("data/*.toml")) == sorted(
        table.file for table in TABLES.values()
    )
