"""The Makefile works in any folder, sets up a broken environment again, and dates the PDFs without a git history.

The environments are real; only pip is replaced by a script that records its arguments, since tests need no network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ["it's", "two words", "'; touch ran; '", '"; touch ran; "', "$(touch ran)", "`touch ran`", "a#b", "50%, (new)"]
COMMIT_DATE = 1700000000

PIP = """\
import pathlib, sys, sysconfig
with open("pip.log", "a") as log:
    print(*sys.argv[1:], file=log)
if "--editable" in sys.argv:
    pathlib.Path(sysconfig.get_path("purelib"), "here.pth").write_text(str(pathlib.Path("ext").absolute()))
"""
PYTHON = """\
#!/bin/sh
[ "$2" = venv ] || exec "{python}" "$@"
"{python}" "$@" --without-pip && for folder in .venv/lib/python*/site-packages; do cp "$0.pip" "$folder/pip.py"; done
"""


@dataclass
class Checkout:
    """A folder with the project's Makefile and the least that its set-up looks at."""

    folder: Path
    python: Path

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run make here."""
        command = ["make", "--no-print-directory", f"PYTHON={self.python}", *arguments]
        unrelated = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "GIT", "SOURCE_"))}
        return subprocess.run(
            command, cwd=self.folder, env=unrelated | environment, capture_output=True, text=True, check=False
        )

    def sets_up(self, target: str = ".venv/.dev") -> bool:
        """Whether make, when asked for a target, sets the environment up; it must succeed in any case."""
        result = self.make(target)
        assert result.returncode == 0, result.stderr
        return "Setting up" in result.stdout

    def pdf_date(self, **environment: str) -> tuple[str, str]:
        """Return the SOURCE_DATE_EPOCH that `make pdf` would build with, and its messages."""
        self.sets_up(".venv/.ready")
        result = self.make("pdf", "SPHINX=echo $$SOURCE_DATE_EPOCH; :", **environment)
        assert result.returncode == 0, result.stderr
        (date,) = set(result.stdout.split())  # the same in each language
        return date, result.stderr

    def git(self, *arguments: str) -> None:
        """Run git here as somebody with a name, at a fixed time."""
        who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": f"{COMMIT_DATE} +0000" for role in ("AUTHOR", "COMMITTER")}
        subprocess.run(["git", "-C", str(self.folder), *arguments], env=os.environ | who | when, check=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout in a folder with a plain name, not set up yet."""
    python = tmp_path / "python"
    python.write_text(PYTHON.format(python=sys.executable), encoding="utf-8")
    python.chmod(0o755)
    (tmp_path / "python.pip").write_text(PIP, encoding="utf-8")
    folder = tmp_path / "checkout"
    (folder / "ext/sphinx_milestones").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    for name in ("requirements.lock", "requirements-dev.lock", "ext/sphinx_milestones/__init__.py"):
        (folder / name).touch()
    (folder / "conf.py").write_text('today = "23 November 2026"\n', encoding="utf-8")
    return Checkout(folder, python)


@pytest.mark.parametrize("name", NAMES)
def test_any_folder_name_works(checkout: Checkout, tmp_path: Path, name: str) -> None:
    """A folder whose name means something to a shell or to make is set up once, and nothing in its name is run."""
    checkout.folder = checkout.folder.rename(tmp_path / name)
    assert checkout.sets_up()
    assert not checkout.sets_up()
    assert list(tmp_path.rglob("ran")) == []


def test_the_site_installs_one_lock_file_and_tests_add_the_other(checkout: Checkout) -> None:
    """What the site needs does not include what tests and lint need."""
    log = checkout.folder / "pip.log"
    checkout.sets_up(".venv/.ready")
    assert "--requirement requirements.lock" in log.read_text(encoding="utf-8")
    assert "requirements-dev.lock" not in log.read_text(encoding="utf-8")
    assert "Setting up" not in checkout.make(".venv/.dev").stdout
    assert "--requirement requirements-dev.lock" in log.read_text(encoding="utf-8")


def test_a_changed_lock_file_is_installed(checkout: Checkout) -> None:
    """A new lock file of the site sets everything up again, one of the tools adds them; a new time does nothing."""
    checkout.sets_up()
    site, tools = checkout.folder / "requirements.lock", checkout.folder / "requirements-dev.lock"
    for lock in (site, tools):
        os.utime(lock, (2**31, 2**31))
    assert checkout.make("-q", ".venv/.dev").returncode == 0
    tools.write_text("# new\n", encoding="utf-8")
    result = checkout.make("-n", ".venv/.dev")
    assert "requirements-dev.lock" in result.stdout
    assert "Setting up" not in result.stdout
    site.write_text("# new\n", encoding="utf-8")
    assert "Setting up" in checkout.make("-n", ".venv/.dev").stdout


