"""The Arabic edition has all that the English one has: pages, milestones, links and numbers."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from tests.project import messages
from tests.support.html_pages import Pages
from tests.support.pdf import OpenPdf, lines_by_pdfium, text_by_pdfium
from tests.support.project import Project
from tests.support.records import read_records

if TYPE_CHECKING:
    from tests.support.html_pages import Element
    from tests.support.site import Site

ROOT = Path(__file__).parents[2]
CATALOGUES = [*sorted((ROOT / "docs/locale/ar").rglob("*.po")), *sorted((ROOT / "ext").rglob("ar/LC_MESSAGES/*.po"))]
TEXTS = ("title", "text", "html", "label", "place", "change")  # what of a record is translated
LABELS = ("name", "label")
ARABIC = "[\u0600-\u06ff]"
CORRECTING = "contributing/arabic.html"
NOT_FOUND = "لا توجد صفحة على هذا العنوان."
NOT_OFFICIAL = "هذه الترجمة من إعداد السجل نفسه وليست ترجمة رسمية."


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """The milestones of an edition by id."""
    language = "ar" if folder.name == "ar" else "en"
    written = (folder / "data/milestones.json").read_text(encoding="utf-8")
    return {record["id"]: record for record in read_records(written, language)}


def without_text(value: Any) -> Any:
    """A value of a record without what is translated."""
    if isinstance(value, list):
        return [without_text(each) for each in value]
    if isinstance(value, dict):
        return {key: without_text(each) for key, each in value.items() if key not in (*TEXTS, *LABELS)}
    return value


def numbers(text: str) -> Counter[str]:
    """The numbers in a text, in Latin digits."""
    return Counter(str(int(number)) for number in re.findall(r"(?<![A-Za-z\d])\d+(?![A-Za-z\d])", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    """No translation is missing, fuzzy or, with its placeholders, wrong."""
    catalogue = read_po(BytesIO(path.read_bytes()), locale="ar")
    found = [message for message in catalogue if message.id]
    assert found
    forms = {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,) for message in found
    }
    assert [name for name, strings in forms.items() if not all(strings)] == []
    assert [message.id for message in found if message.fuzzy] == []
    assert [str(error) for message in found for error in message.check()] == []


def test_the_catalogues_of_the_site_are_current() -> None:
    """`make messages` would change nothing: each text of the pages is in its catalogue, and nothing else is."""
    extracted = dict(messages.extract_from_pages())
    assert {path.stem for path in (ROOT / "docs/locale/ar/LC_MESSAGES").iterdir()} == {*extracted}
    for domain, catalogue in extracted.items():
        path = ROOT / f"docs/locale/ar/LC_MESSAGES/{domain}.po"
        known = {message.id for message in read_po(BytesIO(path.read_bytes()), locale="ar") if message.id}
        assert {message.id for message in catalogue if message.id} == known, domain


def test_both_editions_have_the_same_milestones(html: Pages, arabic: Pages) -> None:
    """Ids, dates, keys, numbers of participants, sources and addresses are the same; titles and texts are not."""
    english, translated = records(html.folder), records(arabic.folder)
    assert without_text([*english.values()]) == without_text([*translated.values()])
    for identifier, record in english.items():
        assert not re.search(ARABIC, record["title"])
        assert re.search(ARABIC, translated[identifier]["title"]), identifier
        before, after = numbers(record["text"]), numbers(translated[identifier]["text"])
        assert (before - after, set(after) - set(before)) == (Counter(), set()), identifier  # a name may be in both


def test_both_editions_have_the_same_links(html: Pages, arabic: Pages) -> None:
    """Each milestone links to the same pages and sources."""

    def links(pages: Pages, identifier: str) -> set[str]:
        section = pages[f"years/{identifier[:4]}.html"].by_id(identifier)
        return {href for href in section.hrefs if "/pdf/" not in href and not href.startswith("mailto:")}

    for identifier in records(html.folder):
        assert links(html, identifier) == links(arabic, identifier), identifier


def test_each_page_links_to_itself_in_the_other_language(html: Pages, arabic: Pages) -> None:
    """There and back, at the same anchors; a server shows one page for whatever is missing."""
    assert set(html.names) - set(arabic.names) == {"404.html"}
    assert set(arabic.names) <= set(html.names)
    for name in arabic.names:
        for pages, other in ((html, arabic), (arabic, html)):
            (link,) = pages[name].all("a", "language")
            target = os.path.normpath(pages.folder / Path(name).parent / link.attributes["href"])
            assert target == str(other.folder / name)
        ids = [
            {each.attributes["id"] for each in main_of(pages[name]).walk() if "id" in each.attributes}
            for pages in (html, arabic)
        ]
        assert ids[0] == ids[1], name


def test_a_missing_page_addresses_readers_of_both_languages(html: Pages) -> None:
    """The one page that a server shows for both editions has a part in Arabic, with links to Arabic pages."""
    (part,) = html["404.html"].all("section")
    assert (part.attributes["lang"], part.attributes["dir"]) == ("ar", "rtl")
    assert NOT_FOUND in part.text
    links = html["404.html"].hrefs
    assert [href for href in links if not (html.folder / href.removeprefix("/")).is_file()] == []
    assert part.hrefs == ["/ar/index.html", "/ar/timeline.html", "/ar/partners.html", "/ar/search.html"]
    assert "/index.html" in links


def test_every_link_of_the_arabic_pages_leads_somewhere(html: Pages) -> None:
    """To a page, a file or an anchor, also in English pages."""
    everything = Pages(html.folder)
    assert [name for name in everything.names if name.startswith("ar/")]
    assert [dead for dead in everything.dead_links() if dead[0].startswith("ar/")] == []


def main_of(page: Element) -> Element:
    """The article of a page."""
    return next(each for each in page.walk() if each.attributes.get("role") == "main")


def test_pages_run_from_right_to_left(arabic: Pages) -> None:
    """Each page says its language and direction; pages for contributors have their English text marked."""
    for name in arabic.names:
        (root,) = arabic[name].all("html")
        assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
        is_english = name.startswith("contributing/") and name != CORRECTING
        marked = main_of(arabic[name]).attributes
        assert (marked.get("lang"), marked.get("dir")) == (("en", "ltr") if is_english else (None, None)), name


def test_each_arabic_page_says_that_it_is_no_official_translation(html: Pages, arabic: Pages) -> None:
    """With a link to the page on how to correct it, in Arabic in both editions; no English page says so."""
    for name in arabic.names:
        (foot,) = arabic[name].all("footer")
        assert NOT_OFFICIAL in foot.text, name
        if name != CORRECTING:
            assert os.path.normpath(Path(name).parent / foot.all("a")[0].attributes["href"]) == CORRECTING
        assert NOT_OFFICIAL not in html[name].all("footer")[0].text
    assert NOT_OFFICIAL in main_of(arabic["colophon.html"]).text


def test_the_page_on_corrections_is_in_arabic_in_both_editions(html: Pages, arabic: Pages) -> None:
    """The page on translations links to it, and in the English edition its text is marked."""
    for pages in (html, arabic):
        assert "arabic.html#contributing-arabic" in pages["contributing/translations.html"].hrefs
    article = main_of(html[CORRECTING])
    assert (article.attributes["lang"], article.attributes["dir"]) == ("ar", "rtl")
    assert main_of(arabic[CORRECTING]).text == article.text


def test_one_policy_covers_both_editions(html: Pages, arabic: Pages) -> None:
    """A host reads the headers at the root of the site alone."""
    assert (html.folder / "_headers").read_text() == (arabic.folder / "_headers").read_text()


def test_a_removed_catalogue_is_no_longer_used(tmp_path: Path) -> None:
    """What conf.py copied of it goes too, compiled or not; the others remain as they were."""
    shutil.copy(ROOT / "conf.py", tmp_path)
    for name in ("about", "years"):
        path = tmp_path / f"docs/locale/ar/LC_MESSAGES/{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('msgid "About"\nmsgstr "عن"\n', encoding="utf-8")
    (copies,) = (Path(each) / "ar/LC_MESSAGES" for each in runpy.run_path(str(tmp_path / "conf.py"))["locale_dirs"])
    for name in ("about", "years"):
        (copies / f"{name}.mo").touch()
    (tmp_path / "docs/locale/ar/LC_MESSAGES/about.po").unlink()
    runpy.run_path(str(tmp_path / "conf.py"))
    assert sorted(path.name for path in copies.iterdir()) == ["years.mo", "years.po"]


@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app")  # sphinx-sitemap uses it
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_pages_name_their_translation_for_search_engines(tmp_path: Path, builder: str) -> None:
    """By full URLs, the same in both editions, if the address of the site is known; a single page has none.

    The sitemap of an edition lists its pages, and the head of each page has what a preview of a link to it shows.
    """
    shutil.copy(ROOT / "conf.py", tmp_path)
    for folder in ("_templates", "_static"):
        shutil.copytree(ROOT / "docs" / folder, tmp_path / "docs" / folder)
    templates = "docs/locale/ar/LC_MESSAGES/sphinx.po"
    (tmp_path / templates).parent.mkdir(parents=True)
    shutil.copy(ROOT / templates, tmp_path / templates)
    project = Project(tmp_path)
    project.write("index.md", "# Home\n\n```{toctree}\nabout\n```\n")
    project.write("about.md", "# About\n\nWhat it “is” & was.\n")
    page = "about/" if builder == "dirhtml" else "about.html"
    urls = [("en", f"https://a.example/r/{page}"), ("ar", f"https://a.example/r/ar/{page}")]
    for language in ("en_GB", "ar"):
        settings: dict[str, object] = {"language": language, "html_baseurl": "https://a.example/r", "web_fonts": []}
        build = project.build(builder, freshenv=True, confoverrides=settings)
        name = {"html": "about.html", "dirhtml": "about/index.html", "singlehtml": "index.html"}[builder]
        links = [link.attributes for link in Pages(build.outdir)[name].all("link")]
        found = [(link["hreflang"], link["href"]) for link in links if "hreflang" in link]
        assert sorted(found, reverse=True) == (urls if builder != "singlehtml" else [])
        if builder == "html":
            listed = (build.outdir / "sitemap.xml").read_text(encoding="utf-8")
            assert f"<loc>{dict(urls)[language[:2]]}</loc>" in listed
            check_preview(Pages(build.outdir)["about.html"], build.outdir, dict(urls)[language[:2]], language)
            if language != "ar":
                assert (build.outdir / "robots.txt").read_text(encoding="utf-8") == ROBOTS


ROBOTS = """\
User-agent: *
Allow: /

