"""What the script of the form gets to know."""

from __future__ import annotations

from tests.support.small_register import wording

from sphinx_milestones.output.templating import PACKAGE
from sphinx_milestones.syntax.markup import MARKDOWN
from sphinx_milestones.views.form import rules


def test_the_preview_has_the_digits_of_the_pages() -> None:
    """The script names no digits of its own."""
    assert rules(wording(digits="arab"), (), {".md": MARKDOWN}, ":")["digits"] == "arab"
    assert "latn" not in (PACKAGE / "static" / "milestones-form.js").read_text("utf-8")
