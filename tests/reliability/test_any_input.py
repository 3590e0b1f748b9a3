"""Any value, data file or page that somebody may write: made up by Hypothesis, from what is close to right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.reliability.fuzzing import HOME
from tests.reliability.trying import TABLE, sound_register, try_data_file, try_pages, try_value
from tests.support.project import DATA, ROOT, with_extensions

if TYPE_CHECKING:
    from tests.reliability.tally import Tally
    from tests.support.project import Project

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
]

SCRAPS = (
    *("2024", "2024-12", "-", "/", "~", "?", "00", "13", "31", "٢٠٢٤", "<", ">", "(", ")", ",", "،", ";", ":", "."),
    *("oman", "un-desa", "host", "visit", "newest", "<x-a onx=1>", '"', "'", "\\", "`", "*", "_", "[", "]", "{", "}"),
    *("|", "$", "%", "&amp;", "\u202e", "\u2069", "\ufeff", "\0", "é", "ß", "İ", "بحرين", "😀", "a" * 200, "9" * 99),
)
WORDS = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=4)), max_size=6).map("".join)
#: As a directive hands it over: one line, without space around it, and not empty.
VALUES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
TOML = st.sampled_from(
    [
        *("[oman]", "[[oman]]", "[", "]", "=", "\n", "#", '"', '"""', "'''", "{", "}", ",", ".", "\\", "\t", "\r\n"),
        *('name = "Oman"', 'kind = "country"', "label", "= 1", "= 2024-01-01", "= [1]", "= true", "= {a = 1}", "= nan"),
        *("[home]", "[a.b]", "title = ''", 'name = {ar = "عمان"}', "\ufeff", "\0", "1" * 5000, "[" * 300),
    ]
)


def tried(times: int, count: int) -> settings:
    """How often. A fault is reported as found: reducing it by building pages would take hours."""
    return settings(
        max_examples=count * times,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )


def test_any_value(tally: Tally, tmp_path: Path) -> None:
    """Is accepted or reported, in sentences, within a second."""
    register = sound_register(tmp_path, DATA)

    @seed(tally.lot("values"))
    @tried(tally.times, 30)
    @given(st.lists(VALUES, min_size=1, max_size=20))
    def check(values: list[str]) -> None:
        for name in TABLE:
            for value in values:
                try_value(name, value, register)
        tally.add("inputs", len(TABLE) * len(values))

    check()


if HOME.is_dir():  # where `make reliability` could have it

    def test_inputs_that_lead_further(tally: Tally) -> None:
        """Atheris keeps those that led the code to where nothing led before, and makes the next of them."""
        runs = 2_500 * tally.times
        command = [sys.executable, "-m", "tests.reliability.fuzzing", str(runs)]
        ran = subprocess.run(command, cwd=ROOT, env=with_extensions(), capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr[-3000:]
        tally.add("inputs", runs)


@pytest.mark.parametrize("table", sorted(DATA))
def test_any_data_file(tally: Tally, tmp_path: Path, table: str) -> None:
    """Is read or reported, at a line that it has, within a second: a valid one with scraps in it, or anything else."""
    sound_register(tmp_path, DATA)
    lines = st.one_of(TOML, st.sampled_from(DATA[table].split("\n")), st.text(max_size=8))
    texts = st.lists(lines, max_size=12).flatmap(lambda parts: st.sampled_from(["", "\n"]).map(lambda s: s.join(parts)))

    @seed(tally.lot(table))
    @tried(tally.times, 20)
    @given(st.one_of(texts.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=60)))
    def check(content: bytes) -> None:
        try_data_file(table, content, tmp_path)
        tally.add("inputs")

    check()


OPENINGS = [":::{milestone} ", "::::{milestone} ", "```{milestone} ", ":::{ milestone } First\n", "> :::{milestone} "]
FIELD_LINES = [
    *(":id: 2024-@", ":id: @", ":date: 2024-@", ":date: 2024", ":kind: visit", ":kind: @", ":partners: oman, @"),
    *(":partners: oman (@)", ":topics: statistics", ":place: @", ":mode: online", ":participants: >5@"),
    *(
        ":documents: report",
        ":sources: page",
        ":sources: @",
        ":related: x-@",
        ":added: 2024-13-@",
        ":@: words",
        ": @",
        ":place @",
    ),
    *("", "  @ goes on", "place: @", "---"),
]
BODY_LINES = [
    *("Words @ here.", "**@", "[@](https://example.org)", "- @", "  - @", "> @", "1. @", "`@`", "$@$", "\\@", "@\\"),
    *(
        "```\n@\n```",
        "::::{note}\n@\n::::",
        "{milestone}`@`",
        "{partner}`oman`",
        "{nosuch}`words`",
        "| @ | b |\n|---|---|\n| c | @ |",
    ),
    *(
        "",
        "---",
        "+++",
        "    @",
        "&lt;@&gt;",
        "\u202e@",
        "***@* @**",
        "[^@]: words @",
        "term @\n: @",
        "# @",
        "(here)=",
        "{{ @ }}",
    ),
    *(":::{timeline}\n:::", ":::{sources-differ}\n@\n:::", "<https://example.org/@>", "![@](x.png)", "[@]", "[](#@)"),
]
CLOSINGS = [":::", "::::", "```", ":::\n:::", ""]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A year page with milestones as somebody writes them who does not know how."""
    parts = draw(st.sampled_from(["---\nyear: 2024\n---\n\n# 2024\n\n", "# 2024\n\n", "---\nyear: @\n---\n# 2024\n\n"]))
    value = draw(VALUES).replace("@", "")
    parts += f":::{{milestone}} Any {value}\n:id: 2024-any\n:date: {value}\n:place: {value}\n\nText.\n:::\n\n"
    for _ in range(draw(st.integers(1, 3))):
        lines = [draw(st.sampled_from(OPENINGS)) + draw(st.sampled_from(["First @", "", "*@*", "`@", "@ & so on"]))]
        lines += draw(st.lists(st.sampled_from(FIELD_LINES), max_size=8))
        lines += ["", *draw(st.lists(st.sampled_from(BODY_LINES), max_size=8)), draw(st.sampled_from(CLOSINGS)), ""]
        parts += "\n".join(lines)
    numbered = parts.split("@")
    return numbered[0] + "".join(f"w{number}q{part}" for number, part in enumerate(numbered[1:]))


def test_any_page(tally: Tally, project: Project) -> None:
    """Ends in no traceback, loses no word, and puts nothing into the page as markup but what Markdown makes of it."""

    @seed(tally.lot("pages"))
    @tried(tally.times, 4)
    @given(st.lists(pages(), min_size=1, max_size=25))
    def check(texts: list[str]) -> None:
        try_pages(project, texts)
        tally.add("inputs", len(texts))

    check()
