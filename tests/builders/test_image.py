"""The image of a milestone: a figure with alternative text and credit in each kind of output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.project import MILESTONE, ROOT, year_page

from sphinx_milestones import load

if TYPE_CHECKING:
    from tests.support.project import Project

PICTURE = ROOT / "ext/manual/example/images/book-route.png"
LINES = ":image: route.png\n:alt: A sketch of two isles.\n:credit: Home Office, CC0\n"
WITH_IMAGE = MILESTONE.replace(":sources: page\n", f":sources: page\n{LINES}")


def test_an_image_in_a_site(project: Project) -> None:
    """Its file is copied; page, data and search engines have it with its texts, which are apart from the body."""
    project.write("years/2024.md", year_page(WITH_IMAGE))
    project.write("years/route.png", PICTURE.read_bytes())
    project.write(
        "data/kinds.toml", (project.root / "data/kinds.toml").read_text().replace("visit]", "visit]\nevent = true")
    )
    with (project.root / "conf.py").open("a") as file:
        file.write('html_baseurl = "https://example.org/"\n')
    built = project.build()
    assert built.warnings == []
    page = built.read("years/2024.html")
    assert '<img alt="A sketch of two isles." src="../_images/route.png"' in page
    body = page[page.index('class="ms-facts"') :]
    assert body.index("Home Authority") < body.index("Home Office, CC0") < body.index("Body text.")
    assert (built.outdir / "_images/route.png").read_bytes() == PICTURE.read_bytes()
    record = json.loads(built.read("data/milestones.json"))["milestones"][0]
    assert [record[name] for name in ("image", "image_address", "alt", "credit", "text")] == [
        "route.png",
        "https://example.org/_images/route.png",
        {"en": "A sketch of two isles."},
        {"en": "Home Office, CC0"},
        {"en": "Body text."},
    ]
    image = {"@type": "ImageObject", "contentUrl": "https://example.org/_images/route.png"}
    image |= {"caption": "A sketch of two isles.", "creditText": "Home Office, CC0"}
    assert f'"image": {json.dumps(image)}' in page


def test_a_missing_image_is_reported_until_it_is_there(project: Project) -> None:
    """By a build and by `load`, in the same words; the page is built again once the file is there."""
    project.write("years/2024.md", year_page(WITH_IMAGE))
    (warning,) = project.build("text").warnings
    assert "milestone “2024-first”, :image: image “route.png” not found." in warning
    (problem,) = load(project.root).problems
    assert problem.message in warning
    project.write("years/route.png", PICTURE.read_bytes())
    built = project.build("text")
    assert built.warnings == []
    text = built.read("years/2024.txt")
    assert "[image: A sketch of two isles.]" in text
    assert "Home Office, CC0" in text
