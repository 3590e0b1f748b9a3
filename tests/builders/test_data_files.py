"""The view of the data files: what it says of them is true, and its examples run."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager, redirect_stdout
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.support.html_pages import Pages
from tests.support.project import Project, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.project import Build

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

SITE = "https://example.org/"
TABLES = ["milestones", "participations", "partners", "kinds", "topics", "documents", "sources"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A register with a page of its data."""
    project = write_project(tmp_path_factory.mktemp("data-files"))
    project.write("files.md", "# Data\n\n:::{data-files}\n:::\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "years/*\nfiles"))
    return project


@pytest.fixture(scope="module")
def built(project: Project) -> Build:
    """Its build."""
    build = project.build()
    assert build.warnings == []
    return build


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, as the plainest server does; give the address."""
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
        """Nothing."""


def examples(build: Build) -> dict[tuple[str, str], str]:
    """Return the examples by file and tool."""
    page = build.read("files.html")
    found = {}
    for item in re.split(r'<li>\s*<p><a class="reference download"', page)[1:]:
        name = re.search(r">([\w.]+)</a>", item)
        for tool, code in re.findall(r'<p class="ms-quiet">(.*?)</p>\s*<pre[^>]*><code>(.*?)</code>', item, re.DOTALL):
            found[name[1] if name else "", tool] = unescape(code)
    return found


def test_each_file_is_linked_with_its_size_and_rows(built: Build) -> None:
    """Each table is also linked in its form for spreadsheets."""
    page = Pages(built.outdir)["files.html"]
    links = [link.attributes["href"] for link in page.all("a", "download")]
    names = ["milestones.json", "milestones.schema.json", "datapackage.json"]
    tables = [f"{folder}{name}.csv" for name in TABLES for folder in ("", "spreadsheet/")]
    assert links == [f"data/{name}" for name in [*names, *tables]]
    assert [link for link in links if not (built.outdir / link).is_file()] == []
    text = " ".join(page.text.split())
    for name in TABLES:
        size = (built.outdir / f"data/{name}.csv").stat().st_size
        rows = len(list(csv.reader(io.StringIO(built.read(f"data/{name}.csv"))))) - 1
        assert f"{name}.csv ({size} B, {rows} row{'s' * (rows != 1)})" in text


def test_examples_in_python_run(built: Build) -> None:
    """Against a server, as a reader would run them."""
    with serve(built.outdir) as address:
        printed = {}
        for (name, tool), code in examples(built).items():
            if tool == "Python":
                output = io.StringIO()
                with redirect_stdout(output):
                    exec(code.replace(SITE, f"{address}/"), {})
                printed[name] = output.getvalue()
    assert printed["milestones.json"] == "2024-12 First visit\n"
    assert printed["participations.csv"] == "2 rows; milestone, partner, role, through\n"
    assert sorted(printed) == sorted(["milestones.json", *(f"{name}.csv" for name in TABLES)])


@pytest.mark.skipif(not os.environ.get("CI") and not shutil.which("curl"), reason="curl is not installed")
def test_the_example_for_curl_downloads_the_file(built: Build, tmp_path: Path) -> None:
    """The file is served and downloaded as the example says."""
    with serve(built.outdir) as address:
        command = examples(built)["datapackage.json", "curl"].replace(SITE, f"{address}/").split()
        subprocess.run([*command, "--silent"], cwd=tmp_path, check=True)
    assert (tmp_path / "datapackage.json").read_text("utf-8") == built.read("data/datapackage.json")


def test_examples_in_sql_run(built: Build) -> None:
    """DuckDB reads a file as it reads a URL."""
    queries = {name: code for (name, tool), code in examples(built).items() if tool.startswith("SQL")}
    assert len(queries) == len(TABLES) + 1
    found = {name: duckdb.execute(code.replace(SITE, f"{built.outdir}/")).fetchall() for name, code in queries.items()}
    assert [row[:2] for row in found["milestones.json"]] == [("2024-first", "First visit")]
    assert found["participations.csv"] == [
        ("2024-first", "oman", None, None),
        ("2024-first", "un-desa", "funder", None),
    ]


def test_examples_in_r_name_the_files(built: Build) -> None:
    """R is in few test environments; what its functions get is checked."""
    for (name, tool), code in examples(built).items():
        if tool == "R":
            assert f'"{SITE}data/{name}"' in code


def test_a_database_enforces_the_keys_of_the_data_package(built: Build) -> None:
    """DuckDB takes the rows with the types, primary and foreign keys that the package declares."""
    package = json.loads(built.read("data/datapackage.json"))
    types = {"string": "VARCHAR", "integer": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}
    database = duckdb.connect()
    order = [*TABLES[2:], *TABLES[:2]]
    for resource in sorted(package["resources"], key=lambda each: order.index(each["name"])):
        name, schema = resource["name"], resource["schema"]
        columns = [f'"{field["name"]}" {types[field["type"]]}' for field in schema["fields"]]
        columns.append(f"PRIMARY KEY ({', '.join(schema['primaryKey'])})")
        references = [(key["fields"], key["reference"]) for key in schema.get("foreignKeys", ())]
        columns += [
            f"FOREIGN KEY ({column}) REFERENCES {other['resource']} ({other['fields']})"
            for column, other in references
            if other["resource"]
        ]
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        path = built.outdir / "data" / resource["path"]
        database.execute(f"INSERT INTO {name} SELECT * FROM read_csv('{path}', header = true, all_varchar = true)")
    (rows,) = database.execute("SELECT count(*) FROM participations JOIN partners ON partner = key").fetchall()
    assert rows == (2,)


def test_the_page_follows_the_size_of_the_files(project: Project, built: Build) -> None:
    """A longer text changes the page, although the timeline and other views show nothing of it."""
    before = built.read("files.html")
    page = project.root / "years/2024.md"
    page.write_text(page.read_text().replace("Body text.", "Body text." * 200))
    try:
        after = project.build()
        size = len(after.read("data/milestones.json").encode())
        assert after.read("files.html") != before
        assert f"{round(size / 1000)}\N{NO-BREAK SPACE}KB" in after.read("files.html")
    finally:
        page.write_text(page.read_text().replace("Body text." * 200, "Body text."))
        project.build()


def test_the_address_of_the_site_is_in_the_examples(tmp_path: Path) -> None:
    """Where it is known; then nothing has to be replaced."""
    project = write_project(tmp_path)
    project.write("files.md", "---\norphan: true\n---\n\n# Data\n\n:::{data-files}\n:::\n")
    build = project.build(confoverrides={"html_baseurl": "https://register.example/en"})
    assert "https://register.example/en/data/milestones.csv" in build.read("files.html")
    assert SITE not in build.read("files.html")
    # The data for search engines are on this page, and no longer on that of the timeline.
    assert ['"Dataset"' in build.read(name) for name in ("files.html", "index.html")] == [True, False]
