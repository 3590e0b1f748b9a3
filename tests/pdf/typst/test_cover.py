"""The cover: what a project and an extension put on it, with a picture and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.support.pdf import CONF, drawn_texts, svg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject

PICTURE = """
from sphinx_pdf import Cover

def cover(app, document):
    if document.title == "Register":
        return Cover(summary="All of it.", picture=app.config.html_title, alt=app.config.html_short_title)

def setup(app):
    app.connect("pdf-cover", cover)
"""
DRAWN: dict[str, Any] = {"html_title": svg(140, 297), "html_short_title": "A timeline"}
TEXTS = {"institution": "The Authority", "status": "Not official", "release": "Revision 7", "date": "Reviewed in May"}


def test_texts_of_the_project_are_on_the_cover(build: BuildProject) -> None:
    """Its status is in the place of the author, who stays in the metadata."""
    built = build("Page\n====\n", pdf_cover={**TEXTS, "summary": "What it is."}, release="1", today="1 May 2024")
    assert built.pages()[0] == "The Authority Register What it is. Not official Revision 7 Reviewed in May"
    metadata = built.reader.metadata
    assert metadata is not None
    assert metadata.author == "Authority"


def test_extension_adds_a_picture(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """It is in two thirds of the page, with its description; texts of the project have precedence."""
    built = build("Page\n====\n", {"conf.py": CONF + PICTURE}, pdf_cover=TEXTS, **DRAWN)
    assert built.pages()[0] == "The Authority Register All of it. Not official Revision 7 Reviewed in May"
    assert "A timeline" in built.tag_entries("/Alt")
    assert max(x for x, _y, _text in drawn_texts(built.reader.pages[0])) < 200
    assert_valid(built.pdf)


def test_cover_is_mirrored_in_arabic(build: BuildProject) -> None:
    """The texts are on the right."""
    page = build("Page\n====\n", {"conf.py": CONF + PICTURE}, language="ar", **DRAWN).reader.pages[0]
    assert min(x for x, _y, _text in drawn_texts(page)) > 390


def test_title_of_long_words_fits_its_third(build: BuildProject) -> None:
    """It is smaller then, so that no word is broken."""
    title = "Internationalisation of responsibilities"
    conf = f"{CONF}pdf_documents = [('index', 'a', '{title}', '')]\n{PICTURE.replace('Register', title)}"
    built = build("Page\n====\n", {"conf.py": conf}, **DRAWN)
    assert built.pages()[0].startswith(title)
    title_lines = [text for _x, _y, text in drawn_texts(built.reader.pages[0])][:2]
    assert title_lines[0].endswith("Internationalisation")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"pdf_cover": {"satus": "x"}}, "pdf_cover: unknown option 'satus'; did you mean 'status'?; using the default"),
        ({"pdf_cover": {"status": 1}}, "pdf_cover: status must be a str, not 1; using the default"),
        ({"html_title": svg(), "html_short_title": " "}, "the picture of the cover needs a description: add alt"),
    ],
)
def test_invalid_covers_are_reported(build: BuildProject, config: dict[str, Any], message: str) -> None:
    """The first two leave a plain cover; a picture without a description cannot be accessible."""
    assert message in build("Page\n====\n", {"conf.py": CONF + PICTURE}, **config).warnings
