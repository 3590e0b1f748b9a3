"""`new`: a milestone on the page of its year, at its place; nothing else on the page changes, and it builds."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from tests.support.command import command, command_on_terminal
from tests.support.project import CONF
from tests.support.records import read_records

from sphinx_milestones.cli import year_pages
from sphinx_milestones.cli.project import CommandError, write_file
from sphinx_milestones.core.dates import Point, parse_date
from sphinx_milestones.core.keys import slug_from_words, unique_key
from sphinx_milestones.syntax.markup import MARKDOWN, REST, markups_of
from sphinx_milestones.views.fields import FIELDS

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Run
    from tests.support.project import Project

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),
]

GIVEN = (
    "--kind",
    "visit",
    "--partners",
    "oman",
    "--sources",
    "page",
    "--topics",
    "statistics",
    "--added",
    "2026-11-23",
)
ENTRY_FIELDS = """\
:id: 2023-second-visit
:date: 2023-05
:kind: visit
:partners: oman
:topics: statistics
:sources: page
:added: 2026-11-23
"""
ENTRY = f"""\
::::{{milestone}} A second visit
{ENTRY_FIELDS}
% Describe what happened, who took part and what the result was; then delete this line.
::::
"""
PLACEHOLDER = ENTRY.splitlines()[-2]


def test_new_page(run: Run, project: Project) -> None:
    """A year without a page gets one beside those of other years; with its text the entry is sound."""
    done = run("new", "--title", "A second visit", "--date", "2023-05", *GIVEN)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "years/2023.md:7: added “2023-second-visit”.\n"
        "Next: write its text on that page, then run `python -m sphinx_milestones check`.\n"
    )
    page = project.root / "years/2023.md"
    assert page.read_text("utf-8") == f"---\nyear: 2023\n---\n\n# 2023\n\n{ENTRY}"
    page.write_text(page.read_text("utf-8").replace(PLACEHOLDER, "They met."), encoding="utf-8")
    assert run("check").out == "No problems found.\n"


def test_first_page(run: Run, project: Project, page: Path) -> None:
    """In a register without a year page it is made in a folder of its own."""
    page.unlink()
    assert run("new", "--title", "A", "--date", "2024", *GIVEN, "--text", "Words.").code == 0
    assert (
        (project.root / "years/2024.md")
        .read_text("utf-8")
        .startswith("---\nyear: 2024\n---\n\n# 2024\n\n::::{milestone} A\n")
    )


PAGE = """\
---
year: 2024
---

# 2024

Words above.

(label-december)=

:::{milestone} In December
:id: 2024-december
:date: 2024-12
:::

```markdown
:::{milestone} A mere example
:date: 2024-11
:::
```

% About the one in June.
::::{milestone} In June
:id: 2024-june
:date: 2024-06-03/2024-06-05

:::{sources-differ}
Words.
:::
::::

~~~{milestone} At some time
:id: 2024-year
:date: 2024
~~~

