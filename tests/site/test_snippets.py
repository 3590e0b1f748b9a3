"""The examples in the guide and in the manual are built, strictly, as a reader would build them.

A block with a caption is the file that the caption names. Any other `markdown` block is put on a page of its own, any
other `python` block into `conf.py`. The guide's examples are added to the register, the manual's to the example
register.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import build_main
from tests.support.guide import commands_on
from tests.support.project import Project

from sphinx_milestones.cli.main import main
from sphinx_milestones.environment.roles import ROLES
from sphinx_milestones.views.fields import FIELDS

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/contributing"
MANUAL = ROOT / "ext/manual"
EXAMPLE = MANUAL / "example"
BLOCK = re.compile(r"^```(?:\{code-block\} )?(\w+)\n(?::caption: (\S+)\n\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A code block of a page; `file` is None where it has no caption."""

    page: str
    language: str
    file: str | None
    text: str


def examples(pages: Path | Iterable[Path]) -> Iterator[Example]:
    """The code blocks of pages."""
    for page in [pages] if isinstance(pages, Path) else pages:
        for language, file, text in BLOCK.findall(page.read_text(encoding="utf-8")):
            yield Example(page.stem, language, file or None, text)


def own_page(example: Example) -> str:
    """A page that contains an example, with the year of the example's milestone in its front matter."""
    year = re.search(r"^:date: (\d{4})", example.text, re.MULTILINE)
    front = f"year: {year[1]}\n" if year else ""
    return f"---\norphan: true\n{front}---\n\n# Example\n\n{example.text}"


def add(example: Example, file: str, root: Path) -> None:
    """Add an example to a file of the project at *root*; `conf.py` and data files are continued."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if example.language == "markdown":
        path.write_text(example.text if example.file else own_page(example), encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if example.language == "toml" and example.text.split("]")[0] in before:
        return  # somebody has typed the guide's example in
    path.write_text(f"{before}\n{example.text}" if before else example.text, encoding="utf-8")


def add_all(folder: Path, root: Path, pages: str) -> None:
    """Add the examples on the pages of *folder* to the project at *root*, whose pages are in the folder *pages*."""
    for page in sorted(folder.glob("*.md")):
        for number, example in enumerate(examples(page)):
            file = example.file or {"python": "conf.py", "markdown": f"{pages}/{page.stem}-{number}.md"}.get(
                example.language
            )
            if file:
                add(example, file, root)


def share_fonts(html: Pages, root: Path) -> None:
    """Give a project the web fonts of this repository's site: to cut them takes seconds, and gives the same files."""
    shutil.copytree(html.folder / "_static/web-fonts", root / "_build/html/_static/web-fonts")


