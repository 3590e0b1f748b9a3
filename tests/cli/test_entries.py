"""`new-partner`, `new-source`, `new-document`: an entry in its data file, at its place; every other byte stays."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from sphinx_milestones.cli import toml_edit
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.tables import TABLES

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Run
    from tests.support.project import Project

ROOT = Path(__file__).parents[2]
DATA = """\
#:schema ./partners.schema.json
# The partners.
# More on them.

# Countries.

# This one is first.
[bahrain]
kind = "country"
country = "BH"

[oman] # by the sea
kind = 'country'
country = "OM"
aliases = [
  "sultanate", # of old
[ "list" ],
]
note = \"\"\"
[not-an-entry]
# no comment \"\"\"
# A comment on Oman.

# Agencies.

[zeta]
kind = "agency"
name = "Z"

[alpha]
kind = "agency"
name = "A"

[lonely]
kind = "organisation"
name = "L"

[beta]
kind = "agency"
name = "B"

[beta.note]
en = "Words"

# Organisations.

[itu]
kind = "organisation"
name = "I"

[un]
kind = "organisation"
name = "U"

# The end.
"""
NEW = '[{key}]\nkind = "{kind}"\nname = "N"\n'
PLACES = {
    "before the first of its kind, with the comment of that": ("aruba", "country", "# This one is first.\n[bahrain]"),
    "between two of its kind": ("kuwait", "country", "[oman] # by the sea"),
    "after the last of its kind and its comment": ("qatar", "country", "# Agencies."),
    "after all of its kind where they are in no order": ("cait", "agency", "[lonely]"),
    "first in the longest group of its kind": ("eso", "organisation", "[itu]"),
    "last in the longest group of its kind": ("wto", "organisation", "# The end."),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("key", "kind", "below"), PLACES.values(), ids=PLACES.keys())
def test_place(key: str, kind: str, below: str, newline: str) -> None:
    """A partner is added among those of its kind; comments stay with their entries, and no other byte changes."""
    before = DATA.replace("\n", newline)
    text, line = toml_edit.insert(before, key, {"kind": kind, "name": "N"}, "kind")
    entry = NEW.format(key=key, kind=kind).replace("\n", newline)
    at = text.index(entry)
    below = below.replace("\n", newline)
    assert text[at + len(entry) :].lstrip().startswith(below)
    assert before in (text.replace(entry + newline, "", 1), text.replace(newline + entry, "", 1))
    assert text.splitlines()[line - 1] == f"[{key}]"
    assert text.splitlines()[line - 2] == ""
    assert tomllib.loads(text) == {**tomllib.loads(before), key: {"kind": kind, "name": "N"}}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", NEW),
        ("# Words.\n", "# Words.\n\n" + NEW),
        ('[a]\nkind = "bloc"', '[a]\nkind = "bloc"\n\n' + NEW),
        ('\ufeff# Words.\n[b]\nkind = "x"\n', "\ufeff# Words.\n" + NEW + '\n[b]\nkind = "x"\n'),
        ('[a]\nkind = "x"', '[a]\nkind = "x"\n\n' + NEW),
    ],
)
def test_place_in_odd_files(before: str, expected: str) -> None:
    """No file, no entry, no end of the last line, a mark at the beginning, an entry right below the file's words."""
    assert toml_edit.insert(before, "ab", {"kind": "x", "name": "N"}, "kind")[0] == expected.format(key="ab", kind="x")


def test_lists_and_texts_with_brackets() -> None:
    """A line that begins with a bracket within a value is no entry."""
    assert [span.key for span in toml_edit.spans(DATA)] == [
        "bahrain",
        "oman",
        "zeta",
        "alpha",
        "lonely",
        "beta",
        "itu",
        "un",
    ]


@pytest.mark.parametrize("name", ["partners", "sources", "documents"])
def test_real_files(name: str) -> None:
    """In the files of this repository, wherever an entry comes, every other byte stays and the file is sound."""
    before = (ROOT / "data" / TABLES[name].file).read_text("utf-8")
    for kind in ("country", "agency", "organisation", "bloc"):
        for key in ("aa", "mm", "zz"):
            text, _ = toml_edit.insert(before, key, {"kind": kind}, "kind" if name == "partners" else "")
            entry = f'[{key}]\nkind = "{kind}"\n'
            assert before in (text.replace(entry + "\n", "", 1), text.replace("\n" + entry, "", 1))
            assert tomllib.loads(text) == {**tomllib.loads(before), key: {"kind": kind}}


def entry(project: Project, name: str, key: str) -> dict[str, object]:
    """An entry as its file has it."""
    found = tomllib.loads((project.root / f"data/{name}.toml").read_text("utf-8"))[key]
    assert isinstance(found, dict)
    return found


