"""The custom properties of the style sheet, which a site can set."""

from __future__ import annotations

import re

from tests.support.project import ROOT


def test_the_manual_names_each() -> None:
    """In full, or by the end that it has after the one before it in the row."""
    style = (ROOT / "ext/sphinx_milestones/static/milestones.css").read_text(encoding="utf-8")
    root = style.partition(":root {")[2].partition("}")[0]
    manual = (ROOT / "ext/manual/views.md").read_text(encoding="utf-8")
    names = re.findall(r"(--ms-[\w-]+):", root)
    assert len(names) > 10
    assert [name for name in names if f"`{name}`" not in manual and f"`-{name.rpartition('-')[2]}`" not in manual] == []
