"""Checks that need the full page: misplaced milestones, text outside milestones, a missing year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from sphinx_milestones.core.characters import has_visible
from sphinx_milestones.core.dates import suggest_date
from sphinx_milestones.core.periods import contains, period_key, period_of, period_text, read_period
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.editions import year_edition
from sphinx_milestones.views.models import EDITION_VIEW, View

from .nodes import is_escaped, milestone_facts, view
from .page_year import page_year

_PARENTS = (nodes.section, nodes.document)
_PARENT_NAMES = {
    nodes.list_item: "a list",
    nodes.block_quote: "a block quote",
    nodes.definition: "a definition",
    nodes.entry: "a table",
    nodes.Admonition: "an admonition",
    addnodes.only: "an `only` directive",
}
_IGNORED = (
    *(nodes.Invisible, nodes.system_message, nodes.transition, nodes.raw),
    *(addnodes.index, addnodes.only, addnodes.toctree, milestone_facts, view),
)
_FENCE_ADVICE = (
    "In Markdown, close each fence once, with as many colons as opened it, and give the outer fence more colons than "
    "the inner ones: “::::{milestone}” around “:::{sources-differ}”. In reStructuredText, indent the text of the "
    "milestone and nothing else."
)


_DIRECTIVES = ("milestone", "sources-differ")
_SHORT_FENCE = re.compile(r"^[ \t]*:{1,2}[ \t]*$", re.MULTILINE)
_COMMENT_TYPO = re.compile(rf"({'|'.join(_DIRECTIVES)}):(?!:)")  # one colon in reStructuredText instead of two
_OPEN_ROLE = re.compile(r"(?:\{(?:milestone|partner|document)\}|:(?:milestone|partner|document):)`[^`\s]*")
# Not a role at the beginning of a line: in `{milestone}`id``, the key follows.
_TYPO = re.compile(rf"^\s*(?::+\s*\{{?|\{{|\.\.\s+)({'|'.join(_DIRECTIVES)})\b(?![}}:]+`)", re.MULTILINE)


def heads(document: nodes.document) -> list[milestone_facts]:
    """Return the node below the title of each milestone, in the order of the page."""
    return [leaf for leaf in document.findall(milestone_facts) if leaf["part"] == "head"]


def offer_edition(document: nodes.document, docname: str) -> None:
    """Add a link to the PDF of the year below the milestones of a page."""
    period, top = read_period(page_year(document)), next(document.findall(nodes.section), None)
    if period and not period.unspecified and top is not None and "milestone" not in top["classes"]:
        top += view("", docname=docname, view=View(EDITION_VIEW, edition=year_edition(period.year)), implied=True)


def check_page(document: nodes.document, milestones: list[Milestone], path: str) -> Iterator[Finding]:
    """Yield problems with the position of milestones on a page, or with the page's year."""
    leaves = heads(document)
    for leaf, milestone in zip(leaves, milestones, strict=True):
        misplaced = list(_check_position(leaf.parent, path))  # which may be why its text is missing
        yield from misplaced or _check_text(leaf.parent, milestone, path)
    yield from _check_fences(document, path)
    yield from _show_html_as_text(document, path)
    for note in document.findall(nodes.admonition):
        if "sources-differ" in note["classes"] and not _has_milestone(note):
            message = "this `sources-differ` note is not inside a milestone. Move it into one."
            yield _finding(Problem.PLACEMENT, note, path, message)
    year = page_year(document)
    wrong_year = list(_check_year(list(zip(leaves, milestones, strict=True)), year, path)) if milestones else []
    yield from wrong_year or _check_title(document, year, path)


def _check_text(section: nodes.Element, milestone: Milestone, path: str) -> Iterator[Finding]:
    if all(map(_shows_nothing, section.children)):
        advice = "Describe what happened below its fields, after a blank line."
        yield _finding(Problem.TEXT_MISSING, section, path, f"milestone “{milestone.id}” has no text. {advice}")