def test_country(run: Run, project: Project) -> None:
    """A country needs its code only: its key is its short name."""
    before = (project.root / "data/partners.toml").read_text("utf-8")
    done = run("new-partner", "--kind", "country", "--country", "SA", "--aliases", "ksa,  kingdom")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "data/partners.toml:16: added “saudi-arabia”.\n"
        "Next: use it in a milestone: “:partners: saudi-arabia”. Then run `python -m sphinx_milestones check`.\n"
    )
    oman = 'aliases = ["sultanate"]\n'
    entry = '\n[saudi-arabia]\nkind = "country"\ncountry = "SA"\naliases = ["ksa", "kingdom"]\n'
    assert (project.root / "data/partners.toml").read_text("utf-8") == before.replace(oman, oman + entry)


def test_source(run: Run, project: Project) -> None:
    """A source comes at the end; quotation marks and backslashes in it are text."""
    before = (project.root / "data/sources.toml").read_text("utf-8")
    done = run(
        "new-source", "--title", 'A "report" \\ on  it', "--published", "2024-05", "--url", "https://example.org/a"
    )
    assert done.code == 0
    entry = '\n[report-it-2024]\ntitle = "A \\"report\\" \\\\ on it"\n'
    entry += 'url = "https://example.org/a"\npublished = "2024-05"\n'
    assert (project.root / "data/sources.toml").read_text("utf-8") == before + entry


def make_pdf(path: Path, pages: int = 3, title: str = "Report on the visit", language: str = "ar") -> Path:
    """A PDF that says its title and its language."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with PdfWriter() as writer:
        for _ in range(pages):
            writer.add_blank_page(100, 100)
        writer.add_metadata({"/Title": title})
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
        writer.write(path)
    return path


def test_document_that_is_hosted(run: Run, project: Project) -> None:
    """Title, media type and language are read from the file; its size and pages, which are counted, are shown."""
    path = make_pdf(project.root / "data/documents/visit.pdf")
    done = run("new-document", "--file", "visit.pdf")
    assert (done.code, done.err) == (0, "")
    assert entry(project, "documents", "report-visit") == {
        "title": "Report on the visit",
        "status": "available",
        "media_type": "application/pdf",
        "language": "ar",
        "file": "visit.pdf",
    }
    register, findings = load_register(project.root / "data")
    document = register.documents["report-visit"]
    assert findings == []
    assert (document.bytes, document.pages) == (path.stat().st_size, 3)
    size = f"{path.stat().st_size}\N{NO-BREAK SPACE}B"
    assert f"Pages will show it as: Report on the visit (PDF, {size}, 3 pages, Arabic)." in done.out


def test_document_from_elsewhere(run: Run, project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file that is somewhere else is copied into the folder, over none that is there; options win over the file."""
    path = make_pdf(tmp_path_factory.mktemp("downloads") / "visit.pdf", language="?")
    assert run("new-document", "--file", str(path), "--title", "Mine", "--key", "mine").code == 0
    assert (project.root / "data/documents/visit.pdf").read_bytes() == path.read_bytes()
    assert entry(project, "documents", "mine")["title"] == "Mine"
    assert "language" not in entry(project, "documents", "mine")
    before = (project.root / "data/documents.toml").read_bytes()
    make_pdf(path, pages=4)
    done = run("new-document", "--file", str(path))
    assert done.err.endswith("“documents” already contains another file named “visit.pdf”. Rename yours.\n")
    assert (project.root / "data/documents.toml").read_bytes() == before


def test_document_elsewhere(run: Run, project: Project) -> None:
    """A document with an address is an external one."""
    done = run(
        "new-document", "--title", "R", "--url", "https://example.org/r.pdf", "--pages", "12", "--media-type=a/b"
    )
    assert done.code == 0
    assert entry(project, "documents", "r") == {
        "title": "R",
        "status": "external",
        "media_type": "a/b",
        "pages": 12,
        "url": "https://example.org/r.pdf",
    }


