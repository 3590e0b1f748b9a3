"""A real language server, started once, completes, explains, finds and checks what the register defines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.language_server import Client
from tests.support.project import Project, write_project

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = "sphinx_milestones.editor.server"
# They build the project, which takes seconds, and are not needed here.
BUILDS = ("sphinx_manager", "preview_manager")
PAGE = """\
---
year: 2023
---

# 2023

:::{milestone} A visit
:id: 2023-visit
:date: 2023-05
:kind: visit
:partners: oman, un-desa (funder)
:sources: page
:related: 2024-first

As {partner}`oman` says; see {milestone}`the first <2024-first>`.
:::
"""
REST = """\
:year: 2022

2022
====

.. milestone:: A visit
   :id: 2022-visit
   :date: 2022
   :kind: visit
   :partners: oman
   :sources: page

   As :partner:`oman` says.
"""


class Editor:
    """An editor with pages of a project open."""

    def __init__(self, client: Client, project: Project) -> None:
        self.client = client
        self.project = project
        self.texts: dict[str, str] = {}

    def uri(self, name: str) -> str:
        """Return the URI of a file."""
        return (self.project.root / name).resolve().as_uri()

    def open(self, name: str, language: str, text: str) -> None:
        """Open a page."""
        self.texts[name] = self.project.write(name, text).read_text("utf-8")
        document = {"uri": self.uri(name), "languageId": language, "version": 1, "text": text}
        self.client.notify("textDocument/didOpen", {"textDocument": document})

    def at(self, name: str, marked: str) -> dict[str, Any]:
        """Return the position of the bar in a text, such as ``:partners: om|an``."""
        before, _, after = marked.partition("|")
        text = self.texts[name]
        offset = text.index(before + after) + len(before)
        above = text[:offset].split("\n")
        position = {"line": len(above) - 1, "character": len(above[-1])}
        return {"textDocument": {"uri": self.uri(name)}, "position": position}

    def completions(self, name: str, marked: str) -> dict[str, dict[str, Any]]:
        """Return what can be typed there, by its label."""
        result = self.client.request("textDocument/completion", self.at(name, marked))
        return {item["label"]: item for item in (result or {"items": []})["items"]}

    def hover(self, name: str, marked: str) -> str:
        """Return what is shown there."""
        result = self.client.request("textDocument/hover", self.at(name, marked))
        return str(result["contents"]["value"]) if result else ""

    def definition(self, name: str, marked: str) -> tuple[str, int]:
        """Return file and line (1-based) of what is there."""
        (found,) = self.client.request("textDocument/definition", self.at(name, marked))
        return found["uri"].removeprefix(f"{self.uri('.')}/"), found["range"]["start"]["line"] + 1

    def type(self, name: str, old: str, new: str) -> list[tuple[int, str]]:
        """Return the problems, with their lines (1-based), that are shown once a text is replaced; then undo that."""
        found = self._change(name, self.texts[name].replace(old, new, 1))
        assert self._change(name, self.texts[name]) == []
        return found

    def _change(self, name: str, text: str) -> list[tuple[int, str]]:
        self.hover(name, "|:date:")  # so that what it has shown before is read
        document = {"uri": self.uri(name), "version": 2}
        self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        shown = self.client.wait(lambda message: self._is_for(name, message))["params"]["diagnostics"]
        return [(each["range"]["start"]["line"] + 1, each["message"]) for each in shown]

    def _is_for(self, name: str, message: dict[str, Any]) -> bool:
        is_shown = message.get("method") == "textDocument/publishDiagnostics"
        return is_shown and message["params"]["uri"] == self.uri(name)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with a page in each markup."""
    root: Path = tmp_path_factory.mktemp("register")
    project = write_project(root)
    excluded = [argument for name in BUILDS for argument in ("-e", f"esbonio.server.features.{name}")]
    with Client(root, "-i", EXTENSION, *excluded) as client:
        editor = Editor(client, project)
        editor.open("years/2023.md", "markdown", PAGE)
        editor.open("years/2022.rst", "restructuredtext", REST)
        yield editor


