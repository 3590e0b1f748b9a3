"""`import`: a plan first, then year pages and data files that pass the check; nothing is overwritten or lost unseen."""

from __future__ import annotations

import codecs
import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from tests.support.project import Project as Files
from tests.support.project import year_page

from sphinx_milestones.cli import toml_edit, year_pages
from sphinx_milestones.cli.importing.command import REPORT
from sphinx_milestones.core.dates import Point, parse_date
from sphinx_milestones.syntax.markup import MARKDOWN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Run
    from tests.support.project import Project

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),
]

CSV = """\
Event,Date,Country,Category,Tags,Description,Reference,Cost
Second visit,2023-05-04,"Oman, Norway (host)",visit,statistics,They met.,The page,5000
Conference,June 2022,UN DESA; Example Institute (EI),Conference,Statistics; Open data,"One.

Two.",https://example.org/report,
Talk,2022,Oman,Visit,,,The page,
"""


def files(project: Project) -> dict[str, str]:
    """Every file of the project."""
    paths = (path for path in project.root.rglob("*") if path.is_file() and "_build" not in path.parts)
    return {str(path.relative_to(project.root)): path.read_text("utf-8") for path in paths}


def test_plan(run: Run, project: Project) -> None:
    """Without `--write` the plan says what would be added where and what is left out; no file changes."""
    project.write("events.csv", CSV)
    before = files(project)
    done = run("import", "events.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "CSV, 3 rows: 3 milestones to add.\n"
        "  years/2022.md: 2 milestones, a new page\n"
        "  years/2023.md: 1 milestone, a new page\n"
        "  data/partners.toml: 2 new: norway, ei\n"
        "  data/kinds.toml: 1 new: conference\n"
        "  data/topics.toml: 1 new: open-data\n"
        "  data/sources.toml: 1 new: example-org-report\n"
        "Left out: 1 value.\n"
        "  “Cost”, line 2: 5000 – No field has the name of this column.\n"
        "Nothing was written.\nTo write this, add --write.\n"
    )
    assert files(project) == before


def test_write(run: Run, project: Project) -> None:
    """What is written passes the check; known names become their keys, and comments of data files stay."""
    kinds = project.write("data/kinds.toml", "# Ours.\n" + (project.root / "data/kinds.toml").read_text("utf-8"))
    project.write("events.csv", CSV)
    assert run("import", "events.csv", "--write").code == 0
    assert (project.root / "years/2022.md").read_text("utf-8") == (
        "---\nyear: 2022\n---\n\n# 2022\n\n"
        "::::{milestone} Conference\n:id: 2022-conference\n:date: 2022-06\n:kind: conference\n:partners: un-desa, ei\n"
        ":topics: statistics, open-data\n:sources: example-org-report\n\nOne.\n\nTwo.\n::::\n\n"
        "::::{milestone} Talk\n:id: 2022-talk\n:date: 2022\n:kind: visit\n:partners: oman\n:sources: page\n\n"
        "Talk\n::::\n"
    )
    assert ":partners: oman, norway (host)\n" in (project.root / "years/2023.md").read_text("utf-8")
    assert kinds.read_text("utf-8").startswith("# Ours.\n")
    assert '\n[norway]\nkind = "country"\ncountry = "NO"\n' in (project.root / "data/partners.toml").read_text("utf-8")
    assert '[ei]\nkind = "organisation"\nname = "Example Institute"\n' in (
        (project.root / "data/partners.toml").read_text("utf-8")
    )
    report = (project.root / REPORT).read_text("utf-8")
    assert report.splitlines()[1] == "line 2\tCost\t5000\tNo field has the name of this column."
    assert run("check").out == "No problems found.\n"


