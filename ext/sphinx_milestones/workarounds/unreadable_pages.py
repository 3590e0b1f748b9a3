"""Report and skip pages that cannot be read, as if they did not exist.

Sphinx reads every document of a project unchecked, and no event can skip one (seen with 9.0.4). A document that is not
UTF-8 or not a file, or whose name is too long or not UTF-8, ends the build with an exception that may not name it; a
huge one takes hours, and a device never ends. See https://github.com/sphinx-doc/sphinx/issues/1524 and
https://github.com/sphinx-doc/sphinx/issues/5296. Until everything is read, such a page remains a document, so that no
toctree reports it as missing; then it is dropped from the project, with everything that an earlier build read from it.

Delete when Sphinx reports unreadable documents with their path and continues without them.
"""

from __future__ import annotations

from itertools import chain

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.page_files import find_file_problems


def setup(app: Sphinx) -> None:
    """Connect to the steps of a build."""
    app.connect("env-before-read-docs", skip_unreadable)
    app.connect("doctree-read", drop_from_toctrees, priority=100)  # before Sphinx collects the toctrees
    app.connect("env-updated", drop_from_project, priority=100)


def skip_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report and skip pages that cannot be read; read pages again whose toctrees list one of them."""
    findings = {docname: list(find_file_problems(env.doc2path(docname))) for docname in docnames}
    found = {docname for docname, reasons in findings.items() if reasons}
    if all(finding.problem is Problem.CONFLICT for finding in findings.get(env.config.root_doc, ())):
        found.discard(env.config.root_doc)  # Sphinx stops without it
    for finding in chain.from_iterable(findings.values()):
        warn(finding)
    listing = {other for docname in found if docname in env.all_docs for other in env.files_to_rebuild.get(docname, ())}
    domain_of(env).build.skip(found)
    for docname in found:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
    docnames[:] = sorted({*docnames, *listing} - found)


def drop_from_toctrees(app: Sphinx, document: nodes.document) -> None:
    """Drop unreadable pages from the toctrees of a page, which every build reads again until they are readable."""
    unreadable = domain_of(app.env).build.unreadable
    for tree in document.findall(toctree) if unreadable else ():
        listed: list[str] = tree["includefiles"]
        if not unreadable.isdisjoint(listed):
            tree["entries"] = [entry for entry in tree["entries"] if entry[1] not in unreadable]
            tree["includefiles"] = [docname for docname in listed if docname not in unreadable]
            app.env.note_reread()


def drop_from_project(app: Sphinx, env: BuildEnvironment) -> None:
    """Drop unreadable pages from those of the project."""
    env.project.docnames.difference_update(domain_of(env).build.unreadable)
