"""The fonts of a site, as a build writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from sphinx.errors import ConfigError
from tests.support.html_pages import Pages
from tests.support.project import Build
from tests.web_fonts.conftest import Make, maker
from tests.web_fonts.font_package import FAMILY, write_font_package

FAMILIES = ["Noto Sans", "Noto Sans Arabic"]
QUICK = [FAMILY]  # has simple letters, and nothing to interpolate


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The project with both families, built once."""
    return maker(tmp_path_factory.mktemp("both"))(web_fonts=FAMILIES)


@pytest.fixture
def quick(packages: Path) -> None:
    """Install a family of four files whose letters are squares: to cut them takes no time."""
    write_font_package(packages, scripts=("latin", "arabic"), weights=(300, 400, 600, 700))


def fonts(build: Build) -> dict[str, bytes]:
    """The files of the fonts by name."""
    return {path.name: path.read_bytes() for path in sorted((build.outdir / "_static/web-fonts").glob("*.woff2"))}


def faces(build: Build) -> list[dict[str, str]]:
    """The declarations of each face in the style sheet that has a file."""
    rules = re.findall(r"@font-face \{(.*?)\}", build.read("_static/web-fonts/web-fonts.css"), re.DOTALL)
    found = [dict(re.findall(r"([\w-]+): ([^;]+);", rule)) for rule in rules]
    return [face for face in found if "url(" in face["src"]]


def points(unicode_range: str) -> set[int]:
    """The code points of a range of a style sheet."""
    found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", unicode_range)
    return {point for first, last in found for point in range(int(first, 16), int(last or first, 16) + 1)}


def test_each_face_has_its_file_and_the_letters_that_it_names(built: Build) -> None:
    """The style sheet is on each page; its files are WOFF2 with the letters and weights of their rules."""
    assert built.warnings == []
    sheets = [link.attributes["href"] for link in Pages(built.outdir)["index.html"].all("link")]
    assert [sheet.partition("?")[0] for sheet in sheets if "web-fonts" in sheet] == ["_static/web-fonts/web-fonts.css"]
    named = {}
    for face in faces(built):
        (name,) = re.findall(r'url\("(.+?)"\) format\("woff2"\)', face["src"])
        named[name] = face
        with TTFont(built.outdir / "_static/web-fonts" / name) as font:
            covered = set(font.getBestCmap())
            assert font.flavor == "woff2"
            assert covered <= points(face["unicode-range"])
            assert len(covered) > 0.8 * len(points(face["unicode-range"]))
            axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
        assert axes == [("wght", 400, 600)]
        assert face["font-weight"] == "400 600"
        assert face["font-display"] == "swap"
    assert named.keys() == fonts(built).keys()


def test_a_script_comes_from_the_first_family_that_has_it(built: Build) -> None:
    """Letters of a later family are not served again; it has those that the first lacks."""
    served = {(face["font-family"], frozenset(points(face["unicode-range"]))) for face in faces(built)}
    families = {chr(point): family for family, covered in served for point in covered}
    assert families["a"] == families["ş"] == families["λ"] == families["ж"] == '"Noto Sans"'
    assert families["ع"] == '"Noto Sans Arabic"'
    assert sum(len(covered) for _, covered in served) == len(families)


def test_text_is_in_the_families_and_in_one_of_their_size_until_they_are_loaded(built: Build) -> None:
    """The custom property has them in order, then a local font with their metrics."""
    sheet = built.read("_static/web-fonts/web-fonts.css")
    (stack,) = re.findall(r":root \{ --web-fonts: (.+?); \}", sheet)
    names = stack.split(", ")
    assert names[:2] == [f'"{name}"' for name in FAMILIES]
    assert names[-1] == "sans-serif"
    rules = re.findall(rf"font-family: {names[2]}; font-weight: (\d+); src: local(.+?)\}}", sheet, re.DOTALL)
    assert [weight for weight, _ in rules] == ["400", "600"]
    for _, rule in rules:
        size, ascent, descent = (
            float(re.findall(rf"{name}: ([\d.]+)%", rule)[0])
            for name in ("size-adjust", "ascent-override", "descent-override")
        )
        assert 90 < size < 120
        assert ascent * size / 1e4 == pytest.approx(1.069, abs=0.001)  # of Noto Sans, in ems
        assert descent * size / 1e4 == pytest.approx(0.293, abs=0.001)


def test_a_family_without_a_variable_font_has_a_file_for_each_weight(make: Make) -> None:
    """The two weights that are chosen, and none between them."""
    build = make(web_fonts=["IBM Plex Sans Arabic"], web_font_weights=(300, 700))
    arabic = [face["font-weight"] for face in faces(build) if ord("ع") in points(face["unicode-range"])]
    assert arabic == ["300", "700"]


def test_one_weight_is_one_face(make: Make) -> None:
    """A variable font is cut to that weight."""
    build = make(web_fonts=["Noto Sans Arabic"], web_font_weights=(500, 500))
    assert {face["font-weight"] for face in faces(build)} == {"500"}
    for path in (build.outdir / "_static/web-fonts").glob("*.woff2"):
        with TTFont(path) as font:
            assert "fvar" not in font


