"""The text of Arabic glyphs: each glyph states its own letter or vowel sign.

Typst states the text of a letter with vowel signs once for its glyphs, as ``ActualText``, in the order of writing.
PDFium, the viewer of Chrome and Edge, takes all text of a line as ordered from left to right, so that it finds the word
in another order. In a font, a glyph has the text of its first use; if that was with a vowel sign or a control
character, every other use needs ``ActualText`` too. A sign that the font raises is shown apart from its
letter, and both have the text of both. With a text for each glyph, all viewers find the word as written.

PDFium also takes the words of each line of a PDF that is read from right to left in that order, those of English and
of programs too. If the PDF does not say so, it goes by the letters of the line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .joined_letters import join_letters, widths_of
from .pdf_file import PdfFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
FONTS = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
TOKEN = re.compile(
    rb"(?P<actual>/Span<</ActualText<FEFF(?P<text>[0-9A-Fa-f]*)>>>BDC)|(?P<begin>\bB(?:DC|MC)\b)|(?P<end>\bEMC\b)"
    rb"|/(?P<font>f\d+) [\d.]+ Tf|(?P<literal>\()|<(?P<hex>[0-9A-Fa-f]+)>"
)
PIECE = re.compile(rb"\\([0-7]{1,3}|.)|([()])|[^\\()]+", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
MAPPINGS = re.compile(rb"\d+ beginbfchar\n.*endbfchar\n", re.DOTALL)
MAPPING = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
#: The most mappings in a block.
BLOCK = 100
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
ARABIC = re.compile("[\u0620-\u06d3]")
SHADDA = "\u0651"
WITH_SIGNS = re.compile("[\u0620-\u064a\u066e-\u06d3][\u064b-\u065f\u0670]+")
READING_ORDER = re.compile(rb"(/ViewerPreferences<<[^<>]*)(/Direction/R2L)")


@dataclass(frozen=True)
class Span:
    """Glyphs with a common text."""

    #: The positions of the operators of the page that state it; none for the text of a glyph itself.
    edges: tuple[tuple[int, int], ...]
    font: str
    glyphs: tuple[int, ...]
    text: str

    def is_sign_of(self, letter: Span) -> bool:
        """Return whether this is a sign of a letter, shown apart from it and its other signs, with the text of all."""
        glyphs = (*self.glyphs, *letter.glyphs)
        alike = (self.font, self.text) == (letter.font, letter.text)
        return (
            alike
            and len(self.glyphs) == 1
            and len(set(glyphs)) == len(glyphs) > 1
            and bool(WITH_SIGNS.fullmatch(self.text))
        )

    def letters(self) -> list[tuple[int, str]]:
        """Return the glyphs, each with its part of the text; nothing if they are not Arabic, or a ligature."""
        text = CONTROLS.sub("", self.text)
        if len(text) == len(self.glyphs) == 1:
            return [(self.glyphs[0], text)]
        if not WITH_SIGNS.fullmatch(text) or len(self.glyphs) not in (2, len(text)):
            return []
        # From left to right: the signs, that next to the letter last unless one glyph has all, then the letter.
        signs = [text[1:]] if len(self.glyphs) == 2 else sorted(text[1:], key=SHADDA.__eq__)
        return list(zip(self.glyphs, [*signs, text[0]], strict=True))


def state_each_letter(pdf: bytes) -> bytes:
    """Return a PDF in which each Arabic glyph has a text of its own; one without such glyphs unchanged."""
    if b"/ToUnicode" not in pdf:
        return pdf
    file = PdfFile(pdf)
    resources = {int(page[2]): int(page[1]) for page in map(PAGE.search, file.objects.values()) if page}
    pages = {number: _fonts(file, fonts) for number, fonts in resources.items()}
    own = {cmap: _own_texts(file.stream(cmap)) for fonts in pages.values() for cmap in fonts.values()}
    if pages and not own:
        raise ValueError("a PDF whose fonts are not found")
    own = {cmap: texts for cmap, texts in own.items() if any(map(ARABIC.search, texts.values()))}
    spans = {
        number: list(
            _joined(_spans(file.stream(number), {name: own[cmap] for name, cmap in fonts.items() if cmap in own}))
        )
        for number, fonts in pages.items()
        if own
    }
    stated: dict[int, dict[int, str]] = defaultdict(dict)
    for number, found in spans.items():
        for span in found:
            for glyph, text in span.letters():
                stated[pages[number][span.font]].setdefault(glyph, text)
    texts = {cmap: _texts(of_glyphs, stated[cmap]) for cmap, of_glyphs in own.items()}
    redundant = {
        number: [span for span in found if _is_stated(span, texts[pages[number][span.font]])]
        for number, found in spans.items()
    }
    if not any(redundant.values()):
        return pdf
    for number, found in redundant.items():
        widths = {name: widths_of(file, font) for name, font in _font_objects(file, resources[number]).items()}
        file.replace_stream(number, join_letters(_without(found, file.stream(number)), widths))
    for cmap, of_glyphs in texts.items():
        file.replace_stream(cmap, _mapped(file.stream(cmap), of_glyphs))
    return file.to_bytes()


def without_reading_order(pdf: bytes) -> bytes:
    """Return a PDF that does not say in which direction it is read, with all else at the same position."""
    return READING_ORDER.sub(lambda found: found[1] + b" " * len(found[2]), pdf)


def _is_stated(span: Span, texts: Mapping[int, str]) -> bool:
    letters = span.letters()
    return bool(letters) and all(texts[glyph] == text for glyph, text in letters)


def _fonts(file: PdfFile, resources: int) -> dict[str, int]:
    """Return the number of the text of the glyphs of each font of a page."""
    fonts = _font_objects(file, resources)
    texts = {name: TO_UNICODE.search(file.objects.get(font, b"")) for name, font in fonts.items()}
    return {name: int(text[1]) for name, text in texts.items() if text}


def _font_objects(file: PdfFile, resources: int) -> dict[str, int]:
    """Return the number of each font of a page."""
    fonts = FONTS.search(file.objects.get(resources, b""))
    return {name.decode(): int(font) for name, font in FONT.findall(fonts[1] if fonts else b"")}


def _spans(data: bytes, fonts: Mapping[str, Mapping[int, str]]) -> Iterator[Span]:
    """Yield what a page shows in *fonts*, whose glyphs have these texts: a glyph, or several with a common text."""
    font, at = "", 0
    #: What has begun: the operator and the text of each, if it is common to its glyphs.
    open_: list[re.Match[bytes] | None] = []
    glyphs: list[int] = []
    while token := TOKEN.search(data, at):
        at = token.end()
        if token["actual"] or token["begin"]:
            open_.append(token if token["actual"] else None)
            glyphs = [] if token["actual"] else glyphs
        elif token["end"]:
            begun = open_.pop() if open_ else None
            if begun and font in fonts:
                text = bytes.fromhex(begun["text"].decode()).decode("utf-16-be")
                yield Span((begun.span(), token.span()), font, tuple(glyphs), text)
        elif token["font"]:
            font = token["font"].decode()
        else:
            shown, at = _literal(data, at) if token["literal"] else (bytes.fromhex(token["hex"].decode()), at)
            numbers = [int.from_bytes(shown[i : i + 2]) for i in range(0, len(shown), 2)]
            glyphs += numbers
            if font in fonts and not any(open_):
                yield from (Span((), font, (number,), fonts[font].get(number, "")) for number in numbers)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield the spans whose glyphs have a common text, and as one the sign and the letter that are shown apart."""
    before: Span | None = None
    for span in spans:
        if before and before.is_sign_of(span):
            glyphs = (*before.glyphs, *span.glyphs)
            before = Span((*before.edges, *span.edges), span.font, glyphs, span.text)
            continue
        if before and (before.edges or len(before.glyphs) > 1):
            yield before
        before = span
    if before and (before.edges or len(before.glyphs) > 1):
        yield before


