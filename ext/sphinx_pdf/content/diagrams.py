"""Handlers of diagrams, drawn by the programs that the HTML builder uses; without them, their source is printed."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import __

from . import kinds
from .figures import SIDES
from .graph_areas import MAPPED, SAME_RESOLUTION, areas_of, split_output
from .inlines import link_around
from .translator import children_of_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.config import Config

    from .kinds import Element, Value
    from .translator import Handler, Translator

#: How long a program may take, in seconds.
MAX_TIME = 60
#: The suffix of the image map of a graph, beside its drawing.
MAP = ".map"


@dataclass(frozen=True)
class Drawing:
    """What draws a diagram."""

    #: The program with its options, which reads the source and writes a file with a suffix.
    command: list[str]
    source: str
    suffix: str
    #: What describes it if its author gave no description and no caption.
    alt: str
    #: The references of its links, as these are in the source.
    links: Mapping[str, nodes.Element] = field(default_factory=dict)


def graphviz(config: Config, node: nodes.Element) -> Drawing:
    """Return what draws a graph."""
    options: dict[str, str] = node.get("options", {})
    links = {link["href"]: link for link in children_of_type(node, nodes.reference)}
    return Drawing(_dot(config, options.get("graphviz_dot", "")), node["code"], ".svg", node["code"], links)


def inheritance(config: Config, node: Any) -> Drawing:
    """Return what draws an inheritance diagram."""
    links = {link.get("refuri") or f"#{link['refid']}": link for link in children_of_type(node, nodes.reference)}
    attributes = (getattr(config, f"inheritance_{name}_attrs", {}) for name in ("graph", "node", "edge"))
    # The text of a reference is the name of its class.
    urls = {link.astext(): url for url, link in links.items()}
    code = node["graph"].generate_dot("inheritance", urls, None, *attributes)
    return Drawing(_dot(config), code, ".svg", __("Inheritance diagram of %s") % node["content"], links)


def _dot(config: Config, program: str = "") -> list[str]:
    """Return the command that draws a graph and then its image map."""
    program = program or getattr(config, "graphviz_dot", "dot")
    return [program, SAME_RESOLUTION, *getattr(config, "graphviz_dot_args", ()), "-Tsvg", MAPPED]


def plantuml(config: Config, node: nodes.Element) -> Drawing:
    """Return what draws a diagram of sphinxcontrib-plantuml."""
    command = getattr(config, "plantuml", "plantuml")
    program = shlex.split(command) if isinstance(command, str) else command
    return Drawing([*program, "-pipe", "-tsvg"], node["uml"], ".svg", node["uml"])


def mermaid(config: Config, node: nodes.Element) -> Drawing:
    """Return what draws a diagram of sphinxcontrib-mermaid; Typst cannot show the text of its SVG."""
    program = shlex.split(getattr(config, "mermaid_cmd", "") or "mmdc")
    options = ["--input", "-", "--output", "-", "--outputFormat", "png", "--scale", "3"]
    return Drawing([*program, *options], node["code"], ".png", node["code"])


def diagram(describe: Callable[[Config, Any], Drawing]) -> Handler:
    """Return the handler of diagrams that are drawn as *describe* returns."""

    def handle(translator: Translator, node: nodes.Element) -> list[Value]:
        drawing = describe(translator.env.config, node)
        try:
            path = _draw(drawing, Path(translator.env.doctreedir, "pdf", "diagrams"))
        except (OSError, subprocess.SubprocessError) as error:
            message = __("cannot draw this diagram with %s; showing its source: %s")
            translator.warn_once("image", message % (drawing.command[0], _reason(error)), node, about=_reason(error))
            return [*translator.anchor(node), _listing(translator, drawing.source)]
        # Reduced to fit the page.
        image = {**translator.image(path, node.get("alt") or _caption(node) or drawing.alt), "scale": 1.0}
        areas, printed = _linked_areas(translator, node, drawing, path)
        shown: list[Value] = [{**image, "areas": areas} if areas else image, *printed]
        aligned = not isinstance(node.parent, (nodes.TextElement, nodes.figure)) and node.get("align") in SIDES
        return [*translator.anchor(node), *([kinds.ALIGNED(side=node["align"], c=shown)] if aligned else shown)]

    return handle


def _linked_areas(
    translator: Translator, node: nodes.Element, drawing: Drawing, path: Path
) -> tuple[list[Element], list[Value]]:
    """Return the areas of a drawing that are links, and the URLs to print after it."""
    image_map = path.with_suffix(MAP)
    if not image_map.is_file():
        return [], []
    areas: list[Element] = []
    printed: dict[str, list[Value]] = {}
    for area in areas_of(path.read_text(encoding="utf-8"), image_map.read_text(encoding="utf-8")):
        link = drawing.links.get(area.href) or nodes.reference("", area.href, refuri=area.href)
        link.parent = link.parent or node
        value, *rest = link_around(translator, link, [kinds.SPAN(c=[])])
        if kinds.LINK.matches(value):
            name = link.astext() if link.astext() != area.href else area.title or area.href
            box = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
            areas.append({**box, "alt": translator.text.clean(name), "c": [value]})
            # An edge and its label have the same link.
            printed.setdefault(area.href, [" ", *rest] if rest else [])
    return areas, [value for values in printed.values() for value in values]


def _draw(drawing: Drawing, folder: Path) -> Path:
    """Return the file of a diagram, with its image map beside it; drawn unless it was before, by the same command.

    :raises OSError: if the program is missing.
    :raises SubprocessError: if it fails.
    """
    digest = hashlib.sha256("\0".join([*drawing.command, drawing.source]).encode()).hexdigest()
    path = folder / f"{digest[:32]}{drawing.suffix}"
    if not path.is_file():
        source = drawing.source.encode()
        done = subprocess.run(drawing.command, input=source, capture_output=True, check=True, timeout=MAX_TIME)
        folder.mkdir(parents=True, exist_ok=True)
        picture, areas = split_output(done.stdout) if MAPPED in drawing.command else (done.stdout, b"")
        if areas:
            path.with_suffix(MAP).write_bytes(areas)
        path.write_bytes(picture)
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
