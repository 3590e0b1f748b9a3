"""`check`: every mistake of the register, as text and as what programs read; never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from tests.support.command import command, command_on_terminal

from sphinx_milestones.core.problems import Problem

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.support.project import Project

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),
]

KIND = (
    "milestone “2024-first”, :kind: “vist” is not in kinds.toml. Did you mean “visit”? Otherwise, add it to kinds.toml."
)
KIND += " Allowed: “visit”, “workshop”."
COUNTRY = "[oman] country: “ON” is not a country code of ISO 3166 (alpha-2). Write two capitals, such as “NO”, "
COUNTRY += "or only a name."


@pytest.fixture
def mistaken(project: Project, page: Path) -> Project:
    """The project with a mistake on a page and one in a data file."""
    page.write_text(page.read_text("utf-8").replace("kind: visit", "kind: vist"), encoding="utf-8")
    data = project.root / "data/partners.toml"
    data.write_text(data.read_text("utf-8").replace('"OM"', '"ON"'), encoding="utf-8")
    return project


def test_sound(run: Run, project: Project) -> None:
    """A register without a mistake: the exit code 0, one line, and no file left in the project."""
    before = sorted(project.root.rglob("*"))
    done = run("check")
    assert (done.code, done.out, done.err) == (0, "No problems found.\n", "")
    assert sorted(project.root.rglob("*")) == before


MANUAL = "---\norphan: true\n---\n\n# Messages\n\n```{register-manual} messages\n```\n"


def test_the_place_that_explains_each_kind_is_named(run: Run, mistaken: Project, page: Path) -> None:
    """Each kind once, where the project has the manual; a register without a mistake needs none."""
    mistaken.write("manual/codes.md", MANUAL)
    page.write_text(page.read_text("utf-8").replace("oman, ", "omann, "), encoding="utf-8")
    place = "manual/codes.md#messages-milestones"
    assert run("check").out.partition("\nFound 3 problems in 2 files.\n")[2] == (
        f"[milestones.register-value]: see {place}-register-value\n[milestones.key-unknown]: see {place}-key-unknown\n"
    )
    mistakes = json.loads(run("check", "--format", "json").out)["problems"]
    assert [m["help"] for m in mistakes] == [f"{place}-{code}" for code in ("register-value", *["key-unknown"] * 2)]
    assert f"%0ASee {place}-key-unknown\n" in run("check", "--format", "github").out
    assert not any(
        "helpUri" in rule for rule in sarif(run("check", "--format", "sarif").out)["tool"]["driver"]["rules"]
    )


def test_the_published_address_explains_each_kind(run: Run, mistaken: Project) -> None:
    """Where the site has an address: it leads to what is on the page, for every kind."""
    mistaken.write("manual/codes.md", MANUAL)
    with (mistaken.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write('html_baseurl = "https://example.org/register"\n')
    address = "https://example.org/register/manual/codes.html"
    assert f"\n[milestones.key-unknown]: see {address}#messages-milestones-key-unknown\n" in run("check").out
    rules = sarif(run("check", "--format", "sarif").out)["tool"]["driver"]["rules"]
    page = mistaken.build().read("manual/codes.html")
    assert len(rules) == len(Problem)
    for rule in rules:
        assert rule["helpUri"].startswith(f"{address}#")
        assert f'id="{rule["helpUri"].partition("#")[2]}"' in page


@pytest.mark.usefixtures("mistaken")
def test_text(run: Run) -> None:
    """A line for each mistake, sorted by file, and their count."""
    done = run("check")
    assert done.code == 1
    assert done.err == ""
    assert done.out == (
        f"data/partners.toml:13: {COUNTRY} [milestones.register-value]\n"
        f"years/2024.md:10: {KIND} [milestones.key-unknown]\n"
        "Found 2 problems in 2 files.\n"
    )


@pytest.mark.usefixtures("mistaken")
def test_github(run: Run) -> None:
    """An annotation for each mistake; what would end a command of GitHub is written as a code."""
    assert run("check", "--format", "github").out == (
        f"::warning file=data/partners.toml,line=13,title=milestones.register-value::{COUNTRY}\n"
        f"::warning file=years/2024.md,line=10,title=milestones.key-unknown::{KIND}\n"
        "Found 2 problems in 2 files.\n"
    )


def test_github_escapes(run: Run, project: Project) -> None:
    """Commas and percent signs of a path do not end it."""
    project.write("years/2023, 100%.md", "---\nyear: 2023\n---\n\n# 2023\n\n:::{milestone}\n:::\n")
    assert "::warning file=years/2023%2C 100%25.md,line=7,title=" in run("check", "--format=github").out


@pytest.mark.usefixtures("mistaken")
def test_json(run: Run) -> None:
    """An object with the list of mistakes and their count."""
    done = run("check", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out) == {
        "problems": [
            {
                "path": "data/partners.toml",
                "line": 13,
                "code": "milestones.register-value",
                "message": COUNTRY,
                "help": None,
            },
            {"path": "years/2024.md", "line": 10, "code": "milestones.key-unknown", "message": KIND, "help": None},
        ],
        "count": 2,
    }


# What SARIF 2.1.0 requires of the objects used here; its schema has some thousand lines more.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "help": TEXT,
        "helpUri": {"type": "string", "pattern": "^https?://"},
    },
    "additionalProperties": False,
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
    },
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {"properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}},
                "region": {"properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
            "additionalProperties": False,
        }
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
    },
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "required": ["tool"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {"type": "array", "items": RUN},
    },
    "additionalProperties": False,
}


def sarif(text: str) -> dict[str, Any]:
    """The run of a log, which is valid."""
    log = json.loads(text)
    Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif(run: Run, mistaken: Project) -> None:
    """A log with a result for each mistake; every kind of message is a rule, those of others where they occur."""
    mistaken.write("years/ä.md", "# Words\n\n{unknown-role}`x`\n")
    log = sarif(run("check", "--format", "sarif").out)
    places = [result["locations"][0]["physicalLocation"] for result in log["results"]]
    rules = [rule["id"] for rule in log["tool"]["driver"]["rules"]]
    assert [(result["ruleId"], result["message"]["text"]) for result in log["results"][:2]] == [
        ("milestones.register-value", COUNTRY),
        ("milestones.key-unknown", KIND),
    ]
    assert places[1] == {"artifactLocation": {"uri": "years/2024.md"}, "region": {"startLine": 10}}
    assert places[2]["artifactLocation"]["uri"] == "years/%C3%A4.md"
    assert rules[: len(Problem)] == [f"milestones.{problem.code}" for problem in Problem]
    assert {result["ruleId"] for result in log["results"]} <= set(rules)


def test_sarif_of_a_sound_register(run: Run) -> None:
    """A log without results, by which a forge closes its alerts."""
    assert sarif(run("check", "--format", "sarif").out)["results"] == []


def test_all_that_sphinx_says(run: Run, project: Project) -> None:
    """Messages of Sphinx, MyST and docutils are mistakes as well, each with its place, and each once."""
    project.write("alone.md", "# Alone\n\n[words](nowhere.md)\n\n```{figure} none.png\n```\n")
    project.write("other.rst", ":orphan:\n\nOther\n=====\n\n*no end\n")
    lines = run("check").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        *("alone.md:1:", "alone.md:3:", "alone.md:5:", "other.rst:6:", "Found"),
    ]
    assert "Inline emphasis start-string without end-string." in lines[3]


def test_a_page_without_fault_says_so_each_time(run: Run, page: Path) -> None:
    """Nothing is cached between runs: a problem on an unchanged page is reported again."""
    page.write_text(page.read_text("utf-8").replace("kind: visit", "kind: vist"), encoding="utf-8")
    assert run("check").out == run("check").out != ""


CONFIGURATIONS = {
    "a name that there is not": (
        "x = 1\ny = z\n",
        "conf.py:2: this file cannot be executed: NameError: name 'z' is not defined",
    ),
    "no Python": ("x = 1\n\ny = (\n", "conf.py:3: this file cannot be executed: SyntaxError: "),
    "an end": ("import sys\nsys.exit(3)\n", "conf.py:2: this file cannot be executed: SystemExit: 3"),
    "an extension that is not installed": (
        'extensions = ["not_there"]\n',
        "conf.py:1: Could not import extension not_there (exception: No module named 'not_there') [sphinx]",
    ),
    "an extension that fails": (
        "def setup(app):\n    raise KeyError('x')\n",
        "conf.py:1: Sphinx crashed (this is not an error in your files): KeyError: 'x'.",
    ),
}


@pytest.mark.parametrize(("text", "message"), CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_broken_configuration(run: Run, project: Project, text: str, message: str) -> None:
    """What ends the build is one message at the place that it came from, and no traceback."""
    project.write("conf.py", text)
    done = run("check")
    assert done.code == 1
    assert done.out.startswith(message)
    assert done.out.endswith("\nFound 1 problem in 1 file.\n")
    assert "Traceback" not in done.out + done.err


def test_a_missing_parser_is_reported_with_the_command_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra for Markdown, nothing can be read; the message of Sphinx does not say how to get it."""
    monkeypatch.setitem(sys.modules, "myst_parser", None)  # as if it were not installed
    (message,) = json.loads(run("check", "--format", "json").out)["problems"]
    assert message["message"].endswith(". Install it: `pip install 'sphinx-milestones[markdown]'`")
    assert message["path"] == "conf.py"