def test_lint_runs_every_check_before_it_fails(checkout: Checkout) -> None:
    """One run shows all that is to be fixed: here nothing but the tools is missing, and each is reported."""
    checkout.sets_up()
    result = checkout.make("lint")
    assert result.returncode != 0
    shown = re.findall(r"^\.venv/bin/(?:python -m )?([\w.-]+)", result.stdout, re.MULTILINE)
    assert shown == ["ruff", "ruff", "mypy", "lint-imports", "tests.project.english"]
    assert all(tool in result.stderr for tool in shown[:-1])


def dangle(folder: Path) -> None:
    """Make the environment's interpreter a link to a Python that is gone."""
    link = folder / ".venv/bin/python"
    link.unlink()
    link.symlink_to("/nowhere/python3")


def fail(folder: Path) -> None:
    """Make the environment's interpreter a program that fails."""
    dangle(folder)
    (folder / ".venv/bin/python").unlink()
    (folder / ".venv/bin/python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (folder / ".venv/bin/python").chmod(0o755)


def update(folder: Path) -> None:
    """Make the environment look as after an update of Python to a version that looks elsewhere for packages."""
    next((folder / ".venv/lib").glob("python*")).rename(folder / ".venv/lib/python3.0")


@pytest.mark.parametrize("break_it", [dangle, fail, update])
def test_a_broken_environment_is_set_up_again(checkout: Checkout, break_it: object) -> None:
    """Whatever keeps the interpreter from finding the packages is repaired without being asked."""
    checkout.sets_up()
    assert callable(break_it)
    break_it(checkout.folder)
    assert checkout.sets_up()
    assert not checkout.sets_up()


@pytest.mark.parametrize("take", [shutil.move, lambda old, new: shutil.copytree(old, new, symlinks=True)])
def test_a_moved_or_copied_folder_is_set_up_again(checkout: Checkout, tmp_path: Path, take: object) -> None:
    """An environment that finds the packages of another folder is not used."""
    checkout.sets_up()
    assert callable(take)
    take(checkout.folder, tmp_path / "new")
    checkout.folder = tmp_path / "new"
    assert checkout.sets_up()


def test_pdfs_are_dated_by_the_last_commit(checkout: Checkout) -> None:
    """With a git history, the date is that of the last commit."""
    checkout.git("init", "--quiet")
    checkout.git("commit", "--quiet", "--allow-empty", "--message", "First")
    assert checkout.pdf_date() == (str(COMMIT_DATE), "")


@pytest.mark.parametrize("what", ["no repository", "another user's", "inside another repository", "no commit"])
def test_pdfs_are_dated_by_the_last_review_without_a_history(checkout: Checkout, tmp_path: Path, what: str) -> None:
    """Where git has no history of this folder to show, the date is `today` of conf.py, at midnight UTC."""
    if what == "inside another repository":
        Checkout(tmp_path, checkout.python).git("init", "--quiet")
        Checkout(tmp_path, checkout.python).git("commit", "--quiet", "--allow-empty", "--message", "Another")
    elif what != "no repository":
        checkout.git("init", "--quiet")
    if what == "another user's":
        checkout.git("commit", "--quiet", "--allow-empty", "--message", "First")
    assert checkout.pdf_date(GIT_TEST_ASSUME_DIFFERENT_OWNER="1") == ("1795392000", "")


def test_a_missing_date_of_the_last_review_is_reported(checkout: Checkout) -> None:
    """Without a history and a review date, the PDFs are dated 1 January 1980, and a message says how to fix it."""
    (checkout.folder / "conf.py").write_text('today = "soon"\n', encoding="utf-8")
    date, messages = checkout.pdf_date()
    assert date == "315532800"
    assert "conf.py" in messages
    assert "SOURCE_DATE_EPOCH" in messages


def test_a_given_date_comes_first(checkout: Checkout) -> None:
    """SOURCE_DATE_EPOCH, where set, dates the PDFs."""
    assert checkout.pdf_date(SOURCE_DATE_EPOCH="1") == ("1", "")


@pytest.mark.parametrize("date", ["abc", "-1", "1.5", "9" * 12])
def test_a_wrong_date_is_one_message(checkout: Checkout, date: str) -> None:
    """Sphinx would end in a traceback."""
    made = checkout.make("html", SOURCE_DATE_EPOCH=date)
    assert (made.returncode, len(made.stderr.splitlines())) == (2, 1)
    assert "SOURCE_DATE_EPOCH is not a number of seconds since 1970" in made.stderr
