"""From content to a PDF, with replacements for everything that Typst cannot typeset."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx.locale import __

from sphinx_pdf import fonts
from sphinx_pdf.documents import PdfError

from .compiler import CompileError, Source, compile_in_subprocess, compile_pdf
from .glyph_text import state_each_letter, without_reading_order
from .note_names import name_footnotes
from .repair import Repairer

if TYPE_CHECKING:
    from sphinx_pdf.config.settings import Settings
    from sphinx_pdf.content.build import Content

    from .repair import WarnCallback

TEMPLATES = sorted(Path(__file__).parent.glob("*.typ"))
#: The date of a PDF that requires one if none is given: 1 January 1980, as in ZIP files without dates.
DEFAULT_DATE = 315532800
#: The number of faults to replace before giving up; each takes a run of Typst.
MAX_REPAIRS = 20
LINE = re.compile(r"\btemplate\.typ:(\d+):")


@dataclass(frozen=True)
class ProcessLimits:
    """When Typst runs in separate processes, and how often."""

    #: The size of content, in characters of JSON, above which Typst runs in a separate process.
    characters: int = 400_000
    #: The number of internal links above which such a PDF takes several passes: each link would take some 70 kB.
    links: int = 3000
    #: The maximum number of passes, the same as in Typst itself.
    passes: int = 5


@dataclass(frozen=True)
class PdfJob:
    """Everything that determines the bytes of one PDF."""

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
        for module in sorted(Path(__file__).parent.glob("*.py")):  # which change what Typst writes
            digest.update(hashlib.sha256(module.read_bytes()).digest())
        font_files = [file for folder in self.font_folders for file in fonts.font_files(folder)]
        for file in [*self.templates, *self.template_files.values(), *font_files, *self.images.values()]:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        for attachment in self.attachments:
            digest.update(hashlib.sha256(attachment).digest())
        return digest.hexdigest()

    @property
    def templates(self) -> list[Path]:
        """The Typst files, the project's own template last."""
        return [*TEMPLATES, *([self.settings.template] if self.settings.template else [])]

    @property
    def template_files(self) -> dict[str, Path]:
        """The files that the project's own template reads, by their paths beside it."""
        files: dict[str, Path] = {}
        for path in self.settings.template_files:
            inner = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
            files |= {file.relative_to(path.parent).as_posix(): file for file in inner}
        return files

    @property
    def font_folders(self) -> list[Path]:
        """The folders of the fonts, the project's own first."""
        own = self.settings.theme.fonts
        families = fonts.font_families(own)
        used = [families[name] for name in (*self.settings.theme.families, *self.content["fallback"])]
        return list(dict.fromkeys([*filter(None, [own]), fonts.FOLDER, *used]))

    @property
    def date(self) -> int | None:
        """The date for the metadata, which PDF/A requires; no clock is read."""
        archival = any(name.startswith("a-") for name in self.settings.standards)
        return DEFAULT_DATE if self.timestamp is None and archival else self.timestamp


def typeset(job: PdfJob, limits: ProcessLimits, warn: WarnCallback) -> bytes:
    """Return a PDF.

    Some faults appear only while typesetting: the content that causes them is replaced and passed
    to *warn*, so that its location in the sources can be found.

    :raises PdfError: if Typst cannot make the PDF.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write_files(folder, job)
        source = _source(folder, job)
        content: Content = {**job.content, "dated": job.date is not None}

        def can_typeset(content: Content) -> bool:
            try:
                _compile(source, content, limits)
            except CompileError:
                return False
            return True

        theme = job.settings.theme
        covered = fonts.covered_code_points([*theme.families, *content["fallback"]], theme.fonts)
        repairer = Repairer(source, job.images, covered, can_typeset, warn)
        for _ in range(MAX_REPAIRS):
            try:
                pdf, warnings = _compile(source, content, limits)
            except CompileError as error:
                content = repairer.without_offender(content, error) or _without_block(repairer, content, error, job)
            else:
                for warning in warnings:
                    warn(warning, None)
                return finished(pdf, content["language"], warn)
    raise PdfError(__("too much of it cannot be typeset (%d repairs were made)") % MAX_REPAIRS)


def finished(pdf: bytes, language: str, warn: WarnCallback) -> bytes:
    """Return a PDF in which each Arabic glyph states its letter, and links to notes are described in its language.

    If it cannot be changed, there is a warning, and the PDF as it is.
    """
    try:
        return without_reading_order(state_each_letter(name_footnotes(pdf, language)))
    except ValueError:
        warn(__("this version of Typst is not known; some viewers will not find words with vowel signs"), None)
        return pdf


def _without_block(repairer: Repairer, content: Content, error: CompileError, job: PdfJob) -> Content:
    """Return *content* without the block that cannot be typeset.

    :raises PdfError: if there is none, or if the project's own template may be the cause.
    """
    own = job.settings.template
    repaired: Content | None = None if own else repairer.without_block(content, error)
    if repaired is not None:
        return repaired
    offender = repairer.find_offender(content) if own else ""
    location = "" if offender else _template_location(error, own)
    raise PdfError(f"{error.message}\n{error.diagnostic}", offender, location) from error


def _write_files(folder: Path, job: PdfJob) -> None:
    """Copy everything that Typst reads to *folder*, except the content."""
    for file in TEMPLATES:
        shutil.copy(file, folder)
    if job.settings.template:
        shutil.copy(job.settings.template, folder / "template.typ")
    for target, file in job.template_files.items():
        folder.joinpath(target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / target)
    for target, file in job.images.items():
        shutil.copy(file, folder / target)
    for number, attachment in enumerate(job.attachments):
        (folder / f"attachment-{number}").write_bytes(attachment)


def _source(folder: Path, job: PdfJob) -> Source:
    return Source(str(folder), tuple(map(str, job.font_folders)), job.settings.standards, job.date)


def _compile(source: Source, content: Content, limits: ProcessLimits) -> tuple[bytes, list[str]]:
    """Return the PDF of *content* with the files in the folder of *source*, and the warnings of Typst."""
    text = json.dumps(content, ensure_ascii=False)
    Path(source.folder, "content.json").write_text(text, encoding="utf-8")
    if len(text) <= limits.characters:
        return compile_pdf(source)
    many_links = text.count('"to": ') > limits.links
    return compile_in_subprocess(source, limits.passes if many_links else 1)


def _template_location(error: CompileError, template: Path | None) -> str:
    """Return the file and line of the project's own template that Typst names; empty if it names none."""
    line = LINE.search(error.diagnostic)
    return f"{template}:{line[1]}" if template and line else ""
