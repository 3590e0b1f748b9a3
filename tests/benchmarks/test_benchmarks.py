"""The benchmarks run; how fast anything is, no test says."""

from __future__ import annotations

from tests.benchmarks import pdf
from tests.benchmarks.__main__ import with_section
from tests.benchmarks.register import write_register


def test_a_register_is_the_same_for_the_same_seed(tmp_path):
    """Figures of two days can be compared, since the text is the same."""
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        write_register(folder, 40)
    files = [{file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")} for folder in folders]
    assert files[0] == files[1]
    assert len(list(folders[0].glob("years/*.md"))) == 16


def test_the_pdf_part_measures_what_it_says(tmp_path):
    """A small register goes through every step but other people's tools."""
    table = pdf.measure(20, tmp_path, 1, others=False, say=lambda _: None)
    assert table.startswith("Files: 1.\n")
    assert [line.split("|")[1].strip() for line in table.splitlines()[4:]] == [
        "Sphinx with the pages read, writing nothing",
        "`sphinx_pdf` beyond that; memory of the whole build",
        "Typst alone on the same pages",
    ]


def test_a_section_of_the_page_is_replaced_and_the_others_stay():
    """Sections are ordered by part and size."""
    page = with_section("", "pdf", 10000, "large")
    page = with_section(page, "pdf", 1000, "first")
    page = with_section(page, "pdf", 1000, "second")
    assert page.endswith("(bench-pdf-1000)=\nsecond\n\n(bench-pdf-10000)=\nlarge\n")
