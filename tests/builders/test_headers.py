"""The headers that a server should send: computed from the pages, whatever theme made them."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from sphinx_milestones.output.headers import policy

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


def digest(text: str) -> str:
    """The hash of a text, as a policy writes it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def rule(page: str, name: str) -> list[str]:
    """What the policy for a page allows of a kind, the site itself aside."""
    (found,) = [part for part in policy([page]).split("; ") if part.startswith(f"{name} ")]
    return found.split()[2:]


def test_inline_scripts_are_named_by_their_hash() -> None:
    """Each once, to the letter; neither a script of its own file nor data."""
    page = '<script>a < b && "c";\n\u201d</script><script src="x.js"></script>'
    page += '<script type="application/ld+json">{}</script>'
    assert rule(page * 2, "script-src") == [digest('a < b && "c";\n\u201d')]
    assert rule('<script type="module">1</script>', "script-src") == [digest("1")]


def test_inline_styles_are_named_by_their_hash() -> None:
    """A `style` attribute needs one more keyword, which is there for that alone."""
    assert rule("<style>\n a { }\n</style>", "style-src") == [digest("\n a { }\n")]
    assert rule('<i style="color: red">', "style-src") == ["'unsafe-hashes'", digest("color: red")]
    assert rule('<i style="content: &quot;a&quot;"><i style="">', "style-src")[1:] == [digest('content: "a"')]


def test_files_are_written_where_they_are_asked_for(project: Project) -> None:
    """And nowhere else: another theme may need other hosts."""
    assert not (project.build().outdir / "_headers").exists()
    project.write("conf.py", (project.root / "conf.py").read_text() + "milestones_headers = True\n")
    for builder in ("html", "dirhtml", "singlehtml"):
        assert project.build(builder).read("_headers").startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    for builder in ("epub", "text"):
        assert not (project.build(builder).outdir / "_headers").exists()


def test_headers_follow_the_pages(project: Project) -> None:
    """A page with a script of its own changes the policy, and without it the policy is what it was, byte for byte."""
    project.write("conf.py", (project.root / "conf.py").read_text() + "milestones_headers = True\n")
    before = project.build().read("_headers")
    project.write("about.md", "# About\n\n```{raw} html\n<script>1 + 1</script>\n```\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "about\nyears/*"))
    assert digest("1 + 1") in project.build().read("_headers")
    project.write("about.md", "# About\n\nNothing.\n")
    assert project.build().read("_headers") == before


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_only_pages_of_the_build_enter_the_policy(project: Project, builder: str) -> None:
    """Other HTML files are never parsed, whatever is in them; a build that writes nothing new allows the same."""
    project.write(
        "conf.py",
        (project.root / "conf.py").read_text() + 'milestones_headers = True\nhtml_extra_path = ["extra"]\n',
    )
    expected = project.build(builder).read("_headers")
    project.write("extra/script.html", "<script>alert(1)</script>")
    project.write("extra/western.html", "<p>Caf\xe9".encode("cp1252"))
    project.write("extra/section.html", "<![if x[>")
    project.write("extra/plain.html/file.txt", "A folder")
    project.write("extra/long.html", "<a " * 100_000)  # takes half an hour to parse
    for _ in range(2):
        build = project.build(builder)
        assert (build.read("_headers"), build.warnings) == (expected, [])


def test_a_page_with_a_marked_section_has_a_policy() -> None:
    """Browsers skip ``<![…>`` and read on; so does the policy."""
    assert rule("<![foo[x]]><script>1</script>", "script-src") == [digest("1")]


def test_the_policy_follows_the_encoding_of_the_pages(project: Project) -> None:
    """Pages that are not UTF-8 are read as they are written."""
    settings = 'milestones_headers = True\nhtml_output_encoding = "iso-8859-1"\n'
    project.write("conf.py", (project.root / "conf.py").read_text() + settings)
    project.write("years/2024.md", '# 2024\n\n```{raw} html\n<script>"\xe9"</script>\n```\n')
    assert digest('"\xe9"') in project.build().read("_headers")
