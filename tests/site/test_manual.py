"""The manual is printed from the extension's own tables, and all of them are in it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.directives.manual import PARTS, TEXTS
from sphinx_pdf.config.settings import SETTINGS
from sphinx_pdf.config.theme import Theme

if TYPE_CHECKING:
    from tests.support.project import Project

REFERENCE = Path(__file__).parents[2] / "ext/manual"


def test_every_part_is_printed_once() -> None:
    """No table of the extension is left out of the manual."""
    text = "".join(page.read_text(encoding="utf-8") for page in REFERENCE.glob("*.md"))
    assert sorted(re.findall(r"\{register-manual\} (\S+)", text)) == sorted([*PARTS, *TEXTS])


def test_part_is_printed(project: Project) -> None:
    """An entry has an anchor, its name, the text beside it, and its help with literals in it."""
    project.write("manual.md", "---\norphan: true\n---\n# Manual\n\n```{register-manual} fields\n```\n")
    built = project.build()
    assert built.warnings == []
    page = built.read("manual.html")
    assert '<dt id="fields-kind">' in page
    assert "kind (required) The kind of milestone: a key from kinds.toml . Example: :kind: programme" in built.text(
        "manual.html"
    )


def test_defaults_and_options_are_code(project: Project) -> None:
    """Literal text is printed as code: no typographer turns its quotation marks."""
    project.write("manual.md", "---\norphan: true\n---\n# M\n\n```{register-manual} settings\n```\n")
    page = project.build().read("manual.html")
    assert re.search(r"\(default: <code[^>]*>(<span[^>]*>)?&quot;data&quot;", page)


def test_every_problem_has_a_meaning_and_a_fix() -> None:
    """Both are sentences."""
    assert [p.code for p in Problem if not p.meaning.endswith(".") or not p.fix.endswith(".")] == []


def test_unknown_part_is_reported(project: Project) -> None:
    """A part that does not exist is one message with the nearest name."""
    project.write("manual.md", "---\norphan: true\n---\n# Manual\n\n```{register-manual} field\n```\n")
    (message,) = project.build().warnings
    assert message.startswith("manual.md:6: WARNING: “field” is not a part of the manual. Did you mean “fields”?")


def test_the_settings_of_the_pdf_builder_are_in_the_manual() -> None:
    """Each with its default and its help, as the code has them; each option of the theme with its default."""
    page = (REFERENCE / "pdf.md").read_text(encoding="utf-8")
    rows = [f"| `pdf_{name}` | `{_written(s.default)}` | {s.help} |" for name, s in SETTINGS.items()]
    assert [row for row in rows if row not in page] == []
    options = [(option.name, option.default) for option in dataclasses.fields(Theme)]
    assert [name for name, _ in options if f"`{name}`" not in page] == []
    assert [name for name, default in options if default and f"| `{name}` | `{_written(default)}` |" not in page] == []


def _written(default: object) -> str:
    return str(default) if isinstance(default, bool) else json.dumps(default)