def _literal(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the literal string that begins before a position, and the position behind it."""
    shown, depth = b"", 1
    while depth:
        piece = PIECE.match(data, at)
        assert piece
        at = piece.end()
        if piece[1]:
            shown += bytes([int(piece[1], 8)]) if piece[1].isdigit() else ESCAPES.get(piece[1], piece[1])
            continue
        depth += {b"(": 1, b")": -1}.get(piece[2], 0)
        shown += piece[0] if depth else b""
    return shown, at


def _without(spans: list[Span], data: bytes) -> bytes:
    """Return a page without the operators of *spans*."""
    for start, end in sorted((edge for span in spans for edge in span.edges), reverse=True):
        data = data[:start] + b" " + data[end:]
    return data


def _own_texts(cmap: bytes) -> dict[int, str]:
    """Return the text of each glyph of a font, as it was at its first use."""
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in MAPPING.findall(cmap)}


def _texts(own: Mapping[int, str], stated: Mapping[int, str]) -> dict[int, str]:
    """Return the text of each glyph of a font: its *own*, unless it is more than a letter."""
    plain = {glyph: CONTROLS.sub("", text) or text for glyph, text in own.items()}
    return dict(
        sorted({**plain, **{glyph: text for glyph, text in stated.items() if len(plain.get(glyph, "")) != 1}}.items())
    )


def _mapped(cmap: bytes, texts: Mapping[int, str]) -> bytes:
    """Return the description of the text of glyphs with other *texts*."""
    lines = [b"<%04x> <%s>\n" % (glyph, text.encode("utf-16-be").hex().encode()) for glyph, text in texts.items()]
    parts = [lines[at : at + BLOCK] for at in range(0, len(lines), BLOCK)]
    blocks = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(part), b"".join(part)) for part in parts)
    return MAPPINGS.sub(lambda _: blocks, cmap, count=1)
