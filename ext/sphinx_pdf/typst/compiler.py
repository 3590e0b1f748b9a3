"""Typst itself: called in this process, or for what is large in several processes, one after the other.

Typst keeps what it laid out for as long as its process lives, and lays out anew whatever asks where a place stands: a
link, a page number, a note. So a document with many links is laid out once to see where its places stand, and again
with what was seen written into it, each time in a process of its own, until the places stand where they were seen. This
file is also the program of those processes, so it imports nothing of the package.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typst
from sphinx.locale import __

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: How often it is laid out before it is taken as it is; Typst itself asks as often where its places stand.
MOST_LAYOUTS = 5
#: The file in the folder that says where the places stand, by their labels: page, points from its left and its top,
#: and the number of the page, or of a note.
PLACES = "places.json"
FIND_PLACES = """
query(selector.or(heading, metadata, title, footnote)).filter(it => it.has("label")).map(it => {
  let here = it.location()
  let at = here.position()
  let number = counter(if it.func() == footnote { footnote } else { page }).at(here).first()
  (str(it.label), (page: at.page, x: at.x.pt(), y: at.y.pt(), number: number))
}).to-dict()
"""


class PressError(Exception):
    """What Typst could not set, in its words: the message, and where in the template it happened."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostic = diagnostic


def press(folder: Path, fonts: Sequence[str], standards: Sequence[str], date: int | None) -> tuple[bytes, list[str]]:
    """Return the PDF of ``template.typ`` in *folder*, and what Typst warns of; raise PressError if there is none."""
    with _telling():
        return _pdf(_compiler(folder, fonts, {}), standards, date)


def press_apart(
    folder: Path, fonts: Sequence[str], standards: Sequence[str], date: int | None, *, finding: bool
) -> tuple[bytes, list[str]]:
    """Do what :func:`press` does in a process that ends with what it laid out; by *finding* the places, in several."""
    told: dict[str, Any] = {}
    inputs = {"places": ""} if finding else {}
    for left in reversed(range(MOST_LAYOUTS if finding else 1)):
        told = lay_out_apart(json.dumps([str(folder), fonts, standards, date, inputs, not left]))
        if "error" in told:
            raise PressError(*told["error"])
        if "warnings" in told:
            break
        inputs = {"places": PLACES}
    if not told["settled"]:
        moved = __("the pages moved each time that they were laid out: a link or a page number may name a place nearby")
        told["warnings"].append(str(moved))
    return (folder / "out.pdf").read_bytes(), told["warnings"]


def lay_out_apart(job: str) -> dict[str, Any]:
    """Have :func:`main` do a *job* in a process of its own, and return what it tells."""
    # With one thread only, one after the other uses again what the other gave back.
    environment = {"RAYON_NUM_THREADS": "1", **os.environ}
    # Without -P, the modules beside this file would stand in for Python's own of the same names.
    command = [sys.executable, "-P", __file__]
    done = subprocess.run(command, input=job, stdout=subprocess.PIPE, text=True, check=False, env=environment)
    if done.returncode:
        killed = __(", most likely for want of memory, of which smaller volumes need less: pdf_volume_size")
        message = __("Typst's process ended with %d") % done.returncode
        raise PressError(message + (killed if done.returncode < 0 else ""), "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    """Do the job on standard input, and tell of it on standard output: nothing if it is to be laid out again."""
    name, fonts, standards, date, inputs, is_last = json.load(sys.stdin)
    folder = Path(name)
    places = folder / PLACES
    told: dict[str, Any] = {"settled": True}
    try:
        compiler = _compiler(folder, fonts, inputs)
        if inputs:
            known = places.read_text(encoding="utf-8") if inputs["places"] else ""
            found = _places(compiler)
            told["settled"] = found == known
            places.write_text(found, encoding="utf-8")
        if told["settled"] or is_last:
            with _telling():
                pdf, told["warnings"] = _pdf(compiler, standards, date)
            (folder / "out.pdf").write_bytes(pdf)
    except PressError as error:
        told = {"error": [error.message, error.diagnostic]}
    json.dump(told, sys.stdout)


def _places(compiler: typst.Compiler) -> str:
    """Return where the places stand, as JSON."""
    try:
        found: str = compiler.eval(FIND_PLACES)
    except RuntimeError:
        # It says less than Typst does where it makes something of the same pages.
        with _telling():
            compiler.compile(format="svg")
        raise
    return found


def _compiler(folder: Path, fonts: Sequence[str], inputs: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(
        folder / "template.typ", folder, _scanned(tuple(fonts)), ignore_system_fonts=True, sys_inputs=inputs
    )


def _pdf(compiler: typst.Compiler, standards: Sequence[str], date: int | None) -> tuple[bytes, list[str]]:
    named = cast("list[typst.PDFStandard]", list(standards))
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=named, timestamp=date)
    assert isinstance(pdf, bytes)
    return pdf, [warning.message for warning in warnings]


@contextmanager
def _telling() -> Iterator[None]:
    """Raise what Typst raises as a PressError."""
    try:
        yield
    except typst.TypstError as error:
        raise PressError(error.message, error.diagnostic) from error


@cache
def _scanned(folders: tuple[str, ...]) -> typst.Fonts:
    """Return the fonts to set with; scanning their folders takes longer than setting a page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


if __name__ == "__main__":
    main()
