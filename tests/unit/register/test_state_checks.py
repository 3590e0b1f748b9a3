"""Types of sources and states of documents that a register defines, and what else its entries name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.small_register import plain

from sphinx_milestones.core.records import Document
from sphinx_milestones.register.loader import load_register

MODEL = """\
[source-types.official]
label = "Official"

[source-types.press]
label = { en = "Press", ar = "صحافة" }

[document-states.embargoed]
label = "Under embargo"

[document-states.archived]
label = "Archived"
linked = true

[document-states.withdrawn]
label = "Retracted"
"""
DOCUMENT = '[report]\ntitle = "Report"\nstatus = "{}"\n{}'


def load(folder: Path, **files: str) -> tuple[Path, list[tuple[str, int | None, str]]]:
    """Write data files with a model, and return the messages that loading them gives."""
    for name, text in {"register": MODEL, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    findings = load_register(folder)[1]
    return folder, [(Path(each.path).name, each.line, each.message) for each in findings]


def test_types_and_states(tmp_path: Path) -> None:
    """A source has the label of its type, and a document the state, after the built-in ones."""
    sources = '[a]\ntitle = "A"\nquality = "press"\n\n[b]\ntitle = "B"\nquality = "Official"\n\n[c]\ntitle = "C"\n'
    folder, messages = load(tmp_path, sources=sources, documents=DOCUMENT.format("embargoed", ""))
    assert messages == []
    register, _ = load_register(folder)
    types = register.model.source_types
    assert [source.quality for source in register.sources.values()] == [
        types["press"].label,
        types["official"].label,
        None,
    ]
    assert register.documents["report"].status == "embargoed"
    assert register.states_of_documents[-3:] == ("not-located", "embargoed", "archived")


@pytest.mark.parametrize(
    ("status", "values", "access"),
    [
        ("available", {"file": "a.pdf"}, "file"),
        ("external", {"url": "https://example.org/"}, "url"),
        ("withdrawn", {"url": "https://example.org/"}, ""),
        ("embargoed", {"url": "https://example.org/"}, ""),
        ("archived", {"url": "https://example.org/"}, "url"),
        ("archived", {"url": "https://example.org/", "file": "a.pdf"}, "file"),
    ],
)
def test_links(tmp_path: Path, status: str, values: dict[str, str], access: str) -> None:
    """A state says whether a document is linked: to its file, or else its URL."""
    register, _ = load_register(load(tmp_path)[0])
    assert register.access_to(Document("a", plain("A"), status, **values)) == access  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"sources": '[a]\ntitle = "A"\nquality = "pres"\n'},
            ("sources.toml", 3, "[a] quality: “pres” is not a source type. Did you mean “press”? Otherwise, add it to"),
        ),
        (
            {"documents": DOCUMENT.format("embargo", "")},
            ("documents.toml", 3, "[report] status: “embargo” is not a document state. Did you mean “embargoed”?"),
        ),
        (
            {"documents": DOCUMENT.format("archived", "")},
            ("documents.toml", 3, "[report] is “archived”, which is linked, but has neither “file” nor “url”."),
        ),
    ],
)
def test_mistakes(tmp_path: Path, files: dict[str, str], message: tuple[str, int, str]) -> None:
    """Each is one message, at its line."""
    _, ((name, line, text),) = load(tmp_path, **files)
    assert (name, line, text[: len(message[2])]) == message