Words below.
"""
PLACES = {
    "the newest": ("2024-12-24", "(label-december)="),
    "between": ("2024-08", "% About the one in June."),
    "on the same days": ("2024-06-03/2024-06-05", "~~~{milestone} At some time"),
    "later by being more exact": ("2024-06-30", "% About the one in June."),
    "earlier by being less exact": ("2024-06", "~~~{milestone} At some time"),
    "on the first day of the year": ("2024-01-01", "~~~{milestone} At some time"),
    "the oldest": ("2024", "Words below."),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("date", "below"), PLACES.values(), ids=PLACES.keys())
def test_place(date: str, below: str, newline: str) -> None:
    """The newest first, as on the timeline; what belongs to a milestone stays with it, and every byte stays."""
    before = PAGE.replace("\n", newline)
    text, line = year_pages.insert(before, ["::::{milestone} New", "", "::::"], parse_date(date))
    entry = newline.join(["::::{milestone} New", "", "::::", "", ""])
    assert text.replace(entry, "", 1) == before
    assert text[text.index(entry) + len(entry) :].startswith(below)
    assert text.splitlines()[line - 1] == "::::{milestone} New"
    assert text.splitlines()[line - 2] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 2024", "# 2024\n\nNEW\n"),
        ("# 2024\n\n\n", "# 2024\n\nNEW\n\n\n"),
        ("# 2024\n:::{milestone} A\n:date: 2024-01\n:::", "# 2024\n\nNEW\n\n:::{milestone} A\n:date: 2024-01\n:::"),
        (":::{milestone} A\n:date: 2024-09\n:::", ":::{milestone} A\n:date: 2024-09\n:::\n\nNEW\n"),
        (":::{milestone} A\n:date: wrong\n:::\n", ":::{milestone} A\n:date: wrong\n:::\n\nNEW\n"),
        (":::{milestone} A\n\n:date: 2024-01\n:::\nB\n", ":::{milestone} A\n\n:date: 2024-01\n:::\n\nNEW\n\nB\n"),
        ("```x``` no fence\n", "```x``` no fence\n\nNEW\n"),
    ],
)
def test_place_on_odd_pages(text: str, expected: str) -> None:
    """Pages without a milestone, without an end of the last line, without empty lines, with dates that are none."""
    assert year_pages.insert(text, ["NEW"], parse_date("2024-05"))[0] == expected


@pytest.mark.parametrize("date", ["2024-12-24", "2024-12", "2024"])
def test_builds_wherever_it_comes(run: Run, date: str) -> None:
    """On a page that has a milestone, at each place, the entry builds without a warning."""
    assert run("new", "--title", "B", "--date", date, "--text", "They met.", *GIVEN).code == 0
    assert run("check").out == "No problems found.\n"


def test_title_and_text(run: Run, project: Project) -> None:
    """A title is plain words whatever is in it; the fence is longer than those of the text."""
    title = r"*Two* [of] <b> {{y}} {role}`z` a_b _c_ R&D &amp; $1$ ~x~ \n"
    text = ":::::{sources-differ}\nOne says this.\n\n:::{note}\nThat.\n:::\n:::::\n\n```sh\n:::\n```"
    assert run("new", "--title", title, "--date", "2024-03", "--text", text, *GIVEN).code == 0
    assert run("check").out == "No problems found.\n"
    built = project.build()
    records = read_records(built.read("data/milestones.json"))
    assert title in [record["title"] for record in records]
    assert "\n::::::{milestone} " in (project.root / "years/2024.md").read_text("utf-8")


def test_placeholder_is_not_published(run: Run, project: Project) -> None:
    """The line that asks for the text is only in the page's source; the missing text is reported."""
    run("new", "--title", "B", "--date", "2024-03", *GIVEN)
    built = project.build()
    (message,) = built.warnings
    assert "milestone “2024-b” has no text." in message
    assert "Describe what happened" not in built.read("years/2024.html") + built.read("data/milestones.json")


def test_without_colon_fences(run: Run, project: Project) -> None:
    """Where the project has no fences of colons, other ones are written."""
    conf = project.root / "conf.py"
    conf.write_text(conf.read_text("utf-8").replace('"colon_fence"', '"deflist"'), encoding="utf-8")
    for name in ("index.md", "years/2024.md"):
        path = project.root / name
        path.write_text(path.read_text("utf-8").replace(":::", "~~~"), encoding="utf-8")
    assert run("new", "--title", "B", "--date", "2024-03", "--text", "~~~\nx\n~~~", *GIVEN).code == 0
    assert run("check").out == "No problems found.\n"


def test_id_is_unique(run: Run, page: Path) -> None:
    """A proposed id is one that no milestone has; one that another has is refused."""
    for _ in range(2):
        assert run("new", "--title", "First", "--date", "2024", *GIVEN).code == 0
    assert [line for line in page.read_text("utf-8").splitlines() if line.startswith(":id:")] == [
        *(":id: 2024-first", ":id: 2024-first-2", ":id: 2024-first-3"),
    ]
    done = run("new", "--title", "B", "--date", "2024", "--id", "2024-first", *GIVEN)
    assert (done.code, done.out) == (2, "")
    assert "--id: “2024-first” is already the id of another milestone." in done.err


EXAMPLE = """\
# How to write an entry

```{code-block} markdown
:::{milestone} A second visit
:id: 2023-second-visit
:::
```

```markdown
:::{milestone} A third visit
:id: 2023-third-visit
:::
```
"""


