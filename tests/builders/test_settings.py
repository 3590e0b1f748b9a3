"""Settings of a wrong type: one message each, and a build as with their defaults."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from unittest.mock import ANY

import pytest
from tests.support.project import CONF

from sphinx_milestones.environment.config import SETTINGS
from sphinx_milestones.environment.forge import check_mail
from sphinx_milestones.environment.setting_checks import check_licence

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


@pytest.mark.parametrize("value", ["None", "3", "{'a': 1}", "[None]", "['a', ['b']]", "b'x'"])
def test_each_setting_of_a_wrong_type_is_reported_once(project: Project, value: str) -> None:
    """The advice has the form to write; no exception, whoever reads the setting."""
    valid = {int: value.isdigit(), dict: value.startswith("{")}
    wrong = [
        name
        for name, setting in SETTINGS.items()
        if not valid.get(type(setting.default)) and not (setting.localized and valid[dict])
    ]
    project.write("conf.py", CONF + "".join(f"{name} = {value}\n" for name in wrong))
    build = project.build()
    texts = {str: ("a string", '"…"'), list: ("a list of strings", '["…", "…"]'), bool: ("True or False", "True")}
    texts[dict] = ("a dictionary", '{"…": "…"}')
    expected = []
    for name in wrong:
        default = SETTINGS[name].default
        wanted, example = texts.get(type(default), ("a whole number from 0", str(default)))
        advice = f"Write {name} = {example}, or delete the setting."
        expected.append(f"conf.py:1: WARNING: {name}: “{value}” is not {wanted}. {advice} [milestones.configuration]")
    assert build.warnings == expected
    assert "First visit" in build.text("years/2024.html")


@pytest.mark.parametrize("name", [name for name, setting in SETTINGS.items() if isinstance(setting.default, list)])
def test_a_string_is_no_list(project: Project, name: str) -> None:
    """Its letters are not taken one by one."""
    project.write("conf.py", f"{CONF}{name} = 'year'\n")
    (message,) = project.build().warnings
    assert f"{name}: “'year'” is not a list of strings." in message


@pytest.mark.parametrize(
    ("licence", "valid"),
    [
        ("CC-BY-4.0", True),
        ("https://example.org/licence", True),
        ("", True),
        ("Creative Commons", False),
        ("example.org/x", False),
        ("mailto:a@example.org", False),
    ],
)
def test_a_licence_is_an_identifier_or_a_url(licence: str, valid: bool) -> None:
    """Programs look a licence up by its SPDX identifier or its URL."""
    assert list(check_licence(licence)) == ([] if valid else [ANY])


@pytest.mark.parametrize(("address", "valid"), [("a@example.org", True), ("a#b@example.org", False), ("nobody", False)])
def test_a_mail_address_is_one(address: str, valid: bool) -> None:
    """Characters that would end the address in a `mailto:` URL are refused."""
    assert list(check_mail(address)) == ([] if valid else [ANY])


def test_without_pypdf_no_pdf_is_offered(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to install it; the pages are complete."""
    monkeypatch.setitem(sys.modules, "pypdf", None)  # as if it were not installed
    project.write("conf.py", f'{CONF}milestones_pdf = "register.pdf"\n')
    project.write("register.pdf", b"%PDF-1.7")
    (warning,) = project.build().warnings
    assert (
        "milestones_pdf: “register.pdf” needs the package pypdf, which is not installed. Install it: `pip " in warning
    )
