"""What the form to propose a milestone writes: whatever is typed, it passes the check and is shown as it was typed."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from babel import Locale
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.support.project import ROOT, write_project
from tests.support.records import read_records
from tests.support.seeds import some_seeds

from sphinx_milestones.core.characters import BIDI, CONTROL
from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.keys import slug_from_words
from sphinx_milestones.core.periods import period_of, period_slug, widened
from sphinx_milestones.syntax.markup import REST
from sphinx_milestones.views.date_format import period_in_words

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

TODAY = "2026-11-30"
SCRIPT = ROOT / "ext/sphinx_milestones/static/milestones-proposal.js"
# Writes each draft in each markup, as if those before had been accepted.
HARNESS = """
const window = {};
const fs = require("fs"), vm = require("vm");
const { script, rules, drafts, today, suffixes } = JSON.parse(fs.readFileSync(0, "utf8"));
vm.runInNewContext(fs.readFileSync(script, "utf8"), { window, URL });
const written = drafts.flatMap((typed) => suffixes.map((suffix) => {
  const proposals = new window.milestonesProposals({ ...rules, newPage: rules.newPage.replace(/[.]md$/, suffix) });
  const draft = proposals.clean(typed);
  const faults = proposals.faults(draft, today);
  if (faults.length) return { faults };
  const pieces = proposals.pieces(draft, today);
  rules.taken.milestones.push(pieces[0].key);
  for (const { path, key } of pieces.slice(1)) {
    const [table] = Object.entries(rules.files).find(([, file]) => file === path);
    rules.taken[table].push(key);
    if (table === "partners") rules.names.push(draft.entries.partners.name.toLowerCase());
  }
  const page = ({ isNew }) => (isNew ? "new" : "edit");
  const urls = rules.forge && pieces.map((piece) => proposals.forgeUrl(page(piece), piece));
  const mail = rules.mail && proposals.mailUrl({ title: draft.title, text: proposals.message(pieces) });
  return { draft, pieces, urls, mail, slug: proposals.slug(draft.title) };
}));
process.stdout.write(JSON.stringify(written));
"""
SCRAPS = (
    *(
        "::::",
        ":::",
        "```",
        "~~~",
        "{milestone}",
        "{milestone}`x`",
        ":date: 2020",
        ":other: x",
        "% x",
        "+++",
        "---",
        "===",
    ),
    *(
        "# x",
        "> x",
        "- x",
        "* x",
        "1. x",
        "12) x",
        "a. x",
        "iv) x",
        "(x)=",
        "| a | b |",
        "[x](y)",
        "![x](y)",
        "[^1]",
        "<b>",
    ),
    *(
        "&amp;",
        "&#65;",
        "*x*",
        "__x__",
        "_x_",
        "x_",
        "x__",
        "`x`",
        "$x$",
        "$$x$$",
        "{{x}}",
        "\\\\",
        "\\",
        "~x~",
        "~~x~~",
    ),
    *(
        "..",
        ".. x::",
        ".. _x:",
        ".. |x| image:: y",
        "::",
        "x::",
        ":x:`y`",
        "|x|",
        "[1]_",
        "https://example.org/a_b",
        "a@b.org",
    ),
    *(
        "mailto:x",
        "www.example.org",
        "__ x",
        ">>> x",
        "====  ====",
        "+---+",
        "<<<<<<< x",
        "=======",
        ">>>>>>> x",
        "•",
        "#.",
    ),
    *(
        '"',
        "'",
        "\u202e",
        "\u2068",
        "\u200b",
        "\u2028",
        "\x85",
        "\x00",
        "\r\n",
        "\t",
        "    x",
        "é",
        "بحرين",
        "😀",
        "\ufeff",
    ),
    *("\n", "\n\n", " ", " ", "word", "Visit", "2024"),
)
SCRAPPED = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=3)), min_size=1, max_size=8).map("".join)
DAYS = st.dates(date(2002, 1, 1), date(2014, 12, 31)).map(str)
FORMS = ("{}", "{:.7}", "{:.4}", "{:.4}?", "{}~", "2001/{}", "{}/2015-06", "{:.7}-31", "2999", "{}/2001", "about {}")
DATES = st.builds(lambda form, day: form.format(day), st.sampled_from(FORMS), DAYS)
PARTNERS = st.sampled_from(["oman", "un-desa (funder)", "home, oman (participant)", "un-desa, bahrain (host)"])
COUNTS = st.sampled_from(["", "107", ">500", "<20", "~50"])
URLS = st.one_of(
    st.sampled_from(["", "https://example.org/a b|c{d}?x=^`", "http://exämple.org/ü", "https://oman@example.org/"]),
    st.text(max_size=9).map("https://example.org/".__add__),
)
DRAFTS = st.fixed_dictionaries(
    {
        "title": SCRAPPED,
        "text": SCRAPPED,
        "fields": st.fixed_dictionaries(
            {
                "date": DATES,
                "kind": st.sampled_from(["visit", "workshop"]),
                "partners": PARTNERS,
                "sources": st.just("page"),
            },
            optional={
                "host": st.just("home"),
                "topics": st.just("statistics"),
                "place": SCRAPPED,
                "label": SCRAPPED,
                "participants": COUNTS,
                "mode": st.just("online"),
            },
        ),
        "entries": st.fixed_dictionaries(
            {},
            optional={
                "sources": st.fixed_dictionaries({"title": SCRAPPED, "publisher": SCRAPPED, "url": URLS}),
                "partners": st.fixed_dictionaries(
                    {"name": st.one_of(SCRAPPED, st.just("Sultanate")), "kind": st.sampled_from(["country", "bloc"])}
                ),
            },
        ),
    }
)
DRAFT: dict[str, Any] = {
    "title": "A visit",
    "text": "They met.",
    "fields": {"date": "2020-05", "kind": "visit", "partners": "oman", "sources": "page"},
}

REFUSED: tuple[Any, ...] = (
    {"partners": {"name": "Sultanate", "kind": "bloc"}},  # a name of Oman
    {"sources": {"title": "A report", "publisher": "", "url": "https://oman@example.org/"}},
)


def rules_of(project: Project) -> dict[str, Any]:
    """The rules on the page with the form."""
    project.write("propose.md", "---\norphan: true\n---\n\n# Propose\n\n:::{milestone-form}\n:::\n")
    build = project.build()
    assert build.warnings == []
    found = re.search(r'<script type="application/json">(.*?)</script>', build.read("propose.html"))
    assert found
    return dict(json.loads(found[1]))


def write(rules: dict[str, Any], drafts: list[Any]) -> list[dict[str, Any]]:
    """What the form makes of drafts, each in Markdown and in reStructuredText."""
    given = {"script": str(SCRIPT), "rules": rules, "drafts": drafts, "today": TODAY, "suffixes": [".md", ".rst"]}
    done = subprocess.run(
        ["node", "-e", HARNESS], input=json.dumps(given), capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def folded(text: str) -> str:
    """A text without what no page shows."""
    return " ".join(re.sub(f"[{BIDI}]", "", CONTROL.sub("", text)).replace("\ufeff", " ").split())


@pytest.mark.parametrize("number", some_seeds(20))
def test_what_the_form_accepts_passes_the_check(project: Project, number: int) -> None:
    """Any draft without a fault: no message, and titles and texts are shown as typed, in both markups."""
    rules = rules_of(project)
    groups = [SCRAPS[index : index + 5] for index in range(0, len(SCRAPS), 5)]  # each at the beginning of a line
    drafts = [
        DRAFT | {"title": f"{group[0]} x", "text": "\n\n".join(f"{scrap}\n\nword\n{scrap} word" for scrap in group)}
        for group in groups
    ]
    drafts += [DRAFT | {"entries": entry} for entry in REFUSED]

    @seed(number)
    @settings(
        max_examples=40, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(DRAFTS)
    def collect(draft: Any) -> None:
        drafts.append(draft)

    collect()
    written = write({**rules, "pages": []}, drafts)
    accepted = [found for found in written if "pieces" in found]
    assert len(accepted) > len(written) / 3
    for index, found in enumerate(accepted):
        page, *entries = found["pieces"]
        assert page["isNew"]
        project.write(f"years/{index}.{page['path'].rpartition('.')[2]}", page["text"])
        for entry in entries:
            data = project.root / entry["path"]
            data.write_text(data.read_text("utf-8") + entry["text"], encoding="utf-8")
    conf = (project.root / "conf.py").read_text("utf-8")
    project.write("conf.py", f"{conf}\nsmartquotes = False\n")
    build = project.build()
    assert build.warnings == []
    shown = {record["id"]: record for record in read_records(build.read("data/milestones.json"))}
    for found in accepted:
        record = shown[found["pieces"][0]["key"]]
        assert folded(record["title"]) == folded(found["draft"]["title"])
        assert folded(record["text"]) == folded(found["draft"]["text"])
        assert folded(record.get("place") or "") == folded(found["draft"]["fields"].get("place", ""))
        assert found["slug"] == slug_from_words(found["draft"]["title"])


@pytest.mark.parametrize(
    ("repository", "kind", "new", "edit"),
    [
        (
            "https://github.com/x/y",
            "",
            "/new/main?filename=docs/years/2020.md&value=TEXT",
            "/edit/main/docs/years/2020.md",
        ),
        (
            "https://git.example.org/x/y/",
            "gitea",
            "/_new/main/?filename=docs/years/2020.md&value=TEXT",
            "/_edit/main/docs/years/2020.md",
        ),
        ("https://gitlab.com/x/y", "", "/-/new/main?file_name=docs/years/2020.md", "/-/edit/main/docs/years/2020.md"),
    ],
)
def test_the_editor_of_a_forge(project: Project, repository: str, kind: str, new: str, edit: str) -> None:
    """A new page opens with its text where the forge can fill it in; an existing one, or a long text, without."""
    forge = {"repository": repository, "folder": "docs"} | ({"kind": kind} if kind else {})
    conf = (project.root / "conf.py").read_text("utf-8")
    project.write("conf.py", f"{conf}\nmilestones_forge = {forge}\n")
    rules = rules_of(project)
    found, _ = write(rules, [DRAFT])
    (piece,), ((url, has_text),) = found["pieces"], [each.values() for each in found["urls"]]
    base = repository.rstrip("/")
    assert (unquote(url), has_text) == (base + new.replace("TEXT", piece["text"]), "TEXT" in new)
    assert piece["text"].startswith("---\nyear: 2020\n---\n\n# 2020\n\n::::{milestone} A visit\n:id: 2020-visit\n")
    old, _ = write({**rules, "pages": [[2020, 2020, "docs/years/2020.md"]]}, [DRAFT])
    assert old["pieces"][0]["text"].startswith("\n::::{milestone} A visit\n")
    assert old["urls"] == [{"url": base + edit, "hasText": False}]
    long, _ = write(rules, [DRAFT | {"text": "word " * 2000}])
    assert not long["urls"][0]["hasText"]
    assert len(long["urls"][0]["url"]) < 200


@pytest.mark.parametrize("unspecified", [0, 1, 2])
def test_a_new_page_is_as_the_command_makes_it(proposed: dict[str, Any], unspecified: int) -> None:
    """Of a year, a decade or a century, as long as the last of the others: its name, its front matter and its title."""
    dates = ["2020-05", "0878", "202X~", "18XX", "-0043-03-15", "-012X", "-01XX", "0000", "../1850-21", "2010/"]
    drafts = [DRAFT | {"fields": DRAFT["fields"] | {"date": text, "sources": ""}} for text in dates]
    required = [name for name in proposed["required"] if name != "sources"]
    written = write({**proposed, "pages": [], "span": 10**unspecified, "required": required}, drafts)[::2]
    for text, found in zip(dates, written, strict=True):
        own = period_of(parse_date(text).first)
        period = widened(own, unspecified)
        (piece,) = found["pieces"]
        assert piece["path"] == f"years/{period_slug(period)}.rst"  # the first suffix of the project
        title = period_in_words(period, Locale("en"), str)
        if period.unspecified != 1 or period.year > 0:
            assert piece["text"].startswith(REST.new_page(period, title))
        assert f"   :id: {period_slug(own)}-visit\n" in piece["text"]


def test_the_form_finds_the_shortest_page_and_the_order_of_any_dates(proposed: dict[str, Any]) -> None:
    """It knows the bounds of decades and years before 1, as the check does."""
    pages = [[2024, 2024, "2024.md"], [2020, 2029, "2020s.md"], [-99, 0, "1st-bc.md"]]
    rules = {**proposed, "pages": pages, "required": ["date"]}

    expected = {
        "2024-12": "2024.md",
        "2023-21": "2020s.md",
        "202X": "2020s.md",
        "-0043/-0001": "1st-bc.md",
        "../2024": "2024.md",
        "-0001/-0043": "order",
        "2030/..": "future",
        "1XXX": "format",
        "2024-02-30": "format",
    }
    written = write(rules, [DRAFT | {"fields": {"date": text}} for text in expected])[::2]
    found = [each["pieces"][0]["path"] if "pieces" in each else each["faults"][0][1] for each in written]
    assert found == list(expected.values())


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The rules of a register without pages of years."""
    project = write_project(tmp_path_factory.mktemp("proposed"))
    (project.root / "years/2024.md").unlink()
    project.write("index.md", "# Home\n")
    conf = (project.root / "conf.py").read_text("utf-8")
    project.write("conf.py", f'{conf}suppress_warnings = ["milestones.entry-unused"]\n')
    return rules_of(project)


