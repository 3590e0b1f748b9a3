"""The fonts of the package, of a project and of installed font packages, and the characters that they cover."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import __

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # Imported by the functions that need it: a project that makes no PDF does without it.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

#: Some fonts map these to an empty glyph, which Typst refuses.
CONTROLS = frozenset([*range(0x20), *range(0x7F, 0xA0), 0xFEFF])
#: The fonts of the package.
FOLDER = Path(__file__).parent / "fonts"
#: The height of an x in IBM Plex Sans, in its own size.
X_HEIGHT = 0.516
#: The Python packages whose fonts supply characters that all others lack, in order; ``pyproject.toml`` has extras.
PACKAGES = (
    "fontpkg_amiri",
    "fontpkg_frank_ruhl_libre",
    "fontpkg_noto_sans_devanagari",
    "fontpkg_hind_siliguri",
    "fontpkg_noto_sans_tamil",
    "fontpkg_noto_sans_telugu",
    "fontpkg_noto_sans_thai",
    "noto_cjk_sans_otc",
)
#: A family for Arabic, and a letter of its.
SEARCHABLE_ARABIC, ARABIC_LETTER = "Amiri", 0x628
#: The extra for each script, by its ISO 15924 code.
EXTRAS = {
    **dict.fromkeys(["Arab"], "pdf-arabic"),
    **dict.fromkeys(["Hani", "Hira", "Kana", "Hang", "Bopo"], "pdf-cjk"),
    **dict.fromkeys(["Hebr"], "pdf-hebrew"),
    **dict.fromkeys(["Deva", "Beng", "Taml", "Telu"], "pdf-indic"),
    **dict.fromkeys(["Thai"], "pdf-thai"),
}
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}


@cache
def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files in a folder and below it, in a stable order."""
    return tuple(file for file in sorted(folder.rglob("*")) if file.suffix.lower() in SUFFIXES)


@cache
def package_folders() -> tuple[Path, ...]:
    """Return the folders of the installed font packages."""
    specs = [spec for name in PACKAGES if (spec := find_spec(name))]
    return tuple(Path(folder) for spec in specs for folder in spec.submodule_search_locations or ())


@cache
def _faces(folder: Path) -> dict[str, list[tuple[Path, int]]]:
    """Return the faces of each family in a folder: a file, and a number in it.

    :raises ValueError: for a file that is not a font.
    """
    from fontTools.ttLib import TTLibError

    faces: dict[str, list[tuple[Path, int]]] = {}
    for file in font_files(folder):
        try:
            for number, font in enumerate(_open(file)):
                faces.setdefault(font["name"].getBestFamilyName(), []).append((file, number))
        except (TTLibError, KeyError) as error:
            raise ValueError(__("%s is not a font: %s") % (file.name, error)) from error
    return faces


def _open(file: Path) -> Iterator[TTFont]:
    """Yield the fonts of a file, which may be a collection."""
    from fontTools.ttLib import TTCollection, TTFont

    with file.open("rb") as content:
        if file.suffix.lower() in {".ttc", ".otc"}:
            yield from TTCollection(content, lazy=True).fonts
        else:
            yield TTFont(content, lazy=True)


@cache
def _points(folder: Path, family: str) -> frozenset[int]:
    """Return the code points that a family in a folder can show in all of its styles."""
    points = []
    for file, number in _faces(folder)[family]:
        points += [frozenset(font.getBestCmap()) for n, font in enumerate(_open(file)) if n == number]
    return frozenset.intersection(*points) - CONTROLS


def scale_of_letters(family: str, own: Path | None = None) -> float:
    """Return how much larger text must be in a family for letters as large as in that of the package, at most 1.2."""
    file, number = _faces(font_families(own)[family])[family][0]
    heights = [getattr(font["OS/2"], "sxHeight", 0) / font["head"].unitsPerEm for font in _open(file)]
    return round(min(max(X_HEIGHT / heights[number], 1), 1.2), 2) if heights[number] else 1


def arabic_family(others: Iterable[str], own: Path | None = None) -> str:
    """Return the family for Arabic letters if a project names none: Amiri, unless it is not installed or *others* do.

    All that is set in Amiri is found in a PDF; ligatures of the family of the package are extracted in another order.
    """
    families = font_families(own)
    named = any(ARABIC_LETTER in _points(families[name], name) for name in others if name)
    return "" if named or SEARCHABLE_ARABIC not in families else SEARCHABLE_ARABIC


def font_families(own: Path | None = None) -> dict[str, Path]:
    """Return the folder of each family: of a project's *own* folder, of the package, and of installed font packages.

    :raises ValueError: for a file that is not a font.
    """
    families: dict[str, Path] = {}
    for folder in (*filter(None, [own]), FOLDER, *package_folders()):
        for name in _faces(folder):
            families.setdefault(name, folder)
    return families


def covered_code_points(families: Iterable[str] = (), own: Path | None = None) -> frozenset[int]:
    """Return the code points that the *families*, or those of the package, can show."""
    folders = font_families(own)
    return frozenset().union(*(_points(folders[name], name) for name in {*families, *_faces(FOLDER)}))


def script_of(char: str) -> tuple[str, str]:
    """Return the ISO 15924 code of the script of a character, and its name; no name for what all scripts share."""
    from fontTools import unicodedata  # type: ignore[import-untyped]

    code = unicodedata.script(char)
    return code, "" if code in ("Zyyy", "Zinh", "Zzzz") else unicodedata.script_name(code)


class FontChain:
    """The code points that the fonts of a PDF can show; what the first fonts lack is looked up in others, in order."""

    def __init__(self, own: Path | None, chosen: Iterable[str], fallbacks: Iterable[str], language: str) -> None:
        """Prepare for the *chosen* families and those of the package, then *fallbacks*.

        Without *fallbacks*, these are the others of a project's *own* folder and of installed font packages.
        """
        self._folders = font_families(own)
        self._covered = covered_code_points(chosen, own)
        others = fallbacks or (name for name in self._folders if _is_fallback(name, language))
        self._unused = [name for name in others if name not in {*chosen, *_faces(FOLDER)}]
        #: The fallbacks that are needed.
        self.used: list[str] = []

    def __contains__(self, point: object) -> bool:
        """Return whether a font can show a code point; the first fallback that can is used from now on."""
        while point not in self._covered:
            found = next((name for name in self._unused if point in _points(self._folders[name], name)), None)
            if found is None:
                return False
            self._unused.remove(found)
            self.used.append(found)
            self._covered |= _points(self._folders[found], found)
        return True


def _is_fallback(family: str, language: str) -> bool:
    """Return whether a family suits a language: of those for Chinese, Japanese and Korean, one is enough."""
    stem, is_regional, region = family.rpartition(" CJK ")
    regions = {"ja": "JP", "ko": "KR", "zh_TW": "TC", "zh_Hant": "TC", "zh_HK": "HK"}
    wanted = regions.get(language) or regions.get(language.partition("_")[0], "SC")
    return not is_regional or (region == wanted and not stem.endswith("Mono"))
