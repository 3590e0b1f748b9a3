"""Configuration of the site: the register of the Kingdom of Bahrain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import fontpkg_amiri  # type: ignore[import-untyped]
from babel.dates import format_date
from sphinx.application import Sphinx
from sphinx.config import Config

ROOT = Path(__file__).parent


def copy_catalogues(source: Path, output: Path) -> Path:
    """Copy each message catalogue that has changed, and return *output*: Sphinx compiles them where they are."""
    for left in output.glob("*/LC_MESSAGES/*.?o"):
        if not (source / left.relative_to(output)).with_suffix(".po").exists():
            left.unlink()
    for path in source.glob("*/LC_MESSAGES/*.po"):
        copied = output / path.relative_to(source)
        if not copied.exists() or copied.read_bytes() != path.read_bytes():
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(path.read_bytes())
    return output


project = "International Digital Twinning Milestones of the Kingdom of Bahrain"
author = "Contributors to the register"
copyright = "the contributors to this register"  # noqa: A001 - Sphinx's own name
version = release = "2026.11"
today = "23 November 2026"  # the last review of all entries; also dates PDFs without a git history
language = "en_GB"
locale_dirs = [str(copy_catalogues(ROOT / "docs/locale", ROOT / "_build/locale"))]  # nothing is written to docs

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinx_milestones",
    "sphinx_pdf",
    "sphinx_web_fonts",
    "sphinx_arabic_search",
]
exclude_patterns = ["_static", "_templates"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]

milestones_host = "iga"
milestones_host_label = {"en": "For Bahrain", "ar": "من جانب البحرين"}  # who was responsible, wherever it took place
milestones_languages = ["en", "ar"]  # of its data files
milestones_search_languages = ["ar"]  # which many of its readers read
milestones_headers = True
milestones_pdf = "_build/pdf/milestones.pdf"
milestones_editions = ["year", "year-full", "partner", "partner-full"]
pdf_documents = [("index", "milestones.pdf", "How Bahrain shares its digital government experience", author)]
pdf_cover = {
    "institution": "Kingdom of Bahrain · digital government",
    "status": "An independent register made from public sources",
    "release": f"Revision {release}",
}
pdf_show_urls = "short"
pdf_theme = {"accent": "#8a1c2f", "links": "", "serif": "IBM Plex Sans Arabic"}

web_fonts = ["IBM Plex Sans", "IBM Plex Sans Arabic"]

templates_path = ["docs/_templates"]
html_theme = "furo"
html_title = "International Digital Twinning Milestones"
html_short_title = "Digital Twinning Milestones"
html_static_path = ["docs/_static"]
html_css_files = ["site.css"]
html_js_files = [("results.js", {"defer": "defer"})]
html_favicon = "docs/_static/icon.svg"
html_use_index = False
html_copy_source = False
html_show_sphinx = False
sitemap_url_scheme = "{link}"
sitemap_excludes = ["404.html", "search.html"]
html_theme_options = {
    "light_css_variables": {
        "font-stack": "var(--web-fonts)",
        "color-background-primary": "#fff",
        "color-foreground-primary": "#1c1917",
        "color-foreground-secondary": "#655c55",
        "color-background-border": "#d9d1c7",
        "color-brand-primary": "#8a1c2f",
        "color-brand-content": "#8a1c2f",
        "color-brand-visited": "#6a3a68",
        "color-link-underline": "#b26a76",
        "color-link-underline--visited": "#9a7399",
        "color-band": "#f4efe8",
        "ms-mark-circle": "#8a1c2f",
        "ms-mark-square": "#0f6b6b",
        "ms-mark-diamond": "#946000",
        "ms-mark-ring": "#34497f",
    },
    "dark_css_variables": {
        "color-background-primary": "#171413",
        "color-foreground-primary": "#ece6df",
        "color-foreground-secondary": "#b3a99f",
        "color-background-border": "#443d38",
        "color-brand-primary": "#f2a7b0",
        "color-brand-content": "#f2a7b0",
        "color-brand-visited": "#cfa6d6",
        "color-link-underline": "#a5717a",
        "color-link-underline--visited": "#8f7394",
        "color-band": "#231e1b",
        "ms-mark-circle": "#e9808e",
        "ms-mark-square": "#56b5b5",
        "ms-mark-diamond": "#dba84a",
        "ms-mark-ring": "#94ade0",
    },
}


def setup(app: Sphinx) -> None:
    """Add what the templates need, and a list of the pages for search engines if the address of the site is known."""
    app.connect("html-collect-pages", pages_for_a_server)
    app.connect("config-inited", set_language, priority=0)
    app.connect("html-page-context", add_translation)
    app.connect("html-page-context", add_description)
    app.connect("build-finished", write_robots)
    if app.config.html_baseurl:
        app.setup_extension("sphinx_sitemap")


def pages_for_a_server(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Name, context and template of each."""
    return [] if app.builder.name == "epub" or is_arabic(app.config) else [("404", {}, "404.html")]