def test_an_example_takes_no_id(run: Run, project: Project) -> None:
    """What a page shows as code is no milestone: its id can be had."""
    project.write("guide.md", EXAMPLE)
    assert run("new", "--title", "A second visit", "--date", "2023-05", *GIVEN).out.startswith(
        "years/2023.md:7: added “2023-second-visit”.\n"
    )
    assert run("new", "--title", "Third", "--id", "2023-third-visit", "--date", "2023", *GIVEN).code == 0


def test_keys() -> None:
    """Words that matter, without accents, not too long; the title of an entry may have no Latin letter at all."""
    assert slug_from_words("Workshop on the Égalité of Bahrain’s Open Registers with an Institute") == (
        "workshop-egalite-bahrains-open-registers"
    )
    assert slug_from_words("ورشة") == ""
    assert slug_from_words("a" * 60) == "a" * 40
    assert unique_key("a", {"a", "a-2"}) == "a-3"


def test_title_without_latin_letters(run: Run, page: Path) -> None:
    """The id is then made of kind and partners."""
    run("new", "--title", "ورشة", "--date", "2024", *GIVEN)
    assert ":id: 2024-visit-oman\n" in page.read_text("utf-8")


FAULTS = {
    "no such key": ("--partners", "omann", "--partners: “omann” is not in partners.toml. Did you mean “oman”?"),
    "an alias": ("--partners", "sultanate", "--partners: “sultanate” is another name for “oman”."),
    "no such role": ("--partners", "oman (guest)", "--partners: “guest” is not a partner role."),
    "no date": ("--date", "May 2024", "--date: “May 2024” is not a date. Write “2024-05”."),
    "a bad id": (
        "--id",
        "A B",
        "--id: “A B” is not a valid id. Use lowercase letters, digits and single hyphens. Write “a-b”.",
    ),
    "no count": ("--participants", "many", "--participants: “many” is not a count."),
    "no milestone": (
        "--related",
        "2024-frist",
        "--related: “2024-frist” is not the id of a milestone. Did you mean “2024-first”?",
    ),
}


