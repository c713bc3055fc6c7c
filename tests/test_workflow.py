"""The workflow that publishes: what it may do, and that its steps work."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.commands.build import build
from tests.site.building import fingerprints

WORKFLOW = Path(".github/workflows/publish.yml")


@pytest.fixture
def workflow(project: Path) -> dict[str, Any]:
    """Give the workflow as it is read by GitHub."""
    # The plain loader takes the key `on` for a truth value; the jobs are what is asked for.
    return yaml.safe_load((project / WORKFLOW).read_text(encoding="utf-8"))


def test_every_action_is_pinned_by_its_commit(project: Path) -> None:
    """A tag can be moved to other code: each action is named by a full hash, with its version."""
    text = (project / WORKFLOW).read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == 5
    for line in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_only_the_deployment_may_write(workflow: dict[str, Any]) -> None:
    """What runs the project's code may read the repository and nothing else."""
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert "permissions" not in jobs["build"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step for step in jobs["deploy"]["steps"] if "run" in step] == []
    checkout = jobs["build"]["steps"][0]
    assert checkout["with"]["persist-credentials"] is False


def test_one_publication_runs_at_a_time(workflow: dict[str, Any]) -> None:
    """A second one waits for the first, which is not stopped."""
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}


def test_nothing_of_an_expression_is_pasted_into_a_script(workflow: dict[str, Any]) -> None:
    """Scripts take what comes from outside as variables, where it cannot become a command."""
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_the_workflow_has_no_finding_of_actionlint(project: Path) -> None:
    """Where the linter for workflows is installed, it finds nothing."""
    linter = shutil.which("actionlint")
    if linter is None:
        pytest.skip("actionlint is not on PATH")
    result = subprocess.run(
        [linter, "-no-color", str(project / WORKFLOW)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_what_is_kept_between_runs_is_what_the_command_reads(workflow: dict[str, Any]) -> None:
    """The folders of the cache and of the site are restored, under a key that no run has had."""
    steps = workflow["jobs"]["build"]["steps"]
    (kept,) = (step["with"] for step in steps if step.get("uses", "").startswith("actions/cache@"))
    folders = {option.name: option.default for option in build.params}
    assert kept["path"].split() == [folders["cache"], folders["site"]]
    assert "github.run_id" in kept["key"]
    assert kept["key"].startswith(kept["restore-keys"])


def test_a_wrong_text_keeps_no_day_from_readers(workflow: dict[str, Any]) -> None:
    """A check that fails is shown, and the build goes on; one that fails itself stops all."""
    steps = [step for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    may_fail = [step["run"].split()[1] for step in steps if step.get("continue-on-error")]
    assert may_fail == ["check"]


def run_step(clone: Path, step: dict[str, Any]) -> None:
    """Run a step as GitHub does on a push."""
    outside = ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "PYTEST_CURRENT_TEST")
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    # A push sets no input, so the expressions of the variables are empty.
    variables = dict.fromkeys(step.get("env", {}), "")
    result = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],  # noqa: S607 - the bash on PATH, as on GitHub
        cwd=clone,
        env={**environment, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{step['name']}:\n{result.stdout}"


@pytest.mark.slow
def test_the_steps_of_the_workflow_work_from_a_fresh_clone(
    project: Path, workflow: dict[str, Any], tmp_path: Path
) -> None:
    """Check, build and links, one after the other, end with a site; so do they on the next night.

    What is kept between runs comes back with times that mean nothing.
    """
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(project), str(clone)], check=True)  # noqa: S607 - the git on PATH is meant
    steps = [step for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert len(steps) == 3
    for step in steps:
        run_step(clone, step)
    first = fingerprints(clone / "site")
    assert "index.html" in first
    for number, path in enumerate(sorted(clone.rglob("*"))):
        if path.relative_to(clone).parts[0] in (".cache", "site", "data", "content"):
            os.utime(path, (number, number))
    for step in steps:
        run_step(clone, step)
    assert fingerprints(clone / "site") == first
