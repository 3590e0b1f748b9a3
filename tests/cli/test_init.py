"""`init`: a new register from the example of the manual, in each markup and language, never over other files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.command import Done
from tests.support.html_pages import Pages
from tests.support.project import Project

from sphinx_milestones import load
from sphinx_milestones.cli.main import main
from sphinx_milestones.cli.starting.example import FOLDER, source_files, texts

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Init = Callable[..., Done]


@pytest.fixture
def init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Init:
    """Runs `init` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def init(*arguments: str) -> Done:
        code = main(["init", *arguments])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return init


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_it_writes_the_example_of_the_manual(init: Init, tmp_path: Path) -> None:
    """Each file is that which the manual shows, and the output names it and the command to go on with."""
    done = init("register")
    assert (done.code, done.err) == (0, "")
    assert content(tmp_path / "register") == {str(name): (FOLDER / name).read_bytes() for name in source_files()}
    assert [str(name) for name in source_files() if name.name not in done.out] == []
    assert "\n  cd register\n" in done.out


def test_it_names_commands_that_work_here(init: Init, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Python that the shell would not find is named by its path; without `make`, the commands are those of Sphinx."""
    monkeypatch.setenv("PATH", str(tmp_path))
    python = sys.executable
    assert f"Next:\n  {python} -m sphinx -W -b pdf . _build/pdf\n  {python} -m sphinx -W -b html" in init(".").out


@pytest.mark.parametrize("hidden", [["myst_parser"], ["typst"], ["furo"], ["myst_parser", "typst", "furo"]])
def test_it_uses_what_is_installed(
    init: Init, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hidden: list[str]
) -> None:
    """What is missing is not used; if it is asked for, the output says how to install it."""
    for module in hidden:
        monkeypatch.setitem(sys.modules, module, None)  # as if it were not installed
    assert "requirements.txt   # not installed" not in init("fits").out
    settings = (tmp_path / "fits/conf.py").read_text("utf-8")
    assert ("myst_parser" in hidden) == ("myst_parser" not in settings) == (tmp_path / "fits/index.rst").is_file()
    assert ("typst" in hidden) == ("pdf" not in settings) == ("pdf" not in (tmp_path / "fits/Makefile").read_text())
    assert ("furo" in hidden) == ('"alabaster"' in settings)
    if hidden != ["furo"]:
        asked = init("asked", "--markup", "myst", "--pdf").out
        missing = [name for name, module in {"markdown": "myst_parser", "pdf": "typst"}.items() if module in hidden]
        assert f" -m pip install -r requirements.txt   # not installed yet: {', '.join(missing)}\n" in asked


@pytest.mark.parametrize(
    ("options", "requirements"),
    [
        (["--markup", "myst", "--pdf"], "sphinx-milestones[site]\n"),
        (["--markup", "rest", "--pdf"], "sphinx-milestones[pdf]\nfuro\n"),
        (["--markup", "myst", "--no-pdf"], "sphinx-milestones[markdown]\nfuro\n"),
        (["--markup", "rest", "--no-pdf"], "sphinx-milestones\nfuro\n"),
        (["--markup", "rest", "--pdf", "--language", "ar"], "sphinx-milestones[pdf,pdf-arabic]\nfuro\n"),
    ],
)
def test_it_requires_what_is_used(init: Init, tmp_path: Path, options: list[str], requirements: str) -> None:
    """`requirements.txt` has the extras that the register needs, and its theme."""
    assert init("register", *options).code == 0
    assert (tmp_path / "register/requirements.txt").read_text("utf-8") == requirements


@pytest.mark.parametrize("markup", ["myst", "rest"])
def test_any_name_is_the_title(init: Init, tmp_path: Path, markup: str) -> None:
    """Characters that are markup or special in Python are shown as they are."""
    name = r"""The "*Harbour*_ `Office`\'s" {years} 港"""
    assert init(".", "--name", name, "--markup", markup).code == 0
    settings: dict[str, str] = {}
    exec((tmp_path / "conf.py").read_text("utf-8"), settings)
    assert (settings["project"], settings["html_title"]) == (name, name)
    (page,) = tmp_path.glob("index.*")
    title = re.search(r"^# (.*)$|\n\n(.*)\n=+\n", page.read_text("utf-8"), re.MULTILINE)
    assert title
    assert re.sub(r"\\(.)", r"\1", title[1] or title[2]) == name


def test_it_asks_on_a_terminal(init: Init, tmp_path: Path, answer: Answer) -> None:
    """For the name, then for the language until it is one; an option is not asked for."""
    answer(["  Milestones of  the harbour ", "arabisch", "ar"])
    done = init("register")
    assert (done.code, done.err) == (0, "")
    assert "“arabisch” is not a language code, such as en, ar or pt_BR." in done.out
    settings = (tmp_path / "register/conf.py").read_text("utf-8")
    assert 'project = "Milestones of the harbour"\n' in settings
    assert 'language = "ar"\n' in settings


def test_a_language_without_a_translation_is_named(init: Init, tmp_path: Path) -> None:
    """The pages stay English; dates and labels of the site are in the language."""
    assert "are in English: they have no translation into Norwegian Bokmål yet." in init("a", "--language", "nb").out
    assert 'language = "nb"\n' in (tmp_path / "a/conf.py").read_text("utf-8")
    assert "are in English" not in init("b", "--language", "en-GB").out
    assert "are in English" not in init("c", "--language", "ar_BH").out


def test_arabic_runs_from_right_to_left(init: Init, tmp_path: Path) -> None:
    """The texts of pages and data are Arabic, and a strict build finds no problem."""
    assert init(".", "--language", "ar", "--markup", "rest").code == 0
    read = load(tmp_path)
    assert read.problems == ()
    assert [m.title for m in read.milestones if not re.search("[\u0620-\u064a]", m.title)] == []
    built = Project(tmp_path).build()
    assert built.warnings == []
    pages = Pages(built.outdir)
    (root,) = pages["years/2024.html"].all("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
    assert '<html dir="rtl" ' in Project(tmp_path).build("epub").read("index.xhtml")
    shown = "".join(pages[name].text for name in pages.names)
    assert [text for _, text in texts() if f" {text}" in shown] == []


@pytest.mark.parametrize("found", ["a.txt", ".hidden", "years/2024.md"])
def test_it_never_writes_where_something_is(init: Init, tmp_path: Path, found: str) -> None:
    """A folder with any file but those of version control and of a virtual environment is refused."""
    path = tmp_path / "register" / found
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    done = init("register")
    message = f"“register” is not empty: “{Path(found).parts[0]}”. Give a new or empty folder."
    assert (done.code, done.out, done.err) == (2, "", f"python -m sphinx_milestones init: {message}\n")
    assert content(tmp_path) == {f"register/{found}": b"mine"}


def test_a_clone_without_files_is_empty(init: Init, tmp_path: Path) -> None:
    """So is a folder with a virtual environment alone."""
    for name in (".git/HEAD", ".venv/pyvenv.cfg"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("")
    assert init(".").code == 0


def test_a_name_that_no_folder_can_have_is_reported(init: Init) -> None:
    """A file system has a longest name."""
    assert "cannot be read: File name too long." in init("x" * 300).err


def test_a_file_is_no_folder(init: Init, tmp_path: Path) -> None:
    """Nor is a folder inside it; nothing is left behind."""
    (tmp_path / "register").write_text("mine")
    assert init("register").err.endswith("“register” is a file. Give a new or empty folder.\n")
    assert init("register/below").err.endswith("“register/below” cannot be written: Not a directory.\n")
    assert content(tmp_path) == {"register": b"mine"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--language", "englich"], "“englich” is not a language code, such as en, ar or pt_BR. Did you mean “en”?"),
        (["--language", "pt-PR"], "“pt_PR” is not a language code, such as en, ar or pt_BR. Did you mean “pt”?"),
        (["--language", "??"], "“??” is not a language code, such as en, ar or pt_BR."),
        (["--name", "x" * 301], "The name has 301 characters; the limit is 300."),
        (["--name", "a\x07b"], "The name contains a control character."),
    ],
)
def test_a_wrong_value_is_reported(init: Init, tmp_path: Path, options: list[str], message: str) -> None:
    """Nothing is written."""
    done = init("register", *options)
    assert (done.code, done.err) == (2, f"python -m sphinx_milestones init: {message}\n")
    assert content(tmp_path) == {}
