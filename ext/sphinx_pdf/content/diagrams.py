"""Handlers of diagrams, drawn by the programs that the HTML builder uses; without them, their source is printed."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import __

from . import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.config import Config

    from .kinds import Value
    from .translator import Handler, Translator

#: How long a program may take, in seconds.
MAX_TIME = 60


def graphviz(config: Config, node: nodes.Element) -> tuple[list[str], str, str]:
    """Return the command that draws a graph, its source, and the suffix of the file."""
    options: dict[str, str] = node.get("options", {})
    command = options.get("graphviz_dot") or getattr(config, "graphviz_dot", "dot")
    return [command, *getattr(config, "graphviz_dot_args", ()), "-Tsvg"], node["code"], ".svg"


def inheritance(config: Config, node: Any) -> tuple[list[str], str, str]:
    """Return the same for an inheritance diagram."""
    graph_settings = getattr(config, "inheritance_graph_attrs", {}), getattr(config, "inheritance_node_attrs", {})
    code = node["graph"].generate_dot("inheritance", {}, None, *graph_settings)
    return [getattr(config, "graphviz_dot", "dot"), *getattr(config, "graphviz_dot_args", ()), "-Tsvg"], code, ".svg"


def plantuml(config: Config, node: nodes.Element) -> tuple[list[str], str, str]:
    """Return the same for a diagram of sphinxcontrib-plantuml."""
    command = getattr(config, "plantuml", "plantuml")
    return [*(shlex.split(command) if isinstance(command, str) else command), "-pipe", "-tsvg"], node["uml"], ".svg"


def mermaid(config: Config, node: nodes.Element) -> tuple[list[str], str, str]:
    """Return the same for a diagram of sphinxcontrib-mermaid; Typst cannot show the text of its SVG."""
    command = shlex.split(getattr(config, "mermaid_cmd", "") or "mmdc")
    return [*command, "--input", "-", "--output", "-", "--outputFormat", "png", "--scale", "3"], node["code"], ".png"


def diagram(describe: Callable[[Config, Any], tuple[list[str], str, str]]) -> Handler:
    """Return the handler of diagrams that *describe* returns the command and the source of."""

    def handle(translator: Translator, node: nodes.Element) -> list[Value]:
        command, source, suffix = describe(translator.env.config, node)
        try:
            path = _draw(command, source, suffix, Path(translator.env.doctreedir, "pdf", "diagrams"))
        except (OSError, subprocess.SubprocessError) as error:
            message = __("cannot draw this diagram with %s; showing its source: %s")
            translator.warn_once("image", message % (command[0], _reason(error)), node, about=_reason(error))
            return [*translator.anchor(node), _listing(translator, source)]
        alt = node.get("alt") or _caption(node) or source
        # Reduced to fit the page.
        return [*translator.anchor(node), {**translator.image(path, alt), "scale": 1.0}]

    return handle


def _draw(command: list[str], source: str, suffix: str, folder: Path) -> Path:
    """Return the file of a diagram, drawn unless there is one of the same source by the same command.

    :raises OSError: if the program is missing.
    :raises SubprocessError: if it fails.
    """
    digest = hashlib.sha256("\0".join([*command, source]).encode()).hexdigest()
    path = folder / f"{digest[:32]}{suffix}"
    if not path.is_file():
        done = subprocess.run(command, input=source.encode(), capture_output=True, check=True, timeout=MAX_TIME)
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(done.stdout)
    return path


def _reason(error: OSError | subprocess.SubprocessError) -> str:
    """Return why a program failed, in a line."""
    if isinstance(error, subprocess.CalledProcessError):
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        return lines[0] if lines else str(error)
    return __("the program is not installed") if isinstance(error, FileNotFoundError) else str(error)


def _listing(translator: Translator, source: str) -> Value:
    """Return the source of a diagram as code."""
    lines: list[Any] = [translator.text.translate(line) for line in source.expandtabs().splitlines()]
    return kinds.PRE(text="\n" * (len(lines) - 1), lines=lines, first=None, emphasised=[])


def _caption(node: nodes.Element) -> str:
    figure = node.parent if isinstance(node.parent, nodes.figure) else None
    return " ".join(child.astext() for child in figure.children if isinstance(child, nodes.caption)) if figure else ""


HANDLERS: dict[type | str, Handler] = {
    "graphviz": diagram(graphviz),
    "inheritance_diagram": diagram(inheritance),
    "plantuml": diagram(plantuml),
    "mermaid": diagram(mermaid),
}
