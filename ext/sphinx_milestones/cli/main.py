"""The command's arguments, and what it prints and returns."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.tables import TABLES

from . import new_entry, new_milestone
from .project import CommandError, Project, find_project

PROG = "python -m sphinx_milestones"


def main(argv: Sequence[str] | None = None) -> int:
    """Carry the command out; 0 where all is well, 1 where mistakes were found, 2 where it could not be carried out."""
    arguments = _parser().parse_args(argv)
    run: Callable[[Project, argparse.Namespace], int] = arguments.run
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    try:
        code = run(find_project(arguments.confdir, arguments.source), arguments)
        sys.stdout.flush()
    except CommandError as error:
        sys.stderr.write(f"{PROG} {arguments.command}: {error}\n")
        return 2
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\nStopped. Nothing was written.\n")
        return 130
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has; what is left must not be flushed to them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _prepare(stream: TextIO) -> None:
    """Print what a terminal cannot show as its code, and into files and pipes UTF-8."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROG, description="Check a register of milestones and add to it.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument(
        "-c",
        dest="confdir",
        metavar="FOLDER",
        help="folder with conf.py (default: the current folder or the nearest parent that has one)",
    )
    place.add_argument(
        "source", nargs="?", metavar="PAGES", help="folder with the pages (default: docs next to conf.py)"
    )
    _add_check(commands.add_parser("check", parents=[place], help="list every problem, with file and line"))
    new_milestone.add_arguments(
        commands.add_parser("new", parents=[place], help="add a milestone to the page for its year")
    )
    for name, table in new_entry.COMMANDS.items():
        help_ = f"add an entry to {TABLES[table].file}"
        new_entry.add_arguments(commands.add_parser(name, parents=[place], help=help_), TABLES[table])
    schema = commands.add_parser("schema", parents=[place], help="write JSON Schemas of the data files, for editors")
    schema.add_argument("--write", metavar="FOLDER", required=True, help="folder to write the schemas to")
    schema.set_defaults(run=_schema)
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    from .report_formats import FORMATS

    parser.add_argument("--format", choices=FORMATS, default="text", help="output format (default: text)")
    only = "report only problems in these files (the full register is still read)"
    parser.add_argument("--only", nargs="*", metavar="FILE", help=only)
    parser.set_defaults(run=_check)


def _check(project: Project, arguments: argparse.Namespace) -> int:
    from .check import check
    from .message_links import explained
    from .report_formats import FORMATS, as_text

    mistakes, places = check(project), explained(project)
    if arguments.only is not None:
        chosen = {project.shown(Path(file)) for file in arguments.only}
        mistakes = [mistake for mistake in mistakes if mistake.path in chosen or mistake.code == "sphinx"]
    if arguments.format == "text":
        sys.stdout.write(as_text(mistakes, places, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    else:
        sys.stdout.write(FORMATS[arguments.format](mistakes, places))
    return 1 if mistakes else 0


def _schema(project: Project, arguments: argparse.Namespace) -> int:
    from .json_schema import write_schemas

    folder = Path(arguments.write)
    if not folder.is_dir():
        raise CommandError(f"“{arguments.write}” is not a folder.")
    register, _ = load_register(project.data)
    if register.broken:
        raise CommandError(f"a data file cannot be read. Run `{project.how_to_check}` and fix it first.")
    sys.stdout.writelines(f"{project.shown(path)}\n" for path in write_schemas(folder, register))
    return 0
