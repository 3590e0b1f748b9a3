"""Each setting does what its line in the manual says, and a wrong value is told in words."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

import sphinx_pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
PAGE = "Page\n====\n\nSee `one <https://example.org/a>`__, `two <https://example.org/a>`__.\n"
PAGE += "\nNext\n====\n\nSee `three <https://example.org/a>`__.\n"


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper(build, paper, size):
    """The two sizes that printers hold."""
    box = build(PAGE, pdf_paper=paper).reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_an_address_is_printed_once_in_each_chapter(build):
    """A second link to the same place bears the number of the first one's note."""
    text = build(PAGE).text()
    assert text.count("https://example.org/a") == 2
    assert "See one1, two1." in text
    assert "See three2." in text


@pytest.mark.parametrize(
    ("shown", "words"),
    [("inline", "See one (https://example.org/a), two (https://example.org/a)."), ("no", "See one, two.")],
)
def test_addresses_stand_in_line_or_nowhere(build, shown, words):
    """The link itself stays in either case."""
    built = build(PAGE, pdf_show_urls=shown)
    assert words in built.text()
    assert "https://example.org/a" in built.links()


def test_theme_colours_the_title_and_shows_a_logo(build):
    """The logo is an image with its description; the colour is in the page's commands."""
    theme = {"accent": "#8a1c2f", "logo": "logo.svg", "logo_alt": "The seal"}
    built = build(PAGE, {"logo.svg": SVG}, pdf_theme=theme)
    assert built.warnings == ""
    with pikepdf.open(built.pdf) as pdf:
        alts = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert "The seal" in alts
    assert b"0.5411765 0.10980392 0.18431373" in built.reader.pages[0].get_contents().get_data()


def test_fonts_of_the_project_are_tried_first(build):
    """Its letters are used, and its characters count as known."""
    shipped = Path(sphinx_pdf.__file__).parent / "fonts"
    theme = {"fonts": str(shipped), "serif": "Noto Sans Mono"}
    fonts = [
        str(font["/BaseFont"]) for font in build(PAGE, pdf_theme=theme).reader.pages[2]["/Resources"]["/Font"].values()
    ]
    assert any("NotoSansMono" in name for name in fonts)


def test_a_file_that_is_no_font_is_told(build, tmp_path):
    """By its name, and ours are used."""
    (tmp_path / "bad.ttf").write_text("no font")
    built = build(PAGE, pdf_theme={"fonts": str(tmp_path)})
    assert "pdf_theme: bad.ttf is not a font" in built.warnings


def test_a_template_of_the_project_replaces_ours(build):
    """It reads the same values, and can use the same forms; a change of it shows."""
    head = '#import "style.typ": *\n#import "nodes.typ": layout\n#set document(title: content.title)\n'
    own = head + "#set text(font: book, fallback: false)\n#layout(content.body)\nOwn look"
    built = build(PAGE, {"own.typ": own}, pdf_template="own.typ")
    assert built.text().startswith("Page See one1")
    assert "Own look" in built.text()
    assert "New look" in build(PAGE, {"own.typ": own.replace("Own", "New")}, pdf_template="own.typ").text()


def test_standards_hold_with_attachments(build, assert_valid):
    """PDF/UA-1 and PDF/A-3a together, by a validator, and the data can be taken out."""
    built = build(PAGE, {"data.csv": "a,b\n"}, pdf_attachments=["data.csv"])
    assert built.warnings == ""
    assert_valid(built.pdf)
    with pikepdf.open(built.pdf) as pdf:
        assert pdf.attachments["data.csv"].get_file().read_bytes() == b"a,b\n"
        assert pdf.attachments["data.csv"].get_file().mime_type == "text/csv"


def test_a_standard_can_be_chosen(build):
    """Without PDF/A there is no such claim in the metadata."""
    assert b"pdfaid" not in build(PAGE, pdf_standards=["ua-1"]).pdf.read_bytes()


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("paper", "a5", "give one of a4, us-letter"),
        ("show_urls", "yes", "give one of footnote, inline, no"),
        ("standards", ["ua-2"], "give one of ua-1, a-1a"),
        ("template", "none.typ", "there is no file 'none.typ'"),
        ("attachments", ["none.csv"], "there is no file 'none.csv'"),
        (
            "theme",
            {"color": "#000000"},
            "there is no option 'color'; there are accent, muted, logo, logo_alt, cover, fonts",
        ),
        ("theme", {"accent": "red"}, "give accent as #rrggbb, not 'red'"),
        ("theme", {"accent": "#ff8800"}, "accent #ff8800 has a contrast of 2.4 on white, and needs 4.5"),
        ("theme", {"logo": "page.rst"}, "a logo needs a description, logo_alt"),
        ("theme", {"logo": "none.svg"}, "there is no file 'none.svg'"),
        ("theme", {"logo": 1}, "logo is 1, and should be a str"),
        ("theme", {"cover": "no"}, "cover is 'no', and should be a bool"),
        ("theme", {"muted": "#aaaaaa"}, "muted #aaaaaa has a contrast of 2.3 on white, and needs 4.5"),
        ("theme", {"fonts": "none"}, "there is no folder 'none'"),
        ("theme", {"serif": "Comic"}, "there is no font family 'Comic'; there are IBM Plex Sans Arabic, IBM Plex"),
    ],
)
def test_a_wrong_value_is_told_and_the_default_used(build, setting, value, reason):
    """One line that names the setting and what is allowed."""
    built = build(PAGE, **{f"pdf_{setting}": value})
    (line,) = built.warnings.splitlines()
    assert line == f"WARNING: pdf_{setting}: {line.partition(': ')[2].partition(': ')[2]}"
    assert reason in line
    assert line.endswith("the default is used [pdf.config]")
    assert built.pdf.is_file()