def test_again(run: Run, project: Project) -> None:
    """What the register has already is left out, also where two rows would have the same id."""
    same = (
        "Event,Date,Country,Kind,Source,Text\n" + "Talk,2022,Oman,visit,page,First.\nTalk,2022,Oman,visit,page,Next.\n"
    )
    project.write("events.csv", same)
    assert run("import", "events.csv", "--write").code == 0
    before = files(project)
    assert (before["years/2022.md"].count(":id: 2022-talk\n"), before["years/2022.md"].count(":id: 2022-talk-2\n")) == (
        1,
        1,
    )
    done = run("import", "events.csv", "--write")
    assert "2 rows left out: the register already has these milestones, which stay as they are.\n" in done.out
    assert files(project) == before


def test_required_values(run: Run, project: Project) -> None:
    """Nothing is written that would fail the build; values for all rows that lack one can be given."""
    project.write("events.csv", "Title,Date\nOne,2022\nTwo,2023-02\n")
    before = files(project)
    done = run("import", "events.csv", "--write")
    assert (done.code, files(project)) == (2, before)
    assert "2 milestones would have no kind. Add --default kind=… for these.\n" in done.out
    assert "2 milestones would have no sources. Add --default sources=… for these.\n" in done.out
    defaults = ("--default", "kind=visit", "--default", "partners=Oman", "--default", "sources=The old website")
    assert run("import", "events.csv", "--write", *defaults).code == 0
    assert run("check").out == "No problems found.\n"


def test_map(run: Run, project: Project) -> None:
    """A file says which column is which field, and which are left out on purpose."""
    project.write("events.csv", "Was;Wann;Wer;Intern\nBesuch;05/03/2024;Oman;x\n")
    project.write("map.toml", '[columns]\nWas = "title"\nWann = "date"\nWer = "partners"\nIntern = ""\n')
    defaults = ("--default", "kind=visit", "--default", "sources=page")
    done = run("import", "events.csv", "--map", "map.toml", "--dates", "dmy", "--write", *defaults)
    assert "Left out" not in done.out
    assert ":date: 2024-03-05\n" in (project.root / "years/2024.md").read_text("utf-8")
    for text, message in (
        ('[columns]\nWas = "titel"\n', "“titel” is not a field. Did you mean “title”?"),
        ('[columns]\nWo = "place"\n', "no row has a value for “Wo”."),
        ("[columns]\nWas = 3\n", "each line of [columns] must be a name and a text"),
        ("[column]\n", "has [column]. Did you mean “columns”?"),
        ("[columns\n", "“map.toml” is not valid TOML"),
    ):
        project.write("map.toml", text)
        done = run("import", "events.csv", "--map", "map.toml")
        assert (done.code, message in done.err) == (2, True), done.err


BAD = {
    "no file": (None, "cannot be read: No such file or directory."),
    "empty": (b" \n", "is empty."),
    "not UTF-8": ("Title,Date\nCaf\xe9,2022\n".encode("latin-1"), "is not valid UTF-8 at line 2."),
    "no rows": (b"Title,Date\n", "has no rows below the names of its columns"),
    "an open quotation mark": (b'Title,Date\n"A,2022\n', "is not valid CSV at line"),
    "a million columns": (b"a," * 1_000_000 + b"\n1\n", "the limit is 100\xa0000"),
    "many columns": (b"a," * 300 + b"\n1\n", "has 301 columns; the limit is 200."),
    "many rows": (b"Title\n" + b"a\n" * 5001, "has 5\xa0001 rows; the limit is 5\xa0000."),
    "too large": (b"x" * 10_000_001, "bytes; the limit is"),
    "nested JSON": (b"[" * 100_000, "is nested too deeply"),
    "a long number in JSON": (b'{"events": [' + b"9" * 5000 + b"]}", "a number that is too long"),
    "old line ends and no rows": (b"Title,Date\r", "has no rows below the names of its columns"),
    "no JSON": (b'{"events": [}', "is not valid JSON at line 1"),
    "other JSON": (b'{"a": 1}', "is JSON, but neither"),
    "a timeline without events": (b'{"events": [1, null, []]}', "the timeline has no events."),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_bad_files(run: Run, project: Project, content: bytes | None, message: str) -> None:
    """Whatever a file contains, it is one message, and no file changes."""
    if content is not None:
        project.write("bad", content)
    done = run("import", "bad", "--write")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_spreadsheets(run: Run, project: Project, separator: str, encoding: str) -> None:
    """Separators and encodings of spreadsheets are recognised; a cell too many is reported."""
    text = f"Title{separator}Date{separator}Place\r\n“A”, é{separator}2022{separator}Oslo{separator}x\r\n"
    text = text.replace("“A”, é", '"“A”, é"')
    content = codecs.BOM_UTF16_LE + text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding)
    project.write("sheet.csv", content)
    done = run("import", "sheet.csv")
    assert "CSV, 1 row: 1 milestone to add.\n  years/2022.md" in done.out
    assert "  line 2: x – It is beyond the last column.\n" in done.out


