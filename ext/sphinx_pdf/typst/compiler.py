"""The calls of Typst: in this process, or in separate processes for large documents.

Typst keeps every layout in memory for the lifetime of its process, and repeats the layout of
everything that queries a position: a link, a page number, a note. A document with many links is
therefore compiled in several passes, each in a separate process. The first pass finds the
positions; the next ones read them from a file, until no position changes.

This file is also the program of those processes, so it imports nothing from the package.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from sphinx.locale import __

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typst  # imported by the functions that need it: a project that makes no PDF does without it

#: The file with the position of each label: its page, the distance from the left and the top of the page in points,
#: and the number of the page, or of a note.
POSITIONS = "positions.json"
#: A remark on how a font builds long arrows and braces, which look right.
IRRELEVANT = ("glyph has assembly parts with overlap less than minConnectorOverlap",)
FIND_POSITIONS = """
query(selector.or(heading, metadata, title, footnote)).filter(it => it.has("label")).map(it => {
  let location = it.location()
  let at = location.position()
  let number = counter(if it.func() == footnote { footnote } else { page }).at(location).first()
  (str(it.label), (page: at.page, x: at.x.pt(), y: at.y.pt(), number: number))
}).to-dict()
"""


@dataclass(frozen=True)
class Source:
    """The input of Typst: ``template.typ`` in a folder, with fonts, and PDF standards such as ``ua-1``."""

    folder: str
    #: The folders of the fonts, in order of preference.
    fonts: tuple[str, ...]
    standards: tuple[str, ...]
    #: Seconds since 1970 for the metadata, or None.
    date: int | None


class CompileError(Exception):
    """An error of Typst, with its message and its diagnostic, which names the line of the template."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostic = diagnostic


class Result(TypedDict, total=False):
    """The output of this file as a program, printed as JSON."""

    #: Whether all positions are the same as in the previous pass.
    settled: bool
    #: The warnings of Typst; missing if no PDF was made.
    warnings: list[str]
    #: Message and diagnostic of a CompileError.
    error: tuple[str, str]


def compile_pdf(source: Source) -> tuple[bytes, list[str]]:
    """Return a PDF and the warnings of Typst.

    :raises CompileError: if there is no PDF.
    """
    with _translate_errors():
        return _compile(_create_compiler(source, {}), source)


def can_show_image(source: Source, name: str) -> bool:
    """Return whether Typst can show an image file of the folder by itself."""
    import typst

    page = f'#set document(title: "x")\n#image("{name}", alt: "x")'
    compiler = typst.Compiler(root=source.folder, font_paths=_load_fonts(source.fonts), ignore_system_fonts=True)
    standards = cast("list[typst.PDFStandard]", list(source.standards))
    try:
        compiler.compile(page.encode(), format="pdf", pdf_standards=standards, timestamp=source.date)
    except typst.TypstError:
        return False
    return True


def compile_in_subprocess(source: Source, max_passes: int) -> tuple[bytes, list[str]]:
    """Do the same as :func:`compile_pdf` in a separate process, so that its memory is freed.

    With several passes, positions are read from a file, and the result of the last pass is used
    even if some still change.

    :raises CompileError: if there is no PDF.
    """
    result: Result = {}
    inputs = {"positions": ""} if max_passes > 1 else {}
    for passes_left in reversed(range(max_passes)):
        result = run_worker(source, inputs, is_last=not passes_left)
        if "error" in result:
            raise CompileError(*result["error"])
        if "warnings" in result:
            break
        inputs = {"positions": POSITIONS}
    if not result["settled"]:
        message = __("page positions did not settle after %d passes; some links or page numbers may be off")
        result["warnings"].append(message % max_passes)
    return Path(source.folder, "out.pdf").read_bytes(), result["warnings"]


def run_worker(source: Source, inputs: dict[str, str], *, is_last: bool) -> Result:
    """Run :func:`main` in a separate process, and return its result.

    :raises CompileError: if that process ends without one.
    """
    # With a single thread, memory that an earlier step freed is reused.
    environment = {"RAYON_NUM_THREADS": "1", **os.environ}
    # Without -P, the modules beside this file would hide those of other packages.
    command = [sys.executable, "-P", __file__]
    job = json.dumps({"source": asdict(source), "inputs": inputs, "is_last": is_last})
    done = subprocess.run(command, input=job, stdout=subprocess.PIPE, text=True, check=False, env=environment)
    if done.returncode:
        message = __("the Typst process exited with code %d") % done.returncode
        hint = __("; it probably ran out of memory. Reduce pdf_volume_size: smaller volumes need less")
        raise CompileError(message + (hint if done.returncode < 0 else ""), "")
    result: Result = json.loads(done.stdout)
    return result


def main() -> None:
    """Do the job on standard input, and print a :class:`Result`."""
    job = json.load(sys.stdin)
    source = Source(**job["source"])
    try:
        result = _run_pass(source, job["inputs"], is_last=job["is_last"])
    except CompileError as error:
        result = {"error": (error.message, error.diagnostic)}
    json.dump(result, sys.stdout)


def _run_pass(source: Source, inputs: dict[str, str], *, is_last: bool) -> Result:
    """Find the positions if *inputs* names them, and write the PDF if they have settled or this *is_last*."""
    compiler = _create_compiler(source, inputs)
    file = Path(source.folder, POSITIONS)
    result: Result = {"settled": True}
    if inputs:
        before = file.read_text(encoding="utf-8") if inputs["positions"] else ""
        positions = _find_positions(compiler)
        result["settled"] = positions == before
        file.write_text(positions, encoding="utf-8")
    if result["settled"] or is_last:
        with _translate_errors():
            pdf, result["warnings"] = _compile(compiler, source)
        Path(source.folder, "out.pdf").write_bytes(pdf)
    return result


def _find_positions(compiler: typst.Compiler) -> str:
    """Return the position of each label, as JSON."""
    try:
        positions: str = compiler.eval(FIND_POSITIONS)
    except RuntimeError:
        # The message of a query has less detail than that of a compilation of the same pages.
        with _translate_errors():
            compiler.compile(format="svg")
        raise
    return positions


def _create_compiler(source: Source, inputs: dict[str, str]) -> typst.Compiler:
    import typst

    folder, fonts = Path(source.folder), _load_fonts(tuple(source.fonts))
    return typst.Compiler(folder / "template.typ", folder, fonts, ignore_system_fonts=True, sys_inputs=inputs)


def _compile(compiler: typst.Compiler, source: Source) -> tuple[bytes, list[str]]:
    standards = cast("list[typst.PDFStandard]", list(source.standards))
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=standards, timestamp=source.date)
    assert isinstance(pdf, bytes)
    return pdf, [warning.message for warning in warnings if warning.message not in IRRELEVANT]


@contextmanager
def _translate_errors() -> Iterator[None]:
    """Raise the errors of Typst as CompileError."""
    import typst

    try:
        yield
    except typst.TypstError as error:
        raise CompileError(error.message, error.diagnostic) from error


@cache
def _load_fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """Return the fonts of *folders*, loaded once: that takes longer than laying out a page."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


if __name__ == "__main__":
    main()
