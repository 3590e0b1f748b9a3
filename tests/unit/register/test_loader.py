"""Data files, hosted documents and exported records."""

from __future__ import annotations

import json
import random
import sys
import time
import zlib
from gettext import NullTranslations
from pathlib import Path
from time import process_time

import pytest
from pypdf import PdfWriter
from tests.support.records import export_data, read_records

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.document_files import count_pages
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.exports.milestones_json import milestones_json
from sphinx_milestones.views.wording import Wording

WORDS = Wording("en", NullTranslations(), Register())


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    """A folder without files, or none at all, holds no entry and no mistake."""
    for folder in (tmp_path, tmp_path / "none"):
        register, findings = load_register(folder)
        assert (register, findings) == (Register(), [])


@pytest.mark.parametrize("content", [b"\xef", b"\xef\xbb"])
def test_a_part_of_a_byte_order_mark_is_no_empty_file(tmp_path: Path, content: bytes) -> None:
    """A file that cannot be read is reported, however short it is."""
    (tmp_path / "kinds.toml").write_bytes(content)
    _, findings = load_register(tmp_path)
    assert [finding.message for finding in findings] == ["is not valid UTF-8 here. Save the file as UTF-8."]


NUMBER = '[report]\ntitle = "Report"\nstatus = "not-located"\n{} = {}\n'
HOSTED = '[report]\ntitle = "Report"\nstatus = "available"\nfile = "{}"\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (NUMBER.format("pages", "1" * 5000), 4, "is not valid TOML here: a number has too many digits."),
        (NUMBER.format("pages", "0x" + "f" * 5000), 4, "[report] pages: This is too large."),
        (NUMBER.format("pages", "1" * 400), 4, f"[report] pages: {'1' * 60}… is too large."),
        (NUMBER.format("bytes", "1" * 400), 4, f"[report] bytes: {'1' * 60}… is too large."),
        (NUMBER.format("note", "0x" + "f" * 5000), 4, "[report] note: This is not text."),
        (NUMBER.format("x", "[" * 3000), 4, "is not valid TOML here: lists are nested too deeply."),
        ("# Documents\n\n# \x07\n", 3, "contains an invisible character here, U+0007."),
        (HOSTED.format("a" * 5000), 4, f"[report] file: “{'a' * 5000}” cannot be opened."),
    ],
    ids=lambda value: value[-20:] if isinstance(value, str) else None,
)
def test_out_of_all_measure(text: str, line: int, message: str, tmp_path: Path) -> None:
    """Each fault in a file is one message, at its line."""
    (tmp_path / "documents.toml").write_text(text, encoding="utf-8")
    _, (finding,) = load_register(tmp_path)
    assert finding.line == line
    assert finding.message.startswith(message)


def test_large_register(tmp_path: Path) -> None:
    """Reading takes time in proportion to what is read, not to its square."""
    partners = [f'[body-{n}]\nkind = "organisation"\nname = "Body {n}"\naliases = ["b{n}"]\n' for n in range(2000)]
    sources = [f'[source-{n}]\ntitle = "Source {n}"\npublisher = "Body"\n' for n in range(8000)]
    (tmp_path / "partners.toml").write_text("\n".join(partners), encoding="utf-8")
    (tmp_path / "sources.toml").write_text("\n".join(sources), encoding="utf-8")
    begun = process_time()
    register, findings = load_register(tmp_path)
    # Half a second of this process alone, however busy the machine; half a minute where each was compared with each.
    assert process_time() - begun < 10
    assert findings == []
    assert register.lines["sources", "source-7999"][1] == 7999 * 4 + 1
    assert register.key_of("partners", "B1999") == "body-1999"


def test_words_by_language(tmp_path: Path) -> None:
    """A text is one string, or one by language with the first for languages that have none."""
    text = '[a]\nlabel = "Visit"\n\n[b]\nlabel = { en = "Talk", ar = "حديث" }\n'
    (tmp_path / "kinds.toml").write_text(text, encoding="utf-8")
    register, findings = load_register(tmp_path)
    labels = {
        key: [kind.label.translate(each) for each in ("en_GB", "ar", "fr")] for key, kind in register.kinds.items()
    }
    assert findings == []
    assert labels == {"a": ["Visit"] * 3, "b": ["Talk", "حديث", "Talk"]}


def test_hosted_document_is_measured(tmp_path: Path) -> None:
    """The size and the pages of a hosted document are those of its file."""
    path = tmp_path / "documents/report.pdf"
    path.parent.mkdir()
    with PdfWriter() as writer:
        for _ in range(3):
            writer.add_blank_page(100, 100)
        writer.write(path)
    text = '[report]\ntitle = "Report"\nstatus = "available"\nfile = "report.pdf"\n'
    (tmp_path / "documents.toml").write_text(text, encoding="utf-8")
    register, findings = load_register(tmp_path)
    report = register.documents["report"]
    assert findings == []
    assert (report.pages, report.bytes, report.status) == (3, path.stat().st_size, "available")