# Settings with text, in the other language of the site.
ARABIC = {
    "project": "محطات التوأمة الرقمية الدولية لمملكة البحرين",
    "author": "المساهمون في السجل",
    "copyright": "المساهمون في هذا السجل",
    "pdf_documents": [
        ("index", "milestones.pdf", "كيف تشارك البحرين تجربتها في الحكومة الرقمية", "المساهمون في السجل"),
    ],
    "pdf_cover": {
        "institution": "مملكة البحرين · الحكومة الرقمية",
        "status": "سجل مستقل أعد من مصادر عامة",
        "release": f"الإصدار {release}",
    },
    # Readers of PDFs find and copy every word that is set in it; of the web's font, they lose most.
    "pdf_theme": {
        **pdf_theme,
        "fonts": str(Path(fontpkg_amiri.__file__).parent / "files"),
        "serif": "Amiri",
        "sans": "Amiri",
    },
    "html_title": "محطات التوأمة الرقمية الدولية",
    "html_short_title": "محطات التوأمة الرقمية",
    "milestones_pdf": "_build/pdf/ar/milestones.pdf",
    "milestones_search_languages": ["en"],
}


def set_language(_app: Sphinx, config: Config) -> None:
    """Set the texts in the language of the build, and the address at which the site begins, if it is known."""
    base = config.html_baseurl.rstrip("/") + "/" if config.html_baseurl else ""
    if is_arabic(config):
        for name, value in ARABIC.items():
            setattr(config, name, value)
        with suppress(ValueError):
            reviewed = datetime.strptime(today, "%d %B %Y")  # noqa: DTZ007 - a day without a time
            config.today = format_date(reviewed, "d MMMM y", "ar")
    config.html_baseurl = f"{base}ar/" if base and is_arabic(config) else base
    cover = config.pdf_cover
    texts = {"institution": cover["institution"], "status": f"{cover['status']}."}
    config.html_context |= {"base_url": base, "today": config.today, **texts}


def add_translation(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give templates the language of the text of a page, and the language, name and address of its translation."""
    arabic = is_arabic(app.config)
    progress = (doctree or {}).get("translation_progress", {"translated": 1})
    context["language_of_text"] = (context.get("meta") or {}).get("language") or (
        "ar" if arabic and progress["translated"] else "en"
    )
    if app.builder.name in ("html", "dirhtml"):
        page = app.builder.get_target_uri(pagename)
        address = context["content_root"] + ("../" if arabic else "ar/") + page
        context["translation"] = ("en", "English", address) if arabic else ("ar", "العربية", address)
        context["translation_url"] = context["base_url"] + ("" if arabic else "ar/") + page


def add_description(_app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Give templates the description of a page that has one of its own."""
    found = re.search(r'<meta (?=[^>]*name="description")[^>]*content="([^"]*)"', context.get("metatags") or "")
    context["description"] = unescape(found[1]) if found else ""


def write_robots(app: Sphinx, exception: Exception | None) -> None:
    """Name the sitemaps of both languages to search engines, which look for this file at the root of a server."""
    base = app.config.html_context["base_url"]
    if base and exception is None and app.builder.name in ("html", "dirhtml") and not is_arabic(app.config):
        sitemaps = "".join(f"Sitemap: {base}{folder}sitemap.xml\n" for folder in ("", "ar/"))
        Path(app.outdir, "robots.txt").write_text(f"User-agent: *\nAllow: /\n\n{sitemaps}", encoding="utf-8")


def is_arabic(config: Config) -> bool:
    """Return whether this is the build in Arabic."""
    return str(config.language).startswith("ar")
