"""The examples in the guide and in the manual hold: they are built, strictly, as a reader would.

A block with a caption is the file that the caption names. Any other `markdown` block stands on a page of its own, any
other `python` block in `conf.py`. A page that shows a `conf.py` is a project by itself; the others add to the register.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from sphinx_milestones.cli.main import main
from sphinx_milestones.environment.roles import ROLES

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/contributing/*.md"), *ROOT.glob("docs/reference/*.md")])
BLOCK = re.compile(r"^```(?:\{code-block\} )?(\w+)\n(?::caption: (\S+)\n\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A code block of a page; `file` is None where it has no caption."""

    page: str
    language: str
    file: str | None
    text: str


def examples(page: Path) -> Iterator[Example]:
    """The code blocks of a page."""
    for language, file, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield Example(page.stem, language, file or None, text)


def own_page(example: Example) -> str:
    """A page that holds an example, with the year of the example's milestone at its top."""
    year = re.search(r"^:date: (\d{4})", example.text, re.MULTILINE)
    front = f"year: {year[1]}\n" if year else ""
    return f"---\norphan: true\n{front}---\n\n# Example\n\n{example.text}"


def place(example: Example, number: int, root: Path) -> None:
    """Put an example where it belongs in the project at *root*."""
    path = root / (example.file or {"python": "conf.py"}.get(example.language, f"docs/{example.page}-{number}.md"))
    path.parent.mkdir(parents=True, exist_ok=True)
    if example.file is None and example.language == "markdown":
        path.write_text(own_page(example), encoding="utf-8")
    else:
        if example.language == "toml" and path.is_file() and example.text.split("]")[0] in path.read_text("utf-8"):
            return  # somebody has typed the guide's example in
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{example.text}" if path.stat().st_size else example.text)


def build(root: Path, builder: str = "html", source: str = "docs") -> Path:
    """Build the project at *root* and return the folder of its output; the build fails on any warning."""
    out = root / "_build" / builder
    options = ["-q", "-W", "-b", builder, "-c", str(root), "-d", str(root / "_build/doctrees")]
    assert build_main([*options, str(root / source), str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with the examples of every page that is not a project by itself."""
    root = tmp_path_factory.mktemp("register")
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "conf.py", root)
    for example in (example for page in PAGES for example in examples(page) if example.file):
        if example.file.startswith("docs/years/"):  # the register may have that year by now
            (root / example.file).unlink(missing_ok=True)
    for page in PAGES:
        shown = list(examples(page))
        if not any(example.file == "conf.py" for example in shown):
            for number, example in enumerate(shown):
                if example.file or example.language in ("markdown", "python"):
                    place(example, number, root)
    return root


@pytest.fixture(scope="module")
def site(register: Path) -> Path:
    """The register's HTML."""
    return build(register)


def test_examples_build(site: Path) -> None:
    """Every example builds without a warning, and each milestone in one reaches the timeline."""
    shown = re.findall(r"^ *:id: (\S+)", "".join(e.text for page in PAGES for e in examples(page)), re.MULTILINE)
    timeline = (site / "timeline.html").read_text(encoding="utf-8")
    assert len(shown) >= 7
    assert [i for i in shown if f"#{i}" not in timeline] == ["2026-norway-visit"]  # of the other register


def test_record(site: Path) -> None:
    """The record shown in the manual is the one that is written for the milestone shown above it."""
    shown = next(json.loads(e.text) for e in examples(ROOT / "docs/reference/data.md") if e.language == "json")
    written = json.loads((site / "data/milestones.json").read_text(encoding="utf-8"))["milestones"]
    record = next(record for record in written if record["id"] == shown["id"])
    assert record["address"].endswith(f"#{shown['id']}")
    assert record | {"address": shown["address"]} == shown


@pytest.mark.usefixtures("site")
def test_message(register: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The guide's slip of the pen gives what the guide shows, and nothing else."""
    shown = next(e.text for e in examples(ROOT / "docs/contributing/first-milestone.md") if e.language == "text")
    path = register / "docs/years/2026.md"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("example-institute (", "example-instiute (", 1), encoding="utf-8")
    code = main(["check", "-c", str(register)])
    path.write_text(sound, encoding="utf-8")
    assert code == 1
    assert shown.split() == capfd.readouterr().out.split()


def test_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The guide's first milestone, added by the commands alone, wants but its text to be the one by hand, and sound."""
    guide = ROOT / "docs/contributing"
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "conf.py", tmp_path)
    (tmp_path / "docs/years/2026.md").unlink(missing_ok=True)
    shell = "".join(e.text for e in examples(guide / "first-milestone.md") if e.language == "sh")
    lines = [shlex.split(line) for line in shell.replace("\\\n", " ").splitlines()]
    commands = [line[3:] for line in lines if line[1:3] == ["-m", "sphinx_milestones"] and len(line) > 4]
    assert [line[0] for line in commands] == ["new-partner", "new-source", "new"]
    assert [main([*line, "-c", str(tmp_path)]) for line in commands] == [0, 0, 0]
    path = tmp_path / "docs/years/2026.md"
    fields = path.read_text(encoding="utf-8").split("\n\n%")[0]
    shown = next(e.text for e in examples(guide / "by-hand.md") if e.file == "docs/years/2026.md")
    assert fields == shown.split("\n\nOfficials")[0]
    for example in (e for page in guide.glob("*.md") for e in examples(page) if e.file and e.language == "toml"):
        assert example.text in (tmp_path / example.file).read_text(encoding="utf-8")
    capfd.readouterr()
    assert main(["check", "-c", str(tmp_path)]) == 1
    assert "has no text. Write below its fields" in capfd.readouterr().out
    path.write_text(shown, encoding="utf-8")
    assert main(["check", "-c", str(tmp_path)]) == 0, capfd.readouterr().out


def test_targets() -> None:
    """Whatever the guide and the manual have somebody `make` is a target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) - targets == set()


def test_labels() -> None:
    """Each page of the guide, and each heading, has a label to link to."""
    for page in ROOT.glob("docs/contributing/*.md"):
        text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        lines = text.splitlines()
        headings = [number for number, line in enumerate(lines) if re.match("#+ ", line)]
        assert [lines[n] for n in headings if not re.fullmatch(r"\(contributing[-a-z]*\)=", lines[n - 1])] == [], page


def test_own_register(tmp_path: Path) -> None:
    """The files of the page on other institutions' registers are a whole register, PDF included."""
    for number, example in enumerate(examples(ROOT / "docs/reference/own-register.md")):
        if example.file:
            place(example, number, tmp_path)
    build(tmp_path, "pdf", ".")
    site = build(tmp_path, source=".")
    text = (site / "index.html").read_text(encoding="utf-8")
    assert "Visit from Norway" in text
    assert "pdf/milestones.pdf" in text


def test_every_role_is_explained() -> None:
    """The manual's page of roles names each of them."""
    page = (ROOT / "docs/reference/roles.md").read_text(encoding="utf-8")
    assert [name for name in ROLES if f"\n- `{name}`: " not in page] == []