Sitemap: https://a.example/r/sitemap.xml
Sitemap: https://a.example/r/ar/sitemap.xml
"""


def check_preview(page: Element, folder: Path, url: str, language: str) -> None:
    """The head has the canonical address; title, description and a picture with a text in the language of the page."""
    assert [link.attributes["href"] for link in page.all("link") if link.attributes["rel"] == "canonical"] == [url]
    metas = [meta.attributes for meta in page.all("meta")]
    stated = {meta.get("property") or meta.get("name"): meta["content"] for meta in metas if "content" in meta}
    assert (stated["og:title"], stated["og:url"], stated["og:type"]) == ("About", url, "website")
    assert stated["og:description"] == stated["description"] == "What it “is” & was."
    assert stated["og:locale"] == {"en_GB": "en_GB", "ar": "ar_BH"}[language]
    picture = (folder / stated["og:image"].removeprefix("https://a.example/r/")).read_bytes()
    size = [int(stated[f"og:image:{side}"]).to_bytes(4) for side in ("width", "height")]
    assert picture[16:24] == b"".join(size)
    assert bool(re.search("[\u0600-\u06ff]", stated["og:image:alt"])) == (language == "ar")


def test_pdfs_are_translated(site: Site) -> None:
    """The Arabic edition has the same PDFs under the same names."""
    names = [{path.name for path in site.folder("pdf", language).glob("*.pdf")} for language in ("", "ar")]
    assert names[0] == names[1]
    assert len(names[0]) > 20


def test_words_of_the_pdf_are_found(site: Site) -> None:
    """By PDFium, the viewer of most browsers, of the texts of all milestones: at least 99.5 % of the words in them."""
    found = set(words(text_by_pdfium(site.folder("pdf", "ar") / "milestones.pdf")))
    written = words(" ".join(translations("years", "about")))
    lost = Counter(word for word in written if word not in found)
    assert len(written) > 2000
    assert lost.total() <= 0.005 * len(written), lost


def test_english_titles_in_the_pdf_keep_their_order(site: Site) -> None:
    """A title that begins with a number: the order of the boxes of its characters."""
    path = site.folder("pdf", "ar") / "milestones.pdf"
    pages = range(len(OpenPdf(path).reader.pages))
    assert any("2013UnitedNationsPublicServiceForum" in line for page in pages for line in lines_by_pdfium(path, page))


def words(text: str) -> list[str]:
    """The Arabic words of a text, without what only directs it."""
    return re.findall("[\u0621-\u0652]+", unicodedata.normalize("NFC", re.sub("[\u2060-\u2069\u200e\u200f]", "", text)))


def translations(*names: str) -> list[str]:
    """The translated messages of some catalogues."""
    catalogues = [read_po(BytesIO(path.read_bytes()), locale="ar") for path in CATALOGUES if path.stem in names]
    return [str(message.string) for catalogue in catalogues for message in catalogue if message.id]
