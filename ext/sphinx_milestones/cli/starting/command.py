"""``init``: ask for name and language, write the files, and say what to do next."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from babel import Locale, UnknownLocaleError, localedata

from sphinx_milestones.cli.project import CommandError
from sphinx_milestones.cli.prompts import Question, ask
from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.limits import TITLE, excess_message
from sphinx_milestones.core.suggestions import closest_match, quoted

from .example import MARKUPS, Wishes, files, is_installed

# What a folder may already have: nothing of it is ever written.
HARMLESS = {".git", ".hg", ".venv", "venv"}
NAME_HELP = "name of the register, its title (default: that of the example)"
LANGUAGE_HELP = "language code of the pages, such as en, ar or fr (default: en)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder and the options."""
    parser.add_argument("folder", metavar="DIR", help="a new or empty folder to write to")
    parser.add_argument("--name", help=NAME_HELP)
    parser.add_argument("--language", help=LANGUAGE_HELP)
    markup_help = "markup of the pages: Markdown (MyST) or reStructuredText (default: myst if it is installed)"
    parser.add_argument("--markup", choices=MARKUPS, help=markup_help)
    pdf_help = "whether to build PDFs too (default: if the extra pdf is installed)"
    parser.add_argument("--pdf", action=argparse.BooleanOptionalAction, help=pdf_help)


def run(arguments: argparse.Namespace) -> int:
    """Write the register.

    :raises CommandError: if it cannot be written; nothing is left behind
    """
    folder = Path(arguments.folder)
    _check_folder(folder)
    wishes = _wishes(arguments)
    written = _write(folder, wishes)
    sys.stdout.write(f"Wrote a register into {folder.resolve().name}:\n")
    sys.stdout.writelines(f"  {line}\n" for line in _listed(written))
    sys.stdout.writelines(f"{line}\n" for line in _next_steps(folder, wishes))
    return 0


def _check_folder(folder: Path) -> None:
    """Check that nothing would be overwritten.

    :raises CommandError: if the folder has files, is one, or cannot be read
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"“{folder}” is a file. Give a new or empty folder.")
        found = sorted({path.name for path in folder.glob("*")} - HARMLESS)
    except OSError as error:
        raise CommandError(f"“{folder}” cannot be read: {error.strerror}.") from None
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise CommandError(f"“{folder}” is not empty: {quoted(found[:3])}{more}. Give a new or empty folder.")


def _wishes(arguments: argparse.Namespace) -> Wishes:
    """Return what the options say, then the answers on a terminal, then what is installed.

    :raises CommandError: if an option is wrong
    """
    name, language = arguments.name, arguments.language
    if sys.stdin.isatty():
        if name is None:
            name = ask(Question("name", NAME_HELP.capitalize().partition(" (")[0] + ".", _check_name))
        if language is None:
            help_ = LANGUAGE_HELP.capitalize().partition(" (")[0] + "."
            language = ask(Question("language", help_, _check_language, default="en"))
    name, language = " ".join((name or "").split()), (language or "en").replace("-", "_")
    if problems := [*(_check_name(name) if name else ()), *_check_language(language)]:
        raise CommandError(" ".join(problems))
    markup = MARKUPS[arguments.markup or ("myst" if is_installed("markdown") else "rest")]
    pdf = is_installed("pdf") if arguments.pdf is None else arguments.pdf
    return Wishes(name, language, markup, pdf, is_installed("furo"))


def _check_name(name: str) -> list[str]:
    """Return the problems of a name."""
    excess = excess_message(len(name), TITLE)
    problem = excess or ("contains a control character" if CONTROL.search(name) else "")
    return [f"The name {problem}."] if problem else []


def _check_language(code: str) -> list[str]:
    """Return the problems of a language code."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        names = {name.lower(): known for known, name in Locale("en").languages.items() if localedata.exists(known)}
        base = code.replace("-", "_").partition("_")[0].lower()
        match = base if localedata.exists(base) else names.get(closest_match(code, names) or "")
        suggestion = f" Did you mean “{match}”?" if match else ""
        return [f"“{code}” is not a language code, such as en, ar or pt_BR.{suggestion}"]
    return []


def _write(folder: Path, wishes: Wishes) -> list[Path]:
    """Write the files and return their paths from the folder; all of them, or none.

    :raises CommandError: if they cannot be written
    """
    written = []
    with _new(folder), TemporaryDirectory(dir=folder, prefix=".init-") as name:
        for path, content in files(wishes):
            target = Path(name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            written.append(path)
        for entry in sorted(Path(name).iterdir()):
            entry.rename(folder / entry.name)
    return written


@contextmanager
def _new(folder: Path) -> Iterator[None]:
    """Make a folder, and delete it again if nothing can be written to it.

    :raises CommandError: in that case
    """
    existed = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if not existed:
            with suppress(OSError):
                folder.rmdir()
        raise CommandError(f"“{folder}” cannot be written: {error.strerror}.") from None


def _listed(written: Iterable[Path]) -> Iterator[str]:
    """Yield a line for each folder, hidden ones last, with its files."""
    in_order = sorted(written, key=lambda path: (path.parts[0].startswith("."), len(path.parts), path))
    for parent, paths in groupby(in_order, key=lambda path: path.parent):
        yield f"{'' if parent == Path() else f'{parent.as_posix()}/  '}{', '.join(path.name for path in paths)}"


def _next_steps(folder: Path, wishes: Wishes) -> Iterator[str]:
    """Yield what to do next: the commands for this machine."""
    if not wishes.is_translated:
        language = Locale.parse(wishes.language).english_name
        yield f"The example's texts are in English: they have no translation into {language} yet."
    yield "Its content is invented. Build it, look at it, then replace the content with yours."
    yield "Next:"
    if folder.resolve() != Path.cwd():
        yield f"  cd {shlex.quote(str(folder))}"
    python = _python()
    if missing := [need for need in wishes.needs if not is_installed(need)]:
        yield f"  {python} -m pip install -r requirements.txt   # not installed yet: {', '.join(missing)}"
    if shutil.which("make"):
        yield "  make html" if python == "python3" else f"  make html PYTHON={python}"
    else:
        builders = ("pdf", "html") if wishes.pdf else ("html",)
        yield from (f"  {python} -m sphinx -W -b {builder} . _build/{builder}" for builder in builders)
    yield "Then open _build/html/index.html in a browser."


def _python() -> str:
    """Return how to start this Python: by its name if that is what a shell finds, else by its path."""
    found = shutil.which("python3")
    same = found and Path(found).parent.resolve() == Path(sys.executable).parent.resolve()
    return "python3" if same else shlex.quote(sys.executable)
