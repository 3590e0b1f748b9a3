"""Pages that are not UTF-8 or too large: reported, and left out of a build as if they were not there.

Sphinx would end with a traceback, or take hours. Until everything is read such a page counts as a document, so that no
table of contents is found wanting; then it is none, and nothing that it held in an earlier build is kept. Characters
that nobody sees are taken out of the other pages.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of


def setup(app: Sphinx) -> None:
    """Take part in a build."""
    app.connect("env-before-read-docs", leave_out)
    app.connect("source-read", clean, priority=100)  # before an extension sees the text
    app.connect("doctree-read", leave_out_of_contents, priority=100)  # before Sphinx notes the contents
    app.connect("env-updated", forget, priority=100)


def leave_out(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report pages that cannot be read, and read those again that list one of them."""
    found: set[str] = set()
    for docname in list(docnames):
        path = env.doc2path(docname)
        try:
            if fault := excess_message(path.stat().st_size, limits.PAGE, "bytes"):
                warn(Finding(Problem.LIMIT, f"{fault}. Split the page.", str(path)))
                found.add(docname)
            else:
                path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            warn(Finding(Problem.PAGE_ENCODING, "is not valid UTF-8 here. Save the file as UTF-8.", str(path), line))
            found.add(docname)
    listing = {other for docname in found if docname in env.all_docs for other in env.files_to_rebuild.get(docname, ())}
    for docname in found:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
    docnames[:] = sorted({*docnames, *listing} - found)
    domain_of(env).unreadable = found


def clean(app: Sphinx, docname: str, content: list[str]) -> None:
    """Take out characters that nobody sees, of which no XML may hold any, and report the first."""
    text = content[0]
    if hidden := CONTROL.search(text):
        message = f"contains an invisible character here, U+{ord(hidden[0]):04X}. Delete it."
        line = text.count("\n", 0, hidden.start()) + 1
        warn(Finding(Problem.PAGE_CHARACTER, message, str(app.env.doc2path(docname)), line))
        content[0] = CONTROL.sub("", text)


def leave_out_of_contents(app: Sphinx, document: nodes.document) -> None:
    """Drop the pages from a page's contents, which is read in each build until they are back."""
    unreadable = domain_of(app.env).unreadable
    for contents in document.findall(toctree) if unreadable else ():
        listed: list[str] = contents["includefiles"]
        if not unreadable.isdisjoint(listed):
            contents["entries"] = [entry for entry in contents["entries"] if entry[1] not in unreadable]
            contents["includefiles"] = [docname for docname in listed if docname not in unreadable]
            app.env.note_reread()


def forget(app: Sphinx, env: BuildEnvironment) -> None:
    """Count the pages as documents no more."""
    env.project.docnames.difference_update(domain_of(env).unreadable)
