"""From values to a PDF, with what cannot be set replaced."""

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
from sphinx_pdf.content.text import REPLACEMENT
from sphinx_pdf.content.values import rewrite, strings
from sphinx_pdf.documents import PdfError

from .compiler import PressError, press, press_apart

if TYPE_CHECKING:
    from sphinx_pdf.config import Settings
    from sphinx_pdf.content.values import Value

#: Hears a message and what it is about, if that is known.
Warn = Callable[[str, "str | Path | None"], None]

TEMPLATES = sorted(Path(__file__).parent.glob("*.typ"))
#: The date of a PDF that must have one where none is given, 1 January 1980: as in a ZIP file without one.
NO_DATE = 315532800
#: How many faults are mended before giving up: each one costs a run of Typst.
MAX_REPAIRS = 20
#: A PDF whose content has more characters is set by Typst in a process of its own.
LARGE = 400_000
#: One with more links into itself is laid out several times, since each of them would take some 70 kB.
MANY_LINKS = 3000
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
LINE = re.compile(r"\btemplate\.typ:(\d+):")
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True)
class Sheet:
    """All that decides the bytes of one PDF."""

    #: What ``template.typ`` reads: plain values only.
    content: dict[str, Any]
    #: Image files by the name that the content gives them.
    images: dict[str, Path]
    #: What the PDF carries with it, in the order of the content's ``attachments``.
    attachments: tuple[bytes, ...]
    settings: Settings
    #: Seconds since 1970 for the metadata, or None for a PDF without a date.
    timestamp: int | None

    def digest(self) -> str:
        """Return a hash of everything that goes in, the typesetter's version included."""
        digest = hashlib.sha256(json.dumps([self.content, self.timestamp, self.settings.standards]).encode())
        digest.update(version("typst").encode())
        for file in [*self.templates, *fonts.font_files(self.settings.theme.fonts), *self.images.values()]:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        for attached in self.attachments:
            digest.update(hashlib.sha256(attached).digest())
        return digest.hexdigest()

    @property
    def templates(self) -> list[Path]:
        """The Typst files: the project's own one comes last, as the template."""
        return [*TEMPLATES, *([self.settings.template] if self.settings.template else [])]

    @property
    def date(self) -> int | None:
        """The date of the metadata: PDF/A demands one, and no clock is asked."""
        archival = any(name.startswith("a-") for name in self.settings.standards)
        return NO_DATE if self.timestamp is None and archival else self.timestamp


def typeset(sheet: Sheet, warn: Warn) -> bytes:
    """Return the PDF of *sheet*; raise PdfError if Typst cannot make it.

    Some faults are only found while typesetting: what caused them is replaced and told to *warn*,
    with the text or the image file at fault, by which its place in the sources can be found.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in TEMPLATES:
            shutil.copy(file, folder)
        if sheet.settings.template:
            shutil.copy(sheet.settings.template, folder / "template.typ")
        for target, file in sheet.images.items():
            shutil.copy(file, folder / target)
        for number, attached in enumerate(sheet.attachments):
            (folder / f"attachment-{number}").write_bytes(attached)
        content, images = {**sheet.content, "dated": sheet.date is not None}, dict(sheet.images)
        for _ in range(MAX_REPAIRS):
            _write(folder, content)
            try:
                return _compile(folder, sheet, warn)
            except PressError as error:
                repaired = _repaired(content, error, images, folder, warn)
                if repaired is None:
                    cause = _culprit(content, sheet, folder)
                    place = "" if cause else _place(error, sheet.settings.template)
                    raise PdfError(f"{error.message}\n{error.diagnostic}", cause, place) from error
                content = repaired
    raise PdfError(__("too much of the text or of its images cannot be shown"))


def _repaired(
    content: dict[str, Any],
    error: PressError,
    images: dict[str, Path],
    folder: Path,
    warn: Warn,
) -> Any:
    """Return *content* without what Typst stumbled over; None if that is not known."""
    found = UNSHOWN.search(error.message)
    text = ESCAPE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    if text.strip() not in {"", REPLACEMENT}:
        warn(__("no font of the PDF shows %r; %s stands for it") % (text, REPLACEMENT), text)
        return rewrite(content, lambda v: v.replace(text, REPLACEMENT) if isinstance(v, str) else v)
    unreadable = [name for name in images if not _is_readable(folder / name)]
    if not unreadable:
        return None
    for name in unreadable:
        image = images.pop(name)
        warn(__("the image %s cannot be read; its alternative text stands for it") % image.name, image)
    return rewrite(content, lambda v: _without_images(v, unreadable))


def _culprit(content: dict[str, Any], sheet: Sheet, folder: Path) -> str:
    """Return the first words of the block that cannot be set; none if the fault is in no block."""
    # A part of the text lacks the places that links in it lead to.
    blocks = rewrite([*content["preface"], *content["body"]], lambda v: _unlinked(v))

    def can_set(part: list[Value]) -> bool:
        alone = {**content, "preface": [], "body": part}
        _write(folder, alone)
        try:
            _compile(folder, sheet, lambda _message, _cause: None)
        except PressError:
            return False
        return True

    if not can_set([]):
        return ""
    while len(blocks) > 1:
        first, second = blocks[: len(blocks) // 2], blocks[len(blocks) // 2 :]
        blocks = second if can_set(first) else first
    return next((words for words in strings(blocks) if words.strip()), "")


def _place(error: PressError, template: Path | None) -> str:
    """Return the line of the project's own template that Typst names."""
    named = LINE.search(error.diagnostic)
    return f"{template}:{named[1]}" if template and named else ""


def _unlinked(value: Value) -> Value:
    if isinstance(value, dict) and "to" in value:
        return {"t": "span", "c": value.get("c", [])}
    return value


def _without_images(value: Value, names: list[str]) -> Value:
    if isinstance(value, dict) and value.get("t") == "image" and value["file"] in names:
        return {"t": "span", "c": [value["alt"]]}
    return value


def _is_readable(image: Path) -> bool:
    try:
        typst.Compiler(root=image.parent).compile(f'#image("{image.name}")'.encode(), format="pdf")
    except typst.TypstError:
        return False
    return True


def _write(folder: Path, content: dict[str, Any]) -> None:
    (folder / "content.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _compile(folder: Path, sheet: Sheet, warn: Warn) -> bytes:
    own = sheet.settings.theme.fonts
    found = [str(path) for path in (own, fonts.FOLDER) if path]
    content = (folder / "content.json").read_text(encoding="utf-8")
    if len(content) > LARGE:
        finding = content.count('"to": ') > MANY_LINKS
        pdf, warnings = press_apart(folder, found, sheet.settings.standards, sheet.date, finding=finding)
    else:
        pdf, warnings = press(folder, found, sheet.settings.standards, sheet.date)
    for warning in warnings:
        warn(warning, None)
    return pdf