def _shows_nothing(child: nodes.Node) -> bool:
    if isinstance(child, nodes.paragraph):
        return not has_visible(child.astext()) and next(child.findall(nodes.image), None) is None
    return isinstance(child, nodes.title | milestone_facts | nodes.Invisible)


def _check_fences(document: nodes.document, path: str) -> Iterator[Finding]:
    """Report fences without a name: in Markdown they open a block, but were intended to close a longer one."""
    for div in document.findall(nodes.container):
        # Other extensions have containers with attributes of their own.
        if div.non_default_attributes() == {"is_div": True} and _is_in_milestone(div):
            message = "this fence does not close the milestone: it has fewer colons than the opening fence."
            yield _finding(Problem.FENCE, div, path, f"{message} {_FENCE_ADVICE}")


def _show_html_as_text(document: nodes.document, path: str) -> Iterator[Finding]:
    """Report HTML in a milestone, once per paragraph, and show it as written in every output.

    The line break that MyST generates for a backslash at the end of a line is left unchanged.
    """
    reported: set[int] = set()
    for raw in list(document.findall(nodes.raw)):
        text, inline = raw.astext(), isinstance(raw.parent, nodes.TextElement)
        if raw["format"] != "html" or text.strip() == "<br />" or not _is_in_milestone(raw):
            continue
        block = id(raw.parent if inline else raw)
        if block not in reported:
            reported.add(block)
            found = text.strip().partition("\n")[0]
            message = f"“{found}” is HTML, which PDFs cannot show. Use Markdown, or write “\\<” for a literal “<”."
            yield _finding(Problem.HTML, raw if raw.line else raw.parent, path, message)
        shown = nodes.Text(text) if inline else nodes.literal_block(text, text, language="none")
        raw.parent.replace(raw, shown)


