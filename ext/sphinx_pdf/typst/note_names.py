"""The names of footnotes, in the languages into which Typst does not translate them."""

from __future__ import annotations

import re

from .pdf_file import PdfFile

#: What Typst says of the link to a footnote, where it has no translation.
DESCRIPTION = re.compile(rb"/Contents\(Footnote (\d+)\)")
NAMES = {
    "ar": "حاشية",
    "fa": "پانوشت",
    "he": "הערת שוליים",
    "ja": "脚注",
    "ko": "각주",
    "tr": "Dipnot",
    "ur": "حاشیہ",
}


def name_footnotes(pdf: bytes, language: str) -> bytes:
    """Return a PDF whose links to footnotes are described in its language.

    :raises ValueError: if Typst writes PDFs in another way.
    """
    name = NAMES.get(language)
    if name is None or not DESCRIPTION.search(pdf):
        return pdf
    file = PdfFile(pdf)
    for number, content in file.objects.items():
        if b"/Subtype/Link" in content:
            file.objects[number] = DESCRIPTION.sub(lambda found: _described(name, found[1].decode()), content)
    return file.to_bytes()


def _described(name: str, number: str) -> bytes:
    return b"/Contents<FEFF%s>" % f"{name} {number}".encode("utf-16-be").hex().upper().encode()
