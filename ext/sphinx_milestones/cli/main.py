"""The arguments of the command, its output and its exit code."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from sphinx_milestones.register.published import FILE
from sphinx_milestones.register.tables import TABLES

from . import list_milestones, new_entry, new_milestone
from .importing import command as importing
from .project import CommandError, Project, find_project
from .starting import command as starting

_PATHS = ("confdir", "file", "folder", "map", "only", "report", "source", "write")
_SURROGATE = re.compile("[\ud800-\udfff]")  # a byte that is no character, as Python passes it on
_YEAR_BEFORE_1 = re.compile(r"-[\dX]{4}(?![\dA-Za-z])", re.ASCII)

PROG = "python -m sphinx_milestones"


def _joined(argv: Sequence[str]) -> list[str]:
    """Return arguments, a year before 1 joined to its option: alone, ``-0043-03-15`` would be taken for an option."""
    joined: list[str] = []
    for argument in argv:
        if joined and re.fullmatch("--[a-z-]+", joined[-1]) and _YEAR_BEFORE_1.match(argument):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return 0 on success, 1 if problems were found, 2 if it could not be carried out."""
    arguments = _parser().parse_args(_joined(sys.argv[1:] if argv is None else argv))
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    try:
        _check_encoding(arguments)
        code = _run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        sys.stderr.write(f"{PROG} {arguments.command}: {error}\n")
        return 2
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\nStopped. Nothing was written.\n")
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has closed the pipe; do not flush the rest to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _run(arguments: argparse.Namespace) -> int:
    """Run the command in the project that it is for; `init` is for a new one.

    :raises CommandError: if it cannot be carried out
    """
    if arguments.command == "init":
        return starting.run(arguments)
    run: Callable[[Project, argparse.Namespace], int] = arguments.run
    return run(find_project(arguments.confdir, arguments.source), arguments)


def _check_encoding(arguments: argparse.Namespace) -> None:
    """Check that each value can be written to a file; paths may be in any encoding.

    :raises CommandError: if one cannot
    """
    for name, value in vars(arguments).items():
        for text in (value if isinstance(value, list) else [value]) if name not in _PATHS else ():
            if isinstance(text, str) and _SURROGATE.search(text):
                raise CommandError(
                    f"“{_SURROGATE.sub('?', text)}” is not in the encoding of this terminal. Type it again."
                )


def _prepare(stream: TextIO) -> None:
    """Escape characters that the terminal cannot show, and write UTF-8 to files and pipes."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROG, description="Start a register of milestones, check it and add to it.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument(
        "-c",
        dest="confdir",
        metavar="FOLDER",
        help="folder with conf.py (default: the current folder or the nearest parent that has one)",
    )
    pages_help = "folder with the pages (default: docs next to conf.py)"
    pages: dict[str, Any] = {"nargs": "?", "metavar": "PAGES", "help": pages_help}
    location = argparse.ArgumentParser(add_help=False, parents=[folder])
    location.add_argument("source", **pages)
    init_help = "create a register in a new folder: an example for you to change"
    starting.add_arguments(commands.add_parser("init", help=init_help))
    _add_check(commands.add_parser("check", parents=[location], help="list every problem, with file and line"))
    new_milestone.add_arguments(
        commands.add_parser("new", parents=[location], help="add a milestone to the page for its year")
    )
    for name, table in new_entry.COMMANDS.items():
        help_ = f"add an entry to {TABLES[table].file}"
        new_entry.add_arguments(commands.add_parser(name, parents=[location], help=help_), TABLES[table])
    list_help = "list milestones by partner, kind, topic or year, without a build"
    list_milestones.add_arguments(commands.add_parser("list", parents=[location], help=list_help))
    import_help = "add milestones from a file: CSV, TimelineJS, Wikidata, milestones.json"
    importing.add_arguments(commands.add_parser("import", parents=[folder], help=import_help), pages)
    publish_help = f"record the page of each milestone in {FILE}, so that links to it survive a move"
    commands.add_parser("publish", parents=[location], help=publish_help).set_defaults(run=_publish)
    schema = commands.add_parser("schema", parents=[location], help="write JSON Schemas of the data files, for editors")
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
    from .message_links import help_links
    from .report_formats import FORMATS, as_text

    issues, links = check(project), help_links(project)
    if arguments.only is not None:
        chosen = {project.shown(Path(file)) for file in arguments.only}
        issues = [issue for issue in issues if issue.path in chosen or issue.code == "sphinx"]
    if arguments.format == "text":
        sys.stdout.write(as_text(issues, links, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    else:
        sys.stdout.write(FORMATS[arguments.format](issues, links))
    return 1 if issues else 0


def _publish(project: Project, arguments: argparse.Namespace) -> int:
    from .publish import run

    return run(project, arguments)


def _schema(project: Project, arguments: argparse.Namespace) -> int:
    from .json_schema import write_schemas

    folder = Path(arguments.write)
    if not folder.is_dir():
        raise CommandError(f"“{arguments.write}” is not a folder.")
    sys.stdout.writelines(f"{project.shown(path)}\n" for path in write_schemas(folder, project.register()[0]))
    return 0