@pytest.mark.parametrize(("option", "value", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faults(run: Run, page: Path, option: str, value: str, message: str) -> None:
    """A wrong value is reported as `check` reports it, and nothing is written."""
    before = page.read_bytes()
    done = run("new", "--title", "B", "--date", "2024-03", *GIVEN, option, value)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"python -m sphinx_milestones new: nothing was written:\n  {message}")
    assert page.read_bytes() == before


def test_missing_options(run: Run) -> None:
    """Without a terminal there are no questions: what is needed is one message."""
    done = run("new", "--title", "B", "--kind", "visit")
    message = "python -m sphinx_milestones new: missing --date, --partners. See --help.\n"
    assert (done.code, done.out, done.err) == (2, "", message)


def test_the_register_says_what_is_required(run: Run, project: Project) -> None:
    """Also a day that is not known; the date is needed for the page, whatever the setting."""
    project.write("conf.py", f'{CONF}milestones_required_fields = ["id", "place", "added"]\n')
    assert "missing --date, --place, --added." in run("new", "--title", "A").err
    done = run("new", "--title", "المنتدى", "--date", "2023", "--place", "Oslo", "--added", "2026-11-23")
    assert done.out.startswith("years/2023.md:7: added “2023”.\n")


def test_pages_that_are_left_alone(run: Run, project: Project, page: Path) -> None:
    """A file in the place of a year's page, in either markup, one that is not UTF-8, an open block."""
    arguments = ("new", "--title", "B", *GIVEN, "--date")
    other = project.write("years/2023.md", "# Other\n")
    assert "“years/2023.md” does not have “year: 2023” between" in run(*arguments, "2023").err
    assert other.read_text("utf-8") == "# Other\n"
    page.write_bytes(b"---\nyear: 2024\n---\n\n\xff\n")
    assert "“2024.md” is not valid UTF-8 at line 5. Save it as UTF-8 first." in run(*arguments, "2024").err
    page.write_text("---\nyear: 2024\n---\n\n:::{milestone} A\n::\n", encoding="utf-8")
    assert "the block that starts at line 5 of the page is not closed." in run(*arguments, "2024").err


REST_ENTRY = f"""\
.. milestone:: A \\*second\\* visit
{indent(ENTRY_FIELDS, "   ")}
   They met.

   * Twice.
"""
REST_CONF = """\
project = "A register"
extensions = ["sphinx_milestones"]
source_suffix = {".rst": "restructuredtext"}  # MyST adds its own to the default, for all builds of this process
exclude_patterns = ["_build"]
"""


def test_a_project_in_restructuredtext(run: Run, project: Project, page: Path) -> None:
    """A new page is what its project reads, and the build finds the milestone, with its title as it was given."""
    project.write("conf.py", REST_CONF)
    (project.root / "index.md").unlink()
    page.unlink()
    project.write("index.rst", "A register\n==========\n\n.. toctree::\n   :glob:\n\n   years/*\n")
    project.write("years/2027.md", "---\nyear: 2027\n---\n\n# 2027\n")  # which nothing reads
    text = ("--title", "A *second* visit", "--id", "2023-second-visit", "--text", "They met.\n\n* Twice.")
    done = run("new", "--date", "2023-05", *GIVEN, *text)
    assert (done.err, done.out.partition("\n")[0]) == ("", "years/2023.rst:6: added “2023-second-visit”.")
    assert (project.root / "years/2023.rst").read_text("utf-8") == f":year: 2023\n\n2023\n====\n\n{REST_ENTRY}"
    build = project.build()
    assert "A *second* visit" in build.text("years/2023.html")
    assert all("milestones.entry-unused" in warning for warning in build.warnings)


@pytest.mark.parametrize(("text", "markups"), [
    ({}, [".rst"]),
    ({"extensions": ["myst_parser"]}, [".md", ".rst"]),
    ({"extensions": ["myst_nb"], "source_suffix": [".rst", ".md"]}, [".md", ".rst"]),
    ({"source_suffix": {".txt": "restructuredtext", ".ipynb": "myst-nb"}}, [".txt"]),
    ({"source_suffix": {".markdown": "markdown"}}, [".markdown"]),
    ({"source_suffix": ".ipynb"}, [".ipynb"]),
])  # fmt: skip
def test_which_suffixes_are_pages(text: dict[str, object], markups: list[str]) -> None:
    """By the settings of the project; Markdown, where it is read, is for new pages."""
    assert list(markups_of(text, markdown=False)) == markups
    assert next(iter(markups_of({}, markdown=True))) == ".md"


REST_TEXT = """\
:year: 2024

2024
====

Words above.

.. _label-december:

.. milestone:: In December
   :id: 2024-december
   :date: 2024-12

   Words.

   .. note:: Inside.

.. About the one in June.
.. milestone:: In June
   :id: 2024-june
   :date: 2024-06-30

   ::

      .. milestone:: As code

Words below."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("date", "below"),
    [("2024-12-31", ".. _label-december:"), ("2024-07", ".. About the one in June."), ("2024-01", "Words below.")],
)
def test_position_in_restructuredtext(date: str, below: str, newline: str) -> None:
    """The newest first here too; labels and comments stay with their milestone, and every byte stays."""
    before = REST_TEXT.replace("\n", newline)
    text, line = year_pages.insert(before, [".. milestone:: New", "", "   Words."], parse_date(date), REST)
    entry = newline.join([".. milestone:: New", "", "   Words.", "", ""])
    assert text.replace(entry, "", 1) == before
    assert text[text.index(entry) + len(entry) :].startswith(below)
    assert text.splitlines()[line - 1] == ".. milestone:: New"


def test_broken_data_file(run: Run, project: Project) -> None:
    """Where a data file cannot be read, no key of it can be checked."""
    project.write("data/kinds.toml", "[visit\n")
    done = run("new", "--title", "B", "--date", "2024", *GIVEN)
    advice = "a data file cannot be read. Run `python -m sphinx_milestones check` and fix it first."
    assert (done.code, done.err) == (2, f"python -m sphinx_milestones new: {advice}\n")


def test_broken_configuration(run: Run, project: Project) -> None:
    """A `conf.py` that cannot be run is reported in a sentence."""
    project.write("conf.py", "x = y\n")
    done = run("new", "--title", "B", "--date", "2024", *GIVEN)
    assert (done.code, done.err) == (
        2,
        "python -m sphinx_milestones new: conf.py cannot be executed: name 'y' is not defined\n",
    )


def test_writing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    """What somebody else wrote meanwhile stays, as does the file where it cannot be written; its mode and link stay."""
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write_file(link, "new", "old")
    assert (real.read_text("utf-8"), link.is_symlink(), real.stat().st_mode & 0o777) == ("new", True, 0o640)
    with pytest.raises(CommandError, match="was changed in the meantime"):
        write_file(real, "newer", "old")
    with pytest.raises(CommandError, match="was changed in the meantime"):
        write_file(real, "newer", None)
    with no_file_larger_than(4), pytest.raises(CommandError, match="cannot be written: File too large"):
        write_file(real, "newer", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "real.md"]
    assert real.read_text("utf-8") == "new"


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Have the system refuse to write more bytes than this to a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


ANSWERS = {
    "title": ["", "A talk"],
    "date": ["soon", "2024-05"],
    "kind": ["2"],
    "partners": ["4 (funder), om, bharain", "un (funder), oman, bahrain"],
    "topics": ["1"],
    "place": ["Manama"],
    "participants": ["~50"],
    "sources": ["1"],
    "text": ["It went well."],
}


def test_questions(run: Run, page: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices are numbered; numbers, prefixes and keys are accepted; after a typo it asks again; Enter skips."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # noon of 23 November 2026
    asked = (
        "title",
        *(name for name, field in FIELDS.items() if field.asked),
        "id",
        "text",
    )
    answer([text for name in asked for text in ANSWERS.get(name, [""])])
    done = run("new")
    assert done.code == 0
    assert "\nkind: " in done.out
    assert "   1 visit     Visit\n   2 workshop  Workshop\n" in done.out
    assert "   4 un-desa  Department of Economic and Social Affairs (UN DESA)\n" in done.out
    assert "A value is required.\n" in done.out
    assert "“soon” is not a date." in done.out
    assert "“bharain” is not in partners.toml. Did you mean “bahrain”?" in done.out
    assert "\nid [2024-talk]: " in done.out
    assert done.out.endswith("Next: run `python -m sphinx_milestones check`.\n")
    assert (
        "::::{milestone} A talk\n:id: 2024-talk\n:date: 2024-05\n:kind: workshop\n"
        ":partners: un-desa (funder), oman, bahrain\n:topics: statistics\n:place: Manama\n:participants: ~50\n"
        ":sources: page\n:added: 2026-11-23\n\nIt went well.\n::::\n"
    ) in page.read_text("utf-8")


def test_only_what_is_needed_is_asked(run: Run, answer: Answer) -> None:
    """With options, the questions are those without which there is no milestone."""
    answer(["2024-05", "2024-b"])
    done = run("new", "--title", "B", *GIVEN)
    assert done.code == 0
    assert "place" not in done.out


def test_stopped(run: Run, answer: Answer, page: Path, project: Project) -> None:
    """Stopping in the middle, by Ctrl-C or by the end of input, changes nothing."""
    before = page.read_bytes()
    answer(["B"])
    done = run("new")
    assert (done.code, done.err) == (130, "\nStopped. Nothing was written.\n")
    # Ctrl-C may arrive after the prompt but before Python reads, which would then wait for the end of a line.
    done = command_on_terminal("new", cwd=project.root, prompt="\ntitle: ", typed="\x03\n")
    assert done.code == 130
    assert done.out.endswith("\nStopped. Nothing was written.\n")
    assert page.read_bytes() == before


def test_process(project: Project) -> None:
    """Without a terminal the command asks nothing, and reports what it needs."""
    done = command("new", cwd=project.root)
    assert (done.code, done.out) == (2, "")
    assert done.err == "python -m sphinx_milestones new: missing --title, --date, --kind, --partners. See --help.\n"
    assert command("new", "--title", "B", "--date", "2024", *GIVEN, cwd=project.root).code == 0


def test_every_field_is_an_option(run: Run) -> None:
    """`--help` explains each."""
    text = run("new", "--help").out
    assert [name for name in FIELDS if f"--{name} " not in text] == []


def test_makefile(run: Run, project: Project) -> None:
    """Where the project has a target for it, that is the next step."""
    project.write("Makefile", "check:\n\ttrue\n\n.PHONY: check\n")
    assert "`make check`" in run("new", "--title", "B", "--date", "2024", *GIVEN).out


def test_no_day_is_guessed(run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody says what day it is, or says it in no number, the entry has no day of its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    given = ("--title", "A talk", "--date", "2024-05", "--kind", "visit", "--partners", "oman", "--sources", "page")
    assert run("new", *given).code == 0
    entry = page.read_text(encoding="utf-8").partition("A talk\n")[2].partition("::::")[0]
    assert ":sources: page" in entry
    assert ":added:" not in entry


@pytest.mark.parametrize("setting", ["milestones_required_fields = None", "milestones_data = 3"])
def test_a_setting_of_a_wrong_type_has_its_default(run: Run, project: Project, setting: str) -> None:
    """The check reports it."""
    project.write("conf.py", f"{CONF}{setting}\n")
    assert run("new", "--title", "B", "--date", "2024", *GIVEN).code == 0
    assert f"{setting.split()[0]}: “" in run("check").out


@pytest.mark.parametrize("command", [("new", "--title", "B", "--date", "2024", *GIVEN), ("new-source", "--title", "B")])
def test_a_data_file_of_a_wrong_name_comes_first(run: Run, project: Project, command: tuple[str, ...]) -> None:
    """Its entries are unknown."""
    (project.root / "data/partners.toml").rename(project.root / "data/partner.toml")
    advice = "a data file cannot be read. Run `python -m sphinx_milestones check` and fix it first."
    assert advice in run(*command).err


@pytest.mark.parametrize("year", ["142", '"142"', "0142", "'0142'"])
def test_the_year_of_a_page_may_be_before_1000(year: str) -> None:
    """Leading zeros and quotation marks make no difference."""
    assert MARKDOWN.period_of(f"---\nyear: {year}\n---\n") == Point(142)


@pytest.mark.parametrize(
    ("date", "name", "head"),
    [
        ("202X", "2020s", "---\nyear: 202X\n---\n\n# 2020s\n\n"),
        ("18XX~", "19th-century", "---\nyear: 18XX\n---\n\n# 19th century\n\n"),
        ("-0043-03-15", "44-bc", "---\nyear: -0043\n---\n\n# 44 BC\n\n"),
        ("0878", "878", "---\nyear: 0878\n---\n\n# 878\n\n"),
        ("../2015", "2015", "---\nyear: 2015\n---\n\n# 2015\n\n"),
    ],
)
def test_pages_of_decades_centuries_and_years_before_1(
    run: Run, project: Project, date: str, name: str, head: str
) -> None:
    """Each gets its page, which is sound."""
    done = run("new", "--title", "A visit", "--date", date, *GIVEN, "--text", "They met.")
    assert done.out.startswith(f"years/{name}.md:7: added “{name}-visit”.")
    assert (project.root / f"years/{name}.md").read_text("utf-8").startswith(head)
    assert run("check").out == "No problems found.\n"


def test_a_register_of_decades_gets_pages_of_decades(run: Run, project: Project, page: Path) -> None:
    """A milestone goes to the shortest page that has its date; a new page is for as long as the last of the others."""
    page.write_text("---\nyear: 202X\n---\n\n# 2020s\n", encoding="utf-8")
    for date, where in (("2024-05", "years/2024.md"), ("1843", "years/1840s.md"), ("1848-21", "years/1840s.md")):
        assert where in run("new", "--title", "A visit", "--date", date, *GIVEN, "--text", "They met.").out
    assert "year: 184X" in (project.root / "years/1840s.md").read_text("utf-8")


def test_a_new_page_has_its_title_in_the_language_of_the_register(run: Run, project: Project) -> None:
    """With the names of eras that CLDR has."""
    conf = project.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + 'language = "de"\n', encoding="utf-8")
    run("new", "--title", "A visit", "--date", "-0043", *GIVEN, "--text", "They met.")
    assert "# 44 v. Chr.\n" in (project.root / "years/44-bc.md").read_text("utf-8")