def test_a_mail_has_the_text_unless_it_is_long(project: Project) -> None:
    """Programs for mail refuse long URLs: the text is then to be pasted."""
    conf = (project.root / "conf.py").read_text("utf-8")
    project.write("conf.py", f"{conf}\nmilestones_mail = 'all@example.org'\n")
    rules = rules_of(project)
    short, _, long, _ = write(rules, [DRAFT, DRAFT | {"text": "word " * 500}])
    assert unquote(short["mail"]["url"]).startswith(
        "mailto:all@example.org?subject=A visit&body=years/2020.md\r\n\r\n---\r\n"
    )
    assert (short["mail"]["hasText"], long["mail"]["hasText"]) == (True, False)
    assert unquote(long["mail"]["url"]).endswith("&body=Paste the copied text here.")


def test_other_outputs_list_what_the_form_asks_for(project: Project) -> None:
    """An e-book is XML, in which the form would be a mistake; text has no controls."""
    conf = (project.root / "conf.py").read_text("utf-8")
    project.write("conf.py", f'{conf}\ncopyright = "the authors"\nversion = "1"\n')
    rules_of(project)
    for builder, page in (("epub", "propose.xhtml"), ("text", "propose.txt")):
        build = project.build(builder)
        text = build.read(page)
        if builder == "epub":
            text = " ".join(ET.fromstring(text.encode()).itertext())
        assert build.warnings == []
        words = " ".join(text.split())
        assert "Who took part. Choose a role only if a source states it. Home Authority (HA), Bahrain, Oman" in words
