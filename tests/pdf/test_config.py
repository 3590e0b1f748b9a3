"""Each setting works as its line in the manual says, and an invalid value is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.support.pdf import drawing_commands, svg

from sphinx_pdf.fonts import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject

PAGE = "Page\n====\n\nSee `one <https://example.org/a>`__, `two <https://example.org/a>`__.\n"
MARGINS = ("top", "bottom", "left", "right")
PAGE += "\nNext\n====\n\nSee `three <https://example.org/a>`__.\n"


@pytest.mark.parametrize(
    ("paper", "size"),
    [("a4", (595, 842)), ("us-letter", (612, 792)), ("iso-b5", (499, 709)), ("170mm x 24cm", (482, 680))],
)
def test_paper(build: BuildProject, paper: str, size: tuple[int, int]) -> None:
    """Pages have the size of the paper, in points."""
    box = build(PAGE, pdf_paper=paper).reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_url_is_printed_once_in_each_chapter(build: BuildProject) -> None:
    """A second link to the same URL has the number of the first footnote."""
    text = build(PAGE).text()
    assert text.count("https://example.org/a") == 2
    assert "See one1, two1." in text
    assert "See three2." in text


@pytest.mark.parametrize(
    ("show_urls", "expected"),
    [("inline", "See one (https://example.org/a), two (https://example.org/a)."), ("no", "See one, two.")],
)
def test_urls_are_printed_inline_or_not_at_all(build: BuildProject, show_urls: str, expected: str) -> None:
    """The text stays a link in either case."""
    built = build(PAGE, pdf_show_urls=show_urls)
    assert expected in built.text()
    assert "https://example.org/a" in built.links()


def test_long_urls_can_be_printed_as_their_site(build: BuildProject) -> None:
    """The link leads to the full URL; one that people may type is printed, as is a link whose text is its URL."""
    url = f"https://example.org/{'path/' * 20}"
    page = f"Page\n====\n\nSee `one <{url}>`_, `two <https://example.org/a>`_ and {url}.\n"
    built = build(page, pdf_show_urls="short")
    assert "See one1, two2 and example.org/… ." in built.text().replace("….", "… .")
    assert "1example.org/… 2https://example.org/a" in built.text()
    assert built.links().count(url) == 3


def test_theme_colours_the_title_and_shows_a_logo(build: BuildProject) -> None:
    """The logo has its description."""
    theme = {"accent": "#8a1c2f", "logo": "logo.svg", "logo_alt": "The seal"}
    built = build(PAGE, {"logo.svg": svg()}, pdf_theme=theme)
    assert built.warnings == ""
    assert "The seal" in built.tag_entries("/Alt")
    assert b"0.5411765 0.10980392 0.18431373" in drawing_commands(built.reader.pages[0])


def test_fonts_of_the_project_are_tried_first(build: BuildProject) -> None:
    """The text is set in the family of the theme."""
    theme = {"fonts": str(FOLDER), "serif": "Noto Sans Mono"}
    resources: Any = build(PAGE, pdf_theme=theme).reader.pages[2]["/Resources"]
    assert any("NotoSansMono" in str(font["/BaseFont"]) for font in resources["/Font"].values())


def test_file_that_is_not_a_font_is_reported(build: BuildProject, tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "bad.ttf").write_text("no font")
    built = build(PAGE, pdf_theme={"fonts": str(tmp_path)})
    assert "pdf_theme: bad.ttf is not a font" in built.warnings


def test_template_of_the_project_replaces_the_default(build: BuildProject) -> None:
    """It reads the same content and lays out the same nodes; a change of it makes the PDF again."""
    head = '#import "style.typ": *\n#import "nodes.typ": layout\n#set document(title: content.title)\n'
    own = head + "#set text(font: book, fallback: false)\n#layout(content.body)\nOwn look"
    built = build(PAGE, {"own.typ": own}, pdf_template="own.typ")
    assert built.text().startswith("Page See one1")
    assert "Own look" in built.text()
    assert "New look" in build(PAGE, {"own.typ": own.replace("Own", "New")}, pdf_template="own.typ").text()


def test_standards_allow_attachments(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """PDF/UA-1 and PDF/A-3a are met together, and the data can be extracted."""
    built = build(PAGE, {"data.csv": "a,b\n"}, pdf_attachments=["data.csv"])
    assert built.warnings == ""
    assert_valid(built.pdf)
    with pikepdf.open(built.pdf) as pdf:
        file = pdf.attachments["data.csv"].get_file()
        assert (file.read_bytes(), file.mime_type) == (b"a,b\n", "text/csv")


def test_standard_can_be_selected(build: BuildProject) -> None:
    """Without PDF/A, the metadata does not declare it."""
    assert b"pdfaid" not in build(PAGE, pdf_standards=["ua-1"]).pdf.read_bytes()


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("paper", "a44", "'a44' is neither a paper nor a width and height such as '170mm x 240mm'; did you mean 'a4'?"),
        ("paper", "5mm x 9mm", "each side of the paper must be from 70 to 5000 mm, not '5mm x 9mm'"),
        ("margins", {"top": "25mm"}, "a margin is missing: add bottom, left, right"),
        (
            "margins",
            dict.fromkeys(("top", "bottom", "left", "rigth"), "2cm"),
            "unknown side 'rigth'; did you mean 'right'?",
        ),
        (
            "margins",
            dict.fromkeys(MARGINS, "2"),
            "write '2' as a number and mm, cm, in or pt",
        ),
        ("margins", dict.fromkeys(MARGINS, "9cm"), "the margins leave 30 mm of the width"),
        ("paper", 5, "a value of type int is not allowed"),
        ("show_urls", "yes", "'yes' is not one of footnote, short, inline, no"),
        ("standards", ["ua-2"], "'ua-2' is not one of ua-1, a-1a"),
        ("volume_size", -1, "use a number of characters, or 0 for no limit"),
        ("template", "none.typ", "file not found: 'none.typ'"),
        ("template_files", [5], "template_files must be a list of strings, not of 5"),
        ("theme", {"fallback": [["Amiri"]]}, "fallback must be a list of strings, not of ['Amiri']"),
        ("template_files", ["none"], "file not found: 'none'"),
        ("template_files", ["parts/style.typ"], "'parts/style.typ' has the name of a file of the builder; rename it"),
        (
            "cover",
            {"picture": "page.rst", "alt": "A"},
            "the picture must be one of .svg, .png, .jpg, .jpeg",
        ),
        ("cover", {"institute": "A"}, "unknown option 'institute'; did you mean 'institution'?"),
        ("theme", {"size": 3}, "size must be from 7 to 18 points, not 3"),
        ("theme", {"lists": ["figure"]}, "unknown list 'figure'; did you mean 'figures'?"),
        ("attachments", ["none.csv"], "file not found: 'none.csv'"),
        ("theme", {"color": "#000000"}, "unknown option 'color'; did you mean 'cover'?"),
        ("theme", {"x": "#000000"}, "unknown option 'x'; available: accent, arabic, cover, depth, fallback, fonts"),
        ("theme", {"accent": "red"}, "write accent as #rrggbb, not 'red'"),
        ("theme", {"accent": "#ff8800"}, "accent #ff8800 has a contrast of 2.4:1 on white; at least 4.5:1 is required"),
        ("theme", {"logo": "page.rst"}, "the logo needs a description: add logo_alt"),
        ("theme", {"logo": "none.svg"}, "file not found: 'none.svg'"),
        ("theme", {"logo": 1}, "logo must be a str, not 1"),
        ("theme", {"cover": "no"}, "cover must be a bool, not 'no'"),
        ("theme", {"muted": "#aaaaaa"}, "muted #aaaaaa has a contrast of 2.3:1 on white; at least 4.5:1 is required"),
        ("theme", {"fonts": "none"}, "folder not found: 'none'"),
        (
            "theme",
            {"serif": "Comic"},
            "font family not found: 'Comic'; available: ",
        ),
    ],
)
def test_invalid_value_is_reported_and_the_default_used(
    build: BuildProject, setting: str, value: Any, reason: str
) -> None:
    """One line names the setting, the value and what is allowed."""
    built = build(PAGE, **{f"pdf_{setting}": value})
    (line,) = [line for line in built.warnings.splitlines() if "pdf.config" in line]
    assert line.startswith(f"WARNING: pdf_{setting}: ")
    assert reason in line
    assert line.endswith("using the default [pdf.config]")
    assert built.pdf.is_file()
