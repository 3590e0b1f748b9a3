"""The commands know the fields that a register defines itself."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from tests.support.own_model import FIELDS, LINES

from sphinx_milestones.cli.project import find_project
from sphinx_milestones.editor.answers import choices
from sphinx_milestones.editor.slots import slot_at
from sphinx_milestones.editor.workspace import OpenProject

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.support.project import Project

GIVEN = ("--title", "A tower", "--date", "2023", "--kind", "visit", "--partners", "oman", "--sources", "page")
VALUES = [line[1:].replace(": ", "=", 1) for line in LINES.splitlines()]


def test_new_list_import(run: Run, project: Project) -> None:
    """What `new` writes, `list` shows in both forms, and `import` reads both in another register of the same model."""
    project.write("data/register.toml", FIELDS.replace("export = false\n", ""))
    (project.root / "years/2024.md").unlink()
    options = [option for value in VALUES for option in ("--field", value)]
    assert run("new", *GIVEN, *options, "--text", "They looked.").out.startswith("years/2023.md:7: added “2023-tower”.")
    page = project.root / "years/2023.md"
    written = page.read_text("utf-8")
    assert LINES in written

    (record,) = json.loads(run("list", "--format", "json").out)
    assert (record["orcid"], record["state"], record["height"]) == (["0000-0002-1825-0097"], "final", 1234.5)
    project.write("data.json", json.dumps({"format": 2, "languages": ["en"], "milestones": [record]}))
    (row,) = csv.DictReader(io.StringIO(run("list", "--format", "csv").out))
    columns = {"title_en": "title", "material_en": "material"}
    names = ("title_en", "date", "kind", "sources", "state", "height", "opened", "material_en")
    table = [["partners", *(columns.get(name, name) for name in names)], ["oman", *(row[name] for name in names)]]
    project.write("data.csv", "".join(",".join(cells) + "\r\n" for cells in table))
    for name, fields in (("data.json", LINES), ("data.csv", ":state: final\n:height: 1234.5\n")):
        page.unlink()
        done = run("import", name, "--write")
        assert (done.code, "Left out" in done.out) == (0, False), done.out
        assert fields.replace("1234.50", "1234.5") in page.read_text("utf-8")


def test_faults(run: Run, project: Project) -> None:
    """An unknown field, a value in another format, and a required field that is missing."""
    project.write("data/register.toml", FIELDS)
    assert "--field: the register has no own field “stat”. Did you mean “state”?" in run("new", "--field", "stat=a").err
    assert "--state: “finl” is not allowed." in run("new", "--field", "state=finl").err
    assert "missing --material" in run("new", *GIVEN).err


def test_completion(project: Project) -> None:
    """An editor offers the names of own fields, the choices of one and the keys of another."""
    project.write("data/register.toml", FIELDS)
    open_project = OpenProject(find_project(str(project.root), None))
    markup = open_project.markup_of(project.root / "years/2024.md")
    assert markup

    def offered(line: str) -> list[str]:
        lines = [":::{milestone} A", line, ":::"]
        slot = slot_at(lines, 1, len(line), markup, open_project.register)
        return [choice.text for choice in choices(slot, open_project)] if slot else []

    assert offered(":s")[-2:] == ["material", "shelf"]
    assert offered(":state: ") == ["draft", "final"]
    assert offered(":author: oman, ") == list(open_project.register.partners)


def test_completion_of_roles(project: Project) -> None:
    """Each role in brackets is completed by itself, also while the bracket is open."""
    open_project = OpenProject(find_project(str(project.root), None))
    markup = open_project.markup_of(project.root / "years/2024.md")
    assert markup
    line = ":partners: oman (host, fun), un-desa (or"
    lines = [":::{milestone} A", line, ":::"]
    for column, text, table in (
        (line.index("ho") + 1, "host", "roles"),
        (line.index("fun") + 3, "fun", "roles"),
        (line.index("un-") + 2, "un-desa", "partners"),
        (len(line), "or", "roles"),
    ):
        slot = slot_at(lines, 1, column, markup, open_project.register)
        assert slot
        assert (slot.text, slot.table, line[slot.begin : slot.end]) == (text, table, text)
