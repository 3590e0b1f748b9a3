"""Build one manual, and count its links, in the environment of the projects; write ``report.json``."""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.writers.text import TextWrapper

from sphinx_pdf.content.build import build_content
from sphinx_pdf.content.values import elements
from sphinx_pdf.doctree.assemble import assemble
from sphinx_pdf.doctree.targets import Targets
from sphinx_pdf.documents import collect_documents

#: The placeholder for a formula in a text; see words.py.
FORMULA = "\ue000"


def main(source: Path, out: Path, settings: list[str]) -> None:
    """Build the PDFs and the text of the manual in *source*."""
    config = dict(setting.split("=", 1) for setting in settings)

    def build(builder: str) -> Sphinx:
        app = Sphinx(source, source, out / builder, out / "doctrees", builder, config, None, log)
        if builder == "text":
            app.connect("doctree-resolved", readable_text)
            setattr(TextWrapper, "_handle_long_word", keep_word)  # noqa: B010  (it has no setting)
        app.build(force_all=builder == "text")
        return app

    log = io.StringIO()
    start = time.monotonic()
    app = build("pdf")
    report = {"seconds": time.monotonic() - start, "code": app.statuscode, "docs": documents(app)}
    # Typst may run in processes of its own.
    report["cpu"] = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    report["memory"] = peak_memory()
    report["warnings"] = strip_colors(log.getvalue()).splitlines()
    report["links"], report["unlinked"] = count_links(app, documents(app))
    build("text")
    out.joinpath("report.json").write_text(json.dumps(report), encoding="utf-8")


def peak_memory() -> int:
    """Return the most memory that this process or one of its own took, in MB.

    That of this process is the peak since its program began: its resource usage includes the process that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


def keep_word(_self: TextWrapper, chunks: list[str], line: list[str], _length: int, _width: int) -> None:
    """Keep a word that is wider than a line of the text builder, which would break it."""
    if not line:
        line.append(chunks.pop())


def readable_text(_app: Sphinx, tree: nodes.document, _docname: str) -> None:
    """Remove images and formulas, of which the text builder prints a word or the source, and tables in tables."""
    for image in list(tree.findall(nodes.image)):
        image.parent.remove(image)
    for table in list(tree.findall(nodes.table)):
        for inner in list(table.findall(nodes.table)):
            if inner is not table and inner.parent:
                inner.replace_self([nodes.paragraph("", entry.astext()) for entry in inner.findall(nodes.entry)])
    for formula in [*tree.findall(nodes.math), *tree.findall(nodes.math_block)]:
        formula.replace_self(nodes.paragraph("") if isinstance(formula, nodes.math_block) else nodes.Text(FORMULA))


def count_links(app: Sphinx, docnames: list[str]) -> tuple[tuple[int, int], list[str]]:
    """Return how many internal links the content of the PDFs has, how many references, and those to other pages.

    These are not counted: they lead to what no PDF has, as documents outside the toctree, the page of the search, or
    an id that HTML does not have either.
    """
    made = found = 0
    unlinked: list[str] = []
    for document in collect_documents(app.env):
        tree = assemble(app.builder, document)
        targets = Targets(tree, document.start)
        references = [
            node for node in tree.findall(nodes.reference) if node.astext().strip() or node.next_node(nodes.image)
        ]
        references = [node for node in references if not isinstance(node.parent, nodes.substitution_definition)]
        internal = [node for node in references if node.get("refuri", "").startswith(("%", "#")) or "refid" in node]
        ids = {str(name) for element in tree.findall(nodes.Element) for name in element["ids"]}
        reachable = {node for node in internal if targets.of_reference(node, _docname(node, document.start))}
        outside = [node for node in internal if node not in reachable and not _leads_somewhere(node, docnames, ids)]
        found += len(internal) - len(outside)
        unlinked += [
            f"{'other page' if node in outside else 'no target'}: {node.get('refuri', '')} {node.astext()!r}"
            for node in internal
            if node in outside or ("refuri" in node and node not in reachable)
        ]
        del targets
        content, _images = build_content(app.builder, tree, document, app.builder.settings)  # type: ignore[attr-defined]
        made += sum(
            1
            for element in elements([content["preface"], content["body"]])
            if element["t"] == "link" and "to" in element
        )
    return (made, found), unlinked


def _docname(node: nodes.Node, start: str) -> str:
    """Return the document that a node of an assembled tree comes from."""
    while node.parent is not None and not isinstance(node, addnodes.start_of_file):
        node = node.parent
    return str(node["docname"]) if isinstance(node, addnodes.start_of_file) else start


def _leads_somewhere(node: nodes.reference, docnames: list[str], ids: set[str]) -> bool:
    """Return whether an internal reference leads to one of the documents, or to an id of its own document."""
    docname, _, name = str(node.get("refuri", "")).removeprefix("%").partition("#")
    return docname in docnames if docname else node.get("refid", name) in ids


def documents(app: Sphinx) -> list[str]:
    """Return the documents that are in a PDF."""
    seen: list[str] = []

    def visit(docname: str) -> None:
        if docname not in seen:
            seen.append(docname)
            for inner in app.env.toctree_includes.get(docname, []):
                visit(inner)

    for document in collect_documents(app.env):
        visit(document.start)
    return seen


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