EVENT = {
    "start_date": {"year": "2021", "month": 3, "day": ""},
    "end_date": {"year": 2021, "month": "4"},
    "text": {"headline": "A <b>visit</b>", "text": "<p>One &amp; <i>two</i>.</p><ul><li>Three</li></ul>"},
    "media": {"url": "https://example.org/a.jpg", "caption": "A picture", "credit": "Someone"},
    "group": "Open data",
    "background": {"color": "#000"},
}
ROW = (
    "Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Media,Media Credit,Media Caption,Type,Group,"
    "Background\n"
    ",,,,,,,The title,Text,,,,title,,\n"
    "2021,3,,,2021,4,,A <b>visit</b>,<p>One &amp; <i>two</i>.</p><ul><li>Three</li></ul>,https://example.org/a.jpg,Someone,"
    "A picture,,Open data,#000\n"
)
DEFAULTS = ("--default", "kind=visit", "--default", "partners=oman", "--default", "sources=page")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "timeline.json",
            json.dumps({"title": {"text": {"headline": "The title", "text": "Text"}}, "events": [EVENT]}),
        ),
        ("timeline.csv", ROW),
    ],
)
def test_timelines(run: Run, project: Project, name: str, text: str) -> None:
    """JSON and spreadsheet of TimelineJS give the same milestone; what has no field is listed."""
    project.write(name, text)
    done = run("import", name, "--write", *DEFAULTS)
    assert (project.root / "years/2021.md").read_text("utf-8").split("# 2021\n\n")[1] == (
        "::::{milestone} A visit\n:id: 2021-visit\n:date: 2021-03/2021-04\n:kind: visit\n:partners: oman\n"
        ":topics: open-data\n:sources: page\n\nOne & *two*.\n\n* Three\n\n"
        "[A picture](<https://example.org/a.jpg>) – Someone\n::::\n"
    )
    assert "The title – A title slide is not an event." in done.out
    assert "#000 – No field has the name of this column." in done.out
    assert run("check").out == "No problems found.\n"


WIKIDATA = """\
item,itemLabel,date,datePrecision,country,countryLabel,coord
http://www.wikidata.org/entity/Q1,First,2014-01-01T00:00:00Z,,http://www.wikidata.org/entity/Q842,Oman,Point(1 2)
http://www.wikidata.org/entity/Q1,First,2014-01-01T00:00:00Z,,http://www.wikidata.org/entity/Q20,Norway,Point(1 2)
http://www.wikidata.org/entity/Q2,Second,2014-01-01T00:00:00Z,11,http://www.wikidata.org/entity/Q842,Oman,
http://www.wikidata.org/entity/Q3,Third,2014-05-01T00:00:00Z,,http://www.wikidata.org/entity/Q842,Oman,
http://www.wikidata.org/entity/Q4,Fourth,,,http://www.wikidata.org/entity/Q842,Oman,
"""