def build(root: Path, source: str) -> Path:
    """Build the HTML of the project at *root* and return its folder; the build fails on any warning."""
    out = root / "_build/html"
    options = ["-q", "-W", "-b", "html", "-c", str(root), "-d", str(root / "_build/doctrees")]
    assert build_main([*options, str(root / source), str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def register(html: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with the examples of the guide."""
    root = tmp_path_factory.mktemp("register")
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "conf.py", root)
    for example in examples(sorted(GUIDE.glob("*.md"))):
        if example.file and example.file.startswith("docs/years/"):  # the register may have that year by now
            (root / example.file).unlink(missing_ok=True)
    add_all(GUIDE, root, "docs")
    share_fonts(html, root)
    return root


@pytest.fixture(scope="module")
def example_register(html: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register with the examples of the manual."""
    root = tmp_path_factory.mktemp("example") / "register"
    shutil.copytree(EXAMPLE, root)
    add_all(MANUAL, root, ".")
    share_fonts(html, root)
    return root


@pytest.fixture(scope="module")
def guide_site(register: Path) -> Path:
    """The register's HTML."""
    return build(register, "docs")


@pytest.fixture(scope="module")
def example_site(example_register: Path) -> Path:
    """The example register's HTML."""
    return build(example_register, ".")


def ids(folder: Path) -> list[str]:
    """The ids of the milestones that the pages of *folder* show."""
    text = "".join(example.text for example in examples(sorted(folder.glob("*.md"))))
    return re.findall(r"^ *:id: (\S+)", text, re.MULTILINE)


def test_examples_of_the_guide_build(guide_site: Path) -> None:
    """Every example builds without a warning, and each milestone in one reaches the timeline."""
    timeline = (guide_site / "timeline.html").read_text(encoding="utf-8")
    assert len(ids(GUIDE)) >= 5
    assert [i for i in ids(GUIDE) if f"#{i}" not in timeline] == []


def test_examples_of_the_manual_build(example_site: Path) -> None:
    """Every example builds without a warning, and each milestone in one reaches the timeline."""
    timeline = (example_site / "index.html").read_text(encoding="utf-8")
    assert len(ids(MANUAL)) >= 5
    assert [i for i in ids(MANUAL) if f"#{i}" not in timeline] == []


@pytest.mark.parametrize("folder", [GUIDE, MANUAL], ids=lambda folder: folder.name)
def test_the_example_with_every_field_has_every_field(folder: Path) -> None:
    """In the order of the reference above it."""
    entry = next(example.text for example in examples(folder / "fields.md") if example.language == "markdown")
    image = ("image", "alt", "credit") if folder == GUIDE else ()  # that register has no images
    assert re.findall(r"^:(\w+): ", entry, re.MULTILINE) == [name for name in FIELDS if name not in image]


def test_record(example_site: Path) -> None:
    """The record shown in the manual is the one that is written for the milestone shown above it."""
    shown = next(json.loads(e.text) for e in examples(MANUAL / "data.md") if e.language == "json")
    written = json.loads((example_site / "data/milestones.json").read_text(encoding="utf-8"))["milestones"]
    record = next(record for record in written if record["id"] == shown["id"])
    assert record["address"].endswith(f"#{shown['id']}")
    assert record | {name: shown[name] for name in ("address", "page")} == shown


@pytest.mark.usefixtures("guide_site")
def test_message(register: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The guide's typo gives the message that the guide shows, and no other."""
    shown = next(e.text for e in examples(GUIDE / "first-milestone.md") if e.language == "text")
    path = register / "docs/years/2026.md"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("example-institute (", "example-instiute (", 1), encoding="utf-8")
    code = main(["check", "-c", str(register)])
    path.write_text(sound, encoding="utf-8")
    assert code == 1
    assert shown.split() == capfd.readouterr().out.split()


def test_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The commands of the guide write the entry that the guide shows, except for its text."""
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "conf.py", tmp_path)
    (tmp_path / "docs/years/2026.md").unlink(missing_ok=True)
    commands = [command for command in commands_on(GUIDE / "first-milestone.md") if len(command) > 1]
    assert [command[0] for command in commands] == ["new-partner", "new-source", "new"]
    assert [main([*command, "-c", str(tmp_path)]) for command in commands] == [0, 0, 0]
    path = tmp_path / "docs/years/2026.md"
    fields = path.read_text(encoding="utf-8").split("\n\n%")[0]
    shown = next(e.text for e in examples(GUIDE / "by-hand.md") if e.file == "docs/years/2026.md")
    assert fields == shown.split("\n\nOfficials")[0]
    for example in examples(sorted(GUIDE.glob("*.md"))):
        if example.file and example.language == "toml":
            assert example.text in (tmp_path / example.file).read_text(encoding="utf-8")
    capfd.readouterr()
    assert main(["check", "-c", str(tmp_path)]) == 1
    assert "has no text. Describe what happened" in capfd.readouterr().out
    path.write_text(shown, encoding="utf-8")
    assert main(["check", "-c", str(tmp_path)]) == 0, capfd.readouterr().out


def test_targets() -> None:
    """Whatever the guide, the manual and the pages for developers have somebody `make` is a target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    pages = [*GUIDE.glob("*.md"), *MANUAL.glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) - targets == set()


def test_the_guide_has_no_path_into_the_environment() -> None:
    """What runs the command is a target of the Makefile, wherever the environment is."""
    assert [page.name for page in GUIDE.glob("*.md") if ".venv/" in page.read_text(encoding="utf-8")] == []


def test_recipes_name_tests_that_exist() -> None:
    """Each recipe of CONTRIBUTING says which tests are enough, and no folder or file that it names is gone."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = text.partition("## Recipes\n")[2].partition("\n## ")[0].split("\n### ")[1:]
    assert [recipe.splitlines()[0] for recipe in recipes if "\nTests: `tests/" not in recipe] == []
    paths = set(re.findall(r"\btests/[\w/.]*\w", text))
    assert len(paths) > 20
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    files = {path for recipe in recipes for path in re.findall(r"`([\w.-]+/[\w./-]+)`", recipe)}
    files = {path for path in files if not re.search("NAME|LANGUAGE", path)}
    assert len(files) > 20
    bases = (ROOT, ROOT / "ext/sphinx_milestones")  # as the recipes state
    assert [path for path in sorted(files) if not any((base / path).exists() for base in bases)] == []


def test_labels() -> None:
    """Each page of the guide, and each heading, has a label to link to."""
    for page in GUIDE.glob("*.md"):
        text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        lines = text.splitlines()
        headings = [number for number, line in enumerate(lines) if re.match("#+ ", line)]
        assert [lines[n] for n in headings if not re.fullmatch(r"\(contributing[-a-z]*\)=", lines[n - 1])] == [], page


def test_own_register(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The steps of the page on one's own register lead from an empty folder to another register without a problem."""
    root = tmp_path / "register"
    (*init, folder), *commands = commands_on(MANUAL / "own-register.md")
    assert main([*init, str(tmp_path / folder)]) == 0
    conf = (root / "conf.py").read_text(encoding="utf-8")
    (root / "conf.py").write_text(conf.replace('"north-isles"', '"harbour-office"'), encoding="utf-8")
    for path in [*root.glob("years/*"), *root.glob("data/documents/*")]:
        path.unlink()
    kinds = (root / "data/kinds.toml").read_text(encoding="utf-8")
    (root / "data/kinds.toml").write_text(kinds[kinds.index("[visit]") : kinds.index("[workshop]")], encoding="utf-8")
    for name in ("partners", "partner-kinds", "topics", "roles", "documents", "sources"):
        (root / f"data/{name}.toml").write_text("", encoding="utf-8")
    assert [command[0] for command in commands] == ["new-partner", "new-partner", "new-source", "new", "check"]
    assert [main([*command, "-c", str(root)]) for command in commands] == [0] * 5, capfd.readouterr()
    text = (build(root, ".") / "index.html").read_text(encoding="utf-8")
    assert "Visit from Norway" in text
    assert "Iceland" not in text


def test_package_page_shows_a_whole_register(tmp_path: Path) -> None:
    """The files on the page of the package build without a warning into a site and a PDF."""
    text = (ROOT / "ext/README.md").read_text(encoding="utf-8")
    files = re.findall(r"^`(\S+)`:\n\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(files) == 5
    for name, content in files:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for builder in ("pdf", "html"):
        built = Project(tmp_path).build(builder)
        assert (built.warnings, built.code) == ([], 0)
    assert "Visit from Norway" in (tmp_path / "_build/html/index.html").read_text(encoding="utf-8")
    assert list(tmp_path.glob("_build/pdf/*.pdf"))


def test_every_role_is_explained() -> None:
    """The manual's page of roles names each of them."""
    page = (MANUAL / "roles.md").read_text(encoding="utf-8")
    assert [name for name in ROLES if f"\n- `{name}`: " not in page] == []