FAULTS = {
    "nothing": (["new-source"], "missing --title. See --help."),
    "no kind": (["new-partner", "--name", "X"], "missing --kind. See --help."),
    "no address": (
        ["new-source", "--title", "X", "--url", "example.org"],
        "--url: “example.org” is not a complete URL.",
    ),
    "no number": (
        ["new-document", "--title", "X", "--status", "on-request", "--pages", "x"],
        '--pages: "x" is not a positive whole',
    ),
    "no such kind": (
        ["new-partner", "--kind", "nation"],
        "--kind: “nation” is not a kind of partner. Did you mean “organisation”?",
    ),
    "no name": (["new-partner", "--kind", "bloc"], "[partner] has no name. Add a line “name = …”."),
    "no code": (["new-partner", "--kind", "country", "--key", "x"], "[x] is a country without a code."),
    "no parent": (
        ["new-partner", "--kind", "agency", "--name", "X", "--parent", "omann"],
        "[x] parent: “omann” is not in",
    ),
    "a key that is there": (
        ["new-partner", "--key", "oman", "--kind", "bloc", "--name", "X"],
        "--key: [oman] is already in partners",
    ),
    "a key that is none": (
        ["new-source", "--key", "A b", "--title", "X"],
        "--key: “A b” is not a valid key. Use lowercase letters",
    ),
    "a country that is there": (
        ["new-partner", "--kind", "country", "--country", "OM"],
        "this entry already exists: [oman] in",
    ),
    "a name that is there": (
        ["new-partner", "--kind", "agency", "--name", "un desa"],
        "this entry already exists: [un-desa] in",
    ),
    "an alias that is there": (
        ["new-partner", "--kind", "agency", "--name", "X", "--aliases", "oman"],
        "[x] aliases: “oman” is also a name of [oman].",
    ),
    "no file": (
        ["new-document", "--file", "none.pdf"],
        "“none.pdf” was found neither in the current folder nor in “documents”.",
    ),
    "no PDF": (["new-document", "--file", "bad.pdf"], "“bad.pdf” cannot be read as a PDF: it is damaged"),
    "an empty file": (["new-document", "--file", "empty.pdf"], "“empty.pdf” is empty."),
    "a count of its own": (
        ["new-document", "--file", "bad.pdf", "--pages", "3"],
        "--pages: computed from the file",
    ),
    "an external one without address": (
        ["new-document", "--title", "X", "--status", "external"],
        "[x] is “external” but has",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faults(run: Run, project: Project, arguments: list[str], message: str) -> None:
    """What `check` would report is reported before anything is written, and nothing is written."""
    project.write("bad.pdf", "Words.")
    project.write("empty.pdf", "")
    before = {path: path.read_bytes() for path in (project.root / "data").iterdir()}
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err
    assert {path: path.read_bytes() for path in (project.root / "data").iterdir()} == before


def test_broken_data_file(run: Run, project: Project) -> None:
    """Nothing is added to files that cannot be read."""
    project.write("data/sources.toml", "[page\n")
    assert "a data file cannot be read. Run `python -m" in run("new-source", "--title", "X").err
    assert (project.root / "data/sources.toml").read_text("utf-8") == "[page\n"


def test_missing_data_file(run: Run, project: Project) -> None:
    """A register without the file gets it."""
    (project.root / "data/documents.toml").unlink()
    assert run("new-document", "--title", "X", "--status", "on-request").code == 0
    assert (project.root / "data/documents.toml").read_text("utf-8") == '[x]\ntitle = "X"\nstatus = "on-request"\n'


def test_questions(run: Run, project: Project, answer: Answer) -> None:
    """Kinds, countries and parents are offered; a key is proposed."""
    answer(
        [
            "agenzy",
            "agency",
            "SAU",
            "SA",
            "",
            "General Authority",
            "GASTAT",
            "hom",
            "",
            "",
            "gastat.gov",
            "",
            "",
            "",
            "",
        ]
    )
    done = run("new-partner")
    assert done.code == 0
    assert "“agenzy” is not a kind of partner. Did you mean “agency”?" in done.out
    assert "Enter “?” to list all 257 choices." in done.out
    assert "“gastat.gov” is not a complete URL." in done.out
    assert "\nkey [gastat]: " in done.out
    assert entry(project, "partners", "gastat") == {
        "kind": "agency",
        "country": "SA",
        "name": "General Authority",
        "acronym": "GASTAT",
        "parent": "home",
    }


@pytest.mark.parametrize(
    ("answered", "quality"),
    [
        ("2", "third-party copy"),
        ("thi", "third-party copy"),
        ("third-party copy", "third-party copy"),
        ("off the record", "off the record"),
        ("press, later mirrored", "press, later mirrored"),
    ],
)
def test_known_qualities(run: Run, project: Project, answer: Answer, answered: str, quality: str) -> None:
    """The words that other sources have are offered; any other words are taken as they are."""
    words = ("official", "third-party copy", "official")
    sources = "".join(f'[s{n}]\ntitle = "S"\nquality = "{word}"\n' for n, word in enumerate(words))
    project.write("data/sources.toml", sources)
    answer(["The report", "", "", "", "", "", answered, ""])
    done = run("new-source")
    assert done.code == 0
    assert "   1 official\n   2 third-party copy\nquality: " in done.out
    assert entry(project, "sources", "report")["quality"] == quality


def test_questions_on_a_file(run: Run, project: Project, answer: Answer) -> None:
    """For a document the file is asked for first, then only what the file does not state."""
    make_pdf(project.root / "data/documents/visit.pdf")
    answer(["vist.pdf", "visit.pdf", "", ""])
    done = run("new-document")
    assert done.code == 0
    assert "“vist.pdf” was found neither in the current folder nor in “documents”." in done.out
    assert entry(project, "documents", "report-visit")["language"] == "ar"


def test_every_column_is_an_option(run: Run) -> None:
    """`--help` explains each."""
    for name, table in (("new-partner", "partners"), ("new-source", "sources"), ("new-document", "documents")):
        text = run(name, "--help").out
        assert [c.name for c in TABLES[table].columns if f"--{c.name.replace('_', '-')} " not in text] == []


@pytest.mark.parametrize(
    "arguments", [["new-source", "--title", "A \udcff"], ["import", "a.csv", "--default", "place=\udcff"]]
)
def test_a_value_in_another_encoding_is_refused(run: Run, arguments: list[str]) -> None:
    """No file could have it."""
    done = run(*arguments)
    assert done.code == 2
    assert "?” is not in the encoding of this terminal. Type it again.\n" in done.err