def test_wikidata(run: Run, project: Project) -> None:
    """Rows of one item are one milestone; a date is no more precise than the result says; items are the sources."""
    project.write("query.csv", WIKIDATA)
    done = run("import", "query.csv", "--write", "--default", "kind=visit")
    assert "results of a Wikidata query, 4 rows: 3 milestones to add.\n" in done.out
    assert "“date”, line 2: 2014-01-01T00:00:00Z – It may mean the whole year, so only the year is used.\n" in done.out
    page = (project.root / "years/2014.md").read_text("utf-8")
    assert [line for line in page.splitlines() if line.startswith((":date:", ":partners:"))] == [
        *(":date: 2014-05", ":partners: oman", ":date: 2014-01-01", ":partners: oman"),
        *(":date: 2014", ":partners: oman, norway"),
    ]
    assert 'publisher = "Wikidata"\nurl = "https://www.wikidata.org/wiki/Q2"' in (
        (project.root / "data/sources.toml").read_text("utf-8")
    )
    assert "country: Oman Q842" in (project.root / REPORT).read_text("utf-8")
    assert run("check").out == "No problems found.\n"


@pytest.mark.parametrize(("reply", "written"), [("yes", True), ("no", False), ("", False)])
def test_question(run: Run, project: Project, answer: Answer, reply: str, written: bool) -> None:
    """On a terminal, the plan is followed by a question."""
    project.write("events.csv", CSV)
    answer([reply])
    done = run("import", "events.csv")
    assert done.code == 0
    assert (project.root / "years/2022.md").exists() == written


NASTY = [
    *("a:b", ":::", "::::{milestone} X", "```{note}\nx\n```", "~~~~", "---", "# x", "1. x", "- x", "> x"),
    *("| a | b |", "%", "+++", "{milestone}`x`", "{partner}`nobody", "[a](javascript:x)", "<javascript:x>"),
    *("<b>b</b> & <script>x</script>", "&amp;", "\\", "*", "`", "$x$", "{{ x }}", "(x)=", "x::", ".. note::"),
    *("__init__", "a_", "|x|", "[1]_", "=====", "\x00\x07a", "\u202eabc", "a\u200bb"),
    *("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", "<a href='javascript:x'>y</a>", "“A, B”", "مرحبا", "é" * 400),
    *("https://a@b.example/", "http://example.org/a_b_", "=1+1", "A. Einstein", "\ufeffx", "x\u2028y", "😀"),
    "<img src=x onerror=y>",
]
REST = {
    "conf.py": 'extensions = ["sphinx_milestones"]\nhtml_theme = "basic"\nexclude_patterns = ["_build"]\n',
    "index.rst": "R\n=\n\n.. timeline::\n\n.. toctree::\n   :glob:\n\n   years/*\n",
    "data/kinds.toml": '[visit]\nlabel = "Visit"\n',
    "data/partners.toml": '[oman]\nkind = "country"\ncountry = "OM"\n',
    "data/sources.toml": '[page]\ntitle = "The page"\n',
}


@pytest.mark.parametrize("markup", ["Markdown", "reStructuredText"])
def test_values_that_look_like_markup(run: Run, project: Project, markup: str) -> None:
    """Whatever is in titles, texts, places, names and links, the result passes the check."""
    if markup == "reStructuredText":
        for path in (project.root / "years/2024.md", project.root / "index.md", *project.root.glob("data/*")):
            path.unlink()
        for name, text in REST.items():
            project.write(name, text)
    events = [
        {
            "start_date": {"year": 2000 + number % 3},
            "text": {"headline": value, "text": f"{value}\n\n<p>{value}</p>"},
            "media": {"url": value, "caption": value, "credit": value},
            "location": {"name": value},
            "group": value,
        }
        for number, value in enumerate(NASTY)
    ]
    project.write("timeline.json", json.dumps({"events": events}))
    assert run("import", "timeline.json", "--write", *DEFAULTS).code == 0
    names = "".join(f"T{number},2010,{','.join([_quoted(value)] * 3)},visit\n" for number, value in enumerate(NASTY))
    project.write("names.csv", f"Title,Date,Country,Source,Topic,Kind\n{names}")
    assert run("import", "names.csv", "--write", *DEFAULTS).code == 0
    assert run("check").out == "No problems found.\n"


