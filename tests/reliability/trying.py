"""What must become of any input: reported or accepted, in short time, with no text lost and none of it as markup.

Each function tries one kind of input and raises `AssertionError` where that is not so. Hypothesis calls them, in
`test_any_input`, and so does Atheris, which follows the code, in `fuzzing`.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.reading.view_options import OPTIONS
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Lookup, Register
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.fields import FIELDS

if TYPE_CHECKING:
    from tests.support.project import Build, Project

LONGEST = 1  # seconds that an input may take
SENTENCE = re.compile(r".+[.?!:”`)\]…0-9]\Z", re.DOTALL)
WORD = re.compile(r"\bw\d+q\b")  # a word that must be found again
TABLE = {**{f"field {name}": each for name, each in FIELDS.items()}, **{f"option {n}": o for n, o in OPTIONS.items()}}


@contextmanager
def in_time(seconds: int = LONGEST) -> Iterator[None]:
    """Stop what takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"takes more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds + 1)  # the alarm counts whole seconds, the first of which may have begun
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def try_value(name: str, text: str, register: Register) -> None:
    """A value of a field or option, by its name in `TABLE`, as the directive hands it over."""
    messages: list[str] = []

    def report(_problem: Problem, message: str) -> None:
        messages.append(message)

    with in_time():
        value = TABLE[name].parse(text, Lookup(register), report)
    assert messages or value not in (None, "", ()), f"{text!r} is lost"
    assert all(map(SENTENCE.match, messages)), messages


def try_data_file(table: str, content: bytes, folder: Path) -> None:
    """A data file, alone or with those that are in the folder."""
    path = folder / TABLES[table].file
    path.write_bytes(content)
    with in_time():
        register, findings = load_register(folder)
    end = len(content.splitlines()) + 1
    for finding in findings:
        assert SENTENCE.match(finding.message), finding
        assert finding.path != str(path) or 1 <= (finding.line or 1) <= end, finding
    assert _is_accounted_for(table, register, findings, str(path), content), f"{table}: {content!r} is lost"


def _is_accounted_for(table: str, register: Register, findings: list[Finding], path: str, content: bytes) -> bool:
    """Only comments and blank lines may be in a file that gives neither an entry nor a message."""
    if register.table(table) or any(finding.path == path for finding in findings):
        return True
    lines = content.removeprefix("\ufeff".encode()).splitlines()
    return all(not line.strip() or line.strip().startswith(b"#") for line in lines)


def try_pages(project: Project, pages: list[str]) -> Build:
    """Pages of one project, all in one build; the words `w1q`, `w2q`… in milestones are found on theirs or reported."""
    for old in (project.root / "years").iterdir():
        old.unlink()
    for number, text in enumerate(pages):
        project.write(f"years/p{number}.md", text)
    with in_time(LONGEST * (len(pages) + 5)):
        build = project.build()
    for number, text in enumerate(pages):
        page = build.read(f"years/p{number}.html")
        breaches = _breaches(page)
        assert not breaches, f"{breaches} of {text!r}"
        reported = "".join(line for line in build.warnings if line.startswith(f"years/p{number}.md"))
        lost = set(WORD.findall(text)) - set(WORD.findall((unescape(page) + reported).lower()))
        assert not lost, f"{sorted(lost)} of {text!r}"
    return build


@dataclass
class _Reader(HTMLParser):
    """Looks for what an input has put into a page as markup."""

    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs if name.startswith("on")]
        if tag.startswith("x-") or names:
            self.found.append(f"<{tag} {names}>")


def _breaches(page: str) -> list[str]:
    reader = _Reader()
    reader.feed(page)
    return reader.found


def sound_register(folder: Path, data: dict[str, Any]) -> Register:
    """A register to look keys up in."""
    for name, text in data.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_register(folder)[0]
