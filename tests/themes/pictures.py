"""The pictures of the themes in the manual: `nox -s theme_pictures` takes them anew."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from tests.support.browser import chromium
from tests.support.project import ROOT
from tests.themes.building import THEMES, build

PICTURES = ROOT / "ext/manual/themes"
WINDOW, SIZE = {"width": 1200, "height": 1050}, (720, 630)


def main() -> None:
    """Write a picture of the first page in each theme."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW, color_scheme="light")  # type: ignore[arg-type]
        for theme in THEMES:
            page.goto((build(Path(folder), theme) / "index.html").as_uri())
            page.evaluate("document.fonts.ready")
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
            picture.save(PICTURES / f"{theme.replace('_', '-')}.webp", quality=60, method=6)
        browser.close()


if __name__ == "__main__":
    main()
