"""Configuration of the site: the register of the Kingdom of Bahrain."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.application import Sphinx
from sphinx.config import Config

ROOT = Path(__file__).parent


def compile_catalogues(source: Path, output: Path) -> Path:
    """Compile each message catalogue below *source* that has changed, and return *output*."""
    for path in source.glob("*/LC_MESSAGES/*.po"):
        content = BytesIO()
        write_mo(content, read_po(BytesIO(path.read_bytes())))
        compiled = output / path.relative_to(source).with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != content.getvalue():
            compiled.parent.mkdir(parents=True, exist_ok=True)
            compiled.write_bytes(content.getvalue())
    return output


project = "International Digital Twinning Milestones of the Kingdom of Bahrain"
author = "Contributors to the register"
copyright = "the contributors to this register"  # noqa: A001 - Sphinx's own name
version = release = "2026.11"
today = "23 November 2026"  # the last review of all entries; also dates PDFs without a git history
language = "en_GB"
locale_dirs = [str(compile_catalogues(ROOT / "docs/locale", ROOT / "_build/locale"))]
gettext_auto_build = False  # it would write to docs

extensions = ["myst_parser", "sphinx_design", "sphinx_milestones", "sphinx_pdf", "sphinx_web_fonts"]
exclude_patterns = ["_static", "_templates"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]

milestones_host = "iga"
milestones_host_label = {"en": "For Bahrain", "ar": "عن البحرين"}  # who was responsible, wherever it took place
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
pdf_theme = {"accent": "#8a1c2f", "serif": "IBM Plex Sans Arabic"}

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
    """Add what the templates need beside Sphinx's own."""
    app.connect("html-collect-pages", pages_for_a_server)
    app.connect("config-inited", set_language, priority=0)
    app.connect("html-page-context", add_translation)


def pages_for_a_server(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Name, context and template of each."""
    return [] if app.builder.name == "epub" else [("404", {}, "404.html")]


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
        "status": "سجل مستقل أُعدّ من مصادر عامة",
        "release": f"المراجعة {release}",
    },
    "html_title": "محطات التوأمة الرقمية الدولية",
    "html_short_title": "محطات التوأمة الرقمية",
    "milestones_pdf": "_build/pdf/ar/milestones.pdf",
    "milestones_search_languages": ["en"],
}


def set_language(_app: Sphinx, config: Config) -> None:
    """Set the texts in the language of the build, and the address at which the site begins, if it is known."""
    base = config.html_baseurl.rstrip("/") + "/" if config.html_baseurl else ""
    arabic = config.language.startswith("ar")
    if arabic:
        for name, value in ARABIC.items():
            setattr(config, name, value)
        with suppress(ValueError):
            reviewed = datetime.strptime(today, "%d %B %Y")  # noqa: DTZ007 - a day without a time
            config.today = format_date(reviewed, "d MMMM y", "ar")
        config.html_baseurl = f"{base}ar/" if base else ""
    cover = config.pdf_cover
    texts = {"institution": cover["institution"], "status": f"{cover['status']}."}
    config.html_context |= {"base_url": base, "today": config.today, **texts}


def add_translation(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give templates the address of the same page in the other language; a server shows some pages at any address."""
    arabic = app.config.language.startswith("ar")
    address = context["content_root"] + ("../" if arabic else "ar/") + app.builder.get_target_uri(pagename)
    context["translation"] = ("en", "English", address) if arabic else ("ar", "العربية", address)