def _is_in_milestone(node: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and not _is_milestone(parent):
        parent = parent.parent
    return parent is not None


def _is_milestone(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) and "milestone" in node["classes"]


def find_typos(document: nodes.document, path: str) -> Iterator[Finding]:
    """Yield text that looks like a misspelt directive or role."""
    for node in document.findall(nodes.Element) if page_year(document) is not None else ():
        classes: list[str] = node["classes"] if node.get("is_div") else []
        directive = next((word for word in _DIRECTIVES for name in classes if name.strip("{}") == word), None)
        if isinstance(node, nodes.paragraph | nodes.literal_block) and (match := _TYPO.search(node.rawsource)):
            directive = match[1]
        if directive:
            message = f"this looks like a misspelt `{directive}` directive and is treated as plain text. "
            message += f"Write “:::{{{directive}}}” at the left margin: at least three colons, then the name in braces."
            yield _finding(Problem.FENCE, node, path, message)
        if isinstance(node, nodes.paragraph) and _SHORT_FENCE.search(node.rawsource) and _is_in_milestone(node):
            message = (
                "one or two colons do not close a block and are treated as text. Use as many as the opening fence."
            )
            yield _finding(Problem.FENCE, node, path, message)
        if isinstance(node, nodes.comment) and (match := _COMMENT_TYPO.match(node.astext())):
            message = f"“.. {match[1]}:” is a comment and is not shown. Write “.. {match[1]}::”, with two colons."
            first = (node.line or 1) - len(node.astext().splitlines())  # docutils states the line below
            yield Finding(Problem.FENCE, message, node.source or path, first)
    for text in document.findall(nodes.Text):
        literal = isinstance(text.parent, nodes.literal | nodes.FixedTextElement | milestone_facts)
        match = None if literal else _OPEN_ROLE.search(text)
        if match and not is_escaped(text, match[0]):
            message = f"“{match[0]}…” is an unfinished reference and is treated as text. Add a “`” after the key."
            yield _finding(Problem.REFERENCE, text.parent, path, message)


def _has_milestone(note: nodes.Element) -> bool:
    """Return whether a note is in a milestone, or follows one that was closed too early."""
    node: nodes.Element | None = note
    while node is not None and not isinstance(node, nodes.document):
        before = node.parent.children[: node.parent.index(node)] if node.parent else []
        if any(map(_is_milestone, [node, *before])):
            return True
        node = node.parent
    return False


def _name(parent: nodes.Element) -> str | None:
    """Return a human-readable name of a container node."""
    return next((name for kind, name in _PARENT_NAMES.items() if isinstance(parent, kind)), None)


def _check_position(section: nodes.Element, path: str) -> Iterator[Finding]:
    parent = section.parent
    if _is_milestone(parent):
        yield _finding(Problem.FENCE, section, path, f"this milestone is inside another one. {_FENCE_ADVICE}")
        return
    if not isinstance(parent, _PARENTS):
        while parent is not None and not parent.get("is_div") and _name(parent) is None:
            parent = parent.parent if not isinstance(parent.parent, _PARENTS) else None
        if parent is None or not parent.get("is_div"):
            where = (parent is not None and _name(parent)) or "another block"
            message = f"this milestone is inside {where}. Move it out to the left margin, below the page title."
            yield _finding(Problem.PLACEMENT, section, path, message)
        return
    after = section.next_node(descend=False, siblings=True)
    while isinstance(after, nodes.Element) and (isinstance(after, _IGNORED) or "toctree-wrapper" in after["classes"]):
        after = after.next_node(descend=False, siblings=True)
    if isinstance(after, nodes.Element) and not isinstance(after, nodes.section):
        message = "this text follows a milestone but is outside it; the milestone was probably closed too early."
        yield _finding(Problem.FENCE, after, path, f"{message} {_FENCE_ADVICE}")


def _check_year(pairs: list[tuple[milestone_facts, Milestone]], year: str | None, path: str) -> Iterator[Finding]:
    dated = [(leaf, milestone, milestone.date) for leaf, milestone in pairs if milestone.date]
    periods = sorted({period_of(date.first) for _, _, date in dated}, key=lambda each: (each.year, each.last_year))
    advice = _year_advice(period_text(periods[0]) if periods else "2024")
    period = read_period(year)
    if period is None or (len(year or "") < 4 and period not in periods):  # “24” for 2024
        found = f"its year is “{year}”" if year else "no year"
        yield Finding(Problem.PAGE_YEAR, f"this page has milestones, but {found}. {advice}", path, 1)
    elif len(dated) > 1 and len(periods) == 1 and not contains(period, periods[0]):
        message = f"the year of this page is {period_key(period)}, but all its milestones begin in "
        yield Finding(Problem.PAGE_YEAR, f"{message}{period_key(periods[0])}. {advice}", path, 1)
    else:
        for leaf, milestone, date in dated:
            if not contains(period, date.first):
                message = (
                    f"milestone “{milestone.id}”, :date: “{date.text}” does not begin in {period_key(period)}, the "
                    "year of this page. Fix the date, or move the milestone to the page for "
                    f"{period_key(period_of(date.first))}."
                )
                yield Finding(Problem.DATE_PAGE, message, leaf.source or path, leaf["lines"].get("date"))


def _check_title(document: nodes.document, year: str | None, path: str) -> Iterator[Finding]:
    if year is None:
        return
    top = next(document.findall(nodes.section), None)
    title = next((node.astext() for node in top.findall(nodes.title)), "") if top is not None else ""
    if top is not None and "milestone" in top["classes"]:
        message = f"this page has no title, so its first milestone is treated as the title. Write “# {year}” above it."
        yield Finding(Problem.PAGE_YEAR, message, path, 1)
    elif (titled := read_period(title) or read_period(suggest_date(title))) and titled != read_period(year):
        message = f"the year of this page is {year}, but its title is “{title}”. Fix one of the two."
        yield Finding(Problem.PAGE_YEAR, message, path, 1)


def _year_advice(year: str) -> str:
    return f"Write “year: {year}” between two “---” lines at the very top; in reStructuredText, “:year: {year}”."


def _finding(problem: Problem, node: nodes.Element, path: str, message: str) -> Finding:
    """Return a finding at *node*, or at the first node in it that has a line."""
    located = next((inner for inner in node.findall(nodes.Element) if inner.line), node)
    return Finding(problem, message, located.source or path, located.line)
