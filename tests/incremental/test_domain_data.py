"""The data of the domain: plain values by document, that survive storage, clearing and merging."""

from __future__ import annotations

import dataclasses
import pickle
from copy import deepcopy
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.register import Register

    from sphinx_milestones.environment.domain import MilestoneDomain

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

PLAIN = (str, int, bool, date, type(None))

# The fields of everything that is stored. Whoever changes one raises `data_version`, so that older stores are read
# anew, and writes the new fields here.
FIELDS_OF_VERSION = {
    22: {
        "Count": "value qualifier",
        "Date": "text start end",
        "Dependencies": "keys digest",
        "Fingerprint": "rendered exported",
        "Mention": "role target path line",
        "Milestone": "id docname line title date kind partners host topics place mode participants countries "
        "documents sources related label image alt credit added updated change body lead html title_html markup syntax "
        "sources_differ incomplete unread translations own",
        "Participation": "partner roles through",
        "PlacedView": "view position level anchors",
        "Point": "year month day qualifier season unspecified time",
        "Selection": "years first last kinds partners topics regions",
        "Signature": "size modified changed content",
        "View": "name selection limit newest_first edition",
    }
}


@pytest.fixture
def app(register: Register) -> Iterator[SphinxTestApp]:
    """A build of the register, still open."""
    register.edit("years/2024.md", ":id: 2024-second", ":id: 2024-second\n:participants: >50")
    app = SphinxTestApp("html", srcdir=register.root, builddir=register.root / "_build")
    app.build()
    yield app
    app.cleanup()


def domain_of(app: SphinxTestApp) -> MilestoneDomain:
    """Return the domain of a build."""
    return app.env.domains["ms"]  # type: ignore[return-value]


def parts(value: Any) -> Iterator[Any]:
    """Yield a value and every value inside it."""
    yield value
    inner: list[Any] = []
    if dataclasses.is_dataclass(value):
        inner = [getattr(value, field.name) for field in dataclasses.fields(value)]
    elif isinstance(value, dict):
        inner = [*value, *value.values()]
    elif isinstance(value, tuple | list | set):
        inner = list(value)
    for part in inner:
        yield from parts(part)


def fields_of(value: Any) -> tuple[str, ...] | None:
    """Return the names of the fields of a record."""
    if dataclasses.is_dataclass(value):
        return tuple(field.name for field in dataclasses.fields(value))
    return getattr(value, "_fields", None)


def test_the_data_are_plain_values(app: SphinxTestApp) -> None:
    """The domain stores text, numbers, tuples and records only: no node, no path, no object of Sphinx."""
    for value in parts(domain_of(app).data):
        assert isinstance(value, (*PLAIN, dict, tuple)) or fields_of(value), type(value)
        assert not isinstance(value, Enum)


def test_the_summary_of_a_milestone_follows_what_it_refers_to(register: Register) -> None:
    """It is the first sentence of the first paragraph, after a note, with the titles as they are now."""
    note = "```{note}\nA note. It comes first.\n```\n\n- See {milestone}`2023-data`, with Dr. Ali. More.\n- Last."
    register.edit("years/2024.md", "Body text.", note)
    for title in ("Workshop on data", "Workshop on figures"):
        app = SphinxTestApp("html", srcdir=register.root, builddir=register.root / "_build")
        app.build()
        links = domain_of(app).links("index")
        milestone = links.collection.by_id["2024-first"]
        app.cleanup()
        assert links.summary(milestone) == f"See {title}, with Dr. Ali."
        register.edit("years/2023.md", title, "Workshop on figures")


def test_the_fields_of_the_records_are_those_of_the_version(app: SphinxTestApp) -> None:
    """A changed field needs a new `data_version`, as stored environments have records of the old form."""
    domain = domain_of(app)
    found = {type(value).__name__: " ".join(fields) for value in parts(domain.data) if (fields := fields_of(value))}
    assert found == FIELDS_OF_VERSION[domain.data_version]


def test_the_data_survive_storage(app: SphinxTestApp) -> None:
    """The data are equal after pickling, and after a new build has loaded them."""
    data = domain_of(app).data
    assert pickle.loads(pickle.dumps(data)) == data
    again = SphinxTestApp("html", srcdir=app.srcdir, builddir=app.srcdir / "_build")
    assert domain_of(again).data == data
    again.cleanup()


def test_clearing_a_document_leaves_the_others(app: SphinxTestApp) -> None:
    """A cleared document leaves no trace in the data or in what is computed from them."""
    domain = domain_of(app)
    before = deepcopy(domain.data)
    domain.clear_doc("years/2024")
    assert domain.collection.get_milestone("2024-first") is None
    assert domain.collection.get_milestone("2023-data") is not None
    assert "oman" not in domain.collection.partners_shown
    for name, stored in domain.data.items():
        if name != "version":
            assert stored == {doc: value for doc, value in before[name].items() if doc != "years/2024"}


def test_merging_takes_over_the_documents_that_were_read(app: SphinxTestApp) -> None:
    """Merging adds the records of the documents that the other process read, and no others."""
    domain = domain_of(app)
    other = deepcopy(domain.data)
    for docname in ("years/2024", "years/2023", "timeline", "story"):
        domain.clear_doc(docname)
    domain.merge_domaindata({"years/2024", "timeline", "story"}, other)
    assert [milestone.id for milestone in domain.collection.milestones] == ["2024-first", "2024-second"]
    assert domain.collection.home_of("timeline") == "timeline"
    assert domain.data["mentions"]["story"] == other["mentions"]["story"]
    assert domain.data["dependencies"]["years/2024"] == other["dependencies"]["years/2024"]
    assert "years/2023" not in domain.data["milestones"]


def test_parallel_reading_collects_the_same(app: SphinxTestApp) -> None:
    """The merged data of two processes equal those of a single process."""
    data = deepcopy(domain_of(app).data)
    parallel = SphinxTestApp("html", srcdir=app.srcdir, builddir=app.srcdir / "_build2", parallel=2)
    parallel.build()
    assert domain_of(parallel).data == data
    parallel.cleanup()


def test_writing_does_not_change_the_data(app: SphinxTestApp) -> None:
    """The write phase leaves the data alone, as a change made in a writing process would be lost with it."""
    again = SphinxTestApp("html", srcdir=app.srcdir, builddir=app.srcdir / "_build3")
    seen: list[Any] = []
    again.connect("env-updated", lambda _app, env: seen.append(deepcopy(env.domains["ms"].data)), priority=999)
    again.build()
    assert domain_of(again).data == seen[0]
    again.cleanup()


def test_nothing_is_set_on_the_environment_or_the_application(app: SphinxTestApp) -> None:
    """All of the extension's state is the domain's own."""
    for thing in (app, app.env, app.builder):
        assert [name for name, value in vars(thing).items() if "milestone" in f"{name} {type(value)}"] == []
