"""The projects whose manuals are built: all have them in their source package on the package index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Project:
    """A manual in a source package."""

    #: The name and version on the package index, and the folder of ``conf.py`` in the package.
    release: str
    folder: str
    #: What makes it worth trying.
    kind: str
    #: What building it needs besides the package itself.
    needs: tuple[str, ...] = ()
    #: Settings of Sphinx, as ``name=value``.
    settings: tuple[str, ...] = ()


PROJECTS = (
    Project("sphinx==9.0.4", "doc", "cross-references", ("sphinxcontrib-websupport",)),
    Project(
        "rqalpha==6.4.2",
        "docs/source",
        "Chinese",
        ("nbsphinx", "sphinx-autodoc-typehints", "sphinx-rtd-theme", "noto-cjk-sans-otc", "ipykernel"),
    ),
    Project("django==5.2.19", "docs", "more than a thousand pages"),
    Project("sympy==1.13.3", "doc/src", "formulas, API", ("mpmath", "numpydoc", "matplotlib", "myst-parser", "furo")),
    Project("babel==2.19.0", "docs", "API"),
    Project(
        "attrs==26.1.0",
        "docs",
        "MyST and reStructuredText",
        ("myst-parser", "furo", "sphinx-notfound-page", "sphinxcontrib-towncrier", "towncrier"),
    ),
    Project("werkzeug==3.1.9", "docs", "API", ("Pallets-Sphinx-Themes", "sphinxcontrib-log-cabinet")),
    Project(
        "rinohtype==0.5.6", "doc", "manual of another PDF builder", ("sphinx-immaterial", "sphinxcontrib-autoprogram")
    ),
    Project(
        "nbsphinx==0.9.8",
        "doc",
        "notebooks",
        (
            "ipykernel",
            "nbconvert",
            "sphinxcontrib-bibtex",
            "sphinxcontrib-svg2pdfconverter",
            "sphinx-last-updated-by-git",
            "sphinx-codeautolink",
            "insipid-sphinx-theme",
        ),
    ),
    Project(
        "sphinx-needs==9.1.0",
        "docs",
        "an extension's own nodes",
        (
            "furo",
            "sphinx-design",
            "sphinx-copybutton",
            "sphinxcontrib-plantuml",
            "sphinxcontrib-mermaid",
            "sphinxcontrib-programoutput",
        ),
    ),
    Project("mpmath==1.3.0", "docs", "formulas, API"),
    Project(
        "sphinx-book-theme==1.4.0",
        "docs",
        "notebooks, tabs, cards",
        (
            "ablog",
            "myst-nb",
            "numpydoc",
            "sphinxcontrib-youtube",
            "sphinx-copybutton",
            "sphinx-design",
            "sphinx-examples",
            "sphinx-tabs",
            "sphinx-thebe",
            "sphinx-togglebutton",
            "sphinxcontrib-bibtex",
            "sphinxext-opengraph",
        ),
    ),
)