def test_only_the_problems_of_given_files_are_reported(run: Run, mistaken: Project) -> None:
    """A hook that names its files is not stopped by the problems of others, only by what stops Sphinx."""
    done = run("check", "--only", "years/2024.md", str(mistaken.root / "index.md"))
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["years/2024.md", "Found 1 problem in 1 file."]
    assert (done.code, run("check", "--only", "index.md").code, run("check", "--only").code) == (1, 0, 0)
    with (mistaken.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write("1 / 0\n")
    assert "ZeroDivisionError" in run("check", "--only", "index.md").out


def test_what_came_before_the_end_is_reported(run: Run, mistaken: Project) -> None:
    """An extension that fails late hides no mistake that was found before."""
    with (mistaken.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write("def setup(app):\n    app.connect('env-updated', lambda *_: 1 / 0)\n")
    done = run("check")
    assert [line.partition(":")[0] for line in done.out.splitlines()] == [
        *("conf.py", "data/partners.toml", "years/2024.md", "Found 3 problems in 3 files."),
    ]


def test_project_is_found(run: Run, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder within it, or by name; paths count from the repository that holds it."""
    (project.root / ".git").mkdir()
    inner = project.root / "site"
    inner.mkdir()
    for name in ("conf.py", "data", "years", "index.md"):
        (project.root / name).rename(inner / name)
    (inner / "docs").mkdir()
    for name in ("years", "index.md"):
        (inner / name).rename(inner / "docs" / name)
    monkeypatch.chdir(inner / "docs/years")
    assert run("check").code == 0
    monkeypatch.chdir(project.root)
    (inner / "docs/years/2024.md").write_text("---\nyear: 2024\n---\n\n# 2023\n", encoding="utf-8")
    assert "\nsite/docs/years/2024.md:1: " in f"\n{run('check', '-c', 'site').out}"
    assert run("check", "-c", "site", "site/docs").out == run("check", "-c", "site").out


def test_no_project(run: Run, project: Project) -> None:
    """Where there is no project, that is one sentence and the exit code 2."""
    (project.root / "conf.py").unlink()
    done = run("check")
    assert (done.code, done.out) == (2, "")
    missing = "no conf.py found in this folder or a parent folder. Give its folder with -c FOLDER."
    assert done.err == f"python -m sphinx_milestones check: {missing}\n"
    assert run("check", "-c", "nowhere").err.endswith("check: no conf.py found in “nowhere”.\n")
    project.write("conf.py", "")
    assert run("check", "nowhere").err.endswith("check: “nowhere” is not a folder.\n")


@pytest.mark.parametrize("date", ["", "abc", "1e5", "-1", "9" * 17])
def test_a_wrong_date_in_the_environment_is_named(run: Run, date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx would end with a traceback before it reads anything."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", date)
    done = run("check")
    assert (done.code, done.out) == (2, "")
    advice = "which is not a number of seconds since 1970, such as 1700000000. Correct or unset it."
    assert done.err == f"python -m sphinx_milestones check: SOURCE_DATE_EPOCH is “{date}”, {advice}\n"


def test_process(mistaken: Project) -> None:
    """The command by itself, without UTF-8 in its locale: the exit code, UTF-8 in a pipe, no colour."""
    done = command("check", cwd=mistaken.root, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[0] == f"data/partners.toml:13: {COUNTRY} [milestones.register-value]"


def test_colour(mistaken: Project) -> None:
    """A terminal gets the place in bold and the code pale, unless its user wants no colour."""
    assert "\x1b[1mdata/partners.toml:13:\x1b[0m [oman]" in command_on_terminal("check", cwd=mistaken.root).out
    assert "\x1b" not in command_on_terminal("check", cwd=mistaken.root, NO_COLOR="1").out


def test_reader_that_stops_early(mistaken: Project) -> None:
    """`check | head -0` ends without a word of complaint."""
    shell = f"{sys.executable} -m sphinx_milestones check | head -c 1 > /dev/null"
    done = subprocess.run(["sh", "-c", shell], cwd=mistaken.root, capture_output=True, text=True, check=False)
    assert done.stderr == ""
