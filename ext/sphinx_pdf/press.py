"""Typst itself: called in this process, or in one of its own for what is large.

Typst keeps what it laid out for as long as its process lives, some 2 kB for each character. This file is also the
program of that other process, so it imports nothing of the package.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typst

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A folder with more bytes of content than this is set in a process of its own.
LARGE = 400_000


class PressError(Exception):
    """What Typst could not set, in its words: the message, and where in the template it happened."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostic = diagnostic


def press(folder: Path, fonts: Sequence[str], standards: Sequence[str], date: int | None) -> tuple[bytes, list[str]]:
    """Return the PDF of ``template.typ`` in *folder*, and what Typst warns of; raise PressError if there is none."""
    compiler = typst.Compiler(root=folder, font_paths=_scanned(tuple(fonts)), ignore_system_fonts=True)
    named = cast("list[typst.PDFStandard]", list(standards))
    try:
        pdf, warnings = compiler.compile_with_warnings(
            folder / "template.typ", format="pdf", pdf_standards=named, timestamp=date
        )
    except typst.TypstError as error:
        raise PressError(error.message, error.diagnostic) from error
    assert isinstance(pdf, bytes)
    return pdf, [warning.message for warning in warnings]


def press_apart(
    folder: Path, fonts: Sequence[str], standards: Sequence[str], date: int | None
) -> tuple[bytes, list[str]]:
    """Do what :func:`press` does in a process that ends with it."""
    # A doctree that nobody holds any more would stand beside what Typst needs.
    gc.collect()
    job = json.dumps([str(folder), fonts, standards, date])
    # Without -P, the modules beside this file would stand in for Python's own of the same names.
    done = subprocess.run([sys.executable, "-P", __file__], input=job, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        advice = "most likely for want of memory, of which smaller volumes need less: pdf_volume_size"
        raise PressError(f"Typst's process ended with {done.returncode}, {advice}", "")
    told = json.loads(done.stdout)
    if "error" in told:
        raise PressError(*told["error"])
    return (folder / "out.pdf").read_bytes(), told["warnings"]


@cache
def _scanned(folders: tuple[str, ...]) -> typst.Fonts:
    """Return the fonts to set with; scanning their folders takes longer than setting a page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def main() -> None:
    """Do the job on standard input, and tell of it on standard output."""
    name, fonts, standards, date = json.load(sys.stdin)
    told: dict[str, list[str]] = {}
    try:
        pdf, told["warnings"] = press(Path(name), fonts, standards, date)
        Path(name, "out.pdf").write_bytes(pdf)
    except PressError as error:
        told = {"error": [error.message, error.diagnostic]}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