@pytest.mark.usefixtures("quick")
def test_the_same_fonts_are_the_same_bytes(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of the same settings give the same files on any day; a second one in a folder writes none again."""
    build = make(web_fonts=QUICK)
    before, sheet = fonts(build), build.read("_static/web-fonts/web-fonts.css")
    written = {path: path.stat().st_mtime_ns for path in (build.outdir / "_static/web-fonts").glob("*.woff2")}
    made_when = (build.outdir / "_static/web-fonts/web-fonts.css").stat().st_mtime_ns
    make(web_fonts=QUICK)
    assert {path: path.stat().st_mtime_ns for path in (build.outdir / "_static/web-fonts").glob("*.woff2")} == written
    assert (build.outdir / "_static/web-fonts/web-fonts.css").stat().st_mtime_ns == made_when
    (tmp_path / "_build/html").rename(tmp_path / "before")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # the day by which fontTools would date a file
    again = make(web_fonts=QUICK)
    assert (fonts(again), again.read("_static/web-fonts/web-fonts.css")) == (before, sheet)


@pytest.mark.usefixtures("quick")
def test_what_is_no_longer_used_is_removed(make: Make) -> None:
    """The file of another weight is another file, and the old one is deleted."""
    before = fonts(make(web_fonts=QUICK))
    build = make(web_fonts=QUICK, web_font_weights=(300, 600))
    after = fonts(build)
    assert len(after) == len(faces(build)) == len(before)
    assert sorted(name.split(".")[0] for name in after if name not in before) == [
        f"test-sans-{script}-300" for script in ("arabic", "latin")
    ]
    assert {name.split(".")[0] for name in before if name not in after} == {
        f"test-sans-{script}-400" for script in ("arabic", "latin")
    }


@pytest.mark.parametrize("builder", ["text", "xml", "epub", "latex"])
def test_only_pages_for_browsers_have_fonts(make: Make, builder: str) -> None:
    """Other builders write none, and do not look for packages."""
    build = make(builder, web_fonts=["No Such Font"])
    assert [line for line in build.warnings if "font" in line] == []
    assert not [path for path in build.outdir.rglob("*") if path.suffix == ".woff2" or path.name == "web-fonts.css"]


@pytest.mark.usefixtures("quick")
def test_without_the_setting_nothing_is_added(make: Make) -> None:
    """The extension alone changes no page, and leaves nothing of an earlier build with fonts."""
    for build in (make(), make(web_fonts=QUICK) and make()):
        assert "web-fonts" not in build.read("index.html")
        assert not (build.outdir / "_static/web-fonts").exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("setting", [[], QUICK])
def test_files_of_the_project_remain(make: Make, setting: list[str]) -> None:
    """Only files with names that the extension gives are deleted, even in its own folder."""
    static = make(web_fonts=QUICK).outdir / "_static"
    own = [static / "fonts/own.woff2", static / "web-fonts/own.woff2", static / "web-fonts/own-latin-400.woff2"]
    left = static / "web-fonts/test-sans-latin-400.0123456789.woff2.part"
    for path in (*own, left):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    make(web_fonts=setting)
    assert all(path.is_file() for path in own)
    assert not left.exists()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"web_fonts": ["No Such Font"]},
            (
                r"web_fonts: no installed package offers “No Such Font”\. Install it, as in "
                r"`pip install fontpkg-no-such-font`\. Installed: .*IBM Plex Sans, .*Noto Sans\b.*\."
            ),
        ),
        (
            {"web_fonts": "Noto Sans"},
            r"web_fonts: “Noto Sans” is a text\. Write a list, even of one family: \[“Noto Sans”\]\.",
        ),
        *(
            ({"web_fonts": names}, r"web_fonts: .+ is not a list of names of families, such as \[“Noto Sans”\]\.")
            for names in [[1], [None], [""], ["Noto Sans", ["Arimo"]], 5, {"Noto Sans"}]
        ),
        *(
            (
                {"web_fonts": ["Noto Sans"], "web_font_weights": weights},
                r"web_font_weights: .+ is not two weights, the lightest first, such as \(400, 600\)\.",
            )
            for weights in [(400,), (700, 400), ("400", "600"), [0, 400], 400, None]
        ),
        (
            {"web_fonts": ["Noto Sans"], "web_font_weights": (400, 950)},
            r"web_font_weights: “Noto Sans” has no weight 950\. It has: 100–900\.",
        ),
        (
            {"web_fonts": ["IBM Plex Sans Arabic"], "web_font_weights": (400, 650)},
            r"web_font_weights: “IBM Plex Sans Arabic” has no weight 650\. It has: 100, 200, 300, 400, 500, 600, 700\.",
        ),
    ],
)
def test_a_wrong_setting_is_reported(make: Make, settings: dict[str, object], message: str) -> None:
    """With what was found, what is allowed, and how to correct it; a missing package with the command to install it."""
    with pytest.raises(ConfigError) as raised:
        make(**settings)
    assert re.fullmatch(message, str(raised.value))