def test_without_pypdf_a_document_needs_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hosted PDF is offered all the same; how to give or count its pages is reported at the line of its file."""
    monkeypatch.setitem(sys.modules, "pypdf", None)  # as if it were not installed
    path = tmp_path / "documents/report.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7")
    entry = '[{}]\ntitle = "Report"\nstatus = "available"\nfile = "report.pdf"\n'
    data = entry.format("counted") + entry.format("stated") + "pages = 3\n"
    (tmp_path / "documents.toml").write_text(data, encoding="utf-8")
    register, findings = load_register(tmp_path)
    advice = "Install it: `pip install 'sphinx-milestones[pdf]'`, or write “pages = …”."
    message = f"[counted] file: counting its pages needs the package pypdf, which is not installed. {advice}"
    assert [(finding.line, finding.message) for finding in findings] == [(4, message)]
    assert [(d.pages, d.status) for d in register.documents.values()] == [(None, "available"), (3, "available")]


@pytest.mark.parametrize(
    "content", [b"", b"Words", b"%PDF-1.7\n", b"%PDF-1.7\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\n%%EOF"]
)
def test_broken_pdf(content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever a file holds, it is refused in one sentence, and nothing is printed."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read as a PDF"):
        count_pages(path)
    assert capfd.readouterr() == ("", "")


def packed_pdf(padding: int, compressions: int) -> bytes:
    """Return a PDF of one page, whose object stream has spaces between its table and its two objects."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    table = b"2 0 3 %d " % len(pages) + b" " * padding
    stream = table + pages + b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    for _ in range(compressions):
        stream = zlib.compress(stream, 9)
    head = b"<</Type/ObjStm/N 2/First %d/Filter[%s]/Length %d>>" % (len(table), b"/Fl " * compressions, len(stream))
    first = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    second = b"4 0 obj" + head.replace(b"/Fl ", b"/FlateDecode") + b"stream\n" + stream + b"\nendstream endobj\n"
    at = len(first) + len(second)
    entries = [(0, 0, 65535), (1, 9, 0), (2, 4, 0), (2, 4, 1), (1, len(first), 0), (1, at, 0)]
    rows = b"".join(bytes([kind]) + a.to_bytes(4, "big") + b.to_bytes(2, "big") for kind, a, b in entries)
    xref = b"5 0 obj<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    return first + second + xref + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % at


def test_pages_of_a_packed_pdf(tmp_path: Path) -> None:
    """An object stream is read up to a limit: a file of 700 bytes could unpack to 60 MB and take half a minute."""
    path = tmp_path / "packed.pdf"
    path.write_bytes(packed_pdf(100_000, 2))
    assert count_pages(path) == 1
    path.write_bytes(packed_pdf(60_000_000, 2))
    assert path.stat().st_size < 1000
    started = time.process_time()
    with pytest.raises(ValueError, match="cannot be read as a PDF"):
        count_pages(path)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("count", [b"0", b"-1", b"(1)", b"null"])
def test_pdf_without_a_number_of_pages(count: bytes, tmp_path: Path) -> None:
    """It is refused, as any damaged file."""
    path = tmp_path / "odd.pdf"
    path.write_bytes(packed_pdf(0, 0).replace(b"/Count 1", b"/Count " + count))
    with pytest.raises(ValueError, match="cannot be read as a PDF"):
        count_pages(path)


def exported(milestones: list[Milestone]) -> str:
    """The records as JSON."""
    return milestones_json(export_data(milestones, WORDS))


def test_record_invents_nothing() -> None:
    """A record has the date as written with its bounds, and no field that was not given."""
    milestone = Milestone("a", "page", 1, "A", date=parse_date("2024~"), body="Text.")
    assert read_records(exported([milestone])) == [
        {
            "id": "a",
            "title": "A",
            "address": "page.html#a",
            "page": "page",
            "date": {
                "written": "2024~",
                "precision": "year",
                "earliest": "2024-01-01",
                "latest": "2024-12-31",
                "approximate": True,
                "uncertain": False,
            },
            "text": "Text.",
        }
    ]


def test_same_bytes_whatever_the_order() -> None:
    """Records of different dates give the same bytes in whichever order they come, the oldest first."""
    milestones = [Milestone(f"m{year}", "page", 1, date=parse_date(str(year))) for year in range(2010, 2020)]
    shuffled = random.Random(7).sample(milestones, len(milestones))
    assert exported(shuffled) == exported(milestones)
    assert [each["id"] for each in json.loads(exported(shuffled))["milestones"]] == [m.id for m in milestones]
