"""The benchmarks run; how fast anything is, no test says."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.benchmarks import browser, pages, pdf
from tests.benchmarks.__main__ import with_section
from tests.benchmarks.forms import write_hugo, write_needs, write_plain
from tests.benchmarks.register import write_register
from tests.support.browser import NO_BROWSER, chromium


def test_a_register_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """Figures of two days can be compared, since the text is the same."""
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        write_register(folder, 40)
    files = [{file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")} for folder in folders]
    assert files[0] == files[1]
    assert len(list(folders[0].glob("years/*.md"))) == 16


def test_the_pdf_part_measures_what_it_says(tmp_path: Path) -> None:
    """A small register goes through every step but other people's tools."""
    files, table, editions = pdf.measure(20, tmp_path, 1, others=False, say=lambda _: None).split("\n\n")
    assert files == "Files: 1."
    assert re.match(r"All \d\d PDFs of this register take ", editions)
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == [
        "Sphinx, reading only",
        "`sphinx_pdf`, in addition; memory of the full build",
        "Typst alone on the same pages",
    ]


def test_the_html_part_measures_what_it_says(tmp_path: Path) -> None:
    """A small register is built clean, again, after edits and by two processes, beside plain MyST."""
    clean, again, sentence = pages.measure(20, tmp_path, 1, others=False, say=lambda _: None).split("\n\n")
    assert [line.split("|")[1].strip() for line in clean.splitlines()[2:]] == list(pages.NAMES.values())[:2]
    assert [line.split("|")[1].strip() for line in again.splitlines()[3:]] == list(pages.EDITS)
    assert sentence.startswith("With `-j2`, the main process takes 0.")


@pytest.mark.skipif(not os.environ.get("CI") and chromium() is None, reason=NO_BROWSER)
def test_the_browser_part_measures_what_it_says(tmp_path: Path) -> None:
    """A small timeline is opened, scrolled and filtered; all of it is there without a script."""
    with ThreadPoolExecutor(1) as thread:  # in that of the tests a browser may be at work already
        table = thread.submit(browser.measure, 20, tmp_path, 1, others=False, say=lambda _: None).result()
    (row,) = (line.strip("|").split("|") for line in table.splitlines() if line.startswith("| `sphinx_milestones`"))
    figures = r" \d+ ms ", r" \d+ / \d+ ms ", r" \d+ ms ", r" \d+ KB ", r" 20 of 20 "
    assert all(re.fullmatch(expected, cell) for expected, cell in zip(figures, row[1:], strict=True)), row


def test_each_form_has_all_milestones_and_their_words(tmp_path: Path) -> None:
    """What other tools are measured on says what the register says."""
    write_register(tmp_path / "ours", 20)
    for form, write in (("plain", write_plain), ("needs", write_needs), ("hugo", write_hugo)):
        write(tmp_path / "ours", tmp_path / form)
        text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / form).rglob("20*.md"))
        for page in (tmp_path / "ours/years").glob("*.md"):
            for title, words in re.findall(r"milestone\} (.+)\n(?::.+\n)+\n(.+?) \[", page.read_text(encoding="utf-8")):
                assert title in text
                assert words in text


def test_a_section_of_the_page_is_replaced_and_the_others_stay() -> None:
    """Sections are ordered by part and size."""
    page = with_section("", "pdf", 10000, "large")
    page = with_section(page, "pdf", 1000, "first")
    page = with_section(page, "pdf", 1000, "second")
    assert page.endswith("(bench-pdf-1000)=\nsecond\n\n(bench-pdf-10000)=\nlarge\n")
