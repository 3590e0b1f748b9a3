"""What the forge runs, and what pre-commit runs, is there and is pinned."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def load(path: Path) -> dict[Any, Any]:
    """Return the content of a YAML file."""
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_bounded(path: Path) -> None:
    """Each workflow may read only unless a job asks for more, ends in time, and does not run twice at once."""
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"]
    running = {name: job for name, job in workflow["jobs"].items() if "uses" not in job}  # others call a workflow
    assert [name for name, job in running.items() if not 0 < job.get("timeout-minutes", 0) <= 240] == []
    writing = {name for name, job in workflow["jobs"].items() if "write" in job.get("permissions", {}).values()}
    assert writing <= {"publish"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """Each action is named by a full commit, with its version beside it, and a checkout leaves no credentials."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    lines = [line for line in lines if "uses: ./" not in line]  # a workflow of this repository
    assert lines
    pinned = re.compile(r" *(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
    steps = [step for job in load(path)["jobs"].values() for step in job.get("steps", [])]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_workflow_of_a_new_register_uses_the_same_actions() -> None:
    """Those of this repository, which are updated here. It is as bounded, and runs targets that there are."""
    example = ROOT / "ext/manual/example"
    path = example / ".github/workflows/register.yml"
    used = re.compile(r"uses: (\S+ # \S+)")
    own = {action for each in WORKFLOWS for action in used.findall(each.read_text(encoding="utf-8"))}
    assert set(used.findall(path.read_text(encoding="utf-8"))) <= own
    test_workflows_are_bounded(path)
    test_actions_are_pinned_by_commit(path)
    targets = set(re.findall(r"^([a-z]+):", (example / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    steps = [step["run"] for step in load(path)["jobs"]["build"]["steps"] if "run" in step]
    assert steps[0] == "pip install -r requirements.txt"
    assert {step.split()[1] for step in steps[1:]} == {"check", "html"}
    assert {"check", "html"} <= targets


def test_workflows_run_what_a_developer_runs() -> None:
    """Besides packages of the system, the workflows run targets of the Makefile, and all of those that matter."""
    called = set()
    for path in WORKFLOWS:
        for job in load(path)["jobs"].values():
            targets = job.get("strategy", {}).get("matrix", {}).get("target", [])
            for step in (step for step in job.get("steps", []) if "run" in step):
                if step["run"].startswith("sudo apt-get ") or step["run"] == "exit 1":
                    continue
                name = re.fullmatch(r"make (\w+|\$\{\{ matrix\.target \}\})(?: .*)?", step["run"])
                assert name, step["run"]
                called |= set(targets) if "matrix" in name[1] else {name[1]}
    assert called - TARGETS == set()
    assert {"check", "coverage", "html", "links", "lint", "manual", "nox", "reliability", "test"} <= called


def test_one_check_covers_all_jobs() -> None:
    """`required` waits for every other job of the tests, and fails unless each has succeeded."""
    jobs = load(ROOT / ".github/workflows/tests.yml")["jobs"]
    required = jobs.pop("required")
    assert required["needs"] == list(jobs)
    assert required["if"] == "always()"
    (step,) = required["steps"]
    assert all(f"contains(needs.*.result, '{result}')" in step["if"] for result in ("failure", "cancelled", "skipped"))


def test_a_release_is_built_apart_from_its_publication() -> None:
    """What may publish runs no code of the repository, needs an environment, and gets what was tested and checked."""
    jobs = load(ROOT / ".github/workflows/release.yml")["jobs"]
    publish = jobs["publish"]
    for name, called in (("tests", "tests"), ("everywhere", "weekly")):
        assert jobs[name] == {"uses": f"./.github/workflows/{called}.yml"}
        assert (
            "workflow_call" in load(ROOT / f".github/workflows/{called}.yml")[True]
        )  # YAML reads `on` as a truth value
    assert (publish["needs"], publish["environment"]) == (["tests", "everywhere", "build"], "release")
    assert publish["permissions"] == {"id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == [
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    ]
    assert 'make nox ARGS="--session build"' in [step.get("run") for step in jobs["build"]["steps"]]


def test_every_supported_version_is_tested() -> None:
    """The matrix of the workflow, nox and the package's classifiers name the same versions of Python and Sphinx."""
    matrix = load(ROOT / ".github/workflows/tests.yml")["jobs"]["versions"]["strategy"]["matrix"]
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    classified = [each.removeprefix("Programming Language :: Python :: ") for each in project["classifiers"]]
    assert matrix["python"] == [each for each in classified if re.fullmatch(r"3\.\d+", each)]
    assert f"PYTHONS = {matrix['python']}".replace("'", '"') in noxfile
    assert matrix["sphinx"] == re.findall(r'"([\w.]+)": "Sphinx', noxfile)
    assert f"Sphinx>={matrix['sphinx'][0]}," in "".join(project["dependencies"])


def test_hooks_look_at_the_files_of_a_commit() -> None:
    """No hook of this repository reads the whole tree, and those of others are pinned by commit."""
    repos = load(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [repo for repo in repos if repo["repo"] != "local" and not re.fullmatch("[0-9a-f]{40}", repo["rev"])] == []
    hooks = [hook for repo in repos for hook in repo["hooks"]]
    assert {"ruff", "ruff-format", "register", "end-of-file-fixer"} <= {hook["id"] for hook in hooks}
    assert [hook["id"] for hook in hooks if hook.get("pass_filenames") is False] == []


def test_the_hook_for_other_registers_is_complete() -> None:
    """The hook that other repositories use has what pre-commit requires, and runs a command that there is."""
    (hook,) = load(ROOT / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"].startswith("python -m sphinx_milestones check")
    assert hook["pass_filenames"] is False


def test_vulnerabilities_are_reported_in_private() -> None:
    """Where somebody chooses a form, a link leads to the private way that SECURITY.md describes."""
    (link,) = load(ROOT / ".github/ISSUE_TEMPLATE/config.yml")["contact_links"]
    assert set(link) == {"name", "url", "about"}
    assert link["url"].startswith("https://")
    assert "SECURITY.md" in link["about"]


@pytest.mark.parametrize("path", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml")), ids=lambda p: p.stem)
def test_issue_forms_are_valid(path: Path) -> None:
    """Each form has a name, a description, and fields with unique ids and labels."""
    form = load(path)
    assert form["name"]
    assert form["description"]
    fields = [each for each in form["body"] if each["type"] != "markdown"]
    assert len({each["id"] for each in fields}) == len(fields) > 0
    assert all(each["attributes"]["label"] for each in fields)
    assert any(each.get("validations", {}).get("required") for each in fields)
