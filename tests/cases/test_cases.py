"""Each mistake of the catalogue gives its one message at its line, in both syntaxes, and no text is lost."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from sphinx.cmd.build import build_main
from tests.cases.catalogue import FOLDER, Case, abridged, is_page, read_cases
from tests.cases.rewriting import rewrite

from sphinx_milestones import load
from sphinx_milestones.views.exports.milestones_json import source_of

CASES = read_cases()
BUILDS = [
    pytest.param(case, syntax, id=f"{case.group}: {case.title} [{syntax}]")
    for case in CASES
    for syntax in case.syntaxes
]


@dataclass(frozen=True)
class Outcome:
    """What an author gets: the exit code of a strict build, its messages, and the pages."""

    code: int
    messages: tuple[str, ...]
    site: Path

    @property
    def incomplete(self) -> tuple[str, ...]:
        """The ids of the milestones that were marked, by the record; the pages must show as many marks."""
        records = json.loads((self.site / "data/milestones.json").read_text(encoding="utf-8"))["milestones"]
        return tuple(sorted(record["id"] for record in records if record.get("incomplete")))

    @property
    def marks(self) -> int:
        """How many milestones a reader sees marked on the year pages."""
        return sum(
            page.read_text(encoding="utf-8").count('class="ms-incomplete"') for page in self.site.glob("years/*.html")
        )

    @property
    def records(self) -> list[tuple[Any, ...]]:
        """What the data say of each milestone, for those of another reader."""
        data = json.loads((self.site / "data/milestones.json").read_text(encoding="utf-8"))
        return sorted(
            (
                record["id"],
                record["page"],
                record.get("date", {}).get("written"),
                tuple(part["key"] for part in record.get("partners", ()) if "through" not in part),
                tuple(record.get("topics", ())),
                record.get("sources_differ", 0),
                record.get("incomplete", False),
                record.get("source", {}).get("text", ""),
            )
            for record in data["milestones"]
        )

    def page(self, name: str) -> str:
        """The HTML of a page, given by the path of its source; empty for a file that is only included."""
        path = (self.site / name).with_suffix(".html")
        return path.read_text(encoding="utf-8") if path.exists() else ""


def place(root: Path, name: str, text: str) -> None:
    """Write a file of a case, or make the one that its brackets describe."""
    path, _, description = name.removesuffix(")").partition(" (")
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    match description.split():
        case []:
            target.write_text(text, encoding="utf-8")
        case ["in", encoding]:
            target.write_text(text, encoding=encoding)
        case ["with", "CRLF"]:
            target.write_text(text, encoding="utf-8", newline="\r\n")
        case ["with", "NUL", "for", mark]:
            target.write_text(text.replace(mark, "\0"), encoding="utf-8")
        case ["a", "PDF", "of", count, "pages"]:
            target.write_bytes(pdf(int(count)))
        case ["not", "there"]:
            target.unlink()
        case ["empty"]:
            target.touch()
        case ["a", "link", "to", other]:
            target.symlink_to(other)
        case words:
            raise AssertionError(words)


def pdf(pages: int) -> bytes:
    """A PDF of so many empty pages."""
    writer, file = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


def build(case: Case, root: Path, capfd: pytest.CaptureFixture[str]) -> Outcome:
    """Build the sound project with the files of *case*, strictly, as an author would."""
    shutil.copytree(FOLDER / "sound", root, dirs_exist_ok=True)
    for name, text in case.files.items():
        place(root, name, text)
    site = root / "_build"
    code = build_main(["-q", "-W", "--no-color", "-b", "html", str(root), str(site)])
    lines = capfd.readouterr().err.replace(f"{root}/", "").splitlines()
    messages = [re.sub(r"^(\S+: )WARNING: (.*) (\[\S+\])$", r"\1\3 \2", line) for line in lines]
    return Outcome(code, tuple(messages), site)


def loaded(root: Path) -> list[tuple[Any, ...]]:
    """The same as `Outcome.records`, as read without a build."""
    return sorted(
        (
            milestone.id,
            milestone.docname,
            milestone.date.text if milestone.date else None,
            tuple(part.partner for part in milestone.partners),
            milestone.topics,
            milestone.sources_differ,
            milestone.incomplete,
            source_of(milestone),
        )
        for milestone in load(root).milestones
    )


def sentences(text: str) -> list[str]:
    """The lines of a page that are whole sentences."""
    return [line.strip() for line in text.splitlines() if re.fullmatch(r"\s*[A-Z][\w ,]*\.", line)]


@pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have
@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app")  # so does its include
@pytest.mark.parametrize(("case", "syntax"), BUILDS)
def test_case(
    case: Case, syntax: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    """The build gives exactly the messages of the case, fails, shows every sentence, and marks what is incomplete."""
    outcome = build(case.in_syntax(syntax), tmp_path, capfd)
    if request.config.getoption("--rewrite"):
        case = rewrite(case, syntax, outcome.messages, outcome.incomplete)
    case = case.in_syntax(syntax)
    assert abridged(outcome.messages, case.messages) == case.messages
    assert outcome.code == (1 if case.messages else 0)
    assert outcome.incomplete == case.incomplete
    assert outcome.marks == len(case.incomplete)
    # In lists, quotations and tables, only a build finds milestones.
    read, built = loaded(tmp_path), outcome.records
    assert read == [record for record in built if record in read]
    assert case.group == "placement" or read == built
    written = "\n".join(text for path, text in case.files.items() if is_page(path))
    shown = "".join(outcome.page(path) for path in case.files if is_page(path))
    assert [s for s in sentences(written) if shown.count(s) != written.count(s)] == []