@pytest.mark.parametrize("markup", ["years/2023.md", "years/2022.rst"])
def test_keys_are_completed(editor: Editor, markup: str) -> None:
    """With their labels, in fields and in roles."""
    found = editor.completions(markup, ":partners: om|an")
    assert set(found) == {"home", "bahrain", "oman", "un-desa"}
    assert (found["home"]["detail"], found["oman"]["detail"]) == ("Home Authority (HA)", "Oman")
    assert set(editor.completions(markup, ":kind: |visit")) == {"visit", "workshop"}
    assert set(editor.completions(markup, "partner}`oman|`" if markup.endswith("md") else "partner:`oman|`")) == set(
        found
    )


def test_roles_and_ids_are_completed(editor: Editor) -> None:
    """The role of a partner in brackets; ids of milestones with their titles."""
    assert "beneficiary" in editor.completions("years/2023.md", "un-desa (|funder)")
    found = editor.completions("years/2023.md", ":related: 2024|-first")
    assert {key: item["detail"] for key, item in found.items()}["2024-first"] == "First visit"
    assert set(editor.completions("years/2023.md", "the first <|2024-first>")) == set(found)


@pytest.mark.parametrize("markup", ["years/2023.md", "years/2022.rst"])
def test_fields_are_completed_and_explained(editor: Editor, markup: str) -> None:
    """With their help, as in the manual; the text of a page is left alone."""
    assert {"id", "date", "participants"} <= set(editor.completions(markup, ":da|te:"))
    assert editor.hover(markup, ":da|te:").startswith("The date, as precise as the sources are")
    assert editor.completions(markup, "As| ") == {}


def test_keys_are_explained(editor: Editor) -> None:
    """A key by its entry, an id by its title."""
    shown = editor.hover("years/2023.md", ":partners: oman, un-|desa")
    assert shown.startswith("**Department of Economic and Social Affairs (UN DESA)**\n\nkind: organisation")
    assert editor.hover("years/2023.md", ":related: 2024-|first") == "**First visit** (2024.md)\n"


def test_definitions_are_found(editor: Editor) -> None:
    """A key leads to its entry in the data file, an id to the line of its milestone."""
    assert editor.definition("years/2023.md", ":partners: om|an") == ("data/partners.toml", 11)
    assert editor.definition("years/2023.md", "partner}`om|an`") == ("data/partners.toml", 11)
    assert editor.definition("years/2022.rst", ":sources: pa|ge") == ("data/sources.toml", 1)
    assert editor.definition("years/2023.md", ":related: 2024-|first") == ("years/2024.md", 7)


@pytest.mark.parametrize("markup", ["years/2023.md", "years/2022.rst"])
def test_problems_are_shown_while_typing(editor: Editor, markup: str) -> None:
    """At their lines, with the messages of a build; they go when they are fixed."""
    indent = "" if markup.endswith("md") else "   "
    lines = editor.texts[markup].split("\n")
    partners = next(number for number, line in enumerate(lines, 1) if ":partners:" in line)
    ((line, message),) = editor.type(markup, ":partners: oman", ":partners: omann")
    assert (line, message.endswith("[milestones.key-unknown]")) == (partners, True)
    assert "Did you mean “oman”?" in message
    ((line, message),) = editor.type(markup, f"{indent}:sources: page\n", "")
    assert (line, " has no source." in message) == (7 if markup.endswith("md") else 6, True)
    ((_, message),) = editor.type(markup, "-visit\n", f"-visit\n{indent}:kindd: visit\n")
    assert "unknown field. Did you mean “kind”?" in message
    own = editor.texts[markup].split(":id: ")[1].split("\n")[0]
    messages = [message for _, message in editor.type(markup, f":id: {own}", ":id: 2024-first")]
    assert "“2024-first” is already the id of a milestone: years/2024.md." in messages[0]
    assert editor.type(markup, "As", "So") == []
