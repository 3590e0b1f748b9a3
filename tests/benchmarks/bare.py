"""Two small programs: keep what the PDF builder hands to Typst; and typeset that with nothing around Typst."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch


def keep(folder: Path, arguments: list[str]) -> int:
    """Run Sphinx, with the content and template of each PDF saved in a folder of its own as well."""
    from sphinx.cmd.build import main

    from sphinx_pdf.typst import typesetting
    from sphinx_pdf.typst.compiler import Source

    typeset = typesetting._compile  # noqa: SLF001 - what it hands to Typst is in no file afterwards

    def save(source: Source, *arguments: Any) -> tuple[bytes, list[str]]:
        made = typeset(source, *arguments)
        number = len(list(folder.iterdir())) if folder.is_dir() else 0
        shutil.copytree(source.folder, folder / f"{number:03}")
        return made

    with patch.object(typesetting, "_compile", save):
        return main(arguments)


def compile_alone(folder: Path, fonts: str) -> None:
    """Typeset one saved PDF as the builder does."""
    import typst

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(root=folder, font_paths=found, ignore_system_fonts=True)
    compiler.compile(
        str(folder / "template.typ"), str(folder / "out.pdf"), pdf_standards=["ua-1", "a-3a"], timestamp=315532800
    )


if __name__ == "__main__":
    if sys.argv[1] == "keep":
        sys.exit(keep(Path(sys.argv[2]), sys.argv[3:]))
    compile_alone(Path(sys.argv[2]), sys.argv[3])
