"""Fonts are a chain: what the first lack is in those of the project's folder and of installed packages."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_amiri  # type: ignore[import-untyped]
import fontpkg_frank_ruhl_libre  # type: ignore[import-untyped]
import pikepdf
import pytest
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]
from tests.support.pdf import text_by_pdfium

from sphinx_pdf.fonts import EXTRAS, FOLDER, PACKAGES, FontChain, covered_code_points, font_families, scale_of_letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from tests.support.pdf import BuildProject

HEBREW, HAN = "שלום עולם", "港口中文"
#: With ligatures, vowel signs, hamza seats and Persian letters.
ARABIC = "السلام الإلكترونية مَدرسة هيئة المعلومات بهتر کلاس گلستان لا في على"


def font_of(package: ModuleType, pattern: str) -> Path:
    """Return a font file of an installed package."""
    return next(Path(str(files(package))).rglob(pattern))


def rename(font: TTFont, family: str) -> TTFont:
    """Return a font with another family name."""
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
    return font


def fonts_in(pdf: Path) -> set[str]:
    """Return the names of the fonts embedded in a PDF."""
    with pikepdf.open(pdf) as document:
        objects = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return {str(item.FontName).partition("+")[2] for item in objects if "/FontName" in item}


def test_installed_package_supplies_missing_letters(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """Nothing is set for it; a document that has no such letters does not have the font."""
    built = build(f"Page\n====\n\nText {HEBREW} **{HEBREW}**\n")
    assert built.warnings == ""
    assert {name for name in fonts_in(built.pdf) if "Ruhl" in name}
    assert_valid(built.pdf)
    assert not {name for name in fonts_in(build("Page\n====\n\nText\n").pdf) if "Ruhl" in name}


def test_every_family_of_the_folder_supplies_letters(build: BuildProject, tmp_path: Path) -> None:
    """No family is named; a collection is read too, and comes before installed packages."""
    collection = TTCollection()
    collection.fonts = [
        rename(TTFont(font_of(fontpkg_frank_ruhl_libre, "*.ttf")), "Own Hebrew"),
        rename(TTFont(font_of(fontpkg_amiri, "Amiri-Bold.ttf")), "Own Arabic"),
    ]
    own = tmp_path / "source/own"
    own.mkdir(parents=True)
    collection.save(own / "both.ttc")
    assert {"Own Hebrew", "Own Arabic"} <= set(font_families(own))
    chain = FontChain(own, (), (), "en")
    assert (ord("ש") in chain, chain.used) == (True, ["Own Hebrew"])
    built = build(f"Page\n====\n\nText {HEBREW}\n", pdf_theme={"fonts": "own"})
    assert built.warnings == ""
    assert HEBREW.split()[0] in built.text() or HEBREW.split()[0][::-1] in built.text()


def test_fallback_of_the_theme_is_an_order(build: BuildProject) -> None:
    """Other families are then not used."""
    built = build(f"Page\n====\n\nText {HEBREW}\n", pdf_theme={"fallback": ["Amiri"]})
    assert "of the script Hebrew" in built.warnings
    assert "Install sphinx-milestones[pdf-hebrew]" in built.warnings
    unknown = build("Page\n====\n", pdf_theme={"fallback": ["Amri"]}).warnings
    assert "font family not found: 'Amri'; did you mean Amiri?" in unknown or "'Amri'" in unknown


def test_arabic_is_extracted_as_written(build: BuildProject) -> None:
    """The ligatures of the font of the package are extracted in the wrong order, those of Amiri are not."""
    built = build(f"Page\n====\n\n{ARABIC}\n", language="ar", pdf_theme={"arabic": "Amiri"})
    assert built.warnings == ""
    found = text_by_pdfium(built.pdf, -1)
    assert [word for word in ARABIC.split() if word not in found] == []
    assert "Amiri-Regular" in fonts_in(built.pdf)


def test_missing_letters_are_reported_once_for_each_script(build: BuildProject) -> None:
    """The message is at the first, with some of them, and what to do."""
    page = f"Page\n====\n\nText\n\n{HAN}\n\n{HAN[::-1]} ქართული\n\nEnd {HAN}\n"
    built = build(page, pdf_theme={"fallback": ["Amiri"]})
    han, georgian = sorted(built.warnings.splitlines(), key=lambda line: "Georgian" in line)
    assert "page.rst:6: WARNING: no font has U+4E2D (CJK UNIFIED IDEOGRAPH-4E2D), " in han
    assert " and 1 more of the script Han; replaced by �. Install sphinx-milestones[pdf-cjk], or put a font" in han
    assert "page.rst:8" in georgian
    assert "Put a font that has them into the folder of pdf_theme['fonts']" in georgian


def test_pdf_that_could_not_be_read_is_an_error(build: BuildProject) -> None:
    """It would be declared accessible, and have no letters. That of an earlier build is deleted."""
    assert build("Page\n====\n\nText\n").names == ["register.pdf"]
    built = build(f"Page\n====\n\n{HAN * 20}\n", pdf_theme={"fallback": ["Amiri"]})
    assert (built.code, built.names) == (1, [])
    assert "could not make register.pdf: no font has " in built.warnings
    assert "Install sphinx-milestones[pdf-cjk]" in built.warnings


def test_emoji_is_shown_as_its_name(build: BuildProject) -> None:
    """Some signs have a glyph."""
    built = build("Page\n====\n\nReady \U0001f680 and \u2764 \u2728\n")
    assert "Ready [rocket] and \u2764 [sparkles]" in built.text()
    assert built.warnings.count("WARNING") == 1
    assert "no font has U+2728 (SPARKLES), U+1F680 (ROCKET); shown as names" in built.warnings


@pytest.mark.parametrize(
    ("language", "family"),
    [("en", "SC"), ("zh_CN", "SC"), ("zh_TW", "TC"), ("zh_HK", "HK"), ("ja", "JP"), ("ko", "KR"), ("ko_KR", "KR")],
)
def test_chinese_letters_have_the_shapes_of_the_language(tmp_path: Path, language: str, family: str) -> None:
    """One of the families for all languages is used."""
    names = [f"Noto Sans{mono} CJK {region}" for mono in (" Mono", "") for region in ("HK", "JP", "KR", "SC", "TC")]
    for number, name in enumerate(names):
        font = rename(TTFont(FOLDER / "IBMPlexSerif-Regular.ttf"), name)
        for table in font["cmap"].tables:
            table.cmap = {ord("口"): "a"}
        font.save(tmp_path / f"{number}.ttf")
    chain = FontChain(tmp_path, (), (), language)
    assert ord("口") in chain
    assert chain.used == [f"Noto Sans CJK {family}"]


def test_extras_install_the_packages_that_are_looked_for() -> None:
    """Each extra has the fonts of its scripts, and each package is in one."""
    pyproject = Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8")
    extras = re.findall(r"^(pdf-\w+) = \[(.*?)\]$", pyproject, re.MULTILINE | re.DOTALL)
    assert {name for name, _packages in extras} == set(EXTRAS.values())
    packages = [name.replace("-", "_") for _name, text in extras for name in re.findall(r'"([\w-]+)>=', text)]
    assert sorted(packages) == sorted(PACKAGES)


def test_code_points_of_a_family_are_those_of_all_its_styles() -> None:
    """Controls are not among them."""
    assert ord("ß") in covered_code_points()
    assert not covered_code_points() & {0x0A, 0x7F, 0xFEFF}


def test_small_letters_are_set_larger() -> None:
    """Those of a face in the style of Naskh are a fifth smaller than those of the package; a scale is at most 1.2."""
    assert scale_of_letters("Amiri") == pytest.approx(1.19, abs=0.01)
    assert scale_of_letters("IBM Plex Sans Arabic") == 1
