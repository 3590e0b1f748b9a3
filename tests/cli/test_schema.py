"""The schemas of the data files say the same as the table that the files are read by."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from tests.cases.catalogue import FOLDER, Case, read_cases

from sphinx_milestones.cli.json_schema import schema_of, schema_of_published
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register
from sphinx_milestones.register.tables import TABLES

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.support.project import Project

DATA = Path(__file__).parents[2] / "data"
NOT_TOML = ["register-syntax", "conflict"]
OF_DATA = [Problem.REGISTER_ENTRY, Problem.REGISTER_VALUE]


def data_cases() -> list[Case]:
    """The cases of the catalogue that change a data file and leave it in TOML."""
    return [
        case
        for case in read_cases()
        if not any(f"[milestones.{code}]" in message for message in case.messages for code in NOT_TOML)
        and any(f"data/{table.file}" in case.files for table in TABLES.values())
    ]


def register_of(case: Case | None, root: Path) -> Register:
    """The sound register of the catalogue, with the data files of a case."""
    shutil.copytree(FOLDER / "sound/data", root, dirs_exist_ok=True)
    files = case.files if case else {}
    for name, text in files.items():
        if name in {f"data/{table.file}" for table in TABLES.values()}:
            (root / Path(name).name).write_text(text, encoding="utf-8")
    return load_register(root)[0]


def refused(case: Case, register: Register) -> bool:
    """Whether the schemas of a register refuse one of the data files of a case."""
    texts = ((table, case.files.get(f"data/{table.file}", "")) for table in TABLES.values())
    return any(not Draft7Validator(schema_of(table, register)).is_valid(tomllib.loads(text)) for table, text in texts)


def test_committed_for_published_ids() -> None:
    """So does the schema of the file that has no table."""
    schema = json.loads((DATA / "published.schema.json").read_text(encoding="utf-8"))
    assert schema == schema_of_published()
    assert Draft7Validator(schema).is_valid(tomllib.loads((DATA / "published.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", TABLES)
def test_committed(name: str) -> None:
    """The schema beside a data file accepts it, and is what the table gives but for the entries that it knows."""
    file = TABLES[name].file.replace(".toml", ".schema.json")
    schema = json.loads((DATA / file).read_text(encoding="utf-8"))
    text = (DATA / TABLES[name].file).read_text(encoding="utf-8")
    fresh = schema_of(TABLES[name], load_register(DATA)[0])
    Draft7Validator.check_schema(schema)
    assert text.startswith(f"#:schema ./{file}\n")
    refusals = [error.message for error in Draft7Validator(schema).iter_errors(tomllib.loads(text))]
    assert refusals == [], "Run `make schema`."
    assert schema.keys() == fresh.keys(), "Run `make schema`."
    assert {**schema, "definitions": 0} == {**fresh, "definitions": 0}, "Run `make schema`."


def test_naming_a_schema_changes_nothing() -> None:
    """The line that names the schema is a comment to whatever else reads the file."""
    register, findings = load_register(DATA)
    assert findings == []
    assert len(register.partners) > 20


def test_every_column_is_described() -> None:
    """An editor shows the help of each column, and knows what it takes."""
    for table in TABLES.values():
        properties = schema_of(table, Register())["additionalProperties"]["properties"]
        assert [schema["description"] for schema in properties.values()] == [column.help for column in table.columns]
        assert all(schema.keys() & {"type", "enum", "anyOf", "allOf"} for schema in properties.values())


@pytest.mark.parametrize("case", data_cases(), ids=lambda case: f"{case.group}: {case.title}")
def test_catalogue(case: Case, tmp_path: Path) -> None:
    """The schemas refuse each broken data file of the catalogue, and no other."""
    codes = [f"[milestones.{problem.code}]" for problem in OF_DATA]
    reported = any(code in message for message in case.messages for code in codes)
    assert refused(case, register_of(case, tmp_path)) == reported


PARTNERS = {
    "a new partner": ('[itu]\nkind = "organisation"\nname = "ITU"\naliases = ["union"]\n', True),
    "an old partner as parent": ('[mtcit]\nkind = "agency"\nname = "M"\nparent = "oman"\n', True),
    "an alias of another": ('[itu]\nkind = "organisation"\nname = "ITU"\naliases = ["un-desa"]\n', False),
    "a new partner as parent": (
        '[a]\nkind = "bloc"\nname = "A"\n[b]\nkind = "bloc"\nname = "B"\nparent = "a"\n',
        False,
    ),
}


@pytest.mark.parametrize(("text", "valid"), PARTNERS.values(), ids=PARTNERS.keys())
def test_later_entries(text: str, valid: bool, tmp_path: Path) -> None:
    """A schema holds for entries that came after it, unless one is named as a parent."""
    schema = schema_of(TABLES["partners"], register_of(None, tmp_path))
    assert Draft7Validator(schema).is_valid(tomllib.loads(text)) is valid


def test_a_circle_is_refused_as_it_is_typed(project: Project) -> None:
    """By the schema of the sound register: a partner cannot belong to one that belongs to it, over others as well."""
    text = (project.root / "data/partners.toml").read_text("utf-8")
    text += '\n[office]\nkind = "agency"\nname = "Office"\nparent = "home"\n'
    project.write("data/partners.toml", text)
    schema = Draft7Validator(schema_of(TABLES["partners"], load_register(project.root / "data")[0]))
    assert schema.is_valid(tomllib.loads(text))
    for key in ("bahrain", "home", "office"):
        circle = tomllib.loads(text)
        circle["bahrain"]["parent"] = key
        assert not schema.is_valid(circle)


def test_known_words_are_offered_and_others_taken(project: Project) -> None:
    """The words that sources have as their quality, each once, before any other."""
    sources = "".join(f'[s{n}]\ntitle = "S"\nquality = "{word}"\n' for n, word in enumerate(["official", "press"] * 2))
    project.write("data/sources.toml", sources)
    schema = schema_of(TABLES["sources"], load_register(project.root / "data")[0])
    assert schema["definitions"]["quality"] == {"enum": ["official", "press"]}
    for quality in ("press", "a blog", {"en": "a blog"}):
        assert Draft7Validator(schema).is_valid({"s": {"title": "S", "quality": quality}})
    assert not Draft7Validator(schema).is_valid({"s": {"title": "S", "quality": " "}})


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a_(b)?c=[d]#e", True),
        ("https://example.org?q", True),
        ("https://مثال.example/ا", True),
        ("mailto:office@example.org", True),
        ("https://example.org]", False),
        ("https:///path", False),
        ("mailto:", False),
        ("https://example.org/\x9f", False),
        ("https://example.org/\uffff", False),
        (" https://example.org", False),
    ],
)
def test_addresses(address: str, valid: bool) -> None:
    """An editor and the build take the same addresses."""
    (column,) = (column for column in TABLES["sources"].columns if column.name == "url")
    assert Draft7Validator(column.read.schema).is_valid(address) is valid
    if valid:
        assert column.read(address) == address
    else:
        with pytest.raises(ValueError, match=r"URL|invisible"):
            column.read(address)


def test_written(run: Run, project: Project) -> None:
    """The command writes a schema for each data file and says where."""
    done = run("schema", "--write", "data")
    assert (done.code, done.err) == (0, "")
    names = [Path(table.file).stem for table in TABLES.values()]
    assert done.out.splitlines() == [f"data/{name}.schema.json" for name in (*names, "published", "register")]
    register, _ = load_register(project.root / "data")
    for name, table in zip(names, TABLES.values(), strict=True):
        assert json.loads((project.root / f"data/{name}.schema.json").read_bytes()) == schema_of(table, register)
    assert run("schema", "--write", "nowhere").err.endswith("schema: “nowhere” is not a folder.\n")


def test_not_written_of_files_that_cannot_be_read(run: Run, project: Project) -> None:
    """What is not known of a register would be refused."""
    project.write("data/partners.toml", "[oman\n")
    done = run("schema", "--write", "data")
    assert (done.code, done.out) == (2, "")
    assert "a data file cannot be read. Run `python -m" in done.err
    assert not (project.root / "data/kinds.schema.json").exists()


def test_written_anew_with_a_new_entry(run: Run, project: Project) -> None:
    """A new partner can be a parent at once. Where there is no schema, or it would stay as it is, none is written."""
    norway = ("new-partner", "--kind", "country", "--country")
    assert "schema" not in run(*norway, "NO").out
    run("schema", "--write", "data")
    assert "\ndata/partners.schema.json: updated" in run(*norway, "SE").out
    schema = json.loads((project.root / "data/partners.schema.json").read_bytes())
    assert "sweden" in schema["definitions"]["parent"]["enum"]
    assert "schema" not in run("new-source", "--title", "Words").out