def _quoted(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


RICH = """\
:::::{milestone} A visit with everything
:id: 2023-rich
:date: 2023-05-04/2023-05-06~
:kind: workshop
:partners: un-desa (funder), oman
:host: bahrain
:topics: statistics
:place: Muscat
:mode: hybrid
:participants: >500
:countries: ~50
:documents: report
:sources: page
:related: 2024-first
:label: Rich
:added: 2026-01-02
:updated: 2026-02-03

One *two* {partner}`oman`, {document}`report` and {milestone}`2024-first`.

1. A list.

::::{sources-differ}
A says so.
::::

| a | b |
| - | - |
| 1 | 2 |
:::::
"""
BILINGUAL = """
[council]
kind = "ngo"
name = { en = "The Council", ar = "المجلس" }
aliases = ["C"]
parent = "un-desa"
"""


def exported(project: Project) -> dict[str, object]:
    """What a build of a project publishes."""
    built = project.build()
    assert built.warnings == []
    data: dict[str, object] = json.loads(built.read("data/milestones.json"))
    return data


def test_its_own_data(run: Run, project: Project, tmp_path: Path) -> None:
    """What one register publishes makes another one that publishes the same; the second time, nothing is added."""
    partners = project.root / "data/partners.toml"
    partners.write_text(partners.read_text("utf-8") + BILINGUAL, encoding="utf-8")
    project.write("data/partner-kinds.toml", '[ngo]\nlabel = "Society"\nplural = "Societies"\n')
    project.write("data/roles.toml", '[guest]\nlabel = "guest"\n')
    project.write("years/2023.md", year_page(RICH.replace("un-desa (funder)", "council (guest)"), year=2023))
    before = exported(project)
    other = Files(tmp_path / "other")
    for name in ("conf.py", "index.md"):
        other.write(name, (project.root / name).read_text("utf-8"))
    other.write("data.json", json.dumps(before))
    done = run("import", str(other.root / "data.json"), "-c", str(other.root), "--write")
    assert (done.code, "Left out" in done.out) == (0, False), done
    assert exported(other) == before
    assert (other.root / "years/2023.md").read_text("utf-8") == (project.root / "years/2023.md").read_text("utf-8")
    assert "0 milestones to add" in run("import", str(other.root / "data.json"), "-c", str(other.root)).out


def test_many_entries_are_where_each_would_be() -> None:
    """Inserted at once, in a fraction of the time, entries of pages and data files are as if they were added singly."""
    dates = [parse_date(text) for text in ("2024-03", "2024", "2024-12-31", "2024-06", "2024-03", "2024-06-30")]
    page = year_page(*(f":::{{milestone}} A\n:id: a{date}\n:date: {date}\n:::\n" for date in ("2024-06", "2024-02")))
    entries = [(date, [f":::{{milestone}} {n}", f":date: {date.text}", ":::"]) for n, date in enumerate(dates)]
    for text in (page, MARKDOWN.new_page(Point(2024), "2024")):
        singly = text
        for date, entry in entries:
            singly, _ = year_pages.insert(singly, entry, date)
        assert year_pages.insert_all(text, entries, MARKDOWN) == singly
    kinds = {"aruba": "country", "kuwait": "country", "x": "bloc", "zz": "agency", "b": "bloc", "benin": "country"}
    new = {key: {"kind": kind, "name": "N"} for key, kind in kinds.items()}
    data = '# Ours.\n\n[bahrain]\nkind = "country"\n\n[oman]\nkind = "country"\n# On Oman.\n\n[a]\nkind = "agency"\n'
    singly = data
    for key, values in new.items():
        singly, _ = toml_edit.insert(singly, key, values, "kind")
    assert tomllib.loads(toml_edit.insert_all(data, new, "kind")) == tomllib.loads(singly)
    assert toml_edit.insert_all(data, new, "kind") == singly
