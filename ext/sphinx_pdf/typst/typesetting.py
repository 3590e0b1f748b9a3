"""From content to a PDF, with everything replaced that Typst cannot typeset."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst
from sphinx.locale import __

from sphinx_pdf import fonts
from sphinx_pdf.content.kinds import IMAGE, SPAN
from sphinx_pdf.content.text import REPLACEMENT
from sphinx_pdf.content.values import rewrite, strings
from sphinx_pdf.documents import PdfError

from .compiler import CompileError, Source, compile_in_subprocess, compile_pdf

if TYPE_CHECKING:
    from sphinx_pdf.config import Settings
    from sphinx_pdf.content.build import Content
    from sphinx_pdf.content.kinds import Value

#: Takes a message and the text or the image file that it is about, None if unknown.
WarnCallback = Callable[[str, "str | Path | None"], None]

TEMPLATES = sorted(Path(__file__).parent.glob("*.typ"))
#: The date of a PDF that needs one if none is given, 1 January 1980: as in a ZIP file without one.
DEFAULT_DATE = 315532800
#: The number of faults replaced before giving up: each takes a run of Typst.
MAX_REPAIRS = 20
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
LINE = re.compile(r"\btemplate\.typ:(\d+):")
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True)
class ProcessLimits:
    """When Typst runs in processes of its own, and how often."""

    #: The size of a content, in characters of JSON, above which Typst runs in a process of its own.
    characters: int = 400_000
    #: The number of links within such a PDF above which it takes several passes: each link would take some 70 kB.
    links: int = 3000
    #: The most passes; Typst itself takes as many.
    passes: int = 5


@dataclass(frozen=True)
class PdfJob:
    """Everything that decides the bytes of one PDF."""

    content: Content
    #: Image files by their names in the content.
    images: dict[str, Path]
    #: The attached files, in the order of the content's ``attachments``.
    attachments: tuple[bytes, ...]
    settings: Settings
    #: Seconds since 1970 for the metadata, or None for a PDF without a date.
    timestamp: int | None

    def fingerprint(self) -> str:
        """Return a hash of all inputs, including the version of Typst."""
        digest = hashlib.sha256(json.dumps([self.content, self.timestamp, self.settings.standards]).encode())
        digest.update(version("typst").encode())
        for file in [*self.templates, *fonts.font_files(self.settings.theme.fonts), *self.images.values()]:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        for attachment in self.attachments:
            digest.update(hashlib.sha256(attachment).digest())
        return digest.hexdigest()

    @property
    def templates(self) -> list[Path]:
        """The Typst files, the project's own template last."""
        return [*TEMPLATES, *([self.settings.template] if self.settings.template else [])]

    @property
    def date(self) -> int | None:
        """The date of the metadata: PDF/A requires one, and no clock is read."""
        archival = any(name.startswith("a-") for name in self.settings.standards)
        return DEFAULT_DATE if self.timestamp is None and archival else self.timestamp


def typeset(job: PdfJob, limits: ProcessLimits, warn: WarnCallback) -> bytes:
    """Return a PDF.

    Some faults only show while typesetting: what caused them is replaced and passed to *warn*,
    so that its location in the sources can be found.

    :raises PdfError: if Typst cannot make the PDF.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write_files(folder, job)
        content: Content = {**job.content, "dated": job.date is not None}
        images = dict(job.images)
        for _ in range(MAX_REPAIRS):
            _write_content(folder, content)
            try:
                return _compile(folder, job, limits, warn)
            except CompileError as error:
                repaired = _without_offender(content, error, images, folder, warn)
                if repaired is None:
                    offender = _find_offender(content, job, limits, folder)
                    location = "" if offender else _template_location(error, job.settings.template)
                    raise PdfError(f"{error.message}\n{error.diagnostic}", offender, location) from error
                content = repaired
    raise PdfError(__("too many characters or images cannot be shown (%d were replaced)") % MAX_REPAIRS)


def _write_files(folder: Path, job: PdfJob) -> None:
    """Copy everything that Typst reads to *folder*, except the content."""
    for file in TEMPLATES:
        shutil.copy(file, folder)
    if job.settings.template:
        shutil.copy(job.settings.template, folder / "template.typ")
    for target, file in job.images.items():
        shutil.copy(file, folder / target)
    for number, attachment in enumerate(job.attachments):
        (folder / f"attachment-{number}").write_bytes(attachment)


def _write_content(folder: Path, content: Content) -> None:
    (folder / "content.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _compile(folder: Path, job: PdfJob, limits: ProcessLimits, warn: WarnCallback) -> bytes:
    """Return the PDF of what is in *folder*."""
    folders = [str(path) for path in (job.settings.theme.fonts, fonts.FOLDER) if path]
    source = Source(str(folder), tuple(folders), job.settings.standards, job.date)
    content = (folder / "content.json").read_text(encoding="utf-8")
    if len(content) > limits.characters:
        many_links = content.count('"to": ') > limits.links
        pdf, warnings = compile_in_subprocess(source, limits.passes if many_links else 1)
    else:
        pdf, warnings = compile_pdf(source)
    for warning in warnings:
        warn(warning, None)
    return pdf


def _without_offender(
    content: Content, error: CompileError, images: dict[str, Path], folder: Path, warn: WarnCallback
) -> Any:
    """Return *content* without the text or the images that caused *error*; None if the cause is neither."""
    found = UNSHOWN.search(error.message)
    text = ESCAPE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    if text.strip() not in {"", REPLACEMENT}:
        warn(__("no font can show %r; replaced by %s") % (text, REPLACEMENT), text)
        return rewrite(content, lambda value: value.replace(text, REPLACEMENT) if isinstance(value, str) else value)
    unreadable = [name for name in images if not _is_readable(folder / name)]
    if not unreadable:
        return None
    for name in unreadable:
        image = images.pop(name)
        warn(__("cannot read the image %s; showing its alternative text") % image.name, image)
    return rewrite(content, lambda value: _without_images(value, unreadable))


def _find_offender(content: Content, job: PdfJob, limits: ProcessLimits, folder: Path) -> str:
    """Return the first text of the block that cannot be typeset; empty if the fault is in no block."""
    # A part of the blocks lacks the targets of some links.
    blocks = rewrite([*content["preface"], *content["body"]], lambda value: _without_link(value))

    def can_typeset(part: list[Value]) -> bool:
        _write_content(folder, {**content, "preface": [], "body": part})
        try:
            _compile(folder, job, limits, lambda _message, _offender: None)
        except CompileError:
            return False
        return True

    if not can_typeset([]):
        return ""
    while len(blocks) > 1:
        first, second = blocks[: len(blocks) // 2], blocks[len(blocks) // 2 :]
        blocks = second if can_typeset(first) else first
    return next((text for text in strings(blocks) if text.strip()), "")


def _template_location(error: CompileError, template: Path | None) -> str:
    """Return the file and line of the project's own template that Typst names; empty if it names none."""
    line = LINE.search(error.diagnostic)
    return f"{template}:{line[1]}" if template and line else ""


def _without_link(value: Value) -> Value:
    if isinstance(value, dict) and "to" in value:
        return SPAN(c=value.get("c", []))
    return value


def _without_images(value: Value, names: list[str]) -> Value:
    return SPAN(c=[value["alt"]]) if IMAGE.matches(value) and value["file"] in names else value


def _is_readable(image: Path) -> bool:
    """Return whether Typst can show an image file by itself."""
    try:
        compiler = typst.Compiler(root=image.parent, ignore_system_fonts=True)
        compiler.compile(f'#image("{image.name}")'.encode(), format="pdf")
    except typst.TypstError:
        return False
    return True
